"""Where a table's rows are on its sheet: its header rows, wherever and however often they were pasted.

People paste a table with its header below the template's header, on top of it, or twice; a merged header row may come
along, and a row of totals at the end. Each header row starts a *stretch* of rows that knows its own columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import BadValueError, shown
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.folding import visible
from cst_xl.core.kinds import TEXT, plain
from cst_xl.core.tables import Grid, RawTable, letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cst_xl.core.periods import Period

_HEADER_SEARCH: Final = 30  # filled rows; further down only a row that begins like a header is looked at
_TOTAL_WORDS: Final = frozenset(
    {"totale", "totali", "tot", "totale generale", "total", "totale complessivo", "somma"}
)


@dataclass(frozen=True)
class Window:
    """The cells at hand: of which table, where on the sheet, in which quarter.

    Attributes:
        table: What is looked for.
        first_row: Sheet row of the first row of cells.
        first_column: Sheet column of the first cell of a row.
        year: Completes months that are written without a year.
        period: The edition's quarter.
    """

    table: RawTable
    first_row: int = 1
    first_column: int = 1
    year: int | None = None
    period: Period | None = None

    def cell(self, row: int, at: int) -> str:
        """Address of the cell at a place (from 0) of a sheet row."""
        return f"{self.table.sheet}!{letter(at + self.first_column)}{row}"

    def row_start(self, row: int) -> str:
        """Address of the table's first cell in a sheet row."""
        return f"{self.table.sheet}!{letter(self.table.first_column)}{row}"

    def own(self, row: Sequence[object]) -> Sequence[object]:
        """The cells of a row that belong to the table, each at its place.

        The column that keeps neighbours apart is looked at too: a table pasted too wide shows there.
        """
        if not self.table.neighbours:
            return row
        start = max(self.table.first_column - self.first_column, 0)
        end = self.table.last_column + 1 - self.first_column + 1
        return [None] * start + list(row[start:end])


@dataclass
class Stretch:
    """The rows below one header row.

    Attributes:
        header_row: Sheet row of the header.
        places: Place of each column in a row, by key.
        rows: Sheet row and cells of each data row.
        totals: The same for rows of totals.
    """

    header_row: int
    places: Mapping[str, int]
    rows: list[tuple[int, Sequence[object]]] = field(default_factory=list)
    totals: list[tuple[int, Sequence[object]]] = field(default_factory=list)


def stretches(window: Window, grid: Grid) -> tuple[list[Stretch], list[Finding]]:
    """Find every stretch of the table, and what is wrong with its headers."""
    search = _Search(window)
    for at, row in enumerate(grid):
        search.look(at + window.first_row, window.own(row))
    if not search.found and search.first_filled is not None:
        search.findings.append(_no_header(window, *search.first_filled))
    return search.found, search.findings


