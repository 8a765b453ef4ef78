"""Published values beside computed ones: equal, equal within the rounding of the inputs, or different.

A published value is only ever compared, never used. The printed text carries its own precision ("99,7%" has one
decimal, "quasi il 70%" is a claim), and that precision decides what agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from cst_xl.core import kinds, wording
from cst_xl.core.causes import likely_cause
from cst_xl.core.errors import BadValueError
from cst_xl.core.figures import Figure, Figures, Number, Total
from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.periods import Period
from cst_xl.core.quantities import decimals_of, number, round_half_up
from cst_xl.core.tables import Column, RawTable, TypedTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PUBLISHED = RawTable(
    key="pubblicati",
    sheet="Dati Pubblicati",
    title="Valori pubblicati",
    columns=(
        Column(
            "voce", "Voce", kinds.TEXT, required=True, width=34, also=("id", "figura"),
            help="Codice della voce, come nel foglio Controlli o nei nomi delle celle (per esempio ticket.totale.gestiti).",
        ),
        Column(
            "valore", "Valore pubblicato", kinds.TEXT, width=30,
            help="Il valore come è stampato nel bollettino, con il segno % e le parole («quasi il 70%»).",
        ),
        Column("descrizione", "Descrizione", kinds.TEXT, width=70),
    ),
    hint="Facoltativo: i valori di un bollettino già stampato, per confrontarli con quelli calcolati.",
    unique=("voce",),
    capacity=500,
    totals=False,
)  # fmt: skip

_NUMBER = re.compile(r"[-+\u2212]?\s*\d[\d.\s\u00a0\u202f]*(?:,\d+)?")
_MAX_CORNERS = 10


class Verdict(StrEnum):
    """What a comparison says."""

    EQUAL = "uguale"
    WITHIN_ROUNDING = "uguale entro l'arrotondamento dei dati"
    DIFFERENT = "diverso"
    UNSUPPORTED = "non ricavabile"


@dataclass(frozen=True)
class Comparison:
    """A published value beside the computed figure."""

    figure: Figure
    published: str
    verdict: Verdict
    number: Number | None = None
    cause: str = ""


def compare(published: str, figure: Figure, figures: Figures) -> Verdict:
    """Hold one printed text against one figure.

    Args:
        published: As printed: "1.715", "99,8%", "quasi 70%", "↑", "primi 3 mesi del 2016".
        figure: The computed figure.
        figures: All figures, for the rounding of the inputs.
    """
    value = figure.value
    if value is None:
        return Verdict.UNSUPPORTED
    if isinstance(value, date):
        return _same(_as_date(published) == value)
    if isinstance(value, str):
        return _same(_same_words(published, value))
    claim = wording.read_claim(_without_remark(published))
    if claim is not None and claim.rule is not wording.Rule.PRINTED:
        return _same(claim.holds_for(Decimal(value)))
    read = printed_number(published) if claim is None else claim.target
    if read is None:
        return Verdict.DIFFERENT
    decimals = decimals_of(read)
    if round_half_up(Decimal(value), decimals) == read:
        return Verdict.EQUAL
    lowest, highest = (round_half_up(end, decimals) for end in reach(figure, figures))
    return Verdict.WITHIN_ROUNDING if lowest <= read <= highest else Verdict.DIFFERENT


def _same(equal: bool) -> Verdict:
    return Verdict.EQUAL if equal else Verdict.DIFFERENT


def _without_remark(text: str) -> str:
    """A remark in brackets behind the value ("> 6.000 (utilizzatori)") isn't part of it."""
    return re.sub(r"\s*\(.*\)\s*$", "", text).strip()


def _same_words(published: str, value: str) -> bool:
    printed = _without_remark(published)
    if " ".join(printed.casefold().split()) == " ".join(value.casefold().split()):
        return True
    try:
        return Period.parse(printed) == Period.parse(value)
    except BadValueError:
        return False


def _as_date(published: str) -> date | None:
    try:
        return kinds.day(published)
    except BadValueError:
        return None


