"""Numbers as Italians type them, read exactly or refused with the likely cause.

An Excel with English settings turns a pasted «397.537» into the number 397,537, and «1,715» means 1,715 here and 1715
there. So nothing is guessed: a dot groups thousands and must do so perfectly, a comma starts the decimals, and every
other shape is an error whose hint names the probable reading.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from numbers import Integral
from typing import Final

from cst_xl.core.errors import BadValueError
from cst_xl.core.folding import fold

MISSING_WORDS: Final = frozenset(
    {"", "-", "--", "n.d.", "n.d", "nd", "n/d", "n.a.", "n.a", "na", "n/a", "non disponibile", "non rilevato"}
)
EXPECTED_NUMBER: Final = "un numero, per esempio 1.715 o 3,5"
EXPECTED_COUNT: Final = "un numero intero, per esempio 1.715"

_MOST_DIGITS: Final = 15  # what Excel keeps of a number
_LONGEST_TEXT: Final = 60  # a cell may hold 32.000 characters, and searching those for a cause takes seconds
_GROUP: Final = 3  # digits between two dots
_THOUSAND: Final = 10**_GROUP
EXACT: Final = Context(prec=999, rounding=ROUND_HALF_UP)
# Digits, or 1-3 digits and groups of three split by one and the same sign; a group can't begin the number with 0.
_ITALIAN: Final = r"([-+]?) ?([0-9]+|[1-9][0-9]{0,2}(?:([. '])[0-9]{3})(?:\3[0-9]{3})*)(?:,([0-9]+))?"
_ENGLISH: Final = r"([-+]?) ?([0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)"


def is_missing(value: object) -> bool:
    """Tell whether a cell says that there is no value: empty, blank, a dash, "n.d." and the like."""
    return value is None or (isinstance(value, str) and fold(value).strip() in MISSING_WORDS)


def as_decimal(value: float | Decimal) -> Decimal:
    """Return the exact number that a person sees: 0.1 is 0,1, not the binary fraction next to it.

    Raises:
        BadValueError: A logical value, an infinite number or "not a number".
    """
    if isinstance(value, bool):
        raise BadValueError(_logical(value), EXPECTED_NUMBER, "È un valore logico.")
    if isinstance(value, float) and value.is_integer() and abs(value) < _THOUSAND**5:
        value = int(value)  # a cell's 7 arrives as 7.0, and nobody typed that nought
    # float(): numpy's own floats have another repr
    exact = Decimal(value) if isinstance(value, (int, Decimal)) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise BadValueError(str(value), EXPECTED_NUMBER, "Non è un numero finito.")
    return exact


def number(value: object) -> Decimal:
    """Read a number: a cell value, or text as Italians write it.

    Args:
        value: "1.715", "1.234,56", "−1,7", "1 715" with any kind of space, "+25,9", or an int, float, Decimal.

    Raises:
        BadValueError: Anything else; English notation is named in the hint, never followed.
    """
    if isinstance(value, str):
        return _from_text(value)
    if not isinstance(value, bool) and isinstance(value, Integral):
        value = int(value)  # numpy's whole numbers are no ints
    if isinstance(value, (int, float, Decimal)):
        return _bounded(as_decimal(value), value)
    raise BadValueError(value, EXPECTED_NUMBER, _kind_hint(value))


def count(value: object) -> int:
    """Read how many there are: a whole number, 0 or more; never rounded.

    Raises:
        BadValueError: Not a number, negative or not whole; the hint tells when Excel probably took the dot of the
            thousands for a decimal point.
    """
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3},000", fold(value).strip()):
        raise BadValueError(
            value, EXPECTED_COUNT, f"Forse {value.strip().replace(',', '.')}, scritto all'inglese?"
        )
    try:
        read = number(value)
    except BadValueError as problem:
        raise BadValueError(problem.found, EXPECTED_COUNT, problem.hint) from None
    if read < 0:
        raise BadValueError(value, EXPECTED_COUNT, "Non può essere negativo.")
    if read != read.to_integral_value():
        raise BadValueError(value, EXPECTED_COUNT, _lost_thousands_hint(read, typed=isinstance(value, str)))
    return int(read)


def english_number(text: str) -> Decimal | None:
    """Read a number with a decimal point ("98.985", "1,234.5"), as programs export it; None when it isn't one."""
    folded = fold(text).strip()
    match = re.fullmatch(_ENGLISH, folded) if len(folded) <= _LONGEST_TEXT else None
    return Decimal(match[1] + match[2].replace(",", "") + "." + match[3]) if match else None


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as Excel does: 0,5 goes away from zero, never to the even neighbour."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)


