"""Tells the unit of an amount in a column whose header names two: by the currency or the origin of its row."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.money import Currency, Unit
from tracker.domain.profile import Origin
from tracker.ledger.layout import SheetLayout
from tracker.ledger.words import origin_said


def unit_in_row(layout: SheetLayout, column: int, row: list[object], named: Currency | None = None) -> Unit | None:
    """The unit of the amount of a row in a column, counted from 0; `named` is the currency that the row itself names.

    None where nothing states it, or where the header names several and nothing says which is meant: the origin tells it
    only where the header or the mapping says so.
    """
    unit, several = layout.unit_at(column), layout.several_units.get(column, ())
    if unit is not None or not several:
        return unit
    if named is not None:
        return _one_of(several, lambda currency: currency is named)
    if column not in layout.by_origin or (foreign := _is_foreign(layout, row)) is None:
        return None
    return _one_of(several, lambda currency: (currency is not Currency.CNY) is foreign)


def _one_of(units: tuple[Unit, ...], fits: Callable[[Currency], bool]) -> Unit | None:
    """The one unit whose currency fits; one without a currency is yuan."""
    found = [unit for unit in units if fits(unit.currency or Currency.CNY)]
    return found[0] if len(found) == 1 else None


def _is_foreign(layout: SheetLayout, row: list[object]) -> bool | None:
    """Whether the money of a row is foreign, by its column of origins or by a cell that says 内资 or 外资 alone."""
    column = layout.columns.get("origin")
    origin = origin_said(str(row[column])) if column is not None else None
    if isinstance(origin, Origin):
        return origin is Origin.FOREIGN
    said = {cell.strip() for cell in row if isinstance(cell, str)}
    return None if ("内资" in said) == ("外资" in said) else "外资" in said