def printed_number(published: str) -> Decimal | None:
    """The number in a printed text ("7 ms" -> 7, "99,7%" -> 99.7), or None."""
    match = _NUMBER.search(published)
    if match is None:
        return None
    try:
        return number(match.group().replace(" ", ""))
    except BadValueError:
        return None


def reach(figure: Figure, figures: Figures) -> tuple[Decimal, Decimal]:
    """Lowest and highest value that the figure can have, given how its inputs were rounded."""
    value = Decimal(figure.number or 0)
    if figure.basis is None:
        return value - figure.rounding, value + figure.rounding
    parts = [figures[part] for part in figure.basis.parts]
    rounded = [part for part in parts if part.rounding]
    if not rounded or len(rounded) > _MAX_CORNERS:
        return value, value
    fixed = {part.id: Decimal(part.number or 0) for part in parts}
    corners = product(*[(-part.rounding, part.rounding) for part in rounded])
    values = [
        figure.basis.of(fixed | {p.id: fixed[p.id] + shift for p, shift in zip(rounded, corner, strict=True)})
        for corner in corners
    ]
    known = [Decimal(one) for one in values if one is not None]
    return (min(known), max(known)) if known else (value, value)


def findings(table: TypedTable, figures: Figures, history: Mapping[str, Figures]) -> Iterator[Finding]:
    """One finding for each published value that no computed figure bears out."""
    records = [record for record in table.records() if record["voce"] and record["valore"]]
    printed = {r["voce"]: value for r in records if (value := printed_number(r["valore"])) is not None}
    for record in records:
        figure = figures.get(record["voce"])
        cell = table.cell(record.row, "voce")
        if figure is None:
            message = f"Nel foglio {table.table.sheet} la voce «{record['voce']}» non esiste: non viene confrontata."
            yield warning(
                message, cell=cell, found=record["voce"], expected="il codice di una voce calcolata"
            )
            continue
        place = table.cell(record.row, "valore")
        finding = _judge(record["valore"], place, figure, figures, history=history, printed=printed)
        if finding is not None:
            yield finding


def _judge(
    published: str,
    cell: str,
    figure: Figure,
    figures: Figures,
    *,
    history: Mapping[str, Figures],
    printed: Mapping[str, Decimal],
) -> Finding | None:
    name = figure.label or figure.id
    verdict = compare(published, figure, figures)
    if verdict is Verdict.UNSUPPORTED:
        message = f"{name}: il bollettino dice «{published}», ma nessuna tabella permette di verificarlo."
        return warning(
            message, figure=figure.id, cell=cell, found=published, expected="un dato che lo sostenga"
        )
    if verdict is Verdict.DIFFERENT:
        cause = likely_cause(published, printed_number(published), figure, figures, history)
        return error(
            f"{name}: pubblicato «{published}», calcolato «{figure.text}»."
            + (f" Ipotesi: {cause}." if cause else ""),
            figure=figure.id,
            cell=cell,
            found=published,
            expected=figure.text,
        )
    return _unbalanced(figure, published, cell, printed, name)


def _unbalanced(
    figure: Figure, published: str, cell: str, printed: Mapping[str, Decimal], name: str
) -> Finding | None:
    """A printed total that is right, beside printed parts that don't add up to it."""
    if not isinstance(figure.basis, Total) or not all(part in printed for part in figure.basis.parts):
        return None
    parts = [printed[part] for part in figure.basis.parts]
    total = printed.get(figure.id)
    if total is None or sum(parts) == total:
        return None
    from cst_xl.core.quantities import format_number

    addends = " + ".join(format_number(part) for part in parts)
    gap = total - sum(parts)
    verb = "mancano" if gap > 0 else "avanzano"
    return error(
        f"{name}: le voci stampate non quadrano, {addends} = {format_number(sum(parts))} e non {published}: "
        f"{verb} {format_number(abs(gap))}.",
        figure=figure.id,
        cell=cell,
        found=f"{addends} = {format_number(sum(parts))}",
        expected=figure.text,
    )
