"""One contract for every book: the same cells in, the same cells out; the same command, the same closing message."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from cst_xl.actions import telling
from cst_xl.core.book import OffersSeveral, ask_files, located, place
from cst_xl.core.edition import compute
from cst_xl.core.errors import CstError
from cst_xl.core.kinds import CellError, moment
from cst_xl.core.tables import HEADER_ROW
from cst_xl.hosts.running import ACTIONS, perform
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.commands import COMMANDS
from tests.contract.adapters import ADAPTERS, UPDATED

FREE = "T50"
"""A cell of the home sheet with nothing around it."""


@pytest.fixture(params=list(ADAPTERS))
def adapter(request, workbook):
    return ADAPTERS[request.param].of(workbook)


@pytest.fixture
def book(adapter):
    return adapter.book


def cell(book, sheet, ref):
    """A cell's value; None where there is nothing."""
    row, column = place(ref)
    grid = book.values(sheet)
    line = grid[row - 1] if row <= len(grid) else []
    value = line[column - 1] if column <= len(line) else None
    return None if value == "" else value


def contents(book):
    """Everything that the workbook holds, empty cells left out."""
    return {
        (sheet, row, column): value
        for sheet in book.sheets()
        for row, line in enumerate(book.values(sheet))
        for column, value in enumerate(line)
        if value not in (None, "")
    }


class TestCells:
    def test_it_says_its_name_and_where_it_is_saved(self, book, workbook):
        assert book.name == workbook.name
        assert book.path == workbook

    def test_sheets_come_in_the_order_of_the_tabs(self, book):
        wanted = [sheet for sheet in layout.sheet_order(SECTIONS) if sheet in book.sheets()]
        assert [sheet for sheet in book.sheets() if sheet in wanted] == wanted
        assert layout.HOME in wanted

    def test_cells_come_from_the_first_row_and_column_on(self, book):
        table = SECTIONS[0].raw[0]
        headers = [column.header for column in table.columns]
        assert list(book.values(table.sheet)[HEADER_ROW - 1])[: len(headers)] == headers

    def test_a_sheet_that_isn_t_there_has_no_rows(self, book):
        assert list(book.values("Nessun foglio")) == []

    def test_a_name_gives_its_reference_whatever_its_capitals(self, book):
        assert book.named("CST_Aggiornato") == UPDATED
        assert located(book.named("dati_sla"))[0] == "Dati SLA"

    def test_a_name_that_isn_t_there_gives_nothing(self, book):
        assert book.named("nessun_nome") is None

    @pytest.mark.parametrize("value", ["testo", "à → №", 1715, Decimal("0.485"), -3, True])
    def test_a_value_is_read_as_it_was_written(self, book, value):
        book.write("Istruzioni", FREE, [[value]])
        found = cell(book, "Istruzioni", FREE)
        assert (float(found) if isinstance(value, Decimal) else found) == (
            float(value) if isinstance(value, Decimal) else value
        )

    def test_a_moment_is_read_as_the_same_moment(self, book):
        when = datetime(2016, 4, 1, 9, 30)
        book.write("Istruzioni", FREE, [[when]])
        assert moment(cell(book, "Istruzioni", FREE)) == when

    @pytest.mark.parametrize("sheet", ["Istruzioni", "Dati Ticket"])
    @pytest.mark.parametrize(
        "text", ["=1+1", "+39 055", "-5", "@SOMMA(A1)", "'apice", "1.715", "12", "01/04/2016", "VERO", "\tx"]
    )
    def test_a_text_stays_a_text_whatever_it_looks_like(self, book, sheet, text):
        book.write(sheet, FREE, [[text]])
        assert cell(book, sheet, FREE) == text

    def test_nothing_clears_a_cell(self, book):
        book.write("Istruzioni", FREE, [["x", "y"]])
        book.write("Istruzioni", FREE, [[None, ""]])
        assert cell(book, "Istruzioni", FREE) is None
        assert cell(book, "Istruzioni", "U50") is None

    def test_a_block_changes_its_own_cells_and_no_other(self, book):
        before = contents(book)
        book.write("Dati Servizi", "H60", [["a", "b", "c"], ["d"]])
        written = {
            ("Dati Servizi", 59, 7): "a",
            ("Dati Servizi", 59, 8): "b",
            ("Dati Servizi", 59, 9): "c",
            ("Dati Servizi", 60, 7): "d",
        }
        assert contents(book) == before | written

    def test_an_empty_block_changes_nothing(self, book):
        before = contents(book)
        book.write("Dati Servizi", "H60", [])
        book.write("Dati Servizi", "H60", [[]])
        assert contents(book) == before

    def test_an_error_value_is_an_error_value(self, adapter, book):
        adapter.spoil("Dati Servizi", "C6")
        assert cell(book, "Dati Servizi", "C6") == CellError("#N/A")


