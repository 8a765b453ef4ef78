"""The sheet Mappature: patterns, their order, and what can't be read."""

from __future__ import annotations

import pytest

from cst_xl.core.mappings import MAPPINGS, Mappings, Named, Rule, read_mappings
from cst_xl.core.tables import read


def sheet(*rows):
    return read(MAPPINGS, [[] for _ in range(4)] + [["Tipo", "Modello", "Destinazione"], *map(list, rows)])


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("CSDB*", "csdb1", True),
        ("CSDB?", "CSDB12", False),
        ("CSDB", "XCSDB", False),
        ("a.b", "axb", False),
        ("/^csdb[12]$/", "CSDB2", True),
        ("/db/", "CSDB2", True),
        ("*[!", "x", False),
    ],
)
def test_a_pattern_is_a_text_with_stars_or_an_expression_between_slashes(pattern, name, fits):
    assert Rule(Named.HOST, pattern, "SLA.1").fits(name) is fits


def test_one_name_may_have_several_meanings_each_once():
    mappings = read_mappings(sheet(("host", "A*", "SLA.1"), ("host", "AB", "SLA.2"), ("host", "*B", "SLA.1")))
    assert mappings.destinations(Named.HOST, "AB") == ("SLA.1", "SLA.2")
    assert mappings.destination(Named.HOST, "AB") == "SLA.1"


def test_a_rule_speaks_of_its_own_kind_only():
    mappings = Mappings((Rule(Named.HOST, "*", "SLA.1"),))
    assert mappings.destination(Named.QUEUE, "x") is None


def test_an_invalid_expression_is_told_with_its_cell():
    table = sheet(("host", "/(/", "SLA.1"), ("Host ", "A", "SLA.2"))
    assert [finding.cell for finding in table.findings] == ["Mappature!B6"]
    assert read_mappings(table).rules == (Rule(Named.HOST, "A", "SLA.2"),)


def test_an_unknown_kind_is_told_with_what_is_known():
    (finding,) = sheet(("server", "A", "SLA.1")).findings
    assert "«host»" in finding.expected


def test_a_very_long_name_is_compared_by_its_beginning():
    assert Rule(Named.SERVICE, "a*", "x").fits("a" * 10**6)


def test_every_kind_of_name_is_offered():
    assert all(named in MAPPINGS.column("tipo").help for named in Named)
