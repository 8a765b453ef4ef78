"""Checks over the ticket totals: missing months, two sources that disagree, states that don't add up to «gestiti»."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from cst_xl.core.figures import Figures
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.kinds import plain
from cst_xl.core.periods import Period
from cst_xl.core.quantities import decimals_of, format_number, format_percent, round_half_up
from cst_xl.core.section import Inputs
from cst_xl.core.tables import HEADER_ROW, Record
from cst_xl.core.wording import join, plural
from cst_xl.sections.tickets.columns import BY_KEY, COUNTS, STATE_KEYS
from cst_xl.sections.tickets.figures import OVERALL, month_id, total_id
from cst_xl.sections.tickets.raw import MONTHLY, STATES, TICKETS
from cst_xl.sections.tickets.row_checks import row_findings
from cst_xl.sections.tickets.sources import Sources, gather

_MAYBE_NONE: Final = "telefono_2"  # a centre may well have no second level
_HUGE: Final = 100
_THOUSAND: Final = 1000
_FIRST_CELL: Final = f"{MONTHLY.sheet}!A{HEADER_ROW + 1}"


def check(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """All findings of the section."""
    if not inputs[MONTHLY] and not inputs[TICKETS]:
        return
    sources = gather(inputs)
    yield from _strangers(inputs, sources)
    yield from _missing_months(sources)
    yield from _missing_columns(sources)
    yield from _absent_columns(sources, figures)
    yield from _disagreements(sources)
    yield from _quarter_row(sources)
    yield from _total_without_months(inputs, sources)
    for month in inputs.period.months:
        yield from _balance(sources, month)
        yield from _pasted_rate(inputs, sources, figures, month)
    yield from _quarter_balance(sources)
    yield from _jumps(sources)
    yield from _meanings_twice(inputs)
    yield from row_findings(inputs)


def _strangers(inputs: Inputs, sources: Sources) -> Iterator[Finding]:
    """Rows of the monthly sheet that speak of another period; when all do, the sheet wasn't filled for this one."""
    stale = not sources.records
    expected = join([month.label for month in inputs.period.months])
    for record in sources.strangers:
        period = record["mese"]
        make = error if stale else warning
        yield make(
            f"Nel foglio {MONTHLY.sheet}, riga {record.row}, «{period.label}» non è un mese del "
            f"{inputs.period.label}: i suoi valori non sono contati.",
            cell=_month_cell(inputs, record),
            found=period.label,
            expected=f"{expected}, oppure «{inputs.period.label}»",
        )


def _month_cell(inputs: Inputs, record: Record) -> str:
    return inputs[MONTHLY].cell(record.row, "mese")


def _missing_months(sources: Sources) -> Iterator[Finding]:
    months = sources.quarter.months
    missing = [month for month in months if not sources.has(month)]
    if len(missing) == len(months):
        known = any(sources.whole(count.key) is not None for count in COUNTS)
        yield warning(
            f"Mancano i dati mensili dei ticket del {sources.quarter.label}"
            + (": si usano i valori della riga del trimestre." if known else "."),
            cell=_FIRST_CELL,
            expected=f"una riga per {join([month.label for month in months])}",
        )
        return
    for month in missing:
        yield warning(
            f"Mancano i dati dei ticket di {month.label}: i totali del trimestre non si possono calcolare.",
            cell=_FIRST_CELL,
            expected=f"una riga «{month.label}» nel foglio {MONTHLY.sheet}, o i suoi ticket nel foglio {TICKETS.sheet}",
        )


def _missing_columns(sources: Sources) -> Iterator[Finding]:
    """Columns that some months fill and others don't."""
    for count in COUNTS:
        missing = [month for month in sources.missing(count.key) if sources.has(month)]
        blank = [month for month in missing if (month, count.key) not in sources.unsure]
        if blank and sources.known(count.key):
            unknown = "" if sources.total(count.key) is not None else "; il totale non si può calcolare"
            yield warning(
                f"{count.label}: {plural(len(blank), 'manca', 'mancano')} {join([month.label for month in blank])} "
                f"(se non ce ne sono si scrive 0){unknown}.",
                figure=total_id(count.key),
                cell=sources.cells.get((blank[0], count.key)),
                expected=MONTHLY.column(count.key).kind.expected,
            )


