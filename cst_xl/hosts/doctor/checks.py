"""What one check of the doctor says: what was found, the one cause of a trouble, and the one way to mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

NOT_HERE = "non applicabile: riguarda soltanto Windows"
NO_WORKBOOK = "non applicabile: nessuna cartella di lavoro indicata"


class Outcome(StrEnum):
    """How a check ended."""

    FINE = "ok"
    WARNING = "warning"
    PROBLEM = "problem"
    SKIPPED = "skipped"

    @property
    def mark(self) -> str:
        """A sign that is told from the others without colour."""
        return {"ok": "✔", "warning": "▲", "problem": "✖", "skipped": "–"}[self.value]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        key: Stable name, for programs.
        title: What was looked at, in Italian.
        outcome: How it ended.
        found: What was found, in Italian.
        cause: Why that is a trouble; empty when it isn't one.
        remedy: How to mend it; empty when there is nothing to mend.
    """

    key: str
    title: str
    outcome: Outcome
    found: str
    cause: str = ""
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        """The record that ``doctor --json`` prints."""
        return asdict(self) | {"outcome": self.outcome.value}

    def told(self) -> str:
        """The check in Italian, over one to three lines."""
        lines = [f"{self.outcome.mark} {self.title}: {self.found}"]
        lines += [f"   Causa: {self.cause}"] if self.cause else []
        lines += [f"   Rimedio: {self.remedy}"] if self.remedy else []
        return "\n".join(lines)


@dataclass(frozen=True)
class Subject:
    """What a check looks at; makes the check's answer."""

    key: str
    title: str

    def fine(self, found: str) -> Check:
        """All is as it should be."""
        return Check(self.key, self.title, Outcome.FINE, found)

    def skipped(self, why: str = NOT_HERE) -> Check:
        """It doesn't apply."""
        return Check(self.key, self.title, Outcome.SKIPPED, why)

    def warning(self, found: str, cause: str, remedy: str) -> Check:
        """It works, or may work, but something should be looked at."""
        return Check(self.key, self.title, Outcome.WARNING, found, cause, remedy)

    def problem(self, found: str, cause: str, remedy: str) -> Check:
        """It doesn't work."""
        return Check(self.key, self.title, Outcome.PROBLEM, found, cause, remedy)
