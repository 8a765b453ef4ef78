"""The reading of one raw table as a list of steps: find its rows, type its columns, check what must hold of any table."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

import pandas as pd

from cst_xl.core import table_checks
from cst_xl.core.kinds import COUNT
from cst_xl.core.table_cells import type_column
from cst_xl.core.table_checks import PastedTotals
from cst_xl.core.table_headers import Stretch, Window, stretches
from cst_xl.core.tables import Grid, TypedTable, letter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cst_xl.core.findings import Finding


@dataclass
class _Parts:
    """What the stretches of a table give, one after the other."""

    findings: list[Finding]
    frames: list[pd.DataFrame] = field(default_factory=list)
    totals: list[PastedTotals] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)


def read_table(window: Window, grid: Grid) -> TypedTable:
    """Read a table out of the cells of its sheet; its findings say everything that is wrong with it."""
    found, findings = stretches(window, grid)
    parts = _Parts(findings)
    for stretch in found or [Stretch(0, {})]:
        parts.frames.append(_frame(window, stretch, parts))
        parts.totals.append(_totals(window, stretch, parts))
    headers = {s.header_row: _letters(window, s.places) for s in found}
    pasted = {row: totals for each in parts.totals for row, totals in each.totals.items()}
    typed = TypedTable(window.table, _joined(parts.frames), (), headers, pasted)
    findings.extend(table_checks.missing(typed, {finding.cell for finding in findings}))
    findings.extend(table_checks.repeated(typed))
    findings.extend(table_checks.unbalanced(typed, parts.totals, parts.unreadable))
    return TypedTable(
        window.table, typed.frame, tuple(findings), headers, pasted, frozenset(parts.unreadable)
    )


def _letters(window: Window, places: Mapping[str, int]) -> dict[str, str]:
    return {key: letter(at + window.first_column) for key, at in places.items()}


def _frame(window: Window, stretch: Stretch, parts: _Parts) -> pd.DataFrame:
    rows = [row for row, _ in stretch.rows]
    by_place = _by_place(stretch)
    columns = {}
    for column in window.table.columns:
        at = stretch.places.get(column.key)
        raw = by_place[at] if at is not None and at < len(by_place) else (None,) * len(rows)
        columns[column.key], findings = type_column(column, raw, rows, at or 0, window)
        parts.findings.extend(findings)
        if any(finding.severity.rank == 0 for finding in findings):
            parts.unreadable.add(column.key)
    return pd.DataFrame(columns)


def _by_place(stretch: Stretch) -> list[tuple[object, ...]]:
    """The cells of each place, one for each row: rows turned into columns in one go."""
    return list(zip_longest(*(cells for _, cells in stretch.rows)))


def _totals(window: Window, stretch: Stretch, parts: _Parts) -> PastedTotals:
    """Totals of the columns that count; how a total of rates was made can't be known, so it isn't judged."""
    totals: dict[int, dict[str, object]] = {row: {} for row, _ in stretch.totals}
    for column in window.table.columns:
        at = stretch.places.get(column.key)
        if column.kind is COUNT and at is not None and totals:
            raw = [cells[at] if at < len(cells) else None for _, cells in stretch.totals]
            values, findings = type_column(column, raw, list(totals), at, window)
            parts.findings.extend(findings)
            for row, value in zip(totals, values, strict=True):
                totals[row][column.key] = value
    before = {int(row) for frame in parts.frames for row in frame.index}
    return PastedTotals({row for row, _ in stretch.rows}, before, totals)


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """All stretches in one frame, without rows that hold nothing."""
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    frame = filled[0] if len(filled) == 1 else pd.concat(filled)
    return frame[frame.notna().any(axis=1)] if len(frame) else frame
