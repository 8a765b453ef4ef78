"""Checks over the accesses: a day that isn't covered once, hours that can't be split, shares that don't make 100%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cst_xl.core.figures import Figures
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.quantities import format_number, format_percent
from cst_xl.core.section import Inputs
from cst_xl.core.tables import RawTable
from cst_xl.core.wording import join, plural
from cst_xl.sections.access.bands import HOURS, OUT_OF_HOURS, TOTAL, DayOfBands, read_bands
from cst_xl.sections.access.claims import CLAIM, ground, undecided
from cst_xl.sections.access.devices import DESKTOP, MOBILE, Devices, read_devices
from cst_xl.sections.access.hours import Band, gaps, overlaps
from cst_xl.sections.access.raw import (
    BANDS,
    DAY_NAMES,
    DEVICES,
    HOURS_BY_DAY,
    SHEET,
    SINGLE,
    THOUSANDS,
    WEEKDAYS,
)
from cst_xl.sections.access.week import CLOSED, WEEK_TOTAL, Week, read_week

_ALL: Final = 100
_SLACK: Final = 1
"""How far the sum of shares may be from 100%: each was rounded when it was typed."""


def check(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """All findings of the section."""
    if inputs[BANDS]:
        yield from _bands(inputs, read_bands(inputs))
    if inputs[HOURS_BY_DAY]:
        yield from _week(inputs, read_week(inputs))
        yield from _two_totals(inputs, figures)
    elif inputs[BANDS]:
        yield from _varying_hours(inputs)
    yield from _claim(figures)
    if inputs[DEVICES]:
        yield from _devices(inputs, read_devices(inputs))


def _bands(inputs: Inputs, day: DayOfBands) -> Iterator[Finding]:
    yield from _cover(inputs, BANDS, "fascia", day.bands)
    for reading in () if HOURS in inputs.parameters.unreadable else day.straddling:
        yield _straddles(inputs, BANDS, "fascia", reading.row, reading.band)
    units = {record["unita"] for record in inputs[BANDS].records()}
    first = int(inputs[BANDS].frame.index[0])
    cell = inputs[BANDS].cell(first, "unita")
    if {THOUSANDS, SINGLE} <= units:
        yield warning(
            f"Nel foglio {SHEET} gli accessi per fascia sono in parte in migliaia e in parte no: le migliaia sono state "
            "moltiplicate per mille.",
            cell=cell,
            found=join(sorted(unit for unit in units if unit)),
            expected="la stessa unità in tutte le righe",
        )
    elif units == {None} and any(reading.rounding for reading in day.readings):
        yield note(
            f"Nel foglio {SHEET} gli accessi per fascia non dicono l'unità e sono tutti sotto 1.000: sono considerati "
            "arrotondati all'unità (più o meno 0,5).",
            cell=cell,
            expected=f"«{THOUSANDS}» oppure «{SINGLE}»",
        )


def _cover(inputs: Inputs, table: RawTable, key: str, bands: Sequence[Band]) -> Iterator[Finding]:
    """The 24 hours must be there, once."""
    if not bands:
        return
    cell = inputs[table].cell(int(inputs[table].frame.index[0]), key)
    for found, problem in (
        (gaps(bands), "mancano gli accessi"),
        (overlaps(bands), "sono contati più volte gli accessi"),
    ):
        if found:
            stretches = join([band.label for band in found])
            yield error(
                f"Nel foglio {SHEET}, tabella «{table.title}», {problem} della fascia {stretches}: le quote non si calcolano.",
                cell=cell,
                found=join([band.label for band in bands[:8]]),
                expected="righe che coprono le 24 ore una volta sola",
            )


def _straddles(inputs: Inputs, table: RawTable, key: str, row: int, band: Band) -> Finding:
    return error(
        f"Nel foglio {SHEET} la fascia {band.label} è in parte dentro e in parte fuori dall'orario di sportello "
        f"({inputs.parameters[HOURS]}): la quota fuori orario non si calcola.",
        figure=OUT_OF_HOURS if table is BANDS else CLOSED,
        cell=inputs[table].cell(row, key),
        found=band.label,
        expected="fasce che cominciano e finiscono con l'orario di sportello del foglio Parametri",
    )


def _varying_hours(inputs: Inputs) -> Iterator[Finding]:
    """Bands without weekdays can't follow hours that differ from day to day."""
    if HOURS in inputs.parameters.unreadable:
        return
    if len({windows for windows in inputs.parameters[HOURS].week if windows}) > 1:
        yield note(
            "L'orario di sportello cambia da un giorno all'altro: una fascia è «in orario» se lo è in almeno un giorno. "
            f"Con la tabella «{HOURS_BY_DAY.title}» il conto è esatto.",
            figure=OUT_OF_HOURS,
            cell=f"{SHEET}!A5",
        )


