"""What may be wrong with the uses by category: names that nobody knows, lines twice, semesters missing, zeros lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.core import published
from cst_xl.core.errors import BadValueError
from cst_xl.core.findings import Finding, error, note, warning
from cst_xl.core.kinds import plain
from cst_xl.core.periods import Period, Span
from cst_xl.core.quantities import decimals_of, format_number, number, round_half_up
from cst_xl.core.tables import letter
from cst_xl.sections.usage.figures import category_line, compared, growing, semester_is_over
from cst_xl.sections.usage.raw import (
    CATEGORIES,
    USAGE,
    USAGE_ROWS,
    Category,
    Entry,
    Names,
    catalogue,
    entries,
    is_code,
    semesters,
    uses,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figure, Figures
    from cst_xl.core.section import Inputs

_HUGE: Final = 10  # a jump by more than this factor is rather a number that lost or won its zeros
_EMPTY: Final = f"{CATEGORIES.sheet}!A6"


def check(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """Everything that a person should look at, in the order of the sheets."""
    yield from _catalogue(inputs)
    yield from _unknown(inputs)
    yield from _twice(inputs)
    yield from _not_semesters(inputs)
    yield from _missing(inputs)
    yield from _jumps(inputs, figures)
    yield from _pasted_differences(inputs, figures)
    yield from _unfinished(inputs)
    yield from _explanations(inputs, figures)


def _catalogue(inputs: Inputs) -> Iterator[Finding]:
    table = inputs[CATEGORIES]
    if not table and (inputs[USAGE] or inputs[USAGE_ROWS]):
        message = f"Il foglio {CATEGORIES.sheet} è vuoto: senza l'elenco delle categorie nessun utilizzo viene contato."
        yield error(message, cell=_EMPTY, expected="una riga per categoria")
    for record in table.records():
        code = record["codice"]
        if code is not None and not is_code(code):
            yield error(
                f"Nel foglio {CATEGORIES.sheet} il codice «{code}» non va bene: servono lettere minuscole, cifre e "
                "«_», senza «totale», «frase» e «didascalia».",
                cell=table.cell(record.row, "codice"),
                found=code,
                expected="un codice come «albo_pretorio»",
            )
        if record["escluso"] and record["motivo"] is None:
            yield warning(
                f"Nel foglio {CATEGORIES.sheet} «{record['nome']}» è esclusa dal confronto senza un motivo: "
                "il bollettino non può dirlo.",
                cell=table.cell(record.row, "motivo"),
                expected="il motivo dell'esclusione",
            )


def _unknown(inputs: Inputs) -> Iterator[Finding]:
    if not inputs[CATEGORIES]:
        return
    names = Names(catalogue(inputs))
    strays: dict[tuple[str, int], Entry] = {}
    for entry in entries(inputs):
        place = (entry.table.key, entry.row)
        if entry.category is None and (place not in strays or entry.says_something):
            strays[place] = entry
    for entry in strays.values():
        near = names.near(entry.named)
        yield error(
            f"Nel foglio {entry.table.sheet}, riga {entry.row}, la categoria «{entry.named}» non è nel foglio "
            f"{CATEGORIES.sheet}: i suoi utilizzi non sono contati"
            + (" e i totali non si possono calcolare." if entry.says_something else ".")
            + (f" Forse «{near}»?" if near else ""),
            cell=inputs[entry.table].cell(entry.row, "categoria"),
            found=entry.named,
            expected=near or f"una categoria del foglio {CATEGORIES.sheet}",
        )


def _twice(inputs: Inputs) -> Iterator[Finding]:
    """The same category and semester in two lines; one that both tables agree upon is harmless."""
    firsts: dict[tuple[str, Period], Entry] = {}
    told: set[tuple[str, int]] = set()
    for entry in entries(inputs):
        if entry.category is None or entry.uses is None:
            continue
        first = firsts.setdefault((entry.category.code, entry.semester), entry)
        place = (entry.table.key, entry.row)
        agree = first.table is not entry.table and first.uses == entry.uses
        if first is not entry and not agree and place not in told:
            told.add(place)
            yield error(
                f"Gli utilizzi di «{entry.category.name}» nel {entry.semester.short} ci sono due volte: "
                f"{format_number(first.uses or 0)} nella cella {first.cell} e {format_number(entry.uses)} nella cella "
                f"{entry.cell}. È contata solo la prima.",
                cell=entry.cell,
                found=format_number(entry.uses),
                expected="una riga sola",
            )


def _not_semesters(inputs: Inputs) -> Iterator[Finding]:
    table = inputs[USAGE_ROWS]
    for record in table.records():
        period = record["semestre"]
        if period is not None and period.span is not Span.SEMESTER:
            yield error(
                f"Nel foglio {USAGE_ROWS.sheet}, riga {record.row}, «{period.label}» non è un semestre: la riga non è "
                "contata.",
                cell=table.cell(record.row, "semestre"),
                found=period.label,
                expected="un semestre, per esempio «1°sem 2016»",
            )


def _missing(inputs: Inputs) -> Iterator[Finding]:
    """Categories without data, or with only one of the two semesters; only once there are data at all."""
    known, (before, current) = uses(inputs), semesters(inputs.period)
    if not any(semester in (before, current) for _, semester in known):
        return
    shown = compared(inputs)
    places = {entry.category.code: entry for entry in entries(inputs) if entry.category is not None}
    for category in catalogue(inputs):
        if category.excluded:
            continue
        absent = [semester for semester in (before, current) if (category.code, semester) not in known]
        if category in shown:
            for semester in absent:
                yield _absent(inputs, category, semester, places[category.code])
        elif absent:
            yield warning(
                f"La categoria «{category.name}» del foglio {CATEGORIES.sheet} non ha dati nel foglio {USAGE.sheet}: "
                "non entra nei totali.",
                cell=f"{CATEGORIES.sheet}!{letter(CATEGORIES.first_column)}{category.row}",
                expected="i suoi utilizzi, oppure «sì» in «Escluso»",
            )


def _absent(inputs: Inputs, category: Category, semester: Period, entry: Entry) -> Finding:
    key = "precedente" if semester == semesters(inputs.period)[0] else "attuale"
    cell = inputs[USAGE].cell(entry.row, key) if entry.table is USAGE else entry.cell
    return warning(
        f"Di «{category.name}» mancano gli utilizzi del {semester.short}: senza, i totali e il confronto non si "
        "possono calcolare.",
        figure=f"utilizzo.{category.code}.{semester}",
        cell=cell,
        expected="un numero intero; 0 se non ce ne sono stati",
    )


def _jumps(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    for category in compared(inputs):
        ids = category_line(category, inputs)
        before, now = figures.number(ids.before), figures.number(ids.now)
        if before and now is not None and (now > before * _HUGE or now * _HUGE < before):
            entry = next(
                e
                for e in entries(inputs)
                if e.category == category and e.semester == semesters(inputs.period)[1]
            )
            yield warning(
                f"Gli utilizzi di «{category.name}» passano da {figures[ids.before].text} a {figures[ids.now].text}: "
                "forse un numero ha perso i suoi zeri (12.000 diventato 12) o ne ha di troppo.",
                figure=ids.diff,
                cell=entry.cell,
                found=figures[ids.now].text,
                expected=f"un numero vicino a {figures[ids.before].text}",
            )


def _pasted_differences(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """Differences pasted along, of categories and of the row of totals, against those calculated."""
    names = Names(compared(inputs))
    table = inputs[USAGE]
    for record in table.records():
        category = names.find(record["categoria"] or "")
        if category is None or record["diff"] is None:
            continue
        diff = figures[category_line(category, inputs).diff]
        if diff.value is not None and not _agrees(record["diff"], diff, figures):
            yield warning(
                f"Nel foglio {USAGE.sheet} la differenza incollata di «{category.name}» è {record['diff']}, quella "
                f"calcolata {diff.text}.",
                figure=diff.id,
                cell=table.cell(record.row, "diff"),
                found=record["diff"],
                expected=diff.text,
            )


def _agrees(pasted: str, diff: Figure, figures: Figures) -> bool:
    """Whether a pasted difference is the calculated one; a cell without its sign may hold the fraction."""
    if pasted.endswith("%"):
        return published.compare(pasted, diff, figures) is not published.Verdict.DIFFERENT
    try:
        read = number(pasted)
    except BadValueError:
        return plain(pasted) == ""  # a dash where there is nothing to compare
    exact = number(diff.number)
    return any(round_half_up(exact / scale, decimals_of(read)) == read for scale in (1, 100))


def _unfinished(inputs: Inputs) -> Iterator[Finding]:
    _, current = semesters(inputs.period)
    if not semester_is_over(inputs.period) and any(semester == current for _, semester in uses(inputs)):
        yield note(
            f"Il {current.label} finisce il {current.end:%d/%m/%Y}, dopo il {inputs.period.label}: gli utilizzi non "
            "possono essere completi e il bollettino non ne parla.",
            figure="utilizzo.totale.diff",
        )


def _explanations(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """Explanations that a sentence is about to use: typed by hand, they outlive the semester that they were true of."""
    if not semester_is_over(inputs.period):
        return
    for category in growing(compared(inputs), inputs, figures):
        if category.growth:
            yield note(
                f"La frase su «{category.name}» comincia con «{category.growth}»: vale ancora per il "
                f"{semesters(inputs.period)[1].label}?",
                cell=inputs[CATEGORIES].cell(category.row, "nota_crescita"),
                found=category.growth,
            )
