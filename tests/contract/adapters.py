"""The books that the contract is tried on, each with a workbook of the example quarter and the same handles.

The Excel adapter stands on xlwings' own Windows engine, over an object model in memory (`tests.hosts.excel`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlwings as xw

from cst_xl.core.book import Book, MemoryBook, place
from cst_xl.core.edition import raw_tables
from cst_xl.core.kinds import CellError
from cst_xl.hosts.excel.book import ExcelBook
from cst_xl.sections import SECTIONS
from cst_xl.workbook import cells, layout
from cst_xl.workbook.file import FileBook
from tests.hosts.excel import com_excel, windows

UPDATED = "Istruzioni!$T$40"
"""Where these workbooks keep the time of the last calculation."""

NOT_AVAILABLE = -2146826246


@dataclass
class Adapter:
    """A book, and what a person in front of it would do and see."""

    book: Book
    prints: bool = False

    def answer(self, *, file: Path | None = None, agree: bool = False) -> None:
        """Decide what the person answers from now on."""
        raise NotImplementedError

    def choose(self, *files: Path) -> None:
        """Decide which files the person chooses, where several may be."""
        self.answer(file=files[0])

    def told(self) -> list[tuple[str, str]]:
        """Messages that were shown, questions left out."""
        raise NotImplementedError

    def questions(self) -> list[str]:
        """Questions that were asked."""
        raise NotImplementedError

    def bar(self) -> Any:
        """What the status bar shows; None where there is none."""
        raise NotImplementedError

    def spoil(self, sheet: str, ref: str) -> None:
        """Have a cell hold #N/A."""
        raise NotImplementedError


@dataclass
class Screenless(Adapter):
    """A book that answers as it was told beforehand."""

    book: Any

    def answer(self, *, file: Path | None = None, agree: bool = False) -> None:
        self.book.answers.file, self.book.answers.agree = file, agree

    def choose(self, *files: Path) -> None:
        self.book.answers.file, self.book.answers.others = files[0], files[1:]

    def told(self) -> list[tuple[str, str]]:
        return self.book.told

    def questions(self) -> list[str]:
        return self.book.answers.questions


@dataclass
class Memory(Screenless):
    """The double that ships; a hook stands for a printer."""

    prints: bool = True

    @classmethod
    def of(cls, path: Path) -> Memory:
        file = FileBook.open(path)
        book = MemoryBook.of({sheet: file.values(sheet) for sheet in file.sheets()})
        book.name, book.path = path.name, path
        book.names = {**file.package.defined_names(), layout.UPDATED_NAME: UPDATED}
        book.on_print = lambda sheet, target: target.write_bytes(b"%PDF " + sheet.encode()) and None
        return cls(book)

    def bar(self) -> Any:
        return self.book.steps[-1] if self.book.steps else ""

    def spoil(self, sheet: str, ref: str) -> None:
        self.book.write(sheet, ref, [[CellError("#N/A")]])


@dataclass
class File(Screenless):
    """A file, without any program."""

    @classmethod
    def of(cls, path: Path) -> File:
        book = FileBook.open(path)
        book.package.set_defined_names({layout.UPDATED_NAME: UPDATED})
        return cls(book)

    def bar(self) -> Any:
        return None

    def spoil(self, sheet: str, ref: str) -> None:
        self.book.write(sheet, ref, [["x"]])
        cells.set_inputs(self.book.package, sheet, {ref: CellError("#N/A")})
        self.book._forget()


@dataclass
class Excel(Adapter):
    """Excel through xlwings; the person's answers go to Excel's dialogs."""

    prints: bool = True
    workbook: com_excel.Workbook = field(kw_only=True)
    desktop: windows.Desktop = field(kw_only=True)

    @classmethod
    def of(cls, path: Path) -> Excel:
        file = FileBook.open(path)
        raw = {table.sheet for table in raw_tables(SECTIONS)}
        workbook = com_excel.Workbook(str(path))
        for sheet in file.sheets():
            rows = [[_com(value) for value in row] for row in file.values(sheet)]
            workbook.add(sheet, rows, text_format=sheet in raw)
        workbook.Names.references = {**file.package.defined_names(), layout.UPDATED_NAME: UPDATED}
        desktop = windows.Desktop()
        engine = windows.engine(desktop)
        return cls(ExcelBook(xw.Book(impl=engine.Book(xl=workbook))), workbook=workbook, desktop=desktop)

    def answer(self, *, file: Path | None = None, agree: bool = False) -> None:
        self.workbook.Application.file_to_open = str(file) if file else False
        self.desktop.pressed = "yes" if agree else "no"

    def choose(self, *files: Path) -> None:
        self.workbook.Application.file_to_open = str(files[0])
        self.workbook.Application.more_to_open = tuple(map(str, files[1:]))

    def told(self) -> list[tuple[str, str]]:
        return [(title, text) for title, text, question in self.desktop.boxes if not question]

    def questions(self) -> list[str]:
        dialogs = [title for title, _ in self.workbook.Application.dialogs]
        return dialogs + [text for _, text, question in self.desktop.boxes if question]

    def bar(self) -> Any:
        return self.workbook.Application.StatusBar or ""

    def spoil(self, sheet: str, ref: str) -> None:
        self.workbook.Worksheets(sheet).cells[place(ref)] = NOT_AVAILABLE
        self.book._forget()


def _com(value: object) -> object:
    return NOT_AVAILABLE if isinstance(value, CellError) else value


ADAPTERS = {"memory": Memory, "file": File, "excel": Excel}
