"""The example's workbook after a person worked in it, and the next quarter made from it; both only to be read."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from cst_xl.actions import quarters
from cst_xl.core.periods import Period
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.keeping.items import Kept
from tests.workbook.keeping.scribbles import scribble


@dataclass(frozen=True)
class Followed:
    """A scribbled workbook and its successor."""

    source: Path
    before: bytes
    path: Path
    kept: Kept

    @property
    def old(self) -> FileBook:
        return FileBook.open(self.source)

    @property
    def new(self) -> FileBook:
        return FileBook.open(self.path)


@pytest.fixture(scope="session")
def followed(built_example, tmp_path_factory) -> Followed:
    source = Path(shutil.copy(built_example, tmp_path_factory.mktemp("usata") / "Focus_2016-T2.xlsx"))
    scribble(source)
    before = source.read_bytes()
    made = quarters.from_previous(source, Period.quarter(2016, 3), source.with_name("Focus_2016-T3.xlsx"))
    return Followed(source, before, made.path, made.kept)


@pytest.fixture(scope="session")
def untouched(built_example, tmp_path_factory) -> Followed:
    out = tmp_path_factory.mktemp("nuova") / "Focus_2016-T3.xlsx"
    made = quarters.from_previous(built_example, Period.quarter(2016, 3), out)
    return Followed(built_example, built_example.read_bytes(), made.path, made.kept)
