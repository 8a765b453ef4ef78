"""Awkward cells, one table of them for every host.

Each is told as the catalogue takes it, as Excel hands it over through COM, and as xlwings' server receives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from cst_xl.core.kinds import EXCEL_EPOCH, CellError
from cst_xl.functions.catalogue import CellFunction

MISSING = -2147352572
"""What COM carries for an argument that was left out."""


@dataclass(frozen=True)
class Cell:
    """One awkward cell.

    Attributes:
        name: What is awkward about it.
        plain: As the catalogue takes it.
        com: As Excel hands it over through COM.
        wire: As the server receives it, JSON.
    """

    name: str
    plain: Any
    com: Any
    wire: Any


def same(name: str, value: Any) -> Cell:
    """A cell that is the same everywhere."""
    return Cell(name, value, value, value)


def failed(code: str, number: int) -> Cell:
    """A cell with an error value."""
    wire = {"type": "Error", "basicType": "Error", "basicValue": code}
    return Cell(f"errore {code}", CellError(code), number, wire)


def serial(moment: datetime) -> float:
    """A moment as a number of days."""
    return (moment - EXCEL_EPOCH).total_seconds() / 86400


def dated(name: str, moment: datetime) -> Cell:
    """A cell with a date: COM hands over a date, the server a number of days."""
    return Cell(name, moment, moment, serial(moment))


CELLS = (
    same("vuota", None),
    Cell("formula che dà un testo vuoto", None, "", ""),
    same("soli spazi", "   "),
    same("solo uno spazio unificatore", "\u00a0"),
    same("numero", 12.0),
    same("zero", 0.0),
    same("numero oltre i 32 bit", 9_999_999_999.0),
    same("numero con decimali", 0.485),
    same("numero negativo", -1.0),
    Cell("valuta", 12.5, Decimal("12.50"), 12.5),
    same("testo che è un numero italiano", "1.715"),
    same("percentuale scritta", "98,985%"),
    same("millisecondi", "7 ms"),
    same("meno tipografico e spazio unificatore", "\u22121,7\u00a0%"),
    same("testo qualunque", "pippo"),
    same("testo che sembra una formula", "=1+1"),
    same("testo lunghissimo", "9" * 400),
    same("vero", value=True),
    failed("#N/A", -2146826246),
    failed("#DIV/0!", -2146826281),
    failed("#SPILL!", -2146826243),
    same("errore scritto come testo", "#RIF!"),
    same("periodo", "2° trimestre 2016"),
)
DATES = (
    dated("data", datetime(2016, 4, 1)),
    dated("data con ora", datetime(2016, 4, 1, 9, 30)),
    Cell(
        "ora con il resto che lascia Excel",
        datetime(2016, 4, 1, 9, 30),
        datetime(2016, 4, 1, 9, 29, 59, 999_000),
        serial(datetime(2016, 4, 1, 9, 30)),
    ),
)
SAMPLES = {
    "testo": "1.715",
    "atteso": "98,50%",
    "rilevato": "98,985%",
    "scostamento": 0.00485,
    "risolti": 380.0,
    "non_comp": "21",
    "gestiti": 400.0,
    "prima": "1.254",
    "dopo": 1715.0,
    "nuovi": 12.0,
    "disattivati": "3",
    "ora": "9h",
    "apertura": 8.0,
    "chiusura": 18.0,
    "durante": 80.0,
    "disponibilita": "98,985%",
    "periodo": "2016-T2",
    "valore": "68,4%",
    "rapporto": 3.6,
    "inizio": "01/04/2016 09:30",
    "fine": "04/04/2016 12:00",
    "scadenza": "entro 1h lavorativa",
    "orario": "lun-ven 08:00-18:00",
    "provincia": "FI",
    "chiusure": [["Giorno di chiusura"], ["24/06/2016"]],
}
"""A sensible value for each argument of a scalar function."""


def around(function: CellFunction, cell: Cell) -> list[list[Cell]]:
    """Calls of a function with an awkward cell in each scalar place, the others sensible, and in all of them."""
    places = [at for at, argument in enumerate(function.arguments) if not argument.table]
    usual = [same(one.name, SAMPLES.get(one.name)) for one in function.arguments]
    calls = [[cell if at == place else one for at, one in enumerate(usual)] for place in places]
    return [*calls, [cell if at in places else one for at, one in enumerate(usual)]]
