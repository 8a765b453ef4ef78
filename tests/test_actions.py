"""The actions, on the double that ships and on a file."""

from __future__ import annotations

from datetime import datetime

import pytest

from cst_xl import actions
from cst_xl.core.book import MemoryBook
from cst_xl.core.errors import CstError
from cst_xl.core.periods import Period
from cst_xl.workbook import example, layout, resources
from cst_xl.workbook.file import FileBook


@pytest.fixture(params=["memory", "file"])
def book(request, workbook):
    if request.param == "file":
        return FileBook.open(workbook)
    raw = example.read_folder(resources.folder("workbooks") / actions.EXAMPLE)
    return MemoryBook.of(example.grids(raw))


def test_verify_says_how_many_findings_there_are(book):
    edition = actions.verify(book)
    title, message = book.told[-1]
    assert title == "Verifica dati"
    errors = sum(1 for one in edition.findings if one.severity == "error")
    assert message.startswith(f"{errors} errori")


def test_calculate_says_what_was_computed(book):
    actions.calculate(book)
    title, message = book.told[-1]
    assert title == "Calcola"
    assert "2° trimestre 2016: " in message


def test_calculating_without_a_period_says_so():
    empty = MemoryBook()
    actions.calculate(empty)
    assert "Manca il periodo" in empty.told[-1][1]


def test_a_quiet_edition_is_said_to_be_quiet():
    assert actions.summary(actions.calculate(MemoryBook.of(_only_a_period()))).startswith(
        ("Nessun", "0 errori")
    )


def _only_a_period():
    return example.grids({"parametri": [["Voce", "Valore"], ["Periodo", "2016-T2"]]})


def test_a_new_template_has_its_catalogues_and_no_raw_data(tmp_path):
    made = actions.new_template(Period.quarter(2016, 3), tmp_path / "nuovo" / "Focus_2016-T3.xlsx")
    book = FileBook.open(made.path)
    edition = book.edition()
    assert str(edition.period) == "2016-T3"
    assert len(edition.tables["catalogo_sla"]) == 11
    assert len(edition.tables["ticket_mensili"]) == 0
    assert not [one for one in edition.findings if one.severity == "error"]


def test_the_same_raw_data_make_the_same_bytes(tmp_path, built_example):
    again = actions.demo(tmp_path / "ancora.xlsx").path
    assert again.read_bytes() == built_example.read_bytes()


def example_book(**facts):
    raw = example.read_folder(resources.folder("workbooks") / actions.EXAMPLE)
    book = MemoryBook.of(example.grids(raw))
    for name, value in facts.items():
        setattr(book, name, value)
    return book


class TestCalculate:
    def test_it_says_when_it_was(self):
        book = example_book(names={layout.UPDATED_NAME: "Istruzioni!$B$3"})
        actions.calculate(book, lambda: datetime(2016, 7, 4, 9, 5))
        assert book.cells["Istruzioni"][2][1] == "aggiornato il 04/07/2016 alle 09:05"
        assert book.told[-1][1].startswith("Calcolo aggiornato il 04/07/2016 alle 09:05. 2° trimestre 2016: ")

    def test_a_workbook_without_that_cell_is_calculated_all_the_same(self):
        book = example_book()
        before = {sheet: [list(row) for row in grid] for sheet, grid in book.cells.items()}
        actions.calculate(book)
        assert book.cells == before


