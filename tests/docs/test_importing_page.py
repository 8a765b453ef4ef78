"""The page about importing, held against the readers, the options, the parameters and the kinds of mapping."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from cst_xl.cli import app
from cst_xl.core.mappings import Named
from cst_xl.core.parameters import PARAMETERS
from cst_xl.intake import glpi, otrs, recognise, zammad
from cst_xl.intake.tallies import MOST_BREACHES
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout

PAGE = (Path(__file__).parents[2] / "docs" / "importazione.md").read_text(encoding="utf-8")


def rows(heading):
    """The first cells of the tables below a heading."""
    part = PAGE.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_reader_has_a_row_and_no_other():
    named = [row[0].strip("`") for row in rows("Readers") if row[0].startswith("`") and row[0] != "`--as`"]
    assert named == list(recognise.NAMES)


@pytest.mark.parametrize(("at", "export"), [(1, otrs.EXPORT), (2, glpi.EXPORT), (3, zammad.EXPORT)])
def test_every_header_that_is_understood_is_listed_and_no_other(at, export):
    table = [row for row in rows("Readers") if len(row) >= 4 and row[0] not in {"what", "---"}]
    listed = {
        name: "(needed)" in row[at]
        for row in table
        if at < len(row)
        for name in re.findall(r"`([^`]+)`", row[at])
    }
    known = {name: one.required for one in export.fields for name in (*one.signed, *one.names)}
    assert listed == known


def test_every_option_is_explained_and_no_other():
    (command,) = [one for name, one in get_command(app).commands.items() if name == "import"]
    options = {max(one.opts, key=len) for one in command.params if one.param_type_name == "option"} - {
        "--help"
    }
    assert {row[0].strip("`") for row in rows("Command line") if row[0].startswith("`")} == options


def test_every_kind_of_mapping_is_explained():
    assert {row[0] for row in rows("Mapping")} - {"kind"} == {kind.value for kind in Named}


def test_the_parameters_that_are_named_exist():
    labels = {one.label for one in PARAMETERS}
    assert {row[0] for row in rows("Rules")} - {"parameter"} <= labels


def test_the_sheets_that_are_named_exist():
    sheets = set(layout.sheet_order(SECTIONS))
    named = set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", PAGE))
    assert named - {"Dati"} <= sheets


def test_the_number_of_breaches_is_the_program_s():
    assert f"worst {MOST_BREACHES // 1000}.000 breaches" in PAGE
