"""The DLL without code, read back by its own headers."""

from __future__ import annotations

import struct

from tests.windows import forwarding

MADE = forwarding.dll("somedll.dll", {"Zweite": "other.Second", "Erste": "other.First"})


def text_at(address):
    """A text of the file by its address in memory: the one section lies 0x1000 there and 0x200 here."""
    start = address - 0x1000 + 0x200
    return MADE[start : MADE.index(b"\0", start)].decode("ascii")


def exported():
    """Exported names and what they are forwarded to, found as a loader finds them."""
    pe = struct.unpack_from("<I", MADE, 0x3C)[0]
    optional = pe + 24
    directory, _ = struct.unpack_from("<II", MADE, optional + 112)
    count, addresses, names, ordinals = struct.unpack_from("<4I", MADE, directory - 0x1000 + 0x200 + 24)
    found = []
    for at in range(count):
        (name,) = struct.unpack_from("<I", MADE, names - 0xE00 + 4 * at)
        (ordinal,) = struct.unpack_from("<H", MADE, ordinals - 0xE00 + 2 * at)
        (target,) = struct.unpack_from("<I", MADE, addresses - 0xE00 + 4 * ordinal)
        found.append((text_at(name), text_at(target)))
    return found


def test_every_function_leads_to_its_other_name_in_the_order_that_loaders_search():
    assert exported() == [("Erste", "other.First"), ("Zweite", "other.Second")]


def test_it_is_a_64_bit_dll_whose_parts_are_where_its_headers_say():
    pe = struct.unpack_from("<I", MADE, 0x3C)[0]
    assert MADE[pe : pe + 6] == b"PE\0\0" + struct.pack("<H", 0x8664)
    size, _, raw_size, raw_at = struct.unpack_from("<4I", MADE, pe + 24 + 240 + 8)
    assert raw_at + raw_size == len(MADE)
    assert size <= raw_size
