"""The only door to the terminal: commands for whoever maintains the workbook.

Nothing heavy is imported before a command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys

from cst_xl.cli import console, exports, figures, machine, office, publishing, quarters
from cst_xl.cli.application import Exit, app

__all__ = ["Exit", "app", "main"]

# In the order of `--help`, which is that of the work.
app.command()(quarters.demo)
app.command()(quarters.template)
app.command()(quarters.migrate)
app.command("import")(exports.import_)
app.command()(figures.compute)
app.command()(figures.check)
app.command()(publishing.report)
app.command()(machine.doctor)
app.add_typer(office.app, name="libreoffice")


def main() -> None:
    """Entry point; accents are right whatever the console's code page."""
    console.prepare((sys.stdout, sys.stderr))
    app()
