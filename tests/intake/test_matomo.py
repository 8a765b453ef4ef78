"""Matomo reports: hours to 17, 77 and 33 thousand, devices to 78 and 22 percent, several reports in one file."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import CstError
from cst_xl.core.numerals import count
from cst_xl.intake import matomo, recognise, source
from tests.intake.samples import DEVICES, HOURS, TABLES, as_paste, as_workbook, context, imported, of_text


def test_the_hours_of_the_sample_sum_to_the_bands_of_the_bulletin():
    visits = {row[0]: count(row[1]) for row in imported(HOURS).rows("fasce")}
    assert len(visits) == 24
    hours = list(visits.values())
    assert (sum(hours[:8]), sum(hours[8:18]), sum(hours[18:])) == (17_000, 77_000, 33_000)


def test_whose_clock_the_hours_are_by_is_said():
    found = imported(HOURS)
    assert found.said == "Matomo, visite per ora locale, 24 ore, 127.000 visite"
    assert any("orologio di chi visita" in one.message for one in found.findings)
    server = of_text(
        "label,nb_visits,metadata_segment\n"
        + "".join(f"{hour}h,5,visitServerHour=={hour}\n" for hour in range(24))
    )
    assert "ora del server" in server.said


def test_the_devices_of_the_sample_are_78_and_22_percent():
    visits = {row[0]: count(row[1]) for row in imported(DEVICES).rows("dispositivi")}
    total = sum(visits.values())
    assert round(100 * visits["Desktop"] / total) == 78
    assert round(100 * (visits["Smartphone"] + visits["Tablet"]) / total) == 22


@pytest.mark.parametrize("path", [HOURS, DEVICES], ids=["hours", "devices"])
def test_workbook_and_paste_give_the_same_rows(path):
    grid = source.read(path.name, path.read_bytes()).sheets[0].grid
    as_cells = as_workbook(grid, lambda value: int(value) if value.isdigit() else value)
    for made in (source.read("a.xlsx", as_cells), source.pasted(as_paste(grid))):
        (found,) = recognise.read(made, TABLES, context())
        assert found.blocks == imported(path).blocks


def test_devices_that_the_mapping_gives_one_name_are_one_row():
    ctx = context(("dispositivo", "Smartphone", "Mobile"), ("dispositivo", "Tablet", "Mobile"))
    assert imported(DEVICES, ctx).rows("dispositivi") == (("Desktop", "99.060"), ("Mobile", "27.940"))


def test_hours_without_the_letter_are_hours_too():
    found = of_text("Etichetta;Visite\n" + "".join(f"{hour:02};1.234\n" for hour in range(24)))
    assert found.rows("fasce")[9] == ("09:00-10:00", "1.234", "accessi")


def test_a_missing_hour_is_told():
    found = of_text("label,nb_visits\n" + "".join(f"{hour}h,5\n" for hour in range(23)))
    assert any("1 ora manca" in one.message for one in found.findings)


def test_hours_by_weekday_are_read_in_both_languages():
    head = "label,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday\n"
    found = of_text(head + "".join(f"{hour}h,1,2,3,4,5,6,7\n" for hour in range(24)))
    assert found.rows("ore_giorni")[0] == ("00:00-01:00", "1", "2", "3", "4", "5", "6", "7")
    assert (
        len(
            of_text(
                "Ora;lun;mar;mer;gio;ven;sab;dom\n8;1;2;3;4;5;6;7\n9;1;1;1;1;1;1;1\n", name="matomo"
            ).rows("ore_giorni")
        )
        == 2
    )


def test_several_reports_in_one_file_are_parted():
    text = (
        "Visite per ora locale\nlabel,nb_visits\n"
        + "".join(f"{hour}h,5\n" for hour in range(24))
        + "\nTipo dispositivo\nlabel,nb_visits\nDesktop,3\nSmartphone,1\n\nBrowser\nlabel,nb_visits\nFirefox,1\n"
    )
    found = of_text(text)
    assert [block.table.key for block in found.blocks] == ["fasce", "dispositivi"]
    assert len(found.rows("dispositivi")) == 2
    assert any("non è per ora né per dispositivo" in one.message for one in found.findings)


def test_a_report_without_data_is_a_warning():
    found = of_text("label,nb_visits\nNo data available\n", name="matomo")
    assert not any(block.rows for block in found.blocks)
    assert any("non ha dati" in one.message for one in found.findings)


def test_a_rate_is_never_taken_for_a_count():
    found = of_text("label,nb_visits\nDesktop,78%\nTablet,3\n")
    assert found.rows("dispositivi") == (("Tablet", "3"),)
    assert any("«Desktop, 78%»" in one.message for one in found.findings)


def test_a_sheet_without_reports_is_refused():
    with pytest.raises(CstError, match="non è un rapporto"):
        matomo.read(source.Sheet("a", [["x"]]), context())


@pytest.mark.parametrize(
    "text",
    ["label,nb_visits\nlunedì,10\nmartedì,20\n", "label,nb_visits,nb_actions\nFirefox,10,2\nChrome,20,3\n",
     "Etichetta;Visite\nItalia;10\nFrancia;20\n"],
)  # fmt: skip
def test_another_report_is_refused_and_never_taken_for_devices(text):
    with pytest.raises(CstError, match="non è un rapporto per ora né per tipo di dispositivo"):
        of_text(text)
