"""Reader of Nagios logs and their archives: availability, the stops one by one, and alerts by month.

"Alert, incident, problem" is no notion of Nagios: counting lines gives another number for each idea of what a line is.
Here one alert is one line HOST ALERT or SERVICE ALERT; the parameter «Conteggio degli alert» says which of them count,
and what the other definitions would give is said beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from cst_xl.core.clock import ROME
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.periods import Period
from cst_xl.core.quantities import format_number
from cst_xl.intake.availability import Rule, Subject, bounds, measures
from cst_xl.intake.imported import Block, Context, Imported, Likeness, Reader, TextRow, text_row
from cst_xl.intake.nagios_replay import Event, Log, Name, Replay, cut, is_log, merged
from cst_xl.intake.source import Sheet
from cst_xl.intake.wording import days, exact_percent, many, span
from cst_xl.sections.infrastructure.raw import STOPS
from cst_xl.sections.sla.raw import MEASURES
from cst_xl.sections.tickets.raw import MONTHLY

_TITLE: Final = "log di Nagios"
_NO_ARCHIVE_BEFORE: Final = 60  # seconds after the start in which the first states may be logged
_BAD: Final = frozenset({"DOWN", "UNREACHABLE", "CRITICAL", "UNKNOWN"})

ALERT_COUNTS: Final[Mapping[str, Callable[[Event], bool]]] = {
    "problemi confermati": lambda event: event.hard and not event.good,
    "righe confermate": lambda event: event.hard,
    "tutte le righe": lambda event: event.alert,
}
"""What may count as an alert: hard problems, hard lines with recoveries, or every line."""

_DEFAULT_COUNT: Final = "problemi confermati"


def recognise(sheet: Sheet) -> Likeness:
    """Recognise lines that begin with an instant in brackets and a word of Nagios."""
    return Likeness(98) if is_log(sheet.lines) else Likeness(0, ("[secondi] HOST ALERT: …",))


def read(sheet: Sheet, context: Context) -> Imported:
    """Read one log, or several joined.

    Raises:
        CstError: The workbook's quarter isn't set, the lines aren't a log, or none of them is of the quarter.
    """
    return read_lines(sheet.lines or [str(row[0]) for row in sheet.grid if row], context)


def read_lines(lines: Sequence[str], context: Context) -> Imported:
    """See `read`; the lines of all archives of a quarter give the whole picture."""
    if context.period is None:
        raise CstError("Per leggere un log serve il periodo del bollettino: manca nel foglio Parametri.")
    log = Log.of(lines)
    start, end = bounds(context.period)
    if not log.events or log.last < start or log.first >= end:
        when = f", va dal {_day(log.first)} al {_day(log.last)}" if log.first else ""
        raise CstError(f"Il log non ha stati del {context.period.label}{when}.")
    replay = Replay(log, start, end)
    silent = [month for month in context.period.months if not log.speaks_of(*bounds(month))]
    subjects = [] if silent else [replay.subject(name) for name in replay.names]
    rows, findings = measures(subjects, context, _TITLE)
    joined = tuple(_any_up(replay, subjects, context))
    counted, problems = _alerts(log, context, context.period)
    blocks = (
        Block(MEASURES, _with(rows, joined)),
        Block(STOPS, tuple(_stops(replay, context, log.last if silent else end))),
        Block(MONTHLY, counted),
    )
    findings = [one for one in findings if not (joined and "servono i log" in one.message)]
    findings += [*_silence(silent), *_coverage(log, replay), *problems]
    what = f"{_TITLE}, {many(len(log.events), 'stato', 'stati')}, {days(_date(log.first), _date(log.last))}"
    return Imported(_TITLE, what, blocks, tuple(findings), span(context.period))


def _with(rows: Sequence[TextRow], others: Sequence[TextRow]) -> tuple[TextRow, ...]:
    replaced = {row[0] for row in others}
    return (*(row for row in rows if row[0] not in replaced), *others)


def _any_up(replay: Replay, subjects: Sequence[Subject], context: Context) -> Iterator[TextRow]:
    """SLAs over several systems of which one that is up is enough: down is when all of them are."""
    if Rule.of(context.parameters).several != "almeno uno":
        return
    by_code: dict[str, list[Subject]] = {}
    for subject in subjects:
        for code in subject.codes(context):
            by_code.setdefault(code, []).append(subject)
    for code, group in by_code.items():
        if len(group) > 1:
            stops = [_bad_stretches(replay, (one.host, one.service)) for one in group]
            down = _common(stops)
            whole = replay.end - replay.start
            percent = exact_percent(Decimal(100 * (whole - _bounded_sum(down))) / whole)
            text = f"{_TITLE}: {', '.join(one.name for one in group)} (almeno uno attivo)"
            yield text_row(MEASURES, {"codice": code, "rilevato": percent, "nota": text})


def _bounded_sum(stretches: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in stretches)


def _bad_stretches(replay: Replay, name: Name) -> list[tuple[int, int]]:
    return merged((stay.start, stay.end) for stay in replay.stays(name) if stay.state in _BAD)


def _common(groups: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """The time that all groups share."""
    common = list(groups[0])
    for group in groups[1:]:
        common = [(max(a, c), min(b, d)) for a, b in common for c, d in group if max(a, c) < min(b, d)]
    return common


def _silence(months: Sequence[Period]) -> Iterator[Finding]:
    """A quarter isn't available for the months of which nobody knows anything."""
    if months:
        names = ", ".join(month.label for month in months)
        yield error(
            f"Il log non ha nessuna riga di {names}: la disponibilità del trimestre non si può calcolare e non viene "
            "riportata. Scegliere insieme gli archivi di tutti i mesi.",
            found=names,
            expected="gli archivi nagios-*.log di tutto il trimestre",
        )


