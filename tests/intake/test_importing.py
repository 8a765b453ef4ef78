"""A file on its way into a workbook: what is told before and after."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

import pytest

from cst_xl.core.book import MemoryBook
from cst_xl.core.errors import CstError
from cst_xl.core.mappings import MAPPINGS
from cst_xl.core.periods import Period
from cst_xl.core.provenance import IMPORTS
from cst_xl.intake import importing, reading, source
from cst_xl.workbook import example, resources
from tests.intake.samples import DEVICES, GLPI, HOSTS, HOURS, MAPPED, NAGIOS, OTRS, TABLES


def planned(path, text, raw=None):
    path.write_text(text, encoding="utf-8")
    grids = example.grids(raw or {})
    return importing.plan(path, TABLES, lambda sheet: grids.get(sheet, []), Period.quarter(2016, 2))


def test_the_plan_tells_table_sheet_and_how_many_rows_are_what(tmp_path):
    raw = {"pubblicati": [["Voce", "Valore pubblicato", "Descrizione"], ["a", "1", ""], ["b", "2", ""]]}
    plan = planned(tmp_path / "x.csv", "Voce;Valore pubblicato\na;1\nb;3\nc;4\n", raw)
    assert (plan.new, plan.conflicts) == (1, 1)
    assert plan.told() == (
        "Riconosciuto: tabella del modello «Valori pubblicati», 3 righe; codifica UTF-8, separatore «;».\n"
        "x.csv: tabella «Valori pubblicati» (foglio Dati Pubblicati), 3 righe: "
        "1 nuova, 1 già presenti, 1 in contrasto con quelle del foglio."
    )
    assert "1 riga esiste già con altri valori:\n• Dati Pubblicati, riga 3 del file" in plan.question


def test_the_outcome_says_what_changed(tmp_path):
    raw = {"pubblicati": [["Voce", "Valore pubblicato", "Descrizione"], ["b", "2", ""]]}
    plan = planned(tmp_path / "x.csv", "Voce;Valore pubblicato\nb;3\nc;4\n", raw)
    assert plan.outcome(adding=True, replacing=False).startswith(
        "1 riga aggiunta. Valori in contrasto, lasciati"
    )
    assert plan.outcome(adding=False, replacing=True).startswith(
        "0 righe aggiunte. Valori in contrasto, sostituiti"
    )
    assert plan.outcome(adding=False, replacing=False).startswith("Non è cambiato nulla.")


def test_only_the_first_conflicts_are_spelled_out(tmp_path):
    rows = [[f"v{at}", "1", ""] for at in range(9)]
    raw = {"pubblicati": [["Voce", "Valore pubblicato", "Descrizione"], *rows]}
    text = "Voce;Valore pubblicato\n" + "".join(f"v{at};2\n" for at in range(9))
    told = planned(tmp_path / "x.csv", text, raw).conflicts_told()
    assert told.count("•") == 6
    assert told.endswith("… e 4 altre.")


def test_problems_of_reading_are_announced(tmp_path):
    servizi = next(table for table in TABLES if table.key == "servizi")
    headers = ";".join(column.header for column in servizi.columns)
    assert "problem" in planned(tmp_path / "x.csv", f"{headers}\naprile 2016;12x;3\n").told()


def test_a_file_of_several_tables_is_imported_whole_and_the_rest_is_named(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Pubblicati"
    for row in (["Voce", "Valore pubblicato"], ["a", "1"]):
        book.active.append(row)
    book.create_sheet("Altro").append(["pippo", "pluto"])
    closures = book.create_sheet("Chiusure")
    for row in (["Giorno di chiusura", "Motivo"], ["24/06/2016", "Patrono"]):
        closures.append(row)
    book.save(tmp_path / "x.xlsx")
    grids = example.grids({})
    plan = importing.plan(
        tmp_path / "x.xlsx", TABLES, lambda sheet: grids.get(sheet, []), Period.quarter(2016, 2)
    )
    assert [one.incoming.table.key for one in plan.merges] == ["pubblicati", "chiusure"]
    assert plan.ignored == ("x.xlsx, foglio Altro",)
    assert "Non riconosciuto: x.xlsx, foglio Altro." in plan.told()


@pytest.mark.parametrize(
    "text", ["pippo;pluto\n1;2\n", "", "Voce;Valore;A che cosa serve\nPeriodo;2016-T3;x\n"]
)
def test_what_nobody_knows_and_the_parameters_are_refused(tmp_path, text):
    with pytest.raises(CstError, match=r"non è riconosciuto|è vuoto"):
        planned(tmp_path / "x.csv", text)


class Workbook:
    """A workbook in memory with the example's catalogue, the mapping sheet and the sheet of imports."""

    def __init__(self, *mappings, **tables):
        raw = {
            key: rows
            for key, rows in example.read_folder(resources.folder("workbooks") / "esempio-2016-T2").items()
            if key in {"parametri", "catalogo_sla", "stati_ticket"}
        }
        self.book = MemoryBook.of(example.grids(raw | tables))
        for table, rows in ((MAPPINGS, mappings), (IMPORTS, ())):
            self.book.cells[table.sheet] = [[] for _ in range(4)] + [
                [c.header for c in table.columns],
                *map(list, rows),
            ]

    def plan(self, *paths, **given):
        return importing.plan(list(paths), TABLES, self.book.values, Period.quarter(2016, 2), **given)

    def write(self, plan, *, replacing=False):
        for sheet, write in [
            *plan.writes(adding=True, replacing=replacing),
            *plan.provenance(self.book.values, NOW),
        ]:
            self.book.write(sheet, *write)


