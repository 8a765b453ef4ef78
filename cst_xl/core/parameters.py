"""What an institution sets once: who it is, which quarter this is, its hours, and the choices a rule leaves open."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from cst_xl.core import kinds
from cst_xl.core.errors import BadValueError
from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.kinds import Kind, plain
from cst_xl.core.periods import FIRST_YEAR, LAST_YEAR, Period, Span
from cst_xl.core.tables import HEADER_ROW, Column, RawTable, Record, TypedTable
from cst_xl.core.working_time import ServiceHours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SHEET = "Parametri"


def _quarter(value: object) -> Period:
    period = Period.parse(value)
    if period.span is not Span.QUARTER:
        raise BadValueError(value, "un trimestre, per esempio «2016-T2»")
    if not FIRST_YEAR < period.year < LAST_YEAR:  # the year before and the next quarter are asked for
        raise BadValueError(value, f"un trimestre dal {FIRST_YEAR + 1} al {LAST_YEAR - 1}")
    return period


def _hours(value: object) -> ServiceHours:
    return ServiceHours.parse(str(value))


QUARTER = Kind("quarter", "un trimestre, per esempio «2016-T2»", _quarter)
HOURS = Kind("hours", "un orario, per esempio «lun-ven 08:00-18:00»", _hours)


@dataclass(frozen=True)
class Parameter:
    """One line of the sheet *Parametri*.

    Attributes:
        key: Name in code.
        label: Italian name, as it stands on the sheet.
        kind: How its value is read.
        default: What holds when the cell is empty, as a person would type it; None when it must be given.
        help: What it decides, in Italian.
    """

    key: str
    label: str
    kind: Kind
    default: str | None
    help: str


PARAMETERS = (
    Parameter("ente", "Ente", kinds.TEXT, "", "Nome dell'ente che pubblica il Focus: compare nei titoli."),
    Parameter("centro", "Centro servizi", kinds.TEXT, "Centro Servizi", "Nome del centro servizi."),
    Parameter("periodo", "Periodo", QUARTER, None, "Trimestre del bollettino, per esempio 2016-T2."),
    Parameter(
        "orario_servizio",
        "Orario di servizio",
        HOURS,
        "lun-ven 08:00-18:00",
        "Orario in cui corrono le scadenze «lavorative» degli SLA.",
    ),
    Parameter(
        "orario_sportello",
        "Orario di sportello",
        HOURS,
        "lun-ven 08:00-18:00",
        "Orario di apertura degli sportelli: gli accessi fuori da questo orario sono «fuori orario».",
    ),
    Parameter(
        "provincia",
        "Provincia del patrono",
        kinds.TEXT,
        "",
        "Sigla della provincia (per esempio FI): aggiunge alle festività la festa del patrono.",
    ),
    Parameter(
        "sla3_statistica",
        "Statistica dei tempi di risposta",
        kinds.one_of("massimo", "media", "95° percentile"),
        "massimo",
        "Quale valore dei tempi misurati si confronta con la soglia in millisecondi.",
    ),
    Parameter(
        "fermi_programmati",
        "Fermi programmati nella disponibilità",
        kinds.one_of("inclusi", "esclusi"),
        "inclusi",
        "«inclusi»: un fermo programmato conta come indisponibilità, come in Nagios PERCENT_TOTAL_TIME_UP.",
    ),
    Parameter(
        "tempo_indeterminato",
        "Tempo indeterminato del monitoraggio",
        kinds.one_of("come fermo", "escluso"),
        "come fermo",
        "Il tempo di cui il monitoraggio non sa nulla: conta come fermo, oppure è escluso dal periodo.",
    ),
    Parameter(
        "limite_indeterminato",
        "Limite del tempo indeterminato",
        kinds.PERCENT,
        "1%",
        "Un rapporto di disponibilità con una quota di tempo indeterminato più alta viene rifiutato.",
    ),
    Parameter(
        "stato_warning",
        "Servizi in WARNING",
        kinds.one_of("disponibili", "fermi"),
        "disponibili",
        "Se un servizio che Nagios segnala in WARNING conta come disponibile o come fermo.",
    ),
    Parameter(
        "piu_sistemi",
        "SLA su più sistemi",
        kinds.one_of("minimo", "media", "almeno uno"),
        "minimo",
        "Che cosa vale se uno SLA riguarda più sistemi: il peggiore, la media, o il tempo con almeno uno attivo.",
    ),
    Parameter(
        "conteggio_alert",
        "Conteggio degli alert",
        kinds.one_of("problemi confermati", "righe confermate", "tutte le righe"),
        "problemi confermati",
        "Quali righe del log di Nagios contano: i problemi HARD, tutte le righe HARD, o anche le SOFT.",
    ),
    Parameter(
        "attesa_utente",
        "Attesa dell'utente",
        kinds.one_of("sospende i termini", "non conta"),
        "sospende i termini",
        "Se il tempo in cui un ticket aspetta l'utente sospende i termini degli SLA.",
    ),
    Parameter(
        "licenza", "Licenza dei dati aperti", kinds.TEXT, "CC-BY 4.0", "Licenza con cui si pubblicano i dati."
    ),
    Parameter(
        "colore", "Colore", kinds.TEXT, "#0066CC", "Colore dell'ente nel PDF e nella pagina, come #0066CC."
    ),
    Parameter(
        "codice_ipa",
        "Codice IPA",
        kinds.TEXT,
        "",
        "Codice dell'ente nell'Indice delle pubbliche amministrazioni.",
    ),
    Parameter(
        "contatto", "Contatto", kinds.TEXT, "", "Indirizzo di posta dell'ufficio a cui scrivere sul Focus."
    ),
    Parameter(
        "logo",
        "Logo",
        kinds.TEXT,
        "",
        "File del logo, SVG, PNG o JPEG, nella cartella di questo file: per esempio logo.svg.",
    ),
    Parameter(
        "responsabile",
        "Responsabile del rilascio",
        kinds.TEXT,
        "",
        "Nome e funzione di chi rilascia il Focus: compare nel foglio «Visto e rilascio».",
    ),
)

PARAMETERS_TABLE = RawTable(
    key="parametri",
    sheet=SHEET,
    title="Parametri",
    columns=(
        Column(
            "voce", "Voce", kinds.TEXT, required=True, width=36, help="Nome del parametro: non va cambiato."
        ),
        Column("valore", "Valore", kinds.TEXT, width=30, help="Il valore che vale per questo trimestre."),
        Column("nota", "A che cosa serve", kinds.TEXT, width=70),
    ),
    hint="Si impostano una volta; a ogni trimestre cambia il periodo.",
    unique=("voce",),
    neighbours=True,
    capacity=40,
    totals=False,
    carried=True,
)

CLOSURES_TABLE = RawTable(
    key="chiusure",
    sheet=SHEET,
    title="Chiusure",
    columns=(
        Column(
            "giorno",
            "Giorno di chiusura",
            kinds.DAY,
            required=True,
            width=20,
            help="Data, per esempio 24/06/2016.",
        ),
        Column("motivo", "Motivo", kinds.TEXT, width=30),
    ),
    hint="Giorni in cui il servizio è chiuso oltre alle festività nazionali, che il programma conosce già.",
    unique=("giorno",),
    first_column=5,
    neighbours=True,
    capacity=100,
    totals=False,
    carried=True,
)


@dataclass(frozen=True)
class Parameters:
    """The parameters in force, typed, with their defaults.

    Attributes:
        values: By key.
        closures: Days on which the service is closed, with the reason.
        findings: The problems met.
        unreadable: Keys of those whose cell couldn't be read: their default stands in, and nothing may rest on it.
    """

    values: Mapping[str, Any]
    closures: Mapping[date, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    unreadable: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def period(self) -> Period | None:
        """The quarter of the bulletin; None when the sheet doesn't say it."""
        return self.values.get("periodo")