def _stops(replay: Replay, context: Context, known_until: int) -> Iterator[TextRow]:
    """Stops of hosts, and of services that an SLA is about; a stop that a downtime covers in part is cut there.

    Those that weren't over when the log ends are left out where months are missing: their end is in none of the files.
    """
    for name in replay.names:
        if name[1] and not replay.subject(name).codes(context):
            continue
        planned = replay.planned(name)
        for stay in replay.stays(name):
            if stay.state not in _BAD or stay.end > known_until:
                continue
            for (start, end), is_planned in cut((stay.start, stay.end), planned):
                values = {
                    "sistema": " ".join(part for part in name if part),
                    "inizio": _moment(start),
                    "fine": _moment(end),
                    "programmato": "sì" if is_planned else "no",
                    "causa": replay.reason(name, (start, end)) if is_planned else stay.text,
                }
                yield text_row(STOPS, values)


def _alerts(log: Log, context: Context, period: Period) -> tuple[tuple[TextRow, ...], list[Finding]]:
    """Alerts by month, by the definition that the parameters choose."""
    chosen = context.parameters.values.get("conteggio_alert") or _DEFAULT_COUNT
    alerts = [event for event in log.events if event.alert]
    by_month = {
        definition: Counter(_date(event.at).replace(day=1) for event in alerts if counts(event))
        for definition, counts in ALERT_COUNTS.items()
    }
    start, end = bounds(period)
    rows = tuple(
        text_row(MONTHLY, {"mese": month.label, "alert": format_number(by_month[chosen][month.start])})
        for month in period.months
        if log.speaks_of(*bounds(month))
    )
    inside = [event for event in alerts if start <= event.at < end]
    numbers = ", ".join(
        f"{definition} {format_number(sum(counts(event) for event in inside))}"
        for definition, counts in ALERT_COUNTS.items()
    )
    said = note(f"Alert nel log del {period.label}: {numbers}; si contano i «{chosen}» (foglio Parametri).")
    return rows, [said]


def _coverage(log: Log, replay: Replay) -> Iterator[Finding]:
    """What the lines don't reach: a quarter needs the archive before it, or its first states, and all of its own."""
    if log.first > replay.start + _NO_ARCHIVE_BEFORE:
        yield warning(
            f"Il log comincia il {_day(log.first)}: il tempo prima è indeterminato. Aggiungere gli archivi precedenti.",
            found=_day(log.first),
            expected=_day(replay.start),
        )
    if log.last < replay.end - 86_400:
        yield warning(
            f"L'ultima riga del log è del {_day(log.last)}: fino alla fine del trimestre vale l'ultimo stato noto.",
            found=_day(log.last),
            expected=_day(replay.end - 1),
        )
    if log.unread:
        yield warning(
            f"Nel log {many(log.unread, 'riga non si legge', 'righe non si leggono')}: non sono contate."
        )


def _moment(instant: int) -> str:
    return f"{datetime.fromtimestamp(instant, UTC).astimezone(ROME):%d/%m/%Y %H:%M:%S}"


def _date(instant: int) -> date:
    return datetime.fromtimestamp(instant, UTC).astimezone(ROME).date()


def _day(instant: int) -> str:
    return f"{_date(instant):%d/%m/%Y}"


READER: Final = Reader("nagios-log", _TITLE, recognise, read)
