"""``python -m cst_xl``: the command line, for PCs where the script isn't on the path."""

from __future__ import annotations

from cst_xl.cli import main

if __name__ == "__main__":
    main()
