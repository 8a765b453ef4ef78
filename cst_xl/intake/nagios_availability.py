"""Reader of Nagios availability reports (``avail.cgi``, ``csvoutput``): hosts, services and host groups.

Percentages in the file are only compared: they have a decimal point, which an Italian spreadsheet takes for thousands,
and three decimals, which hide a breach. What counts are the seconds.

Columns by header, since their number differs (34 for hosts, 44 for services, 13 for groups); output of the command
line begins with HTTP headers. Source: ``cgi/avail.c`` of Nagios Core 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from cst_xl.core.errors import CstError, shown
from cst_xl.core.findings import Finding, error
from cst_xl.intake.availability import States, Subject, measures
from cst_xl.intake.columns import Field, Located, likeness, locate
from cst_xl.intake.imported import Block, Context, Imported, Likeness, Reader
from cst_xl.intake.source import Sheet
from cst_xl.intake.wording import many, named, span
from cst_xl.sections.sla.raw import MEASURES

_TITLE: Final = "Nagios avail.cgi"
_HOST_STATES: Final = ("UP", "DOWN", "UNREACHABLE")
_SERVICE_STATES: Final = ("OK", "WARNING", "UNKNOWN", "CRITICAL")
_HALF_STEP: Final = Decimal("0.0015")  # avail.cgi prints three decimals
_PERCENT: Final = re.compile(r"(-?\d+(?:[.,]\d+)?) ?%")
_MOST_TOLD: Final = 20


def _state_fields(states: tuple[str, ...]) -> tuple[Field, ...]:
    fields = []
    for state in states:
        fields += [
            Field(state, (f"TOTAL_TIME_{state}", f"TIME_{state}"), required=True),
            Field(f"{state}_SCHEDULED", (f"TIME_{state}_SCHEDULED",)),
            Field(f"{state}_UNSCHEDULED", (f"TIME_{state}_UNSCHEDULED",)),
            Field(f"{state}_PERCENT", (f"PERCENT_TOTAL_TIME_{state}", f"PERCENT_TIME_{state}")),
        ]
    return tuple(fields)


_COMMON: Final = (Field("host", ("HOST_NAME",), required=True),)
_UNDETERMINED: Final = (
    Field("UNDETERMINED", ("TOTAL_TIME_UNDETERMINED", "TIME_UNDETERMINED"), required=True),
)
_HOSTS: Final = (*_COMMON, *_state_fields(_HOST_STATES), *_UNDETERMINED)
_SERVICES: Final = (
    *_COMMON,
    Field("service", ("SERVICE_DESCRIPTION",), required=True),
    *_state_fields(_SERVICE_STATES),
    *_UNDETERMINED,
)


def recognise(sheet: Sheet) -> Likeness:
    """Recognise the headers of either report."""
    return max(likeness(sheet, _HOSTS), likeness(sheet, _SERVICES), key=lambda one: one.score)


def read(sheet: Sheet, context: Context) -> Imported:
    """Read a report: the availability of every SLA that its hosts or services are mapped to.

    Raises:
        CstError: The headers aren't those of a report.
    """
    is_services = likeness(sheet, _SERVICES).score >= likeness(sheet, _HOSTS).score
    located = locate(sheet, _SERVICES if is_services else _HOSTS)
    states = _SERVICE_STATES if is_services else _HOST_STATES
    if located is None or any(state not in located.places for state in (*states, "UNDETERMINED")):
        raise CstError(
            f"«{sheet.name}» non è un rapporto di disponibilità di Nagios: mancano le colonne dei tempi."
        )
    subjects: list[Subject] = []
    findings: list[Finding] = []
    for number, cells in located.rows(sheet):
        subject, why = _subject(cells, states)
        if subject is None:
            findings.append(_refused(sheet, number, cells, why))
        else:
            subjects.append(subject)
    findings = findings[:_MOST_TOLD]
    rows, problems = measures(subjects, context, _TITLE)
    what = many(len(subjects), "servizio", "servizi") if is_services else many(len(subjects), "host", "host")
    when = "" if context.period is None else span(context.period)
    findings += [*_blind(located, context, states), *problems]
    said = ", ".join(part for part in (f"{_TITLE} CSV", what, when) if part)
    return Imported(_TITLE, said, (Block(MEASURES, rows),), tuple(findings), when)


def _subject(cells: Mapping[str, object], states: tuple[str, ...]) -> tuple[Subject | None, str]:
    """A row as seconds by state; None with the reason when it can't be one."""
    seconds: dict[str, int] = {}
    for key in (
        *states,
        "UNDETERMINED",
        *(f"{state}_{part}" for state in states for part in ("SCHEDULED", "UNSCHEDULED")),
    ):
        if key in cells:
            value = _whole(cells[key])
            if value is None:
                return None, f"«{shown(cells[key])}» non è un numero di secondi"
            seconds[key] = value
    host = str(cells.get("host") or "").strip()
    if not host:
        return None, "manca il nome dell'host"
    if why := _contradiction(seconds, states) or _wrong_percent(cells, seconds, states):
        return None, why
    return Subject(host, str(cells.get("service") or "").strip(), _states(seconds, states)), ""


