"""Reader of response-time samples, for an SLA with an upper bound: mean, maximum and 95th percentile of the quarter.

One row a sample: a moment, a time, perhaps a service. The unit must be said, by the header or by the cells: 0,007 is a
second or a millisecond depending on who wrote it, and a factor of a thousand must not be guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.errors import CstError, shown
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.mappings import Named
from cst_xl.core.numerals import as_decimal, is_missing
from cst_xl.core.quantities import format_number
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.intake.columns import Field, Located, likeness, locate
from cst_xl.intake.imported import Block, Context, Imported, Likeness, Reader, TextRow, text_row
from cst_xl.intake.moments import Order, day_of, normal
from cst_xl.intake.source import Sheet
from cst_xl.intake.wording import days, many
from cst_xl.sections.sla.raw import MEASURES

_TITLE: Final = "tempi di risposta"
_FIELDS: Final = (
    Field(
        "quando",
        ("Data e ora", "Data", "Ora", "Timestamp", "Time", "Date", "Quando", "Istante", "Clock"),
        required=True,
    ),
    Field(
        "tempo",
        (
            *(
                "Tempo di risposta",
                "Tempo risposta",
                "Tempo",
                "Risposta",
                "Response time",
                "Latency",
                "Latenza",
            ),
            *(
                "Durata",
                "Duration",
                "RTA",
                "RTT",
                "Elapsed",
                "ms",
                "Tempo ms",
                "Tempo (ms)",
                "Tempo di risposta (ms)",
            ),
            *("Response time ms", "Latency ms", "Latenza ms", "RTA ms", "Durata ms", "Elapsed ms"),
            *("RTT ms", "Latenza in ms", "Tempo di risposta in ms", "Ping ms", "Tempo risposta ms"),
            *("Tempo s", "Tempo di risposta s", "Response time s", "Latency s", "Durata s"),
        ),
        required=True,
    ),
    Field("servizio", ("Servizio", "Service", "Service description", "Nome", "Name", "Sistema", "URL")),
    Field("host", ("Host", "Host name", "Hostname")),
)
_VALUE: Final = re.compile(r"(\d+(?:[.,]\d+)?) ?(ms|msec|millisecondi|s|sec|secondi)?", re.IGNORECASE)
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_UNIT_IN_HEADER: Final = re.compile(
    r"(?:^|[\s(\[_])(ms|msec|millisecondi|s|sec|secondi)[)\]]?$", re.IGNORECASE
)
_MOST_COLUMNS: Final = 8
_PERCENTILE: Final = 95


@dataclass(frozen=True)
class Statistics:
    """What the samples of one service come to, in milliseconds.

    Attributes:
        number: How many samples.
        mean: Their mean.
        highest: The slowest.
        percentile: The 95th percentile by nearest rank: a value that was measured.
    """

    number: int
    mean: Decimal
    highest: Decimal
    percentile: Decimal

    @classmethod
    def of(cls, samples: Iterable[Decimal]) -> Statistics:
        """The statistics of at least one sample; of a `Counter`, each value counts as often as it was met."""
        counts = samples if isinstance(samples, Counter) else Counter(samples)
        ordered = sorted(counts)
        number = counts.total()
        whole = sum((value * counts[value] for value in ordered), Decimal(0))
        return cls(
            number, whole / number, ordered[-1], _ranked(ordered, counts, -(-_PERCENTILE * number // 100))
        )

    def chosen(self, statistic: str) -> Decimal:
        """The one that the parameter «Statistica dei tempi di risposta» names."""
        return {"massimo": self.highest, "media": self.mean}.get(statistic, self.percentile)

    @property
    def words(self) -> str:
        """All of them."""
        return f"massimo {_ms(self.highest)}, media {_ms(self.mean)}, 95° percentile {_ms(self.percentile)}"


def _ranked(ordered: Sequence[Decimal], counts: Counter[Decimal], rank: int) -> Decimal:
    """The value at a rank, from 1, among all samples in order."""
    for value in ordered:
        rank -= counts[value]
        if rank <= 0:
            return value
    return ordered[-1]


def recognise(sheet: Sheet) -> Likeness:
    """Recognise a moment and a time; few columns, since a ticket list has those words too."""
    found = likeness(sheet, _FIELDS, sure=70)
    located = locate(sheet, _FIELDS)
    wide = located is not None and len(located.headers) > _MOST_COLUMNS
    return Likeness(min(found.score, 30), found.missing) if wide else found


def read(sheet: Sheet, context: Context) -> Imported:
    """Read the samples of the quarter; each service's statistic is the measure of the SLA that it is mapped to.

    Raises:
        CstError: The columns aren't there, or no sample of the quarter can be read.
    """
    located = locate(sheet, _FIELDS)
    if located is None or not {"quando", "tempo"} <= set(located.places):
        raise CstError(
            f"«{sheet.name}» non ha le colonne dei tempi di risposta: servono una data e un tempo."
        )
    unit = _header_unit(sheet, located)
    order = Order.of(row[1].get("quando") for row in located.rows(sheet))
    samples: dict[str, Counter[Decimal]] = {}
    seen: Counter[date] = Counter()
    tally = {"fuori": 0, "illeggibili": 0}
    for _, cells in located.rows(sheet):
        day = day_of(normal(cells.get("quando"), order))
        value = _milliseconds(cells.get("tempo"), unit, sheet.decimal)
        if day is None or value is None:
            tally["illeggibili"] += not is_missing(cells.get("tempo"))
        elif context.period is not None and day not in context.period:
            tally["fuori"] += 1
        else:
            seen[day] += 1
            samples.setdefault(_name(cells), Counter())[value] += 1
    if not samples:
        raise CstError(
            f"«{sheet.name}»: nessun tempo di risposta leggibile del trimestre, con la sua unità (ms o s)."
        )
    rows, findings = _measures(sheet, samples, context)
    when = days(min(seen), max(seen))
    said = f"{_TITLE}, {many(seen.total(), 'misura', 'misure')}, {when}"
    return Imported(_TITLE, said, (Block(MEASURES, rows),), (*_tallied(tally), *findings), when)


def _name(cells: Mapping[str, object]) -> str:
    """``HOST;servizio``, as patterns see a service; either alone where the other isn't told."""
    parts = (kinds.text(cells[key]) for key in ("host", "servizio") if cells.get(key) not in (None, ""))
    return ";".join(parts)


