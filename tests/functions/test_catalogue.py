"""How a cell function is called: blanks, bad values, messages."""

from __future__ import annotations

import pytest

from cst_xl.core.errors import BadValueError
from cst_xl.functions import BY_NAME, CATALOGUE, invoke
from cst_xl.functions.catalogue import ERROR_MARK, LONGEST_MESSAGE, scalar


@pytest.mark.parametrize("function", CATALOGUE, ids=lambda function: function.name)
class TestEveryFunction:
    def test_has_italian_help_that_fits_the_function_wizard(self, function):
        assert 20 <= len(function.help) <= 255
        assert all(argument.help and len(argument.help) <= 255 for argument in function.arguments)

    def test_has_a_name_and_arguments_that_vba_accepts(self, function):
        reserved = {
            "end",
            "type",
            "date",
            "string",
            "next",
            "loop",
            "sub",
            "function",
            "name",
            "error",
            "on",
            "to",
        }
        for name in (function.name, *(argument.name for argument in function.arguments)):
            assert name.isascii()
            assert name.isidentifier()
            assert name.lower() not in reserved

    def test_fits_the_limit_beyond_which_excel_s_wizard_breaks(self, function):
        names = [argument.name for argument in function.arguments]
        assert len(names) + sum(map(len, names)) <= 254

    def test_has_its_optional_arguments_last(self, function):
        flags = [argument.optional for argument in function.arguments]
        assert flags == sorted(flags)

    def test_never_raises_on_blank_arguments(self, function):
        given = [[["", None], [None, ""]] if argument.table else "" for argument in function.arguments]
        result = invoke(function, given)
        if function.array:
            assert all(value == "" for row in result for value in row) or function.name in {
                "cst_controlli",
                "cst_stato",
                "cst_bozza",  # without a quarter there is an error, and so a draft
            }
        else:
            assert result == ""

    @pytest.mark.parametrize("bad", ["pippo", "#N/A", -1, 1e300, True, "=1+1", "9" * 400])
    def test_never_raises_on_bad_arguments(self, function, bad):
        given = [[[bad, bad], [bad, bad]] if argument.table else bad for argument in function.arguments]
        result = invoke(function, given)
        rows = result if isinstance(result, list) else [[result]]
        assert all(len(value) <= 500 for row in rows for value in row if isinstance(value, str))


def test_names_are_unique():
    assert len(BY_NAME) == len(CATALOGUE)


def test_a_range_of_one_cell_is_that_cell():
    assert invoke(BY_NAME["cst_numero"], [[["1.715"]]]) == 1715


def test_a_range_of_many_cells_where_one_belongs_is_a_message():
    assert invoke(BY_NAME["cst_numero"], [[["1"], ["2"]]]).startswith(ERROR_MARK)


def test_too_many_arguments_are_a_message():
    assert invoke(BY_NAME["cst_numero"], ["1", "2"]).startswith(ERROR_MARK)


def test_a_message_is_cut_to_what_excel_can_carry_in_an_array():
    @scalar("Prova di un messaggio molto lungo.", testo="Il testo.")
    def cst_lungo(testo):
        raise BadValueError(testo, "x" * 400)

    message = invoke(cst_lungo, ["y"])
    assert len(message) == LONGEST_MESSAGE


def test_help_must_document_every_argument():
    with pytest.raises(TypeError):

        @scalar("Prova di una funzione senza aiuto.", altro="Un altro.")
        def cst_senza(testo):
            return testo


def test_the_signature_is_written_as_italians_write_it():
    assert BY_NAME["cst_diff"].signature == "cst_diff(prima; dopo)"
    assert BY_NAME["cst_fascia_oraria"].signature == "cst_fascia_oraria(ora; [apertura]; [chiusura])"
