"""Sections: what they declare is what is computed and shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cst_xl.core.blocks import OutColumn, Row, Sentence
from cst_xl.core.findings import note
from cst_xl.core.parameters import Parameters
from cst_xl.core.periods import Period
from cst_xl.core.section import ComputedTable, Inputs, Section, with_periods
from cst_xl.core.tables import RawTable, read
from cst_xl.core.units import count

APPLES = RawTable("mele", "Dati Mele", "Mele", ())
QUARTER = Period.quarter(2016, 2)


def _rows(inputs, figures):
    yield Row(("Mele", figures["mele"]))


TABLE = ComputedTable(
    key="mele",
    title="Mele, {period}",
    columns=(OutColumn("nome", "Nome"), OutColumn("chili", "{semester}", count("chili"))),
    rows=_rows,
    room=5,
    help="Quante mele.",
    note="Senza le pere.",
)


def section(value):
    """A section of one figure."""
    return Section(
        key="mele",
        title="Mele",
        sheet="Mele",
        reading="Quante.",
        raw=(APPLES,),
        tables=(TABLE,),
        compute=lambda _, figures: figures.add("mele", value, count("chili")) and None,
        check=lambda _, figures: [note("Poche mele.", figure="mele")] if figures.number("mele") == 1 else [],
        say=lambda _, figures: [Sentence("frase.mele", f"{figures['mele'].text} mele.", ("mele",))],
        charts=lambda _, __: (),
    )


def inputs(period=QUARTER):
    return Inputs(period, Parameters({}), {"mele": read(APPLES, [])})


def test_a_section_runs_into_figures_tables_sentences_and_findings():
    result = section(1).run(inputs())
    assert result.figures["mele"].value == 1
    assert result.table("mele").matrix() == [["Mele", 1]]
    assert [sentence.text for sentence in result.sentences] == ["1 mele."]
    assert [finding.message for finding in result.findings] == ["Poche mele."]
    assert result.charts == ()


@pytest.mark.parametrize(("value", "filled"), [(1, True), (0, True), (None, False)])
def test_a_section_is_filled_when_any_figure_has_a_value(value, filled):
    assert section(value).run(inputs()).filled is filled


def test_titles_and_headers_name_the_periods_of_the_quarter():
    table = section(1).run(inputs()).table("mele")
    assert table.title == "Mele, 2° trimestre 2016"
    assert [column.header for column in table.columns] == ["Nome", "1°sem 2016"]
    assert table.note == "Senza le pere."


@pytest.mark.parametrize(
    ("quarter", "text"),
    [
        (Period.quarter(2016, 1), "1° trimestre 2016: 1°sem 2015 e 1°sem 2016"),
        (Period.quarter(2016, 4), "4° trimestre 2016: 2°sem 2015 e 2°sem 2016"),
    ],
)
def test_periods_are_those_of_the_quarter_at_hand(quarter, text):
    assert with_periods("{period}: {semester_before} e {semester}", quarter) == text


def test_headers_without_periods_stay_as_they_are():
    assert with_periods("Risolti su gestiti (%)", QUARTER) == "Risolti su gestiti (%)"


def test_inputs_give_a_table_by_its_declaration():
    assert inputs()[APPLES].table is APPLES


def test_what_follows_from_the_inputs_is_made_once_and_not_handed_on_to_others():
    made = []
    inputs = Inputs(QUARTER, Parameters({}), {})
    for given in (inputs, inputs, replace(inputs, tables={})):
        assert given.once("a", lambda: made.append(1) or len(made)) == len(made)
    assert len(made) == 2
