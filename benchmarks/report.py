"""How long the whole report takes, cold: workbook read and computed, PDF, page, open data, release recorded.

The other side is the PDF library alone, cold, making one empty page: what no report in PDF can go below.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.timing import process, ratio, report

_EMPTY_TAGGED = """
import typst
page = b'#set document(title: "x"); #set text(lang: "it")'
typst.compile(page, pdf_standards=['ua-1', 'a-2a'])
"""


def without_printed_values(path: Path) -> None:
    """Make the example's workbook, less the printed values: their errors would keep it from being published."""
    from cst_xl.actions.quarters import EXAMPLE, build_from_folder
    from cst_xl.workbook import resources

    with tempfile.TemporaryDirectory() as folder:
        for source in (resources.folder("workbooks") / EXAMPLE).glob("*.csv"):
            if source.stem != "pubblicati":
                shutil.copy(source, folder)
        build_from_folder(Path(folder), path)


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        made, workbook, out = (Path(folder) / name for name in ("made.xlsx", "focus.xlsx", "pubblicati"))
        without_printed_values(made)

        def whole() -> None:
            shutil.copy(made, workbook)
            shutil.rmtree(out, ignore_errors=True)
            process("-m", "cst_xl", "report", str(workbook), "--out", str(out))()

        empty = process("-c", _EMPTY_TAGGED)
        report("report, cold", "typst making an empty page, cold", ratio(whole, empty))


if __name__ == "__main__":
    main()