class TestPerson:
    def test_the_file_that_is_chosen_is_handed_over(self, adapter, book, tmp_path):
        adapter.answer(file=tmp_path / "dati.csv")
        assert book.ask_file("Scegliere", ("*.csv",)) == tmp_path / "dati.csv"

    def test_giving_up_the_choice_hands_over_nothing(self, adapter, book):
        adapter.answer()
        assert book.ask_file("Scegliere", ("*.csv", "*.xlsx")) is None
        assert adapter.questions() == ["Scegliere"]

    def test_several_files_can_be_chosen_at_once(self, adapter, book, tmp_path):
        paths = [tmp_path / f"nagios-0{month}-01-2016-00.log" for month in (5, 6, 7)]
        adapter.choose(*paths)
        chosen = ask_files(book, "Scegliere", ("*.log",))
        assert list(chosen) == (paths if isinstance(book, OffersSeveral) else paths[:1])

    def test_giving_up_the_choice_of_several_hands_over_none(self, adapter, book):
        adapter.answer()
        assert ask_files(book, "Scegliere", ("*.csv", "*.xlsx")) == ()
        assert adapter.questions() == ["Scegliere"]

    @pytest.mark.parametrize("agree", [True, False])
    def test_a_question_is_asked_and_answered(self, adapter, book, agree):
        adapter.answer(agree=agree)
        assert book.confirm("Titolo", "Va bene così?") is agree
        assert adapter.questions() == ["Va bene così?"]
        assert adapter.told() == []

    def test_a_message_reaches_the_person(self, adapter, book):
        book.tell("Titolo", "Fatto: è andata bene.")
        assert adapter.told() == [("Titolo", "Fatto: è andata bene.")]

    def test_progress_is_shown_until_it_ends(self, adapter, book):
        book.progress("Calcolo…")
        assert adapter.bar() in (None, "Calcolo…")
        book.progress("")
        assert adapter.bar() in (None, "")

    def test_a_sheet_is_printed_or_the_refusal_says_why(self, adapter, book, tmp_path):
        path = tmp_path / "Focus è mio.pdf"
        if adapter.prints:
            book.export_pdf("Focus", path)
            assert path.read_bytes().startswith(b"%PDF")
        else:
            with pytest.raises(CstError, match="serve un programma di calcolo"):
                book.export_pdf("Focus", path)


LABELS = {command.action: command.label.rstrip("…") for command in COMMANDS}


