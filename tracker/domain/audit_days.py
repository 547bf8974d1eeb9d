"""What an inspection asks about days: starts where habit puts fewer, what was entered late, what ended once counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from math import exp, lgamma, log

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditedReceipt, AuditedStage, AuditedYear, AuditFinding, FactAsked
from tracker.domain.counting_year import YearSpan
from tracker.domain.days import Day, Precision
from tracker.domain.rates import print_rounded
from tracker.domain.rules_audit import AuditRules
from tracker.domain.stages import Stage

_FEWEST = 4
"""Starts that can be bunched at all."""
_HABIT_AT_MOST = 2
"""Earlier years explain no more than so many times the usual share: what was bunched every year is no habit."""
_YEAR_TO_JUDGE = 10
"""Starts of earlier years from which on their share says something."""
_COUNTED = (Stage.SIGNED, Stage.STARTED, Stage.PRODUCING)


def tail(found: int, of: int, share: float) -> float:
    """How likely chance alone brings at least `found` of so many, where each comes with a share (from 0 to 1)."""
    if found <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    logs = (lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1) + k * log(share) + (of - k) * log(1 - share)
            for k in range(found, of + 1))
    return min(1.0, sum(map(exp, logs)))


def year_end_starts(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Starts in the last days of the year, where they are more than the usual share or that of earlier years."""
    starts = [one for one in year.reached if one.stage is Stage.STARTED and one.day.precision is Precision.DAY]
    late = [one for one in starts if _at_the_end(one.day, year.span, rules.year_end_days)]
    earlier = [(_at_the_end(one.day, span, rules.year_end_days)) for span in year.earlier for one in year.stages
               if one.stage is Stage.STARTED and one.day.precision is Precision.DAY and one.day.on is not None
               and span.holds(one.day.on)]
    usual = rules.year_end_percent / 100
    if len(earlier) >= _YEAR_TO_JUDGE:
        usual = min(max(usual, Decimal(sum(earlier)) / len(earlier)), usual * _HABIT_AT_MOST)
    yield from _bunched(AuditCheck.YEAR_END_STARTS, year, (late, starts), (usual, rules.chance), rules.year_end_days)


def soon_starts(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Starts within days of the signing, where they are more than the usual share."""
    starts = [one for one in year.reached if one.stage is Stage.STARTED and one.day.precision is Precision.DAY
              and year.signed.get(one.project, Day.unknown()).precision is Precision.DAY]
    soon = [one for one in starts if 0 <= _between(year.signed[one.project], one.day) <= rules.soon_days]
    share = rules.soon_percent / 100
    yield from _bunched(AuditCheck.SOON_STARTS, year, (soon, starts), (share, rules.chance), rules.soon_days)


def _bunched(check: AuditCheck, year: AuditedYear, counted: tuple[Sequence[AuditedStage], Sequence[AuditedStage]],
             explained: tuple[Decimal, Decimal], days: int) -> Iterator[AuditFinding]:
    """Some of all starts, where chance alone brings so many too rarely beside the share that is explained."""
    (some, all_), (share, chance) = counted, explained
    if len(some) < _FEWEST or tail(len(some), len(all_), float(share)) > float(chance) / 100:
        return
    yield AuditFinding(check, "*", tuple(map(year.of_stage, some)), {
        "count": str(len(some)), "of": str(len(all_)), "days": str(days), "share": percent_of(len(some), len(all_)),
        "usual": print_rounded(share * 100, 1)})


def entered_late(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """What was put on record long after it happened; all that was entered on one day (an import) is one question.

    What the office took over with the books it began with, nobody entered here: it is told by its number alone.
    """
    found = defaultdict[date, list[FactAsked]](list)
    for one in _late(year, rules):
        if not one.taken_over:
            found[one.entered].append(year.of_stage(one) if isinstance(one, AuditedStage) else year.of_receipt(one))
    for day, facts in found.items():
        yield AuditFinding(AuditCheck.ENTERED_LATE, str(day), tuple(facts), {
            "days": str(rules.entered_within), "count": str(len(facts)), "day": str(day)})


def late_taken_over(year: AuditedYear, rules: AuditRules) -> int:
    """How many facts would be asked about as entered late, had the office not taken them over."""
    return sum(one.taken_over for one in _late(year, rules))


def _late(year: AuditedYear, rules: AuditRules) -> Iterator[AuditedStage | AuditedReceipt]:
    """What was on record only long after it happened.

    Leads are no facts that anybody counts. The stage a project reached by its first money is that money, asked about
    once.
    """
    paid = {(one.project, one.day) for one in year.received}
    stages = (one for one in year.reached if one.stage is not Stage.LEAD and not (
        one.stage is Stage.FUNDED and (one.project, one.day) in paid))
    for one in chain[AuditedStage | AuditedReceipt](stages, year.received):
        if _days_late(one.day, one.entered) > rules.entered_within:
            yield one


def ended_after_counted(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Projects that were terminated within days of being signed, started or in production, or of the end of the year.
    """
    counted: dict[int, AuditedStage] = {}
    for one in year.reached:
        if one.stage in _COUNTED and one.project in year.ended:
            before = counted.get(one.project)
            if before is None or _first(one.day) >= _first(before.day):
                counted[one.project] = one
    within = timedelta(rules.ended_within)
    for project, one in counted.items():
        ended, last = year.ended[project], one.day.last
        if ended.on is None or last is None:
            continue
        after_year = year.span.last < ended.on <= year.span.last + within
        if after_year or (one.day.on is not None and one.day.on <= ended.on <= last + within):
            yield AuditFinding(AuditCheck.ENDED_AFTER_COUNTED, year.projects[project].code,
                               (year.of_stage(one), year.told(project, "ended", ended)),
                               {"days": str(rules.ended_within)})


def _days_late(day: Day, entered: date) -> int:
    return (entered - day.last).days if day.last else 0


def _at_the_end(day: Day, span: YearSpan, days: int) -> bool:
    return day.on is not None and span.holds(day.on) and (span.last - day.on).days < days


def _between(earlier: Day, later: Day) -> int:
    return (later.on - earlier.on).days if earlier.on and later.on else -1


def _first(day: Day) -> date:
    return day.on or date.min


def percent_of(some: int, of: int) -> str:
    """A share in percent, to one decimal."""
    return print_rounded(Decimal(some * 100) / of, 1)
