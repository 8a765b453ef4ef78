"""Earlier quarters beside this one: what the page switches between when the workbook has a history.

The figures are those that the sections follow from quarter to quarter (`Section.followed`), each printed in its own
unit; a figure that one of the two quarters doesn't have is left out of their table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cst_xl.core.blocks import OutColumn, Row, Table
from cst_xl.core.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figures
    from cst_xl.core.section import Edition

MOST: Final = 8
"""How many earlier quarters are offered: two years."""


@dataclass(frozen=True)
class Earlier:
    """An earlier quarter beside this one.

    Attributes:
        period: The earlier quarter.
        table: The figures of both, this quarter's last.
    """

    period: Period
    table: Table


def earlier_quarters(edition: Edition) -> tuple[Earlier, ...]:
    """The latest earlier quarters of the history that have a figure in common with this one, the latest first."""
    if edition.period is None:
        return ()
    history = {Period.parse(quarter): figures for quarter, figures in edition.history.items()}
    found = (
        Earlier(period, _table(edition, edition.period, period, history[period]))
        for period in sorted(history, reverse=True)
        if period < edition.period
    )
    return tuple(one for one in found if one.table.rows)[:MOST]


def _table(edition: Edition, now: Period, then: Period, past: Figures) -> Table:
    columns = (OutColumn("voce", "Voce"), OutColumn("prima", then.label), OutColumn("ora", now.label))
    title = f"{then.label} e {now.label}"
    return Table(f"confronto_{then}", title, columns, tuple(_rows(edition, past)))


def _rows(edition: Edition, past: Figures) -> Iterator[Row]:
    for one in (followed for result in edition for followed in result.section.followed):
        now, before = edition.figures.get(one.figure), past.get(one.figure)
        if now is None or before is None or None in (now.number, before.number):
            continue
        if now.unit.name == before.unit.name:
            yield Row((one.header, replace(before, unit=now.unit), now))
