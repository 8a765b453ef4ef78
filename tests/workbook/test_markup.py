"""A tree goes back to bytes with all that Excel is strict about; traps aren't sprung."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import NotAWorkbookError
from cst_xl.workbook.markup import added, local, may_hold, namespace, parsed, rows, serialised

SHEET = b'<worksheet xmlns="m"><sheetData><row r="1"><c/></row><row r="4"/></sheetData></worksheet>'


@pytest.mark.parametrize(
    "declaration",
    [
        b"",
        b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n",
        b'<?xml version="1.0" encoding="utf-8"?>',
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
    ],
)
def test_an_unchanged_tree_is_the_same_bytes_under_its_own_declaration(declaration) -> None:
    part = declaration + SHEET

    assert serialised(parsed(part, "p"), part) == part


def test_namespaces_that_only_ignorable_names_survive() -> None:
    part = (
        b'<w xmlns="m" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        b'xmlns:x14ac="ac" xmlns:xr="r" mc:Ignorable="x14ac xr"><!-- nota --><a><![CDATA[ <b> ]]></a></w>'
    )

    assert serialised(parsed(part, "p"), part) == part


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1"])
def test_a_part_in_another_encoding_becomes_utf8_and_says_so(encoding) -> None:
    part = f'<?xml version="1.0" encoding="{encoding.removesuffix("-le")}"?><w>è</w>'.encode(encoding)

    result = serialised(parsed(part, "p"), part)

    assert result == '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w>è</w>'.encode()


def test_a_byte_order_mark_is_dropped() -> None:
    part = b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?><w>1</w>'

    assert serialised(parsed(part, "p"), part) == part[3:]


def test_entities_are_refused_and_not_expanded(tmp_path) -> None:
    secret = tmp_path / "segreto.txt"
    secret.write_text("segreto")
    part = f'<!DOCTYPE w [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w>&e;</w>'.encode()

    with pytest.raises(NotAWorkbookError, match=r"«xl/p\.xml» contiene una DTD"):
        parsed(part, "xl/p.xml")


def test_a_billion_laughs_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    part = f'<!DOCTYPE w [<!ENTITY e0 "ah">{entities}]><w><row a="&e11;">&e11;</row></w>'.encode()

    with pytest.raises(NotAWorkbookError):
        parsed(part, "p")
    with pytest.raises(NotAWorkbookError):
        list(rows(part, "p"))


def test_a_dtd_is_refused_while_streaming_too() -> None:
    with pytest.raises(NotAWorkbookError, match="DTD"):
        list(rows(b"<!DOCTYPE worksheet []>" + SHEET, "p"))


@pytest.mark.parametrize("part", [b"", b"<w>", b"<w></v>", b"testo", b"<w>\xff</w>", b"<w>\x01</w>"])
def test_what_is_not_well_formed_is_told_with_its_part(part) -> None:
    with pytest.raises(NotAWorkbookError, match=r"«p\.xml» non è XML ben formato"):
        parsed(part, "p.xml")
    with pytest.raises(NotAWorkbookError, match=r"«p\.xml» non è XML ben formato"):
        list(rows(part, "p.xml"))


def test_rows_come_one_at_a_time_and_are_emptied_behind() -> None:
    seen = rows(SHEET, "p")
    first = next(seen)
    assert (first.get("r"), len(first)) == ("1", 1)

    second = next(seen)
    assert (second.get("r"), len(first)) == ("4", 0)

    assert next(seen, None) is None
    assert first.getparent() is None


@pytest.mark.parametrize(
    ("part", "holds"),
    [
        (b"<c><f>1+1</f></c>", True),
        (b"<x:c><x:f>1+1</x:f></x:c>", True),
        (b'<c><f t="shared"/></c>', True),
        (b"<c><f/></c>", True),
        (b"<c><f\n>1</f></c>", True),
        ("<c><f>1</f></c>".encode("utf-16"), True),
        ("<c><f>1</f></c>".encode("utf-16-le"), True),
        (b"<font/><x:font/><c><v>f</v></c>", False),
        (b"<c><v>1</v></c>", False),
    ],
)
def test_a_quick_look_finds_an_element_whatever_its_prefix(part, holds) -> None:
    assert may_hold(part, "f") is holds


def test_names_are_told_apart_from_their_namespace() -> None:
    root = parsed(b"<x:w xmlns:x='m'><!-- nota --><x:a/></x:w>", "p")

    assert (namespace(root), local(root), [local(child) for child in root]) == ("{m}", "w", ["", "a"])


def test_a_child_is_added_where_it_belongs() -> None:
    root = parsed(b"<w><a/><b/></w>", "p")

    added(root, "c", {"k": "1"}, 1)
    added(root, "d", {})

    assert serialised(root, b"<w") == b'<w><a/><c k="1"/><b/><d/></w>'
