"""Raw tables: what staff paste, read as typed rows *and* a list of problems, each with its sheet and cell.

Nothing is dropped in silence. A row whose cell can't be read stays, with that value missing and a finding that names
the cell; a total pasted along is compared with the sum of its column; headers are matched whatever their case,
accents, spaces and order, and a header met again further down starts a new stretch of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cst_xl.core.errors import BadValueError, shown
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.kinds import COUNT, Kind, Noted, plain

if TYPE_CHECKING:
    import pandas as pd

Grid = Sequence[Sequence[object]]
"""Rows of cell values; empty cells are None or an empty text."""

HEADER_ROW = 5
"""The sheet row that holds the headers of raw tables in our template; the first data row is the next one."""

_HEADER_SEARCH = 30
_TOTAL_WORDS = frozenset(
    {"totale", "totali", "tot", "totale generale", "total", "totale complessivo", "somma"}
)


@dataclass(frozen=True)
class Column:
    """A column of a raw table.

    Attributes:
        key: Name in code and open data.
        header: Italian header in the template.
        kind: How its cells are read.
        required: Whether every row must fill it.
        also: Other headers that mean the same, for tables pasted from elsewhere.
        help: What to write there, in Italian; shown when the cell is selected.
        width: Column width in characters.
    """

    key: str
    header: str
    kind: Kind
    required: bool = False
    also: tuple[str, ...] = ()
    help: str = ""
    width: int = 16


@dataclass(frozen=True)
class RawTable:
    """A table that people fill.

    Attributes:
        key: Name of the table; its range is named ``dati_<key>`` in the workbook.
        sheet: The sheet that holds it.
        title: Italian title.
        columns: In the template's order.
        hint: One Italian sentence: what to paste and where it comes from.
        unique: Keys of the columns that together must not repeat.
        first_column: 1 for column A; tables that share a sheet stand side by side.
        neighbours: Whether it shares its sheet; if not, columns added to its right are looked at as well.
        capacity: Data rows that the named range covers.
        totals: Whether a row of totals may be pasted along, to be compared with the sums.
        carried: Whether it holds from quarter to quarter (parameters, catalogues) instead of being pasted anew.
    """

    key: str
    sheet: str
    title: str
    columns: tuple[Column, ...]
    hint: str = ""
    unique: tuple[str, ...] = ()
    first_column: int = 1
    neighbours: bool = False
    capacity: int = 200
    totals: bool = True
    carried: bool = False

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def last_column(self) -> int:
        """Number of its last template column."""
        return self.first_column + len(self.columns) - 1


@dataclass(frozen=True)
class Record:
    """One typed row: ``record["gestiti"]``; None where the cell was empty or unreadable."""

    row: int
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


@dataclass(frozen=True)
class TypedTable:
    """A raw table, read.

    Attributes:
        table: What was read.
        frame: One row a data row, columns by key, indexed by sheet row. Counts, exact numbers, texts and periods are
            Python objects (None when missing); moments are ``datetime64[s]`` (NaT).
        findings: The problems met, each with its cell.
        letters: Column letter of each key that was found.
        pasted_totals: Rows of totals that were pasted along, by sheet row.
    """

    table: RawTable
    frame: pd.DataFrame
    findings: tuple[Finding, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    pasted_totals: Mapping[int, Mapping[str, object]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.frame)

    def __bool__(self) -> bool:
        return len(self.frame) > 0

    def records(self) -> Iterator[Record]:
        """The rows, one by one; for tables of at most some hundreds of rows."""
        keys = list(self.frame.columns)
        for row, values in zip(self.frame.index, self.frame.itertuples(index=False, name=None), strict=True):
            yield Record(int(row), dict(zip(keys, values, strict=True)))

    def cell(self, row: int, key: str) -> str:
        """Address of a value, such as ``Dati Ticket!F7``."""
        return f"{self.table.sheet}!{self.letters.get(key) or letter(self.table.first_column)}{row}"


def letter(column: int) -> str:
    """Column number to letters: 1 -> A, 28 -> AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read(
    table: RawTable, grid: Grid, *, first_row: int = 1, first_column: int = 1, year: int | None = None
) -> TypedTable:
    """Read a table out of the cells of its sheet.

    Args:
        table: What to look for.
        grid: The cells; rows may differ in length. Cells outside the table's own columns are not looked at.
        first_row: Sheet row of the grid's first row.
        first_column: Sheet column of the grid's first column.
        year: Completes months that are written without a year.
    """
    return _Reader(table, first_row, first_column, year).read(grid)


