"""Reader of Matomo reports: visits by hour of the day, by hour and weekday, by kind of device.

Matomo writes UTF-16 with a mark, raw metric names unless translated, hours as ``0h`` or ``00``; a scheduled report puts
several reports into one file, each under its title. Local hours are by the visitor's clock and server hours by the
site's: which of the two was exported is said, because a claim about opening hours rests on it. Rates are rounded to
whole percent and never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError, CstError, shown
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.kinds import plain
from cst_xl.core.mappings import Named
from cst_xl.core.numerals import is_missing
from cst_xl.core.quantities import count, format_number
from cst_xl.core.tables import RawTable
from cst_xl.intake.imported import Block, Context, Imported, Likeness, Reader, TextRow, text_row
from cst_xl.intake.source import Sheet
from cst_xl.intake.wording import many, named
from cst_xl.sections.access.hours import Band
from cst_xl.sections.access.raw import BANDS, DAY_NAMES, DEVICES, HOURS_BY_DAY, SINGLE, WEEKDAYS

_TITLE: Final = "Matomo"
_LABELS: Final = frozenset(
    {"label", "etichetta", "ora", "ora locale", "ora del server", "tipo dispositivo", "device type", "hour"}
)
_VISITS: Final = ("nb visits", "visite", "visits")
_EMPTY: Final = frozenset({"no data available", "nessun dato disponibile", "non ci sono dati"})
_HOUR: Final = re.compile(r"(\d{1,2}) ?h?", re.IGNORECASE)
_HOURS: Final = 24
_SEARCHED: Final = 60
_OTHER_REPORT: Final = 85
"""More than what `generic` has for a sheet whose headers fit: labels and visits of any other report aren't devices."""

_ENGLISH: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS: Final[Mapping[str, str]] = {
    word: day
    for day, italian, english in zip(WEEKDAYS, DAY_NAMES, _ENGLISH, strict=True)
    for word in (day, plain(italian), english, english[:3])
}
_DEVICE_WORDS: Final = frozenset(
    [
        "desktop",
        "smartphone",
        "tablet",
        "phablet",
        "mobile",
        "console",
        "tv",
        "camera",
        "feature",
        "phone",
        "wearable",
        "peripheral",
        "speaker",
        "car",
        "browser",
        "telefono",
        "cellulare",
        "sconosciuto",
        "unknown",
        "dispositivo",
    ]
)


@dataclass(frozen=True)
class _Report:
    """One report of a file: its header row, the rows below it, and the title above it."""

    header: tuple[str, ...]
    rows: tuple[Sequence[object], ...]
    title: str

    @property
    def days(self) -> Mapping[int, str]:
        """Places of columns that are weekdays."""
        return {at: _DAYS[name] for at, name in enumerate(self.header) if name in _DAYS}

    @property
    def visits(self) -> int | None:
        """Place of the column of visits."""
        return next((self.header.index(name) for name in _VISITS if name in self.header), None)

    @property
    def labels(self) -> list[str]:
        """The first column's texts."""
        return [kinds.text(row[0]) for row in self.rows if row and row[0] is not None]

    @property
    def by_hour(self) -> bool:
        """Whether its rows are hours."""
        labels = self.labels
        return bool(labels) and sum(_hour(label) is not None for label in labels) * 10 > len(labels) * 8

    @property
    def by_device(self) -> bool:
        """Whether its rows are kinds of device."""
        words = [plain(label).split() for label in self.labels]
        return bool(words) and any(_DEVICE_WORDS.intersection(one) for one in words) and not self.by_hour


def _reports(sheet: Sheet) -> Iterator[_Report]:
    """Cut a file at its header rows."""
    grid = [row for row in sheet.grid if any(value not in (None, "") for value in row)]
    starts = [at for at, row in enumerate(grid) if _is_header(row)]
    for start, end in pairwise([*starts, len(grid)]):
        header = tuple(plain(kinds.text(value)) if value is not None else "" for value in grid[start])
        above = grid[start - 1] if start and _is_title(grid[start - 1]) else ()
        below = grid[start + 1 : end]
        if end < len(grid) and below and _is_title(below[-1]):
            below = below[:-1]
        title = kinds.text(above[0]) if above else ""
        yield _Report(header, tuple(below), title)


