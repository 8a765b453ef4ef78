"""Accesses by device: desktop, mobile and the rest, from counts or from shares that were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cst_xl.core.figures import Figures, Number, Share, Total
from cst_xl.core.kinds import plain
from cst_xl.core.section import Inputs
from cst_xl.core.units import WHOLE_RATE
from cst_xl.sections.access.bands import ACCESSES
from cst_xl.sections.access.raw import DEVICES, Percentage

DESKTOP: Final = "accessi.desktop"
MOBILE: Final = "accessi.mobile"
OTHER: Final = "accessi.altri"
CATEGORIES: Final = {
    DESKTOP: ("Desktop", "Accessi da desktop"),
    MOBILE: ("Smartphone e tablet", "Accessi da dispositivi mobili"),
    OTHER: ("Altri dispositivi", "Accessi da altri dispositivi"),
}
"""Figure -> its name in the table, its label."""

_DESKTOP_WORDS: Final = frozenset({"desktop", "pc", "computer", "notebook"})
_MOBILE_WORDS: Final = frozenset(
    {"smartphone", "tablet", "phablet", "mobile", "mobili", "cellulare", "cellulari", "telefono", "phone"}
)
_MATOMO_REST: Final = frozenset(
    {
        *(
            "tv",
            "televisore",
            "console",
            "smart display",
            "smart speaker",
            "car browser",
            "camera",
            "fotocamera",
        ),
        *("portable media player", "lettore multimediale portatile", "wearable", "peripheral"),
        *("unknown", "sconosciuto", "altro", "altri", "altri dispositivi", "other"),
    }
)
"""What else Matomo's device detection knows, in English and Italian, and words for the rest."""


@dataclass(frozen=True)
class Device:
    """The accesses from one kind of device.

    Attributes:
        name: As written.
        code: Last part of its id.
        amount: A count or a share; None when unreadable.
        row: Its sheet row.
    """

    name: str
    code: str
    amount: int | Percentage | None
    row: int

    @property
    def category(self) -> str:
        """Id of the share that it belongs to."""
        words = set(self.code.split("-"))
        if words & _MOBILE_WORDS and not words & _DESKTOP_WORDS:
            return MOBILE
        return DESKTOP if words & _DESKTOP_WORDS and not words & _MOBILE_WORDS else OTHER

    @property
    def recognised(self) -> bool:
        """Whether it is a kind that web statistics know."""
        return self.category != OTHER or self.code.replace("-", " ") in _MATOMO_REST

    @property
    def figure_id(self) -> str:
        """Id of its accesses."""
        return f"accessi.dispositivo.{self.code}"


@dataclass(frozen=True)
class Devices:
    """All kinds of devices.

    Attributes:
        devices: One a kind.
        repeated: Further rows of a kind that is there already.
        named: Whether every amount has a name: else the kind that it belongs to would seem smaller than it is.
    """

    devices: tuple[Device, ...]
    repeated: tuple[Device, ...]
    named: bool = True

    @property
    def given_as_shares(self) -> bool:
        """Whether all amounts are shares."""
        return bool(self.devices) and all(isinstance(d.amount, Percentage) for d in self.devices)

    @property
    def given_as_counts(self) -> bool:
        """Whether all amounts are counts."""
        return bool(self.devices) and all(isinstance(d.amount, int) for d in self.devices)

    @property
    def total(self) -> Decimal:
        """The sum of all amounts that could be read."""
        return Decimal(sum(_number(device.amount) or 0 for device in self.devices))


def read_devices(inputs: Inputs) -> Devices:
    """The kinds of devices, each once; names that differ in case and accents only are one kind."""
    once: dict[str, Device] = {}
    repeated = []
    for record in inputs[DEVICES].records():
        if record["dispositivo"] is None:
            continue
        code = plain(record["dispositivo"]).replace(" ", "-") or str(record.row)
        device = Device(record["dispositivo"], code, record["accessi"], record.row)
        if once.setdefault(code, device) is not device:
            repeated.append(device)
    nameless = [
        one for one in inputs[DEVICES].records() if one["dispositivo"] is None and one["accessi"] is not None
    ]
    return Devices(tuple(once.values()), tuple(repeated), not nameless)


def compute_devices(inputs: Inputs, figures: Figures) -> None:
    """The accesses of each kind, and the shares of desktop, mobile and other devices."""
    found = read_devices(inputs)
    for device in found.devices:
        share = isinstance(device.amount, Percentage)
        unit, rounding = (WHOLE_RATE, _half_step(device.amount)) if share else (ACCESSES, Decimal(0))
        label = f"Accessi da {device.name}"
        figures.add(device.figure_id, _number(device.amount), unit, label, rounding=rounding)
    for figure_id, (_, label) in CATEGORIES.items():
        _category(found, figures, figure_id, label)
    for figure_id, name in ((DESKTOP, "desktop"), (MOBILE, "mobile")):
        label = f"Grafico: {CATEGORIES[figure_id][1].lower()}"
        figures.derive(f"accessi.grafico.{name}", Total((figure_id,)), WHOLE_RATE, label)


def _category(found: Devices, figures: Figures, figure_id: str, label: str) -> None:
    """A share out of counts, or the sum of the shares that were given; None while an amount is missing."""
    part = _ids([device for device in found.devices if device.category == figure_id])
    if not part or not found.named:
        figures.add(figure_id, None, WHOLE_RATE, label)
    elif found.given_as_shares:
        figures.derive(figure_id, Total(part), WHOLE_RATE, label)
    elif found.given_as_counts:
        figures.derive(figure_id, Share(part, _ids(found.devices)), WHOLE_RATE, label)
    else:
        figures.add(figure_id, None, WHOLE_RATE, label)


def _ids(devices: Sequence[Device]) -> tuple[str, ...]:
    return tuple(device.figure_id for device in devices)


def _number(amount: int | Percentage | None) -> Number | None:
    return amount.value if isinstance(amount, Percentage) else amount


def _half_step(amount: int | Percentage | None) -> Decimal:
    """Half of the last digit that a share was given with."""
    if not isinstance(amount, Percentage):
        return Decimal(0)
    return Decimal(1).scaleb(min(0, int(amount.value.as_tuple().exponent))) / 2
