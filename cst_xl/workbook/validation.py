"""What a raw cell says when it is selected, and which lists it offers: help at the place where it is needed.

Only closed lists are enforced. Everything else is text on purpose (docs/decisions/0005), and
Excel's own checks of numbers and dates refuse text; what is wrong there is named by the sheet of findings.
"""

from __future__ import annotations

import re
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation

from cst_xl.core.kinds import Kind
from cst_xl.core.parameters import Parameter
from cst_xl.core.periods import Period
from cst_xl.core.tables import Column
from cst_xl.workbook.layout import Area

_TITLE_LIMIT: Final = 32
_TEXT_LIMIT: Final = 255
"""Excel calls a file damaged whose prompts are longer."""

_CLOSED: Final = frozenset({"choice", "boolean"})


def choices(kind: Kind) -> tuple[str, ...]:
    """The words that a cell of this kind may hold; none when the list is open.

    Kinds tell them between guillemets in what they expect: that text is the one place where they are listed.
    """
    words = tuple(re.findall(r"«([^»]+)»", kind.expected)) if kind.name in _CLOSED else ()
    listable = all("," not in word and '"' not in word for word in words)
    return words if listable and len(",".join(words)) <= _TEXT_LIMIT - 2 else ()


def for_column(column: Column) -> DataValidation:
    """Prompt and list of a column of a raw table."""
    needed = "Obbligatorio." if column.required else ""
    expected = f"Serve {column.kind.expected}." if column.kind.name != "text" else ""
    return _validation(column.header, " ".join(filter(None, (column.help, expected, needed))), column.kind)


def for_quarter(period: Period) -> DataValidation:
    """The cell of the quarter takes no other one: titles, headers and charts of a workbook are made for its quarter."""
    made = DataValidation(type="list", formula1=f'"{period}"', allow_blank=False, showErrorMessage=True)
    made.showInputMessage, made.showDropDown = True, True
    made.promptTitle, made.errorTitle = "Periodo", "Periodo"
    made.prompt = f"Questa cartella è del {period.label}. Per un altro trimestre si usa «Nuovo trimestre»."
    made.error = f"Titoli e grafici di questa cartella sono del {period.label}: per un altro trimestre si usa «Nuovo trimestre»."
    made.errorStyle = "stop"
    return made


def for_parameter(parameter: Parameter) -> DataValidation:
    """Prompt and list of one line of the parameters."""
    default = f"Se è vuoto vale «{parameter.default}»." if parameter.default else ""
    return _validation(parameter.label, " ".join(filter(None, (parameter.help, default))), parameter.kind)


def untouched(area: Area, title: str) -> DataValidation:
    """Refuses what somebody types over computed cells of a sheet that isn't protected."""
    rule = DataValidation(type="custom", formula1="FALSE", allow_blank=False, showErrorMessage=True)
    rule.errorStyle, rule.errorTitle = "stop", _cut(title, _TITLE_LIMIT)
    rule.error = "Queste celle si calcolano da sole: si scrive soltanto in quelle arancioni."
    rule.showInputMessage, rule.promptTitle = True, _cut(title, _TITLE_LIMIT)
    rule.prompt = "Si calcola da solo: qui non si scrive."
    rule.add(area.local)
    return rule


def _validation(title: str, help_text: str, kind: Kind) -> DataValidation:
    words = choices(kind)
    made = DataValidation(
        type="list" if words else None,
        formula1=f'"{",".join(words)}"' if words else None,
        allow_blank=True,
        showErrorMessage=bool(words),
        showInputMessage=bool(help_text),
        promptTitle=_cut(title, _TITLE_LIMIT) if help_text else None,
        prompt=_cut(help_text, _TEXT_LIMIT) if help_text else None,
    )
    if words:
        made.errorStyle = "stop"
        made.errorTitle = _cut(title, _TITLE_LIMIT)
        made.error = _cut(
            "Qui si può scrivere soltanto " + kind.expected.removeprefix("uno di: ") + ".", _TEXT_LIMIT
        )
    return made


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
