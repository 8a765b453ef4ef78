"""Every reader on damaged samples: thousands of mutations end in a table with findings or in one Italian sentence."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core.errors import CstError
from cst_xl.core.numerals import count
from cst_xl.core.quantities import percent
from cst_xl.intake import recognise, source
from cst_xl.intake.imported import Imported
from cst_xl.sections.tickets.raw import TICKETS
from tests.intake.mutations import cells, otherwise, spoiled
from tests.intake.samples import DEVICES, GLPI, HOSTS, HOURS, NAGIOS, OTRS, SERVICES, TABLES, context

TIMES = int(os.environ.get("CST_FUZZ", "1"))
"""How many times as many cases to try: 1 always tries the same ones, more try others each time."""


def cases(number: int):
    return settings(max_examples=number * TIMES, deadline=None, derandomize=TIMES == 1, database=None)


LATENCY = "Data;Servizio;Tempo (ms)\n01/04/2016 08:00;PORTALE;7\n02/04/2016 08:00;PORTALE;6,5\n"
ZAMMAD = (
    "#,Title,State,Group,Create Channel,Tags,Created At,Closed At,First Response At,First Response In Min\n"
    '10001,Stampante,closed,Help Desk,email,"a,b",2016-04-01 08:00:00,2016-04-01 12:00:00,2016-04-01 09:00:00,60\n'
    "10002,=1+1,open,Help Desk,phone,,2016-05-02 08:00:00,,,\n"
)


def head(path, lines=40) -> bytes:
    return b"\n".join(path.read_bytes().split(b"\n")[:lines])


SAMPLES = {
    "nagios-avail": HOSTS.read_bytes(),
    "nagios-avail-servizi": SERVICES.read_bytes(),
    "nagios-log": (NAGIOS / "nagios-05-01-2016-00.log").read_bytes(),
    "otrs": head(OTRS),
    "glpi": head(GLPI),
    "zammad": ZAMMAD.encode(),
    "matomo": HOURS.read_bytes(),
    "matomo-dispositivi": DEVICES.read_bytes(),
    "latenza": LATENCY.encode(),
}
CONTEXTS = (
    context(),
    context(("host", "*", "SLA.1"), ("servizio", "*", "SLA.3"), ("coda", "*", "telefono")),
    context(period=None),
)


def sound(imported: Imported) -> None:
    """What must hold of whatever was read: whole rows of texts, and no number that can't be."""
    for block in imported.blocks:
        for row in block.rows:
            assert len(row) == len(block.table.columns)
            assert all(isinstance(text, str) for text in row)
            if block.table.key == "sla" and row[1].endswith("%"):
                assert 0 <= percent(row[1]).value <= 100
            if block.table.key in {"fasce", "dispositivi"}:
                assert count(row[1]) >= 0
    assert all(finding.message for finding in imported.findings)


def outcome(name: str, content: bytes, with_context=CONTEXTS[0], reader: str = "") -> str:
    """Say whether it was read or refused; anything else is a traceback and fails the test."""
    try:
        for imported in recognise.read(source.read(name, content), TABLES, with_context, reader):
            sound(imported)
    except CstError:
        return "refused"
    return "read"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_undamaged_sample_is_read(name):
    assert outcome("campione", SAMPLES[name]) == "read"


@cases(80)
@pytest.mark.parametrize("name", SAMPLES)
@given(seed=st.integers(0, 2**32), which=st.integers(0, len(CONTEXTS) - 1))
def test_damaged_samples_end_in_a_table_or_in_a_sentence(name, seed, which):
    outcome("guasto", spoiled(SAMPLES[name], random.Random(seed)), CONTEXTS[which])


@cases(40)
@pytest.mark.parametrize("reader", recognise.NAMES)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(SAMPLES)))
def test_a_reader_forced_upon_another_s_file_ends_in_a_table_or_in_a_sentence(reader, seed, name):
    outcome("altrui", spoiled(SAMPLES[name], random.Random(seed)), reader=reader)


