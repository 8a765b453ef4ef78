"""Figures of earlier quarters, kept in the workbook as one long table: what "anche" and "in calo" are said from."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from cst_xl.core import kinds
from cst_xl.core.figures import Figures
from cst_xl.core.findings import Finding, error
from cst_xl.core.tables import Column, RawTable, TypedTable
from cst_xl.core.units import TEXT, WITH_DECIMALS, Unit, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

_DECIMALS: Final = re.compile(r"[+-]?\d+[.,]\d*[1-9]\d*|[+-]?\d+[.,]\d{3}(?:[.,]\d{3})*")


def read_history(table: TypedTable) -> Mapping[str, Figures]:
    """Figures by period (``"2016-T1"``), numbers as exact decimals."""
    editions: dict[str, Figures] = {}
    for record in table.records():
        period, figure_id = record["periodo"], record["voce"]
        if period is None or not figure_id:
            continue
        figures = editions.setdefault(str(period), Figures())
        if figure_id not in figures:
            figures.add(figure_id, _value(record["valore"], record["unita"]), _unit(record["unita"]))
    return editions


def misread(table: TypedTable) -> Iterator[Finding]:
    """Values that the program can't have written: a count with a point in it, which a person meant for thousands."""
    for record in table.records():
        text, unit = record["valore"], record["unita"]
        if text and unit and _split_count(text, unit):
            cell = table.cell(record.row, "valore")
            whole = "un numero intero senza punti né virgole, come lo scrive il programma"
            message = f"Nel foglio {HISTORY.sheet} la cella {cell.rpartition('!')[2]} («Valore») contiene «{text}»; serve {whole}."
            yield error(message, cell=cell, found=text, expected=whole)


def _split_count(text: str, unit: str | None) -> bool:
    """Whether a number of whole things is written with decimals: 1.374 tickets are 1,374 or nothing that can be known."""
    return unit is not None and unit not in WITH_DECIMALS and _DECIMALS.fullmatch(text) is not None


def _value(text: str | None, unit: str | None) -> Value:
    if text is None or _split_count(text, unit):
        return None
    try:
        # Written by the program in machine notation: "0.485", never "1.715" for 1715; a cell that became a number
        # comes back with a comma.
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text


def _unit(name: str | None) -> Unit:
    return Unit(name) if name else TEXT
