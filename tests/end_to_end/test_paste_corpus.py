"""Hostile pastes, all the way: each ends in the right number or in a finding that names the cell, never in a wrong one.

The corpus is ``tests/data/paste_corpus.toml``; it says at its head how a case is written. Every case is pasted into a
copy of the example's workbook, which then goes through the commands `compute` and `check` as staff would run them.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cst_xl.cli import Exit, app
from cst_xl.core.book import located, place
from cst_xl.core.kinds import CellError
from cst_xl.core.published import PUBLISHED
from cst_xl.workbook import layout
from cst_xl.workbook.file import NOWHERE, FileBook
from cst_xl.workbook.geometry import FINDING_ROWS
from tests.end_to_end.pasting import RAW, Pasting

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parents[1] / "data" / "paste_corpus.toml"
SEVERITIES = ("error", "warning", "info")
RAW_SHEETS = sorted({table.sheet for table in RAW.values()})
NOT_ITALIAN = re.compile(r"None|Traceback|Decimal\(|NaT|<class|Error\b|nan\b|\{|\}")


@dataclass(frozen=True)
class Case:
    """One paste and where it must end.

    Attributes:
        name: What is hostile about it.
        table: Key of the raw table that it is about.
        paste: Blocks of cells by their top left cell.
        wipe: Keys of tables whose rows are deleted first.
        figures: Figures that change, with their right value.
        unknown: Patterns of figures that may become unknown; those that don't stay as they were.
        gone: Patterns of figures that may no longer exist.
        findings: What is found, beyond what the example has: severity, cell, part of the message.
    """

    name: str
    table: str
    paste: Mapping[str, Any] = field(default_factory=dict)
    wipe: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    findings: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What the commands say of a workbook file, and what the file holds then."""

    figures: Mapping[str, str | None]
    findings: tuple[Mapping[str, str | None], ...]
    raw: Mapping[str, list[list[object]]]
    raw_before: Mapping[str, list[list[object]]]
    book: FileBook


def cases() -> list[Case]:
    """The corpus, with the names of sets of patterns replaced by what they stand for."""
    corpus = tomllib.loads(CORPUS.read_text(encoding="utf-8"))
    for one in corpus["case"]:
        for patterns in ("unknown", "gone"):
            one[patterns] = [
                each for name in one.get(patterns, ()) for each in corpus["sets"].get(name, [name])
            ]
    return [Case(**one) for one in corpus["case"]]


def outcome(path: Path) -> Outcome:
    """Compute and check a file; a traceback fails here."""
    before = raw_cells(path)
    computed, checked = (
        CliRunner().invoke(app, [command, str(path), "--json"]) for command in ("compute", "check")
    )
    for result, codes in ((computed, {Exit.DONE}), (checked, {Exit.DONE, Exit.FINDINGS})):
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert result.exit_code in codes, result.stderr
        assert result.stderr == ""
    figures = {one["id"]: one["value"] for one in json.loads(computed.stdout)["figures"]}
    findings = tuple(json.loads(checked.stdout)["findings"])
    return Outcome(figures, findings, raw_cells(path), before, FileBook.open(path))


def raw_cells(path: Path) -> dict[str, list[list[object]]]:
    """Every raw sheet of a file, as it reads now, without the cells that show beside some tables what follows from them."""
    book = FileBook.open(path)
    grids = {sheet: [list(row) for row in book.values(sheet)] for sheet in RAW_SHEETS}
    for formula in book.formulas():
        if formula.sheet in grids and formula.text.startswith(f"{layout.ENGINE}!"):
            row, column = place(formula.ref)
            grids[formula.sheet][row - 1][column - 1] = None
    return grids


@pytest.fixture(scope="module")
def before(built_example, tmp_path_factory):
    """The example as it is."""
    return outcome(Path(shutil.copy(built_example, tmp_path_factory.mktemp("intatto"))))


@pytest.fixture(scope="module", params=cases(), ids=lambda case: case.name)
def case(request):
    """One case of the corpus."""
    return request.param


@pytest.fixture(scope="module")
def after(case, built_example, tmp_path_factory):
    """The example with the case pasted into it."""
    path = Path(shutil.copy(built_example, tmp_path_factory.mktemp("incollato")))
    pasting = Pasting.into(path)
    for key in case.wipe:
        pasting.wipe(RAW[key])
    for where, rows in case.paste.items():
        pasting.paste(where, rows)
    pasting.save()
    return outcome(path)


def test_every_figure_is_right_or_unknown(case, before, after):
    assert set(case.figures) <= set(after.figures), "the corpus names a figure that isn't there"
    for figure in {**before.figures, **after.figures}:
        if figure not in after.figures:
            assert _matches(figure, case.gone), f"{figure} is gone"
        elif figure in case.figures:
            assert _same(after.figures[figure], case.figures[figure]), (figure, after.figures[figure])
        elif after.figures[figure] is None:
            assert before.figures.get(figure) is None or _matches(figure, case.unknown), (
                f"{figure} is unknown"
            )
        else:
            assert _same(after.figures[figure], before.figures.get(figure)), (figure, after.figures[figure])


