"""What was released: by whom, when, which files; and which printed value has changed since.

A bulletin that went out is recorded in its workbook: each file with its SHA-256, and every figure and sentence as it
was printed. While a value is another one than was released, it is an error, until the data are as they were, or until
a person has looked at it and typed the new value beside the released one: then the bulletin may go out again.

Names are those that a person typed; nothing stands where nobody did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cst_xl.core import kinds
from cst_xl.core.findings import Finding, Severity, error, note
from cst_xl.core.grammar import counted
from cst_xl.core.tables import HEADER_ROW, Column, RawTable, TypedTable, letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cst_xl.core.figures import Figures
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Edition, SectionResult

RELEASES: Final = RawTable(
    key="rilasci",
    sheet="Visto e rilascio",
    title="Visto e rilascio",
    columns=(
        Column("trimestre", "Trimestre", kinds.PERIOD, required=True, width=12, help="Di quale numero del Focus."),
        Column("quando", "Rilasciato il", kinds.MOMENT, required=True, width=17, help="Quando è stato generato."),
        Column("chi", "Rilasciato da", kinds.TEXT, width=26, help="Il nome scritto nel foglio Parametri, o dato con --firma."),
        Column("file", "File", kinds.TEXT, required=True, width=42, help="Nome del file pubblicato."),
        Column("impronta", "SHA-256", kinds.TEXT, required=True, width=66, help="Impronta del file: se cambia un byte, cambia."),
    ),
    hint="Che cosa è stato rilasciato, quando e da chi, con l'impronta di ogni file. Lo scrive il programma quando il "
    "Focus viene pubblicato; una bozza non è un rilascio.",
    first_column=4,
    neighbours=True,
    capacity=600,
    totals=False,
)  # fmt: skip

RELEASED: Final = RawTable(
    key="voci_rilasciate",
    sheet="Voci rilasciate",
    title="Voci rilasciate",
    columns=(
        Column("trimestre", "Trimestre", kinds.PERIOD, required=True, width=12, help="Di quale numero del Focus."),
        Column("voce", "Voce", kinds.TEXT, required=True, width=30, help="Codice della voce o della frase."),
        Column("descrizione", "Descrizione", kinds.TEXT, width=33, help="Che cosa dice la voce, in parole."),
        Column("valore", "Valore rilasciato", kinds.TEXT, width=30, help="Come è stato stampato."),
        Column(
            "visto", "Nuovo valore visto", kinds.TEXT, width=20,
            help="Se il valore è cambiato dopo il rilascio: il valore di oggi, scritto da chi lo ha controllato.",
        ),
        Column("chi", "Visto da", kinds.TEXT, width=16, help="Chi lo ha controllato."),
    ),
    hint="Ogni voce com'era al rilascio: la scrive il programma. Se una voce cambia dopo, va rivista: chi la controlla "
    "scrive il valore di oggi in «Nuovo valore visto».",
    unique=("trimestre", "voce"),
    neighbours=True,
    capacity=2_000,
    totals=False,
)  # fmt: skip

_SENTENCE: Final = "Frase:"
_SHOWN: Final = 250
"""Characters of a text that are compared and shown: a function can't put longer ones into a block of cells."""


class Since(StrEnum):
    """What has become of a released value, with a sign that is told from the others without colour."""

    SAME = "= come rilasciato"
    MOVED = "✖ da rivedere"
    GONE = "✖ non c'è più: da rivedere"
    REVIEWED = "✔ rivista"
    FOLLOWS = "● segue le cifre"


GONE: Final = "(tolta)"
"""What a person types as the new value of one that isn't there any more."""


@dataclass(frozen=True)
class Item:
    """A figure or a sentence, as it is printed.

    Attributes:
        id: Its code.
        label: What it is, in Italian.
        text: What is printed.
        follows: Whether it is a sentence that the figures make: what is to be reviewed are those.
    """

    id: str
    label: str
    text: str
    follows: bool = False


@dataclass(frozen=True)
class ReleasedItem:
    """A released value beside the present one.

    Attributes:
        row: Its row on the sheet.
        item: As it was released.
        now: What is printed now; `GONE` when nothing is.
        outcome: What has become of it.
    """

    row: int
    item: Item
    now: str
    outcome: Since


def items(results: Sequence[SectionResult], figures: Figures) -> tuple[Item, ...]:
    """Everything that a bulletin prints: the figures that are known, then the sentences."""
    known = (Item(one.id, one.label, _cut(one.text)) for one in figures if one.text)
    said = (
        Item(sentence.id, f"{_SENTENCE} {result.section.title}", _cut(sentence.text), not sentence.automatic)
        for result in results
        for sentence in result.sentences
    )
    return (*known, *said)


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def compared(
    table: TypedTable, results: Sequence[SectionResult], figures: Figures, period: Period
) -> tuple[ReleasedItem, ...]:
    """Hold what was released of a quarter against what would be printed now.

    Args:
        table: The released values.
        results: The sections, computed.
        figures: All figures.
        period: The quarter; values of another one are left alone.
    """
    now = {item.id: item for item in items(results, figures)}
    return tuple(_compared(table, now, period))


