"""Small tables and charts for tests."""

from __future__ import annotations

from decimal import Decimal

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Series, Table
from cst_xl.core.figures import Figure
from cst_xl.core.units import TEXT, count

TICKETS = count("ticket")


def figure(value, unit=TICKETS):
    """A figure with a value that may be a float."""
    number = None if value is None else value if isinstance(value, int) else Decimal(repr(value))
    return Figure("x", number, unit)


def table(names, *series, total=None, unit=TICKETS, headers=()):
    """A table of a column of names and one of numbers for each series; the total is that of the first."""
    columns = [OutColumn("nome", "Nome")]
    columns += [
        OutColumn(f"s{at}", headers[at] if headers else f"Serie {at}", unit) for at in range(len(series))
    ]
    rows = [Row((name, *(figure(one[at], unit) for one in series))) for at, name in enumerate(names)]
    if total is not None:
        rows.append(Row(("Totale", figure(total, unit), *[None] * (len(series) - 1)), total=True))
    return Table("t", "Tabella di prova", tuple(columns), tuple(rows))


def chart(kind=ChartKind.COLUMNS, series=1, **facts):
    """A chart over such a table."""
    roles = ("corrente", "precedente", "aperti", "nuovi")
    shown = tuple(Series(f"s{at}", roles[at % len(roles)]) for at in range(series))
    told = {
        "title": "Grafico",
        "alternative": "Che cosa mostra.",
        "x_title": "Nomi",
        "y_title": "Numero di ticket",
    }
    return Chart("prova", kind, table="t", category="nome", series=shown, **(told | facts))


def text_table(rows, headers=("A", "B"), units=(TEXT, TEXT)):
    """A table of texts and figures."""
    columns = tuple(
        OutColumn(f"c{at}", header, unit)
        for at, (header, unit) in enumerate(zip(headers, units, strict=True))
    )
    return Table("t", "Tabella di prova", columns, tuple(Row(tuple(row)) for row in rows))
