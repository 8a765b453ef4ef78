"""The owner of names and ranges: what sheets, tables, ranges and buttons are called and where they are.

Nothing else writes a sheet name or a range as text. Pure data, without openpyxl: hosts and actions ask it as well.
What depends on how much data a quarter has is decided in `geometry`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cst_xl.core.breaches import BREACHES
from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.history import HISTORY
from cst_xl.core.parameters import PARAMETERS_TABLE
from cst_xl.core.paste_area import SHEET as PASTED
from cst_xl.core.provenance import IMPORTS
from cst_xl.core.published import PUBLISHED
from cst_xl.core.releases import RELEASED, RELEASES
from cst_xl.core.revisions import REVISIONS
from cst_xl.core.section import Section
from cst_xl.core.tables import HEADER_ROW, RawTable, letter
from cst_xl.workbook.xlwings_conf import CONF_SHEET

HOME: Final = "Istruzioni"
FOCUS: Final = "Focus"
FINDINGS: Final = "Controlli"
TRENDS: Final = "Andamento"
SENTENCES: Final = "Frasi"
ENGINE: Final = "Calcolo"
GUIDE: Final = "Guida"
PASTE: Final = PASTED
"""The sheet on which any export may be pasted as it is."""

VERSION: Final = "2"
VERSION_NAME: Final = "cst_versione_modello"
QUARTER_NAME: Final = "cst_trimestre"
"""Name of the cell that holds the quarter; not ``cst_periodo``, which is a cell function."""

UPDATED_NAME: Final = "cst_aggiornato"
"""Name of the cell of the home sheet that says when the workbook was last computed; it isn't locked."""

BUTTONS: Final = ("Importa…", "Verifica dati", "Calcola", "Genera Focus", "Nuovo trimestre", "Diagnostica")

FIRST_COLUMN: Final = 2
"""Computed sheets keep column A as a margin."""

HEAD_ROWS: Final = 5
"""Title, period, reading line, state, an empty row: the same head on every computed sheet."""

HOME_HEADING_ROW: Final = 5
"""Row of the headings over the steps and over the buttons on the home sheet."""

_HOME_BUTTON_COLUMN: Final = 8
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


def sheet_order(sections: Sequence[Section]) -> tuple[str, ...]:
    """Names of all sheets, left to right: what one looks at, what one fills in, what follows, what one seldom opens."""
    raw = list(dict.fromkeys(table.sheet for table in raw_tables(sections)))
    seldom = [RELEASED.sheet, PUBLISHED.sheet, HISTORY.sheet, IMPORTS.sheet, BREACHES.sheet]
    elsewhere = {PARAMETERS_TABLE.sheet, REVISIONS.sheet, RELEASES.sheet, *seldom}
    filled = [PARAMETERS_TABLE.sheet, *(sheet for sheet in raw if sheet not in elsewhere)]
    return (
        HOME,
        FOCUS,
        FINDINGS,
        *filled,
        *(section.sheet for section in sections),
        TRENDS,
        SENTENCES,
        REVISIONS.sheet,
        RELEASES.sheet,
        PASTE,
        *seldom,
        GUIDE,
        CONF_SHEET,
        ENGINE,
    )


def button_area(label: str) -> Area:
    """Cells of the home sheet that a button covers: two columns of buttons, three rows."""
    down, right = divmod(BUTTONS.index(label), 2)
    return Area(HOME, HOME_HEADING_ROW + 1 + down, _HOME_BUTTON_COLUMN + 2 * right, 1, 2)


def updated_area() -> Area:
    """The cell below the buttons that says when the workbook was last computed."""
    below = button_area(BUTTONS[-1])
    return Area(HOME, below.row + 1, _HOME_BUTTON_COLUMN)


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


def parameter_area(rows: Sequence[Sequence[str]], label: str) -> Area:
    """The cell with the value of a parameter, given the rows of its table, headers first.

    Raises:
        CstError: No row has that label.
    """
    for at, row in enumerate(rows):
        if row and row[0] == label:
            return Area(PARAMETERS_TABLE.sheet, HEADER_ROW + at, PARAMETERS_TABLE.first_column + 1)
    raise CstError(f"Fra i parametri manca la voce «{label}».")
