"""Monthly figures on a Dask cluster: the same reduction, its pieces sent to whoever has a hand free.

Dask is an extra (``pip install cst-xl[cluster]``) and imported only here: a desktop never needs it. No more pieces are on
their way than the cluster can work on, so that memory stays bounded here as well.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

from cst_xl.core.errors import CstError
from cst_xl.intake.aggregate import Mapper

_AHEAD: Final = 2
"""Pieces that each worker may have waiting."""

_PATIENCE: Final = 10
"""Seconds to wait for a scheduler to answer."""


@contextmanager
def mapper(address: str) -> Iterator[Mapper]:
    """Give a ``map`` that runs on a cluster, for as long as the ``with`` lasts.

    Args:
        address: Of its scheduler: ``tcp://127.0.0.1:8786``.

    Raises:
        CstError: Dask isn't installed, or no scheduler answers there.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as cause:
        raise CstError("Per usare un cluster serve Dask: installare cst-xl con l'extra «cluster».") from cause
    try:
        client = distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as cause:
        raise CstError(f"Lo scheduler Dask «{address}» non risponde.") from cause
    with client:
        yield lambda function, pieces: _mapped(client, function, pieces)


def _mapped(client: Any, function: Callable[[Any], Any], pieces: Iterable[Any]) -> Iterator[Any]:
    """The results in the order of the pieces."""
    room = max(1, len(client.scheduler_info()["workers"])) * _AHEAD
    waiting: deque[Any] = deque()
    for piece in pieces:
        waiting.append(client.submit(function, piece, pure=False))
        if len(waiting) >= room:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