class TestCommands:
    """The six commands, told once, on every book."""

    def test_the_list_of_commands_has_an_action_each(self):
        assert set(LABELS) == set(ACTIONS)

    @pytest.mark.parametrize("name", list(ACTIONS))
    def test_a_command_ends_in_one_message_of_its_name_and_an_empty_bar(self, adapter, name):
        adapter.answer()  # chooses nothing, agrees to nothing
        perform(name, adapter.book)
        assert [title for title, _ in adapter.told()] == [LABELS[name]]
        assert adapter.bar() in (None, "")

    def test_verify_tells_how_many_findings_there_are(self, adapter, book):
        assert perform("verifica", book)
        edition = compute(SECTIONS, book.values)
        assert adapter.told()[-1][1] == telling.summary(edition)
        assert "errori" in adapter.told()[-1][1]

    def test_calculate_leaves_when_it_was_on_the_home_sheet(self, adapter, book):
        assert perform("calcola", book)
        updated = cell(book, *located(UPDATED))
        assert updated.startswith("aggiornato il ")
        assert updated in adapter.told()[-1][1]

    def test_calculate_changes_nothing_but_that_cell(self, book):
        before = contents(book)
        assert perform("calcola", book)
        after = contents(book)
        changed = {place for place in before | after if before.get(place) != after.get(place)}
        assert changed == {("Istruzioni", 39, 19)}

    def test_a_computed_cell_without_a_result_is_told_instead_of_a_success(self, adapter, book):
        adapter.spoil("Istruzioni", FREE)
        book.recalculate = lambda: None  # whatever computes here can't: the cell stays as it is
        assert not perform("calcola", book)
        assert (
            "1 cella calcolata non ha un risultato: nel foglio Istruzioni la cella T50"
            in adapter.told()[-1][1]
        )
        assert cell(book, *located(UPDATED)) is None

    def test_import_adds_rows_once(self, adapter, book, tmp_path):
        file = tmp_path / "servizi in più.csv"
        file.write_text("Voce;Valore pubblicato\nprova.uno;1.715\nprova.due;=1+1\n", encoding="utf-8")
        adapter.answer(file=file, agree=True)
        assert perform("importa", book)
        column = [line[0] for line in book.values("Dati Pubblicati") if line]
        values = [line[1] for line in book.values("Dati Pubblicati") if line]
        assert column[-2:] == ["prova.uno", "prova.due"]
        assert values[-2:] == ["1.715", "=1+1"]
        assert "2 righe aggiunte" in adapter.told()[-1][1]
        before = contents(book)
        assert perform("importa", book)
        assert contents(book) == before
        assert "Non è cambiato nulla" in adapter.told()[-1][1]

    def test_import_never_overwrites_without_being_told_to(self, adapter, book, tmp_path):
        voce, valore = ([line[at] for line in book.values("Dati Pubblicati")][HEADER_ROW] for at in (0, 1))
        file = tmp_path / "altro.csv"
        file.write_text(f"Voce;Valore pubblicato\n{voce};un altro valore\n", encoding="utf-8")
        before = contents(book)
        adapter.answer(file=file, agree=False)
        assert perform("importa", book)
        assert contents(book) == before
        assert f"«un altro valore», nella cella B6 c'è «{valore}»" in adapter.told()[-1][1]
        adapter.answer(file=file, agree=True)
        assert perform("importa", book)
        assert cell(book, "Dati Pubblicati", "B6") == "un altro valore"

    def test_the_focus_is_printed_beside_the_workbook(self, adapter, book, workbook):
        adapter.answer(agree=True)
        done = perform("focus", book)
        path = workbook.with_name("Focus_2016-T2_BOZZA.pdf")  # the example has errors
        assert done is adapter.prints is path.exists()
        assert workbook.with_name("pubblicati").exists() is adapter.prints
        assert ("serve un programma di calcolo" in adapter.told()[-1][1]) is not adapter.prints

    def test_the_focus_with_errors_is_printed_only_if_the_person_insists(self, adapter, book, workbook):
        adapter.answer(agree=False)
        assert perform("focus", book)
        assert "Il Focus non è stato generato. 17 errori" in adapter.told()[-1][1]
        assert not list(workbook.parent.glob("Focus_2016-T2*.pdf"))

    def test_the_next_quarter_is_made_once_and_this_one_stays(self, adapter, book, workbook):
        adapter.answer(agree=True)
        before = contents(book)
        assert perform("nuovo_trimestre", book), adapter.told()
        made = workbook.with_name("Focus_2016-T3.xlsx")
        assert made.is_file()
        assert str(made) in adapter.told()[-1][1]
        assert contents(book) == before
        content = made.read_bytes()
        assert not perform("nuovo_trimestre", book)
        assert "esiste già" in adapter.told()[-1][1]
        assert made.read_bytes() == content

    def test_the_diagnosis_counts_its_checks(self, adapter, book):
        assert perform("diagnostica", book)
        assert "controlli" in adapter.told()[-1][1]


class TestFailure:
    def test_an_unexpected_failure_is_one_sentence_and_the_cells_are_as_before(
        self, adapter, book, tmp_path, monkeypatch
    ):
        monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
        before = contents(book)

        def broken(one):
            one.progress("A metà…")
            one.write("Dati Servizi", "B6", [["rotto"], ["rotto"]])
            one.write("Dati Servizi", "B7", [["rotto due volte"]])
            raise ZeroDivisionError("per prova")

        assert not perform("verifica", book, {"verifica": broken})
        ((title, message),) = adapter.told()
        assert title == "Verifica dati"
        assert str(tmp_path / "cst_xl.log") in message
        assert "la cartella è come prima" in message
        assert "ZeroDivisionError: per prova" in (tmp_path / "cst_xl.log").read_text(encoding="utf-8")
        assert contents(book) == before
        assert adapter.bar() in (None, "")

    def test_a_refusal_is_told_as_it_is_and_undone_as_well(self, adapter, book):
        before = contents(book)

        def refusing(one):
            one.write("Dati Servizi", "H60", [["x"]])
            raise CstError("Così non va.")

        assert not perform("calcola", book, {"calcola": refusing})
        assert adapter.told()[-1][1].startswith("Così non va.")
        assert contents(book) == before

    def test_a_command_that_doesn_t_exist_is_a_message(self, adapter, book):
        assert not perform("balla", book)
        assert "«balla» non esiste" in adapter.told()[-1][1]
