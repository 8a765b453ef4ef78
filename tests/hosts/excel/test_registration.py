"""The catalogue through xlwings' own converters, classic and server: the same as calling the functions directly."""

from __future__ import annotations

import itertools
import math
from datetime import datetime
from decimal import Decimal

import pytest

from cst_xl.core.edition import raw_tables
from cst_xl.core.tables import HEADER_ROW
from cst_xl.functions import BY_NAME, CATALOGUE, invoke
from cst_xl.hosts.excel.cells import LONGEST_TEXT
from cst_xl.sections import SECTIONS
from cst_xl.workbook import example, layout, resources
from tests.hosts.excel import server
from tests.hosts.excel.awkward import CELLS, DATES, MISSING, SAMPLES, Cell, around, serial
from tests.hosts.excel.classic import served
from tests.hosts.excel.com_excel import Workbook

SCALARS = [function for function in CATALOGUE if not function.array]
TABLES = [function for function in CATALOGUE if function.array]
MOMENTS = ["cst_ore_lavorative", "cst_scadenza"]
"""Functions of which a date is an argument: a number of days must be the same to them."""


@pytest.fixture(scope="module")
def call():
    with served() as one:
        yield one


@pytest.fixture(scope="module")
def ranges():
    """Cells of each named range of the example, its header row first."""
    raw = example.read_folder(resources.folder("workbooks") / "esempio-2016-T2")
    tables = raw_tables(SECTIONS)
    return {table.key: raw.get(table.key, [[one.header for one in table.columns]]) for table in tables}


def expected(function, values):
    """The direct call, its values as a spreadsheet shows them."""
    return shown(invoke(function, values))


def shown(result):
    if isinstance(result, (list, tuple)):
        return [[shown(value) for value in row] for row in result]
    if isinstance(result, Decimal):
        return float(result)
    if isinstance(result, str):
        return result if len(result) <= LONGEST_TEXT else result[: LONGEST_TEXT - 1] + "…"
    if isinstance(result, datetime):
        return serial(result.replace(tzinfo=None))
    return "" if result is None else result


def alike(result, wanted):
    """The same; of a number of days the last bits are left out."""
    if isinstance(result, float) and isinstance(wanted, float):
        return math.isclose(result, wanted, rel_tol=1e-12)
    return result == wanted and isinstance(result, str) == isinstance(wanted, str)


ERROR_TYPES = {"NotAvailable": "#N/A", "Div0": "#DIV/0!"}


def unwrapped(answer):
    """What a cell shows of the server's answer: dates come as formatted numbers, a text such as #N/A as an error."""

    def cell(one):
        if not isinstance(one, dict):
            return one
        return ERROR_TYPES[one["errorType"]] if one["type"] == "Error" else one["basicValue"]

    return [[cell(one) for one in row] for row in answer]


