"""What has changed since the last bulletin: values that are printed otherwise, sentences that differ, new and gone.

The last bulletin is read from its own open data: that of the same quarter, when it is issued again, or else that of the
latest quarter before. A value has moved when its *printed* text has; what only its further decimals say doesn't count.
Ids that name a month or a semester are compared by their place in the bulletin's quarter, so that the first month of
one quarter stands beside the first month of the other.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cst_xl.core.errors import BadValueError
from cst_xl.core.grammar import counted, join
from cst_xl.core.periods import Period, Span

if TYPE_CHECKING:
    from pathlib import Path

    from cst_xl.core.section import Edition

_MONTH: Final = re.compile(r"\b(\d{4})-(\d{2})\b")
_SEMESTER: Final = re.compile(r"\b(\d{4})-S([12])\b")
_HEADERS: Final = ("Che cosa", "Codice", "Descrizione", "Prima", "Ora", "Esito")
_FORMULA_SIGNS: Final = ("=", "@")
_SENTENCE: Final = "frase"
_PERIOD_WORDS: Final = "periodo."
"""Ids of figures that say nothing but which quarter a bulletin is of."""


class Outcome(StrEnum):
    """What became of something between two bulletins."""

    MOVED = "cambiata"
    NEW = "nuova"
    GONE = "tolta"


@dataclass(frozen=True)
class Change:
    """One thing that isn't as it was.

    Attributes:
        id: Code of the figure or sentence.
        label: What it is, in Italian; may be empty.
        before: What was printed; empty for something new.
        now: What is printed; empty for something that is gone.
        sentence: Whether it is a sentence.
    """

    id: str
    label: str
    before: str
    now: str
    sentence: bool = False

    @property
    def outcome(self) -> Outcome:
        """What became of it."""
        if self.before and self.now:
            return Outcome.MOVED
        return Outcome.NEW if self.now else Outcome.GONE

    def told(self) -> str:
        """One Italian line."""
        name = self.label or self.id
        match self.outcome:
            case Outcome.MOVED:
                return f"{name}: era «{self.before}», ora «{self.now}»"
            case Outcome.NEW:
                return f"{name}: nuova, «{self.now}»"
            case Outcome.GONE:
                return f"{name}: non c'è più, era «{self.before}»"


@dataclass(frozen=True)
class Changes:
    """How a bulletin differs from an earlier one.

    Attributes:
        since: The earlier one, in Italian; empty when there is none.
        items: What differs, in the order of the bulletin; what is gone comes last.
    """

    since: str
    items: tuple[Change, ...] = ()

    def summary(self) -> str:
        """One Italian sentence."""
        if not self.since:
            return "Non c'è un Focus precedente con cui confrontare."
        if not self.items:
            return f"Nulla è cambiato rispetto al {self.since}."
        figures = [one for one in self.items if not one.sentence]
        sentences = [one for one in self.items if one.sentence]
        parts = [
            *_counts(figures, "voce", "voci"),
            *_counts(sentences, "frase", "frasi"),
        ]
        return f"Rispetto al {self.since}: {join(parts)}."

    def as_csv(self) -> bytes:
        """The list as a file that an Italian Excel opens by itself: UTF-8 with its mark, semicolons."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(_HEADERS)
        for one in self.items:
            kind = _SENTENCE if one.sentence else "voce"
            cells = (kind, one.id, one.label, one.before, one.now, one.outcome.value)
            writer.writerow([_harmless(cell) for cell in cells])
        return text.getvalue().encode("utf-8-sig")


def _counts(items: Iterable[Change], one: str, many: str) -> Iterator[str]:
    found = list(items)
    words = {
        Outcome.MOVED: ("cambiata", "cambiate"),
        Outcome.NEW: ("nuova", "nuove"),
        Outcome.GONE: ("tolta", "tolte"),
    }
    for outcome, (singular, plural) in words.items():
        number = sum(1 for item in found if item.outcome is outcome)
        if number:
            yield f"{counted(number, one, many)} {singular if number == 1 else plural}"


def _harmless(text: str) -> str:
    """A text that a spreadsheet program can't take for a formula; a lone sign is no formula."""
    return f"'{text}" if len(text) > 1 and text.startswith(_FORMULA_SIGNS) else text


@dataclass(frozen=True)
class _Issue:
    """An earlier bulletin: its quarter, what to call it, what it printed by comparable id (sentences and figures)."""

    period: Period
    name: str
    printed: Mapping[str, Change]


