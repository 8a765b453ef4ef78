"""What must hold of any raw table: nothing required missing, nothing twice, totals that add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cst_xl.core.findings import Severity
from cst_xl.core.kinds import COUNT, NUMBER, PERIOD, TEXT
from cst_xl.core.periods import Period
from cst_xl.core.table_checks import label
from cst_xl.core.tables import Column, RawTable, read

TABLE = RawTable(
    key="t",
    sheet="Dati",
    title="T",
    columns=(
        Column("mese", "Mese", PERIOD, required=True),
        Column("canale", "Canale", TEXT),
        Column("casi", "Casi", COUNT, required=True),
        Column("resa", "Resa", NUMBER),
    ),
    unique=("mese", "canale"),
)
HEADER = ["Mese", "Canale", "Casi", "Resa"]
APRIL, MAY = ["aprile", "mail", "1.000", "0,5"], ["maggio", "mail", "12", "0,7"]


def findings(*rows, header=HEADER, table=TABLE):
    return list(read(table, [header, *rows], year=2016).findings)


def told(*rows, **how):
    """Severity and cell of each finding."""
    return [(finding.severity, finding.cell) for finding in findings(*rows, **how)]


def test_a_required_value_that_is_missing_is_an_error():
    assert told(["aprile", "mail", ""], MAY) == [(Severity.ERROR, "Dati!C2")]


def test_an_unreadable_value_is_not_reported_as_missing_as_well():
    assert told(["aprile", "mail", "dodici"]) == [(Severity.ERROR, "Dati!C2")]


def test_many_missing_values_are_counted():
    found = findings(*(["aprile", f"canale {at}", ""] for at in range(30)))
    assert len(found) == 21
    assert "«Casi» manca in altre 10 righe" in found[-1].message


def test_a_row_twice_is_an_error_that_names_both_rows():
    (finding,) = findings(APRIL, MAY, APRIL)
    assert finding.cell == "Dati!A4"
    assert (
        finding.message == "Nel foglio Dati «aprile 2016, mail» è ripetuto alla riga 4: c'è già alla riga 2."
    )


def test_a_row_without_its_identity_is_not_called_a_repetition():
    assert told(["aprile", "", "1"], ["aprile", "", "2"]) == []


def test_a_table_pasted_twice_is_told_in_a_few_findings():
    rows = [["aprile", f"canale {at}", "1"] for at in range(100)]
    found = findings(*rows, *rows)
    assert len(found) == 21
    assert "altre 80 righe ripetono" in found[-1].message


def test_one_column_may_identify_a_row():
    table = RawTable("t", "Dati", "T", TABLE.columns, unique=("mese",))
    assert told(APRIL, ["aprile", "telefono", "2"], table=table) == [(Severity.ERROR, "Dati!A3")]


def test_a_total_that_agrees_raises_nothing():
    assert told(APRIL, MAY, ["Totale", "", "1.012"]) == []


def test_a_number_that_lost_its_zeros_shows_in_the_total():
    (finding,) = findings(["aprile", "mail", 1], MAY, ["Totale", "", "1.012"])
    assert (finding.severity, finding.cell, finding.found, finding.expected) == (
        Severity.ERROR,
        "Dati!C4",
        "1.012",
        "13",
    )
    assert "ha perso i suoi zeri" in finding.message


def test_a_total_over_an_unreadable_cell_is_not_judged():
    assert told(["aprile", "mail", "mille"], MAY, ["Totale", "", "1.012"]) == [(Severity.ERROR, "Dati!C2")]


def test_an_unreadable_total_is_named():
    assert told(APRIL, ["Totale", "", "mille"]) == [(Severity.ERROR, "Dati!C3")]


def test_totals_of_rates_are_not_judged():
    assert told(APRIL, MAY, ["Totale", "", "1.012", "0,6"]) == []


def test_each_of_two_tables_may_bring_its_own_total():
    rows = [APRIL, ["Totale", "", "1.000"], HEADER, MAY, ["Totale", "", "12"]]
    assert told(*rows) == []


@pytest.mark.parametrize(
    "rows",
    [
        (APRIL, ["Totale", "", "1.000"], MAY, ["Totale", "", "1.012"]),
        (APRIL, ["Totale", "", "1.000"], MAY, ["Totale", "", "12"]),
        (["Totale", "", "1.012"], APRIL, MAY),
        (APRIL, ["Totale", "", "1.000"], MAY),
    ],
    ids=["running", "since the last", "first", "in the middle"],
)
def test_a_total_is_that_of_the_rows_above_it_or_of_all_below_it(rows):
    assert told(*rows) == []


def test_a_total_in_the_middle_is_compared_with_what_stands_above_it():
    (finding,) = findings(APRIL, ["Totale", "", "999"], MAY)
    assert (finding.cell, finding.found, finding.expected) == ("Dati!C3", "999", "1.000")


def test_one_total_at_the_end_may_cover_all_pages():
    assert told(APRIL, HEADER, MAY, ["Totale", "", "1.012"]) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1715, "1.715"),
        (Decimal("0.485"), "0,485"),
        (Period.month(2016, 4), "aprile 2016"),
        (date(2016, 6, 30), "30/06/2016"),
        ("mail", "mail"),
        (True, "VERO"),
    ],
)
def test_typed_values_are_named_as_people_write_them(value, text):
    assert label(value) == text
