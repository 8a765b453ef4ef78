"""The wordings of a period: which span, which number, which year a text names.

`periods` makes periods of them. A whole cell is read tolerantly ("T2" alone is a quarter, "13/2016" a slip to
explain); running text is read with more suspicion, because there «S1» may be a server, «2000 accessi» a count and
«31/12/2015» a day.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from cst_xl.core.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH_NAMES: Final = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)
_ENGLISH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


class Reading(NamedTuple):
    """What a piece of text names.

    Attributes:
        span: How long the period is.
        number: Its place within the year; as written, hence perhaps out of range ("5° trimestre").
        year: As written; None where the text names none.
        start: Where the wording begins in the text.
        end: Where it ends, exclusive.
    """

    span: Span
    number: int
    year: int | None
    start: int
    end: int


_MONTHS: Final = {
    **{name[:3]: number for number, name in enumerate(_ENGLISH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
    "sett": 9,
    **{name: number for number, name in enumerate(_ENGLISH_NAMES, 1)},
    **{name: number for number, name in enumerate(MONTH_NAMES, 1)},
}
_ORDINALS: Final = {
    word: number
    for number, words in enumerate((("primo", "i"), ("secondo", "ii"), ("terzo", "iii"), ("quarto", "iv")), 1)
    for word in words
}
_SPANS: Final = {"t": Span.QUARTER, "q": Span.QUARTER, "s": Span.SEMESTER, "h": Span.SEMESTER}
_EDGES: Final = {
    "primi": {"3": (Span.QUARTER, 1), "6": (Span.SEMESTER, 1)},
    "ultimi": {"3": (Span.QUARTER, 4), "6": (Span.SEMESTER, 2)},
}
_VOCABULARY: Final = (
    *MONTH_NAMES,
    *_ENGLISH_NAMES,
    *("primo", "secondo", "terzo", "quarto", "trimestre", "semestre", "anno", "primi", "ultimi", "mesi"),
)
_OLDEST_SHORT_YEAR: Final = 90  # «apr-90» is of the last century, «apr-89» of this one

_WORD: Final = r"(?P<word>trimestre|trim|semestre|sem)(?![a-z])\.?"
_ORDINAL: Final = r"primo|secondo|terzo|quarto|iii|ii|iv|i"
_OF: Final = r" *[-/]? *(?:(?:del|di|anno|dell' ?anno) +)?"

# Around a wording in running text: no letter or digit, no part of a date, of a decimal or of a percentage.
_BEFORE: Final = r"(?<![^\W_])(?<![0-9][.,])(?<!\b[0-9][-/])(?<!\b[0-9]{2}[-/])"
_AFTER: Final = r"(?![^\W_])(?![.,]?[0-9])(?! ?[%€])(?![-/][0-9]{1,3}(?![0-9]))"
# «1°sem 2016 / 2015», «2015 e 2016»: the second year is of the same span.
_SAME_SPAN: Final = r" *[-/] *| +(?:e|ed|o|vs\.?) +"
# «da aprile a giugno 2016», «nel primo e nel secondo trimestre 2016»: the year is told once.
_SAME_YEAR: Final = r" *[-/,] *| *,? (?:e|ed|o|a|al) +(?:(?:il|nel|a|al|di|del|in) +)?"
# A bare four-digit number is a year after one of these, or where its clause ends; else it may be a count.
_LEADS_TO_YEAR: Final = re.compile(
    r"(?:^|\(|\b(?:nel|del|dal|al|il|anno|anni|fine|inizio|entro|dall'|nell'|l')) {0,3}$"
)
_LONGEST_LEAD: Final = len("inizio") + 4
_ENDS_CLAUSE: Final = re.compile(
    rf" *(?:$|[.,;:!?)])|(?:{_SAME_SPAN})(?:199[0-9]|20[0-9]{{2}}|2100)(?![0-9])"
)


def read_whole(text: str) -> Reading | None:
    """Read a text that is nothing but the wording of a period; None when it's none."""
    folded = fold(text).strip()
    for form in _forms(running=False):
        match = form.fullmatch(folded)
        if match:
            return _reading(match)
    return None


def read_within(text: str) -> tuple[Reading, ...]:
    """Find the wordings of periods within running text, in order, without overlaps; days are no periods.

    A reading without a year stays so unless the sentence tells the year once for several ("aprile e maggio 2016").
    """
    folded = fold(text)
    return tuple(_with_shared_years(folded, list(_real_periods(folded, _longest_first_matches(folded)))))


def nearest_wording(text: str) -> str:
    """Return the wording of a period nearest to a misspelt one ("Magio 2016" → "maggio 2016"), or ""."""
    import difflib  # only a slip needs it

    def nearest(match: re.Match[str]) -> str:
        return next(iter(difflib.get_close_matches(match[0], _VOCABULARY, n=1, cutoff=0.75)), match[0])

    folded = fold(text).strip()
    corrected = re.sub(r"[a-z]{4,}", nearest, folded)
    return corrected if corrected != folded and read_whole(corrected) else ""