NOW = datetime(2016, 7, 4, 9, 30)
SAMPLES = [OTRS, GLPI, HOURS, DEVICES, HOSTS, sorted(NAGIOS.glob("*.log"))]


@pytest.mark.parametrize("paths", SAMPLES, ids=lambda one: getattr(one, "name", "archives"))
def test_a_file_imported_twice_changes_nothing_the_second_time(paths):
    paths = paths if isinstance(paths, list) else [paths]
    workbook = Workbook(*MAPPED)
    first = workbook.plan(*paths)
    assert first.new > 0
    workbook.write(first)
    before = {sheet: [list(row) for row in grid] for sheet, grid in workbook.book.cells.items()}
    second = workbook.plan(*paths)
    assert (second.new, second.conflicts) == (0, 0)
    workbook.write(second)
    assert workbook.book.cells == before


def test_each_imported_block_keeps_its_source():
    workbook = Workbook()
    workbook.write(workbook.plan(OTRS))
    assert workbook.book.cells["Importazioni"][5:] == [
        [
            OTRS.name,
            hashlib.sha256(OTRS.read_bytes()).hexdigest(),
            "OTRS/Znuny",
            "Elenco dei ticket",
            "1.847",
            "1/4–30/6/2016",
            "04/07/2016 09:30",
            f"● «{OTRS.name}»: colonne che non servono e non sono lette: «Priorità».",
        ]
    ]


def test_overlapping_files_are_merged_on_the_ticket_s_number(tmp_path):
    lines = OTRS.read_text(encoding="utf-8").splitlines()
    early, late = tmp_path / "a.csv", tmp_path / "b.csv"
    early.write_text("\n".join(lines[:1001]), encoding="utf-8")
    late.write_text("\n".join([lines[0], *lines[500:]]), encoding="utf-8")
    apart, whole = Workbook(), Workbook()
    apart.write(apart.plan(late))
    overlap = apart.plan(early)
    assert (overlap.new, overlap.merges[0].equal) == (499, 501)
    apart.write(overlap)
    whole.write(whole.plan(OTRS))
    assert sorted(apart.book.cells["Dati Ticket"][5:]) == sorted(whole.book.cells["Dati Ticket"][5:])


def test_a_ticket_that_changed_since_is_a_conflict_with_both_values(tmp_path):
    workbook = Workbook()
    workbook.write(workbook.plan(OTRS))
    changed = tmp_path / "a.csv"
    lines = OTRS.read_text(encoding="utf-8").splitlines()
    changed.write_text("\n".join([lines[0], lines[1].replace('"risolto"', '"aperto"')]), encoding="utf-8")
    plan = workbook.plan(changed)
    assert (plan.new, plan.conflicts) == (0, 1)
    assert "riga 2 del file, «Stato»: «aperto», nella cella D6 c'è «risolto»" in plan.conflicts_told()
    workbook.write(plan, replacing=True)
    assert workbook.book.cells["Dati Ticket"][5][3] == "aperto"


def test_alerts_of_a_log_complete_months_that_are_typed_already():
    headers = ["Mese", "Alert, incident, problem", "1° livello"]
    typed = [headers, ["Aprile", "", "76"], ["Maggio", "5", "140"]]
    workbook = Workbook(*MAPPED, ticket_mensili=typed)
    plan = workbook.plan(*sorted(NAGIOS.glob("*.log")))
    monthly = next(one for one in plan.merges if one.incoming.table.key == "ticket_mensili")
    assert (len(monthly.completed), len(monthly.conflicts), len(monthly.new)) == (1, 1, 1)
    workbook.write(plan)
    assert workbook.book.cells["Dati Ticket Mensili"][5][:3] == ["Aprile", "3", "76"]


