"""The master workbook of one quarter, made from nothing: sheets, formulas, names, charts, pages.

Formulas have no results yet; `cst_xl.workbook.file` computes and stores them. The order of the sheets is decided by
`layout.sheet_order`: first what one looks at (home, bulletin, findings), then what one fills in, then what follows
from it, last what is seldom opened. So the first dozen tabs, all that a small screen shows, are those in daily use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties

from cst_xl.core.blocks import Chart
from cst_xl.core.edition import raw_tables
from cst_xl.core.parameters import PARAMETERS, PARAMETERS_TABLE
from cst_xl.core.periods import Period
from cst_xl.core.section import Edition, Section
from cst_xl.core.tables import RawTable
from cst_xl.sections import SECTIONS
from cst_xl.workbook import (
    conf_sheet,
    finish,
    focus_sheet,
    guide_sheet,
    home_sheet,
    layout,
    paste_sheet,
    sheets_computed,
    sheets_input,
    sheets_lists,
    sheets_releases,
    sheets_revisions,
    styles,
    trend_sheet,
)
from cst_xl.workbook.bookpart import CURRENT_CALC_ID
from cst_xl.workbook.drafting import Head
from cst_xl.workbook.geometry import Geometry, figure_names, plan
from cst_xl.workbook.saving import write_atomically
from cst_xl.workbook.sheets_input import Rows

Raw = Mapping[str, Rows]
"""Rows of texts by key of the raw table, headers first, exactly as a person would type them."""

_EPOCH: Final = datetime(2016, 1, 1)  # noqa: DTZ001 - a fixed date for a workbook without a quarter


def write(
    edition: Edition,
    raw: Raw,
    to: Path | BinaryIO,
    *,
    sections: Sequence[Section] = SECTIONS,
    like: Edition | None = None,
    settings: Mapping[str, object] | None = None,
) -> None:
    """Write the master workbook; the same input gives the same bytes. See `build` for the arguments."""
    geometry = plan(edition, sections, like)
    book, extras = _assembled(edition, raw, geometry, settings)
    out = BytesIO()
    finish.save(book, out, extras)
    content = out.getvalue()
    if isinstance(to, Path):
        write_atomically(to, lambda file: file.write(content))
    else:
        to.write(content)


def build(
    edition: Edition,
    raw: Raw,
    *,
    sections: Sequence[Section] = SECTIONS,
    like: Edition | None = None,
    settings: Mapping[str, object] | None = None,
) -> Workbook:
    """Make the master workbook, without what only `write` can add (text alternatives, silenced marks).

    Args:
        edition: The quarter; it decides how high blocks and rows are.
        raw: Rows to fill in; a table that isn't there stays empty.
        sections: The sections of the bulletin, in order.
        like: An edition with data that this one will resemble, so that an empty workbook has room for it.
        settings: What a person has set for xlwings in an earlier workbook.
    """
    return _assembled(edition, raw, plan(edition, sections, like), settings)[0]


def _assembled(
    edition: Edition, raw: Raw, geometry: Geometry, settings: Mapping[str, object] | None
) -> tuple[Workbook, finish.Extras]:
    book = Workbook()
    book.remove(book.worksheets[0])
    styles.register(book)
    given = {**raw, PARAMETERS_TABLE.key: raw.get(PARAMETERS_TABLE.key) or default_parameters()}
    head = _head(given[PARAMETERS_TABLE.key])
    text_areas = _write_inputs(book, geometry.sections, given, edition.period)
    charts: dict[str, tuple[Chart, ...]] = {}
    for section in geometry.sections:
        charts[section.sheet] = sheets_computed.write_sheet(book, section, geometry, head)
    charts[layout.TRENDS] = trend_sheet.write(book, edition, geometry.sections, head.quarter)
    sheets_lists.write_sentences(book, geometry, head.quarter)
    sheets_revisions.complete(book, edition, geometry)
    sheets_releases.complete(book, edition)
    sheets_lists.write_findings(book, edition, geometry, head.quarter)
    charts[layout.FOCUS] = focus_sheet.write(book, geometry, head)
    home_sheet.write(book, geometry, head)
    paste_sheet.write(book)
    guide_sheet.write(book)
    conf_sheet.write(book, settings)
    _put_in_order(book, geometry.sections)
    _name(book, edition, geometry, head)
    _describe(book, edition)
    return book, finish.Extras(charts, text_areas)


def default_parameters() -> list[list[str]]:
    """The rows of the parameters when none are given, headers first."""
    headers = [column.header for column in PARAMETERS_TABLE.columns]
    return [headers, *([one.label, one.default or "", one.help] for one in PARAMETERS)]


def _head(rows: Rows) -> Head:
    labels = {parameter.key: parameter.label for parameter in PARAMETERS}
    return Head(*(layout.parameter_area(rows, labels[key]) for key in ("periodo", "ente", "centro")))


def _write_inputs(
    book: Workbook, sections: Sequence[Section], raw: Raw, quarter: Period | None
) -> dict[str, list[str]]:
    """Write the raw sheets; gives the ranges of each where numbers are text on purpose."""
    by_sheet: dict[str, list[tuple[RawTable, Rows]]] = {}
    for table in raw_tables(sections):
        by_sheet.setdefault(table.sheet, []).append((table, raw.get(table.key, ())))
    for sheet, tables in by_sheet.items():
        sheets_input.write_sheet(book, sheet, tables, quarter)
    return {
        sheet: [sheets_input.text_areas(table) for table, _ in tables] for sheet, tables in by_sheet.items()
    }


def _put_in_order(book: Workbook, sections: Sequence[Section]) -> None:
    places = {name: at for at, name in enumerate(layout.sheet_order(sections))}
    book._sheets.sort(key=lambda sheet: places[sheet.title])  # type: ignore[attr-defined] # noqa: SLF001 - no public way
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.zoomScale = 100
        sheet.sheet_view.tabSelected = sheet.title == layout.HOME


def _name(book: Workbook, edition: Edition, geometry: Geometry, head: Head) -> None:
    names = {layout.range_name(table): layout.range_ref(table) for table in raw_tables(geometry.sections)}
    names[layout.UPDATED_NAME] = layout.updated_area().reference
    names |= {layout.QUARTER_NAME: head.quarter.reference} | figure_names(edition, geometry)
    for name in sorted(names, key=str.casefold):
        book.defined_names[name] = DefinedName(name, attr_text=names[name])
    version = DefinedName(layout.VERSION_NAME, attr_text=f'"{layout.VERSION}"', hidden=True)
    book.defined_names[layout.VERSION_NAME] = version


def _describe(book: Workbook, edition: Edition) -> None:
    """Document properties: the institution made it, not a person; times follow from the quarter."""
    period = edition.period
    institution, centre = (str(edition.parameters.values.get(key) or "") for key in ("ente", "centro"))
    moment = datetime.combine(period.end, time()) if period else _EPOCH
    properties = book.properties
    properties.title = f"Focus {period.label}" if period else "Focus"
    properties.subject = "Bollettino trimestrale del centro servizi"
    properties.creator = properties.lastModifiedBy = (
        " · ".join(filter(None, (institution, centre))) or "Centro Servizi"
    )
    properties.language = "it-IT"
    properties.keywords = "SLA, ticket, servizi, utilizzo, accessi, credenziali"
    properties.created = properties.modified = moment
    book.calculation = CalcProperties(calcId=CURRENT_CALC_ID, fullCalcOnLoad=False)
