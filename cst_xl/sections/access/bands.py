"""Accesses by band of the day, and the share of those outside the counter's opening hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from cst_xl.core.figures import Figures, Share, Total
from cst_xl.core.section import Inputs
from cst_xl.core.tables import Record
from cst_xl.core.units import RATE, Unit, count
from cst_xl.sections.access.hours import Band, gaps, opening, overlaps, state_of
from cst_xl.sections.access.raw import BANDS, HOURS_BY_DAY, THOUSANDS, WEEKDAYS

OUT_OF_HOURS: Final = "accessi.fuori_orario"
TOTAL: Final = "accessi.totale"
HOURS: Final = "orario_sportello"
"""The parameter with the counter's hours."""

ACCESSES: Final = count("accessi")
_THOUSANDS: Final = count("migliaia di accessi")
_UNSAID: Final = count("accessi, unità non indicata")
_HALF: Final = Decimal("0.5")
_MOST_BANDS: Final = 8
SMALL: Final = 1000
"""Below it a value without a unit may well be in thousands: it is taken as rounded, and said to be of no known unit."""


@dataclass(frozen=True)
class Reading:
    """The accesses of one band.

    Attributes:
        band: Which part of the day.
        value: How many, in the unit of the day; None when unreadable.
        rounding: Half width of its rounding.
        row: Its sheet row.
    """

    band: Band
    value: int | None
    rounding: Decimal
    row: int


@dataclass(frozen=True)
class Group:
    """Neighbouring bands that the table shows as one.

    Attributes:
        band: All of them together.
        is_open: Whether the counter is open throughout; None when it opens or closes meanwhile.
        readings: The bands.
    """

    band: Band
    is_open: bool | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class DayOfBands:
    """All bands of the day.

    Attributes:
        readings: One a band, each band once, in the order of the day.
        repeated: Further rows for bands that are there already.
        unit: Unit of all values.
        groups: What the table shows: the bands given, or where those are many, hours of one kind together.
    """

    readings: tuple[Reading, ...]
    repeated: tuple[Reading, ...]
    unit: Unit
    groups: tuple[Group, ...]

    @property
    def bands(self) -> tuple[Band, ...]:
        """Every band, repeated ones included."""
        return tuple(reading.band for reading in (*self.readings, *self.repeated))

    @property
    def factor(self) -> int | None:
        """How many accesses one unit is; None when that wasn't said."""
        return {ACCESSES.name: 1, _THOUSANDS.name: 1000}.get(self.unit.name)

    @property
    def straddling(self) -> tuple[Reading, ...]:
        """The readings that the counter's opening or closing cuts in two."""
        return tuple(reading for group in self.groups if group.is_open is None for reading in group.readings)

    @cached_property
    def whole(self) -> bool:
        """Whether every minute of the day is counted once."""
        return bool(self.readings) and not gaps(self.bands) and not overlaps(self.bands)

    @cached_property
    def sound(self) -> bool:
        """Whether every minute of the day is counted once, on one side of the counter's hours."""
        return self.whole and not self.straddling


def band_id(band: Band) -> str:
    """Id of a band's accesses."""
    return f"accessi.fascia.{band.code}"


def share_id(band: Band) -> str:
    """Id of a band's share of the day."""
    return f"{band_id(band)}.quota"


def read_bands(inputs: Inputs) -> DayOfBands:
    """The bands that were given; without any, the sums of the table by hour and weekday."""
    records = [record for record in inputs[BANDS].records() if record["fascia"] is not None]
    unit, found = _given(records) if records else (ACCESSES, _from_hours(inputs))
    once: dict[Band, Reading] = {}
    for reading in found:
        once.setdefault(reading.band, reading)
    repeated = tuple(reading for reading in found if once[reading.band] is not reading)
    readings = tuple(once[band] for band in sorted(once))
    is_open = opening(inputs.parameters[HOURS])
    return DayOfBands(readings, repeated, unit, _groups(readings, is_open))


def _given(records: Sequence[Record]) -> tuple[Unit, list[Reading]]:
    """The readings in a common unit; an empty unit is that of the other rows."""
    said = {record["unita"] for record in records} - {None}
    mixed = len(said) > 1
    small = all(record["accessi"] is None or record["accessi"] < SMALL for record in records)
    unit = _THOUSANDS if said == {THOUSANDS} else ACCESSES if said or not small else _UNSAID
    readings = []
    for record in records:
        factor = 1000 if mixed and record["unita"] == THOUSANDS else 1
        exact = unit is ACCESSES and factor == 1
        value = None if record["accessi"] is None else record["accessi"] * factor
        readings.append(Reading(record["fascia"], value, Decimal(0) if exact else _HALF * factor, record.row))
    return unit, readings


def _from_hours(inputs: Inputs) -> list[Reading]:
    readings = []
    read = inputs[HOURS_BY_DAY].unreadable.isdisjoint(WEEKDAYS)
    for record in inputs[HOURS_BY_DAY].records():
        known = [record[day] for day in WEEKDAYS if record[day] is not None and read]
        if record["ora"] is not None:
            readings.append(Reading(record["ora"], sum(known) if known else None, Decimal(0), record.row))
    return readings


def _groups(readings: Sequence[Reading], is_open: Sequence[bool]) -> tuple[Group, ...]:
    groups: list[Group] = []
    for reading in readings:
        state = state_of(reading.band, is_open)
        last = groups[-1] if groups and len(readings) > _MOST_BANDS else None
        if last is not None and last.is_open is state and last.band.end == reading.band.start:
            groups.pop()
            both = Band(last.band.start, last.band.length + reading.band.length)
            groups.append(Group(both, state, (*last.readings, reading)))
        else:
            groups.append(Group(reading.band, state, (reading,)))
    return tuple(groups)


def compute_bands(inputs: Inputs, figures: Figures) -> None:
    """The accesses of each band, their shares, and the share outside the counter's opening hours."""
    day = read_bands(inputs)
    for reading in day.readings:
        label = f"Accessi nella fascia {reading.band.label}"
        figures.add(band_id(reading.band), reading.value, day.unit, label, rounding=reading.rounding)
    for group in day.groups:
        if band_id(group.band) not in figures:
            basis = Total(tuple(band_id(reading.band) for reading in group.readings))
            figures.derive(band_id(group.band), basis, day.unit, f"Accessi nella fascia {group.band.label}")
    every = tuple(band_id(group.band) for group in day.groups)
    if day.whole:
        figures.derive(TOTAL, Total(every), day.unit, "Accessi, totale delle fasce")
    else:
        figures.add(TOTAL, None, day.unit, "Accessi, totale delle fasce")
    for group in day.groups:
        label = f"Quota della fascia {group.band.label}"
        _share(day, figures, share_id(group.band), (band_id(group.band),), label)
    shut = tuple(band_id(group.band) for group in day.groups if group.is_open is False)
    label = "Quota di accessi fuori dall'orario di sportello"
    if HOURS in inputs.parameters.unreadable:
        figures.add(OUT_OF_HOURS, None, RATE, label)
    else:
        _share(day, figures, OUT_OF_HOURS, shut, label)


def _share(day: DayOfBands, figures: Figures, figure_id: str, part: tuple[str, ...], label: str) -> None:
    """A share of all accesses, if the day is sound."""
    if day.sound:
        whole = tuple(band_id(group.band) for group in day.groups)
        figures.derive(figure_id, Share(part, whole), RATE, label)
    else:
        figures.add(figure_id, None, RATE, label)
