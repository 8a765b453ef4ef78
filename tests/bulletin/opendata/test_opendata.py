"""All files of the data together: one promise, kept."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest

from cst_xl.bulletin.opendata import DATAPACKAGE, DCAT, README, render

AS_ENGLISH = "CSV:44,34,76,1,,1033,false,true"
"""LibreOffice: commas, quotes, UTF-8, from row 1, read as English (USA), special numbers recognised."""


@pytest.fixture(scope="module")
def made(edition, focus):
    return {file.path: file for file in render(edition, focus)}


def test_every_file_that_the_package_names_is_there_with_its_size(made):
    package = json.loads(made[DATAPACKAGE].content)
    assert len(package["resources"]) > 10
    for resource in package["resources"]:
        assert len(made[resource["path"]].content) == resource["bytes"]


def test_every_file_that_the_metadata_name_is_there(made):
    graph = json.loads(made[DCAT].content)["@graph"]
    named = {node["dcat:downloadURL"]["@id"] for node in graph if "dcat:downloadURL" in node}
    assert named
    assert named <= set(made)


def test_names_are_the_same_in_every_quarter_but_for_the_quarter(made):
    for path in made:
        if path.endswith(".csv"):
            assert path.startswith("Focus_2016-T2-")
    assert {DATAPACKAGE, DCAT, README, "focus.schema.json", "Focus_2016-T2.json"} <= set(made)


@pytest.mark.office
def test_libreoffice_reads_the_same_numbers(made, tmp_path):
    """Imported as the data dictionary says, every value comes back."""
    if shutil.which("soffice") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice isn't installed")
    tables = {path: file.content for path, file in made.items() if path.endswith(".csv")}
    for path, content in tables.items():
        (tmp_path / path).write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profilo').as_uri()}"
    flags = ["--headless", f"--infilter={AS_ENGLISH}", "--convert-to", "fods", "--outdir", tmp_path / "letto"]
    subprocess.run(
        ["soffice", profile, *flags, *(tmp_path / path for path in tables)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    package = json.loads(made[DATAPACKAGE].content)
    described = [one for one in package["resources"] if one["path"] in tables]
    for one in described:
        rows = list(csv.DictReader(tables[one["path"]].decode().splitlines()))
        for column, field in enumerate(one["schema"]["fields"]):
            if field["type"] == "number":
                expected = [float(row[field["name"]]) for row in rows if row[field["name"]]]
                read = numbers((tmp_path / "letto" / one["path"]).with_suffix(".fods"), column)
                assert read == expected, (one["path"], field["name"])
    assert len(described) == len(tables) > 5


def numbers(path, column):
    """The numbers in a column of a flat OpenDocument sheet, below its header."""
    office, table = (
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
        "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    )
    found = []
    for row in list(ET.parse(path).iter(f"{table}table-row"))[1:]:
        repeated = ([cell] * int(cell.get(f"{table}number-columns-repeated", "1")) for cell in row)
        cells = [cell for run in repeated for cell in run]
        if len(cells) > column and cells[column].get(f"{office}value-type") in {"float", "percentage"}:
            times = int(row.get(f"{table}number-rows-repeated", "1"))
            found += [float(cells[column].get(f"{office}value"))] * times
    return found
