"""A LibreOffice of one's own for tests and benchmarks: fresh profile, our extension, driven through UNO.

Its Python is needed to drive it (the module ``uno`` goes with one version of the office), so the second half of this
file runs there as a script, takes one JSON request a line and gives one JSON answer. The path of the office is a
parameter: ``CST_SOFFICE``, or the ``soffice`` that is found first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which

NEVER_MACROS, ALWAYS_MACROS = 0, 4
XLSX, ODS, XLSM = "Calc MS Excel 2007 XML", "calc8", "Calc MS Excel 2007 VBA XML"
_RESTARTS = 81
"""How an office ends that has just registered an extension and wants to be started again."""


def soffice() -> Path | None:
    """The program to test with, behind the script that starts it; None when there is none."""
    named = os.environ.get("CST_SOFFICE") or which("soffice")
    if named is None:
        return None
    folder = Path(named).resolve().parent
    return next((one for one in (folder / "soffice.bin", folder / "soffice") if one.exists()), None)


def required() -> Path:
    """The program to test with; without one the test skips, or fails where nothing may be missing."""
    import pytest

    office = soffice()
    if office is None or python_of(office) is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice or its Python is missing from the continuous integration machine")
        pytest.skip("LibreOffice and a Python with its module uno aren't installed")
    return office


def built_extension(folder: Path) -> Path:
    """The extension as a file, for a worker of this environment."""
    from cst_xl.hosts.libreoffice import install

    path = folder / "cst_xl.oxt"
    install.write_extension(path)
    return path


def python_of(office: Path) -> str | None:
    """An interpreter that has the module ``uno`` of that office; None when there is none."""
    candidates = [office.parent / "python", Path("/usr/bin/python3")]
    return next((str(one) for one in candidates if one.exists() and _has_uno(one)), None)


def _has_uno(python: Path) -> bool:
    done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def screen():
    """A screen that nobody looks at; gives its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def office_environment():
    """Give the environment of an office.

    Debian's takes the first ``python3`` of the path for its own: an active virtual environment would break it.
    """
    return {**os.environ, "PATH": os.pathsep.join(["/usr/bin", "/bin", os.environ.get("PATH", "")])}


