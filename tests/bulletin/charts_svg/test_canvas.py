"""The canvas: shapes, texts, and a drawing that whoever doesn't see it can read."""

from __future__ import annotations

from cst_xl.bulletin.charts_svg.canvas import SIZE, Box, Canvas, text_width, wrapped
from cst_xl.bulletin.charts_svg.plot import Plot
from cst_xl.bulletin.palette import Colour, Paint
from cst_xl.bulletin.typeface import face
from tests.bulletin.charts_svg.reading import SVG, finished, rects, texts, tree
from tests.bulletin.making import chart, table


def test_a_drawing_has_an_accessible_name_and_description():
    root = tree(Canvas(100).svg("prova", "Titolo & co", "Descrizione <breve>"))
    assert root.get("role") == "img"
    ids = {one.get("id"): one.text for one in root if one.get("id")}
    assert ids[root.get("aria-labelledby")] == "Titolo & co"
    assert ids[root.get("aria-describedby")] == "Descrizione <breve>"


def test_the_height_covers_everything_that_was_put_on_it():
    canvas = Canvas(100)
    canvas.text(0, 50, "testo")
    canvas.bar(Box(0, 0, 10, 120), Paint(Colour.PRIMARY))
    drawing = finished(canvas)
    assert drawing.height >= 120
    assert tree(drawing).get("viewBox") == f"0 0 100 {drawing.height}"


def test_a_text_stands_where_its_anchor_says():
    canvas, wide = Canvas(200), face().width("abc", SIZE)
    assert canvas.text(100, 20, "abc").left == 100
    assert canvas.text(100, 20, "abc", anchor="middle").left == 100 - wide / 2
    assert canvas.text(100, 20, "abc", anchor="end").right == 100


def test_an_outline_stays_inside_its_box():
    canvas = Canvas(100)
    canvas.bar(Box(10, 10, 30, 40), Paint(Colour.LINE, Colour.MUTED))
    (rect,) = rects(finished(canvas))
    assert (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height) == (10.5, 10.5, 29.5, 39.5)


def test_boxes_touch_if_they_overlap_both_ways():
    box = Box(0, 0, 10, 10)
    assert box.touches(Box(9, 9, 20, 20))
    assert not box.touches(Box(10, 0, 20, 10))
    assert not box.touches(Box(0, 10, 10, 20))


def test_a_legend_that_doesn_t_fit_goes_on_below():
    plot = Plot.of(
        chart(series=3), table(["a"], [1], [2], [3], headers=("Risolto", "Chiuso non di competenza", "Nuovo"))
    )
    wide, narrow = Canvas(600), Canvas(180)
    assert wide.legend(plot.lines) < narrow.legend(plot.lines)
    assert texts(finished(narrow)) == ["Risolto", "Chiuso non di competenza", "Nuovo"]
    assert all(one.x < 180 for one in rects(finished(narrow)))


def test_one_series_needs_no_legend():
    plot = Plot.of(chart(y_title="Numero di ticket"), table(["a"], [1]))
    canvas = Canvas(300)
    canvas.heading(plot, 0.0)
    assert texts(finished(canvas)) == ["Numero di ticket"]


def test_a_chart_without_titles_has_no_heading():
    plot = Plot.of(chart(x_title="", y_title=""), table(["a"], [1]))
    assert Canvas(300).heading(plot, 0.0) == 0


def test_names_are_broken_at_their_words():
    assert wrapped("Attivi al 31/12/2015", text_width("31/12/2015") + 1) == ("Attivi al", "31/12/2015")


def test_the_typeface_is_named_for_all():
    group = tree(Canvas(10).svg("x", "t", "d")).find(f"{SVG}g")
    assert "Titillium Web" in group.get("font-family")
