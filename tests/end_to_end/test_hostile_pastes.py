"""Hostile pastes through the real path: each ends in the right number or in a finding that names the cell."""

from __future__ import annotations

from datetime import date

import pytest

from cst_xl.workbook.file import FileBook
from tests.end_to_end.pasting import Failed, Formatted, Formula, Pasting

SAME = None
"""The paste says the same as what was there: every figure keeps its value, and no finding is an error."""

PASTES = [
    ("nbsp thousands", "Dati Credenziali!B7", [["1\xa0254"]], SAME),
    ("narrow nbsp", "Dati Credenziali!B7", [["1\u202f254"]], SAME),
    ("thin space", "Dati Credenziali!B7", [["1\u2009254"]], SAME),
    ("apostrophe", "Dati Credenziali!B7", [["1'254"]], SAME),
    ("plain number", "Dati Credenziali!B7", [[1254]], SAME),
    ("float whole", "Dati Credenziali!B7", [[1254.0]], SAME),
    ("english decimals", "Dati Credenziali!B7", [[1.254]], "Dati Credenziali!B7"),
    ("english thousands text", "Dati Credenziali!B7", [["1,254"]], "Dati Credenziali!B7"),
    ("mixed separators", "Dati Credenziali!B7", [["1.254,50"]], "Dati Credenziali!B7"),
    ("english full", "Dati Credenziali!B7", [["1,254.00"]], "Dati Credenziali!B7"),
    ("bad groups", "Dati Credenziali!B7", [["12.54"]], "Dati Credenziali!B7"),
    ("two numbers", "Dati Credenziali!B7", [["64 7"]], "Dati Credenziali!B7"),
    ("scientific", "Dati Credenziali!B7", [["1E5"]], "Dati Credenziali!B7"),
    ("negative", "Dati Credenziali!B7", [["-5"]], "Dati Credenziali!B7"),
    ("parentheses", "Dati Credenziali!B7", [["(12)"]], "Dati Credenziali!B7"),
    ("unicode minus", "Dati Credenziali!B7", [["−12"]], "Dati Credenziali!B7"),
    ("full width digits", "Dati Credenziali!B7", [["１２５４"]], "Dati Credenziali!B7"),
    ("zero width", "Dati Credenziali!B7", [["1\u200b254"]], SAME),
    ("letters O", "Dati Credenziali!B7", [["1.2O4"]], "Dati Credenziali!B7"),
    ("boolean", "Dati Credenziali!B7", [[True]], "Dati Credenziali!B7"),
    ("error", "Dati Credenziali!B7", [[Failed(code="#N/A")]], "Dati Credenziali!B7"),
    (
        "formula uncomputed",
        "Dati Credenziali!B7",
        [[Formula(text="1000+254", result=None)]],
        "Dati Credenziali!B7",
    ),
    ("formula computed", "Dati Credenziali!B7", [[Formula(text="1000+254", result=1254)]], SAME),
    ("formula as text", "Dati Credenziali!B7", [["=1000+254"]], "Dati Credenziali!B7"),
    ("plus text", "Dati Credenziali!B7", [["+1254"]], SAME),
    ("at text", "Dati Credenziali!B7", [["@1254"]], "Dati Credenziali!B7"),
    ("nd", "Dati Credenziali!B7", [["n.d."]], "Dati Credenziali!B7"),
    ("dash", "Dati Credenziali!B7", [["-"]], "Dati Credenziali!B7"),
    (
        "date in count",
        "Dati Credenziali!B7",
        [[Formatted(value=date(2016, 4, 1), format="date")]],
        "Dati Credenziali!B7",
    ),
    ("emoji", "Dati Credenziali!B7", [["1254 👍"]], "Dati Credenziali!B7"),
    ("long text", "Dati Credenziali!B7", [["x" * 5000]], "Dati Credenziali!B7"),
    ("unit", "Dati Credenziali!B7", [["1.254 credenziali"]], "Dati Credenziali!B7"),
    ("newline", "Dati Credenziali!B7", [["1.254\r\n"]], SAME),
    ("million", "Dati Credenziali!B7", [["1.000.000.000"]], "Dati Credenziali!B7"),
    ("percent comma", "Dati SLA!B7", [["98,985%"]], SAME),
    ("percent fraction", "Dati SLA!B7", [[0.98985]], SAME),
    ("percent plain", "Dati SLA!B7", [["98,985"]], SAME),
    ("percent number", "Dati SLA!B7", [[98.985]], SAME),
    ("percent english", "Dati SLA!B7", [["98.985%"]], "Dati SLA!B7"),
    ("percent 989.85", "Dati SLA!B7", [[989.85]], "Dati SLA!B7"),
    ("percent out", "Dati SLA!B7", [["150%"]], "Dati SLA!B7"),
    ("percent ambiguous", "Dati SLA!B7", [["0,99"]], "Dati SLA!B7"),
    ("percent formatted", "Dati SLA!B7", [[Formatted(value=0.98985, format="percent")]], SAME),
    ("ms nospace", "Dati SLA!B8", [["7ms"]], "Dati SLA!B8"),
    ("ms number", "Dati SLA!B8", [[7]], "Dati SLA!B8"),
    ("ms text", "Dati SLA!B8", [["sette"]], "Dati SLA!B8"),
    ("unknown code", "Dati SLA!A7", [["SLA.99"]], "Dati SLA!A7"),
    ("duplicate code", "Dati SLA!A7", [["SLA.1"]], "Dati SLA!A7"),
    ("code spaces", "Dati SLA!A7", [[" sla 2 "]], SAME),
    ("frequency", "Dati SLA!B16", [["ogni tre mesi"]], SAME),
    ("frequency bad", "Dati SLA!B16", [["spesso"]], "Dati SLA!B16"),
    ("month typo", "Dati Ticket Mensili!A6", [["Magio"]], "Dati Ticket Mensili!A6"),
    ("month english", "Dati Ticket Mensili!A6", [["April"]], SAME),
    ("month date", "Dati Ticket Mensili!A6", [[Formatted(value=date(2016, 4, 1), format="date")]], SAME),
    ("month duplicate", "Dati Ticket Mensili!A6", [["Maggio"]], "Dati Ticket Mensili!A7"),
    ("month out", "Dati Ticket Mensili!A6", [["Luglio"]], "Dati Ticket Mensili!A6"),
    ("month upper", "Dati Ticket Mensili!A6", [["  APRILE 2016 "]], SAME),
    ("month missing", "Dati Ticket Mensili!A6", [[""]], "Dati Ticket Mensili!A6"),
    ("count not whole", "Dati Ticket Mensili!F6", [[397.537]], "Dati Ticket Mensili!F6"),
    (
        "totals right",
        "Dati Ticket Mensili!A10",
        [["TOTALE", "2.754", 12, 356, "", "1.491", 2, 102, 0, "1.387"]],
        SAME,
    ),
    (
        "totals wrong",
        "Dati Ticket Mensili!A10",
        [["TOTALE", "2155", 9, 656, "", "1491", 9, 73, 4, "1029"]],
        "Dati Ticket Mensili!B10",
    ),
    (
        "header again",
        "Dati Ticket Mensili!A10",
        [
            [
                "Mese",
                "Alert",
                "Problem",
                "1° livello",
                "2° livello",
                "Gestiti",
                "Aperti",
                "Chiuso non di competenza",
                "Nuovo",
                "Risolto",
            ]
        ],
        "Dati Ticket Mensili!C10",
    ),
    (
        "blank row then data",
        "Dati Ticket Mensili!A12",
        [["Luglio", 1, 1, 1, "", 1, 0, 0, 0, 1]],
        "Dati Ticket Mensili!A12",
    ),
    ("unbalanced", "Dati Ticket Mensili!G6", [["5"]], "Dati Ticket Mensili!F6"),
    (
        "no header",
        "Dati Ticket Mensili!A5",
        [["x", "y", "z", "k", "w", "q", "r", "t", "u", "v", "b"]],
        "Dati Ticket Mensili!A1",
    ),
    ("date text it", "Dati Servizi!A6", [["30-06-2016"]], SAME),
    ("date iso", "Dati Servizi!A6", [["2016-06-30"]], SAME),
    ("date impossible", "Dati Servizi!A6", [["31/02/2016"]], "Dati Servizi!A6"),
    ("date english", "Dati Servizi!A6", [["06/30/2016"]], "Dati Servizi!A6"),
    ("date serial", "Dati Servizi!A6", [[42551]], SAME),
    ("date word", "Dati Servizi!A6", [["fine giugno"]], "Dati Servizi!A6"),
    ("category typo", "Dati Utilizzo!A6", [["A&C e SUAPP"]], "Dati Utilizzo!A6"),
    ("category duplicate", "Dati Utilizzo!A7", [["A&C e SUAP"]], "Dati Utilizzo!B7"),
    ("zeros lost", "Dati Utilizzo!B6", [[55]], "Dati Utilizzo!C6"),
    ("band bad", "Dati Accessi!A6", [["notte"]], "Dati Accessi!A6"),
    ("band negative", "Dati Accessi!B6", [["-17"]], "Dati Accessi!B6"),
    ("device sum", "Dati Accessi!O6", [["88%"]], "Dati Accessi!O6"),
    ("period bad", "Parametri!B8", [["secondo"]], "Parametri!B8"),
    ("period semester", "Parametri!B8", [["2016-S1"]], "Parametri!B8"),
    ("hours bad", "Parametri!B9", [["sempre"]], SAME),
    ("param unknown", "Parametri!A6", [["Entee"]], "Parametri!A6"),
    ("cns more", "Dati Credenziali!C7", [["2.000"]], "Dati Credenziali!C7"),
    ("year twice", "Dati Credenziali!A7", [["2007"]], "Dati Credenziali!A7"),
    ("vm more", "Dati Infrastruttura!B8", [["500"]], "Dati Infrastruttura!B8"),
    ("storage unit", "Dati Infrastruttura!C11", [["GB"]], "Dati Infrastruttura!C11"),
    ("published unknown", "Dati Pubblicati!A6", [["pippo"]], "Dati Pubblicati!A6"),
]

