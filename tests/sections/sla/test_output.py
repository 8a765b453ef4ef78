"""What the section shows and says of a quarter: true words, every breach named, nothing said of what isn't known."""

from __future__ import annotations

import pytest

from cst_xl.core.figures import Figures
from cst_xl.core.periods import Period
from cst_xl.sections.sla import SECTION
from cst_xl.sections.sla.output import system_name

AGREED = [
    ["Codice", "Descrizione", "Tipo", "Atteso"],
    ["SLA.1", "Tasso di disponibilità (uptime) del sistema Icms", "disponibilità", "98,50%"],
    ["SLA.2", "Presa in carico", "scadenza", "entro 1h lavorativa"],
    ["SLA.3", "Disponibilità del portale", "disponibilità", "80%"],
]
Q2_2016 = Period.quarter(2016, 2)
HEADERS = ["Codice", "Rilevato", "Casi", "Fuori termine"]
KEPT = ["SLA.2", "Nessuno scostamento rilevato"]


@pytest.fixture
def result(inputs):
    """Run the section on what was measured of three levels."""

    def run(*seen, agreed=AGREED, history=None, period=Q2_2016):
        rows = {"catalogo_sla": agreed, "sla": [HEADERS, *seen]}
        return SECTION.run(inputs(SECTION, rows, period=period, history=history))

    return run


@pytest.fixture
def said(result):
    """The sentences by the end of their ids."""

    def say(*seen, **others):
        return {one.id.removeprefix("frase.sla."): one.text for one in result(*seen, **others).sentences}

    return say


def earlier(verb, period="2016-T1"):
    figures = Figures()
    figures.add("sla.frase.titolo", verb)
    return {period: figures}


def test_the_seeds_headline_claims_what_the_table_shows(example):
    sentences = {one.id: one for one in SECTION.run(example(SECTION)).sentences}
    headline = sentences["frase.sla.titolo"]
    assert headline.headline
    assert headline.text == (
        "Nel 2° trimestre 2016 gli SLA rispettano o superano la soglia attesa per contratto: "
        "5 sopra, 6 pari, nessuno sotto."
    )
    assert sentences["frase.sla.fermo"].text == (
        "Il maggior tempo di fermo è quello di SLA.2, sistema Icms (ICMSCMF): 22 h 10 min nel trimestre, "
        "10 h 36 min in meno di quanto consente la soglia del 98,5%."
    )
    assert sentences["frase.sla.criteri"].text == (
        "Criteri: nella disponibilità i fermi programmati sono inclusi e dei tempi di risposta conta il valore massimo."
    )


def test_every_sentence_rests_on_figures_that_have_a_value(example):
    result = SECTION.run(example(SECTION))
    assert result.sentences
    for sentence in result.sentences:
        assert sentence.figures
        assert all(result.figures[key].value is not None for key in sentence.figures)


def test_a_breach_is_named_in_the_first_sentence(said):
    text = said(["SLA.1", "98,4996%"], KEPT, ["SLA.3", "99%"])["titolo"]
    assert text == (
        "Nel 2° trimestre 2016 non rispetta la soglia attesa per contratto 1 SLA su 3: "
        "SLA.1 (atteso 98,50%, rilevato 98,4996%). Degli altri, 1 sopra e 1 pari."
    )


def test_every_breach_is_named(said):
    text = said(["SLA.1", "97%"], ["SLA.2", "", 120, 3], ["SLA.3", "79%"])["titolo"]
    assert text == (
        "Nel 2° trimestre 2016 non rispettano la soglia attesa per contratto 3 SLA su 3: "
        "SLA.1 (atteso 98,50%, rilevato 97,00%); "
        "SLA.2 (atteso entro 1h lavorativa, rilevato 3 casi su 120 oltre il termine); "
        "SLA.3 (atteso 80,00%, rilevato 79,00%)."
    )


def test_what_wasnt_measured_is_told(said):
    assert said(["SLA.1", "99%"], KEPT)["titolo"] == (
        "Nel 2° trimestre 2016 gli SLA valutati rispettano o superano la soglia attesa per contratto: "
        "1 sopra, 1 pari, nessuno sotto. 1 resta senza esito."
    )
    assert said(KEPT)["titolo"] == (
        "Nel 2° trimestre 2016 l'unico SLA valutato rispetta la soglia attesa per contratto. 2 restano senza esito."
    )


@pytest.mark.parametrize(
    ("history", "opening"),
    [
        (None, "Nel 2° trimestre 2016"),
        (earlier("superano"), "Anche nel 2° trimestre 2016"),
        (earlier("rispettano"), "Nel 2° trimestre 2016"),
        (earlier("superano", "2015-T4"), "Nel 2° trimestre 2016"),
        ({"2016-T1": Figures()}, "Nel 2° trimestre 2016"),
    ],
)
def test_anche_needs_the_quarter_before_with_the_same_outcome(said, history, opening):
    text = said(["SLA.1", "99%"], ["SLA.3", "99%"], history=history)["titolo"]
    assert text.startswith(f"{opening} gli SLA valutati superano")