def _states(seconds: Mapping[str, int], states: tuple[str, ...]) -> States:
    good, *others = states
    bad = [state for state in others if state != "WARNING"]
    scheduled = {state: seconds.get(f"{state}_SCHEDULED", 0) for state in states}
    return States(
        good=seconds[good],
        warning=seconds.get("WARNING", 0),
        bad=sum(seconds[state] for state in bad),
        good_scheduled=scheduled[good],
        warning_scheduled=scheduled.get("WARNING", 0),
        bad_scheduled=sum(scheduled[state] for state in bad),
        undetermined=seconds["UNDETERMINED"],
    )


def _whole(value: object) -> int | None:
    """Seconds: digits, or the number of a cell; a grouped or cut number isn't one."""
    if isinstance(value, str):
        text = value.strip()
        return int(text) if re.fullmatch(r"-?[0-9]{1,12}", text) else None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _contradiction(seconds: Mapping[str, int], states: tuple[str, ...]) -> str:
    for state in states:
        parts = [seconds.get(f"{state}_{part}") for part in ("SCHEDULED", "UNSCHEDULED")]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and sum(known) != seconds[state]:
            return f"il tempo {state} ({seconds[state]} s) non è la somma delle sue parti ({sum(known)} s)"
    return ""


def _wrong_percent(cells: Mapping[str, object], seconds: Mapping[str, int], states: tuple[str, ...]) -> str:
    """A percentage in the file that its own seconds don't give: a file that something converted on its way."""
    total = sum(seconds[state] for state in (*states, "UNDETERMINED"))
    for state in states:
        value = cells.get(f"{state}_PERCENT")
        match = _PERCENT.fullmatch(value.strip()) if isinstance(value, str) else None
        if match and total > 0:
            printed = Decimal(match[1].replace(",", "."))
            if abs(printed - Decimal(100 * seconds[state]) / total) > _HALF_STEP:
                return f"la percentuale {state} è {shown(value)}, ma i secondi ne danno un'altra"
    return ""


def _refused(sheet: Sheet, number: int, cells: Mapping[str, object], why: str) -> Finding:
    name = shown(cells.get("host"))
    return error(
        f"{_TITLE}: la riga {number} di «{sheet.name}» ({named([name])}) non viene usata: {why}.", found=name
    )


def _blind(located: Located, context: Context, states: tuple[str, ...]) -> Iterator[Finding]:
    """A group report doesn't tell planned time apart."""
    if (
        context.parameters["fermi_programmati"] == "esclusi"
        and f"{states[0]}_SCHEDULED" not in located.places
    ):
        yield error(
            f"{_TITLE}: questo rapporto non distingue il tempo programmato, che i Parametri vogliono escluso.",
            expected="il rapporto per host o per servizi, con le colonne TIME_…_SCHEDULED",
        )


READER: Final = Reader("nagios-avail", _TITLE, recognise, read)
