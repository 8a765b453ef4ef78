"""Tables, charts and sentences say what the figures say, in right Italian."""

from __future__ import annotations

import pytest

from cst_xl.sections.access import SECTION

SEED = (("00:00-08:00", "17"), ("08:00-18:00", "77"), ("18:00-24:00", "33"))


def sentences(inputs):
    return {sentence.id.rpartition(".")[2]: sentence.text for sentence in SECTION.run(inputs).sentences}


def printed(result, key):
    return [
        [cell if cell is None or isinstance(cell, str) else cell.text for cell in row.cells]
        for row in result.table(key).rows
    ]


def test_the_tables_of_the_seed(example):
    result = SECTION.run(example(SECTION))
    assert printed(result, "fasce") == [
        ["00:00-08:00", "17", "13,4%"],
        ["08:00-18:00", "77", "60,6%"],
        ["18:00-24:00", "33", "26,0%"],
        ["Totale", "127", None],
    ]
    assert printed(result, "dispositivi") == [["Desktop", "78%"], ["Smartphone e tablet", "22%"]]
    assert printed(result, "accessi_giorni") == []


def test_the_table_by_weekday_has_seven_days_and_a_total(week):
    result = SECTION.run(week())
    rows = printed(result, "accessi_giorni")
    assert [row[0] for row in rows] == [
        "Lunedì",
        "Martedì",
        "Mercoledì",
        "Giovedì",
        "Venerdì",
        "Sabato",
        "Domenica",
        "Totale",
    ]
    assert rows[-1] == ["Totale", "500", "2.380"]


def test_every_table_fits_its_room_and_its_wizard(week):
    result = SECTION.run(week())
    for table in SECTION.tables:
        assert len(result.table(table.key).rows) <= table.room
        assert len(table.help) <= 200


def test_hours_are_shown_in_parts_of_the_day_that_fit_the_room(bands):
    """Even with a counter that opens and closes at half past."""
    rows = [(f"{hour}h", "1000") for hour in range(24)]
    result = SECTION.run(bands(*rows, parameters={"orario_sportello": "lun-ven 8:30-13:00, 14:30-17:30"}))
    (table,) = [table for table in SECTION.tables if table.key == "fasce"]
    assert len(result.table("fasce").rows) <= table.room


def test_series_of_the_charts_are_numeric_columns_of_their_tables(example):
    result = SECTION.run(example(SECTION))
    for chart in result.charts:
        units = {column.key: column.unit.name for column in result.table(chart.table).columns}
        assert all(units[series.column] != "testo" for series in chart.series)
        assert units[chart.category] == "testo"


def test_the_charts_can_be_read_without_being_seen(example):
    bands, devices = SECTION.run(example(SECTION)).charts
    assert "08:00-18:00: 77 (60,6%)" in bands.alternative
    assert devices.alternative.endswith("Desktop 78%; Smartphone e tablet 22%.")


def test_empty_charts_say_so(inputs):
    for chart in SECTION.run(inputs(SECTION, {})).charts:
        assert chart.alternative.endswith("nessun dato.")


def test_the_sentences_of_the_seed_are_true_ones(example):
    assert sentences(example(SECTION)) == {
        "dispositivi": "Il 78% degli accessi avviene da desktop, il 22% da dispositivi mobili (smartphone e tablet).",
        "fuori_orario": "Il 39,4% degli accessi avviene tra le 18:00 e le 08:00, fuori dall'orario di sportello.",
    }


def test_mainly_is_said_of_hours_when_only_hours_are_known(bands):
    said = sentences(bands(("18-8", "80000"), ("8-18", "20000")))
    assert said["principalmente"] == (
        "Gli utenti accedono principalmente in orari in cui gli sportelli sono chiusi: l'80,0% degli accessi."
    )


def test_mainly_is_said_of_days_as_well_when_they_are_known(week):
    said = sentences(week())
    assert (
        "in orari e giorni in cui gli sportelli sono chiusi: l'82,6% degli accessi" in said["principalmente"]
    )
    assert said["giorni"] == (
        "Contando anche i giorni di chiusura, l'82,6% degli accessi avviene a sportelli chiusi; "
        "il 58,3% avviene di sabato e domenica."
    )


def test_a_counter_with_a_lunch_break_is_shut_twice_a_day(bands):
    rows = [(f"{hour}h", "1000") for hour in range(24)]
    said = sentences(bands(*rows, parameters={"orario_sportello": "lun-ven 8-13, 14-17"}))
    assert said["fuori_orario"].startswith(
        "Il 66,7% degli accessi avviene tra le 13:00 e le 14:00 e tra le 17:00 e le 08:00,"
    )


def test_no_access_out_of_hours_is_said_in_words(bands):
    said = sentences(bands(("0-8", "0"), ("8-18", "5000"), ("18-24", "0")))
    assert said["fuori_orario"] == "Nessun accesso avviene fuori dall'orario di sportello."


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("Desktop", "800"), ("Tablet", "200")],
            "L'80% degli accessi avviene da desktop, il 20% da dispositivi mobili (smartphone e tablet).",
        ),
        (
            [("Desktop", "9999"), ("Tablet", "1")],
            "Il 99,99% degli accessi avviene da desktop, lo 0,01% da dispositivi mobili (smartphone e tablet).",
        ),
        (
            [("Desktop", "700"), ("Tablet", "190"), ("TV", "110")],
            "Il 70% degli accessi avviene da desktop, il 19% da dispositivi mobili (smartphone e tablet) e l'11% da altri dispositivi.",
        ),
        (
            [("Desktop", "0"), ("Tablet", "5000")],
            "Il 100% degli accessi avviene da dispositivi mobili (smartphone e tablet).",
        ),
    ],
)
def test_shares_by_device_are_worded_by_their_value(devices, rows, expected):
    assert sentences(devices(*rows))["dispositivi"] == expected


def test_nothing_is_said_of_nothing(inputs):
    assert sentences(inputs(SECTION, {})) == {}


def test_every_sentence_rests_on_figures_with_a_value(week):
    result = SECTION.run(week())
    assert result.sentences
    for sentence in result.sentences:
        assert sentence.figures
        assert all(result.figures[figure].value is not None for figure in sentence.figures)
