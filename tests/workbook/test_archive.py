"""What isn't touched leaves as it came, byte for byte; what is made to harm isn't opened."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core.errors import NotAWorkbookError
from cst_xl.workbook import archive
from cst_xl.workbook.archive import Archive
from tests.workbook.sample_books import entries, excel_workbook, raw_entries, rich, zipped

CONTENTS = {"a.xml": b"<a>" + b"1" * 500 + b"</a>", "cartella/b.bin": bytes(range(256)), "c.xml": b"<c/>"}


class Unseekable(BytesIO):
    """A stream that zipfile can't go back in: it then writes data descriptors, as LibreOffice does."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def deflated() -> bytes:
    return zipped(CONTENTS)


def stored() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in CONTENTS.items():
            file.writestr(name, content)
    return out.getvalue()


def with_descriptors() -> bytes:
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in CONTENTS.items():
            file.writestr(name, content)
    return out.getvalue()


def with_zip64_descriptors() -> bytes:
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in CONTENTS.items():
            with file.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    return out.getvalue()


def with_unsigned_descriptors() -> bytes:
    """The older form of descriptor, of which zipfile writes none: three numbers without a signature."""
    local, directory, offset = b"", b"", 0
    for name, content in CONTENTS.items():
        packed = zlib.compress(content)[2:-4]
        facts = struct.pack("<3L", zlib.crc32(content), len(packed), len(content))
        fixed = struct.pack("<5H", 20, 8, 8, 0, 33)
        piece = (
            b"PK\x03\x04"
            + fixed
            + bytes(12)
            + struct.pack("<2H", len(name), 0)
            + name.encode()
            + packed
            + facts
        )
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fixed + facts
        directory += struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, offset) + name.encode()
        local, offset = local + piece, offset + len(piece)
    count = len(CONTENTS)
    return (
        local
        + directory
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    )


def with_zip64_headers() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in CONTENTS.items():
            with file.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    return out.getvalue()


def with_zip64_directory() -> bytes:
    """Sizes and offsets moved into zip64 fields of the directory, as streaming writers of big files do."""
    source = deflated()
    with zipfile.ZipFile(BytesIO(source)) as file:
        start, infos = file.start_dir, file.infolist()
    directory = b""
    for info in infos:
        name = info.filename.encode()
        field = struct.pack("<2H3Q", 1, 24, info.file_size, info.compress_size, info.header_offset)
        other = struct.pack("<2H4s", 0x7777, 4, b"nota")
        directory += struct.pack(
            "<4s6H3L", b"PK\x01\x02", 45, 45, 0, 8, 0, 33, info.CRC, 2**32 - 1, 2**32 - 1
        )
        directory += (
            struct.pack("<5H2L", len(name), len(other + field), 0, 0, 0, 0, 2**32 - 1) + name + other + field
        )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(infos), len(infos), len(directory), start, 0)
    return source[:start] + directory + end


def with_comments_and_extras() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in CONTENTS.items():
            info = zipfile.ZipInfo(name.replace("c.xml", "càffè.xml"), (2016, 7, 1, 8, 30, 2))
            info.comment, info.extra = b"di una voce", struct.pack("<2H4s", 0x7777, 4, b"nota")
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            file.writestr(info, content)
        file.comment = b"dell'archivio"
    return out.getvalue()


FLAVOURS = [
    deflated,
    stored,
    with_descriptors,
    with_zip64_descriptors,
    with_unsigned_descriptors,
    with_zip64_headers,
    with_zip64_directory,
    with_comments_and_extras,
]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_an_archive_with_nothing_replaced_is_the_same_file(flavour) -> None:
    source = flavour()

    assert written(Archive(source, "x"), {}) == source


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_neighbours_of_a_replaced_entry_keep_their_compressed_bytes(flavour, tmp_path) -> None:
    before, after = tmp_path / "prima.zip", tmp_path / "dopo.zip"
    before.write_bytes(flavour())

    after.write_bytes(written(Archive(before.read_bytes(), "x"), {"cartella/b.bin": b"nuovo" * 1000}))

    assert entries(after) == entries(before) | {"cartella/b.bin": b"nuovo" * 1000}
    raw_before, raw_after = raw_entries(before), raw_entries(after)
    assert {name for name in raw_before if raw_before[name] != raw_after[name]} == {"cartella/b.bin"}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_directory_keeps_what_it_said_of_untouched_entries(flavour) -> None:
    source = flavour()
    result = written(Archive(source, "x"), {"a.xml": b"<a/>"})

    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(BytesIO(result)) as new:
        for was, now in list(zip(old.infolist(), new.infolist(), strict=True))[1:]:
            for fact in (
                "orig_filename",
                "date_time",
                "comment",
                "external_attr",
                "create_system",
                "flag_bits",
                "CRC",
            ):
                assert getattr(was, fact) == getattr(now, fact)
        assert old.comment == new.comment


