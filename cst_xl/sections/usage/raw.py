"""What the section *Usage* reads: uses by category and semester, as people have them.

The template has one line a category with the semester of comparison beside the current one, as in the bulletin. A table
pasted from a bulletin bears the semesters themselves as headers («1°sem 2016»): they are understood for the quarter at
hand, so that last year's table can't be taken for this year's. Exports with one line for each category and semester go
into a second table beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import plain
from cst_xl.core.periods import Period, Span
from cst_xl.core.tables import Column, RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.section import Inputs


def semesters(quarter: Period) -> tuple[Period, Period]:
    """The semester of comparison and the one that the quarter falls in."""
    current = quarter.containing(Span.SEMESTER)
    return current.year_before, current


def _column_of(header: object, quarter: Period) -> str | None:
    before, current = semesters(quarter)
    try:
        named = Period.parse(header)
    except BadValueError:
        return None
    return {before: "precedente", current: "attuale"}.get(named)


USAGE = RawTable(
    key="utilizzo",
    sheet="Dati Utilizzo",
    title="Utilizzo per categoria",
    columns=(
        Column(
            "categoria", "Categoria servizi", kinds.TEXT, required=True, width=34,
            also=("Categoria", "Categorie", "Servizio", "Servizi"),
            help="Nome o codice di una categoria del foglio Categorie, per esempio «Demografici».",
        ),
        Column(
            "precedente", "Semestre di confronto", kinds.COUNT, required=True, width=22, also=("Confronto",),
            help="Utilizzi nello stesso semestre dell'anno prima; 0 se non ce ne sono stati.",
        ),
        Column(
            "attuale", "Semestre in corso", kinds.COUNT, required=True, width=20,
            also=("Semestre attuale", "Semestre corrente"),
            help="Utilizzi nel semestre del bollettino; 0 se non ce ne sono stati.",
        ),
        Column(
            "diff", "Diff %", kinds.TEXT, width=10,
            also=("Differenza", "Differenza %", "Variazione", "Variazione %", "Var %"),
            help="Facoltativa: se la si incolla dal bollettino, viene solo confrontata con quella calcolata.",
        ),
    ),
    hint="Una riga per categoria; si può incollare la tabella del bollettino, con «1°sem 2016» come intestazione.",
    neighbours=True,
    header_key=_column_of,
)  # fmt: skip

USAGE_ROWS = RawTable(
    key="utilizzo_righe",
    sheet="Dati Utilizzo",
    title="Utilizzo per categoria e semestre",
    columns=(
        Column(
            "categoria", "Categoria della riga", kinds.TEXT, required=True, width=34,
            also=("Categoria", "Categoria servizi", "Servizio"),
            help="Nome o codice di una categoria del foglio Categorie.",
        ),
        Column(
            "semestre", "Semestre", kinds.PERIOD, required=True, width=14, also=("Periodo",),
            help="Semestre intero, per esempio «1°sem 2016».",
        ),
        Column(
            "utilizzi", "Utilizzi", kinds.COUNT, required=True, width=14, also=("Utilizzo", "Accessi", "Numero"),
            help="Utilizzi della categoria in quel semestre.",
        ),
    ),
    hint="In alternativa alla tabella a sinistra: una riga per categoria e semestre, come la danno gli export.",
    first_column=6,
    neighbours=True,
    capacity=1000,
)  # fmt: skip

CATEGORIES = RawTable(
    key="categorie",
    sheet="Categorie",
    title="Categorie di servizi",
    columns=(
        Column(
            "codice", "Codice", kinds.TEXT, required=True, width=18,
            help="Lettere minuscole, cifre e «_»: dà il nome alle voci calcolate e non va più cambiato.",
        ),
        Column("nome", "Nome", kinds.TEXT, required=True, width=34, help="Come compare nelle tabelle."),
        Column(
            "nella_frase", "Nella frase", kinds.TEXT, width=34,
            help="Che cosa segue «l'utilizzo» in una frase, per esempio «dell'albo pretorio».",
        ),
        Column("escluso", "Escluso", kinds.YES_NO, width=10, help="«sì»: resta fuori dal confronto e dai totali."),
        Column(
            "motivo", "Motivo", kinds.TEXT, width=34,
            help="Perché è esclusa: il bollettino lo dice, per esempio «migrazione della piattaforma».",
        ),
        Column(
            "nota_crescita", "Spiegazione della crescita", kinds.TEXT, width=50, also=("Nota crescita", "Nota"),
            help="Facoltativa: apre la frase se l'utilizzo cresce molto. Va aggiornata a ogni semestre.",
        ),
    ),
    hint="L'elenco delle categorie, nell'ordine in cui compaiono; resta valido di trimestre in trimestre.",
    unique=("codice",),
    capacity=60,
    totals=False,
    carried=True,
)  # fmt: skip

_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED: Final = frozenset({"totale", "frase", "didascalia"})  # parts of other ids


@dataclass(frozen=True)
class Category:
    """One category of the catalogue.

    Attributes:
        code: Its place in the ids of figures.
        name: As tables print it.
        of_it: What follows «l'utilizzo» in a sentence.
        excluded: Whether it stays out of the comparison.
        reason: Why, or an empty text.
        growth: What staff say about its growth, or an empty text.
        row: Its row on the sheet.
    """

    code: str
    name: str
    of_it: str
    excluded: bool
    reason: str
    growth: str
    row: int


@dataclass(frozen=True)
class Entry:
    """One cell that tells how often a category was used in a semester.

    Attributes:
        category: None when nobody knows its name.
        named: Its name as typed.
        semester: Which one.
        uses: The number; None when it is missing or unreadable.
        table: Where it stands.
        row: Its sheet row.
        cell: Its address.
        unread: Whether the cell holds something that isn't a number.
    """

    category: Category | None
    named: str
    semester: Period
    uses: int | None
    table: RawTable
    row: int
    cell: str
    unread: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is a number, readable or not; a name alone (a footnote) says nothing."""
        return self.uses is not None or self.unread


