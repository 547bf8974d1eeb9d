"""The rules about days: what has happened cannot lie ahead, and a later stage cannot lie before an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations

from tracker.domain.day import Day
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import STAGES, Stage


def is_ahead(day: Day, today: date) -> bool:
    """Whether a day lies in the future, whichever day of its month or year it is; an unknown one does not."""
    return day.on is not None and day.on > today


def not_happened(day: Day, today: date, field: str = "day") -> list[Reason]:
    """The reason why nothing can have happened on that day: it lies ahead. An unknown day is fine."""
    if not is_ahead(day, today):
        return []
    return [Reason(Code.FUTURE_DATE, params={"day": day, "today": today}, field=field)]


def not_dated(day: Day, today: date) -> list[Reason]:
    """The reason why a day does not tell when something happened: there is none, or it lies ahead."""
    return [Reason(Code.DAY_MISSING, field="day")] if day.first is None else not_happened(day, today)


def disordered(days: Mapping[Stage, Day]) -> list[tuple[Stage, Stage]]:
    """Pairs of stages, the earlier one first, of which the later lies certainly before the earlier."""
    known: list[tuple[Stage, Day]] = []
    latest, ordered = date.min, True
    for stage in STAGES:
        day = days.get(stage)
        if day is not None and (first := day.on) is not None:
            known.append((stage, day))
            # What ends before the latest day begins before it too.
            ordered = ordered and (first >= latest or (day.last or first) >= latest)
            latest = max(latest, first)
    if ordered:
        return []  # nearly every project: its days are gone through once
    return [(earlier, later) for (earlier, first), (later, then) in combinations(known, 2)
            if then.certainly_before(first)]


def misplaced(days: Mapping[Stage, Day]) -> list[Stage]:
    """The fewest stages without which the other days are in order.

    Most often one cell is wrong, and it need not be the one that comes second: 2023-12-30 before 2021-06, 2021-09 and
    2022-12 is wrong itself. Where one of several could be, it is the one without which the others lie closest
    together, and then the later stage.
    """
    pairs = disordered(days)
    if not pairs:
        return []
    stages = [stage for stage in STAGES if stage in days]
    for size in range(1, len(stages)):
        candidates = [(_span([days[stage] for stage in stages if stage not in left_out]), left_out)
                 for left_out in combinations(reversed(stages), size)
                 if all(earlier in left_out or later in left_out for earlier, later in pairs)]
        if candidates:
            return sorted(min(candidates, key=lambda candidate: candidate[0])[1], key=STAGES.index)
    return []


def _span(days: list[Day]) -> int:
    """How many days lie between the first and the last that are known."""
    known = [day.on for day in days if day.on is not None]
    return (max(known) - min(known)).days if known else 0
