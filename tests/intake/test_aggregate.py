"""Ticket exports of any length to monthly figures: the same numbers as rows in a sheet give, in bounded memory."""

from __future__ import annotations

import csv
import random
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from cst_xl.core.errors import CstError
from cst_xl.core.numerals import count
from cst_xl.core.parameters import PARAMETERS_TABLE, read_parameters
from cst_xl.core.periods import Period
from cst_xl.core.section import Inputs
from cst_xl.core.tables import HEADER_ROW, read
from cst_xl.intake import aggregate, recognise, source
from cst_xl.intake.dialect import Dialect
from cst_xl.sections.tickets import MONTHLY, SECTION, TICKETS
from cst_xl.sections.tickets.rows import count_rows
from tests.intake.samples import GLPI, OTRS, Q2, TABLES, context

KEYS = [column.key for column in MONTHLY.columns]


def figures(found):
    """Numbers by place of the month and column, empty cells left out."""
    months = [month.label for month in Q2.months]
    return {
        (months.index(row[0]), key): count(text)
        for row in found.rows("ticket_mensili")
        for key, text in zip(KEYS[1:], row[1:], strict=True)
        if text
    }


def counted_in_a_sheet(path):
    """What the section of the tickets counts when the same rows stand in its sheet."""
    (found,) = recognise.read(source.read(path.name, path.read_bytes()), TABLES, context())
    empty = [[] for _ in range(HEADER_ROW - 1)]
    headers = [column.header for column in TICKETS.columns]
    tables = {table.key: read(table, empty, period=Q2) for table in SECTION.raw}
    tables[TICKETS.key] = read(TICKETS, [*empty, headers, *found.rows("ticket")], period=Q2)
    settings = read_parameters(read(PARAMETERS_TABLE, [*empty, ["Voce", "Valore"], ["periodo", "2016-T2"]]))
    return dict(count_rows(Inputs(Q2, settings, tables)).counts)


@pytest.mark.parametrize("piece", [100, 1000, 100_000])
def test_the_sample_gives_the_printed_bulletin_s_months_whatever_the_pieces(piece):
    found = aggregate.monthly(OTRS, context(), piece=piece)
    assert [row[:9] + row[9:10] for row in found.rows("ticket_mensili")] == [
        ("aprile 2016", "", "", "76", "", "393", "1", "29", "0", "363"),
        ("maggio 2016", "", "", "140", "", "647", "0", "21", "0", "626"),
        ("giugno 2016", "", "", "140", "", "451", "1", "52", "0", "398"),
    ]


def made_up(path, rows, seed=2016, *, dates=True, channels=True, states=True):
    """A list with everything in it: levels, unknown states and channels, other quarters, repeated and broken rows."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(["Ticket#", "Creato", "Stato", "Coda", "Type", "Titolo"])
        for _ in range(rows):
            day = f"2016-{chance.randint(3, 7):02}-{chance.randint(1, 28):02} 08:00:00"
            writer.writerow(
                [
                    chance.randrange(rows),
                    chance.choice([day, day, day, *([] if dates else ["", "mai"])]),
                    chance.choice(
                        [
                            "nuovo",
                            "aperto",
                            "risolto",
                            "chiuso senza successo",
                            *([] if states else ["unito"]),
                        ]
                    ),
                    chance.choice(["HD::Mail", "HD::Telefono", *([] if channels else ["Altro"])]),
                    chance.choice(["mail", "telefono", "nagios", ""]),
                    chance.choice(["due\nrighe", "=1+1", 'con "virgolette"', "a;b"]),
                ]
            )
    return path


@pytest.mark.parametrize(
    ("known", "least"),
    [
        ({}, 18),
        ({"states": False}, 9),
        ({"channels": False}, 0),
        ({"dates": False}, 0),
    ],
    ids=["all is known", "unknown states", "unknown channels", "unknown dates"],
)
@pytest.mark.parametrize("seed", range(3))
def test_it_counts_as_the_rows_in_a_sheet_would_be_counted(tmp_path, seed, known, least):
    """A number that can't be known because of a ticket that nobody can place is left out here as there."""
    path = made_up(tmp_path / "a.csv", 2000, seed, **known)
    assert len(counted_in_a_sheet(path)) >= least
    assert figures(aggregate.monthly(path, context(), piece=300)) == counted_in_a_sheet(path)


