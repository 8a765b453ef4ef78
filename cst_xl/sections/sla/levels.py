"""The service levels of a contract, each with what was measured: read, judged, and every problem with its cell.

The catalogue says what was agreed and of which kind it is; the measures come as one text, one number, or the counts
of a deadline. When the two disagree («Nessuno scostamento» beside late cases) the worse one holds, because a breach
must not be hidden, and a finding says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import BadValueError
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.quantities import format_duration, format_number
from cst_xl.core.sla_kinds import (
    NO_BREACH,
    Cases,
    Judgement,
    Outcome,
    Read,
    SlaKind,
    judge,
    read_expected,
    read_measured,
)
from cst_xl.core.sla_units import threshold_unit
from cst_xl.core.tables import HEADER_ROW
from cst_xl.sections.sla.availability import (
    ComputedAvailability,
    agreed_measure,
    availabilities,
    exact,
    unmapped_findings,
)
from cst_xl.sections.sla.counting import count_cases, counted_findings
from cst_xl.sections.sla.interventions import log_findings
from cst_xl.sections.sla.judging import CountedCases
from cst_xl.sections.sla.raw import CATALOGUE, MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cst_xl.core.figures import Figures
    from cst_xl.core.section import Inputs
    from cst_xl.core.tables import Record, TypedTable

_IMPLAUSIBLE_BELOW: Final = Decimal(50)
_IMPLAUSIBLE_RATIO: Final = 100  # seconds typed for milliseconds are a thousand times off
_FULL: Final = Decimal(100)


@dataclass(frozen=True)
class Level:
    """One service level.

    Attributes:
        code: Such as ``SLA.2``.
        description: Its text in the contract; may be empty.
        kind: None when the catalogue doesn't say it readably.
        expected: The threshold, read; None when missing or unreadable.
        measured: The measure, read; None when missing or unreadable.
        judgement: None while one of the above is missing.
        findings: What is wrong with its two rows.
        counted: What a log says about a deadline; None where it says nothing.
        computed: What months or stops say about an availability; None where they say nothing.
    """

    code: str
    description: str
    kind: SlaKind | None
    expected: object = None
    measured: object = None
    judgement: Judgement | None = None
    findings: tuple[Finding, ...] = ()
    counted: CountedCases | None = None
    computed: ComputedAvailability | None = None

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, once judged."""
        return None if self.judgement is None else self.judgement.outcome


def read_levels(inputs: Inputs) -> tuple[Level, ...]:
    """Read and judge every level of the catalogue, in its order; of a repeated code the first row counts."""
    return inputs.once("sla.levels", lambda: _levels(inputs))


def _levels(inputs: Inputs) -> tuple[Level, ...]:
    measured = _by_code(inputs[MEASURES])
    return tuple(
        _Reading(inputs).level(record, measured.get(code))
        for code, record in _by_code(inputs[CATALOGUE]).items()
    )


