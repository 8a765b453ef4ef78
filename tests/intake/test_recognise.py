"""The reader is chosen by what a file holds; a person may say otherwise; what nobody knows is told with what came near."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import CstError
from cst_xl.intake import recognise, source
from cst_xl.intake.imported import ENOUGH
from tests.intake.samples import (
    DEVICES,
    EXPORTS,
    GLPI,
    HOSTS,
    HOURS,
    NAGIOS,
    OTRS,
    SERVICES,
    TABLES,
    context,
    of_text,
)

EXPECTED = {
    HOSTS: "nagios-avail",
    SERVICES: "nagios-avail",
    NAGIOS / "nagios-05-01-2016-00.log": "nagios-log",
    OTRS: "otrs",
    GLPI: "glpi",
    HOURS: "matomo",
    DEVICES: "matomo",
}


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_each_sample_is_recognised_whatever_its_name(path):
    (sheet,) = source.read("senza nome", path.read_bytes()).sheets
    assert recognise.choose(sheet, recognise.readers(TABLES, context())).key == EXPECTED[path]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_only_one_reader_is_sure_of_a_sample(path):
    (sheet,) = source.read("senza nome", path.read_bytes()).sheets
    sure = [reader.key for reader in recognise.EXPORTS if reader.recognise(sheet).score >= ENOUGH]
    assert sure == [EXPECTED[path]]


def test_a_person_may_name_the_reader():
    (sheet,) = source.read("a", OTRS.read_bytes()).sheets
    assert recognise.choose(sheet, recognise.readers(TABLES, context()), "tabella").key == "tabella"
    with pytest.raises(CstError, match="Il lettore «excel» non esiste"):
        of_text("a;b\n1;2\n", name="excel")


def test_an_unknown_file_says_its_headers_and_the_nearest_readers():
    with pytest.raises(CstError) as refusal:
        of_text("Ticket#;Creato;Umore\n1;2016-04-01;buono\n")
    message = str(refusal.value)
    assert "Intestazioni trovate: Ticket#, Creato, Umore" in message
    assert "«OTRS/Znuny» (manca «Stato»)" in message
    assert "nagios-avail" in message


def test_numbers_in_italian_are_nobody_s_export():
    path = EXPORTS / "numeri_it.tsv"
    with pytest.raises(CstError, match="non è riconosciuto"):
        recognise.read(source.read(path.name, path.read_bytes()), TABLES, context())


def test_an_empty_file_is_refused():
    with pytest.raises(CstError, match="è vuoto"):
        recognise.read(source.read("vuoto.csv", b""), TABLES, context())


def test_every_reader_has_a_name_of_its_own():
    assert len(set(recognise.NAMES)) == len(recognise.NAMES) == len(recognise.readers(TABLES, context()))
