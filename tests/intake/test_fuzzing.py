"""Every reader on damaged samples: thousands of mutations end in a table with findings or in one Italian sentence."""

from __future__ import annotations

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
from tests.intake.samples import DEVICES, GLPI, HOSTS, HOURS, NAGIOS, OTRS, SERVICES, TABLES, context

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
NASTY = (
    b"", b";", b",", b"\t", b'"', b"'", b"\n", b"\r\n", b"\x00", b"\xff\xfe", b"=1+1", b"-1", b"98.985%", b"98985%",
    b"1e999", b"nan", b"inf", b"99999999999999999999999", b"\xe0", b"\xf0\x9f\x92\xa5", b"31/02/2016", b"2016-13-45 99:99:99",
    b"0001-01-01 00:00:00", b"9999-12-31 23:59:59", b"01/04/16", b"No data available", b"sep=;\n", b"HOST_NAME", b"label",
    b"-0", b"1.715", b"1,715", b"[1460489880]", b"]", b";HARD;", "−1".encode(), "½".encode(), b"24h", b"99h",
)  # fmt: skip
CONTEXTS = (
    context(),
    context(("host", "*", "SLA.1"), ("servizio", "*", "SLA.3"), ("coda", "*", "telefono")),
    context(period=None),
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes cut, doubled, overwritten or stuffed with something nasty."""
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(content) + 1), chance.choice((0, 1, 1, 2, 5, 20, 200))
        middle = chance.choice(
            (b"", content[at : at + length] * 2, chance.choice(NASTY), bytes([chance.randrange(256)]))
        )
        content = content[:at] + middle + content[at + length :]
    return content


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


@settings(max_examples=150, deadline=None)
@pytest.mark.parametrize("name", SAMPLES)
@given(seed=st.integers(0, 2**32), which=st.integers(0, len(CONTEXTS) - 1))
def test_damaged_samples_end_in_a_table_or_in_a_sentence(name, seed, which):
    outcome("guasto", mutated(SAMPLES[name], random.Random(seed)), CONTEXTS[which])


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("reader", recognise.NAMES)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(SAMPLES)))
def test_a_reader_forced_upon_another_s_file_ends_in_a_table_or_in_a_sentence(reader, seed, name):
    outcome("altrui", mutated(SAMPLES[name], random.Random(seed)), reader=reader)


@settings(max_examples=200, deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_end_in_a_table_or_in_a_sentence(content):
    outcome("qualunque", content)


@settings(max_examples=100, deadline=None)
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
