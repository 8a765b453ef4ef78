"""The computer that the tests run on, asked the doctor's questions; the registry through a stand-in of its module."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from cst_xl.hosts.doctor.machine import ThisMachine, bits, marked_zone

TREE = {
    "HKCU": {r"Software\Prova": {"Numero": 4, "": "predefinito", "Byte": b"x"}, r"Software\Prova\Uno": {}}
}


@pytest.fixture
def registry(monkeypatch):
    """The standard library's winreg, over a small tree, as far as it is used."""
    module = ModuleType("winreg")
    module.HKEY_CURRENT_USER, module.HKEY_LOCAL_MACHINE = "HKCU", "HKLM"
    module.KEY_READ, module.KEY_WOW64_64KEY, module.KEY_WOW64_32KEY = 1, 256, 512

    @contextmanager
    def open_key(hive, path, reserved=0, access=1):
        if path not in TREE.get(hive, {}):
            raise FileNotFoundError(path)
        yield (hive, path)

    def below(key):
        hive, path = key
        return [one.removeprefix(f"{path}\\") for one in TREE[hive] if one.startswith(f"{path}\\")]

    def value(key, name):
        hive, path = key
        if name not in TREE[hive][path]:
            raise FileNotFoundError(name)
        return TREE[hive][path][name], 1

    module.OpenKey, module.QueryValueEx = open_key, value
    module.QueryInfoKey = lambda key: (len(below(key)), 0, 0)
    module.EnumKey = lambda key, at: below(key)[at]
    monkeypatch.setitem(sys.modules, "winreg", module)


def test_it_knows_its_python_and_packages():
    machine = ThisMachine()
    assert machine.python == sys.version_info[:3]
    assert machine.executable == Path(sys.executable)
    assert machine.version("xlwings")
    assert machine.version("un-pacchetto-che-non-c-e") is None
    assert isinstance(machine.requirements(), tuple)


def test_it_says_why_a_module_can_t_be_imported():
    assert ThisMachine().import_error("json") == ""
    assert ThisMachine().import_error("un_modulo_che_non_c_e").startswith("ModuleNotFoundError")


def test_registry_values_are_texts_and_numbers_or_nothing(registry):
    machine = ThisMachine()
    assert machine.setting(r"HKCU\Software\Prova", "Numero") == 4
    assert machine.setting(r"HKCU\Software\Prova", "") == "predefinito"
    assert machine.setting(r"HKCU\Software\Prova", "Byte") is None
    assert machine.setting(r"HKCU\Software\Prova", "Altro") is None
    assert machine.setting(r"HKLM\Software\Prova", "Numero") is None
    assert machine.subkeys(r"HKCU\Software\Prova") == ("Uno",)
    assert machine.subkeys(r"HKLM\Software\Prova") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="here there is a registry")
def test_without_a_registry_there_are_no_settings():
    assert ThisMachine().setting(r"HKCU\Software\Prova", "Numero") is None
    assert ThisMachine().subkeys(r"HKCU\Software\Prova") == ()


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://x/", 3),
        ("[ZoneTransfer]\nzoneid=1", 1),
        ("", None),
        ("ZoneId=x", None),
    ],
)
def test_the_mark_of_the_web_is_read(tmp_path, text, zone):
    stream = tmp_path / "Focus.xlsm_Zone.Identifier"
    stream.write_text(text, encoding="utf-8")
    assert marked_zone(stream) == zone


def test_a_file_without_a_mark_has_no_zone(tmp_path):
    assert marked_zone(tmp_path / "nulla:Zone.Identifier") is None


def test_programs_are_found_by_their_bare_name():
    assert ThisMachine().program("un-programma-che-non-c-e") is None


def test_a_folder_is_writable_or_not(tmp_path):
    assert ThisMachine().writable(tmp_path)
    assert not ThisMachine().writable(tmp_path / "nulla")
    assert list(tmp_path.iterdir()) == []


def test_python_has_a_width():
    assert bits() in {32, 64}
