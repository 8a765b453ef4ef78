"""A folder of files is replaced as a whole, or stays as it was.

The new folder is filled beside the old one and takes its name; the old one is moved away first and back again when that
fails, for instance because somebody has its PDF open, or when what has to happen along with it fails. What people put
there themselves is kept, and so is an old folder that went out.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUMS: Final = "SHA256SUMS"
"""The list of files in a folder that was made here: only such a folder is replaced."""


@contextmanager
def replaced_folder(target: Path, files: Mapping[str, bytes], kept: Path | None = None) -> Iterator[None]:
    """Write files as the new content of a folder; when the body of the ``with`` fails, everything is as it was.

    Args:
        target: The folder; it may be there already if it was made here.
        files: Content by relative path, `SUMS` among them.
        kept: Where the old folder goes once the body is done; it is removed when None.

    Raises:
        WriteRefusedError: The folder isn't one of ours, or it or the disk refused; nothing has changed.
    """
    if target.exists() and not (target / SUMS).is_file():
        raise WriteRefusedError(
            f"La cartella «{target}» esiste già e non contiene un Focus: non viene toccata. Indicarne un'altra con --out."
        )
    token = secrets.token_hex(4)
    fresh, old = (target.with_name(f".{target.name}.{token}.{kind}") for kind in ("nuovo", "vecchio"))
    try:
        _swapped_in(target, files, fresh, old)
        try:
            yield
        except BaseException:
            _swap_back(target, fresh, old)
            raise
        if kept is not None and old.exists():
            _put_away(old, kept)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        WriteRefusedError: The folder or the disk refused; an earlier file is as it was.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.nuovo")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as failure:
        raise WriteRefusedError(_reason(path, failure)) from failure
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _swapped_in(target: Path, files: Mapping[str, bytes], fresh: Path, old: Path) -> None:
    try:
        _fill(fresh, files)
        _keep_foreign(target, fresh)
        _swap(target, fresh, old)
    except OSError as failure:
        raise WriteRefusedError(_reason(target, failure)) from failure


def _swap_back(target: Path, fresh: Path, old: Path) -> None:
    """The old folder takes its name again; if there was none, there is none."""
    with suppress(OSError):
        target.rename(fresh)
        if old.exists():
            old.rename(target)


def _put_away(old: Path, kept: Path) -> None:
    """Keep what went out; if it is kept already, or can't be moved, the new folder stands all the same."""
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            old.rename(kept)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _keep_foreign(target: Path, fresh: Path) -> None:
    """Copy what the last publication didn't make and this one doesn't either."""
    if not target.exists():
        return
    ours = _listed(target)
    for path in sorted(target.rglob("*")):
        inside = path.relative_to(target)
        place = fresh / inside
        if path.is_file() and PurePosixPath(inside.as_posix()) not in ours and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)


def _listed(target: Path) -> set[PurePosixPath]:
    lines = (target / SUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    return {PurePosixPath(SUMS), *(PurePosixPath(line.partition("  ")[2]) for line in lines)}


def _swap(target: Path, fresh: Path, old: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    target.rename(old)
    try:
        fresh.rename(target)
    except BaseException:  # an interruption too must leave a folder of that name
        with suppress(OSError):
            old.rename(target)
        raise


def _reason(target: Path, failure: OSError) -> str:
    detail = failure.strerror or str(failure)
    return (
        f"Il Focus non è stato scritto in «{target}»: {detail}. Chiudere i programmi che tengono aperto un suo file, o "
        "indicare un'altra cartella con --out. Ciò che c'era è rimasto com'era."
    )
