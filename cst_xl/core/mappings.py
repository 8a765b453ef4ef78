"""Which host, queue or state of other programs means what here: one sheet that staff edit, read as rules.

Monitoring knows hosts, the contract knows SLA codes; a ticket system knows queues, the bulletin knows channels. The
sheet *Mappature* joins them by patterns. A pattern is a text with ``*`` and ``?``, or a regular expression between
slashes; capitals don't count, and the first rule that fits speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.kinds import Kind
from cst_xl.core.tables import Column, RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.tables import TypedTable

_LONGEST: Final = 200
"""Characters of a name that are compared: a hostile pattern may take time that grows fast with them."""


class Named(StrEnum):
    """What a pattern is held against."""

    HOST = "host"
    SERVICE = "servizio"
    QUEUE = "coda"
    STATE = "stato"
    CHANNEL = "canale"
    TAG = "etichetta"
    DEVICE = "dispositivo"
    COLUMN = "colonna"


def _pattern(value: object) -> str:
    text = kinds.text(value)
    try:
        _compiled(text)
    except re.error:
        raise BadValueError(value, PATTERN.expected, "L'espressione fra «/» non è valida.") from None
    return text


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    is_expression = len(pattern) > 1 and pattern.startswith("/") and pattern.endswith("/")
    return re.compile(pattern[1:-1] if is_expression else translate(pattern), re.IGNORECASE)


PATTERN: Final = Kind(
    "pattern", "un nome, anche con «*» e «?», per esempio «CSDB*»", _pattern, word_missing=False
)

MAPPINGS: Final = RawTable(
    key="mappature",
    sheet="Mappature",
    title="Mappature",
    columns=(
        Column(
            "tipo", "Tipo", kinds.one_of(*Named), required=True, width=14,
            help="Di che cosa è il nome: " + ", ".join(Named) + ".",
        ),
        Column(
            "modello", "Modello", PATTERN, required=True, width=40, also=("Nome", "Pattern"),
            help="Il nome nel file esportato; «*» sta per qualunque testo, «?» per un carattere. "
            "Un servizio si scrive «host;servizio».",
        ),
        Column(
            "destinazione", "Destinazione", kinds.TEXT, required=True, width=30,
            help="Codice SLA (host, servizio), mail, telefono, monitoraggio, livello 1 o 2, uno stato del bollettino, "
            "un tipo di dispositivo, oppure il titolo di una colonna.",
        ),
        Column("nota", "Nota", kinds.TEXT, width=44, also=("Note",), help="Facoltativa."),
    ),
    hint="Si scrive una volta: dice che cosa significano qui i nomi usati da Nagios, dall'help desk e da Matomo.",
    unique=("tipo", "modello", "destinazione"),
    capacity=300,
    totals=False,
    carried=True,
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One row of the sheet.

    Attributes:
        named: What the pattern is held against.
        pattern: As staff wrote it.
        destination: What such a name means here.
    """

    named: Named
    pattern: str
    destination: str

    def fits(self, name: str) -> bool:
        """Whether a name is meant."""
        expression = _compiled(self.pattern)
        whole = name[:_LONGEST]
        return bool(expression.search(whole) if self.pattern.startswith("/") else expression.fullmatch(whole))


@dataclass(frozen=True)
class Mappings:
    """All rules, in the order of the sheet."""

    rules: tuple[Rule, ...] = ()

    def destinations(self, named: Named, *names: str) -> tuple[str, ...]:
        """What any of these names means, once each: one host may stand in several SLAs."""
        found = (
            rule.destination
            for rule in self.rules
            if rule.named is named and any(rule.fits(name) for name in names)
        )
        return tuple(dict.fromkeys(found))

    def destination(self, named: Named, *names: str) -> str | None:
        """What the first rule that fits says; None when none does."""
        return next(iter(self.destinations(named, *names)), None)


def read_mappings(table: TypedTable) -> Mappings:
    """The rules of the sheet; rows with an unreadable cell are left out, reading the table has reported them."""
    return Mappings(tuple(_rules(table)))


def _rules(table: TypedTable) -> Iterator[Rule]:
    for record in table.records():
        named, pattern, destination = record["tipo"], record["modello"], record["destinazione"]
        if named and pattern and destination:
            yield Rule(Named(named), pattern, destination)
