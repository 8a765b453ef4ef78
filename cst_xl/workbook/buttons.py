"""Form-control buttons on a sheet, as Excel itself writes them.

A button is told in four places that must agree, or Excel repairs the file: a shape in the sheet's legacy VML drawing
(what Excel draws, and what LibreOffice reads), a hidden shape in its drawing, an entry under ``controls`` in the sheet,
and a part of its own with the properties of the control. Forms compared: workbooks saved by Excel 2016 and later, and
[MS-OI29500] on ``controls``, which stand in an ``mc:AlternateContent`` because ECMA-376 gives them to ActiveX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from cst_xl.core.errors import CstError
from cst_xl.workbook import sheet_order
from cst_xl.workbook.layout import Area
from cst_xl.workbook.markup import Element, added, local, namespace, parsed, serialised
from cst_xl.workbook.wiring import declare_extension, free_name, relate

if TYPE_CHECKING:
    from cst_xl.workbook.commands import Command
    from cst_xl.workbook.package import Package

Place = Callable[[str], Area]
"""The cells that the button with a label covers."""

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_XDR: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CONTROL_TYPE: Final = "application/vnd.ms-excel.controlproperties+xml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_GAP_PIXELS: Final = 3
_EMU_PER_PIXEL: Final = 9525
_SHAPES_PER_BLOCK: Final = 1024
"""Shape ids come in blocks, one block or more to a sheet."""


@dataclass(frozen=True)
class _Button:
    """One button to be written: what it says and does, the cells it covers, its shape id."""

    command: Command
    area: Area
    shape: int

    @property
    def name(self) -> str:
        """What VBA calls the shape."""
        return f"Pulsante {self.command.macro}"

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Column and row, from 0, of the first cell and of the cell after the last."""
        return self.area.column - 1, self.area.row - 1, self.area.last_column, self.area.last_row


def add(package: Package, commands: Sequence[Command], place: Place) -> None:
    """Put a button for each command on its sheet.

    Raises:
        WorkbookError: There is no such sheet.
        CstError: The buttons lie on different sheets, or the sheet has comments or controls already.
    """
    sheets = {place(command.label).sheet for command in commands}
    if len(sheets) != 1:
        raise CstError(f"I pulsanti vanno tutti su un foglio, non su {sorted(sheets)}.")
    sheet = sheets.pop()
    part = package.sheet_part(sheet)
    block = list(package.sheets).index(sheet) + 1
    first = block * _SHAPES_PER_BLOCK + 1
    buttons = [_Button(one, place(one.label), first + at) for at, one in enumerate(commands)]
    original = package.part(part)
    tree = parsed(_with_prefixes(original), part)
    if present := {"legacyDrawing", "controls", "AlternateContent"} & {local(child) for child in tree}:
        raise CstError(
            f"Il foglio «{sheet}» ha già {', '.join(sorted(present))}: i pulsanti non si aggiungono."
        )
    _draw(package, part, tree, buttons)
    _draw_in_vml(package, part, tree, buttons, block)
    _list_controls(package, part, tree, buttons)
    package.replace(part, serialised(tree, original))


def _with_prefixes(part: bytes) -> bytes:
    """The sheet with the prefixes of the controls declared on its root, as Excel does; lxml can't add them to a tree."""
    known = parsed(part, "worksheet").nsmap
    wanted = {"r": _OFFICE, "xdr": _XDR, "x14": _X14, "mc": _MC}
    missing = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in wanted.items() if prefix not in known)
    return re.sub(rb"<(?:\w+:)?worksheet\b", lambda root: root[0] + missing.encode(), part, count=1)


def _refer(sheet: Element, tag: str, link: str) -> None:
    sheet_order.insert(sheet, sheet.makeelement(f"{namespace(sheet)}{tag}", {f"{{{_OFFICE}}}id": link}))


def _draw(package: Package, part: str, sheet: Element, buttons: Sequence[_Button]) -> None:
    """The hidden shapes of the drawing; charts that are on the sheet keep their drawing."""
    drawing = next((link.part for link in package.relationships(part) if link.kind == "drawing"), "")
    if not drawing:
        drawing = free_name(package, "xl/drawings/drawing{}.xml")
        package.add(drawing, _EMPTY_DRAWING.encode(), _DRAWING_TYPE)
        _refer(sheet, "drawing", relate(package, part, f"{_OFFICE}/drawing", drawing))
    original = package.part(drawing)
    tree = parsed(original, drawing)
    for button in buttons:
        tree.append(parsed(_hidden_shape(button).encode(), drawing))
    package.replace(drawing, serialised(tree, original))


def _draw_in_vml(package: Package, part: str, sheet: Element, buttons: Sequence[_Button], block: int) -> None:
    declare_extension(package, "vml", _VML_TYPE)
    name = free_name(package, "xl/drawings/vmlDrawing{}.vml")
    shapes = "".join(_vml_shape(button, at) for at, button in enumerate(buttons, 1))
    package.add(name, (_VML_HEAD.format(block=block) + shapes + "</xml>").encode(), _VML_TYPE)
    _refer(sheet, "legacyDrawing", relate(package, part, f"{_OFFICE}/vmlDrawing", name))


def _list_controls(package: Package, part: str, sheet: Element, buttons: Sequence[_Button]) -> None:
    controls = sheet.makeelement(f"{namespace(sheet)}controls", {})
    for button in buttons:
        name = free_name(package, "xl/ctrlProps/ctrlProp{}.xml")
        package.add(name, _PROPERTIES.encode(), _CONTROL_TYPE)
        link = relate(package, part, f"{_OFFICE}/ctrlProp", name)
        _choice(controls).append(parsed(_control(button, link, sheet.nsmap[None]).encode(), part))
    wrapped = sheet.makeelement(f"{{{_MC}}}AlternateContent", {})
    added(wrapped, f"{{{_MC}}}Choice", {"Requires": "x14"}).append(controls)
    sheet_order.insert(sheet, wrapped)


