"""A Calc document as the commands need it: one method for each question of ``book.OfficeBook``.

Rows and columns are counted from 0 here. Everything that changes the document goes through calls that Calc can undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from . import dialogs, ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

_PDF_FILTER = "calc_pdf_Export"
_ANYTHING = "x"


class Answers(NamedTuple):
    """What a command is answered when nobody sits in front of the screen.

    Attributes:
        agree: The answer to every question.
        file: The file that is chosen; empty for none.
    """

    agree: bool
    file: str = ""


class Document:
    """One open document, for one command.

    Args:
        office: The UNO side: makes services, structures and conversions of paths.
        model: The document.
        answers: What questions are answered without asking; None to ask the person.

    Attributes:
        told: What was told, in order.
    """

    def __init__(self, office: Any, model: Any, answers: Answers | None = None) -> None:
        self._office = office
        self._model = model
        self._answers = answers
        self._indicator: Any = None
        self.told: list[str] = []

    def answer(self, method: str, arguments: Sequence[Any]) -> Any:
        """Answer a question of the worker.

        Raises:
            KeyError: There is no such question.
        """
        return _QUESTIONS[method](self, *arguments)

    def name(self) -> str:
        """File name, or the title of a document that was never saved."""
        return self.path().replace("\\", "/").rpartition("/")[2] or str(self._model.Title)

    def path(self) -> str:
        """Path of its file; empty when it has none on this computer."""
        url = str(self._model.getURL())
        return self._office.path(url) if url.startswith("file:") else ""

    def sheets(self) -> tuple[str, ...]:
        """Names of its sheets, in order."""
        return tuple(self._model.Sheets.getElementNames())

    def values(self, sheet: str) -> tuple[Any, ...]:
        """The used cells of a sheet, as the fields of a `ranges.Table`."""
        return tuple(ranges.read_sheet(self._sheet(sheet)))

    def named(self, name: str) -> Any:
        """Sheet and corners of what a name refers to, or its text when it isn't a range; None for no such name."""
        names = self._model.NamedRanges
        known = next((one for one in names.getElementNames() if one.casefold() == name.casefold()), None)
        if known is None:
            return None
        defined = names.getByName(known)
        cells = defined.getReferredCells()
        if cells is None:
            return str(defined.getContent())
        at = cells.getRangeAddress()
        sheet = self._model.Sheets.getByIndex(at.Sheet).getName()
        return (sheet, at.StartRow, at.StartColumn, at.EndRow, at.EndColumn)

    def write(self, sheet: str, row: int, column: int, block: Sequence[Sequence[Any]]) -> None:
        """Write a rectangle of values; a text stays a text, whatever it looks like. Nothing is computed in between.

        Raises:
            PermissionError: The sheet is protected there; nothing was written.
        """
        cells = self._sheet(sheet).getCellRangeByPosition(
            column, row, column + len(block[0]) - 1, row + len(block) - 1
        )
        if _is_locked(cells):
            raise PermissionError("protetto")
        automatic = self._model.isAutomaticCalculationEnabled()
        self._model.enableAutomaticCalculation(False)  # noqa: FBT003 - UNO's way
        try:
            self._write(cells, block)
        finally:
            self._model.enableAutomaticCalculation(automatic)

    def _write(self, cells: Any, block: Sequence[Sequence[Any]]) -> None:
        """Write so that it can be undone.

        Undoing what was written at once (``setDataArray``) doesn't empty the cells that were empty before, in Calc 7 at
        least; undoing what was filled down does. So every cell is filled first, with anything.
        """
        first, *others = block
        for right, value in enumerate(first):
            self._put(cells.getCellByPosition(right, 0), _ANYTHING if others else value)
        if others:
            cells.fillAuto(self._office.TO_BOTTOM, 1)
            cells.setDataArray(tuple(tuple(map(_number_or_text, line)) for line in block))
        for down, line in enumerate(block):
            for right, value in enumerate(line):
                if isinstance(value, (bool, dict)):
                    self._show_as(cells.getCellByPosition(right, down), value)

    def recalculate(self) -> None:
        """Compute every formula, changed or not."""
        self._model.calculateAll()

    def ask_file(self, title: str, patterns: Sequence[str]) -> str:
        """Path of the file that the person chooses; empty when there is none."""
        if self._answers is not None:
            return self._answers.file
        return dialogs.choose_file(self._office, title, patterns)

    def confirm(self, title: str, question: str) -> bool:
        """Whether the person says yes."""
        if self._answers is not None:
            return self._answers.agree
        return dialogs.confirm(self._office, self._model, title, question)

    def tell(self, title: str, message: str) -> None:
        """Show a message."""
        self.told.append(message)
        if self._answers is None:
            dialogs.tell(self._office, self._model, title, message)

    def progress(self, message: str) -> None:
        """Show a step in the status bar; an empty text ends it."""
        if self._indicator is not None:
            self._indicator.end()
            self._indicator = None
        controller = self._model.getCurrentController()
        if message and controller is not None:
            self._indicator = controller.getFrame().createStatusIndicator()
            self._indicator.start(message, 0)

    def export_pdf(self, sheet: str, path: str) -> None:
        """Print one sheet, as its page style and print area say; without a sheet the whole document."""
        options: dict[str, Any] = {"ExportBookmarks": False, "UseTaggedPDF": True}
        if sheet:
            options["Selection"] = self._sheet(sheet)
        properties = {"FilterName": _PDF_FILTER, "FilterData": self._office.sequence(options)}
        self._model.storeToURL(self._office.url(path), self._office.properties(properties))

    def _sheet(self, name: str) -> Any:
        return self._model.Sheets.getByName(name)

    def _put(self, cell: Any, value: Any) -> None:
        if isinstance(value, str):
            cell.setString(value)
        elif value is None:
            cell.setFormula("")
        else:
            cell.setValue(_number_or_text(value))

    def _show_as(self, cell: Any, value: Any) -> None:
        """A date or truth value needs a format that shows it as such; what the cell has already may be one."""
        if isinstance(value, bool):
            kind = self._office.LOGICAL
        else:
            kind = self._office.DATETIME if value["time"] else self._office.DATE
        formats = self._model.NumberFormats
        if not formats.getByKey(cell.NumberFormat).Type & kind:
            cell.NumberFormat = formats.getStandardFormat(kind, self._model.CharLocale)


def _is_locked(cells: Any) -> bool:
    """Whether one of the cells is protected: Calc lets a program write into a single one all the same."""
    if not cells.getSpreadsheet().isProtected():
        return False
    formats = cells.getUniqueCellFormatRanges()
    return any(formats.getByIndex(at).CellProtection.IsLocked for at in range(formats.getCount()))


def _number_or_text(value: Any) -> Any:
    """A value as `setDataArray` takes it: None would become an error, an empty text clears the cell."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return value["date"]
    return float(value) if isinstance(value, (int, float)) else value


_QUESTIONS = {
    question.__name__: question
    for question in (
        Document.name,
        Document.path,
        Document.sheets,
        Document.values,
        Document.named,
        Document.write,
        Document.recalculate,
        Document.ask_file,
        Document.confirm,
        Document.tell,
        Document.progress,
        Document.export_pdf,
    )
}
