"""The array functions: one for each computed table, one for each section's sentences, one for findings and state.

They follow from what the sections declare; nothing here names a section. A table function is a pure function of the
raw ranges it is given, so the spreadsheet knows what it depends on; what was read and computed for the same cells is
remembered, because several functions look at the same ranges in one recalculation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cst_xl.core.edition import compute_tables, raw_tables
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.history import HISTORY, read_history
from cst_xl.core.key_figures import key_figure
from cst_xl.core.parameters import CLOSURES_TABLE, PARAMETERS_TABLE, Parameters, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.progress import steps
from cst_xl.core.quantities import count
from cst_xl.core.revisions import REVISIONS, revised
from cst_xl.core.section import ComputedTable, Edition, Inputs, Section, SectionResult
from cst_xl.core.tables import HEADER_ROW, RawTable, TypedTable, read
from cst_xl.core.units import Value
from cst_xl.functions.catalogue import Argument, CellFunction, Matrix
from cst_xl.sections import SECTIONS

ROWS = Argument("righe", "Quante righe riempire: quelle in più restano vuote.", optional=True)
REWRITTEN = "✎ riveduta"
_SHORTEST = 5
"""Letters that are kept at least of a range's name in functions of every table: Excel's function wizard shows nothing
when the names of all arguments have more than 254 letters (xlwings #1489), and nobody types those functions."""

_SETTINGS = (PARAMETERS_TABLE, CLOSURES_TABLE)
_MORE = "… altre {} righe: aumentare l'argomento «righe»"


class _Memory:
    """The last reading of each raw table, the last run of each section, the last edition.

    One recalculation of the workbook calls some thirty functions on the same cells; each result is computed once.
    """

    def __init__(self) -> None:
        self._readings: dict[str, tuple[object, Period | None, TypedTable]] = {}
        self._runs: dict[str, tuple[Mapping[str, TypedTable], SectionResult]] = {}
        self._edition: tuple[Mapping[str, TypedTable], Edition] | None = None

    def typed(self, table: RawTable, cells: object, period: Period | None) -> TypedTable:
        """The table read from these cells; a table that is typed already is taken as it is.

        Raises:
            CstError: It was read as another table: the formula names a wrong range.
        """
        if isinstance(cells, TypedTable):
            if cells.table.key != table.key:
                raise CstError(f"Serve l'intervallo dati_{table.key}, non dati_{cells.table.key}.")
            return cells
        before = self._readings.get(table.key)
        if before is not None and before[1] == period and (before[0] is cells or before[0] == cells):
            return before[2]
        grid = cells if isinstance(cells, (list, tuple)) else []
        typed = read(table, grid, first_row=HEADER_ROW, first_column=table.first_column, period=period)
        self._readings[table.key] = (cells, period, typed)
        return typed

    def run(self, section: Section, inputs: Inputs) -> SectionResult:
        """The section computed from these inputs; without the history, what an earlier run said of it doesn't matter."""
        before = self._runs.get(section.key)
        if before is not None and _same(before[0], inputs.tables):
            return before[1]
        result = section.run(inputs)
        self._runs[section.key] = (inputs.tables, result)
        return result

    def remember(self, edition: Edition) -> None:
        """Take over an edition that was computed already."""
        self._edition = (edition.tables, edition)
        self._runs.update({result.section.key: (edition.tables, result) for result in edition.results})

    def edition(self, tables: Mapping[str, TypedTable], parameters: Parameters) -> Edition:
        """The whole edition computed from these tables."""
        if self._edition is None or not _same(self._edition[0], tables):
            self._edition = (tables, compute_tables(SECTIONS, parameters, tables))
        return self._edition[1]


def _same(before: Mapping[str, TypedTable], tables: Mapping[str, TypedTable]) -> bool:
    return all(before.get(key) is table for key, table in tables.items())


_MEMORY = _Memory()
remember = _MEMORY.remember


def _inputs(tables: Sequence[RawTable], cells: Sequence[object]) -> Inputs | None:
    """Type the ranges; None while the parameters don't say which quarter this is."""
    given = dict(zip((table.key for table in tables), cells, strict=True))
    settings = {t.key: _MEMORY.typed(t, given[t.key], None) for t in _SETTINGS if t.key in given}
    parameters = read_parameters(settings[PARAMETERS_TABLE.key], settings.get(CLOSURES_TABLE.key))
    if parameters.period is None:
        return None
    typed = {table.key: _MEMORY.typed(table, given[table.key], parameters.period) for table in tables}
    history = read_history(typed[HISTORY.key]) if HISTORY.key in typed else {}
    return Inputs(parameters.period, parameters, typed, history)


def _padded(rows: Matrix, width: int, wanted: object) -> Matrix:
    """Exactly as many rows as were asked for: a fixed array block must not show ``#N/A`` in its spare rows."""
    shown: Matrix = [["" if value is None else value for value in row] for row in rows]
    if wanted is None:
        return shown or [[""] * width]
    room = count(wanted)
    if not room:
        raise BadValueError(wanted, "un numero di righe maggiore di zero")
    if len(shown) > room:
        rest = len(shown) - room + 1
        shown = [*shown[: room - 1], [_MORE.format(rest), *[""] * (width - 1)]]
    blank: list[Value] = [""] * width
    return shown + [list(blank) for _ in range(room - len(shown))]


def _shortened(key: str, keys: Sequence[str]) -> str:
    """The shortest beginning of a name that no other name has; all of it where another begins with it."""
    cuts = (key[:length] for length in range(_SHORTEST, len(key)))
    alone = (cut for cut in cuts if cut[-1] != "_" and sum(other.startswith(cut) for other in keys) == 1)
    return next(alone, key)


def _range_arguments(tables: Sequence[RawTable], *, short: bool = False) -> tuple[Argument, ...]:
    """One range a table, under the table's name or a shortened one."""
    keys = [table.key for table in tables]
    return tuple(
        Argument(
            _shortened(table.key, keys) if short else table.key,
            f"Intervallo «{table.title}» del foglio {table.sheet}, con le intestazioni.",
            table=True,
            source=table.key,
        )
        for table in tables
    )


def _read_by(section: Section) -> tuple[RawTable, ...]:
    """The tables that a section computes from: its own, those of others that it looks at, the settings."""
    others = (table for table in raw_tables(SECTIONS) if table.key in section.also)
    return (*section.raw, *others, *_SETTINGS)


def _table_function(section: Section, table: ComputedTable) -> CellFunction:
    tables = _read_by(section)

    def call(*given: object) -> Matrix:
        inputs = _inputs(tables, given[:-1])
        rows = [] if inputs is None else _MEMORY.run(section, inputs).table(table.key).matrix()
        return _padded(rows, len(table.columns), given[-1])

    return CellFunction(f"cst_{table.key}", table.help, (*_range_arguments(tables), ROWS), call, array=True)


def _sentences_function(section: Section) -> CellFunction:
    tables = (*_read_by(section), HISTORY, REVISIONS)

    def call(*given: object) -> Matrix:
        inputs = _inputs(tables, given[:-1])
        if inputs is None:
            return _padded([], 3, given[-1])
        result = revised(_MEMORY.run(section, inputs), inputs[REVISIONS], inputs.period)
        rows: Matrix = [[one.id, one.text, REWRITTEN if one.automatic else ""] for one in result.sentences]
        return _padded(rows, 3, given[-1])

    text = f"Le frasi del Focus per «{section.title}», con il loro codice: quelle che le cifre sostengono, o le riviste."
    return CellFunction(f"cst_frasi_{section.key}", text, (*_range_arguments(tables), ROWS), call, array=True)


def whole(
    name: str, help_text: str, width: int, show: Callable[[Edition], Matrix], *, latest: bool = False
) -> CellFunction:
    """A function of every raw table of the workbook.

    Args:
        name: Its name.
        help_text: What it gives, in Italian.
        width: How many columns it gives.
        show: Its rows, from the edition that is computed of those tables.
        latest: Whether the last rows are shown where not all of them fit, instead of the first.
    """
    tables = raw_tables(SECTIONS)

    def call(*given: object) -> Matrix:
        cells = dict(zip((table.key for table in tables), given[:-1], strict=True))
        head = {table.key: _MEMORY.typed(table, cells[table.key], None) for table in _SETTINGS}
        parameters = read_parameters(head[PARAMETERS_TABLE.key], head[CLOSURES_TABLE.key])
        period = parameters.period
        typed = head | {t.key: _MEMORY.typed(t, cells[t.key], period) for t in tables if t.key not in head}
        rows = show(_MEMORY.edition(typed, parameters))
        if latest and given[-1] is not None:
            rows = rows[-count(given[-1]) :]
        return _padded(rows, width, given[-1])

    return CellFunction(name, help_text, (*_range_arguments(tables, short=True), ROWS), call, array=True)


_FINDINGS = whole(
    "cst_controlli",
    "Tutto ciò che non torna, manca o è rimasto da un altro periodo: gravità, voce, cella, trovato, atteso, messaggio.",
    6,
    lambda edition: [
        [
            f"{one.severity.mark} {one.severity.label}",
            one.figure,
            one.cell,
            one.found,
            one.expected,
            one.message,
        ]
        for one in edition.findings
    ],
)
_STATE = whole(
    "cst_stato",
    "I passi del trimestre con il loro stato: da fare, fatto, da controllare.",
    3,
    lambda edition: [[step.title, step.state.value, step.detail] for step in steps(edition, SECTIONS)],
)

_KEY_FIGURES = whole(
    "cst_cifre",
    "Le cifre che contano nel trimestre, una per sezione: che cosa dice e il suo valore, come viene stampato.",
    2,
    lambda edition: [
        [figure.label, figure.text] for result in edition if (figure := key_figure(result)) is not None
    ],
)
_BY_TABLE = {table.key: _table_function(section, table) for section in SECTIONS for table in section.tables}
_BY_SECTION = {section.key: _sentences_function(section) for section in SECTIONS}
TABLES: tuple[CellFunction, ...] = (
    *_BY_TABLE.values(),
    *_BY_SECTION.values(),
    _FINDINGS,
    _STATE,
    _KEY_FIGURES,
)


def arguments(function: CellFunction) -> tuple[str, ...]:
    """Names of the workbook's ranges that a table function is called with, in order."""
    return tuple(f"dati_{argument.source}" for argument in function.arguments if argument.source)


def formula(function: CellFunction, rows: int) -> str:
    """Formula (without ``=``) that calls a table function on the workbook's ranges, for so many rows."""
    return f"{function.name}({','.join(arguments(function))},{rows})"


def table_formula(key: str, rows: int) -> str:
    """Formula (without ``=``) of the array block of a computed table."""
    return formula(_BY_TABLE[key], rows)


def sentences_formula(section_key: str, rows: int) -> str:
    """Formula of the array block of a section's sentences: code, text, mark of a rewritten one."""
    return formula(_BY_SECTION[section_key], rows)


def findings_formula(rows: int) -> str:
    """Formula of the array block of all findings: six columns."""
    return formula(_FINDINGS, rows)


def state_formula(rows: int) -> str:
    """Formula of the array block of the steps: title, state, detail."""
    return formula(_STATE, rows)


def key_figures_formula(rows: int) -> str:
    """Formula of the array block of the figures that matter: label, printed text."""
    return formula(_KEY_FIGURES, rows)