def test_what_is_wrong_is_told_with_its_cell(case, before, after):
    new = [one for one in _new(before, after) if not _follows(one, case, before)]
    expected = [
        (severity, one[severity], one["says"])
        for one in case.findings
        for severity in SEVERITIES
        if severity in one
    ]
    assert len(expected) == len(case.findings)
    for severity, cell, says in expected:
        messages = [str(one["message"]) for one in new if _at(one, severity, cell)]
        assert any(says in message for message in messages), (
            severity,
            cell,
            says,
            messages or [dict(o) for o in new],
        )
    graver = [one for one in new if one["severity"] != "info"]
    untold = [one for one in graver if not any(_at(one, severity, cell) for severity, cell, _ in expected)]
    assert not untold
    assert len(graver) == sum(severity != "info" for severity, _, _ in expected)


def test_every_message_is_a_sentence_for_people(case, before, after):
    for one in _new(before, after):
        message = str(one["message"])
        assert message[0].isupper() or message[0] == "«", message
        assert message[-1] in ".?", message
        assert "\n" not in message, message
        assert len(message) <= 600, message
        assert not NOT_ITALIAN.search(message.partition("contiene «")[0] + message.rpartition("»")[2]), (
            message
        )


def test_the_workbook_holds_what_was_said(before, after):
    names = after.book.package.defined_names()
    for figure in {**before.figures, **after.figures}:
        reference = names.get(layout.figure_name(figure), NOWHERE)
        value = after.figures.get(figure)
        assert reference == NOWHERE or _shows(_cell(after.book, reference), value), (figure, reference, value)
    listed = {str(cell) for row in after.book.values(layout.FINDINGS) for cell in row}
    assert {one["message"] for one in after.findings[:FINDING_ROWS]} <= listed


def test_what_was_pasted_stays_as_it_is(after):
    assert after.raw == after.raw_before


def test_no_computed_cell_is_in_error(after):
    for sheet in set(after.book.sheets()) - set(RAW_SHEETS):
        wrong = [cell for row in after.book.values(sheet) for cell in row if isinstance(cell, CellError)]
        assert not wrong, sheet


def test_every_computed_row_finds_room_on_its_sheet(after):
    """A block has a fixed height; what doesn't fit is counted in its last row, which no paste here should need."""
    for sheet in set(after.book.sheets()) - set(RAW_SHEETS):
        assert not [
            cell for row in after.book.values(sheet) for cell in row if str(cell).startswith("… altre")
        ], sheet


def test_there_are_sixty_pastes_and_one_for_every_raw_table():
    corpus = cases()
    assert len(corpus) >= 60
    assert {case.table for case in corpus} == set(RAW)
    assert len({case.name for case in corpus}) == len(corpus)


def _at(finding: Mapping[str, str | None], severity: str, cell: str) -> bool:
    """Whether a finding is of that severity and cell; a pattern stands for a row that the example decides."""
    return finding["severity"] == severity and fnmatchcase(str(finding["cell"]), cell)


def _matches(figure: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(figure, pattern) for pattern in patterns)


def _same(value: str | None, other: str | None) -> bool:
    """Whether two values are one, whatever noughts they were typed with."""
    if value is None or other is None:
        return value is other
    try:
        return Decimal(value) == Decimal(other)
    except InvalidOperation:
        return value == other


def _new(before: Outcome, after: Outcome) -> list[Mapping[str, str | None]]:
    """The findings that the paste brought."""
    known = {tuple(sorted(one.items(), key=str)) for one in before.findings}
    return [one for one in after.findings if tuple(sorted(one.items(), key=str)) not in known]


def _follows(finding: Mapping[str, str | None], case: Case, before: Outcome) -> bool:
    """Whether a finding only says that a published value has lost, or no longer equals, the figure that changed."""
    if case.table == PUBLISHED.key or not str(finding["cell"]).startswith(f"{PUBLISHED.sheet}!"):
        return False
    figure = finding["figure"] or finding["found"] or ""
    changed = figure in case.figures or _matches(figure, (*case.unknown, *case.gone))
    return changed or figure in {one["figure"] for one in before.findings}


def _cell(book: FileBook, reference: str) -> object:
    sheet, cell = located(reference)
    row, column = place(cell)
    return book.values(sheet)[row - 1][column - 1]


def _shows(cell: object, value: str | None) -> bool:
    """Whether a cell shows a figure's value: blank for an unknown one, a percentage as its fraction."""
    if value is None or cell in (None, "", " "):
        return value is None and cell in (None, "", " ")
    if not isinstance(cell, int | float):
        return True  # a date, or the printed text of a column of mixed units
    number = Decimal(value)
    return any(float(exact) == pytest.approx(cell, rel=1e-12) for exact in (number, number / 100))
