"""The ways in which a report reaches the service centre, and the words by which exports name them."""

from __future__ import annotations

from typing import Final

from cst_xl.core.kinds import plain

MAIL: Final = "mail"
PHONE: Final = "telefono"
MONITORING: Final = "monitoraggio"
CHANNELS: Final = (MAIL, PHONE, MONITORING)

_WORDS: Final = {
    **dict.fromkeys(("mail", "email", "emails", "mails"), MAIL),
    **dict.fromkeys(
        ("telefono", "telefonico", "telefonici", "telefonica", "telefonata", "phone", "call"), PHONE
    ),
    **dict.fromkeys(("monitoraggio", "monitoring", "nagios", "icinga", "zabbix", "alert"), MONITORING),
}


def channel_of(text: str) -> str | None:
    """Return the one channel that a text names; None when it names none, or several."""
    named = {channel for word in plain(text).split() if (channel := _WORDS.get(word)) is not None}
    return named.pop() if len(named) == 1 else None
