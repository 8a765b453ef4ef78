"""What a cell function is, and how one is called whatever the host: blanks, bad values and messages told once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.tables import TypedTable
from cst_xl.core.units import Value

Matrix = list[list[Value]]
ERROR_MARK = "#CST!"
LONGEST_MESSAGE = 250  # Excel cuts texts over 255 characters inside arrays


@dataclass(frozen=True)
class Argument:
    """An argument of a cell function.

    Attributes:
        name: Italian, short, a valid VBA identifier.
        help: One Italian sentence for the function wizard.
        optional: Whether it may be left out.
        default: What holds then.
        table: Whether it takes a range; a scalar argument takes one cell.
        source: Key of the raw table whose range it takes, where the template writes the formula.
    """

    name: str
    help: str
    optional: bool = False
    default: object = None
    table: bool = False
    source: str = ""


@dataclass(frozen=True)
class CellFunction:
    """A function that staff write in a cell.

    Attributes:
        name: ``cst_…``, Italian.
        help: What it gives, in Italian, at most 255 characters.
        arguments: In order; optional ones last.
        call: The plain Python function; takes every argument by position.
        array: Whether it gives a whole table.
        number_format: A fitting number format for its result, for documentation and hosts that can set it.
    """

    name: str
    help: str
    arguments: tuple[Argument, ...]
    call: Callable[..., Any]
    array: bool = False
    number_format: str = "General"

    @property
    def signature(self) -> str:
        """How it is written in an Italian spreadsheet: ``cst_diff(prima; dopo)``."""
        names = [f"[{argument.name}]" if argument.optional else argument.name for argument in self.arguments]
        return f"{self.name}({'; '.join(names)})"


def scalar(help_text: str, number_format: str = "General", **arguments: str) -> Callable[..., CellFunction]:
    """Make a plain typed function a cell function.

    Args:
        help_text: What it gives, in Italian.
        number_format: A fitting number format.
        **arguments: Italian help of each argument, in the order of the signature.
    """

    def register(function: Callable[..., Any]) -> CellFunction:
        parameters = inspect.signature(function).parameters
        if list(parameters) != list(arguments):
            raise TypeError(
                f"{function.__name__}: {list(parameters)} are not documented as {list(arguments)}"
            )
        made = tuple(
            Argument(
                name,
                arguments[name],
                optional=parameter.default is not inspect.Parameter.empty,
                default=None if parameter.default is inspect.Parameter.empty else parameter.default,
                table=name in {"intervallo", "matrice", "chiusure"},
            )
            for name, parameter in parameters.items()
        )
        return CellFunction(function.__name__, help_text, made, function, number_format=number_format)

    return register


def invoke(function: CellFunction, given: Sequence[object]) -> Value | Matrix:
    """Call a cell function with the values of its cells.

    Args:
        function: From the catalogue.
        given: One value an argument: a scalar, or rows of values for a range; None for one that was left out.

    Returns:
        A value or rows of values; an empty text when a needed scalar is blank; a short Italian message that begins
        with ``#CST!`` when an argument can't be read.
    """
    try:
        values = _values(function, given)
        result = "" if values is None else function.call(*values)
    except BadValueError as bad:
        return _message(f"«{bad.found}»: serve {bad.expected}." + (f" {bad.hint}" if bad.hint else ""))
    except CstError as failure:
        return _message(str(failure))
    return "" if result is None else result


def _values(function: CellFunction, given: Sequence[object]) -> list[object] | None:
    """The arguments of the call, defaults filled in; None when a needed cell is blank."""
    if len(given) > len(function.arguments):
        raise CstError(f"{function.name} vuole al massimo {len(function.arguments)} argomenti.")
    values: list[object] = []
    for argument, value in zip_longest(function.arguments, given):
        if argument.table:
            values.append(argument.default if value is None and argument.optional else _matrix(value))
            continue
        cell = _scalar(value)
        if not _blank(cell):
            values.append(cell)
        elif argument.optional:
            values.append(argument.default)
        else:
            return None
    return values


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _scalar(value: object) -> object:
    """One cell, however the host hands it over: a range of one cell is that cell."""
    while isinstance(value, (list, tuple)):
        if len(value) != 1:
            raise BadValueError("un intervallo di più celle", "una cella sola")
        value = value[0]
    return value


def _matrix(value: object) -> object:
    """A range as rows; a single cell or a single row becomes rows too."""
    if isinstance(value, TypedTable):
        return value
    if not isinstance(value, (list, tuple)):
        return [[value]]
    if value and not isinstance(value[0], (list, tuple)):
        return [list(value)]
    return value


def _message(text: str) -> str:
    full = f"{ERROR_MARK} {text}"
    return full if len(full) <= LONGEST_MESSAGE else full[: LONGEST_MESSAGE - 1] + "…"
