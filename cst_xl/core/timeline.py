"""A line of seconds on which a service is open or shut, compiled so that every question is a lookup.

The line is cut into equal cells, each wholly open or wholly shut. For every cell two numbers are kept, such that the
open seconds before a place `t` are ``base + (t & mask)``: the mask is all ones where time runs and zero where it
stands still. The inverse needs the starts of the open cells only. Nothing is searched, no day is walked, and a
million answers take as long as reading a million numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Timeline:
    """Open and shut seconds from 0 to `length`.

    Places are seconds from the start of the line, `length` included. They are 32-bit numbers: callers keep the line
    under 68 years and check places before they ask.

    Attributes:
        length: Seconds on the line.
        total: Open seconds on it.
    """

    __slots__ = ("_base", "_mask", "_openings", "_step", "length", "total")

    def __init__(self, is_open: NDArray[np.bool_], step: int) -> None:
        """Compile cells of `step` seconds."""
        import numpy as np

        cell = np.int32(step)
        starts = np.arange(len(is_open) + 1, dtype=np.int32) * cell
        before = np.zeros(len(starts), np.int32)
        np.cumsum(is_open, out=before[1:])
        self._step = step
        # One shut cell is added: the end of the line is a place too.
        self._mask = -np.append(is_open, np.False_).astype(np.int32)
        self._base = before * cell - (starts & self._mask)
        self._openings = np.append(starts[:-1][is_open], starts[-1])
        self.length = int(starts[-1])
        self.total = int(before[-1]) * step

    def is_open(self, place: int) -> bool:
        """Tell whether the second that starts at a place is open."""
        return bool(self._mask[place // self._step])

    def worked(self, place: int) -> int:
        """Return the open seconds before a place."""
        cell = place // self._step
        return int(self._base[cell]) + (place & int(self._mask[cell]))

    def worked_many(self, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the open seconds before each place."""
        import numpy as np

        short = places.astype(np.int32)
        cells = (short // np.int32(self._step)).astype(np.intp)
        # Callers have checked the places: "clip" only spares take() a second look at each.
        short &= self._mask.take(cells, mode="clip")
        short += self._base.take(cells, mode="clip")
        return short

    def reached(self, worked: int) -> int:
        """Return the first place before which there are so many open seconds, from 1 to `total`."""
        cell, rest = divmod(worked - 1, self._step)
        return int(self._openings[cell]) + rest + 1

    def reached_many(self, worked: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the first place of each; what isn't from 1 to `total` gives an arbitrary place."""
        cells = (worked - 1) // self._step
        places: NDArray[np.int64] = worked - cells * self._step
        places += self._openings.take(cells, mode="clip")
        return places
