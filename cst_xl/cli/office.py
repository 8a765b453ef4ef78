"""`libreoffice`: put functions and menu into LibreOffice and take them out, open a workbook there, print it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cst_xl.cli.application import Workbook, guarded

if TYPE_CHECKING:
    from cst_xl.hosts.libreoffice.office import Office

app = typer.Typer(
    help="Work with LibreOffice instead of Excel: same workbook, same functions, same commands.\n\n"
    "The program is the one that CST_SOFFICE names, or else the one that is found.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Profile = Annotated[
    Path | None, typer.Option("--profile", help="Folder of a LibreOffice profile other than the usual one.")
]


@app.command()
def install(
    profile: Profile = None,
    oxt: Annotated[
        Path | None, typer.Option("--oxt", help="Only write the extension, for a double click, to this file.")
    ] = None,
) -> None:
    """Put the functions and the menu CST into the LibreOffice of the user who runs this.

    An older version is replaced. Nothing is written outside the user's profile.
    """

    def run() -> None:
        from cst_xl.hosts.libreoffice import install as installing

        if oxt is not None:
            installing.write_extension(oxt)
            typer.echo(oxt)
            return
        installing.install(_office(profile))
        typer.echo("✔ Estensione CST installata: vale dal prossimo avvio di LibreOffice.")

    guarded(run)


@app.command()
def uninstall(profile: Profile = None) -> None:
    """Take the functions and the menu out again; workbooks stay as they are."""

    def run() -> None:
        from cst_xl.hosts.libreoffice import install as installing

        installing.uninstall(_office(profile))
        typer.echo("✔ Estensione CST tolta da LibreOffice.")

    guarded(run)


@app.command("open")
def open_(workbook: Workbook, profile: Profile = None) -> None:
    """Start Calc on a workbook."""

    def run() -> None:
        from cst_xl.hosts.libreoffice import install as installing

        installing.open_workbook(_office(profile), workbook)

    guarded(run)


@app.command()
def pdf(
    workbook: Workbook,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The PDF; beside the workbook if not given.", show_default=False),
    ] = None,
    sheet: Annotated[str, typer.Option("--sheet", help="The sheet to print.")] = "Focus",
    whole: Annotated[bool, typer.Option("--all", help="Print every sheet.")] = False,
) -> None:
    """Print a workbook, computed anew by LibreOffice, to a PDF.

    Needs no installation: an office of its own does it, unseen, and leaves nothing behind. The bulletin with its tagged
    text comes from `report`; this is the workbook as a printer would show it.
    """

    def run() -> None:
        from cst_xl.hosts.libreoffice import install as installing
        from cst_xl.hosts.libreoffice import office

        target = out or workbook.with_suffix(".pdf")
        installing.print_pdf(office.find(), workbook, target, "" if whole else sheet)
        typer.echo(target)

    guarded(run)


def _office(profile: Path | None) -> Office:
    from cst_xl.hosts.libreoffice import office

    return office.Office(office.find(), profile)
