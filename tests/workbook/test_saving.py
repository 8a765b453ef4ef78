"""Whatever happens while a file is written, the old or the new one is there; whoever holds it open is named."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import time
from pathlib import Path

import pytest

from cst_xl.core.errors import WorkbookInUseError, WriteRefusedError
from cst_xl.workbook import saving
from cst_xl.workbook.saving import holder, refuse_if_open, stamp, write_atomically
from tests.workbook.office_reader import sheets_shown, soffice
from tests.workbook.sample_books import rich

windows_only = pytest.mark.skipif(os.name != "nt", reason="only Windows keeps others from an open file")
posix_only = pytest.mark.skipif(os.name != "posix", reason="uses POSIX limits, mounts or signals")


def leftovers(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.name.startswith(".cst-xl-")]


# ---------------------------------------------------------------- writing


def test_a_new_file_is_written_with_the_permissions_of_any_new_file(tmp_path) -> None:
    (tmp_path / "modello").touch()

    assert write_atomically(tmp_path / "a.xlsx", lambda out: out.write(b"nuovo"), backup=3) is None

    assert (tmp_path / "a.xlsx").read_bytes() == b"nuovo"
    assert (tmp_path / "a.xlsx").stat().st_mode == (tmp_path / "modello").stat().st_mode
    assert leftovers(tmp_path) == []


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_of_the_old_file_stay(tmp_path, mode) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")
    path.chmod(mode)

    write_atomically(path, lambda out: out.write(b"nuovo"))

    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only an administrator can give files away"
)
def test_an_administrator_does_not_take_the_file_away_from_its_owner(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")
    os.chown(path, 1234, 2345)

    write_atomically(path, lambda out: out.write(b"nuovo"))

    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


@posix_only
def test_the_file_is_not_readable_by_others_while_it_is_written(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")
    path.chmod(0o600)
    modes = []

    def write(out) -> None:
        (name,) = leftovers(tmp_path)
        modes.append(stat.S_IMODE((tmp_path / name).stat().st_mode))
        out.write(b"nuovo")

    write_atomically(path, write)

    assert modes == [0o600]


@posix_only
def test_a_link_is_followed_and_stays_a_link(tmp_path) -> None:
    real = tmp_path / "altrove"
    real.mkdir()
    (real / "a.xlsx").write_bytes(b"vecchio")
    link = tmp_path / "a.xlsx"
    link.symlink_to(real / "a.xlsx")

    write_atomically(link, lambda out: out.write(b"nuovo"))

    assert link.is_symlink()
    assert (real / "a.xlsx").read_bytes() == b"nuovo"


@pytest.mark.parametrize("problem", [ValueError("guasto"), KeyboardInterrupt()])
def test_a_failure_of_the_writer_goes_on_and_leaves_the_old_file(tmp_path, problem) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")

    def write(out) -> None:
        out.write(b"mezzo")
        raise problem

    with pytest.raises(type(problem)):
        write_atomically(path, write, backup=2)

    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"vecchio"


def test_a_read_only_file_is_not_overwritten(tmp_path) -> None:
    """Whoever marked it meant it, and neither an administrator nor a rename would notice the mark."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")
    path.chmod(stat.S_IREAD)

    with pytest.raises(WriteRefusedError, match="segnato «di sola lettura»"):
        write_atomically(path, lambda out: out.write(b"nuovo"))

    assert path.read_bytes() == b"vecchio"
    path.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_a_folder_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(WriteRefusedError, match=r"«a\.xlsx» in «.*manca»: la cartella non c'è \(più\)"):
        write_atomically(tmp_path / "manca" / "a.xlsx", lambda out: out.write(b""))


def test_a_folder_of_that_name_is_told(tmp_path) -> None:
    (tmp_path / "a.xlsx").mkdir()

    with pytest.raises(WriteRefusedError, match="c'è già una cartella con questo nome"):
        write_atomically(tmp_path / "a.xlsx", lambda out: out.write(b""))


@posix_only
def test_a_file_where_the_folder_should_be_is_told(tmp_path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(WriteRefusedError, match="il percorso non è una cartella"):
        write_atomically(tmp_path / "file" / "a.xlsx", lambda out: out.write(b""))


@posix_only
def test_a_name_that_is_too_long_is_told(tmp_path) -> None:
    with pytest.raises(WriteRefusedError, match="il nome è troppo lungo"):
        write_atomically(tmp_path / ("x" * 300 + ".xlsx"), lambda out: out.write(b""))


def test_a_reason_without_a_sentence_of_its_own_quotes_the_system(tmp_path) -> None:
    def write(out) -> None:
        raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))

    with pytest.raises(
        WriteRefusedError, match=r"il sistema risponde «.+»\. Il file di prima è rimasto com'era"
    ):
        write_atomically(tmp_path / "a.xlsx", write)


