"""Text alternatives: every chart has one, and it follows the figures."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from cst_xl.workbook import alternatives, layout, template
from cst_xl.workbook.package import Package


@pytest.fixture(scope="module")
def written(edition, raw, tmp_path_factory):
    path = tmp_path_factory.mktemp("alternative") / "focus.xlsx"
    template.write(edition, raw, path)
    return path


@pytest.fixture
def package(written, tmp_path):
    return Package.open(shutil.copy(written, tmp_path / "focus.xlsx"))


def frames(package):
    found = {}
    for sheet in package.sheets:
        for link in package.relationships(package.sheet_part(sheet)):
            if link.kind == "drawing":
                root = alternatives.parsed(package.part(link.part), link.part)
                found[sheet] = [(f.get("name"), f.get("descr")) for f in alternatives._frames(root)]
    return found


def saying(edition, text):
    """The edition, its ticket chart saying something else."""
    results = tuple(
        replace(result, charts=tuple(replace(chart, alternative=text) for chart in result.charts))
        if result.section.key == "ticket"
        else result
        for result in edition.results
    )
    return replace(edition, results=results)


def test_every_chart_of_the_workbook_has_a_text_and_a_name_with_its_key(edition, package):
    found = {sheet: one for sheet, one in frames(package).items() if sheet != layout.TRENDS}
    expected = {f"Grafico {c.key}": c.alternative for result in edition.results for c in result.charts}
    assert sum(len(one) for one in found.values()) == 2 * len(expected)
    assert {pair for one in found.values() for pair in one} == set(expected.items())


def test_the_text_follows_the_figures_on_every_sheet(edition, package):
    alternatives.renew(package, saying(edition, "Tutto cambiato."))
    texts = [text for one in frames(package).values() for name, text in one if name == "Grafico ticket_mail"]
    assert texts == ["Tutto cambiato."] * 2


def test_renewing_with_the_same_figures_changes_nothing(edition, package):
    before = package.content()
    alternatives.renew(package, edition)
    assert package.content() == before


def test_a_chart_without_a_text_of_its_own_is_named_at_least(edition):
    chart = edition.result("ticket").charts[0]
    assert alternatives.text_of(replace(chart, alternative="")) == chart.title
