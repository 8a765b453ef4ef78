"""The spreadsheet programs of computers with one thing wrong each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cst_xl.hosts.doctor import office_checks as checks
from cst_xl.hosts.doctor.checks import Outcome
from tests.hosts.doctor.pcs import CLICK_TO_RUN, EXCEL

USER = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
ASR = r"HKLM\Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
MANAGED = r"HKLM\Software\Policies\Microsoft\Windows Defender\Policy Manager"
CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"


def test_excel_is_found_with_its_version_and_width(pc):
    check = checks.excel(pc)
    assert check.outcome is Outcome.FINE
    assert "16.0.18025, 64 bit" in check.found


def test_a_32_bit_excel_is_seen(pc):
    pc.set(CLICK_TO_RUN, "Platform", "x86")
    assert checks.excel_bits(pc) == 32
    assert "32 bit" in checks.excel(pc).found


def test_without_excel_the_other_ways_are_named(pc):
    pc.registry.clear()
    check = checks.excel(pc)
    assert check.outcome is Outcome.WARNING
    assert "LibreOffice" in check.remedy
    assert checks.excel_bits(pc) == 64


def test_the_excel_of_the_store_is_a_problem(pc):
    pc.set(EXCEL, "", r'"C:\Program Files\WindowsApps\Microsoft.Office.Desktop.Excel\EXCEL.EXE"')
    check = checks.excel(pc)
    assert check.outcome is Outcome.PROBLEM
    assert "Microsoft Store" in check.cause


@pytest.mark.parametrize(
    ("key", "level", "outcome", "told"),
    [
        (None, None, Outcome.FINE, "Abilita contenuto"),
        (USER, 1, Outcome.FINE, "Abilita contenuto"),
        (USER, 2, Outcome.FINE, "Abilita contenuto"),
        (USER, 4, Outcome.PROBLEM, "disattivate senza avviso, nelle impostazioni di Excel"),
        (POLICY, 4, Outcome.PROBLEM, "disattivate senza avviso, per decisione dell'amministratore"),
        (POLICY, 3, Outcome.PROBLEM, "ammesse solo se firmate, per decisione dell'amministratore"),
    ],
)
def test_the_macro_policy_is_told_and_whose_it_is(pc, key, level, outcome, told):
    if key:
        pc.set(key, "VBAWarnings", level)
    check = checks.macro_policy(pc, trusted=False)
    assert check.outcome is outcome
    assert told in check.found


def test_the_administrator_s_policy_wins_over_the_user_s(pc):
    pc.set(USER, "VBAWarnings", 1)
    pc.set(POLICY, "VBAWarnings", 4)
    assert checks.macro_policy(pc, trusted=False).outcome is Outcome.PROBLEM


def test_a_trusted_location_is_above_every_policy(pc):
    pc.set(POLICY, "VBAWarnings", 4)
    assert checks.macro_policy(pc, trusted=True).outcome is Outcome.FINE


def test_defender_without_rules_is_fine(pc):
    assert checks.defender(pc).outcome is Outcome.FINE


@pytest.mark.parametrize("value", [1, "1"])
def test_a_rule_that_blocks_is_a_problem(pc, value):
    pc.set(ASR, CHILD_PROCESSES, value)
    check = checks.defender(pc)
    assert check.outcome is Outcome.PROBLEM
    assert "avviare altri programmi" in check.cause


@pytest.mark.parametrize("value", [0, 2, 6, "2"])
def test_a_rule_that_only_watches_is_none(pc, value):
    pc.set(ASR, CHILD_PROCESSES, value)
    assert checks.defender(pc).outcome is Outcome.FINE


def test_rules_that_come_from_a_management_service_are_read_as_well(pc):
    pc.set(MANAGED, "ASRRules", f"9e6c4e1f=2|{CHILD_PROCESSES.upper()}=1|x=1")
    assert checks.defender(pc).outcome is Outcome.PROBLEM


def test_libreoffice_in_the_path_is_found(pc):
    pc.programs["soffice"] = Path("/usr/bin/soffice")
    assert checks.libreoffice(pc).found == "/usr/bin/soffice"


def test_libreoffice_may_be_missing(pc):
    assert checks.libreoffice(pc).outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    "check", [checks.excel, checks.defender, lambda pc: checks.macro_policy(pc, trusted=False)]
)
def test_outside_windows_they_don_t_apply(pc, check):
    assert check(replace(pc, windows=False)).outcome is Outcome.SKIPPED