class TestImport:
    def test_giving_up_changes_nothing(self):
        book = example_book()
        assert actions.import_file(book) is None
        assert book.told == [("Importa", "Nessun file scelto: non è cambiato nulla.")]

    def test_nothing_is_asked_when_there_is_nothing_new(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("Giorno di chiusura;Motivo\n", encoding="utf-8")
        book = example_book()
        book.answers.file = path
        actions.import_file(book)
        assert book.answers.questions == ["Scegliere il file da importare"]

    def test_everything_is_told_before_it_is_done(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("Giorno di chiusura;Motivo\n24/06/2016;Patrono\n", encoding="utf-8")
        book = example_book()
        book.answers.file = path
        plan = actions.import_file(book)
        assert plan.new == 1
        assert "1 riga: 1 nuova, 0 già presenti.\n\nAggiungere le righe nuove?" in book.answers.questions[-1]
        assert not any("24/06/2016" in map(str, row) for row in book.cells["Parametri"])

    def test_tickets_of_a_workbook_arrive_as_texts(self, tmp_path):
        import openpyxl

        exported = openpyxl.Workbook()
        exported.active.append(["Giorno di chiusura", "Motivo"])
        exported.active.append([datetime(2016, 6, 24), "Patrono"])
        exported.save(tmp_path / "a.xlsx")
        book = example_book()
        book.answers.file, book.answers.agree = tmp_path / "a.xlsx", True
        actions.import_file(book)
        assert any(row[4:6] == ["24/06/2016", "Patrono"] for row in book.cells["Parametri"])


class TestPublish:
    def test_a_pdf_of_that_name_is_replaced_only_when_the_person_says_so(self, tmp_path):
        path = tmp_path / "Focus_2016-T2.pdf"
        path.write_bytes(b"firmato")
        printed = []
        book = example_book(path=tmp_path / "Focus.xlsm", on_print=lambda *given: printed.append(given))
        book.confirm = lambda _, question: "esiste già" not in question
        assert actions.publish(book) is None
        assert printed == []
        assert "è rimasto com'era" in book.told[-1][1]
        book.confirm = lambda *_: True
        assert actions.publish(book) == path
        assert printed == [("Focus", path)]

    def test_a_pdf_with_errors_in_the_findings_says_so_in_its_message(self, tmp_path):
        book = example_book(path=tmp_path / "Focus.xlsm", on_print=lambda *_: None)
        book.answers.agree = True
        actions.publish(book)
        assert "Attenzione: " in book.told[-1][1]

    def test_a_workbook_on_no_disk_has_no_place_for_the_pdf(self):
        with pytest.raises(CstError, match="non è salvata in una cartella di questo PC"):
            actions.publish(example_book())

    def test_without_a_quarter_there_is_no_focus(self):
        with pytest.raises(CstError, match="Manca il periodo"):
            actions.publish(MemoryBook())

    def test_a_pdf_that_can_t_be_replaced_is_told_before_anything_is_printed(self, tmp_path):
        (
            tmp_path / "Focus_2016-T2.pdf"
        ).mkdir()  # like a file that another program holds: it can't be written
        book = example_book(path=tmp_path / "Focus.xlsm", on_print=lambda *_: None)
        book.answers.agree = True
        with pytest.raises(CstError, match="aperto in un altro programma"):
            actions.publish(book)


class TestNextQuarter:
    def test_the_next_workbook_has_settings_history_and_no_data(self, tmp_path):
        book = example_book(path=tmp_path / "Focus_2016-T2.xlsx")
        book.answers.agree = True
        made = actions.next_quarter(book)
        following = FileBook.open(made)
        edition = following.edition()
        assert made.name == "Focus_2016-T3.xlsx"
        assert str(edition.period) == "2016-T3"
        assert len(edition.tables["storico"]) > 150
        assert len(edition.tables["ticket_mensili"]) == 0
        assert not [one for one in edition.findings if one.severity == "error"]

    def test_a_workbook_with_macros_is_followed_by_one_with_macros(self, tmp_path):
        book = example_book(path=tmp_path / "Focus_2016-T2.xlsm", name="Focus_2016-T2.xlsm")
        book.answers.agree = True
        made = actions.next_quarter(book)
        assert made.name == "Focus_2016-T3.xlsm"
        assert "xl/vbaProject.bin" in FileBook.open(made).package.names
        assert [one.name for one in tmp_path.iterdir()] == [made.name]

    def test_errors_keep_it_from_being_made_unless_the_person_insists(self, tmp_path):
        book = example_book(path=tmp_path / "Focus_2016-T2.xlsx")
        assert actions.next_quarter(book) is None
        assert list(tmp_path.iterdir()) == []
        assert "non è stata creata" in book.told[-1][1]


def test_the_diagnosis_is_of_the_workbook_s_own_file(tmp_path):
    book = MemoryBook(path=tmp_path / "Focus.xlsm")
    actions.diagnose(book, lambda path: f"esaminato {path.name}")
    assert book.told == [("Diagnostica", "esaminato Focus.xlsm")]
