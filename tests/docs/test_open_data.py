"""The page on open data, held against the ids of figures: every figure has its line, every line its figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cst_xl.bulletin.focus import compose
from cst_xl.bulletin.opendata import render
from cst_xl.core.edition import compute
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, resources
from tests.bulletin.conftest import ISSUED

PAGE = (Path(__file__).parents[2] / "docs" / "dati-aperti.md").read_text(encoding="utf-8")
VARYING = {
    "sla": r"SLA\.[0-9]+[a-z]*",
    "mese": r"[0-9]{4}-[0-9]{2}",
    "semestre": r"[0-9]{4}-S[12]",
    "anno": r"[0-9]{4}",
    "fascia": r"[0-9]{2}-[0-9]{2}",
    "giorno": r"[a-z]{3}",
    "voce": r".+",
}
NAME = r"[a-z0-9_-]+"
CODES = re.findall(r"`([a-z{][a-z_.{}0-9]+)`(?= ·| \|)", PAGE.partition("## Codici stabili")[2])


def pattern(code):
    return "".join(
        VARYING.get(part[1:-1], NAME) if part.startswith("{") else re.escape(part)
        for part in re.split(r"(\{[a-z]+\})", code)
    )


@pytest.fixture(scope="module")
def editions():
    """The example, and the same with everything that it leaves empty."""
    raw = dict(example.read_folder(resources.folder("workbooks") / "esempio-2016-T2"))
    hours = ("00:00-08:00", "08:00-18:00", "18:00-24:00")
    week = ["Ora", "Lun", "Mar", "Mer", "Gio", "Ven", "Sab", "Dom"]
    more = {
        "ore_giorni": [week, *([hour, *["3"] * 7] for hour in hours)],
        "fermi": [
            ["Sistema", "Inizio", "Fine", "Programmato"],
            ["Portale", "05/04/2016 08:00", "05/04/2016 09:00", "no"],
        ],
        "storico": [["Periodo", "Voce", "Valore", "Unità"], ["2016-T1", "servizi.attivi", "356", "servizi"]],
    }
    grids = [example.grids(one) for one in (raw, raw | more)]
    return [compute(SECTIONS, lambda sheet, grid=grid: grid.get(sheet, [])) for grid in grids]


def test_every_figure_is_told(editions):
    known = re.compile("|".join(map(pattern, CODES)))
    assert [
        figure.id for edition in editions for figure in edition.figures if not known.fullmatch(figure.id)
    ] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_that_is_told_is_one_of_a_figure(code, editions):
    ids = [figure.id for edition in editions for figure in edition.figures]
    assert any(re.fullmatch(pattern(code), one) for one in ids)


def test_every_file_is_told(editions):
    edition = editions[0]
    files = {file.path for file in render(edition, compose(edition, ISSUED))}
    named = set(re.findall(r"^\| `([\w.-]+)`", PAGE.partition("## Licenza")[0], re.MULTILINE))
    assert named <= files
    assert {one for one in files if not one.endswith(".csv")} <= named
