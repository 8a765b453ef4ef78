"""The data dictionary for people: which files there are, and for every column its machine name and its Italian one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.opendata.resources import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cst_xl.bulletin.focus import Focus
    from cst_xl.bulletin.opendata.resources import Field, Resource

_KINDS: Final = {"string": "testo", "number": "numero", "boolean": "true o false"}


def readme(focus: Focus, tables: Sequence[Resource]) -> str:
    """The page, in Markdown."""
    return "\n".join(_lines(focus, tables))


def _lines(focus: Focus, tables: Sequence[Resource]) -> Iterator[str]:
    licence = focus.imprint.licence
    yield f"# {focus.title}: i dati\n"
    yield f"{focus.summary}\n"
    yield f"Licenza: [{licence.title}]({licence.url}). Titolare: {focus.imprint.publisher}.\n"
    yield "## Come leggerli\n"
    yield "- I file CSV sono in UTF-8, separati da virgole, con i nomi delle colonne nella prima riga."
    yield (
        f"- I numeri hanno il punto decimale, nessun separatore delle migliaia e al più {DECIMALS} decimali: in un foglio "
        "di calcolo vanno importati con la lingua «Inglese (USA)»."
    )
    yield "- Una percentuale è il numero prima del segno: 99.7 vuol dire 99,7%."
    yield "- Una cella vuota è un dato che non c'è. I codici sono gli stessi in ogni trimestre."
    yield f"- `{focus.slug}.json` contiene tutto, con le frasi e la nota metodologica; il suo schema è `focus.schema.json`."
    yield "- `datapackage.json` descrive i CSV (Frictionless Data), `dcat-ap_it.jsonld` l'intero insieme (DCAT-AP_IT).\n"
    for table in tables:
        yield f"## `{table.path}`\n"
        yield " ".join(filter(None, (f"{table.title}.", table.description))) + "\n"
        yield "| Colonna | Nome | Tipo | Che cosa contiene |"
        yield "|---|---|---|---|"
        yield from map(_column, table.fields)
        yield ""


def _column(field: Field) -> str:
    about = field.description or (f"In {field.unit}." if field.unit else "")
    cells = (f"`{field.name}`", field.title, _KINDS[field.kind], about)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
