"""The sample exports, the mapping that the example institution would write, and how they are read in tests."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from cst_xl.core.edition import raw_tables
from cst_xl.core.mappings import MAPPINGS, Mappings, read_mappings
from cst_xl.core.parameters import PARAMETERS_TABLE, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.tables import read as read_table
from cst_xl.intake import recognise, source
from cst_xl.intake.imported import Agreed, Context
from cst_xl.sections import SECTIONS

DATA = Path(__file__).parents[1] / "data"
EXPORTS = DATA / "exports"
NAGIOS = EXPORTS / "nagios"
OTRS = DATA / "otrs_ticketlist_2016Q2.csv"
GLPI = EXPORTS / "glpi_legacy_2016Q2.csv"
HOSTS = NAGIOS / "avail_hosts_2016Q2.csv"
SERVICES = NAGIOS / "avail_services_2016Q2.csv"
HOURS = EXPORTS / "VisitTime.getVisitInformationPerLocalTime_utf16.csv"
DEVICES = EXPORTS / "DevicesDetection.getType_utf16.csv"
Q2 = Period.quarter(2016, 2)
TABLES = raw_tables(SECTIONS)

CATALOGUE = (
    *(Agreed(f"SLA.{code}", SlaKind.AVAILABILITY) for code in (1, 2, 4, 5, 9)),
    Agreed("SLA.3", SlaKind.UPPER_BOUND),
)
MAPPED = (
    ("host", "CSDB*", "SLA.1"),
    ("host", "ICMSCMF", "SLA.2"),
    ("servizio", "PORTALE;WGET*", "SLA.3"),
    ("servizio", "PORTALE;HTTP portale", "SLA.4"),
)


def mappings(*rows: tuple[str, str, str]) -> Mappings:
    """The sheet *Mappature* with these rows, read."""
    lines = [["Tipo", "Modello", "Destinazione"], *map(list, rows)]
    return read_mappings(read_table(MAPPINGS, [[] for _ in range(4)] + lines))


def context(*rows: tuple[str, str, str], period: Period | None = Q2, **parameters: str) -> Context:
    """What a workbook with these mappings and parameters says."""
    lines = [["Voce", "Valore"], ["periodo", str(period or "")], *map(list, parameters.items())]
    given = read_parameters(read_table(PARAMETERS_TABLE, [[] for _ in range(4)] + lines))
    assert not [one for one in given.findings if period], given.findings
    return Context(period, given, mappings(*(rows or MAPPED)), CATALOGUE, own_states=True)


def archives() -> list[str]:
    """All lines of the log archives."""
    return [
        line
        for path in sorted(NAGIOS.glob("*.log"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def imported(path: Path, with_context: Context | None = None, name: str = ""):
    """The one sheet of a file, recognised and read."""
    (found,) = recognise.read(
        source.read(path.name, path.read_bytes()), TABLES, with_context or context(), name
    )
    return found


def of_text(text: str, with_context: Context | None = None, name: str = ""):
    """A text file, recognised and read."""
    (found,) = recognise.read(
        source.read("prova.csv", text.encode()), TABLES, with_context or context(), name
    )
    return found


def as_workbook(grid, convert=lambda value: value) -> bytes:
    """The cells as an .xlsx file, each converted as a spreadsheet program might."""
    book = openpyxl.Workbook()
    for row in grid:
        book.active.append([convert(value) for value in row])
        for cell in book.active[book.active.max_row]:
            cell.data_type = (
                "s" if isinstance(cell.value, str) else cell.data_type
            )  # "=1+1" is a text in an export
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _open_cell(value) -> str:
    kinds = {
        datetime: lambda one: f'office:value-type="date" office:date-value="{one:%Y-%m-%dT%H:%M:%S}"',
        float: lambda one: f'office:value-type="float" office:value="{one!r}"',
        int: lambda one: f'office:value-type="float" office:value="{one}"',
    }
    if value in (None, ""):
        return "<table:table-cell/>"
    if type(value) in kinds:
        return f"<table:table-cell {kinds[type(value)](value)}/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def as_opendocument(grid, convert=lambda value: value) -> bytes:
    """The cells as an .ods file, as LibreOffice writes one."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        f"<table:table-row>{''.join(_open_cell(convert(value)) for value in row)}</table:table-row>"
        for row in grid
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Foglio1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def as_paste(grid) -> str:
    """The cells as a spreadsheet program puts them on the clipboard."""
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t", lineterminator="\r\n").writerows(grid)
    return stream.getvalue()
