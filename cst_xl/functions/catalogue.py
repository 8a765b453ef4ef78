"""What a cell function is, and how one is called whatever the host: blanks, bad values and messages told once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
class Many:
    """How a scalar function answers whole ranges in one call.

    Attributes:
        arguments: Names of the arguments that may be ranges; one cell stands for every element.
        call: Takes the function's arguments in order: a list of as many non-blank values for each of those named, one
            value for the others. Gives as many results; what can't be read is the failure itself, the others go on.
    """

    arguments: tuple[str, ...]
    call: Callable[..., Sequence[Value | CstError]]


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
        many: How it answers ranges; None for a function of single cells.
    """

    name: str
    help: str
    arguments: tuple[Argument, ...]
    call: Callable[..., Any]
    array: bool = False
    number_format: str = "General"
    many: Many | None = None

    @property
    def signature(self) -> str:
        """How it is written in an Italian spreadsheet: ``cst_diff(prima; dopo)``."""
        names = [f"[{argument.name}]" if argument.optional else argument.name for argument in self.arguments]
        return f"{self.name}({'; '.join(names)})"


def scalar(
    help_text: str, number_format: str = "General", many: Many | None = None, **arguments: str
) -> Callable[..., CellFunction]:
    """Make a plain typed function a cell function.

    Args:
        help_text: What it gives, in Italian.
        number_format: A fitting number format.
        many: How it answers ranges.
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
        return CellFunction(
            function.__name__, help_text, made, function, number_format=number_format, many=many
        )

    return register


def invoke(function: CellFunction, given: Sequence[object]) -> Value | Matrix:
    """Call a cell function with the values of its cells.

    Args:
        function: From the catalogue.
        given: One value an argument: a scalar, or rows of values for a range; None for one that was left out.

    Returns:
        A value or rows of values, as many as the ranges have where a function answers ranges; an empty text when a needed scalar is blank; a short Italian message that begins
        with ``#CST!`` when an argument can't be read.
    """
    try:
        if function.many is not None and (shape := _shape(function, function.many, given)) is not None:
            return _each(function, function.many, given, shape)
        values = _values(function, given)
        result = "" if values is None else function.call(*values)
    except CstError as failure:
        return _told(failure)
    return "" if result is None else result


def _shape(function: CellFunction, many: Many, given: Sequence[object]) -> tuple[int, int] | None:
    """Rows and columns of the ranges given for single cells; None when every one of them is one cell.

    Raises:
        BadValueError: Ranges of different shapes.
    """
    shapes = [
        _size(value)
        for argument, value in zip(function.arguments, given, strict=False)
        if argument.name in many.arguments
    ]
    larger = [shape for shape in shapes if shape != (1, 1)]
    if not larger:
        return None
    if len(set(larger)) > 1:
        found = " e ".join(f"{rows}×{columns} celle" for rows, columns in larger)
        raise BadValueError(found, "intervalli della stessa forma, oppure una cella sola")
    return larger[0]


def _size(value: object) -> tuple[int, int]:
    rows = _matrix(value)
    return (len(rows), len(rows[0])) if isinstance(rows, (list, tuple)) and rows else (1, 1)


def _each(function: CellFunction, many: Many, given: Sequence[object], shape: tuple[int, int]) -> Matrix:
    """The results element by element: blank where a needed cell is blank, a message where one can't be read."""
    rows, columns = shape
    ranged = [argument.name in many.arguments for argument in function.arguments]
    cells = [_flat(value, rows * columns) for value, one in zip_longest(given, ranged) if one]
    filled = [at for at, values in enumerate(zip(*cells, strict=True)) if not any(map(_blank, values))]
    picked = iter([[values[at] for at in filled] for values in cells])
    others = iter(
        _values(_without(function, many), [v for v, one in zip_longest(given, ranged) if not one]) or []
    )
    results: list[Value] = [""] * (rows * columns)
    for at, result in zip(
        filled, many.call(*(next(picked if one else others) for one in ranged)), strict=True
    ):
        results[at] = _told(result) if isinstance(result, CstError) else result
    return [results[row * columns : (row + 1) * columns] for row in range(rows)]


def _flat(value: object, length: int) -> list[object]:
    rows = _matrix(value)
    cells = [cell for row in rows for cell in row] if isinstance(rows, (list, tuple)) else [value]
    return cells * length if len(cells) == 1 else cells


def _without(function: CellFunction, many: Many) -> CellFunction:
    """The same function with only the arguments that are one cell for all elements."""
    return replace(
        function, arguments=tuple(one for one in function.arguments if one.name not in many.arguments)
    )


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


def _told(failure: CstError) -> str:
    """What a cell says of a failure."""
    if not isinstance(failure, BadValueError):
        return _message(str(failure))
    return _message(
        f"«{failure.found}»: serve {failure.expected}." + (f" {failure.hint}" if failure.hint else "")
    )


def _message(text: str) -> str:
    full = f"{ERROR_MARK} {text}"
    return full if len(full) <= LONGEST_MESSAGE else full[: LONGEST_MESSAGE - 1] + "…"
