"""What must hold of any raw table once it is read: nothing required is missing, nothing is there twice, totals agree.

A total pasted along is the only defence against a 12.000 that became 12, so it is always compared, never used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cst_xl.core.errors import shown
from cst_xl.core.findings import Finding, error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cst_xl.core.tables import Column, TypedTable

_MOST: Final = 20  # rows that are told one by one


@dataclass(frozen=True)
class PastedTotals:
    """Rows of totals met below some rows of a table.

    Attributes:
        rows: Sheet rows of the stretch that they end.
        before: Sheet rows of every stretch up to there: a table printed on several pages has one total at its end.
        totals: What each says, by column key, under its sheet row.
    """

    rows: Collection[int]
    before: Collection[int]
    totals: Mapping[int, Mapping[str, object]]


def missing(typed: TypedTable, told: Collection[str | None]) -> Iterator[Finding]:
    """Rows that lack what they must have.

    Args:
        typed: The table.
        told: Cells that a finding names already: an unreadable cell isn't reported as missing as well.
    """
    present = {key for letters in typed.headers.values() for key in letters}
    for column in typed.table.columns:
        if column.required and column.key in present:
            empty = [int(row) for row in typed.frame.index[typed.frame[column.key].isna()]]
            yield from _missing_in(
                typed, column, [row for row in empty if typed.cell(row, column.key) not in told]
            )


def _missing_in(typed: TypedTable, column: Column, rows: list[int]) -> Iterator[Finding]:
    sheet, expected = typed.table.sheet, column.kind.expected
    for row in rows[:_MOST]:
        message = f"Nel foglio {sheet}, riga {row}, manca «{column.header}»: serve {expected}."
        yield error(message, cell=typed.cell(row, column.key), expected=expected)
    if len(rows) > _MOST:
        message = f"Nel foglio {sheet} «{column.header}» manca in altre {len(rows) - _MOST} righe."
        yield error(message, cell=typed.cell(rows[_MOST], column.key), expected=expected)


def repeated(typed: TypedTable) -> Iterator[Finding]:
    """Rows whose identifying columns repeat those of a row above."""
    keys = list(typed.table.unique)
    if not keys or not len(typed.frame):
        return
    filled = typed.frame[keys].dropna()
    twice = filled[filled.duplicated()]
    if not len(twice):
        return
    firsts: dict[tuple[object, ...], int] = {}
    for row, values in zip(filled.index, filled.itertuples(index=False, name=None), strict=True):
        firsts.setdefault(values, int(row))
    for row, values in list(zip(twice.index, twice.itertuples(index=False, name=None), strict=True))[:_MOST]:
        what = ", ".join(label(value) for value in values)
        yield error(
            f"Nel foglio {typed.table.sheet} «{what}» è ripetuto alla riga {row}: c'è già alla riga {firsts[values]}.",
            cell=typed.cell(int(row), keys[0]),
            found=what,
            expected="una riga sola",
        )
    if len(twice) > _MOST:
        row = int(twice.index[_MOST])
        message = (
            f"Nel foglio {typed.table.sheet} altre {len(twice) - _MOST} righe ripetono righe che ci sono già."
        )
        yield error(message, cell=typed.cell(row, keys[0]), expected="una riga sola")


def unbalanced(
    typed: TypedTable, pasted: Iterable[PastedTotals], unreadable: Collection[str]
) -> Iterator[Finding]:
    """Totals pasted along that their rows don't add up to.

    Args:
        typed: The table.
        pasted: The totals, stretch by stretch.
        unreadable: Keys of columns with cells that couldn't be read: those are told, their sum says nothing.
    """
    for stretch in pasted:
        for row, totals in stretch.totals.items():
            summed = _summed_by(stretch, row)
            for key, total in totals.items():
                if total is None or key in unreadable:
                    continue
                sums = [_sum(typed, key, rows) for rows in summed]
                if Decimal(str(total)) not in sums:
                    yield _unbalanced(typed, row, key, total, sums[0])


def _summed_by(stretch: PastedTotals, row: int) -> list[set[int]]:
    """The rows that a total may be the sum of: those above it, those since a total before it, all when it comes first."""
    above = {one for one in stretch.rows if one < row}
    earlier = max((one for one in stretch.totals if one < row), default=0)
    return [
        above or set(stretch.rows),
        {one for one in above if one > earlier},
        {one for one in stretch.before if one < row},
        set(stretch.rows),
    ]


def _sum(typed: TypedTable, key: str, rows: Collection[int]) -> Decimal:
    values = typed.frame.loc[typed.frame.index.isin(list(rows)), key]
    return Decimal(sum(value for value in values if value is not None))


def _unbalanced(typed: TypedTable, row: int, key: str, pasted: object, total: Decimal) -> Finding:
    header = typed.table.column(key).header
    return error(
        f"Nel foglio {typed.table.sheet} il totale incollato di «{header}» è {label(pasted)}, ma le righe sommano "
        f"{label(total)}: manca una riga, o un numero ha perso i suoi zeri.",
        cell=typed.cell(row, key),
        found=label(pasted),
        expected=label(total),
    )


def label(value: object) -> str:
    """A typed value as a person would write it."""
    from cst_xl.core.quantities import format_number

    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return format_number(value, 0, 6)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return getattr(value, "label", None) or shown(value)