class TestClassic:
    """As the VBA wrappers call: values, missing arguments and ranges through COM."""

    @pytest.mark.parametrize("function", SCALARS, ids=lambda one: one.name)
    @pytest.mark.parametrize("cell", [*CELLS, *DATES], ids=lambda one: one.name)
    def test_a_scalar_function_gives_what_the_direct_call_gives(self, call, function, cell):
        for given in around(function, cell):
            result = call(function.name, *(one.com for one in given))
            assert alike(shown(result), expected(function, [one.plain for one in given]))

    @pytest.mark.parametrize("function", SCALARS, ids=lambda one: one.name)
    def test_a_cell_gives_the_same_as_its_value(self, call, function):
        sheet = Workbook("C:\\Focus\\prova.xlsm").add("Foglio")
        for cell in [*CELLS, *DATES]:
            sheet.cells[2, 2] = cell.com
            given = [sheet.Cells(2, 2) if not one.table else SAMPLES[one.name] for one in function.arguments]
            direct = [cell.plain if not one.table else SAMPLES[one.name] for one in function.arguments]
            assert alike(shown(call(function.name, *given)), expected(function, direct))

    @pytest.mark.parametrize("function", SCALARS, ids=lambda one: one.name)
    def test_what_may_be_left_out_may_be_left_out(self, call, function):
        given = [MISSING if one.optional else SAMPLES[one.name] for one in function.arguments]
        direct = [None if one.optional else SAMPLES[one.name] for one in function.arguments]
        assert alike(shown(call(function.name, *given)), expected(function, direct))

    @pytest.mark.parametrize("function", TABLES, ids=lambda one: one.name)
    def test_a_table_function_gives_what_the_direct_call_gives(self, call, ranges, function):
        book = Workbook("C:\\Focus\\prova.xlsm")
        given = [_named_range(book, one.source, ranges) if one.table else 40 for one in function.arguments]
        direct = [ranges[one.source] if one.table else 40 for one in function.arguments]
        assert shown(call(function.name, *given)) == expected(function, direct)

    @pytest.mark.parametrize("function", TABLES, ids=lambda one: one.name)
    @pytest.mark.parametrize("shift", range(3))
    def test_awkward_cells_in_a_table_are_what_they_are_in_the_direct_call(
        self, call, ranges, function, shift
    ):
        coms, plains = ([getattr(one, form) for one in CELLS + DATES] for form in ("com", "plain"))
        given = [_spoiled(ranges[one.source], coms, shift) if one.table else 60 for one in function.arguments]
        direct = [
            _spoiled(ranges[one.source], plains, shift) if one.table else 60 for one in function.arguments
        ]
        assert shown(call(function.name, *given)) == expected(function, direct)

    @pytest.mark.parametrize("function", TABLES, ids=lambda one: one.name)
    @pytest.mark.parametrize(
        "value", [None, "", "Voce", 7.0, ((None, None), ("", None)), (("Voce", "Valore"),)]
    )
    def test_one_cell_and_one_row_are_tables(self, call, function, value):
        given = [value if one.table else MISSING for one in function.arguments]
        rows = value if isinstance(value, tuple) else ((value,),)
        direct = [rows if one.table else None for one in function.arguments]
        assert _rows(call(function.name, *given)) == expected(function, direct)


class TestServer:
    """As Excel on the web calls: two-dimensional arguments as JSON, null for what is missing."""

    def test_every_scalar_function_gives_what_the_direct_call_gives(self):
        cases = [
            (function, given)
            for function in SCALARS
            for cell in (*CELLS, *DATES)
            for given in around(function, cell)
        ]
        answers = server.results(
            [(function.name, [_wire(one) for one in given]) for function, given in cases]
        )
        for (function, given), answer in zip(cases, answers, strict=True):
            direct = [serial(one.plain) if isinstance(one.plain, datetime) else one.plain for one in given]
            result, wanted = unwrapped(answer)[0][0], expected(function, direct)
            assert alike(result, wanted), (function.name, given)

    def test_every_table_function_gives_what_the_direct_call_gives(self, ranges):
        wires = [one.wire for one in CELLS + DATES]
        plains = [
            serial(one.plain) if isinstance(one.plain, datetime) else one.plain for one in CELLS + DATES
        ]
        cases = [(function, shift) for function in TABLES for shift in (None, 0, 1)]
        answers = server.results(
            [(function.name, _tables(function, ranges, wires, shift)) for function, shift in cases]
        )
        for (function, shift), answer in zip(cases, answers, strict=True):
            direct = _tables(function, ranges, plains, shift)
            assert unwrapped(answer) == expected(function, direct), (function.name, shift)

    def test_names_help_and_arguments_are_those_of_the_catalogue(self):
        told = {one["id"].lower(): one for one in server.results("meta")["functions"]}
        assert set(told) == set(BY_NAME)
        for function in CATALOGUE:
            one = told[function.name]
            assert one["description"] == function.help
            assert [(p["name"], p["description"]) for p in one["parameters"]] == [
                (argument.name, argument.help) for argument in function.arguments
            ]


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("cell", DATES, ids=lambda one: one.name)
def test_a_date_is_the_same_as_a_date_and_as_a_number_of_days(call, name, cell):
    function = BY_NAME[name]
    for form in (cell.com, cell.wire):
        given = [form if one.name == "inizio" else SAMPLES[one.name] for one in function.arguments]
        direct = [cell.plain if one.name == "inizio" else SAMPLES[one.name] for one in function.arguments]
        assert alike(shown(call(name, *given)), expected(function, direct))