def test_what_a_killed_process_left_is_removed_a_day_later(tmp_path) -> None:
    old, recent, foreign = (tmp_path / name for name in (".cst-xl-0a.tmp", ".cst-xl-0b.tmp", "altro.tmp"))
    for file in (old, recent, foreign):
        file.write_bytes(b"mezzo")
    for file in (old, foreign):
        os.utime(file, (time.time() - 90_000, time.time() - 90_000))

    write_atomically(tmp_path / "a.xlsx", lambda out: out.write(b"nuovo"))

    assert sorted(file.name for file in tmp_path.iterdir()) == [".cst-xl-0b.tmp", "a.xlsx", "altro.tmp"]


# ---------------------------------------------------------------- copies


def test_dated_copies_stand_beside_the_file_and_the_oldest_go(tmp_path) -> None:
    path = tmp_path / "focus [T2].xlsm"
    kept = [
        write_atomically(path, lambda out, v=version: out.write(b"%d" % v), backup=2) for version in range(5)
    ]

    assert kept[0] is None
    assert [copy.exists() for copy in kept[1:]] == [False, False, True, True]
    assert [copy.read_bytes() for copy in kept[3:]] == [b"2", b"3"]
    assert path.read_bytes() == b"4"


def test_a_copy_bears_the_time_and_keeps_the_extension(tmp_path) -> None:
    path = tmp_path / "focus.xlsm"
    path.write_bytes(b"vecchio")
    os.utime(path, (1_000_000_000, 1_000_000_000))

    kept = write_atomically(path, lambda out: out.write(b"nuovo"), backup=1)

    assert kept is not None
    stamped = time.strptime(kept.name, "focus.%Y-%m-%dT%H%M%S.bak.xlsm")
    assert abs(time.mktime(stamped) - time.time()) < 120
    assert kept.stat().st_mtime == 1_000_000_000, "it is still the old file"


def test_copies_of_other_files_and_other_peoples_files_are_left_alone(tmp_path) -> None:
    strangers = [
        "focus.2016-01-01T000000.bak.xlsx",
        "focus 2.2016-01-01T000000.bak.xlsm",
        "focus.2016.bak.xlsm",
        "focus.xlsm.bak",
        "xfocus.2016-01-01T000000.bak.xlsm",
    ]
    ours = [
        "focus.2016-01-01T000000.bak.xlsm",
        "focus.2016-01-01T000000-2.bak.xlsm",
        "focus.2016-01-01T000000-10.bak.xlsm",
    ]
    for name in (*strangers, *ours, "focus.xlsm"):
        (tmp_path / name).write_bytes(b"vecchio")

    kept = write_atomically(tmp_path / "focus.xlsm", lambda out: out.write(b"nuovo"), backup=2)

    assert kept is not None
    assert {file.name for file in tmp_path.iterdir()} == {*strangers, ours[2], kept.name, "focus.xlsm"}


def test_the_newest_copy_stays_even_if_the_clock_was_set_back(tmp_path) -> None:
    (tmp_path / "focus.xlsm").write_bytes(b"vecchio")
    (tmp_path / "focus.2999-01-01T000000.bak.xlsm").write_bytes(b"prima ancora")

    kept = write_atomically(tmp_path / "focus.xlsm", lambda out: out.write(b"nuovo"), backup=1)

    assert [file.read_bytes() for file in tmp_path.glob("*.bak.xlsm")] == [b"vecchio"]
    assert kept is not None
    assert kept.exists()


