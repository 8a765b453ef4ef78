"""Parameters: typed, with defaults that hold until something readable is written."""

from __future__ import annotations

from datetime import date

import pytest

from cst_xl.core.findings import Severity
from cst_xl.core.parameters import CLOSURES_TABLE, PARAMETERS, PARAMETERS_TABLE, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.tables import read
from cst_xl.core.working_time import ServiceHours

HEADER = ["Voce", "Valore", "A che cosa serve"]
PERIOD = ["Periodo", "2016-T2"]


def parameters(*rows):
    return read_parameters(read(PARAMETERS_TABLE, [[], [], [], [], HEADER, *rows]))


def closures(*rows):
    typed = read(
        CLOSURES_TABLE, [[None] * 4 + list(row) for row in (["Giorno di chiusura", "Motivo"], *rows)]
    )
    return read_parameters(read(PARAMETERS_TABLE, [HEADER, PERIOD]), typed)


def test_what_is_not_written_has_its_default():
    found = parameters(PERIOD)
    assert found["centro"] == "Centro Servizi"
    assert found["ente"] == ""
    assert found["orario_servizio"] == ServiceHours.parse("lun-ven 08:00-18:00")
    assert found["sla3_statistica"] == "massimo"
    assert not found.findings


def test_every_default_can_be_read_by_its_own_kind():
    assert all(one.kind.read(one.default) is not None for one in PARAMETERS if one.default)


@pytest.mark.parametrize("written", ["2016-T2", "2° trimestre 2016", "Q2 2016", " 2016-t2 "])
def test_the_quarter_is_read_however_it_is_written(written):
    assert parameters(["Periodo", written]).period == Period.quarter(2016, 2)


@pytest.mark.parametrize("label", ["Periodo", "PERIODO:", "periodo", " Periodo "])
def test_a_parameter_is_known_by_its_name_however_dressed(label):
    assert parameters([label, "2016-T2"]).period == Period.quarter(2016, 2)


@pytest.mark.parametrize("written", ["2016-S1", "aprile 2016", "2016", "boh", "1990-T1", "2100-T4"])
def test_what_is_not_a_usable_quarter_names_its_cell_once(written):
    found = parameters(["Ente", "Comune"], ["Periodo", written])
    assert found.period is None
    assert [(one.severity, one.cell, one.found) for one in found.findings] == [
        (Severity.ERROR, "Parametri!B7", written)
    ]


@pytest.mark.parametrize(
    ("rows", "cell"), [([], "Parametri!B6"), ([["Ente", "Comune"], ["Periodo", ""]], "Parametri!B7")]
)
def test_a_missing_quarter_is_an_error_at_the_cell_to_fill(rows, cell):
    found = parameters(*rows)
    assert found.period is None
    assert [(one.severity, one.cell) for one in found.findings] == [(Severity.ERROR, cell)]


def test_another_mistake_does_not_hide_a_missing_quarter():
    found = parameters(["Orario di servizio", "quando capita"])
    assert len(found.findings) == 2


def test_an_unreadable_value_is_told_and_the_default_holds():
    found = parameters(PERIOD, ["Statistica dei tempi di risposta", "mediana"])
    assert found["sla3_statistica"] == "massimo"
    assert [(one.severity, one.cell) for one in found.findings] == [(Severity.ERROR, "Parametri!B7")]
    assert "«mediana»" in found.findings[0].message


def test_a_value_that_is_not_known_leaves_the_default():
    assert parameters(PERIOD, ["Statistica dei tempi di risposta", ""])["sla3_statistica"] == "massimo"


def test_a_name_that_is_no_parameter_is_a_warning():
    found = parameters(PERIOD, ["Orario", "8-18"])
    assert [(one.severity, one.cell, one.found) for one in found.findings] == [
        (Severity.WARNING, "Parametri!A7", "Orario")
    ]


def test_closures_are_days_with_their_reason():
    found = closures(["24/06/2016", "Patrono"], ["03/06/2016", ""])
    assert found.closures == {date(2016, 6, 24): "Patrono", date(2016, 6, 3): ""}


def test_without_closures_there_are_none():
    assert parameters(PERIOD).closures == {}


def test_both_tables_stand_side_by_side_on_one_sheet():
    assert PARAMETERS_TABLE.sheet == CLOSURES_TABLE.sheet
    assert CLOSURES_TABLE.first_column == PARAMETERS_TABLE.last_column + 2


def test_a_name_that_is_nearly_a_parameter_is_told_with_it():
    named, missing = parameters(["Perido", "2016-T2"]).findings
    assert (named.severity, named.cell, named.expected) == (Severity.WARNING, "Parametri!A6", "Periodo")
    assert "Forse «Periodo»?" in named.message
    assert (missing.severity, missing.cell) == (Severity.ERROR, "Parametri!B7")


def test_of_a_parameter_that_is_there_twice_the_first_line_holds():
    assert parameters(PERIOD, ["Periodo", "2016-T3"]).period == Period.quarter(2016, 2)


def test_what_could_not_be_read_is_known_though_its_default_holds():
    found = parameters(
        PERIOD, ["Statistica dei tempi di risposta", "mediana"], ["Orario di sportello", "#REF!"]
    )
    assert found.unreadable == {"sla3_statistica", "orario_sportello"}
