"""One office for all tests of this folder that need one."""

from __future__ import annotations

import pytest

from tests.end_to_end import office_session


@pytest.fixture(scope="session")
def office_program():
    """The office; skips where there is none, and fails in continuous integration."""
    return office_session.required()


@pytest.fixture(scope="session")
def extension_file(tmp_path_factory):
    """The extension, for a worker of the environment that the tests run in."""
    return office_session.built_extension(tmp_path_factory.mktemp("estensione"))


@pytest.fixture(scope="session")
def office(office_program, extension_file, tmp_path_factory):
    """A running office with the extension."""
    with office_session.OfficeSession(
        office_program, tmp_path_factory.mktemp("ufficio"), extension_file
    ) as session:
        yield session
