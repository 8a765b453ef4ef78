"""Figures: every number, symbol or claim that the workbook shows and the bulletin says, under a stable id.

A derived figure is *made* from its basis (a total, a share, a change of other figures), so that its value and the
explanation of it can't drift apart; the comparison with published values reads the same basis to say how far the
rounding of the inputs can move a value, and which slip would explain a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from cst_xl.core.errors import CstError
from cst_xl.core.units import TEXT, Unit, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Number = int | Decimal


@dataclass(frozen=True)
class Total:
    """The sum of the parts."""

    parts: tuple[str, ...]

    def of(self, values: Mapping[str, Number]) -> Number:
        """The sum, from the parts' values."""
        return sum((values[part] for part in self.parts), start=0)


@dataclass(frozen=True)
class Share:
    """``100 * sum(part) / sum(whole)``, a percent number.

    ``rows`` names the same share on the rows that make the total (the months of a quarter): the simple mean of
    those is the classic slip.
    """

    part: tuple[str, ...]
    whole: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Every figure that enters, once."""
        return tuple(dict.fromkeys(self.part + self.whole))

    def of(self, values: Mapping[str, Number]) -> Number | None:
        """The percent number, or None when the whole is zero."""
        whole = sum(values[one] for one in self.whole)
        return Decimal(100) * sum(values[one] for one in self.part) / whole if whole else None


@dataclass(frozen=True)
class Change:
    """``100 * (new / old - 1)``, a percent number."""

    new: str
    old: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The new figure, then the old one."""
        return (self.new, self.old)

    def of(self, values: Mapping[str, Number]) -> Number | None:
        """The percent number, or None when there was nothing before."""
        old = values[self.old]
        return Decimal(100) * (Decimal(values[self.new]) / old - 1) if old else None


@dataclass(frozen=True)
class Difference:
    """``more - less``, in the unit of both."""

    more: str
    less: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The minuend, then the subtrahend."""
        return (self.more, self.less)

    def of(self, values: Mapping[str, Number]) -> Number:
        """The difference, signed."""
        return values[self.more] - values[self.less]


Basis = Total | Share | Change | Difference


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        id: Stable name, such as ``sla.SLA.2.scostamento``.
        value: Exact value, in the unit; None when an input is missing.
        unit: How it is printed.
        label: What it is, in Italian, for people who read a list of figures.
        basis: How it follows from other figures; None for what was given.
        rounding: Half width of the rounding that an input had when it was typed (0.5 for thousands given whole).
    """

    id: str
    value: Value
    unit: Unit = TEXT
    label: str = ""
    basis: Basis | None = None
    rounding: Decimal = Decimal(0)

    @property
    def text(self) -> str:
        """The value as the bulletin prints it."""
        return self.unit.text(self.value)

    @property
    def number(self) -> Number | None:
        """The value when it is a number."""
        return self.value if isinstance(self.value, (int, Decimal)) else None

    def as_json(self) -> dict[str, str | None]:
        """The record that ``compute --json`` prints: the value as an exact decimal string."""
        value = None if self.value is None else str(self.value)
        return {"id": self.id, "value": value, "unit": self.unit.name, "text": self.text}


@dataclass
class Figures:
    """Figures under their ids, in the order in which they were made."""

    _by_id: dict[str, Figure] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, figure_id: object) -> bool:
        return figure_id in self._by_id

    def __getitem__(self, figure_id: str) -> Figure:
        return self._by_id[figure_id]

    def get(self, figure_id: str) -> Figure | None:
        """The figure of that id, or None."""
        return self._by_id.get(figure_id)

    def number(self, figure_id: str) -> Number | None:
        """The numeric value of a figure, or None when it is missing or isn't a number."""
        figure = self._by_id.get(figure_id)
        return None if figure is None else figure.number

    def add(
        self,
        figure_id: str,
        value: Value,
        unit: Unit = TEXT,
        label: str = "",
        *,
        rounding: Decimal = Decimal(0),
    ) -> Figure:
        """Put in a figure that was given, or computed by a rule of its own.

        Raises:
            CstError: The id is taken: two figures of one name would make one of them a lie.
        """
        return self._put(Figure(figure_id, value, unit, label, rounding=rounding))

    def derive(self, figure_id: str, basis: Basis, unit: Unit, label: str = "") -> Figure:
        """Put in a figure made from others; it is None while one of them is missing."""
        values = {part: self.number(part) for part in basis.parts}
        known = {part: value for part, value in values.items() if value is not None}
        value = basis.of(known) if len(known) == len(values) and values else None
        return self._put(Figure(figure_id, value, unit, label, basis))

    def update(self, others: Iterable[Figure]) -> None:
        """Put in all of these."""
        for figure in others:
            self._put(figure)

    def _put(self, figure: Figure) -> Figure:
        if figure.id in self._by_id:
            raise CstError(f"Due valori diversi per la stessa voce «{figure.id}».")
        self._by_id[figure.id] = figure
        return figure
