"""Frames: how the component and the worker cut their pipe into messages.

A frame is a mark, a length and that many bytes. The mark is there to tell a frame from anything that a library may
print: what doesn't begin with it ends the conversation at once, instead of being taken for a length.

To the worker bodies are `marshal` (fast; the worker can be started again), from the worker JSON (safe: nothing that it
sends can harm the office). `marshal` in version 2 is the same in every Python from 3.8 on.
"""

from __future__ import annotations

import json
import marshal
import struct
from typing import Any, BinaryIO

MARK = b"CST1"
LONGEST = 1 << 30
_HEAD = struct.Struct(">4sI")
_MARSHAL_VERSION = 2
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class BrokenFrameError(Exception):
    """The other side is gone, or doesn't speak in frames."""


def write(stream: BinaryIO, body: bytes) -> None:
    """Send one frame.

    Raises:
        BrokenFrameError: Nobody reads any more, or the body is too long.
    """
    if len(body) > LONGEST:
        raise BrokenFrameError(f"too long: {len(body)} bytes")
    try:
        stream.write(_HEAD.pack(MARK, len(body)) + body)
        stream.flush()
    except (OSError, ValueError) as gone:
        raise BrokenFrameError(str(gone)) from gone


def read(stream: BinaryIO) -> bytes:
    """Wait for one frame and give its body.

    Raises:
        BrokenFrameError: The other side is gone, or sent something that isn't a frame.
    """
    mark, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if mark != MARK or length > LONGEST:
        raise BrokenFrameError(f"not a frame: {mark!r}")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    try:
        found = stream.read(count)
    except (OSError, ValueError) as gone:
        raise BrokenFrameError(str(gone)) from gone
    if found is None or len(found) < count:
        raise BrokenFrameError("end of stream")
    return found


def to_worker(message: Any) -> bytes:
    """Tuples, lists, dicts, texts, bytes, numbers, booleans and None as the body of a frame to the worker."""
    return marshal.dumps(message, _MARSHAL_VERSION)


def in_worker(body: bytes) -> Any:
    """The message of a frame to the worker."""
    return marshal.loads(body)  # noqa: S302 - only the program that started this process can write to its pipe


def to_office(message: Any) -> bytes:
    """A message that JSON can hold as the body of a frame to the office."""
    return _JSON.encode(message).encode("utf-8")


def in_office(body: bytes) -> Any:
    """The message of a frame to the office.

    Raises:
        BrokenFrameError: It isn't JSON.
    """
    try:
        return json.loads(body.decode("utf-8"))
    except ValueError as broken:
        raise BrokenFrameError(str(broken)) from broken
