"""The scalar cell functions: rules of the domain that staff may use anywhere in cells of their own.

Each is a plain function over what a cell may hold: text as Italians write it, numbers, percentages stored as fractions,
dates. Percentages come back as fractions, since that is what a cell with a percent format shows rightly.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from cst_xl.core import quantities, wording
from cst_xl.core.errors import BadValueError
from cst_xl.core.figures import Change, Share
from cst_xl.core.periods import Period
from cst_xl.core.sla_kinds import deviation_points, deviation_relative, outcome
from cst_xl.functions.catalogue import scalar
from cst_xl.functions.working_hours import cst_ore_lavorative, cst_scadenza

_HUNDRED = Decimal(100)
_MIDNIGHT = 24
_HOUR_SECONDS, _DAY_SECONDS = 3_600, 86_400
_PERCENT = "0.0%"


def _number(value: object) -> Decimal:
    """A number, or a percentage as its fraction when it is written with its sign."""
    if isinstance(value, str) and value.strip().endswith("%"):
        return quantities.percent(value, None, None).value / _HUNDRED
    return quantities.number(value)


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    share = Share(("parte",), ("tutto",)).of({"parte": part, "tutto": whole})
    return None if share is None else Decimal(share) / _HUNDRED


@scalar(
    "Legge un numero scritto all'italiana («1.715», «98,5», «1 254») e lo dà come numero.", testo="Il testo."
)
def cst_numero(testo: object) -> Decimal:
    """A number out of Italian text."""
    return _number(testo)


@scalar(
    "Legge una percentuale («99,00%», «98,985», 0,99) e la dà come frazione, da mostrare in formato percentuale.",
    _PERCENT,
    testo="Il testo o il numero.",
)
def cst_percentuale(testo: object) -> Decimal:
    """A percentage as a fraction."""
    return quantities.percent(testo).value / _HUNDRED


@scalar(
    "Legge un periodo («Q2 2016», «1°sem 2016») e lo scrive per esteso: «2° trimestre 2016».",
    testo="Il periodo.",
)
def cst_periodo(testo: object) -> str:
    """A period, written out."""
    return Period.parse(testo).label


@scalar(
    "Scostamento fra valore rilevato e atteso: per le percentuali la differenza (in punti), per millisecondi e "
    "frequenze il miglioramento relativo. Positivo = meglio dell'atteso.",
    "+0.000%;-0.000%;0.000%",
    atteso="Valore atteso per contratto: 98,50% · 7 ms · Ogni 6 mesi.",
    rilevato="Valore rilevato, nella stessa unità.",
)
def cst_scostamento(atteso: object, rilevato: object) -> Decimal:
    """Deviation of a measured value from the expected one, as a fraction; domain rule by the form of ``atteso``."""
    written = str(atteso).strip().casefold()
    if written.endswith("ms"):
        return (
            deviation_relative(quantities.milliseconds(atteso), quantities.milliseconds(rilevato)) / _HUNDRED
        )
    if not isinstance(atteso, (int, float, Decimal)) and "%" not in written:
        expected = quantities.Interval.parse(str(atteso)).months
        measured = quantities.Interval.parse(str(rilevato)).months
        return deviation_relative(Decimal(expected), Decimal(measured)) / _HUNDRED
    return deviation_points(quantities.percent(atteso).value, quantities.percent(rilevato).value) / _HUNDRED


@scalar(
    "Simbolo dell'esito: ↑ meglio dell'atteso, = come concordato, ↓ sotto.", scostamento="Lo scostamento."
)
def cst_esito(scostamento: object) -> str:
    """Arrow of a deviation."""
    return outcome(_number(scostamento)).symbol


@scalar(
    "Quota dei ticket risolti su quelli gestiti: (risolti + chiusi non di competenza) / gestiti.",
    _PERCENT,
    risolti="Ticket risolti.",
    non_comp="Ticket chiusi perché non di competenza.",
    gestiti="Ticket gestiti.",
)
def cst_risolti_su_gestiti(risolti: object, non_comp: object, gestiti: object) -> Decimal | None:
    """Solved over handled, as the published table computes it month by month."""
    solved, foreign, handled = (quantities.count(value) for value in (risolti, non_comp, gestiti))
    if solved + foreign > handled:
        raise BadValueError(solved + foreign, f"al massimo {handled}, i ticket gestiti")
    return _share(Decimal(solved + foreign), Decimal(handled))


@scalar(
    "Differenza percentuale fra due periodi: dopo / prima - 1.",
    "+0.0%;-0.0%;0.0%",
    prima="Valore del periodo di confronto.",
    dopo="Valore del periodo in corso.",
)
def cst_diff(prima: object, dopo: object) -> Decimal | None:
    """Relative change, as a fraction."""
    change = Change("dopo", "prima").of({"dopo": _number(dopo), "prima": _number(prima)})
    return None if change is None else Decimal(change) / _HUNDRED


@scalar(
    "Saldo dei servizi: nuovi - disattivati.", nuovi="Servizi attivati.", disattivati="Servizi disattivati."
)
def cst_saldo_servizi(nuovi: object, disattivati: object) -> int:
    """Balance of services."""
    return quantities.count(nuovi) - quantities.count(disattivati)


@scalar(
    "Fascia oraria di un'ora rispetto all'orario di sportello: «00:00-08:00», «08:00-18:00» o «18:00-24:00».",
    ora="Ora da 0 a 23, come numero o testo («9h», «09:30»).",
    apertura="Ora di apertura; 8 se manca.",
    chiusura="Ora di chiusura; 18 se manca.",
)
def cst_fascia_oraria(ora: object, apertura: object = 8, chiusura: object = 18) -> str:
    """Band of an hour of the day."""
    hour, opening, closing = (_hour(value) for value in (ora, apertura, chiusura))
    if not 0 < opening < closing:
        raise BadValueError(f"{opening}-{closing}", "un orario come 8 e 18")
    bands = pairwise((0, opening, closing, _MIDNIGHT))
    start, end = next((start, end) for start, end in bands if start <= hour < end)
    return f"{start:02d}:00-{end:02d}:00"


def _hour(value: object) -> int:
    if isinstance(value, datetime):
        return value.hour
    if isinstance(value, float) and 0 < value < 1:  # a time of day, as spreadsheets keep it
        return round(value * _DAY_SECONDS) // _HOUR_SECONDS % _MIDNIGHT
    text = str(value).strip().casefold().removesuffix("h").partition(":")[0].partition(".")[0]
    if not text.isdecimal() or not 0 <= int(text) < _MIDNIGHT:
        raise BadValueError(value, "un'ora da 0 a 23")
    return int(text)


@scalar(
    "Quota degli accessi fuori dall'orario di sportello, dalle tre fasce.",
    _PERCENT,
    prima="Accessi prima dell'apertura.",
    durante="Accessi in orario di sportello.",
    dopo="Accessi dopo la chiusura.",
)
def cst_fuori_orario(prima: object, durante: object, dopo: object) -> Decimal | None:
    """Share of visits outside opening hours."""
    before, within, after = (_number(value) for value in (prima, durante, dopo))
    if min(before, within, after) < 0:
        raise BadValueError(min(before, within, after), "accessi non negativi")
    return _share(before + after, before + within + after)


@scalar(
    "Minuti di fermo che corrispondono a una disponibilità in un periodo.",
    "#,##0",
    disponibilita="La disponibilità, per esempio 98,985%.",
    periodo="Il periodo, per esempio 2016-T2.",
)
def cst_fermo_minuti(disponibilita: object, periodo: object) -> Decimal:
    """Minutes of stop."""
    missing = _HUNDRED - quantities.percent(disponibilita).value
    return missing * Period.parse(periodo).minutes / _HUNDRED


@scalar(
    "Scrive una percentuale di crescita in parole vere: 68,4% → «quasi il 70%».",
    valore="La percentuale, per esempio 68,4% o 0,684.",
)
def cst_quasi(valore: object) -> str:
    """A percentage in words that hold for it."""
    return wording.claim_percent(_number(valore) * _HUNDRED)


@scalar(
    "Scrive un rapporto in parole vere: 3,6 → «oltre 3 volte e mezzo».",
    rapporto="Il rapporto fra i due valori.",
)
def cst_volte(rapporto: object) -> str:
    """A ratio in words that hold for it."""
    return wording.claim_times(_number(rapporto))


SCALARS = (
    cst_numero,
    cst_percentuale,
    cst_periodo,
    cst_scostamento,
    cst_esito,
    cst_risolti_su_gestiti,
    cst_diff,
    cst_saldo_servizi,
    cst_fascia_oraria,
    cst_fuori_orario,
    cst_fermo_minuti,
    cst_quasi,
    cst_volte,
    cst_ore_lavorative,
    cst_scadenza,
)