@cache
def _forms(*, running: bool) -> tuple[re.Pattern[str], ...]:
    """Return every wording as a pattern over folded text; the groups that a match has tell what it means."""
    year = r"(?P<year>199[0-9]|20[0-9]{2}|2100)" if running else r"(?P<year>[0-9]{4})"
    place = "[1-4]" if running else "[0-9]{1,2}"
    gap, maybe = ("", "") if running else (" *", "?")
    month, full_month = (f"(?P<month>{_any_of(names)})" for names in (_MONTHS, MONTH_NAMES))
    ordinal = rf"(?P<ord>{place} *[°o]?|(?:{_ORDINAL}) *°?) *{_WORD}"
    forms = [
        rf"{year} *[-/]? *(?P<letter>[tqsh])(?P<ord>{place})",
        rf"(?P<letter>[tqsh])(?P<ord>{place})(?: *[-/]? *{year}){maybe}",
        rf"{year} *[-/]? *{ordinal}",
        rf"{ordinal}(?:{_OF}{year})?",
        rf"{full_month}(?:{_OF}{year})?",
        rf"{month}\.?(?:{_OF}{year}){maybe}",
        rf"{month}\.?(?:[-/]'?| *')(?P<yy>[0-9]{{2}})",
        rf"(?P<monthno>{'0?[1-9]|1[0-2]' if running else '[0-9]{1,2}'}){gap}[-/]{gap}{year}",
        rf"{year}{gap}[-/]{gap}(?P<monthno>{'0[1-9]|1[0-2]' if running else '[0-9]{1,2}'})",
        rf"(?P<edge>primi) +(?P<many>3|6|tre|sei) +mesi(?:{_OF}{year}| +dell'anno)?",
        rf"(?P<edge>ultimi) +(?P<many>3|6|tre|sei) +mesi(?:{_OF}{year}| +dell'anno){maybe}",
        rf"(?P<anno>anno +)?{year}",
    ]
    if not running:
        forms += [rf"{year} *[-/]? *{month}\.?", "(?P<anno>anno)"]
        return tuple(re.compile(_few_spaces(form)) for form in forms)
    day = rf"(?P<day>(?:[0-2]?[0-9]|3[01])°?) +(?:di +)?{month}\.?(?:{_OF}{year})?"
    elided = rf"(?P<ord>[1-4]°|{_ORDINAL})(?= *(?:[-/]|(?:e|ed|o) (?:(?:il|nel|al|del) )?) *{ordinal.replace('<ord>', '<next>')})"
    return tuple(re.compile(_few_spaces(f"{_BEFORE}(?:{form}){_AFTER}")) for form in (*forms, day, elided))


def _few_spaces(form: str) -> str:
    """Bound the gaps: a cell of 32.000 blanks would take seconds to search."""
    return form.replace(" *", " {0,4}").replace(" +", " {1,4}")


def _any_of(words: tuple[str, ...] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _reading(match: re.Match[str]) -> Reading:
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    span, number = _span_and_number(found)
    return Reading(span, number, _year(found), *match.span())


def _span_and_number(found: dict[str, str]) -> tuple[Span, int]:
    match found:
        case {"month": name}:
            return Span.MONTH, _MONTHS[name]
        case {"monthno": digits}:
            return Span.MONTH, int(digits)
        case {"letter": letter, "ord": digit}:
            return _SPANS[letter], int(digit)
        case {"word": word, "ord": ordinal}:
            plain = ordinal.rstrip(" °")
            number = _ORDINALS.get(plain) or int(plain.rstrip("o "))
            return (Span.QUARTER if word.startswith("trim") else Span.SEMESTER), number
        case {"edge": edge, "many": many}:
            return _EDGES[edge][{"tre": "3", "sei": "6"}.get(many, many)]
        case _:
            return Span.YEAR, 1


def _year(found: dict[str, str]) -> int | None:
    if "yy" in found:
        return int(found["yy"]) + (1900 if int(found["yy"]) >= _OLDEST_SHORT_YEAR else 2000)
    return int(found["year"]) if "year" in found else None


def _longest_first_matches(folded: str) -> Iterator[re.Match[str]]:
    """Yield the matches from left to right; of those that begin alike the longest wins, overlaps are dropped."""
    found = [match for form in _forms(running=True) for match in form.finditer(folded)]
    reached = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= reached:
            reached = match.end()
            yield match


def _real_periods(folded: str, matches: Iterator[re.Match[str]]) -> Iterator[Reading]:
    """Leave out days and numbers that are no years; give «/ 2015» the span of what stands before it."""
    before: Reading | None = None
    for match in matches:
        groups = match.groupdict()
        if groups.get("day"):
            continue
        reading = _reading(match)
        if reading.span is Span.YEAR and not groups.get("anno"):
            if before and before.year and re.fullmatch(_SAME_SPAN, folded[before.end : reading.start]):
                reading = before._replace(year=reading.year, start=reading.start, end=reading.end)
            elif not _stands_as_year(folded, reading):
                continue
        before = reading
        yield reading


def _stands_as_year(folded: str, reading: Reading) -> bool:
    leads = _LEADS_TO_YEAR.search(folded, max(0, reading.start - _LONGEST_LEAD), reading.start)
    return bool(leads or _ENDS_CLAUSE.match(folded, reading.end))


def _with_shared_years(folded: str, readings: list[Reading]) -> list[Reading]:
    for place in range(len(readings) - 2, -1, -1):
        reading, after = readings[place : place + 2]
        joined = re.fullmatch(_SAME_YEAR, folded[reading.end : after.start])
        if joined and reading.year is None and reading.span is after.span:
            readings[place] = reading._replace(year=after.year)
    return readings
