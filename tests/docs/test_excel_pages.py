"""The pages for whoever installs and tries the workbook in Excel, held against the code that they speak of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cst_xl.functions import BY_NAME, invoke
from cst_xl.hosts.doctor import examine
from cst_xl.hosts.doctor.office_checks import _ASR_RULES
from cst_xl.workbook.commands import COMMANDS
from tests.hosts.doctor.pcs import healthy

DOCS = Path(__file__).parents[2] / "docs"
INSTALL = (DOCS / "installazione-windows.md").read_text(encoding="utf-8")
MANUAL = (DOCS / "prova-manuale-excel.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.action)
def test_every_button_is_tried_by_hand(command):
    assert f"*{command.label}*" in MANUAL


def test_the_page_says_plainly_that_nobody_has_run_it_here():
    assert "**Questa prova non è stata eseguita in questo progetto**" in MANUAL


def test_the_rules_that_stop_excel_are_those_that_the_doctor_looks_for():
    assert set(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", INSTALL)) == set(_ASR_RULES)


def test_the_page_lists_as_many_checks_as_there_are(tmp_path):
    told = re.search(r"guarda, nell'ordine: (.*?)\. Il pulsante", INSTALL, re.DOTALL)[1]
    assert len(told.split(",")) == len(examine(healthy(tmp_path)))


@pytest.mark.parametrize(
    ("formula", "result"), re.findall(r"\| `=(cst_\w+\(\"[^`]*\"\))`[^|]*\| (\S[^|]*?) \|", MANUAL)
)
def test_formulas_with_written_arguments_give_what_the_page_says(formula, result):
    name, _, rest = formula.partition("(")
    value = invoke(BY_NAME[name], re.findall(r'"([^"]*)"', rest))
    shown = {"0.00485": "0,485%"}.get(str(value), str(value))
    assert result == shown or shown.startswith(re.findall(r"`([^`…]*)", result)[0])


def test_there_are_such_formulas():
    assert len(re.findall(r"\| `=cst_\w+\(\"", MANUAL)) >= 4
