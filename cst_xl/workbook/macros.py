"""From the finished template to the workbook that staff open: VBA project, buttons, ribbon.

The template is a plain .xlsx with charts, validations, names and stored values; all of them stay byte for byte. The
sources are text in ``macros/``, the installed xlwings' own module, and what follows from the catalogue of cell
functions; pyopenvba puts them into a project that Excel made when it was empty. The same template gives the same bytes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import WriteRefusedError
from cst_xl.functions import CATALOGUE
from cst_xl.workbook import archive, buttons, layout, resources, saving, vba_wrappers, wiring, xlwings_module
from cst_xl.workbook.commands import COMMANDS
from cst_xl.workbook.package import Package
from cst_xl.workbook.xlwings_conf import conf_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cst_xl.functions.catalogue import CellFunction

__all__ = ["add", "conf_rows", "modules"]

_MACRO_WORKBOOK_TYPE: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_RIBBON_PART: Final = "customUI/customUI14.xml"
_RIBBON_KIND: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_WORKBOOK_MODULE: Final = "ThisWorkbook"


def add(
    source: Path,
    target: Path,
    place: buttons.Place = layout.button_area,
    catalogue: Iterable[CellFunction] = CATALOGUE,
) -> None:
    """Write a macro workbook: a template with macros, buttons and ribbon added.

    Args:
        source: The finished template, an .xlsx.
        target: The .xlsm to write; replaced whole or not at all.
        place: Where each button goes, by its label.
        catalogue: The cell functions.

    Raises:
        WorkbookError: The template can't be read, lacks the sheet of the buttons, or the target can't be written.
        CstError: A name or a help text that VBA or Excel wouldn't take, or an incomplete installation.
    """
    if target.suffix.lower() != ".xlsm":
        raise WriteRefusedError(f"Non salvo «{target.name}»: con le macro il file deve chiamarsi .xlsm.")
    package = Package.open(source)
    wiring.retype(package, _workbook_part(package), _MACRO_WORKBOOK_TYPE)
    buttons.add(package, COMMANDS, place)
    _add_ribbon(package)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "cartella.xlsm"
        package.save(made)
        _add_project(made, modules(catalogue))
        content = archive.same_everywhere(made.read_bytes())
    saving.write_atomically(target, lambda out: out.write(content))


def modules(catalogue: Iterable[CellFunction] = CATALOGUE) -> dict[str, str]:
    """Name and source of every VBA module of the project, but for the empty ones of the sheets.

    Lines end as VBA wants them, in CR LF; sources don't begin with an ``Attribute``.
    """
    functions = tuple(catalogue)
    written = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(resources.folder("macros").iterdir())
        if path.suffix in {".bas", ".cls"}
    }
    generated = {
        xlwings_module.NAME: xlwings_module.source(),
        vba_wrappers.WRAPPERS: vba_wrappers.wrappers(functions),
        vba_wrappers.HELP: vba_wrappers.descriptions(functions),
    }
    return {name: _body(source) for name, source in (written | generated).items()}


def _body(source: str) -> str:
    lines = source.splitlines()
    while lines and lines[0].startswith("Attribute "):
        del lines[0]
    return "\r\n".join(lines) + "\r\n"


def _workbook_part(package: Package) -> str:
    return next(link.part for link in package.relationships("") if link.kind == "officeDocument")


def _add_ribbon(package: Package) -> None:
    package.add(_RIBBON_PART, (resources.folder("macros") / "nastro.xml").read_bytes(), "application/xml")
    wiring.relate(package, "", _RIBBON_KIND, _RIBBON_PART)


def _add_project(path: Path, sources: Mapping[str, str]) -> None:
    """Give a macro workbook without a project one; sheets and workbook get matching code names."""
    from pyopenvba import ExcelFile

    with ExcelFile(path) as book:
        project = book.add_vba_project()
        project.get_module(_WORKBOOK_MODULE).body = sources[_WORKBOOK_MODULE]
        for name, source in sources.items():
            if name != _WORKBOOK_MODULE:
                project.add_module(name, source)
        book.save(path)
