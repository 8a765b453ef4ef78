"""What hangs on a sheet beside its cells: conditional formats, validations, links, drawings, compared with the template's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cst_xl.core.book import address
from cst_xl.workbook.grid import area_at
from cst_xl.workbook.keeping.alike import Formula, essence
from cst_xl.workbook.keeping.items import Item
from cst_xl.workbook.markup import Element, local, namespace, parsed
from cst_xl.workbook.package import Package

_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_OWN_SHAPE: Final = re.compile(r"Pulsante .*|Grafico [a-z]\w*")
"""Names of our buttons and charts: programs number a person's ("Grafico 1", "Chart 2")."""

_DRAWN: Final = ("grafico", "disegno")
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')

Signed = tuple[str, Item]
"""What tells one thing from another whatever the quarter, and the thing."""


def added_to(
    old: Package,
    sheet: str,
    new: Package,
    ours: str,
    labels: frozenset[str] = frozenset(),
    before: frozenset[str] = frozenset(),
) -> Iterator[Item]:
    """What a person hung on a sheet of ours, one item each.

    Args:
        old: The person's workbook.
        sheet: The sheet's name there.
        new: A workbook that the template made.
        ours: The sheet's name there.
        labels: Texts of the old quarter's computed tables: the template's rules for totals name them.
        before: Signatures of what is the template's as well: `of_totals`, and what earlier layouts had there.
    """
    known = before | {signature for signature, _ in _all(new, ours, frozenset())}
    for signature, item in _all(old, sheet, labels):
        if signature not in known and not (item.what in _DRAWN and _OWN_SHAPE.fullmatch(item.content)):
            yield item


def signatures(package: Package, sheet: str) -> frozenset[str]:
    """What tells apart all that hangs on a sheet."""
    return frozenset(signature for signature, _ in _all(package, sheet, frozenset()))


def linked_rows(package: Package, sheet: str) -> frozenset[int]:
    """Rows of a sheet that hold a link."""
    part = package.sheet_part(sheet)
    tree = parsed(package.part(part), part)
    space = namespace(tree)
    links = tree.iterfind(f"{space}hyperlinks/{space}hyperlink")
    return frozenset(area_at(one.get("ref", "A1")).top for one in links)


def of_totals(package: Package) -> frozenset[str]:
    """Signatures of the conditional formats of a workbook as they would read for any label."""
    trees = ((sheet, parsed(package.part(part), part)) for sheet, part in package.sheets.items())
    return frozenset(
        signature for sheet, tree in trees for signature, _ in _conditional_formats(tree, sheet, None)
    )


def _all(package: Package, sheet: str, labels: frozenset[str]) -> Iterator[Signed]:
    part = package.sheet_part(sheet)
    tree = parsed(package.part(part), part)
    yield from _conditional_formats(tree, sheet, labels)
    yield from _validations(tree, sheet)
    yield from _links(tree, sheet)
    for link in package.relationships(part):
        if link.kind == "drawing" and link.part:
            yield from _drawn(package, link.part, sheet)
        elif link.kind == "pivotTable":
            yield "pivot", Item("tabella pivot", sheet, link.part.rpartition("/")[2])


def _conditional_formats(tree: Element, sheet: str, labels: frozenset[str] | None) -> Iterator[Signed]:
    """The rules of a sheet; a quoted text among the labels is left out of what tells them apart, or any when None."""
    space = namespace(tree)
    for formatting in tree.iterfind(f"{space}conditionalFormatting"):
        for rule in formatting.iterfind(f"{space}cfRule"):
            formulas = " ; ".join(one.text or "" for one in rule.iterfind(f"{space}formula"))
            says = formulas or rule.get("type", "")
            bare = _QUOTED.sub(
                lambda text: '""' if labels is None or text[1] in labels else text[0], formulas
            )
            signature = essence(Formula(f"{rule.get('type')} {rule.get('operator')} {bare}"))
            yield f"cf {signature}", Item("formato condizionale", f"{sheet}!{formatting.get('sqref')}", says)


def _validations(tree: Element, sheet: str) -> Iterator[Signed]:
    space = namespace(tree)
    for rule in tree.iterfind(f"{space}dataValidations/{space}dataValidation"):
        formulas = " ; ".join(_limits(rule))
        title = rule.get("promptTitle") or rule.get("errorTitle") or ""
        signature = essence(Formula(f"{rule.get('type') or 'none'} {formulas} {title}"))
        yield f"dv {signature}", Item("convalida", f"{sheet}!{rule.get('sqref')}", title or formulas)


def _limits(rule: Element) -> Iterator[str]:
    """The formulas that a validation looks at; LibreOffice writes others as well, all zero."""
    kind = rule.get("type") or "none"
    for one in rule:
        first = local(one) == "formula1" and kind != "none"
        second = local(one) == "formula2" and kind not in {"none", "list", "custom"}
        if first or (second and rule.get("operator", "between") in {"between", "notBetween"}):
            yield re.sub(r"\bFALSE\b(?:\(\))?", "0", one.text or "")


def _links(tree: Element, sheet: str) -> Iterator[Signed]:
    space = namespace(tree)
    for one in tree.iterfind(f"{space}hyperlinks/{space}hyperlink"):
        text = one.get("location") or one.get("display") or one.get("ref", "")
        yield f"link {essence(Formula(text))}", Item("collegamento", f"{sheet}!{one.get('ref')}", text)


def _drawn(package: Package, drawing: str, sheet: str) -> Iterator[Signed]:
    charts = {link.id: link.part for link in package.relationships(drawing) if link.kind == "chart"}
    for anchor in parsed(package.part(drawing), drawing):
        name = next((one.get("name", "") for one in anchor.iter() if local(one) == "cNvPr"), "")
        chart = next((one for one in anchor.iter() if one.tag == f"{{{_CHART}}}chart"), None)
        part = (
            next((charts.get(value) for key, value in chart.attrib.items() if key.endswith("}id")), None)
            if chart is not None
            else None
        )
        where = f"{sheet}!{_corner(anchor)}"
        if part:
            yield f"chart {_series(package, part)}", Item("grafico", where, name)
        else:
            yield f"shape {name}", Item("disegno", where, name)


def _series(package: Package, part: str) -> str:
    """What a chart draws: kinds of the plots and the ranges of its series, however long they are."""
    tree = parsed(package.part(part), part)
    kinds = [local(one) for one in tree.iter() if local(one).endswith("Chart")]
    ranges = [
        essence(Formula((one.text or "").partition(":")[0])) for one in tree.iter() if local(one) == "f"
    ]
    return f"{kinds} {ranges}"


def _corner(anchor: Element) -> str:
    corner = next((one for one in anchor if local(one) == "from"), None)
    if corner is None:
        return "A1"
    place = {local(one): int(one.text or 0) for one in corner if local(one) in {"row", "col"}}
    return address(place.get("row", 0) + 1, place.get("col", 0) + 1)
