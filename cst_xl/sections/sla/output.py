"""What the section *SLA* shows and says: its two tables, its chart, and sentences in which no breach is hidden."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Sentence, Series
from cst_xl.core.figures import Figures
from cst_xl.core.grammar import join, of_percent, plural
from cst_xl.core.quantities import format_number
from cst_xl.core.section import ComputedTable
from cst_xl.core.sla_kinds import Outcome, SlaKind
from cst_xl.core.trends import consecutive, repeated
from cst_xl.core.units import AVAILABILITY, MINUTES, POINTS, SYMBOL, TEXT
from cst_xl.sections.sla.levels import Level, read_levels
from cst_xl.sections.sla.output_cases import lasting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.section import Inputs

# A numeric column has one format for all rows: one more decimal than usual keeps 98,4996% apart from 98,50%.
_MEASURED: Final = replace(AVAILABILITY, max_decimals=4)
_GAP: Final = replace(POINTS, max_decimals=4)
_VERBS: Final = {"superano": "supera", "rispettano o superano": "rispetta o supera", "rispettano": "rispetta"}
_STATISTICS: Final = {
    "massimo": "il valore massimo",
    "media": "la media",
    "95° percentile": "il 95° percentile",
}
_PREAMBLE: Final = re.compile(
    r"(?:tasso di )?(?:disponibilit\w+'? *)?(?:\(?uptime\)? *)?(?:(?:de[il]|dell[aeo]|degli) |dell')?",
    re.IGNORECASE,
)


def system_name(description: str) -> str:
    """The system in the text of a level: "Tasso di disponibilità (uptime) del sistema Icms" -> "sistema Icms"."""
    return _PREAMBLE.sub("", description, count=1).strip()


def _level_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    for level in read_levels(inputs):
        key = f"sla.{level.code}"
        words = "senza esito" if level.outcome is None else level.outcome.words
        cells = (figures[f"{key}.{part}"] for part in ("atteso", "rilevato", "scostamento"))
        yield Row((figures[f"{key}.esito"], level.code, level.description, *cells, words))


def _measured_availabilities(inputs: Inputs, figures: Figures) -> Iterator[Level]:
    for level in read_levels(inputs):
        if level.kind is SlaKind.AVAILABILITY and figures.number(f"sla.{level.code}.rilevato") is not None:
            yield level


def _availability_rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    """Both readings of planned stops stand beside the one that holds, where months or stops gave them."""
    parts = ("atteso", "rilevato", "scostamento", "fermo_minuti", "budget_residuo", "esito")
    both = ("disponibilita_inclusi", "disponibilita_esclusi")
    for level in _measured_availabilities(inputs, figures):
        name = system_name(level.description)
        cells = (figures[f"sla.{level.code}.{part}"] for part in parts)
        readings = (figures.get(f"sla.{level.code}.{part}") for part in both)
        yield Row((level.code, name[:1].upper() + name[1:], *cells, *readings))


def charts(inputs: Inputs, figures: Figures) -> Iterator[Chart]:
    """Draw expected beside measured availability, on an axis that starts just below the lowest."""
    codes = [level.code for level in _measured_availabilities(inputs, figures)]
    pairs = [(figures[f"sla.{code}.atteso"], figures[f"sla.{code}.rilevato"]) for code in codes]
    values = [Decimal(figure.number) for pair in pairs for figure in pair if figure.number is not None]
    if not values:
        return
    lowest = max(Decimal(0), (min(values) - 1).to_integral_value(ROUND_FLOOR))
    points = (
        f"{code}: atteso {a.text or 'non noto'}, rilevato {r.text}"
        for code, (a, r) in zip(codes, pairs, strict=True)
    )
    yield Chart(
        key="sla_disponibilita",
        kind=ChartKind.COLUMNS,
        title=f"Disponibilità attesa e rilevata, {inputs.period.label}",
        table="sla_disponibilita",
        category="codice",
        series=(Series("atteso", "atteso"), Series("rilevato", "rilevato")),
        x_title="SLA",
        y_title="Disponibilità (%)",
        alternative=f"Disponibilità nel {inputs.period.label}. " + "; ".join(points) + ".",
        lowest=float(lowest / AVAILABILITY.scale),
    )


def say(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """Say the outcome, the longest stop and the choices behind the measures."""
    if figures["sla.frase.titolo"].value is None:
        return
    yield _headline(inputs, figures)
    yield from _longest_stop(inputs, figures)
    yield from _criteria(figures)


def _headline(inputs: Inputs, figures: Figures) -> Sentence:
    counts = ("sla.sopra", "sla.pari", "sla.sotto", "sla.senza_esito")
    above, equal, below, without = (int(figures.number(key) or 0) for key in counts)
    claim, total = str(figures["sla.frase.titolo"].value), above + equal + below
    opening = _opening(inputs, claim)
    breaches = [level.code for level in read_levels(inputs) if level.outcome is Outcome.BELOW]
    if breaches:
        verb = plural(below, "non rispetta", "non rispettano")
        named = "; ".join(_breach(figures, code) for code in breaches)
        text = f"{opening} {verb} la soglia attesa per contratto {below} SLA su {total}: {named}."
        text += f" Degli altri, {_many(above)} sopra e {_many(equal)} pari." if above + equal else ""
    else:
        who = "l'unico SLA valutato" if total == 1 else "gli SLA valutati" if without else "gli SLA"
        verb = _VERBS[claim] if total == 1 else claim
        tally = f": {_many(above)} sopra, {_many(equal)} pari, nessuno sotto" if total > 1 else ""
        text = f"{opening} {who} {verb} la soglia attesa per contratto{tally}."
    if without:
        text += f" {format_number(without)} {plural(without, 'resta', 'restano')} senza esito."
    parts = tuple(f"sla.{code}.{part}" for code in breaches for part in ("atteso", "rilevato"))
    basis = ("sla.frase.titolo", "periodo.frase_sla", *counts, *parts)
    return Sentence("frase.sla.titolo", text, basis, headline=True)


def _opening(inputs: Inputs, claim: str) -> str:
    """«Anche» when the quarter before made the very same claim, and from the third time on for how long."""
    before = repeated("sla.frase.titolo", inputs.period, inputs.history, lambda past: past == claim)
    series = f",{consecutive(before + 1)}," if before > 1 else ""
    return f"{'Anche nel' if before else 'Nel'} {inputs.period.label}{series}"


def _breach(figures: Figures, code: str) -> str:
    return f"{code} (atteso {figures[f'sla.{code}.atteso'].text}, rilevato {figures[f'sla.{code}.rilevato'].text})"


def _many(number: int) -> str:
    return format_number(number) if number else "nessuno"


def _longest_stop(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    levels = list(_measured_availabilities(inputs, figures))
    agreed = [level for level in read_levels(inputs) if level.kind is SlaKind.AVAILABILITY]
    if not levels or len(levels) < len(agreed):  # the one that isn't known may be the longest
        return
    worst = max(levels, key=lambda level: figures.number(f"sla.{level.code}.fermo_minuti") or 0)
    key = f"sla.{worst.code}"
    stop = figures.number(f"{key}.fermo_minuti")
    left = figures.number(f"{key}.budget_residuo")
    if not stop:
        text = "I sistemi con una soglia di disponibilità non hanno avuto fermi."
        yield Sentence("frase.sla.fermo", text, tuple(f"sla.{level.code}.fermo_minuti" for level in levels))
        return
    name = f"{worst.code}, {system_name(worst.description)}" if worst.description else worst.code
    text = f"Il maggior tempo di fermo è quello di {name}: {lasting(stop)} nel trimestre"
    if left is not None and isinstance(worst.expected, Decimal):
        gap = f"{lasting(left)} in {'meno' if left > 0 else 'più'} di " if left else ""
        text += f", {gap}quanto consente la soglia {of_percent(worst.expected)}"
    ids = (f"{key}.fermo_minuti", f"{key}.budget_residuo", f"{key}.atteso", f"{key}.rilevato")
    yield Sentence("frase.sla.fermo", text + ".", ids)


def _criteria(figures: Figures) -> Iterator[Sentence]:
    chosen = [figures["sla.criterio.fermi_programmati"], figures["sla.criterio.tempi_risposta"]]
    stops, times = (figure.value for figure in chosen)
    parts = [f"nella disponibilità i fermi programmati sono {stops}"] if stops else []
    parts += [f"dei tempi di risposta conta {_STATISTICS[str(times)]}"] if times else []
    if parts:
        text = "Criteri: " + join(parts) + "."
        yield Sentence("frase.sla.criteri", text, tuple(figure.id for figure in chosen if figure.value))


LEVELS: Final = ComputedTable(
    key="sla",
    title="SLA rilevati, {period}",
    columns=(
        OutColumn("esito", "", SYMBOL, 4),
        OutColumn("codice", "COD", TEXT, 9),
        OutColumn("descrizione", "SLA", TEXT, 56),
        OutColumn("atteso", "ATTESO", TEXT, 24),
        OutColumn("rilevato", "RILEVATO", TEXT, 28),
        OutColumn("scostamento", "SCOSTAMENTO", TEXT, 15),
        OutColumn("parole", "ESITO", TEXT, 18),
    ),
    rows=_level_rows,
    room=20,
    help="Ogni SLA con atteso, rilevato, scostamento ed esito: ↑ meglio dell'atteso, = come concordato, ↓ sotto.",
    note="p.p. = punti percentuali; negli altri casi lo scostamento è in percentuale dell'atteso o dei casi.",
)

AVAILABILITIES: Final = ComputedTable(
    key="sla_disponibilita",
    title="Disponibilità e minuti di fermo, {period}",
    columns=(
        OutColumn("codice", "COD", TEXT, 9),
        OutColumn("sistema", "Sistema", TEXT, 44),
        OutColumn("atteso", "Atteso", _MEASURED, 12),
        OutColumn("rilevato", "Rilevato", _MEASURED, 12),
        OutColumn("scostamento", "Scostamento", _GAP, 14),
        OutColumn("fermo_minuti", "Fermo (minuti)", MINUTES, 12),
        OutColumn("budget_residuo", "Budget residuo (minuti)", MINUTES, 14),
        OutColumn("esito", "Esito", SYMBOL, 7),
        OutColumn("inclusi", "Programmati inclusi", _MEASURED, 13),
        OutColumn("esclusi", "Programmati esclusi", _MEASURED, 13),
    ),
    rows=_availability_rows,
    room=20,
    help="Gli SLA di disponibilità in numeri: scostamento in punti, minuti di fermo e minuti ancora consentiti.",
    note="Budget residuo: i minuti di fermo che la soglia consentiva ancora; negativo se è superata. Le ultime due colonne: "
    "la disponibilità calcolata dai mesi o dai fermi registrati, con e senza i fermi programmati.",
)
