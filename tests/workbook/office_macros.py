"""A macro workbook in LibreOffice, driven through UNO: what its cells, macros and buttons do.

LibreOffice's own Python is needed (the module ``uno`` goes with one version of the office), so the driving half of this
file runs there as a script, in a process of its own, and answers in JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from shutil import which

_START_AGAIN = 81
"""How an office ends that has just set up a fresh profile and wants to be started again."""

# The function that the extension will bring along: it names what it was asked, and marks the sheet for a command.
BRIDGE = """
Function Chiama(nome, argomenti, documento)
    Dim asked
    asked = nome & "(" & (UBound(argomenti) - LBound(argomenti) + 1) & ")"
    If nome = "cst_controlli" Then
        Chiama = Array(Array("tabella", 2), Array("riga", 4))
    Else
        Chiama = asked
    End If
    If Left(nome, 4) <> "cst_" Then documento.Sheets.getByIndex(0).getCellRangeByName("A1").String = asked
End Function
"""


def opened_in_libreoffice(path: Path, folder: Path, cells: list[str], macros: list[str]) -> dict[str, object]:
    """Open a workbook with macros allowed and a stand-in for the extension; skips where LibreOffice isn't.

    Returns:
        ``cells``: what these show after a recalculation; ``macros``: what each left in A1 of the first sheet;
        ``buttons``: label and script of each button there.
    """
    import pytest

    from tests.workbook.office_reader import soffice

    program = Path(soffice()).resolve().parent
    pythons = [program / "python", Path("/usr/bin/python3"), Path(which("python3") or sys.executable)]
    python = next((one for one in pythons if _has_uno(one)), None)
    if python is None:
        pytest.skip("LibreOffice's Python isn't installed")
    task = {"path": str(path), "folder": str(folder), "office": str(program / "soffice.bin"), "cells": cells}
    command = [str(python), __file__]
    done = subprocess.run(
        command,
        input=json.dumps({**task, "macros": macros}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _has_uno(python: Path) -> bool:
    return (
        python.exists()
        and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    )


def _drive(task):
    import uno

    pipe = f"cst{time.time_ns()}"
    profile = Path(task["folder"], "profilo").as_uri()
    address = f"pipe,name={pipe};urp;StarOffice.ComponentContext"
    command = [
        task["office"],
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile}",
        f"--accept={address}",
    ]
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            if office.poll() == _START_AGAIN:
                office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                context = resolver.resolve(f"uno:{address}")
            except Exception:  # noqa: BLE001 - NoConnectException; pyuno's classes can't be imported by linters
                time.sleep(0.1)
            else:
                return _look(uno, context, task)
        raise TimeoutError(address)
    finally:
        office.kill()
        office.wait()


def _look(uno, context, task):
    def service(name):
        return context.ServiceManager.createInstanceWithContext(name, context)

    def option(name, value):
        made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    libraries = service("com.sun.star.script.ApplicationScriptLibraryContainer")
    libraries.createLibrary("CstXl")
    libraries.getByName("CstXl").insertByName("Ponte", BRIDGE)
    options = (option("MacroExecutionMode", 4), option("Hidden", True))  # noqa: FBT003 - UNO's way
    document = service("com.sun.star.frame.Desktop").loadComponentFromURL(
        Path(task["path"]).as_uri(), "_blank", 0, options
    )
    document.calculateAll()
    sheet = document.Sheets.getByIndex(0)
    shown = {cell: sheet.getCellRangeByName(cell).String for cell in task["cells"]}
    left = []
    for macro in task["macros"]:
        url = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
        document.getScriptProvider().getScript(url).invoke((), (), ())
        left.append(sheet.getCellRangeByName("A1").String)
    forms = sheet.DrawPage.Forms
    form = forms.getByIndex(0) if forms.Count else ()
    buttons = [
        [form.getByIndex(at).Label, form.getScriptEvents(at)[0].ScriptCode] for at in range(form.Count)
    ]
    return {"cells": shown, "macros": left, "buttons": buttons}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_drive(json.load(sys.stdin))))
