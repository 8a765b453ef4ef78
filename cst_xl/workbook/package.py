"""A person's .xlsx or .xlsm as a package of parts: some are replaced, all others leave as they came.

Loading such a file with openpyxl and saving it loses form controls, shapes and charts, and every computed value; so a
workbook that staff have is never rebuilt here, only edited part by part (ECMA-376-2, Open Packaging Conventions). The
file is read whole and closed at once: Windows could not replace it otherwise.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cst_xl.core.errors import NotAWorkbookError, WorkbookError, WriteRefusedError
from cst_xl.workbook import bookpart, saving
from cst_xl.workbook.archive import MAX_FILE_BYTES, Archive
from cst_xl.workbook.markup import added, local, namespace, parsed, serialised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cst_xl.workbook.markup import Element

_CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK_TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class Relationship:
    """How a part names another.

    Attributes:
        id: The name that the part's own XML uses (``rId3``).
        kind: Last word of its type ("worksheet", "table"), the same in transitional and strict files.
        part: Name of the other part; empty when it lies outside the package, or isn't there.
    """

    id: str
    kind: str
    part: str


class Package:
    """An .xlsx or .xlsm in memory; made by `open`. Parts are inflated when they are asked for."""

    def __init__(self, path: Path, archive: Archive, stamp: saving.Stamp | None) -> None:
        self.path = path
        self._archive = archive
        self._stamp = stamp
        self._contents: dict[str, bytes] = {}
        self._names = {name.lower(): name for name in archive.names}
        self._sheets: Mapping[str, str] | None = None  # asked for at every access to a cell
        self._book = self._find_workbook()

    @classmethod
    def open(cls, path: Path | str) -> Package:
        """Read a workbook; the file is closed again when this returns.

        Raises:
            NotAWorkbookError: Not a workbook, encrypted, damaged, or made to harm.
            WorkbookError: The file isn't there or can't be read.
        """
        path = Path(path)
        stamp = saving.stamp(path)
        source = _read(path)
        if source.startswith(_OLE):
            raise _ole(path, source)
        return cls(path, Archive(source, path.name), stamp)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, those added here last."""
        return tuple(
            dict.fromkeys((*(name for name in self._archive.names if name[-1] != "/"), *self._contents))
        )

    @property
    def sheets(self) -> Mapping[str, str]:
        """Sheet names, in the order of the tabs, and the part of each.

        Raises:
            NotAWorkbookError: A sheet without a part, or two of one name.
        """
        if self._sheets is None:
            self._sheets = self._read_sheets()
        return self._sheets

    def _read_sheets(self) -> Mapping[str, str]:
        links = {link.id: link.part for link in self.relationships(self._book)}
        found = bookpart.sheet_relationships(self._book_tree())
        sheets = {name: links.get(link, "") for name, link in found}
        if len(sheets) < len(found) or not all(sheets.values()):
            raise NotAWorkbookError(
                f"Il file «{self.path.name}» è danneggiato: l'elenco dei fogli non torna."
            )
        return MappingProxyType(sheets)

    @property
    def counts_from_1904(self) -> bool:
        """Whether dates are counted from 1904 instead of 1900."""
        return bookpart.counts_from_1904(self._book_tree())

    def sheet_part(self, sheet: str) -> str:
        """The part that holds a sheet.

        Raises:
            WorkbookError: There is no such sheet.
        """
        sheets = self.sheets
        if sheet not in sheets:
            there = ", ".join(f"«{name}»" for name in sheets)
            raise WorkbookError(f"Nel file «{self.path.name}» non c'è il foglio «{sheet}»: ci sono {there}.")
        return sheets[sheet]

    def part(self, name: str) -> bytes:
        """The bytes of a part, as replaced or added here or else as they came.

        Raises:
            NotAWorkbookError: There is no such part, or it is damaged.
        """
        if name in self._contents:
            return self._contents[name]
        if name not in self._archive.names:
            raise NotAWorkbookError(f"Nel file «{self.path.name}» manca la parte «{name}».")
        return self._archive.read(name)

    def replace(self, name: str, content: bytes) -> None:
        """Give an existing part new bytes; those that it came with are no change.

        Raises:
            NotAWorkbookError: There is no such part.
        """
        self._sheets = None if name == self._book or name.endswith(".rels") else self._sheets
        if name in self._archive.names and self._archive.read(name) == content:
            self._contents.pop(name, None)
        elif self.part(name) != content:
            self._contents[name] = content

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part and declare its type; whoever needs it must name it in a relationships part as well.

        Args:
            name: Without a leading slash.
            content: Its bytes.
            content_type: Its media type.

        Raises:
            WorkbookError: There is a part of that name, whatever its case.
        """
        if name.lower() in self._names:
            raise WorkbookError(f"Nel file «{self.path.name}» c'è già una parte «{name}».")
        original = self.part(_CONTENT_TYPES)
        types = parsed(original, _CONTENT_TYPES)
        if _declared_type(types, name) != content_type:
            added(types, f"{namespace(types)}Override", {"PartName": f"/{name}", "ContentType": content_type})
            self.replace(_CONTENT_TYPES, serialised(types, original))
        self._contents[name] = content
        self._names[name.lower()] = name
        self._sheets = None

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """What a part refers to; an empty name stands for the package itself."""
        folder, file = posixpath.split(part)
        name = self._names.get(posixpath.join(folder, "_rels", f"{file}.rels").lower())
        if name is None:
            return ()
        return tuple(
            self._relationship(folder, link) for link in parsed(self.part(name), name) if local(link)
        )

    def defined_names(self) -> dict[str, str]:
        """Names of the whole workbook and what they refer to, without ``=``; names of one sheet are left out."""
        return bookpart.names(self._book_tree())

    def set_defined_names(self, references: Mapping[str, str]) -> None:
        """Update or add names of the whole workbook; all others, and names of one sheet, stay.

        Args:
            references: Name to reference without ``=`` (``Parametri!$B$4``). Names are matched whatever their case.

        Raises:
            BadValueError: A name that Excel wouldn't accept.
        """
        book = self._book_tree()
        if bookpart.set_names(book, references):
            self._replace_book(book)

    def set_calculation(self, calc_id: int = bookpart.CURRENT_CALC_ID) -> None:
        """Have Excel trust the values in the file: current engine and features, no recalculation at opening."""
        book = self._book_tree()
        if bookpart.set_calculation(book, calc_id):
            self._replace_book(book)

    @property
    def changed(self) -> bool:
        """Whether any part differs from the file."""
        return bool(self._contents)

    def content(self) -> bytes:
        """The whole file as `save` would write it, for readers that take bytes."""
        out = BytesIO()
        self._archive.write(out, self._contents)
        return out.getvalue()

    def save(self, path: Path | str, *, backup: int = 0) -> Path | None:
        """Write the package, whole or not at all; entries not replaced are copied byte for byte.

        Who holds the file open isn't asked here: see `saving.refuse_if_open`.

        Args:
            path: May be the file that was opened.
            backup: How many dated copies of the old file to keep beside it.

        Returns:
            The copy made of the old file, if any.

        Raises:
            WriteRefusedError: Folder or disk refused, the extension doesn't suit, the file changed since it was opened,
                or a digital signature would break. The old file is as it was.
        """
        path = Path(path)
        self._refuse_unfit(path)
        own = path.exists() and self.path.exists() and path.samefile(self.path)
        if own and saving.stamp(path) != self._stamp:
            raise WriteRefusedError(
                f"Il file «{path.name}» è stato modificato da qualcun altro mentre veniva elaborato: non lo sovrascrivo. "
                "Ripeti l'operazione: partirà dalla versione nuova."
            )
        kept = saving.write_atomically(
            path, lambda out: self._archive.write(out, self._contents), backup=backup
        )
        if own:
            self._stamp = saving.stamp(path)
        return kept

    def _refuse_unfit(self, path: Path) -> None:
        suffix = _WORKBOOK_TYPES[self._type_of(self._book)]
        if path.suffix.lower() != suffix:
            raise WriteRefusedError(
                f"Non salvo «{path.name}»: il contenuto è di tipo {suffix} e Excel lo apre solo con questa estensione."
            )
        if self._contents and any(name.lower().startswith(_SIGNATURES) for name in self._archive.names):
            raise WriteRefusedError(
                f"Il file «{self.path.name}» è firmato digitalmente: modificarlo annullerebbe la firma. "
                "Lavora su una copia non firmata."
            )

    def _find_workbook(self) -> str:
        for link in self.relationships(""):
            if link.kind == "officeDocument" and self._type_of(link.part) in _WORKBOOK_TYPES:
                return link.part
        kind = (
            "è un foglio OpenDocument (.ods)"
            if "mimetype" in self._names
            else "non è una cartella di lavoro di Excel"
        )
        raise NotAWorkbookError(f"Il file «{self.path.name}» {kind}: serve un .xlsx o .xlsm.")

    def _book_tree(self) -> Element:
        return parsed(self.part(self._book), self._book)

    def _replace_book(self, book: Element) -> None:
        self.replace(self._book, serialised(book, self.part(self._book)))

    def _type_of(self, part: str) -> str:
        return _declared_type(parsed(self.part(_CONTENT_TYPES), _CONTENT_TYPES), part) if part else ""

    def _relationship(self, folder: str, link: Element) -> Relationship:
        kind = link.get("Type", "").rpartition("/")[2]
        if link.get("TargetMode") == "External":
            return Relationship(link.get("Id", ""), kind, "")
        target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
        part = self._names.get(target.lower()) or self._names.get(unquote(target).lower(), "")
        return Relationship(link.get("Id", ""), kind, part)


def _declared_type(types: Element, part: str) -> str:
    """The media type that ``[Content_Types].xml`` gives a part: its own, or that of its extension."""
    extension = part.rpartition(".")[2].lower()
    default = ""
    for rule in types:
        if (rule.get("PartName") or "").lower() == f"/{part}".lower():
            return str(rule.get("ContentType", ""))
        if (rule.get("Extension") or "").lower() == extension:
            default = rule.get("ContentType", "")
    return default


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise NotAWorkbookError(
                f"Il file «{path.name}» è troppo grande: al massimo {MAX_FILE_BYTES // 2**20} MB."
            )
        return path.read_bytes()
    except FileNotFoundError as cause:
        raise WorkbookError(f"Il file «{path}» non c'è: controlla il nome e la cartella.") from cause
    except OSError as cause:
        raise WorkbookError(f"Il file «{path.name}» non si può leggere ({cause.strerror}).") from cause


def _ole(path: Path, source: bytes) -> NotAWorkbookError:
    if _ENCRYPTED_STREAM in source:
        return NotAWorkbookError(
            f"Il file «{path.name}» è protetto da password: aprilo in Excel, togli la password e salvalo di nuovo."
        )
    return NotAWorkbookError(
        f"Il file «{path.name}» è nel vecchio formato di Excel (.xls): aprilo in Excel e salvalo come .xlsx."
    )
