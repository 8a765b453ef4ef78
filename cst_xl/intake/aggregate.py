"""Ticket exports with more rows than a sheet holds: monthly figures without ever holding the whole file.

The file is read in pieces of whole rows, of the needed columns only. Each piece is reduced to how many tickets share a
day, a channel, a queue and a state; there are few such groups however many tickets there are, and what they mean is
decided once at the end, by the rules that hold for rows in a sheet. A ticket number met again counts once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cst_xl.core.breaches import BREACHES
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Finding, note, warning
from cst_xl.core.quantities import format_number
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.imported import Block, Context, Imported, TextRow, text_row
from cst_xl.intake.moments import Order, normal
from cst_xl.intake.monthly_counts import KEYS, Group, MonthlyCounts
from cst_xl.intake.pieces import NUMBER, PIECE, Once, Opened, open_export, order_of, pieces
from cst_xl.intake.punctuality import Judge, Term, terms
from cst_xl.intake.tallies import MOST_BREACHES, Late, Tally
from cst_xl.intake.ticket_rows import Meaning, Seen, common_order, order_findings, seen_findings
from cst_xl.intake.wording import days, many
from cst_xl.sections.sla.raw import MEASURES
from cst_xl.sections.tickets.raw import MONTHLY

if TYPE_CHECKING:
    import pandas as pd

    from cst_xl.core.periods import Period

_DAY: Final = 10  # characters of a date, in every spelling in use
_MINUTES: Final = 16  # of a moment to the minute
_LOCAL: Final = re.compile(r"(?::\d\d)?")
_ZONE: Final = re.compile(r"(?:Z|UTC|[+-]\d\d:?\d\d)$")

Mapper = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Applies a function to every piece, like `map`; a pool's or a cluster's ``map`` will do."""


def monthly(
    path: Path,
    context: Context,
    given: Dialect | None = None,
    mapper: Mapper = map,
    piece: int = PIECE,
    name: str = "",
) -> Imported:
    """Read a ticket export of any length to the monthly figures of the workbook's quarter.

    Args:
        path: A CSV file.
        context: The workbook's quarter, parameters and mappings.
        given: How the file is written, where detection is wrong.
        mapper: Applies the reduction to the pieces.
        piece: Rows in memory at a time.
        name: Name of the reader to use, see `open_export`.

    Raises:
        CstError: The file can't be read, isn't a ticket export, or the quarter isn't set.
    """
    if context.period is None:
        raise CstError("Per riassumere i ticket serve il periodo del bollettino: manca nel foglio Parametri.")
    opened = open_export(path, given or Dialect(), name)
    agreed, problems = terms(context, context.period)
    told = tuple(term for term in agreed if term.event.column in opened.located.places)
    whole = _Whole(opened, told)
    once = Once()
    try:
        order = order_of(opened) if told else Order()
        reduce = Reduction(Judge(told, context, context.period, order))
        keys = (*KEYS, NUMBER, *reduce.judge.columns)
        for found in mapper(reduce, (once(frame) for frame in pieces(opened, piece, keys))):
            whole.add(found)
    except (ValueError, OSError, UnicodeError) as cause:
        raise CstError(f"«{path.name}» non si legge fino in fondo: {cause}.") from cause
    return whole.imported(context, context.period, once.repeated, problems)


@dataclass(frozen=True)
class Reduction:
    """What is made of a piece: how many rows share what counts depend on, and who was late; runs anywhere."""

    judge: Judge

    def __call__(self, frame: pd.DataFrame) -> tuple[dict[Group, int], dict[str, Tally]]:
        """The groups of a piece, and its tally of each deadline."""
        return reduced(frame), self.judge(frame)


def reduced(frame: pd.DataFrame) -> dict[Group, int]:
    """How many rows share what the numbers of a month depend on."""
    keys = frame.assign(aperto=_days(frame["aperto"]).astype("category"))
    known = [key for key in KEYS if key in keys]
    counts = keys.groupby(known, observed=True, sort=False).size()
    places = [known.index(key) if key in known else None for key in KEYS]
    found: dict[Group, int] = {}
    for group, number in counts.items():
        texts = group if isinstance(group, tuple) else (group,)
        key = tuple("" if at is None else str(texts[at]) for at in places)
        found[key] = found.get(key, 0) + int(number)
    return found


def _days(opened: pd.Series[str]) -> pd.Series[str]:
    """The days of moments, still in their own spelling; a moment with its zone must be local first: 23:00 UTC is tomorrow."""
    tails = opened.str.slice(_MINUTES).unique()
    if not all(_LOCAL.fullmatch(str(tail)) for tail in tails):
        texts = {text: normal(text) if _ZONE.search(str(text)) else text for text in opened.unique()}
        opened = opened.map(texts)
    return opened.str.slice(0, _DAY)


