"""Calc with our functions beside Calc with its own, in the same program and the same run.

Our functions run in another process, so each call has a price that Calc's own don't pay; a table function pays it once
for a whole table. Two things are measured: a hard recalculation, every formula anew over the same cells, of which our
side remembers what it can; and the time from an edit until every result that depends on it is there, of which nobody
can remember anything.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks.compute import tickets
from benchmarks.timing import ratio, report
from tests.end_to_end import office_session
from tests.end_to_end.office_session import OfficeDocument, OfficeSession

SIZES = (100, 10_000, 100_000)
CELLS = 1_000
_TIMES = 5
_TRIVIAL = "Function prova_somma(a, b)\n    prova_somma = a + b\nEnd Function\n"
_RAW = ("ticket_mensili", "ticket", "stati_ticket", "parametri", "chiusure")
_MONTHS = ("2016-04*", "2016-05*", "2016-06*")
_STATES = ("aperto", "nuovo", "risolto")


def main() -> None:
    """Print the comparisons; without LibreOffice say so."""
    office = office_session.soffice()
    if office is None:
        print("LibreOffice isn't installed: nothing measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with OfficeSession(office, path, office_session.built_extension(path)) as session:
            _example(session, path)
            _scalars(session, path)
            for size in SIZES:
                _table(session, path, size)


def _recalculated(ours: OfficeDocument, others: OfficeDocument) -> tuple[float, float, float]:
    """Both computed anew in turns: median seconds of each, median of the ratios."""
    ours.recalculate()
    others.recalculate()
    pairs = [(ours.recalculate(), others.recalculate()) for _ in range(_TIMES)]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    return mine, other, statistics.median(a / b for a, b in pairs)


def _edited(
    ours: OfficeDocument, others: OfficeDocument, edit: Callable[[OfficeDocument, int], object]
) -> tuple[float, float, float]:
    """The same edit in both, in turns, and all results read; each edit is another one."""
    numbers = count(1)
    return ratio(lambda: edit(ours, next(numbers)), lambda: edit(others, next(numbers)), _TIMES)


def _example(session: OfficeSession, folder: Path) -> None:
    """The whole example quarter, beside the same workbook with its stored values in place of our functions."""
    from cst_xl.actions import quarters

    book = quarters.demo(folder / "esempio.xlsx").path
    document = session.open(book)
    first = document.recalculate()
    plain = session.open(_frozen(book, folder / "fermo.xlsx"))
    report("the whole example", "its references alone", _recalculated(document, plain))
    print(f"    first recalculation after opening, start of the worker included: {first:.2f} s", flush=True)
    document.close()
    plain.close()


def _frozen(book: Path, target: Path) -> Path:
    """The workbook with values in place of the blocks of our functions: what is left are references between cells."""
    from openpyxl import load_workbook

    computed, values = load_workbook(book), load_workbook(book, data_only=True)
    for sheet in computed:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and "cst_" in str(getattr(cell.value, "text", cell.value)):
                    cell.value = values[sheet.title][cell.coordinate].value
    computed.save(target)
    return target


def _scalars(session: OfficeSession, folder: Path) -> None:
    """As many cells with a function of two arguments: ours as they stand in a workbook file, theirs in Basic."""
    from openpyxl import Workbook

    session.ask("basic", name="Prova", source=_TRIVIAL)
    documents = []
    for function in ("cst_diff", "prova_somma"):
        book = Workbook()
        for row in range(1, CELLS + 1):
            book.worksheets[0].append([row, row + row % 7, f"={function}(A{row},B{row})"])
        path = folder / f"{function}.xlsx"
        book.save(path)
        documents.append(session.open(path))
    what, against = f"{CELLS:,} cells with cst_diff", "a trivial Basic function"
    report(f"{what}, computed anew", against, _recalculated(*documents), "under 3x")
    report(f"{what}, all changed", against, _edited(*documents, _new_numbers), "under 3x")
    for document in documents:
        document.close()


def _new_numbers(document: OfficeDocument, number: int) -> None:
    """Other arguments in every row, and every result."""
    rows = [[row + number / 1_000] for row in range(1, CELLS + 1)]
    document.put(sheet="Sheet", cells=f"A1:A{CELLS}", rows=rows)
    document.values(sheet="Sheet", cells=f"C1:C{CELLS}")


def _table(session: OfficeSession, folder: Path, size: int) -> None:
    """``cst_ticket`` over that many tickets, beside COUNTIFS for the same three months, channels and states."""
    from openpyxl import Workbook
    from openpyxl.worksheet.formula import ArrayFormula

    from cst_xl.core.edition import raw_tables
    from cst_xl.core.parameters import PARAMETERS_TABLE
    from cst_xl.core.tables import letter
    from cst_xl.sections import SECTIONS

    ranges = {
        table.key: f"'{table.key}'!$A$1:${letter(len(table.columns))}${size + 1}"
        for table in raw_tables(SECTIONS)
    }
    documents = []
    for formulas in (None, _countifs(size)):
        book = Workbook()
        for table in raw_tables(SECTIONS):
            if table.key in _RAW:
                book.create_sheet(table.key).append([column.header for column in table.columns])
        book[PARAMETERS_TABLE.key].append(["Periodo", "2016-T2"])
        sheet = book.worksheets[0]
        if formulas is None:
            sheet["A1"] = ArrayFormula("A1:K6", f"=cst_ticket({','.join(ranges[key] for key in _RAW)},6)")
        for row in formulas or []:
            sheet.append(row)
        path = folder / f"tabella_{size}_{formulas is None}.xlsx"
        book.save(path)
        document = session.open(path)
        rows = tickets(size)
        document.put(sheet="ticket", cells=f"A2:{letter(len(rows[0]))}{size + 1}", rows=rows)
        documents.append(document)
    what, against, aim = f"cst_ticket, {size:,} tickets", "COUNTIFS of the same totals", _AIMS.get(size, "")
    _agree(*documents)
    report(f"{what}, computed anew", against, _recalculated(*documents), aim)
    report(f"{what}, one changed", against, _edited(*documents, _other_state), aim)
    for document in documents:
        document.close()


def _agree(ours: OfficeDocument, others: OfficeDocument) -> None:
    """Both must have counted the same, or their times say nothing.

    Raises:
        AssertionError: They haven't.
    """
    mine = ours.values(sheet="Sheet", cells="A1:K6")
    theirs = others.values(sheet="Sheet", cells="A4:B4")[0]
    found = [row for row in mine if set(theirs) <= set(row)]
    if not found or not any(theirs):
        raise AssertionError(f"{theirs} isn't among {mine}")


def _other_state(document: OfficeDocument, number: int) -> None:
    """Another state for one of the tickets, and every result."""
    document.put(sheet="ticket", cells="D2", rows=[[_STATES[number % len(_STATES)]]])
    document.values(sheet="Sheet", cells="A1:K6")


_AIMS = {10_000: "within 2x", 100_000: "under 1x"}


def _countifs(size: int) -> list[list[str]]:
    """One row a month: phone tickets, tickets by mail, and those by state."""
    column = {
        name: f"ticket!${at}$2:${at}${size + 1}"
        for name, at in zip(("canale", "stato", "aperto"), "BDE", strict=True)
    }
    rows = []
    for month in _MONTHS:
        inside = f'{column["aperto"]},"{month}"'
        mail = f'{inside},{column["canale"]},"mail"'
        phone = f'=COUNTIFS({inside},{column["canale"]},"telefono")'
        states = [f'=COUNTIFS({mail},{column["stato"]},"{state}")' for state in _STATES]
        rows.append([phone, f"=COUNTIFS({mail})", *states])
    rows.append([f"=SUM({letter}1:{letter}3)" for letter in "ABCDE"])
    return rows
