"""The server's path from a cell to a function: run as a program of its own, since xlwings reads its mode at import.

Reads calls as JSON from standard input, ``[[name, [argument, …]], …]``, and prints the results in their order.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SERVER_MODE = {"XLWINGS_ON_SERVER": "true", "XLWINGS_LICENSE_KEY": "noncommercial"}


def results(calls: list[tuple[str, list[Any]]]) -> list[Any]:
    """Have a server process answer these calls."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.hosts.excel.server"],
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | SERVER_MODE,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def main() -> None:
    """Answer the calls on standard input."""
    import xlwings as xw
    import xlwings.server

    from cst_xl.hosts import excel

    def answer(name: str, arguments: list[Any]) -> Any:
        asked = {
            "client": "Office.js",
            "func_name": name,
            "args": arguments,
            "caller_address": "[prova.xlsx]Foglio1!A1",
            "culture_info_name": "it-IT",
            "date_format": "gg/mm/aaaa",
            "version": xw.__version__,
            "runtime": "1.4",
        }
        return asyncio.run(xlwings.server.custom_functions_call(asked, excel))

    calls = json.load(sys.stdin)
    if calls == "meta":
        json.dump(xlwings.server.custom_functions_meta(excel), sys.stdout)
    else:
        json.dump([answer(name, arguments) for name, arguments in calls], sys.stdout)


if __name__ == "__main__":
    main()