def shifted(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten without losing digits, and without an exponent above zero."""
    scaled = value.scaleb(power, context=EXACT)
    return scaled if int(scaled.as_tuple().exponent) <= 0 else scaled.quantize(Decimal(1), context=EXACT)


def italian_digits(value: Decimal) -> str:
    """Write a number with all its digits, for hints: "0,485", "1.234,50"."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def _from_text(text: str) -> Decimal:
    folded = fold(text).strip()
    if len(folded) > _LONGEST_TEXT:
        raise BadValueError(text, EXPECTED_NUMBER)
    match = re.fullmatch(_ITALIAN, folded)
    if not match:
        raise BadValueError(text, EXPECTED_NUMBER, _text_hint(folded))
    sign, whole, separator, decimals = match.groups()
    digits = whole.replace(separator, "") if separator else whole
    return _bounded(Decimal(f"{sign}{digits}" + (f".{decimals}" if decimals else "")), text)


def _bounded(value: Decimal, found: object) -> Decimal:
    if value.is_zero():
        return abs(value)  # «-0» is 0
    if value.adjusted() >= _MOST_DIGITS:
        raise BadValueError(found, EXPECTED_NUMBER, f"Ha più di {_MOST_DIGITS} cifre: è un codice?")
    return value


def _kind_hint(value: object) -> str:
    if isinstance(value, (date, time, timedelta)):
        return "C'è una data o un'ora al posto di un numero: formatta la cella come testo e riscrivilo."
    return "Manca il valore." if value is None else ""


def _lost_thousands_hint(value: Decimal, *, typed: bool) -> str:
    decimals = -int(value.as_tuple().exponent)
    if not 1 <= value < _THOUSAND or decimals > _GROUP or (typed and decimals != _GROUP):
        return "Ha dei decimali."
    cause = "scritto all'inglese" if typed else "letto come decimale da un Excel in inglese"
    return f"Forse {round_half_up(value, _GROUP)}, {cause}?"


def _text_hint(folded: str) -> str:
    """Name the probable cause why a text isn't an Italian number."""
    if folded in MISSING_WORDS:
        return "Manca il valore."
    english = english_number(folded)
    if english is not None:
        return f"Il punto separa le migliaia, la virgola i decimali: forse {italian_digits(english)}?"
    for shape, hint in _HINTS:
        if re.fullmatch(shape, folded):
            return hint
    if any(letter.isdigit() and not letter.isascii() for letter in folded):
        return "Contiene cifre di un altro alfabeto."
    return ""


_HINTS: Final = (
    (r"[-+]?[0-9.,]+e[-+]?[0-9]+", "È in notazione scientifica: scrivi tutte le cifre."),
    (r"\([^()]*[0-9][^()]*\)", "Un numero negativo si scrive con il segno meno davanti."),
    (r"[-+]?[0-9]{1,3}(,[0-9]{3}){2,}", "Le migliaia si separano con il punto, non con la virgola."),
    (r"[-+]?[0-9.]+\.[0-9.]*(,[0-9]+)?", "Dopo ogni punto delle migliaia servono tre cifre."),
    (r"[-+]?[0-9]+( +[0-9]+)+", "C'è uno spazio di troppo, o sono due numeri."),
    (r".*[0-9].* ?%", "È una percentuale: qui serve un numero."),
    (r"#.*", "È un errore di Excel: correggi la formula da cui viene."),
    (r"[-+]?[0-9][0-9.,]* ?[a-z€].*", "Scrivi solo il numero, senza parole."),
)


def _logical(value: bool) -> str:
    return "VERO" if value else "FALSO"
