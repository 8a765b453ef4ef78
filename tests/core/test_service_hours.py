"""Service hours as staff write them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cst_xl.core.errors import BadValueError
from cst_xl.core.service_hours import ServiceHours

MORNING, DAY = ((480, 780),), ((480, 1080),)
SPLIT = ((510, 780), (840, 1050))


def five(windows):
    return (*((windows,) * 5), (), ())


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("lun-ven 08:00-18:00", five(DAY)),
        ("lun-ven 8-18", five(DAY)),
        ("LUN – VEN  8.00 – 18.00", five(DAY)),
        ("Lun.-Ven. 8:00 - 18:00.", five(DAY)),
        ("lunedì-venerdì: 8-18", five(DAY)),
        ("dal lunedì al venerdì dalle 8 alle 18", five(DAY)),
        ("dal lunedi' al venerdi' dalle ore 8:00 alle ore 18:00", five(DAY)),
        ("lun, mar, mer, gio e ven 8-18", five(DAY)),
        ("lun mar mer gio ven 8-18", five(DAY)),
        ("lun-ven 8-13, 13-18", five(DAY)),
        ("lun-ven 14-18; lun-ven 8-14", five(DAY)),
        ("lun-ven 8-18; sab chiuso; domenica chiusa", five(DAY)),
        ("lun-ven 8:30-13:00, 14:00-17:30", five(SPLIT)),
        ("lun-ven 8.30-13 e 14-17.30", five(SPLIT)),
        ("lun-ven 8:30-13:00 14:00-17:30", five(SPLIT)),
        ("lun-ven 14:00-17:30, 8:30-13:00", five(SPLIT)),
        ("lun-ven 8:30-13:00, 14:00-17:30; sab 8-13", (*((SPLIT,) * 5), MORNING, ())),
        ("lun-ven 8:30-13:00, 14:00-17:30, sab 8-13", (*((SPLIT,) * 5), MORNING, ())),
        ("lun-ven 8:30-13:00, 14:00-17:30 e sab 8-13", (*((SPLIT,) * 5), MORNING, ())),
        ("lun-ven 8:30-13:00, 14:00-17:30\nsab 8-13\n", (*((SPLIT,) * 5), MORNING, ())),
        ("mar 8-13", ((), MORNING, (), (), (), (), ())),
        ("sab e dom 22:00-00:00", ((), (), (), (), (), ((1320, 1440),), ((1320, 1440),))),
        ("tutti i giorni 00:00-24:00", (((0, 1440),),) * 7),
        ("ogni giorno 0-24", (((0, 1440),),) * 7),
        ("24x7", (((0, 1440),),) * 7),
        ("H24", (((0, 1440),),) * 7),
        ("24 ore su 24", (((0, 1440),),) * 7),
    ],
)
def test_hours_are_read_as_people_write_them(text, week):
    assert ServiceHours.parse(text).week == week


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "Non c'è nessuna apertura."),
        ("dom chiuso", "Non c'è nessuna apertura."),
        ("8-18", "In «8-18» mancano i giorni."),
        ("lun-ven", "In «lun-ven» mancano le ore."),
        ("feriali 8-18", "«feriali» non è un giorno della settimana."),
        ("lu 8-18", "«lu» non è un giorno della settimana."),
        ("lunedix 8-18", "«lunedix» non è un giorno della settimana."),
        (
            "ven-lun 8-18",
            "In «ven-lun» il primo giorno viene dopo il secondo: la settimana comincia da lunedì.",
        ),
        ("lun-ven 8-25", "«08:00-25:00» esce dal giorno, che va da 00:00 a 24:00."),
        ("lun-ven 8-24:01", "«08:00-24:01» esce dal giorno, che va da 00:00 a 24:00."),
        ("lun-ven 8:60-18", "«8:60-18» ha più di 59 minuti."),
        ("lun-ven 8-17,30", "«30» non è una fascia oraria come 08:00-18:00."),
        ("lun-ven 8", "«8» non è una fascia oraria come 08:00-18:00."),
        ("lun-ven 8-18-20", "«8-18-20» non è una fascia oraria come 08:00-18:00."),
        ("lun-ven 8-13, 12-18", "Di lun le fasce 08:00-13:00 e 12:00-18:00 si sovrappongono."),
        ("lun-ven 8-18; ven 9-10", "Di ven le fasce 08:00-18:00 e 09:00-10:00 si sovrappongono."),
        ("lun-ven 8-13; mer 8-13", "Di mer le fasce 08:00-13:00 e 08:00-13:00 si sovrappongono."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(text, hint):
    with pytest.raises(BadValueError) as caught:
        ServiceHours.parse(text)
    assert caught.value.hint == hint
    assert caught.value.found == text
    assert "lun-ven 08:00-18:00" in caught.value.expected


@pytest.mark.parametrize("text", ["lun-ven 18-8", "lun-ven 22:00-6:00", "lun 8-8", "lun 00:00-00:00"])
def test_hours_over_midnight_are_refused_and_the_way_to_write_them_is_shown(text):
    with pytest.raises(
        BadValueError, match=r"finisce prima di cominciare: un turno di notte .*lun 22:00-24:00; mar"
    ):
        ServiceHours.parse(text)


def test_the_example_for_a_night_can_be_read():
    assert ServiceHours.parse("lun 22:00-24:00; mar 00:00-06:00").label == "lun 22:00-24:00; mar 00:00-06:00"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("lun-ven 8-18", "lun-ven 08:00-18:00"),
        ("sab 8-13; lun-ven 8.30-13, 14-17.30", "lun-ven 08:30-13:00, 14:00-17:30; sab 08:00-13:00"),
        ("h24", "tutti i giorni 00:00-24:00"),
        ("lun, mer, ven 9-12; mar, gio 15-17", "lun, mer, ven 09:00-12:00; mar, gio 15:00-17:00"),
        ("sab dom 9-12", "sab, dom 09:00-12:00"),
        ("lun-mer 9-12; ven-dom 9-12", "lun-mer, ven-dom 09:00-12:00"),
    ],
)
def test_the_label_is_canonical(text, label):
    assert ServiceHours.parse(text).label == str(ServiceHours.parse(text)) == label


@given(st.lists(st.sets(st.integers(0, 1440), max_size=6), min_size=7, max_size=7))
def test_the_label_is_read_back(edges_by_day):
    edges = [sorted(edges)[: len(edges) // 2 * 2] for edges in edges_by_day]
    assume(any(edges))
    hours = ServiceHours(tuple(tuple(zip(day[::2], day[1::2], strict=True)) for day in edges))
    assert ServiceHours.parse(hours.label) == hours


@given(st.text(alphabet="lunmartsdoeghv 0123456789:.,;-x\n", max_size=40))
def test_any_text_is_hours_or_a_bad_value(text):
    try:
        hours = ServiceHours.parse(text)
    except BadValueError:
        return
    assert ServiceHours.parse(hours.label) == hours


@pytest.mark.parametrize(
    "week", [((),) * 7, ((((480, 1080),),) * 6), (((1080, 480),), *((),) * 6), (((-60, 480),), *((),) * 6)]
)
def test_no_impossible_week_can_be_built(week):
    with pytest.raises(BadValueError):
        ServiceHours(week)


def test_equal_hours_are_one_key():
    """Calendars are remembered by their hours."""
    assert hash(ServiceHours.parse("lun-ven 8-18")) == hash(
        ServiceHours.parse("dal lunedì al venerdì 8.00-18.00")
    )
