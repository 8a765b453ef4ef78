"""Publishing an edition: PDF, page and open data in one folder, written whole or not at all.

A bulletin with errors isn't published; what may be made of it is a draft, marked BOZZA on every page, in a folder of
another name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cst_xl.bulletin import opendata, page, pdf
from cst_xl.bulletin.changes import Changes, changes
from cst_xl.bulletin.focus import DRAFT, compose
from cst_xl.bulletin.imprint import Logo
from cst_xl.bulletin.opendata.resources import File
from cst_xl.bulletin.outputs import SUMS, replaced_folder, write_file
from cst_xl.bulletin.page import Link
from cst_xl.core.errors import BadValueError, UnresolvedFindingsError
from cst_xl.core.findings import Severity
from cst_xl.core.grammar import plural
from cst_xl.core.periods import Period
from cst_xl.core.quantities import format_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cst_xl.bulletin.focus import Focus
    from cst_xl.core.section import Edition

DATA: Final = "dati"
REPLACED: Final = "sostituiti"
"""Folder beside the bulletins for those that others took the place of."""

_KILO: Final = 1000


@dataclass(frozen=True)
class Published:
    """What publishing gave.

    Attributes:
        folder: The folder of this bulletin.
        hashes: The SHA-256 of each file, by its path within the folder.
        draft: Whether it is a BOZZA.
        changes: How it differs from the last bulletin.
        review: The file with the list of those differences; None when there is none to compare with.
        kept: Where the bulletin went that it took the place of; None when there was none, or it was a draft.
    """

    folder: Path
    hashes: dict[str, str]
    draft: bool
    changes: Changes
    review: Path | None = None
    kept: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, PDF and page first."""
        return tuple(self.folder / path for path in self.hashes)


def publish(
    edition: Edition,
    folder: Path,
    issued: date,
    *,
    draft: bool = False,
    logo: Path | None = None,
    record: Callable[[Published], None] | None = None,
) -> Published:
    """Publish an edition into a folder of its own below ``folder``.

    A bulletin of the quarter that is there already is put away among those replaced, never lost; a draft is replaced.
    The very same bulletin is left as it is.

    Args:
        edition: The computed quarter.
        folder: Where the folders of all bulletins are; made if it isn't there.
        issued: The day to print as that of publication; the same edition and day give the same bytes.
        draft: Make a BOZZA, whatever the findings say.
        logo: An SVG, PNG or JPEG file with the institution's logo.
        record: What has to happen along with it, such as writing down the release: if it fails, nothing is published.

    Raises:
        UnresolvedFindingsError: There are errors, and it isn't to be a draft.
        CstError: The edition has no period, a parameter or the logo can't be used, a text can't be printed.
        WriteRefusedError: The folder or the disk refused; an earlier bulletin is as it was.
    """
    if not draft:
        _refuse_errors(edition)
    focus = compose(edition, issued, draft=draft, logo=Logo.read(logo) if logo else None)
    rendered = _render(edition, focus, folder)
    hashes = {file.path: sha256(file.content).hexdigest() for file in rendered}
    files = {file.path: file.content for file in rendered} | {SUMS: _sums(hashes)}
    target, since = folder / _name(focus), changes(edition, folder)
    if _is_there(target, files):
        made = Published(target, hashes, draft, since)
        _record(made, record)
        return made
    review = folder / f"{target.name}_cambiamenti.csv" if since.since else None
    made = Published(target, hashes, draft, since, review, _put_away(target, focus))
    with replaced_folder(target, files, made.kept):
        if review is not None:
            write_file(review, since.as_csv())
        _record(made, record)
    return made


def _record(made: Published, record: Callable[[Published], None] | None) -> None:
    if record is not None:
        record(made)


def _is_there(target: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these very files."""
    try:
        return all((target / path).read_bytes() == content for path, content in files.items())
    except OSError:
        return False


def _put_away(target: Path, focus: Focus) -> Path | None:
    """Where a bulletin goes that is replaced: under its name, its day and what tells it from others of that day."""
    sums = target / SUMS
    if focus.draft or not sums.is_file():
        return None
    try:
        document = json.loads((target / DATA / f"{focus.slug}.json").read_text(encoding="utf-8"))
        day = str(date.fromisoformat(document["pubblicato"]))
    except (OSError, ValueError, KeyError, TypeError):
        day = "senza-data"
    return target.parent / REPLACED / f"{target.name}_{day}_{sha256(sums.read_bytes()).hexdigest()[:8]}"


def _refuse_errors(edition: Edition) -> None:
    errors = edition.count(Severity.ERROR)
    if errors:
        there = plural(errors, "c'è 1 errore", f"ci sono {format_number(errors)} errori")
        raise UnresolvedFindingsError(
            f"Il Focus non viene pubblicato: nel foglio Controlli {there}. Correggere i dati, oppure preparare una bozza "
            "con --bozza."
        )


def _name(focus: Focus) -> str:
    return f"{focus.slug}_{DRAFT}" if focus.draft else focus.slug


def _render(edition: Edition, focus: Focus, folder: Path) -> tuple[File, ...]:
    name = _name(focus)
    data = tuple(
        File(f"{DATA}/{file.path}", file.content, file.title, file.mediatype)
        for file in opendata.render(edition, focus)
    )
    paper = File(f"{name}.pdf", pdf.render(focus), f"{focus.name} in PDF", "application/pdf")
    html = page.render(focus, _issues(folder, focus), _downloads(paper, data))
    return (paper, File(f"{name}.html", html.encode(), focus.name, "text/html"), *data)


def _downloads(paper: File, data: Sequence[File]) -> list[Link]:
    wanted = (opendata.README, opendata.DATAPACKAGE, opendata.DCAT)
    shown = [
        file
        for file in data
        if file.mediatype in {"text/csv", "application/json"} or file.path.endswith(wanted)
    ]
    kinds = {
        "text/csv": "CSV",
        "application/json": "JSON",
        "application/pdf": "PDF",
        "text/markdown": "testo",
    }
    return [
        Link(file.title, file.path, f"({kinds.get(file.mediatype, 'JSON')}, {_size(file)})")
        for file in (paper, *shown)
    ]


def _size(file: File) -> str:
    return f"{format_number(max(1, round(len(file.content) / _KILO)))} kB"


def _issues(folder: Path, focus: Focus) -> list[Link]:
    """The pages of other quarters that were published beside this one, the latest first."""
    found = []
    for page_file in folder.glob("Focus_*/Focus_*.html"):
        try:
            period = Period.parse(page_file.stem.removeprefix("Focus_"))
        except BadValueError:
            continue
        if period != focus.period and page_file.parent.name == page_file.stem == f"Focus_{period}":
            found.append((period, Link(period.label, f"../{page_file.parent.name}/{page_file.name}")))
    return [link for _, link in sorted(found, key=lambda one: one[0], reverse=True)]


def _sums(hashes: dict[str, str]) -> bytes:
    """The list that ``sha256sum --check`` reads."""
    return "".join(f"{digest}  {path}\n" for path, digest in hashes.items()).encode()
