"""The Focus as a PDF: A4, tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-2a), its fonts inside.

Typst sets it: one wheel, no program to install, on Windows too. The layout is in ``assets/focus.typ``; this module
says what goes where and hands it over as JSON. See docs/decisions/0007-pdf.md.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Final

from cst_xl.bulletin.charts_svg import draw
from cst_xl.bulletin.focus import DRAFT, METHOD_TITLE
from cst_xl.bulletin.palette import Colour
from cst_xl.bulletin.table_text import TextTable
from cst_xl.core.blocks import Chart, ChartKind, Sentence, Table
from cst_xl.core.errors import CstError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cst_xl.bulletin.charts_svg import Svg
    from cst_xl.bulletin.focus import Chapter, Focus
    from cst_xl.bulletin.method import Note

Json = dict[str, Any]

STANDARDS: Final = ("ua-1", "a-2a")
_ROOM: Final = 493.0
"""Points between the margins of an A4 page."""

_GUTTER: Final = 22.0
_HALF_ROOM: Final = (_ROOM - _GUTTER) / 2
_SCALE: Final = 0.64
"""Points of a chart's pixel: its words become a little larger than a table's."""

_LEAST_CHART: Final = 145.0
_MOST_BESIDE: Final = 2
_NARROW: Final = 0.65
"""Part of the page that a table may want and still stand beside a chart, squeezed to the next part."""

_SQUEEZED: Final = 0.55
_SIZE: Final = 8.5
_PADDING: Final = 9.0
_LONG: Final = 18
"""Rows from which a table may break over a page; its header is repeated."""

_ROW_HEIGHT: Final = 16.0
_MUCH_HIGHER: Final = 1.7
_HALF_LINE: Final = 30
_DRAFT_NOTE: Final = f"{DRAFT}: documento di lavoro, da non pubblicare"
_TINT: Final = "#f2f7fc"  # blue-97
_UNPRINTABLE: Final = re.compile(r'(?:text|codepoint) `"(.+?)"`')
_UNDRAWABLE: Final = re.compile(r"failed to (?:decode|parse)|image|svg", re.IGNORECASE)
_CODE_POINT: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


def render(focus: Focus) -> bytes:
    """Render the PDF.

    Raises:
        CstError: A text can't be set, for example because of a character that no typeface at hand has.
    """
    import typst

    data = _data(focus)
    with as_file(files("cst_xl.bulletin") / "assets") as assets:
        try:
            made = typst.compile(
                assets / "focus.typ",
                font_paths=[assets / "fonts"],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=list(STANDARDS),
                timestamp=_midnight(focus),
            )
        except typst.TypstError as failure:
            raise CstError(_reason(failure, data)) from failure
    if not isinstance(made, bytes):
        raise CstError("Il PDF non è stato composto.")
    return made


def _midnight(focus: Focus) -> int:
    """The day of issue as seconds since 1970: the same bulletin gives the same bytes."""
    from datetime import UTC, datetime, time

    return int(datetime.combine(focus.issued, time(), UTC).timestamp())


def _reason(failure: Exception, data: Json) -> str:
    """Say which text can't be set; the others are faults of ours and keep Typst's own words."""
    detail = (getattr(failure, "message", "") or str(failure)).splitlines()[0]
    named = _UNPRINTABLE.search(detail)
    if named is None and data["logo"] is not None and _UNDRAWABLE.search(detail):
        return (
            "Il logo non si può disegnare: l'immagine è danneggiata. Salvarla di nuovo, per esempio come PNG."
        )
    if named is None:
        return f"Il PDF non può essere composto: {detail}"
    code = _CODE_POINT.search(named[1])
    char = chr(int(code[1], 16)) if code else named[1]
    text = min((text for text in _texts(data) if char in text), key=len, default=char)
    return (
        f"Nel testo «{shown(text)}» c'è il carattere «{shown(char)}» (U+{ord(char[0]):04X}), che il PDF non può stampare: "
        "toglierlo o sostituirlo."
    )


def _texts(data: object) -> Iterator[str]:
    """Every text of the document, in order."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _data(focus: Focus) -> Json:
    imprint = focus.imprint
    return {
        "title": focus.title,
        "name": focus.name,
        "publisher": imprint.publisher,
        "names": list(imprint.names),
        "keywords": list(focus.keywords),
        "issued": {"year": focus.issued.year, "month": focus.issued.month, "day": focus.issued.day},
        "accent": imprint.colour,
        "logo": None
        if imprint.logo is None
        else {"bytes": list(imprint.logo.content), "format": imprint.logo.kind, "alt": imprint.logo_text},
        "palette": {colour.name: colour.value for colour in Colour} | {"TINT": _TINT},
        "draft": focus.draft,
        "draft_word": DRAFT,
        "draft_note": _DRAFT_NOTE,
        "footer": imprint.publisher,
        "headline": focus.headline.text if focus.headline else "",
        "contents_title": "In questo numero",
        "chapters": [_chapter(focus, chapter) for chapter in focus.chapters],
        "method": {
            "title": METHOD_TITLE,
            "columns": [list(map(asdict, part)) for part in _halves(focus.method)],
        },
        "colophon": list(focus.colophon),
    }


