"""The doctor: what is missing on this computer for the workbook to run, each trouble with one cause and one remedy.

It changes nothing. Checks that only make sense on Windows say so elsewhere instead of guessing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cst_xl.core.grammar import plural
from cst_xl.hosts.doctor import office_checks, python_checks, workbook_checks
from cst_xl.hosts.doctor.checks import Check, Outcome
from cst_xl.hosts.doctor.conf import settings
from cst_xl.hosts.doctor.machine import Machine, ThisMachine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Check", "Machine", "Outcome", "ThisMachine", "examine", "told"]


def examine(machine: Machine, workbook: Path | None = None) -> tuple[Check, ...]:
    """Look at a computer, and at a workbook on it.

    Args:
        machine: The computer.
        workbook: The workbook's file, an absolute path; without it the checks of the file are left out.
    """
    conf = settings(workbook, machine.home)
    safe = machine.windows and workbook is not None and workbook_checks.is_trusted(machine, workbook)
    return (
        python_checks.python_version(machine),
        python_checks.packages(machine),
        python_checks.pywin32(machine),
        python_checks.xlwings_version(machine, workbook),
        python_checks.interpreter(machine, conf),
        python_checks.dll(machine, conf, office_checks.excel_bits(machine)),
        office_checks.excel(machine),
        office_checks.macro_policy(machine, trusted=safe),
        office_checks.defender(machine),
        workbook_checks.macros(workbook),
        workbook_checks.web_mark(machine, workbook),
        workbook_checks.trusted(machine, workbook),
        workbook_checks.cloud(machine, workbook),
        workbook_checks.permissions(machine, workbook),
        office_checks.libreoffice(machine),
    )


def told(checks: Sequence[Check]) -> str:
    """What a person must know, in Italian: the troubles, gravest first, and how many checks there were."""
    troubles = [
        check
        for outcome in (Outcome.PROBLEM, Outcome.WARNING)
        for check in checks
        if check.outcome is outcome
    ]
    done = sum(1 for check in checks if check.outcome is not Outcome.SKIPPED)
    if not troubles:
        return f"Tutto a posto: {done} controlli, nessun problema."
    problems = sum(1 for check in troubles if check.outcome is Outcome.PROBLEM)
    warnings = len(troubles) - problems
    head = (
        f"{problems} {plural(problems, 'problema', 'problemi')} e {warnings} {plural(warnings, 'avviso', 'avvisi')} "
        f"su {done} controlli."
    )
    return "\n\n".join([head, *(check.told() for check in troubles)])
