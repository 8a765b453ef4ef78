"""Raw sheets under other names."""

from __future__ import annotations

from cst_xl.workbook.sheet_names import actual

NAMES = {"dati_categorie": "'Categorie nostre'!$A$5:$F$105"}


def test_a_sheet_is_found_by_its_name_or_by_that_of_its_table():
    assert actual("Categorie", ["Ticket", "Categorie"], NAMES.get) == "Categorie"
    assert actual("Categorie", ["Ticket", "Categorie nostre"], NAMES.get) == "Categorie nostre"


def test_a_sheet_that_is_not_there_is_none():
    assert actual("Categorie", ["Ticket"], NAMES.get) is None
    assert actual("Ticket mio", ["Ticket"], NAMES.get) is None
