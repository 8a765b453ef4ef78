"""The figure that stands for each section: what a person who opens the workbook wants to know first."""

from __future__ import annotations

from collections.abc import Iterator

from cst_xl.core.blocks import Table
from cst_xl.core.figures import Change, Figure
from cst_xl.core.section import SectionResult


def key_figure(result: SectionResult) -> Figure | None:
    """The figure that stands for a section, among the numbers that its tables show.

    A change, or else the first number, of the first sentence that rests on any; without such a sentence the first total,
    or the first number of all.
    """
    shown = {figure.id: figure for table in result.tables for figure in _numbers(table)}
    sentences = ([shown[one] for one in sentence.figures if one in shown] for sentence in result.sentences)
    said = next((figures for figures in sentences if figures), [])
    changes = [figure for figure in said if isinstance(figure.basis, Change)]
    totals = [figure for table in result.tables for figure in _numbers(table, totals=True)]
    return next((figure for group in (changes, said, totals, shown.values()) for figure in group), None)


def _numbers(table: Table, *, totals: bool = False) -> Iterator[Figure]:
    for row in table.rows:
        for content in row.cells:
            if isinstance(content, Figure) and (row.total or not totals) and content.number is not None:
                yield content
