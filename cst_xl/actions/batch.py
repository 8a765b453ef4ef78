"""Many workbooks at once: one process a core, every entry on its own, a report that a second run goes on from.

An entry that fails doesn't stop the others. What a run made is noted in the report with a digest of what it was made
from and of what was written, so that the next run leaves it alone while neither has changed, and never replaces a
workbook that somebody has worked in since.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from cst_xl.actions import quarters
from cst_xl.actions.batch_list import Entry
from cst_xl.core.errors import CstError
from cst_xl.core.findings import Severity
from cst_xl.core.section import Edition
from cst_xl.workbook import saving

REPORT_SUFFIX: Final = ".esito.json"
_REPORT_VERSION: Final = 1


class Outcome(StrEnum):
    """What became of an entry."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The Italian word for the summary."""
        return {"done": "fatta", "skipped": "già fatta", "failed": "non riuscita"}[self.value]


@dataclass(frozen=True)
class Result:
    """What became of an entry, as the report keeps it.

    Attributes:
        place: Where the list names it.
        institution: As in the list.
        period: The quarter, or an empty text.
        source: Path of the earlier workbook, or an empty text.
        output: Path of the workbook.
        outcome: What became of it.
        message: Why it failed, or what a person should know of it, in Italian.
        errors: Findings that are errors in the new workbook.
        seconds: How long it took.
        made_from: SHA-256 over everything the workbook was made from.
        sha256: SHA-256 of the workbook as it was written.
    """

    place: str
    institution: str
    period: str
    source: str
    output: str
    outcome: Outcome
    message: str = ""
    errors: int = 0
    seconds: float = 0.0
    made_from: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Report:
    """What became of a list, in its order."""

    results: tuple[Result, ...]

    def count(self, outcome: Outcome) -> int:
        """How many entries ended so."""
        return sum(1 for result in self.results if result.outcome is outcome)

    def as_json(self) -> dict[str, object]:
        """The record that is kept beside the list."""
        return {
            "version": _REPORT_VERSION,
            "program": version("cst-xl"),
            "entries": [asdict(result) for result in self.results],
        }


def report_path(listed: Path) -> Path:
    """Where the report of a list is kept, unless told otherwise."""
    return listed.with_name(listed.name + REPORT_SUFFIX)


def run(
    entries: Sequence[Entry],
    kept: Path,
    *,
    workers: int | None = None,
    told: Callable[[Result], object] = lambda _: None,
) -> Report:
    """Make every workbook of a list that isn't made yet.

    Args:
        entries: The list.
        kept: The report of the run before, replaced after every entry: a run that is stopped loses nothing.
        workers: Processes; as many as cores when left out.
        told: Is called with each result, in the order in which they come.

    Raises:
        WriteRefusedError: The report can't be written.
    """
    earlier = _earlier(kept)
    results: dict[int, Result] = {}
    waiting: dict[int, Entry] = {}
    outputs: dict[str, str] = {}

    def settle(at: int, result: Result) -> None:
        results[at] = result
        _keep(kept, entries, results, earlier)
        told(result)

    for at, entry in enumerate(entries):
        known = _settled(entry, earlier.get(str(entry.output)), outputs)
        if known is None:
            waiting[at] = entry
        else:
            settle(at, known)
    for at, result in _made(waiting, workers):
        settle(at, result)
    return Report(tuple(results[at] for at in sorted(results)))


def _settled(entry: Entry, before: Result | None, outputs: dict[str, str]) -> Result | None:
    """The result of an entry that nothing is to be made for; None when there is."""
    if entry.problem:
        return _failed(entry, entry.problem)
    name = os.path.normcase(entry.output.resolve())
    if (first := outputs.setdefault(name, entry.place)) != entry.place:
        return _failed(entry, f"«{entry.output.name}» è già l'uscita di un'altra voce ({first}).")
    if not entry.output.exists():
        return None
    untouched = before is not None and before.sha256 == _digest(entry.output)
    if before is None or not untouched:
        changed = "è stato modificato dopo essere stato creato" if before and before.sha256 else "esiste già"
        return _failed(entry, f"Il file «{entry.output}» {changed}: non viene sovrascritto.", before)
    if _made_from(entry) != before.made_from:
        return None
    return replace(before, place=entry.place, outcome=Outcome.SKIPPED)


