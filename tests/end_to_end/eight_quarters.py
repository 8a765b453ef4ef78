"""Raw data of eight quarters, 2015-T1 to 2016-T4, and what follows from them by plain arithmetic.

The 2nd quarter of 2016 is the real one; the others are drawn around it, always the same. Nothing here uses the package:
what it computes is held against this.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

REAL = Path(__file__).parents[2] / "workbooks/esempio-2016-T2"
QUARTERS = tuple(f"{year}-T{number}" for year in (2015, 2016) for number in (1, 2, 3, 4))
MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
ORDINALS = ("", "", "seconda", "terza", "quarta", "quinta", "sesta", "settima")


@dataclass(frozen=True)
class Quarter:
    """One quarter.

    Attributes:
        name: ``2016-T2``.
        handled: Mail tickets handled, month by month.
        services: Services at its end.
        uses: Uses by category of its semester so far.
        bands: Accesses by band of hours.
        uptime: Percent, in hundredths.
        icms: Availability of SLA.2, in thousandths of a percent.
        credentials: Credentials of its semester so far, and how many of them are CNS.
    """

    name: str
    handled: tuple[int, int, int]
    services: int
    uses: dict[str, int]
    bands: tuple[int, int, int]
    uptime: int
    icms: int
    credentials: tuple[int, int]

    @property
    def year(self) -> int:
        return int(self.name[:4])

    @property
    def number(self) -> int:
        return int(self.name[-1])

    @property
    def semester(self) -> str:
        return f"{self.year}-S{(self.number + 1) // 2}"

    @property
    def end(self) -> date:
        return date(self.year, 3 * self.number, {1: 31, 2: 30, 3: 30, 4: 31}[self.number])

    @property
    def label(self) -> str:
        return f"{self.number}° trimestre {self.year}"


def real(table: str) -> list[list[str]]:
    """A table of the real quarter, headers first."""
    with (REAL / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def whole(text: str) -> int:
    return int(text.replace(".", ""))


def drawn() -> dict[str, Quarter]:
    """The eight quarters, always the same."""
    chance = random.Random(2016)
    usage = {row[0]: (whole(row[1]), whole(row[2])) for row in real("utilizzo")[1:]}
    made = {}
    for at, name in enumerate(QUARTERS):
        half = at % 2 == 0  # the first quarter of a semester knows half of its uses
        year_of_semester = {"2015-S1": 0, "2016-S1": 1}
        semester = f"{name[:4]}-S{(int(name[-1]) + 1) // 2}"
        uses = {}
        for category, both in usage.items():
            base = (
                both[year_of_semester[semester]]
                if semester in year_of_semester
                else round(both[1] * chance.uniform(0.8, 1.2))
            )
            uses[category] = base // 2 if half else base
        made[name] = Quarter(
            name,
            tuple(chance.randint(380, 620) for _ in range(3)),
            354 - at + 3 * (at % 3),
            uses,
            tuple(chance.randint(*span) for span in ((12, 20), (70, 85), (28, 38))),
            10_000 - chance.choice((0, 0, 3, 12, 40)),
            chance.choice((98_985, 99_200, 98_100, 99_900)),
            (3_400 if half else 6_900, 700 if half else 1_500),
        )
    made["2016-T2"] = Quarter(
        "2016-T2", (393, 647, 451), 350, {name: both[1] for name, both in usage.items()}, (17, 77, 33), 10_000, 98_985,
        (6_929, 1_522),
    )  # fmt: skip
    return made


def pasted(quarter: Quarter, quarters: dict[str, Quarter]) -> dict[str, list[list[str]]]:
    """What staff paste in a quarter, by sheet; the semester of comparison and past years are in the workbook already."""
    months = MONTHS[3 * quarter.number - 3 : 3 * quarter.number]
    monthly = [
        [month, "1000", "4", "90", "80", str(handled), "1", "30", "0", str(handled - 31), ""]
        for month, handled in zip(months, quarter.handled, strict=True)
    ]
    levels = [list(row) for row in real("sla")[1:]]
    levels[1][1] = f"{quarter.icms // 1000},{quarter.icms % 1000:03d}%"
    items = [list(row) for row in real("infrastruttura")[1:]]
    items[0][1] = f"{quarter.uptime // 100},{quarter.uptime % 100:02d}%"
    bands = ("00:00-08:00", "08:00-18:00", "18:00-24:00")
    return {
        "Dati Ticket Mensili": monthly,
        "Dati SLA": levels,
        "Dati Infrastruttura": items,
        "Dati Accessi": [[band, str(number), ""] for band, number in zip(bands, quarter.bands, strict=True)],
        "Dati Servizi": [
            *before_services(quarter, quarters),
            [f"{quarter.end:%d/%m/%Y}", str(quarter.services), "", ""],
        ],
        "Dati Utilizzo": [
            [name, str(base_of(quarter, quarters)[name]), str(uses), ""]
            for name, uses in quarter.uses.items()
        ],
        "Dati Credenziali": [*past_credentials(quarter, quarters), *own_credentials(quarter)],
    }


def base_of(quarter: Quarter, quarters: dict[str, Quarter]) -> dict[str, int]:
    """Uses in the same semester of the year before: whole, since it is over."""
    if quarter.year == 2016:
        return quarters[f"2015-T{2 * ((quarter.number + 1) // 2)}"].uses
    return {
        name: uses * 9 // 10
        for name, uses in quarters[f"2015-T{2 * ((quarter.number + 1) // 2)}"].uses.items()
    }


def before_services(quarter: Quarter, quarters: dict[str, Quarter]) -> list[list[str]]:
    """The stock at the end of last year."""
    last = 352 if quarter.year == 2015 else quarters["2015-T4"].services
    return [[f"31/12/{quarter.year - 1}", str(last), "", ""]]


def own_credentials(quarter: Quarter) -> list[list[str]]:
    """The line of the semester, in the quarter that ends it."""
    number, cns = quarter.credentials
    name = f"{quarter.year} {(quarter.number + 1) // 2}sem"
    return [] if quarter.number % 2 else [[name, str(number), str(cns)]]


def past_credentials(quarter: Quarter, quarters: dict[str, Quarter]) -> list[list[str]]:
    """The years until 2014, then the semesters that were over before the quarter."""
    years = [row for row in real("credenziali")[1:] if row[0] in map(str, range(2007, 2015))]
    semesters = [own_credentials(one) for name, one in quarters.items() if name < quarter.name]
    return years + [line for lines in semesters for line in lines]


def expected(quarter: Quarter, quarters: dict[str, Quarter]) -> dict[str, Fraction | int]:
    """Figures that follow from a quarter's raw data."""
    base = base_of(quarter, quarters)
    lines = past_credentials(quarter, quarters) + own_credentials(quarter)
    return {
        "ticket.totale.gestiti": sum(quarter.handled),
        "ticket.telefono.gestiti": 3 * 170,
        "servizi.attivi": quarter.services,
        "accessi.totale": sum(quarter.bands),
        "infrastruttura.uptime": Fraction(quarter.uptime, 100),
        "sla.SLA.2.rilevato": Fraction(quarter.icms, 1000),
        f"utilizzo.totale.{quarter.semester}": sum(quarter.uses.values()),
        f"utilizzo.totale.{quarter.year - 1}{quarter.semester[4:]}": sum(base.values()),
        "utilizzo.totale.diff": Fraction(100 * sum(quarter.uses.values()), sum(base.values())) - 100,
        "credenziali.totale": sum(whole(line[1]) for line in lines),
        "credenziali.totale.cns": sum(whole(line[2]) for line in lines if line[2]),
    }


