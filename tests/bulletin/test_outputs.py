"""Folders are replaced as a whole, or stay as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cst_xl.bulletin.outputs import SUMS, replaced_folder, write_file
from cst_xl.core.errors import WriteRefusedError

FIRST = {"a.txt": b"uno", "dati/b.txt": b"due", SUMS: b"x  a.txt\nx  dati/b.txt\n"}
SECOND = {"a.txt": b"tre", SUMS: b"x  a.txt\n"}


def replace_folder(target, files):
    """Replace a folder when nothing has to happen along with it."""
    with replaced_folder(target, files):
        pass


def content(folder):
    """All files of a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_new_folder_is_filled(tmp_path):
    replace_folder(tmp_path / "nuovo" / "Focus", FIRST)
    assert content(tmp_path / "nuovo" / "Focus") == FIRST


def test_what_the_last_one_made_and_this_one_doesn_t_is_gone(tmp_path):
    replace_folder(tmp_path / "Focus", FIRST)
    replace_folder(tmp_path / "Focus", SECOND)
    assert content(tmp_path / "Focus") == SECOND


def test_what_people_put_there_stays(tmp_path):
    replace_folder(tmp_path / "Focus", FIRST)
    (tmp_path / "Focus" / "firma.pdf").write_bytes(b"firmato")
    (tmp_path / "Focus" / "note").mkdir()
    (tmp_path / "Focus" / "note" / "mia.txt").write_bytes(b"nota")
    replace_folder(tmp_path / "Focus", SECOND)
    assert content(tmp_path / "Focus") == {**SECOND, "firma.pdf": b"firmato", "note/mia.txt": b"nota"}


def test_a_folder_that_isn_t_ours_is_not_touched(tmp_path):
    (tmp_path / "Focus").mkdir()
    (tmp_path / "Focus" / "mio.txt").write_bytes(b"mio")
    with pytest.raises(WriteRefusedError, match="esiste già e non contiene un Focus"):
        replace_folder(tmp_path / "Focus", FIRST)
    assert content(tmp_path / "Focus") == {"mio.txt": b"mio"}


def test_nothing_else_is_left_behind(tmp_path):
    replace_folder(tmp_path / "Focus", FIRST)
    replace_folder(tmp_path / "Focus", SECOND)
    assert [path.name for path in tmp_path.iterdir()] == ["Focus"]


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_folder_that_can_t_be_replaced_stays_as_it_was(tmp_path, monkeypatch, fails_at):
    """As on Windows, where the PDF is open in a reader: the first or the second renaming fails."""
    replace_folder(tmp_path / "Focus", FIRST)
    rename, calls = Path.rename, []

    def failing(self, target):
        calls.append(self)
        if len(calls) == fails_at:
            raise PermissionError(13, "Accesso negato")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(WriteRefusedError, match=r"Accesso negato\. Chiudere i programmi"):
        replace_folder(tmp_path / "Focus", SECOND)
    assert content(tmp_path / "Focus") == FIRST
    assert [path.name for path in tmp_path.iterdir()] == ["Focus"]


def test_an_interruption_leaves_a_folder_of_that_name(tmp_path, monkeypatch):
    replace_folder(tmp_path / "Focus", FIRST)
    rename, calls = Path.rename, []

    def interrupted(self, target):
        calls.append(self)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_folder(tmp_path / "Focus", SECOND)
    assert content(tmp_path / "Focus") == FIRST


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk is simulated by /dev/full")  # noqa: PTH110
def test_a_place_that_is_no_folder_is_refused_in_italian():
    with pytest.raises(WriteRefusedError, match="Il Focus non è stato scritto"):
        replace_folder(Path("/dev/full/Focus"), FIRST)


def test_when_what_belongs_to_it_fails_everything_is_as_it_was(tmp_path):
    replace_folder(tmp_path / "Focus", FIRST)
    with pytest.raises(ValueError, match="non va"), replaced_folder(tmp_path / "Focus", SECOND):
        raise ValueError("non va")
    assert content(tmp_path / "Focus") == FIRST
    assert [path.name for path in tmp_path.iterdir()] == ["Focus"]


def test_a_first_folder_is_gone_again_when_what_belongs_to_it_fails(tmp_path):
    with pytest.raises(ValueError, match="non va"), replaced_folder(tmp_path / "Focus", FIRST):
        raise ValueError("non va")
    assert list(tmp_path.iterdir()) == []


def test_what_went_out_can_be_kept(tmp_path):
    replace_folder(tmp_path / "Focus", FIRST)
    with replaced_folder(tmp_path / "Focus", SECOND, tmp_path / "prima" / "Focus_1"):
        pass
    assert content(tmp_path / "prima" / "Focus_1") == FIRST
    assert content(tmp_path / "Focus") == SECOND


def test_what_is_kept_already_stays_as_it_is(tmp_path):
    replace_folder(tmp_path / "prima", {"mio.txt": b"mio", SUMS: b""})
    replace_folder(tmp_path / "Focus", FIRST)
    with replaced_folder(tmp_path / "Focus", SECOND, tmp_path / "prima"):
        pass
    assert content(tmp_path / "prima") == {"mio.txt": b"mio", SUMS: b""}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Focus", "prima"]


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path):
    write_file(tmp_path / "a.csv", b"uno")
    write_file(tmp_path / "a.csv", b"due")
    assert content(tmp_path) == {"a.csv": b"due"}
    (tmp_path / "dir.csv").mkdir()
    with pytest.raises(WriteRefusedError, match=r"dir\.csv"):
        write_file(tmp_path / "dir.csv", b"tre")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "dir.csv"]
