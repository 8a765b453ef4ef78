"""Workbooks for the tests of this folder: a rich one as people have them, and small ones with the XML a test is about."""

from __future__ import annotations

import importlib.util
import zipfile
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def excel_workbook() -> Path:
    """A macro workbook of Excel's own parts that ships with xlwings (found without importing xlwings)."""
    spec = importlib.util.find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "quickstart_standalone.xlsm"


def entries(path: Path) -> dict[str, bytes]:
    """Every entry of a zip, inflated."""
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def raw_entries(path: Path) -> dict[str, bytes]:
    """Every entry of a zip as its compressed bytes with the local header before them."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as file:
        found = {}
        for info in file.infolist():
            at = info.header_offset
            sizes = int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(
                data[at + 28 : at + 30], "little"
            )
            found[info.filename] = data[at : at + 30 + sizes + info.compress_size]
        return found


def rich(path: Path) -> Path:
    """Write what people have: a table, validation, formats, comment, chart, names, array formula, picture-less parts."""
    from openpyxl import Workbook
    from openpyxl.worksheet.formula import ArrayFormula

    book = Workbook()
    data = book.active
    assert data is not None
    data.title = "Dati SLA"
    data.append(["SLA", "Atteso", "Rilevato"])
    for row in (["SLA.1", 0.99, 0.985], ["SLA.2", 0.95, 0.97], ["SLA.3", 7, 6.5]):
        data.append(row)
    _dress(data)
    computed = book.create_sheet("SLA")
    computed["A1"] = "Scostamenti"
    computed["A3"] = "=SUM('Dati SLA'!B2:B4)"
    computed["B3"] = "=cst_scostamento('Dati SLA'!B2,'Dati SLA'!C2)"
    computed["B3"].number_format = "0.0%"
    computed["A5"] = ArrayFormula("A5:C7", "=cst_tabella('Dati SLA'!A2:C4)")
    computed["C5"].number_format = "0.00"
    _chart(computed)
    _names(book)
    book.save(path)
    book.close()
    return path


def _dress(sheet) -> None:
    from openpyxl.comments import Comment
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.table import Table

    sheet["B2"].comment = Comment("Valore di contratto", "Ufficio")
    sheet.add_table(Table(displayName="tblSla", ref="A1:C4"))
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
    rule.add("B2:C4")
    sheet.add_data_validation(rule)
    fill = PatternFill("solid", bgColor="FFC7CE")
    sheet.conditional_formatting.add("C2:C4", CellIsRule(operator="lessThan", formula=["B2"], fill=fill))
    sheet.column_dimensions["B"].number_format = "0.00"


def _chart(sheet) -> None:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.title = "Scostamenti"
    chart.add_data(
        Reference(sheet.parent["Dati SLA"], min_col=2, min_row=1, max_row=4), titles_from_data=True
    )
    sheet.add_chart(chart, "E2")


def _names(book) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["dati_sla"] = DefinedName("dati_sla", attr_text="'Dati SLA'!$A$1:$C$4")
    book.defined_names["Zona"] = DefinedName("Zona", attr_text="SLA!$A$1", comment="di prova")
    book["SLA"].defined_names["locale"] = DefinedName("locale", attr_text="SLA!$A$3")
    book["SLA"].print_area = "A1:H20"


def crafted(
    path: Path,
    sheet: str,
    *,
    book_extra: str = "",
    namespace: str = MAIN,
    encoding: str = "utf-8",
) -> Path:
    """A one-sheet workbook ("Foglio") around the given children of ``<worksheet>``.

    Args:
        path: Where to write it.
        sheet: XML between ``<worksheet …>`` and ``</worksheet>``.
        book_extra: XML before ``<sheets>`` in the workbook part.
        namespace: The main namespace, to make strict files.
        encoding: Of the sheet part.
    """
    root = f'<worksheet xmlns="{namespace}" xmlns:r="{RELATIONSHIPS}">{sheet}</worksheet>'
    path.write_bytes(zipped(parts(root.encode(encoding), book_extra=book_extra, namespace=namespace)))
    return path


def parts(
    sheet: bytes, *, book_extra: str = "", namespace: str = MAIN, kind: str = XLSX_TYPE
) -> dict[str, bytes]:
    """The parts of the smallest workbook that Excel opens."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}"/></Types>'
    )
    book = (
        f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONSHIPS}">{book_extra}'
        '<sheets><sheet name="Foglio" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": links(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": links(("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
    }


def links(*relationships: tuple[str, str, str]) -> bytes:
    """A relationships part: (id, last word of the type, target)."""
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for id_, kind, target in relationships
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'.encode()


def zipped(contents: dict[str, bytes]) -> bytes:
    """A deflated zip of these entries."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return out.getvalue()
