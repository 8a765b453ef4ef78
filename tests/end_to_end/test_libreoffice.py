"""The whole system in a real LibreOffice: cells that compute, commands that act, a worker that fails, files that last.

One office runs for most tests; each opens its own document. Another one has short time limits and a worker that can be
made to misbehave.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import time
import zipfile
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from benchmarks.compute import tickets
from cst_xl.actions import checking, quarters, telling
from cst_xl.core.book import located
from cst_xl.core.edition import raw_tables
from cst_xl.functions import CATALOGUE
from cst_xl.functions.catalogue import ERROR_MARK
from cst_xl.hosts.libreoffice import extension, install, values
from cst_xl.hosts.libreoffice.component.settings import Settings
from cst_xl.hosts.libreoffice.office import Office, find, own_environment
from cst_xl.sections import SECTIONS
from cst_xl.workbook import layout
from cst_xl.workbook.file import FileBook
from tests.end_to_end import office_session, unruly_worker
from tests.end_to_end.office_session import ALWAYS_MACROS, NEVER_MACROS, ODS, XLSM, XLSX, OfficeSession

pytestmark = pytest.mark.office

RAW = raw_tables(SECTIONS)
COMPUTED = [sheet for sheet in layout.sheet_order(SECTIONS) if sheet not in {table.sheet for table in RAW}]


@pytest.fixture(scope="module")
def program():
    return office_session.required()


@pytest.fixture(scope="module")
def office(program, tmp_path_factory):
    """An office as a person has it who installed the extension."""
    oxt = office_session.built_extension(tmp_path_factory.mktemp("estensione"))
    with OfficeSession(program, tmp_path_factory.mktemp("ufficio"), oxt) as session:
        yield session


@pytest.fixture
def document(office, workbook):
    """The example quarter, open, with macros off, as they are when nobody has allowed them."""
    opened = office.open(workbook, NEVER_MACROS)
    opened.recalculate()
    yield opened
    opened.close()


def differences(document, edition):
    """Figures whose cell shows something else than the core computes, and how many were compared."""
    shown = document.names()
    wrong, compared = {}, 0
    for figure in edition.figures:
        name = layout.figure_name(figure.id)
        if name not in shown:
            continue
        compared += 1
        cell, value = shown[name], figure.unit.cell(figure.value)
        if isinstance(cell, str):
            right = cell in {figure.text, str(value if value is not None else "")}
        else:
            right = value is not None and cell == pytest.approx(float(value), rel=1e-12, abs=1e-12)
        if not right:
            wrong[figure.id] = (cell, value)
    return wrong, compared


def complaints(document):
    """Computed cells that hold an error or a message of a function that couldn't run."""
    found = []
    for sheet, rows in document.all_shown().items():
        for row in rows if sheet in COMPUTED else ():
            found += [value for value in row if value is None or str(value).startswith(ERROR_MARK)]
    return found


def written(workbook, *blocks):
    """The edition that the core computes after these blocks were written into the file."""
    book = FileBook.open(workbook)
    for sheet, top_left, rows in blocks:
        book.write(sheet, top_left, rows)
    return book.edition()


def content(document):
    """What people have filled in, cell by cell."""
    shown = document.all_shown()
    found = {}
    for table in RAW:
        area = layout.range_area(table)
        columns = slice(area.column - 1, area.last_column)
        for down, row in enumerate(shown[table.sheet]):
            filled = {
                (table.sheet, down, right): value for right, value in enumerate(row[columns]) if value != ""
            }
            found |= filled
    return found


# computing


def test_every_named_figure_equals_what_compute_prints(office, workbook):
    """The stored values are taken out first, so whatever is shown was computed here."""
    emptied = workbook.with_name("vuota.xlsx")
    _without_stored_values(workbook, emptied)
    document = office.open(emptied)
    document.recalculate()
    wrong, compared = differences(document, FileBook.open(workbook).edition())
    assert wrong == {}
    assert compared > 150
    assert complaints(document) == []
    assert list(_other_cells(document.all_shown(), FileBook.open(workbook))) == []
    document.close()


