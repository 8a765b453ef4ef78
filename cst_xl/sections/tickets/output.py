"""What the bulletin shows of the tickets: the table by month, the chart of the mail tickets, the sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cst_xl.core.blocks import Chart, ChartKind, OutColumn, Row, Sentence, Series
from cst_xl.core.figures import Figures, Number
from cst_xl.core.quantities import format_number
from cst_xl.core.section import ComputedTable, Inputs
from cst_xl.core.shares import in_share, rounded_share, the_share
from cst_xl.core.units import RATE
from cst_xl.core.wording import plural
from cst_xl.sections.tickets.columns import COUNTS, STATE_KEYS
from cst_xl.sections.tickets.figures import (
    MAIL_CLAIM,
    OVERALL,
    PERIOD_TEXT,
    PHONE_CLAIM,
    PHONE_FOREIGN,
    PHONE_TOTAL,
    STRICT,
    month_id,
    total_id,
)

_KEYS: Final = (*(count.key for count in COUNTS), "risolti_su_gestiti")
_ALL: Final = 100
_HANDLED: Final = ("gestiti", "telefono_1", "telefono_2")


def _rows(inputs: Inputs, figures: Figures) -> Iterator[Row]:
    for month in inputs.period.months:
        yield Row((month.name.capitalize(), *(figures[month_id(month, key)] for key in _KEYS)))
    yield Row(("Totale", *(figures[total_id(key)] for key in _KEYS)), total=True)


TABLE = ComputedTable(
    key="ticket",
    title="Ticket gestiti, {period}",
    columns=(
        OutColumn("mese", "Mese", width=12),
        *(OutColumn(c.key, c.header, c.unit, c.width, c.group) for c in COUNTS),
        OutColumn("risolti_su_gestiti", "Risolti su gestiti", RATE, 11, "Ticket da mail"),
    ),
    rows=_rows,
    room=6,
    note="Risolti su gestiti = (risolto + chiuso non di competenza) / gestiti. Dove il 2° livello è noto solo per il "
    "trimestre, compare nel totale.",
    help="Ticket del trimestre mese per mese: segnalazioni da Nagios, ticket telefonici per livello, ticket da mail "
    "per stato, percentuale di risolti su gestiti e totali.",
)


def charts(inputs: Inputs, figures: Figures) -> Iterator[Chart]:
    """The mail tickets, month by month, by state."""
    order = ("risolti", "non_competenza", "aperti", "nuovi")
    yield Chart(
        key="ticket_mail",
        kind=ChartKind.STACKED,
        title=f"Ticket da mail per mese e stato, {inputs.period.label}",
        table=TABLE.key,
        category="mese",
        series=tuple(Series(key, key) for key in order),
        x_title="Mese",
        y_title="Ticket da mail",
        alternative=_alternative(inputs, figures),
    )


def _alternative(inputs: Inputs, figures: Figures) -> str:
    said = []
    for month in inputs.period.months:
        values = {key: figures[month_id(month, key)] for key in ("gestiti", *STATE_KEYS)}
        if all(value.number is None for value in values.values()):
            continue
        known = {
            c.header.lower(): values[c.key]
            for c in COUNTS
            if c.key in values and values[c.key].number is not None
        }
        said.append(
            f"{month.name.capitalize()}: "
            + ", ".join(f"{header} {value.text}" for header, value in known.items())
        )
    return f"Ticket da mail nel {inputs.period.label}. " + (". ".join(said) or "Nessun dato") + "."


def say(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    """The sentences that the figures support."""
    yield from _overall(inputs, figures)
    yield from _mail(figures)
    yield from _phone(figures)
    yield from _alerts(figures)


def _overall(inputs: Inputs, figures: Figures) -> Iterator[Sentence]:
    number = figures.number(OVERALL)
    if number is None:
        return
    if number == 0:
        text = f"Nel {inputs.period.label} non è stato gestito alcun ticket"
    else:
        verb = plural(int(number), "è stato gestito", "sono stati gestiti")
        text = f"Nel {inputs.period.label} {verb} complessivamente {format_number(number)} ticket{_channels(figures)}"
    rests_on = (OVERALL, PERIOD_TEXT, *map(total_id, _HANDLED), PHONE_TOTAL)
    known = tuple(one for one in rests_on if figures[one].value is not None)
    yield Sentence("frase.ticket.complessivo", text + ".", known, headline=True)


def _channels(figures: Figures) -> str:
    """How the tickets came in: their only known channel, or the number of each."""
    mail, phone = figures.number(total_id("gestiti")), figures.number(PHONE_TOTAL)
    if phone is None:
        return " da mail"
    by_phone = plural(int(phone), "telefonico", "telefonici")
    if mail is None:
        return f" {by_phone}"
    first, second = (figures.number(total_id(key)) for key in ("telefono_1", "telefono_2"))
    levels = (
        f" ({format_number(first)} di 1° livello e {format_number(second)} di 2° livello)"
        if first and second
        else ""
    )
    return f": {format_number(mail)} da mail e {format_number(phone)} {by_phone}{levels}"


def _mail(figures: Figures) -> Iterator[Sentence]:
    share, strictly = figures.number(MAIL_CLAIM), figures.number(STRICT)
    foreign = total_id("non_competenza")
    if share is None or strictly is None:
        return
    text = _solved("via mail", figures.number(total_id("gestiti")), share, figures.number(foreign))
    if rounded_share(strictly) != rounded_share(share):
        some = f"ne è stato risolto {the_share(strictly)}" if strictly else "nessuno è stato risolto"
        text += f"; in senso stretto {some}"
    yield Sentence("frase.ticket.mail", text + ".", (MAIL_CLAIM, STRICT, total_id("gestiti"), foreign))


def _phone(figures: Figures) -> Iterator[Sentence]:
    share = figures.number(PHONE_CLAIM)
    if share is None:
        return
    text = _solved("per telefono", figures.number(PHONE_TOTAL), share, figures.number(PHONE_FOREIGN))
    yield Sentence("frase.ticket.telefono", text + ".", (PHONE_CLAIM, PHONE_TOTAL, PHONE_FOREIGN))


def _solved(how: str, handled: Number | None, share: Number, foreign: Number | None) -> str:
    """The solved share in words; that it counts tickets of others is said where there are any."""
    one, many = ("risolto o chiuso perché non di competenza", "risolti o chiusi perché non di competenza")
    if not foreign:
        one, many = "risolto", "risolti"
    if share == 0:
        return f"Nessun ticket aperto {how} è stato {one}"
    if share < _ALL:
        return f"I ticket aperti {how} sono stati {many} {in_share(share)} dei casi"
    if handled == 1:
        return f"L'unico ticket aperto {how} è stato {one}"
    return f"I ticket aperti {how} sono stati tutti {many}"


def _alerts(figures: Figures) -> Iterator[Sentence]:
    alert, duty = total_id("alert"), total_id("reperibilita")
    alerts, handled = figures.number(alert), figures.number(duty)
    if handled is None:
        return
    if handled == 0:
        text = "Nessun problema è stato gestito in reperibilità"
    else:
        verb = plural(
            int(handled),
            "è stato gestito 1 problema",
            f"sono stati gestiti {format_number(handled)} problemi",
        )
        text = f"In reperibilità {verb}"
    if alerts is not None:
        seen = plural(int(alerts), "1 segnalazione", f"{format_number(alerts)} segnalazioni")
        seen = seen if alerts else "nessuna segnalazione"
        text += f", a fronte di {seen} del monitoraggio (alert, incident e problem)"
    yield Sentence("frase.ticket.reperibilita", text + ".", (duty,) if alerts is None else (duty, alert))
