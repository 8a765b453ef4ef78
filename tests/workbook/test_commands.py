"""The commands: sheet, ribbon, macros and hosts name the same ones."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from cst_xl.workbook import layout, resources
from cst_xl.workbook.commands import COMMANDS

MACROS = resources.folder("macros")
RIBBON = ET.parse(MACROS / "nastro.xml").getroot()


def test_the_commands_are_the_buttons_of_the_sheet_in_their_order():
    assert tuple(command.label for command in COMMANDS) == layout.BUTTONS


@pytest.mark.parametrize("what", ["label", "action", "macro", "icon", "tip"])
def test_nothing_is_used_twice(what):
    values = [getattr(command, what) for command in COMMANDS]
    assert len(set(values)) == len(values)


def test_every_command_is_a_sub_that_runs_its_action_and_there_is_no_other():
    source = (MACROS / "CST_Pulsanti.bas").read_text(encoding="utf-8")
    subs = re.findall(r'^Public Sub (\w+)\(\)\n    RunAction "(\w+)"\nEnd Sub$', source, re.MULTILINE)
    assert subs == [(command.macro, command.action) for command in COMMANDS]
    assert len(re.findall(r"^Public Sub \w+\(\)", source, re.MULTILINE)) == len(COMMANDS)


def test_the_ribbon_has_the_same_commands_in_the_same_order_with_icons_and_tips():
    shown = [button.attrib for button in RIBBON.iterfind(".//{*}button")]
    assert [
        [one["label"], one["screentip"], one["tag"], one["imageMso"], one["supertip"], one["onAction"]]
        for one in shown
    ] == [
        [command.label, command.label, command.action, command.icon, command.tip, "CST_Nastro"]
        for command in COMMANDS
    ]


def test_the_ribbon_is_one_tab_of_excel_2010_and_later_with_an_id_for_everything():
    assert RIBBON.tag == "{http://schemas.microsoft.com/office/2009/07/customui}customUI"
    assert [tab.get("label") for tab in RIBBON.iterfind(".//{*}tab")] == ["CST"]
    controls = [one for kind in ("tab", "group", "button") for one in RIBBON.iterfind(f".//{{*}}{kind}")]
    ids = [one.get("id") for one in controls]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def test_the_callback_of_the_ribbon_is_there():
    assert "Public Sub CST_Nastro(control As Object)" in (MACROS / "CST_Pulsanti.bas").read_text(
        encoding="utf-8"
    )
