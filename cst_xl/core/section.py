"""What one section of the Focus declares, and how an edition of the Focus is computed from all of them.

A section is plain data: the raw tables it reads, the computed tables and charts it shows, and four functions that
compute, check, say and show. Everything else (sheets, cell functions, names, bulletin) follows from the declaration.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from cst_xl.core import trends
from cst_xl.core.blocks import Chart, OutColumn, Row, Sentence, Table
from cst_xl.core.figures import Figure, Figures
from cst_xl.core.history import HISTORY, read_history
from cst_xl.core.periods import Period, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cst_xl.core.findings import Finding, Severity
    from cst_xl.core.parameters import Parameters
    from cst_xl.core.tables import RawTable, TypedTable

Made = TypeVar("Made")


@dataclass(frozen=True)
class Inputs:
    """What a section computes from: the quarter, the parameters and its raw tables, typed."""

    period: Period
    parameters: Parameters
    tables: Mapping[str, TypedTable]
    history: Mapping[str, Figures] = field(default_factory=dict)
    _made: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getitem__(self, table: RawTable) -> TypedTable:
        return self.tables[table.key]

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """What follows from these inputs alone, made when it is first asked for: figures, tables and checks share it."""
        if key not in self._made:
            self._made[key] = make()
        return cast("Made", self._made[key])


@dataclass(frozen=True)
class ComputedTable:
    """A table that a section shows: columns fixed, rows made from the figures.

    Attributes:
        key: Its cell function is ``cst_tab_<key>``.
        title: Italian title; may hold the periods that `with_periods` fills in.
        columns: One unit each; their headers may hold the same periods.
        rows: Makes the rows.
        room: Rows kept free for it on its sheet.
        note: One line under the table.
        help: What the table shows, in Italian, for the function wizard.
        open_ended: Whether nobody can tell how long it gets (stops, breaches): its whole room is kept whatever it
            shows now, and its rows are never more.
    """

    key: str
    title: str
    columns: tuple[OutColumn, ...]
    rows: Callable[[Inputs, Figures], Iterable[Row]]
    room: int
    help: str
    note: str = ""
    open_ended: bool = False

    def resolve(self, inputs: Inputs, figures: Figures) -> Table:
        """The table as it stands now."""
        title = with_periods(self.title, inputs.period)
        columns = self.columns_in(inputs.period)
        return Table(self.key, title, columns, tuple(self.rows(inputs, figures)), self.note)

    def columns_in(self, period: Period) -> tuple[OutColumn, ...]:
        """The columns with the headers that they have in a quarter."""
        return tuple(replace(column, header=with_periods(column.header, period)) for column in self.columns)


def with_periods(text: str, period: Period) -> str:
    """Fill the quarter's periods into a declared title or header.

    ``{period}`` is the quarter ("2° trimestre 2016"), ``{semester}`` the semester that it falls in ("1°sem 2016"),
    ``{semester_before}`` the same semester a year earlier ("1°sem 2015").
    """
    semester = period.containing(Span.SEMESTER)
    return text.format(
        period=period.label, semester=semester.short, semester_before=semester.year_before.short
    )


@dataclass(frozen=True)
class Section:
    """One section of the Focus.

    Attributes:
        key: Name in code and in cell functions.
        title: Its heading in the bulletin.
        sheet: Name of its computed sheet.
        reading: One Italian line, "come si legge".
        raw: Raw tables that belong to it; ``raw[0]`` is the one that must be filled.
        tables: Computed tables, in order.
        compute: Fills in the figures.
        check: Findings of its own (balances, ranges, missing months).
        say: The sentences that the figures support.
        charts: The charts, over computed tables.
        followed: Figures that are followed from quarter to quarter.
        also: Keys of raw tables of other sections that it looks at; it must do without them when they are empty.
    """

    key: str
    title: str
    sheet: str
    reading: str
    raw: tuple[RawTable, ...]
    tables: tuple[ComputedTable, ...]
    compute: Callable[[Inputs, Figures], None]
    check: Callable[[Inputs, Figures], Iterable[Finding]]
    say: Callable[[Inputs, Figures], Iterable[Sentence]]
    charts: Callable[[Inputs, Figures], Iterable[Chart]]
    also: tuple[str, ...] = ()
    followed: tuple[trends.Followed, ...] = ()

    def run(self, inputs: Inputs) -> SectionResult:
        """Compute the section."""
        figures = Figures()
        self.compute(inputs, figures)
        trends.compute(self.followed, inputs.period, inputs.history, figures)
        going = trends.say(self.followed, inputs.period, inputs.history, figures)
        return SectionResult(
            section=self,
            figures=figures,
            tables=tuple(table.resolve(inputs, figures) for table in self.tables),
            charts=tuple(self.charts(inputs, figures)),
            sentences=(*self.say(inputs, figures), *going),
            findings=tuple(self.check(inputs, figures)),
        )


@dataclass(frozen=True)
class SectionResult:
    """A section, computed."""

    section: Section
    figures: Figures
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]

    def table(self, key: str) -> Table:
        """The computed table of that key."""
        return next(table for table in self.tables if table.key == key)

    @property
    def filled(self) -> bool:
        """Whether any figure has a value."""
        return any(figure.value is not None for figure in self.figures)


@dataclass(frozen=True)
class Edition:
    """One quarter's Focus, computed: what sheets, bulletin and command line show."""

    period: Period | None
    parameters: Parameters
    tables: Mapping[str, TypedTable]
    results: tuple[SectionResult, ...]
    figures: Figures
    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[SectionResult]:
        return iter(self.results)

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)

    @cached_property
    def history(self) -> Mapping[str, Figures]:
        """Figures of earlier quarters, as in `read_history`; none where the workbook keeps none."""
        table = self.tables.get(HISTORY.key)
        return read_history(table) if table is not None else {}

    def result(self, key: str) -> SectionResult:
        """The result of the section of that key."""
        return next(result for result in self.results if result.section.key == key)

    def figure(self, figure_id: str) -> Figure:
        """A figure by its id."""
        return self.figures[figure_id]