@dataclass
class _Whole:
    """What is known of the whole file, piece after piece."""

    opened: Opened
    terms: tuple[Term, ...]
    groups: Counter[Group] = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, found: tuple[dict[Group, int], dict[str, Tally]]) -> None:
        """Take in a piece."""
        groups, tallies = found
        self.groups.update(groups)
        for code, tally in tallies.items():
            self.tallies.setdefault(code, Tally()).add(tally)

    def imported(
        self, context: Context, period: Period, repeated: int, problems: Iterable[Finding]
    ) -> Imported:
        """Months, deadlines and breaches, and everything a person should know of them."""
        monthly, findings, when = self._months(context, period)
        levels, breaches, remarks = self._levels(period)
        total = sum(self.groups.values())
        kept = f" e i {many(len(breaches), 'caso', 'casi')} fuori termine" if breaches else ""
        said = note(
            f"«{self.opened.path.name}» ha {many(total, 'ticket', 'ticket')}: se ne riportano solo i totali mensili{kept}, "
            "perché le righe non entrano nel foglio."
        )
        twice = f"«{self.opened.path.name}»: {many(repeated, 'riga ripete', 'righe ripetono')} un ticket già contato."
        title = self.opened.export.title
        what = f"esportazione {title}, {many(total, 'ticket', 'ticket')} riassunti per mese" + (
            f", {when}" if when else ""
        )
        blocks = (Block(MONTHLY, monthly), Block(MEASURES, levels), Block(BREACHES, breaches))
        every = (said, *findings, *problems, *remarks, *([note(twice)] if repeated else []))
        return Imported(title, what, tuple(block for block in blocks if block.rows), every, when)

    def _months(self, context: Context, period: Period) -> tuple[tuple[TextRow, ...], list[Finding], str]:
        order = common_order([Order.of(group[0] for group in self.groups)])
        seen = Seen()
        counted = MonthlyCounts(Meaning(context, seen), period)
        for group, number in self.groups.items():
            counted.take(group, number, normal(group[0].partition(" ")[0], order))
        for counter in (seen.states, seen.silent, seen.changed):
            counter.clear()  # these count groups; the months have counted tickets
        seen.states.update(counted.states)
        seen.silent.update(counted.silent)
        rows = tuple(counted.rows())
        findings = [
            *order_findings(self.opened.export, order),
            *seen_findings(self.opened.export, seen),
            *counted.findings(),
        ]
        return rows, findings, days(min(counted.days), max(counted.days)) if counted.days else ""

    def _levels(self, period: Period) -> tuple[tuple[TextRow, ...], tuple[TextRow, ...], list[Finding]]:
        levels: list[TextRow] = []
        breaches: list[TextRow] = []
        findings: list[Finding] = []
        for term in self.terms:
            tally = self.tallies.get(term.code, Tally())
            if not tally.seen:
                continue
            tally.finish(term.watch, period.end)
            levels.append(_level(term, tally, self.opened.export.title))
            breaches += [_breach(term, one) for one in tally.breaches]
            findings += _remarks(term, tally)
        return tuple(levels), tuple(breaches), findings


def _level(term: Term, tally: Tally, source: str) -> TextRow:
    values = {
        "codice": term.code,
        "casi": format_number(tally.cases),
        "fuori_termine": format_number(tally.late),
        "ritardo_massimo": _lasted(tally.worst) if tally.late else "",
        "nota": f"{source}: {term.event.word}, contata dai ticket del file",
    }
    return text_row(MEASURES, values)


def _breach(term: Term, late: Late) -> TextRow:
    values = {
        "codice": term.code,
        "ticket": late.ticket,
        "aperto": f"{late.opened:%d/%m/%Y %H:%M:%S}",
        "scadenza": f"{late.due:%d/%m/%Y %H:%M:%S}",
        "fatto": f"{late.done:%d/%m/%Y %H:%M:%S}" if late.done else "",
        "ritardo": _lasted(late.seconds),
    }
    return text_row(BREACHES, values)


def _lasted(seconds: int) -> str:
    """A duration to the second, ``h:mm:ss``: a breach of twenty seconds is one."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"


def _remarks(term: Term, tally: Tally) -> Iterator[Finding]:
    if tally.unknown:
        yield warning(
            f"{term.code}: {many(tally.unknown, 'ticket non si può', 'ticket non si possono')} valutare perché manca "
            f"{term.event.word} (o viene prima dell'apertura): non contano fra i casi."
        )
    if tally.pending:
        yield note(
            f"{term.code}: {many(tally.pending, 'ticket ancora aperto non è scaduto', 'ticket ancora aperti non sono scaduti')} "
            "all'ultimo momento noto e non conta fra i casi."
        )
    if tally.late > MOST_BREACHES:
        yield note(
            f"{term.code}: dei {many(tally.late, 'caso', 'casi')} fuori termine si riportano i {MOST_BREACHES} peggiori."
        )