def _is_header(row: Sequence[object]) -> bool:
    names = [plain(value) for value in row if isinstance(value, str)]
    if not names or names[0] not in _LABELS:
        return False
    return any(name in _VISITS for name in names) or sum(name in _DAYS for name in names) >= len(WEEKDAYS) - 2


def _is_title(row: Sequence[object]) -> bool:
    return sum(value not in (None, "") for value in row) == 1


def recognise(sheet: Sheet) -> Likeness:
    """Recognise a label and a column of visits, or weekdays."""
    reports = list(_reports(Sheet(sheet.name, sheet.grid[:_SEARCHED])))
    if not reports:
        empty = any(_is_empty(row) for row in sheet.grid[:_SEARCHED])
        return Likeness(60 if empty else 0, ("label", "nb_visits"))
    known = any(report.by_hour or report.by_device for report in reports)
    return Likeness(92 if known else _OTHER_REPORT)


def _is_empty(row: Sequence[object]) -> bool:
    return any(isinstance(value, str) and value.strip().casefold().rstrip(".") in _EMPTY for value in row)


def read(sheet: Sheet, context: Context) -> Imported:
    """Read every report of a file.

    Raises:
        CstError: No report in it is one by hour or by device.
    """
    blocks: list[Block] = []
    findings: list[Finding] = []
    said: list[str] = []
    reports = list(_reports(sheet))
    if any(_is_empty(row) for row in sheet.grid):
        findings.append(
            warning(
                f"Matomo: in «{sheet.name}» un rapporto non ha dati per il periodo scelto.",
                found="No data available",
            )
        )
    for report in reports:
        block, problems, what = _block(report, context)
        findings += problems
        if block is not None:
            blocks.append(block)
            said.append(what)
    if not blocks and not any(_is_empty(row) for row in sheet.grid):
        raise CstError(
            f"«{sheet.name}»: è di Matomo, ma non è un rapporto per ora né per tipo di dispositivo"
            f"{''.join(f' ({one.found})' for one in findings[:1])}."
        )
    return Imported(_TITLE, f"{_TITLE}, {'; '.join(said) or 'nessun dato'}", tuple(blocks), tuple(findings))


def _block(report: _Report, context: Context) -> tuple[Block | None, list[Finding], str]:
    if report.by_hour and len(report.days) > 1:
        return _week(report)
    if report.by_hour and report.visits is not None:
        return _hours(report, report.visits)
    if report.by_device and report.visits is not None:
        return _devices(report, report.visits, context)
    title = report.title or ", ".join(report.labels[:3])
    return (
        None,
        [
            note(
                f"Matomo: il rapporto «{shown(title)}» non è per ora né per dispositivo: non è stato letto.",
                found=shown(title),
            )
        ],
        "",
    )


def _hours(report: _Report, at: int) -> tuple[Block, list[Finding], str]:
    clock, said = _clock(report)
    rows, findings = _counted(report, at, BANDS, _band_row)
    total = sum(int(row[1].replace(".", "")) for row in rows)
    findings.append(said)
    lacking = _HOURS - len({row[0] for row in rows})
    if lacking > 0:
        findings.append(
            warning(
                f"Matomo: {many(lacking, 'ora manca', 'ore mancano')} nel rapporto per ora.",
                expected="24 ore",
            )
        )
    return (
        Block(BANDS, rows),
        findings,
        f"visite per ora {clock}, {many(len(rows), 'ora', 'ore')}, {many(total, 'visita', 'visite')}",
    )


def _band_row(label: str, visits: int) -> TextRow | None:
    hour = _hour(label)
    if hour is None:
        return None
    return text_row(
        BANDS, {"fascia": Band(hour * 60, 60).label, "accessi": format_number(visits), "unita": SINGLE}
    )


