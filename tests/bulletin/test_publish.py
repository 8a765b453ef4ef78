"""Publishing: refused with errors, marked as a draft, whole, checkable, linked to its neighbours."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from pypdf import PdfReader

from cst_xl.bulletin.outputs import SUMS
from cst_xl.bulletin.publish import publish
from cst_xl.core.errors import CstError, UnresolvedFindingsError
from cst_xl.core.findings import error, warning
from cst_xl.core.periods import Period
from cst_xl.core.revisions import REVISIONS
from tests.bulletin.conftest import ISSUED, edition_of
from tests.bulletin.test_imprint import SVG


def test_a_folder_of_its_own_has_pdf_page_and_data(edition, tmp_path):
    made = publish(edition, tmp_path, ISSUED)
    assert made.folder == tmp_path / "Focus_2016-T2"
    names = [path.relative_to(made.folder).as_posix() for path in made.files]
    assert names[:2] == ["Focus_2016-T2.pdf", "Focus_2016-T2.html"]
    assert {"dati/Focus_2016-T2.json", "dati/datapackage.json", "dati/dcat-ap_it.jsonld"} <= set(names)
    assert all(path.stat().st_size for path in made.files)


def test_the_sums_are_those_of_the_files(edition, tmp_path):
    made = publish(edition, tmp_path, ISSUED)
    assert {
        path: sha256((made.folder / path).read_bytes()).hexdigest() for path in made.hashes
    } == made.hashes
    subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS], cwd=made.folder, check=True, capture_output=True
    )


def test_the_same_edition_on_the_same_day_gives_the_same_bytes(edition, tmp_path):
    first = publish(edition, tmp_path / "a", ISSUED)
    assert publish(edition, tmp_path / "b", ISSUED).hashes == first.hashes
    assert publish(edition, tmp_path / "c", date(2016, 7, 16)).hashes != first.hashes


def test_errors_keep_it_from_being_published(audited, tmp_path):
    with pytest.raises(UnresolvedFindingsError, match="nel foglio Controlli ci sono 17 errori"):
        publish(audited, tmp_path, ISSUED)
    assert list(tmp_path.iterdir()) == []


def test_one_error_is_counted_in_the_singular(edition, tmp_path):
    with pytest.raises(UnresolvedFindingsError, match="c'è 1 errore"):
        publish(replace(edition, findings=(error("Non torna."),)), tmp_path, ISSUED)


def test_warnings_don_t_keep_it(edition, tmp_path):
    assert publish(replace(edition, findings=(warning("Guardare."),)), tmp_path, ISSUED).files


def test_with_errors_it_can_be_a_draft_of_another_name(audited, tmp_path):
    made = publish(audited, tmp_path, ISSUED, draft=True)
    assert made.draft
    assert made.folder.name == "Focus_2016-T2_BOZZA"
    assert [path.name for path in made.files[:2]] == ["Focus_2016-T2_BOZZA.pdf", "Focus_2016-T2_BOZZA.html"]
    assert '"stato": "bozza"' in (made.folder / "dati" / "Focus_2016-T2.json").read_text(encoding="utf-8")


def test_a_draft_leaves_what_was_published_alone(edition, audited, tmp_path):
    made = publish(edition, tmp_path, ISSUED)
    before = {path: path.read_bytes() for path in made.files}
    publish(audited, tmp_path, ISSUED, draft=True)
    assert {path: path.read_bytes() for path in made.files} == before


def test_the_page_leads_to_its_other_formats(edition, tmp_path):
    made = publish(edition, tmp_path, ISSUED)
    html = made.files[1].read_text(encoding="utf-8")
    for path in (
        "Focus_2016-T2.pdf",
        "dati/Focus_2016-T2-voci.csv",
        "dati/Focus_2016-T2.json",
        "dati/LEGGIMI.md",
    ):
        assert f'href="{path}"' in html
        assert (made.folder / path).is_file()


def test_quarters_that_were_published_before_are_linked_the_latest_first(edition, tmp_path):
    for quarter in (Period.quarter(2015, 4), Period.quarter(2016, 1)):
        publish(replace(edition, period=quarter), tmp_path, ISSUED)
    html = publish(edition, tmp_path, ISSUED).files[1].read_text(encoding="utf-8")
    places = [html.index(f'href="../Focus_{one}/Focus_{one}.html"') for one in ("2016-T1", "2015-T4")]
    assert places == sorted(places)


def test_drafts_and_strangers_aren_t_linked(edition, tmp_path):
    publish(replace(edition, period=Period.quarter(2016, 1)), tmp_path, ISSUED, draft=True)
    (tmp_path / "Focus_mio").mkdir()
    (tmp_path / "Focus_mio" / "Focus_mio.html").write_text("mio", encoding="utf-8")
    assert "Numeri del Focus" not in publish(edition, tmp_path, ISSUED).files[1].read_text(encoding="utf-8")


def test_a_logo_is_read_from_its_file(edition, tmp_path):
    (tmp_path / "logo.svg").write_bytes(SVG)
    made = publish(edition, tmp_path / "out", ISSUED, logo=tmp_path / "logo.svg")
    assert "data:image/svg+xml;base64," in made.files[1].read_text(encoding="utf-8")


def test_a_missing_logo_stops_it_before_anything_is_written(edition, tmp_path):
    with pytest.raises(CstError, match="non si può leggere"):
        publish(edition, tmp_path / "out", ISSUED, logo=tmp_path / "manca.svg")
    assert not (tmp_path / "out").exists()


def test_without_a_period_nothing_is_published(edition, tmp_path):
    with pytest.raises(CstError, match="Manca il periodo"):
        publish(replace(edition, period=None), tmp_path, ISSUED, draft=True)


def test_the_very_same_bulletin_is_left_as_it_is(edition, tmp_path):
    first = publish(edition, tmp_path, ISSUED)
    before = {path: path.stat().st_mtime_ns for path in first.files}
    again = publish(edition, tmp_path, ISSUED)
    assert again.kept is None
    assert {path: path.stat().st_mtime_ns for path in again.files} == before
    assert [path.name for path in tmp_path.iterdir()] == ["Focus_2016-T2"]


def test_a_bulletin_that_is_replaced_is_kept_under_its_day(edition, tmp_path):
    first = publish(edition, tmp_path, ISSUED)
    before = {path: (first.folder / path).read_bytes() for path in first.hashes}
    second = publish(edition, tmp_path, date(2016, 7, 20))
    assert second.kept.parent == tmp_path / "sostituiti"
    assert second.kept.name.startswith("Focus_2016-T2_2016-07-15_")
    assert {path: (second.kept / path).read_bytes() for path in first.hashes} == before
    assert second.review.is_file()


def test_a_draft_takes_the_place_of_a_draft(audited, tmp_path):
    publish(audited, tmp_path, ISSUED, draft=True)
    assert publish(audited, tmp_path, date(2016, 7, 20), draft=True).kept is None
    assert not (tmp_path / "sostituiti").exists()


def test_nothing_is_published_when_it_can_t_be_recorded(edition, tmp_path):
    def refuse(_):
        raise CstError("La cartella di lavoro è aperta.")

    first = publish(edition, tmp_path, ISSUED)
    before = {path: path.read_bytes() for path in first.files}
    with pytest.raises(CstError, match="è aperta"):
        publish(edition, tmp_path, date(2016, 7, 20), record=refuse)
    assert {path: path.read_bytes() for path in first.files} == before
    assert not (tmp_path / "sostituiti").exists()


def test_what_is_recorded_are_the_files_that_are_there(edition, tmp_path):
    seen = []

    def record(made):
        assert all(path.is_file() for path in made.files)
        seen.append(made.hashes)

    assert publish(edition, tmp_path, ISSUED, record=record).hashes == seen[0]


def test_a_rewritten_sentence_is_in_every_output(raw, tmp_path):
    text = "Gli utilizzatori di CNS sono 5.809, quasi 6.000."
    given = {key: rows for key, rows in raw.items() if key != "pubblicati"}
    given["frasi_riviste"] = [
        [column.header for column in REVISIONS.columns],
        ["frase.credenziali.cns", "2016-T2", text, ""],
    ]
    made = publish(edition_of(given), tmp_path, ISSUED)
    pages = (page.extract_text() for page in PdfReader(made.files[0]).pages)
    assert text in " ".join(" ".join(pages).split())
    html = made.files[1].read_text(encoding="utf-8")
    assert text in html
    assert "Quasi 6.000 utilizzatori" not in html
    document = json.loads((made.folder / "dati" / "Focus_2016-T2.json").read_text(encoding="utf-8"))
    (said,) = [one for one in document["frasi"] if one["id"] == "frase.credenziali.cns"]
    assert (said["testo"], said["riveduta"]) == (text, True)
    assert sum(one["riveduta"] for one in document["frasi"]) == 1
