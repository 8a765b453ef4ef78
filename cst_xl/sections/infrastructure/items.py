"""The known lines of the resources table: how each is recognised, read and printed.

Staff name the same thing in many ways («VM totali», «Macchine virtuali») and may write the unit beside the value or
in a column of its own. A unit that isn't the one expected is never converted by guess, since a terabyte has 1.000 or
1.024 gigabytes depending on who sells it; only times are, because a day has 24 hours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from cst_xl.core import quantities
from cst_xl.core.errors import BadValueError, shown
from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.kinds import plain
from cst_xl.core.quantities import Percent
from cst_xl.core.units import AVAILABILITY, Unit, count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cst_xl.core.tables import Record, TypedTable

Number = int | Decimal
_IMPLAUSIBLE_UPTIME: Final = Decimal(50)
_WORK: Final = re.compile(r"(giorn[oi]|gg|g) ?(uomo|persona)|(uomo|persona) ?(giorn[oi]|gg)")
_MACHINES: Final = r"(vm|virtual machines?|macchine virtuali|server virtuali)"


@dataclass(frozen=True)
class Item:
    """A known line.

    Attributes:
        key: End of its figure's id: ``infrastruttura.<key>``.
        label: Its name in the template and in messages.
        names: What `plain` names of it look like.
        read: One value, its unit taken away -> the number.
        unit: How it is printed.
        divisors: The units that may be written, plain, and what divides a value in them.
        needs_unit: Whether a value without a unit is worth a warning.
    """

    key: str
    label: str
    names: re.Pattern[str]
    read: Callable[[object], Number | Percent]
    unit: Unit
    divisors: Mapping[str, int]
    needs_unit: bool = False

    @property
    def figure(self) -> str:
        """Id of its figure."""
        return f"infrastruttura.{self.key}"


def _amount(value: object) -> Decimal:
    read = quantities.number(value)
    if read <= 0:
        raise BadValueError(value, "un numero maggiore di zero")
    return read


def _days(value: object) -> Decimal:
    read = quantities.number(value)
    if read < 0:
        raise BadValueError(value, "un numero di giorni, da 0 in su")
    return read


UPTIME: Final = Item(
    "uptime",
    "Uptime",
    re.compile(r"(uptime|disponibilita)( ((dell )?infrastruttura|hw|servizio|private cloud))*( %)?"),
    quantities.percent,
    AVAILABILITY,
    {"%": 1, "percento": 1, "per cento": 1},
)
STAGING: Final = Item(
    "fermo_staging",
    "Fermo staging",
    re.compile(
        r"ferm[oi]( macchin[ae])?( (programmat|schedulat)[oi])?( (dello |di |ambiente )*staging)?( (giorni|gg))?"
        r"|(fermo )?staging( fermo)?( (programmato|schedulato))?"
    ),
    _days,
    Unit("giorni", max_decimals=2, suffix="\u00a0giorni"),
    {"giorni": 1, "giorno": 1, "gg": 1, "g": 1, "ore": 24, "ora": 24, "h": 24, "minuti": 1440, "min": 1440},
    needs_unit=True,
)
MACHINES: Final = Item(
    "vm",
    "Virtual machine",
    re.compile(
        rf"(numero |totale )?{_MACHINES}( (totali|complessive|gestite|attive|in totale))?( private cloud)?"
    ),
    quantities.count,
    count("VM"),
    dict.fromkeys(("vm", "virtual machine", "virtual machines", "macchine virtuali", "n"), 1),
)
PRODUCTION: Final = Item(
    "vm_produzione",
    "Virtual machine di produzione",
    re.compile(rf"((di cui )?{_MACHINES} (di |in )?produzione|di cui (di |in )?produzione)"),
    quantities.count,
    count("VM"),
    MACHINES.divisors,
)
CORES: Final = Item(
    "cpu_core",
    "CPU core",
    re.compile(r"(numero )?(cpu cores?|cores?( cpu)?)( totali)?"),
    quantities.count,
    count("core"),
    dict.fromkeys(("core", "cores", "cpu core", "cpu cores", "n"), 1),
)
MEMORY: Final = Item(
    "ram",
    "RAM",
    re.compile(r"((memoria )?ram|memoria)( totale)?( gb)?"),
    _amount,
    Unit("GB", max_decimals=2, suffix="\u00a0GB"),
    dict.fromkeys(("gb", "gbyte", "gigabyte"), 1),
    needs_unit=True,
)
STORAGE: Final = Item(
    "storage",
    "Storage",
    re.compile(r"(storage|spazio disco|spazio di archiviazione|san)( totale)?( tb)?"),
    _amount,
    Unit("TB", max_decimals=2, suffix="\u00a0TB"),
    dict.fromkeys(("tb", "tbyte", "terabyte"), 1),
    needs_unit=True,
)
ITEMS: Final = (UPTIME, MACHINES, PRODUCTION, CORES, MEMORY, STORAGE, STAGING)


@dataclass(frozen=True)
class Reading:
    """The resources table, read.

    Attributes:
        values: By item key; only what could be read.
        notes: What staff wrote beside it, by item key.
        cells: Where the value stands, by item key.
        findings: What is wrong, with its cell.
    """

    values: Mapping[str, Number]
    notes: Mapping[str, str]
    cells: Mapping[str, str]
    findings: tuple[Finding, ...]

    def note(self, item: Item) -> str:
        """The remark beside an item, or an empty text."""
        return self.notes.get(item.key, "")


def read_items(table: TypedTable) -> Reading:
    """Read every known line; of a repeated one the first counts."""
    reader = _Reader(table)
    for record in table.records():
        if record["voce"] is not None:
            reader.line(record, _known(record["voce"]))
    return Reading(reader.values, reader.notes, reader.cells, tuple(reader.findings))


def _known(name: str) -> Item | None:
    return next((item for item in ITEMS if item.names.fullmatch(plain(name))), None)


class _Reader:
    """One reading: keeps what was found while the lines are taken apart, one at a time."""

    def __init__(self, table: TypedTable) -> None:
        self.table = table
        self.values: dict[str, Number] = {}
        self.notes: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.record: Record
        self.item: Item | None

    def line(self, record: Record, item: Item | None) -> None:
        self.record, self.item = record, item
        if item is None:
            self._unknown()
        elif item.key in self.cells:
            first = self.cells[item.key].rpartition("!")[2]
            what = f"«{item.label}» c'è già nella cella {first}: si legge quella."
            self._report(error, "voce", what, "una riga sola")
        else:
            self.cells[item.key] = self.table.cell(record.row, "valore")
            self.notes[item.key] = record["nota"] or ""
            value = None if record["valore"] is None else self._value(item, record)
            if value is not None:
                self.values[item.key] = value

    def _unknown(self) -> None:
        name = self.record["voce"]
        labels = {plain(item.label): item.label for item in ITEMS}
        near = get_close_matches(plain(name), labels, n=1, cutoff=0.75)
        hint = f" Forse «{labels[near[0]]}»?" if near else ""
        what = f"la voce «{name}» non è conosciuta e non viene letta.{hint}"
        self._report(warning, "voce", what, ", ".join(labels.values()))

    def _value(self, item: Item, record: Record) -> Number | None:
        bare, written = _split(record["valore"])
        unit = plain(record["unita"] or "")
        if unit and written and unit != written:
            what = f"l'unità accanto al valore e quella della colonna «Unità» («{record['unita']}») sono diverse."
            self._report(error, "valore", what, "una sola unità")
            return None
        named = next((word for word in plain(record["voce"]).split() if word in item.divisors), "")
        unit = unit or written or (named if item.needs_unit else "")
        signed = f"{bare}%" if item is UPTIME and unit == "%" and isinstance(bare, str) else bare
        try:
            value, remark = _with_note(item.read(signed))
        except BadValueError as bad:
            what = f"«{item.label}» contiene «{shown(record['valore'])}»; serve {bad.expected}. {bad.hint}".strip()
            self._report(error, "valore", what, bad.expected)
            return None
        divisor = self._divisor(item, unit)
        if divisor is None:
            return None
        if remark:
            self._report(warning, "valore", remark, "una percentuale, per esempio 99,985%")
        if item is UPTIME and value < _IMPLAUSIBLE_UPTIME:
            what = f"un uptime del {item.unit.text(value)} è poco plausibile."
            self._report(warning, "valore", what, "un valore vicino al 100%")
        return value if divisor == 1 else Decimal(value) / divisor

    def _divisor(self, item: Item, unit: str) -> int | None:
        """What divides a value in that unit; None when the value mustn't be used."""
        key, expected = "unita" if self.record["unita"] else "valore", item.unit.name
        if item is STAGING and _WORK.fullmatch(unit):
            what = (
                f"«{unit}» misura lavoro di persone, non un fermo di macchine: si legge come giorni di fermo."
            )
            self._report(warning, key, what, expected)
            return 1
        if not unit and item.needs_unit:
            what = f"«{item.label}» è senza unità di misura: si legge in {expected}."
            self._report(warning, key, what, expected)
        if not unit or unit in item.divisors:
            return item.divisors.get(unit, 1)
        what = f"l'unità di «{item.label}» è «{self.record['unita'] or unit}», ma serve {expected}: il valore non è usato."
        self._report(error, key, what, expected)
        return None

    def _report(self, make: Callable[..., Finding], key: str, what: str, expected: str) -> None:
        cell = self.table.cell(self.record.row, key)
        message = f"Nel foglio {self.table.table.sheet}, cella {cell.rpartition('!')[2]}: {what}"
        figure = None if self.item is None else self.item.figure
        found = shown(self.record[key])
        self.findings.append(make(message, figure=figure, cell=cell, found=found, expected=expected))


def _split(value: object) -> tuple[object, str]:
    """Take the unit off a value: "744 GB" -> "744" and "gb"; a number cell has none."""
    match = re.fullmatch(r"(.*?[0-9])\s*([^\W\d_][^\d]*|%)", value) if isinstance(value, str) else None
    return (value, "") if match is None else (match[1], plain(match[2]))


def _with_note(read: Number | Percent) -> tuple[Number, str]:
    return read if isinstance(read, Percent) else (read, "")
