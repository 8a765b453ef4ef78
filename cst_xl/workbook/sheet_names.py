"""The sheet of a raw table, whatever a person calls its tab: the name of the table's range follows a renamed sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cst_xl.core.book import located
from cst_xl.core.edition import raw_tables
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout


def actual(sheet: str, sheets: Sequence[str], named: Callable[[str], str | None]) -> str | None:
    """What a sheet of the template is called in a workbook.

    Args:
        sheet: Its name in the template.
        sheets: The sheets that there are.
        named: Gives what a name of the workbook refers to.

    Returns:
        The name of its tab; None when there is no such sheet.
    """
    if sheet in sheets:
        return sheet
    for table in raw_tables(SECTIONS):
        reference = named(layout.range_name(table)) if table.sheet == sheet else None
        if reference and (there := located(reference)[0]) in sheets:
            return there
    return None
