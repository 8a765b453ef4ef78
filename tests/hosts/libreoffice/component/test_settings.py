"""The settings file: what is written is what is read, and where complaints go."""

from __future__ import annotations

import pytest

from cst_xl.hosts.libreoffice.component import settings
from cst_xl.hosts.libreoffice.component.settings import Settings, load, record, text


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.delenv(settings.PYTHON_VARIABLE, raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.mark.parametrize(
    "written",
    [
        Settings("/opt/cst è qui/bin/python"),
        Settings(r"C:\Users\Niccolò\100% mio\python.exe", r"C:\Users\Niccolò", 0.5, 10, 20, 0.25),
    ],
    ids=["Linux", "Windows"],
)
def test_what_is_written_is_read_again(tmp_path, written):
    path = tmp_path / "impostazioni.ini"
    path.write_text(text(written), encoding="utf-8")
    assert load(path) == written


def test_without_a_file_everything_is_as_usual(tmp_path):
    assert load(tmp_path / "manca.ini") == Settings("")


def test_what_a_file_lacks_is_as_usual(tmp_path):
    path = tmp_path / "impostazioni.ini"
    path.write_text("[motore]\npython = /usr/bin/python3\nsecondi_funzione = 5\n", encoding="utf-8")
    assert load(path) == Settings("/usr/bin/python3", call_seconds=5)


def test_the_environment_names_another_python(tmp_path, monkeypatch):
    path = tmp_path / "impostazioni.ini"
    path.write_text(text(Settings("/usr/bin/python3", "/radice")), encoding="utf-8")
    monkeypatch.setenv(settings.PYTHON_VARIABLE, "/altro/python")
    assert load(path) == Settings("/altro/python", "/radice")


def test_a_number_that_is_none_is_refused(tmp_path):
    path = tmp_path / "impostazioni.ini"
    path.write_text("[motore]\nsecondi_avvio = molti\n", encoding="utf-8")
    with pytest.raises(ValueError, match="molti"):
        load(path)


def test_a_failure_is_recorded_with_its_traceback_and_named_with_the_file():
    for what in ("primo", "secondo è"):
        told = record(_raised(what))
    assert told == f"KeyError. Dettagli: {settings.log_file()}"
    log = settings.log_file().read_text(encoding="utf-8")
    assert "primo" in log
    assert "secondo è" in log
    assert "Traceback" in log


def _raised(what):
    with pytest.raises(KeyError) as raised:
        {}[what]
    return raised.value


def test_where_nothing_can_be_recorded_only_the_kind_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "manca"))
    assert record(ValueError("x")) == "ValueError"
