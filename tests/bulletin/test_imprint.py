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
    with pytest.raises(CstError, match=r"«logo\.gif» non è un'immagine SVG, PNG o JPEG"):
        Logo.read(path)


def test_a_logo_that_is_missing_is_said_by_name(tmp_path):
    with pytest.raises(CstError, match=r"manca\.svg» non si può leggere"):
        Logo.read(tmp_path / "manca.svg")


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"x" * 40 + b"\xff\xd9"


@pytest.mark.parametrize(
    ("content", "kind", "mediatype"),
    [(SVG, "svg", "image/svg+xml"), (PNG, "png", "image/png"), (JPEG, "jpg", "image/jpeg")],
)
def test_the_three_kinds_of_pictures_are_known(tmp_path, content, kind, mediatype):
    path = tmp_path / "logo"
    path.write_bytes(content)
    logo = Logo.read(path)
    assert (logo.kind, logo.mediatype) == (kind, mediatype)


@pytest.mark.parametrize("content", [SVG[:-3], PNG[:-9], PNG[:40] + b"?" + PNG[41:], PNG[:12], JPEG[:-2]])
def test_a_damaged_picture_is_refused_by_name(tmp_path, content):
    path = tmp_path / "logo.svg"
    path.write_bytes(content)
    with pytest.raises(CstError, match=r"«logo\.svg» è danneggiato o incompleto"):
        Logo.read(path)


def test_a_drawing_that_multiplies_itself_is_refused(tmp_path):
    path = tmp_path / "logo.svg"
    bomb = '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
    path.write_text(bomb)
    with pytest.raises(CstError, match="danneggiato"):
        Logo.read(path)


def test_the_words_of_a_logo_are_whose_it_is(with_parameters):
    assert imprint(with_parameters(ente="Comune di Prova").parameters).logo_text == "Logo di Comune di Prova"
