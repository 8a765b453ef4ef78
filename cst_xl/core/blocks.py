"""Output without a medium: the same headings, sentences, tables and charts go to a sheet, a page and a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cst_xl.core.figures import Figure
from cst_xl.core.units import TEXT, Unit, Value


@dataclass(frozen=True)
class Sentence:
    """A sentence of the bulletin.

    Attributes:
        id: Stable name, such as ``frase.utilizzo.totale``.
        text: The sentence, in Italian, made from figures at this very moment.
        figures: Ids of the figures that it rests on.
        headline: Whether it opens its section.
        automatic: The text that the figures gave, where a person has put ``text`` in its place; else empty.
    """

    id: str
    text: str
    figures: tuple[str, ...] = ()
    headline: bool = False
    automatic: str = ""

    @property
    def supported(self) -> str:
        """The text that the figures gave."""
        return self.automatic or self.text


@dataclass(frozen=True)
class OutColumn:
    """A column of a computed table: one unit, so one number format.

    A column in the unit `TEXT` shows a figure as its printed text: that is how columns that mix percentages,
    milliseconds and deadlines stay readable.
    """

    key: str
    header: str
    unit: Unit = TEXT
    width: int = 12
    group: str = ""

    def cell(self, content: Figure | str | None) -> Value:
        """What the spreadsheet cell holds for a table cell's content."""
        if content is None or isinstance(content, str):
            return content
        if self.unit.name == TEXT.name:
            return content.text
        return content.unit.cell(content.value)


Content = Figure | str | None


@dataclass(frozen=True)
class Row:
    """A row of a computed table; ``total`` rows are set apart."""

    cells: tuple[Content, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A computed table, resolved: what it shows now."""

    key: str
    title: str
    columns: tuple[OutColumn, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def matrix(self) -> list[list[Value]]:
        """The cells below the headers, as a spreadsheet holds them."""
        return [
            [column.cell(content) for column, content in zip(self.columns, row.cells, strict=True)]
            for row in self.rows
        ]


class ChartKind(StrEnum):
    """The few kinds of chart that the bulletin needs."""

    COLUMNS = "columns"
    STACKED = "stacked"
    BARS = "bars"
    LINE = "line"
    DOUGHNUT = "doughnut"


@dataclass(frozen=True)
class Series:
    """One series of a chart: a numeric column of its table, and the role that decides its colour."""

    column: str
    role: str


@dataclass(frozen=True)
class Chart:
    """A chart over a computed table, resolved.

    Attributes:
        key: Stable name.
        kind: How it is drawn.
        title: What is seen, in Italian, with its period.
        table: Key of the table that it reads.
        category: Key of the column that names the points.
        series: What is drawn, in order.
        x_title: Title of the category axis.
        y_title: Title of the value axis, its unit included.
        alternative: Text alternative: what a person who doesn't see it should know.
        total: Whether rows of totals are drawn as well.
        lowest: Where the value axis starts; None for zero or by itself.
    """

    key: str
    kind: ChartKind
    title: str
    table: str
    category: str
    series: tuple[Series, ...]
    x_title: str = ""
    y_title: str = ""
    alternative: str = ""
    total: bool = False
    lowest: float | None = None


@dataclass(frozen=True)
class Heading:
    """A heading of the bulletin, of level 1 to 3."""

    text: str
    level: int = 2


Block = Heading | Sentence | Table | Chart
