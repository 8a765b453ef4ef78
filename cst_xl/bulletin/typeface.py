"""The typeface of the bulletin: how wide a text is, and which characters it has.

Charts place their labels by the real widths of Titillium Web, the typeface of Italian public sites, so that nothing
overlaps on paper or on a page; no font library is asked, because two tables of the TrueType file say it all.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILY: Final = "Titillium Web"
REGULAR: Final = 400
SEMIBOLD: Final = 600
BOLD: Final = 700
_NAMES: Final = {REGULAR: "Regular", SEMIBOLD: "SemiBold", BOLD: "Bold"}
_BY_CODE_POINT: Final = 4  # the cmap format for characters up to U+FFFF


@dataclass(frozen=True)
class Face:
    """One weight of the typeface.

    Attributes:
        widths: Advance width of each character that it has, in parts of the type size.
        missing: The width taken for a character that it lacks, which another typeface will draw.
    """

    widths: Mapping[str, float]
    missing: float

    def width(self, text: str, size: float) -> float:
        """The width of a text at a type size, in the unit of the size."""
        return size * sum(self.widths.get(char, self.missing) for char in text)

    def lines(self, text: str, size: float, room: float) -> tuple[str, ...]:
        """The text broken at spaces into lines of at most ``room``; a longer word keeps a line of its own."""
        lines: list[str] = []
        for word in text.split(" "):
            if lines and self.width(f"{lines[-1]} {word}", size) <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return tuple(lines)


def font_file(weight: int, suffix: str) -> bytes:
    """A font file as shipped, ``ttf`` for the PDF or ``woff2`` for the page."""
    return (
        files("cst_xl.bulletin").joinpath(f"assets/fonts/TitilliumWeb-{_NAMES[weight]}.{suffix}").read_bytes()
    )


@cache
def face(weight: int = REGULAR) -> Face:
    """One of the three weights that are shipped: 400, 600 or 700."""
    font = font_file(weight, "ttf")
    tables = _tables(font)
    (em,) = struct.unpack_from(">H", font, tables["head"] + 18)
    (measured,) = struct.unpack_from(">H", font, tables["hhea"] + 34)
    advances = [struct.unpack_from(">H", font, tables["hmtx"] + 4 * glyph)[0] for glyph in range(measured)]
    glyphs = _glyphs(font, tables["cmap"])
    widths = {chr(code): advances[min(glyph, measured - 1)] / em for code, glyph in glyphs.items()}
    return Face(widths, missing=widths["M"])


def _tables(font: bytes) -> dict[str, int]:
    """Where each table of the file starts."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * at) for at in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in entries}


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Glyph number by character code, out of the table's format 4 part."""
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    parts = (cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * at + 4)[0] for at in range(count))
    part = next(at for at in parts if struct.unpack_from(">H", font, at)[0] == _BY_CODE_POINT)
    segments = struct.unpack_from(">H", font, part + 6)[0] // 2
    columns = [part + 14, part + 16 + 2 * segments, part + 16 + 4 * segments, part + 16 + 6 * segments]
    found: dict[int, int] = {}
    for at in range(segments):
        end, start, delta, offset = (struct.unpack_from(">H", font, column + 2 * at)[0] for column in columns)
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = columns[3] + 2 * at + offset + 2 * (code - start)
                glyph = struct.unpack_from(">H", font, place)[0]
            glyph = (glyph + delta) % 0x10000 if glyph or not offset else 0
            if glyph:
                found[code] = glyph
    return found
