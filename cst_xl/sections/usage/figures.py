"""The figures of the section *Usage*: uses by category, their changes, the totals, and what may be said of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from cst_xl.core.figures import Change, Figures, Number, Total
from cst_xl.core.grammar import plural
from cst_xl.core.units import CHANGE, TEXT, WHOLE_RATE, Unit, count
from cst_xl.sections.usage.raw import Category, all_placed, catalogue, entries, semesters, uses

if TYPE_CHECKING:
    from cst_xl.core.periods import Period
    from cst_xl.core.section import Inputs

GROWTH_WORTH_SAYING: Final = 50
"""Percent from which the growth of a category gets a sentence."""

RATIO_SAID_IN_TIMES: Final = 2
"""From twice as much, growth is said in times: «il 260%» is less plain than «oltre 3 volte e mezzo»."""

MOST_GROWTH_SENTENCES: Final = 3

USES: Final = count("utilizzi")
TIMES: Final = Unit("volte", decimals=2, suffix="\u00a0volte")
TOTAL: Final = "utilizzo.totale"


class Line(NamedTuple):
    """The ids of a line of the comparison: before, now, and their difference."""

    before: str
    now: str
    diff: str


def line(stem: str, inputs: Inputs) -> Line:
    """The ids of a category's line, or of the total's."""
    before, current = semesters(inputs.period)
    return Line(f"{stem}.{before}", f"{stem}.{current}", f"{stem}.diff")


def category_line(category: Category, inputs: Inputs) -> Line:
    """The ids of a category's line."""
    return line(f"utilizzo.{category.code}", inputs)


def compared(inputs: Inputs) -> tuple[Category, ...]:
    """The categories of the comparison: not excluded, and with data, readable or not, in one of the two semesters."""
    wanted = semesters(inputs.period)
    given = {entry.category for entry in entries(inputs) if entry.says_something and entry.semester in wanted}
    return tuple(one for one in catalogue(inputs) if not one.excluded and one in given)


def compute(inputs: Inputs, figures: Figures) -> None:
    """Fill in uses and changes by category, the totals, then what the sentences rest on."""
    before, current = semesters(inputs.period)
    known = uses(inputs)
    categories = compared(inputs)
    for category in categories:
        ids = category_line(category, inputs)
        for figure_id, semester in ((ids.before, before), (ids.now, current)):
            label = f"{category.name}, utilizzi nel {semester.short}"
            figures.add(figure_id, known.get((category.code, semester)), USES, label)
        figures.derive(ids.diff, Change(ids.now, ids.before), CHANGE, f"{category.name}, differenza %")
    _compute_totals(categories, inputs, figures)
    _compute_growth(categories, inputs, figures)
    _compute_decline(categories, inputs, figures)
    caption = f"{current.short} / {before.year}" if categories else None
    figures.add("utilizzo.didascalia", caption, TEXT, "Didascalia del confronto fra i due semestri")


def _compute_totals(categories: tuple[Category, ...], inputs: Inputs, figures: Figures) -> None:
    before, current = semesters(inputs.period)
    lines = [category_line(category, inputs) for category in categories]
    ids, placed = line(TOTAL, inputs), all_placed(inputs)
    for figure_id, parts, semester in (
        (ids.before, [one.before for one in lines], before),
        (ids.now, [one.now for one in lines], current),
    ):
        label = f"Totale utilizzi nel {semester.short}"
        if placed:
            figures.derive(figure_id, Total(tuple(parts)), USES, label)
        else:
            figures.add(figure_id, None, USES, label)
    change = Change(ids.now, ids.before)
    figures.derive(ids.diff, change, CHANGE, "Totale utilizzi, differenza %")
    figures.derive("utilizzo.frase.totale", change, WHOLE_RATE, "Di quanto cambia l'utilizzo in tutto")


def _compute_growth(categories: tuple[Category, ...], inputs: Inputs, figures: Figures) -> None:
    for category in growing(categories, inputs, figures):
        ids = category_line(category, inputs)
        figure_id, label = (
            f"utilizzo.frase.{category.code}",
            f"{category.name}: la crescita detta nella frase",
        )
        now, before = figures.number(ids.now), figures.number(ids.before)
        ratio = Decimal(now) / before if now is not None and before else Decimal(0)
        if ratio >= RATIO_SAID_IN_TIMES:
            figures.add(figure_id, ratio, TIMES, label)
        else:
            figures.derive(figure_id, Change(ids.now, ids.before), WHOLE_RATE, label)


def growing(categories: tuple[Category, ...], inputs: Inputs, figures: Figures) -> list[Category]:
    """The categories whose growth is worth a sentence: the strongest few, strongest first."""
    changes = {category: _change(category, inputs, figures) for category in categories}
    strong = [category for category, change in changes.items() if (change or 0) >= GROWTH_WORTH_SAYING]
    return sorted(strong, key=lambda category: -(changes[category] or 0))[:MOST_GROWTH_SENTENCES]


def declining(categories: tuple[Category, ...], inputs: Inputs, figures: Figures) -> list[Category]:
    """The categories that were used less than a year before, the strongest decline first."""
    changes = {category: _change(category, inputs, figures) or 0 for category in categories}
    return sorted((one for one, change in changes.items() if change < 0), key=changes.__getitem__)


def _change(category: Category, inputs: Inputs, figures: Figures) -> Number | None:
    return figures.number(category_line(category, inputs).diff)


def _compute_decline(categories: tuple[Category, ...], inputs: Inputs, figures: Figures) -> None:
    """Count the categories in decline, if every category's semesters are known: else «solo» could be a lie."""
    text = None
    if (
        categories
        and all_placed(inputs)
        and all(_known(category, inputs, figures) for category in categories)
    ):
        falling = len(declining(categories, inputs, figures))
        number = {0: "nessuna", 1: "solo 1"}.get(falling, str(falling))
        text = f"{number} {plural(max(falling, 1), 'categoria', 'categorie')}"
    figures.add("utilizzo.frase.in_calo", text, TEXT, "Quante categorie sono in calo")


def _known(category: Category, inputs: Inputs, figures: Figures) -> bool:
    ids = category_line(category, inputs)
    return figures.number(ids.before) is not None and figures.number(ids.now) is not None


def semester_is_over(period: Period) -> bool:
    """Whether the quarter ends its semester: only then the semester's figures are complete."""
    return period.end == semesters(period)[1].end
