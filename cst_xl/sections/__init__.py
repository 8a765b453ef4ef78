"""The sections of the Focus, in the order in which it shows them: to add one, write its module and put its name here.

A section may be imported alone (by its tests, by an importer of its raw table) without loading its siblings, so the
tuple is made when it is first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cst_xl.core.section import Section

    SECTIONS: tuple[Section, ...]

NAMES: Final = ("sla", "tickets", "infrastructure", "services", "usage", "access", "credentials")


@cache
def _sections() -> tuple[Section, ...]:
    return tuple(import_module(f"{__name__}.{name}").SECTION for name in NAMES)


def __getattr__(name: str) -> tuple[Section, ...]:
    if name == "SECTIONS":
        return _sections()
    raise AttributeError(name)
