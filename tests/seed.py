"""The audit of the printed bulletin, figure by figure: id, published text, formula, verdict."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FIGURES = Path(__file__).parent / "data" / "figures.json"


@dataclass(frozen=True)
class Audited:
    """One figure of the printed bulletin."""

    id: str
    published: str
    verdict: str
    role: str


def audited() -> list[Audited]:
    """Every figure of the printed bulletin, in its order."""
    entries = json.loads(FIGURES.read_text(encoding="utf-8"))
    return [Audited(one["id"], one["published"], one["verdict"], one["role"]) for one in entries]


def with_verdict(verdict: str) -> list[Audited]:
    """Those of one verdict: ``agrees``, ``disagrees`` or ``not_derivable``."""
    return [one for one in audited() if one.verdict == verdict]
