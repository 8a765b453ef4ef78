"""The blocks of a chapter as HTML: sentences, tables that screen readers can walk, charts with words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.bulletin.charts_svg import HALF, WIDE, draw
from cst_xl.bulletin.markup import Markup, amount, element, joined
from cst_xl.bulletin.table_text import Align, TextTable
from cst_xl.core.blocks import Chart, ChartKind, Sentence, Table
from cst_xl.core.sla_kinds import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cst_xl.bulletin.focus import Chapter
    from cst_xl.bulletin.table_text import TextColumn, TextRow

_LONG_TEXT: Final = 40
"""Characters from which a cell makes its table one of texts."""

_PIXELS: Final = 15
_CELL: Final = 16
_DESK: Final = 860
_NARROW: Final = 460
_BESIDE: Final = 520
"""Pixels that a table may want and still stand beside a chart, squeezed a little."""

_PHONE: Final = 300
_ROW: Final = 38
_MUCH_HIGHER: Final = 1.7
_SIGNS: Final = {Outcome.ABOVE.value: "focus-up", Outcome.BELOW.value: "focus-down"}


def blocks(chapter: Chapter) -> Iterator[Markup]:
    """The blocks of a chapter, in order."""
    yield from _sentences(chapter.sentences)
    tables = [table_block(table, f"tabella-{table.key}") for table in chapter.tables]
    charts = chapter.charts
    beside = len(charts) == len(tables) == 1 and _go_together(chapter)
    drawn = [chart_block(chart, chapter, small=beside or len(charts) > 1) for chart in charts]
    if beside:
        yield element("div", *tables, *drawn, class_="focus-pair")
        return
    yield from tables
    if len(drawn) > 1:
        yield element("div", *drawn, class_="focus-charts")
    else:
        yield from drawn


def _go_together(chapter: Chapter) -> bool:
    """Whether a narrow table may stand beside its chart, which isn't much higher."""
    table, chart = chapter.tables[0], chapter.charts[0]
    height = draw(chart, chapter.sources[chart.table], HALF).height
    return (
        _natural_width(TextTable.of(table)) < _BESIDE and height < _MUCH_HIGHER * (len(table.rows) + 2) * _ROW
    )


def _sentences(sentences: Sequence[Sentence]) -> Iterator[Markup]:
    for sentence in sentences:
        if sentence.headline:
            yield element("p", sentence.text, class_="focus-lead")
    others = [sentence.text for sentence in sentences if not sentence.headline]
    if len(others) == 1:
        yield element("p", others[0], class_="focus-said")
    elif others:
        yield element("ul", *(element("li", text) for text in others), class_="focus-said")


def table_block(table: Table, ident: str) -> Markup:
    """A table with its note.

    On a phone, one of texts becomes a list of its rows, and one of many numbers scrolls in a box that the keyboard
    reaches; narrow ones stay as they are.
    """
    text = TextTable.of(table)
    stack = any(len(cell) >= _LONG_TEXT for row in text.rows for cell in row.cells)
    wide = _natural_width(text)
    scrolls = not stack and wide > _PHONE
    box = element(
        "div",
        _table(table, text, ident, narrow=wide < _NARROW),
        class_="table-responsive " + ("focus-stack" if stack else "focus-wideness"),
        role="region" if scrolls else None,
        tabindex="0" if scrolls else None,
        aria_labelledby=f"{ident}-titolo" if scrolls else None,
    )
    note = element("p", table.note, class_="focus-note") if table.note else None
    return element("div", box, note, class_="focus-table", id=ident)


def _table(table: Table, text: TextTable, ident: str, *, narrow: bool) -> Markup:
    head = _row_head(text)
    return element(
        "table",
        element("caption", table.title, id=f"{ident}-titolo"),
        None if narrow else _widths(text),
        element("thead", *_headers(text), role="rowgroup"),
        element("tbody", *(_row(text.columns, row, head) for row in text.rows), role="rowgroup"),
        class_="table focus-narrow" if narrow else "table",
        role="table",
    )


def _widths(text: TextTable) -> Markup:
    """Column widths that make the table as low as it can be on a desk."""
    widths = text.widths(_DESK, _PIXELS, _CELL)
    return element(
        "colgroup", *(Markup(f'<col style="width:{amount(100 * one / sum(widths))}%">') for one in widths)
    )


def _natural_width(text: TextTable) -> float:
    return sum(text.widths(10 * _DESK, _PIXELS, _CELL))


def _row_head(text: TextTable) -> int:
    """The column that names a row: the first that isn't of signs."""
    return next((at for at, column in enumerate(text.columns) if not column.symbol), 0)


def _headers(text: TextTable) -> Iterator[Markup]:
    if text.groups:
        groups = (
            element("th", group, scope="colgroup", colspan=str(span), role="columnheader")
            if group
            else element("td", colspan=str(span), role="cell")
            for group, span in text.groups
        )
        yield element("tr", *groups, class_="focus-groups", role="row")
    heads = (
        element("th", _header(column), scope="col", role="columnheader", class_=_class(column))
        for column in text.columns
    )
    yield element("tr", *heads, role="row")


def _header(column: TextColumn) -> str:
    return column.header or element("span", column.name, class_="visually-hidden")


def _row(columns: Sequence[TextColumn], row: TextRow, head: int) -> Markup:
    cells = []
    for at, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        if at == head:
            cells.append(element("th", cell, scope="row", role="rowheader", class_=_class(column)))
            continue
        label = column.header or None
        classes = (
            " ".join(filter(None, [_class(column), _SIGNS.get(cell) if column.symbol else None])) or None
        )
        cells.append(element("td", cell, role="cell", class_=classes, data_label=label))
    return element("tr", *cells, role="row", class_="focus-total" if row.total else None)


def _class(column: TextColumn) -> str | None:
    return {Align.RIGHT: "focus-number", Align.CENTER: "focus-sign"}.get(column.align)


def chart_block(chart: Chart, chapter: Chapter, *, small: bool) -> Markup:
    """A chart with its description and its numbers folded below.

    It is drawn twice, for a desk and for a phone, unless it is ``small`` anyway.
    """
    table = chapter.sources[chart.table]
    if small or chart.kind is ChartKind.DOUGHNUT:
        drawn = element("div", draw(chart, table, HALF).text, class_="focus-only-small")
    else:
        wide = element("div", draw(chart, table, WIDE).text, class_="focus-wide")
        drawn = joined(wide, element("div", draw(chart, table, HALF, "m-").text, class_="focus-small"))
    words = element("p", chart.alternative)
    if chapter.prints(chart):
        link = element("a", f"tabella «{table.title}»", href=f"#tabella-{table.key}")
        numbers = element("p", "I dati sono nella ", link, ".")
    else:
        numbers = table_block(table, f"dati-{chart.key}")
    folded = element("details", element("summary", _summary(chart)), words, numbers)
    return element(
        "figure",
        element("figcaption", chart.title),
        drawn,
        folded,
        class_="focus-figure",
        id=f"grafico-{chart.key}",
    )


def _summary(chart: Chart) -> Markup:
    """Read out of its place, the words say which chart is meant."""
    hidden = element("span", f": {chart.title}", class_="visually-hidden")
    return joined("Descrizione e dati del grafico", hidden)
