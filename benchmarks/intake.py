"""How long a million tickets take to become monthly figures, and how much memory, beside pandas doing the bare minimum.

The other side reads the same columns with ``pandas.read_csv`` and counts them by month, channel, queue and state, without
looking for repeated tickets, without a mapping, without telling anything. Peaks are those of a process of its own.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.timing import process, ratio, report

ROWS = 1_000_000
_OURS = """
import sys
from pathlib import Path
from cst_xl.core.periods import Period
from cst_xl.intake.aggregate import monthly
from cst_xl.intake.imported import Context
monthly(Path(sys.argv[1]), Context(Period.quarter(2016, 2)))
"""
_PANDAS = """
import sys
import pandas
columns = ["Ticket#", "Creato", "Type", "Coda", "Stato"]
frame = pandas.read_csv(sys.argv[1], sep=";", usecols=columns, dtype={"Ticket#": str})
frame.groupby([frame["Creato"].str[:7], "Type", "Coda", "Stato"]).size()
"""
_PEAK = "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def write(path: Path, rows: int) -> None:
    """Write a list as OTRS exports it."""
    chance = random.Random(2016)
    headers = [
        "Numero",
        "Ticket#",
        "Titolo",
        "Creato",
        "Close Time",
        "Coda",
        "Stato",
        "Priorità",
        "FirstResponse",
        "First Lock",
        "Type",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(headers)
        start = datetime(2016, 4, 1)
        for number in range(rows):
            opened = start + timedelta(seconds=number * 7_800_000 // rows)
            done = opened + timedelta(minutes=chance.randrange(10_000))
            phone = chance.random() < 0.2
            writer.writerow(
                [
                    number,
                    f"2016{number:010}",
                    f"Segnalazione {number % 997}",
                    opened,
                    done,
                    "Servizi CST::Help Desk" + ("::Telefono" if phone else ""),
                    chance.choice(("risolto", "risolto", "risolto", "aperto", "chiuso non di competenza")),
                    "3 normale",
                    opened + timedelta(minutes=90),
                    opened + timedelta(minutes=30),
                    "telefono" if phone else "mail",
                ]
            )


def peak(code: str, path: Path) -> int:
    """Largest memory of a process, in kilobytes."""
    done = subprocess.run(
        [sys.executable, "-c", code + _PEAK, str(path)], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1])


def main() -> None:
    """Print the ratios of time and of memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tickets.csv"
        write(path, ROWS)
        measured = ratio(process("-c", _OURS, str(path)), process("-c", _PANDAS, str(path)), 3)
        report(f"{ROWS:,} tickets to monthly figures", "pandas read_csv + groupby", measured, "at most 1.5x")
        bare = peak("import pandas", path)
        ours, theirs = peak(_OURS, path), peak(_PANDAS, path)
        share = (ours - bare) / (theirs - bare)
        print(
            f"peak memory: {ours // 1024} MB beside {theirs // 1024} MB; above pandas itself ({bare // 1024} MB) "
            f"{share:.0%}   (aim: under 50%)",
            flush=True,
        )


if __name__ == "__main__":
    main()
