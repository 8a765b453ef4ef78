"""The classic path from a cell to a function, without Excel: xlwings' own ``call_udf`` over a workbook in memory."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import xlwings as xw

from tests.hosts.excel import windows

Call = Callable[..., Any]


@contextmanager
def served() -> Iterator[Call]:
    """A function ``call(name, *arguments)`` that goes the way of a cell of Excel; arguments are values or ranges."""
    decorators = {name: getattr(xw, name) for name in ("func", "arg", "ret")}
    desktop = windows.Desktop()
    windows.engine(desktop)
    with windows.pywin32(desktop):
        sys.modules["xlwings.com_server"] = SimpleNamespace(loop=None)
        udfs = importlib.import_module("xlwings.udfs")
        xw.func, xw.arg, xw.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
        try:
            yield _caller(udfs)
        finally:
            for name, decorator in decorators.items():
                setattr(xw, name, decorator)
            udfs.com_executor.shutdown()
            del sys.modules["xlwings.udfs"], sys.modules["xlwings.com_server"]


def _caller(udfs: ModuleType) -> Call:
    from cst_xl.hosts.excel import registration

    functions = SimpleNamespace(**registration.registered())
    udfs.udf_modules["prova"] = {"module": functions, "filename": "", "filetime": None}

    def call(name: str, *arguments: Any) -> Any:
        # what the COM server does with the result: one value, or a tuple of rows
        rows = udfs.call_udf("prova", name, tuple(arguments))
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows

    return call
