"""What the section *Usage* shows and says: the comparison of two semesters, its chart, and sentences that are true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Sentence, Series
from cst_xl.core.grammar import join, of_percent
from cst_xl.core.quantities import as_decimal, round_half_up
from cst_xl.core.section import ComputedTable
from cst_xl.core.shares import rounded_share, share_text
from cst_xl.core.units import CHANGE, TEXT
from cst_xl.core.wording import claim_percent, claim_times
from cst_xl.sections.usage.figures import (
    TIMES,
    TOTAL,
    USES,
    category_line,
    compared,
    declining,
    growing,
    line,
    semester_is_over,
)
from cst_xl.sections.usage.raw import Category, catalogue, semesters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figure, Figures
    from cst_xl.core.section import Inputs

_WHOLE_DIFFERENCE: Final = "utilizzo.frase.totale"


def _rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    categories = compared(inputs)
    for category in categories:
        ids = category_line(category, inputs)
        yield Row((category.name, *(figures[one] for one in ids)))
    if categories:
        yield Row(("Totale", *(figures[one] for one in line(TOTAL, inputs))), total=True)


TABLE: Final = ComputedTable(
    key="utilizzo",
    title="Confronto utilizzo {semester} / {semester_before}",
    columns=(
        OutColumn("categoria", "Categoria servizi", TEXT, width=34),
        OutColumn("precedente", "{semester_before}", USES, width=14),
        OutColumn("attuale", "{semester}", USES, width=14),
        OutColumn("diff", "Diff %", CHANGE, width=10),
    ),
    rows=_rows,
    room=20,
    help="Utilizzi per categoria di servizi nei due semestri a confronto, con la differenza in percentuale e i totali.",
    note="Le categorie escluse dal confronto sono dette nelle frasi, con il motivo.",
)


def say(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """The sentences that the figures support; none before the semester is over."""
    if not semester_is_over(inputs.period):
        return
    yield from _overall(inputs, figures)
    for category in growing(compared(inputs), inputs, figures):
        yield _growth(category, inputs, figures)
    yield from _decline(inputs, figures)
    yield from _left_out(inputs, figures)


def _overall(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    before, current = semesters(inputs.period)
    change = figures.number(_WHOLE_DIFFERENCE)
    if change is None:
        return
    size = round_half_up(abs(as_decimal(change)), 0)
    if not size:
        compared_to = (
            f"è pari a quello del {before.short}"
            if not change
            else f"è in linea con quello del {before.short}"
        )
    else:
        side = "superiore" if change > 0 else "inferiore"
        if change < 0:  # no «100% inferiore» while something is left
            size = rounded_share(abs(as_decimal(change)), 0)
        compared_to = f"è {of_percent(size)} {side} a quello del {before.short}"
    text = f"Globalmente, l'utilizzo nel {current.short} {compared_to}."
    rests_on = (_WHOLE_DIFFERENCE, *line(TOTAL, inputs), "utilizzo.didascalia")
    yield Sentence("frase.utilizzo.totale", text, rests_on, headline=True)


def _growth(category: Category, inputs: Inputs, figures: Figures) -> Sentence:
    claim = figures[f"utilizzo.frase.{category.code}"]
    before, _ = semesters(inputs.period)
    if claim.unit == TIMES:
        text = f"l'utilizzo {category.of_it} è {claim_times(claim.number or 0)} quello del {before.short}"
    else:
        text = f"aumenta {_by(claim)} l'utilizzo {category.of_it}"
    opening = category.growth.rstrip(" ,.;:")
    text = f"{opening}, {text}." if opening else f"{text[0].upper()}{text[1:]}."
    return Sentence(f"frase.utilizzo.{category.code}", text, (claim.id, *category_line(category, inputs)))


def _by(claim: Figure) -> str:
    """By how much something grows: "di quasi il 70%", "del 26%"."""
    change = as_decimal(claim.number or 0)
    words = claim_percent(change)
    return f"di {words}" if words.startswith(("quasi", "oltre")) else of_percent(round_half_up(change, 0))


def _decline(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    claim = "utilizzo.frase.in_calo"
    if figures[claim].value is None:
        return
    categories = compared(inputs)
    falling = declining(categories, inputs, figures)
    diffs = [category_line(category, inputs).diff for category in falling]
    drops = [_drop(figures[diff]) for diff in diffs]
    named = [f"{one.name} ({drop})" for one, drop in zip(falling, drops, strict=True)]
    if not falling:
        text = "Nessuna categoria di servizi è in calo."
    elif len(falling) == 1:
        only = "solo " if len(categories) > 1 else ""
        text = f"In calo {only}l'utilizzo {falling[0].of_it} ({drops[0]})."
    elif len(falling) == len(categories):
        text = f"In calo tutte le categorie: {join(named)}."
    else:
        text = f"In calo {len(falling)} categorie: {join(named)}."
    yield Sentence("frase.utilizzo.in_calo", text, (claim, *diffs))


def _drop(diff: Figure) -> str:
    """A decline as it prints, never as nothing or all while it isn't: "-1,7%"."""
    return f"-{share_text(abs(as_decimal(diff.number or 0)))}"


def _left_out(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """What isn't compared, and why; said only beside a comparison."""
    excluded = [category for category in catalogue(inputs) if category.excluded and category.reason]
    if not excluded or figures.number(_WHOLE_DIFFERENCE) is None:
        return
    named = join([f"{category.of_it} ({category.reason})" for category in excluded])
    text = f"Non sono considerati nel confronto i dati di utilizzo {named}."
    yield Sentence("frase.utilizzo.esclusi", text, tuple(line(TOTAL, inputs)))


def charts(inputs: Inputs, figures: Figures) -> Iterator[Chart]:
    """Both semesters side by side, a pair of bars for each category."""
    before, current = semesters(inputs.period)
    yield Chart(
        key="utilizzo",
        kind=ChartKind.BARS,
        title=f"Utilizzo dei servizi, {current.name} {before.year} e {current.year}",
        table=TABLE.key,
        category="categoria",
        series=(Series("precedente", "precedente"), Series("attuale", "corrente")),
        x_title="Categoria di servizi",
        y_title="Utilizzi nel semestre",
        alternative=_alternative(inputs, figures),
    )


def _alternative(inputs: Inputs, figures: Figures) -> str:
    before, current = semesters(inputs.period)
    lines = [(one.name, category_line(one, inputs)) for one in compared(inputs)]
    told = [
        f"{name} da {figures[ids.before].text or 'dato mancante'} a {figures[ids.now].text or 'dato mancante'}"
        for name, ids in lines
    ]
    if not told:
        return "Barre per categoria: non ci sono ancora dati."
    return f"Barre per categoria, utilizzi dal {before.short} al {current.short}: {'; '.join(told)}."
