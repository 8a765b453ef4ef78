"""Sentences that a person has rewritten: which hold, what they take the place of, what the figures say against them.

A rewritten sentence names the sentence it is meant for and the quarter it was written for, because a text that stays
beside a cell outlives its figures: that is how «nei primi 3 mesi» once came into a second quarter. One of another
quarter is never printed; one that its figures contradict is an error, and keeps the bulletin from being published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cst_xl.core import kinds
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.statements import Evidence, objections
from cst_xl.core.tables import Column, RawTable, TypedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cst_xl.core.blocks import Sentence
    from cst_xl.core.figures import Figures
    from cst_xl.core.periods import Period
    from cst_xl.core.section import SectionResult

REVISIONS: Final = RawTable(
    key="frasi_riviste",
    sheet="Frasi riviste",
    title="Frasi riviste",
    columns=(
        Column(
            "frase", "Codice della frase", kinds.TEXT, required=True, width=30, also=("codice", "id"),
            help="Quale frase si riscrive: si sceglie dall'elenco, che ha i codici del foglio Frasi.",
        ),
        Column(
            "trimestre", "Trimestre", kinds.PERIOD, required=True, width=12,
            help="Il trimestre per cui la frase vale, per esempio 2016-T2: in un altro non viene stampata.",
        ),
        Column(
            "testo", "Frase riveduta", kinds.TEXT, required=True, width=52,
            help="Il testo da stampare al posto della frase automatica. Le cifre, i periodi e parole come «in calo» "
            "vengono confrontati con i dati.",
        ),
        Column(
            "voci", "Altre voci citate", kinds.TEXT, width=18,
            help="Facoltativo: i codici di altre voci di cui il testo parla, separati da virgole.",
        ),
    ),
    hint="Per cambiare una frase del Focus si scrivono qui il suo codice, il trimestre e il nuovo testo; svuotando la "
    "riga torna la frase automatica.",
    unique=("frase", "trimestre"),
    neighbours=True,
    capacity=40,
    totals=False,
)  # fmt: skip


_LINE: Final = 130
"""Characters of a line of the sheet Focus, about; its rows don't grow by themselves."""


class Outcome(StrEnum):
    """What becomes of a rewritten sentence, with a sign that is told from the others without colour."""

    IN_FORCE = "✔ in vigore"
    SAME = "● uguale all'automatica"
    DOUBTFUL = "▲ in vigore, da rileggere"
    CONTRADICTED = "✖ contraddice le cifre"
    STALE = "▲ di un altro trimestre: non si stampa"
    UNKNOWN = "▲ questa frase oggi non c'è: non si stampa"
    INCOMPLETE = "○ da completare"