def _compared(table: TypedTable, now: Mapping[str, Item], period: Period) -> Iterator[ReleasedItem]:
    for record in table.records():
        if record["trimestre"] != period or not record["voce"]:
            continue
        item = Item(record["voce"], record["descrizione"] or "", _cut(record["valore"] or ""))
        found = now.get(item.id)
        present = found.text if found else GONE
        follows = found.follows if found else item.label.startswith(_SENTENCE)
        if present == item.text:
            outcome = Since.SAME
        elif follows:
            outcome = Since.FOLLOWS
        elif _cut(record["visto"] or "") == present:
            outcome = Since.REVIEWED
        else:
            outcome = Since.MOVED if found else Since.GONE
        yield ReleasedItem(record.row, item, present, outcome)


def findings(
    table: TypedTable, results: Sequence[SectionResult], figures: Figures, period: Period
) -> Iterator[Finding]:
    """An error for each released value that changed and that nobody has looked at since, a note for the others."""
    for one in compared(table, results, figures, period):
        if one.outcome in (Since.SAME, Since.FOLLOWS):
            continue
        name = one.item.label or one.item.id
        changed = f"{name}: rilasciato «{one.item.text}», ora «{one.now}»"
        facts = {
            "figure": one.item.id,
            "cell": table.cell(one.row, "visto"),
            "found": one.now,
            "expected": one.item.text,
        }
        if one.outcome is Since.REVIEWED:
            yield note(f"{changed}. Il nuovo valore è stato visto: il Focus va rilasciato di nuovo.", **facts)
        else:
            yield error(
                f"{changed}. La voce è cambiata dopo il rilascio e va rivista: se è giusta, scrivere «{one.now}» nel "
                f"foglio {table.table.sheet}, cella {facts['cell'].rpartition('!')[2]} («Nuovo valore visto»).",
                **facts,
            )


@dataclass(frozen=True)
class Release:
    """A bulletin that went out.

    Attributes:
        period: Its quarter.
        moment: When, local time.
        signer: Who, as they wrote it; may be empty.
        hashes: SHA-256 by file name.
    """

    period: Period
    moment: datetime
    signer: str
    hashes: Mapping[str, str]

    @property
    def rows(self) -> list[list[str]]:
        """Rows of the sheet, one a file, in the order of its columns."""
        when = f"{self.moment:%d/%m/%Y %H:%M:%S}"
        return [[str(self.period), when, self.signer, file, digest] for file, digest in self.hashes.items()]


Write = tuple[str, str, list[list[str | None]]]
"""Sheet, first cell, rows: what `Book.write` takes."""


def writes(release: Release, edition: Edition) -> tuple[Write, ...]:
    """What is to be written into a workbook to record a release: its files below earlier ones, its values anew.

    Args:
        release: What went out.
        edition: The edition that was computed from this workbook, and that went out.
    """
    files = edition.tables[RELEASES.key]
    below = max((int(row) for row in files.frame.index), default=HEADER_ROW) + 1
    values: list[list[str | None]] = [
        [str(release.period), item.id, item.label, item.text, None, None]
        for item in items(edition.results, edition.figures)
    ]
    before = max((int(row) for row in edition.tables[RELEASED.key].frame.index), default=HEADER_ROW)
    blank: list[str | None] = [None] * len(RELEASED.columns)
    values += [list(blank) for _ in range(before - HEADER_ROW - len(values))]
    return (
        (RELEASES.sheet, f"{letter(RELEASES.first_column)}{below}", [list(row) for row in release.rows]),
        (RELEASED.sheet, f"{letter(RELEASED.first_column)}{HEADER_ROW + 1}", values),
    )


def recorded(edition: Edition, hashes: Mapping[str, str]) -> bool:
    """Whether the latest release of the quarter that is recorded has these very files."""
    latest = latest_release(edition)
    return latest is not None and latest.hashes.items() >= hashes.items()


def latest_release(edition: Edition) -> Release | None:
    """The latest release of the quarter that the workbook records, or None."""
    rows = [
        record
        for record in edition.tables[RELEASES.key].records()
        if record["trimestre"] == edition.period and record["quando"] == record["quando"] and record["file"]
    ]
    if not rows or edition.period is None:
        return None
    last = max(record["quando"] for record in rows)
    own = [record for record in rows if record["quando"] == last]
    hashes = {record["file"]: record["impronta"] or "" for record in own}
    return Release(edition.period, last, own[-1]["chi"] or "", hashes)


def state(edition: Edition) -> list[tuple[str, str]]:
    """Where the release stands, in lines of two words: what, and how it is."""
    if edition.period is None:
        return []
    errors = edition.count(Severity.ERROR)
    latest = latest_release(edition)
    table = edition.tables[RELEASED.key]
    changed = [
        one.outcome
        for one in compared(table, edition.results, edition.figures, edition.period)
        if one.outcome not in (Since.SAME, Since.FOLLOWS)
    ]
    pending = sum(1 for one in changed if one is not Since.REVIEWED)
    told = "○ non ancora rilasciato"
    if latest is not None:
        signed = f"da {latest.signer}" if latest.signer else "senza nome"
        told = f"✔ rilasciato il {latest.moment:%d/%m/%Y alle %H:%M}, {signed}"
    ready = (
        "✔ si può rilasciare" if any(result.filled for result in edition) else "○ dopo aver incollato i dati"
    )
    if errors:
        ready = f"✖ {counted(errors, 'errore', 'errori')} nel foglio Controlli"
    signer = str(edition.parameters.values.get("responsabile") or "")
    return [
        (f"Focus {edition.period.label}", told),
        ("Controlli", ready),
        ("Voci cambiate dopo il rilascio", str(len(changed))),
        ("di cui ancora da rivedere", str(pending)),
        ("Responsabile del rilascio", signer or "○ da scrivere nel foglio Parametri"),
    ]