def test_no_copy_is_made_when_none_is_asked_for(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")

    assert write_atomically(path, lambda out: out.write(b"nuovo")) is None

    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_copy_made_for_a_save_that_failed_goes_again(tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(saving, "_take_over", refuse)
    with pytest.raises(WriteRefusedError):
        write_atomically(path, lambda out: out.write(b"nuovo"), backup=1)

    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a.xlsx", b"vecchio")]


# ---------------------------------------------------------------- who holds it


def excel_owner_file(path: Path, name: str, *, code_page: str = "cp1252") -> Path:
    """An owner file as Excel writes it: 165 bytes, the name twice."""
    narrow, wide = name.encode(code_page, "replace"), name.encode("utf-16-le")
    content = bytes([len(narrow)]) + narrow.ljust(54) + (len(wide) // 2).to_bytes(2, "little")
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes((content + wide + b" \0" * 54)[:165])
    return lock


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "focus.xlsm"
    path.write_bytes(b"x")
    return path


@pytest.mark.parametrize("name", ["utente1", "Ufficio Qualità", "Ελένη", "x" * 52, "a"])
def test_excels_owner_file_names_who_has_the_workbook(workbook, name) -> None:
    assert len(excel_owner_file(workbook, name).read_bytes()) == 165

    assert holder(workbook) == f"{name} (Excel)"


def test_the_name_of_one_byte_characters_is_used_when_there_is_no_other(workbook) -> None:
    workbook.with_name("~$focus.xlsm").write_bytes(b"\x07Qualit\xe0" + b" " * 40)

    assert holder(workbook) == "Qualità (Excel)"


def test_an_owner_file_as_word_and_others_lay_it_out_is_read_too(workbook) -> None:
    wide = "utente1".encode("utf-16-le")
    workbook.with_name("~$focus.xlsm").write_bytes(
        (b"\x07utente1".ljust(54, b"\0") + b"\x07\0" + wide).ljust(162, b"\0")
    )

    assert holder(workbook) == "utente1 (Excel)"


@pytest.mark.parametrize("content", [b"", b"\0" * 165, b"\xff" * 165, b"\x20" * 10])
def test_an_owner_file_that_cannot_be_read_still_means_somebody(workbook, content) -> None:
    workbook.with_name("~$focus.xlsm").write_bytes(content)

    assert (holder(workbook) or "").endswith("(Excel)")


def test_libreoffices_lock_file_names_who_where_and_since_when(workbook) -> None:
    workbook.with_name(".~lock.focus.xlsm#").write_text(
        r"Ufficio SLA\, piano 2,utente1,pc-12,22.11.2026 10:15,file:///home/utente1/.config/libreoffice/4;",
        encoding="utf-8",
    )

    assert holder(workbook) == "Ufficio SLA, piano 2 (LibreOffice sul computer pc-12, dal 22.11.2026 10:15)"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (",utente1,pc-12,,;", "utente1 (LibreOffice sul computer pc-12)"),
        (",,,,;", "un altro utente (LibreOffice)"),
        ("", "un altro utente (LibreOffice)"),
        ("\xff\\", "un altro utente (LibreOffice)"),
    ],
)
def test_a_lock_file_without_a_name_still_means_somebody(workbook, content, expected) -> None:
    workbook.with_name(".~lock.focus.xlsm#").write_text(content, encoding="latin-1")

    assert holder(workbook) == expected


@pytest.mark.parametrize("name", ["~$focus.xlsm", ".~lock.focus.xlsm#"])
def test_a_lock_that_cannot_be_opened_still_means_somebody(workbook, name) -> None:
    """On Windows Excel may keep its owner file to itself; here a folder stands for what can't be read."""
    workbook.with_name(name).mkdir()

    assert (holder(workbook) or "").startswith("un altro utente (")


def test_nobody_holds_a_workbook_without_lock_files(workbook) -> None:
    workbook.with_name("~$altro.xlsm").touch()

    assert holder(workbook) is None
    refuse_if_open(workbook)


@posix_only
def test_a_lock_beside_the_real_file_counts_for_a_link_to_it(workbook, tmp_path) -> None:
    excel_owner_file(workbook, "utente1")
    link = tmp_path / "altrove"
    link.mkdir()
    (link / "l.xlsm").symlink_to(workbook)

    assert holder(link / "l.xlsm") == "utente1 (Excel)"


def test_an_open_workbook_is_refused_with_the_name_and_the_way_out(workbook) -> None:
    excel_owner_file(workbook, "utente1")

    with pytest.raises(
        WorkbookInUseError,
        match=r"«focus\.xlsm» è aperto da utente1 \(Excel\): va chiuso .* elimina il file «~\$focus\.xlsm»",
    ):
        refuse_if_open(workbook)


@windows_only
def test_on_windows_a_workbook_that_denies_writing_is_in_use_without_any_lock_file(tmp_path) -> None:
    """Excel opens workbooks so that others may read but not write them."""
    import ctypes

    path = tmp_path / "a.xlsx"
    path.write_bytes(b"vecchio")
    refuse_if_open(path)
    generic_read, share_read, open_existing = 0x80000000, 1, 3
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), generic_read, share_read, None, open_existing, 0, None)
    try:
        with pytest.raises(WorkbookInUseError, match="è aperto in un altro programma"):
            refuse_if_open(path)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
    refuse_if_open(path)


def test_the_version_of_a_file_changes_with_its_content(workbook) -> None:
    before = stamp(workbook)
    assert before == stamp(workbook)

    workbook.write_bytes(b"altro")

    assert stamp(workbook) != before
    assert stamp(workbook.with_name("niente")) is None


@pytest.mark.office
def test_a_workbook_that_libreoffice_has_open_is_held(tmp_path) -> None:
    """The real program, headless, with a document of ours; its first start of all only makes the profile."""
    program = Path(soffice()).resolve().with_name("soffice.bin")
    path = rich(tmp_path / "libro.xlsx")
    sheets_shown(path, tmp_path)
    assert holder(path) is None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # the start script sets this; started without it, so that its process id is known, it would lock nothing
    environment = {**os.environ, "SAL_ENABLE_FILE_LOCKING": "1"}
    command = [program, profile, "--headless", "--norestore", path]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as office:
        try:
            assert _eventually(lambda: holder(path)), "LibreOffice never locked the file"
            found = holder(path) or ""
        finally:
            office.kill()

    assert f"LibreOffice sul computer {os.uname().nodename}" in found
    with pytest.raises(WorkbookInUseError):
        refuse_if_open(path)


def _eventually(question) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.1)
    return False
