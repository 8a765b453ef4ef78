"""The catalogue of cell functions, registered with xlwings.

xlwings reads a function's signature and annotations; ours go in as an unannotated wrapper, because its handling of
hints differs between the classic add-in and the server (unions and optionals fail in both). What differs from cell to
cell is evened out here: ranges are cut to the used part of their sheet before they are read, and always come as rows;
errors come as their text; exact decimals leave as floats.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlwings as xw
from xlwings.conversion import Accessor, Pipeline
from xlwings.conversion.standard import ReadValueFromRangeStage, ValueAccessor

from cst_xl.functions import CATALOGUE, Argument, CellFunction, invoke
from cst_xl.functions.catalogue import ERROR_MARK

CATEGORY = "CST"
_LOG = logging.getLogger("cst_xl")


class _CutToUsed:
    """Before a range is read: leave out the rows below the last used one.

    Named ranges cover a generous capacity; carrying 100,000 empty rows over COM would cost more than computing.
    """

    def __call__(self, context: Any) -> None:
        cells = context.range
        if cells is None or cells.rows.count <= 1:
            return
        last = cells.sheet.used_range.last_cell.row
        rows = max(1, min(cells.rows.count, last - cells.row + 1))
        if rows < cells.rows.count:
            context.range = cells.resize(rows, cells.columns.count)


class Cells(Accessor):
    """Cells as rows of plain values, whatever was passed: one cell, one row, one column, a table."""

    @classmethod
    def reader(cls, options: Any) -> Pipeline:
        """Pipeline of the reading."""
        options = dict(options, ndim=2, err_to_str=True)
        pipeline = ValueAccessor.reader(options)
        return pipeline.insert_stage(_CutToUsed(), index=_first(pipeline, ReadValueFromRangeStage))

    @classmethod
    def writer(cls, options: Any) -> Pipeline:
        """Results are plain values already."""
        return ValueAccessor.writer(options)


def _first(pipeline: Pipeline, kind: type) -> int:
    return next(at for at, stage in enumerate(pipeline) if isinstance(stage, kind))


def registered() -> dict[str, Callable[..., Any]]:
    """Every function of the catalogue as xlwings wants it, by name."""
    return {function.name: _register(function) for function in CATALOGUE}


def _register(function: CellFunction) -> Callable[..., Any]:
    wrapper: Callable[..., Any] = _wrapper(function)
    wrapper = xw.func(category=CATEGORY)(wrapper)
    for argument in function.arguments:
        wrapper = xw.arg(argument.name, convert=Cells, doc=argument.help)(wrapper)
    return xw.ret()(wrapper)


def _wrapper(function: CellFunction) -> Callable[..., Any]:
    def call(*given: object) -> object:
        try:
            return _outgoing(invoke(function, [_incoming(value) for value in given]))
        except Exception as failure:  # noqa: BLE001 - a traceback in a cell helps nobody; the log has it
            _LOG.exception("%s", function.name)
            return f"{ERROR_MARK} errore interno in {function.name}: {type(failure).__name__}. Premere Diagnostica."

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.help
    call.__signature__ = inspect.Signature([_parameter(one) for one in function.arguments])  # type: ignore[attr-defined]
    return call


def _parameter(argument: Argument) -> inspect.Parameter:
    default = None if argument.optional else inspect.Parameter.empty
    return inspect.Parameter(argument.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default)


def _incoming(value: object) -> object:
    """A cell or range as the functions take it; date types that COM brings are plain moments."""
    if isinstance(value, (list, tuple)):
        return [[_cell(one) for one in row] if isinstance(row, (list, tuple)) else _cell(row) for row in value]
    return _cell(value)


def _cell(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.replace(tzinfo=None)  # pywintypes times say UTC but hold the wall clock of the cell
    return value


def _outgoing(result: object) -> object:
    if isinstance(result, list):
        return [[_result(value) for value in row] for row in result]
    return _result(result)


def _result(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell's date has no zone
    return value