def _absent_columns(sources: Sources, figures: Figures) -> Iterator[Finding]:
    """Columns that nothing fills: one note; a channel that the overall number then lacks: a warning."""
    absent = [count for count in COUNTS if sources.absent(count.key)]
    listed = [f"«{count.header}»" for count in absent if count.key != _MAYBE_NONE]
    if listed and len(absent) < len(COUNTS):
        yield note(
            f"Ticket: nessun valore per {join(listed)}.", cell=_FIRST_CELL, expected="un valore per mese"
        )
    channels = {"da mail": ("gestiti",), "telefonici": ("telefono_1", "telefono_2")}
    lacking = [channel for channel, keys in channels.items() if all(map(sources.absent, keys))]
    if len(lacking) == 1 and figures.number(OVERALL) is not None:
        yield warning(
            f"Mancano i ticket {lacking[0]}: il numero complessivo dei ticket non li comprende.",
            figure=OVERALL,
            cell=_FIRST_CELL,
            expected=f"i ticket {lacking[0]} di ogni mese",
        )


def _disagreements(sources: Sources) -> Iterator[Finding]:
    """A typed month beside ticket rows of the same month: the rows are used, the typed value must be the same."""
    for (month, key), counted in sources.counted.items():
        typed = sources.typed.get((month, key))
        if typed is None or typed == counted:
            continue
        yield error(
            f"{BY_KEY[key].label}, {month.label}: il foglio {MONTHLY.sheet} dice {format_number(typed)}, "
            f"le righe del foglio {TICKETS.sheet} sono {format_number(counted)}. Si usano le righe.",
            figure=month_id(month, key),
            cell=sources.cells[month, key],
            found=format_number(typed),
            expected=format_number(counted),
        )


def _quarter_row(sources: Sources) -> Iterator[Finding]:
    """A value for the whole quarter beside values of its months: the months are used, the sum must be the same."""
    for count in COUNTS:
        whole, known = sources.whole(count.key), sources.known(count.key)
        if whole is None or not known:
            continue
        total = sum(sources.value(month, count.key) or 0 for month in known)
        if total == whole:
            continue
        yield error(
            f"{count.label}: la riga «{sources.quarter.label}» dice {format_number(whole)}, ma "
            f"{join([month.name for month in known])} {plural(len(known), 'vale', 'sommano')} {format_number(total)}. "
            "Un valore del trimestre serve solo dove manca ogni mese.",
            figure=total_id(count.key),
            cell=sources.cells[sources.quarter, count.key],
            found=format_number(whole),
            expected=format_number(total),
        )


def _total_without_months(inputs: Inputs, sources: Sources) -> Iterator[Finding]:
    """A total pasted along for a column without months: it belongs in the row of the quarter."""
    for row, totals in inputs[MONTHLY].pasted_totals.items():
        for count in COUNTS:
            total = totals.get(count.key)
            if not isinstance(total, int) or sources.known(count.key) or sources.whole(count.key) is not None:
                continue
            yield warning(
                f"{count.label}: c'è solo il totale {format_number(total)}, senza mesi, e i totali incollati non si usano. "
                f"Se vale per il trimestre va scritto in una riga «{sources.quarter.label}».",
                figure=total_id(count.key),
                cell=inputs[MONTHLY].cell(row, count.key),
                found=format_number(total),
                expected=f"una riga «{sources.quarter.label}»",
            )


def _balance(sources: Sources, month: Period) -> Iterator[Finding]:
    values = {key: sources.value(month, key) for key in STATE_KEYS}
    yield from _unbalanced(
        f"Ticket da mail, {month.label}",
        sources.value(month, "gestiti"),
        values,
        month_id(month, "quadratura"),
        sources.cells.get((month, "gestiti")),
    )


