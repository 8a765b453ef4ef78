"""What the open data hold: every figure once, numbers that print again as the bulletin printed them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given

from cst_xl.bulletin.opendata.resources import DECIMALS, Field, Resource, as_csv, cell, published, resources
from cst_xl.core.blocks import OutColumn
from cst_xl.core.figures import Figure
from cst_xl.core.units import RATE, TEXT
from tests.strategies import decimals


@pytest.fixture(scope="module")
def tables(edition, focus):
    return resources(edition, focus)


def rows_of(resource):
    """The file read back by the standard library: header row, then rows."""
    return list(csv.reader(io.StringIO(as_csv(resource).decode("utf-8"), newline="")))


def test_every_figure_is_listed_once_under_its_id(tables, edition):
    ids = [row[0] for row in tables[0].rows]
    assert ids == [figure.id for figure in edition.figures]
    assert len(set(ids)) == len(ids)


def test_every_table_with_rows_is_there_in_order(tables, edition):
    shown = [table.key.replace("_", "-") for result in edition for table in result.tables if table.rows]
    assert [resource.name for resource in tables] == ["voci", *shown]


def test_published_numbers_print_as_the_bulletin_prints_them(tables, edition):
    """Six decimals lose nothing that is printed."""
    for row in tables[0].rows:
        figure = edition.figures[row[0]]
        if figure.number is not None:
            assert figure.unit.text(Decimal(str(row[4]))) == figure.text == row[5]


@given(decimals("-999999999", "999999999"))
def test_a_number_is_kept_to_six_decimals(value):
    assert abs(Decimal(repr(published(value))) - value) <= Decimal(5).scaleb(-DECIMALS - 1)


@pytest.mark.parametrize("value", [None, "↑", True])
def test_what_is_no_number_has_no_number(value):
    assert published(value) is None


def test_a_whole_number_has_no_point():
    assert repr(published(Decimal("99.00"))) == "99"


def test_a_column_of_numbers_holds_the_percent_number_and_one_of_texts_what_is_printed():
    figure = Figure("x", Decimal("99.75"), RATE)
    assert cell(OutColumn("a", "A", RATE), figure) == 99.75
    assert cell(OutColumn("a", "A", TEXT), figure) == "99,8%"
    assert cell(OutColumn("a", "A", TEXT), None) is None


def test_the_csv_is_plain_utf_8_with_a_header_row(tables):
    content = as_csv(tables[0])
    assert content.startswith(b"id,trimestre,sezione,descrizione,valore,testo,unita\r\n")
    assert content.count(b"\r\n") == len(tables[0].rows) + 1
    assert rows_of(tables[0])[0] == [field.name for field in tables[0].fields]


def test_every_row_has_a_cell_for_every_column(tables):
    for resource in tables:
        assert {len(row) for row in resource.rows} == {len(resource.fields)}


def test_column_names_are_unique_and_made_for_machines(tables):
    for resource in tables:
        names = [field.name for field in resource.fields]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() and name.islower() and name.isascii() for name in names)


def test_totals_are_marked(tables):
    tickets = next(one for one in tables if one.name == "ticket")
    assert [row[-1] for row in tickets.rows] == [False, False, False, True]


def test_commas_quotes_and_line_breaks_survive():
    text = 'a, "b"\nc'
    fields = (Field("a", "A", "string"), Field("b", "B", "string"))
    resource = Resource("x", "x.csv", "X", "", fields, ((text, "è"), (None, "vuoto")))
    assert rows_of(resource) == [["a", "b"], [text, "è"], ["", "vuoto"]]


@pytest.mark.parametrize(
    ("value", "written"),
    [(True, "true"), (False, "false"), (1e-06, "0.000001"), (7, "7")],
)
def test_cells_are_written_for_machines(value, written):
    resource = Resource("x", "x.csv", "X", "", (Field("a", "A", "string"),), ((value,),))
    assert rows_of(resource)[1] == [written]
