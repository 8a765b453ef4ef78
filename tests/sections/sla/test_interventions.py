"""Deadlines counted from the log of interventions: the contract's own three, on logs as people paste them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core.breaches import BREACHES
from cst_xl.core.clock import elapsed_seconds
from cst_xl.core.edition import compute
from cst_xl.core.quantities import Deadline
from cst_xl.core.sla_kinds import Cases
from cst_xl.core.tables import HEADER_ROW
from cst_xl.sections import SECTIONS
from cst_xl.sections.sla import CATALOGUE, MEASURES
from cst_xl.sections.sla.interventions import EVENTS, Scope, step_of
from cst_xl.sections.sla.levels import read_levels
from cst_xl.sections.sla.raw_interventions import INTERVENTIONS

CONTRACT = {
    "SLA.8": (
        "A) Intervento a seguito di segnalazione telefonica sulle cause del malfunzionamento",
        "entro 2h dalla comunicazione",
    ),
    "SLA.9": (
        "B) Tempestiva comunicazione agli uffici dell'ente per interruzioni impreviste dovute a malfunzionamenti",
        "entro 30' da avvio intervento",
    ),
    "SLA.10": (
        "C) Comunicazione all'utenza per interruzioni che superino i 30 minuti",
        "entro 60' da avvio intervento",
    ),
}
HEADERS = [column.header for column in INTERVENTIONS.columns]


def one(number, call="", start="", offices="", users="", **more):
    """A row of the log; moments are day and time of April 2016, «05 09:00»."""
    given_ = {
        "Intervento": number,
        "Comunicazione": call,
        "Avvio intervento": start,
        "Avviso agli uffici": offices,
        "Avviso all'utenza": users,
    } | more
    return {
        key: f"{value[:2]}/04/2016{value[2:]}" if _is_short(value) else value for key, value in given_.items()
    }


def _is_short(value):
    return len(value) == len("05 09:00") and value[2] == " "


def edition(*rows, typed="", measured=(), contract=CONTRACT, outside=(), **parameters):
    """The whole edition of a workbook with this contract and this log."""
    catalogue = [
        ["Codice", "Descrizione", "Tipo", "Atteso", "Misurato su"],
        *([code, *terms[:1], "scadenza", *terms[1:]] for code, terms in contract.items()),
    ]
    lines = [["Codice", "Rilevato", "Casi", "Fuori termine", "Ritardo massimo"], *measured]
    lines += [[code, typed] for code in contract] if typed else []
    sheets = {
        "Parametri": [["Voce", "Valore"], ["periodo", "2016-T2"], *map(list, parameters.items())],
        CATALOGUE.sheet: catalogue,
        MEASURES.sheet: lines,
        BREACHES.sheet: [[column.header for column in BREACHES.columns], *outside],
        INTERVENTIONS.sheet: [HEADERS, *([row.get(header, "") for header in HEADERS] for row in rows)],
    }
    return compute(
        SECTIONS, lambda name: [[] for _ in range(HEADER_ROW - 1)] + sheets[name] if sheets.get(name) else []
    )


def counted(found, code):
    """Cases and late ones as the figures have them."""
    return found.figure(f"sla.{code}.casi").value, found.figure(f"sla.{code}.fuori_termine").value


def messages(found, code):
    return [
        one.message for one in found.findings if one.message.startswith(code) or f"({code})" in one.message
    ]


QUICK = one("I1", "05 09:00", "05 10:00", "05 10:20", "05 10:50", **{"Interruzione (minuti)": "45"})
SLOW = one("I2", "08 17:00", "08 20:30", "08 21:10", "08 22:00", **{"Interruzione (minuti)": "300"})


def test_each_deadline_runs_from_its_own_moment_to_its_own():
    found = edition(QUICK, SLOW)
    assert [counted(found, code) for code in CONTRACT] == [(2, 1), (2, 1), (2, 1)]
    assert found.figure("sla.SLA.8.ritardo_massimo").number == 90
    assert found.figure("sla.SLA.9.ritardo_massimo").number == 10
    assert (
        found.figure("sla.SLA.10.rilevato").value == "1 caso su 2 oltre il termine, fino a 30 min di ritardo"
    )
    assert found.figure("sla.SLA.10.esito").value == "↓"


def test_without_a_late_case_nothing_is_found_to_deviate():
    found = edition(QUICK)
    assert found.figure("sla.SLA.8.rilevato").value == "Nessuno scostamento rilevato"
    assert found.figure("sla.SLA.8.scostamento").number == 0
    assert found.figure("sla.SLA.8.esito").value == "="
    assert not found.result("sla").table("sla_ritardi").rows


def test_while_the_log_is_empty_what_was_typed_holds():
    found = edition(typed="3 casi su 120 oltre il termine")
    assert counted(found, "SLA.8") == (120, 3)


def test_a_typed_measure_that_the_log_denies_is_an_error_that_shows_both():
    found = edition(QUICK, SLOW, typed="Nessuno scostamento rilevato")
    (message,) = messages(found, "SLA.8")
    assert "è scritto «Nessuno scostamento rilevato»" in message
    assert "dal registro degli interventi risulta «1 caso su 2 oltre il termine" in message
    assert found.figure("sla.SLA.8.fuori_termine").value == 1


def test_a_typed_measure_that_the_log_bears_out_is_left_alone():
    assert not messages(edition(QUICK, typed="Nessuno scostamento rilevato"), "SLA.8")


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (["SLA.8", "Nessuno scostamento rilevato", "7"], "C6", "(casi: 1)"),
        (["SLA.8", "", "", "2"], "D6", "risulta «Nessuno scostamento rilevato»"),
    ],
)
def test_the_finding_names_the_cell_with_the_number_that_is_wrong(row, cell, words):
    found = edition(QUICK, measured=[row])
    (finding,) = (one for one in found.findings if words in one.message)
    assert finding.cell == f"{MEASURES.sheet}!{cell}"


def test_a_typed_worst_delay_that_isn_t_the_counted_one_is_an_error():
    row = ["SLA.8", "1 caso su 2 oltre il termine", "", "", "2 h"]
    (message,) = messages(edition(QUICK, SLOW, measured=[row]), "SLA.8")
    assert "scritto di 2 h" in message
    assert "risulta di 1 h 30 min" in message


def test_a_notice_before_the_intervention_begins_is_in_time():
    assert counted(edition(one("I1", "05 09:00", "05 11:00", "05 09:30")), "SLA.9") == (1, 0)


def test_a_notice_before_the_call_isn_t_believed():
    found = edition(QUICK, one("I2", "06 09:00", "06 11:00", "05 09:30"))
    assert counted(found, "SLA.9") == (1, 0)
    assert any("manca l'avviso agli uffici" in message for message in messages(found, "SLA.9"))


def test_a_notice_that_stands_nowhere_is_neither_late_nor_in_time():
    found = edition(QUICK, one("I2", "06 09:00", "06 09:30"))
    assert counted(found, "SLA.9") == (1, 0)
    (message,) = messages(found, "SLA.9")
    assert "1 intervento non si può valutare perché manca l'avviso agli uffici" in message


def test_an_intervention_that_never_began_is_late_once_its_time_is_up():
    found = edition(QUICK, one("I2", "04 09:00"), one("I3", "05 08:59"))
    assert counted(found, "SLA.8") == (2, 1)
    assert found.result("sla").table("sla_ritardi").matrix()[0][4] == "ancora aperto"


def test_only_telephone_calls_count_where_the_contract_says_so():
    alert = one("I2", "08 17:00", "08 20:30", "08 20:40", Canale="monitoraggio")
    found = edition(QUICK, alert)
    assert counted(found, "SLA.8") == (1, 0)
    assert counted(found, "SLA.9") == (2, 0)
    (message,) = messages(found, "SLA.8")
    assert "degli interventi del trimestre (2) contano quelli segnalati per telefono: 1" in message


def test_planned_interventions_are_no_unexpected_interruptions():
    found = edition(QUICK, SLOW | {"Programmato": "sì"})
    assert counted(found, "SLA.9") == (1, 0)
    assert counted(found, "SLA.8") == (2, 1)


def test_users_need_be_told_of_long_interruptions_only():
    short = one("I3", "06 09:00", "06 09:30", "06 09:40", "06 12:00", **{"Interruzione (minuti)": "30"})
    found = edition(QUICK, short)
    assert counted(found, "SLA.10") == (1, 0)
    assert "oltre 30 minuti: 1" in messages(found, "SLA.10")[0]


def test_an_interruption_of_unknown_length_is_told_and_isn_t_counted():
    found = edition(QUICK, one("I3", "06 09:00", "06 09:30", "06 09:40", "06 12:00"))
    assert counted(found, "SLA.10") == (1, 0)
    assert any("di 1 intervento non si sa se l'interruzione" in text for text in messages(found, "SLA.10"))


def test_where_no_case_can_be_judged_the_typed_measure_holds_and_it_is_told():
    found = edition(
        one("I3", "06 09:00", "06 09:30", "06 09:40", "06 12:00"), typed="2 casi su 9 oltre il termine"
    )
    assert counted(found, "SLA.10") == (9, 2)
    assert any(
        finding.message.startswith("L'unico intervento del trimestre non si può valutare")
        and finding.figure == "sla.SLA.10.rilevato"
        for finding in found.findings
    )


def test_the_length_of_an_interruption_follows_from_its_ends():
    ends = {"Inizio interruzione": "06 08:00", "Fine interruzione": "06 08:31", "Interruzione (minuti)": "20"}
    row = one("I3", "06 09:00", "06 09:30", "06 09:40", "06 10:00", **ends)
    found = edition(row)
    assert counted(found, "SLA.10") == (1, 0)
    (finding,) = (one for one in found.findings if "l'interruzione è scritta di" in one.message)
    assert (finding.found, finding.expected) == ("20 min", "31 min")
    assert finding.cell == f"{INTERVENTIONS.sheet}!K6"


def test_an_interruption_that_ends_before_it_begins_is_told():
    ends = {"Inizio interruzione": "06 08:31", "Fine interruzione": "06 08:00"}
    found = edition(one("I3", "06 09:00", "06 09:30", "06 09:40", "06 10:00", **ends))
    assert any("la fine dell'interruzione è prima dell'inizio" in one.message for one in found.findings)


def test_waiting_for_the_user_stops_the_clock_to_the_intervention_and_not_to_the_notices():
    row = SLOW | {"Sospeso (minuti)": "100"}
    found = edition(QUICK, row)
    assert counted(found, "SLA.8") == (2, 0)
    assert counted(found, "SLA.9") == (2, 1)
    assert any("colonna «Sospeso (minuti)»" in message for message in messages(found, "SLA.8"))
    assert counted(edition(QUICK, row, attesa_utente="non conta"), "SLA.8") == (2, 1)


def test_a_duration_in_the_log_that_isn_t_the_recomputed_one_is_a_finding():
    found = edition(QUICK | {"Tempo di intervento": "60"}, SLOW | {"Tempo di intervento": "120"})
    (finding,) = (one for one in found.findings if "durata diversa" in one.message)
    assert (finding.found, finding.expected) == ("2 h", "3 h 30 min")


def test_interventions_of_another_quarter_say_nothing_of_this_one():
    stale = one("I9", "05 09:00", "05 10:00") | {"Comunicazione": "05/01/2016 09:00", "Avvio intervento": ""}
    found = edition(stale, typed="Nessuno scostamento rilevato")
    assert found.figure("sla.SLA.8.casi").value is None
    assert any("nessun intervento è del 2° trimestre 2016" in message.message for message in found.findings)


def test_a_moment_that_no_row_has_leaves_the_typed_measure():
    found = edition(one("I1", "05 09:00", "05 10:00"), typed="2 casi su 9 oltre il termine")
    assert counted(found, "SLA.9") == (9, 2)
    assert any(
        "nessun intervento dice quando c'è stato l'avviso agli uffici" in m.message for m in found.findings
    )


def test_an_intervention_met_again_counts_once():
    assert counted(edition(QUICK, QUICK), "SLA.8") == (1, 0)


def test_a_deadline_of_working_hours_may_be_measured_on_interventions():
    contract = {"SLA.20": ("Ripristino del servizio", "entro 4h lavorative", "fine intervento")}
    row = one("I1", "08 17:00", "08 17:30", **{"Fine intervento": "11 11:00"})
    found = edition(row, contract=contract)
    assert counted(found, "SLA.20") == (1, 0)
    assert counted(edition(row | {"Fine intervento": "11/04/2016 11:01"}, contract=contract), "SLA.20") == (
        1,
        1,
    )


@pytest.mark.parametrize(
    ("measured_on", "description", "deadline", "column"),
    [
        (None, *CONTRACT["SLA.8"], "avvio"),
        (None, *CONTRACT["SLA.9"], "avviso_uffici"),
        (None, *CONTRACT["SLA.10"], "avviso_utenza"),
        (None, "Ripristino del servizio", "entro 4h dalla comunicazione", "fine"),
        (None, "Ripristino del servizio", "entro 4h lavorative", None),
        (None, "Risposta telefonica", "entro 2h dalla comunicazione", None),
        (None, "Avvio intervento", "entro 30' da avvio intervento", None),
        ("altro", *CONTRACT["SLA.9"], None),
        ("fine intervento", "Ripristino del servizio", "entro 4h lavorative", "fine"),
    ],
)
def test_the_moment_is_the_catalogue_s_or_that_of_the_description(measured_on, description, deadline, column):
    found = step_of(measured_on, description, Deadline.parse(deadline))
    assert (found and found.column) == column


@pytest.mark.parametrize(
    ("description", "scope"),
    [
        (CONTRACT["SLA.8"][0], Scope(by_phone=True)),
        (CONTRACT["SLA.9"][0], Scope(unplanned=True)),
        (CONTRACT["SLA.10"][0], Scope(longer_than=30)),
        ("per fermi superiori a 15 minuti", Scope(longer_than=15)),
        ("per fermi oltre 45'", Scope(longer_than=45)),
        ("Intervento sul posto", Scope()),
    ],
)
def test_the_contract_s_words_say_which_interventions_are_meant(description, scope):
    assert Scope.of(description) == scope


def test_every_moment_of_an_intervention_has_its_column():
    assert {event.column for event in EVENTS} <= {column.key for column in INTERVENTIONS.columns}


DAY = st.datetimes(datetime(2016, 3, 26), datetime(2016, 6, 29)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(st.lists(st.tuples(DAY, st.integers(0, 12 * 3600), st.integers(0, 6 * 3600)), min_size=1, max_size=8))
@settings(deadline=None, max_examples=40)
def test_counts_agree_with_looking_at_each_row(drawn):
    """Two hours by the clock, decided row by row on the time that passes; rows outside the quarter left out."""
    rows, expected = [], []
    for at, (call, wait, pause) in enumerate(drawn):
        start = datetime.fromtimestamp(call.timestamp() + wait)  # noqa: DTZ006 - only to draw a later moment
        texts = [f"{moment:%d/%m/%Y %H:%M:%S}" for moment in (call, start)]
        rows.append(
            one(str(at))
            | {"Comunicazione": texts[0], "Avvio intervento": texts[1], "Sospeso (minuti)": str(pause // 60)}
        )
        if call >= datetime(2016, 4, 1):
            passed = elapsed_seconds(call, start)
            expected.append(max(0, passed - min(pause // 60 * 60, passed) - 7200))
    contract = {"SLA.8": CONTRACT["SLA.8"]}
    found = edition(*rows, contract=contract)
    late = [overrun for overrun in expected if overrun]
    if not expected:
        assert found.figure("sla.SLA.8.casi").value is None
        return
    assert counted(found, "SLA.8") == (len(expected), len(late))
    worst = Decimal(max(late)) / 60 if late else None
    (level,) = read_levels(_inputs(found))
    assert level.counted.cases == Cases(len(late), len(expected), worst)


def _inputs(found):
    from cst_xl.core.section import Inputs

    return Inputs(found.period, found.parameters, found.tables)
