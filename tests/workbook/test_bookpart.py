"""The workbook part keeps its order and everything that isn't named."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import BadValueError
from cst_xl.workbook import bookpart
from cst_xl.workbook.markup import local, parsed, serialised
from tests.workbook.sample_books import MAIN, STRICT_MAIN

SHEETS = '<sheets><sheet name="A" sheetId="1"/></sheets>'


def book(inner: str, namespace: str = MAIN):
    return parsed(f'<workbook xmlns="{namespace}">{inner}</workbook>'.encode(), "p")


def inner(root) -> str:
    text = serialised(root, b"<w").decode()
    return text.removeprefix(f'<workbook xmlns="{MAIN}">').removesuffix("</workbook>")


def test_names_of_one_sheet_are_left_out() -> None:
    names = '<definedName name="a">A!$B$1</definedName><definedName name="b" localSheetId="0">A!$B$2</definedName>'

    assert bookpart.names(book(f"{SHEETS}<definedNames>{names}</definedNames>")) == {"a": "A!$B$1"}


def test_a_workbook_without_names_has_none() -> None:
    assert bookpart.names(book(SHEETS)) == {}


def test_a_name_is_updated_whatever_its_case_and_keeps_its_attributes() -> None:
    root = book(
        f'{SHEETS}<definedNames><definedName name="Zona" hidden="1">A!$A$1</definedName></definedNames>'
    )

    assert bookpart.set_names(root, {"ZONA": "A!$C$3"})

    assert inner(root) == (
        f'{SHEETS}<definedNames><definedName name="Zona" hidden="1">A!$C$3</definedName></definedNames>'
    )


def test_a_name_of_one_sheet_is_not_the_workbooks_name() -> None:
    local_name = '<definedName name="zona" localSheetId="0">A!$A$1</definedName>'
    root = book(f"{SHEETS}<definedNames>{local_name}</definedNames>")

    bookpart.set_names(root, {"zona": "A!$B$2"})

    assert inner(root) == (
        f'{SHEETS}<definedNames>{local_name}<definedName name="zona">A!$B$2</definedName></definedNames>'
    )


def test_new_names_are_sorted_as_excel_does_with_built_in_ones_by_their_word() -> None:
    there = (
        '<definedName name="Zona">A!$A$1</definedName>'
        '<definedName name="_xlnm.Print_Area" localSheetId="0">A!$A$1:$B$2</definedName>'
    )
    root = book(f"{SHEETS}<definedNames>{there}</definedNames>")

    bookpart.set_names(root, {"b_due": "A!$B$1", "Quota": "A!$B$2", "Alfa": "A!$B$3"})

    names = [name.get("name") for name in root.iter(f"{{{MAIN}}}definedName")]
    assert names == ["Alfa", "b_due", "_xlnm.Print_Area", "Quota", "Zona"]


@pytest.mark.parametrize(
    "after", ["", "<calcPr/>", "<calcPr/><pivotCaches/><extLst/>", "<customWorkbookViews/>"]
)
def test_the_first_name_stands_between_sheets_and_calculation(after) -> None:
    root = book(f"<workbookPr/><bookViews/>{SHEETS}<externalReferences/>{after}")

    bookpart.set_names(root, {"zona": "A!$A$1"})

    assert [local(child) for child in root][:5] == [
        *("workbookPr", "bookViews", "sheets", "externalReferences", "definedNames")
    ]


def test_the_same_names_again_change_nothing() -> None:
    root = book(f'{SHEETS}<definedNames><definedName name="zona">A!$A$1</definedName></definedNames>')

    assert not bookpart.set_names(root, {"zona": "A!$A$1"})


@pytest.mark.parametrize(
    "name", ["", "A1", "XFD1048576", "R1C1", "c", "1zona", "due parole", "a-b", "x" * 256, "a!b"]
)
def test_a_name_that_excel_would_not_take_is_refused(name) -> None:
    with pytest.raises(BadValueError, match="un nome che Excel accetti"):
        bookpart.set_names(book(SHEETS), {name: "A!$A$1"})


@pytest.mark.parametrize("name", ["zona", "_x", "\\x", "dati_sla.2", "Città", "ABCD1", "sla_2_scostamento"])
def test_a_name_that_excel_takes_is_taken(name) -> None:
    assert bookpart.set_names(book(SHEETS), {name: "A!$A$1"})


def test_calculation_names_the_current_engine_and_drops_the_order_to_recalculate() -> None:
    root = book(f'{SHEETS}<calcPr calcId="124519" calcMode="manual" fullCalcOnLoad="1"/>')

    assert bookpart.set_calculation(root, 191029)

    calculation = root.find(f"{{{MAIN}}}calcPr")
    assert dict(calculation.attrib) == {"calcId": "191029", "calcMode": "manual"}


def test_calculation_features_are_written_as_excel_writes_them() -> None:
    root = book(SHEETS)

    bookpart.set_calculation(root, 191029)

    assert inner(root) == (
        f'{SHEETS}<calcPr calcId="191029"/><extLst>'
        '<ext xmlns:xcalcf="http://schemas.microsoft.com/office/spreadsheetml/2018/calcfeatures" '
        'uri="{B58B0392-4F1F-4190-BB64-5DF3571DCE5F}"><xcalcf:calcFeatures>'
        '<xcalcf:feature name="microsoft.com:RD"/><xcalcf:feature name="microsoft.com:Single"/>'
        '<xcalcf:feature name="microsoft.com:FV"/><xcalcf:feature name="microsoft.com:CNMTM"/>'
        '<xcalcf:feature name="microsoft.com:LET_WF"/><xcalcf:feature name="microsoft.com:LAMBDA_WF"/>'
        '<xcalcf:feature name="microsoft.com:ARRAYTEXT_WF"/></xcalcf:calcFeatures></ext></extLst>'
    )


def test_other_extensions_and_unknown_features_stay() -> None:
    features = '<f:calcFeatures><f:feature name="microsoft.com:NUOVA"/><f:feature name="microsoft.com:RD"/></f:calcFeatures>'
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/calcfeatures"
    root = book(f'{SHEETS}<extLst><ext uri="x"/><ext xmlns:f="{space}" uri="y">{features}</ext></extLst>')

    bookpart.set_calculation(root, 191029)

    names = [feature.get("name") for feature in root.iter(f"{{{space}}}feature")]
    assert names[:3] == ["microsoft.com:NUOVA", "microsoft.com:RD", "microsoft.com:Single"]
    assert len(names) == len(set(names)) == 8
    assert [extension.get("uri") for extension in root.iter(f"{{{MAIN}}}ext")] == ["x", "y"]


def test_calculation_set_twice_changes_nothing_the_second_time() -> None:
    root = book(SHEETS)
    bookpart.set_calculation(root, 191029)

    assert not bookpart.set_calculation(root, 191029)


@pytest.mark.parametrize(
    ("inner_xml", "expected"),
    [
        ("", False),
        ("<workbookPr/>", False),
        ('<workbookPr date1904="0"/>', False),
        ('<workbookPr date1904="1"/>', True),
        ('<workbookPr date1904="true"/>', True),
    ],
)
def test_old_mac_workbooks_count_days_from_1904(inner_xml, expected) -> None:
    assert bookpart.counts_from_1904(book(inner_xml + SHEETS)) is expected


def test_a_strict_workbook_keeps_its_namespace() -> None:
    root = book(SHEETS, STRICT_MAIN)

    bookpart.set_names(root, {"zona": "A!$A$1"})
    bookpart.set_calculation(root, 191029)

    assert bookpart.names(root) == {"zona": "A!$A$1"}
    assert MAIN not in serialised(root, b"<w").decode()
