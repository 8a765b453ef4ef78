"""What people paste about accesses ends in the right number, or in a finding that names the cell."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cst_xl.core.findings import Severity
from cst_xl.sections.access import SECTION
from tests.sections.access.conftest import BAND_HEADERS, DEVICE_HEADERS, WEEK_HEADERS

SEED = (("00:00-08:00", "17"), ("08:00-18:00", "77"), ("18:00-24:00", "33"))
SHARE = "accessi.fuori_orario"


def everything(inputs):
    """All findings that the sheet ends in, of reading and of checking."""
    read = [finding for table in inputs.tables.values() for finding in table.findings]
    return [*read, *SECTION.run(inputs).findings]


def errors(inputs):
    return [finding for finding in everything(inputs) if finding.severity is Severity.ERROR]


def test_the_seed_raises_one_note_about_the_unit(example):
    (finding,) = everything(example(SECTION))
    assert (finding.severity, finding.cell) == (Severity.INFO, "Dati Accessi!C6")
    assert "non dicono l'unità" in finding.message


def test_an_empty_workbook_raises_nothing(inputs):
    assert everything(inputs(SECTION, {})) == []


def test_a_unit_makes_the_note_go(bands):
    assert everything(bands(*((*row, "migliaia") for row in SEED))) == []


def test_hours_that_nobody_gave_are_named(bands):
    (finding,) = errors(bands(SEED[0], SEED[2]))
    assert "mancano gli accessi della fascia 08:00-18:00" in finding.message


def test_hours_that_are_counted_twice_are_named(bands):
    findings = errors(bands(*SEED, ("12-14", "5")))
    assert ["sono contati più volte gli accessi della fascia 12:00-14:00" in f.message for f in findings] == [
        True
    ]


def test_a_band_that_straddles_the_counter_s_hours_is_named_with_its_cell(bands):
    (finding,) = errors(bands(("00-09", "17"), ("09-18", "77"), ("18-24", "33")))
    assert (finding.cell, finding.found, finding.figure) == ("Dati Accessi!A6", "00:00-09:00", SHARE)


def test_units_that_differ_are_told(bands):
    rows = [("00-08", "17", "migliaia"), ("08-18", "77000", "accessi"), ("18-24", "33000", "accessi")]
    (finding,) = everything(bands(*rows))
    assert (finding.severity, finding.found) == (Severity.WARNING, "accessi e migliaia")


def test_hours_that_change_from_day_to_day_are_told_to_need_the_other_table(bands):
    inputs = bands(*SEED, parameters={"orario_sportello": "lun-ven 8-18; sab 8-13"})
    assert any("cambia da un giorno all'altro" in finding.message for finding in everything(inputs))


def test_two_tables_that_count_different_accesses_are_told(week):
    rows = [("00-08", "1"), ("08-18", "2000"), ("18-24", "3")]
    (finding,) = everything(week(bands=rows))
    assert (finding.severity, finding.found, finding.expected) == (Severity.WARNING, "2.004", "2.880")


def test_thousands_that_round_the_other_table_are_fine(week):
    rows = [("00-08", "1", "migliaia"), ("08-18", "1", "migliaia"), ("18-24", "1", "migliaia")]
    assert everything(week(bands=rows)) == []


def test_a_weekday_that_nobody_filled_is_named(week):
    rows = [[str(hour), *["1"] * 5] for hour in range(24)]
    (finding,) = errors(week(*rows))
    assert (finding.cell, finding.figure) == ("Dati Accessi!K6", "accessi.fuori_apertura")
    assert "mancano sabato e domenica" in finding.message


def test_empty_cells_of_a_pivot_table_are_told_to_count_zero(week):
    rows = [[str(hour), *["1"] * 6, "" if hour == 3 else "1"] for hour in range(24)]
    (finding,) = everything(week(*rows))
    assert (finding.severity, finding.cell) == (Severity.WARNING, "Dati Accessi!L9")


def test_an_hour_of_the_week_that_straddles_is_told_once(week):
    findings = errors(week(parameters={"orario_sportello": "lun-ven 8:30-18"}))
    assert [finding.cell for finding in findings] == ["Dati Accessi!E14"]


@pytest.mark.parametrize(("shares", "found"), [(("78%", "20%"), "98%"), (("78%", "78%"), "156%")])
def test_shares_that_do_not_make_a_hundred_are_an_error(devices, shares, found):
    (finding,) = errors(devices(("Desktop", shares[0]), ("Mobile", shares[1])))
    assert finding.found == found


@pytest.mark.parametrize("shares", [("78%", "21%"), ("78,4%", "21,7%")])
def test_shares_that_rounding_keeps_from_a_hundred_are_fine(devices, shares):
    assert everything(devices(("Desktop", shares[0]), ("Mobile", shares[1]))) == []


def test_counts_that_look_like_shares_are_asked_about(devices):
    (finding,) = everything(devices(("Desktop", "78"), ("Mobile", "22")))
    assert finding.severity is Severity.WARNING
    assert "segno %" in finding.message


def test_an_unknown_device_is_told_to_count_among_the_others(devices):
    (finding,) = everything(devices(("Desktop", "500"), ("Tablet", "300"), ("Frigorifero", "2")))
    assert (finding.severity, finding.cell) == (Severity.WARNING, "Dati Accessi!N8")


def test_a_device_that_is_there_twice_is_named(devices):
    (finding,) = errors(devices(("Desktop", "500"), ("desktop", "300"), ("Tablet", "2")))
    assert finding.cell == "Dati Accessi!N7"


def test_a_device_that_nobody_gave_is_missed(devices):
    (finding,) = everything(devices(("Desktop", "500")))
    assert "mancano gli accessi da dispositivi mobili" in finding.message


def test_shares_beside_counts_are_an_error(devices):
    (finding,) = errors(devices(("Desktop", "78%"), ("Tablet", "2000")))
    assert "in parte quote e in parte numeri" in finding.message


# ---- hostile pastes: each ends in the right number or in a finding that names its cell


@pytest.mark.parametrize("written", ["77\u00a0000", " 77.000 ", 77000.0, "77 000", "77000"])
def test_numbers_are_read_as_people_and_spreadsheets_write_them(bands, written):
    inputs = bands(("0-8", "17000"), ("8-18", written), ("18-24", "33000"))
    assert SECTION.run(inputs).figures[SHARE].text == "39,4%"


@pytest.mark.parametrize("written", [77.123, "-77", "77 mila", "#N/D", "17%"])
def test_what_is_no_count_is_named_with_its_cell(bands, written):
    inputs = bands(("0-8", "17000"), ("8-18", written), ("18-24", "33000"))
    assert [finding.cell for finding in errors(inputs)] == ["Dati Accessi!B7"]
    assert SECTION.run(inputs).figures[SHARE].value is None


def test_the_total_row_pasted_along_is_compared_and_not_added(bands):
    inputs = bands(*SEED, ("Totale", "137"))
    assert SECTION.run(inputs).figures["accessi.totale"].value == 127
    assert [finding.cell for finding in errors(inputs)] == ["Dati Accessi!B9"]


def test_a_band_that_excel_turned_into_a_date_is_named(bands):
    from datetime import datetime

    inputs = bands(("0-8", "17"), (datetime(2016, 8, 18), "77"), ("18-24", "33"))
    assert "Dati Accessi!A7" in {finding.cell for finding in errors(inputs)}


def test_a_band_that_is_there_twice_counts_once(bands):
    inputs = bands(*SEED, SEED[0])
    assert SECTION.run(inputs).figures["accessi.fascia.00-08"].value == 17
    assert errors(inputs)


def test_a_header_pasted_along_is_no_band(bands):
    inputs = bands(["Fascia", "Visite"], *SEED)
    assert SECTION.run(inputs).figures[SHARE].text == "39,4%"


def test_bands_may_stand_in_any_order(bands):
    assert SECTION.run(bands(*reversed(SEED))).figures[SHARE].text == "39,4%"


def test_a_matomo_report_without_data_says_so(inputs):
    pasted = inputs(SECTION, {"fasce": [["No data available"]]})
    assert errors(pasted)


anything = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "Totale",
            "8-18",
            "0h",
            "24",
            "78%",
            "-5%",
            "1.715",
            "n.d.",
            "Desktop",
            "desktop",
            "???",
            "migliaia",
        ]
    ),
    st.integers(-5, 10**7),
    st.floats(),
    st.booleans(),
    st.text(max_size=8),
    st.datetimes(),
)


def grid(headers):
    return st.lists(st.lists(anything, max_size=len(headers)), max_size=6).map(lambda rows: [headers, *rows])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(fasce=grid(BAND_HEADERS), ore_giorni=grid(WEEK_HEADERS), dispositivi=grid(DEVICE_HEADERS))
def test_no_paste_at_all_ends_in_a_traceback(inputs, fasce, ore_giorni, dispositivi):
    result = SECTION.run(
        inputs(SECTION, {"fasce": fasce, "ore_giorni": ore_giorni, "dispositivi": dispositivi})
    )
    for table in result.tables:
        table.matrix()
    assert all(finding.message.endswith(".") or finding.message.endswith("?") for finding in result.findings)
