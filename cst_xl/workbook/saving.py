"""Files are written whole or not at all, and not while somebody has them open.

A workbook on a network share is lost in three ways: a full disk or a broken connection halfway through a write, a
second program that saves its own older copy, and nobody having yesterday's version. So: write beside it, flush to
disk, rename over it; ask Excel's and LibreOffice's lock files who is there; keep dated copies.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cst_xl.core.errors import WorkbookInUseError, WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BACKUPS = 5
"""How many dated copies of a staff member's workbook stay beside it when nobody says otherwise."""

_TEMPORARY_PREFIX, _TEMPORARY_SUFFIX = ".cst-xl-", ".tmp"
_ABANDONED_AFTER_SECONDS = 24 * 3600
_BACKUP_STAMP = "%Y-%m-%dT%H%M%S"
_ANY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_RETRY_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8)
_WINDOWS = os.name == "nt"

_SOMEBODY = "un altro utente"
_OWNER_NAME_MAX = 52
_OWNER_WIDE_AT = (55, 54)
"""Where the UTF-16 name starts in Excel's owner file; Word's place second, which other writers use."""

_REASONS = {
    errno.ENOSPC: "il disco è pieno. Libera spazio e salva di nuovo",
    errno.EDQUOT: "lo spazio assegnato è esaurito. Libera spazio e salva di nuovo",
    errno.EFBIG: "il file supera la dimensione ammessa su questo disco. Salvalo altrove",
    errno.EROFS: "il disco è in sola lettura. Salva in un'altra cartella",
    errno.ENOENT: "la cartella non c'è (più). Controlla il nome e il collegamento alla rete",
    errno.ENOTDIR: "il percorso non è una cartella. Controlla il nome",
    errno.EISDIR: "c'è già una cartella con questo nome. Scegli un altro nome",
    errno.ENAMETOOLONG: "il nome è troppo lungo. Scegline uno più corto",
    errno.EIO: "il disco o la rete non risponde. Controlla il collegamento e salva di nuovo",
    errno.EACCES: "la cartella non lo permette, oppure il file è aperto in un altro programma. "
    "Chiudilo, o chiedi a chi amministra la cartella",
}
_SAME_REASON = {errno.EPERM: errno.EACCES, errno.EBUSY: errno.EACCES, errno.ETXTBSY: errno.EACCES}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one version of a file from the next."""

    modified_ns: int
    size: int


def stamp(path: Path) -> Stamp | None:
    """The version of a file that is on disk now; None when it can't be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_mtime_ns, status.st_size)


def write_atomically(
    path: Path | str, write: Callable[[BinaryIO], object], *, backup: int = 0
) -> Path | None:
    """Write a file so that, whatever happens, the old or the new one is there, never a part of one.

    A link is followed, and the file's permissions stay.

    Args:
        path: The file; its folder must exist.
        write: Gives the content to an open file; what it raises leaves the old file alone and goes on to the caller.
        backup: How many dated copies to keep beside it (``nome.2026-11-22T101500.bak.xlsm``); older ones go.

    Returns:
        The copy just made of the old file; None when there was none, or ``backup`` is 0.

    Raises:
        WriteRefusedError: The folder or the disk refused; the old file is as it was.
    """
    target = Path(os.path.realpath(path))
    with _refusals(target), _temporary(target) as temporary:
        _fill(temporary, write)
        kept = _backup(target) if backup > 0 else None
        try:
            _take_over(temporary, target)
        except BaseException:
            if kept is not None:
                kept.unlink(missing_ok=True)
            raise
    _sync_folder(target.parent)
    if kept is not None:
        _drop_old_backups(target, kept, backup)
    return kept


def holder(path: Path | str) -> str | None:
    """Who has a workbook open in Excel or LibreOffice, readable ("utente1 (Excel)"), or None.

    Lock files of programs that crashed count as well: nothing tells them apart from here.
    """
    lock = _lock_on(Path(os.path.realpath(path)))
    return lock.owner if lock else None


def refuse_if_open(path: Path | str) -> None:
    """Raise when another program holds a workbook open.

    Raises:
        WorkbookInUseError: Says who, as far as it can be told, and what to do.
    """
    path = Path(os.path.realpath(path))
    if lock := _lock_on(path):
        raise WorkbookInUseError(
            f"Il file «{path.name}» è aperto da {lock.owner}: va chiuso prima di continuare. "
            f"Se non lo usa nessuno, elimina il file «{lock.file.name}» nella stessa cartella e riprova."
        )
    if _WINDOWS and _held_on_windows(path):
        raise WorkbookInUseError(
            f"Il file «{path.name}» è aperto in un altro programma: va chiuso prima di continuare."
        )


