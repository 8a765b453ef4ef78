"""What doesn't add up, is missing or is stale: one record a problem, for the sheet *Controlli* and ``check``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; an *error* keeps the bulletin from being signed."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Italian word that staff read."""
        return {"error": "Errore", "warning": "Avviso", "info": "Nota"}[self.value]

    @property
    def mark(self) -> str:
        """A sign that is told from the others without colour."""
        return {"error": "✖", "warning": "▲", "info": "●"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest: findings are listed in this order."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True)
class Finding:
    """One thing that a person should look at.

    Attributes:
        severity: How much it matters.
        message: One Italian sentence that stands alone: where, what was found, what was expected.
        figure: Id of the figure it speaks of, or None.
        cell: ``Foglio!A1``, or None when it isn't about one cell.
        found: What was there, as text.
        expected: What would have been right, as text.
    """

    severity: Severity
    message: str
    figure: str | None = None
    cell: str | None = None
    found: str = ""
    expected: str = ""

    @property
    def sheet(self) -> str:
        """The sheet of its cell, or an empty text."""
        return (self.cell or "").rpartition("!")[0]

    def as_json(self) -> dict[str, str | None]:
        """The record that ``check --json`` prints."""
        return {
            "severity": self.severity.value,
            "figure": self.figure,
            "cell": self.cell,
            "found": self.found,
            "expected": self.expected,
            "message": self.message,
        }

    def about(self, figure: str) -> Finding:
        """The same finding, tied to a figure."""
        return replace(self, figure=figure)


def error(message: str, **facts: str | None) -> Finding:
    """An error; ``facts`` are the other fields of `Finding`."""
    return Finding(Severity.ERROR, message, **facts)  # type: ignore[arg-type]


def warning(message: str, **facts: str | None) -> Finding:
    """A warning; ``facts`` are the other fields of `Finding`."""
    return Finding(Severity.WARNING, message, **facts)  # type: ignore[arg-type]


def note(message: str, **facts: str | None) -> Finding:
    """A note; ``facts`` are the other fields of `Finding`."""
    return Finding(Severity.INFO, message, **facts)  # type: ignore[arg-type]


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Gravest first; equals keep the order in which they were found; exact repeats are dropped."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda finding: finding.severity.rank))
