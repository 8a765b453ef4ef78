"""UNO's services, structures and enumerations, for modules that must not import UNO to be tested.

This and ``entry.py`` are the only modules of the component that import it.
"""

# mypy: disable-error-code="import-not-found, misc"
# (UNO's modules exist only inside LibreOffice.)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.awt.MessageBoxType import INFOBOX, QUERYBOX
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet.FillDirection import TO_BOTTOM
from com.sun.star.util import NumberFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class _Callback(unohelper.Base, XCallback):
    def __init__(self, action: Callable[[], object]) -> None:
        self._action = action

    def notify(self, _data: Any) -> None:
        self._action()


class Office:
    """The program that we run in.

    Args:
        context: Its component context.
    """

    DATE = NumberFormat.DATE
    DATETIME = NumberFormat.DATETIME
    LOGICAL = NumberFormat.LOGICAL
    INFOBOX = INFOBOX
    QUERYBOX = QUERYBOX
    TO_BOTTOM = TO_BOTTOM

    def __init__(self, context: Any) -> None:
        self.context = context

    def service(self, name: str) -> Any:
        """A new instance of a service."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def properties(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Property values, as calls take them."""
        made = []
        for name, value in values.items():
            one = PropertyValue()
            one.Name, one.Value = name, value
            made.append(one)
        return tuple(made)

    def sequence(self, values: Mapping[str, Any]) -> Any:
        """Property values, as a value of another property."""
        return uno.Any("[]com.sun.star.beans.PropertyValue", self.properties(values))

    def later(self, action: Callable[[], object]) -> None:
        """Do something once the program has nothing else to do; at its very start it can't be ended, for example."""
        self.service("com.sun.star.awt.AsyncCallback").addCallback(_Callback(action), None)

    def path(self, url: str) -> str:
        """Path of a file's address."""
        return str(unohelper.fileUrlToSystemPath(url))

    def url(self, path: str) -> str:
        """Address of a file."""
        return str(unohelper.systemPathToFileUrl(path))
