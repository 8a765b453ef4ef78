"""Availability from months and from recorded stops: weighted by minutes, planned stops both ways, denials told."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cst_xl.core.edition import compute
from cst_xl.core.findings import Severity
from cst_xl.core.mappings import MAPPINGS, Mappings, read_mappings
from cst_xl.core.tables import HEADER_ROW, read
from cst_xl.sections import SECTIONS
from cst_xl.sections.infrastructure import STOPS
from cst_xl.sections.sla import CATALOGUE, MEASURES, MONTHS
from cst_xl.sections.sla.availability import agreed_measure, exact, system_codes

QUARTER = datetime(2016, 4, 1), datetime(2016, 7, 1)
DAYS = {"aprile": 30, "maggio": 31, "giugno": 30}


def edition(
    *, typed="", months=(), stops=(), mapped=(("host", "ICMS*", "SLA.2"),), expected="98,50%", **parameters
):
    """The whole edition of a workbook with one level of availability."""
    left, gap = [""] * (MONTHS.first_column - 1 - 2), [""] * (STOPS.first_column - 1)
    measures = [["Codice", "Rilevato", *left, *(column.header for column in MONTHS.columns)]]
    height = max(len(months), 1)
    for at in range(height):
        own = ["SLA.2", typed] if at == 0 and typed else ["", ""]
        measures.append([*own, *left, *(["SLA.2", *months[at]] if at < len(months) else [])])
    sheets = {
        "Parametri": [["Voce", "Valore"], ["periodo", "2016-T2"], *map(list, parameters.items())],
        CATALOGUE.sheet: [
            [column.header for column in CATALOGUE.columns[:4]],
            ["SLA.2", "Tasso di disponibilità del sistema Icms", "disponibilità", expected],
        ],
        MEASURES.sheet: measures,
        STOPS.sheet: [
            [*gap, *(column.header for column in STOPS.columns)],
            *([*gap, *stop] for stop in stops),
        ],
        MAPPINGS.sheet: [["Tipo", "Modello", "Destinazione"], *map(list, mapped)],
    }
    return compute(
        SECTIONS, lambda name: [[] for _ in range(HEADER_ROW - 1)] + sheets[name] if sheets.get(name) else []
    )


def stop(start, minutes, planned="no", system="ICMSCMF", cause="guasto"):
    end = start + timedelta(minutes=minutes)
    return [system, f"{start:%d/%m/%Y %H:%M}", f"{end:%d/%m/%Y %H:%M}", planned, cause]


def both(found):
    return tuple(found.figure(f"sla.SLA.2.disponibilita_{word}").number for word in ("inclusi", "esclusi"))


def about(found):
    return [one for one in found.findings if "SLA.2" in one.message]


UNEVEN = (("aprile", "100%"), ("maggio", "97%"), ("giugno", "100%"))


def test_months_weigh_as_many_minutes_as_they_have():
    found = edition(months=UNEVEN)
    assert both(found)[0] == Decimal(100) * (91 * 1440 - Decimal("0.03") * 31 * 1440) / (91 * 1440)
    assert found.figure("sla.SLA.2.rilevato").text == "98,978%"
    assert found.figure("sla.SLA.2.esito").value == "↑"


def test_the_simple_mean_of_the_months_is_recognised():
    """99,00 is (100 + 97 + 100) / 3; the quarter has 98,978."""
    (finding,) = [one for one in about(edition(typed="99,00%", months=UNEVEN)) if "è scritto" in one.message]
    assert finding.severity is Severity.ERROR
    assert "è scritto 99,00%" in finding.message
    assert "risulta 98,978022%" in finding.message
    assert "media semplice dei mesi" in finding.message
    assert finding.cell == f"{MEASURES.sheet}!B6"


def test_a_typed_quarter_that_its_months_bear_out_within_their_rounding_is_left_alone():
    found = edition(typed="98,98%", months=UNEVEN)
    assert not [one for one in about(found) if "è scritto" in one.message]
    assert found.figure("sla.SLA.2.rilevato").number == both(found)[0]


def test_a_month_that_lacks_leaves_the_typed_value():
    found = edition(typed="99,10%", months=UNEVEN[:2])
    assert found.figure("sla.SLA.2.rilevato").number == Decimal("99.10")
    assert any("manca per giugno 2016" in one.message for one in about(found))


def test_months_of_another_quarter_and_whole_quarters_don_t_count():
    found = edition(months=(*UNEVEN, ("luglio 2016", "50%"), ("2016-T2", "50%")))
    told = [one.message for one in found.findings if "il rigo non conta" in one.message]
    assert ["non è del 2° trimestre 2016" in told[0], "non è un mese" in told[1]] == [True, True]
    assert both(found)[0] > 98


def test_planned_stops_leave_both_sides_and_the_parameter_chooses():
    """The measured pair of domain.md: 98,985 with planned stops, 99,422 without."""
    lasting = Decimal(79803 - 34560) / 60
    stops = [
        stop(datetime(2016, 4, 9, 2), 576, planned="sì"),
        stop(datetime(2016, 5, 3, 8), int(lasting)),
    ]
    included, excluded = both(edition(stops=stops))
    assert (round(included, 3), round(excluded, 3)) == (Decimal("98.985"), Decimal("99.422"))
    assert edition(stops=stops).figure("sla.SLA.2.rilevato").number == included
    assert edition(stops=stops, fermi_programmati="esclusi").figure("sla.SLA.2.rilevato").number == excluded


def test_planned_minutes_of_a_month_are_taken_out_too():
    months = (("aprile", "99%", "432"), ("maggio", "100%"), ("giugno", "100%"))
    included, excluded = both(edition(months=months))
    assert excluded == 100
    assert included < 100


def test_more_planned_minutes_than_minutes_of_stop_are_an_error_and_aren_t_taken_out():
    found = edition(months=(("aprile", "99%", "5000"), ("maggio", "100%"), ("giugno", "100%")))
    assert any("il fermo programmato è più lungo" in one.message for one in about(found))
    assert both(found)[0] == both(found)[1]


def test_no_stop_on_the_sheet_is_no_proof_of_full_availability():
    assert edition().figure("sla.SLA.2.rilevato").value is None
    other = [stop(datetime(2016, 5, 3, 8), 60, system="POSTA")]
    found = edition(stops=other)
    assert found.figure("sla.SLA.2.rilevato").value is None
    assert any("1 sistema fermo non è associato a uno SLA: POSTA" in one.message for one in found.findings)


def test_stops_that_deny_a_typed_value_are_told_with_both():
    found = edition(typed="100,00%", stops=[stop(datetime(2016, 5, 3, 8), 600)])
    (finding,) = [one for one in about(found) if "è scritto" in one.message]
    assert finding.severity is Severity.WARNING
    assert (
        "è scritto 100,00%, ma dai fermi registrati per i suoi sistemi risulta 99,542125%" in finding.message
    )
    assert found.figure("sla.SLA.2.rilevato").number == 100


def test_stops_that_break_the_threshold_which_the_typed_value_keeps_are_an_error():
    found = edition(typed="100,00%", stops=[stop(datetime(2016, 5, 3, 8), 3000)])
    (finding,) = [one for one in about(found) if "è scritto" in one.message]
    assert finding.severity is Severity.ERROR


def test_a_minute_of_rounding_isn_t_a_denial():
    assert not [
        one
        for one in about(edition(typed="98,985%", stops=[stop(datetime(2016, 5, 3, 8), 1331)]))
        if "è scritto" in one.message
    ]


def test_of_several_systems_the_worst_holds_and_other_rules_need_the_others_too():
    stops = [
        stop(datetime(2016, 5, 3, 8), 60, system="ICMS1"),
        stop(datetime(2016, 5, 4, 8), 600, system="ICMS2"),
    ]
    assert edition(stops=stops).figure("sla.SLA.2.rilevato").text == "99,542%"
    found = edition(stops=stops, piu_sistemi="media")
    assert found.figure("sla.SLA.2.rilevato").value is None
    assert any(
        "bisogna sapere anche dei sistemi che non si sono fermati" in one.message for one in about(found)
    )


def test_with_a_stop_that_can_t_be_read_nothing_is_computed():
    broken = ["ICMSCMF", "ieri", "03/05/2016 09:00", "no", ""]
    assert (
        edition(stops=[broken, stop(datetime(2016, 5, 3, 8), 60)]).figure("sla.SLA.2.rilevato").value is None
    )


def test_with_an_unreadable_choice_on_planned_stops_nothing_is_computed():
    assert edition(months=UNEVEN, fermi_programmati="forse").figure("sla.SLA.2.rilevato").value is None


def test_a_value_from_stops_is_said_to_be_one():
    assert any(
        one.severity is Severity.INFO and "calcolato dai fermi registrati" in one.message
        for one in about(edition(stops=[stop(datetime(2016, 5, 3, 8), 60)]))
    )


def test_a_breach_is_never_rounded_up_to_its_threshold():
    found = edition(stops=[stop(datetime(2016, 5, 3, 8), 1966)])
    assert found.figure("sla.SLA.2.esito").value == "↓"
    assert found.figure("sla.SLA.2.rilevato").text != "98,50%"


def test_a_service_is_mapped_like_a_host():
    rules = [
        ["Tipo", "Modello", "Destinazione"],
        ["servizio", "PORTALE;HTTP*", "sla 4"],
        ["host", "CSDB?", "1"],
    ]
    mappings = read_mappings(read(MAPPINGS, [*([[]] * (HEADER_ROW - 1)), *rows_of(rules)]))
    assert system_codes(mappings, "portale;HTTP portale") == ("SLA.4",)
    assert system_codes(mappings, "CSDB1") == ("SLA.1",)
    assert system_codes(Mappings(), "CSDB1") == ()


def rows_of(rules):
    return [["", *rule][1:] for rule in rules]


@pytest.mark.parametrize("typed", [None, Decimal("99.5")])
def test_without_months_and_stops_what_was_typed_holds(typed):
    assert agreed_measure(typed, None, Decimal(99)) == (typed, "", False)


def test_a_percentage_keeps_its_digits():
    assert [exact(Decimal(one)) for one in ("100", "98.985", "98.97802197")] == [
        "100,00%",
        "98,985%",
        "98,978022%",
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 91 * 1440 - 1), st.integers(1, 4000), st.booleans()), min_size=1, max_size=6
    )
)
@settings(deadline=None, max_examples=30)
def test_availability_agrees_with_looking_at_every_minute(drawn):
    """Each of the 131,040 minutes is up, down, or inside a planned stop; percentages are counts of those."""
    first, after = QUARTER
    planned, down = set(), set()
    rows = []
    for start, length, is_planned in drawn:
        rows.append(stop(first + timedelta(minutes=start), length, planned="sì" if is_planned else "no"))
        (planned if is_planned else down).update(range(start, min(start + length, 91 * 1440)))
    whole = (after - first) // timedelta(minutes=1)
    up = whole - len(planned | down)
    included, excluded = both(edition(stops=rows))
    assert included == Decimal(100) * up / whole
    assert excluded == (Decimal(100) * up / (whole - len(planned)) if whole > len(planned) else None)


@given(st.lists(st.decimals(0, 100, places=3), min_size=3, max_size=3))
@settings(deadline=None, max_examples=30)
def test_the_quarter_of_its_months_is_the_share_of_all_their_minutes(shares):
    months = tuple((name, f"{share}%".replace(".", ",")) for name, share in zip(DAYS, shares, strict=True))
    up = sum(share * days for share, days in zip(shares, DAYS.values(), strict=True))
    assert abs(both(edition(months=months))[0] - up / 91) < Decimal("1e-20")
