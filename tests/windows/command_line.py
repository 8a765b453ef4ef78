"""The command line with which a workbook starts Python, made by the workbook's own VBA.

pyopenvba runs ``XLPyCommand`` of the xlwings module inside the .xlsm, which reads the sheet ``xlwings.conf``. Only what
VBA takes from Windows is played: the shell that expands environment variables, and whether a file is there.
"""

from __future__ import annotations

import re
from pathlib import Path

from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject, method

_HOME = r"C:\users\utente"
_DLL = re.compile(r'Lib "(xlwings64-[\d.]+\.dll)"')


class _Shell(VBAObject):
    """WScript.Shell: the settings of these tests hold no variables, so nothing is expanded."""

    @method
    def ExpandEnvironmentStrings(self, text: object = "") -> object:  # noqa: N802 - Windows' name
        """The text as it is."""
        return text


def of(xlsm: Path, windows_path: str) -> str:
    """The command line of a workbook, as if it lay at a path of the PC."""
    excel = ExcelApplication.open(xlsm, with_vba=False)
    excel.interpreter.host.create = lambda _: _Shell()
    # no settings of the user's or the folder's own: asking for such a file ends as for one that isn't there
    source = _module(xlsm).replace("Attr = GetAttr(FileSpec)", "Err.Raise 53")
    source = source.replace('Environ("USERPROFILE")', rf'"{_HOME}"')
    # Excel compares the text "False" with a Boolean; the interpreter wants to be told
    asked = 'GetConfig("SHOW CONSOLE", False)'
    source = source.replace(asked, f"CBool({asked})")
    excel.add_module(source, name="xlwings", kind="standard")
    here = str(xlsm).replace("\\", "\\\\").replace("'", "\\'")
    made = str(excel.run("XLPyCommand"))
    return made.replace(here, windows_path.replace("\\", "\\\\"))


def dll(xlsm: Path) -> str:
    """The name of the DLL that the workbook's VBA declares."""
    (name,) = set(_DLL.findall(_module(xlsm)))
    return str(name)


def _module(xlsm: Path) -> str:
    with ExcelFile(xlsm) as book:
        return str({one.name: one.source for one in book.vba_project().modules}["xlwings"])
