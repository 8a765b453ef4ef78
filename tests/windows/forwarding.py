"""A Windows DLL that only passes its functions on to other DLLs, written byte by byte.

Wheels built with Rust 1.78 or newer take random bytes from ``bcryptprimitives.dll``, which Wine 8 doesn't have; the same
function exists in its ``advapi32.dll`` under another name. Windows lets a DLL say just that: an export that is a
*forwarder*, the text ``dll.function`` in the place of code. Such a DLL has no code at all, so it needs no compiler.

Layout of the file: Microsoft's "PE Format", the headers of PE32+ and one section with the export directory (".edata").
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_FILE_ALIGNMENT, _SECTION_ALIGNMENT = 0x200, 0x1000
_HEADERS_SIZE = 0x200
_AMD64 = 0x8664
_EXECUTABLE_LARGE_ADDRESS_DLL = 0x0002 | 0x0020 | 0x2000
_PE32_PLUS = 0x20B
_IMAGE_BASE = 0x1_8000_0000
_CONSOLE = 3
_NX_COMPATIBLE = 0x0100
_INITIALISED_READABLE = 0x4000_0040
_DIRECTORIES = 16
_OPTIONAL_HEADER_SIZE = 112 + 8 * _DIRECTORIES
_EXPORT_DIRECTORY_SIZE = 40


def dll(name: str, functions: Mapping[str, str]) -> bytes:
    """A 64-bit DLL whose functions are others' functions.

    Args:
        name: File name of the DLL.
        functions: Exported name to ``module.function``, the module without its extension.

    Returns:
        The file. There is no entry point, and nothing in it is run.
    """
    exports = _exports(name, functions)
    padded = exports + bytes(-len(exports) % _FILE_ALIGNMENT)
    headers = (
        _dos_header() + _coff_header() + _optional_header(len(exports)) + _section(len(exports), len(padded))
    )
    return headers + bytes(_HEADERS_SIZE - len(headers)) + padded


def _exports(name: str, functions: Mapping[str, str]) -> bytes:
    """The export directory: addresses, names in order of the alphabet, their numbers, then the texts."""
    names = sorted(functions)
    count = len(names)
    addresses_at = _SECTION_ALIGNMENT + _EXPORT_DIRECTORY_SIZE
    names_at = addresses_at + 4 * count
    ordinals_at = names_at + 4 * count
    texts_at = ordinals_at + 2 * count
    texts, places = b"", []
    for text in [name, *names, *(functions[one] for one in names)]:
        places.append(texts_at + len(texts))
        texts += text.encode("ascii") + b"\0"
    directory = struct.pack(
        "<IIHHIIIIIII", 0, 0, 0, 0, places[0], 1, count, count, addresses_at, names_at, ordinals_at
    )
    # an address inside the export directory itself is what marks a forwarder
    addresses = struct.pack(f"<{count}I", *places[1 + count :])
    name_addresses = struct.pack(f"<{count}I", *places[1 : 1 + count])
    return directory + addresses + name_addresses + struct.pack(f"<{count}H", *range(count)) + texts


def _dos_header() -> bytes:
    return b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0"


def _coff_header() -> bytes:
    return struct.pack("<HHIIIHH", _AMD64, 1, 0, 0, 0, _OPTIONAL_HEADER_SIZE, _EXECUTABLE_LARGE_ADDRESS_DLL)


def _optional_header(exports_size: int) -> bytes:
    image_size = _SECTION_ALIGNMENT + exports_size + -exports_size % _SECTION_ALIGNMENT
    standard = struct.pack("<HBBIIIII", _PE32_PLUS, 14, 0, 0, exports_size, 0, 0, _SECTION_ALIGNMENT)
    windows = struct.pack(
        "<QIIHHHHHHIIIIHHQQQQII",
        *(_IMAGE_BASE, _SECTION_ALIGNMENT, _FILE_ALIGNMENT),
        *(6, 0, 0, 0, 6, 0, 0),
        *(image_size, _HEADERS_SIZE, 0),
        *(_CONSOLE, _NX_COMPATIBLE),
        *(0x100000, 0x1000, 0x100000, 0x1000, 0, _DIRECTORIES),
    )
    return (
        standard
        + windows
        + struct.pack("<II", _SECTION_ALIGNMENT, exports_size)
        + bytes(8 * (_DIRECTORIES - 1))
    )


def _section(size: int, padded_size: int) -> bytes:
    return struct.pack(
        "<8sIIIIIIHHI",
        *(b".edata", size, _SECTION_ALIGNMENT, padded_size, _HEADERS_SIZE),
        *(0, 0, 0, 0, _INITIALISED_READABLE),
    )
