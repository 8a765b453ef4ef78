"""A file on its way into a workbook: recognised, compared, told; written by whoever holds the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cst_xl.core.findings import Severity
from cst_xl.core.grammar import plural
from cst_xl.core.history import HISTORY
from cst_xl.core.parameters import PARAMETERS_TABLE
from cst_xl.core.tables import Grid, RawTable, read
from cst_xl.intake import files
from cst_xl.intake.merging import Merge, merge
from cst_xl.intake.recognition import Recognised, recognise, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cst_xl.core.periods import Period

_NOT_DATA: Final = frozenset({PARAMETERS_TABLE.key, HISTORY.key})
_MOST_TOLD: Final = 5


@dataclass(frozen=True)
class Plan:
    """What importing a file would do.

    Attributes:
        file: Its name.
        merges: One a table that was recognised in it.
        ignored: Sheets of the file that weren't recognised.
    """

    file: str
    merges: tuple[Merge, ...]
    ignored: tuple[str, ...]

    @property
    def new(self) -> int:
        """How many rows would be added."""
        return sum(len(one.new) for one in self.merges)

    @property
    def conflicts(self) -> int:
        """How many rows contradict one that is there."""
        return sum(len(one.conflicts) for one in self.merges)

    def told(self) -> str:
        """What was recognised and how it compares, in Italian."""
        lines = [_told(one) for one in self.merges]
        if self.ignored:
            lines.append(f"Non riconosciuto: {', '.join(self.ignored)}.")
        return "\n".join(lines)

    @property
    def question(self) -> str:
        """Whether the file is to win where it contradicts, in Italian."""
        return (
            f"{self.conflicts} {plural(self.conflicts, 'riga esiste', 'righe esistono')} già con altri valori:\n"
            f"{self.conflicts_told()}\n\nSostituire i valori del foglio con quelli del file?"
        )

    def outcome(self, *, adding: bool, replacing: bool) -> str:
        """What was done, in Italian."""
        added = self.new if adding else 0
        done = f"{added} {plural(added, 'riga aggiunta', 'righe aggiunte')}."
        if not adding and not replacing:
            done = "Non è cambiato nulla."
        if not self.conflicts:
            return done
        changed = "sostituiti con quelli del file" if replacing else "lasciati come sono"
        return f"{done} Valori in contrasto, {changed}:\n{self.conflicts_told()}"

    def conflicts_told(self) -> str:
        """The first conflicts with both their values, in Italian."""
        told = [
            f"• {merge.incoming.table.sheet}, {'; '.join(one.told for one in differences)}"
            for merge in self.merges
            for differences in merge.conflicts
        ]
        more = len(told) - _MOST_TOLD
        return "\n".join(
            [*told[:_MOST_TOLD], *([f"• … e {_count(more, 'altra', 'altre')}."] if more > 0 else [])]
        )


def plan(
    path: Path, tables: Sequence[RawTable], values: Callable[[str], Grid], period: Period | None
) -> Plan:
    """Read a file and compare it with the workbook; nothing is written.

    Args:
        path: The file.
        tables: The raw tables of the workbook.
        values: Gives the cells of a sheet of the workbook, from A1 on.
        period: The workbook's quarter.

    Raises:
        CstError: The file can't be read, nothing in it is known, or it doesn't fit into the workbook.
    """
    sheets = files.read(path)
    found = [(sheet, _data(recognise(sheet, tables, period))) for sheet in sheets]
    recognised = [one for _, one in found if one is not None]
    if not recognised:
        raise unknown(sheets, [table for table in tables if table.key not in _NOT_DATA])
    merges = []
    for one in recognised:
        grid = values(one.table.sheet)
        merges.append(merge(one, read(one.table, grid, period=period), grid))
    return Plan(path.name, tuple(merges), tuple(sheet.name for sheet, one in found if one is None))


def _data(found: Recognised | None) -> Recognised | None:
    """What was recognised, unless it holds settings, or what only the program writes."""
    return None if found is None or found.table.key in _NOT_DATA else found


def _told(merge: Merge) -> str:
    table, how = merge.incoming.table, merge.incoming.sheet.how
    rows = len(merge.new) + merge.equal + len(merge.conflicts)
    parts = [_count(len(merge.new), "nuova", "nuove"), f"{merge.equal} già presenti"]
    if merge.conflicts:
        parts.append(f"{len(merge.conflicts)} in contrasto con quelle del foglio")
    unread = sum(1 for one in merge.incoming.typed.findings if one.severity is Severity.ERROR)
    end = (
        f" {_count(unread, 'problema', 'problemi')} di lettura: v. Controlli dopo l'importazione."
        if unread
        else ""
    )
    return (
        f"{merge.incoming.sheet.name}: tabella «{table.title}» (foglio {table.sheet}"
        f"{f'; {how}' if how else ''}), {_count(rows, 'riga', 'righe')}: {', '.join(parts)}.{end}"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {plural(number, one, many)}"