def _quarter_balance(sources: Sources) -> Iterator[Finding]:
    """The balance of the totals, when they come from the row of the quarter; else the months are checked already."""
    if any(sources.known(key) for key in ("gestiti", *STATE_KEYS)):
        return
    yield from _unbalanced(
        f"Ticket da mail, {sources.quarter.label}",
        sources.whole("gestiti"),
        {key: sources.whole(key) for key in STATE_KEYS},
        total_id("quadratura"),
        sources.cells.get((sources.quarter, "gestiti")),
    )


def _unbalanced(
    what: str, handled: int | None, states: dict[str, int | None], figure: str, cell: str | None
) -> Iterator[Finding]:
    known = {key: value for key, value in states.items() if value is not None}
    total = sum(known.values())
    complete = len(known) == len(states)
    if handled is None or total == handled or (not complete and total < handled):
        return
    listed = " + ".join(
        f"{BY_KEY[key].header.lower()} {format_number(value)}" for key, value in known.items()
    )
    gap = handled - total
    verb = plural(gap, "ne manca", "ne mancano") if gap > 0 else plural(-gap, "ne avanza", "ne avanzano")
    yield error(
        f"{what}: i gestiti sono {format_number(handled)}, ma gli stati sommano {format_number(total)} ({listed}): {verb} {format_number(abs(gap))}.",
        figure=figure,
        cell=cell,
        found=format_number(total),
        expected=format_number(handled),
    )


def _jumps(sources: Sources) -> Iterator[Finding]:
    """A month a hundred times another: rather a number that lost its zeros on the way, or won some."""
    for count in COUNTS:
        values = {
            month: value for month in sources.quarter.months if (value := sources.value(month, count.key))
        }
        if not values:
            continue
        least, most = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
        if values[most] < _THOUSAND or values[most] < values[least] * _HUGE:
            continue
        cells = {month: sources.cells.get((month, count.key)) for month in (least, most)}
        yield warning(
            f"{count.label}: {least.name} ne ha {format_number(values[least])}, {most.name} {format_number(values[most])}: "
            "forse un numero ha perso i suoi zeri (12.000 diventato 12) o ne ha di troppo.",
            figure=month_id(most, count.key),
            cell=cells[most] or cells[least] or _FIRST_CELL,
            found=format_number(values[most]),
            expected=f"un numero vicino a {format_number(values[least])}",
        )


def _meanings_twice(inputs: Inputs) -> Iterator[Finding]:
    """A state listed twice, in capitals or not, with two meanings: the first counts, as in every table."""
    first: dict[str, Record] = {}
    for record in inputs[STATES].records():
        if record["stato"] is None or record["conta_come"] is None:
            continue
        before = first.setdefault(plain(record["stato"]), record)
        if before["conta_come"] != record["conta_come"] and before["stato"] != record["stato"]:
            yield error(
                f"Nel foglio {STATES.sheet} lo stato «{record['stato']}» (riga {record.row}) conta come "
                f"«{record['conta_come']}», ma alla riga {before.row} «{before['stato']}» conta come "
                f"«{before['conta_come']}»: vale la prima riga.",
                cell=inputs[STATES].cell(record.row, "stato"),
                found=record["conta_come"],
                expected="una riga sola per stato",
            )


def _pasted_rate(inputs: Inputs, sources: Sources, figures: Figures, month: Period) -> Iterator[Finding]:
    """A rate pasted along is compared at its own precision, of one decimal at least."""
    record = sources.records.get(month)
    pasted: Decimal | None = record["risolti_su_gestiti"] if record is not None else None
    computed = figures.number(month_id(month, "risolti_su_gestiti"))
    if record is None or pasted is None or computed is None:
        return
    decimals = min(decimals_of(pasted), 6)
    if round_half_up(Decimal(computed), decimals) == round_half_up(pasted, decimals):
        return
    yield error(
        f"Risolti su gestiti, {month.label}: nel foglio {MONTHLY.sheet} c'è {format_percent(pasted, 0, decimals)}, "
        f"ma (risolto + chiuso non di competenza) / gestiti dà {format_percent(computed, max(decimals, 1))}.",
        figure=month_id(month, "risolti_su_gestiti"),
        cell=inputs[MONTHLY].cell(record.row, "risolti_su_gestiti"),
        found=format_percent(pasted, 0, decimals),
        expected=format_percent(computed, max(decimals, 1)),
    )
