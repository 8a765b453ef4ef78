"""Channels by the words that exports use."""

from __future__ import annotations

import pytest

from cst_xl.core.channels import channel_of


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("mail", "mail"),
        ("E-Mail", "mail"),
        ("email", "mail"),
        ("Help Desk > telefono", "telefono"),
        ("Servizi CST::Help Desk::Telefono", "telefono"),
        ("Nagios", "monitoraggio"),
        ("mail e telefono", None),
        ("", None),
    ],
)
def test_a_channel_is_the_one_that_a_text_names(text, channel):
    assert channel_of(text) == channel
