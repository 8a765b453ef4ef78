"""The Basic code of the extension: one function for each cell function, and the bridge for the workbook's macros.

The functions stand in a module with VBA support, since only there does Calc say which cells it hands over: so dates,
truth values, empty cells and errors are known, and a range is read where it is. What is simple is done in Basic,
because each call from Basic into Python costs as much as twenty lines of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.hosts.libreoffice.component import arguments, names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cst_xl.functions.catalogue import CellFunction

BRIDGE_MODULE: Final = "Ponte"
"""Module of the extension's library; the workbook's macros call its ``Chiama``."""

BRIDGE: Final = f"""' Called by the macros of the workbook: a cell function or a command, an array of its arguments, the document.
' Gives a value, rows of rows, or a text that begins with {names.ERROR_MARK}.
Function Chiama(nome, argomenti, documento)
    On Error GoTo failed
    Chiama = CreateUnoService("{names.BRIDGE}").chiama(nome, argomenti, documento)
    Exit Function
failed:
    Chiama = "{names.ERROR_MARK} L'estensione CST non risponde: riavviare LibreOffice. (" & Error$ & ")"
End Function
"""

_HEAD: Final = f"""Option VBASupport 1
' Made from the catalogue of cell functions of cst_xl; here while LibreOffice runs.
' Each function first keeps Basic from looking for clicks while it runs: one of them could be on a button that computes.

' Global, since Basic forgets its other variables between two cells.
Global cstXlBridge As Object
Global cstXlThere As Boolean

' (Asking an object written in Python whether it Is Nothing costs more than calling it.)
Private Function CstXlCall(called, given)
    Dim answer
    On Error GoTo failed
    If Not cstXlThere Then
        Set cstXlBridge = CreateUnoService("{names.BRIDGE}")
        cstXlThere = True
    End If
    answer = cstXlBridge.chiama(called, given, Empty)
    If IsArray(answer) Then CstXlCall = CstXlMatrix(answer) Else CstXlCall = answer
    Exit Function
failed:
    CstXlCall = "{names.ERROR_MARK} L'estensione CST non risponde: riavviare LibreOffice. (" & Err.Description & ")"
End Function

' A call without tables: what each cell holds that it names, or what was given instead; a missing one as Empty, an error
' as its code, a date as its number, several cells as an array, which no function takes for one.
' (Members of an argument may only be named where it is an object, or Basic takes it for one everywhere.)
Private Function CstXlScalar(called, given)
    Dim at, values()
    On Error GoTo failed
    ReDim values(UBound(given))
    For at = 0 To UBound(given)
        If IsObject(given(at)) Then values(at) = CstXlRead(given(at)) Else values(at) = given(at)
    Next at
    CstXlScalar = CstXlCall(called, values)
    Exit Function
failed:
    CstXlScalar = "{names.ERROR_MARK} Le celle passate a " & called & " non si leggono. (" & Err.Description & ")"
End Function

Private Function CstXlRead(cells)
    Dim value
    value = cells.Value
    Select Case VarType(value)
    Case 5
        If value = 0 Then value = CstXlZero(cells.getCellRange().getCellByPosition(0, 0))
    Case 7
        value = Array("{arguments.DATE}", CDbl(value))
    Case Else
        If IsArray(value) Then value = Array(Empty, Empty)
    End Select
    CstXlRead = value
End Function

' Zero is what a cell with an error says, too.
Private Function CstXlZero(cell)
    CstXlZero = 0#
    If cell.getError() <> 0 Then CstXlZero = Array("{arguments.ERROR}", cell.getError())
End Function

' An argument that may be left out can't stand in an array as such.
Private Function CstXlOptional(Optional given)
    If Not IsMissing(given) Then CstXlOptional = given
End Function

' An argument of a call with tables: the range itself, which is read in Python.
Private Function CstXlTable(Optional given)
    If IsMissing(given) Then Exit Function
    If IsObject(given) Then CstXlTable = CstXlRange(given) Else CstXlTable = given
End Function

Private Function CstXlRange(cells)
    Set CstXlRange = cells.getCellRange()
End Function

' Rows of rows as the matrix that cells need.
Private Function CstXlMatrix(rows)
    Dim row, column, found, matrix()
    ReDim matrix(UBound(rows), UBound(rows(0)))
    For row = 0 To UBound(rows)
        found = rows(row)
        For column = 0 To UBound(found)
            matrix(row, column) = found(column)
        Next column
    Next row
    CstXlMatrix = matrix
End Function
"""


def wrappers(catalogue: Iterable[CellFunction]) -> str:
    """Source of the module that makes the functions known to Calc by their names."""
    return "\n".join([_HEAD, *map(_wrapper, catalogue)])


def _wrapper(function: CellFunction) -> str:
    accepted = ", ".join(f"Optional {one.name}" if one.optional else one.name for one in function.arguments)
    if any(one.table for one in function.arguments):
        call, given = "CstXlCall", [f"CstXlTable({one.name})" for one in function.arguments]
    else:
        call = "CstXlScalar"
        given = [f"CstXlOptional({one.name})" if one.optional else one.name for one in function.arguments]
    return (
        f"Function {function.name}({accepted})\n"
        "    EnableReschedule False\n"
        f'    {function.name} = {call}("{function.name}", Array({", ".join(given)}))\n'
        "End Function\n"
    )
