"""A line of the resources is recognised however it is named, and read with its unit or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.core.findings import Severity
from cst_xl.core.kinds import plain
from cst_xl.sections.infrastructure import SECTION
from cst_xl.sections.infrastructure.items import ITEMS, STAGING, read_items
from cst_xl.sections.infrastructure.raw import RESOURCES

HEADERS = ["Voce", "Valore", "Unità", "Nota"]


@pytest.fixture
def reading(inputs):
    """Read resource lines."""

    def read(*rows):
        return read_items(inputs(SECTION, {"infrastruttura": [HEADERS, *rows]})[RESOURCES])

    return read


def only(findings):
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Uptime", "uptime"),
        ("UPTIME infrastruttura HW", "uptime"),
        ("Disponibilità dell'infrastruttura", "uptime"),
        ("Disponibilità infrastruttura", "uptime"),
        ("Virtual machines", "vm"),
        ("VM totali", "vm"),
        ("Macchine virtuali", "vm"),
        ("VM di produzione", "vm_produzione"),
        ("di cui di produzione", "vm_produzione"),
        ("macchine virtuali in produzione", "vm_produzione"),
        ("VM non di produzione", None),
        ("VM spente", None),
        ("CPU core", "cpu_core"),
        ("Core CPU", "cpu_core"),
        ("Memoria RAM", "ram"),
        ("RAM (GB)", "ram"),
        ("Storage", "storage"),
        ("Spazio disco (TB)", "storage"),
        ("Fermo staging", "fermo_staging"),
        ("Fermo programmato (giorni)", "fermo_staging"),
        ("Fermo macchine schedulato dello staging", "fermo_staging"),
        ("Fermo rete", None),
    ],
)
def test_a_line_is_recognised_by_its_usual_names(name, key):
    assert [item.key for item in ITEMS if item.names.fullmatch(plain(name))] == ([key] if key else [])


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (["Uptime", "100%"], "100"),
        (["Uptime", "99,985", "%"], "99.985"),
        (["Uptime", 0.99985], "99.985"),
        (["Uptime", 99.985, "%"], "99.985"),
        (["Uptime", 1], "100"),
        (["VM", "1.040"], "1040"),
        (["VM", "104 VM"], "104"),
        (["VM", 104.0, "macchine virtuali"], "104"),
        (["CPU core", "96 core"], "96"),
        (["RAM", "1.744,5", "GB"], "1744.5"),
        (["RAM", "744\u00a0GB"], "744"),
        (["RAM (GB)", "744"], "744"),
        (["Storage", "8 TB", "TB"], "8"),
        (["Fermo staging", "3", "giorni"], "3"),
        (["Fermo staging", "36 ore"], "1.5"),
        (["Fermo staging", "0 giorni"], "0"),
    ],
)
def test_a_value_is_read_with_its_unit_wherever_that_stands(reading, row, value):
    found = reading(row)
    assert list(found.values.values()) == [Decimal(value)]
    assert not found.findings


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["Uptime", "101%"], "B6"),
        (["Uptime", "0,99"], "B6"),
        (["VM", "64 7"], "B6"),
        (["VM", 1.04], "B6"),
        (["VM", "-104"], "B6"),
        (["CPU core", "96,5"], "B6"),
        (["RAM", "744.5", "GB"], "B6"),
        (["RAM", "0", "GB"], "B6"),
        (["RAM", "0,75 TB"], "B6"),
        (["Storage", "8", "GB"], "C6"),
        (["Storage", "8 TB", "GB"], "B6"),
        (["Fermo staging", "-3", "giorni"], "B6"),
        (["Fermo staging", "3 giorni", "ore"], "B6"),
        (["Fermo staging", "3", "ore uomo"], "C6"),
        (["VM", "104", "GB"], "C6"),
    ],
)
def test_a_wrong_value_or_unit_is_an_error_with_its_cell_and_gives_no_number(reading, row, cell):
    found = reading(row)
    assert not found.values
    assert (only(found.findings).severity, only(found.findings).cell) == (
        Severity.ERROR,
        f"Dati Infrastruttura!{cell}",
    )


@pytest.mark.parametrize("unit", ["giorni uomo", "giorni/uomo", "gg uomo", "Giorni-persona"])
def test_days_of_work_are_no_days_of_stop(reading, unit):
    found = reading(["Fermo staging", "3", unit, "sostituzione programmata SAN"])
    assert found.values == {"fermo_staging": 3}
    assert found.note(STAGING) == "sostituzione programmata SAN"
    finding = only(found.findings)
    assert (finding.severity, finding.cell, finding.found) == (
        Severity.WARNING,
        "Dati Infrastruttura!C6",
        unit,
    )
    assert "lavoro" in finding.message


@pytest.mark.parametrize(("name", "unit"), [("RAM", "GB"), ("Storage", "TB"), ("Fermo staging", "giorni")])
def test_a_missing_unit_is_told(reading, name, unit):
    found = reading([name, "8"])
    assert list(found.values.values()) == [8]
    assert only(found.findings).expected == unit


@pytest.mark.parametrize(
    ("name", "hint"), [("Uptimes", "«Uptime»"), ("Storrage", "«Storage»"), ("Sedie", None), ("Totale", None)]
)
def test_an_unknown_line_is_a_warning_with_the_nearest_name(reading, name, hint):
    found = reading([name, "8"])
    finding = only(found.findings)
    assert (finding.severity, finding.cell, finding.found) == (
        Severity.WARNING,
        "Dati Infrastruttura!A6",
        name,
    )
    assert ("Forse" in finding.message) == bool(hint)
    assert (hint or "") in finding.message


def test_a_line_named_twice_counts_once(reading):
    found = reading(["VM", "104"], ["Macchine virtuali", "204"])
    assert found.values == {"vm": 104}
    assert (only(found.findings).severity, only(found.findings).cell) == (
        Severity.ERROR,
        "Dati Infrastruttura!A7",
    )


def test_an_english_uptime_is_read_and_reported(reading):
    found = reading(["Uptime", "99.985%"])
    assert found.values == {"uptime": Decimal("99.985")}
    assert only(found.findings).severity is Severity.WARNING


def test_an_implausible_uptime_is_a_warning(reading):
    assert "poco plausibile" in only(reading(["Uptime", "9,9%"]).findings).message


@pytest.mark.parametrize("value", [None, "", "n.d."])
def test_an_empty_value_is_no_value(reading, value):
    found = reading(["Uptime", value])
    assert not found.values
    assert not found.findings
