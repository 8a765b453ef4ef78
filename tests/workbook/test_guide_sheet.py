"""The sheet with the guide: every line of it, every link to where it says."""

from __future__ import annotations

import pytest

from cst_xl.workbook import layout
from cst_xl.workbook.guide import pages


@pytest.fixture(scope="module")
def sheet(built):
    return built[layout.GUIDE]


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_line_of_the_guide_is_there_in_order(sheet):
    there = iter(texts(sheet))
    for page in pages():
        assert page.title in there
        for line in page.lines:
            assert line.text in there
            assert not line.detail or line.detail in there


def test_the_links_of_the_index_lead_to_the_headings_of_their_pages(sheet):
    titles = {page.key: page.title for page in pages()}
    wanted = [titles[line.targets[0]] for line in pages()[0].lines if line.targets]
    links = [cell.hyperlink for row in sheet.iter_rows(max_row=20) for cell in row if cell.hyperlink]
    inside = [link.location for link in links if link.location.startswith(f"{layout.GUIDE}!")]
    assert [sheet[place.partition("!")[2]].value for place in inside][: len(wanted)] == wanted


def test_the_home_sheet_leads_to_it_and_it_leads_back(built, sheet):
    home = [cell.hyperlink for row in built[layout.HOME].iter_rows() for cell in row if cell.hyperlink]
    assert f"{layout.GUIDE}!A1" in {link.location for link in home}
    back = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert f"{layout.HOME}!A1" in {link.location for link in back}


def test_nothing_in_it_can_be_changed_by_accident(sheet):
    assert sheet.protection.sheet
