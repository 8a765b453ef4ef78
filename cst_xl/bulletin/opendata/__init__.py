"""The figures of a Focus as open data: CSV, JSON with its schema, a Frictionless data package, DCAT-AP_IT metadata.

Everything is made from one list of resources, so that what the metadata promise is what the files hold. Ids of figures,
tables and columns are those of the program, the same in every quarter.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.opendata.datapackage import describe
from cst_xl.bulletin.opendata.dcat import metadata
from cst_xl.bulletin.opendata.document import SCHEMA_NAME, document, schema
from cst_xl.bulletin.opendata.readme import readme
from cst_xl.bulletin.opendata.resources import File, as_csv, resources

if TYPE_CHECKING:
    from cst_xl.bulletin.focus import Focus
    from cst_xl.core.section import Edition

__all__ = ["DATAPACKAGE", "DCAT", "README", "File", "render"]

DATAPACKAGE: Final = "datapackage.json"
DCAT: Final = "dcat-ap_it.jsonld"
README: Final = "LEGGIMI.md"


def render(edition: Edition, focus: Focus) -> tuple[File, ...]:
    """Render all files of the data, to be kept in one folder."""
    tables = resources(edition, focus)
    data = tuple(File(one.path, as_csv(one), one.title, "text/csv") for one in tables)
    whole = File(
        f"{focus.slug}.json", _json(document(edition, focus)), f"{focus.name}, tutto", "application/json"
    )
    return (
        *data,
        whole,
        File(SCHEMA_NAME, schema(), "Schema del file JSON", "application/schema+json"),
        File(
            DATAPACKAGE,
            _json(describe(focus, tables, data, whole)),
            "Descrizione dei dati (Data Package)",
            "application/json",
        ),
        File(DCAT, _json(metadata(focus, (*data, whole))), "Metadati DCAT-AP_IT", "application/ld+json"),
        File(README, readme(focus, tables).encode(), "Come sono fatti i dati", "text/markdown"),
    )


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
