"""Text in charts: the workbook's typeface and sizes, Italian, level where it must be."""

from __future__ import annotations

from cst_xl.workbook.chart_text import rich_text, title
from cst_xl.workbook.styles import BODY, FACE, Colour


def test_a_title_says_its_text_in_the_typeface_of_the_workbook():
    [paragraph] = title("Ticket per mese", Colour.EMPHASIS, bold=True).tx.rich.p
    [run] = paragraph.r
    assert run.t == "Ticket per mese"
    assert (run.rPr.latin.typeface, run.rPr.sz, run.rPr.lang) == (FACE, BODY * 100, "it-IT")
    assert run.rPr.b


def test_a_title_does_not_lie_over_the_plot():
    assert not title("Ticket", Colour.EMPHASIS).overlay


def test_numbers_on_an_axis_can_be_kept_level():
    assert rich_text(level=True).bodyPr.rot == 0
    assert rich_text().bodyPr.rot is None