def test_the_first_quarter_looks_back_at_the_last_of_the_year_before(said):
    text = said(["SLA.1", "99%"], history=earlier("superano", "2015-T4"), period=Period.quarter(2016, 1))[
        "titolo"
    ]
    assert text.startswith("Anche nel 1° trimestre 2016 l'unico SLA valutato supera")


@pytest.mark.parametrize(
    ("measured", "text"),
    [
        ("100%", "I sistemi con una soglia di disponibilità non hanno avuto fermi."),
        ("98,50%", "sistema Icms: 32 h 46 min nel trimestre, quanto consente la soglia del 98,5%."),
        (
            "98,40%",
            "sistema Icms: 34 h 57 min nel trimestre, 2 h 11 min in più di quanto consente la soglia del 98,5%.",
        ),
        ("99,9999%", "sistema Icms: meno di un minuto nel trimestre, 32 h 45 min in meno di quanto"),
    ],
)
def test_the_longest_stop_is_told_beside_what_was_allowed(said, measured, text):
    assert text in said(["SLA.1", measured], ["SLA.3", "100%"])["fermo"]


def test_the_longest_stop_is_not_told_while_one_of_them_is_unknown(said):
    assert "fermo" not in said(["SLA.1", "100%"], ["SLA.3", "98.985.1%"])


def test_the_article_goes_with_the_threshold(said):
    assert "la soglia dell'80%" in said(["SLA.1", "100%"], ["SLA.3", "90%"])["fermo"]


def test_without_availability_no_stop_is_told(said):
    assert set(said(KEPT)) == {"titolo"}


def test_without_a_measure_nothing_is_said_or_drawn(result):
    empty = result()
    assert not empty.sentences
    assert not empty.charts
    assert not empty.table("sla_disponibilita").rows
    assert [row[-1] for row in empty.table("sla").matrix()] == ["senza esito"] * 3


def test_the_table_mixes_units_as_printed_texts(example):
    rows = SECTION.run(example(SECTION)).table("sla").matrix()
    assert len(rows) == 11
    assert rows[1][0:2] == ["↑", "SLA.2"]
    assert rows[1][3:] == ["98,50%", "98,985%", "+0,485\u00a0p.p.", "meglio dell'atteso"]
    assert rows[10][3:] == ["Ogni 6 mesi", "Ogni 3 mesi", "+50%", "meglio dell'atteso"]


def test_the_availabilities_are_numbers_that_a_sheet_calculates_with(example):
    table = SECTION.run(example(SECTION)).table("sla_disponibilita")
    assert [str(value) for value in table.matrix()[1]] == [
        *(
            "SLA.2",
            "Sistema Icms (ICMSCMF)",
            "0.985",
            "0.98985",
            "0.485",
            "1330.056",
            "635.544",
            "↑",
            "None",
            "None",
        )
    ]
    assert [column.unit.number_format for column in table.columns[2:4]] == ["#,##0.00##%", "#,##0.00##%"]


def test_the_chart_starts_just_below_the_lowest_value_in_the_scale_of_the_cells(example):
    (chart,) = SECTION.run(example(SECTION)).charts
    assert chart.lowest == 0.97
    assert chart.title == "Disponibilità attesa e rilevata, 2° trimestre 2016"
    assert "SLA.2: atteso 98,50%, rilevato 98,985%" in chart.alternative


def test_the_axis_never_starts_below_zero(result):
    (chart,) = result(["SLA.3", "0,4%"]).charts
    assert chart.lowest == 0


def test_charts_read_columns_that_their_table_has(example):
    result = SECTION.run(example(SECTION))
    for chart in result.charts:
        keys = {column.key for column in result.table(chart.table).columns}
        assert {chart.category, *(series.column for series in chart.series)} <= keys


@pytest.mark.parametrize(
    ("description", "name"),
    [
        (
            "Tasso di disponibilità (uptime) dei sistemi database (CSDB1 e CSDB2)",
            "sistemi database (CSDB1 e CSDB2)",
        ),
        ("Tasso di accessibilità complessiva del sistema", "accessibilità complessiva del sistema"),
        ("Uptime dell'area riservata", "area riservata"),
        ("Disponibilità' della posta", "posta"),
        ("", ""),
    ],
)
def test_a_system_is_named_without_the_words_of_the_contract(description, name):
    assert system_name(description) == name


def test_helps_fit_the_function_wizard():
    assert all(0 < len(table.help) <= 200 for table in SECTION.tables)