FOLLOWED = {
    "frase.ticket.andamento": lambda one: sum(one.handled),
    "frase.servizi.andamento": lambda one: one.services,
    "frase.accessi.andamento": lambda one: sum(one.bands),
    "frase.infrastruttura.andamento": lambda one: one.uptime,
}
"""Sentences on a direction, and the number that they are about."""


def direction(sentence: str, name: str, quarters: dict[str, Quarter]) -> str:
    """«in calo per la seconda volta consecutiva», or nothing."""
    values = [FOLLOWED[sentence](quarters[one]) for one in QUARTERS if one <= name]
    steps = [(now > before) - (now < before) for before, now in pairwise(values)]
    if not steps or steps[-1] == 0:
        return ""
    times = 0
    while times < len(steps) and steps[-1 - times] == steps[-1]:
        times += 1
    word = "aumento" if steps[-1] > 0 else "calo"
    return f"in {word}" + (f" per la {ORDINALS[times]} volta consecutiva" if times > 1 else "")


def claims_in_a_row(name: str, quarters: dict[str, Quarter]) -> int:
    """For how many quarters, this one included, SLA.2 was on the same side of its 98,5%: the verb of the SLA sentence."""
    sides = [quarters[one].icms >= 98_500 for one in QUARTERS if one <= name]
    times = 1
    while times < len(sides) and sides[-1 - times] == sides[-1]:
        times += 1
    return times
