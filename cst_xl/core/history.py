"""Figures of earlier quarters, kept in the workbook as one long table: what "anche" and "in calo" are said from."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cst_xl.core import kinds
from cst_xl.core.figures import Figures
from cst_xl.core.tables import Column, RawTable, TypedTable
from cst_xl.core.units import TEXT, Unit, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

HISTORY = RawTable(
    key="storico",
    sheet="Storico",
    title="Storico",
    columns=(
        Column("periodo", "Periodo", kinds.PERIOD, required=True, width=14),
        Column("voce", "Voce", kinds.TEXT, required=True, width=40),
        Column("valore", "Valore", kinds.TEXT, width=24),
        Column("unita", "Unità", kinds.TEXT, width=20),
    ),
    hint="Le voci calcolate dei trimestri precedenti: le scrive il programma, servono ai confronti.",
    unique=("periodo", "voce"),
    capacity=20_000,
    totals=False,
    carried=True,
)


def read_history(table: TypedTable) -> Mapping[str, Figures]:
    """Figures by period (``"2016-T1"``), numbers as exact decimals."""
    editions: dict[str, Figures] = {}
    for record in table.records():
        period, figure_id = record["periodo"], record["voce"]
        if period is None or not figure_id:
            continue
        figures = editions.setdefault(str(period), Figures())
        if figure_id not in figures:
            figures.add(figure_id, _value(record["valore"]), _unit(record["unita"]))
    return editions


def _value(text: str | None) -> Value:
    if text is None:
        return None
    try:
        # Written by the program in machine notation: "0.485", never "1.715" for 1715; a cell that became a number
        # comes back with a comma.
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text


def _unit(name: str | None) -> Unit:
    return Unit(name) if name else TEXT
