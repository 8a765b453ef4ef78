"""Text alternatives of charts: what a screen reader says must follow the figures as the chart does.

A chart's frame bears the chart's key in its name, so the text can be written into a new file and renewed in one that
a person has been working with, whatever else was drawn on the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cst_xl.core import trends
from cst_xl.core.blocks import Chart
from cst_xl.core.section import Edition
from cst_xl.workbook.markup import Element, namespace, parsed, serialised
from cst_xl.workbook.package import Package

_NAME: Final = "Grafico "


def written(part: bytes, name: str, charts: Sequence[Chart]) -> bytes:
    """A new drawing with the names and texts of its charts, which are given in the order of its frames."""
    root = parsed(part, name)
    for frame, chart in zip(_frames(root), charts, strict=True):
        frame.set("name", _NAME + chart.key)
        frame.set("descr", text_of(chart))
    return serialised(root, part)


def renew(package: Package, edition: Edition) -> None:
    """Have the charts of a workbook say what they show now."""
    texts = {_NAME + chart.key: text_of(chart) for result in edition.results for chart in result.charts}
    if edition.period is not None:
        followed = tuple(one for result in edition.results for one in result.section.followed)
        rows = trends.rows(followed, edition.period, edition.history, edition.figures)
        texts |= {_NAME + chart.key: text_of(chart) for _, chart in trends.charts(followed, rows)}
    for sheet in package.sheets:
        for link in package.relationships(package.sheet_part(sheet)):
            if link.kind == "drawing" and link.part:
                _renew_drawing(package, link.part, texts)


def text_of(chart: Chart) -> str:
    """What to say instead of the chart; a chart without a text of its own is named at least."""
    return chart.alternative or chart.title


def _renew_drawing(package: Package, part: str, texts: Mapping[str, str]) -> None:
    before = package.part(part)
    root = parsed(before, part)
    stale = [
        frame
        for frame in _frames(root)
        if frame.get("descr") != texts.get(frame.get("name"), frame.get("descr"))
    ]
    for frame in stale:
        frame.set("descr", texts[frame.get("name")])
    if stale:
        package.replace(part, serialised(root, before))


def _frames(root: Element) -> list[Element]:
    space = namespace(root)
    return list(root.iterfind(f".//{space}graphicFrame/{space}nvGraphicFramePr/{space}cNvPr"))