def changes(edition: Edition, folder: Path) -> Changes:
    """Compare an edition with the last bulletin.

    Args:
        edition: The computed quarter.
        folder: The folder that holds the folders of all bulletins; drafts there aren't bulletins. Where it holds none
            of this quarter or before, the latest quarter of the workbook's own history is taken, which has no sentences.
    """
    if edition.period is None:
        return Changes("")
    last = _last_issue(folder, edition.period) or _from_history(edition, edition.period)
    if last is None:
        return Changes("")
    now = _printed_now(edition, edition.period, sentences=any(one.sentence for one in last.printed.values()))
    return Changes(last.name, tuple(_differences(last, now, edition.period)))


def _differences(last: _Issue, now: Mapping[str, Change], period: Period) -> Iterator[Change]:
    """What differs, but for what only says which quarter it is."""
    for key, one in now.items():
        earlier = last.printed.get(key)
        text = earlier.before if earlier else ""
        moved_on = text.replace(last.period.name, period.name).replace(
            str(last.period.year), str(period.year)
        )
        if one.now not in (text, moved_on) and not (earlier and one.id.startswith(_PERIOD_WORDS)):
            yield Change(one.id, one.label, text, one.now, one.sentence)
    yield from (one for key, one in last.printed.items() if key not in now)


def _printed_now(edition: Edition, period: Period, *, sentences: bool) -> dict[str, Change]:
    printed = {
        comparable(one.id, period): Change(one.id, one.label, "", _plain(one.text))
        for one in edition.figures
        if one.text
    }
    if sentences:
        for result in edition:
            for one in result.sentences:
                label = f"Frase, {result.section.title}"
                printed[comparable(one.id, period)] = Change(
                    one.id, label, "", _plain(one.text), sentence=True
                )
    return printed


def comparable(figure_id: str, period: Period) -> str:
    """An id with its month and semester told by their place: ``ticket.2016-04.gestiti`` of 2016-T2 is ``ticket.m1.gestiti``."""

    def month(match: re.Match[str]) -> str:
        year, number = int(match[1]), int(match[2])
        places = {(one.year, one.number): at for at, one in enumerate(period.months, 1)}
        place = places.get((year, number))
        return match[0] if place is None else f"m{place}"

    def semester(match: re.Match[str]) -> str:
        own = period.containing(Span.SEMESTER)
        back = (own.year - int(match[1])) * 2 + own.number - int(match[2])
        return f"s{back}" if back in (0, 1, 2) else match[0]

    return _SEMESTER.sub(semester, _MONTH.sub(month, figure_id))


def _last_issue(folder: Path, period: Period) -> _Issue | None:
    """The bulletin of this quarter that is out, or that of the latest quarter before."""
    found = {}
    for path in folder.glob("Focus_*/dati/Focus_*.json"):
        try:
            quarter = Period.parse(path.stem.removeprefix("Focus_"))
        except BadValueError:
            continue
        if path.parent.parent.name == path.stem == f"Focus_{quarter}" and quarter <= period:
            found[quarter] = path
    for quarter in sorted(found, reverse=True):
        issue = _read_issue(found[quarter], quarter)
        if issue is not None:
            return issue
    return None


def _read_issue(path: Path, quarter: Period) -> _Issue | None:
    """An issue from its own open data; None for a file that isn't ours, whatever is in it."""
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        figures = [(one["id"], one["descrizione"], one["testo"], False) for one in document["voci"]]
        said = [(one["id"], "Frase", one["testo"], True) for one in document["frasi"]]
        day = "/".join(reversed(str(document["pubblicato"]).split("-")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    printed = {
        comparable(str(code), quarter): Change(str(code), str(label), _plain(str(text)), "", sentence)
        for code, label, text, sentence in (*figures, *said)
        if text
    }
    return _Issue(quarter, f"Focus {quarter.label} pubblicato il {day}", printed)


def _from_history(edition: Edition, period: Period) -> _Issue | None:
    quarters = [one for one in map(_quarter, edition.history) if one is not None and one < period]
    if not quarters:
        return None
    latest = max(quarters)
    units = {comparable(one.id, period): one.unit for one in edition.figures}
    printed = {}
    for one in edition.history[str(latest)]:
        key = comparable(one.id, latest)
        text = units.get(key, one.unit).text(one.value)
        if text:
            printed[key] = Change(one.id, one.label, _plain(text), "")
    return _Issue(latest, f"{latest.label}, com'è nello Storico", printed)


def _quarter(text: str) -> Period | None:
    try:
        period = Period.parse(text)
    except BadValueError:
        return None
    return period if period.span is Span.QUARTER else None


def _plain(text: str) -> str:
    return " ".join(text.split())
