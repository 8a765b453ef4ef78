"""Shares by device, out of counts or of shares that were given."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cst_xl.sections.access import SECTION
from cst_xl.sections.access.devices import DESKTOP, MOBILE, OTHER, Device


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Desktop", DESKTOP),
        ("PC desktop", DESKTOP),
        ("Smartphone", MOBILE),
        ("Tablet", MOBILE),
        ("Phablet", MOBILE),
        ("Feature phone", MOBILE),
        ("Smartphone e tablet", MOBILE),
        ("devices mobili", MOBILE),
        ("TV", OTHER),
        ("Portable media player", OTHER),
        ("Lettore multimediale portatile", OTHER),
        ("Sconosciuto", OTHER),
        ("Desktop e mobile", OTHER),
    ],
)
def test_every_kind_of_device_has_its_place(devices, name, category):
    figures = SECTION.run(devices((name, "100"))).figures
    assert figures[category].value == 100
    assert all(figures[other].value is None for other in {DESKTOP, MOBILE, OTHER} - {category})


def test_kinds_that_web_statistics_know_are_recognised():
    assert Device("Smart display", "smart-display", 1, 6).recognised
    assert not Device("Frigorifero", "frigorifero", 1, 6).recognised


def test_matomo_counts_give_the_printed_shares(devices):
    figures = SECTION.run(devices(("Desktop", "99060"), ("Smartphone", "21590"), ("Tablet", "6350"))).figures
    assert figures["accessi.desktop"].value == Decimal(100) * 99060 / 127000
    assert (figures["accessi.desktop"].text, figures["accessi.mobile"].text) == ("78%", "22%")


@pytest.mark.parametrize("shares", [("78%", "22%"), (0.78, 0.22), ("78,0%", "22,00%")])
def test_given_shares_are_taken_as_they_are(devices, shares):
    figures = SECTION.run(devices(*zip(("Desktop", "Smartphone e tablet"), shares, strict=True))).figures
    assert (figures["accessi.desktop"].value, figures["accessi.mobile"].value) == (78, 22)


def test_given_shares_are_not_stretched_to_a_hundred(devices):
    figures = SECTION.run(devices(("Desktop", "78%"), ("Mobile", "21%"))).figures
    assert figures["accessi.desktop"].value == 78


def test_a_given_share_keeps_its_rounding(devices):
    figures = SECTION.run(devices(("Desktop", "78%"), ("Mobile", "22,0%"))).figures
    assert figures["accessi.dispositivo.desktop"].rounding == Decimal("0.5")
    assert figures["accessi.dispositivo.mobile"].rounding == Decimal("0.05")


def test_the_captions_of_the_chart_are_the_same_figures(devices):
    figures = SECTION.run(devices(("Desktop", "78%"), ("Mobile", "22%"))).figures
    assert figures["accessi.grafico.desktop"].value == figures["accessi.desktop"].value
    assert figures["accessi.grafico.mobile"].value == figures["accessi.mobile"].value


def test_shares_beside_counts_give_nothing(devices):
    figures = SECTION.run(devices(("Desktop", "78%"), ("Mobile", "22000"))).figures
    assert figures["accessi.desktop"].value is None


def test_names_that_differ_in_case_are_one_device(devices):
    figures = SECTION.run(devices(("Desktop", "60"), ("DESKTOP ", "30"), ("Tablet", "40"))).figures
    assert figures["accessi.desktop"].value == 60


def test_a_name_without_letters_has_an_id_all_the_same(devices):
    assert SECTION.run(devices(("???", "60"), ("Desktop", "40"))).figures[OTHER].value == 60


@pytest.mark.parametrize("amounts", [("60", "30", "10"), ("60%", "30%", "10%")])
def test_an_amount_without_a_name_leaves_the_shares_unknown(devices, amounts):
    figures = SECTION.run(devices(*zip(("Desktop", "", "Tablet"), amounts, strict=True))).figures
    assert {figures["accessi.desktop"].value, figures["accessi.mobile"].value} == {None}
