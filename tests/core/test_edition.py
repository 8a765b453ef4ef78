"""An edition: read, compute, compare, in that order, from nothing but the cells of a workbook."""

from __future__ import annotations

import pytest

from cst_xl.core import kinds
from cst_xl.core.book import MemoryBook
from cst_xl.core.edition import compute, quarter, raw_tables, read_tables
from cst_xl.core.findings import Severity, warning
from cst_xl.core.periods import Period
from cst_xl.core.section import Section
from cst_xl.core.tables import Column, RawTable
from cst_xl.core.units import count

TICKETS = RawTable(
    key="casi",
    sheet="Dati Casi",
    title="Casi",
    columns=(
        Column("mese", "Mese", kinds.PERIOD, required=True),
        Column("casi", "Casi", kinds.COUNT, required=True),
    ),
)


def _compute(inputs, figures):
    rows = [record["casi"] for record in inputs[TICKETS].records()]
    figures.add(
        "casi.totale", sum(rows) if rows and None not in rows else None, count("casi"), "Casi, totale"
    )
    before = inputs.history.get(str(inputs.period.previous))
    figures.add("casi.prima", before.number("casi.totale") if before else None, count("casi"), "Casi, prima")


def _check(inputs, figures):
    yield warning("Controllare.", figure="casi.totale")


SECTION = Section(
    key="casi",
    title="Casi",
    sheet="Casi",
    reading="Quanti casi.",
    raw=(TICKETS,),
    tables=(),
    compute=_compute,
    check=_check,
    say=lambda *_: (),
    charts=lambda *_: (),
)
HEAD = [[], [], [], []]


@pytest.fixture
def book():
    return MemoryBook.of(
        {
            "Parametri": [*HEAD, ["Voce", "Valore"], ["Periodo", "2016-T2"]],
            "Dati Casi": [*HEAD, ["Mese", "Casi"], ["aprile", "10"], ["maggio", "20"]],
        }
    )


def test_the_figures_of_the_sections_come_with_the_quarter(book):
    edition = compute([SECTION], book.values)
    assert edition.period == Period.quarter(2016, 2)
    assert edition.figure("casi.totale").value == 30
    assert edition.figure("periodo.titolo").value == 2
    assert edition.result("casi").section is SECTION
    assert [result.section.key for result in edition] == ["casi"]


def test_months_take_the_year_of_the_quarter(book):
    edition = compute([SECTION], book.values)
    assert list(edition.tables["casi"].frame["mese"]) == [Period.month(2016, 4), Period.month(2016, 5)]


def test_findings_of_reading_and_checking_are_listed_gravest_first(book):
    book.write("Dati Casi", "B7", [["venti"]])
    findings = compute([SECTION], book.values).findings
    assert [(one.severity, one.cell or one.figure) for one in findings] == [
        (Severity.ERROR, "Dati Casi!B7"),
        (Severity.WARNING, "casi.totale"),
    ]


def test_without_a_quarter_nothing_is_computed_and_the_reason_is_told(book):
    book.write("Parametri", "B6", [[""]])
    edition = compute([SECTION], book.values)
    assert edition.period is None
    assert edition.results == ()
    assert not len(edition.figures)
    assert [finding.cell for finding in edition.findings] == ["Parametri!B6"]


def test_an_empty_workbook_is_an_edition_without_figures():
    assert compute([SECTION], MemoryBook().values).period is None


def test_published_values_are_compared(book):
    book.cells["Dati Pubblicati"] = [*HEAD, ["Voce", "Valore pubblicato"], ["casi.totale", "31"]]
    (finding,) = [one for one in compute([SECTION], book.values).findings if one.severity is Severity.ERROR]
    assert (finding.figure, finding.cell, finding.found, finding.expected) == (
        "casi.totale",
        "Dati Pubblicati!B6",
        "31",
        "30",
    )


def test_the_sections_see_earlier_quarters(book):
    book.cells["Storico"] = [
        *HEAD,
        ["Periodo", "Voce", "Valore", "Unità"],
        ["2016-T1", "casi.totale", "25", "casi"],
    ]
    assert compute([SECTION], book.values).figure("casi.prima").value == 25


def test_every_raw_table_of_the_workbook_is_listed_once():
    assert [table.key for table in raw_tables([SECTION])] == [
        "parametri",
        "chiusure",
        "casi",
        "mappature",
        "pubblicati",
        "storico",
        "importazioni",
        "fuori_termine_importati",
        "frasi_riviste",
        "rilasci",
        "voci_rilasciate",
    ]


def test_reading_gives_a_table_for_each_of_them(book):
    parameters, tables = read_tables([SECTION], book.values)
    assert parameters.period == Period.quarter(2016, 2)
    assert list(tables) == [table.key for table in raw_tables([SECTION])]


def test_a_header_that_depends_on_the_quarter_is_given_it(book):
    def understand(header, quarter):
        return "casi" if header == quarter.name else None

    table = RawTable("casi", "Dati Casi", "Casi", TICKETS.columns, header_key=understand)
    section = Section(
        "casi", "Casi", "Casi", "", (table,), (), _compute, _check, lambda *_: (), lambda *_: ()
    )
    book.write("Dati Casi", "B5", [["2° trimestre"]])
    assert compute([section], book.values).figure("casi.totale").value == 30


def test_the_quarter_is_known_from_the_parameters_alone(book):
    asked = []

    def values(sheet):
        asked.append(sheet)
        return book.values(sheet)

    assert quarter(values) == Period.quarter(2016, 2)
    assert set(asked) == {"Parametri"}
    assert quarter(lambda _: []) is None


def test_an_edition_counts_its_findings(book):
    edition = compute([SECTION], book.values)
    for severity in Severity:
        assert edition.count(severity) == [one.severity for one in edition.findings].count(severity)
    assert edition.count(Severity.WARNING) > 0
