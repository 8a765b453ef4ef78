"""LibreOffice: the same cell functions and commands as in Excel, through an extension and one process of ours.

::

    Calc ── component/ (its own Python, standard library only) ── frames over a pipe ── worker.py (our Python)

LibreOffice's Python isn't ours: another version, without our packages. So the extension holds a thin component that
knows UNO and nothing else, and a worker that knows the catalogue and nothing of UNO. ``extension.py`` puts the
extension together from the catalogue, ``install.py`` puts it into a person's profile.
"""
