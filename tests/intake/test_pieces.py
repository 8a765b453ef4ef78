"""A long export's head, its pieces, and each ticket only once."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pandas as pd
import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import pieces
from cst_xl.intake.dialect import Dialect
from cst_xl.intake.source import Sheet
from tests.intake.samples import GLPI, OTRS


def test_a_number_met_again_counts_once_across_pieces():
    once = pieces.Once()
    frames = [
        pd.DataFrame({"numero_ticket": ["a", "b", "a"]}),
        pd.DataFrame({"numero_ticket": ["c", "b", "d"]}),
    ]
    assert [list(once(frame)["numero_ticket"]) for frame in frames] == [["a", "b"], ["c", "d"]]
    assert once.repeated == 2


def test_the_head_tells_the_program_and_how_the_file_is_written():
    opened = pieces.open_export(OTRS, Dialect())
    assert (opened.export.title, opened.skipped, opened.how) == (
        "OTRS/Znuny",
        1,
        "codifica UTF-8, separatore «;»",
    )
    assert pieces.open_export(GLPI, Dialect()).export.title == "GLPI"


def test_pieces_have_so_many_rows_and_only_the_columns_that_are_asked_for():
    opened = pieces.open_export(OTRS, Dialect())
    found = list(pieces.pieces(opened, 1000, ["aperto", "stato", "livello"]))
    assert [len(frame) for frame in found] == [1000, 847]
    assert list(found[0].columns) == ["aperto", "stato"]


def test_one_number_above_twelve_anywhere_decides_the_order_of_all_dates(tmp_path):
    path = tmp_path / "a.csv"
    rows = ["1;04/05/2016 08:00;nuovo"] * 5 + ["2;04/13/2016 08:00;nuovo"]
    path.write_text("\n".join(["Ticket#;Creato;Stato", *rows]), encoding="utf-8")
    assert pieces.order_of(pieces.open_export(path, Dialect())).month_first


@pytest.mark.parametrize(("most", "long"), [(1846, True), (1847, False)])
def test_a_list_is_long_when_it_has_one_row_more(monkeypatch, most, long):
    monkeypatch.setattr(pieces, "_WORTH_A_LOOK", 1000)
    assert pieces.is_long(OTRS, Dialect(), most) is long


def test_lines_within_a_title_are_no_tickets(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "_WORTH_A_LOOK", 1)
    path = tmp_path / "a.csv"
    path.write_text(
        'Ticket#;Creato;Stato;Titolo\n1;2016-04-01 08:00:00;nuovo;"a\nb\nc\nd"\n', encoding="utf-8"
    )
    assert not pieces.is_long(path, Dialect(), 2)


def test_small_files_and_those_of_other_programs_are_never_long(tmp_path, monkeypatch):
    assert not pieces.is_long(OTRS, Dialect(), 1)
    monkeypatch.setattr(pieces, "_WORTH_A_LOOK", 1)
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" * 100, encoding="utf-8")
    assert not pieces.is_long(path, Dialect(), 1)
    assert not pieces.is_long(tmp_path / "nulla.csv", Dialect(), 1)


def test_the_digest_is_of_the_file(tmp_path):
    assert pieces.digest(OTRS) == hashlib.sha256(OTRS.read_bytes()).hexdigest()
    with pytest.raises(CstError, match="non si può leggere"):
        pieces.digest(tmp_path / "nulla.csv")


def test_cells_of_any_type_are_spilled_as_texts(tmp_path):
    sheet = Sheet(
        "a", [["Ticket#", "Creato", "Stato"], [20160400001242.0, datetime(2016, 4, 1, 8, 30), None]]
    )
    path = pieces.spilled(sheet, tmp_path / "a")
    assert path.read_text(encoding="utf-8").splitlines()[1] == "20160400001242;2016-04-01 08:30:00;"
