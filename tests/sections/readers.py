"""What each sentence of the bulletin says: a pattern of the whole sentence, and what its numbers and words mean.

A reader that finds a contradiction, or a sentence that isn't one of its own, raises an AssertionError with the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from tests.sections.oracle import (
    DAY,
    LASTING,
    NUMBER,
    PERCENT,
    QUARTER,
    Said,
    agree,
    article_fits,
    lasts,
    near,
    number,
    printed_from,
    share_of,
)

_TIMES = {None: 1, "seconda": 2, "terza": 3, "quarta": 4, "quinta": 5}


def _overall(said: Said) -> None:
    match = said.read(
        rf"Nel {QUARTER} (?:non è stato gestito alcun ticket|(?P<verb>è stato gestito|sono stati gestiti) complessivamente "
        rf"(?P<all>{NUMBER}) ticket(?: da mail| (?P<only>telefonic[oi])|: (?P<mail>{NUMBER}) da mail e (?P<phone>{NUMBER}) "
        rf"(?P<kind>telefonic[oi])(?: \((?P<first>{NUMBER}) di 1° livello e (?P<second>{NUMBER}) di 2° livello\))?)?)\."
    )
    total = said.value("ticket.complessivo")
    if match["all"] is None:
        said.holds(total == 0)
        return
    said.holds(number(match["all"]) == total > 0)
    said.holds(agree(total, "è stato gestito", "sono stati gestiti", said=match["verb"]))
    if match["only"]:
        said.holds(agree(total, "telefonico", "telefonici", said=match["only"]))
    if match["mail"]:
        mail, phone = number(match["mail"]), number(match["phone"])
        said.holds(mail + phone == total and mail == said.value("ticket.totale.gestiti"))
        said.holds(agree(phone, "telefonico", "telefonici", said=match["kind"]))
        if match["first"]:
            said.holds(number(match["first"]) + number(match["second"]) == phone)
    elif not match["only"]:
        said.holds(total == said.value("ticket.totale.gestiti"))


_SOLVED = r"(?P<state>risolt[oi](?: o chius[oi] perché non di competenza)?)"


def _solved(how: str, share: str, handled: str, foreign: str) -> Callable[[Said], None]:
    def read(said: Said) -> None:
        match = said.read(
            rf"(?:(?P<none>Nessun) ticket aperto {how} è stato|(?P<only>L'unico) ticket aperto {how} è stato"
            rf"|I ticket aperti {how} sono stati(?P<every> tutti)?) {_SOLVED}(?: {PERCENT} dei casi)?"
            rf"(?:; in senso stretto (?P<never>nessuno è stato risolto)?(?:ne è stato risolto (?P<a2>il |lo |l')"
            rf"(?P<strictly>{NUMBER})%)?)?\."
        )
        value, cases = said.value(share), said.value(handled)
        said.holds(cases > 0)
        if match["none"]:
            said.holds(value == 0)
        elif match["only"]:
            said.holds(value == 100 and cases == 1)
        elif match["every"]:
            said.holds(value == 100 and cases > 1)
        else:
            said.holds(share_of(match["percent"], value) and 0 < value < 100)
            said.holds(article_fits(match["article"], match["percent"]))
        others = said.values.get(foreign)
        said.holds(("non di competenza" in match["state"]) == bool(others))
        if match["strictly"]:
            said.holds(share_of(match["strictly"], said.value("ticket.totale.risolti_in_senso_stretto")))
            said.holds(article_fits(match["a2"], match["strictly"]))
        if match["never"]:
            said.holds(said.value("ticket.totale.risolti_in_senso_stretto") == 0)

    return read


def _alerts(said: Said) -> None:
    match = said.read(
        rf"(?:Nessun problema è stato gestito in reperibilità|In reperibilità (?P<verb>è stato gestito|sono stati gestiti) "
        rf"(?P<many>{NUMBER}) (?P<noun>problem[ai]))(?:, a fronte di (?P<seen>{NUMBER}|nessuna) (?P<what>segnalazion[ei])"
        r" del monitoraggio \(alert, incident e problem\))?\."
    )
    handled = said.value("ticket.totale.reperibilita")
    said.holds((number(match["many"]) if match["many"] else 0) == handled)
    if match["many"]:
        said.holds(
            agree(
                handled,
                "è stato gestito problema",
                "sono stati gestiti problemi",
                said=f"{match['verb']} {match['noun']}",
            )
        )
    if match["seen"]:
        seen = Decimal(0) if match["seen"] == "nessuna" else number(match["seen"])
        said.holds(seen == said.value("ticket.totale.alert"))
        said.holds(match["what"] == ("segnalazione" if seen in (0, 1) else "segnalazioni"))


def _uptime(said: Said) -> None:
    match = said.read(rf"Nel {QUARTER} il servizio di infrastruttura HW ha registrato un uptime {PERCENT}\.")
    said.holds(share_of(match["percent"], said.value("infrastruttura.uptime")))
    said.holds(article_fits(match["article"], match["percent"]))


def _staging(said: Said) -> None:
    match = said.read(
        r"Il servizio di staging (?:non ha avuto fermi macchine programmati"
        rf"|ha registrato un fermo macchine programmato di (?:(?P<less>meno di un'ora)|(?P<days>{NUMBER})\u00a0(?P<unit>giorn[oi]))"
        r"(?: per .+)?)\."
    )
    days = said.value("infrastruttura.fermo_staging")
    if match["days"]:
        said.holds(printed_from(match["days"], days) and number(match["days"]) > 0)
        said.holds(agree(number(match["days"]), "giorno", "giorni", said=match["unit"]))
    elif match["less"]:
        said.holds(0 < days < Decimal(1) / 24)
    else:
        said.holds(days == 0)


def _stops(said: Said) -> None:
    part = rf"({NUMBER}) (programmat[oi]|non programmat[oi]) \(({LASTING})\)"
    match = said.read(
        rf"Nel {QUARTER} (?P<verb>è stato registrato|sono stati registrati) (?P<many>{NUMBER}) (?P<noun>ferm[oi]) dei "
        rf"sistemi: (?P<parts>{part}(?: e {part})?)\."
    )
    total = number(match["many"])
    said.holds(total == said.value("infrastruttura.fermi.numero"))
    said.holds(
        agree(
            total,
            "è stato registrato fermo",
            "sono stati registrati fermi",
            said=f"{match['verb']} {match['noun']}",
        )
    )
    found = re.findall(part, match["parts"])
    said.holds(sum(number(many) for many, _, _ in found) == total)
    for many, kind, lasting in found:
        key = "fermi_non_programmati" if kind.startswith("non") else "fermi_programmati"
        said.holds(number(many) == said.value(f"infrastruttura.{key}.numero"))
        said.holds(kind.endswith("o") == (number(many) == 1))
        said.holds(lasts(lasting, said.value(f"infrastruttura.{key}.minuti")))


def _machines(said: Said) -> None:
    match = said.read(
        rf"Il private cloud gestisce (?P<all>{NUMBER}) virtual machine(?:, (?:(?P<every>tutte|nessuna|che non è|che è)"
        rf"|di cui (?P<part>{NUMBER})) di produzione)?\."
    )
    total = said.value("infrastruttura.vm")
    said.holds(number(match["all"]) == total > 0)
    if match["every"]:
        part = said.value("infrastruttura.vm_produzione")
        said.holds(part == (total if match["every"] in {"tutte", "che è"} else 0))
        said.holds((match["every"] in {"tutte", "nessuna"}) == (total > 1))
    if match["part"]:
        said.holds(0 < number(match["part"]) == said.value("infrastruttura.vm_produzione") < total)


def _capacity(said: Said) -> None:
    match = said.read(
        rf"Le risorse del private cloud sono (?:(?P<cpu_core>{NUMBER}) CPU core)?(?:, | e )?(?:(?P<ram>{NUMBER}) GB di RAM)?"
        rf"(?:, | e )?(?:(?P<storage>{NUMBER}) TB di storage)?\."
    )
    said.holds(any(match.groupdict().values()))
    for key, text in match.groupdict().items():
        if text is not None:
            value = said.value(f"infrastruttura.{key}")
            said.holds(printed_from(text, value) and (number(text) > 0 or value == 0))


def _active(said: Said) -> None:
    match = said.read(
        rf"(?:A fine (?:trimestre|semestre|anno)|Al {DAY}) (?:(?P<verb>risulta attivo|risultano attivi) (?P<many>{NUMBER}) "
        r"(?P<noun>servizi|servizio)|non risulta attivo alcun servizio) al cittadino\."
    )
    active = said.value("servizi.attivi")
    if match["many"] is None:
        said.holds(active == 0)
        return
    said.holds(number(match["many"]) == active)
    said.holds(
        agree(
            active,
            "risulta attivo servizio",
            "risultano attivi servizi",
            said=f"{match['verb']} {match['noun']}",
        )
    )


def _balance(said: Said) -> None:
    match = said.read(
        rf"L'offerta complessiva risulta (?:(?P<side>superiore|inferiore) di (?P<many>{NUMBER}) unità rispetto al {DAY}"
        rf"|pari a quella del {DAY})\."
    )
    balance = said.value("servizi.saldo")
    sign = {"superiore": 1, "inferiore": -1, None: 0}[match["side"]]
    said.holds((number(match["many"]) * sign if sign else 0) == balance and (not sign or balance != 0))


def _moves(said: Said) -> None:
    match = said.read(
        rf"Dal {DAY}: (?:nessuna|(?P<went>{NUMBER})) (?P<closed>disattivazion[ei]) e (?:nessun|(?P<came>{NUMBER})) "
        r"(?P<new>nuov[oi] serviz(?:io|i))\."
    )
    for group, key in (("went", "servizi.disattivati"), ("came", "servizi.nuovi")):
        said.holds((number(match[group]) if match[group] else 0) == said.value(key))
    few = {"went": match["closed"] == "disattivazione", "came": match["new"] == "nuovo servizio"}
    said.holds(all(single == (match[key] in (None, "1")) for key, single in few.items()))


def _usage(said: Said) -> None:
    match = said.read(
        rf"Globalmente, l'utilizzo nel .°sem [0-9]{{4}} è (?:(?P<same>pari|in linea)|{PERCENT} (?P<side>superiore|inferiore)) "
        rf"(?:a|con) quello del .°sem [0-9]{{4}}\."
    )
    change = said.value("utilizzo.frase.totale")
    if match["same"]:
        said.holds(change == 0 if match["same"] == "pari" else 0 < abs(change) < Decimal("0.5"))
        return
    said.holds(change > 0 if match["side"] == "superiore" else change < 0)
    said.holds(
        share_of(match["percent"], abs(change)) if change < 0 else printed_from(match["percent"], change)
    )
    said.holds(number(match["percent"]) > 0 and article_fits(match["article"], match["percent"]))


def _growth(said: Said) -> None:
    match = said.read(
        rf"(?:.+, )?(?:[Ll]'utilizzo .+ è (?:(?P<q1>quasi|oltre) )?(?P<times>una volta|(?P<many>{NUMBER}) volte)(?P<half> e mezzo)? "
        rf"quello del .°sem [0-9]{{4}}|[Aa]umenta (?:di (?P<q2>quasi|oltre) )?{PERCENT} l'utilizzo .+)\."
    )
    stem = said.id.removeprefix("frase.utilizzo.")
    pair = (said.values.get(f"utilizzo.{stem}.{one}") for one in ("2015-S1", "2016-S1"))
    before, now = pair
    said.holds(isinstance(now, int) and isinstance(before, int) and now > before > 0)
    value = said.value(f"utilizzo.frase.{stem}")
    if match["times"]:
        named = (number(match["many"]) if match["many"] else Decimal(1)) + (
            Decimal("0.5") if match["half"] else 0
        )
        close = abs(value - named) <= Decimal("0.02") * named
        said.holds(near(match["q1"], named, value) if match["q1"] else close)
        said.holds(abs(value - Decimal(str(now)) / Decimal(str(before))) < Decimal("0.0001"))
        return
    percent = number(match["percent"])
    said.holds(near(match["q2"], percent, value) if match["q2"] else share_of(match["percent"], value))
    said.holds(article_fits(match["article"], match["percent"]))


def _decline(said: Said) -> None:
    match = said.read(
        r"(?:(?P<none>Nessuna categoria di servizi è in calo)|In calo (?P<only>solo )?l'utilizzo (?P<one>.+?)"
        r"|In calo (?P<all>tutte le categorie): (?P<every>.+)|In calo (?P<some>[0-9]+) categorie: (?P<named>.+))\."
    )
    changes = [
        value for key, value in said.values.items() if key.endswith(".diff") and key != "utilizzo.totale.diff"
    ]
    falling = sorted(
        Decimal(str(value)) for value in changes if value is not None and Decimal(str(value)) < 0
    )
    shown = re.findall(r"\((-[0-9.,]+)%\)", said.text)
    said.holds(len(shown) == len(falling))
    for exact, value in zip(shown, falling, strict=True):
        said.holds(share_of(exact.removeprefix("-"), -value) and number(exact) < 0)
    if match["none"]:
        said.holds(not falling)
    elif match["one"]:
        said.holds(len(falling) == 1 and bool(match["only"]) == (len(changes) > 1))
    elif match["all"]:
        said.holds(len(falling) == len(changes) > 1)
    else:
        said.holds(1 < len(falling) == int(match["some"]) < len(changes))


def _left_out(said: Said) -> None:
    said.read(r"Non sono considerati nel confronto i dati di utilizzo .+ \(.+\)\.")


def _mainly(said: Said) -> None:
    match = said.read(
        r"Gli utenti accedono principalmente in (?P<when>orari e giorni|orari) in cui gli sportelli sono chiusi: "
        rf"{PERCENT} degli accessi\."
    )
    figure = "accessi.fuori_apertura" if match["when"] == "orari e giorni" else "accessi.fuori_orario"
    said.holds(said.value(figure) > 50 and share_of(match["percent"], said.value(figure)))
    said.holds(article_fits(match["article"], match["percent"]))


_SHARE = rf"(Il |il |Lo |lo |L'|l')({NUMBER})%"


def _devices(said: Said) -> None:
    kinds = {
        "da desktop": "accessi.desktop",
        "da dispositivi mobili (smartphone e tablet)": "accessi.mobile",
        "da altri dispositivi": "accessi.altri",
    }
    words = "|".join(map(re.escape, kinds))
    said.read(rf"{_SHARE} degli accessi avviene (?:{words})(?:(?:, | e ){_SHARE} (?:{words}))*\.")
    found = re.findall(rf"{_SHARE} (?:degli accessi avviene )?({words})", said.text)
    for article, digits, kind in found:
        said.holds(share_of(digits, said.value(kinds[kind])) and article_fits(article.lower(), digits))
    told = {kinds[kind] for *_, kind in found}
    said.holds(all(not said.values[one] for one in kinds.values() if one not in told))


def _out_of_hours(said: Said) -> None:
    clock = r"[0-2][0-9]:[0-5][0-9]"
    match = said.read(
        rf"(?:Nessun accesso avviene|(?:{_SHARE} degli accessi avviene|(?P<every>Tutti gli accessi avvengono)) "
        rf"tra le {clock} e le {clock}(?:(?:, | e )tra le {clock} e le {clock})*,) fuori dall'orario di sportello\."
    )
    share = said.value("accessi.fuori_orario")
    if match["every"]:
        said.holds(share == 100)
    elif match[2] is None:
        said.holds(share == 0)
    else:
        said.holds(share_of(match[2], share) and article_fits(match[1].lower(), match[2]))


def _closed_days(said: Said) -> None:
    match = said.read(
        rf"Contando anche i giorni di chiusura, (?:(?P<none>nessun accesso avviene)|{_SHARE} degli accessi avviene) a sportelli "
        rf"chiusi(?:; (?:nessuno avviene|{_SHARE} avviene) di [a-zì]+(?:(?:, | e | ed )[a-zì]+)*)?\."
    )
    shut, days = said.value("accessi.fuori_apertura"), said.value("accessi.fuori_giorni")
    said.holds(
        shut == 0 if match["none"] else share_of(match[3], shut) and article_fits(match[2].lower(), match[3])
    )
    said.holds(
        days == 0 if match[5] is None else share_of(match[5], days) and article_fits(match[4], match[5])
    )


def _cards(said: Said) -> None:
    match = said.read(rf"(?:(?P<word>Quasi|Oltre) )?(?P<many>{NUMBER}) (?P<noun>utilizzator[ei]) di CNS\.")
    users = said.value("credenziali.totale.cns")
    word = match["word"].lower() if match["word"] else None
    said.holds(users > 0 and near(word, number(match["many"]), users))
    said.holds(agree(number(match["many"]), "utilizzatore", "utilizzatori", said=match["noun"]))


def _comparison(said: Said) -> None:
    match = said.read(
        r"Il numero di credenziali rilasciate nel solo (?P<half>[12])° semestre (?P<year>[0-9]{4}) è "
        r"(?P<words>pari|quasi pari|superiore) a quello dell'intero anno (?P<whole>[0-9]{4})\."
    )
    half = said.value(f"credenziali.{match['year']}-S{match['half']}")
    whole = said.value(f"credenziali.{match['whole']}")
    true = {"pari": half == whole, "quasi pari": near("quasi", whole, half), "superiore": half > whole}
    said.holds(true[match["words"]])


def _measured(text: str, value: object) -> bool:
    """Whether a text prints a threshold or a measure; where it is in words, they are the figure itself."""
    match = re.fullmatch(rf"({NUMBER})(?:%|\u00a0ms)", text)
    return printed_from(match[1], Decimal(str(value))) if match else text == value


def _outcome(said: Said) -> None:
    match = said.read(
        rf"(?P<too>Anche nel|Nel) {QUARTER}(?:, per la (?P<times>[a-z]+) volta consecutiva,)? (?:(?P<breaks>non rispettano|non rispetta) la soglia attesa per contratto "
        rf"(?P<below>{NUMBER}) SLA su (?P<of>{NUMBER}): (?P<named>.+?)\.(?: Degli altri, (?P<over>nessuno|{NUMBER}) sopra e "
        rf"(?P<even>nessuno|{NUMBER}) pari\.)?|(?P<who>gli SLA valutati|gli SLA|l'unico SLA valutato) "
        rf"(?P<verb>superano|supera|rispettano o superano|rispettano|rispetta) la soglia attesa per contratto"
        rf"(?:: (?P<above>nessuno|{NUMBER}) sopra, (?P<equal>nessuno|{NUMBER}) pari, nessuno sotto)?\.)"
        rf"(?: (?P<without>{NUMBER}) (?P<rest>resta|restano) senza esito\.)?"
    )
    many = {key: int(said.value(f"sla.{key}")) for key in ("sopra", "pari", "sotto", "senza_esito")}
    judged = many["sopra"] + many["pari"] + many["sotto"]
    counts = {None: None, "nessuno": 0}

    def told(group: str) -> int | None:
        return counts[match[group]] if match[group] in counts else int(number(match[group]))

    said.holds((told("without") or 0) == many["senza_esito"])
    if match["rest"]:
        said.holds(agree(Decimal(many["senza_esito"]), "resta", "restano", said=match["rest"]))
    verbs = [*said.values["prima"], None]  # the latest first
    same = next(at for at, verb in enumerate(verbs) if verb != said.values["sla.frase.titolo"])
    said.holds((match["too"] == "Anche nel") == (same > 0))
    said.holds(_TIMES[match["times"]] == (same + 1 if same > 1 else 1))
    if match["breaks"]:
        said.holds(told("below") == many["sotto"] > 0 and told("of") == judged)
        said.holds(agree(Decimal(many["sotto"]), "non rispetta", "non rispettano", said=match["breaks"]))
        said.holds(len(re.findall(r"\(atteso ", match["named"])) == many["sotto"])
        said.holds(((told("over") or 0), (told("even") or 0)) == (many["sopra"], many["pari"]))
        for code, *pair in re.findall(r"(SLA\.[0-9]+) \(atteso (.+?), rilevato (.+?)\)", match["named"]):
            for text, part in zip(pair, ("atteso", "rilevato"), strict=True):
                said.holds(_measured(text, said.values[f"sla.{code}.{part}"]))
        return
    said.holds(many["sotto"] == 0 and (match["who"] == "l'unico SLA valutato") == (judged == 1))
    said.holds((match["who"] == "gli SLA") == (judged > 1 and many["senza_esito"] == 0))
    meanings = {"supera": many["pari"] == 0, "rispetta": many["sopra"] == 0}
    plain = {"superano": "supera", "rispettano": "rispetta"}.get(match["verb"], match["verb"])
    said.holds(meanings.get(plain, many["pari"] > 0 < many["sopra"]))
    if match["above"]:
        said.holds((told("above"), told("equal")) == (many["sopra"], many["pari"]))


def _longest(said: Said) -> None:
    match = said.read(
        r"(?:I sistemi con una soglia di disponibilità non hanno avuto fermi|Il maggior tempo di fermo è quello di "
        rf"(?P<code>SLA\.[0-9]+)(?P<ties>(?:, SLA\.[0-9]+| e SLA\.[0-9]+)*)(?:, (?!SLA).+?)?: (?P<stop>{LASTING}) nel trimestre"
        rf"(?:, (?:(?P<gap>{LASTING}) in (?P<side>meno|più) di )?quanto consente la soglia {PERCENT})?)\."
    )
    stops = {key: value for key, value in said.values.items() if key.endswith(".fermo_minuti")}
    if match["code"] is None:
        said.holds(stops and all(value == 0 for value in stops.values()))
        return
    stop = said.value(f"sla.{match['code']}.fermo_minuti")
    said.holds(lasts(match["stop"], stop) and stop == max(Decimal(str(value)) for value in stops.values()))
    if match["percent"]:
        left = said.value(f"sla.{match['code']}.budget_residuo")
        said.holds((left == 0) == (match["gap"] is None))
        said.holds(number(match["percent"]) == said.value(f"sla.{match['code']}.atteso"))
        said.holds(article_fits(match["article"], match["percent"]))
        if match["gap"]:
            said.holds(lasts(match["gap"], abs(left)) and (match["side"] == "meno") == (left > 0))


def _criteria(said: Said) -> None:
    match = said.read(
        r"Criteri: (?:nella disponibilità i fermi programmati sono (?P<stops>inclusi|esclusi))?(?: e )?"
        r"(?:dei tempi di risposta conta (?P<times>il valore massimo|la media|il 95° percentile))?\."
    )
    said.holds(match["stops"] == said.values["sla.criterio.fermi_programmati"])
    meant = {"il valore massimo": "massimo", "la media": "media"}.get(match["times"], match["times"])
    said.holds((meant or "").removeprefix("il ") == (said.values["sla.criterio.tempi_risposta"] or ""))


def _trend(figure: str) -> Callable[[Said], None]:
    def read(said: Said) -> None:
        match = said.read(
            rf".+ (?:sono|è) in (?P<way>aumento|calo)(?: per la (?P<times>[a-z]+) volta consecutiva)? rispetto al {QUARTER} "
            rf"\(da (?P<before>{NUMBER})%? a (?P<now>{NUMBER})%?\)\."
        )
        now = said.value(figure)
        past = [Decimal(value) for value in said.values["storia"]]  # the latest first
        said.holds(printed_from(match["now"], now) and printed_from(match["before"], past[0]))
        sign = 1 if match["way"] == "aumento" else -1
        said.holds((number(match["now"]) - number(match["before"])) * sign > 0)
        steps = [
            (one - other) * sign > 0 for one, other in zip([number(match["now"]), *past], past, strict=False)
        ]
        said.holds(
            _TIMES[match["times"]] == next((at for at, step in enumerate(steps) if not step), len(steps))
        )

    return read


READERS: Mapping[str, Callable[[Said], None]] = {
    "frase.sla.titolo": _outcome,
    "frase.sla.fermo": _longest,
    "frase.sla.criteri": _criteria,
    "frase.ticket.complessivo": _overall,
    "frase.ticket.mail": _solved(
        "via mail", "ticket.frase.mail", "ticket.totale.gestiti", "ticket.totale.non_competenza"
    ),
    "frase.ticket.telefono": _solved(
        "per telefono", "ticket.frase.telefono", "ticket.telefono.gestiti", "ticket.telefono.non_competenza"
    ),
    "frase.ticket.reperibilita": _alerts,
    "frase.infrastruttura.uptime": _uptime,
    "frase.infrastruttura.fermo_staging": _staging,
    "frase.infrastruttura.fermi": _stops,
    "frase.infrastruttura.vm": _machines,
    "frase.infrastruttura.risorse": _capacity,
    "frase.servizi.attivi": _active,
    "frase.servizi.saldo": _balance,
    "frase.servizi.movimenti": _moves,
    "frase.utilizzo.totale": _usage,
    "frase.utilizzo.": _growth,
    "frase.utilizzo.in_calo": _decline,
    "frase.utilizzo.esclusi": _left_out,
    "frase.accessi.principalmente": _mainly,
    "frase.accessi.dispositivi": _devices,
    "frase.accessi.fuori_orario": _out_of_hours,
    "frase.accessi.giorni": _closed_days,
    "frase.credenziali.cns": _cards,
    "frase.credenziali.confronto": _comparison,
    "frase.ticket.andamento": _trend("ticket.totale.gestiti"),
    "frase.infrastruttura.andamento": _trend("infrastruttura.uptime"),
    "frase.servizi.andamento": _trend("servizi.attivi"),
    "frase.accessi.andamento": _trend("accessi.totale"),
}
"""By sentence; that of a category's growth is named after the category."""


def judge(said: Said) -> None:
    """Raise an AssertionError if a sentence contradicts the figures, or isn't one that is known."""
    reader = READERS.get(said.id) or READERS[said.id.rpartition(".")[0] + "."]
    reader(said)
