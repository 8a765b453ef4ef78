"""Names that stand outside our own code as well: in saved workbooks, in the macros of the workbook, in Python."""

from __future__ import annotations

from pathlib import Path

from cst_xl.functions import catalogue
from cst_xl.hosts.libreoffice import basic, component
from cst_xl.hosts.libreoffice.component import names

ROOT = Path(__file__).parents[4]


def test_messages_in_cells_are_the_ones_of_every_host():
    """The component can't import the catalogue, so the two could drift apart."""
    assert names.ERROR_MARK == catalogue.ERROR_MARK
    assert names.LONGEST_MESSAGE == catalogue.LONGEST_MESSAGE


def test_interfaces_and_services_are_in_the_module_that_the_component_imports_from():
    inside = (names.FUNCTIONS, names.FUNCTIONS_INTERFACE, names.BRIDGE, names.BRIDGE_INTERFACE)
    assert all(name.startswith(f"{names.MODULE}.") for name in inside)
    source = (Path(component.__file__).parent / "entry.py").read_text(encoding="utf-8")
    interfaces = sorted(name.rpartition(".")[2] for name in inside if ".X" in name)
    assert f"from {names.MODULE} import {', '.join(interfaces)}" in source


def test_the_macros_of_the_workbook_call_the_bridge_by_its_name():
    macros = "\n".join(path.read_text(encoding="cp1252") for path in (ROOT / "macros").glob("*.bas"))
    assert f"script:{names.LIBRARY}.{basic.BRIDGE_MODULE}.Chiama?" in macros


def test_no_two_services_share_a_name():
    services = [names.FUNCTIONS, names.BRIDGE, names.COMMANDS, names.STARTUP, names.SAVING, names.OPENING]
    assert len(set(services)) == len(services)