def read_parameters(parameters: TypedTable, closures: TypedTable | None = None) -> Parameters:
    """Type the parameters; unknown names, unreadable values and a missing quarter become findings.

    Of a parameter that is there twice the first line holds, as in every table.
    """
    by_label = {plain(name): p for p in PARAMETERS for name in (p.label, p.key)}
    values: dict[str, Any] = {p.key: _default(p) for p in PARAMETERS}
    lines: dict[str, Record] = {}
    findings: list[Finding] = []
    for record in parameters.records():
        parameter = by_label.get(plain(record["voce"] or ""))
        if parameter is None:
            findings.extend(_unknown(parameters, record))
        elif lines.setdefault(parameter.key, record) is record:
            value, problem = _value(parameters, record, parameter)
            findings += [problem] if problem else []
            values[parameter.key] = values[parameter.key] if value is None else value
    told = {finding.cell for finding in (*parameters.findings, *findings)}
    unreadable = {key for key, line in lines.items() if parameters.cell(line.row, "valore") in told}
    if values["periodo"] is None and "periodo" not in unreadable:
        findings.append(_no_period(parameters, lines.get("periodo")))
    records = [] if closures is None else closures.records()
    days = {record["giorno"]: record["motivo"] or "" for record in records if record["giorno"]}
    return Parameters(values, days, tuple(findings), frozenset(unreadable))


def _default(parameter: Parameter) -> object:
    read = parameter.kind.read(parameter.default)
    return parameter.default if read is None else read


def _unknown(parameters: TypedTable, record: Record) -> list[Finding]:
    name = record["voce"]
    if not name:
        return []
    by_plain = {plain(parameter.label): parameter.label for parameter in PARAMETERS}
    near = get_close_matches(plain(name), by_plain, n=1)
    message = f"Nel foglio {SHEET} la voce «{name}» non è un parametro conosciuto: non ha effetto."
    message += f" Forse «{by_plain[near[0]]}»?" if near else ""
    expected = by_plain[near[0]] if near else "una voce del modello"
    return [warning(message, cell=parameters.cell(record.row, "voce"), found=name, expected=expected)]


def _value(
    parameters: TypedTable, record: Record, parameter: Parameter
) -> tuple[object | None, Finding | None]:
    """The typed value, None where the default holds; an unreadable one is told."""
    try:
        return parameter.kind.read(record["valore"]), None
    except BadValueError as bad:
        message = (
            f"Nel foglio {SHEET} «{parameter.label}» contiene «{bad.found}»; serve {bad.expected}. {bad.hint}"
        )
        cell = parameters.cell(record.row, "valore")
        return None, error(message.strip(), cell=cell, found=bad.found, expected=bad.expected)


def _no_period(parameters: TypedTable, line: Record | None) -> Finding:
    if line is None:
        below = max(parameters.frame.index, default=HEADER_ROW) + 1
        message = f"Nel foglio {SHEET} manca la riga «Periodo», che dice il trimestre, per esempio «2016-T2»."
        return error(message, cell=parameters.cell(below, "valore"), expected="una riga «Periodo»")
    message = f"Nel foglio {SHEET} manca il periodo del bollettino, per esempio «2016-T2»."
    return error(message, cell=parameters.cell(line.row, "valore"), expected="un trimestre")
