"""A workbook *file* as a Book: read with python-calamine, computed without Excel, edited without losing anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, cast

from cst_xl.core import edition as editions
from cst_xl.core.book import NO_PRINTER, Answers, Rows, address, located, place
from cst_xl.core.errors import CstError, ForeignWorkbookError
from cst_xl.core.figures import Figure
from cst_xl.core.kinds import CellError, Uncomputed
from cst_xl.core.units import TEXT, Value
from cst_xl.functions import remember
from cst_xl.sections import SECTIONS
from cst_xl.workbook import alternatives, cells, layout, sheet_names, versions
from cst_xl.workbook.evaluate import Evaluator, Formula, calls_ours
from cst_xl.workbook.package import Package

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from python_calamine import CalamineWorkbook

    from cst_xl.core.blocks import OutColumn
    from cst_xl.core.section import Edition
    from cst_xl.core.tables import Grid

NOWHERE = "#N/A"
"""What the name of a figure refers to while no cell shows it: what a formula makes of it is no number either."""

_MARKS_OF_OURS = ("cst_versione_modello", "dati_parametri")


@dataclass
class FileBook:
    """An .xlsx or .xlsm file, open for reading and careful editing; nothing is written before `save`."""

    package: Package
    path: Path
    answers: Answers = field(default_factory=Answers)
    told: list[tuple[str, str]] = field(default_factory=list)
    _grids: dict[str, list[list[object]]] = field(default_factory=dict)
    _reader: CalamineWorkbook | None = None
    _edited: bool = False

    @classmethod
    def open(cls, path: Path) -> FileBook:
        """Open a workbook that this package made.

        Raises:
            NotAWorkbookError: The file isn't a readable workbook.
            ForeignWorkbookError: It is a workbook, but not one of ours, or of a layout to come.
        """
        package = Package.open(path)
        names = package.defined_names()
        if not any(mark in names for mark in _MARKS_OF_OURS):
            raise ForeignWorkbookError(
                f"«{path.name}» non è una cartella di lavoro del Focus: per crearne una si usa il comando "
                "«cst-xl template»."
            )
        versions.version_of(package)
        return cls(package, path)

    @property
    def name(self) -> str:
        """File name, for messages."""
        return self.path.name

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""
        return tuple(self.package.sheets)

    def values(self, sheet: str) -> Grid:
        """The cells of a sheet from A1 on; formulas without a stored result and error values are marked as such."""
        there = sheet_names.actual(sheet, self.sheets(), self.named)
        if there is None:
            return []
        sheet = there
        if sheet not in self._grids:
            rows = self._opened().get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            grid = cast("list[list[object]]", rows)  # fresh lists, which may take what calamine doesn't tell
            for ref, formula in cells.uncomputed(self.package, sheet).items():
                _put(grid, ref, Uncomputed(formula))
            for ref, code in cells.errors(self.package, sheet).items():
                _put(grid, ref, CellError(code))
            self._grids[sheet] = grid
        return self._grids[sheet]

    def _opened(self) -> CalamineWorkbook:
        """The workbook as calamine reads it; what was edited here is in no file yet."""
        if self._reader is None:
            from python_calamine import CalamineWorkbook

            source = BytesIO(self.package.content()) if self._edited else str(self.path)
            self._reader = CalamineWorkbook.from_object(source)
        return self._reader

    def _forget(self) -> None:
        """What was read holds no longer: the package was edited."""
        self._edited = True
        self._reader = None
        self._grids.clear()

    def named(self, name: str) -> str | None:
        """What a name of the whole workbook refers to; names don't tell capitals."""
        names = self.package.defined_names().items()
        return next((ref for one, ref in names if one.casefold() == name.casefold()), None)

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of typed values into cells; formulas are never overwritten."""
        row, column = place(top_left)
        values = {
            address(row + down, column + right): value
            for down, line in enumerate(rows)
            for right, value in enumerate(line)
        }
        there = sheet_names.actual(sheet, self.sheets(), self.named) or sheet
        cells.set_inputs(self.package, there, cast("cells.Values", values))
        self._forget()

    def edition(self) -> Edition:
        """Compute the edition from the raw sheets."""
        return editions.compute(SECTIONS, self.values)

    def recalculate(self) -> None:
        """Store in every cell of ours what its formula gives now, and move the figures' names to where they stand."""
        self.store(self.edition())

    def store(self, edition: Edition) -> None:
        """Like `recalculate`, for an edition that was computed from this very file."""
        remember(edition)
        formulas = self.formulas()
        typed = {layout.range_name(table.table): table for table in edition.tables.values()}
        names = self.package.defined_names()
        results = Evaluator(formulas, self.values, names, typed).results()
        cells.set_values(self.package, {sheet: _storable(values) for sheet, values in results.items()})
        shown = figure_cells(edition, formulas)
        self.package.set_defined_names({**_left_behind(names, shown, formulas), **shown})
        self.package.set_calculation()
        alternatives.renew(self.package, edition)
        self._forget()

    def formulas(self) -> tuple[Formula, ...]:
        """Every formula of the workbook that could be evaluated here."""
        found = (cell for sheet in self.sheets() for cell in cells.formulas(self.package, sheet))
        return tuple(
            Formula(cell.sheet, cell.ref, cell.formula, cell.array_ref)
            for cell in found
            if cell.formula is not None
        )

    def ask_file(self, title: str, patterns: tuple[str, ...]) -> Path | None:  # noqa: ARG002 - part of the interface
        """The file that was decided beforehand."""
        self.answers.questions.append(title)
        return self.answers.file

    def ask_files(self, title: str, patterns: tuple[str, ...]) -> tuple[Path, ...]:  # noqa: ARG002 - part of the interface
        """The files that were decided beforehand."""
        self.answers.questions.append(title)
        return self.answers.files

    def confirm(self, title: str, question: str) -> bool:  # noqa: ARG002 - part of the interface
        """The answer that was decided beforehand."""
        return self.answers.ask(question)

    def export_pdf(self, sheet: str, path: Path) -> None:  # noqa: ARG002 - part of the interface
        """Never: no program is at hand that could lay out a page.

        Raises:
            CstError: Always.
        """
        raise CstError(NO_PRINTER.format(sheet))

    def progress(self, message: str) -> None:
        """Nothing to show: a command line has a display of its own."""

    def tell(self, title: str, message: str) -> None:
        """Keep the message for whoever runs the action."""
        self.told.append((title, message))

    def save(self, path: Path | None = None, *, backups: int = 0) -> None:
        """Write the file, whole or not at all.

        Args:
            path: Another file than the one that was opened.
            backups: How many dated copies of the old file to keep beside it; none is made when nothing changed.
        """
        self.package.save(path or self.path, backup=backups if self.package.changed else 0)


