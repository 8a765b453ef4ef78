"""Raw tables of the accesses: by band or hour of the day, by hour and weekday, by kind of device."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cst_xl.core import kinds, quantities
from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import Kind, Noted
from cst_xl.core.tables import Column, RawTable
from cst_xl.sections.access.hours import BAND

SHEET: Final = "Dati Accessi"
THOUSANDS: Final = "migliaia"
SINGLE: Final = "accessi"
WEEKDAYS: Final = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
DAY_NAMES: Final = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_ENGLISH_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Percentage:
    """A device's accesses given as a share, in percent."""

    value: Decimal


def _amount(value: object) -> int | Percentage | Noted:
    """A count, or a share written with its sign or kept by a cell as a fraction."""
    is_fraction = isinstance(value, (float, Decimal)) and 0 < value <= 1
    if is_fraction or (isinstance(value, str) and value.strip().endswith("%")):
        read = quantities.percent(value)
        share = Percentage(read.value)
        return Noted(share, read.note) if read.note else share
    try:
        return quantities.count(value)
    except BadValueError as bad:
        raise BadValueError(value, AMOUNT.expected, bad.hint) from None


AMOUNT: Final = Kind(
    "amount", "un numero intero, per esempio 99.060, oppure una percentuale, per esempio 78%", _amount
)

BANDS: Final = RawTable(
    key="fasce",
    sheet=SHEET,
    title="Accessi per fascia oraria",
    columns=(
        Column(
            "fascia", "Fascia oraria", BAND, required=True, width=18,
            also=("label", "etichetta", "ora", "ora locale", "ora del server", "visite per ora locale", "fascia"),
            help="Una fascia («08:00-18:00») o un'ora («8», «8h»); le righe devono coprire le 24 ore una volta sola.",
        ),
        Column(
            "accessi", "Accessi", kinds.COUNT, required=True, width=12, also=("nb_visits", "visite", "visits"),
            help="Quanti accessi nel trimestre in quella fascia: un numero intero.",
        ),
        Column(
            "unita", "Unità", kinds.one_of(SINGLE, THOUSANDS), width=12, also=("unità di misura",),
            help="«migliaia» se i valori sono arrotondati alle migliaia, altrimenti «accessi».",
        ),
    ),
    hint="Da Matomo o dal bollettino: gli accessi per ora o per fascia.",
    neighbours=True,
    capacity=48,
)  # fmt: skip

HOURS_BY_DAY: Final = RawTable(
    key="ore_giorni",
    sheet=SHEET,
    title="Accessi per ora e giorno della settimana",
    columns=(
        Column("ora", "Ora", BAND, required=True, width=12, also=("fascia oraria", "fascia"), help="Un'ora («8», «8h») o una fascia."),
        *(
            Column(
                day, day.capitalize(), kinds.COUNT, width=9, also=(name, english, english[:3]),
                help=f"Accessi di {name} in quell'ora, nel trimestre.",
            )
            for day, name, english in zip(WEEKDAYS, DAY_NAMES, _ENGLISH_DAYS, strict=True)
        ),
    ),
    hint="Facoltativo: con questa tabella si contano anche i giorni di chiusura.",
    first_column=5,
    neighbours=True,
    capacity=48,
)  # fmt: skip

DEVICES: Final = RawTable(
    key="dispositivi",
    sheet=SHEET,
    title="Accessi per tipo di dispositivo",
    columns=(
        Column(
            "dispositivo", "Dispositivo", kinds.TEXT, required=True, width=24,
            also=("label", "etichetta", "tipo dispositivo", "tipo di dispositivo", "device type"),
            help="Il tipo: «Desktop», «Smartphone», «Tablet», «Smartphone e tablet»…",
        ),
        Column(
            "accessi", "Accessi o quota", AMOUNT, required=True, width=16,
            also=("nb_visits", "visite", "visits", "accessi", "quota", "percentuale"),
            help="Quanti accessi («99.060») oppure la quota con il segno % («78%»).",
        ),
    ),
    hint="Da Matomo («Tipo dispositivo») o dal bollettino.",
    first_column=14,
    neighbours=True,
    capacity=30,
)  # fmt: skip