def _other_cells(shown, stored):
    """Cells whose value isn't the one that the file holds.

    Where a block says nothing, a file holds a space; a reference to an empty cell is a zero in Calc, which its format
    hides.
    """
    for sheet in COMPUTED:
        for down, row in enumerate(stored.values(sheet)):
            for right, value in enumerate(row):
                wanted = values.shown(value.strip() if isinstance(value, str) else value)
                found = shown[sheet][down][right] if down < len(shown[sheet]) else ""
                if isinstance(wanted, float):
                    same = found == pytest.approx(wanted)
                else:
                    same = found == wanted or (found == 0 and wanted == "")
                if not same:
                    yield sheet, down, right, found, wanted


def _without_stored_values(source, target):
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for entry in before.infolist():
            part = before.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>|<f/>|<f [^>]*/>)<v[^>]*>[^<]*</v>", rb"\1", part)
            after.writestr(entry, part)


def test_changed_raw_cells_change_the_figures_as_in_the_core(document, workbook):
    blocks = [
        ("Dati Ticket Mensili", "F6", [["1.400"]]),
        ("Dati SLA", "D6", [["97,5%"]]),
        ("Dati Credenziali", "B6", [["200"]]),
    ]
    edition = written(workbook, *blocks)
    for sheet, cell, rows in blocks:
        document.put(sheet=sheet, cells=cell, rows=rows)
    wrong, compared = differences(document, edition)
    assert wrong == {}
    assert compared > 150


def test_five_thousand_pasted_tickets_are_counted_as_in_the_core_and_cleared_they_are_blank(
    document, workbook
):
    rows = tickets(5_000)
    area = f"A6:{'ABCDEFGHIJKLMN'[len(rows[0]) - 1]}{5 + len(rows)}"
    clear_months = [[None] * 11] * 4
    edition = written(workbook, ("Dati Ticket", "A6", rows), ("Dati Ticket Mensili", "A6", clear_months))
    document.clear(sheet="Dati Ticket Mensili", cells="A6:K9")
    document.put(sheet="Dati Ticket", cells=area, rows=rows)
    wrong, compared = differences(document, edition)
    assert wrong == {}
    assert compared > 150
    assert edition.figure("ticket.totale.gestiti").value
    document.clear(sheet="Dati Ticket", cells=area)
    assert document.names()[layout.figure_name("ticket.totale.gestiti")] == ""
    assert complaints(document) == []


def test_without_any_raw_data_computed_cells_are_blank_and_none_is_an_error(document):
    for table in RAW:
        area = layout.range_area(table)
        body = layout.Area(area.sheet, area.row + 1, area.column, area.rows - 1, area.columns)
        document.clear(sheet=area.sheet, cells=body.local)
    assert complaints(document) == []
    figures = {
        name: value for name, value in document.names().items() if name.startswith(("sla.", "ticket."))
    }
    assert figures
    assert set(figures.values()) <= {"", 0.0}


def test_a_workbook_that_is_opened_before_a_person_follows_every_change(office, workbook):
    document = office.open(workbook, hidden=False)
    document.put(sheet="Dati Credenziali", cells="B6", rows=[["1.715"]])
    assert document.names()["credenziali.2007"] == 1715
    document.close()


