"""What the section *Credentials* shows and says: the years with their total, a chart, and two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Sentence, Series
from cst_xl.core.grammar import plural
from cst_xl.core.section import ComputedTable
from cst_xl.core.units import TEXT
from cst_xl.core.wording import claim_count, claim_equal
from cst_xl.sections.credentials.figures import COMPARISON, CREDENTIALS_UNIT, comparable_year
from cst_xl.sections.credentials.raw import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figures
    from cst_xl.core.section import Inputs


def _rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    counted = lines(inputs)
    for line in counted:
        stem = f"credenziali.{line.period}"
        yield Row((line.period.short, figures[stem], figures[f"{stem}.cns"]))
    if counted:
        yield Row(("Totale", figures["credenziali.totale"], figures["credenziali.totale.cns"]), total=True)


TABLE: Final = ComputedTable(
    key="credenziali",
    title="Credenziali di accesso, al {period}",
    columns=(
        OutColumn("periodo", "Anno", TEXT, width=14),
        OutColumn("credenziali", "Credenziali attive", CREDENTIALS_UNIT, width=18),
        OutColumn("cns", "di cui CNS", CREDENTIALS_UNIT, width=12),
    ),
    rows=_rows,
    room=25,
    help="Credenziali attive per anno di rilascio, quante di esse sono CNS, e i totali.",
    note="Credenziali attive per anno di rilascio.",
)


def say(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """The sentences that the figures support."""
    users = figures.number("credenziali.frase.cns")
    if users:
        words = claim_count(int(users))
        text = f"{words[0].upper()}{words[1:]} {plural(int(users), 'utilizzatore', 'utilizzatori')} di CNS."
        rests_on = ("credenziali.frase.cns", "credenziali.totale.cns")
        yield Sentence("frase.credenziali.cns", text, rests_on, headline=True)
    yield from _comparison(inputs, figures)


def _comparison(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    counted = lines(inputs)
    year = comparable_year(counted)
    if year is None or figures[COMPARISON].value is None:
        return
    semester = counted[-1]
    words = claim_equal(semester.credentials or 0, year.credentials or 0)
    text = (
        f"Il numero di credenziali rilasciate nel solo {semester.period.label} è {words} a quello dell'intero anno "
        f"{year.period.year}."
    )
    rests_on = (COMPARISON, f"credenziali.{semester.period}", f"credenziali.{year.period}")
    yield Sentence("frase.credenziali.confronto", text, rests_on)


def charts(inputs: Inputs, figures: Figures) -> Iterator[Chart]:
    """All credentials and the CNS among them, a pair of columns for each year."""
    yield Chart(
        key="credenziali",
        kind=ChartKind.COLUMNS,
        title=f"Credenziali attive per anno di rilascio, al {inputs.period.label}",
        table=TABLE.key,
        category="periodo",
        series=(Series("credenziali", "corrente"), Series("cns", "cns")),
        x_title="Anno di rilascio",
        y_title="Numero di credenziali",
        alternative=_alternative(inputs, figures),
    )


def _alternative(inputs: Inputs, figures: Figures) -> str:
    told = []
    for line in lines(inputs):
        text = figures[f"credenziali.{line.period}"].text or "dato mancante"
        cards = figures[f"credenziali.{line.period}.cns"].text
        told.append(f"{line.period.short}: {text}" + (f", di cui {cards} CNS" if cards else ""))
    return f"Colonne per anno. {'; '.join(told)}." if told else "Colonne per anno: non ci sono ancora dati."
