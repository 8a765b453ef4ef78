"""What the extension adds to LibreOffice's configuration, read as LibreOffice reads it: as XML with languages."""

from __future__ import annotations

import pytest
from lxml import etree

from cst_xl.functions import CATALOGUE
from cst_xl.functions.catalogue import Argument, CellFunction
from cst_xl.hosts.libreoffice import configuration
from cst_xl.hosts.libreoffice.component import names
from cst_xl.workbook.commands import COMMANDS, Command

OOR = "{http://openoffice.org/2001/registry}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AWKWARD = 'È <meglio> & "più"'


class Node:
    """A node of the configuration: its inner nodes and its properties, by name."""

    def __init__(self, element):
        self.inner = {one.get(f"{OOR}name"): Node(one) for one in element.findall("node")}
        self.properties = {
            one.get(f"{OOR}name"): {value.get(LANG): value.text or "" for value in one.findall("value")}
            for one in element.findall("prop")
        }

    def __getitem__(self, path):
        node = self
        for name in path.split("/"):
            node = node.inner[name]
        return node

    def text(self, name):
        """A property that is the same in every language."""
        (value,) = set(self.properties[name].values())
        return value


def read(document):
    element = etree.fromstring(document.encode("utf-8"))
    return f"{element.get(f'{OOR}package')}.{element.get(f'{OOR}name')}", Node(element)


def test_the_wizard_gets_every_function_with_its_help_and_arguments_in_order():
    path, root = read(configuration.functions(CATALOGUE))
    assert path == "org.openoffice.Office.CalcAddIns"
    listed = root[f"AddInInfo/{names.FUNCTIONS}/AddInFunctions"].inner
    assert list(listed) == [function.name for function in CATALOGUE]
    for function in CATALOGUE:
        node = listed[function.name]
        assert node.text("Description") == function.help
        assert node.text("DisplayName") == function.name.upper()
        parameters = node["Parameters"].inner
        assert [(name, one.text("Description")) for name, one in parameters.items()] == [
            (argument.name, argument.help) for argument in function.arguments
        ]


def test_texts_are_there_for_italian_and_for_the_language_that_others_fall_back_to():
    _, root = read(configuration.functions(CATALOGUE))
    function = root[f"AddInInfo/{names.FUNCTIONS}/AddInFunctions/cst_diff"]
    assert set(function.properties["Description"]) == {"it", "en-US"}


def test_texts_with_signs_of_xml_arrive_as_they_are():
    function = CellFunction("cst_x", AWKWARD, (Argument("uno", AWKWARD),), call=print)
    _, root = read(configuration.functions([function]))
    node = root[f"AddInInfo/{names.FUNCTIONS}/AddInFunctions/cst_x"]
    assert node.text("Description") == AWKWARD
    assert node["Parameters/uno"].text("Description") == AWKWARD
    command = Command(AWKWARD, "prova", "Prova", "", "")
    _, root = read(configuration.menu([command]))
    assert root[f"AddonUI/OfficeMenuBar/{names.EXTENSION}/Submenu/m0"].text("Title") == AWKWARD


@pytest.mark.parametrize("place", ["OfficeMenuBar/{}/Submenu", "OfficeToolBar/{}"], ids=["menu", "toolbar"])
def test_menu_and_toolbar_have_the_commands_of_every_host_in_their_order(place):
    path, root = read(configuration.menu(COMMANDS))
    assert path == "org.openoffice.Office.Addons"
    entries = root[f"AddonUI/{place.format(names.EXTENSION)}"].inner
    assert [(one.text("Title"), one.text("URL")) for one in entries.values()] == [
        (command.label, f"service:{names.COMMANDS}?{command.action}") for command in COMMANDS
    ]
    assert list(entries) == sorted(entries)  # LibreOffice shows them by their names


def test_menu_and_toolbar_are_calcs_alone():
    _, root = read(configuration.menu(COMMANDS))
    menu = root[f"AddonUI/OfficeMenuBar/{names.EXTENSION}"]
    buttons = root[f"AddonUI/OfficeToolBar/{names.EXTENSION}"].inner.values()
    assert {one.text("Context") for one in (menu, *buttons)} == {"com.sun.star.sheet.SpreadsheetDocument"}


def test_the_toolbar_has_a_name_and_a_place_of_its_own():
    path, root = read(configuration.toolbar())
    assert path == "org.openoffice.Office.UI.CalcWindowState"
    ((bar, state),) = root["UIElements/States"].inner.items()
    assert bar == f"private:resource/toolbar/addon_{names.EXTENSION}"
    assert state.text("UIName") == "CST"
    assert state.text("Docked") == "true"


def test_every_event_names_a_job_that_has_a_service():
    path, root = read(configuration.jobs())
    assert path == "org.openoffice.Office.Jobs"
    services = {alias: node.text("Service") for alias, node in root["Jobs"].inner.items()}
    events = {event: set(node["JobList"].inner) for event, node in root["Events"].inner.items()}
    assert set().union(*events.values()) == set(services)
    assert {services[job] for job in events["OnStartApp"]} == {names.STARTUP}
    assert {services[job] for job in events["OnLoad"]} == {names.OPENING}
    assert {services[job] for event in ("OnSave", "OnSaveAs", "OnCopyTo") for job in events[event]} == {
        names.SAVING
    }


@pytest.mark.office
def test_calc_shows_the_functions_in_its_wizard_in_italian(office):
    known = {name: (category, text) for name, category, text, _ in office.ask("functions")}
    assert {name: text for name, (_, text) in known.items()} == {
        function.name.upper(): function.help for function in CATALOGUE
    }
    assert len({category for category, _ in known.values()}) == 1