def test_a_cell_is_taken_for_what_it_shows(office, tmp_path):
    """Dates, times, truth values, blanks, errors and ranges arrive as such, or the result would be a wrong number."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([date(2016, 4, 1), clock(9, 30), True, None, "=1/0", "1.715", datetime(2016, 4, 1, 8, 30)])
    formulas = {
        "=cst_periodo(A1)": "Aprile 2016",
        "=cst_fascia_oraria(B1)": "08:00-18:00",
        "=cst_numero(C1)": "#CST! «VERO»",
        "=cst_numero(D1)": "",
        "=cst_numero(E1)": "#CST! «#DIV/0!»",
        "=cst_numero(F1)": "1715",
        '=cst_ore_lavorative(G1,"01/04/2016 10:30")': "2",
        "=cst_diff(A1:B1,2)": "#CST! «un intervallo di più celle»",
        "=cst_quasi(cst_diff(100,168.4))": "quasi il 70%",
        "=cst_fascia_oraria(9,,20)": "08:00-20:00",
        '=cst_ore_lavorative(G1,"04/04/2016 10:30",,,A1:A1)': "2",
    }  # fmt: skip
    for row, formula in enumerate(formulas, 3):
        sheet.cell(row, 1).value = formula
    path = tmp_path / "celle.xlsx"
    book.save(path)
    document = office.open(path)
    shown = document.shown("Sheet", [f"A{row}" for row in range(3, 3 + len(formulas))])
    found = dict(zip(formulas, shown, strict=True))
    assert {
        f: text for f, text in found.items() if not text.casefold().startswith(formulas[f].casefold())
    } == {}
    assert found["=cst_numero(D1)"] == ""
    document.close()


def test_a_name_typed_in_calc_reaches_the_same_function(office):
    """What a person types is bound to the add-in, in every version; there empty cells are zeros, and dates numbers."""
    document = office.new()
    document.put(sheet="Sheet1", cells="A1:A2", rows=[["Q2 2016"], [5.0]])
    document.put(sheet="Sheet1", cells="B1:B2", rows=[[42461.0], [9.5 / 24]])
    formulas = {
        "=CST_PERIODO(A1)": "2° trimestre 2016",
        "=cst_periodo(B1)": "Aprile 2016",
        "=cst_periodo(C9)": "",
        "=CST_DIFF(A2;6)": "0.2",
        "=CST_FASCIA_ORARIA(9;C9)": "08:00-18:00",
        "=CST_FASCIA_ORARIA(B2)": "08:00-18:00",
    }
    cells = [f"A{row}" for row in range(3, 3 + len(formulas))]
    for cell, text in zip(cells, formulas, strict=True):
        document.formula(sheet="Sheet1", cell=cell, text=text)
    shown = document.shown("Sheet1", cells)
    document.close()
    assert [text.casefold() for text in shown] == [text.casefold() for text in formulas.values()]


@pytest.mark.parametrize("separator", [";", None], ids=["typed in Calc", "read from a file"])
def test_a_range_of_moments_is_answered_cell_by_cell(office, tmp_path, separator):
    """One call for the column: a number for each pair, a message for what is no moment, nothing for a blank."""
    rows = [["01/04/2016 17:30", "04/04/2016 09:00"], ["ieri", "04/04/2016 09:00"], ["", ""]]
    if separator is None:
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        formula = "=cst_ore_lavorative(A1:A3,B1:B3)"
        book.worksheets[0]["C1"] = ArrayFormula("C1:C3", formula)
        book.save(tmp_path / "colonna.xlsx")
        document, sheet = office.open(tmp_path / "colonna.xlsx"), "Sheet"
    else:
        document, sheet = office.new(), "Sheet1"
        document.put(sheet=sheet, cells="A1:B3", rows=rows)
        document.array_formula(sheet=sheet, cells="C1:C3", text="=CST_ORE_LAVORATIVE(A1:A3;B1:B3)")
    shown = document.shown(sheet, ["C1", "C2", "C3"])
    document.close()
    assert shown[0] in {"1,5", "1.5"}
    assert shown[1].startswith("#CST! «ieri»")
    assert shown[2] == ""


def test_the_function_wizard_knows_every_function_in_italian(office):
    known = {name: (text, arguments) for name, _, text, arguments in office.ask("functions")}
    assert known == {
        function.name.upper(): (
            function.help,
            [[one.name, one.help, one.optional or not one.table] for one in function.arguments],
        )
        for function in CATALOGUE
    }


# files


@pytest.mark.parametrize(("kind", "suffix"), [(XLSX, ".xlsx"), (ODS, ".ods")])
def test_saved_and_opened_again_it_computes_the_same(office, document, workbook, tmp_path, kind, suffix):
    path = tmp_path / f"salvata{suffix}"
    document.recalculate()
    document.save(url=path.as_uri(), kind=kind)
    again = office.open(path)
    again.recalculate()
    again.put(sheet="Dati Ticket Mensili", cells="F6", rows=[["1.400"]])
    wrong, compared = differences(again, written(workbook, ("Dati Ticket Mensili", "F6", [["1.400"]])))
    assert wrong == {}
    assert compared > 150
    again.close()


def test_a_saved_workbook_file_calls_the_functions_by_names_that_excel_knows(document, workbook, tmp_path):
    path = tmp_path / "salvata.xlsx"
    document.formula(sheet="Dati Servizi", cell="J60", text="=CST_DIFF(10;12)")  # bound to the add-in
    document.array_formula(sheet="Dati Servizi", cells="J61:K62", text="=CST_SERVIZI(dati_servizi;dati_registro_servizi;dati_parametri;dati_chiusure;2)")  # fmt: skip
    document.save(url=path.as_uri(), kind=XLSX)
    before, after = calls(workbook), calls(path)
    assert len(after) == len(before) + 2
    assert all(re.fullmatch(r"cst_\w+\(.*\)", call, re.IGNORECASE) for call in after)
    assert document.shown("Dati Servizi", ["J60"]) == ["0.2"]


def test_a_workbook_saved_by_calc_can_be_computed_without_it(document, workbook, tmp_path):
    path = tmp_path / "salvata.xlsx"
    document.recalculate()
    document.save(url=path.as_uri(), kind=XLSX)
    wanted = {figure.id: figure.value for figure in FileBook.open(workbook).edition().figures}
    assert {figure.id: figure.value for figure in checking.check_file(path).figures} == wanted


def calls(path):
    """Formulas of a workbook file that call a function of ours."""
    with zipfile.ZipFile(path) as archive:
        sheets = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    return [
        call for sheet in sheets for call in re.findall(r"<f[^>]*>([^<]*cst_[^<]*)</f>", sheet, re.IGNORECASE)
    ]


def test_nothing_of_the_extension_stays_in_the_library_of_the_person(program, tmp_path):
    oxt = office_session.built_extension(tmp_path)
    with OfficeSession(program, tmp_path, oxt) as session:
        assert "CstXlFunzioni" in session.ask("modules")
    assert not list((session.profile / "user" / "basic").rglob("CstXl*"))


def test_a_sheet_is_printed_from_the_command_line_with_numbers_as_italians_write_them(
    program, workbook, tmp_path
):
    """A macro workbook, whose macros may not run: its cells are computed all the same."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler isn't installed")
    source = quarters.demo(tmp_path / "Focus.xlsm").path
    target = tmp_path / "Focus è mio.pdf"
    install.print_pdf(find({**os.environ, "CST_SOFFICE": str(program)}), source, target, "Focus")
    text = subprocess.run(
        ["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "1.016" in text
    assert "98,985%" in text
    assert "#" not in text
    assert checking.check_file(source)


# installing


def test_the_extension_is_installed_for_a_person_and_taken_out_again(program, workbook, tmp_path):
    """LibreOffice refuses extensions for root: where the tests run as root, somebody else installs."""
    root = os.geteuid() == 0
    folder = tmp_path / "profilo"
    folder.mkdir()
    for one in (tmp_path, *tmp_path.parents[:3]):
        one.chmod(0o755)
    if root:
        os.chown(folder, 65534, 65534)
    somebody = Office(
        find({**os.environ, "CST_SOFFICE": str(program)}),
        folder,
        user=65534 if root else None,
        environment={**own_environment(os.environ), "HOME": str(folder), "TMPDIR": str(folder)},
    )
    install.install(somebody)
    install.install(somebody)  # an older one is replaced
    assert install.is_installed(somebody)
    copied = shutil.copytree(folder, tmp_path / "copia")
    with OfficeSession(program, tmp_path / "altrove", None, profile=copied) as session:
        document = session.open(workbook)
        document.recalculate()
        assert complaints(document) == []
    install.uninstall(somebody)
    assert not install.is_installed(somebody)


# commands


def test_verify_and_calculate_from_a_macro_or_the_menu(document, workbook):
    told = document.call(name="verifica", given=[True])
    assert told == telling.summary(FileBook.open(workbook).edition())
    told = document.call(name="calcola", given=[True])
    sheet, cell = located(FileBook.open(workbook).named(layout.UPDATED_NAME))
    assert document.shown(sheet, [cell])[0] in told
    assert document.undo_titles()[0] == "CST: Calcola"
    document.undo()
    assert document.shown(sheet, [cell])[0] not in told


def test_verify_shows_the_findings_of_what_was_just_pasted(document):
    document.put(sheet="Dati Ticket Mensili", cells="F7", rows=[["64 7"]])
    document.call(name="verifica", given=[True])
    findings = [row[5] for row in document.all_shown()["Controlli"] if len(row) > 5]
    assert any("F7" in str(one) and "64 7" in str(one) for one in findings)


def test_the_diagnosis_speaks_of_this_program(document):
    assert document.call(name="diagnostica", given=[True]).startswith("Tutto a posto: 4 controlli")


def test_generate_focus_prints_the_sheet_and_publishes_the_bulletin(document, workbook):
    """The example has errors on purpose, and the person agrees to a draft."""
    assert document.call(name="focus", given=[True]).startswith("BOZZA del Focus pronto")
    assert workbook.with_name("Focus_2016-T2_BOZZA.pdf").read_bytes().startswith(b"%PDF")
    published = {path.name for path in (workbook.parent / "pubblicati").rglob("*") if path.is_file()}
    assert {"Focus_2016-T2_BOZZA.pdf", "Focus_2016-T2_BOZZA.html", "datapackage.json"} <= published


def test_generate_focus_without_the_consent_to_a_draft_makes_nothing(document, workbook):
    raw, titles = content(document), document.undo_titles()
    assert document.call(name="focus", given=[False]).startswith("Il Focus non è stato generato.")
    assert list(workbook.parent.glob("**/*.pdf")) == []
    assert (content(document), document.undo_titles()) == (raw, titles)


def test_an_import_can_be_undone_in_one_step(document, tmp_path):
    file = tmp_path / "cifre.csv"
    file.write_text("Voce;Valore pubblicato\nprova.uno;1.715\n", encoding="utf-8")
    before = content(document)
    assert "1 riga aggiunta" in document.call(name="importa", given=[True, str(file)])
    after = content(document)
    assert after != before
    document.undo()
    assert content(document) == before
    document.redo()
    assert content(document) == after
    document.undo()
    assert content(document) == before


def test_a_document_that_is_not_ours_is_left_alone(office):
    document = office.new()
    assert document.call(name="calcola", given=[True]).startswith(
        f"{ERROR_MARK} Il comando «Calcola» vale per"
    )
    document.close()


def test_a_macro_workbook_computes_and_its_buttons_act_where_macros_are_allowed(office, tmp_path):
    path = quarters.demo(tmp_path / "Focus.xlsm").path
    document = office.open(path, ALWAYS_MACROS)
    document.recalculate()
    wrong, compared = differences(document, FileBook.open(path).edition())
    assert wrong == {}
    assert compared > 150
    document.macro(name="CST_Pulsanti.Calcola")
    sheet, cell = located(FileBook.open(path).named(layout.UPDATED_NAME))
    assert document.shown(sheet, [cell])[0].startswith("aggiornato il ")
    document.close()


def test_without_macros_a_macro_workbook_computes_and_says_where_its_commands_are(office, tmp_path):
    """The default. Calc 7 would take the cells to macros that may not run, before and after the document is saved."""
    path = quarters.demo(tmp_path / "Focus.xlsm").path
    document = office.open(path, NEVER_MACROS, hidden=False)
    assert complaints(document) == []
    assert document.explained()
    document.put(sheet="Dati Ticket Mensili", cells="F6", rows=[["1.400"]])
    document.save(url=(tmp_path / "salvata.xlsm").as_uri(), kind=XLSM)
    wrong, compared = differences(document, written(path, ("Dati Ticket Mensili", "F6", [["1.400"]])))
    assert wrong == {}
    assert compared > 150
    assert document.call(name="calcola", given=[True]).startswith("Calcolo aggiornato")
    document.close()


# a worker that fails


CALL_SECONDS = 4.0


@pytest.fixture(scope="module")
def unruly(program, tmp_path_factory):
    """An office with short time limits, and the file that says how its worker misbehaves from its next start on."""
    folder = tmp_path_factory.mktemp("indocile")
    control = folder / "modo"
    python = unruly_worker.launcher(folder / "python", control)
    oxt = folder / "cst_xl.oxt"
    limits = Settings(
        str(python), "", call_seconds=CALL_SECONDS, command_seconds=CALL_SECONDS, refusing_seconds=1.0
    )
    oxt.write_bytes(extension.build(limits, "0.0.0"))
    with OfficeSession(program, folder, oxt) as session:
        session.control = control
        yield session


@pytest.fixture
def fragile(unruly, workbook):
    """The example in that office, computed once."""
    unruly.control.write_text("")
    document = unruly.open(workbook)
    for _ in range(5):  # a busy machine may be slower to start a worker than the short limit allows
        time.sleep(1.1)
        document.recalculate()
        if not complaints(document):
            break
    assert complaints(document) == []
    yield document
    document.close()


def workers(session):
    """Process ids of the workers that run below the office."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == session.pid and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


def test_a_worker_that_is_killed_in_the_middle_of_a_recalculation_is_replaced_unseen(office, document):
    before = document.all_shown()
    (pid,) = workers(office)
    os.kill(pid, signal.SIGSTOP)
    document.put(sheet="Dati Servizi", cells="J60", rows=[["x"]])
    killer = threading.Timer(0.5, os.kill, (pid, signal.SIGKILL))
    killer.start()
    document.recalculate()
    killer.join()
    document.clear(sheet="Dati Servizi", cells="J60")
    document.recalculate()
    assert document.all_shown() == before
    assert workers(office) != [pid]


@pytest.mark.parametrize("way", ["babbles", "hangs"])
def test_a_worker_that_does_not_answer_rightly_gives_a_message_and_computing_recovers(unruly, fragile, way):
    before, raw = fragile.all_shown(), content(fragile)
    unruly.control.write_text(way)
    for pid in workers(unruly):
        os.kill(pid, signal.SIGKILL)
    took = fragile.recalculate()
    messages = complaints(fragile)
    assert messages
    assert None not in messages
    assert all("Premere Ctrl+Maiusc+F9" in one for one in messages if str(one).startswith(ERROR_MARK))
    assert took < 2 * CALL_SECONDS + 4  # forty cells don't wait forty times
    assert content(fragile) == raw
    unruly.control.write_text("")
    time.sleep(1.1)
    fragile.recalculate()
    assert fragile.all_shown() == before


def test_a_command_whose_worker_dies_half_way_leaves_the_document_as_it_was(unruly, fragile):
    raw, titles = content(fragile), fragile.undo_titles()
    unruly.control.write_text("writes and dies")
    for pid in workers(unruly):
        os.kill(pid, signal.SIGKILL)
    told = fragile.call(name="verifica", given=[True])
    assert told.startswith(f"{ERROR_MARK} Il motore di calcolo si è chiuso all'improvviso.")
    assert told.endswith("La cartella è come prima.")
    assert content(fragile) == raw
    assert fragile.undo_titles() == titles


def test_without_our_python_a_cell_says_what_is_missing(program, workbook, tmp_path):
    oxt = tmp_path / "cst_xl.oxt"
    oxt.write_bytes(extension.build(Settings("/non/c'è/python"), "0.0.0"))
    with OfficeSession(program, tmp_path, oxt) as session:
        document = session.open(workbook)
        document.recalculate()
        (told,) = set(complaints(document))
        assert told.startswith(
            "#CST! Manca il motore di calcolo: il suo Python non si avvia («/non/c'è/python»"
        )
        assert told.endswith("Eseguire «cst-xl libreoffice install».")


def test_the_worker_ends_with_the_office(program, workbook, tmp_path):
    oxt = office_session.built_extension(tmp_path)
    with OfficeSession(program, tmp_path, oxt) as session:
        session.open(workbook).recalculate()
        (pid,) = workers(session)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


# the screen


def test_a_real_click_on_a_button_of_the_sheet_runs_its_command(program, tmp_path):
    if not all(map(shutil.which, ("Xvfb", "xdotool"))):
        if os.environ.get("CI"):
            pytest.fail("Xvfb or xdotool is missing from the continuous integration machine")
        pytest.skip("Xvfb and xdotool aren't installed")
    path = quarters.demo(tmp_path / "Focus.xlsm").path
    oxt = office_session.built_extension(tmp_path)
    with (
        office_session.screen() as display,
        OfficeSession(program, tmp_path, oxt, display=display) as session,
    ):
        document = session.open(path, ALWAYS_MACROS, hidden=False)
        sheet, cell = located(FileBook.open(path).named(layout.UPDATED_NAME))

        def click(x, y):
            environment = {**os.environ, "DISPLAY": display}
            subprocess.run(
                ["xdotool", "mousemove", str(x), str(y), "click", "1"], env=environment, check=True
            )

        def told(title):
            texts, *place = session.ask("message", title=title)
            click(*place)
            session.ask("closed", title=title)
            return texts

        click(*document.button(label="Calcola"))
        assert any(text.startswith("Calcolo aggiornato il ") for text in told("Calcola"))
        assert document.shown(sheet, [cell])[0].startswith("aggiornato il ")
        click(*session.ask("toolbar_button", label="Verifica dati"))
        assert telling.summary(FileBook.open(path).edition()) in told("Verifica dati")
