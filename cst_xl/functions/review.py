"""The array functions of review and release: rewritten sentences, released values, where the release stands.

They are functions of the whole workbook, like the findings, and stand beside what people have written.
"""

from __future__ import annotations

from collections.abc import Mapping

from cst_xl.core.findings import Severity
from cst_xl.core.releases import RELEASED, compared, state
from cst_xl.core.revisions import REVISIONS, review
from cst_xl.core.section import Edition
from cst_xl.core.tables import HEADER_ROW
from cst_xl.functions.catalogue import CellFunction, Matrix
from cst_xl.functions.tables import formula, whole

DRAFT_MARK = "BOZZA: da non pubblicare"
"""What every page of the sheet Focus says while there are errors."""


def _revisions(edition: Edition) -> Matrix:
    """Beside each row of the rewritten sentences the automatic one and the outcome, row by row as on the sheet."""
    if edition.period is None:
        return []
    told = review(edition.tables[REVISIONS.key], edition.results, edition.figures, edition.period)
    return _beside({one.revision.row: (one.automatic, one.outcome.value) for one in told})


def _beside(told: Mapping[int, tuple[str, str]]) -> Matrix:
    """What is told of sheet rows, from the first data row to the last that anything is told of."""
    first = HEADER_ROW + 1
    return [list(told.get(row, ("", ""))) for row in range(first, max(told, default=first - 1) + 1)]


_REVISIONS = whole(
    "cst_frasi_riviste",
    "Accanto a ogni frase riveduta: che cosa dice quella automatica, e se la riveduta vale e torna con le cifre.",
    2,
    _revisions,
)


def _released(edition: Edition) -> Matrix:
    """Beside each released value the present one and what has become of it, row by row as on the sheet."""
    if edition.period is None:
        return []
    told = compared(edition.tables[RELEASED.key], edition.results, edition.figures, edition.period)
    return _beside({one.row: (one.now, one.outcome.value) for one in told})


_RELEASED = whole(
    "cst_voci_rilasciate",
    "Accanto a ogni voce rilasciata: il valore di oggi, e se è cambiato dopo il rilascio.",
    2,
    _released,
)
_RELEASE = whole(
    "cst_rilascio",
    "A che punto è il rilascio del Focus: quando e da chi, errori, voci cambiate dopo.",
    2,
    lambda edition: [[what, how] for what, how in state(edition)],
)
_DRAFT = whole(
    "cst_bozza",
    "La scritta BOZZA, finché nel foglio Controlli c'è un errore; poi niente.",
    1,
    lambda edition: [[DRAFT_MARK]] if edition.count(Severity.ERROR) else [],
)
_CODES = whole(
    "cst_codici_frasi",
    "I codici di tutte le frasi del Focus di questo trimestre, uno per riga.",
    1,
    lambda edition: [[one.id] for result in edition for one in result.sentences],
)

REVIEW: tuple[CellFunction, ...] = (_REVISIONS, _CODES, _RELEASED, _RELEASE, _DRAFT)


def revisions_formula(rows: int) -> str:
    """Formula of the array block beside the rewritten sentences: automatic sentence and outcome."""
    return formula(_REVISIONS, rows)


def codes_formula(rows: int) -> str:
    """Formula of the array block with the codes of all sentences."""
    return formula(_CODES, rows)


def released_formula(rows: int) -> str:
    """Formula of the array block beside the released values: present value and what has become of it."""
    return formula(_RELEASED, rows)


def release_formula(rows: int) -> str:
    """Formula of the array block that says where the release stands: what, and how it is."""
    return formula(_RELEASE, rows)


def draft_formula() -> str:
    """Formula of the cell that marks a bulletin as a draft."""
    return formula(_DRAFT, 1)
