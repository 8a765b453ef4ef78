"""Short ways to ask a section's result: the finding of a cell, the sentences by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cst_xl.core.findings import Finding
    from cst_xl.core.section import SectionResult


def told(findings: Iterable[Finding], cell: str) -> Finding:
    """The first finding that names a cell."""
    return next(finding for finding in findings if finding.cell == cell)


def texts(result: SectionResult) -> dict[str, str]:
    """The sentences by the last part of their id."""
    return {sentence.id.rpartition(".")[2]: sentence.text for sentence in result.sentences}
