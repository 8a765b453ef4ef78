"""The array functions, over the ranges of the example quarter."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import compute, raw_tables, read_tables
from cst_xl.core.key_figures import key_figure
from cst_xl.core.tables import HEADER_ROW
from cst_xl.functions import BY_NAME, CATALOGUE, arguments, invoke
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources


@pytest.fixture(scope="module")
def raw():
    return example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")


@pytest.fixture(scope="module")
def ranges(raw):
    """The cells that each named range would hand over: the header row first."""
    return {
        f"dati_{table.key}": raw.get(table.key, [[c.header for c in table.columns]])
        for table in raw_tables(SECTIONS)
    }


@pytest.fixture(scope="module")
def edition(raw):
    grids = example.grids(raw)
    return compute(SECTIONS, lambda sheet: grids.get(sheet, []))


def call(name, ranges, rows=None):
    function = BY_NAME[name]
    return invoke(function, [*(ranges[one] for one in arguments(function)), rows])


@pytest.mark.parametrize(
    "table", [table for section in SECTIONS for table in section.tables], ids=lambda t: t.key
)
def test_a_table_function_gives_the_computed_table(table, ranges, edition):
    shown = next(one for result in edition for one in result.tables if one.key == table.key)
    given = call(f"cst_{table.key}", ranges)
    assert given == (
        [["" if v is None else v for v in row] for row in shown.matrix()] or [[""] * len(table.columns)]
    )


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_sentences_function_gives_codes_and_sentences(section, ranges, edition):
    sentences = edition.result(section.key).sentences
    assert call(f"cst_frasi_{section.key}", ranges, 12)[: len(sentences)] == [
        [one.id, one.text, ""] for one in sentences
    ]


def test_the_findings_are_those_of_the_edition(ranges, edition):
    given = call("cst_controlli", ranges)
    assert [row[5] for row in given] == [finding.message for finding in edition.findings]


def test_spare_rows_are_blank_and_missing_room_is_said(ranges):
    rows = call("cst_ticket", ranges, 7)
    assert len(rows) == 7
    assert set(rows[-1]) == {""}
    cut = call("cst_ticket", ranges, 2)
    assert len(cut) == 2
    assert cut[1][0].startswith("… altre 3 righe")


def test_typed_tables_in_place_of_ranges_give_the_same(raw, ranges):
    grids = example.grids(raw)
    _, typed = read_tables(SECTIONS, lambda sheet: grids.get(sheet, []))
    by_range = {f"dati_{key}": table for key, table in typed.items()}
    for function in CATALOGUE:
        if function.array:
            assert call(function.name, by_range, 30) == call(function.name, ranges, 30)


def test_without_a_period_every_table_is_blank(ranges):
    blank = ranges | {"dati_parametri": [["Voce", "Valore"], ["Periodo", ""]]}
    for section in SECTIONS:
        for table in section.tables:
            assert call(f"cst_{table.key}", blank, 3) == [[""] * len(table.columns)] * 3


def test_a_finding_names_the_cell_as_the_sheet_shows_it(ranges):
    header, *rows = ranges["dati_ticket_mensili"]
    spoiled = [header, [*rows[0][:5], "64 7", *rows[0][6:]], *rows[1:]]
    messages = [row[5] for row in call("cst_controlli", ranges | {"dati_ticket_mensili": spoiled})]
    assert any(f"F{HEADER_ROW + 1}" in message and "64 7" in message for message in messages)


def test_the_figures_that_matter_are_one_a_section_as_they_are_printed(ranges, edition):
    rows = call("cst_cifre", ranges, len(SECTIONS))
    assert [row[1] for row in rows] == [key_figure(result).text for result in edition]
    assert all(row[0] for row in rows)