def test_what_was_recognised_is_said_aloud_with_the_gravest_remarks():
    told = Workbook(*MAPPED).plan(HOSTS).told()
    assert told.startswith(
        "Riconosciuto: Nagios avail.cgi CSV, 4 host, 1/4–30/6/2016; codifica UTF-8, separatore «,», decimali con il punto."
    )
    assert "● Nagios avail.cgi: 1 nome senza uno SLA nel foglio Mappature: «PORTALE»." in told


def test_the_lists_of_two_months_can_be_imported_together(tmp_path):
    """Nobody should have to import thirteen weekly lists one by one."""
    lines = OTRS.read_text(encoding="utf-8").splitlines()
    early, late = tmp_path / "a.csv", tmp_path / "b.csv"
    early.write_text("\n".join(lines[:1001]), encoding="utf-8")
    late.write_text("\n".join([lines[0], *lines[901:]]), encoding="utf-8")
    workbook, whole = Workbook(), Workbook()
    plan = workbook.plan(early, late)
    assert (plan.new, plan.conflicts, plan.merges[0].equal) == (1847, 0, 100)
    assert plan.merges[0].incoming.sheet.name == "a.csv, b.csv"
    workbook.write(plan)
    whole.write(whole.plan(OTRS))
    assert workbook.book.cells["Dati Ticket"] == whole.book.cells["Dati Ticket"]
    assert [row[0] for row in workbook.book.cells["Importazioni"][5:]] == ["a.csv", "b.csv"]


def test_the_reader_can_be_named():
    plan = Workbook().plan(OTRS, reader="tabella")
    assert plan.origins[0].imported.reader == "tabella del modello"


def test_tickets_that_a_sheet_has_no_room_for_are_summed_up(monkeypatch):
    monkeypatch.setattr(reading, "TICKETS", replace(reading.TICKETS, capacity=100))
    plan = Workbook().plan(OTRS)
    assert [one.incoming.table.key for one in plan.merges] == [
        "ticket_mensili",
        "sla",
        "fuori_termine_importati",
    ]
    assert any("solo i totali mensili" in one.message for one in plan.findings)


def test_a_file_too_large_to_load_is_summed_up_too(monkeypatch):
    monkeypatch.setattr(source, "MOST_BYTES", 1000)
    workbook = Workbook()
    plan = workbook.plan(OTRS)
    assert plan.origins[0].sha256 == hashlib.sha256(OTRS.read_bytes()).hexdigest()
    workbook.write(plan)
    assert workbook.book.cells["Dati Ticket Mensili"][5][:6] == ["aprile 2016", None, None, "76", None, "393"]


RIVALS = [
    pytest.param([HOSTS], "Dati SLA", "98,985004%", "98,9%", id="avail"),
    pytest.param([OTRS], "Dati Ticket", "risolto", "aperto", id="otrs"),
    pytest.param([GLPI], "Dati Ticket", "Risolto", "Nuove", id="glpi"),
    pytest.param([HOURS], "Dati Accessi", None, "77", id="matomo, ore"),
    pytest.param([DEVICES], "Dati Accessi", None, "77", id="matomo, dispositivi"),
    pytest.param(sorted(NAGIOS.glob("*.log")), "Dati Infrastruttura", None, "un'altra causa", id="log"),
]


@pytest.mark.parametrize(("paths", "sheet", "before", "after"), RIVALS)
def test_a_value_that_somebody_changed_is_a_conflict_that_shows_both_and_stays(paths, sheet, before, after):
    """Whatever the reader; where no value is named, the last one of the first row is changed."""
    workbook = Workbook(*MAPPED)
    workbook.write(workbook.plan(*paths))
    rows = workbook.book.cells[sheet][5:]
    row = next(row for row in rows if before in row) if before else rows[0]
    at = row.index(before) if before else max(place for place, value in enumerate(row) if value)
    told, row[at] = row[at], after
    plan = workbook.plan(*paths)
    assert (plan.new, plan.conflicts) == (0, 1)
    assert f"«{told}»" in plan.conflicts_told()
    assert f"«{after}»" in plan.conflicts_told()
    workbook.write(plan)
    assert row[at] == after
    workbook.write(plan, replacing=True)
    assert row[at] == told


@pytest.mark.parametrize("paths", SAMPLES, ids=lambda one: getattr(one, "name", "archives"))
def test_every_reader_leaves_the_name_digest_rows_period_and_moment_of_its_file(paths):
    paths = paths if isinstance(paths, list) else [paths]
    workbook = Workbook(*MAPPED)
    plan = workbook.plan(*paths)
    workbook.write(plan)
    rows = workbook.book.cells["Importazioni"][5:]
    assert len(rows) == sum(len(one.imported.blocks) for one in plan.origins)
    for row in rows:
        assert row[0] == ", ".join(path.name for path in paths)
        assert row[1] == "+".join(sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths))
        assert row[4]
        assert row[6] == "04/07/2016 09:30"
