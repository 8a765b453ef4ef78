"""What every reader takes and gives, so that recognising, merging and telling are written once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cst_xl.core.findings import Finding
from cst_xl.core.kinds import plain
from cst_xl.core.mappings import Mappings, Named
from cst_xl.core.parameters import PARAMETERS_TABLE, Parameters, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.core.tables import RawTable, read
from cst_xl.intake.source import Sheet
from cst_xl.sections.sla.raw import CODE
from cst_xl.sections.tickets.raw import DEFAULT_STATES

TextRow = tuple[str, ...]
"""One text for each column of a raw table, in its order; an empty one says nothing."""


def default_parameters() -> Parameters:
    """The parameters as they are before anybody sets one."""
    return read_parameters(read(PARAMETERS_TABLE, []))


def default_states() -> Mapping[str, str]:
    """What states count as while the sheet of states is empty."""
    return {plain(state): meaning for state, meaning in DEFAULT_STATES.items()}


@dataclass(frozen=True)
class Agreed:
    """A level of the catalogue, as it is typed there.

    Attributes:
        code: Such as ``SLA.6``.
        kind: How it is judged.
        description: Its text in the contract.
        expected: Its threshold.
        measured_on: The moment of a ticket that it is about, where the catalogue says so.
    """

    code: str
    kind: SlaKind
    description: str = ""
    expected: str = ""
    measured_on: str | None = None


@dataclass(frozen=True)
class Context:
    """What the workbook says that a reader must know.

    Attributes:
        period: The quarter; None while it isn't set.
        parameters: The choices that rules leave open.
        mappings: What names of other programs mean here.
        catalogue: The SLAs; a code that isn't among them is taken for whatever a reader measures.
        states: What the ticket states of the workbook count as, by plain spelling.
        own_states: Whether its sheet of states has rows; while it has none, the defaults hold.
    """

    period: Period | None = None
    parameters: Parameters = field(default_factory=default_parameters)
    mappings: Mappings = field(default_factory=Mappings)
    catalogue: tuple[Agreed, ...] = ()
    states: Mapping[str, str] = field(default_factory=default_states)
    own_states: bool = False

    def codes(self, kind: SlaKind, named: Named, *names: str) -> tuple[str, ...]:
        """The SLA codes of a kind that any of these names is mapped to."""
        kinds = {agreed.code: agreed.kind for agreed in self.catalogue}
        codes = (str(CODE.read(one)) for one in self.mappings.destinations(named, *names))
        return tuple(code for code in dict.fromkeys(codes) if kinds.get(code, kind) is kind)


@dataclass(frozen=True)
class Block:
    """Rows for one raw table.

    Attributes:
        table: Which.
        rows: The rows.
        numbers: Their rows in the file, for messages; empty when a row isn't one row of the file.
    """

    table: RawTable
    rows: tuple[TextRow, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What a reader made of a sheet.

    Attributes:
        reader: Name of the reader, in Italian.
        said: What was recognised, in one Italian sentence: "Nagios avail.cgi CSV, 3 servizi, 1/4–30/6/2016".
        blocks: The rows, by raw table.
        findings: What couldn't be read, isn't mapped, or was decided by a rule that a person should know.
        span: First and last day in the file, in Italian; may be empty.
    """

    reader: str
    said: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
    span: str = ""

    def rows(self, key: str) -> tuple[TextRow, ...]:
        """The rows for the raw table of that key."""
        return tuple(row for block in self.blocks if block.table.key == key for row in block.rows)


@dataclass(frozen=True)
class Likeness:
    """How much a sheet looks like a reader's format.

    Attributes:
        score: 0 for not at all, 100 for certain; a sheet is read from `ENOUGH` on.
        missing: Headers that it would need and that aren't there.
    """

    score: int
    missing: tuple[str, ...] = ()


ENOUGH = 50


@dataclass(frozen=True)
class Reader:
    """One format.

    Attributes:
        key: How ``--as`` names it: ``nagios-avail``.
        title: Italian name.
        recognise: How much a sheet looks like it.
        read: Reads a sheet; raises `CstError` when it can't be used at all.
    """

    key: str
    title: str
    recognise: Callable[[Sheet], Likeness]
    read: Callable[[Sheet, Context], Imported]


def text_row(table: RawTable, values: Mapping[str, str]) -> TextRow:
    """The row of a raw table with these texts, by column key."""
    return tuple(values.get(column.key, "") for column in table.columns)