def _made(waiting: dict[int, Entry], workers: int | None) -> Iterator[tuple[int, Result]]:
    """Make what waits, several at once; an entry that takes its process down is found out and told."""
    left = dict(waiting)
    most = min(workers or os.cpu_count() or 1, len(left) or 1)
    try:
        for at, result in _in_pool(left, most):
            del left[at]
            yield at, result
    except BrokenProcessPool:
        for at, entry in list(left.items()):
            try:
                yield from _in_pool({at: entry}, 1)
            except BrokenProcessPool:
                yield at, _failed(entry, "Il processo che la preparava è terminato all'improvviso.")


def _in_pool(entries: dict[int, Entry], workers: int) -> Iterator[tuple[int, Result]]:
    # spawned, as on Windows: a forked child would inherit the threads' locks of whatever called us
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(make, entry): at for at, entry in entries.items()}
        try:
            for done in as_completed(running):
                yield running[done], done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def make(entry: Entry) -> Result:
    """Make one workbook; what goes wrong is told in the result."""
    begun = time.perf_counter()
    try:
        made_from = _made_from(entry)
        edition, remarks = _write(entry)
        result = replace(
            _result(entry, Outcome.DONE),
            message=remarks,
            errors=edition.count(Severity.ERROR),
            made_from=made_from,
            sha256=_digest(entry.output),
        )
    except CstError as refused:
        result = _failed(entry, str(refused))
    except Exception as fault:  # noqa: BLE001 - one entry's fault must not stop the other institutions
        result = _failed(entry, f"Errore imprevisto ({type(fault).__name__}: {fault}).")
    return replace(result, seconds=round(time.perf_counter() - begun, 3))


def _write(entry: Entry) -> tuple[Edition, str]:
    """Make the workbook of an entry; with what a person should know of it, in Italian."""
    if entry.period is None:
        raise CstError("Manca il trimestre.")
    if entry.source is None:
        return quarters.new_template(entry.period, entry.output, entry.institution).edition, ""
    made = quarters.from_previous(entry.source, entry.period, entry.output, institution=entry.institution)
    return made.edition, " ".join(made.remarks)


def _made_from(entry: Entry) -> str:
    """Digest of everything that decides what the workbook of an entry holds."""
    facts = (version("cst-xl"), entry.institution, str(entry.period), entry.output.name)
    content = _digest(entry.source) if entry.source and entry.source.is_file() else ""
    return hashlib.sha256("\n".join((*facts, content)).encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _result(entry: Entry, outcome: Outcome) -> Result:
    period = str(entry.period) if entry.period else ""
    source = str(entry.source) if entry.source else ""
    return Result(entry.place, entry.institution, period, source, str(entry.output), outcome)


def _failed(entry: Entry, message: str, before: Result | None = None) -> Result:
    """A failure; what an earlier run made stays known."""
    failed = replace(_result(entry, Outcome.FAILED), message=message)
    return replace(failed, made_from=before.made_from, sha256=before.sha256) if before else failed


def _earlier(kept: Path) -> dict[str, Result]:
    """What the runs before made, by output; a report that can't be read counts as none."""
    try:
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content["version"] != _REPORT_VERSION:
            return {}
        return {one["output"]: _from_json(one) for one in content["entries"] if one["sha256"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _from_json(record: dict[str, Any]) -> Result:
    return Result(**{**record, "outcome": Outcome(record["outcome"])})


def _keep(
    kept: Path, entries: Sequence[Entry], results: dict[int, Result], earlier: dict[str, Result]
) -> None:
    """Write the report; entries still to come keep what the run before said of them."""
    known = (results.get(at, earlier.get(str(entry.output))) for at, entry in enumerate(entries))
    report = Report(tuple(result for result in known if result is not None))
    content = json.dumps(report.as_json(), ensure_ascii=False, indent=1).encode()
    saving.write_atomically(kept, lambda out: out.write(content))
