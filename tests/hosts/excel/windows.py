"""The Windows half of xlwings on a computer that has no Windows: its own code, over stand-ins for pywin32.

xlwings picks its engine by the system it runs on; here ``_xlwindows.py`` is loaded all the same, with modules in the
place of pywin32 that offer only what it takes at import and what a message box needs. Everything else (ranges, names,
conversion of cells, the calls of functions) is the shipped code.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

from tests.hosts.excel import com_excel

_YES_NO = 4
_BUTTONS = {"yes": 6, "no": 7, "ok": 1}


@dataclass
class Desktop:
    """The message boxes that were shown (title, text, whether it was a question), and what is pressed in them."""

    pressed: str = "no"
    boxes: list[tuple[str, str, bool]] = field(default_factory=list)

    def message_box(self, hwnd: int, prompt: str, title: str, style: int) -> int:
        """Answer a box: one button leaves no choice."""
        question = style & 0xF == _YES_NO
        self.boxes.append((title, prompt, question))
        return _BUTTONS[self.pressed if question else "ok"]


@contextmanager
def pywin32(desktop: Desktop) -> Iterator[None]:
    """Stand-ins for pywin32 and for what ctypes has on Windows only, for as long as this lasts."""
    added = _modules(desktop)
    before = {name: sys.modules.get(name) for name in added}
    sys.modules.update(added)
    windows = SimpleNamespace(ole32=SimpleNamespace(CLSIDFromString=lambda *_: 0))
    loader = ctypes.PyDLL
    ctypes.oledll, ctypes.windll = windows, SimpleNamespace()
    ctypes.PyDLL = lambda *_: SimpleNamespace(PyCom_PyObjectFromIUnknown=SimpleNamespace())
    try:
        yield
    finally:
        ctypes.PyDLL = loader
        del ctypes.oledll, ctypes.windll
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def engine(desktop: Desktop) -> ModuleType:
    """The Windows engine of xlwings itself, made known to xlwings as ``excel``."""
    import xlwings

    with pywin32(desktop):
        sys.modules.pop("xlwings._xlwindows", None)
        loaded = importlib.import_module("xlwings._xlwindows")
    if "excel" not in [one.name for one in xlwings.engines]:
        xlwings.engines.add(xlwings.Engine(impl=loaded.engine))
    return loaded


def _modules(desktop: Desktop) -> dict[str, ModuleType]:
    class Dispatched:
        """pywin32's own proxies; nothing here is one."""

    pywintypes = _module(
        "pywintypes", com_error=com_excel.ComError, TimeType=com_excel.ComTime, IID=str, error=OSError
    )
    constants = {
        "MB_OK": 0,
        "MB_OKCANCEL": 1,
        "MB_YESNO": 4,
        "MB_YESNOCANCEL": 3,
        "MB_ICONINFORMATION": 64,
        "MB_ICONWARNING": 48,
    }
    client = _module(
        "win32com.client",
        CDispatch=Dispatched,
        CoClassBaseClass=Dispatched,
        DispatchBaseClass=Dispatched,
        Dispatch=lambda one, **_: one,
        DispatchEx=lambda one: one,
    )
    zone = SimpleNamespace(utc=staticmethod(lambda: com_excel.UTC))
    return {
        "pywintypes": pywintypes,
        "pythoncom": _module(
            "pythoncom", CoInitialize=lambda: None, ole_error=com_excel.ComError, __file__="pythoncom.dll"
        ),
        "win32api": _module("win32api", MessageBox=desktop.message_box),
        "win32con": _module("win32con", **constants),
        "win32gui": _module("win32gui"),
        "win32process": _module("win32process", GetWindowThreadProcessId=lambda _: (1, 4242)),
        "win32timezone": _module("win32timezone", TimeZoneInfo=zone),
        "win32com": _module("win32com", client=client, __path__=[]),
        "win32com.client": client,
    }


def _module(name: str, **members: Any) -> ModuleType:
    module = ModuleType(name)
    for key, value in members.items():
        setattr(module, key, value)
    return module
