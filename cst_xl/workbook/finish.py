"""The last step from openpyxl to a file: what openpyxl can't write, and nothing that changes from run to run.

openpyxl stamps the time of saving into the file and into its zip entries, gives charts no text alternative and no way
to silence "number stored as text" on cells that are text on purpose. The same workbook gives the same bytes here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO, Final

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from cst_xl.core.blocks import Chart
from cst_xl.workbook import alternatives, archive, sheet_order
from cst_xl.workbook.markup import added, local, namespace, parsed, serialised

_STYLES: Final = "xl/styles.xml"
FONT_ORDER: Final = [
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
]
"""Children of a font (ECMA-376-1, 18.8.22), in the order that strict readers want; openpyxl has its own."""

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES: Final = "[Content_Types].xml"


@dataclass(frozen=True)
class Extras:
    """What goes into the file beside the openpyxl workbook, by sheet name.

    Attributes:
        charts: The charts, in the order in which they were added to the sheet.
        text_areas: Ranges where numbers are stored as text on purpose.
    """

    charts: Mapping[str, Sequence[Chart]] = field(default_factory=dict)
    text_areas: Mapping[str, Sequence[str]] = field(default_factory=dict)


def save(book: Workbook, out: BinaryIO, extras: Extras) -> None:
    """Write the workbook as an .xlsx; the same workbook and extras give the same bytes."""
    raw = BytesIO()
    # not `Workbook.save`, which overwrites the time of the last change
    ExcelWriter(book, zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED)).save()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        changed = dict(_changed(book, extras, source))
        # content types first, as Office programs write them: mail filters look at the first entry
        for name in sorted(source.namelist(), key=lambda name: name != _CONTENT_TYPES):
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = archive.MS_DOS
            target.writestr(entry, changed.get(name) or source.read(name))


def _changed(book: Workbook, extras: Extras, source: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts that are edited, with their new content; parts are numbered in the order of the sheets."""
    yield _STYLES, _with_fonts_in_order(source.read(_STYLES))
    drawing = 0
    for number, sheet in enumerate(book.worksheets, 1):
        if areas := extras.text_areas.get(sheet.title):
            name = f"xl/worksheets/sheet{number}.xml"
            yield name, _with_text_areas(source.read(name), name, areas)
        if sheet._charts:  # type: ignore[attr-defined] # noqa: SLF001 - openpyxl has no public list of them
            drawing += 1
            name = f"xl/drawings/drawing{drawing}.xml"
            yield name, alternatives.written(source.read(name), name, extras.charts.get(sheet.title, ()))


def _with_fonts_in_order(part: bytes) -> bytes:
    root = parsed(part, _STYLES)
    for font in root.iter(f"{namespace(root)}font"):
        font[:] = sorted(font, key=lambda child: FONT_ORDER.index(local(child)))
    return serialised(root, part)


def _with_text_areas(part: bytes, name: str, areas: Sequence[str]) -> bytes:
    root = parsed(part, name)
    space = namespace(root)
    ignored = root.makeelement(f"{space}ignoredErrors", {})
    sheet_order.insert(root, ignored)
    for area in areas:
        silenced = {"sqref": area, "numberStoredAsText": "1", "twoDigitTextYear": "1"}
        added(ignored, f"{space}ignoredError", silenced)
    return serialised(root, part)
