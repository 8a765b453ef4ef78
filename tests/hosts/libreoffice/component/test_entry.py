"""The services as LibreOffice finds them: each reached the way a person's program reaches it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cst_xl.functions import CATALOGUE
from cst_xl.hosts.libreoffice.component.names import WRAPPERS
from tests.end_to_end.office_session import OfficeSession

pytestmark = pytest.mark.office


@pytest.fixture
def fresh(office_program, extension_file, tmp_path):
    """An office that nobody has asked anything yet, whatever ran before."""
    with OfficeSession(office_program, tmp_path, extension_file) as session:
        yield session


def below(session):
    """Names of the programs that run below the office."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = status.read_text().rpartition(")")
        except OSError:
            continue
        if int(rest.split()[1]) == session.pid and rest.split()[0] != "Z":
            found.append(name.partition("(")[2])
    return found


def test_the_services_are_used_in_a_person_s_order(fresh):
    """Starting makes the functions known and starts no worker; the first cell does; later ones share it."""
    assert WRAPPERS in fresh.ask("modules")
    assert below(fresh) == []
    document = fresh.new()
    document.formula(sheet="Sheet1", cell="A1", text="=CST_DIFF(10;12)")
    assert document.shown("Sheet1", ["A1"]) == ["0.2"]
    assert len(below(fresh)) == 1
    assert document.call(name="cst_numero", given=["1.715"]) == 1715
    assert len(below(fresh)) == 1
    document.close()


def test_every_function_of_the_catalogue_is_a_method_that_calc_has_found(office):
    assert {name for name, *_ in office.ask("functions")} == {function.name.upper() for function in CATALOGUE}


def test_a_table_function_always_gives_a_table_even_when_it_gives_a_sentence(office):
    """Calc would show an error in place of a result of another type than the one declared."""
    document = office.new()
    document.array_formula(sheet="Sheet1", cells="A1:B2", text="=CST_CREDENZIALI(D1:D2;E1:E2;F1:F2)")
    shown = document.shown("Sheet1", ["A1"])
    document.close()
    assert not shown[0].startswith(("Err:", "#VALUE!", "#NAME?"))


def test_the_bridge_knows_functions_and_commands_and_says_what_it_does_not_know(office):
    document = office.new()
    assert document.call(name="cst_periodo", given=["Q2 2016"]) == "2° trimestre 2016"
    assert document.call(name="verifica", given=[True]).startswith(
        "#CST! Il comando «Verifica dati» vale per"
    )
    assert document.call(name="elimina", given=[]) == "#CST! Il comando «elimina» non esiste."
    document.close()
