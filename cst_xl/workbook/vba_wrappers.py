"""The generated VBA: one function for each cell function of the catalogue, and Excel's help on them.

xlwings would write the wrappers itself ("Import Functions") on each PC that trusts access to its VBA project; writing
them beforehand spares staff that. They are xlwings' wrappers, with a branch for LibreOffice before the call and an
Italian sentence in place of a bare error text.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cst_xl.core.errors import CstError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cst_xl.functions.catalogue import CellFunction

WRAPPERS = "xlwings_udfs"
"""Name of the module with the wrappers; xlwings' own import would replace it."""

HELP = "CST_Guida"
"""Name of the module that tells Excel the help of each function."""

UDF_MODULE = "cst_xl.hosts.excel"
"""The Python module in which xlwings finds the functions."""

CATEGORY = "CST"
LONGEST_HELP = 255
"""Longest description of a function or an argument (Excel's Application.MacroOptions)."""

LONGEST_ARGUMENT_LIST = 254
"""Number of arguments plus letters of their names: beyond, Excel's function wizard shows nothing (xlwings #1489)."""

_LONGEST_LINE = 1023
_CODE_PAGE = "cp1252"
_LAST_CODE = 0xFFFF
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,254}")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")
_KEYWORDS = """
    and as boolean byref byte byval call case cdate class const currency date debug dim do double each else elseif empty
    end enum eqv erase error event exit false for friend function get global gosub goto if imp implements in input
    integer is let lib like line lock long loop lset me mod name new next not nothing null object on open option optional
    or paramarray preserve print private property public put raiseevent redim rem resume return rset seek select set
    single static step stop string sub then time to true type until variant wend while with withevents write xor
"""
_RESERVED = frozenset(_KEYWORDS.split())


def wrappers(catalogue: Iterable[CellFunction]) -> str:
    """Source of the module with one VBA function for each cell function.

    Raises:
        CstError: A name that VBA or Excel wouldn't take.
    """
    head = ["' Made from the catalogue of cell functions of cst_xl: changes here are lost.", ""]
    functions = ["\r\n".join(_wrapper(function)) for function in catalogue]
    return "\r\n".join([*head, *functions])


def descriptions(catalogue: Iterable[CellFunction]) -> str:
    """Source of the module that shows the Italian help in Excel's function wizard.

    Raises:
        CstError: A help text that Excel wouldn't take.
    """
    functions = list(catalogue)
    lines = [
        "Option Explicit",
        "Option Private Module",
        "' Made from the catalogue of cell functions of cst_xl: changes here are lost.",
        "",
        "Public Sub CST_DescriviFunzioni()",
        "    Dim saved As Boolean",
        "    If InLibreOffice() Then Exit Sub",
        "    On Error Resume Next",
        "    saved = ThisWorkbook.Saved",
        *(f"    Describe_{function.name}" for function in functions),
        "    ThisWorkbook.Saved = saved",
        "End Sub",
        "",
        "Private Sub Describe(functionName As String, about As String, arguments As Variant)",
        "    On Error Resume Next",
        '    Application.MacroOptions Macro:="\'" & Replace(ThisWorkbook.Name, "\'", "\'\'") & "\'!" & functionName, _',
        f'        Description:=about, Category:="{CATEGORY}", ArgumentDescriptions:=arguments',
        "End Sub",
        "",
    ]
    for function in functions:
        lines += _description(function)
    return "\r\n".join(lines)


def literal(text: str) -> str:
    """A text as a VBA expression: what the project's code page (1252) lacks is written as ``ChrW``.

    Raises:
        CstError: A character beyond the first 65,536, or a control character.
    """
    pieces: list[str] = []
    for foreign, run in groupby(text, key=_foreign):
        if foreign:
            pieces += [f"ChrW({_code(char)})" for char in run]
        else:
            pieces.append('"' + "".join(run).replace('"', '""') + '"')
    return " & ".join(pieces) or '""'


def _foreign(char: str) -> bool:
    """Whether a character can't stand in VBA source."""
    return not char.isprintable() or not char.encode(_CODE_PAGE, "ignore")


def _code(char: str) -> int:
    if ord(char) > _LAST_CODE or char < " ":
        raise CstError(f"«{char!r}» non può stare in un testo di VBA.")
    return ord(char)


def _wrapper(function: CellFunction) -> list[str]:
    _check_names(function)
    name = function.name
    given = ", ".join(argument.name for argument in function.arguments)
    shown = ", ".join(f"CstOptional({a.name})" if a.optional else a.name for a in function.arguments)
    accepted = ", ".join(f"Optional {a.name}" if a.optional else a.name for a in function.arguments)
    lines = [
        f"Function {name}({accepted})",
        "    If InLibreOffice() Then",
        f'        {name} = CstLO("{name}", Array({shown}))',
        "        Exit Function",
        "    End If",
        "    If TypeOf Application.Caller Is Range Then On Error GoTo failed",
        f'    {name} = XLPy.CallUDF("{UDF_MODULE}", "{name}", Array({given}), ThisWorkbook, Application.Caller)',
        "    Exit Function",
        "failed:",
        f"    {name} = CstFailure(Err.Description)",
        "End Function",
        "",
    ]
    if long := next((line for line in lines if len(line) > _LONGEST_LINE), None):
        raise CstError(f"{name}: VBA non ammette righe di oltre {_LONGEST_LINE} caratteri: {long[:60]}…")
    return lines


def _description(function: CellFunction) -> list[str]:
    texts = [(function.name, function.help), *((a.name, a.help) for a in function.arguments)]
    for name, text in texts:
        if not text or len(text) > LONGEST_HELP:
            raise CstError(
                f"{function.name}: la descrizione di «{name}» deve avere da 1 a {LONGEST_HELP} caratteri."
            )
    helps = [argument.help for argument in function.arguments]
    return [
        f"Private Sub Describe_{function.name}()",
        *([f"    Dim about(0 To {len(helps) - 1}) As String"] if helps else []),
        *(f"    about({at}) = {literal(text)}" for at, text in enumerate(helps)),
        f'    Describe "{function.name}", {literal(function.help)}, {"about" if helps else "Array()"}',
        "End Sub",
        "",
    ]


def _check_names(function: CellFunction) -> None:
    names = [function.name, *(argument.name for argument in function.arguments)]
    for name in names:
        if not _NAME.fullmatch(name) or name.casefold() in _RESERVED:
            raise CstError(f"{function.name}: «{name}» non è un nome ammesso in VBA.")
    if _CELL_LIKE.fullmatch(function.name):
        raise CstError(f"{function.name}: è il nome di una cella, non può essere una funzione.")
    if len({name.casefold() for name in names}) < len(names):
        raise CstError(f"{function.name}: due argomenti hanno lo stesso nome, o quello della funzione.")
    if len(names) - 1 + sum(map(len, names[1:])) > LONGEST_ARGUMENT_LIST:
        raise CstError(f"{function.name}: i nomi degli argomenti sono troppo lunghi per Excel.")
    optional = [argument.optional for argument in function.arguments]
    if optional != sorted(optional):
        raise CstError(f"{function.name}: gli argomenti facoltativi vanno in fondo.")
