"""Finding the office and running it: with small programs in its place, since what it does is not the question here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cst_xl.core.errors import CstError
from cst_xl.hosts.libreoffice.office import RESTARTS, Office, find, own_environment, usual_profile


def program(folder, script, name="soffice"):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_variable_names_the_program_before_the_path_does(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = program(tmp_path / "a", ""), program(tmp_path / "b", "")
    path = {"PATH": str(first.parent)}
    assert find(path) == first
    assert find({**path, "CST_SOFFICE": str(second)}) == second


def test_links_are_followed_since_its_other_programs_are_beside_the_real_one(tmp_path):
    real = program(tmp_path, "", "soffice.real")
    (tmp_path / "soffice").symlink_to(real)
    assert find({"PATH": str(tmp_path)}) == real


@pytest.mark.parametrize("environment", [{"PATH": "", "CST_SOFFICE": "/non/c'è/soffice"}, {"PATH": ""}])
def test_without_a_program_a_sentence_names_the_variable(environment):
    with pytest.raises(CstError, match="nella variabile CST_SOFFICE"):
        find(environment, platform="unknown")


def test_the_profile_is_where_each_system_has_it():
    assert usual_profile({"APPDATA": "C:/Users/x/AppData/Roaming"}, "win32") == Path(
        "C:/Users/x/AppData/Roaming/LibreOffice/4"
    )
    assert usual_profile({"XDG_CONFIG_HOME": "/casa/conf"}, "linux") == Path("/casa/conf/libreoffice/4")
    assert usual_profile({}, "linux") == Path.home() / ".config/libreoffice/4"
    assert "Application Support" in str(usual_profile({}, "darwin"))


def test_the_environment_of_a_virtual_environment_is_not_the_offices():
    around = {
        "PATH": "/casa/venv/bin:/opt/bin",
        "VIRTUAL_ENV": "/casa/venv",
        "PYTHONPATH": "/x",
        "HOME": "/casa",
    }
    found = own_environment(around, "linux")
    assert found == {
        "PATH": os.pathsep.join(["/usr/bin", "/bin", "/casa/venv/bin:/opt/bin"]),
        "HOME": "/casa",
    }
    assert own_environment(around, "win32")["PATH"] == around["PATH"]


def test_it_is_started_unseen_with_its_profile_and_its_options(tmp_path):
    office = Office(program(tmp_path, 'printf "%s\\n" "$@"'), tmp_path / "mio profilo", ("-env:X=y",))
    said = office.run("--convert-to", "pdf").stdout.splitlines()
    assert said == [
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(tmp_path / 'mio profilo').as_uri()}",
        "-env:X=y",
        "--convert-to",
        "pdf",
    ]


def test_it_is_started_again_as_long_as_it_asks_for_it_but_not_for_ever(tmp_path):
    counting = f'echo x >>"{tmp_path}/avvii"; [ $(wc -l <"{tmp_path}/avvii") -ge 2 ] || exit {RESTARTS}'
    assert Office(program(tmp_path, counting), tmp_path).run().returncode == 0
    assert (tmp_path / "avvii").read_text().count("x") == 2
    for_ever = program(tmp_path, f'echo x >>"{tmp_path}/altri"; exit {RESTARTS}')
    assert Office(for_ever, tmp_path).run().returncode == RESTARTS
    assert (tmp_path / "altri").read_text().count("x") == 3


def test_one_that_does_not_end_is_ended_and_told(tmp_path):
    with pytest.raises(CstError, match=r"non ha finito entro 0\.3 secondi"):
        Office(program(tmp_path, "exec sleep 30"), tmp_path).run(seconds=0.3)


def test_one_that_can_not_be_started_is_told(tmp_path):
    path = tmp_path / "soffice"
    path.write_text("non è un programma")
    with pytest.raises(CstError, match="LibreOffice non si avvia"):
        Office(path, tmp_path).run()


def test_extensions_are_managed_by_the_program_beside_it(tmp_path):
    office = Office(program(tmp_path, ""), tmp_path / "profilo")
    with pytest.raises(CstError, match=r"manca il programma .*unopkg"):
        office.packages("add", "x.oxt")
    program(tmp_path, 'printf "%s\\n" "$@"', "unopkg")
    said = office.packages("add", "--force", "x.oxt").stdout.splitlines()
    assert said == ["add", f"-env:UserInstallation={(tmp_path / 'profilo').as_uri()}", "--force", "x.oxt"]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # it is left running on purpose
def test_shown_to_a_person_it_stays_when_we_leave(tmp_path):
    done = tmp_path / "fatto"
    os.mkfifo(done)
    office = Office(program(tmp_path, f'printf "%s\\n" "$@" >"{done}"'), None)
    office.show(tmp_path / "è mia.xlsx")
    assert done.read_text(encoding="utf-8").splitlines() == ["--calc", str(tmp_path / "è mia.xlsx")]
