"""Ways in which exports arrive spoiled, and ways in which they arrive written otherwise but meaning the same."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

from cst_xl.intake import dialect

NASTY = (
    "", ";", ",", "\t", '"', "'", "\n", "\r\n", "\x00", "\ufeff", "=1+1", "-1", "+1", "@SUM(A1)", "98.985%", "98985%", "1e999",
    "nan", "inf", "99999999999999999999999", "à", "💥", "31/02/2016", "2016-13-45 99:99:99", "0001-01-01 00:00:00",
    "9999-12-31 23:59:59", "01/04/16", "No data available", "sep=;\n", "HOST_NAME", "label", "-0", "1.715", "1,715",
    "[1460489880]", "]", ";HARD;", "−1", "½", "24h", "99h", "٣", "1 000", "1'000", "12:30", "x" * 5_000, "0" * 400, "\u202e1",
)  # fmt: skip
"""Texts that have broken some program's reading of tables."""

_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp850", "utf-7")


def cells(content: bytes) -> list[list[str]]:
    """A text file's cells, as a careful reader sees them."""
    text, _ = dialect.decoded(content)
    separator = dialect.separated_by(text)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True))


def written(rows: list[list[str]], separator: str = ";", encoding: str = "utf-8", line: str = "\n") -> bytes:
    """Cells as a text file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line).writerows(rows)
    return out.getvalue().encode(encoding, errors="replace")


def _bytes_spoiled(content: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(content) + 1), chance.choice((0, 1, 1, 2, 5, 20, 200))
    middle = chance.choice(
        (b"", content[at : at + length] * 2, chance.choice(NASTY).encode(), bytes([chance.randrange(256)]))
    )
    return content[:at] + middle + content[at + length :]


def _truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _lines_doubled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    return b"\n".join([*lines[: at + 1], *lines[at : at + chance.choice((1, 1, 3, 50))], *lines[at + 1 :]])


def _lines_shuffled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _delimiters_swapped(content: bytes, chance: random.Random) -> bytes:
    before, after = chance.sample((b";", b",", b"\t", b"|", b":"), 2)
    return content.replace(before, after)


def _encoded_otherwise(content: bytes, chance: random.Random) -> bytes:
    text, _ = dialect.decoded(content)
    return text.encode(chance.choice(_ENCODINGS), errors="replace")


def _columns_shuffled(content: bytes, chance: random.Random) -> bytes:
    """Some rows lose the order of their columns: what a sort of a part of a sheet does."""
    rows = cells(content)
    for row in chance.sample(rows, k=min(len(rows), chance.randint(1, 5))):
        chance.shuffle(row)
    return written(rows)


def _cell_hostile(content: bytes, chance: random.Random) -> bytes:
    rows = cells(content)
    row = chance.choice(rows) if rows else []
    if row:
        row[chance.randrange(len(row))] = chance.choice(NASTY)
    return written(rows, chance.choice(";,\t"))


def _column_lost(content: bytes, chance: random.Random) -> bytes:
    rows = cells(content)
    widest = max(map(len, rows), default=0)
    if not widest:
        return content
    at = chance.randrange(widest)
    return written([row[:at] + row[at + 1 :] for row in rows])


def _header_hostile(content: bytes, chance: random.Random) -> bytes:
    rows = cells(content)
    if rows and rows[0]:
        at = chance.randrange(len(rows[0]))
        rows[0][at] = chance.choice((*rows[0], *NASTY))
    return written(rows)


SPOILED: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _bytes_spoiled, _bytes_spoiled, _bytes_spoiled, _truncated, _lines_doubled, _lines_shuffled, _delimiters_swapped,
    _encoded_otherwise, _columns_shuffled, _cell_hostile, _cell_hostile, _column_lost, _header_hostile,
)  # fmt: skip
"""Each takes the file and a source of chance, and gives the file as somebody has spoiled it."""


def spoiled(content: bytes, chance: random.Random, most: int = 4) -> bytes:
    """The content after a few of the ways of spoiling."""
    for _ in range(chance.randint(1, most)):
        content = chance.choice(SPOILED)(content, chance)
    return content


def otherwise(rows: list[list[str]], chance: random.Random) -> bytes:
    """The same table with its columns in another order, in another dialect, with empty lines and columns of others."""
    widest = max(map(len, rows))
    order = chance.sample(range(widest), widest)
    padded = [[*row, *[""] * (widest - len(row))] for row in rows]
    moved = [[row[at] for at in order] for row in padded]
    if chance.random() < 0.5:
        at = chance.randrange(widest + 1)
        moved = [
            [*row[:at], "Altro" if not number else f"x{number}", *row[at:]]
            for number, row in enumerate(moved)
        ]
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16"))
    return written(moved, chance.choice(";\t|,"), encoding, chance.choice(("\n", "\r\n")))
