"""The whole examination: a healthy computer has nothing, a sick one has one line for each trouble."""

from __future__ import annotations

from dataclasses import replace

from cst_xl.hosts import doctor
from cst_xl.hosts.doctor import Outcome


def troubles(checks):
    return {check.key for check in checks if check.outcome in {Outcome.PROBLEM, Outcome.WARNING}}


def trusting(pc, workbook):
    key = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations\Location1"
    pc.set(key, "Path", str(workbook.parent))
    return pc


def test_a_healthy_computer_has_no_trouble(pc, macro_workbook):
    checks = doctor.examine(trusting(pc, macro_workbook), macro_workbook)
    assert troubles(checks) == set()
    assert doctor.told(checks) == "Tutto a posto: 14 controlli, nessun problema."


def test_every_trouble_is_found_and_the_gravest_come_first(pc, macro_workbook):
    pc.zones[macro_workbook] = 3
    pc.packages["xlwings"] = "0.36.0"
    checks = doctor.examine(pc, macro_workbook)
    assert troubles(checks) == {"internet", "pacchetti", "xlwings", "dll", "attendibile"}
    told = doctor.told(checks)
    assert told.startswith("4 problemi e 1 avviso su ")
    assert told.index("▲") > told.rindex("✖")


def test_every_trouble_has_a_cause_and_a_remedy(pc, macro_workbook):
    pc.packages.clear()
    pc.programs.clear()
    pc.registry.clear()
    for check in doctor.examine(pc, macro_workbook):
        assert (
            bool(check.cause) == bool(check.remedy) == (check.outcome in {Outcome.PROBLEM, Outcome.WARNING})
        )


def test_keys_are_told_apart(pc):
    keys = [check.key for check in doctor.examine(pc)]
    assert len(set(keys)) == len(keys)


def test_outside_windows_what_is_windows_own_is_left_out(pc, macro_workbook):
    checks = doctor.examine(replace(pc, windows=False), macro_workbook)
    skipped = {check.key for check in checks if check.outcome is Outcome.SKIPPED}
    assert {
        "pywin32",
        "interprete",
        "dll",
        "excel",
        "macro",
        "defender",
        "internet",
        "attendibile",
    } <= skipped


def test_on_this_computer_it_comes_to_an_end():
    assert len(doctor.examine(doctor.ThisMachine())) == 15
