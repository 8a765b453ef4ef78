"""The JSON document: it keeps to its schema, and its sentences rest on figures that are in it."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cst_xl.bulletin.opendata.document import SCHEMA_NAME, document, schema


@pytest.fixture(scope="module")
def whole(edition, focus):
    return document(edition, focus)


@pytest.fixture(scope="module")
def validator():
    found = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found, format_checker=jsonschema.FormatChecker())


def test_it_keeps_to_its_schema(whole, validator):
    assert list(validator.iter_errors(json.loads(json.dumps(whole)))) == []


def test_a_draft_keeps_to_it_too_and_says_so(edition, draft, validator):
    made = document(edition, draft)
    assert made["stato"] == "bozza"
    assert list(validator.iter_errors(made)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: one.pop("licenza"),
        lambda one: one.update(altro=1),
        lambda one: one["voci"][0].update(valore="2"),
        lambda one: one["frasi"][0].update(testo=""),
        lambda one: one["tabelle"][0]["righe"][0].pop("totale"),
    ],
)
def test_the_schema_refuses_what_isn_t_right(whole, validator, spoil):
    broken = json.loads(json.dumps(whole))
    spoil(broken)
    assert list(validator.iter_errors(broken))


def test_every_property_of_the_schema_is_used(whole):
    assert set(json.loads(schema())["properties"]) == set(whole)
    assert whole["$schema"] == SCHEMA_NAME


def test_every_figure_that_a_sentence_rests_on_is_there(whole):
    ids = {one["id"] for one in whole["voci"]}
    for sentence in whole["frasi"]:
        assert sentence["voci"]
        assert set(sentence["voci"]) <= ids


def test_cells_and_columns_go_together(whole):
    for table in whole["tabelle"]:
        assert {len(row["celle"]) for row in table["righe"]} == {len(table["colonne"])}


def test_the_quarter_is_told_in_dates(whole):
    assert whole["trimestre"] == {
        "id": "2016-T2",
        "nome": "2° trimestre 2016",
        "inizio": "2016-04-01",
        "fine": "2016-06-30",
    }
