"""Frames on a real pipe, and whatever may come along a pipe instead of a frame."""

from __future__ import annotations

import os
import threading
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cst_xl.hosts.libreoffice.component import frames

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
MARSHALLED = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | st.text() | st.binary(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
IN_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.lists(st.binary()))
def test_frames_come_out_as_they_went_in_whatever_is_in_them(bodies):
    stream = BytesIO()
    for body in bodies:
        frames.write(stream, body)
    stream.seek(0)
    assert [frames.read(stream) for _ in bodies] == bodies


def test_a_frame_larger_than_the_pipe_arrives_whole():
    reading, writing = os.pipe()
    body = bytes(range(256)) * 4_000
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "wb") as target:
        sender = threading.Thread(target=frames.write, args=(target, body))
        sender.start()
        assert frames.read(source) == body
        sender.join()


@given(MARSHALLED)
def test_a_message_to_the_worker_arrives_with_its_types(message):
    arrived = frames.in_worker(frames.to_worker(message))
    assert arrived == message
    assert repr(arrived) == repr(message)


@given(IN_JSON)
def test_a_message_to_the_office_arrives(message):
    assert frames.in_office(frames.to_office(message)) == message


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"CST",
        b"CST1\x00\x00",
        b"CST1\x00\x00\x00\x09short",
        b"DeprecationWarning: something that a library prints\n",
        b"CST1\xff\xff\xff\xff",
    ],
    ids=["nothing", "half a mark", "half a head", "half a body", "babble", "absurd length"],
)
def test_what_is_not_a_whole_frame_ends_the_conversation(sent):
    with pytest.raises(frames.BrokenFrameError):
        frames.read(BytesIO(sent))


def test_writing_to_nobody_is_told_as_such():
    reading, writing = os.pipe()
    os.close(reading)
    target = os.fdopen(writing, "wb", buffering=0)
    with target, pytest.raises(frames.BrokenFrameError):
        frames.write(target, b"anybody?")


def test_a_closed_stream_is_told_as_such():
    stream = BytesIO()
    stream.close()
    with pytest.raises(frames.BrokenFrameError):
        frames.write(stream, b"x")
    with pytest.raises(frames.BrokenFrameError):
        frames.read(stream)


def test_the_worker_can_send_nothing_but_json():
    with pytest.raises(frames.BrokenFrameError):
        frames.in_office(frames.to_worker(("value", 1)))
    with pytest.raises(ValueError, match="not JSON compliant"):
        frames.to_office(float("nan"))
