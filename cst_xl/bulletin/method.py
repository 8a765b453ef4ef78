"""The *Nota metodologica*: how this very bulletin was computed, told from the rules and parameters in force.

What is said here is read from where it is decided (parameters, calendars, `claims`), never typed beside it, so that a
rule that changes changes its note. What a section alone knows comes from the section: its line «come si legge».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cst_xl.core.claims import NEAR
from cst_xl.core.closures import italian_holidays
from cst_xl.core.grammar import article_percent, join
from cst_xl.core.quantities import format_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cst_xl.core.parameters import Parameters
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Edition, SectionResult

_WEEKDAYS: Final = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_STOPS: Final = {
    "inclusi": "I fermi programmati contano come indisponibilità: la disponibilità è in percentuale dei {} minuti del "
    "trimestre.",
    "esclusi": "I fermi programmati non contano: escono dai minuti di fermo e dai {} minuti del trimestre di cui la "
    "disponibilità è la percentuale.",
}
_STATISTICS: Final = {
    "massimo": "il valore massimo misurato",
    "media": "la media dei valori misurati",
    "95° percentile": "il 95° percentile dei valori misurati",
}
_SEVERAL: Final = {
    "minimo": "il valore più basso",
    "media": "la media",
    "almeno uno": "il tempo in cui almeno uno funzionava",
}


@dataclass(frozen=True)
class Note:
    """One rule of the *Nota metodologica*."""

    title: str
    text: str


def method(edition: Edition) -> tuple[Note, ...]:
    """The rules of an edition that has a period, in the order of reading.

    Raises:
        BadValueError: The province in the parameters isn't one.
    """
    return tuple(_notes(edition))


def _notes(edition: Edition) -> Iterator[Note]:
    period, parameters = edition.period, edition.parameters
    if period is None:
        return
    yield _source(period)
    yield _outcomes()
    yield _stops(period, parameters)
    yield from _response_times(parameters)
    yield _service_hours(parameters)
    yield _holidays(period, parameters)
    yield _totals()
    yield _rounding()
    yield _words()
    yield from (note for result in edition for note in _section(result))


def _source(period: Period) -> Note:
    text = (
        f"I dati si riferiscono al {period.label}, dal {period.start:%d/%m/%Y} al {period.end:%d/%m/%Y} "
        f"({period.days} giorni), o al periodo indicato accanto a loro. Totali, percentuali, esiti e frasi sono calcolati "
        "dai dati di origine."
    )
    return Note("Periodo e fonti", text)


def _outcomes() -> Note:
    text = (
        "Ogni misura si confronta con la sua soglia usando i valori esatti, non quelli stampati: un valore sotto la soglia "
        "resta sotto anche se la differenza non si vede. Lo scostamento della disponibilità è in punti percentuali "
        "(rilevato meno atteso); quello di tempi e frequenze è in percentuale dell'atteso; quello di una scadenza è la "
        "quota di casi fuori termine. Uno scostamento maggiore di zero è sempre a favore di chi usa il servizio."
    )
    return Note("Esiti degli SLA", text)


def _stops(period: Period, parameters: Parameters) -> Note:
    share = _STOPS[parameters["fermi_programmati"]].format(format_number(period.minutes))
    text = (
        f"{share} {_monitored(parameters)} Nei fermi registrati è indisponibile solo il tempo dei fermi; quelli dello "
        "stesso sistema che si sovrappongono contano una volta sola, e di un fermo a cavallo di due trimestri conta la "
        "parte interna."
    )
    return Note("Disponibilità e fermi", text)


def _monitored(parameters: Parameters) -> str:
    """How the states that a monitoring tool reports become an availability: the rule that the import follows."""
    from cst_xl.intake.availability import Rule

    rule = Rule.of(parameters)
    unknown = "conta come fermo" if rule.undetermined_counts else "esce dal periodo"
    degraded = "conta come disponibile" if rule.warning_is_good else "conta come fermo"
    return (
        f"Nei dati del monitoraggio il tempo in cui lo stato di un sistema non è noto {unknown} e lo stato WARNING {degraded}; "
        f"di più sistemi in uno stesso SLA conta {_SEVERAL.get(rule.several, rule.several)}."
    )


def _response_times(parameters: Parameters) -> Iterator[Note]:
    statistic = _STATISTICS.get(parameters["sla3_statistica"])
    if statistic:
        yield Note("Tempi di risposta", f"Con la soglia si confronta {statistic}.")


def _service_hours(parameters: Parameters) -> Note:
    service, counter = parameters["orario_servizio"].label, parameters["orario_sportello"].label
    text = f"Le scadenze in ore lavorative corrono nell'orario di servizio ({service}), festività escluse; "
    text += "quelle in ore e minuti corrono senza interruzioni. Gli accessi «fuori orario» sono quelli fuori "
    text += "dall'orario di sportello" + (", che è lo stesso." if service == counter else f" ({counter}).")
    return Note("Orari", text)


def _holidays(period: Period, parameters: Parameters) -> Note:
    closed = _closed(period, parameters)
    week = parameters["orario_servizio"].week
    served = [
        period.start.fromordinal(day) for day in range(period.start.toordinal(), period.end.toordinal() + 1)
    ]
    working = sum(1 for day in served if week[day.weekday()] and day not in closed)
    patron = parameters["provincia"]
    known = "Le festività sono quelle nazionali" + (
        f" e il patrono (provincia di {patron})" if patron else ""
    )
    named = [
        f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}" + (f" ({why})" if why else "")
        for day, why in closed.items()
    ]
    text = (
        f"{known}. Nel trimestre il servizio è chiuso {join(named)}. "
        if named
        else f"{known}: nessuna nel trimestre. "
    )
    text += (
        f"I giorni di servizio sono\u00a0{working}." if working != 1 else "C'è un solo giorno di servizio."
    )
    return Note("Festività e chiusure", text)


def _closed(period: Period, parameters: Parameters) -> Mapping[date, str]:
    """Holidays and closures of the quarter on days that have service hours."""
    week = parameters["orario_servizio"].week
    every = dict(italian_holidays([period.year], parameters["provincia"] or None))
    every.update((day, why or every.get(day, "")) for day, why in parameters.closures.items())
    return {day: why for day, why in sorted(every.items()) if day in period and week[day.weekday()]}


def _totals() -> Note:
    text = (
        "I totali sono le somme delle righe. La percentuale di un totale è il rapporto fra i totali, non la media delle "
        "percentuali delle righe. Una variazione è in percentuale del valore di confronto."
    )
    return Note("Totali e percentuali", text)


def _rounding() -> Note:
    text = (
        "Si arrotonda solo per stampare, alla cifra più vicina; a metà, verso l'alto in valore assoluto (0,25 diventa 0,3). "
        "Nelle frasi una quota che non è tutto o niente non si stampa mai come 100% o 0%: prende i decimali che servono. "
        "Per l'arrotondamento le percentuali stampate possono non sommare a 100."
    )
    return Note("Arrotondamenti", text)


def _words() -> Note:
    least, near = article_percent(100 * (1 - NEAR)), article_percent(100 * NEAR)
    text = (
        f"«Quasi» un numero vuol dire almeno {least} di quel numero, ma meno di quel numero; «oltre», più di quel numero; "
        f"«circa», con una differenza che non supera {near}. «Quasi pari» a un altro valore vuol dire almeno {least} di "
        "esso, ma meno di esso. Le parole le sceglie una regola a partire dal valore esatto."
    )
    return Note("Quasi, oltre, circa", text)


def _section(result: SectionResult) -> Iterator[Note]:
    if result.filled:
        yield Note(result.section.title, result.section.reading)
