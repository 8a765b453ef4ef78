"""Any export pasted as it is on one sheet: read there as the file would be."""

from __future__ import annotations

import csv
import io

import pytest

from cst_xl.core import paste_area
from cst_xl.core.errors import CstError
from cst_xl.intake import dialect, pasted, recognise, source
from cst_xl.intake.dialect import Dialect
from tests.intake.samples import (
    DEVICES,
    GLPI,
    HOSTS,
    HOURS,
    NAGIOS,
    OTRS,
    SERVICES,
    TABLES,
    context,
    imported,
)

HEAD = [["Incolla"], ["Facoltativo"], ["Le righe"], ["‹ Istruzioni"]]
LOG = NAGIOS / "nagios-05-01-2016-00.log"


def on_the_sheet(path):
    """The cells of a file as its program's own window, or another spreadsheet, would put them on the clipboard."""
    (sheet,) = source.read(path.name, path.read_bytes()).sheets
    return [*HEAD, *sheet.grid]


def in_one_column(path):
    """The lines of a text file as an editor puts them on the clipboard: a spreadsheet fills one cell with each."""
    text, _ = dialect.decoded(path.read_bytes())
    return [*HEAD, *[[line] for line in text.splitlines()]]


def read(grid, given=None):
    found = pasted.source_of(grid, given or Dialect())
    return recognise.read(found, TABLES, context())[0]


PASTES = [
    (path, how)
    for path in (HOSTS, SERVICES, OTRS, GLPI, HOURS, DEVICES)
    for how in (on_the_sheet, in_one_column)
]


@pytest.mark.parametrize(
    ("path", "how"),
    [*PASTES, (LOG, in_one_column)],
    ids=lambda one: getattr(one, "name", getattr(one, "__name__", "")),
)
def test_a_pasted_export_gives_the_rows_of_the_file(path, how):
    expected, found = imported(path), read(how(path))
    assert [(block.table.key, block.rows) for block in found.blocks] == [
        (block.table.key, block.rows) for block in expected.blocks
    ]


def test_rows_keep_the_numbers_that_they_have_on_the_sheet():
    assert read(on_the_sheet(OTRS)).blocks[0].numbers[0] == paste_area.FIRST_ROW + 1


@pytest.mark.parametrize("grid", [[], HEAD, [*HEAD, [], [None, ""]]])
def test_an_empty_sheet_holds_nothing(grid):
    assert pasted.source_of(grid) is None


def test_the_same_cells_have_the_same_digest_and_others_another():
    prints = [pasted.source_of(on_the_sheet(path)).sha256 for path in (HOSTS, HOSTS, SERVICES)]
    assert prints[0] == prints[1] != prints[2]


def test_a_separator_that_isn_t_detected_can_be_given():
    grid = [*HEAD, *[[line.replace(";", "~")] for line in OTRS.read_text(encoding="utf-8").splitlines()]]
    with pytest.raises(CstError, match="foglio Incolla» non è riconosciuto"):
        read(grid)
    assert len(read(grid, Dialect(separator="~")).rows("ticket")) == 1847


def test_cells_of_a_number_or_a_date_are_read_as_such():
    """A sheet whose text format was lost: Excel has made numbers and dates of what was pasted."""
    reader = csv.reader(io.StringIO(HOSTS.read_text(encoding="utf-8")), skipinitialspace=True)
    rows = [[int(value) if value.isdigit() else value for value in row] for row in reader]
    assert read([*HEAD, *rows]).blocks[0].rows == imported(HOSTS).blocks[0].rows
