"""The switch between quarters: radio buttons and the table of the chosen one, by style sheet alone.

Browsers move between radio buttons with the arrow keys and tell screen readers how many there are, so that nothing has
to be imitated by a script; where style sheets are off, all tables show, each with its caption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cst_xl.bulletin.markup import Markup, element, joined
from cst_xl.bulletin.page_blocks import table_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cst_xl.bulletin.quarters import Earlier
    from cst_xl.core.periods import Period


def quarters_block(earlier: Sequence[Earlier], now: Period) -> Markup:
    """The tables of earlier quarters; with several, a choice of which one shows, the latest at first."""
    tables = [
        element("div", table_block(one.table, f"confronto-{one.period}"), class_="focus-quarter")
        for one in earlier
    ]
    if len(tables) == 1:
        return tables[0]
    legend = element("legend", f"Il {now.label} accanto al")
    return element(
        "fieldset",
        legend,
        *_choices(earlier),
        element("div", *tables, class_="focus-quarter-tables"),
        class_="focus-quarters",
    )


def _choices(earlier: Sequence[Earlier]) -> Iterator[Markup]:
    """A radio button and its label for each quarter, side by side, as the style sheet counts on."""
    for at, one in enumerate(earlier):
        ident = f"trimestre-{one.period}"
        checked = "" if at == 0 else None
        yield joined(
            element(
                "input", type="radio", name="trimestre", id=ident, checked=checked, class_="visually-hidden"
            ),
            element("label", one.period.label, for_=ident),
        )
