"""The scalar cell functions, as a person would write them in a cell."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from cst_xl.functions import BY_NAME, invoke

D = Decimal


@pytest.mark.parametrize(
    ("formula", "arguments", "expected"),
    [
        ("cst_numero", ["1.715"], 1715),
        ("cst_numero", ["1\u00a0254"], 1254),
        ("cst_numero", ["−1,7%"], D("-0.017")),
        ("cst_percentuale", ["99,00%"], D("0.99")),
        ("cst_percentuale", [0.99], D("0.99")),
        ("cst_periodo", ["Q2 2016"], "2° trimestre 2016"),
        ("cst_scostamento", ["98,50%", "98,985%"], D("0.00485")),
        ("cst_scostamento", [0.985, 0.98985], D("0.00485")),
        ("cst_scostamento", ["7 ms", "7 ms"], 0),
        ("cst_scostamento", ["Ogni 6 mesi", "Ogni 3 mesi"], D("0.5")),
        ("cst_esito", [0.00485], "↑"),
        ("cst_esito", [0], "="),
        ("cst_esito", ["-0,4%"], "↓"),
        ("cst_risolti_su_gestiti", [1387, 102, 1491], D(1489) / 1491),
        ("cst_diff", ["55.651", "63.537"], D(63537) / 55651 - 1),
        ("cst_saldo_servizi", [12, 16], -4),
        ("cst_fascia_oraria", ["0h"], "00:00-08:00"),
        ("cst_fascia_oraria", [8], "08:00-18:00"),
        ("cst_fascia_oraria", ["18:30"], "18:00-24:00"),
        ("cst_fascia_oraria", [13, 14, 20], "00:00-14:00"),
        ("cst_fascia_oraria", [9.5 / 24], "08:00-18:00"),  # 09:30 as a spreadsheet keeps it
        ("cst_fuori_orario", [17, 77, 33], D(50) / 127),
        ("cst_fermo_minuti", ["98,985%", "2016-T2"], D("1330.056")),
        ("cst_quasi", [0.68446], "quasi il 70%"),
        ("cst_volte", [3.602], "oltre 3 volte e mezzo"),
        ("cst_ore_lavorative", ["01/04/2016 17:30", "04/04/2016 09:00"], D("1.5")),
        ("cst_ore_lavorative", ["01/04/2016 17:30", "04/04/2016 09:00", "24x7"], D("63.5")),
        ("cst_ore_lavorative", ["23/06/2016 17:00", "27/06/2016 09:00", None, "FI"], D(2)),
        ("cst_scadenza", ["01/04/2016 17:30", "entro 1h lavorativa"], datetime(2016, 4, 4, 8, 30)),
        ("cst_scadenza", ["01/04/2016 17:30", "entro 2h dalla comunicazione"], datetime(2016, 4, 1, 19, 30)),
    ],
)
def test_it_gives(formula, arguments, expected):
    result = invoke(BY_NAME[formula], arguments)
    if isinstance(expected, Decimal) and isinstance(result, Decimal):
        assert abs(result - expected) < D("1e-20")
    else:
        assert result == expected


def test_a_closing_day_from_a_range_of_cells_is_respected():
    closures = [["Giorno di chiusura", "Motivo"], ["04/04/2016", "chiusura straordinaria"], ["", ""]]
    hours = invoke(
        BY_NAME["cst_ore_lavorative"], ["01/04/2016 17:30", "05/04/2016 09:00", None, None, closures]
    )
    assert hours == D("1.5")


@pytest.mark.parametrize(
    ("formula", "arguments", "told"),
    [
        ("cst_risolti_su_gestiti", [10, 5, 12], "al massimo 12"),
        ("cst_risolti_su_gestiti", [397.537, 0, 500], "intero"),
        ("cst_diff", ["12.5", "13"], "12.5"),
        ("cst_fascia_oraria", [25], "ora da 0 a 23"),
        ("cst_fascia_oraria", [9, 18, 8], "orario"),
        ("cst_fuori_orario", [-1, 5, 5], "non negativi"),
        ("cst_ore_lavorative", ["31/02/2016", "01/03/2016"], "non esiste"),
        ("cst_scadenza", ["01/04/2016 08:00", "presto"], "presto"),
        ("cst_scostamento", ["98,50%", "150%"], "150%"),
    ],
)
def test_a_bad_argument_gives_a_message_that_names_it(formula, arguments, told):
    message = invoke(BY_NAME[formula], arguments)
    assert message.startswith("#CST!")
    assert told in message


def test_a_share_of_nothing_is_blank():
    assert invoke(BY_NAME["cst_risolti_su_gestiti"], [0, 0, 0]) == ""
    assert invoke(BY_NAME["cst_diff"], [0, 5]) == ""
