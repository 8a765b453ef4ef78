"""A file on its way into a workbook: what is told before and after."""

from __future__ import annotations

import pytest

from cst_xl.core.edition import raw_tables
from cst_xl.core.errors import CstError
from cst_xl.core.periods import Period
from cst_xl.intake import importing
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example

TABLES = raw_tables(SECTIONS)


def planned(path, text, raw=None):
    path.write_text(text, encoding="utf-8")
    grids = example.grids(raw or {})
    return importing.plan(path, TABLES, lambda sheet: grids.get(sheet, []), Period.quarter(2016, 2))


def test_the_plan_tells_table_sheet_and_how_many_rows_are_what(tmp_path):
    raw = {"pubblicati": [["Voce", "Valore pubblicato", "Descrizione"], ["a", "1", ""], ["b", "2", ""]]}
    plan = planned(tmp_path / "x.csv", "Voce;Valore pubblicato\na;1\nb;3\nc;4\n", raw)
    assert (plan.new, plan.conflicts) == (1, 1)
    assert plan.told() == (
        "x.csv: tabella «Valori pubblicati» (foglio Dati Pubblicati; codifica utf-8, separatore «;»), 3 righe: "
        "1 nuova, 1 già presenti, 1 in contrasto con quelle del foglio."
    )
    assert "1 riga esiste già con altri valori:\n• Dati Pubblicati, riga 3 del file" in plan.question


def test_the_outcome_says_what_changed(tmp_path):
    raw = {"pubblicati": [["Voce", "Valore pubblicato", "Descrizione"], ["b", "2", ""]]}
    plan = planned(tmp_path / "x.csv", "Voce;Valore pubblicato\nb;3\nc;4\n", raw)
    assert plan.outcome(adding=True, replacing=False).startswith(
        "1 riga aggiunta. Valori in contrasto, lasciati"
    )
    assert plan.outcome(adding=False, replacing=True).startswith(
        "0 righe aggiunte. Valori in contrasto, sostituiti"
    )
    assert plan.outcome(adding=False, replacing=False).startswith("Non è cambiato nulla.")


def test_only_the_first_conflicts_are_spelled_out(tmp_path):
    rows = [[f"v{at}", "1", ""] for at in range(9)]
    raw = {"pubblicati": [["Voce", "Valore pubblicato", "Descrizione"], *rows]}
    text = "Voce;Valore pubblicato\n" + "".join(f"v{at};2\n" for at in range(9))
    told = planned(tmp_path / "x.csv", text, raw).conflicts_told()
    assert told.count("•") == 6
    assert told.endswith("… e 4 altre.")


def test_problems_of_reading_are_announced(tmp_path):
    servizi = next(table for table in TABLES if table.key == "servizi")
    headers = ";".join(column.header for column in servizi.columns)
    assert "problem" in planned(tmp_path / "x.csv", f"{headers}\naprile 2016;12x;3\n").told()


def test_a_file_of_several_tables_is_imported_whole_and_the_rest_is_named(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Pubblicati"
    for row in (["Voce", "Valore pubblicato"], ["a", "1"]):
        book.active.append(row)
    book.create_sheet("Altro").append(["pippo", "pluto"])
    closures = book.create_sheet("Chiusure")
    for row in (["Giorno di chiusura", "Motivo"], ["24/06/2016", "Patrono"]):
        closures.append(row)
    book.save(tmp_path / "x.xlsx")
    grids = example.grids({})
    plan = importing.plan(
        tmp_path / "x.xlsx", TABLES, lambda sheet: grids.get(sheet, []), Period.quarter(2016, 2)
    )
    assert [one.incoming.table.key for one in plan.merges] == ["pubblicati", "chiusure"]
    assert plan.ignored == ("x.xlsx, foglio Altro",)
    assert "Non riconosciuto: x.xlsx, foglio Altro." in plan.told()


@pytest.mark.parametrize(
    "text", ["pippo;pluto\n1;2\n", "", "Voce;Valore;A che cosa serve\nPeriodo;2016-T3;x\n"]
)
def test_what_nobody_knows_and_the_parameters_are_refused(tmp_path, text):
    with pytest.raises(CstError, match="Nessuna tabella riconosciuta"):
        planned(tmp_path / "x.csv", text)