def _halves(notes: Sequence[Note]) -> tuple[Sequence[Note], Sequence[Note]]:
    """The notes in two columns of about the same length."""
    lengths = [len(note.title) + len(note.text) + _HALF_LINE for note in notes]
    cut = min(range(len(notes) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
    return notes[:cut], notes[cut:]


def _chapter(focus: Focus, chapter: Chapter) -> Json:
    opens = focus.headline is not None and chapter is focus.chapters[0]
    summary = "" if opens else focus.lead(chapter)
    opening, rest = _opening(list(_blocks(chapter)))
    return {
        "key": chapter.key,
        "title": chapter.title,
        "summary": summary,
        "opening": opening,
        "opening_breakable": any(block.get("breakable", False) for block in opening),
        "rest": rest,
    }


def _opening(blocks: list[Json]) -> tuple[list[Json], list[Json]]:
    """What stays on one page with a chapter's heading: up to the first table or chart."""
    shown = (at for at, block in enumerate(blocks) if block["kind"] in {"table", "chart", "beside"})
    end = next(shown, len(blocks) - 1) + 1
    return blocks[:end], blocks[end:]


def _blocks(chapter: Chapter) -> Iterator[Json]:
    yield from _sentences(chapter.sentences)
    table = next(iter(chapter.tables), None)
    beside = None if table is None else _beside(table, chapter.charts, chapter.sources)
    if beside is not None:
        yield beside
        return
    if table is not None:
        yield _table(table)
    yield from _charts(chapter.charts, chapter.sources)


def _sentences(sentences: Sequence[Sentence]) -> Iterator[Json]:
    leads = [sentence.text for sentence in sentences if sentence.headline]
    others = [sentence.text for sentence in sentences if not sentence.headline]
    yield from ({"kind": "lead", "text": text} for text in leads)
    if len(others) > 1:
        yield {"kind": "sentences", "items": others}
    else:
        yield from ({"kind": "sentence", "text": text} for text in others)


def _table(table: Table) -> Json:
    """A table as wide as half of the page or all of it, so that edges line up."""
    text = TextTable.of(table)
    widths = text.widths(_ROOM, _SIZE, _PADDING)
    return _printed(table, text, _stretched(widths, _HALF_ROOM if sum(widths) <= _HALF_ROOM else _ROOM))


def _printed(table: Table, text: TextTable, widths: Sequence[float]) -> Json:
    return {
        "kind": "table",
        "title": table.title,
        "note": table.note,
        "columns": [{"header": c.header, "align": c.align.value, "symbol": c.symbol} for c in text.columns],
        "groups": [{"text": group, "span": span} for group, span in text.groups],
        "header_rows": 2 if text.groups else 1,
        "rows": [{"cells": list(row.cells), "total": row.total} for row in text.rows],
        "widths": widths,
        "breakable": len(text.rows) > _LONG,
    }


def _stretched(widths: Sequence[float], room: float) -> list[float]:
    return [width * room / sum(widths) for width in widths]


def _beside(table: Table, charts: Sequence[Chart], sources: Mapping[str, Table]) -> Json | None:
    """A narrow table with its one or two charts on its right, if they aren't much higher."""
    text = TextTable.of(table)
    widths = text.widths(_ROOM, _SIZE, _PADDING)
    if not 1 <= len(charts) <= _MOST_BESIDE or sum(widths) > _ROOM * _NARROW:
        return None
    widths = text.widths(_ROOM * _SQUEEZED, _SIZE, _PADDING)
    left = max(sum(widths), _ROOM / 3.3)
    each = (_ROOM - left) / len(charts) - _GUTTER
    if each < _LEAST_CHART:
        return None
    drawn = [draw(chart, sources[chart.table], int(each / _SCALE)) for chart in charts]
    high = max(one.height for one in drawn) * _SCALE
    if high > max((len(table.rows) + 2) * _ROW_HEIGHT, _ROOM / 4) * _MUCH_HIGHER:
        return None
    pictures = [_drawing(chart, one, each) for chart, one in zip(charts, drawn, strict=True)]
    items = [_printed(table, text, _stretched(widths, left)), *pictures]
    return {"kind": "beside", "widths": [left, *[each] * len(charts)], "gutter": _GUTTER, "items": items}


def _charts(charts: Sequence[Chart], sources: Mapping[str, Table]) -> Iterator[Json]:
    """Charts two by two; one alone takes the whole width, unless it is a ring."""
    for at in range(0, len(charts), 2):
        pair = charts[at : at + 2]
        if len(pair) == 1:
            small = pair[0].kind is ChartKind.DOUGHNUT
            yield _drawn(pair[0], sources, _HALF_ROOM if small else _ROOM)
            continue
        items = [_drawn(one, sources, _HALF_ROOM) for one in pair]
        yield {"kind": "beside", "widths": [_HALF_ROOM, _HALF_ROOM], "gutter": _GUTTER, "items": items}


def _drawn(chart: Chart, sources: Mapping[str, Table], width: float) -> Json:
    return _drawing(chart, draw(chart, sources[chart.table], int(width / _SCALE)), width)


def _drawing(chart: Chart, drawn: Svg, width: float) -> Json:
    return {
        "kind": "chart",
        "title": chart.title,
        "alternative": chart.alternative,
        "svg": str(drawn.text),
        "width": width,
    }
