"""The cell functions: one catalogue that every host registers, and the formulas that the template writes.

`CATALOGUE` is the only list of them: Excel, LibreOffice, the file evaluator, the documentation and the tests read it.
"""

from __future__ import annotations

from cst_xl.functions.catalogue import Argument, CellFunction, invoke
from cst_xl.functions.courses import COURSES, trends_formula
from cst_xl.functions.review import (
    REVIEW,
    codes_formula,
    draft_formula,
    release_formula,
    released_formula,
    revisions_formula,
)
from cst_xl.functions.scalars import SCALARS
from cst_xl.functions.tables import (
    TABLES,
    arguments,
    findings_formula,
    key_figures_formula,
    remember,
    sentences_formula,
    state_formula,
    table_formula,
)

CATALOGUE: tuple[CellFunction, ...] = (*SCALARS, *TABLES, *REVIEW, *COURSES)
BY_NAME = {function.name: function for function in CATALOGUE}

__all__ = [
    "BY_NAME",
    "CATALOGUE",
    "Argument",
    "CellFunction",
    "arguments",
    "codes_formula",
    "draft_formula",
    "findings_formula",
    "invoke",
    "key_figures_formula",
    "release_formula",
    "released_formula",
    "remember",
    "revisions_formula",
    "sentences_formula",
    "state_formula",
    "table_formula",
    "trends_formula",
]
