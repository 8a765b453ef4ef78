"""Where everything stands that depends on a quarter: computed tables, sentences, findings, steps, figures.

Computed tables are array blocks of fixed height, so a block has spare rows, and a new quarter gets a new geometry. Pure
data, without openpyxl.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cst_xl.core.blocks import Chart, OutColumn, Row, Sentence, Table
from cst_xl.core.errors import CstError
from cst_xl.core.figures import Figure
from cst_xl.core.section import ComputedTable, Edition, Section, SectionResult
from cst_xl.core.units import TEXT
from cst_xl.workbook.layout import (
    FINDINGS,
    FIRST_COLUMN,
    HEAD_ROWS,
    HOME,
    HOME_HEADING_ROW,
    SENTENCES,
    Area,
    figure_name,
)

FINDING_ROWS: Final = 200
SENTENCE_SLOTS: Final = 8
SPARE_ROWS: Final = 2
_SENTENCES_ROW: Final = 5
_FINDINGS_ROW: Final = 6


@dataclass(frozen=True)
class TablePlace:
    """Where a computed table stands.

    Attributes:
        table: What the section declares.
        area: The array block, without headers.
        shown: The table as it stands now; no rows when nothing was computed.
        sample: Rows of the likely lengths, to cut heights and charts for: the rows shown, or those of a like edition.
    """

    table: ComputedTable
    area: Area
    shown: Table
    sample: Table

    @property
    def columns(self) -> tuple[OutColumn, ...]:
        """Its columns, with the headers that they have in this quarter."""
        return self.shown.columns

    @property
    def grouped(self) -> bool:
        """Whether it has a row of group headers."""
        return any(column.group for column in self.columns)

    @property
    def header_row(self) -> int:
        """Row of its column headers; the group headers stand one above."""
        return self.area.row - 1

    @property
    def title_row(self) -> int:
        """Row of its title."""
        return self.area.row - (3 if self.grouped else 2)

    @property
    def note_row(self) -> int:
        """Row of its note, empty or not."""
        return self.area.last_row + 1

    @property
    def data_rows(self) -> int:
        """Rows before the first total: what a chart draws; a guess while the table is empty."""
        rows = self.sample.rows
        totals = [at for at, row in enumerate(rows) if row.total]
        return (totals[0] if totals else len(rows)) or max(self.table.room // 2, 1)


@dataclass(frozen=True)
class SentencePlace:
    """Where the sentences of a section stand.

    Attributes:
        area: The array block on the sheet of sentences: code, text, mark of a rewritten one.
        sample: Sentences of the likely lengths, to cut heights for; the others of its slots are empty now.
    """

    area: Area
    sample: tuple[Sentence, ...]

    @property
    def printed(self) -> int:
        """How many slots are in use, and printed."""
        return len(self.sample)

    def text(self, at: int) -> str:
        """What a slot says now, as far as it is known."""
        return self.sample[at].text if at < len(self.sample) else ""


@dataclass(frozen=True)
class Geometry:
    """Every place that depends on the sections and on how much data there is.

    Attributes:
        sections: The sections, in the order of the bulletin.
        tables: Place of each computed table, by its key.
        sentences: Place of each section's sentences, by its key.
        charts: Charts of each section, by its key.
        findings: Block of the findings.
        state: Block of the steps on the home sheet.
        key_figures: Block of the figures that matter, label and printed text, below the sentences.
    """

    sections: tuple[Section, ...]
    tables: Mapping[str, TablePlace]
    sentences: Mapping[str, SentencePlace]
    charts: Mapping[str, tuple[Chart, ...]]
    findings: Area
    state: Area
    key_figures: Area

    def places(self, section: Section) -> tuple[TablePlace, ...]:
        """The tables of a section."""
        return tuple(self.tables[table.key] for table in section.tables)

    @property
    def sentence_slots(self) -> int:
        """Room for the codes of all sentences."""
        return sum(place.area.rows for place in self.sentences.values())

    def state_of(self, section: Section) -> Area:
        """State and detail of a section's step: the first step is the period, then one a section."""
        at = self.sections.index(section) + 1
        return Area(HOME, self.state.row + at, self.state.column + 1, 1, 2)

    @property
    def state_of_findings(self) -> Area:
        """State and detail of the last step, the findings."""
        return Area(HOME, self.state.last_row, self.state.column + 1, 1, 2)


def plan(edition: Edition, sections: Sequence[Section], like: Edition | None = None) -> Geometry:
    """Lay out the workbook of an edition.

    Args:
        edition: What it shows now.
        sections: The sections, in order; an edition without a period has no results of theirs.
        like: An edition with data that this one will resemble, so that an empty workbook has room for it.
    """
    tables: dict[str, TablePlace] = {}
    sentences: dict[str, SentencePlace] = {}
    at = _SENTENCES_ROW
    for section in sections:
        result, model = result_of(edition, section), result_of(like, section)
        row = HEAD_ROWS + 1
        for table, column in zip(section.tables, first_columns(section.tables), strict=True):
            place = _table_place(table, Area(section.sheet, row, column), result, model)
            tables[table.key] = place
            row = place.note_row + 2
        awaited = _awaited_sentences(section, like)
        place_of_sentences = _sentence_place(at + 1, result, model, awaited)
        sentences[section.key] = place_of_sentences
        at = place_of_sentences.area.last_row + 2
    return Geometry(
        tuple(sections),
        tables,
        sentences,
        {section.key: _charts(section, edition, like) for section in sections},
        Area(FINDINGS, _FINDINGS_ROW, 1, FINDING_ROWS, 6),
        Area(HOME, HOME_HEADING_ROW + 2, FIRST_COLUMN, len(sections) + 2, 3),
        Area(SENTENCES, at + 1, FIRST_COLUMN, len(sections), 2),
    )


