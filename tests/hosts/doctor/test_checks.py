"""What one check says, for people and for programs."""

from __future__ import annotations

from cst_xl.hosts.doctor.checks import NOT_HERE, Outcome, Subject

SUBJECT = Subject("dll", "DLL di xlwings")


def test_a_problem_has_one_cause_and_one_remedy():
    check = SUBJECT.problem("manca", "l'antivirus", "reinstallare")
    assert check.told() == "✖ DLL di xlwings: manca\n   Causa: l'antivirus\n   Rimedio: reinstallare"


def test_what_is_well_is_one_line():
    assert SUBJECT.fine("presente").told() == "✔ DLL di xlwings: presente"


def test_what_doesn_t_apply_says_why():
    assert SUBJECT.skipped().told() == f"– DLL di xlwings: {NOT_HERE}"


def test_a_program_gets_every_field_as_text():
    assert SUBJECT.warning("a", "b", "c").as_json() == {
        "key": "dll", "title": "DLL di xlwings", "outcome": "warning", "found": "a", "cause": "b", "remedy": "c",
    }  # fmt: skip


def test_outcomes_are_told_apart_without_colour():
    assert len({outcome.mark for outcome in Outcome}) == len(Outcome)
