"""A centre's own tables: by our headers, or by a mapping of its columns."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import generic
from cst_xl.intake.source import Sheet
from tests.intake.samples import TABLES, context, of_text


def test_a_table_with_our_headers_is_read_as_it_stands():
    found = of_text("Codice;Rilevato;Casi\nSLA.2;98,985%;\nSLA.6;;12\n")
    assert found.said == "tabella del modello «Valori rilevati», 2 righe"
    assert found.rows("sla") == (("SLA.2", "98,985%", "", "", "", ""), ("SLA.6", "", "12", "", "", ""))


def test_columns_with_other_names_are_mapped():
    ctx = context(("colonna", "Sistema fermo", "Sistema"), ("colonna", "/^da[l ]/", "Inizio"), ("colonna", "fino al", "Fine"), ("colonna", "previsto?", "Programmato"))
    found = of_text("Sistema fermo;Dal giorno;Fino al;Previsto?\nICMS;01/04/2016 08:00;01/04/2016 09:00;no\n", ctx)
    assert found.rows("fermi") == (("ICMS", "01/04/2016 08:00", "01/04/2016 09:00", "no", ""),)


def test_problems_name_the_file():
    found = of_text("Codice;Rilevato;Casi\nSLA.2;98,985%;molti\n")
    assert found.findings[0].cell == "prova.csv!C2"


def test_mapped_columns_that_a_sheet_lacks_are_said():
    rules = context(("colonna", "Uno", "Codice"), ("colonna", "Due", "Rilevato")).mappings
    finding = generic.unused_rules(Sheet("a", [["Uno"]]), rules)
    assert finding is not None
    assert "«Due»" in finding.message


def test_a_sheet_without_our_headers_is_refused():
    with pytest.raises(CstError, match="nessuna tabella"):
        generic.reader(TABLES, context()).read(Sheet("a", [["x", "y"]]), context())
