"""The extension for LibreOffice, put together from the catalogue: one .oxt file, the same bytes for the same input.

Its parts: a type library and a configuration file that make the functions an add-in; the Basic functions by which cells
find them in versions that don't know an add-in's names; a menu and a toolbar; the component; a settings file that says
where our Python is.
"""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from cst_xl.functions import CATALOGUE
from cst_xl.hosts.libreoffice import basic, component, configuration, typelib
from cst_xl.hosts.libreoffice.component import names, settings
from cst_xl.workbook.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cst_xl.functions.catalogue import CellFunction
    from cst_xl.workbook.commands import Command

ENTRY: Final = "cst_component.py"
"""The file that LibreOffice loads; the rest of the component is a package that this one imports."""

_ENTRY_SOURCE: Final = "entry.py"
_OLDEST_OFFICE: Final = "7.0"
_EPOCH: Final = (2016, 1, 1, 0, 0, 0)
_TYPES: Final = {
    "tipi.rdb": "application/vnd.sun.star.uno-typelibrary;type=RDB",
    ENTRY: "application/vnd.sun.star.uno-component;type=Python",
    "CalcAddIns.xcu": "application/vnd.sun.star.configuration-data",
    "Addons.xcu": "application/vnd.sun.star.configuration-data",
    "CalcWindowState.xcu": "application/vnd.sun.star.configuration-data",
    "Jobs.xcu": "application/vnd.sun.star.configuration-data",
    f"{names.LIBRARY}/": "application/vnd.sun.star.basic-library",
}
"""What the manifest lists, in this order: the component can't be loaded before its types are known."""


def build(
    where: settings.Settings,
    version: str,
    catalogue: Iterable[CellFunction] = CATALOGUE,
    commands: Iterable[Command] = COMMANDS,
) -> bytes:
    """Make the .oxt file.

    Args:
        where: How the worker is started on the computers that the extension is for.
        version: Of the extension.
        catalogue: The cell functions.
        commands: The commands of the menu.
    """
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts(where, version, tuple(catalogue), tuple(commands)).items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, part)
    return content.getvalue()


def parts(
    where: settings.Settings, version: str, catalogue: tuple[CellFunction, ...], commands: tuple[Command, ...]
) -> dict[str, bytes]:
    """The files of the extension, by their names in it."""
    texts = {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(version),
        "CalcAddIns.xcu": configuration.functions(catalogue),
        "Addons.xcu": configuration.menu(commands),
        "CalcWindowState.xcu": configuration.toolbar(),
        "Jobs.xcu": configuration.jobs(),
        names.SETTINGS_FILE: settings.text(where),
        names.DIRECTORY_FILE: directory(catalogue, commands),
        names.WRAPPERS_FILE: basic.wrappers(catalogue),
        **_basic_library({basic.BRIDGE_MODULE: basic.BRIDGE}),
        **_component(),
    }
    return {name: text.encode("utf-8") for name, text in texts.items()} | {"tipi.rdb": types(catalogue)}


def types(catalogue: Iterable[CellFunction]) -> bytes:
    """The type library: an interface with a method for each cell function, and one of the bridge for Basic."""
    bridge = typelib.Method(
        "chiama", (("nome", "string"), ("argomenti", "[]any"), ("documento", "any")), "any"
    )
    methods = [_method(function) for function in catalogue]
    return typelib.library({names.FUNCTIONS_INTERFACE: methods, names.BRIDGE_INTERFACE: [bridge]})


def _method(function: CellFunction) -> typelib.Method:
    """A range comes as the cells themselves, which keeps errors and says what is empty; the rest as plain values."""
    parameters = tuple(
        (one.name, "com.sun.star.table.XCellRange" if one.table and not one.optional else "any")
        for one in function.arguments
    )
    return typelib.Method(function.name, parameters, "[][]any" if _gives_rows(function) else "any")


def _gives_rows(function: CellFunction) -> bool:
    """Whether a result may have many cells: Calc shows no more than one of a result that isn't declared so."""
    return function.array or function.many is not None


def directory(catalogue: Iterable[CellFunction], commands: Iterable[Command]) -> str:
    """The list for the component: functions and whether they give tables, commands and their labels."""
    listed = {
        "funzioni": {function.name: _gives_rows(function) for function in catalogue},
        "comandi": {command.action: command.label.rstrip("…") for command in commands},
    }
    return json.dumps(listed, ensure_ascii=False, indent=1)


def _component() -> dict[str, str]:
    """The sources of the component: the entry at the top, the package where LibreOffice's Python looks for it."""
    folder = Path(component.__file__).parent
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))}
    entry = sources.pop(_ENTRY_SOURCE)
    return {ENTRY: entry} | {f"pythonpath/{component.PACKAGE}/{name}": text for name, text in sources.items()}


def _basic_library(modules: Mapping[str, str]) -> dict[str, str]:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">\n'
    opened = (
        head.format("library:library", "library")
        + '<library:library xmlns:library="http://openoffice.org/2000/library" '
        f'library:name="{names.LIBRARY}" library:readonly="true" library:passwordprotected="false">'
    )
    listed = "".join(f'<library:element library:name="{name}"/>' for name in modules)
    sources = {
        f"{names.LIBRARY}/{name}.xba": head.format("script:module", "module")
        + '<script:module xmlns:script="http://openoffice.org/2000/script" '
        f'script:name="{name}" script:language="StarBasic">{escape(source)}</script:module>\n'
        for name, source in modules.items()
    }
    indexes = {
        f"{names.LIBRARY}/script.xlb": f"{opened}{listed}</library:library>\n",
        f"{names.LIBRARY}/dialog.xlb": f"{opened}</library:library>\n",
    }
    return indexes | sources


def _manifest() -> str:
    entries = "".join(
        f"<manifest:file-entry manifest:media-type={quoteattr(kind)} manifest:full-path={quoteattr(name)}/>\n"
        for name, kind in _TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n{entries}</manifest:manifest>\n'
    )


def _description(version: str) -> str:
    shown = "".join(f'<name lang="{language}">CST – Focus trimestrale</name>' for language in ("it", "en"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<description xmlns="http://openoffice.org/extensions/description/2006" '
        'xmlns:d="http://openoffice.org/extensions/description/2006" '
        'xmlns:l="http://libreoffice.org/extensions/description/2011">\n'
        f'<identifier value="{names.EXTENSION}"/>\n<version value={quoteattr(version)}/>\n'
        f"<display-name>{shown}</display-name>\n"
        f'<dependencies><l:LibreOffice-minimal-version value="{_OLDEST_OFFICE}" d:name="LibreOffice {_OLDEST_OFFICE}"/>'
        "</dependencies>\n</description>\n"
    )
