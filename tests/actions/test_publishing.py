"""Publishing from a button and from a file."""

from __future__ import annotations

from datetime import datetime

import pytest

from cst_xl.actions import publishing
from cst_xl.core.book import MemoryBook
from cst_xl.core.errors import CstError, UnresolvedFindingsError, WriteRefusedError
from cst_xl.core.releases import RELEASED, RELEASES, latest_release
from cst_xl.core.tables import HEADER_ROW
from cst_xl.workbook import example, resources
from cst_xl.workbook.file import FileBook
from tests.bulletin.test_imprint import SVG

PRINTED = b"%PDF stampato"


def now():
    return datetime(2016, 7, 15, 10, 30)


def prints(sheet, path):
    assert sheet == "Focus"
    path.write_bytes(PRINTED)


@pytest.fixture
def clean_book(example_book, tmp_path):
    """The example without the printed values: nothing keeps it from being released."""

    def made(**facts):
        book = example_book(path=tmp_path / "Focus.xlsm", on_print=prints, **facts)
        book.cells["Dati Pubblicati"] = book.cells["Dati Pubblicati"][:HEADER_ROW]
        book.answers.agree = True
        return book

    return made


def set_parameter(book, label, value):
    rows = book.values("Parametri")
    row = next(at for at, line in enumerate(rows, 1) if line and line[0] == label)
    book.write("Parametri", f"B{row}", [[value]])