def test_a_workbook_saved_by_excel_passes_unchanged() -> None:
    source = excel_workbook().read_bytes()

    assert written(Archive(source, "x"), {}) == source


def test_new_entries_come_last_with_a_fixed_time_so_the_result_is_always_the_same() -> None:
    first, second = (
        written(Archive(deflated(), "x"), {"nuovo.xml": b"<n/>", "a.xml": b"<a/>"}) for _ in range(2)
    )

    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as file:
        assert file.namelist() == [*CONTENTS, "nuovo.xml"]
        assert file.getinfo("a.xml").date_time == (1980, 1, 1, 0, 0, 0)


def test_a_new_name_beyond_ascii_is_marked_as_utf8() -> None:
    with zipfile.ZipFile(BytesIO(written(Archive(deflated(), "x"), {"caffè.xml": b"<n/>"}))) as file:
        assert file.read("caffè.xml") == b"<n/>"


def test_a_new_entry_can_be_empty() -> None:
    with zipfile.ZipFile(BytesIO(written(Archive(deflated(), "x"), {"a.xml": b""}))) as file:
        assert file.read("a.xml") == b""
        assert file.testzip() is None


@pytest.mark.parametrize(
    "name",
    ["../fuori.xml", "xl/../../fuori.xml", "/etc/passwd", "C:/fuori.xml", "xl\\fuori.xml", "..", "a.xml\0b"],
)
def test_a_name_that_leaves_the_folder_or_hides_its_tail_is_refused(name) -> None:
    # put in afterwards: zipfile itself tidies some of these while writing, differently on each system
    placeholder = "n" * len(name)

    with pytest.raises(NotAWorkbookError, match="nome non ammesso"):
        Archive(zipped({placeholder: b"x"}).replace(placeholder.encode(), name.encode()), "x")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["a.xml", "A.XML"])
def test_twin_entries_are_refused_whatever_their_case(twin) -> None:
    out = BytesIO(deflated())
    with zipfile.ZipFile(out, "a") as file:
        file.writestr(twin, b"altro")

    with pytest.raises(NotAWorkbookError, match="stesso nome"):
        Archive(out.getvalue(), "x")


def test_a_bomb_of_one_entry_is_refused_before_it_inflates() -> None:
    with pytest.raises(NotAWorkbookError, match="compressa in modo anomalo"):
        Archive(zipped({"zeri": bytes(20_000_000)}), "x")


def test_a_small_entry_may_be_compressed_as_much_as_it_likes() -> None:
    assert Archive(zipped({"zeri": bytes(4_000_000)}), "x").read("zeri") == bytes(4_000_000)


def test_too_many_entries_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)

    with pytest.raises(NotAWorkbookError, match="troppi dati"):
        Archive(deflated(), "x")


def test_too_many_bytes_in_all_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 700)

    with pytest.raises(NotAWorkbookError, match="troppi dati"):
        Archive(deflated(), "x")


def test_a_huge_file_is_refused_unread(monkeypatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 100)

    with pytest.raises(NotAWorkbookError, match="troppo grande"):
        Archive(deflated(), "x")


def test_overlapping_entries_are_refused() -> None:
    """An entry whose bytes contain the next entry, whole and valid: how the densest bombs are made."""
    inner = _stored_entry("b.xml", b"<b/>", 0)
    outer = _stored_entry("a.xml", b"<a/>" + inner[0], 0)
    inner_at = len(outer[0]) - len(inner[0])
    directory = outer[1] + _stored_entry("b.xml", b"<b/>", inner_at)[1]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), len(outer[0]), 0)

    with pytest.raises(NotAWorkbookError, match=r"parti sovrapposte"):
        Archive(outer[0] + directory + end, "x")


