"""The same export in four forms: text file, Excel workbook, OpenDocument and paste give identical raw tables."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from cst_xl.intake import importing, recognise, source
from cst_xl.intake.dialect import Dialect
from tests.intake.mutations import written
from tests.intake.samples import (
    DEVICES,
    GLPI,
    HOSTS,
    HOURS,
    NAGIOS,
    OTRS,
    Q2,
    SERVICES,
    TABLES,
    as_opendocument,
    as_paste,
    as_workbook,
    context,
)
from tests.intake.test_fuzzing import LATENCY, ZAMMAD
from tests.intake.test_importing import Workbook

LOG = NAGIOS / "nagios-05-01-2016-00.log"
SAMPLES = {
    **{path.name: path.read_bytes() for path in (HOSTS, SERVICES, OTRS, GLPI, HOURS, DEVICES, LOG)},
    "zammad.csv": ZAMMAD.encode(),
    "tempi.csv": LATENCY.encode(),
    "tabella.csv": b"Codice;Rilevato;Casi;Fuori termine\nSLA.6;1 caso fuori termine;1.234;1\nSLA.2;98,985%;;\n",
}


def typed(text):
    """What a spreadsheet program makes of a text that a person typed or a file held: numbers, shares and dates."""
    if re.fullmatch(r"0|[1-9]\d{0,14}", text):
        return int(text)
    if re.fullmatch(r"\d+\.\d{3}%", text):
        return float(text[:-1]) / 100
    for spelling in ("%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M"):
        try:
            return datetime.strptime(text, spelling)  # noqa: DTZ007 - cells have no zone
        except ValueError:
            continue
    return text


def grid_of(name):
    (sheet,) = source.read(name, SAMPLES[name]).sheets
    return [[line] for line in sheet.lines] if name == LOG.name else sheet.grid


def rows(found):
    (imported,) = recognise.read(found, TABLES, context())
    return imported.reader, [(block.table.key, block.rows) for block in imported.blocks]


FORMS = {
    "xlsx": lambda grid: source.read("a.xlsx", as_workbook(grid)),
    "xlsx, typed": lambda grid: source.read("a.xlsx", as_workbook(grid, typed)),
    "ods": lambda grid: source.read("a.ods", as_opendocument(grid)),
    "ods, typed": lambda grid: source.read("a.ods", as_opendocument(grid, typed)),
    "paste": lambda grid: source.pasted(as_paste(grid)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_form_gives_the_rows_of_the_text_file(name, form):
    assert rows(FORMS[form](grid_of(name))) == rows(source.read(name, SAMPLES[name]))


@pytest.mark.parametrize("name", SAMPLES)
def test_no_form_contradicts_another_in_the_workbook(name):
    """Imported as a text file and again as a workbook: nothing new, nothing in contrast."""
    workbook = Workbook()
    first = workbook.plan(source.read(name, SAMPLES[name]))
    workbook.write(first)
    again = workbook.plan(FORMS["xlsx, typed"](grid_of(name)))
    assert (again.new, again.conflicts) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_gives_the_same_rows_in_any_dialect(encoding, separator):
    few = grid_of(OTRS.name)[:200]
    assert rows(source.read("a.csv", written(few, separator, encoding))) == rows(source.pasted(as_paste(few)))


def test_the_plan_of_a_paste_names_it():
    book = Workbook()
    plan = importing.plan(
        source.pasted(as_paste(grid_of(OTRS.name))), TABLES, book.book.values, Q2, dialect=Dialect()
    )
    assert plan.origins[0].name == "testo incollato"
    assert len(plan.origins[0].sha256) == 64
