"""What the section *Services* shows and says: stocks, movements and balance, and the sentences that they support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Sentence, Series
from cst_xl.core.grammar import plural
from cst_xl.core.quantities import as_decimal, format_number
from cst_xl.core.section import ComputedTable
from cst_xl.core.units import TEXT
from cst_xl.sections.services.figures import SERVICES_UNIT
from cst_xl.sections.services.raw import last_year_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figure, Figures
    from cst_xl.core.section import Inputs

_ENDS: Final = {1: "trimestre", 2: "semestre", 3: "trimestre", 4: "anno"}


def _lines(figures: Figures) -> list[tuple[str, Figure]]:
    """What the table shows, the balance last; nothing while there are no data."""
    if figures["servizi.data"].value is None:
        return []
    before, now = figures["servizi.data_confronto"].text, figures["servizi.data"].text
    lines = (
        (f"Attivi al {before}", "attivi_precedenti"),
        ("Nuovi servizi", "nuovi"),
        ("Disattivazioni", "disattivati"),
        (f"Attivi al {now}", "attivi"),
        (f"Saldo rispetto al {before}", "saldo"),
    )
    return [(label, figures[f"servizi.{key}"]) for label, key in lines]


def _rows(_: Inputs, figures: Figures) -> Iterator[Row]:
    for label, figure in _lines(figures):
        yield Row((label, figure), total=figure.id == "servizi.saldo")


TABLE: Final = ComputedTable(
    key="servizi",
    title="Servizi attivi, {period}",
    columns=(
        OutColumn("voce", "Voce", TEXT, width=34),
        OutColumn("valore", "Servizi", SERVICES_UNIT, width=12),
    ),
    rows=_rows,
    room=8,
    help="Servizi attivi a fine periodo e alla fine dell'anno prima, nuovi servizi, disattivazioni e saldo.",
)


def say(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """The sentences that the figures support."""
    active, balance = figures.number("servizi.attivi"), figures.number("servizi.saldo")
    before = figures["servizi.data_confronto"].text
    if active is not None:
        ended = figures["servizi.data"].value == inputs.period.end
        when = f"A fine {_ENDS[inputs.period.number]}" if ended else f"Al {figures['servizi.data'].text}"
        verb = plural(int(active), "risulta attivo", "risultano attivi")
        services = plural(int(active), "servizio", "servizi")
        text = f"{when} {verb} {figures['servizi.attivi'].text} {services} al cittadino."
        yield Sentence("frase.servizi.attivi", text, ("servizi.attivi", "servizi.data"), headline=True)
    if balance is not None:
        size, side = format_number(abs(as_decimal(balance))), "superiore" if balance > 0 else "inferiore"
        than = f"{side} di {size} unità rispetto al {before}" if balance else f"pari a quella del {before}"
        text = f"L'offerta complessiva risulta {than}."
        yield Sentence("frase.servizi.saldo", text, ("servizi.saldo", "servizi.data_confronto"))
    yield from _say_moves(figures, before)


def _say_moves(figures: Figures, before: str) -> Iterator[Sentence]:
    ids = ("servizi.disattivati", "servizi.nuovi")
    closed, new = (figures.number(one) for one in ids)
    if closed is None or new is None:
        return
    went = _counted(int(closed), "nessuna disattivazione", "disattivazione", "disattivazioni")
    came = _counted(int(new), "nessun nuovo servizio", "nuovo servizio", "nuovi servizi")
    text = f"Dal {before}: {went} e {came}."
    yield Sentence("frase.servizi.movimenti", text, (*ids, "servizi.data_confronto"))


def _counted(number: int, none: str, one: str, many: str) -> str:
    return f"{format_number(number)} {plural(number, one, many)}" if number else none


def charts(inputs: Inputs, figures: Figures) -> Iterator[Chart]:
    """From last year's stock to this one, through what came and went."""
    until = figures["servizi.data"].text or f"{inputs.period.end:%d/%m/%Y}"
    start = f"{last_year_end(inputs.period):%d/%m/%Y}"
    yield Chart(
        key="servizi",
        kind=ChartKind.COLUMNS,
        title=f"Servizi attivi, dal {start} al {until}",
        table=TABLE.key,
        category="voce",
        series=(Series("valore", "corrente"),),
        x_title="Voce",
        y_title="Numero di servizi",
        alternative=_alternative(figures),
    )


def _alternative(figures: Figures) -> str:
    drawn = _lines(figures)[:-1]  # the balance is in the row set apart, which isn't drawn
    told = [f"{label}: {figure.text}" for label, figure in drawn if figure.value is not None]
    return f"Colonne. {'; '.join(told)}." if told else "Colonne: non ci sono ancora dati."
