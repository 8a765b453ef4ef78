"""The zip underneath a workbook: read with suspicion, written with what wasn't touched as it was, byte for byte.

Python's zipfile can only write what it compresses itself. A person's workbook holds parts made by Excel that nobody
here understands; copying the compressed bytes is the one way to be sure of having lost none of them, and it lets two
versions be compared entry by entry. zipfile is kept for what it does well: finding the directory, zip64 fields,
inflating with a check sum.

Record layouts: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.9 (data descriptor), 4.3.12 (central header),
4.3.16 (end of directory), 4.5.3 (zip64 field).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from cst_xl.core.errors import NotAWorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

MAX_FILE_BYTES = 256 * 2**20
"""Largest file that is looked at; also keeps every offset of a written file within 32 bits."""

MAX_ENTRIES = 10_000
"""Most entries in one file; a workbook with a hundred charts has a few hundred."""

MAX_TOTAL_BYTES = 2**30
"""Most bytes that all entries together may inflate to."""

MAX_RATIO = 250
"""Highest compression of one entry. Repetitive sheets reach 10 to 60; the format itself allows 1032."""

RATIO_GRACE_BYTES = 4 * 2**20
"""Entries that inflate to less than this may be compressed as much as they like."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_SIGNATURE, _CENTRAL_SIGNATURE, _END_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
_OFFSET_AT = 42
_IN_ZIP64 = 0xFFFFFFFF
_ZIP64_FIELD = 1
_ENCRYPTED, _HAS_DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_VERSION = 20
_EPOCH = 0x21
"""1980-01-01 as DOS writes it: the same input gives the same file."""
_SYSTEM_AT = 5
MS_DOS = 0
"""The system that an entry says it was made on, as Office programs write it."""

_READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile and struct raise over damaged input."""


def same_everywhere(source: bytes) -> bytes:
    """A zip made by zipfile, as it would be on any system: zipfile notes in each entry whether that is Windows."""
    content = bytearray(source)
    with zipfile.ZipFile(BytesIO(source)) as file:
        at = file.start_dir
        for _ in file.infolist():
            content[at + _SYSTEM_AT] = MS_DOS
            fields = _CENTRAL.unpack_from(content, at)
            at += _CENTRAL.size + sum(fields[10:13])
    return bytes(content)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where one entry lies in the source: ``source[start:end]`` is all of it, ``record`` its line in the directory."""

    name: str
    record: bytes
    start: int
    end: int


