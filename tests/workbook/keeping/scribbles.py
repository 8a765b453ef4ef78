"""A workbook as a year of use leaves it: sheets, notes, columns, formulas, charts, rules and names of people's own."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

YELLOW = PatternFill("solid", fgColor="FFFFFF00")
RED = PatternFill("solid", bgColor="FFFF0000")


def scribble(path: Path) -> None:
    """Have a person work in the example's workbook, with a program that rewrites the whole file."""
    book = load_workbook(path)
    _own_sheets(book)
    _on_raw_sheets(book)
    _on_computed_sheets(book)
    book.defined_names["soglia_mia"] = DefinedName("soglia_mia", attr_text="'Conti miei'!$B$2")
    book.defined_names["rotto"] = DefinedName("rotto", attr_text="#REF!")
    _rename(book, "Categorie", "Categorie nostre")
    book.save(path)


def _rename(book, sheet: str, name: str) -> None:
    """Rename a sheet as Excel does, with the names that point to it."""
    book[sheet].title = name
    for defined in book.defined_names.values():
        defined.attr_text = defined.attr_text.replace(f"{sheet}!", f"'{name}'!")


def _own_sheets(book) -> None:
    mine = book.create_sheet("Conti miei", 4)
    mine.append(["Mese", "Valore", "Nota"])
    for month, value in (("aprile", 12.5), ("maggio", 7), ("giugno", 9.25)):
        mine.append([month, value, f"visto il {month}"])
    mine["B5"] = "=SUM(B2:B4)"
    mine["B6"] = "=Ticket!C8*2"
    mine["B7"] = "=ticket.totale.gestiti/2"
    mine["B8"] = "=COUNTA('Categorie nostre'!A6:A20)"
    mine["A10"].font = Font(bold=True, color="FF123456", name="Comic Sans MS")
    mine["A10"] = "in grassetto"
    mine["B2"].number_format = '0.00" pezzi"'
    mine["A2"].fill = YELLOW
    mine["A2"].comment = Comment("da rivedere con il capo", "Ufficio statistica")
    mine.column_dimensions["C"].width = 33
    mine.merge_cells("A12:C12")
    mine.conditional_formatting.add("B2:B4", CellIsRule("greaterThan", ["10"], fill=RED))
    rule = DataValidation(type="list", formula1='"sì,no"')
    rule.add("D2:D9")
    mine.add_data_validation(rule)
    mine.add_table(Table(displayName="mia_tabella", ref="A1:C4"))
    chart = BarChart()
    chart.title = "Il mio grafico"
    chart.add_data(Reference(mine, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    mine.add_chart(chart, "F2")
    hidden = book.create_sheet("Appunti nascosti")
    hidden["A1"] = "non mostrare"
    hidden.sheet_state = "hidden"


def _on_raw_sheets(book) -> None:
    catalogue = book["Catalogo SLA"]
    column = catalogue.max_column + 1
    catalogue.cell(5, column, "Responsabile")
    catalogue.cell(6, column, "Ufficio reti")
    catalogue.cell(7, column, '=A7&" bis"')
    catalogue["A6"].comment = Comment("concordato a marzo", "Ufficio contratti")
    catalogue["A7"].fill = YELLOW
    catalogue.cell(2, column + 3, "promemoria in alto")
    monthly = book["Dati Ticket Mensili"]
    column = monthly.max_column + 1
    monthly.cell(5, column, "Verificato da")
    monthly.cell(6, column, "turno A")
    monthly["A6"].comment = Comment("dato provvisorio", "Ufficio ticket")
    monthly.cell(40, column + 2, "una nota lontana")
    services = book["Dati Servizi"]
    services.cell(6, 3).value = "=1+1"


def _on_computed_sheets(book) -> None:
    ticket = book["Ticket"]
    ticket["C9"] = 999
    ticket["Z3"] = "nota a margine"
    ticket["Z4"] = "=Ticket!C8+1"
    ticket["B1"].comment = Comment("titolo da accorciare?", "Direzione")
    ticket["B8"].fill = YELLOW
    ticket.conditional_formatting.add("C8:C20", FormulaRule(["C8>1000"], fill=RED))
    rule = DataValidation(type="whole", formula1="0", formula2="10")
    rule.add("Z5")
    ticket.add_data_validation(rule)
    chart = BarChart()
    chart.add_data(Reference(ticket, min_col=3, min_row=8, max_row=10))
    ticket.add_chart(chart, "AB2")
    book["Istruzioni"]["B40"] = "telefonare al gestore"
    book["Istruzioni"]["H30"].comment = Comment("chi preme qui?", "Direzione")
