"""The sections of the Focus, in the order in which it shows them: to add one, write its module and put its name here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cst_xl.sections import access, credentials, infrastructure, services, sla, tickets, usage

if TYPE_CHECKING:
    from cst_xl.core.section import Section

SECTIONS: Final[tuple[Section, ...]] = tuple(
    module.SECTION for module in (sla, tickets, infrastructure, services, usage, access, credentials)
)