def result_of(edition: Edition | None, section: Section) -> SectionResult | None:
    """What an edition has of a section, or None."""
    if edition is None:
        return None
    return next((result for result in edition.results if result.section.key == section.key), None)


def _charts(section: Section, edition: Edition, like: Edition | None) -> tuple[Chart, ...]:
    """The charts of a section, and those that a like edition has and this one can't draw yet, under its own quarter."""
    result, model = result_of(edition, section), result_of(like, section)
    own = {chart.key: chart for chart in (result.charts if result else ())}
    expected = {chart.key: _awaited(chart, edition, like) for chart in (model.charts if model else ())}
    return tuple((expected | own).values())


def _awaited(chart: Chart, edition: Edition, like: Edition | None) -> Chart:
    if edition.period is None or like is None or like.period is None:
        return chart
    title = chart.title.replace(like.period.label, edition.period.label)
    return replace(chart, title=title, alternative=f"{title}. Ancora senza dati.")


def _awaited_sentences(section: Section, like: Edition | None) -> tuple[Sentence, ...]:
    """Sentences that a quarter after another one may say for the first time: which way its figures go."""
    if like is None or like.period is None:
        return ()
    than = f"in aumento per la seconda volta consecutiva rispetto al {like.period.label} (da 1.000 a 1.100)."
    return tuple(Sentence(one.sentence, f"{one.subject} {than}") for one in section.followed if one.sentence)


def _sentence_place(
    row: int, result: SectionResult | None, model: SectionResult | None, awaited: tuple[Sentence, ...]
) -> SentencePlace:
    said = result.sentences if result else ()
    like = model.sentences if model else ()
    sample = said + like[len(said) :]
    known = {sentence.id for sentence in sample}
    sample += tuple(sentence for sentence in awaited if sentence.id not in known)
    slots = max(SENTENCE_SLOTS, len(sample) + 1)
    return SentencePlace(Area(SENTENCES, row, FIRST_COLUMN, slots, 3), sample)


def first_columns(tables: Sequence[ComputedTable]) -> list[int]:
    """The column where each table of a stack begins: where the columns that they share waste least width."""
    firsts: list[int] = []
    stack: list[int] = []
    for table in tables:
        own = [column.width for column in table.columns]
        shift = min(range(max(len(stack), 1)), key=lambda at: sum(_stacked(stack, own, at)))
        stack = _stacked(stack, own, shift)
        firsts.append(FIRST_COLUMN + shift)
    return firsts


def _stacked(stack: list[int], own: list[int], shift: int) -> list[int]:
    widths = stack + [0] * (shift + len(own) - len(stack))
    return [
        max(width, own[at - shift] if 0 <= at - shift < len(own) else 0) for at, width in enumerate(widths)
    ]


def _table_place(
    table: ComputedTable, corner: Area, result: SectionResult | None, model: SectionResult | None
) -> TablePlace:
    columns = tuple(replace(column, header=_unfilled(column.header)) for column in table.columns)
    empty = Table(table.key, _unfilled(table.title), columns, (), table.note)
    shown = result.table(table.key) if result else empty
    like = model.table(table.key) if model else empty
    sample = like if len(like.rows) > len(shown.rows) else shown
    height = len(sample.rows) + SPARE_ROWS if sample.rows else max(table.room // 2, 1 + SPARE_ROWS)
    height = max(height, table.room) if table.open_ended else height
    above = 3 if any(column.group for column in table.columns) else 2
    area = Area(corner.sheet, corner.row + above, corner.column, height, len(table.columns))
    return TablePlace(table, area, shown, sample)


def _unfilled(text: str) -> str:
    """A declared title or header while nobody knows the quarter."""
    return text.format(
        period="trimestre", semester="semestre in corso", semester_before="semestre di confronto"
    )


def figure_cells(edition: Edition, geometry: Geometry) -> dict[str, Area]:
    """The cell that shows each figure; one that holds its value is preferred to one that holds its printed text."""
    cells: dict[str, Area] = {}
    printed: dict[str, Area] = {}
    for result in edition.results:
        for shown in result.tables:
            area = geometry.tables[shown.key].area
            for down, right, figure in _figures_in(shown.rows):
                exact = shown.columns[right].unit.name != TEXT.name or figure.unit.name == TEXT.name
                (cells if exact else printed).setdefault(figure.id, area.cell(down, right))
    return printed | cells


def _figures_in(rows: Sequence[Row]) -> Iterator[tuple[int, int, Figure]]:
    for down, row in enumerate(rows):
        for right, content in enumerate(row.cells):
            if isinstance(content, Figure):
                yield down, right, content


def figure_names(edition: Edition, geometry: Geometry) -> dict[str, str]:
    """Workbook names of the figures that a computed cell shows, with their references.

    Raises:
        CstError: Two ids would have the same name; Excel's names don't tell capitals.
    """
    owners: dict[str, str] = {}
    names: dict[str, str] = {}
    for figure_id, cell in figure_cells(edition, geometry).items():
        name = figure_name(figure_id)
        other = owners.setdefault(name.casefold(), figure_id)
        if other != figure_id:
            raise CstError(
                f"Le voci «{other}» e «{figure_id}» avrebbero nella cartella lo stesso nome, {name}."
            )
        names[name] = cell.reference
    return names
