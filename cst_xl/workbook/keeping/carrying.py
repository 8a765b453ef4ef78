"""Everything that staff added to a workbook, carried into the next one where that is sound and listed where it isn't.

The old workbook is only read. What is "added" follows from comparing it with the new one, which the template has just
made: nobody has to remember what a workbook looked like when it was new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cst_xl.core.book import located
from cst_xl.core.section import Edition
from cst_xl.workbook import cells, layout
from cst_xl.workbook.file import FileBook
from cst_xl.workbook.grid import area_at, cell_at
from cst_xl.workbook.keeping import alike, left_sheet, notes, rules
from cst_xl.workbook.keeping.celltext import Revision, shared_strings
from cst_xl.workbook.keeping.cellwise import Move, Pair, moves
from cst_xl.workbook.keeping.dressing import Wardrobe, redressed
from cst_xl.workbook.keeping.formats import Formats
from cst_xl.workbook.keeping.items import Item, Kept, Ledger, Place, at, one_line
from cst_xl.workbook.keeping.names import carry_names
from cst_xl.workbook.keeping.references import moved_targets
from cst_xl.workbook.keeping.said_before import said_before
from cst_xl.workbook.keeping.sheets import SheetCopier
from cst_xl.workbook.keeping.tables import Lines, standing
from cst_xl.workbook.keeping.writing import SheetWriter
from cst_xl.workbook.xlwings_conf import CONF_SHEET

_NOT_COMPARED = frozenset([layout.ENGINE, CONF_SHEET, left_sheet.SHEET])
"""Sheets whose cells are all ours: hidden results, settings that are carried by themselves, the list made here."""


def carry(source: Path, edition: Edition, carried: Lines, target: Path) -> Kept:
    """Put what staff added to a workbook into the next one, which is changed in place.

    Args:
        source: The old workbook.
        edition: Its quarter, computed.
        carried: The rows of the raw tables that the new one was made with.
        target: The new workbook as the template made it, an .xlsx.
    """
    old, new = FileBook.open(source), FileBook.open(target)
    carrier = _Carrier(old, new, edition, carried)
    kept = carrier.run()
    if kept.carried or kept.left or kept.recheck:
        left_sheet.write(new.package, kept, source.name, carrier.revision.formats)
        carrier.revision.formats.close()
        new.package.save(target)
    return kept


class _Carrier:
    """One old workbook and its successor."""

    def __init__(self, old: FileBook, new: FileBook, edition: Edition, carried: Lines) -> None:
        self.old = old
        self.new = new
        self.edition = edition
        self.ledger = Ledger()
        self.tables = standing(edition, old.values, carried)
        self.new_cells = {
            name: alike.contents(new, name) for name in new.sheets() if name not in _NOT_COMPARED
        }
        self.names = self._names_of_sheets()
        self.old_cells = {name: alike.contents(old, name) for name in self.names if name not in _NOT_COMPARED}
        formats = Formats(old.package, new.package)
        changed = {name: ours for name, ours in self.names.items() if name != ours}
        self.wardrobes = (Wardrobe.of(old.package), Wardrobe.of(new.package))
        self.of_totals = rules.of_totals(new.package)
        self.labels = frozenset(_labels(edition))
        self.of_figures = _of_figures(edition, old)
        self.revision = Revision(formats, shared_strings(old.package), changed)

    def run(self) -> Kept:
        """Carry over all there is."""
        for name, ours in self.names.items():
            if name != ours:
                told = f"si chiama di nuovo «{ours}», come nel modello"
                self.ledger.left.append(Item("nome del foglio", name, name, told))
            if name not in _NOT_COMPARED:
                self._our_sheet(name, ours)
        self._own_sheets()
        carry_names(self.old.package, self.new.package, self.edition, self.revision, self.ledger)
        return self.ledger.closed()

    def _names_of_sheets(self) -> dict[str, str]:
        """Sheets of ours: the old workbook's name of each, and the template's."""
        theirs, ours = self.old.sheets(), self.new.sheets()
        same = {name: name for name in theirs if name in ours or name == left_sheet.SHEET}
        strange = {name: alike.contents(self.old, name) for name in theirs if name not in same}
        missing = {name: self.new_cells[name] for name in ours if name not in same and name in self.new_cells}
        return same | alike.renamed(strange, missing)

    def _our_sheet(self, name: str, ours: str) -> None:
        tables, blocks = self.tables.get(ours, ()), frozenset(_block_cells(self.old, name))
        old_cells = _without_moment(self.old_cells[name], name, self.old)
        pair = Pair(
            name, ours, old_cells, self.new_cells[ours], tables, blocks, self.of_figures | said_before(ours)
        )
        writer = SheetWriter(self.old.package, name, self.new.package, ours, self.revision)
        done: dict[Place, Place] = {}
        for move in moves(pair):
            if move.target is None:
                self.ledger.left.append(move.item)
            else:
                self._put(writer, pair, move, move.target)
                done[move.source] = move.target
        for item in redressed(*self.wardrobes, pair, writer, done):
            (self.ledger.left if item.why else self.ledger.carried).append(item)
        writer.close()
        self._notes(pair, done)
        known = self.of_totals | said_before(ours)
        for item in rules.added_to(self.old.package, name, self.new.package, ours, self.labels, known):
            why = "nei fogli del modello va rifatto a mano"
            self.ledger.left.append(Item(item.what, item.where, one_line(item.content), why))

    def _put(self, writer: SheetWriter, pair: Pair, move: Move, target: Place) -> None:
        content = pair.old[move.source]
        formula = content.text if isinstance(content, alike.Formula) else None
        writer.put(move.source, target, formula)
        self.ledger.carried.append(move.item)
        if formula is not None:
            self._look_again(formula, move.item.where)

    def _look_again(self, formula: str, where: str) -> None:
        computed = {
            name: self.old_cells[name] for name, ours in self.names.items() if self._is_computed(name, ours)
        }
        targets = dict.fromkeys(moved_targets(formula, computed, self.new_cells, self.names))
        if targets:
            why = f"in {', '.join(targets)} ora c'è altro, o niente"
            self.ledger.recheck.append(Item("formula", where, one_line(f"={formula}"), why))

    def _is_computed(self, name: str, ours: str) -> bool:
        return name in self.old_cells and ours not in self.tables

    def _notes(self, pair: Pair, done: Mapping[Place, Place]) -> None:
        """Notes on cells: they go where their cell went, or stay on a cell that says the same."""
        found = notes.notes_on(self.old.package, pair.name)
        free = pair.ours != layout.HOME and notes.may_take(self.new.package, pair.ours)
        going = []
        for note in found:
            target = done.get(note.place) or _same_cell(pair, note.place)
            item = Item("commento", at(pair.name, note.place), one_line(note.text))
            if target is not None and free:
                going.append(notes.Note(target, note.author, note.text, note.body))
                self.ledger.carried.append(item)
            else:
                why = "la sua cella non è più lì" if free else "in questo foglio stanno i pulsanti"
                self.ledger.left.append(Item(item.what, item.where, item.content, why))
        if going:
            notes.put(self.new.package, pair.ours, going)

    def _own_sheets(self) -> None:
        copier = SheetCopier(self.old.package, self.new.package, self.revision)
        for name in self.old.sheets():
            if name in self.names:
                continue
            left_out = copier.copy(name)
            self.ledger.carried.append(Item("foglio", name, ""))
            for kind in dict.fromkeys(left_out):
                why = "dipende da parti della cartella che non si copiano: restano i valori"
                self.ledger.left.append(Item(_HANGING.get(kind, kind), name, "", why))
            for formula in cells.formulas(self.old.package, name):
                if formula.formula:
                    self._look_again(formula.formula, f"{name}!{formula.ref}")


_HANGING = {"pivotTable": "tabella pivot", "slicer": "filtro dati", "threadedComment": "conversazione"}


def _block_cells(book: FileBook, sheet: str) -> Iterator[Place]:
    for formula in cells.formulas(book.package, sheet):
        if formula.array_ref is not None:
            area = area_at(formula.array_ref)
            for row in range(area.top, area.bottom + 1):
                yield from ((row, column) for column in range(area.left, area.right + 1))


def _same_cell(pair: Pair, cell: Place) -> Place | None:
    """The cell of the new sheet that a note's cell has become."""
    table = pair.standing(cell)
    if table is not None and cell[0] in table.moved:
        return table.moved[cell[0]], cell[1]
    before, now = pair.old.get(cell), pair.new.get(cell)
    if before is None and now is None:
        return cell
    return (
        cell
        if before is not None and now is not None and alike.essence(before) == alike.essence(now)
        else None
    )


def _without_moment(found: alike.Contents, name: str, old: FileBook) -> alike.Contents:
    """A sheet without the cell that says when it was computed: the program writes that one."""
    written = old.named(layout.UPDATED_NAME)
    sheet, cell = located(written) if written else ("", "")
    return {place: value for place, value in found.items() if sheet != name or place != cell_at(cell)}


def _labels(edition: Edition) -> Iterator[str]:
    """Texts that the old quarter's computed tables show."""
    for result in edition.results:
        for table in result.tables:
            for row in table.matrix():
                yield from (value for value in row if isinstance(value, str))


def _of_figures(edition: Edition, old: FileBook) -> frozenset[str]:
    """Labels of the old quarter's figures and references to their cells, which the template writes where it shows them."""
    labels = {figure.label for figure in edition.figures if figure.label}
    shown = {alike.Formula(reference) for reference in old.package.defined_names().values()}
    return frozenset(alike.essence(one) for one in labels | shown)
