"""What the open data hold, before any format: the list of all figures, and each computed table that has rows."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.table_text import cell_text
from cst_xl.core.figures import Figure
from cst_xl.core.quantities import round_half_up
from cst_xl.core.units import SYMBOL, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cst_xl.bulletin.focus import Focus
    from cst_xl.core.blocks import Content, OutColumn, Row, Table
    from cst_xl.core.section import Edition

DECIMALS: Final = 6
"""Decimals of a published number: enough to print any figure again, none that only a division left behind."""

QUARTER: Final = "trimestre"
TOTAL: Final = "riga_totale"
_NO_SECTION: Final = "periodo"
_FORMULA: Final = re.compile(r"[=@\t\r]|[-+](?![0-9.,]+(?: ?[%a-z ]+)?$)")
"""Beginnings of texts that a spreadsheet program computes when it opens a CSV file; "-1,5 punti" is a number."""

Cell = int | float | str | bool | None


@dataclass(frozen=True)
class File:
    """A file to be written.

    Attributes:
        path: Its name.
        content: Its bytes.
        title: What it is, in Italian.
        mediatype: Its media type.
    """

    path: str
    content: bytes
    title: str
    mediatype: str


@dataclass(frozen=True)
class Field:
    """A column.

    Attributes:
        name: Its machine name, which stands in the file.
        title: Its Italian header.
        kind: ``string``, ``number`` or ``boolean``.
        description: What it holds, in Italian.
        unit: Its unit; empty for none.
        required: Whether every row has it.
    """

    name: str
    title: str
    kind: str
    description: str = ""
    unit: str = ""
    required: bool = False


@dataclass(frozen=True)
class Resource:
    """A table of the open data.

    Attributes:
        name: Stable name, the same in every quarter.
        path: Name of its file.
        title: What it is, in Italian.
        description: More about it.
        fields: Its columns.
        rows: Its cells.
        key: The columns that tell its rows apart; none for a table that has no such columns.
    """

    name: str
    path: str
    title: str
    description: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ()


FIGURE_FIELDS: Final = (
    Field("id", "Codice", "string", "Codice della voce, lo stesso in ogni trimestre.", required=True),
    Field(QUARTER, "Trimestre", "string", "Trimestre del bollettino, per esempio 2016-T2.", required=True),
    Field("sezione", "Sezione", "string", "Sezione del bollettino a cui appartiene.", required=True),
    Field("descrizione", "Descrizione", "string", "Che cos'è, in parole."),
    Field(
        "valore",
        "Valore",
        "number",
        "Il valore, con il punto decimale; vuoto se non è un numero o non è noto.",
    ),
    Field("testo", "Testo", "string", "Il valore come lo stampa il bollettino, all'italiana."),
    Field(
        "unita",
        "Unità",
        "string",
        "Unità di misura; una percentuale è il numero prima del segno %.",
        required=True,
    ),
)


def resources(edition: Edition, focus: Focus) -> tuple[Resource, ...]:
    """The list of figures, then the tables in the order of the bulletin."""
    tables = (_table(table, focus) for result in edition for table in result.tables if table.rows)
    return (_figures(edition, focus), *tables)


def sections_of(edition: Edition) -> Mapping[str, str]:
    """The section of each figure that belongs to one."""
    return {figure.id: result.section.key for result in edition for figure in result.figures}


def section_of(figure: Figure, sections: Mapping[str, str]) -> str:
    """The section of a figure; those of none speak of the quarter."""
    return sections.get(figure.id, _NO_SECTION)


def published(value: object) -> int | float | None:
    """A number as it is published, None for what isn't one."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    rounded = round_half_up(Decimal(value), DECIMALS)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def is_numeric(column: OutColumn) -> bool:
    """Whether a column of a table holds numbers of one unit."""
    return column.unit.name not in (TEXT.name, SYMBOL.name)


def cell(column: OutColumn, content: Content) -> Cell:
    """A table's cell: the number in a column of numbers, else the text that is printed."""
    if is_numeric(column):
        return published(content.value) if isinstance(content, Figure) else None
    return cell_text(content) or None


def as_csv(resource: Resource) -> bytes:
    """The resource as CSV of RFC 4180: UTF-8, commas, a header row, empty cells for what isn't known.

    A text that a spreadsheet program would compute (a ticket numbered ``=1+1``) gets an apostrophe in front; numbers and
    shares with a sign are no such texts.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.name for field in resource.fields])
    writer.writerows([_printed(one) for one in row] for row in resource.rows)
    return text.getvalue().encode()


def _printed(one: Cell) -> str:
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, float):
        return f"{Decimal(repr(one)):f}"
    text = "" if one is None else str(one)
    return f"'{text}" if _FORMULA.match(text) else text


def _figures(edition: Edition, focus: Focus) -> Resource:
    sections = sections_of(edition)
    rows = tuple(
        (
            figure.id,
            str(focus.period),
            section_of(figure, sections),
            figure.label or None,
            published(figure.value),
            figure.text or None,
            figure.unit.name,
        )
        for figure in edition.figures
    )
    text = "Tutte le voci del bollettino: dati di origine, totali, percentuali, esiti e affermazioni delle frasi."
    return Resource(
        "voci", f"{focus.slug}-voci.csv", f"Voci del {focus.name}", text, FIGURE_FIELDS, rows, ("id",)
    )


def _table(table: Table, focus: Focus) -> Resource:
    fields = (
        Field(QUARTER, "Trimestre", "string", "Trimestre del bollettino.", required=True),
        *(_field(column) for column in table.columns),
        Field(TOTAL, "Riga di totale", "boolean", "Se la riga è il totale delle altre.", required=True),
    )
    rows = tuple(_row(table.columns, row, focus) for row in table.rows)
    name = table.key.replace("_", "-")
    return Resource(name, f"{focus.slug}-{name}.csv", table.title, table.note, fields, rows)


def _field(column: OutColumn) -> Field:
    title = " - ".join(filter(None, (column.group, column.header or column.key.capitalize())))
    unit = column.unit.name if is_numeric(column) else ""
    return Field(column.key, title, "number" if is_numeric(column) else "string", unit=unit)


def _row(columns: Sequence[OutColumn], row: Row, focus: Focus) -> tuple[Cell, ...]:
    def cells() -> Iterator[Cell]:
        yield str(focus.period)
        yield from (cell(column, content) for column, content in zip(columns, row.cells, strict=True))
        yield row.total

    return tuple(cells())
