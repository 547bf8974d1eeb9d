"""Credits and units as forms hand them over: every value as it was typed, read here or refused beside its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.days import Day, Precision
from tracker.domain.money_form import share_typed
from tracker.domain.reasons import Code, Reason
from tracker.domain.typed import optional_day_typed
from tracker.office.assessment.credits import credit
from tracker.office.assessment.units import NewUnit, UnitSuggested, add_units
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.versions import Version


def credit_typed(desk: Desk, project: str, unit: str, day: str, how: CreditHow, share: str, paper: str,
                 version: Version) -> Done[int] | Refused:
    """Records that a project counts for a unit; an empty share is the whole. Without a unit or a day it is
    refused."""
    on, part = optional_day_typed(day, desk.today()), share_typed(share)
    reasons = [] if unit else [Reason(Code.UNIT_UNNAMED, field="unit")]
    reasons += [on] if isinstance(on, Reason) else []
    reasons += [replace(part, field="share")] if isinstance(part, Reason) else []
    if isinstance(on, Reason) or isinstance(part, Reason) or reasons:
        return Refused(tuple(reasons))
    return credit(desk, project, unit, on or Day(None, Precision.UNKNOWN), how, share=part, paper=paper,
                  version=version)


def of_kinds(found: Sequence[UnitSuggested], bureaux: bool | None) -> tuple[UnitSuggested, ...]:
    """Those of the names that are bureaux, those that are none, or (None) all of them."""
    return tuple(one for one in found if bureaux is None or (one.kind is UnitKind.BUREAU) is bureaux)


def units_taken(desk: Desk, found: Sequence[UnitSuggested], group: str) -> Done[tuple[int, ...]] | Refused:
    """Takes names in as units of a group, all or none of them; refused where there is none."""
    if not found:
        return refused(Code.NOTHING_CHANGES)
    return add_units(desk, [NewUnit(one.name, one.kind, group) for one in found])
