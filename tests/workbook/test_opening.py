"""What a new quarter's paste sheets begin with."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import compute
from cst_xl.core.periods import Period
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, opening, resources


@pytest.fixture
def raw():
    return example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")


def begun(raw, period):
    grids = example.grids(raw)
    edition = compute(SECTIONS, lambda sheet: grids.get(sheet, []))
    return opening.begun(edition, lambda sheet: grids.get(sheet, []), period)


def closures(raw, year, *lines):
    raw["chiusure"] = [["Giorno di chiusura", "Motivo"], *map(list, lines)]
    grids = example.grids(raw)
    edition = compute(SECTIONS, lambda sheet: grids.get(sheet, []))
    return opening.recurring(edition, Period.quarter(year, 1))


def test_years_and_semesters_that_are_over_stay(raw):
    rows = begun(raw, Period.quarter(2016, 3))["credenziali"]
    assert rows[0] == ["Anno", "Credenziali attive", "di cui CNS"]
    assert rows[1] == ["2007", "198", ""]
    assert rows[-1] == ["2016 1sem", "6.929", "1.522"]


def test_a_semester_that_goes_on_does_not(raw):
    raw["credenziali"].append(["2016 2sem", "100", "10"])
    rows = begun(raw, Period.quarter(2016, 4))["credenziali"]
    assert rows[-1][0] == "2016 1sem"


def test_the_stock_at_the_end_of_last_year_is_what_the_balance_is_counted_from(raw):
    raw["servizi"] += [["31/12/2015", "354", "20", "3"]]
    assert begun(raw, Period.quarter(2016, 3))["servizi"][1:] == [["31/12/2015", "354", "", ""]]
    assert "servizi" not in begun(raw, Period.quarter(2017, 1))


def test_the_register_goes_on_as_it_is(raw):
    line = ["Anagrafe in linea", "", "02/05/2016", ""]
    raw["registro_servizi"] = [["Servizio", "Categoria", "Attivato il", "Disattivato il"], line]
    assert begun(raw, Period.quarter(2016, 3))["registro_servizi"][1:] == [line]


def test_in_the_same_semester_the_comparison_is_the_same(raw):
    raw["parametri"] = [["Voce", "Valore", "A che cosa serve"], ["Periodo", "2016-T1", ""]]
    rows = begun(raw, Period.quarter(2016, 2))["utilizzo"]
    assert rows[1] == ["A&C e SUAP", "55651", "", ""]
    assert [row[0] for row in rows].count("Gestione documentale") == 0


def test_in_another_one_it_comes_from_the_history(raw):
    raw["storico"] = [
        ["Periodo", "Voce", "Valore", "Unità"],
        ["2015-T4", "utilizzo.aec_suap.2015-S2", "7000", "utilizzi"],
        ["2015-T3", "utilizzo.aec_suap.2015-S2", "3000", "utilizzi"],
    ]
    rows = begun(raw, Period.quarter(2016, 3))["utilizzo"]
    assert rows[1] == ["A&C e SUAP", "7000", "", ""]
    assert rows[2] == ["Demografici", "", "", ""]


def test_last_years_semester_becomes_the_comparison_of_the_next_year(raw):
    rows = begun(raw, Period.quarter(2017, 1))["utilizzo"]
    assert rows[1] == ["A&C e SUAP", "63537", "", ""]


def test_without_a_known_semester_there_is_nothing_to_compare_with(raw):
    assert "utilizzo" not in begun(raw, Period.quarter(2016, 3))


def test_a_patron_saint_and_a_day_that_recurs_are_closed_in_the_new_year_too(raw):
    added = closures(
        raw,
        2017,
        ("24/06/2016", "Festa del Patrono"),
        ("24/12/2015", "Vigilia"),
        ("24/12/2016", "Vigilia"),
        ("31/10/2016", "Ponte"),
    )
    assert added == [["24/06/2017", "Festa del Patrono"], ["24/12/2017", "Vigilia"]]


def test_a_year_with_closures_of_its_own_gets_no_others(raw):
    assert closures(raw, 2016, ("24/06/2016", "Patrono")) == []
    assert closures(raw, 2017, ("24/06/2016", "Patrono"), ("02/01/2017", "Inventario")) == []


def test_the_29th_of_february_is_no_day_of_every_year(raw):
    assert closures(raw, 2017, ("29/02/2012", "Festa"), ("29/02/2016", "Festa")) == []