def is_code(text: str) -> bool:
    """Whether a text can be a category's code."""
    return bool(_CODE.fullmatch(text)) and text not in _RESERVED


def catalogue(inputs: Inputs) -> tuple[Category, ...]:
    """The categories in their order; a line without a good code, or repeating one, is left to the checks."""
    found: dict[str, Category] = {}
    for record in inputs[CATEGORIES].records():
        code, name = record["codice"], record["nome"]
        if code is not None and name is not None and is_code(code):
            of_it = record["nella_frase"] or f"della categoria «{name}»"
            facts = (bool(record["escluso"]), record["motivo"] or "", record["nota_crescita"] or "")
            found.setdefault(code, Category(code, name, of_it, *facts, record.row))
    return tuple(found.values())


class Names:
    """Finds a category by what people write."""

    def __init__(self, categories: tuple[Category, ...]) -> None:
        self._by_name: dict[str, Category] = {}
        for spell in (lambda c: c.name, lambda c: c.code, lambda c: _bare(c.name)):
            for category in categories:
                self._by_name.setdefault(plain(spell(category)), category)

    def find(self, text: str) -> Category | None:
        """The category of that name or code; a remark in brackets may be missing or be there in addition."""
        return self._by_name.get(plain(text)) or self._by_name.get(plain(_bare(text)))

    def near(self, text: str) -> str:
        """The name most like a text that names no category, or an empty text."""
        found = get_close_matches(plain(text), self._by_name, n=1)
        return self._by_name[found[0]].name if found else ""


def _bare(text: str) -> str:
    return re.sub(r"\(.*?\)", " ", text)


def entries(inputs: Inputs) -> Iterator[Entry]:
    """Every cell that gives uses: of the table by category first, then of the rows by semester."""
    names = Names(catalogue(inputs))
    before, current = semesters(inputs.period)
    wide, rows = inputs[USAGE], inputs[USAGE_ROWS]
    told = {finding.cell for table in (wide, rows) for finding in table.findings if finding.found}
    for record in wide.records():
        for key, semester in (("precedente", before), ("attuale", current)):
            named, cell = record["categoria"], wide.cell(record.row, key)
            if named is not None:
                unread = cell in told
                yield Entry(names.find(named), named, semester, record[key], USAGE, record.row, cell, unread)
    for record in rows.records():
        named, period = record["categoria"], record["semestre"]
        if named is not None and period is not None:
            cell = rows.cell(record.row, "utilizzi")
            unread, number = cell in told, record["utilizzi"]
            yield Entry(names.find(named), named, period, number, USAGE_ROWS, record.row, cell, unread)


def all_placed(inputs: Inputs) -> bool:
    """Whether every number of the two semesters belongs to a category: the total of the others would be too low."""
    wanted = semesters(inputs.period)
    wide, rows = inputs[USAGE], inputs[USAGE_ROWS]
    nameless = any(
        record["categoria"] is None and (record["precedente"] is not None or record["attuale"] is not None)
        for record in wide.records()
    ) or any(record["categoria"] is None and record["semestre"] in wanted for record in rows.records())
    stray = any(e.category is None and e.says_something and e.semester in wanted for e in entries(inputs))
    doubtful = "escluso" in inputs[CATEGORIES].unreadable or "semestre" in rows.unreadable
    return not (nameless or stray or doubtful)


def uses(inputs: Inputs) -> dict[tuple[str, Period], int]:
    """Uses by category code and semester; where they are given twice the first counts, and a check says so."""
    found: dict[tuple[str, Period], int] = {}
    for entry in entries(inputs):
        if entry.category is not None and entry.uses is not None:
            found.setdefault((entry.category.code, entry.semester), entry.uses)
    return found
