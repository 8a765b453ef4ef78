"""What readers give."""

from __future__ import annotations

from cst_xl.core.mappings import Named
from cst_xl.core.sla_kinds import SlaKind
from cst_xl.intake.imported import Block, Context, Imported, text_row
from cst_xl.sections.sla.raw import MEASURES
from tests.intake.samples import context


def test_a_row_has_a_text_for_every_column_in_order():
    assert text_row(MEASURES, {"rilevato": "7 ms", "codice": "SLA.3"}) == ("SLA.3", "7 ms", "", "", "", "")


def test_rows_are_found_by_table():
    found = Imported("x", "x", (Block(MEASURES, (("a",),)), Block(MEASURES, (("b",),))))
    assert found.rows("sla") == (("a",), ("b",))
    assert found.rows("ticket") == ()


def test_a_code_is_used_by_readers_of_its_kind_only():
    ctx = context(("host", "A", "2"), ("host", "A", "sla 3"))
    assert ctx.codes(SlaKind.AVAILABILITY, Named.HOST, "A") == ("SLA.2",)
    assert ctx.codes(SlaKind.UPPER_BOUND, Named.HOST, "A") == ("SLA.3",)


def test_without_a_workbook_the_parameters_have_their_defaults():
    assert Context().parameters["fermi_programmati"] == "inclusi"
