"""The list of a batch: which workbooks to make, one line each, from a CSV, XLSX, ODS or TOML file.

A line that can't be read doesn't stop the others: it stays in the list with its problem.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Finding, Severity
from cst_xl.core.parameters import QUARTER
from cst_xl.core.periods import Period
from cst_xl.core.tables import Column, Grid, RawTable, TypedTable
from cst_xl.core.tables import read as read_table
from cst_xl.intake import source

LIST: Final = RawTable(
    key="elenco",
    sheet="elenco",
    title="Elenco delle cartelle da preparare",
    columns=(
        Column("institution", "Ente", kinds.TEXT, also=("institution", "istituzione")),
        Column("period", "Periodo", QUARTER, required=True, also=("period", "trimestre")),
        Column("source", "Origine", kinds.TEXT, also=("source", "da", "from")),
        Column("output", "Uscita", kinds.TEXT, required=True, also=("output", "out", "file")),
    ),
    totals=False,
    capacity=10_000,
)
_TOML_TABLE: Final = "cartella"


@dataclass(frozen=True)
class Entry:
    """One workbook to make.

    Attributes:
        place: Where the list says so, for messages: ``elenco.csv, riga 3``.
        institution: Name for the parameter *Ente*; empty keeps what the source says.
        period: The quarter; None when the line can't be read.
        source: The earlier workbook to go on from; None for a workbook from scratch.
        output: The file to make.
        problem: What is wrong with the line, in Italian; empty when nothing is.
    """

    place: str
    institution: str
    period: Period | None
    source: Path | None
    output: Path
    problem: str = ""


def read(path: Path) -> tuple[Entry, ...]:
    """Read a list; paths in it are relative to its own folder.

    TOML: an array of tables ``[[cartella]]`` with the keys ``ente``, ``periodo``, ``origine``, ``uscita``. Anything else:
    a table with those headers, in any order, Italian or English.

    Raises:
        CstError: The file can't be read, or holds no such table.
    """
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise CstError(f"L'elenco «{path}» non si legge: {cause.strerror}.") from cause
    grid = _toml_grid(path.name, content) if path.suffix.lower() == ".toml" else _grid(path.name, content)
    typed = read_table(LIST, grid)
    if not typed.headers:
        expected = ", ".join(f"«{column.header}»" for column in LIST.columns)
        raise CstError(f"Nell'elenco «{path.name}» non ci sono le intestazioni {expected}.")
    if not typed:
        raise CstError(f"L'elenco «{path.name}» è vuoto.")
    return _entries(path, typed)


def _grid(name: str, content: bytes) -> Grid:
    sheets = source.read(name, content).sheets
    return sheets[0].grid if sheets else []


def _toml_grid(name: str, content: bytes) -> Grid:
    """The tables as rows: the line of an entry is its number, plus one for the headers."""
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise CstError(f"L'elenco «{name}» non è un TOML valido: {cause}.") from cause
    tables = document.get(_TOML_TABLE)
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CstError(f"Nell'elenco «{name}» mancano le tabelle [[{_TOML_TABLE}]].")
    keys = list(dict.fromkeys(key for table in tables for key in table))
    return [keys, *([table.get(key) for key in keys] for table in tables)]


def _entries(path: Path, typed: TypedTable) -> tuple[Entry, ...]:
    problems: dict[int, list[str]] = {}
    for finding in typed.findings:
        if finding.severity is Severity.ERROR:
            problems.setdefault(_row(finding), []).append(finding.message)
    if 0 in problems:
        raise CstError(" ".join(problems[0]))
    folder = path.absolute().parent
    entries = []
    for record in typed.records():
        earlier = folder / record["source"] if record["source"] else None
        output = folder / (record["output"] or "")
        place = f"{path.name}, riga {record.row}"
        told = " ".join(problems.get(record.row, ()))
        entries.append(Entry(place, record["institution"] or "", record["period"], earlier, output, told))
    return tuple(entries)


def _row(finding: Finding) -> int:
    """The row that a finding is about; 0 when it is about the whole list."""
    digits = "".join(letter for letter in (finding.cell or "").rpartition("!")[2] if letter.isdigit())
    return int(digits or 0)
