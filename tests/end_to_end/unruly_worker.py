"""Workers that misbehave, to see what becomes of the office; which way is the first argument.

The file stands in for our Python in the settings of the extension: as long as the control file says nothing, it is.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from cst_xl.hosts.libreoffice.component import frames


def main(way: str) -> None:
    """Greet as a worker does, then misbehave at the first question."""
    out = sys.stdout.buffer
    frames.write(out, frames.to_office({"value": "ready"}))
    frames.in_worker(frames.read(sys.stdin.buffer))
    if way == "babbles":
        out.write(b"DeprecationWarning: questo non sta in una cornice\n")
        out.flush()
        time.sleep(60)
    if way == "hangs":
        time.sleep(60)
    if way == "writes and dies":
        block = [["rotto"], ["rotto"]]
        frames.write(out, frames.to_office({"ask": "write", "arguments": ["Dati Servizi", 5, 1, block]}))
        frames.read(sys.stdin.buffer)
        os._exit(1)


def launcher(path: Path, control: Path) -> Path:
    """A program that can be taken for a Python interpreter: it does what the control file says when it starts."""
    root = Path(__file__).parents[2]
    path.write_text(
        f"""#!/bin/sh
way="$(cat '{control}' 2>/dev/null)"
export PYTHONPATH='{root}'
[ -z "$way" ] && exec '{sys.executable}' "$@"
exec '{sys.executable}' '{__file__}' "$way"
"""
    )
    path.chmod(0o755)
    return path


if __name__ == "__main__":
    main(sys.argv[1])