def test_the_button_makes_everything_and_tells_where_in_one_message(clean_book, tmp_path):
    book = clean_book()
    done = publishing.publish(book, now)
    folder = tmp_path / "pubblicati" / "Focus_2016-T2"
    assert done.published.folder == folder
    assert (tmp_path / "Focus_2016-T2.pdf").read_bytes() == PRINTED
    assert (folder / "Focus_2016-T2.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert (folder / "Focus_2016-T2.html").is_file()
    assert (folder / "dati" / "datapackage.json").is_file()
    ((title, message),) = book.told
    assert title == "Genera Focus"
    assert str(folder) in message
    assert str(tmp_path / "Focus_2016-T2.pdf") in message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Focus_2016-T2.pdf", "pubblicati"]


def test_with_errors_only_a_draft_can_be_made_and_only_if_the_person_wants_one(example_book, tmp_path):
    book = example_book(path=tmp_path / "Focus.xlsm", on_print=prints)
    assert publishing.publish(book, now) is None
    assert list(tmp_path.iterdir()) == []
    assert "BOZZA" in book.answers.questions[0]
    book.answers.agree = True
    assert publishing.publish(book, now).published.draft
    assert (tmp_path / "Focus_2016-T2_BOZZA.pdf").is_file()
    assert (tmp_path / "pubblicati" / "Focus_2016-T2_BOZZA").is_dir()
    assert "BOZZA del Focus pronto" in book.told[-1][1]
    assert "errori" in book.told[-1][1]


def test_a_draft_is_no_release(example_book, tmp_path):
    book = example_book(path=tmp_path / "Focus.xlsm", on_print=prints)
    book.answers.agree = True
    publishing.publish(book, now)
    assert len(book.values(RELEASES.sheet)) == HEADER_ROW


def test_what_is_there_is_replaced_only_when_the_person_says_so(clean_book, tmp_path):
    path = tmp_path / "Focus_2016-T2.pdf"
    path.write_bytes(b"firmato")
    book = clean_book()
    book.answers.agree = False
    assert publishing.publish(book, now) is None
    assert path.read_bytes() == b"firmato"
    assert "è rimasto com'era" in book.told[-1][1]
    book.answers.agree = True
    publishing.publish(book, now)
    assert path.read_bytes() == PRINTED


def test_the_release_is_recorded_in_the_workbook_with_the_hash_of_the_printed_sheet(clean_book):
    book = clean_book()
    set_parameter(book, "Responsabile del rilascio", "Anna Prova")
    publishing.publish(book, now)
    rows = [row[RELEASES.first_column - 1 :] for row in book.values(RELEASES.sheet)[HEADER_ROW:]]
    assert {row[2] for row in rows} == {"Anna Prova"}
    assert rows[-1][3] == "stampa del foglio Focus"
    assert all(len(row[4]) == 64 for row in rows)
    assert len(book.values(RELEASED.sheet)) > HEADER_ROW + 100
    assert "Rilasciato da: Anna Prova." in book.told[-1][1]


def test_without_a_name_none_is_made_up_and_the_message_says_where_to_write_it(clean_book):
    book = clean_book()
    publishing.publish(book, now)
    rows = [row[RELEASES.first_column - 1 :] for row in book.values(RELEASES.sheet)[HEADER_ROW:]]
    assert {row[2] for row in rows} == {""}
    assert "nel foglio Parametri, alla voce «Responsabile del rilascio»" in book.told[-1][1]


def test_when_the_sheet_can_t_be_printed_nothing_is_left_behind(clean_book, tmp_path):
    book = clean_book()
    book.on_print = None
    with pytest.raises(CstError, match="serve un programma di calcolo"):
        publishing.publish(book, now)
    assert list(tmp_path.iterdir()) == []
    assert len(book.values(RELEASES.sheet)) == HEADER_ROW


def test_when_the_bulletin_can_t_be_made_nothing_is_left_behind(clean_book, tmp_path):
    book = clean_book()
    set_parameter(book, "Colore", "rosa")
    with pytest.raises(CstError):
        publishing.publish(book, now)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_on_no_disk_has_no_place_for_the_pdf(example_book):
    with pytest.raises(CstError, match="non è salvata in una cartella di questo PC"):
        publishing.publish(example_book())


def test_without_a_quarter_there_is_no_focus():
    with pytest.raises(CstError, match="Manca il periodo"):
        publishing.publish(MemoryBook())


def test_a_pdf_that_can_t_be_replaced_is_told_before_anything_is_printed(clean_book, tmp_path):
    (tmp_path / "Focus_2016-T2.pdf").mkdir()  # like a file that another program holds: it can't be written
    with pytest.raises(CstError, match="aperto in un altro programma"):
        publishing.publish(clean_book(), now)
    assert [path.name for path in tmp_path.iterdir()] == ["Focus_2016-T2.pdf"]


def test_a_file_s_release_is_recorded_in_the_file(clean_file, tmp_path):
    done = publishing.report_file(clean_file, tmp_path / "out", now, draft=False, signer="Bruno Prova")
    release = latest_release(FileBook.open(clean_file).edition())
    assert (release.signer, release.moment) == ("Bruno Prova", now())
    assert release.hashes == done.published.hashes
    assert any("Bruno Prova" in note for note in done.notes)


def test_releasing_a_file_twice_records_it_once(clean_file, tmp_path):
    publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    before = FileBook.open(clean_file).values(RELEASES.sheet)
    done = publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    assert FileBook.open(clean_file).values(RELEASES.sheet) == before
    assert "già rilasciato" in done.notes[-1]


def test_the_workbook_before_its_release_is_kept_beside_it(clean_file, tmp_path):
    before = clean_file.read_bytes()
    publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    (copy,) = [one for one in clean_file.parent.glob(f"{clean_file.stem}*.xlsx") if one != clean_file]
    assert copy.read_bytes() == before
    publishing.report_file(clean_file, tmp_path / "out", now, draft=False)  # nothing changes: no further copy
    assert len(list(clean_file.parent.glob(f"{clean_file.stem}*.xlsx"))) == 2


def test_a_draft_leaves_the_file_as_it_is(workbook, tmp_path):
    before = workbook.read_bytes()
    publishing.report_file(workbook, tmp_path / "out", now, draft=True)
    assert workbook.read_bytes() == before


def test_errors_refuse_a_release_and_change_nothing(workbook, tmp_path):
    before = workbook.read_bytes()
    with pytest.raises(UnresolvedFindingsError):
        publishing.report_file(workbook, tmp_path / "out", now, draft=False)
    assert workbook.read_bytes() == before
    assert not (tmp_path / "out").exists()


def test_a_figure_that_changed_after_its_release_stops_the_next_one_until_it_was_seen(clean_file, tmp_path):
    publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    book = FileBook.open(clean_file)
    row = next(
        at for at, line in enumerate(book.values("Dati Infrastruttura"), 1) if line and line[0] == "CPU core"
    )
    book.write("Dati Infrastruttura", f"B{row}", [["98"]])
    book.recalculate()
    book.save()
    with pytest.raises(UnresolvedFindingsError):
        publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    book = FileBook.open(clean_file)
    (error,) = [one for one in book.edition().findings if one.sheet == RELEASED.sheet]
    assert "CPU core: rilasciato «96», ora «98»" in error.message
    book.write(RELEASED.sheet, error.cell.rpartition("!")[2], [["98"]])
    book.recalculate()
    book.save()
    later = lambda: datetime(2016, 7, 16, 9, 0)  # noqa: E731
    done = publishing.report_file(clean_file, tmp_path / "out", later, draft=False)
    assert done.published.kept.is_dir()
    assert "1 voce cambiata" in done.notes[0]
    assert not [one for one in FileBook.open(clean_file).edition().findings if one.sheet == RELEASED.sheet]


def test_when_the_workbook_can_t_be_written_nothing_is_published(clean_file, tmp_path, monkeypatch):
    def refuse(self, path=None, *, backups=0):
        raise WriteRefusedError("Il disco è pieno.")

    monkeypatch.setattr(FileBook, "save", refuse)
    with pytest.raises(WriteRefusedError, match="disco"):
        publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_the_logo_beside_the_workbook_is_used(clean_file, tmp_path):
    (clean_file.parent / "stemma.svg").write_bytes(SVG)
    book = FileBook.open(clean_file)
    set_parameter(book, "Logo", "stemma.svg")
    book.save()
    done = publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    assert "data:image/svg+xml;base64," in done.published.files[1].read_text(encoding="utf-8")


def test_a_logo_that_isn_t_there_is_told_and_nothing_is_made(clean_file, tmp_path):
    book = FileBook.open(clean_file)
    set_parameter(book, "Logo", "manca.svg")
    book.save()
    with pytest.raises(
        CstError, match=r"manca\.svg» non si può leggere: controllarne il nome nel foglio Parametri"
    ):
        publishing.report_file(clean_file, tmp_path / "out", now, draft=False)
    assert not (tmp_path / "out").exists()


def test_an_example_parameter_list_names_every_parameter():
    from cst_xl.core.parameters import PARAMETERS

    raw = example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")
    assert [row[0] for row in raw["parametri"][1:]] == [one.label for one in PARAMETERS]
