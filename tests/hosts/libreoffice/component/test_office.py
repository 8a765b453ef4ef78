"""The part of the component that touches UNO itself, in LibreOffice's own Python; no office need run for it."""

from __future__ import annotations

import json
import subprocess
import zipfile

import pytest

from tests.end_to_end import office_session

pytestmark = pytest.mark.office

SCRIPT = """
import json, sys
import uno
from cst_xl_office.office import Office

office = Office(uno.getComponentContext())
made = office.properties({"Hidden": True, "FilterName": "calc_pdf_Export"})
inner = office.sequence({"Selection": 1})
json.dump({
    "properties": [[one.Name, one.Value] for one in made],
    "sequence": str(inner.type),
    "inner": [[one.Name, one.Value] for one in inner.value],
    "paths": [office.path(office.url(path)) for path in sys.argv[1:]],
    "urls": [office.url(path) for path in sys.argv[1:]],
    "service": office.service("com.sun.star.bridge.UnoUrlResolver") is not None,
    "formats": [office.DATE, office.DATETIME, office.LOGICAL],
}, sys.stdout)
"""
PATHS = ["/dati/è mia 100%.xlsx", "/dati/a#b;c?.pdf"]


@pytest.fixture(scope="module")
def said(office_program, extension_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("componente")
    with zipfile.ZipFile(extension_file) as archive:
        archive.extractall(folder)
    done = subprocess.run(
        [office_session.python_of(office_program), "-c", SCRIPT, *PATHS],
        env={
            **office_session.office_environment(),
            "PYTHONPATH": str(folder / "pythonpath"),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_property_values_are_made_for_calls_and_for_other_properties(said):
    assert said["properties"] == [["Hidden", True], ["FilterName", "calc_pdf_Export"]]
    assert "[]com.sun.star.beans.PropertyValue" in said["sequence"]
    assert said["inner"] == [["Selection", 1]]


def test_a_path_becomes_an_address_and_comes_back(said):
    assert said["paths"] == PATHS
    assert all(url.startswith("file:///dati/") and " " not in url and "#" not in url for url in said["urls"])


def test_services_and_constants_are_those_of_uno(said):
    assert said["service"]
    assert said["formats"] == [2, 6, 1024]
