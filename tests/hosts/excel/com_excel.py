# ruff: noqa: N802 - the names are Excel's own
"""An Excel object model in memory: the members that xlwings' Windows engine uses, with Excel's own habits.

Not a mock: cells hold values, formats decide what a text becomes, errors are the negative numbers that COM carries,
an empty cell is None, and every number is a float. A member that isn't here fails as it would over COM.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
RANGE_TYPE = "{00020846-0000-0000-C000-000000000046}"


class ComError(Exception):
    """What pywin32 raises when Excel refuses."""

    def __init__(self, message: str, hresult: int = -2147352567) -> None:
        super().__init__(hresult, message, None, None)
        self.hresult = hresult


class ComTime(datetime):
    """A date as pywin32 hands it over: with a zone that means nothing."""


@dataclass(frozen=True)
class Formula:
    """What a cell becomes when a text that begins with ``=`` is put into it."""

    text: str


@dataclass
class Application:
    """The program: its status bar, its dialogs, its calculation."""

    StatusBar: Any = False
    DisplayAlerts: bool = True
    Hwnd: int = 1
    status_texts: list[Any] = field(default_factory=list)
    calculations: int = 0
    calls: int = 0
    cells_carried: int = 0
    on_calculate: Callable[[], None] | None = None
    file_to_open: Any = False
    more_to_open: tuple[str, ...] = ()
    dialogs: list[tuple[str, str]] = field(default_factory=list)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "StatusBar" and hasattr(self, "status_texts"):
            self.status_texts.append(value)
        object.__setattr__(self, name, value)

    def CalculateFull(self) -> None:
        self.calculations += 1
        if self.on_calculate is not None:
            self.on_calculate()

    def GetOpenFilename(
        self, kinds: str, index: int, title: str, button: str = "", several: bool = False
    ) -> Any:
        self.dialogs.append((title, kinds))
        if not several or self.file_to_open is False:
            return self.file_to_open
        return (self.file_to_open, *self.more_to_open)


class Counted:
    """A collection of which only the number is asked."""

    def __init__(self, count: int) -> None:
        self.Count = count


class Workbook:
    """A workbook; sheets are added with `add`."""

    def __init__(self, path: str) -> None:
        self.FullName = path
        self.Name = re.split(r"[\\/]", path)[-1]
        self.Path = path[: -len(self.Name) - 1]
        self.Application = Application()
        self.Worksheets = Worksheets(self)
        self.Names = Names(self)
        self.ActiveSheet: Any = None

    def add(self, name: str, rows: Any = (), text_format: bool = False) -> Worksheet:
        """Add a sheet with these cells."""
        sheet = Worksheet(self, name, "@" if text_format else "General")
        for down, row in enumerate(rows, 1):
            for right, value in enumerate(row, 1):
                if value not in (None, ""):
                    sheet.cells[down, right] = value
        self.Worksheets.sheets.append(sheet)
        return sheet


class Worksheets:
    def __init__(self, parent: Workbook) -> None:
        self.Parent = parent
        self.sheets: list[Worksheet] = []

    @property
    def Count(self) -> int:
        return len(self.sheets)

    def __iter__(self) -> Any:
        return iter(self.sheets)

    def __call__(self, key: Any) -> Worksheet:
        for at, sheet in enumerate(self.sheets, 1):
            if key == at or (isinstance(key, str) and key.lower() == sheet.Name.lower()):
                return sheet
        raise ComError("Subscript out of range")


class Names:
    def __init__(self, parent: Workbook) -> None:
        self.Parent = parent
        self.references: dict[str, str] = {}

    def __call__(self, key: str) -> Name:
        for name, reference in self.references.items():
            if name.lower() == key.lower():
                return Name(name, f"={reference}")
        raise ComError("Name not found")


@dataclass
class Name:
    Name: str
    RefersTo: str


class Worksheet:
    """A sheet: cells by row and column, and their number formats."""

    def __init__(self, parent: Workbook, name: str, number_format: str) -> None:
        self.Parent, self.Name, self.default_format = parent, name, number_format
        self.Application = parent.Application
        self.cells: dict[tuple[int, int], Any] = {}
        self.formats: dict[int, str] = {}
        self.printed: list[str] = []

    @property
    def UsedRange(self) -> Range:
        rows = [row for row, _ in self.cells] or [1]
        columns = [column for _, column in self.cells] or [1]
        return Range(
            self, min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        )

    def Cells(self, row: int, column: int) -> Range:
        return Range(self, row, column, 1, 1)

    def Range(self, first: Any, last: Any = None) -> Range:
        start = _area(self, first) if isinstance(first, str) else first
        if last is None:
            return start
        end = _area(self, last) if isinstance(last, str) else last
        return Range(self, start.Row, start.Column, end.Row - start.Row + 1, end.Column - start.Column + 1)

    def Activate(self) -> None:
        self.Parent.ActiveSheet = self

    def ExportAsFixedFormat(self, kind: int, path: str) -> None:
        if kind != 0:
            raise ComError("not a PDF")
        Path(path).write_bytes(b"%PDF-1.7 " + self.Name.encode())

    def format_of(self, column: int) -> str:
        return self.formats.get(column, self.default_format)


class OleObject:
    """By this xlwings tells a range from a value."""

    def GetTypeInfo(self) -> OleObject:
        return self

    def GetTypeAttr(self) -> SimpleNamespace:
        return SimpleNamespace(iid=RANGE_TYPE)


class Range:
    """A block of cells; each member that is asked counts as a call between programs."""

    def __init__(self, sheet: Worksheet, row: int, column: int, rows: int, columns: int) -> None:
        self._sheet, self._place = sheet, (row, column, rows, columns)
        self._oleobj_ = OleObject()

    def __call__(self, row: int, column: int) -> Range:
        self._sheet.Application.calls += 1
        return Range(self._sheet, self._place[0] + row - 1, self._place[1] + column - 1, 1, 1)

    def _called(self, at: int) -> int:
        self._sheet.Application.calls += 1
        return self._place[at]

    Row = property(lambda self: self._called(0))
    Column = property(lambda self: self._called(1))
    Rows = property(lambda self: Counted(self._called(2)))
    Columns = property(lambda self: Counted(self._called(3)))
    Worksheet = property(lambda self: self._sheet)
    Count = property(lambda self: self._called(2) * self._place[3])

    @property
    def NumberFormat(self) -> str | None:
        _, column, _, columns = self._place
        found = {self._sheet.format_of(at) for at in range(column, column + columns)}
        return found.pop() if len(found) == 1 else None

    @property
    def Value(self) -> Any:
        row, column, rows, columns = self._place
        self._sheet.Application.calls += 1
        self._sheet.Application.cells_carried += rows * columns
        cells = self._sheet.cells
        block = tuple(
            tuple(_out(cells.get((at, right))) for right in range(column, column + columns))
            for at in range(row, row + rows)
        )
        return block[0][0] if rows == columns == 1 else block

    @Value.setter
    def Value(self, value: Any) -> None:
        row, column, rows, columns = self._place
        for down in range(rows):
            for right in range(columns):
                one = value[down][right] if isinstance(value, (list, tuple)) else value
                self._sheet.cells.pop((row + down, column + right), None)
                kept = _kept(one, self._sheet.format_of(column + right))
                if kept is not None:
                    self._sheet.cells[row + down, column + right] = kept


def _area(sheet: Worksheet, address: str) -> Range:
    match = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?", address)
    if match is None:
        raise ComError(f"not an address: {address}")
    first, top, last, bottom = match.groups()
    row, column = int(top), _number(first)
    end_row, end_column = int(bottom or top), _number(last or first)
    return Range(sheet, row, column, end_row - row + 1, end_column - column + 1)


def _number(letters: str) -> int:
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number


def _out(value: Any) -> Any:
    """A cell's content as it crosses COM."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and value > -2_000_000_000:
        return float(value)
    if isinstance(value, datetime) and not isinstance(value, ComTime):
        return ComTime(*value.timetuple()[:6], value.microsecond, UTC)
    if isinstance(value, date) and not isinstance(value, datetime):
        return ComTime(value.year, value.month, value.day, tzinfo=UTC)
    return value


def _kept(value: Any, number_format: str) -> Any:
    """What a cell makes of a value that a program puts into it; the hazards are Excel's."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if not isinstance(value, str):
        return str(value) if number_format == "@" and not isinstance(value, bool) else value
    if number_format == "@":
        return value
    if value.startswith("'"):
        return value[1:]
    if value.startswith("="):
        return Formula(value)
    return float(value) if NUMBER.fullmatch(value) else value
