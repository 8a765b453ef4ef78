"""The array function of the figures that are followed from quarter to quarter."""

from __future__ import annotations

from cst_xl.core import trends
from cst_xl.core.section import Edition
from cst_xl.functions.catalogue import Matrix
from cst_xl.functions.tables import formula, whole
from cst_xl.sections import SECTIONS

FOLLOWED = tuple(one for section in SECTIONS for one in section.followed)


def _course(edition: Edition) -> Matrix:
    if edition.period is None:
        return []
    return trends.rows(FOLLOWED, edition.period, edition.history, edition.figures)


_TRENDS = whole(
    "cst_andamento",
    "Le cifre seguite di trimestre in trimestre, dallo Storico e dal trimestre della cartella: una riga per trimestre.",
    1 + len(FOLLOWED),
    _course,
    latest=True,
)
COURSES = (_TRENDS,)


def trends_formula(rows: int) -> str:
    """Formula of the array block of the followed figures: the quarter, then one column a figure."""
    return formula(_TRENDS, rows)
