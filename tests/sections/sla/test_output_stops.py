"""The worst stops beside the levels that they touch, and the availability with and without planned ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.sections.sla.test_availability import UNEVEN, both, edition, stop

DAY = datetime(2016, 5, 2, 8)


def test_stops_are_listed_worst_first_with_start_length_and_cause():
    found = edition(
        stops=[
            stop(DAY, 20, cause="riavvio"),
            stop(DAY + timedelta(days=1), 90, cause="disco"),
            stop(DAY + timedelta(days=2), 45, planned="sì", system="POSTA", cause=""),
        ]
    )
    assert found.result("sla").table("sla_fermi").matrix() == [
        ["SLA.2", "ICMSCMF", "disco", "03/05/2016 08:00", "1 h 30 min", "no"],
        [None, "POSTA", None, "04/05/2016 08:00", "45 min", "sì"],
        ["SLA.2", "ICMSCMF", "riavvio", "02/05/2016 08:00", "20 min", "no"],
    ]


def test_what_has_no_room_is_counted_in_one_row():
    found = edition(stops=[stop(DAY + timedelta(days=at), 10 + at) for at in range(20)])
    rows = found.result("sla").table("sla_fermi").matrix()
    assert len(rows) == 10
    assert rows[-1][1] == "Altri 11 fermi, più brevi"
    assert rows[-1][4] == "2 h 45 min"


def test_a_stop_of_two_levels_is_one_row_with_both_codes():
    mapped = (("host", "ICMS*", "SLA.2"), ("host", "*", "SLA.5"))
    rows = edition(stops=[stop(DAY, 20)], mapped=mapped).result("sla").table("sla_fermi").matrix()
    assert [row[0] for row in rows] == ["SLA.2, SLA.5"]


def test_both_availabilities_stand_beside_the_one_that_holds():
    months = (("aprile", "99%", "432"), *UNEVEN[1:])
    found = edition(months=months, fermi_programmati="esclusi")
    (row,) = found.result("sla").table("sla_disponibilita").matrix()
    included, excluded = both(found)
    assert row[3] == row[9] == excluded / 100
    assert row[8] == included / 100
    assert included < excluded
