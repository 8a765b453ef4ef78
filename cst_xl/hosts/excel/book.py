"""An open Excel workbook as a Book, through xlwings.

One lives for one click: what was read is remembered until something is written or computed, since every reading crosses
from one program to another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cst_xl.core.errors import CstError
from cst_xl.hosts.excel import cells
from cst_xl.workbook import sheet_names

if TYPE_CHECKING:
    from cst_xl.core.book import Rows
    from cst_xl.core.tables import Grid

_TEXT_FORMAT: Final = "@"
_PDF: Final = 0  # XlFixedFormatType.xlTypePDF


@dataclass
class ExcelBook:
    """A workbook open in Excel.

    Attributes:
        book: The xlwings book.
    """

    book: Any
    _sheets: tuple[str, ...] = ()
    _read: dict[str, Grid] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """File name, for messages."""
        return str(self.book.name)

    @property
    def path(self) -> Path | None:
        """Where it is saved on this computer; None when it was never saved, or its cloud folder isn't synchronised."""
        try:
            path = Path(self.book.fullname)
        except Exception:  # noqa: BLE001 - xlwings raises what it likes for a cloud address that it can't translate
            return None
        return path if path.is_absolute() else None

    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order."""
        if not self._sheets:
            self._sheets = tuple(sheet.name for sheet in self.book.sheets)
        return self._sheets

    def values(self, sheet: str) -> Grid:
        """The used cells of a sheet from A1 on, in one call."""
        there = sheet_names.actual(sheet, self.sheets(), self.named)
        if there is None:
            return []
        sheet = there
        if sheet not in self._read:
            tab = self.book.sheets[sheet]
            used = tab.used_range
            last = (used.row + used.shape[0] - 1, used.column + used.shape[1] - 1)
            raw = tab.range((1, 1), last).options(ndim=2, err_to_str=True).value
            self._read[sheet] = cells.incoming(raw)
        return self._read[sheet]

    def named(self, name: str) -> str | None:
        """What a name of the whole workbook refers to; names don't tell capitals."""
        names = self.book.names
        return str(names[name].refers_to).removeprefix("=") if name in names else None

    def write(self, sheet: str, top_left: str, rows: Rows) -> None:
        """Put a block of values into cells; short rows are filled up with empty cells."""
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        self._forget()
        block = [[*row, *[None] * (width - len(row))] for row in rows]
        there = sheet_names.actual(sheet, self.sheets(), self.named) or sheet
        _put(self.book.sheets[there].range(top_left).resize(len(rows), width), block)

    def recalculate(self) -> None:
        """Compute everything anew: cell functions whose inputs were changed by a program included."""
        self._forget()
        self.book.app.api.CalculateFull()

    def ask_file(self, title: str, patterns: tuple[str, ...]) -> Path | None:
        """Show Excel's own dialog for opening a file."""
        return next(iter(self._chosen(title, patterns, several=False)), None)

    def ask_files(self, title: str, patterns: tuple[str, ...]) -> tuple[Path, ...]:
        """Show the same dialog; Ctrl and Shift choose several files."""
        return self._chosen(title, patterns, several=True)

    def _chosen(self, title: str, patterns: tuple[str, ...], *, several: bool) -> tuple[Path, ...]:
        """What the dialog gives: False, a path, or a row of paths, all of them through COM."""
        kinds = ";".join(patterns)
        chosen = self.book.app.api.GetOpenFilename(f"File di dati ({kinds}),{kinds}", 1, title, "", several)
        every = [chosen] if isinstance(chosen, str) else chosen if isinstance(chosen, (list, tuple)) else []
        return tuple(Path(one) for one in every if isinstance(one, str) and one)

    def confirm(self, title: str, question: str) -> bool:
        """Show a message box with yes and no."""
        return bool(self.book.app.alert(question, title=title, buttons="yes_no") == "yes")

    def export_pdf(self, sheet: str, path: Path) -> None:
        """Print a sheet to a PDF file, and show the sheet.

        Raises:
            CstError: There is no such sheet.
        """
        if sheet not in self.sheets():
            raise CstError(f"In «{self.name}» non c'è il foglio {sheet}.")
        there = self.book.sheets[sheet].api
        there.Activate()
        there.ExportAsFixedFormat(_PDF, str(path))

    def progress(self, message: str) -> None:
        """Show the step in the status bar; an empty text gives the bar back to Excel."""
        self.book.app.status_bar = message or False

    def tell(self, title: str, message: str) -> None:
        """Show one message box."""
        self.book.app.alert(message, title=title, buttons="ok", mode="info")

    def _forget(self) -> None:
        self._read.clear()


def _put(target: Any, block: list[list[object]]) -> None:
    """Write a block in as few calls as its formats allow: text cells keep every text, others need a mark for it."""
    rows, columns = target.shape
    number_format = target.number_format
    if number_format is None and columns > 1:
        for at in range(columns):
            _put(target[:, at], [[row[at]] for row in block])
    elif number_format is None and rows > 1:
        for at in range(rows):
            _put(target[at, :], [block[at]])
    else:
        as_text = number_format == _TEXT_FORMAT
        target.options(ndim=2).value = [[_typed(value, as_text=as_text) for value in row] for row in block]


def _typed(value: object, *, as_text: bool) -> object:
    """A value that Excel takes as it is: an apostrophe keeps it from reading a text as a number, date or formula."""
    if isinstance(value, str):
        return value if as_text or not value else f"'{value}"
    return None if value is None else cells.shown(value)
