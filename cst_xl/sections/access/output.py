"""What the bulletin shows of the accesses: tables by band, device and weekday, two charts, the sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Sentence, Series
from cst_xl.core.figures import Figures
from cst_xl.core.section import ComputedTable, Inputs
from cst_xl.core.shares import the_share
from cst_xl.core.units import RATE, WHOLE_RATE
from cst_xl.core.wording import join
from cst_xl.sections.access.bands import ACCESSES, OUT_OF_HOURS, TOTAL, band_id, read_bands, share_id
from cst_xl.sections.access.claims import CLAIM, MAINLY, ground
from cst_xl.sections.access.devices import CATEGORIES, DESKTOP, MOBILE, OTHER
from cst_xl.sections.access.hours import Band, clock
from cst_xl.sections.access.raw import DAY_NAMES, WEEKDAYS
from cst_xl.sections.access.week import (
    CLOSED,
    CLOSED_DAYS,
    IN_HOURS_TOTAL,
    OUT_OF_HOURS_TOTAL,
    closed_days,
    day_id,
)


def _band_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    groups = read_bands(inputs).groups
    for group in groups:
        yield Row((group.band.label, figures[band_id(group.band)], figures[share_id(group.band)]))
    if groups:
        yield Row(("Totale", figures[TOTAL], None), total=True)


def _device_rows(_: Inputs, figures: Figures) -> Iterator[Row]:
    for figure_id, (name, _label) in CATEGORIES.items():
        if figures.number(figure_id) is not None:
            yield Row((name, figures[figure_id]))


def _day_rows(_: Inputs, figures: Figures) -> Iterator[Row]:
    if figures.number(CLOSED_DAYS) is None:
        return
    for day, name in zip(WEEKDAYS, DAY_NAMES, strict=True):
        yield Row((name.capitalize(), figures[day_id(day, "orario")], figures[day_id(day, "fuori")]))
    yield Row(("Totale", figures[IN_HOURS_TOTAL], figures[OUT_OF_HOURS_TOTAL]), total=True)


BAND_TABLE: Final = ComputedTable(
    key="fasce",
    title="Accessi per fascia oraria, {period}",
    columns=(
        OutColumn("fascia", "Fascia", width=16),
        OutColumn("accessi", "Accessi", ACCESSES),
        OutColumn("quota", "Quota", RATE, 10),
    ),
    rows=_band_rows,
    room=12,
    note="Accessi nell'unità dei dati di origine.",
    help="Accessi del trimestre per fascia oraria e quota di ciascuna sul totale.",
)

DEVICE_TABLE: Final = ComputedTable(
    key="dispositivi",
    title="Accessi per dispositivo, {period}",
    columns=(OutColumn("dispositivo", "Dispositivo", width=24), OutColumn("quota", "Quota", WHOLE_RATE, 10)),
    rows=_device_rows,
    room=6,
    help="Quota degli accessi del trimestre da desktop, da smartphone e tablet, da altri dispositivi.",
)

DAY_TABLE: Final = ComputedTable(
    key="accessi_giorni",
    title="Accessi per giorno della settimana, {period}",
    columns=(
        OutColumn("giorno", "Giorno", width=14),
        OutColumn("orario", "In orario di sportello", ACCESSES, 14),
        OutColumn("fuori", "Fuori orario", ACCESSES, 14),
    ),
    rows=_day_rows,
    room=16,  # twice its eight rows: while a table is empty, half its room is kept
    note="Una festività che cade in un giorno di apertura conta come quel giorno della settimana.",
    help="Accessi del trimestre per giorno della settimana, dentro e fuori dall'orario di sportello.",
)


def charts(inputs: Inputs, figures: Figures) -> Iterator[Chart]:
    """Accesses by band, and by device."""
    unit = figures[TOTAL].unit.name
    yield Chart(
        key="accessi_fasce",
        kind=ChartKind.COLUMNS,
        title=f"Accessi per fascia oraria, {inputs.period.label}",
        table=BAND_TABLE.key,
        category="fascia",
        series=(Series("accessi", "accessi"),),
        x_title="Fascia oraria",
        y_title=unit.capitalize(),
        alternative=_bands_in_words(inputs, figures),
    )
    yield Chart(
        key="accessi_dispositivi",
        kind=ChartKind.DOUGHNUT,
        title=f"Accessi per dispositivo, {inputs.period.label}",
        table=DEVICE_TABLE.key,
        category="dispositivo",
        series=(Series("quota", "quota"),),
        alternative=_devices_in_words(inputs, figures),
    )


def _bands_in_words(inputs: Inputs, figures: Figures) -> str:
    said = []
    for group in read_bands(inputs).groups:
        number, share = figures[band_id(group.band)], figures[share_id(group.band)]
        if number.value is not None:
            said.append(f"{group.band.label}: {number.text}" + (f" ({share.text})" if share.text else ""))
    return f"Accessi per fascia oraria nel {inputs.period.label}: " + ("; ".join(said) or "nessun dato") + "."


def _devices_in_words(inputs: Inputs, figures: Figures) -> str:
    said = [
        f"{name} {figures[figure_id].text}"
        for figure_id, (name, _) in CATEGORIES.items()
        if figures.number(figure_id) is not None
    ]
    return f"Accessi per dispositivo nel {inputs.period.label}: " + ("; ".join(said) or "nessun dato") + "."


def say(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """The sentences that the figures support."""
    yield from _mainly(figures)
    yield from _by_device(figures)
    yield from _out_of_hours(inputs, figures)
    yield from _closed_days(inputs, figures)


def _mainly(figures: Figures) -> Iterator[Sentence]:
    share = ground(figures)
    if share is None or share.number is None or figures[CLAIM].value != MAINLY:
        return
    when = "in orari e giorni" if share.id == CLOSED else "in orari"
    text = f"Gli utenti accedono principalmente {when} in cui gli sportelli sono chiusi: {the_share(share.number)} degli accessi."
    yield Sentence("frase.accessi.principalmente", text, (CLAIM, share.id), headline=True)


def _by_device(figures: Figures) -> Iterator[Sentence]:
    words = {
        DESKTOP: "da desktop",
        MOBILE: "da dispositivi mobili (smartphone e tablet)",
        OTHER: "da altri dispositivi",
    }
    shares = {one: figures.number(one) for one in words}
    if shares[DESKTOP] is None or shares[MOBILE] is None:
        return
    parts = [(one, the_share(value, 0), words[one]) for one, value in shares.items() if value]
    if not parts:
        return
    (_, share, how), *others = parts
    text = f"{share} degli accessi avviene {how}"
    if others:
        text += ", " + join([f"{share} {how}" for _, share, how in others])
    yield Sentence("frase.accessi.dispositivi", _capital(text) + ".", tuple(one for one, _, _ in parts))


def _out_of_hours(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    share = figures.number(OUT_OF_HOURS)
    if share is None:
        return
    if share == 0:
        text = "Nessun accesso avviene fuori dall'orario di sportello."
    else:
        shut = [group.band for group in read_bands(inputs).groups if group.is_open is False]
        text = f"{_capital(the_share(share))} degli accessi avviene {_when(shut)}, fuori dall'orario di sportello."
    yield Sentence("frase.accessi.fuori_orario", text, (OUT_OF_HOURS,))


def _when(bands: list[Band]) -> str:
    """The times of the day in words, the night in one piece: "tra le 18:00 e le 08:00"."""
    runs: list[tuple[int, int]] = []
    for band in bands:
        if runs and runs[-1][1] == band.start:
            runs[-1] = (runs[-1][0], band.end)
        else:
            runs.append((band.start, band.end))
    if len(runs) > 1 and runs[0][0] == runs[-1][1] % (24 * 60):
        runs = [*runs[1:-1], (runs[-1][0], runs[0][1])]
    return join([f"tra le {clock(start)} e le {clock(end)}" for start, end in runs])


def _closed_days(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    closed, days = figures.number(CLOSED), figures.number(CLOSED_DAYS)
    names = join([DAY_NAMES[WEEKDAYS.index(day)] for day in closed_days(inputs)])
    if closed is None or days is None or not names:
        return
    if closed:
        text = f"{the_share(closed)} degli accessi avviene a sportelli chiusi; "
        text += f"{the_share(days)} avviene di {names}" if days else f"nessuno avviene di {names}"
    else:
        text = "nessun accesso avviene a sportelli chiusi"
    text = f"Contando anche i giorni di chiusura, {text}."
    yield Sentence("frase.accessi.giorni", text, (CLOSED, CLOSED_DAYS))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
