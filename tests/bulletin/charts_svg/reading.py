"""Reading a drawing back: its shapes and texts, as numbers and strings."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Rect:
    """A filled box."""

    x: float
    y: float
    width: float
    height: float
    fill: str


def tree(drawing):
    """The element tree of a drawing or of a canvas's finished drawing."""
    return ET.fromstring(drawing.text)


def finished(canvas):
    """The drawing of a canvas."""
    return canvas.svg("prova", "Titolo", "Descrizione")


def texts(drawing):
    """Every text that is written, in order."""
    return [one.text or "" for one in tree(drawing).iter(f"{SVG}text")]


def rects(drawing, fill=None):
    """The filled boxes, in order; of one colour, if given."""
    found = [
        Rect(*(float(one.get(key)) for key in ("x", "y", "width", "height")), one.get("fill"))
        for one in tree(drawing).iter(f"{SVG}rect")
    ]
    return [one for one in found if fill is None or one.fill == fill]