@dataclass(frozen=True)
class Revision:
    """A row of the table.

    Attributes:
        row: Its sheet row.
        sentence: Code of the sentence that it is meant for; may be empty or unknown.
        period: What it was written for; None when that isn't said.
        text: The new text; may be empty.
        also: Ids of further figures that the text speaks of.
    """

    row: int
    sentence: str
    period: Period | None
    text: str
    also: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it says which sentence, for which quarter, and what."""
        return bool(self.sentence and self.period and self.text)


@dataclass(frozen=True)
class Reviewed:
    """A revision, and what became of it.

    Attributes:
        revision: The row.
        automatic: The sentence that the figures support; empty where there is none of that code.
        outcome: Whether it holds.
        findings: What a person should look at.
    """

    revision: Revision
    automatic: str
    outcome: Outcome
    findings: tuple[Finding, ...]


def read_revisions(table: TypedTable) -> tuple[Revision, ...]:
    """The rows that say anything, in their order."""
    return tuple(
        Revision(
            record.row,
            record["frase"] or "",
            record["trimestre"],
            record["testo"] or "",
            tuple(one.strip() for one in (record["voci"] or "").split(",") if one.strip()),
        )
        for record in table.records()
    )


def revised(result: SectionResult, table: TypedTable, period: Period) -> SectionResult:
    """A section with its rewritten sentences in place; those that are in place already stay."""
    texts = _in_force(table, period)
    if not any(sentence.id in texts for sentence in result.sentences):
        return result
    return replace(result, sentences=tuple(_rewritten(sentence, texts) for sentence in result.sentences))


def _in_force(table: TypedTable, period: Period) -> Mapping[str, str]:
    """The new texts by sentence; of two for one sentence the first holds."""
    texts: dict[str, str] = {}
    for revision in read_revisions(table):
        if revision.complete and revision.period == period:
            texts.setdefault(revision.sentence, revision.text)
    return texts


def _rewritten(sentence: Sentence, texts: Mapping[str, str]) -> Sentence:
    text = texts.get(sentence.id, sentence.supported)
    if text == sentence.supported:
        return replace(sentence, text=text, automatic="")
    return replace(sentence, text=text, automatic=sentence.supported)


def findings(
    table: TypedTable, results: Iterable[SectionResult], figures: Figures, period: Period
) -> Iterator[Finding]:
    """What there is to say of every rewritten sentence."""
    for one in review(table, results, figures, period):
        yield from one.findings


def review(
    table: TypedTable, results: Iterable[SectionResult], figures: Figures, period: Period
) -> tuple[Reviewed, ...]:
    """Judge every rewritten sentence.

    Args:
        table: The rewritten sentences.
        results: The sections; it doesn't matter whether rewritten sentences are in place there.
        figures: All figures.
        period: The quarter of the bulletin.
    """
    sentences = {sentence.id: sentence for result in results for sentence in result.sentences}
    return tuple(_reviewed(revision, table, sentences, figures, period) for revision in read_revisions(table))


def _reviewed(
    revision: Revision,
    table: TypedTable,
    sentences: Mapping[str, Sentence],
    figures: Figures,
    period: Period,
) -> Reviewed:
    sentence = sentences.get(revision.sentence)
    automatic = sentence.supported if sentence else ""
    if not revision.complete:  # what is missing is told where the table is read
        return Reviewed(revision, automatic, Outcome.INCOMPLETE, ())
    if revision.period != period:
        return Reviewed(revision, automatic, Outcome.STALE, (_stale(revision, table, period),))
    if sentence is None:
        return Reviewed(revision, automatic, Outcome.UNKNOWN, (_unknown(revision, table, sentences),))
    if revision.text == automatic:
        same = f"La frase riveduta «{revision.sentence}» è uguale a quella automatica: la riga si può cancellare."
        found = note(same, figure=revision.sentence, cell=table.cell(revision.row, "testo"))
        return Reviewed(revision, automatic, Outcome.SAME, (found,))
    told = tuple(_judged(revision, table, sentence, figures, period))
    ranks = {one.severity.value for one in told}
    outcome = Outcome.IN_FORCE
    if ranks & {"error", "warning"}:
        outcome = Outcome.CONTRADICTED if "error" in ranks else Outcome.DOUBTFUL
    return Reviewed(revision, automatic, outcome, told)


def _lines(text: str) -> int:
    """Lines that a text takes on the sheet Focus, about."""
    return -(-len(text) // _LINE)


def _stale(revision: Revision, table: TypedTable, period: Period) -> Finding:
    written = revision.period.label if revision.period else ""
    return warning(
        f"La frase riveduta «{revision.sentence}» è stata scritta per il {written} e non viene stampata: per il "
        f"{period.label} va riletta, con il nuovo trimestre accanto, oppure cancellata.",
        figure=revision.sentence,
        cell=table.cell(revision.row, "trimestre"),
        found=written,
        expected=period.label,
    )


def _unknown(revision: Revision, table: TypedTable, known: Iterable[str]) -> Finding:
    near = get_close_matches(revision.sentence, list(known), n=1)
    hint = f" Forse «{near[0]}»?" if near else " Le cifre di questo trimestre non la sostengono."
    return warning(
        f"La frase riveduta «{revision.sentence}» non è fra quelle del Focus di questo trimestre: non viene "
        f"stampata.{hint}",
        cell=table.cell(revision.row, "frase"),
        found=revision.sentence,
        expected=near[0] if near else "un codice del foglio Frasi",
    )


def _judged(
    revision: Revision, table: TypedTable, sentence: Sentence, figures: Figures, period: Period
) -> Iterator[Finding]:
    """What the figures say against the text, and in any case that it was rewritten."""
    cell = table.cell(revision.row, "testo")
    for missing in (one for one in revision.also if one not in figures):
        message = f"La frase riveduta «{revision.sentence}» cita la voce «{missing}», che non esiste."
        place = table.cell(revision.row, "voci")
        yield warning(message, cell=place, found=missing, expected="il codice di una voce calcolata")
    ids = dict.fromkeys(one for one in (*sentence.figures, *revision.also) if one in figures)
    evidence = Evidence(tuple(figures[one] for one in ids), sentence.supported, period)
    for one in objections(revision.text, evidence):
        message = f"La frase riveduta «{sentence.id}» dice «{one.words}», ma {one.because}."
        judged = warning if one.doubt else error
        yield judged(
            message, figure=one.figure or sentence.id, cell=cell, found=one.words, expected=one.because
        )
    longer = _lines(revision.text) > _lines(sentence.supported)
    room = " È più lunga: nel foglio Focus la sua riga può aver bisogno di più altezza." if longer else ""
    yield note(
        f"La frase «{sentence.id}» è riveduta a mano. Quella automatica dice: «{sentence.supported}»{room}",
        figure=sentence.id,
        cell=cell,
        found=revision.text,
        expected=sentence.supported,
    )