class _Search:
    """One pass over the rows."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.found: list[Stretch] = []
        self.findings: list[Finding] = []
        self.first_filled: tuple[int, Sequence[object]] | None = None
        self._filled = 0
        columns = window.table.columns
        self._names = {plain(name): c.key for c in columns for name in (c.header, c.key, *c.also)}
        self._beginnings = {name.casefold() for c in columns for name in (c.header, *c.also)}
        self._headers_seen: set[tuple[str, ...]] = set()

    def look(self, row: int, cells: Sequence[object]) -> None:
        """Take in the next row of the sheet."""
        first = _first_filled(cells)
        if first is None:
            return
        self._filled += 1
        if self.first_filled is None:
            self.first_filled = (row, cells)
        if self._filled <= _HEADER_SEARCH or first in self._beginnings:
            places = self._header(cells)
            if places:
                self._start(row, cells, places)
                return
        if self.found:
            is_total = (
                self.window.table.totals and isinstance(first, str) and first.rstrip(" :.") in _TOTAL_WORDS
            )
            stretch = self.found[-1]
            (stretch.totals if is_total else stretch.rows).append((row, cells))

    def _header(self, cells: Sequence[object]) -> dict[str, int]:
        """Places by column key when the row is a header of this table, else nothing."""
        places: dict[str, int] = {}
        for at, value in enumerate(cells):
            key = self._key(value)
            if key is not None:
                places.setdefault(key, at)
        texts = sum(1 for value in cells if isinstance(value, str) and value.strip())
        enough = min(2, len(self.window.table.columns))
        if len(places) < enough or 2 * len(places) < texts:
            return {}
        return places | self._unnamed_first(cells, places)

    def _unnamed_first(self, cells: Sequence[object], places: Mapping[str, int]) -> dict[str, int]:
        """Place of the first column when its header is blank, as printed tables and pivot tables leave it."""
        first = self.window.table.columns[0]
        at = self.window.table.first_column - self.window.first_column
        if not first.required or first.key in places or not 0 <= at < len(cells):
            return {}
        return {} if _first_filled(cells[at : at + 1]) is not None else {first.key: at}

    def _key(self, value: object) -> str | None:
        key = self._names.get(plain(value)) if isinstance(value, str) else None
        understand, period = self.window.table.header_key, self.window.period
        if key is None and understand is not None and period is not None and value not in (None, ""):
            key = understand(visible(value) if isinstance(value, str) else value, period)
        return key

    def _start(self, row: int, cells: Sequence[object], places: dict[str, int]) -> None:
        self._drop_group_header()
        self.found.append(Stretch(row, places))
        texts = tuple(shown(value) for value in cells)
        if texts not in self._headers_seen:  # repeated at every page of a printed table: told once
            self._headers_seen.add(texts)
            self.findings.extend(_missing_columns(self.window, row, cells, places))
            self.findings.extend(self._unread_columns(row, cells, places))

    def _drop_group_header(self) -> None:
        """A merged header row right above a pasted header isn't data: say so and leave it out."""
        if self.found and len(self.found[-1].rows) == 1 and not self.found[-1].totals:
            row, cells = self.found[-1].rows[0]
            if _is_group_header(self.window, self.found[-1].places, cells):
                self.found[-1].rows.clear()
                self.findings.append(_group_header(self.window, row, cells))

    def _unread_columns(
        self, row: int, cells: Sequence[object], places: Mapping[str, int]
    ) -> Iterator[Finding]:
        for at, value in enumerate(cells):
            if value is None or not shown(value).strip() or at in places.values():
                continue
            why = (
                "è ripetuta: si legge la prima"
                if self._key(value)
                else "non è prevista: i suoi valori non sono letti"
            )
            yield warning(
                f"Nel foglio {self.window.table.sheet} la colonna «{shown(value)}» {why}.",
                cell=self.window.cell(row, at),
                found=shown(value),
                expected=_headers(self.window.table),
            )


def _missing_columns(
    window: Window, row: int, cells: Sequence[object], places: Mapping[str, int]
) -> Iterator[Finding]:
    for column in window.table.columns:
        if column.required and column.key not in places:
            yield error(
                f"Nel foglio {window.table.sheet}, riga {row}, manca la colonna «{column.header}».",
                cell=window.row_start(row),
                found=_joined(cells, ", "),
                expected=column.header,
            )


def _no_header(window: Window, row: int, cells: Sequence[object]) -> Finding:
    return error(
        f"Nel foglio {window.table.sheet} non si trovano le intestazioni della tabella «{window.table.title}».",
        cell=window.row_start(row),
        found=_joined(cells, ", "),
        expected=_headers(window.table),
    )


def _group_header(window: Window, row: int, cells: Sequence[object]) -> Finding:
    return note(
        f"Nel foglio {window.table.sheet} la riga {row} è un'intestazione incollata insieme ai dati: non è stata letta.",
        cell=window.row_start(row),
        found=_joined(cells, " | "),
        expected="righe di dati",
    )


def _is_group_header(window: Window, places: Mapping[str, int], cells: Sequence[object]) -> bool:
    """Whether a row can't be data: no cell reads as more than text, and some cell is wrong or missing for it."""
    wrong = False
    for key, at in places.items():
        column = window.table.column(key)
        value = cells[at] if at < len(cells) else None
        if value is None or not shown(value).strip():
            wrong = wrong or column.required
        elif column.kind is not TEXT:
            try:
                column.kind.read(value, window.year)
            except BadValueError:
                wrong = True
            else:
                return False
    return wrong


def _first_filled(cells: Sequence[object]) -> object | None:
    """The first filled cell, a text in lower case; None for a blank row. Run on every row: kept cheap."""
    for value in cells:
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            return value
        text = value.strip()
        if text:
            return text.casefold()
    return None


def _joined(cells: Sequence[object], separator: str) -> str:
    return shown(separator.join(shown(value) for value in cells if value not in (None, "")))


def _headers(table: RawTable) -> str:
    return ", ".join(column.header for column in table.columns)
