"""The whole bulletin as one JSON document, and the schema that it keeps to."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from cst_xl.bulletin.opendata.resources import cell, is_numeric, published, section_of, sections_of

if TYPE_CHECKING:
    from cst_xl.bulletin.focus import Focus
    from cst_xl.core.blocks import Sentence, Table
    from cst_xl.core.figures import Figure
    from cst_xl.core.section import Edition

SCHEMA_NAME: Final = "focus.schema.json"
Json = dict[str, Any]


def schema() -> bytes:
    """The JSON Schema (draft 2020-12) of `document`."""
    return files("cst_xl.bulletin").joinpath(f"assets/{SCHEMA_NAME}").read_bytes()


def document(edition: Edition, focus: Focus) -> Json:
    """The bulletin: who, when, figures, sentences, tables, method."""
    sections = sections_of(edition)
    return {
        "$schema": SCHEMA_NAME,
        "id": focus.slug,
        "titolo": focus.name,
        "stato": "bozza" if focus.draft else "definitivo",
        "pubblicato": focus.issued.isoformat(),
        "trimestre": {
            "id": str(focus.period),
            "nome": focus.period.label,
            "inizio": focus.period.start.isoformat(),
            "fine": focus.period.end.isoformat(),
        },
        "ente": {
            "nome": focus.imprint.institution,
            "centro": focus.imprint.centre,
            "codice_ipa": focus.imprint.code,
        },
        "licenza": {"nome": focus.imprint.licence.title, "url": focus.imprint.licence.url},
        "voci": [_figure(figure, section_of(figure, sections)) for figure in edition.figures],
        "frasi": [_sentence(one, result.section.key) for result in edition for one in result.sentences],
        "tabelle": [
            _table(one, result.section.key) for result in edition for one in result.tables if one.rows
        ],
        "nota_metodologica": [{"titolo": note.title, "testo": note.text} for note in focus.method],
    }


def _figure(figure: Figure, section: str) -> Json:
    return {
        "id": figure.id,
        "sezione": section,
        "descrizione": figure.label,
        "valore": published(figure.value),
        "testo": figure.text,
        "unita": figure.unit.name,
    }


def _sentence(sentence: Sentence, section: str) -> Json:
    return {
        "id": sentence.id,
        "sezione": section,
        "testo": sentence.text,
        "riveduta": bool(sentence.automatic),
        "voci": list(sentence.figures),
    }


def _table(table: Table, section: str) -> Json:
    return {
        "id": table.key,
        "sezione": section,
        "titolo": table.title,
        "nota": table.note,
        "colonne": [
            {
                "id": column.key,
                "titolo": column.header,
                "gruppo": column.group,
                "unita": column.unit.name if is_numeric(column) else None,
            }
            for column in table.columns
        ],
        "righe": [
            {
                "totale": row.total,
                "celle": [cell(column, one) for column, one in zip(table.columns, row.cells, strict=True)],
            }
            for row in table.rows
        ],
    }