OTHER_VALUES = [
    ("late cases", "Dati SLA!B11", "3 su 120", "sla.SLA.6.rilevato", "3 casi su 120 oltre il termine"),
    ("a count that changed", "Dati Servizi!C6", "20", "servizi.saldo", "+4"),
    ("a million", "Dati Credenziali!B7", "1.000.000.000", "credenziali.2008", "1.000.000.000"),
    ("another share", "Dati Accessi!O6", "88%", "accessi.desktop", "88%"),
]


@pytest.fixture(scope="module")
def before(built_example):
    return FileBook.open(built_example).edition()


def after(workbook, where, rows):
    pasting = Pasting.into(workbook)
    pasting.paste(where, rows)
    pasting.save()
    return FileBook.open(workbook).edition()


def texts(edition):
    return {figure.id: figure.text for figure in edition.figures}


def test_the_corpus_is_large():
    assert len(PASTES) + len(OTHER_VALUES) >= 60


@pytest.mark.parametrize(
    ("where", "rows", "end"), [case[1:] for case in PASTES], ids=[case[0] for case in PASTES]
)
def test_a_paste_ends_in_the_same_numbers_or_in_a_finding_at_its_cell(where, rows, end, workbook, before):
    edition = after(workbook, where, rows)
    new = [finding for finding in edition.findings if finding not in before.findings]
    if end is SAME:
        assert texts(edition) == texts(before)
        assert not [finding for finding in new if finding.severity == "error"]
        return
    told = [finding for finding in new if finding.cell == end]
    assert told, [(finding.cell, finding.message) for finding in new]
    assert all(len(finding.message) > 20 for finding in told)
    shown = texts(edition)
    kept = {figure_id for figure_id, text in texts(before).items() if shown.get(figure_id) == text}
    assert len(kept) >= 150 or end.startswith("Parametri!"), "a bad cell costs only what rests on it"


@pytest.mark.parametrize(
    ("where", "value", "figure", "text"),
    [case[1:] for case in OTHER_VALUES],
    ids=[case[0] for case in OTHER_VALUES],
)
def test_a_value_that_can_be_read_is_read_exactly(where, value, figure, text, workbook):
    assert texts(after(workbook, where, [[value]]))[figure] == text