def _choice(parent: Element) -> Element:
    """A place that only readers of the 2010 extensions look at."""
    return added(added(parent, f"{{{_MC}}}AlternateContent", {}), f"{{{_MC}}}Choice", {"Requires": "x14"})


_PROPERTIES: Final = f'{_DECLARATION}<formControlPr xmlns="{_X14}" objectType="Button" lockText="1"/>'

_EMPTY_DRAWING: Final = f'{_DECLARATION}<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'

_VML_HEAD: Final = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit">
  <o:idmap v:ext="edit" data="{block}"/>
 </o:shapelayout><v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201"
  path="m,l,21600r21600,l21600,xe">
  <v:stroke joinstyle="miter"/>
  <v:path shadowok="f" o:extrusionok="f" strokeok="f" fillok="f" o:connecttype="rect"/>
  <o:lock v:ext="edit" shapetype="t"/>
 </v:shapetype>"""


def _vml_shape(button: _Button, order: int) -> str:
    """What Excel draws. The anchor decides the place, not the style; LibreOffice needs the ``font`` for the caption."""
    left, top, right, bottom = button.corners
    return f"""<v:shape id="_x0000_s{button.shape}" type="#_x0000_t201" alt={quoteattr(button.command.tip)}
  style='position:absolute;margin-left:0;margin-top:0;width:120pt;height:24pt;z-index:{order};mso-wrap-style:tight'
  o:button="t" fillcolor="buttonFace [67]" strokecolor="windowText [64]" o:insetmode="auto">
  <v:fill color2="buttonFace [67]" o:detectmouseclick="t"/>
  <o:lock v:ext="edit" rotation="t"/>
  <v:textbox style='mso-direction-alt:auto' o:singleclick="f">
   <div style='text-align:center'><font face="Calibri" size="220" color="#000000">{escape(button.command.label)}</font></div>
  </v:textbox>
  <x:ClientData ObjectType="Button">
   <x:Anchor>{left}, {_GAP_PIXELS}, {top}, {_GAP_PIXELS}, {right}, 0, {bottom}, 0</x:Anchor>
   <x:PrintObject>False</x:PrintObject>
   <x:AutoFill>False</x:AutoFill>
   <x:FmlaMacro>[0]!{button.command.macro}</x:FmlaMacro>
   <x:TextHAlign>Center</x:TextHAlign>
   <x:TextVAlign>Center</x:TextVAlign>
  </x:ClientData>
 </v:shape>"""


def _corners(button: _Button, prefix: str) -> str:
    gap = _GAP_PIXELS * _EMU_PER_PIXEL
    left, top, right, bottom = button.corners
    return "".join(
        f"<{prefix}{tag}><xdr:col>{column}</xdr:col><xdr:colOff>{offset}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{offset}</xdr:rowOff></{prefix}{tag}>"
        for tag, column, row, offset in (("from", left, top, gap), ("to", right, bottom, 0))
    )


def _control(button: _Button, link: str, main: str) -> str:
    """The sheet's entry for a control, inside its choice."""
    return (
        f'<control xmlns="{main}" xmlns:r="{_OFFICE}" xmlns:xdr="{_XDR}" shapeId="{button.shape}" r:id="{link}" '
        f"name={quoteattr(button.name)}>"
        f'<controlPr defaultSize="0" print="0" autoFill="0" autoPict="0" macro="[0]!{button.command.macro}" '
        f"altText={quoteattr(button.command.tip)}>"
        f'<anchor moveWithCells="1" sizeWithCells="1">{_corners(button, "")}</anchor></controlPr></control>'
    )


def _hidden_shape(button: _Button) -> str:
    """The drawing's half: hidden, its place in the anchor only, tied to the VML shape by its id."""
    return (
        f'<mc:AlternateContent xmlns:mc="{_MC}" xmlns:xdr="{_XDR}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" Requires="a14">'
        f"<xdr:twoCellAnchor>{_corners(button, 'xdr:')}"
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{button.shape}" name={quoteattr(button.name)} '
        f'descr={quoteattr(button.command.tip)} hidden="1"><a:extLst><a:ext uri="{{63B3BB69-23CF-44E3-9099-C40C66FF867C}}">'
        f'<a14:compatExt spid="_x0000_s{button.shape}"/></a:ext></a:extLst></xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr>'
        '<xdr:spPr bwMode="auto"><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="9525"><a:miter lim="800000"/><a:headEnd/><a:tailEnd/></a:ln></xdr:spPr>'
        '<xdr:txBody><a:bodyPr vertOverflow="clip" wrap="square" lIns="36576" tIns="32004" rIns="36576" bIns="32004" '
        'anchor="ctr" upright="1"/><a:lstStyle/><a:p><a:pPr algn="ctr" rtl="0"><a:defRPr sz="1000"/></a:pPr><a:r>'
        '<a:rPr lang="it-IT" sz="1100" b="0" i="0" u="none" strike="noStrike" baseline="0">'
        '<a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Calibri"/><a:cs typeface="Calibri"/>'
        f"</a:rPr><a:t>{escape(button.command.label)}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        '<xdr:clientData fPrintsWithSheet="0"/></xdr:twoCellAnchor></mc:Choice><mc:Fallback/></mc:AlternateContent>'
    )
