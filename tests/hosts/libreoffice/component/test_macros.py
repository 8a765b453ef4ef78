"""The document's own functions are out of the way while it is open, and never changed for good."""

# ruff: noqa: N802, N815 - UNO's names

from __future__ import annotations

import warnings
import zipfile
from types import SimpleNamespace

import pytest

from cst_xl.actions import quarters
from cst_xl.hosts.libreoffice.component import macros
from tests.end_to_end.office_session import ALWAYS_MACROS, NEVER_MACROS, XLSM

SOURCE = 'Attribute VB_Name = "xlwings_udfs"\r\nFunction cst_x(a)\r\n    cst_x = 1 \'nota\r\nEnd Function'


class Library(dict):
    """A Basic library or the list of them: UNO's names for what a dictionary does."""

    hasByName = dict.__contains__
    getByName = dict.__getitem__

    def replaceByName(self, name, source):
        assert name in self
        self[name] = source


def document(source=SOURCE):
    """A document with macros; without a source it has none."""
    module = {} if source is None else {macros.MODULE: source}
    libraries = Library({macros.PROJECT: Library(module, Andere="Sub Main")} if source is not None else {})
    model = SimpleNamespace(BasicLibraries=libraries, modified=False)
    model.isModified = lambda: model.modified
    model.calculate = lambda: None
    model.setModified = lambda modified: setattr(model, "modified", modified)
    return model


def source(model):
    return model.BasicLibraries[macros.PROJECT][macros.MODULE]


def test_functions_become_comments_and_come_back_as_they_were():
    model = document()
    macros.set_aside(model)
    assert all(line.startswith("'") for line in source(model).splitlines())
    macros.put_back(model)
    assert source(model) == SOURCE


def test_doing_it_twice_changes_nothing_more():
    model = document()
    macros.set_aside(model)
    once = source(model)
    macros.set_aside(model)
    assert source(model) == once
    macros.put_back(model)
    macros.put_back(model)
    assert source(model) == SOURCE


def test_a_document_does_not_look_changed_for_it():
    model = document()
    macros.set_aside(model)
    assert model.modified is False
    model.modified = True
    macros.put_back(model)
    assert model.modified is True


@pytest.mark.parametrize("model", [document(None), SimpleNamespace()], ids=["no macros", "no spreadsheet"])
def test_what_has_no_macros_is_left_alone(model):
    assert not macros.has_project(model)
    macros.set_aside(model)
    macros.put_back(model)


@pytest.fixture(scope="module")
def macro_workbook(tmp_path_factory):
    """The example with its macros, as it is shipped."""
    return quarters.demo(tmp_path_factory.mktemp("macro") / "Focus.xlsm").path


@pytest.mark.office
@pytest.mark.parametrize("allowed", [NEVER_MACROS, ALWAYS_MACROS], ids=["not allowed", "allowed"])
def test_a_macro_workbook_that_calc_saves_has_its_macros_as_they_were(
    office, macro_workbook, tmp_path, allowed
):
    path = tmp_path / "salvata.xlsm"
    opened = office.open(macro_workbook, allowed, hidden=False)
    opened.save(url=path.as_uri(), kind=XLSM)
    opened.close()
    assert zipfile.is_zipfile(path)
    assert code(path) == code(macro_workbook)


def code(path):
    """The functions of the cells, line by line, without what each program writes in front of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oletools uses names that pyparsing has deprecated
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(path))
        try:
            modules = {name: text for _, _, name, text in parser.extract_macros()}
        finally:
            parser.close()
    (text,) = (text for name, text in modules.items() if name.startswith(macros.MODULE))
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("Attribute")]