class OfficeSession:
    """One running office; use it with ``with``.

    Args:
        office: ``soffice.bin``.
        folder: For the profile; fresh.
        extension: The .oxt file; None when the profile has it.
        profile: A profile to use instead of a fresh one.
        display: The X display to show itself on; None for none.
        environment: More variables for the office.
    """

    def __init__(self, office, folder, extension, *, profile=None, display=None, environment=None):
        folder.mkdir(exist_ok=True)
        self.profile = profile or folder / "profilo"
        bundled = folder / "estensioni" / "cst_xl.oxt"
        bundled.parent.mkdir()
        if extension is not None:
            _unpack(extension, bundled)
        self._command = [
            str(office),
            "--norestore",
            "--nologo",
            f"-env:UserInstallation={self.profile.as_uri()}",
            f"-env:BUNDLED_EXTENSIONS={bundled.parent.as_uri()}",
            *([] if display else ["--headless"]),
        ]
        self._environment = office_environment() | {"LC_ALL": "C.UTF-8"} | (environment or {})
        if display:
            self._environment |= {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"}
        self.extension = bundled
        self._python = python_of(office)
        self._folder = folder
        self._driver = None
        self._documents = 0

    def __enter__(self):
        self._settle()
        pipe = f"cst{os.getpid()}_{time.time_ns()}"
        accept = f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext"
        self._office = subprocess.Popen(
            [*self._command, accept, "private:factory/scalc"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment,
        )
        self._driver = subprocess.Popen(
            [self._python, __file__, pipe],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        try:
            self._receive()
        except BaseException:
            self.__exit__()
            raise
        return self

    @property
    def pid(self):
        """Process id of the office."""
        return self._office.pid

    def __exit__(self, *_):
        impatience = threading.Timer(20, self._office.kill)  # a dialog may be open
        impatience.start()
        with suppress(OSError, RuntimeError):
            self.ask("terminate")
        self._office.wait()
        impatience.cancel()
        for process in (self._driver, self._office):
            if process.poll() is None:
                process.kill()
            process.wait()
        self._driver.stdin.close()
        self._driver.stdout.close()

    def _settle(self):
        """Let a fresh profile register the extension: the office ends for that, and again with what it was asked."""
        (self._folder / "vuoto.csv").write_text("1\n")
        wanted = [
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            str(self._folder),
            str(self._folder / "vuoto.csv"),
        ]
        for _ in range(4):
            done = subprocess.run(
                [*self._command, *wanted], env=self._environment, capture_output=True, timeout=60, check=False
            )
            if done.returncode != _RESTARTS:
                return
        raise RuntimeError("the office doesn't come to rest")

    def ask(self, what, **given):
        """Have the driver do something, see the functions behind `_ACTIONS`; its failures are raised here."""
        self._driver.stdin.write(json.dumps({"do": what, **given}) + "\n")
        self._driver.stdin.flush()
        return self._receive()

    def _receive(self):
        line = self._driver.stdout.readline()
        if not line:
            raise RuntimeError("the driver of the office has ended")
        answer = json.loads(line)
        if "failure" in answer:
            raise RuntimeError(answer["failure"])
        return answer["value"]

    def open(self, path, macros=NEVER_MACROS, *, hidden=True):
        """Open a document; close it with `OfficeDocument.close`."""
        self._documents += 1
        key = f"d{self._documents}"
        self.ask("open", key=key, url=Path(path).as_uri(), macros=macros, hidden=hidden)
        return OfficeDocument(self, key)

    def new(self):
        """An empty spreadsheet."""
        self._documents += 1
        key = f"d{self._documents}"
        self.ask("open", key=key, url="private:factory/scalc", macros=NEVER_MACROS, hidden=True)
        return OfficeDocument(self, key)


class OfficeDocument:
    """A document that is open in a session; every method is one request."""

    def __init__(self, session, key):
        self._session = session
        self._key = key

    def __getattr__(self, what):
        if what.startswith("_"):
            raise AttributeError(what)
        return lambda **given: self._session.ask(what, key=self._key, **given)

    def shown(self, sheet, cells):
        """What cells show, as texts."""
        return self._session.ask("shown", key=self._key, sheet=sheet, cells=cells)


def _unpack(extension, folder):
    import zipfile

    with zipfile.ZipFile(extension) as archive:
        archive.extractall(folder)


# What follows runs in LibreOffice's Python.


class _Driver:
    def __init__(self, uno, context):
        self._uno = uno
        self._context = context
        self._desktop = self._service("com.sun.star.frame.Desktop")
        self._documents = {}
        for _ in range(600):  # the window of the start stands for "everything that runs at the start has run"
            if self._desktop.getComponents().createEnumeration().hasMoreElements():
                return
            time.sleep(0.05)
        raise TimeoutError

    def _service(self, name):
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def _properties(self, **values):
        made = []
        for name, value in values.items():
            one = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
            one.Name, one.Value = name, value
            made.append(one)
        return tuple(made)

    def _range(self, key, sheet, cells):
        return self._documents[key].Sheets.getByName(sheet).getCellRangeByName(cells)

    def open(self, key, url, macros, hidden):
        options = self._properties(Hidden=hidden, MacroExecutionMode=macros)
        self._documents[key] = self._desktop.loadComponentFromURL(url, "_blank", 0, options)
        assert self._documents[key] is not None, url
        if not hidden:
            self._settle()

    def _settle(self):
        """Wait until the program has drawn everything and its jobs have run."""
        self._service("com.sun.star.awt.Toolkit").processEventsToIdle()

    def close(self, key):
        self._documents.pop(key).close(True)  # noqa: FBT003 - UNO's way, here and below

    def recalculate(self, key):
        start = time.perf_counter()
        self._documents[key].calculateAll()
        return time.perf_counter() - start

    def sheets(self, key):
        return self._documents[key].Sheets.ElementNames

    def shown(self, key, sheet, cells):
        return [self._range(key, sheet, one).String for one in cells]

    def values(self, key, sheet, cells):
        return self._range(key, sheet, cells).getDataArray()

    def errors(self, key, sheet, cells):
        found = self._range(key, sheet, cells)
        at = found.getRangeAddress()
        return [
            found.getCellByPosition(right, down).getError()
            for down in range(at.EndRow - at.StartRow + 1)
            for right in range(at.EndColumn - at.StartColumn + 1)
        ]

    def all_shown(self, key):
        """Every used cell of every sheet: value or text, and its error."""
        found = {}
        for name in self.sheets(key):
            sheet = self._documents[key].Sheets.getByName(name)
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)  # noqa: FBT003
            end = cursor.getRangeAddress()
            found[name] = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
        return found

    def formulas(self, key, sheet, cells):
        return [self._range(key, sheet, one).Formula for one in cells]

    def put(self, key, sheet, cells, rows):
        self._range(key, sheet, cells).setDataArray(tuple(map(tuple, rows)))

    def clear(self, key, sheet, cells):
        self._range(key, sheet, cells).clearContents(1 + 2 + 4 + 16)

    def formula(self, key, sheet, cell, text):
        self._range(key, sheet, cell).Formula = text

    def formula_rows(self, key, sheet, cells, rows):
        self._range(key, sheet, cells).setFormulaArray(tuple(map(tuple, rows)))

    def array_formula(self, key, sheet, cells, text):
        self._range(key, sheet, cells).setArrayFormula(text)

    def number_format(self, key, sheet, cells, code):
        document = self._documents[key]
        locale = self._uno.createUnoStruct("com.sun.star.lang.Locale")
        known = document.NumberFormats.queryKey(code, locale, False)  # noqa: FBT003
        self._range(key, sheet, cells).NumberFormat = (
            known if known >= 0 else document.NumberFormats.addNew(code, locale)
        )

    def names(self, key):
        """Value or text of the cell behind each name of the document that refers to one cell."""
        found = {}
        defined = self._documents[key].NamedRanges
        for name in defined.ElementNames:
            cells = defined.getByName(name).getReferredCells()
            if cells is not None:
                data = cells.getCellByPosition(0, 0)
                text = data.getError() != 0 or data.Type.value == "TEXT" or data.FormulaResultType2 == 2
                found[name] = data.String if text else data.Value
        return found

    def save(self, key, url, kind):
        self._documents[key].storeToURL(url, self._properties(FilterName=kind))

    def call(self, key, name, given):
        """What the macros of a workbook call: a function or a command through the extension's Basic library."""
        return self._script(
            "vnd.sun.star.script:CstXl.Ponte.Chiama?language=Basic&location=application",
            (name, tuple(given), self._documents[key]),
        )

    def macro(self, key, name):
        script = f"vnd.sun.star.script:VBAProject.{name}?language=Basic&location=document"
        found = self._documents[key].getScriptProvider().getScript(script)
        return found.invoke((), (), ())[0]

    def _script(self, url, given):
        factory = self._service("com.sun.star.script.provider.MasterScriptProviderFactory")
        return factory.createScriptProvider("").getScript(url).invoke(given, (), ())[0]

    def basic(self, name, source):
        """A Basic module in the user's library."""
        libraries = self._service("com.sun.star.script.ApplicationScriptLibraryContainer")
        libraries.getByName("Standard").insertByName(name, source)

    def modules(self):
        libraries = self._service("com.sun.star.script.ApplicationScriptLibraryContainer")
        return libraries.getByName("Standard").ElementNames

    def functions(self):
        """What the function wizard knows of each function of ours: name, category, help, arguments."""
        known = self._service("com.sun.star.sheet.FunctionDescriptions")
        found = []
        for at in range(known.Count):
            one = {value.Name: value.Value for value in known.getByIndex(at)}
            if one["Name"].startswith("CST_"):
                arguments = [[a.Name, a.Description, a.IsOptional] for a in one["Arguments"]]
                found.append([one["Name"], one["Category"], one["Description"], arguments])
        return found

    def undo_titles(self, key):
        return self._documents[key].getUndoManager().getAllUndoActionTitles()

    def redo(self, key):
        self._documents[key].getUndoManager().redo()

    def undo(self, key):
        self._documents[key].getUndoManager().undo()

    def book(self, key, pythonpath):
        """Take the document as the commands see it, with dialogs that are answered beforehand."""
        sys.path.insert(0, pythonpath)
        from cst_xl_office.documents import Document
        from cst_xl_office.office import Office

        self._desk = _desk(Office)(self._context)
        self._book = Document(self._desk, self._documents[key])

    def question(self, method, arguments):
        """Have a question of a command answered; see the component's ``documents.py``."""
        if method == "progress":
            self._desk.bar = arguments[0]
        return self._book.answer(method, arguments)

    def person(self, agree, file):
        """Decide what the person answers from now on."""
        self._desk.agree, self._desk.file = agree, file

    def boxes(self):
        """Dialogs that were shown (title, text, whether it was a question) and what the status bar shows."""
        return [self._desk.boxes, self._desk.bar]

    def protect(self, key, sheet):
        self._documents[key].Sheets.getByName(sheet).protect("")

    def unprotect(self, key):
        for sheet in self.sheets(key):
            self._documents[key].Sheets.getByName(sheet).unprotect("")
        self._documents[key].getUndoManager().clear()

    def undo_everything(self, key):
        manager = self._documents[key].getUndoManager()
        while manager.isUndoPossible():
            manager.undo()
        manager.clear()

    def button(self, key, label):
        """Where on the screen the middle of a form button is; the view is moved to it."""
        document = self._documents[key]
        controller = document.getCurrentController()
        sheet = document.Sheets.getByIndex(0)
        form = sheet.DrawPage.Forms.getByIndex(0)
        found = next(form.getByIndex(at) for at in range(form.Count) if form.getByIndex(at).Label == label)
        for _ in range(100):  # until the view has made its controls
            place = controller.getControl(found).getAccessibleContext()
            if place.getSize().Width:
                self._settle()
                return _middle(place)
            time.sleep(0.1)
        raise TimeoutError(label)

    def message(self, title):
        """Texts in the message of that title, once it is on the screen, and where its button is."""
        box, button = self._found(lambda one: one.getAccessibleName() == "OK", title)
        self._settle()
        return [[one.getAccessibleName() for one in _inside(box)], *_middle(button)]

    def closed(self, title):
        """Wait until there is no message of that title any more."""
        for _ in range(100):
            if title not in [window.getAccessibleName() for window in self._windows()]:
                return
            time.sleep(0.1)
        raise TimeoutError(title)

    def _windows(self):
        toolkit = self._service("com.sun.star.awt.Toolkit")
        found = []
        for at in range(toolkit.getTopWindowCount()):
            with suppress(Exception):  # it has closed in the meantime
                found.append(toolkit.getTopWindow(at).getAccessibleContext())
        return found

    def toolbar_button(self, label):
        """Where on the screen a button of a toolbar is, once a click on it will be heard."""
        self._settle()
        bar = self._uno.getConstantByName("com.sun.star.accessibility.AccessibleRole.TOOL_BAR")

        def wanted(one):
            return (
                one.getAccessibleName() == label
                and one.getAccessibleParent().getAccessibleContext().getAccessibleRole() == bar
            )

        return _middle(self._found(wanted)[1])

    def _found(self, wanted, title=None):
        """The first thing on the screen, or in the window of a title, that is wanted, and the window that it is in."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for window in self._windows():
                looked_at = title is None or window.getAccessibleName() == title
                found = next(filter(wanted, _inside(window)), None) if looked_at else None
                if found is not None:
                    return window, found
            time.sleep(0.1)
        raise TimeoutError

    def explained(self, key):
        """Whether the bar above the sheet says why its buttons don't answer."""
        return self._documents[key].getCurrentController().hasInfobar("cst_xl_macro")

    def terminate(self):
        with suppress(Exception):  # the bridge goes down with the office
            for document in self._documents.values():
                document.setModified(False)  # or it would ask whether to save
            self._desktop.terminate()


def _middle(place):
    corner, size = place.getLocationOnScreen(), place.getSize()
    return [corner.X + size.Width // 2, corner.Y + size.Height // 2]


def _inside(context, depth=8):
    """Everything inside an accessible object, but for the cells of sheets."""
    yield context
    for at in range(min(context.getAccessibleChildCount(), 50) if depth else 0):
        yield from _inside(context.getAccessibleChild(at).getAccessibleContext(), depth - 1)


def _desk(office):
    """The component's view of the program, with a person at the desk who has decided beforehand."""

    class Desk(office):
        def __init__(self, context):
            super().__init__(context)
            self.boxes, self.bar, self.agree, self.file = [], "", False, ""

        def service(self, name):
            dialogs = {"com.sun.star.awt.Toolkit": self, "com.sun.star.ui.dialogs.FilePicker": self}
            return dialogs.get(name) or super().service(name)

        def createMessageBox(self, _parent, kind, _buttons, title, message):  # noqa: N802 - UNO's names from here on
            question = kind == self.QUERYBOX
            self.boxes.append([title, message, question])
            self._answer = (2 if self.agree else 3) if question else 1
            return self

        def getDesktopWindow(self):  # noqa: N802
            return None

        def setTitle(self, title):  # noqa: N802
            self.boxes.append([title, title, True])
            self._answer = bool(self.file)

        def appendFilter(self, _title, patterns):  # noqa: N802
            assert patterns.startswith("*.")

        def execute(self):
            return self._answer

        def dispose(self):
            pass

        def getSelectedFiles(self):  # noqa: N802
            return (self.url(self.file),)

    return Desk


def _connected(uno, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - NoConnectException; pyuno's classes can't be imported by linters
            time.sleep(0.05)
    raise TimeoutError(pipe)


def _main(pipe):
    import uno

    driver = _Driver(uno, _connected(uno, pipe))
    _say({"value": "ready"})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            _say({"value": getattr(driver, request.pop("do"))(**request)})
        except Exception as failure:  # noqa: BLE001 - it is raised in the other half
            _say({"failure": f"{type(failure).__name__}: {failure}"})


def _say(answer):
    sys.stdout.write(json.dumps(answer, default=str) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdin.reconfigure(encoding="utf-8")
    _main(sys.argv[1])
