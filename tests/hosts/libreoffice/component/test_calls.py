"""The way from the services to a real worker, and the promise that a cell never gets an exception."""

# ruff: noqa: N802 - UNO's names

from __future__ import annotations

import json

import pytest

from cst_xl.functions import CATALOGUE
from cst_xl.hosts.libreoffice import extension
from cst_xl.hosts.libreoffice.component.calls import Calls, Directory, directory
from cst_xl.hosts.libreoffice.component.engine import Engine
from cst_xl.workbook.commands import COMMANDS
from tests.hosts.libreoffice.children import child, ours
from tests.hosts.libreoffice.stand_ins import Sheet

ARGUMENTS_BACK = """
say({"value": "ready"})
while True:
    _, name, packed, from_addin = hear()
    say({"value": f"{name} {packed} {from_addin}"})
"""


@pytest.fixture(autouse=True)
def _own_log(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """The list as the extension has it."""
    folder = tmp_path_factory.mktemp("estensione")
    (folder / "elenco.json").write_text(extension.directory(CATALOGUE, COMMANDS), encoding="utf-8")
    return directory(folder)


@pytest.fixture(scope="module")
def calls(known):
    made = Calls(Engine(ours()), known)
    yield made
    made.engine.stop()


@pytest.fixture
def echo(tmp_path):
    """Whose worker says what it was asked."""
    made = Calls(Engine(child(tmp_path, ARGUMENTS_BACK)), Directory({"f": False}, {}))
    yield made
    made.engine.stop()


def test_the_list_names_every_function_and_command(known):
    assert set(known.functions) == {function.name for function in CATALOGUE}
    assert known.functions["cst_ticket"]
    assert not known.functions["cst_diff"]
    assert known.commands["importa"] == "Importa"


def test_a_function_gives_its_value_or_its_sentence(calls):
    assert calls.function("cst_diff", (10.0, 12.0)) == 0.2
    assert calls.function("cst_periodo", ("boh",)).startswith("#CST! «boh»: serve un periodo")


def test_a_function_that_the_installed_version_lacks_says_what_to_do(calls):
    told = calls.function("cst_di_domani", ())
    assert told.startswith("#CST! La funzione cst_di_domani non c'è nella versione installata.")


def test_arguments_left_out_at_the_end_are_not_sent(echo):
    assert echo.function("f", (1.0, None, "x", None, object())) == "f (1.0, None, 'x') False"
    assert echo.function("f", (None,), from_addin=True) == "f () True"


def test_whatever_fails_on_the_way_a_cell_gets_a_sentence(echo, tmp_path):
    class Broken(Sheet):
        def gotoEndOfUsedArea(self, _expand):
            raise RuntimeError("bridge disposed")

    told = echo.function("f", (Broken([[1.0]]).cells(0, 0, 0, 0),))
    assert told.startswith("#CST! errore interno in f: RuntimeError. Dettagli: ")
    assert "bridge disposed" in (tmp_path / "cst_xl_libreoffice.log").read_text(encoding="utf-8")


def test_one_name_reaches_a_function_or_a_command(calls):
    assert calls.called(None, "cst_diff", (10.0, 12.0), None) == 0.2
    assert calls.called(None, "cst_niente", (), None) == "#CST! Il comando «cst_niente» non esiste."


def test_a_command_without_a_workbook_of_ours_says_what_it_is_for(calls):
    told = calls.command(None, "calcola", None)
    assert told.startswith("#CST! Il comando «Calcola» vale per la cartella di lavoro del Focus")


def test_a_list_that_can_not_be_read_is_an_error_at_once(tmp_path):
    (tmp_path / "elenco.json").write_text(json.dumps({"funzioni": {}}), encoding="utf-8")
    with pytest.raises(KeyError):
        directory(tmp_path)
