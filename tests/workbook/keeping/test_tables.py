"""Raw tables in a workbook that people have worked in."""

from __future__ import annotations

import pytest

from cst_xl.workbook import rollover
from cst_xl.workbook.keeping.tables import standing


@pytest.fixture(scope="module")
def tables(followed):
    book = followed.old
    edition = book.edition()
    return standing(edition, book.values, rollover.carried(edition, book.values))


def test_an_added_column_is_known_by_its_header(tables):
    (catalogue,) = tables["Catalogo SLA"]
    assert catalogue.added == {7: "Responsabile"}
    assert not catalogue.holds((5, 7))
    assert catalogue.holds((6, 1))


def test_rows_of_a_catalogue_keep_their_order_and_rows_of_data_go_nowhere(tables):
    (catalogue,) = tables["Catalogo SLA"]
    assert list(catalogue.moved) == list(catalogue.moved.values())
    (monthly,) = tables["Dati Ticket Mensili"]
    assert monthly.rows
    assert not monthly.moved


def test_tables_side_by_side_take_no_column_from_each_other(tables):
    assert all(not table.added for table in tables["Parametri"])
