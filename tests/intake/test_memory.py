"""Files made to fill the memory: refused with a sentence by a process that isn't allowed much of it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile

import pytest

resource = pytest.importorskip("resource", reason="limits on memory are a thing of Unix")

_READER = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))
from pathlib import Path
from cst_xl.core.errors import CstError
from cst_xl.intake import files
said = {}
for name in sys.argv[1:]:
    try:
        files.read(Path(name))
        said[Path(name).name] = ""
    except CstError as refusal:
        said[Path(name).name] = str(refusal)
# not ru_maxrss: it begins at what the process that started this one had
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(json.dumps([said, int(status["VmHWM"].split()[0]) // 1024]))
"""
_MOST_MEGABYTES = 400
_SHEET = "xl/worksheets/sheet1.xml"


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in content:
                    part.write(piece)
    return stream.getvalue()


def sheet_with(cell):
    return [f'<worksheet><sheetData><row><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'.encode()]


HOSTILE = {
    "bomba.xlsx": (lambda: zipped({_SHEET: [b" " * 2**20] * 1024}), "supera 512 MB"),
    "angoli.xlsx": (lambda: zipped({_SHEET: sheet_with("XFD1048576")}), "colonne"),
    "righe.xlsx": (lambda: zipped({_SHEET: sheet_with("ZZ1048576")}), "troppe per un foglio"),
    "entita.xlsx": (
        lambda: zipped(
            {_SHEET: [b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>']}
        ),
        "dichiarazioni XML",
    ),
    "parti.xlsx": (lambda: zipped({f"xl/{at}.xml": [b""] for at in range(6000)}), "6000 parti"),
    "colonne.csv": (lambda: b"a;" * 1_000_000 + b"\n", "1000001 colonne"),
    "ripetute.ods": (
        lambda: zipped(
            {
                "content.xml": [
                    (
                        b'<x xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><table:table><table:table-row '
                        b'table:number-rows-repeated="900000000"><table:table-cell table:number-columns-repeated="900">'
                        b"<a/></table:table-cell></table:table-row></table:table></x>"
                    )
                ]
            }
        ),
        "troppe per un foglio",
    ),
    "campo.csv": (lambda: b'a;b\n"' + b"x" * (20 * 2**20), "non è un file di testo"),
    "nulli.csv": (lambda: b"\x00" * (20 * 2**20), ""),
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """What was said of each file, and the most memory that the process ever had."""
    folder = tmp_path_factory.mktemp("ostili")
    paths = []
    for name, (make, _) in HOSTILE.items():
        paths.append(folder / name)
        paths[-1].write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _READER, *paths], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_the_reason(outcome, name):
    assert HOSTILE[name][1] in outcome[0][name]


def test_the_process_stays_small(outcome):
    assert outcome[1] < _MOST_MEGABYTES
