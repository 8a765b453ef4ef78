"""Random raw tables of every section, as people fill them: the edges more often than the middle."""

from __future__ import annotations

from hypothesis import strategies as st

EDGES = (0, 1, 2, 8, 11, 80, 99, 100, 101, 999, 1000, 5809, 11_000, 999_999, 1_000_000, 88_888_888)
counts = st.sampled_from(EDGES) | st.integers(0, 30) | st.integers(0, 10**7)
small = st.sampled_from((0, 1, 2, 3)) | st.integers(0, 500)
maybe = counts | st.none()
SHARES = ("0%", "0,004%", "1%", "8%", "11%", "50%", "66,5%", "80%", "98,4996%", "98,5%", "98,985%", "99,95%")
SHARES += ("99,996%", "99,9996%", "99,99996%", "100%")
percents = st.sampled_from(SHARES) | st.decimals(0, 100, places=3).map(
    lambda value: f"{value}%".replace(".", ",")
)
QUARTERLY = ("Aprile", "Maggio", "Giugno")


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)


@st.composite
def tickets(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Three months whose states add up, columns left empty at will."""
    headers = [
        "Mese",
        "Alert, incident, problem",
        "Problem gestiti in reperibilità",
        "1° livello",
        "2° livello",
    ]
    headers += ["Gestiti", "Aperti", "Chiuso non di competenza", "Nuovo", "Risolto"]
    amount = draw(st.sampled_from((counts, small, st.just(0), st.integers(0, 1))))
    given = [draw(st.booleans()) for _ in range(4)]
    mail = draw(st.booleans())
    rows = []
    for month in QUARTERLY:
        states = [draw(amount) for _ in range(4)]
        others = [draw(amount) if one else None for one in given]
        rows.append([month, *others, *([sum(states), *states] if mail else [None] * 5)])
    return {"ticket_mensili": [headers, *([str(row[0]), *map(_whole, row[1:])] for row in rows)]}


@st.composite
def phone_tickets(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Tickets one by one, all by phone, so that their state is known."""
    state = st.sampled_from(["risolto", "aperto", "chiuso non di competenza", "nuovo"])
    headers = ["Numero ticket", "Canale", "Livello", "Stato", "Data di apertura"]
    kept = draw(state | st.none())  # often all alike
    rows = []
    for at in range(draw(st.integers(3, 9))):
        opened = f"05/{4 + at % 3:02d}/2016 09:00"
        rows.append([f"2016{at:010}", "telefono", "1", kept or draw(state), opened])
    meanings = [[one, one] for one in ("risolto", "aperto", "chiuso non di competenza", "nuovo")]
    return {"ticket": [headers, *rows], "stati_ticket": [["Stato", "Conta come"], *meanings]}


@st.composite
def infrastructure(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Resources, of which any may be missing, and stops."""
    machines = draw(small)
    given = {
        "Uptime": draw(percents),
        "Virtual machine": str(machines),
        "Virtual machine di produzione": str(draw(st.sampled_from((0, machines, machines // 2)))),
        "CPU core": str(draw(counts)),
        "RAM": draw(st.sampled_from(("744 GB", "0,004 GB", "1,5 GB", "12.000 GB"))),
        "Storage": draw(st.sampled_from(("8 TB", "0,001 TB", "1.000 TB"))),
        "Fermo staging": draw(
            st.sampled_from(
                ("0 giorni", "1 giorno", "3 giorni", "0,5 giorni", "1 ora", "5 minuti", "23,9 ore")
            )
        ),
    }
    names = draw(st.sets(st.sampled_from(sorted(given))))
    stops = []
    for at in range(draw(st.integers(0, 4))):
        start, length = draw(st.integers(1, 20)), draw(st.sampled_from(("08:30", "08:01", "23:59")))
        planned = draw(st.sampled_from(("sì", "no")))
        stops.append(
            [
                f"S{at % 3}",
                f"{start:02d}/05/2016 08:00",
                f"{start + draw(st.integers(0, 8)):02d}/05/2016 {length}",
                planned,
            ]
        )
    resources = [["Voce", "Valore"], *([name, given[name]] for name in given if name in names)]
    return {"infrastruttura": resources, "fermi": [["Sistema", "Inizio", "Fine", "Programmato"], *stops]}


@st.composite
def services(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """A stock with what came and went, perhaps the stock before."""
    day = draw(st.sampled_from(("30/06/2016", "15/06/2016")))
    rows = [[day, str(draw(counts)), *(_whole(draw(small | st.none())) for _ in range(2))]]
    if draw(st.booleans()):
        rows.append(["31/12/2015", str(draw(counts)), "", ""])
    return {"servizi": [["Data", "Servizi attivi", "Nuovi servizi", "Disattivazioni"], *rows]}


@st.composite
def usage(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Up to four categories in two semesters, often nearly equal, and one left out."""
    names = draw(st.lists(st.sampled_from(("aaa", "bbb", "ccc", "ddd")), unique=True, min_size=1))
    headers = ["Codice", "Nome", "Nella frase", "Escluso", "Motivo", "Spiegazione della crescita"]
    opening = draw(st.sampled_from(("", "Grazie alla convenzione")))
    catalogue = [[name, name.upper(), f"dei servizi {name}", "no", "", opening] for name in names]
    catalogue.append(["fuori", "Fuori", "della gestione documentale", "sì", "migrazione", ""])
    lines = []
    for name in names:
        before = draw(counts)
        factor = draw(st.sampled_from((0, 0.5, 0.9999, 1, 1.0001, 1.5, 1.996, 2, 3.6, 50)))
        now = draw(st.just(int(before * factor)) | counts)
        lines.append([name.upper(), str(before), str(now)])
    head = ["Categoria servizi", "Semestre di confronto", "Semestre in corso"]
    return {"categorie": [headers, *catalogue], "utilizzo": [head, *lines]}


@st.composite
def access(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Bands of the day, devices as shares or counts, perhaps the week by hours."""
    amount = draw(st.sampled_from((counts, small, st.just(0), st.integers(0, 1))))
    bands = [[band, str(draw(amount))] for band in ("00:00-08:00", "08:00-18:00", "18:00-24:00")]
    tables = {"fasce": [["Fascia oraria", "Accessi"], *bands]}
    desk = draw(percents)
    kinds = ("Desktop", "Smartphone e tablet", "TV")
    if draw(st.booleans()):
        rows = [[name, str(draw(amount))] for name in kinds[: draw(st.integers(1, 3))]]
    else:
        rest = 100 - float(desk.rstrip("%").replace(",", "."))
        rows = [["Desktop", desk], ["Smartphone e tablet", f"{rest:.5f}%".replace(".", ",")]]
    tables["dispositivi"] = [["Dispositivo", "Accessi o quota"], *rows]
    if draw(st.booleans()):
        days = ["Ora", "Lun", "Mar", "Mer", "Gio", "Ven", "Sab", "Dom"]
        tables["ore_giorni"] = [
            days,
            *([str(hour), *(str(draw(amount)) for _ in range(7))] for hour in (0, 8, 18)),
        ]
        for row, band in zip(
            tables["ore_giorni"][1:], ("00:00-08:00", "08:00-18:00", "18:00-24:00"), strict=True
        ):
            row[0] = band
    return tables


@st.composite
def credentials(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Years up to the semester of the bulletin, the CNS among them."""
    amount = draw(st.sampled_from((counts, small, st.just(0))))
    rows = [[str(year), str(draw(amount)), _whole(draw(small | st.none()))] for year in range(2013, 2016)]
    last = draw(amount | st.sampled_from([int(row[1]) for row in rows]))
    rows.append(["2016 1sem", str(last), str(draw(small))])
    return {"credenziali": [["Anno", "Credenziali attive", "di cui CNS"], *rows]}


@st.composite
def levels(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Up to five levels of every kind, met or not, measured or not."""
    kinds = (
        ("disponibilità", draw(percents), percents),
        ("disponibilità", "98,50%", percents),
        ("limite superiore", "7 ms", st.sampled_from(("7 ms", "6 ms", "7,4 ms", "9 ms"))),
        ("scadenza", "entro 1h lavorativa", st.sampled_from(("Nessuno scostamento rilevato", ""))),
        ("frequenza", "Ogni 6 mesi", st.sampled_from(("Ogni 3 mesi", "Ogni 6 mesi", "Ogni 12 mesi"))),
    )
    agreed, seen = [["Codice", "Descrizione", "Tipo", "Atteso"]], [["Codice", "Rilevato"]]
    for at in sorted(draw(st.sets(st.integers(0, 4), min_size=1))):
        kind, expected, measures = kinds[at]
        agreed.append([f"SLA.{at + 1}", f"Disponibilità del sistema {at}", kind, expected])
        if draw(st.booleans()):
            seen.append([f"SLA.{at + 1}", draw(measures)])
    return {"catalogo_sla": agreed, "sla": seen}