@contextmanager
def _refusals(target: Path) -> Iterator[None]:
    """Say in Italian why the system refused."""
    try:
        yield
    except OSError as cause:
        code = _SAME_REASON.get(cause.errno or 0, cause.errno or 0)
        reason = _REASONS.get(code, f"il sistema risponde «{cause.strerror or cause}»")
        raise WriteRefusedError(
            f"Non riesco a salvare «{target.name}» in «{target.parent}»: {reason}. Il file di prima è rimasto com'era."
        ) from cause


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    """An empty file in the same folder (renaming works within one disk only), with the target's permissions."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if target.exists() and not target.stat().st_mode & _ANY_MAY_WRITE:
        raise WriteRefusedError(
            f"Il file «{target.name}» è segnato «di sola lettura» e non viene sovrascritto: togli il segno, o salva una copia."
        )
    _drop_abandoned(target.parent)
    temporary = target.parent / f"{_TEMPORARY_PREFIX}{secrets.token_hex(8)}{_TEMPORARY_SUFFIX}"
    # 0o666 less the umask, as any program would create it; O_BINARY exists on Windows only
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666))
    try:
        if target.exists():
            _copy_permissions(target, temporary)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _copy_permissions(source: Path, destination: Path) -> None:
    status = source.stat()
    if hasattr(os, "chown"):
        # an administrator who saves another's file leaves it theirs; anyone else may not, and need not
        with suppress(OSError):
            os.chown(destination, status.st_uid, status.st_gid)
    destination.chmod(stat.S_IMODE(status.st_mode))


def _fill(temporary: Path, write: Callable[[BinaryIO], object]) -> None:
    with temporary.open("r+b") as out:
        write(out)
        out.flush()
        os.fsync(out.fileno())


def _take_over(temporary: Path, target: Path) -> None:
    """Rename over the target; on Windows again for a moment, since virus scanners hold new files briefly."""
    for pause in _RETRY_SECONDS if _WINDOWS else ():
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """Have the rename itself survive a power cut; Windows and some network disks can't, and the file is whole anyway."""
    if _WINDOWS:
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _backup(target: Path) -> Path | None:
    """Copy the file under a dated name, which it bears only once it is complete."""
    if not target.exists():
        return None
    with _temporary(target) as copy:
        with target.open("rb") as old:
            _fill(copy, lambda out: shutil.copyfileobj(old, out))
        shutil.copystat(target, copy)
        now = datetime.now().astimezone().strftime(_BACKUP_STAMP)
        # the next number of this second, not the first free one: order is age
        count = max((number for (moment, number), _ in _backups(target) if moment == now), default=0) + 1
        kept = target.with_name(f"{target.stem}.{now}{f'-{count}' if count > 1 else ''}.bak{target.suffix}")
        copy.replace(kept)
    return kept


def _backups(target: Path) -> list[tuple[tuple[str, int], Path]]:
    """The dated copies of a file, oldest first, each with its time and its number within that second."""
    pattern = re.compile(
        rf"{re.escape(target.stem)}\.(\d{{4}}-\d\d-\d\dT\d{{6}})(?:-(\d+))?\.bak{re.escape(target.suffix)}"
    )
    matches = [(pattern.fullmatch(file.name), file) for file in target.parent.iterdir()]
    return sorted(((found[1], int(found[2] or 1)), file) for found, file in matches if found)


def _drop_old_backups(target: Path, newest: Path, keep: int) -> None:
    """Remove all copies but ``keep``; one that can't be removed now is no reason to fail.

    The newest stays whatever its name says: clocks are set back in autumn.
    """
    with suppress(OSError):
        others = [file for _, file in _backups(target) if file != newest]
        for file in others[: len(others) - (keep - 1)]:
            file.unlink(missing_ok=True)


def _drop_abandoned(folder: Path) -> None:
    """Remove what a process that was killed left here a day ago or earlier."""
    with suppress(OSError):
        for file in folder.glob(f"{_TEMPORARY_PREFIX}*{_TEMPORARY_SUFFIX}"):
            if time.time() - file.stat().st_mtime > _ABANDONED_AFTER_SECONDS:
                file.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Lock:
    file: Path
    owner: str


def _lock_on(path: Path) -> _Lock | None:
    for name, owner in ((f"~${path.name}", _excel_owner), (f".~lock.{path.name}#", _libreoffice_owner)):
        lock = path.with_name(name)
        if lock.exists():
            return _Lock(lock, owner(lock))
    return None


def _excel_owner(lock: Path) -> str:
    """Who wrote an Excel owner file.

    165 bytes: a length, the name in the computer's code page padded to 55, a 2-byte length, the name in UTF-16
    (found by LibreOffice's developers, svl/source/misc/msodocumentlockfile.cxx; Microsoft documents nothing).
    """
    try:
        content = lock.read_bytes()
    except OSError:  # on Windows, Excel may not share it for reading
        content = b""
    return f"{_wide_name(content) or _narrow_name(content) or _SOMEBODY} (Excel)"


def _wide_name(owner_file: bytes) -> str:
    for at in _OWNER_WIDE_AT:
        length = int.from_bytes(owner_file[at : at + 2], "little")
        name = owner_file[at + 2 : at + 2 + 2 * length]
        if length <= _OWNER_NAME_MAX and len(name) == 2 * length:
            return name.decode("utf-16-le", "replace").strip(" \0")
    return ""


def _narrow_name(owner_file: bytes) -> str:
    length = owner_file[0] if owner_file else 0
    return owner_file[1 : 1 + min(length, _OWNER_NAME_MAX)].decode("cp1252", "replace").strip(" \0")


def _libreoffice_owner(lock: Path) -> str:
    r"""Who wrote a LibreOffice lock file: ``name,system user,host,time,profile;``, with ``\`` before ``, ; \``."""
    try:
        content = lock.read_bytes().decode("utf-8", "replace")
    except OSError:
        content = ""
    fields = [
        re.sub(r"\\(.)", r"\1", text).strip() for text in re.findall(r"((?:\\.|[^\\,;])*)[,;]", content)
    ]
    name, user, host, since = (*fields, "", "", "", "")[:4]
    where = "LibreOffice" + (f" sul computer {host}" if host else "") + (f", dal {since}" if since else "")
    return f"{name or user or _SOMEBODY} ({where})"


def _held_on_windows(path: Path) -> bool:
    """Whether another program denies writing: Excel and LibreOffice both do for as long as they have a file open."""
    if not path.exists() or not os.access(path, os.W_OK):
        return False
    try:
        with path.open("r+b"):
            return False
    except PermissionError:
        return True
