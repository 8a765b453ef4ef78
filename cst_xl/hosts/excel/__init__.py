"""Excel through xlwings: the module that the workbook's VBA names for its cell functions and its buttons.

The functions of the catalogue become attributes of this module, under their own names, registered with xlwings from
the catalogue alone. ``run`` is what a button's macro calls.
"""

from __future__ import annotations

from cst_xl.hosts.excel.buttons import run
from cst_xl.hosts.excel.registration import registered

globals().update(registered())

__all__ = ["run"]
