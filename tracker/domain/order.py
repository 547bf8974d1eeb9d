"""The rules about days: none lies ahead, no later stage before an earlier one, no change of status before the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from tracker.domain.day import Day
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import STAGES, Stage, Status


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


def recognised_early(day: Day, recognised_on: date | None) -> list[Reason]:
    """The reason why a milestone cannot have been recognised on a day: it had not happened yet."""
    if recognised_on is None or day.on is None or recognised_on >= day.on:
        return []
    return [Reason(Code.RECOGNISED_EARLY, params={"recognised": recognised_on, "day": day}, field="recognised_on")]


class Declared(NamedTuple):
    """A status that was declared, and its day."""

    status: Status
    day: Day


def too_early(day: Day, previous: Stage, previous_day: Day) -> Reason:
    """The reason that something lies before a stage that came before it."""
    return Reason(Code.ORDER, params={"day": day, "previous": previous, "previous_day": previous_day}, field="day")


def early_statuses(milestones: Mapping[Stage, Day], statuses: Sequence[Declared]) -> Iterator[Reason]:
    """A reason for each change of status that lies certainly before what it follows, the statuses oldest first.

    None lies before the first day that is known of the project, none before the change before it: no reopening before
    the termination, no resuming before the pause. A project that is terminated was so after every stage it reached.
    """
    if not statuses:
        return
    known = [(stage, day) for stage in STAGES if (day := milestones.get(stage)) and day.known]
    for place, (status, day) in enumerate(statuses):
        ended = status is Status.TERMINATED and place == len(statuses) - 1
        after = known[::-1] if ended else known[:1]
        late = next(((stage, reached) for stage, reached in after if day.certainly_before(reached)), None)
        if late is not None:
            yield too_early(day, *late)
        before = statuses[place - 1] if place else None
        if before is not None and day.certainly_before(before.day):
            params = {"day": day, "status": before.status, "previous_day": before.day}
            yield Reason(Code.STATUS_ORDER, params=params, field="day")


def before_money(days: Mapping[Stage, Day]) -> bool:
    """Whether a project that has started did so without "funded", or certainly before it.

    Places differ: some let a project start before its money has arrived, others do not. So this is no matter of order.
    """
    if Stage.STARTED not in days:
        return False
    funded = days.get(Stage.FUNDED)
    return funded is None or any(stage in days and days[stage].certainly_before(funded) for stage in _AFTER_FUNDED)


_AFTER_FUNDED = STAGES[Stage.FUNDED.rank + 1:]


def comes_late(stage: Stage, days: Mapping[Stage, Day]) -> bool:
    """Whether a stage is put on record after later ones: "funded" of a project that started before its money."""
    return stage is Stage.FUNDED and stage not in days and any(other.rank > stage.rank for other in days)


def disordered(days: Mapping[Stage, Day]) -> list[tuple[Stage, Stage]]:
    """Pairs of stages, the earlier one first, of which the later lies certainly before the earlier.

    Works that begin before "funded" are not among them, see `before_money`.
    """
    known: list[tuple[Stage, Day]] = []
    latest, ordered = date.min, True
    for stage in STAGES:
        day = days.get(stage)
        if day is not None and (first := day.on) is not None:
            known.append((stage, day))
            # What ends before the latest day begins before it too.
            ordered = ordered and (first >= latest or (day.last or first) >= latest)
            if stage is not Stage.FUNDED:
                latest = max(latest, first)
    if ordered:
        return []  # nearly every project: its days are gone through once
    return [(earlier, later) for (earlier, first), (later, then) in combinations(known, 2)
            if earlier is not Stage.FUNDED and then.certainly_before(first)]


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
