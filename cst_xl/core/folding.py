"""One plain spelling for what people type, so that every reader compares the same letters.

Staff paste from Word, web pages and exports: no-break spaces, four kinds of dashes, curly apostrophes, «º» for
«°», capitals and accents. Folding keeps the length, hence a match in the folded text is at the same place in the
original: `periods.mentions` quotes the words as they were written.
"""

from __future__ import annotations

import unicodedata

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u2033", '"'),
        **dict.fromkeys("\u00ba\u02da^", "°"),
        **dict.fromkeys("\t\n\r\v\f\u200b\u2060\ufeff", " "),
    }
)

_INVISIBLE = dict.fromkeys((0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF))
"""Soft hyphens, joiners, byte order marks, marks of direction: a paste brings them along and nobody sees them.

Not the signs that *turn* the direction of a text (U+202A-202E, U+2066-2069): what a person sees is then another text.
"""


def visible(text: str) -> str:
    """Return `text` without the characters that take no room on the screen."""
    return text if text.isascii() else text.translate(_INVISIBLE)


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with plain spaces, hyphens and apostrophes; same length."""
    plain = text.translate(_SIGNS)
    return plain.lower() if plain.isascii() else "".join(map(_plain_letter, plain))


def _plain_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    return unicodedata.normalize("NFD", letter)[0].lower()[0]
