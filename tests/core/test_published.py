"""Published values beside computed ones: the printed precision decides, and rounded inputs are no excuse too far."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cst_xl.core.figures import Figure, Figures, Share, Total
from cst_xl.core.findings import Severity
from cst_xl.core.published import PUBLISHED, Verdict, compare, findings, printed_number, reach
from cst_xl.core.tables import read
from cst_xl.core.units import CHANGE, DATE, MILLISECONDS, RATE, SYMBOL, TEXT, Unit, count

TICKETS = count("ticket")
HEADER = ["Voce", "Valore pubblicato", "Descrizione"]


def verdict(published, value, unit=RATE):
    return compare(published, Figure("x", value, unit), Figures())


@pytest.mark.parametrize(
    ("published", "value", "unit"),
    [
        ("1.715", 1715, TICKETS),
        ("1715", 1715, TICKETS),
        ("99,8%", Decimal("99.75"), RATE),
        ("100,0%", Decimal("99.95"), RATE),
        ("98,985%", Decimal("98.985"), RATE),
        ("1%", Decimal("1.00"), RATE),
        ("+25,9%", Decimal("25.8655"), CHANGE),
        ("\u22121,7%", Decimal("-1.6966"), CHANGE),
        ("-1,7 %", Decimal("-1.6966"), CHANGE),
        ("7 ms", 7, MILLISECONDS),
        ('-4 ("inferiore di 4 unità")', -4, TICKETS),
        ("↑", "↑", SYMBOL),
        ("31/12/2015", date(2015, 12, 31), DATE),
        ("solo 1 categoria", "Solo  1 categoria", TEXT),
        ("1° trimestre 2016", "2016-T1", TEXT),
        ("quasi 70%", Decimal("68.446"), RATE),
        ("quasi pari", Decimal("98.887"), RATE),
        ("oltre 3 volte e mezzo", Decimal("3.602"), Unit("volte", 2)),
        ("> 5.000 (utilizzatori)", 5809, count("utilizzatori")),
    ],
)
def test_what_is_printed_right_is_equal(published, value, unit):
    assert verdict(published, value, unit) is Verdict.EQUAL


@pytest.mark.parametrize(
    ("published", "value", "unit"),
    [
        ("1.714", 1715, TICKETS),
        ("99,80%", Decimal("99.75"), RATE),
        ("99,7%", Decimal("99.75"), RATE),
        ("1,7%", Decimal("-1.6966"), CHANGE),
        ("=", "↑", SYMBOL),
        ("31/12/2014", date(2015, 12, 31), DATE),
        ("dicembre", date(2015, 12, 31), DATE),
        ("2 categorie", "solo 1 categoria", TEXT),
        ("2° trimestre 2016", "2016-T1", TEXT),
        ("4 volte", Decimal("3.602"), Unit("volte", 2)),
        ("> 6.000 (utilizzatori)", 5809, count("utilizzatori")),
        ("molti", 1715, TICKETS),
    ],
)
def test_what_is_printed_wrong_is_different(published, value, unit):
    assert verdict(published, value, unit) is Verdict.DIFFERENT


def test_without_data_nothing_can_be_said():
    assert verdict("1.715", None) is Verdict.UNSUPPORTED


@pytest.fixture
def rounded():
    """A share of parts that were typed in whole thousands: 33 of 127 thousand."""
    made = Figures()
    for name, value in (("notte", 17_000), ("giorno", 77_000), ("sera", 33_000)):
        made.add(name, value, TICKETS, name, rounding=Decimal(500))
    made.derive("fuori", Share(("notte", "sera"), ("notte", "giorno", "sera")), RATE, "Fuori orario")
    made.derive("totale", Total(("notte", "giorno", "sera")), TICKETS, "Totale")
    return made


def test_the_rounding_of_inputs_says_how_far_a_value_can_reach(rounded):
    lowest, highest = reach(rounded["fuori"], rounded)
    assert (round(lowest, 2), round(highest, 2)) == (Decimal("38.74"), Decimal("40.00"))
    assert reach(rounded["totale"], rounded) == (125_500, 128_500)
    assert reach(rounded["notte"], rounded) == (16_500, 17_500)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("39,4%", Verdict.EQUAL),
        ("39,9%", Verdict.WITHIN_ROUNDING),
        ("nel 39,9% dei casi", Verdict.WITHIN_ROUNDING),
        ("42,3%", Verdict.DIFFERENT),
    ],
)
def test_a_published_value_within_the_reach_is_not_wrong(published, expected, rounded):
    assert compare(published, rounded["fuori"], rounded) is expected


def test_exact_inputs_leave_no_room():
    made = Figures()
    made.add("a", 1, TICKETS)
    made.add("b", 3, TICKETS)
    made.derive("x", Share(("a",), ("b",)), RATE)
    assert reach(made["x"], made) == (made["x"].value, made["x"].value)
    assert compare("33,4%", made["x"], made) is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7 ms", 7),
        ("99,7%", Decimal("99.7")),
        ("1 715", 1715),
        ("\u22124", -4),
        ("↑", None),
        ("", None),
        ("1.7.1", None),
    ],
)
def test_the_number_in_a_printed_text(text, number):
    assert printed_number(text) == number


def published(figures, *rows, header=HEADER, history=None):
    table = read(PUBLISHED, [[], [], [], [], header, *rows])
    return list(findings(table, figures, history or {}))


@pytest.fixture
def months():
    made = Figures()
    made.add("aprile", 10, TICKETS, "Aprile")
    made.add("maggio", 20, TICKETS, "Maggio")
    made.derive("totale", Total(("aprile", "maggio")), TICKETS, "Totale")
    made.add("vuota", None, TICKETS, "Vuota")
    return made


def test_what_agrees_raises_nothing(months):
    assert published(months, ["aprile", "10"], ["maggio", "20"], ["totale", "30"]) == []


def test_what_differs_is_an_error_with_both_values_and_a_hypothesis(months):
    (finding,) = published(months, ["totale", "20"])
    assert (finding.severity, finding.figure, finding.cell) == (
        Severity.ERROR,
        "totale",
        "Dati Pubblicati!B6",
    )
    assert (finding.found, finding.expected) == ("20", "30")
    assert finding.message == (
        "Totale: pubblicato «20», calcolato «30». Ipotesi: 20 = 20: nella somma manca «Aprile» (10)."
    )


def test_the_cell_is_that_of_the_value_wherever_its_column_stands(months):
    (finding,) = published(months, ["20", "totale"], header=["Valore pubblicato", "Voce"])
    assert finding.cell == "Dati Pubblicati!A6"


def test_a_total_that_is_right_over_parts_that_are_not_is_told(months):
    found = published(months, ["aprile", "9"], ["maggio", "20"], ["totale", "30"])
    assert [finding.figure for finding in found] == ["aprile", "totale"]
    assert "le voci stampate non quadrano, 9 + 20 = 29 e non 30: mancano 1" in found[1].message


def test_an_unknown_name_is_a_warning(months):
    (finding,) = published(months, ["totalone", "30"])
    assert (finding.severity, finding.cell) == (Severity.WARNING, "Dati Pubblicati!A6")


def test_a_value_that_no_table_bears_out_is_a_warning(months):
    (finding,) = published(months, ["vuota", "30"])
    assert finding.severity is Severity.WARNING
    assert "nessuna tabella permette di verificarlo" in finding.message


def test_lines_that_are_not_filled_are_passed_over(months):
    assert published(months, ["aprile", ""], ["", "10"]) == []


def test_a_value_of_another_quarter_is_recognised(months):
    past = Figures()
    past.add("totale", Decimal(77), TICKETS)
    (finding,) = published(months, ["totale", "77"], history={"2016-T1": past})
    assert "è il valore di un altro periodo (2016-T1)" in finding.message
