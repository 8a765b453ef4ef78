"""`libreoffice`, from the outside; what these commands do in a real office is proved in ``tests/end_to_end``."""

from __future__ import annotations

import os
import sys
import zipfile

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app
from cst_xl.hosts.libreoffice.component import names

run = CliRunner().invoke


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program folder whose programs write down how they were called, and do nothing; its log."""
    if sys.platform == "win32":
        pytest.skip("the stand-ins are shell scripts")
    log = tmp_path / "chiamate"
    for name in ("soffice", "unopkg"):
        path = tmp_path / name
        path.write_text(f'#!/bin/sh\necho {name} "$@" >> "{log}"\n')
        path.chmod(0o755)
    monkeypatch.setenv("CST_SOFFICE", str(tmp_path / "soffice"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return log


@pytest.fixture
def profile(tmp_path):
    """A profile in which the extension is installed."""
    cache = tmp_path / "profilo" / "user" / "uno_packages" / "cache"
    cache.mkdir(parents=True)
    (cache / "uno_packages.pmap").write_bytes(b"\0" + names.EXTENSION.encode())
    return tmp_path / "profilo"


def test_the_extension_can_be_written_to_a_file_for_a_double_click(tmp_path):
    target = tmp_path / "cst_xl.oxt"
    result = run(app, ["libreoffice", "install", "--oxt", str(target)])
    assert result.exit_code == Exit.DONE, result.output
    with zipfile.ZipFile(target) as archive:
        assert sys.executable in archive.read(names.SETTINGS_FILE).decode()


def test_install_hands_the_extension_to_the_office_for_that_profile(program, tmp_path):
    profile = tmp_path / "altro profilo"
    result = run(app, ["libreoffice", "install", "--profile", str(profile)])
    assert result.exit_code == Exit.DONE, result.output
    assert "prossimo avvio di LibreOffice" in result.output
    called = program.read_text()
    assert called.startswith(f"unopkg add -env:UserInstallation={profile.as_uri()} --force")
    assert called.strip().endswith("cst_xl.oxt")


def test_uninstall_takes_out_what_is_there_and_says_when_nothing_is(program, profile, tmp_path):
    result = run(app, ["libreoffice", "uninstall", "--profile", str(profile)])
    assert result.exit_code == Exit.DONE, result.output
    assert (
        program.read_text()
        .strip()
        .endswith(f"remove -env:UserInstallation={profile.as_uri()} {names.EXTENSION}")
    )
    result = run(app, ["libreoffice", "uninstall", "--profile", str(tmp_path / "vuoto")])
    assert result.exit_code == Exit.FAILED
    assert "non c'è nulla da togliere" in result.stderr


@pytest.mark.parametrize("command", [["open"], ["pdf"]])
def test_a_workbook_that_is_not_there_is_one_sentence(program, profile, command):
    options = ["--profile", str(profile)] if command == ["open"] else []
    result = run(app, ["libreoffice", *command, "/non/c'è.xlsx", *options])
    assert result.exit_code == Exit.FAILED
    assert result.stderr.startswith("✖ Il file «/non/c'è.xlsx» non esiste")


def test_open_asks_for_the_extension_first(program, tmp_path, workbook):
    result = run(app, ["libreoffice", "open", str(workbook), "--profile", str(tmp_path / "vuoto")])
    assert result.exit_code == Exit.FAILED
    assert "«cst-xl libreoffice install»" in result.stderr


def test_without_libreoffice_the_way_to_name_it_is_told(monkeypatch, workbook):
    monkeypatch.setenv("CST_SOFFICE", "/non/c'è/soffice")
    result = run(app, ["libreoffice", "pdf", str(workbook)])
    assert result.exit_code == Exit.FAILED
    assert "CST_SOFFICE" in result.stderr
