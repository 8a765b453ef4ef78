"""A workbook's VBA on a stage: pyopenvba's interpreter runs our modules, and stand-ins take the parts of Excel and xlwings.

The interpreter has no Application.Caller, MacroOptions or StatusBar, and refuses a variable that nothing declares, where
VBA without Option Explicit sees an Empty one; so ``Application`` and ``ThisComponent`` are played here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyopenvba import ExcelFile, VBAModuleKind
from pyopenvba.apps.excel import ExcelApplication

if TYPE_CHECKING:
    from pathlib import Path

_XLWINGS = """
Public Application As New PlayedApplication
Public ThisComponent As Variant
Public Heard As String

Public Function RunPython(PythonCommand As String)
    Heard = Heard & Application.DisplayAlerts & "|" & Application.StatusBar & "|" & PythonCommand & vbLf
    {running}
End Function

Public Function XLPy()
    Set XLPy = New PlayedPython
End Function

Public Function HeardCommands() As String
    HeardCommands = Heard
End Function

Public Function ToldHelp() As String
    ToldHelp = Application.Told
End Function

Public Function State() As String
    State = Application.DisplayAlerts & "|" & Application.StatusBar
End Function

Public Sub EnterLibreOffice()
    Set ThisComponent = New PlayedDocument
End Sub
"""

_APPLICATION = """
Public Told As String
Public DisplayAlerts As Boolean
Public StatusBar As Variant

Private Sub Class_Initialize()
    DisplayAlerts = True
    StatusBar = False
End Sub

Public Property Get Caller()
    Set Caller = Range("A1")
End Property

Public Sub MacroOptions(Optional Macro, Optional Description, Optional Category, Optional ArgumentDescriptions)
    Told = Told & Macro & vbTab & Category & vbTab & Description & vbTab & Join(ArgumentDescriptions, vbTab) & vbLf
End Sub
"""

_PYTHON = """
Public Function CallUDF(moduleName, functionName, given, book, caller)
    Dim at, shown
    {calling}
    shown = moduleName & "." & functionName & "("
    For at = LBound(given) To UBound(given)
        If IsMissing(given(at)) Then shown = shown & "-;" Else shown = shown & given(at) & ";"
    Next at
    CallUDF = shown & ") " & TypeName(book)
End Function
"""

_DOCUMENT = """
Public Function getScriptProvider()
    {providing}
    Set getScriptProvider = Me
End Function

Public Function getScript(url)
    Set getScript = Me
End Function

Public Function invoke(given, positions, changed)
    invoke = Array(Array(given(0), UBound(given(1)) + 1), Array("seconda", 2))
End Function
"""


@dataclass
class Stage:
    """The interpreter with a workbook's modules in it."""

    excel: ExcelApplication

    def run(self, procedure: str, *given: object) -> object:
        """Run a Sub or a Function and give its result as a plain Python value."""
        return self.excel.run(procedure, *given)

    def open_workbook(self) -> None:
        """What happens when Excel opens the workbook with macros allowed."""
        self.excel.interpreter.run("Workbook_Open", module="ThisWorkbook")

    @property
    def commands(self) -> list[str]:
        """Every command given to RunPython: alerts on or off, status bar, the Python line."""
        return str(self.run("HeardCommands")).splitlines()

    @property
    def helps(self) -> list[list[str]]:
        """Every call of MacroOptions: macro, category, description, argument descriptions."""
        return [line.split("\t") for line in str(self.run("ToldHelp")).splitlines()]

    @property
    def dialogs(self) -> list[str]:
        """Texts of the message boxes."""
        return [prompt for _, prompt, *_ in self.excel.dialogs]


def modules(xlsm: Path) -> dict[str, tuple[VBAModuleKind, str]]:
    """Kind and source of every module of a workbook, without its attributes."""
    with ExcelFile(xlsm) as book:
        return {module.name: (module.kind, module.body) for module in book.vba_project().modules}


def staged(xlsm: Path, *, running: str = "", calling: str = "", providing: str = "") -> Stage:
    """Put a workbook on the stage, with stand-ins in place of xlwings.

    Args:
        xlsm: The workbook.
        running: VBA that RunPython does at last, for instance to fail.
        calling: The same for XLPy.CallUDF.
        providing: The same for LibreOffice's getScriptProvider.
    """
    excel = ExcelApplication.open(xlsm, with_vba=False)
    with ExcelFile(xlsm) as book:
        for module in book.vba_project().modules:
            if module.name != "xlwings":
                kind = "standard" if module.kind is VBAModuleKind.standard else "document"
                excel.add_module(module.source, name=module.name, kind=kind)
    excel.add_module(_XLWINGS.format(running=running), name="xlwings")
    excel.add_module(_APPLICATION, name="PlayedApplication", kind="class")
    excel.add_module(_PYTHON.format(calling=calling), name="PlayedPython", kind="class")
    excel.add_module(_DOCUMENT.format(providing=providing), name="PlayedDocument", kind="class")
    return Stage(excel)