class Archive:
    """A zip file in memory, checked on construction, whose entries are inflated when they are asked for.

    Args:
        source: The whole file.
        label: The file's name, for messages.

    Raises:
        NotAWorkbookError: Not a zip, damaged, or made to harm (a bomb, twin entries, names that leave the folder).
    """

    def __init__(self, source: bytes, label: str) -> None:
        self._source, self._label = source, label
        self._latest: tuple[str, bytes] = ("", b"")
        if len(source) > MAX_FILE_BYTES:
            raise self._refused(f"è troppo grande: al massimo {MAX_FILE_BYTES // 2**20} MB")
        try:
            self._zip = zipfile.ZipFile(BytesIO(source))
            infos = self._zip.infolist()
            self._check_limits(infos)
            self._check_names(infos)
            self._entries = tuple(self._located(infos))
        except _READ_ERRORS as cause:
            raise self._refused("è danneggiato, oppure non è un .xlsx o .xlsm") from cause
        self._check_no_overlap()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all entries, in file order; folders end in a slash."""
        return tuple(entry.name for entry in self._entries)

    def read(self, name: str) -> bytes:
        """Inflate one entry.

        Raises:
            NotAWorkbookError: Its bytes don't match its size or check sum.
            KeyError: There is no such entry.
        """
        if self._latest[0] == name:  # a large sheet is looked at several times in a row
            return self._latest[1]
        info = self._zip.getinfo(name)
        try:
            self._latest = (name, self._zip.read(info))
            return self._latest[1]
        except _READ_ERRORS as cause:
            raise self._refused(f"è danneggiato: la parte «{name}» non si legge") from cause

    def write(self, out: BinaryIO, contents: Mapping[str, bytes]) -> None:
        """Write a new zip: ``contents`` replace the entries of their name or follow the others, in their order.

        Everything else, the archive's comment included, is copied as it is.
        """
        records: list[bytes] = []
        position = 0
        for piece, record in self._pieces(contents):
            out.write(piece)
            records.append(_placed(record, position))
            position += len(piece)
        directory = b"".join(records)
        out.write(directory)
        out.write(_end(len(records), len(directory), position, self._zip.comment))

    def _pieces(self, contents: Mapping[str, bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Every entry of the new file: its bytes and its line for the directory, which still lacks the right offset."""
        for entry in self._entries:
            if entry.name in contents:
                yield _deflated(entry.name, contents[entry.name])
            else:
                yield self._source[entry.start : entry.end], entry.record
        known = set(self.names)
        for name in contents:
            if name not in known:
                yield _deflated(name, contents[name])

    def _refused(self, why: str) -> NotAWorkbookError:
        return NotAWorkbookError(f"Il file «{self._label}» {why}.")

    def _check_limits(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
            raise self._refused("contiene troppi dati per essere una cartella di lavoro e non viene aperto")
        for info in infos:
            if info.file_size > max(RATIO_GRACE_BYTES, MAX_RATIO * info.compress_size):
                raise self._refused(
                    f"ha una parte («{info.filename}») compressa in modo anomalo e non viene aperto"
                )

    def _check_names(self, infos: list[zipfile.ZipInfo]) -> None:
        for info in infos:
            name = info.orig_filename
            if name.startswith("/") or {":", "\\", "\0"} & set(name) or ".." in name.split("/"):
                raise self._refused(f"ha una parte con un nome non ammesso («{name}») e non viene aperto")
        # part names are the same whatever their case (ECMA-376-2, 6.2.2.3): twins could show two programs two files
        if len({info.orig_filename.lower() for info in infos}) < len(infos):
            raise self._refused("ha due parti con lo stesso nome e non viene aperto")

    def _located(self, infos: list[zipfile.ZipInfo]) -> Iterator[_Entry]:
        at = self._zip.start_dir
        for info in infos:
            fields = _CENTRAL.unpack_from(self._source, at)
            length = _CENTRAL.size + sum(fields[10:13])
            if info.flag_bits & _ENCRYPTED or info.compress_type not in (
                zipfile.ZIP_STORED,
                zipfile.ZIP_DEFLATED,
            ):
                raise self._refused("è cifrato, o compresso in un modo che Excel non usa")
            record = self._source[at : at + length]
            yield _Entry(info.filename, record, info.header_offset, self._end_of(info, record))
            at += length

    def _end_of(self, info: zipfile.ZipInfo, record: bytes) -> int:
        """Where an entry ends, after checking that its local header bears the name that the directory gives it."""
        fields = _LOCAL.unpack_from(self._source, info.header_offset)
        name_at = info.header_offset + _LOCAL.size
        name_size, extra_size = int(fields[9]), int(fields[10])
        raw_name = record[_CENTRAL.size : _CENTRAL.size + _CENTRAL.unpack_from(record)[10]]
        end = name_at + name_size + extra_size + info.compress_size
        same_name = self._source[name_at : name_at + name_size] == raw_name
        if fields[0] != _LOCAL_SIGNATURE or not same_name or end > len(self._source):
            raise self._refused(f"è danneggiato: la parte «{info.filename}» non è dove l'indice la dà")
        return end + (self._descriptor_size(info, end) if fields[2] & _HAS_DESCRIPTOR else 0)

    def _descriptor_size(self, info: zipfile.ZipInfo, at: int) -> int:
        """Length of the data descriptor: its signature is optional and its sizes have 4 or 8 bytes; 0 if none is there."""
        for signature in (_DESCRIPTOR_SIGNATURE, b""):
            for sizes in ("<L2L", "<L2Q"):
                try:
                    expected = signature + struct.pack(sizes, info.CRC, info.compress_size, info.file_size)
                except struct.error:
                    continue
                if self._source.startswith(expected, at):
                    return len(expected)
        return 0

    def _check_no_overlap(self) -> None:
        extents = sorted((entry.start, entry.end) for entry in self._entries)
        extents.append((self._zip.start_dir, self._zip.start_dir))
        if any(following[0] < current[1] for current, following in pairwise(extents)):
            raise self._refused("ha parti sovrapposte e non viene aperto")


def _deflated(name: str, content: bytes) -> tuple[bytes, bytes]:
    """One entry made here: its local header with its compressed bytes, and its line for the directory."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(content) + deflate.flush()
    raw_name = name.encode()
    flags = 0 if name.isascii() else _UTF8
    common = (
        _VERSION,
        flags,
        zipfile.ZIP_DEFLATED,
        0,
        _EPOCH,
        zlib.crc32(content),
        len(packed),
        len(content),
    )
    local = _LOCAL.pack(_LOCAL_SIGNATURE, *common, len(raw_name), 0)
    record = _CENTRAL.pack(_CENTRAL_SIGNATURE, _VERSION, *common, len(raw_name), 0, 0, 0, 0, 0, 0)
    return local + raw_name + packed, record + raw_name


def _placed(record: bytes, offset: int) -> bytes:
    """A line of the directory that says that its entry now starts at ``offset``; nothing else in it changes."""
    moved = bytearray(record)
    if struct.unpack_from("<L", record, _OFFSET_AT)[0] != _IN_ZIP64:
        struct.pack_into("<L", moved, _OFFSET_AT, offset)
    else:
        struct.pack_into("<Q", moved, _zip64_offset_at(record), offset)
    return bytes(moved)


def _zip64_offset_at(record: bytes) -> int:
    """Where the zip64 field keeps the offset: after those of the two sizes that are in it as well."""
    fields = _CENTRAL.unpack_from(record)
    at: int = _CENTRAL.size + fields[10]
    end = at + fields[11]
    while at < end:
        kind, size = struct.unpack_from("<2H", record, at)
        if kind == _ZIP64_FIELD:
            return at + 4 + 8 * fields[8:10].count(_IN_ZIP64)
        at += 4 + size
    raise struct.error


def _end(entries: int, directory_size: int, directory_at: int, comment: bytes) -> bytes:
    return (
        _END.pack(_END_SIGNATURE, 0, 0, entries, entries, directory_size, directory_at, len(comment))
        + comment
    )
