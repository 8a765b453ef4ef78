"""Text in charts: DrawingML has its own fonts and sizes, told here in those of `styles`."""

from __future__ import annotations

from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from cst_xl.workbook.styles import BODY, FACE, Colour


def title(text: str, colour: str, *, bold: bool = False) -> Title:
    """A title of a chart or of an axis."""
    look = _look(colour, bold=bold)
    paragraph = Paragraph(ParagraphProperties(defRPr=look), r=[RegularTextRun(look, text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def rich_text(colour: str = Colour.TEXT, *, bold: bool = False, level: bool = False) -> RichText:
    """How the numbers and names of a chart are written; ``level`` ones never lean."""
    end = CharacterProperties(lang="it-IT")
    body = RichTextProperties(rot=0) if level else RichTextProperties()
    return RichText(
        bodyPr=body, p=[Paragraph(ParagraphProperties(defRPr=_look(colour, bold=bold)), endParaRPr=end)]
    )


def _look(colour: str, *, bold: bool) -> CharacterProperties:
    return CharacterProperties(
        lang="it-IT", sz=int(BODY * 100), b=bold, solidFill=str(colour), latin=Font(typeface=FACE)
    )