def check(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """Report what is wrong with a level's rows, measures that nobody agreed, levels that nobody measured."""
    del figures  # what is wrong shows in the cells
    levels = read_levels(inputs)
    for level in levels:
        yield from level.findings
        yield from counted_findings(inputs, level.code, level.counted)
    yield from log_findings(inputs)
    yield from availabilities(inputs).findings
    yield from unmapped_findings(inputs)
    yield from _strays(inputs[CATALOGUE], inputs[MEASURES])
    if levels and not inputs[MEASURES] and all(level.measured is None for level in levels):
        message = (
            f"Nel foglio {MEASURES.sheet} non c'è nessun valore: gli SLA del catalogo restano senza esito."
        )
        cell = f"{MEASURES.sheet}!A{HEADER_ROW + 1}"
        yield warning(message, cell=cell, expected="un rigo per ogni SLA del catalogo")


def _strays(catalogue: TypedTable, measures: TypedTable) -> Iterator[Finding]:
    """Without a threshold a measure can't be judged."""
    known = _by_code(catalogue)
    for code, record in _by_code(measures).items():
        if code not in known:
            message = (
                f"Nel foglio {measures.table.sheet}, riga {record.row}, «{code}» non è nel foglio "
                f"{catalogue.table.sheet}: senza soglia non viene valutato."
            )
            cell = measures.cell(record.row, "codice")
            yield warning(message, cell=cell, found=code, expected="un codice del catalogo")


def _by_code(table: TypedTable) -> Mapping[str, Record]:
    first: dict[str, Record] = {}
    for record in table.records():
        if record["codice"]:
            first.setdefault(record["codice"], record)
    return first


class _Reading:
    """The reading of one level: keeps its findings while the two rows are taken apart."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.catalogue = inputs[CATALOGUE]
        self.measures = inputs[MEASURES]
        self.findings: list[Finding] = []
        self.code = ""
        self.counted: CountedCases | None = None
        self.computed: ComputedAvailability | None = None

    def level(self, agreed: Record, seen: Record | None) -> Level:
        self.code = agreed["codice"]
        kind = None if agreed["tipo"] is None else SlaKind(agreed["tipo"])
        expected = measured = judgement = None
        if kind is not None:
            expected = self._read(self.catalogue, agreed, "atteso", kind, read_expected)
            self.counted, problems = count_cases(self.inputs, agreed, expected)
            self.findings += problems
            if kind is SlaKind.AVAILABILITY:
                self.computed = availabilities(self.inputs).by_code.get(self.code)
            measured = self._measured(kind, seen, expected)
        if kind is not None and expected is not None and measured is not None:
            judgement = judge(kind, expected, measured)
            self._check_plausible(kind, seen, expected, measured)
        if seen is None and self.measures and measured is None:
            self._missing(self.catalogue.cell(agreed.row, "codice"))
        text = agreed["descrizione"] or ""
        found = tuple(self.findings)
        return Level(self.code, text, kind, expected, measured, judgement, found, self.counted, self.computed)

    def _read(
        self,
        table: TypedTable,
        record: Record,
        key: str,
        kind: SlaKind,
        reader: Callable[[SlaKind, object], Read],
    ) -> object | None:
        value = record[key]
        if value is None:
            return None
        cell = table.cell(record.row, key)
        place = f"Nel foglio {table.table.sheet} la cella {cell.rpartition('!')[2]} ({self.code})"
        try:
            read = reader(kind, value)
        except BadValueError as bad:
            message = f"{place} contiene «{bad.found}»; serve {bad.expected}. {bad.hint}".strip()
            facts = {"figure": self._figure(key), "cell": cell, "found": bad.found, "expected": bad.expected}
            self.findings.append(error(message, **facts))
            return None
        if read.note:
            message = f"{place}: {read.note}"
            facts = {"figure": self._figure(key), "cell": cell, "found": str(value), "expected": "98,985%"}
            self.findings.append(warning(message, **facts))
        return read.value

    def _measured(self, kind: SlaKind, seen: Record | None, expected: object) -> object | None:
        if seen is None and kind is SlaKind.AVAILABILITY:
            return self._available(None, None, expected)
        if seen is None:
            return None if self.counted is None else self.counted.cases
        said = self._read(self.measures, seen, "rilevato", kind, read_measured)
        if kind is SlaKind.DEADLINE:
            return self._counted_or(seen, self._cases(seen, said if isinstance(said, Cases) else None))
        for key in ("casi", "fuori_termine", "ritardo_massimo"):
            if seen[key] is not None:
                header = self.measures.table.column(key).header
                what = f"«{header}» vale solo per il tipo «{SlaKind.DEADLINE.value}» e non ha effetto."
                self._report(warning, seen, key, what, "una cella vuota")
        if kind is SlaKind.AVAILABILITY:
            said = self._available(seen, said if isinstance(said, Decimal) else None, expected)
        if seen["rilevato"] is None and said is None:
            self._missing(self.measures.cell(seen.row, "rilevato"))
        return said

    def _available(self, seen: Record | None, typed: Decimal | None, expected: object) -> Decimal | None:
        """What months or stops say; what was typed is compared with it."""
        value, what, is_wrong = agreed_measure(typed, self.computed, expected)
        if what and seen is not None and self.computed is not None and self.computed.value is not None:
            make = error if is_wrong else warning
            self._report(make, seen, "rilevato", what, exact(self.computed.value))
        elif value is not None and typed is None and self.computed is not None:
            source = "dai valori mensili" if self.computed.simple_mean is not None else "dai fermi registrati"
            message = f"{self.code}: il rilevato ({exact(value)}) è calcolato {source}."
            self.findings.append(note(message, figure=self._figure("rilevato")))
        return value

    def _counted_or(self, seen: Record, typed: Cases | None) -> Cases | None:
        """What a log says; what was typed is only compared with it."""
        if self.counted is None:
            return typed
        cases, log = self.counted.cases, self.counted.log
        if typed is not None and (typed.late != cases.late or typed.total not in (None, cases.total)):
            many = "" if cases.late or cases.total is None else f" (casi: {format_number(cases.total)})"
            what = f"è scritto «{typed.label}», ma {log.source} risulta «{cases.label}»{many}: {log.used}."
            self._report(error, seen, self._typed_in(seen, typed, cases), what, cases.label)
        elif seen["ritardo_massimo"] is not None and cases.worst is not None:
            written, counted = format_duration(seen["ritardo_massimo"]), format_duration(cases.worst)
            if written != counted:
                what = f"il ritardo massimo è scritto di {written}, ma {log.source} risulta di {counted}: {log.used}."
                self._report(error, seen, "ritardo_massimo", what, counted)
        return cases

    def _typed_in(self, seen: Record, typed: Cases, counted: Cases) -> str:
        """The column with the number that a log contradicts."""
        if seen["rilevato"] is not None and typed.late != counted.late:
            return "rilevato"
        wrong = ("fuori_termine",) if typed.late != counted.late else ("casi", "rilevato")
        return next((key for key in wrong if seen[key] is not None), "rilevato")

    def _cases(self, seen: Record, said: Cases | None) -> Cases | None:
        """Bring the words and the counts of a deadline together."""
        late = seen["fuori_termine"]
        if late is None and said is None:
            if seen["rilevato"] is None and self.counted is None:
                self._missing(self.measures.cell(seen.row, "rilevato"))
            return None
        if said is not None:
            self._check_agreement(seen, "fuori_termine", said.late, said)
            self._check_agreement(seen, "casi", said.total, said)
        worse = max(late or 0, said.late if said else 0)
        total = self._total(seen, said, worse)
        worst = seen["ritardo_massimo"]
        if worst and not worse:
            what = f"c'è un ritardo, ma nessun caso fuori termine («{NO_BREACH}»)."
            self._report(warning, seen, "ritardo_massimo", what, "una cella vuota")
        return Cases(worse, total, worst if worse else None)

    def _check_agreement(self, seen: Record, key: str, said: int | None, cases: Cases) -> None:
        counted = seen[key]
        if said is None or counted is None or said == counted:
            return
        header = self.measures.table.column(key).header
        what = f"«{header}» è {counted}, ma il rilevato dice «{cases.label}»."
        self._report(error, seen, key, what, f"{said}, oppure un altro rilevato")

    def _total(self, seen: Record, said: Cases | None, late: int) -> int | None:
        """How many cases there were; None when it isn't known or can't be, so that no share is made of it."""
        total: int | None = seen["casi"]
        if total is None and said is not None:
            total = said.total
        if total is None and late:
            what = "manca il numero dei casi: lo scostamento non si può calcolare."
            self._report(error, seen, "casi", what, "il numero dei casi")
        if total is not None and late > total:
            what = f"i casi fuori termine sono {late}, ma i casi sono {total}."
            self._report(error, seen, "fuori_termine", what, f"al massimo {total}")
            return None
        return total

    def _check_plausible(
        self, kind: SlaKind, seen: Record | None, expected: object, measured: object
    ) -> None:
        if seen is None or not isinstance(expected, Decimal) or not isinstance(measured, Decimal):
            return
        printed = threshold_unit(kind, measured).text(measured)
        agreed = threshold_unit(kind, expected).text(expected)
        if kind is SlaKind.AVAILABILITY and measured < _IMPLAUSIBLE_BELOW:
            what = f"una disponibilità del {printed} è poco plausibile."
            self._report(warning, seen, "rilevato", what, f"un valore vicino a {agreed}")
        lowest, highest = expected / _IMPLAUSIBLE_RATIO, expected * _IMPLAUSIBLE_RATIO
        if kind is SlaKind.UPPER_BOUND and not lowest <= measured <= highest:
            what = f"{printed} è molto lontano dalla soglia di {agreed}: l'unità di misura è giusta?"
            self._report(warning, seen, "rilevato", what, f"un valore vicino a {agreed}")
        if measured == expected and measured != _FULL:
            what = (
                f"il rilevato ({printed}) è uguale alla soglia nelle cifre scritte; se è arrotondato servono tutte "
                "le cifre, perché anche uno scostamento minimo conta."
            )
            self._report(note, seen, "rilevato", what, "il valore non arrotondato")

    def _missing(self, cell: str) -> None:
        if any(finding.cell == cell for finding in self.measures.findings):
            return  # what stands there can't be read, and that was said
        message = (
            f"Nel foglio {self.measures.table.sheet} manca il rilevato di {self.code}: resta senza esito."
        )
        expected = f"il valore rilevato di {self.code}"
        self.findings.append(warning(message, figure=self._figure("rilevato"), cell=cell, expected=expected))

    def _report(self, make: Callable[..., Finding], seen: Record, key: str, what: str, expected: str) -> None:
        cell = self.measures.cell(seen.row, key)
        message = (
            f"Nel foglio {self.measures.table.sheet}, cella {cell.rpartition('!')[2]} ({self.code}): {what}"
        )
        found = "" if seen[key] is None else str(seen[key])
        figure = self._figure("rilevato")
        self.findings.append(make(message, figure=figure, cell=cell, found=found, expected=expected))

    def _figure(self, key: str) -> str:
        return f"sla.{self.code}.{key}"