def _clock(report: _Report) -> tuple[str, Finding]:
    """Whose clock the hours are by."""
    segments = " ".join(kinds.text(value) for row in report.rows for value in row if isinstance(value, str))
    words = f"{report.title} {' '.join(report.header)} {segments}".casefold()
    if "serverhour" in words or "server" in words:
        return "del server", note("Matomo: le ore sono quelle del server del sito.")
    if "localhour" in words or "local" in words:
        return "locale", note("Matomo: le ore sono quelle dell'orologio di chi visita.")
    return "(orologio non detto)", note(
        "Matomo: il file non dice se le ore sono di chi visita o del server: controllare quale rapporto è stato esportato."
    )


def _devices(report: _Report, at: int, context: Context) -> tuple[Block, list[Finding], str]:
    def row(label: str, visits: int) -> TextRow:
        name = context.mappings.destination(Named.DEVICE, label) or label
        return text_row(DEVICES, {"dispositivo": name, "accessi": format_number(visits)})

    rows, findings = _counted(report, at, DEVICES, row)
    return (
        Block(DEVICES, _joined(rows)),
        findings,
        f"visite per dispositivo, {many(len(rows), 'tipo', 'tipi')}",
    )


def _joined(rows: Sequence[TextRow]) -> tuple[TextRow, ...]:
    """Devices that the mapping gives one name are one row."""
    totals: dict[str, int] = {}
    for name, visits in rows:
        totals[name] = totals.get(name, 0) + count(visits)
    return tuple((name, format_number(visits)) for name, visits in totals.items())


def _week(report: _Report) -> tuple[Block, list[Finding], str]:
    rows: list[TextRow] = []
    findings: list[Finding] = []
    for row in report.rows:
        hour = _hour(kinds.text(row[0])) if row else None
        if hour is None:
            findings.append(_unread(row))
            continue
        values = {"ora": Band(hour * 60, 60).label}
        for at, day in report.days.items():
            visits = _visits(row, at)
            if visits is None and not is_missing(row[at] if at < len(row) else None):
                findings.append(_unread(row))
            values[day] = "" if visits is None else format_number(visits)
        rows.append(text_row(HOURS_BY_DAY, values))
    said = f"visite per ora e giorno della settimana, {many(len(rows), 'ora', 'ore')}"
    return Block(HOURS_BY_DAY, tuple(rows)), findings, said


def _counted(
    report: _Report, at: int, table: RawTable, make: object
) -> tuple[tuple[TextRow, ...], list[Finding]]:
    """Rows of a label and a number; what is neither is told."""
    rows: list[TextRow] = []
    findings: list[Finding] = []
    for cells in report.rows:
        label = kinds.text(cells[0]) if cells and cells[0] is not None else ""
        visits = _visits(cells, at)
        row = make(label, visits) if label and visits is not None else None  # type: ignore[operator]
        if row is None:
            findings.append(_unread(cells))
        else:
            rows.append(row)
    repeated = sorted({row[0] for row in rows if sum(row[0] == other[0] for other in rows) > 1})
    if repeated and table is BANDS:
        findings.append(
            error(f"Matomo: {named(repeated)} compare più volte nel rapporto per ora.", found=repeated[0])
        )
    return tuple(rows), findings


def _unread(row: Sequence[object]) -> Finding:
    text = ", ".join(kinds.text(value) for value in row[:4] if value not in (None, ""))
    return warning(
        f"Matomo: la riga «{shown(text)}» non si legge e non è contata.",
        found=shown(text),
        expected="un'etichetta e le visite",
    )


def _visits(row: Sequence[object], at: int) -> int | None:
    try:
        return count(row[at]) if at < len(row) and row[at] not in (None, "") else None
    except BadValueError:
        return None


def _hour(label: str) -> int | None:
    match = _HOUR.fullmatch(label.strip())
    return int(match[1]) if match and int(match[1]) < _HOURS else None


READER: Final = Reader("matomo", _TITLE, recognise, read)
