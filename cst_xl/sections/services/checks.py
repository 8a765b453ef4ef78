"""What may be wrong with the services: stocks and movements that don't balance, dates that can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cst_xl.core.findings import Finding, error, warning
from cst_xl.core.quantities import format_number
from cst_xl.sections.services.raw import REGISTER, SERVICES, backwards, last_year_end, reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cst_xl.core.figures import Figures
    from cst_xl.core.section import Inputs


def check(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """What doesn't add up between stocks, movements and register."""
    yield from _check_dates(inputs)
    yield from _check_balance(inputs, figures)
    yield from _check_register_lines(inputs)
    yield from _check_register_totals(inputs, figures)


def _check_dates(inputs: Inputs) -> Iterator[Finding]:
    table, period = inputs[SERVICES], inputs.period
    now = reported(inputs).now
    for record in table.records():
        if record["data"] is not None and record["data"] > period.end:
            yield warning(
                f"Nel foglio {SERVICES.sheet}, riga {record.row}, la data {record['data']:%d/%m/%Y} viene dopo la fine "
                f"del {period.label}: la riga non è contata.",
                cell=table.cell(record.row, "data"),
                found=f"{record['data']:%d/%m/%Y}",
                expected=f"una data fino al {period.end:%d/%m/%Y}",
            )
    if table and now is None and "data" not in table.unreadable:
        yield warning(
            f"Nel foglio {SERVICES.sheet} manca la riga del {period.end:%d/%m/%Y}: non si sa quanti servizi sono attivi.",
            figure="servizi.attivi",
            cell=f"{SERVICES.sheet}!A6",
            expected=f"{period.end:%d/%m/%Y}",
        )
    elif now is not None and now["data"] != period.end:
        yield warning(
            f"Nel foglio {SERVICES.sheet} l'ultima riga del {period.label} è del {now['data']:%d/%m/%Y}, non del "
            f"{period.end:%d/%m/%Y}: il bollettino dice quella data.",
            figure="servizi.attivi",
            cell=table.cell(now.row, "data"),
            found=f"{now['data']:%d/%m/%Y}",
            expected=f"{period.end:%d/%m/%Y}",
        )


def _check_balance(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    now, before = reported(inputs)
    ids = ("servizi.attivi_precedenti", "servizi.saldo", "servizi.attivi")
    earlier, balance, active = (figures.number(one) for one in ids)
    if now is None or before is None or earlier is None or balance is None or active is None:
        return
    if earlier + balance != active:
        start = f"{before['data']:%d/%m/%Y}"
        yield error(
            f"I servizi non quadrano: {format_number(earlier)} al {start}, "
            f"{figures['servizi.nuovi'].text} nuovi e {figures['servizi.disattivati'].text} disattivati fanno "
            f"{format_number(earlier + balance)}, ma nella cella {inputs[SERVICES].cell(now.row, 'attivi')} c'è "
            f"{format_number(active)}.",
            figure="servizi.attivi",
            cell=inputs[SERVICES].cell(now.row, "attivi"),
            found=format_number(active),
            expected=format_number(earlier + balance),
        )


def _check_register_lines(inputs: Inputs) -> Iterator[Finding]:
    register, end = inputs[REGISTER], inputs.period.end
    for record in register.records():
        opened, closed = record["attivato_il"], record["disattivato_il"]
        if backwards(record):
            yield error(
                f"Nel foglio {REGISTER.sheet}, riga {record.row}, «{record['servizio']}» risulta disattivato il "
                f"{closed:%d/%m/%Y}, prima di essere attivato il {opened:%d/%m/%Y}: nuovi e disattivati non si contano.",
                cell=register.cell(record.row, "disattivato_il"),
                found=f"{closed:%d/%m/%Y}",
                expected=f"una data dal {opened:%d/%m/%Y} in poi",
            )
        for key, day in (("attivato_il", opened), ("disattivato_il", closed)):
            if day and day > end:
                yield warning(
                    f"Nel foglio {REGISTER.sheet}, riga {record.row}, la data {day:%d/%m/%Y} di «{record['servizio']}» "
                    f"viene dopo la fine del {inputs.period.label}: non è contata.",
                    cell=register.cell(record.row, key),
                    found=f"{day:%d/%m/%Y}",
                    expected=f"una data fino al {end:%d/%m/%Y}",
                )


def _check_register_totals(inputs: Inputs, figures: Figures) -> Iterator[Finding]:
    """The register counts; what is typed beside it must say the same."""
    now = reported(inputs).now
    if now is None or not inputs[REGISTER]:
        return
    for key in ("nuovi", "disattivati"):
        counted = figures[f"servizi.{key}"]
        if now[key] is not None and counted.value is not None and now[key] != counted.value:
            header = SERVICES.column(key).header
            yield error(
                f"«{header}»: il registro dei servizi ne conta {counted.text} dal "
                f"{last_year_end(inputs.period):%d/%m/%Y} al {now['data']:%d/%m/%Y}, la cella "
                f"{inputs[SERVICES].cell(now.row, key)} dice {format_number(now[key])}. Vale il registro.",
                figure=counted.id,
                cell=inputs[SERVICES].cell(now.row, key),
                found=format_number(now[key]),
                expected=counted.text,
            )