@dataclass
class _Stretch:
    """Rows below one header row."""

    header_row: int
    places: dict[str, int]
    rows: list[tuple[int, Sequence[object]]] = field(default_factory=list)


class _Reader:
    """One reading: keeps the findings while the table is taken apart."""

    def __init__(self, table: RawTable, first_row: int, first_column: int, year: int | None) -> None:
        self.table = table
        self.first_row = first_row
        self.first_column = first_column
        self.year = year
        self.findings: list[Finding] = []
        self.by_header = {
            plain(name): column.key
            for column in table.columns
            for name in (column.header, column.key, *column.also)
        }

        self.lowered = frozenset(
            name.casefold() for column in table.columns for name in (column.header, *column.also)
        )

    def read(self, grid: Grid) -> TypedTable:
        stretches = self._stretches(grid)
        if not stretches:
            return self._without_header(grid)
        frames, totals, letters = [], {}, {}
        for stretch in stretches:
            letters.update({key: letter(at + self.first_column) for key, at in stretch.places.items()})
            rows, pasted = self._split_totals(stretch)
            totals.update(self._read_totals(stretch, pasted))
            frames.append(self._frame(stretch, rows))
        import pandas as pd

        frame = frames[0] if len(frames) == 1 else pd.concat([f for f in frames if len(f)] or frames[:1])
        frame = _without_empty_rows(frame)
        typed = TypedTable(self.table, frame, (), letters, totals)
        self._check_required(typed, stretches)
        self._check_unique(typed)
        self._check_totals(typed)
        return TypedTable(self.table, frame, tuple(self.findings), letters, totals)

    def _block(self, row: Sequence[object]) -> Sequence[object]:
        """The cells of a row that belong to the table; its column numbers stay those of the grid."""
        if not self.table.neighbours:
            return row
        start = max(self.table.first_column - self.first_column, 0)
        end = self.table.last_column - self.first_column + 1
        return [None] * start + list(row[start:end])

    def _stretches(self, grid: Grid) -> list[_Stretch]:
        stretches: list[_Stretch] = []
        seen = 0
        for at, full in enumerate(grid):
            row = self._block(full)
            if _blank(row):
                continue
            places = self._header(row) if seen < _HEADER_SEARCH or _lowered(row) in self.lowered else None
            seen += 1
            if places is not None:
                self._drop_group_header(stretches)
                stretches.append(_Stretch(at + self.first_row, places))
                self._check_header(row, places, at + self.first_row)
            elif stretches:
                stretches[-1].rows.append((at + self.first_row, row))
        return stretches

    def _header(self, row: Sequence[object]) -> dict[str, int] | None:
        """Column key -> place, when the row is a header row of this table."""
        places: dict[str, int] = {}
        for at, value in enumerate(row):
            if isinstance(value, str) and (key := self.by_header.get(plain(value))) is not None:
                places.setdefault(key, at)
        enough = min(2, len(self.table.columns))
        texts = sum(1 for value in row if isinstance(value, str) and value.strip())
        return places if len(places) >= enough and 2 * len(places) >= texts else None

    def _drop_group_header(self, stretches: list[_Stretch]) -> None:
        """A merged header row right above a pasted header isn't data: say so and leave it out."""
        if not stretches or not stretches[-1].rows:
            return
        row, values = stretches[-1].rows[-1]
        if all(not _is_number(value) for value in values) and len(stretches[-1].rows) == 1:
            stretches[-1].rows.pop()
            self.findings.append(
                note(
                    f"Nel foglio {self.table.sheet} la riga {row} è un'intestazione incollata insieme ai dati: "
                    "non è stata letta.",
                    cell=f"{self.table.sheet}!{letter(self.table.first_column)}{row}",
                    found=shown(" | ".join(str(v) for v in values if v not in (None, ""))),
                    expected="righe di dati",
                )
            )

    def _check_header(self, row: Sequence[object], places: dict[str, int], sheet_row: int) -> None:
        for column in self.table.columns:
            if column.required and column.key not in places:
                self.findings.append(
                    error(
                        f"Nel foglio {self.table.sheet}, riga {sheet_row}, manca la colonna «{column.header}».",
                        cell=f"{self.table.sheet}!{letter(self.table.first_column)}{sheet_row}",
                        found=shown(", ".join(str(v) for v in row if v not in (None, ""))),
                        expected=column.header,
                    )
                )
        for at, value in enumerate(row):
            if value in (None, "") or at in places.values():
                continue
            key = self.by_header.get(plain(str(value)))
            why = "è ripetuta: si legge la prima" if key else "non è prevista: i suoi valori non sono letti"
            self.findings.append(
                warning(
                    f"Nel foglio {self.table.sheet} la colonna «{shown(value)}» {why}.",
                    cell=f"{self.table.sheet}!{letter(at + self.first_column)}{sheet_row}",
                    found=shown(value),
                    expected=", ".join(column.header for column in self.table.columns),
                )
            )

    def _without_header(self, grid: Grid) -> TypedTable:
        filled = [(at, row) for at, row in enumerate(map(self._block, grid)) if not _blank(row)]
        if filled:
            at, row = filled[0]
            self.findings.append(
                error(
                    f"Nel foglio {self.table.sheet} non si trovano le intestazioni della tabella "
                    f"«{self.table.title}».",
                    cell=f"{self.table.sheet}!{letter(self.table.first_column)}{at + self.first_row}",
                    found=shown(", ".join(str(v) for v in row if v not in (None, ""))),
                    expected=", ".join(column.header for column in self.table.columns),
                )
            )
        return TypedTable(self.table, self._frame(_Stretch(0, {}), []), tuple(self.findings))

    def _split_totals(
        self, stretch: _Stretch
    ) -> tuple[list[tuple[int, Sequence[object]]], list[tuple[int, Sequence[object]]]]:
        if not self.table.totals:
            return stretch.rows, []
        is_total = [_says_total(values) for _, values in stretch.rows]
        rows = [row for row, total in zip(stretch.rows, is_total, strict=True) if not total]
        return rows, [row for row, total in zip(stretch.rows, is_total, strict=True) if total]

    def _read_totals(
        self, stretch: _Stretch, pasted: list[tuple[int, Sequence[object]]]
    ) -> dict[int, Mapping[str, object]]:
        numeric = [
            column for column in self.table.columns if column.kind is COUNT and column.key in stretch.places
        ]
        found: dict[int, Mapping[str, object]] = {}
        for row, values in pasted:
            read_values = {}
            for column in numeric:
                at = stretch.places[column.key]
                value = values[at] if at < len(values) else None
                read_values[column.key] = self._value(column, value, row, at)
            found[row] = read_values
        return found

    def _frame(self, stretch: _Stretch, rows: list[tuple[int, Sequence[object]]]) -> pd.DataFrame:
        import pandas as pd

        index = [row for row, _ in rows]
        data = {}
        for column in self.table.columns:
            at = stretch.places.get(column.key)
            if at is None:
                raw: list[object] = [None] * len(rows)
            else:
                raw = [values[at] if at < len(values) else None for _, values in rows]
            data[column.key] = self._typed(column, raw, index, at)
        return pd.DataFrame(data, index=pd.Index(index, dtype="int64", name="riga"))

    def _typed(self, column: Column, raw: list[object], index: list[int], at: int | None) -> pd.Series[Any]:
        import pandas as pd

        if column.kind.moments:
            return self._moments(column, raw, index, at)
        memo: dict[tuple[type, object], object] = {}
        typed: list[object] = []
        for row, value in zip(index, raw, strict=True):
            if value is None or value == "":
                typed.append(None)
                continue
            key = (type(value), value)
            if key in memo:
                typed.append(memo[key])
                continue
            found = self._value(column, value, row, at or 0)
            if found is not None:
                memo[key] = found
            typed.append(found)
        return pd.Series(typed, index=index, dtype=object)

    def _moments(self, column: Column, raw: list[object], index: list[int], at: int | None) -> pd.Series[Any]:
        """Moments of a whole column at once: ISO text is read by pandas, the rest one by one."""
        import numpy as np
        import pandas as pd

        values = pd.Series(raw, index=index, dtype=object)
        iso = pd.to_datetime(
            values.where(values.map(type) == str), format="%Y-%m-%d %H:%M:%S", errors="coerce"
        )
        result = iso.to_numpy().astype("datetime64[s]")
        filled = values.notna().to_numpy() & (values != "").to_numpy()
        for place in np.flatnonzero(np.isnat(result) & filled):
            found = self._value(column, raw[place], index[place], at or 0)
            if found is not None:
                result[place] = np.datetime64(found, "s")  # type: ignore[call-overload]
        return pd.Series(result, index=index)

    def _value(self, column: Column, value: object, row: int, at: int) -> object | None:
        cell = f"{self.table.sheet}!{letter(at + self.first_column)}{row}"
        try:
            found = column.kind.read(value, self.year)
        except BadValueError as bad:
            self.findings.append(
                error(
                    f"Nel foglio {self.table.sheet} la cella {cell.rpartition('!')[2]} («{column.header}») contiene "
                    f"«{bad.found}»; serve {bad.expected}." + (f" {bad.hint}" if bad.hint else ""),
                    cell=cell,
                    found=bad.found,
                    expected=bad.expected,
                )
            )
            return None
        if isinstance(found, Noted):
            self.findings.append(
                warning(
                    f"Nel foglio {self.table.sheet}, cella {cell.rpartition('!')[2]}: {found.note}",
                    cell=cell,
                    found=shown(value),
                    expected=column.kind.expected,
                )
            )
            return found.value
        return found

    def _check_required(self, typed: TypedTable, stretches: list[_Stretch]) -> None:
        bad_cells = {finding.cell for finding in self.findings}
        present = {key for stretch in stretches for key in stretch.places}
        for column in self.table.columns:
            if not column.required or column.key not in present:
                continue
            missing = typed.frame.index[typed.frame[column.key].isna()]
            for row in missing[:20]:
                if (cell := typed.cell(int(row), column.key)) not in bad_cells:
                    self.findings.append(
                        error(
                            f"Nel foglio {self.table.sheet}, riga {row}, manca «{column.header}»: "
                            f"serve {column.kind.expected}.",
                            cell=cell,
                            expected=column.kind.expected,
                        )
                    )
            if len(missing) > 20:
                self.findings.append(
                    error(
                        f"Nel foglio {self.table.sheet} «{column.header}» manca in altre {len(missing) - 20} righe.",
                        cell=typed.cell(int(missing[20]), column.key),
                        expected=column.kind.expected,
                    )
                )

    def _check_unique(self, typed: TypedTable) -> None:
        keys = list(self.table.unique)
        if not keys or not len(typed.frame):
            return
        filled = typed.frame.dropna(subset=keys)
        repeated = filled[filled.duplicated(keys)]
        firsts = filled.drop_duplicates(keys).reset_index().set_index(keys)["riga"] if len(repeated) else None
        for row, values in zip(
            repeated.index, repeated[keys].itertuples(index=False, name=None), strict=True
        ):
            first = firsts.loc[values if len(keys) > 1 else values[0]] if firsts is not None else ""
            what = ", ".join(_label(value) for value in values)
            self.findings.append(
                error(
                    f"Nel foglio {self.table.sheet} «{what}» è ripetuto alla riga {row}: c'è già alla riga {first}.",
                    cell=typed.cell(int(row), keys[0]),
                    found=what,
                    expected="una riga sola",
                )
            )

    def _check_totals(self, typed: TypedTable) -> None:
        for row, totals in typed.pasted_totals.items():
            for key, pasted in totals.items():
                if pasted is None:
                    continue
                total = sum(value for value in typed.frame[key] if value is not None)
                if Decimal(total) != Decimal(str(pasted)):
                    header = self.table.column(key).header
                    self.findings.append(
                        error(
                            f"Nel foglio {self.table.sheet} il totale incollato di «{header}» è {_label(pasted)}, "
                            f"ma le righe sommano {_label(total)}: manca una riga, o un numero ha perso i suoi zeri.",
                            cell=typed.cell(row, key),
                            found=_label(pasted),
                            expected=_label(total),
                        )
                    )


def _blank(row: Sequence[object]) -> bool:
    return all(
        value is None or value == "" or (isinstance(value, str) and not value.strip()) for value in row
    )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) or (
        isinstance(value, str) and value.strip()[:1].isdigit()
    )


def _says_total(values: Sequence[object]) -> bool:
    return _lowered(values).rstrip(" :.") in _TOTAL_WORDS


def _lowered(values: Sequence[object]) -> str:
    """The first filled cell in lower case, or an empty text when it isn't text: cheap enough for every row."""
    first = next((value for value in values if value is not None and value != ""), None)
    return first.strip().casefold() if isinstance(first, str) else ""


def _without_empty_rows(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame.notna().any(axis=1)] if len(frame) else frame


def _label(value: object) -> str:
    from cst_xl.core.quantities import format_number

    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return format_number(value, 0, 6)
    return getattr(value, "label", None) or shown(value)