def test_the_old_kind_of_glpi_with_days_first_counts_alike():
    found = aggregate.monthly(GLPI, context(("coda", "*mail*", "mail")))
    assert figures(found) == counted_in_a_sheet(GLPI)


def test_what_a_month_doesn_t_count_is_said(tmp_path):
    found = aggregate.monthly(
        made_up(tmp_path / "a.csv", 500, dates=False, channels=False, states=False), context()
    )
    messages = " ".join(one.message for one in found.findings)
    for words in (
        "solo i totali mensili",
        "di altri periodi",
        "data di apertura leggibile",
        "già contato",
        "lo stato «unito»",
        "senza un canale",
    ):
        assert words in messages


def test_the_pieces_may_be_reduced_by_a_pool(tmp_path):
    path = made_up(tmp_path / "a.csv", 3000)
    with ThreadPoolExecutor(2) as pool:
        assert (
            aggregate.monthly(path, context(), mapper=pool.map, piece=200).blocks
            == aggregate.monthly(path, context()).blocks
        )


def test_another_encoding_and_separator_are_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(OTRS.read_text(encoding="utf-8").replace(";", "\t").encode("utf-16"))
    assert figures(aggregate.monthly(path, context())) == figures(aggregate.monthly(OTRS, context()))
    given = Dialect(separator="\t")
    assert figures(aggregate.monthly(path, context(), given)) == figures(aggregate.monthly(OTRS, context()))


def test_memory_depends_on_the_pieces_and_not_on_the_file(tmp_path):
    short, long = made_up(tmp_path / "a.csv", 3_000), made_up(tmp_path / "b.csv", 30_000)

    def peak(path):
        tracemalloc.start()
        aggregate.monthly(path, context(), piece=1_000)
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(short)
    assert peak(long) < 2 * peak(short) + 30_000 * 24


@pytest.mark.parametrize(
    ("opened", "month"),
    [
        ("2016-03-31T22:30:00Z", "aprile 2016"),
        ("2016-03-31 23:30:00 UTC", "aprile 2016"),
        ("2016-04-30T23:59:00+02:00", "aprile 2016"),
        ("2016-04-30T22:00:00.000Z", "maggio 2016"),
        ("1/4/2016 9:30", "aprile 2016"),
        ("1/5/2016 23:30", "maggio 2016"),
    ],
)
def test_the_day_is_that_of_the_clock_in_rome(tmp_path, opened, month):
    path = tmp_path / "a.csv"
    path.write_text(f"Ticket#;Creato;Stato;Type\n1;{opened};nuovo;mail\n", encoding="utf-8")
    (row,) = aggregate.monthly(path, context()).rows("ticket_mensili")
    assert row[0] == month
    assert figures(aggregate.monthly(path, context())) == counted_in_a_sheet(path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("pippo;pluto\n1;2\n", "non è un'esportazione di ticket"),
        ('Ticket#;Creato;Stato\n1;2016-04-01 08:00:00;aperto\n2;"2016', "non si legge fino in fondo"),
    ],
)
def test_what_can_t_be_summed_up_is_refused(tmp_path, text, why):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CstError, match=why):
        aggregate.monthly(path, context())


def test_a_file_that_isn_t_there_and_a_workbook_without_a_quarter_are_refused(tmp_path):
    with pytest.raises(CstError, match="non si può leggere"):
        aggregate.monthly(tmp_path / "nulla.csv", context())
    with pytest.raises(CstError, match="manca nel foglio Parametri"):
        aggregate.monthly(OTRS, context(period=None))


def test_another_quarter_has_no_rows_of_this_one():
    assert not aggregate.monthly(OTRS, context(period=Period.quarter(2017, 1))).rows("ticket_mensili")
