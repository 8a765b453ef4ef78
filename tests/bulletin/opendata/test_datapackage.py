"""The data package: Frictionless accepts it, and would notice if the data were others."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cst_xl.bulletin.opendata import DATAPACKAGE, render

CHECK = """
import json, sys, frictionless
report = frictionless.validate(sys.argv[1])
print(json.dumps({"valid": report.valid, "tasks": report.stats["tasks"], "types": report.flatten(["type"])}))
"""


@pytest.fixture
def folder(edition, focus, tmp_path):
    """The data as they are published."""
    for file in render(edition, focus):
        (tmp_path / file.path).write_bytes(file.content)
    return tmp_path


def validated(folder):
    """What Frictionless says; in a program of its own, whose warnings aren't ours."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHECK, DATAPACKAGE],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_frictionless_finds_every_table_valid(folder, edition):
    report = validated(folder)
    assert report["valid"], report
    assert report["tasks"] >= 1 + sum(1 for result in edition for table in result.tables if table.rows)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b",98.985,", b",98.984,"), (b",98.985,", b",molto,"), (b"sla.SLA.1.atteso,2016-T2", b",2016-T2")],
)
def test_frictionless_notices_data_that_were_changed(folder, before, after):
    path = folder / "Focus_2016-T2-voci.csv"
    content = path.read_bytes()
    assert before in content
    path.write_bytes(content.replace(before, after, 1))
    assert not validated(folder)["valid"]


def test_licence_publisher_and_date_are_those_of_the_bulletin(folder):
    package = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["contributors"] == [{"title": "Centro Servizi", "role": "publisher"}]
    assert package["created"] == "2016-07-15T00:00:00Z"


def test_italian_headers_stand_beside_machine_names(folder):
    package = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
    fields = {f["name"]: f for f in package["resources"][0]["schema"]["fields"]}
    assert fields["valore"]["title"] == "Valore"
    assert fields["id"]["constraints"] == {"required": True}
    tickets = next(one for one in package["resources"] if one["name"] == "ticket")
    assert {
        "name": "telefono_1",
        "type": "number",
        "title": "Ticket telefonici - 1° livello",
        "unit": "ticket",
    } in tickets["schema"]["fields"]