def _stored_entry(name: str, content: bytes, at: int) -> tuple[bytes, bytes]:
    common = struct.pack("<5H3L", 20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content))
    local = b"PK\x03\x04" + common + struct.pack("<2H", len(name), 0) + name.encode() + content
    line = b"PK\x01\x02" + struct.pack("<H", 20) + common
    return local, line + struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, at) + name.encode()


def test_a_size_that_lies_is_found_out_when_the_entry_is_read() -> None:
    source = bytearray(zipped({"a.xml": b"1" * 100_000}))
    with zipfile.ZipFile(BytesIO(source)) as file:
        start = file.start_dir
    struct.pack_into("<L", source, start + 24, 10)

    with pytest.raises(NotAWorkbookError, match=r"la parte «a.xml» non si legge"):
        Archive(bytes(source), "x").read("a.xml")


def test_an_entry_that_bears_another_name_than_the_directory_says_is_refused() -> None:
    source = deflated()

    with pytest.raises(NotAWorkbookError, match="non è dove l'indice la dà"):
        Archive(source[:30] + b"z.xml" + source[35:], "x")


def test_an_entry_far_beyond_the_end_is_refused() -> None:
    source = bytearray(with_zip64_directory())
    with zipfile.ZipFile(BytesIO(source)) as file:
        zip64_offset = file.start_dir + 46 + len("a.xml") + 8 + 4 + 16
    struct.pack_into("<Q", source, zip64_offset, 2**63)

    with pytest.raises(NotAWorkbookError):
        Archive(bytes(source), "x")


def test_an_encrypted_entry_is_refused() -> None:
    source = bytearray(deflated())
    with zipfile.ZipFile(BytesIO(source)) as file:
        source[file.start_dir + 8] |= 1

    with pytest.raises(NotAWorkbookError, match="cifrato"):
        Archive(bytes(source), "x")


def test_a_compression_that_excel_does_not_know_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("a.xml", b"x")

    with pytest.raises(NotAWorkbookError, match="in un modo che Excel non usa"):
        Archive(out.getvalue(), "x")


@pytest.mark.parametrize(
    "source", [b"", b"PK", b"Nome;Valore\r\n", b"PK\x05\x06" + bytes(18)[:-1], bytes(1000)]
)
def test_what_is_no_zip_is_refused(source) -> None:
    with pytest.raises(NotAWorkbookError, match=r"«dati\.xlsx» è danneggiato"):
        Archive(source, "dati.xlsx")


def test_a_file_cut_off_anywhere_is_refused() -> None:
    source = deflated()

    for length in range(len(source)):
        with pytest.raises(NotAWorkbookError):
            Archive(source[:length], "x")


@settings(max_examples=300, deadline=None)
@given(data=st.data(), flavour=st.sampled_from(FLAVOURS))
def test_damage_is_either_harmless_or_told_in_a_sentence(data, flavour) -> None:
    """Whatever bytes are changed, nothing but our own error comes out, and what is read is what was there."""
    source = bytearray(flavour())
    for _ in range(data.draw(st.integers(1, 3))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = Archive(bytes(source), "x")
        contents = {name: read.read(name) for name in read.names if not name.endswith("/")}
    except NotAWorkbookError:
        return
    assert set(contents.values()) <= set(CONTENTS.values()) | {b""}


def test_an_openpyxl_workbook_passes_unchanged(tmp_path) -> None:
    source = rich(tmp_path / "libro.xlsx").read_bytes()

    assert written(Archive(source, "x"), {}) == source


def written(source: Archive, contents: dict[str, bytes]) -> bytes:
    out = BytesIO()
    source.write(out, contents)
    return out.getvalue()


@pytest.mark.parametrize("system", [0, 3])
def test_a_zip_made_by_zipfile_doesn_t_tell_on_which_system(system):
    """Otherwise the same workbook would have other bytes on Windows."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in ("uno.xml", "due è.xml"):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.comment = system, b"nota"
            file.writestr(entry, b"x")
    with zipfile.ZipFile(BytesIO(archive.same_everywhere(out.getvalue()))) as file:
        assert [entry.create_system for entry in file.infolist()] == [0, 0]
        assert file.testzip() is None
