"""The .oxt file, unpacked and looked at part by part."""

from __future__ import annotations

import ast
import json
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from cst_xl.functions import CATALOGUE
from cst_xl.hosts.libreoffice import basic, component, extension
from cst_xl.hosts.libreoffice.component import names, settings
from cst_xl.hosts.libreoffice.component.settings import Settings
from cst_xl.workbook.commands import COMMANDS
from tests.hosts.libreoffice.test_typelib import Reader

WHERE = Settings("/opt/cst è qui/bin/python", "/opt/cst")
COMPONENT = sorted(Path(component.__file__).parent.glob("*.py"))


@pytest.fixture(scope="module")
def parts():
    with zipfile.ZipFile(BytesIO(extension.build(WHERE, "1.2.3"))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_input_gives_the_same_bytes():
    assert extension.build(WHERE, "1.2.3") == extension.build(WHERE, "1.2.3")
    assert extension.build(WHERE, "1.2.3") != extension.build(WHERE, "1.2.4")


def test_what_the_manifest_lists_is_there_and_types_come_before_the_component(parts):
    manifest = "{http://openoffice.org/2001/manifest}"
    entries = [
        one.get(f"{manifest}full-path")
        for one in etree.fromstring(parts["META-INF/manifest.xml"]).iter(f"{manifest}file-entry")
    ]
    assert all(name in parts or any(part.startswith(name) for part in parts) for name in entries)
    assert entries.index("tipi.rdb") < entries.index(extension.ENTRY)
    configurations = {name for name in parts if name.endswith(".xcu")}
    assert configurations <= set(entries)


def test_every_part_in_xml_is_well_formed(parts):
    checked = [
        etree.fromstring(part)
        for name, part in parts.items()
        if name.endswith((".xml", ".xcu", ".xba", ".xlb"))
    ]
    assert len(checked) >= 8


def test_it_says_who_it_is_and_which_office_it_needs(parts):
    description = etree.fromstring(parts["description.xml"])
    values = {etree.QName(one).localname: one.get("value") for one in description.iter() if one.get("value")}
    assert values == {"identifier": names.EXTENSION, "version": "1.2.3", "LibreOffice-minimal-version": "7.0"}


def test_the_types_are_the_functions_as_calc_must_call_them(parts):
    interfaces = Reader(parts["tipi.rdb"]).all()
    assert set(interfaces) == {names.FUNCTIONS_INTERFACE, names.BRIDGE_INTERFACE}
    methods = interfaces[names.FUNCTIONS_INTERFACE]
    assert [one.name for one in methods] == [function.name for function in CATALOGUE]
    for method, function in zip(methods, CATALOGUE, strict=True):
        many = function.array or function.many is not None
        assert method.gives == ("[][]any" if many else "any")
        assert [name for name, _ in method.parameters] == [one.name for one in function.arguments]
        for (_, kind), argument in zip(method.parameters, function.arguments, strict=True):
            cells = argument.table and not argument.optional
            assert (kind == "com.sun.star.table.XCellRange") is cells


def test_the_component_finds_its_package_its_list_and_its_settings(parts, tmp_path):
    assert extension.ENTRY in parts
    packaged = {name for name in parts if name.startswith(f"pythonpath/{component.PACKAGE}/")}
    expected = {path.name for path in COMPONENT} - {"entry.py"}
    assert {Path(name).name for name in packaged} == expected
    path = tmp_path / names.SETTINGS_FILE
    path.write_bytes(parts[names.SETTINGS_FILE])
    assert settings.load(path) == WHERE
    listed = json.loads(parts[names.DIRECTORY_FILE])
    assert listed["funzioni"] == {one.name: one.array or one.many is not None for one in CATALOGUE}
    assert set(listed["comandi"]) == {command.action for command in COMMANDS}


def test_the_basic_library_has_the_bridge_and_the_wrappers_are_a_file_beside_it(parts):
    source = etree.fromstring(parts[f"{names.LIBRARY}/{basic.BRIDGE_MODULE}.xba"])
    assert source.text == basic.BRIDGE
    assert parts[names.WRAPPERS_FILE].decode() == basic.wrappers(CATALOGUE)


@pytest.mark.parametrize("path", COMPONENT, ids=lambda path: path.stem)
def test_the_component_runs_in_the_offices_own_python(path):
    """3.8 and newer, with nothing but the standard library, UNO and the component itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and node.level == 0
            else []
        )
    }
    allowed = (
        {"uno", "unohelper", "com", "it", component.PACKAGE} if path.stem in {"entry", "office"} else set()
    )
    assert imported <= set(sys.stdlib_module_names) | allowed


def test_names_of_the_standard_library_that_are_newer_than_the_offices_python_are_not_used():
    newer = {"zoneinfo", "tomllib", "graphlib", "removeprefix", "removesuffix", "pairwise", "StrEnum"}
    for path in COMPONENT:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        used |= {alias.name for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}  # fmt: skip
        assert newer.isdisjoint(used), path.name
