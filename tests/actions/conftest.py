"""Books that the tests of the actions start from."""

from __future__ import annotations

import pytest

from cst_xl.actions import quarters
from cst_xl.core.book import MemoryBook
from cst_xl.workbook import example, resources


@pytest.fixture
def example_book():
    """Maker of books with the example's raw data; keyword arguments set the book's attributes."""

    def made(**facts):
        raw = example.read_folder(resources.folder("workbooks") / quarters.EXAMPLE)
        book = MemoryBook.of(example.grids(raw))
        for name, value in facts.items():
            setattr(book, name, value)
        return book

    return made