@cases(100)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_end_in_a_table_or_in_a_sentence(content):
    outcome("qualunque", content)


@cases(100)
@given(
    rows=st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.text(max_size=12),
                st.integers(-(10**12), 10**18),
                st.floats(),
                st.booleans(),
                st.datetimes(),
            ),
            max_size=len(TICKETS.columns),
        ),
        max_size=8,
    ),
    name=st.sampled_from(["otrs", "glpi", "zammad", "matomo", "latenza", "nagios-avail", "tabella"]),
)
def test_cells_of_any_type_end_in_a_table_or_in_a_sentence(rows, name):
    """A workbook's cells are numbers, moments and logical values, wherever texts are expected."""
    headers = {
        "otrs": ["Ticket#", "Creato", "Stato", "Type", "Coda", "Close Time", "FirstResponseInMin"],
        "glpi": ["ID", "Data di apertura", "Stato", "Categoria", "Durata in attesa"],
        "zammad": ["#", "Created At", "State", "Create Channel", "Tags"],
        "matomo": ["label", "nb_visits"],
        "latenza": ["Data", "Tempo (ms)", "Servizio"],
        "nagios-avail": [
            "HOST_NAME",
            "TIME_UP",
            "TIME_DOWN",
            "TIME_UNREACHABLE",
            "TIME_UNDETERMINED",
            "PERCENT_TIME_UP",
        ],
        "tabella": ["Codice", "Rilevato", "Casi"],
    }
    sheet = source.Sheet("celle", [headers[name], *rows])
    try:
        for imported in recognise.read(source.Source("celle", "", (sheet,)), TABLES, CONTEXTS[1], name):
            sound(imported)
    except CstError:
        pass  # one sentence: what a person would be told


TABLES_ONLY = sorted(set(SAMPLES) - {"nagios-log", "matomo", "matomo-dispositivi"})
"""Those whose columns may stand in any order: Matomo's first one names its rows."""


@cases(15)
@pytest.mark.parametrize("name", TABLES_ONLY)
@given(seed=st.integers(0, 2**32))
def test_the_same_table_written_otherwise_gives_the_same_rows(name, seed):
    """Order of columns, separator, encoding, ends of lines, a column of somebody else's."""
    chance = random.Random(seed)
    content = SAMPLES[name]
    rows = [row for row in cells(content) if any(row)]
    again = recognise.read(source.read("altro", otherwise(rows, chance)), TABLES, CONTEXTS[0])
    known = recognise.read(source.read("campione", content), TABLES, CONTEXTS[0])
    assert [(block.table.key, block.rows) for block in again[0].blocks] == [
        (block.table.key, block.rows) for block in known[0].blocks
    ]


@cases(60)
@pytest.mark.parametrize("name", ["nagios-avail", "nagios-avail-servizi"])
@given(seed=st.integers(0, 2**32))
def test_one_wrong_digit_in_an_availability_report_never_gives_a_wrong_percentage(name, seed):
    """Seconds must add up to the quarter, parts to their sum, percentages to their seconds: a slip shows somewhere."""
    chance = random.Random(seed)
    content = SAMPLES[name]
    body = content.index(b"\n")
    at = chance.choice([place for place, byte in enumerate(content) if place > body and chr(byte).isdigit()])
    if content[at - 1 : at] in b"BW":  # part of a host's name
        return
    digit = chance.choice([one for one in b"0123456789" if one != content[at]])
    try:
        found = recognise.read(
            source.read("guasto", content[:at] + bytes([digit]) + content[at + 1 :]), TABLES, CONTEXTS[0]
        )
    except CstError:
        return
    right = recognise.read(source.read("campione", content), TABLES, CONTEXTS[0])[0].rows("sla")
    assert {row[:2] for row in found[0].rows("sla")} <= {row[:2] for row in right}