def _week(inputs: Inputs, week: Week) -> Iterator[Finding]:
    table = inputs[HOURS_BY_DAY]
    yield from _cover(inputs, HOURS_BY_DAY, "ora", week.bands)
    first = int(table.frame.index[0])
    missing = [day for day in WEEKDAYS if day not in week.columns]
    if missing:
        yield error(
            f"Nel foglio {SHEET}, tabella «{HOURS_BY_DAY.title}», {plural(len(missing), 'manca', 'mancano')} "
            f"{join([DAY_NAMES[WEEKDAYS.index(day)] for day in missing])}: le quote dei giorni non si calcolano.",
            figure=CLOSED,
            cell=table.cell(first, missing[0]),
            expected="i sette giorni della settimana",
        )
    yield from _empty_cells(inputs, week)
    if HOURS in inputs.parameters.unreadable:
        return
    cut = {record.row: record["ora"] for day in WEEKDAYS for record in week.straddling(inputs, day)}
    for row, band in cut.items():
        yield _straddles(inputs, HOURS_BY_DAY, "ora", row, band)


def _two_totals(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """Bands and weekdays count the same accesses: their totals agree within the rounding of the bands."""
    day = read_bands(inputs)
    by_band, by_day = figures.number(TOTAL), figures.number(WEEK_TOTAL)
    if not inputs[BANDS] or day.factor is None or by_band is None or by_day is None:
        return
    slack = sum(reading.rounding for reading in day.readings) * day.factor
    if not -slack <= by_band * day.factor - by_day <= slack:
        yield warning(
            f"Nel foglio {SHEET} le fasce sommano {format_number(by_band * day.factor)} accessi, i giorni della settimana "
            f"{format_number(by_day)}: le due tabelle non parlano degli stessi accessi.",
            figure=TOTAL,
            cell=inputs[BANDS].cell(day.readings[0].row, "accessi"),
            found=format_number(by_band * day.factor),
            expected=format_number(by_day),
        )


def _empty_cells(inputs: Inputs, week: Week) -> Iterator[Finding]:
    told = {finding.cell for finding in inputs[HOURS_BY_DAY].findings}
    empty = [
        cell
        for record in week.records
        for day in week.columns
        if record[day] is None and (cell := inputs[HOURS_BY_DAY].cell(record.row, day)) not in told
    ]
    if empty:
        count = plural(len(empty), "una cella è vuota e vale", f"{len(empty)} celle sono vuote e valgono")
        yield warning(
            f"Nel foglio {SHEET}, tabella «{HOURS_BY_DAY.title}», {count} zero (la prima: {empty[0].rpartition('!')[2]}).",
            cell=empty[0],
            expected="un numero intero, anche 0",
        )


def _claim(figures: Figures) -> Iterator[Finding]:
    share = ground(figures)
    if share is not None and undecided(figures):
        yield warning(
            f"La quota di accessi a sportelli chiusi ({share.text}) è così vicina alla metà che l'arrotondamento dei dati "
            "non permette di dire se sono la maggior parte: la frase non viene scritta.",
            figure=CLAIM,
            found=share.text,
            expected="accessi non arrotondati",
        )


def _devices(inputs: Inputs, found: Devices) -> Iterator[Finding]:
    table = inputs[DEVICES]
    for device in found.repeated:
        yield error(
            f"Nel foglio {SHEET} il dispositivo «{device.name}» è ripetuto alla riga {device.row}: vale la prima riga.",
            cell=table.cell(device.row, "dispositivo"),
            found=device.name,
            expected="una riga per dispositivo",
        )
    for device in found.devices:
        if not device.recognised:
            yield warning(
                f"Nel foglio {SHEET} «{device.name}» non è un tipo di dispositivo conosciuto: è contato fra gli altri.",
                cell=table.cell(device.row, "dispositivo"),
                found=device.name,
                expected="Desktop, Smartphone, Tablet…",
            )
    if found.devices:
        yield from _amounts(inputs, found)
        yield from _one_sided(inputs, found)


def _amounts(inputs: Inputs, found: Devices) -> Iterator[Finding]:
    cell = inputs[DEVICES].cell(found.devices[0].row, "accessi")
    read = [device for device in found.devices if device.amount is not None]
    near_all = abs(found.total - _ALL) <= _SLACK
    if found.given_as_shares and not near_all:
        yield error(
            f"Nel foglio {SHEET} le quote dei dispositivi sommano {format_percent(found.total, 0, 2)}, non 100%.",
            cell=cell,
            found=format_percent(found.total, 0, 2),
            expected="100%",
        )
    elif found.given_as_counts and near_all:
        yield warning(
            f"Nel foglio {SHEET} gli accessi per dispositivo sommano {format_number(found.total)}: se sono percentuali, "
            "vanno scritte con il segno %.",
            cell=cell,
            found=format_number(found.total),
            expected="78% invece di 78",
        )
    elif len(read) == len(found.devices) and not (found.given_as_shares or found.given_as_counts):
        yield error(
            f"Nel foglio {SHEET} gli accessi per dispositivo sono in parte quote e in parte numeri: le quote non si calcolano.",
            cell=cell,
            expected="tutte percentuali, oppure tutti numeri",
        )


def _one_sided(inputs: Inputs, found: Devices) -> Iterator[Finding]:
    lacking = [
        name
        for category, name in ((DESKTOP, "desktop"), (MOBILE, "dispositivi mobili"))
        if all(device.category != category for device in found.devices)
    ]
    if lacking:
        yield warning(
            f"Nel foglio {SHEET} mancano gli accessi da {join(lacking)}.",
            figure=DESKTOP if "desktop" in lacking else MOBILE,
            cell=inputs[DEVICES].cell(found.devices[0].row, "dispositivo"),
            expected=f"una riga per {join(lacking)}",
        )