def test_ten_thousand_rows_arrive_whole_and_the_empty_rest_stays_in_excel(call, ranges):
    header, *_ = ranges["ticket"]
    rows = [[f"2016{at:06d}", *[""] * (len(header) - 1)] for at in range(10_000)]
    book = Workbook("C:\\Focus\\prova.xlsm")
    given = [
        _named_range(book, one.source, ranges | {"ticket": [header, *rows]})
        for one in BY_NAME["cst_ticket"].arguments[:-1]
    ]
    direct = [
        ([header, *rows] if one.source == "ticket" else ranges[one.source])
        for one in BY_NAME["cst_ticket"].arguments[:-1]
    ]
    assert shown(call("cst_ticket", *given, 6)) == expected(BY_NAME["cst_ticket"], [*direct, 6])
    capacity = sum(layout.range_area(table).rows for table in raw_tables(SECTIONS) if table.key == "ticket")
    assert capacity > 50_000
    assert book.Application.cells_carried < 1.1 * 10_001 * len(header) + 20_000


def test_a_whole_column_is_cut_to_what_is_used(call):
    book = Workbook("C:\\Focus\\prova.xlsm")
    sheet = book.add("Foglio", [["Giorno"], ["24/06/2016"]])
    column = sheet.Range("A1:A1048576")
    arguments = ["24/06/2016 09:00", "24/06/2016 18:00", MISSING, MISSING]
    assert call("cst_ore_lavorative", *arguments, column) == 0
    assert book.Application.cells_carried == 2


def test_a_range_of_moments_is_answered_in_one_call_cell_by_cell(call):
    rows = [["01/04/2016 17:30", "04/04/2016 09:00"], ["ieri", "04/04/2016 09:00"], ["", ""]]
    sheet = Workbook("C:\\Focus\\prova.xlsm").add("Foglio", rows)
    hours = call("cst_ore_lavorative", sheet.Range("A1:A3"), sheet.Range("B1:B3"))
    assert hours[0] == [1.5] or hours[0] == (1.5,)
    assert hours[1][0].startswith("#CST! «ieri»")
    assert hours[2][0] == ""
    due = call("cst_scadenza", sheet.Range("A1:B1"), "entro 1h lavorativa")
    assert [shown(one) for one in due[0]] == [
        serial(datetime(2016, 4, 4, 8, 30)),
        serial(datetime(2016, 4, 4, 10)),
    ]


def test_a_range_below_everything_used_is_empty(call):
    sheet = Workbook("C:\\Focus\\prova.xlsm").add("Foglio", [["x"]])
    arguments = ["24/06/2016 09:00", "24/06/2016 18:00", MISSING, MISSING]
    assert call("cst_ore_lavorative", *arguments, sheet.Range("A5000:B9000")) == 9


def test_a_failure_inside_is_a_message_in_the_cell_and_a_record_in_the_log(call, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("cst_xl.hosts.excel.registration.invoke", lambda *_: 1 / 0)
    assert call("cst_numero", "1").startswith("#CST! errore interno in cst_numero: ZeroDivisionError")
    assert "ZeroDivisionError" in (tmp_path / "cst_xl.log").read_text(encoding="utf-8")


def _rows(result):
    return shown(result) if isinstance(result, (list, tuple)) else [[shown(result)]]


def _spoiled(rows, values, shift):
    """A table in whose data every third cell is an awkward one, each in its turn."""
    header, *lines = rows
    lines = [*lines, *[[""] * len(header)] * 12]
    turn = itertools.cycle(values)
    return tuple(
        tuple(
            next(turn) if (down * len(header) + right + shift) % 3 == 0 else one
            for right, one in enumerate(line)
        )
        if down
        else tuple(header)
        for down, line in enumerate([header, *lines])
    )


def _tables(function, ranges, values, shift):
    """Arguments of a table function as the server receives them; spoiled ones where a shift is given."""
    return [
        [[60]]
        if not one.table
        else ranges[one.source]
        if shift is None
        else _spoiled(ranges[one.source], values, shift)
        for one in function.arguments
    ]


def _named_range(book, key, ranges):
    """The range that a name of the template covers, on a sheet of the workbook in memory."""
    table = next(one for one in raw_tables(SECTIONS) if one.key == key)
    area = layout.range_area(table)
    sheet = book.add(f"{table.sheet} {key}")
    for down, row in enumerate(ranges[key]):
        for right, value in enumerate(row):
            if value not in (None, ""):
                sheet.cells[HEADER_ROW + down, table.first_column + right] = value
    return sheet.Range(area.local)


def _wire(cell: Cell):
    return cell.wire if isinstance(cell.wire, list) else [[cell.wire]]
