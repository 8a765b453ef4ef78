"""Cells of a workbook that people own: which formulas it has, their stored results, and values put into plain cells.

A formula's result stored in the file is what a preview, a mail viewer, pandas or an Excel with macros off shows; cells
of our own functions have none until it is put there. What isn't asked for stays: a sheet that nothing changes in keeps
its bytes, one that changes keeps every element, attribute and namespace but those of the cells named.

All functions raise `WorkbookError` for a sheet that isn't there, and change nothing when they raise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cst_xl.core.book import address
from cst_xl.core.errors import WorkbookError
from cst_xl.core.kinds import CellError
from cst_xl.workbook import cellvalues
from cst_xl.workbook.cellvalues import CellValue, Stored
from cst_xl.workbook.grid import Area, Grid, area_at, cell_at, placed_cells, row_number
from cst_xl.workbook.markup import SPACE, Element, added, may_hold, namespace, parsed, rows, serialised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cst_xl.workbook.package import Package

__all__ = [
    "CellError",
    "CellValue",
    "FormulaCell",
    "Report",
    "errors",
    "formulas",
    "names_in_error",
    "set_inputs",
    "set_values",
    "uncomputed",
]

Values = Mapping[str, CellValue]
"""Cell addresses of one sheet (``B7``) and what goes there."""

_ERROR_CELL = re.compile(rb"""\st\s*=\s*["']e["']""")


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell that holds a formula.

    Attributes:
        sheet: Name of its sheet.
        ref: Its address, ``B7``.
        formula: Without ``=``. A formula shared with other cells is given as this cell has it; None when it can't be
            told (a data table, a shared formula whose first cell is missing).
        array_ref: The cells that an array formula fills (``B7:G18``), or None.
    """

    sheet: str
    ref: str
    formula: str | None
    array_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a change did.

    Attributes:
        changed: Cells (``Foglio!B7``) that now hold something else, those in ``created`` included.
        created: Cells that the file didn't have.
        unchanged: How many cells held the same before.
    """

    changed: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    unchanged: int = 0


def formulas(package: Package, sheet: str) -> list[FormulaCell]:
    """All formulas of a sheet, from top to bottom."""
    shared: dict[str, tuple[str, str]] = {}
    return [
        FormulaCell(sheet, ref, _formula_text(ref, formula, shared), _array_ref(formula))
        for ref, cell in _cells(package, sheet)
        if (formula := _child(cell, "f")) is not None
    ]


def uncomputed(package: Package, sheet: str) -> dict[str, str]:
    """Formula cells without a stored result: address to formula (empty if unknown). An empty text is a result."""
    shared: dict[str, tuple[str, str]] = {}
    found = {}
    for ref, cell in _cells(package, sheet):
        formula = _child(cell, "f")
        if formula is not None:
            text = _formula_text(ref, formula, shared)
            if not _has_result(cell):
                found[ref] = text or ""
    return found


def errors(package: Package, sheet: str) -> dict[str, str]:
    """Cells whose stored value is an error: address to code (``#NAME?``)."""
    part = package.sheet_part(sheet)
    content = package.part(part)
    plain = b"\0" not in content[:4]
    if (
        plain and b'"e"' not in content and b"'e'" not in content
    ):  # far quicker than the pattern on a large sheet
        return {}
    if plain and not _ERROR_CELL.search(content):
        return {}
    return {ref: _error_code(cell) for ref, cell in _read(content, part) if cell.get("t") == "e"}


def names_in_error(package: Package, sheet: str) -> list[str]:
    """Addresses of the cells whose stored value is an error, such as ``#NAME?``."""
    return list(errors(package, sheet))


def set_values(package: Package, values: Mapping[str, Values]) -> Report:
    """Store results of formulas, as if Excel had computed them.

    A cell of an array formula's block needs no formula of its own and is made when the file lacks it. Formulas, styles
    and everything else stay.

    Args:
        package: The workbook; written only by its ``save``.
        values: Per sheet, address to value. None is the empty text; dates become serial numbers, which the cell's style
            must show as dates.

    Raises:
        WorkbookError: A cell that neither holds a formula nor belongs to a block: what people typed is never replaced.
        BadValueError: A value that no cell can hold, or something that is no address.
    """
    return _edit(package, values, _store_result)


def set_inputs(package: Package, sheet: str, values: Values) -> Report:
    """Put typed values into plain cells, as a person would; their style stays.

    Stored results of formulas that depend on them are not recomputed here.

    Args:
        package: The workbook; written only by its ``save``.
        sheet: Name of the sheet.
        values: Address to value; None and the empty text clear a cell.

    Raises:
        WorkbookError: A cell that holds a formula or part of an array's result, or a table's header.
        BadValueError: A value that no cell can hold, or something that is no address.
    """
    headers = dict(_table_headers(package, sheet)) if values else {}

    def put(change: _Change, ref: str, value: CellValue) -> None:
        if ref not in headers:
            _put_input(change, ref, value)
        elif headers[ref] != value:
            raise WorkbookError(
                f"Foglio «{sheet}», cella {ref}: è l'intestazione «{headers[ref]}» di una tabella e non si sovrascrive."
            )
        else:
            change.note(ref, changed=False)

    return _edit(package, {sheet: values}, put)


class _Change:
    """One sheet while it is being edited, and what was done to it."""

    def __init__(self, package: Package, sheet: str) -> None:
        self.part = package.sheet_part(sheet)
        self._original = package.part(self.part)
        root = parsed(self._original, self.part)
        self._root = root
        self.sheet = sheet
        self.grid = Grid(root, sheet)
        # a block of one cell is just that formula's cell
        self.blocks = [
            block for block in self.grid.blocks if (block.top, block.left) != (block.bottom, block.right)
        ]
        self.counts_from_1904 = package.counts_from_1904
        self.changed: list[str] = []
        self.created: list[str] = []
        self.unchanged = 0

    def block_of(self, row: int, column: int) -> Area | None:
        return next((block for block in self.blocks if (row, column) in block), None)

    def note(self, ref: str, *, changed: bool, created: bool = False) -> None:
        if changed:
            self.changed.append(f"{self.sheet}!{ref}")
        else:
            self.unchanged += 1
        if created:
            self.created.append(f"{self.sheet}!{ref}")

    def content(self) -> bytes:
        return serialised(self._root, self._original) if self.changed else self._original


def _edit(
    package: Package, values: Mapping[str, Values], put: Callable[[_Change, str, CellValue], None]
) -> Report:
    """Put values into sheets, and give the sheets to the package once all have gone well."""
    changes = []
    for sheet, cells in values.items():
        change = _Change(package, sheet)
        for ref, value in cells.items():
            put(change, ref.replace("$", "").upper(), value)
        changes.append(change)
    for change in changes:
        package.replace(change.part, change.content())
    return Report(
        tuple(ref for change in changes for ref in change.changed),
        tuple(ref for change in changes for ref in change.created),
        sum(change.unchanged for change in changes),
    )


def _store_result(change: _Change, ref: str, value: CellValue) -> None:
    row, column = cell_at(ref)
    cell = change.grid.find(row, column)
    has_formula = change.grid.child(cell, "f") is not None
    block = None if has_formula else change.block_of(row, column)
    if not has_formula and block is None:
        raise WorkbookError(
            f"Foglio «{change.sheet}», cella {ref}: non contiene una formula, il suo valore non si sostituisce."
        )
    created = cell is None
    if cell is None:
        cell = change.grid.make(row, column, block)
    new = cellvalues.stored(value, counts_from_1904=change.counts_from_1904)
    change.note(ref, changed=_put(cell, new) or created, created=created)


def _put_input(change: _Change, ref: str, value: CellValue) -> None:
    row, column = cell_at(ref)
    cell = change.grid.find(row, column)
    if change.grid.child(cell, "f") is not None or change.block_of(row, column) is not None:
        raise WorkbookError(
            f"Foglio «{change.sheet}», cella {ref}: contiene una formula e non si sovrascrive."
        )
    empty = value is None or value == ""
    created = cell is None and not empty
    if cell is None and not empty:
        cell = change.grid.make(row, column)
    new = Stored(None, "") if empty else cellvalues.stored(value, counts_from_1904=change.counts_from_1904)
    if new.kind == "str":
        new = Stored("inlineStr", new.text)
    change.note(ref, changed=cell is not None and (_put(cell, new) or created), created=created)


def _put(cell: Element, new: Stored) -> bool:
    """Give a cell a value in place of its own; say whether that is another one."""
    if _same(_stored_in(cell), new):
        return False
    space = namespace(cell)
    for child in [*cell.iterfind(f"{space}v"), *cell.iterfind(f"{space}is")]:
        cell.remove(child)
    # metadata of the old value (a rich error's, say); that of the cell itself is ``cm`` and stays
    for attribute in ("t", "vm"):
        cell.attrib.pop(attribute, None)
    if new.kind is not None:
        cell.set("t", new.kind)
    if new.kind is not None or new.text:
        _add_text(cell, new)
    return True


def _add_text(cell: Element, new: Stored) -> None:
    space = namespace(cell)
    at = 1 if _child(cell, "f") is not None else 0
    if new.kind == "inlineStr":
        element = added(added(cell, f"{space}is", {}, at), f"{space}t", {})
    else:
        element = added(cell, f"{space}v", {}, at)
    element.text = new.text
    if cellvalues.needs_preserving(new.text):
        element.set(SPACE, "preserve")


def _stored_in(cell: Element) -> Stored | None:
    """What a cell holds now; None when that can't be told from the sheet alone (a shared string)."""
    kind = cell.get("t", "n")
    if kind == "s":
        return None
    value = _child(cell, "v") if kind != "inlineStr" else cell.find(f"{namespace(cell)}is/{namespace(cell)}t")
    if value is None and kind != "n":
        return None
    return Stored(None if kind == "n" else kind, (value.text or "") if value is not None else "")


def _same(old: Stored | None, new: Stored) -> bool:
    if old is None or old.kind != new.kind:
        return False
    if old.text == new.text:
        return True
    try:
        # Excel writes 17 digits, we the shortest: the same number
        return old.kind is None and float(old.text) == float(new.text)
    except ValueError:
        return False


def _cells(package: Package, sheet: str) -> Iterator[tuple[str, Element]]:
    """Address and element of each cell of a sheet, unless it has no formula at all."""
    part = package.sheet_part(sheet)
    content = package.part(part)
    return _read(content, part) if may_hold(content, "f") else iter(())


def _read(content: bytes, part: str) -> Iterator[tuple[str, Element]]:
    number = 0
    for row in rows(content, part):
        number = row_number(row, number)
        yield from placed_cells(row, number)


def _child(cell: Element, name: str) -> Element | None:
    return cell.find(f"{namespace(cell)}{name}")


def _has_result(cell: Element) -> bool:
    value = _child(cell, "v")
    return value is not None and (bool(value.text) or cell.get("t") == "str")


def _error_code(cell: Element) -> str:
    value = _child(cell, "v")
    return str(value.text or "") if value is not None else ""


def _array_ref(formula: Element) -> str | None:
    ref = formula.get("ref") if formula.get("t") == "array" else None
    return None if ref is None else str(ref)


def _formula_text(ref: str, formula: Element, shared: dict[str, tuple[str, str]]) -> str | None:
    """A formula's text; ``shared`` remembers where each shared one was first met, and how it reads there."""
    text = None if formula.text is None else str(formula.text)
    if formula.get("t") != "shared":
        return text
    index = formula.get("si", "")
    if index not in shared and text:
        shared[index] = (ref, text)
        return text
    return _moved(*shared[index], ref) if index in shared else None


def _moved(origin: str, text: str, ref: str) -> str | None:
    """A shared formula as another cell has it: relative references move along."""
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator, TranslatorError

    try:
        return str(Translator(f"={text}", origin=origin).translate_formula(ref)).removeprefix("=")
    except (TokenizerError, TranslatorError, IndexError):  # the last for a bracket closed but never opened
        return None


def _table_headers(package: Package, sheet: str) -> Iterator[tuple[str, str]]:
    """Address and text of every table header on a sheet: Excel repairs a file in which cell and table disagree."""
    for link in package.relationships(package.sheet_part(sheet)):
        if link.kind == "table" and link.part:
            table = parsed(package.part(link.part), link.part)
            area = area_at(table.get("ref", ""))
            columns = table.iterfind(f"{namespace(table)}tableColumns/{namespace(table)}tableColumn")
            if table.get("headerRowCount") != "0":
                for column, header in enumerate(columns, area.left):
                    yield address(area.top, column), header.get("name", "")
