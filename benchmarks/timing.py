"""Timing on noisy machines: the two things compared take turns, and the median of the paired ratios is printed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def process(*arguments: str) -> Callable[[], object]:
    """A fresh Python process, from start to exit."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def ratio(
    run: Callable[[], object], against: Callable[[], object], times: int = 5
) -> tuple[float, float, float]:
    """Median seconds of both and the median of their paired ratios, after one warm-up of each."""
    run()
    against()
    pairs = [(seconds(run), seconds(against)) for _ in range(times)]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    return mine, other, statistics.median(a / b for a, b in pairs)


def report(what: str, against: str, measured: tuple[float, float, float], aim: str = "") -> None:
    """One line."""
    mine, other, times = measured
    goal = f"   (aim: {aim})" if aim else ""
    print(f"{what}: {mine:.3f} s, {times:.2f}x {against} ({other:.3f} s){goal}", flush=True)
