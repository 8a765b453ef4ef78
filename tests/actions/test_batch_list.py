"""The list of a batch, read from what offices write lists in."""

from __future__ import annotations

import openpyxl
import pytest

from cst_xl.actions import batch_list
from cst_xl.core.errors import CstError
from cst_xl.core.periods import Period

ITALIAN = "Ente;Periodo;Origine;Uscita\nComune di Prova;3° trimestre 2016;prima.xlsm;fatte/dopo.xlsm\n"


def only(path):
    (entry,) = batch_list.read(path)
    return entry


def expect_the_entry(entry, folder):
    assert entry.institution == "Comune di Prova"
    assert entry.period == Period.quarter(2016, 3)
    assert entry.source == folder / "prima.xlsm"
    assert entry.output == folder / "fatte" / "dopo.xlsm"
    assert entry.problem == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_as_excel_saves_it_in_italy(tmp_path, encoding):
    path = tmp_path / "elenco.csv"
    path.write_text(ITALIAN, encoding=encoding)
    expect_the_entry(only(path), tmp_path)


def test_english_headers_in_another_order(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "output,source,period,institution\nfatte/dopo.xlsm,prima.xlsm,2016-T3,Comune di Prova\n",
        encoding="utf-8",
    )
    expect_the_entry(only(path), tmp_path)


def test_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    for line in ITALIAN.splitlines():
        book.active.append(line.split(";"))
    book.save(tmp_path / "elenco.xlsx")
    expect_the_entry(only(tmp_path / "elenco.xlsx"), tmp_path)


def test_toml(tmp_path):
    path = tmp_path / "elenco.toml"
    path.write_text(
        '[[cartella]]\nente = "Comune di Prova"\nperiodo = "2016-T3"\norigine = "prima.xlsm"\nuscita = "fatte/dopo.xlsm"\n',
        encoding="utf-8",
    )
    expect_the_entry(only(path), tmp_path)


def test_without_a_source_the_workbook_is_from_scratch(tmp_path):
    path = tmp_path / "elenco.csv"
    path.write_text("Periodo;Uscita\n2016-T3;dopo.xlsm\n", encoding="utf-8")
    assert only(path).source is None


def test_a_line_that_can_t_be_read_stays_with_its_problem_and_the_others_are_good(tmp_path):
    path = tmp_path / "elenco.csv"
    path.write_text("Periodo;Uscita\ntrimestre;a.xlsm\n2016-T3;\n2016-T4;c.xlsm\n", encoding="utf-8")
    bad, without, good = batch_list.read(path)
    assert "«trimestre»" in bad.problem
    assert "B2" not in bad.problem
    assert "A2" in bad.problem
    assert "Uscita" in without.problem
    assert good.problem == ""
    assert [entry.place for entry in (bad, without, good)] == [f"elenco.csv, riga {row}" for row in (2, 3, 4)]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("elenco.csv", "pippo;pluto\n1;2\n", "non ci sono le intestazioni"),
        ("elenco.csv", "", "non ci sono le intestazioni"),
        ("elenco.csv", "Periodo;Uscita\n", "è vuoto"),
        ("elenco.toml", "[[cartella]\n", "non è un TOML valido"),
        ("elenco.toml", "a = 1\n", r"mancano le tabelle \[\[cartella\]\]"),
        ("elenco.toml", "[cartella]\nuscita = 'a'\n", r"mancano le tabelle \[\[cartella\]\]"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, name, content, expected):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CstError, match=expected):
        batch_list.read(path)


def test_a_list_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CstError, match=r"manca\.csv"):
        batch_list.read(tmp_path / "manca.csv")
