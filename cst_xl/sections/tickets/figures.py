"""The figures of the tickets: every month and column, totals, balances and the shares that the bulletin claims."""

from __future__ import annotations

from cst_xl.core.figures import Figures, Share, Total
from cst_xl.core.periods import Period
from cst_xl.core.section import Inputs
from cst_xl.core.units import QUARTER, RATE
from cst_xl.sections.tickets.columns import BY_KEY, COUNTS, DONE_KEYS, STATE_KEYS, TICKET
from cst_xl.sections.tickets.sources import Sources, gather

TOTAL = "ticket.totale"
OVERALL = "ticket.complessivo"
MAIL_CLAIM = "ticket.frase.mail"
PHONE_CLAIM = "ticket.frase.telefono"
PHONE_TOTAL = "ticket.telefono.gestiti"
PHONE_FOREIGN = "ticket.telefono.non_competenza"
STRICT = "ticket.totale.risolti_in_senso_stretto"
PERIOD_TEXT = "periodo.frase_ticket"
_PHONE_LEVELS = ("telefono_1", "telefono_2")
_CHANNEL_TOTALS = ("gestiti", *_PHONE_LEVELS)


def total_id(key: str) -> str:
    """Id of a column's total."""
    return f"{TOTAL}.{key}"


def month_id(month: Period, key: str) -> str:
    """Id of a column's value in a month."""
    return f"ticket.{month}.{key}"


def compute(inputs: Inputs, figures: Figures) -> None:
    """Fill in the figures of the section."""
    sources = gather(inputs)
    for month in inputs.period.months:
        _month(sources, figures, month)
    for count in COUNTS:
        _total(sources, figures, count.key)
    _total_shares(sources, figures)
    _phone(sources, figures)
    _overall(sources, inputs, figures)


def _month(sources: Sources, figures: Figures, month: Period) -> None:
    for count in COUNTS:
        label = f"{count.label}, {month.label}"
        figures.add(month_id(month, count.key), sources.value(month, count.key), count.unit, label)
    states = tuple(month_id(month, key) for key in STATE_KEYS)
    figures.derive(
        month_id(month, "quadratura"),
        Total(states),
        TICKET,
        f"Ticket da mail, somma degli stati, {month.label}",
    )
    label = f"Risolti su gestiti, {month.label}"
    if _balances(figures, f"ticket.{month}"):
        done = Share(tuple(month_id(month, key) for key in DONE_KEYS), (month_id(month, "gestiti"),))
        figures.derive(month_id(month, "risolti_su_gestiti"), done, RATE, label)
    else:
        figures.add(month_id(month, "risolti_su_gestiti"), None, RATE, label)


def _balances(figures: Figures, stem: str) -> bool:
    """Whether the states add up to what was handled, as far as they are known: else one of the numbers is wrong."""
    states, handled = figures.number(f"{stem}.quadratura"), figures.number(f"{stem}.gestiti")
    return states is None or handled is None or states == handled


def _total(sources: Sources, figures: Figures, key: str) -> None:
    """The sum of the three months; else the value typed for the quarter. Two months are no quarter."""
    count = BY_KEY[key]
    if sources.missing(key):
        figures.add(total_id(key), sources.total(key), count.unit, f"{count.label}, totale")
    else:
        parts = tuple(month_id(month, key) for month in sources.quarter.months)
        figures.derive(total_id(key), Total(parts), count.unit, f"{count.label}, totale")


def _total_shares(sources: Sources, figures: Figures) -> None:
    """Balance and shares of the totals, where all their columns cover the same months and the states add up."""
    states = Total(tuple(map(total_id, STATE_KEYS)))
    _if_comparable(
        sources, figures, total_id("quadratura"), states, "Ticket da mail, somma degli stati, totale"
    )
    monthly = [month_id(month, "risolti_su_gestiti") for month in sources.quarter.months]
    rows = tuple(row for row in monthly if figures.number(row) is not None)
    handled = (total_id("gestiti"),)
    done = Share(tuple(map(total_id, DONE_KEYS)), handled, rows)
    strictly = Share((total_id("risolti"),), handled)
    _if_comparable(sources, figures, total_id("risolti_su_gestiti"), done, "Risolti su gestiti, totale")
    _if_comparable(
        sources, figures, STRICT, strictly, "Ticket da mail risolti in senso stretto su gestiti, totale"
    )
    _if_comparable(sources, figures, MAIL_CLAIM, done, "Frase: ticket aperti via mail risolti")


def _if_comparable(
    sources: Sources, figures: Figures, figure_id: str, basis: Total | Share, label: str
) -> None:
    unit = TICKET if isinstance(basis, Total) else RATE
    keys = {part.rpartition(".")[2] for part in basis.parts}
    stems = (TOTAL, *(f"ticket.{month}" for month in sources.quarter.months))
    sound = isinstance(basis, Total) or all(_balances(figures, stem) for stem in stems)
    if sound and len({sources.known(key) for key in keys}) == 1:
        figures.derive(figure_id, basis, unit, label)
    else:
        figures.add(figure_id, None, unit, label)


def _phone(sources: Sources, figures: Figures) -> None:
    """Phone tickets in all, and the solved share where every one of them is a row with its state."""
    figures.derive(PHONE_TOTAL, _given(sources, _PHONE_LEVELS), TICKET, "Ticket telefonici gestiti, totale")
    supported = bool(sources.phone) and sources.phone["gestiti"] == figures.number(PHONE_TOTAL)
    for key in DONE_KEYS:
        value = sources.phone[key] if supported else None
        figures.add(f"ticket.telefono.{key}", value, TICKET, _phone_label(key))
    done = Share(tuple(f"ticket.telefono.{key}" for key in DONE_KEYS), (PHONE_TOTAL,))
    figures.derive(PHONE_CLAIM, done, RATE, "Frase: ticket telefonici risolti")


def _phone_label(key: str) -> str:
    return BY_KEY[key].label.replace("da mail", "telefonici") + ", totale"


def _given(sources: Sources, keys: tuple[str, ...]) -> Total:
    """The sum of the columns that were filled; with a month of one of them missing, it isn't known.

    A second level without a first is a first that is missing.
    """
    filled = [key for key in keys if not sources.absent(key)]
    if "telefono_2" in filled:
        filled = [key for key in keys if key in filled or key == "telefono_1"]
    return Total(tuple(total_id(key) for key in filled))


def _overall(sources: Sources, inputs: Inputs, figures: Figures) -> None:
    label = "Ticket gestiti complessivamente, da mail e telefonici"
    overall = figures.derive(OVERALL, _given(sources, _CHANNEL_TOTALS), TICKET, label)
    said = None if overall.value is None else inputs.period.label
    figures.add(PERIOD_TEXT, said, QUARTER, "Periodo della frase sui ticket")
