"""What the formulas of a workbook file give, without any spreadsheet program.

The template's computed cells hold three kinds of formula only: a call of a function of ours, a reference to one other
cell, a defined name. Exactly those are evaluated, so a cached value is what the formula *says*, not what the builder
meant: a wrong range in a formula shows. Any other formula belongs to the person who typed it and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cst_xl.core.book import place
from cst_xl.core.kinds import CellError
from cst_xl.core.tables import Grid, TypedTable, letter
from cst_xl.core.units import Value
from cst_xl.functions import BY_NAME, CellFunction, invoke

_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'!|([^\W\d][\w.]*)!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?"
)
_CALL = re.compile(r"(?:_xll\.|_xldudf_)?(cst_\w+)\s*\(", re.IGNORECASE)
_UDF = re.compile(r"\bcst_\w+\s*\(", re.IGNORECASE)
_MAX_DEPTH = 50


class NotOursError(Exception):
    """A formula that only a spreadsheet program can compute."""


@dataclass(frozen=True)
class Formula:
    """A formula cell.

    Attributes:
        sheet: Its sheet.
        ref: Its address, ``B7``.
        text: Without the leading ``=``.
        block: The cells that an array formula fills (``B7:G18``), or None.
    """

    sheet: str
    ref: str
    text: str
    block: str | None = None

    @cached_property
    def area(self) -> tuple[int, int, int, int]:
        """First row, first column, last row, last column."""
        first, _, last = (self.block or self.ref).partition(":")
        return (*place(first), *place(last or first))


class Evaluator:
    """Evaluates the formulas of one workbook, each once.

    Args:
        formulas: Every formula cell of the workbook.
        values: Gives the cells of a sheet from A1 on, as they are stored.
        names: Defined names and what they refer to.
        typed: Raw tables that were read before, by the name of their range: handed to the functions as they are.
    """

    def __init__(
        self,
        formulas: tuple[Formula, ...],
        values: Callable[[str], Grid],
        names: Mapping[str, str],
        typed: Mapping[str, TypedTable],
    ) -> None:
        self._formulas = formulas
        self._values = values
        self._names = {name.casefold(): ref for name, ref in names.items()}
        self._typed = {name.casefold(): table for name, table in typed.items()}
        self._results: dict[tuple[str, str], object] = {}
        self._by_sheet: dict[str, list[Formula]] = {}
        for formula in formulas:
            self._by_sheet.setdefault(formula.sheet, []).append(formula)
        self._blocks = {
            sheet: [formula for formula in here if formula.block is not None]
            for sheet, here in self._by_sheet.items()
        }
        self._at = {(formula.sheet, formula.ref): formula for formula in formulas if formula.block is None}
        self._depth = 0

    def results(self) -> dict[str, dict[str, Value]]:
        """Values by sheet and address, for every formula that can be evaluated."""
        found: dict[str, dict[str, Value]] = {}
        for formula in self._formulas:
            try:
                result = self.result(formula)
            except NotOursError:
                continue
            found.setdefault(formula.sheet, {}).update(_spread(formula, result))
        return found

    def result(self, formula: Formula) -> object:
        """Value or rows of values of a formula.

        Raises:
            NotOursError: It holds something that isn't evaluated here.
        """
        key = (formula.sheet, formula.ref)
        if key not in self._results:
            if self._depth > _MAX_DEPTH:
                raise NotOursError(formula.text)
            self._depth += 1
            try:
                value, rest = self._term(formula.text.strip(), formula.sheet)
            finally:
                self._depth -= 1
            if rest:
                raise NotOursError(formula.text)
            self._results[key] = value
        return self._results[key]

    def _term(self, text: str, sheet: str) -> tuple[object, str]:
        """One operand at the beginning of the text, and the text behind it."""
        if call := _CALL.match(text):
            return self._call(call, text, sheet)
        if text.startswith('"'):
            literal = re.match(r'"((?:[^"]|"")*)"\s*', text)
            if literal is None:
                raise NotOursError(text)
            return literal.group(1).replace('""', '"'), text[literal.end() :]
        if number := re.match(r"-?\d+(?:\.\d+)?(?![\w:!$])\s*", text):
            written = number.group().strip()
            return float(written) if "." in written else int(written), text[number.end() :]
        if reference := _REFERENCE.match(text):
            return self._cells(reference, sheet), text[reference.end() :].lstrip()
        if name := re.match(r"[^\W\d][\w.]*\s*", text):
            return self._named(name.group().strip(), sheet), text[name.end() :]
        raise NotOursError(text)

    def _call(self, call: re.Match[str], text: str, sheet: str) -> tuple[object, str]:
        function = BY_NAME.get(call.group(1).lower())
        if function is None:
            raise NotOursError(text)
        rest = text[call.end() :].lstrip()
        given: list[object] = []
        while not rest.startswith(")"):
            if rest[:1] in (",", ""):
                if not rest:
                    raise NotOursError(text)
                given.append(None)
                rest = rest[1:].lstrip()
                continue
            value, rest = self._term(rest, sheet)
            given.append(value)
            if rest.startswith(","):
                rest = rest[1:].lstrip()
            elif not rest.startswith(")"):
                raise NotOursError(text)
        return _called(function, given), rest[1:].lstrip()

    def _named(self, name: str, sheet: str) -> object:
        folded = name.casefold()
        if folded in ("true", "false"):
            return folded == "true"
        if folded in self._typed:
            return self._typed[folded]
        target = self._names.get(folded)
        reference = _REFERENCE.fullmatch(target) if target else None
        if reference is None:
            raise NotOursError(name)
        return self._cells(reference, sheet)

    def _cells(self, reference: re.Match[str], sheet: str) -> object:
        quoted, bare, column, row, last_column, last_row = reference.groups()
        there = quoted.replace("''", "'") if quoted else bare or sheet
        if last_row is None:
            return self._cell(there, int(row), place(f"{column}1")[1])
        first, last = place(f"{column}{row}"), place(f"{last_column}{last_row}")
        return self._area(there, first, last)

    def _area(self, sheet: str, first: tuple[int, int], last: tuple[int, int]) -> list[list[object]]:
        grid = self._values(sheet)
        if not self._by_sheet.get(sheet):
            rows = grid[first[0] - 1 : last[0]]
            return [_sliced(row, first[1], last[1]) for row in rows]
        bottom = min(last[0], max(len(grid), *(formula.area[2] for formula in self._by_sheet[sheet])))
        return [
            [self._cell(sheet, row, column) for column in range(first[1], last[1] + 1)]
            for row in range(first[0], bottom + 1)
        ]

    def _cell(self, sheet: str, row: int, column: int) -> object:
        formula = self._at.get((sheet, f"{letter(column)}{row}")) or self._covering(sheet, row, column)
        if formula is not None:
            try:
                return _at(self.result(formula), row - formula.area[0], column - formula.area[1])
            except NotOursError:
                pass  # a person's own formula: its stored value is what there is
        grid = self._values(sheet)
        cells = grid[row - 1] if row <= len(grid) else ()
        return cells[column - 1] if column <= len(cells) else None

    def _covering(self, sheet: str, row: int, column: int) -> Formula | None:
        for formula in self._blocks.get(sheet, ()):
            top, left, bottom, right = formula.area
            if top <= row <= bottom and left <= column <= right:
                return formula
        return None


def calls_ours(text: str) -> bool:
    """Whether a formula calls a function of ours anywhere."""
    return _UDF.search(text) is not None


def _called(function: CellFunction, given: list[object]) -> object:
    broken = next((value for value in given if isinstance(value, CellError)), None)
    return broken if broken is not None else invoke(function, given)


def _sliced(row: object, first: int, last: int) -> list[object]:
    return list(row[first - 1 : last])  # type: ignore[index]


def _at(result: object, down: int, right: int) -> object:
    if not isinstance(result, list):
        return result
    row = result[down] if down < len(result) else None
    if row is None or right >= len(row):
        return CellError("#N/A")
    return row[right]


def _spread(formula: Formula, result: object) -> Iterator[tuple[str, Value]]:
    """Every cell of the formula's block with its value."""
    top, left, bottom, right = formula.area
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield f"{letter(column)}{row}", _at(result, row - top, column - left)  # type: ignore[misc]
