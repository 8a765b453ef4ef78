"""The half that runs inside LibreOffice: UNO on one side, frames to the worker on the other.

It is shipped in the extension under the name `PACKAGE` and must run in the Python that LibreOffice brings along: 3.8
and newer, standard library only. Nothing here may import from the rest of the package.
"""

PACKAGE = "cst_xl_office"
"""Name of this package inside the extension; LibreOffice has one list of Python paths for all its extensions."""