def _header_unit(sheet: Sheet, located: Located) -> str:
    header = kinds.text(sheet.grid[located.row][located.places["tempo"]])
    match = _UNIT_IN_HEADER.search(header)
    return match[1].casefold() if match else ""


def _milliseconds(value: object, unit: str, decimal: str) -> Decimal | None:
    """A time in milliseconds; None when it isn't one, when no unit is said, or when 1.234 could be two numbers."""
    if isinstance(value, str):
        match = _VALUE.fullmatch(value.strip())
        number = _number(match[1], decimal) if match else None
        unit = ((match[2] if match else None) or unit).casefold()
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        number = as_decimal(value) if isfinite(value) else None
    else:
        number = None
    if number is None or number < 0 or not unit:
        return None
    return number if unit.startswith("m") else number * 1000


def _number(digits: str, decimal: str) -> Decimal | None:
    """The number that digits with one mark mean; None when the mark may be that of the thousands."""
    if _GROUPED.fullmatch(digits):
        mark = next(sign for sign in digits if not sign.isdigit())
        if not decimal:
            return None
        return Decimal(digits.replace(mark, "." if mark == decimal else ""))
    return Decimal(digits.replace(",", "."))


def _measures(
    sheet: Sheet, samples: Mapping[str, Counter[Decimal]], context: Context
) -> tuple[tuple[TextRow, ...], list[Finding]]:
    rows: list[TextRow] = []
    findings: list[Finding] = []
    by_code: dict[str, Counter[Decimal]] = {}
    names: dict[str, list[str]] = {}
    for service, values in samples.items():
        name = service or sheet.name
        codes = [
            code
            for named in (Named.SERVICE, Named.HOST)
            for code in context.codes(
                SlaKind.UPPER_BOUND, named, *dict.fromkeys((name, name.rpartition(";")[2]))
            )
        ]
        for code in codes:
            by_code.setdefault(code, Counter()).update(values)
            names.setdefault(code, []).append(name)
        if not codes:
            words = Statistics.of(values).words
            findings.append(
                warning(
                    f"Tempi di risposta di «{shown(name)}» ({many(values.total(), 'misura', 'misure')}, {words}): nessuno SLA nel foglio Mappature.",
                    found=name,
                    expected="una riga del foglio Mappature, tipo «servizio», con il codice SLA",
                )
            )
    statistic = context.parameters["sla3_statistica"]
    for code, values in by_code.items():
        found = Statistics.of(values)
        text = f"{_TITLE.capitalize()} di {', '.join(names[code])}: {many(found.number, 'misura', 'misure')}, {found.words}"
        rows.append(
            text_row(MEASURES, {"codice": code, "rilevato": _ms(found.chosen(statistic)), "nota": text})
        )
    return tuple(rows), findings


def _tallied(tally: Mapping[str, int]) -> Iterator[Finding]:
    if tally["fuori"]:
        yield note(
            f"Tempi di risposta: {many(tally['fuori'], 'misura', 'misure')} di altri periodi non contano."
        )
    if tally["illeggibili"]:
        yield error(
            f"Tempi di risposta: {many(tally['illeggibili'], 'riga non si legge', 'righe non si leggono')} e non contano.",
            expected="una data e un tempo con la sua unità, per esempio «7 ms»; i decimali con un segno solo",
        )


def _ms(value: Decimal) -> str:
    return f"{format_number(value, 0, 6)} ms"


READER: Final = Reader("latenza", _TITLE, recognise, read)