def _storable(values: Mapping[str, Value]) -> dict[str, Value]:
    """Results as they are stored: a blank one as a space, since LibreOffice takes an empty text for no result."""
    return {ref: " " if value is None or value == "" else value for ref, value in values.items()}


def _put(grid: list[list[object]], ref: str, value: object) -> None:
    row, column = place(ref)
    while len(grid) < row:
        grid.append([])
    cells_of_row = grid[row - 1]
    cells_of_row.extend([""] * (column - len(cells_of_row)))
    cells_of_row[column - 1] = value


def figure_cells(edition: Edition, formulas: tuple[Formula, ...]) -> Mapping[str, str]:
    """Names of the figures and the cells that show them now: a numeric column before a text column.

    A cell that refers to one of a computed block shows what is in it; the first such cell bears the name.
    """
    shows: dict[str, str] = {}
    for formula in formulas:
        if formula.text.startswith(f"{layout.quoted(layout.ENGINE)}!"):
            shows.setdefault(formula.text, layout.absolute(formula.sheet, *place(formula.ref)))
    blocks = {
        formula.text.partition("(")[0].casefold(): formula for formula in formulas if calls_ours(formula.text)
    }
    shown: dict[str, tuple[bool, str]] = {}
    for result in edition.results:
        for table in result.tables:
            block = blocks.get(f"cst_{table.key}".casefold())
            if block is None:
                continue
            top, left, bottom, _ = block.area
            room = bottom - top + 1
            visible = (
                table.rows if len(table.rows) <= room else table.rows[: room - 1]
            )  # the last row says how many more
            for down, row in enumerate(visible):
                for right, (column, content) in enumerate(zip(table.columns, row.cells, strict=True)):
                    if isinstance(content, Figure):
                        exact = _keeps_value(column, content)
                        if content.id not in shown or (exact and not shown[content.id][0]):
                            ref = layout.absolute(block.sheet, top + down, left + right)
                            shown[content.id] = (exact, shows.get(ref, ref))
    return {layout.figure_name(figure_id): ref for figure_id, (_, ref) in shown.items()}


def _left_behind(
    names: Mapping[str, str], shown: Mapping[str, str], formulas: tuple[Formula, ...]
) -> dict[str, str]:
    """Names of figures that no cell shows any longer: another figure stands there now, and would pass for them."""
    engine = f"{layout.quoted(layout.ENGINE)}!"
    ours = {one.sheet for one in formulas if calls_ours(one.text) or one.text.startswith(engine)}
    kinds = {name.partition(".")[0].casefold() for name in shown}
    still = {name.casefold() for name in shown}
    return {
        name: NOWHERE
        for name, reference in names.items()
        if name.partition(".")[0].casefold() in kinds and name.casefold() not in still
        if located(reference)[0] in ours
    }


def _keeps_value(column: OutColumn, figure: Figure) -> bool:
    return column.unit.name != TEXT.name or figure.unit.name == TEXT.name
