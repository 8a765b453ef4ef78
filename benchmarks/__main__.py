"""Run the benchmarks that were named, or all of them."""

from __future__ import annotations

import importlib
import sys

ALL = ("start", "template", "batch", "compute", "excel", "working_time", "intake", "report", "libreoffice")

for name in sys.argv[1:] or ALL:
    importlib.import_module(f"benchmarks.{name}").main()
