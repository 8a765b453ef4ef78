"""What staff added to a workbook, in the next one: kept or listed, never silently gone."""

from __future__ import annotations

import subprocess

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator, ValidationSeverity

from cst_xl.actions import quarters
from cst_xl.core.periods import Period
from cst_xl.workbook.file import FileBook
from tests.workbook.office_reader import soffice


def errors_in(path) -> list[str]:
    found = OpenXmlValidator().validate(path).errors
    return [str(one) for one in found if one.severity is ValidationSeverity.ERROR]


def wheres(items) -> set[str]:
    return {item.where for item in items}


def test_a_workbook_that_nobody_touched_has_nothing_to_keep(untouched):
    assert untouched.kept.carried == untouched.kept.left == untouched.kept.recheck == ()
    assert "Non riportato" not in untouched.new.sheets()


def test_an_empty_quarter_rolled_over_again_has_nothing_to_keep_either(untouched, tmp_path):
    made = quarters.from_previous(untouched.path, Period.quarter(2016, 4), tmp_path / "Focus_2016-T4.xlsx")
    assert made.kept.carried == made.kept.left == made.kept.recheck == ()


def test_the_old_workbook_stays_byte_for_byte(followed):
    assert followed.source.read_bytes() == followed.before


def test_everything_that_a_person_typed_is_either_kept_or_listed(followed):
    told = wheres(followed.kept.carried) | wheres(followed.kept.left)
    typed = {
        *("Conti miei", "Appunti nascosti", "Catalogo SLA!G5:G6", "Catalogo SLA!G7", "Catalogo SLA!J2"),
        *("Catalogo SLA!A6", "Catalogo SLA!A7", "Dati Ticket Mensili!L5", "Dati Ticket Mensili!L6"),
        *("Dati Ticket Mensili!A6", "Dati Ticket Mensili!N40", "Dati Servizi!C6", "Ticket!C9", "Ticket!Z3", "Ticket!Z4"),
        *("Ticket!B1", "Ticket!B8", "Ticket!C8:C20", "Ticket!Z5", "Ticket!AB2", "Istruzioni!B40", "Istruzioni!H30"),
        *("soglia_mia", "rotto", "Categorie nostre"),
    }  # fmt: skip
    assert told == typed


def test_cells_beside_what_stayed_are_where_they_were(followed):
    book = load_workbook(followed.path)
    assert book["Catalogo SLA"]["G5"].value == "Responsabile"
    assert book["Catalogo SLA"]["G6"].value == "Ufficio reti"
    assert book["Catalogo SLA"]["G7"].value == '=A7&" bis"'
    assert book["Ticket"]["Z3"].value == "nota a margine"
    assert book["Ticket"]["Z4"].value == "=Ticket!C8+1"
    assert book["Istruzioni"]["B40"].value == "telefonare al gestore"
    assert book["Catalogo SLA"]["A6"].comment.text == "concordato a marzo"
    assert book["Ticket"]["B1"].comment.text == "titolo da accorciare?"


def test_a_cell_of_ours_that_was_typed_over_is_listed_and_the_formula_is_back(followed):
    item = next(item for item in followed.kept.left if item.where == "Ticket!C9")
    assert item.content == "999"
    assert str(load_workbook(followed.path)["Ticket"]["C9"].value).startswith("=Calcolo!")


def test_the_data_of_the_quarter_are_gone_and_the_renamed_catalogue_is_not(followed):
    edition = followed.new.edition()
    assert len(edition.tables["ticket_mensili"]) == 0
    assert len(edition.tables["categorie"]) == len(followed.old.edition().tables["categorie"]) > 0
    assert "Categorie" in followed.new.sheets()


def test_the_new_workbook_is_valid(followed):
    assert errors_in(followed.path) == []


def test_what_is_listed_once_is_not_listed_again_a_quarter_later(followed, tmp_path):
    made = quarters.from_previous(followed.path, Period.quarter(2016, 4), tmp_path / "Focus_2016-T4.xlsx")
    assert not made.kept.left
    assert {"Conti miei", "Catalogo SLA!G5:G6", "Ticket!Z4"} <= wheres(made.kept.carried)
    assert "Non riportato" not in FileBook.open(made.path).sheets()


def test_with_macros_everything_comes_along_as_well(followed, tmp_path):
    made = quarters.from_previous(followed.source, Period.quarter(2016, 3), tmp_path / "Focus_2016-T3.xlsm")
    assert wheres(made.kept.carried) == wheres(followed.kept.carried)
    assert errors_in(made.path) == []


@pytest.mark.office
def test_a_workbook_that_libreoffice_saved_has_nothing_to_keep_either(built_example, tmp_path):
    """Another program numbers, orders and spells out everything anew; nobody typed any of it."""
    command = [
        soffice(),
        f"-env:UserInstallation={(tmp_path / 'profilo').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(built_example)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    made = quarters.from_previous(
        tmp_path / built_example.name, Period.quarter(2016, 3), tmp_path / "Focus_2016-T3.xlsx"
    )
    assert made.kept.carried == made.kept.left == made.kept.recheck == ()
