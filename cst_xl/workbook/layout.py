"""The owner of places: every sheet, range, name and anchor of the workbook is decided here, from what sections declare.

Nothing else writes a sheet name or a range as text. Pure data, without openpyxl: hosts and actions ask it as well.
Computed tables are array blocks of fixed height, so a block has spare rows, and a new quarter gets a new layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cst_xl.core.blocks import Chart, OutColumn, Row, Sentence, Series, Table
from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.figures import Figure
from cst_xl.core.history import HISTORY
from cst_xl.core.parameters import PARAMETERS_TABLE
from cst_xl.core.published import PUBLISHED
from cst_xl.core.section import ComputedTable, Edition, Section, SectionResult
from cst_xl.core.tables import HEADER_ROW, RawTable, letter
from cst_xl.core.units import TEXT, Unit

HOME: Final = "Istruzioni"
FOCUS: Final = "Focus"
FINDINGS: Final = "Controlli"
SENTENCES: Final = "Frasi"
ENGINE: Final = "Calcolo"
VERSION: Final = "1"
VERSION_NAME: Final = "cst_versione_modello"
QUARTER_NAME: Final = "cst_trimestre"
"""Name of the cell that holds the quarter; not ``cst_periodo``, which is a cell function."""

BUTTONS: Final = ("Importa…", "Verifica dati", "Calcola", "Genera Focus", "Nuovo trimestre", "Diagnostica")

FINDING_ROWS: Final = 200
SENTENCE_SLOTS: Final = 8
SPARE_ROWS: Final = 2
FIRST_COLUMN: Final = 2
"""Computed sheets keep column A as a margin."""

HEAD_ROWS: Final = 5
"""Title, period, reading line, state, an empty row: the same head on every computed sheet."""

HOME_HEADING_ROW: Final = 6
"""Row of the headings over the steps and over the buttons on the home sheet."""

_HOME_BUTTON_COLUMN: Final = 8
_SENTENCES_ROW: Final = 5
_FINDINGS_ROW: Final = 6
_CELL_LIKE: Final = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*|[Rr]\d*[Cc]\d*")
_BARE_SHEET: Final = re.compile(r"[A-Za-z_][A-Za-z_]*")


@dataclass(frozen=True)
class Area:
    """A block of cells of one sheet, counted from 1."""

    sheet: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        """Its lowest row."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """Its rightmost column."""
        return self.column + self.columns - 1

    @property
    def local(self) -> str:
        """``B8:G20``, or ``B8`` for one cell."""
        return self._written("{0}{1}")

    @property
    def reference(self) -> str:
        """``'Dati SLA'!$A$5:$F$205``: absolute, with its sheet."""
        return f"{quoted(self.sheet)}!{self._written('${0}${1}')}"

    def cell(self, down: int = 0, right: int = 0) -> Area:
        """One cell of it, counted from 0."""
        return Area(self.sheet, self.row + down, self.column + right)

    def column_of(self, right: int, rows: int, down: int = 0) -> Area:
        """Some rows of one of its columns, counted from 0."""
        return Area(self.sheet, self.row + down, self.column + right, rows)

    def _written(self, form: str) -> str:
        first = form.format(letter(self.column), self.row)
        last = form.format(letter(self.last_column), self.last_row)
        return first if first == last else f"{first}:{last}"


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
class SeriesSource:
    """Where one series of a chart comes from.

    Attributes:
        role: What decides its colour.
        name: Reference of the cell with its name.
        values: Reference of its values.
        unit: Unit of the values.
        now: What the cells hold now, None where there is no number.
    """

    role: str
    name: str
    values: str
    unit: Unit
    now: tuple[float | None, ...]


@dataclass(frozen=True)
class ChartSource:
    """Where a chart comes from.

    Attributes:
        chart: What the section declares.
        categories: Reference of the cells that name the points.
        series: One a series.
        names: What the points are called now; as many as there are points.
    """

    chart: Chart
    categories: str
    series: tuple[SeriesSource, ...]
    names: tuple[str, ...]

    @property
    def points(self) -> int:
        """How many points there are."""
        return len(self.names)

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number that is drawn now."""
        return tuple(value for one in self.series for value in one.now if value is not None)


@dataclass(frozen=True)
class SentencePlace:
    """Where the sentences of a section stand.

    Attributes:
        area: The array block on the sheet of sentences: code and text.
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
        findings: Block of the findings.
        state: Block of the steps on the home sheet.
    """

    sections: tuple[Section, ...]
    tables: Mapping[str, TablePlace]
    sentences: Mapping[str, SentencePlace]
    findings: Area
    state: Area

    def places(self, section: Section) -> tuple[TablePlace, ...]:
        """The tables of a section."""
        return tuple(self.tables[table.key] for table in section.tables)

    def state_of(self, section: Section) -> Area:
        """State and detail of a section's step: the first step is the period, then one a section."""
        at = self.sections.index(section) + 1
        return Area(HOME, self.state.row + at, self.state.column + 1, 1, 2)

    def chart_source(self, chart: Chart) -> ChartSource:
        """Ranges of a chart; rows of totals are left out unless it wants them."""
        place = self.tables[chart.table]
        places = {column.key: at for at, column in enumerate(place.columns)}
        rows = max(len(place.sample.rows), 1) if chart.total else place.data_rows
        matrix = [*place.sample.matrix()[:rows], *([None] * len(places) for _ in range(rows - len(place.sample.rows)))]

        def source(one: Series) -> SeriesSource:
            at = places[one.column]
            header = absolute(place.area.sheet, place.header_row, place.area.column + at)
            now = tuple(None if isinstance(row[at], (str, date)) or row[at] is None else float(row[at]) for row in matrix)
            return SeriesSource(one.role, header, place.area.column_of(at, rows).reference, place.columns[at].unit, now)

        named = places[chart.category]
        names = tuple(str(row[named] or "") for row in matrix)
        return ChartSource(chart, place.area.column_of(named, rows).reference, tuple(map(source, chart.series)), names)

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
        for table in section.tables:
            place = _table_place(section, table, row, result, model)
            tables[table.key] = place
            row = place.note_row + 2
        place_of_sentences = _sentence_place(at + 1, result, model)
        sentences[section.key] = place_of_sentences
        at = place_of_sentences.area.last_row + 2
    return Geometry(
        tuple(sections),
        tables,
        sentences,
        Area(FINDINGS, _FINDINGS_ROW, 1, FINDING_ROWS, 6),
        Area(HOME, HOME_HEADING_ROW + 2, FIRST_COLUMN, len(sections) + 2, 3),
    )


