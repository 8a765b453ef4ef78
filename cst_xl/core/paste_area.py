"""Where any export may be pasted as it is: known to whoever writes the workbook and to whoever reads it."""

from __future__ import annotations

from typing import Final

SHEET: Final = "Incolla"

FIRST_ROW: Final = 5
"""Sheet row from which on cells may be pasted; the rows above belong to the template."""

COLUMNS: Final = 60
"""Columns that are formatted as text; the widest export in use, Nagios services, has 44."""
