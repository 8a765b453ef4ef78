"""Names by which LibreOffice, the component and the builder of the extension know each other."""

EXTENSION = "it.cst.xl"
"""Identifier of the extension."""

MODULE = "it.cst.xl"
"""UNO module of the interfaces."""

FUNCTIONS = "it.cst.xl.Funzioni"
"""Service with the cell functions; formulas that were entered in old versions of Calc are stored under it."""

FUNCTIONS_INTERFACE = "it.cst.xl.XFunzioni"
BRIDGE = "it.cst.xl.Ponte"
"""Service that Basic calls: ``chiama(name, arguments, document)``."""

BRIDGE_INTERFACE = "it.cst.xl.XPonte"
COMMANDS = "it.cst.xl.Comandi"
"""Service behind the menu: ``service:it.cst.xl.Comandi?verifica``."""

STARTUP = "it.cst.xl.Avvio"
"""Job that makes the functions known when the program starts."""

SAVING = "it.cst.xl.Salvataggio"
"""Job that looks at the formulas of a document before it is saved."""

SAVED = "it.cst.xl.Salvato"
"""Job that looks at a document after it was saved, or couldn't be."""

OPENING = "it.cst.xl.Apertura"
"""Job that looks at a document when it is opened."""

LIBRARY = "CstXl"
"""Basic library of the extension; the macros of the workbook call its ``Ponte.Chiama``."""

WRAPPERS = "CstXlFunzioni"
"""Basic module with one function for each cell function; lives in the library Standard while the program runs."""

SETTINGS_FILE = "impostazioni.ini"
DIRECTORY_FILE = "elenco.json"
WRAPPERS_FILE = "CstXlFunzioni.bas"
"""Files beside the component: where our Python is, what there is to call, the source of the Basic module."""

ERROR_MARK = "#CST!"
LONGEST_MESSAGE = 250