def result_of(edition: Edition | None, section: Section) -> SectionResult | None:
    """What an edition has of a section, or None."""
    if edition is None:
        return None
    return next((result for result in edition.results if result.section.key == section.key), None)


def _sentence_place(row: int, result: SectionResult | None, model: SectionResult | None) -> SentencePlace:
    said = result.sentences if result else ()
    like = model.sentences if model else ()
    sample = said + like[len(said) :]
    slots = max(SENTENCE_SLOTS, len(sample) + 1)
    return SentencePlace(Area(SENTENCES, row, FIRST_COLUMN, slots, 2), sample)


def _table_place(
    section: Section, table: ComputedTable, row: int, result: SectionResult | None, model: SectionResult | None
) -> TablePlace:
    columns = tuple(replace(column, header=_unfilled(column.header)) for column in table.columns)
    empty = Table(table.key, _unfilled(table.title), columns, (), table.note)
    shown = result.table(table.key) if result else empty
    like = model.table(table.key) if model else empty
    sample = like if len(like.rows) > len(shown.rows) else shown
    height = len(sample.rows) + SPARE_ROWS if sample.rows else max(table.room // 2, 1 + SPARE_ROWS)
    above = 3 if any(column.group for column in table.columns) else 2
    area = Area(section.sheet, row + above, FIRST_COLUMN, height, len(table.columns))
    return TablePlace(table, area, shown, sample)


def _unfilled(text: str) -> str:
    """A declared title or header while nobody knows the quarter."""
    return text.format(period="trimestre", semester="semestre in corso", semester_before="semestre di confronto")


def sheet_order(sections: Sequence[Section]) -> tuple[str, ...]:
    """Names of all sheets, left to right: what one looks at, what one fills in, what follows, what one seldom opens."""
    raw = list(dict.fromkeys(table.sheet for table in raw_tables(sections)))
    seldom = [PUBLISHED.sheet, HISTORY.sheet]
    filled = [PARAMETERS_TABLE.sheet, *(s for s in raw if s not in {PARAMETERS_TABLE.sheet, *seldom})]
    return (HOME, FOCUS, FINDINGS, *filled, *(section.sheet for section in sections), SENTENCES, *seldom, ENGINE)


def button_area(label: str) -> Area:
    """Cells of the home sheet that a button covers: two columns of buttons, three rows."""
    down, right = divmod(BUTTONS.index(label), 2)
    return Area(HOME, HOME_HEADING_ROW + 1 + down, _HOME_BUTTON_COLUMN + 2 * right, 1, 2)


def range_name(raw: RawTable) -> str:
    """Name of a raw table's range: headers and every row that may be filled."""
    return f"dati_{raw.key}"


def range_area(raw: RawTable) -> Area:
    """The range of a raw table: its header row and its whole capacity."""
    return Area(raw.sheet, HEADER_ROW, raw.first_column, raw.capacity + 1, len(raw.columns))


def range_ref(raw: RawTable) -> str:
    """``'Dati SLA'!$A$5:$F$205``."""
    return range_area(raw).reference


def table_name(raw: RawTable) -> str:
    """Name of the Excel table that a person sees."""
    return f"tbl_{raw.key}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas need it."""
    if _BARE_SHEET.fullmatch(sheet) and not _CELL_LIKE.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def figure_name(figure_id: str) -> str:
    """A figure's id as a workbook name: ``ticket.2016-04.gestiti`` -> ``ticket.2016_04.gestiti``."""
    name = re.sub(r"[^\w.]", "_", figure_id)
    return f"_{name}" if not re.match(r"[^\W\d]", name) or _CELL_LIKE.fullmatch(name) else name


def absolute(sheet: str, row: int, column: int) -> str:
    """``'Dati SLA'!$B$7``."""
    return Area(sheet, row, column).reference


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


def parameter_area(rows: Sequence[Sequence[str]], label: str) -> Area:
    """The cell with the value of a parameter, given the rows of its table, headers first.

    Raises:
        CstError: No row has that label.
    """
    for at, row in enumerate(rows):
        if row and row[0] == label:
            return Area(PARAMETERS_TABLE.sheet, HEADER_ROW + at, PARAMETERS_TABLE.first_column + 1)
    raise CstError(f"Fra i parametri manca la voce «{label}».")
