"""Where imported rows came from: one row for each table that a file filled, kept in the workbook itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cst_xl.core import kinds
from cst_xl.core.quantities import format_number
from cst_xl.core.tables import Column, RawTable

IMPORTS: Final = RawTable(
    key="importazioni",
    sheet="Importazioni",
    title="Importazioni",
    columns=(
        Column("file", "File", kinds.TEXT, required=True, width=40, help="Nome del file importato."),
        Column("impronta", "SHA-256", kinds.TEXT, required=True, width=66, help="Impronta del contenuto del file."),
        Column("lettore", "Lettore", kinds.TEXT, width=30, help="Che cosa è stato riconosciuto."),
        Column("tabella", "Tabella", kinds.TEXT, required=True, width=34, help="La tabella che ha ricevuto le righe."),
        Column("righe", "Righe lette", kinds.COUNT, width=12, help="Quante righe del file vanno in questa tabella."),
        Column("periodo", "Periodo", kinds.TEXT, width=26, help="Dal primo all'ultimo momento nel file."),
        Column("quando", "Importato il", kinds.MOMENT, width=18, help="Quando è stato importato."),
        Column("osservazioni", "Osservazioni", kinds.TEXT, width=80, help="Che cosa non è stato letto o mappato."),
    ),
    hint="La scrive il programma a ogni importazione: da quale file vengono le righe dei fogli «Dati».",
    unique=("impronta", "tabella"),
    capacity=1_000,
    totals=False,
)  # fmt: skip


@dataclass(frozen=True)
class Provenance:
    """The source of a block of rows.

    Attributes:
        file: File name.
        sha256: Hexadecimal digest of the file's content.
        reader: Italian name of the reader.
        table: Title of the raw table.
        rows: How many rows the file has for it.
        span: First and last day in the file, in Italian; may be empty.
        moment: When it was imported, local time.
        remarks: What was found on the way, in Italian; may be empty.
    """

    file: str
    sha256: str
    reader: str
    table: str
    rows: int
    span: str
    moment: datetime
    remarks: str = ""

    def row(self) -> tuple[str, ...]:
        """The row of the sheet, in the order of its columns."""
        when = f"{self.moment:%d/%m/%Y %H:%M}"
        return (
            self.file,
            self.sha256,
            self.reader,
            self.table,
            format_number(self.rows),
            self.span,
            when,
            self.remarks,
        )
