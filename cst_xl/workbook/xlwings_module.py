"""xlwings' stand-alone VBA module, fit for LibreOffice as well.

The module calls a DLL whose name carries the version of xlwings, so it is taken from the installed package at build
time. Excel chooses between its branches (``#If Mac Then``) when it compiles; LibreOffice ignores these lines and
compiles every branch, finds functions and variables twice and leaves the whole project dead, without a word. So what is
known beforehand (Excel, Windows) is decided here. ``VBA7`` and ``Win64`` stay: they depend on the PC, and LibreOffice
bears those lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from cst_xl.core.errors import CstError

NAME = "xlwings"
"""Of the module, and of the package that brings it."""

_KNOWN: dict[str, object] = {"App": "Microsoft Excel", "Mac": False, "MAC_OFFICE_VERSION": 0}
_OPEN = {"VBA7", "Win64"}
_DIRECTIVE = re.compile(r"\s*#\s*(If|ElseIf|Else|End If|Const)\b(.*)", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?P<no>Not\s+)?(?P<name>\w+)(?:\s*(?P<sign>=|>=)\s*(?P<value>\"[^\"]*\"|\d+))?\s+Then"
)


def source(package: Distribution | None = None) -> str:
    """The module of an installed xlwings, decided for Excel on Windows.

    Args:
        package: The installation; the one of this Python when left out.

    Raises:
        CstError: xlwings isn't installed whole, or its module has conditions that aren't known here.
    """
    installed = package or distribution(NAME)
    file = Path(str(installed.locate_file(f"{NAME}/{NAME}.bas")))
    if not file.is_file():
        raise CstError(f"L'installazione di xlwings {installed.version} è incompleta: manca {file}.")
    text = file.read_text(encoding="ascii")
    if f"xlwings64-{installed.version}.dll" not in text:
        raise CstError(
            f"Il modulo VBA di xlwings non è della versione installata, {installed.version}: {file}."
        )
    return decided(text)


@dataclass
class _Block:
    """An ``#If`` that is being read.

    Attributes:
        kept: Whether its directives stay, because the PC decides.
        chosen: Whether a branch was chosen already.
        live: Whether the lines of the branch being read stay.
    """

    kept: bool
    chosen: bool
    live: bool


def decided(module: str) -> str:
    """Resolve the conditional compilation of a VBA module as far as it is known.

    Args:
        module: Source of the module.

    Raises:
        CstError: A condition that isn't known here, or one that mixes both kinds.
    """
    kept: list[str] = []
    blocks: list[_Block] = []
    for number, line in enumerate(module.splitlines(), 1):
        live = all(block.live for block in blocks)
        directive = _DIRECTIVE.fullmatch(line)
        if directive is None:
            kept += [line] if live else []
        elif _apply(directive[1].casefold(), directive[2].strip(), blocks, number) and live:
            kept.append(line)
    if blocks:
        raise CstError("Il modulo VBA di xlwings ha un #If che non finisce.")
    return "\r\n".join(kept) + "\r\n"


def _apply(keyword: str, rest: str, blocks: list[_Block], number: int) -> bool:
    """Follow one directive; True when its line stays."""
    if keyword == "const":  # App, the only one, is known
        return False
    if keyword == "if":
        holds = _holds(rest, number)
        blocks.append(_Block(kept=holds is None, chosen=bool(holds), live=holds is not False))
        return blocks[-1].kept
    if not blocks:
        raise CstError(f"Il modulo VBA di xlwings ha un #{keyword} senza #If alla riga {number}.")
    if keyword == "end if":
        return blocks.pop().kept
    block = blocks[-1]
    if not block.kept:
        block.live = not block.chosen and (keyword == "else" or bool(_holds(rest, number)))
        block.chosen = block.chosen or block.live
    elif keyword == "elseif":
        raise CstError(f"Il modulo VBA di xlwings ha un #ElseIf non previsto alla riga {number}.")
    return block.kept


def _holds(condition: str, number: int) -> bool | None:
    """Whether a condition holds; None when only the PC knows."""
    found = _CONDITION.match(condition)
    if found is None or found["name"] not in {*_KNOWN, *_OPEN}:
        raise CstError(
            f"Il modulo VBA di xlwings ha una condizione sconosciuta alla riga {number}: «{condition}»."
        )
    if found["name"] in _OPEN:
        return None
    actual = _KNOWN[found["name"]]
    if found["sign"] == "=":
        result = actual == found["value"].strip('"')
    elif found["sign"] == ">=":
        result = int(str(actual)) >= int(found["value"])
    else:
        result = bool(actual)
    return result != bool(found["no"])
