"""The imprint: names, licence, colour and logo out of the parameters."""

from __future__ import annotations

import pytest

from cst_xl.bulletin.imprint import LICENCES, Logo, contrast, imprint, read_colour, read_licence
from cst_xl.core.errors import BadValueError, CstError
from cst_xl.core.parameters import Parameters

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'


def test_defaults_hold_where_nothing_is_set():
    found = imprint(Parameters({}))
    assert (found.publisher, found.names, found.licence.name) == (
        "Centro Servizi",
        ("Centro Servizi",),
        "CC-BY 4.0",
    )
    assert found.colour == "#0066cc"


def test_the_institution_publishes_and_the_centre_is_named_after_it():
    found = imprint(Parameters({"ente": "Comune di Prova", "centro": "CED"}))
    assert found.publisher == "Comune di Prova"
    assert found.names == ("Comune di Prova", "CED")


def test_a_name_that_is_the_same_is_shown_once():
    assert imprint(Parameters({"ente": "CED", "centro": "CED"})).names == ("CED",)


@pytest.mark.parametrize("typed", ["CC-BY 4.0", "cc by 4.0", "CC BY-4.0", "CC-BY-4.0"])
def test_a_licence_is_found_however_it_is_typed(typed):
    assert read_licence(typed) is LICENCES[0]


def test_licences_that_differ_in_version_or_terms_are_not_mixed_up():
    assert {read_licence(one.name).code for one in LICENCES} == {one.code for one in LICENCES}
    with pytest.raises(BadValueError, match=r"«CC-BY 3\.0»"):
        read_licence("CC-BY 3.0")


def test_an_unknown_licence_is_refused_with_those_that_are_known():
    with pytest.raises(BadValueError, match=r"«CC0 1\.0»"):
        imprint(Parameters({"licenza": "tutti i diritti riservati"}))


@pytest.mark.parametrize(("typed", "read"), [("#0066CC", "#0066cc"), (" 004D99 ", "#004d99")])
def test_a_colour_is_read_with_or_without_its_sign(typed, read):
    assert read_colour(typed) == read


@pytest.mark.parametrize("typed", ["blu", "#06c", "#0066CG"])
def test_what_is_no_colour_is_refused(typed):
    with pytest.raises(BadValueError, match="un colore"):
        read_colour(typed)


def test_a_colour_too_light_for_white_text_is_refused():
    with pytest.raises(BadValueError, match="più scuro"):
        read_colour("#94C4F5")


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_a_logo_is_told_by_its_content_not_its_name(tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(SVG)
    assert Logo.read(path) == Logo(SVG, "svg")


def test_another_kind_of_picture_is_refused(tmp_path):
    path = tmp_path / "logo.gif"
    path.write_bytes(b"GIF89a")
    with pytest.raises(CstError, match=r"«logo\.gif» non è un'immagine SVG o PNG"):
        Logo.read(path)


def test_a_logo_that_is_missing_is_said_by_name(tmp_path):
    with pytest.raises(CstError, match=r"manca\.svg» non si può leggere"):
        Logo.read(tmp_path / "manca.svg")
