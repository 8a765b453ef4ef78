"""The catalogue of cell functions, registered with xlwings.

xlwings reads a function's signature and annotations; ours go in as an unannotated wrapper, because its handling of
hints differs between the classic add-in and the server (unions and optionals fail in both). What differs from cell to
cell and from host to host is evened out by one converter for every argument and every result.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Final

import xlwings as xw
from xlwings.conversion import Accessor, ValueAccessor

from cst_xl.functions import CATALOGUE, Argument, CellFunction, invoke
from cst_xl.functions.catalogue import ERROR_MARK
from cst_xl.hosts import log
from cst_xl.hosts.excel import cells

if TYPE_CHECKING:
    from collections.abc import Callable

CATEGORY: Final = "CST"
_SMALL: Final = 1_000
"""Rows or columns that are read without asking first how many are used: asking takes about as long."""


class Cells(Accessor):
    """Cells as rows of plain values, whatever was passed: one cell, one row, one column, a table, a whole column."""

    @classmethod
    def reader(cls, options: Any) -> Any:
        """The steps from cells to rows of values."""
        pipeline: Any = ValueAccessor.reader(dict(options, ndim=2, err_to_str=True))  # type: ignore[no-untyped-call]
        return pipeline.prepend_stage(_cut_to_used).append_stage(_make_plain)

    @classmethod
    def writer(cls, options: Any) -> Any:
        """The steps from a function's result to cells."""
        pipeline: Any = ValueAccessor.writer(options)  # type: ignore[no-untyped-call]
        return pipeline.prepend_stage(_make_shown)


def _cut_to_used(context: Any) -> None:
    """Before a range is read: leave out what lies beyond the used cells of its sheet.

    Named ranges cover a generous capacity; carrying 100,000 empty rows over COM would cost more than computing.
    """
    whole = context.range
    if whole is None or max(whole.shape) <= _SMALL:
        return
    used = whole.sheet.used_range
    rows = _within(whole.row, whole.shape[0], used.row + used.shape[0])
    columns = _within(whole.column, whole.shape[1], used.column + used.shape[1])
    if (rows, columns) != whole.shape:
        context.range = whole.resize(rows, columns)


def _within(first: int, count: int, end: int) -> int:
    """How many of some rows lie before the end, at least one."""
    return max(1, min(count, end - first))


def _make_plain(context: Any) -> None:
    context.value = cells.incoming(context.value)


def _make_shown(context: Any) -> None:
    context.value = cells.outgoing(context.value)


def registered() -> dict[str, Callable[..., Any]]:
    """Every function of the catalogue as xlwings wants it, by name."""
    return {function.name: _register(function) for function in CATALOGUE}


def _register(function: CellFunction) -> Callable[..., Any]:
    wrapper = xw.func(category=CATEGORY)(_wrapper(function))
    for argument in function.arguments:
        wrapper = xw.arg(argument.name, convert=Cells, doc=argument.help)(wrapper)
    registered: Callable[..., Any] = xw.ret(convert=Cells)(wrapper)
    return registered


def _wrapper(function: CellFunction) -> Callable[..., Any]:
    def call(*given: object) -> object:
        try:
            return invoke(function, given)
        except Exception as failure:  # noqa: BLE001 - a traceback in a cell helps nobody; the log has it
            log.record(f"function {function.name}")
            return f"{ERROR_MARK} errore interno in {function.name}: {type(failure).__name__}. Premere Diagnostica."

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.help
    call.__signature__ = inspect.Signature([_parameter(one) for one in function.arguments])  # type: ignore[attr-defined]
    return call


def _parameter(argument: Argument) -> inspect.Parameter:
    default = None if argument.optional else inspect.Parameter.empty
    return inspect.Parameter(argument.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default)
