"""The data dictionary names every file and every column."""

from __future__ import annotations

from cst_xl.bulletin.opendata.readme import readme
from cst_xl.bulletin.opendata.resources import resources


def test_every_column_of_every_file_is_told_with_its_italian_name(edition, focus):
    tables = resources(edition, focus)
    text = readme(focus, tables)
    for table in tables:
        part = text.partition(f"## `{table.path}`")[2].partition("\n## ")[0]
        for field in table.fields:
            assert f"| `{field.name}` | {field.title} |" in part, (table.name, field.name)


def test_licence_and_holder_are_named(edition, focus):
    text = readme(focus, resources(edition, focus))
    assert "[Creative Commons Attribuzione 4.0 Internazionale](https://creativecommons.org/" in text
    assert "Titolare: Centro Servizi." in text


def test_every_other_file_is_told(edition, focus):
    text = readme(focus, resources(edition, focus))
    for name in ("Focus_2016-T2.json", "focus.schema.json", "datapackage.json", "dcat-ap_it.jsonld"):
        assert name in text
