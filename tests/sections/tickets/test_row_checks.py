"""What can't be counted among ticket rows is told once, with its number and its first cell."""

from __future__ import annotations

from cst_xl.core.findings import Severity
from cst_xl.sections.tickets import SECTION

SHEET = "Dati Ticket"


def only(inputs, part):
    """The one finding whose message has this part."""
    (finding,) = [finding for finding in SECTION.run(inputs).findings if part in finding.message]
    return finding


def test_an_unlisted_state_is_an_error_with_its_number(tickets):
    inputs = tickets(
        *[("mail", "unito", f"2016-04-0{day} 10:00:00") for day in (4, 5)],
        ("mail", "risolto", "2016-05-04 10:00:00"),
    )
    finding = only(inputs, "lo stato «unito»")
    assert (finding.severity, finding.cell) == (Severity.ERROR, f"{SHEET}!D6")
    assert "2 ticket, il primo alla riga 6" in finding.message


def test_every_unlisted_state_is_told_apart_and_many_are_summed_up(tickets):
    inputs = tickets(*[("mail", f"stato {n}", "2016-04-04 10:00:00") for n in range(25)])
    findings = [
        f for f in SECTION.run(inputs).findings if f.cell and f.cell.startswith((SHEET + "!D", "Stati"))
    ]
    assert len(findings) == 21
    assert "altri 5 stati" in findings[-1].message


def test_an_empty_state_is_told_as_empty(tickets):
    assert only(tickets(("mail", "", "2016-04-04 10:00:00")), "lo stato vuoto").cell == f"{SHEET}!D6"


def test_the_state_of_an_alert_does_not_matter(tickets):
    findings = SECTION.run(tickets(("nagios", "CRITICAL", "2016-04-04 10:00:00"))).findings
    assert not any("lo stato" in finding.message for finding in findings)


def test_an_unknown_channel_is_an_error_that_says_what_it_spoils(tickets):
    finding = only(tickets(("sportello", "risolto", "2016-04-04 10:00:00")), "come è arrivato")
    assert (finding.severity, finding.cell, finding.found) == (Severity.ERROR, f"{SHEET}!B6", "sportello")
    assert finding.message.endswith("i ticket di quei mesi non si possono contare.")


def test_tickets_of_other_quarters_are_a_warning(tickets):
    inputs = tickets(("mail", "risolto", "2016-04-04 10:00:00"), ("mail", "risolto", "2016-07-20 10:00:00"))
    finding = only(inputs, "fuori dal 2° trimestre 2016")
    assert (finding.severity, finding.cell, finding.found) == (Severity.WARNING, f"{SHEET}!E7", "20/07/2016")
    assert "scambiati" not in finding.message


def test_an_export_of_another_quarter_is_an_error(tickets):
    finding = only(tickets(("mail", "risolto", "2016-01-20 10:00:00")), "fuori dal")
    assert finding.severity is Severity.ERROR


def test_days_and_months_that_were_swapped_are_recognised(tickets):
    """01/04/2016 became 4 January in an English Excel."""
    inputs = tickets(
        ("mail", "risolto", "2016-01-04 10:00:00"),
        ("mail", "risolto", "2016-12-05 10:00:00"),
        ("mail", "risolto", "2016-05-13 10:00:00"),
    )
    finding = only(inputs, "fuori dal")
    assert finding.severity is Severity.ERROR
    assert "giorno e mese sono scambiati" in finding.message


def test_tickets_without_an_opening_date_are_counted_in_words(tickets):
    finding = only(tickets(("mail", "risolto", ""), ("mail", "risolto", "boh")), "senza una data di apertura")
    assert (finding.severity, finding.cell) == (Severity.ERROR, f"{SHEET}!E6")
    assert "ci sono 2 ticket" in finding.message


def test_a_ticket_closed_before_it_was_opened_is_an_error(tickets):
    inputs = tickets(("mail", "risolto", "2016-05-06 10:00:00", "", "2016-05-05 10:00:00"))
    finding = only(inputs, "prima dell'apertura")
    assert (finding.severity, finding.cell) == (Severity.ERROR, f"{SHEET}!F6")


def test_the_whole_otrs_export_has_no_row_finding(inputs, otrs_rows):
    findings = SECTION.run(inputs(SECTION, {"ticket": otrs_rows})).findings
    assert not any(SHEET + "!" in (finding.cell or "") for finding in findings)


def test_a_repeated_ticket_number_is_told_by_the_reading(inputs):
    row = ["1", "mail", "risolto", "2016-04-04 10:00:00"]
    pasted = inputs(SECTION, {"ticket": [["Ticket#", "Type", "Stato", "Creato"], row, row]})
    assert [finding.cell for finding in pasted.tables["ticket"].findings] == [f"{SHEET}!A7"]


def test_a_state_without_a_meaning_is_told_by_the_reading(tickets):
    inputs = tickets(("mail", "chiuso", "2016-04-04 10:00:00"), states=[["chiuso", "archiviato"]])
    assert inputs.tables["stati_ticket"].findings[0].cell == "Stati Ticket!B6"
    assert only(inputs, "lo stato «chiuso»").severity is Severity.ERROR
