"""Counts a year's figures the slow and obvious way, by the default ruleset, to hold the queries against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from tests.office.build import Made
from tracker.domain.day import Day, Precision
from tracker.domain.money import print_exact
from tracker.domain.stages import STAGES, Stage, Status

MONTHLY = {"new_signed": Stage.SIGNED, "new_started": Stage.STARTED, "new_producing": Stage.PRODUCING}


def naive(office: Iterable[Made], year: int, until: date) -> dict[str, Any]:
    """Figures, conversion, stages and months, in the shape the property test compares."""
    projects = list(office)
    last = min(until, date(year, 12, 31))

    def counts(day: Day | None) -> bool:
        return day is not None and day.on is not None and date(year, 1, 1) <= day.on and over(day, last)

    known = len([project for project in projects if _there(project, until)])
    found: dict[str, Any] = {}
    months: dict[str, tuple[int, ...]] = {}
    for key, stage in MONTHLY.items():
        new = [project.stages[stage] for project in projects if counts(project.stages.get(stage))]
        found[key] = (str(len(new)), len(new), known - len(new))
        dated = [day.on.month for day in new if day.on and day.precision in (
            Precision.DAY, Precision.DEKAD, Precision.MONTH)]
        months[key] = tuple(dated.count(month) for month in range(1, 13))
    signed = [project for project in projects if counts(project.stages.get(Stage.SIGNED))]
    tagged = len([project for project in signed if project.profile["top500"]])
    found["top500"] = (str(tagged), tagged, known - tagged)
    for key in ("out_of_province", "in_province", "hunan_return", "foreign"):
        found[key] = _money(projects, key, counts, known)
    found["without_origin"] = _nowhere(projects, counts)
    reached = [len([p for p in signed if _reached(p, stage, until)]) for stage in STAGES[2:]]
    return {**found, "conversion": [(n, len(signed)) for n in reached], "months": months,
            "by_stage": _stages(projects, until)}


def _there(project: Made, until: date) -> bool:
    """Whether a project had begun by a day: its lead, or anything else of it, is not later."""
    lead = project.stages.get(Stage.LEAD)
    days = [*project.stages.values(), *(one.day for one in project.receipts)]
    return lead is None or lead.on is None or lead.on <= until or any(day.on and day.on <= until for day in days)


def _reached(project: Made, stage: Stage, until: date) -> bool:
    """By a day, or by that of a later stage where nobody knows it."""
    if stage not in project.stages:
        return False
    day = project.stages[stage]
    passed = [at for later, at in project.stages.items() if later.rank > stage.rank]
    return over(day, until) if day.on else any(over(at, until) for at in passed)


def over(day: Day, until: date) -> bool:
    """Whether the whole of it has passed."""
    return day.last is not None and day.last <= until


def _money(projects: list[Made], key: str, counts: Any, known: int) -> tuple[str, int, int]:
    total, holders = 0, 0
    for project in projects:
        fitting = [one.minor for one in project.receipts
                   if counts(one.day) and one.currency == ("USD" if key == "foreign" else "CNY")
                   and (project.profile["hunan_return"] if key == "hunan_return"
                        else (one.origin or project.profile["origin"]) == key)]
        total += sum(fitting)
        holders += bool(fitting)
    unit = 10**6 if key == "foreign" else 10**10
    return print_exact(Decimal(total) / unit), holders, known - holders


def _nowhere(projects: list[Made], counts: Any) -> tuple[int, dict[str, int]]:
    """Projects and sums by currency of the year's money that has no origin and is not 湘商回归 in yuan either."""
    holders, money = 0, dict[str, int]()
    for project in projects:
        lacking = [one for one in project.receipts if counts(one.day) and not (one.origin or project.profile["origin"])
                   and not (project.profile["hunan_return"] and one.currency == "CNY")]
        holders += bool(lacking)
        for one in lacking:
            money[one.currency.value] = money.get(one.currency.value, 0) + one.minor
    return holders, money


def _stages(projects: list[Made], until: date) -> dict[str, int]:
    found = dict.fromkeys([*(stage.value for stage in STAGES), "terminated"], 0)
    for project in projects:
        said = [status for status, day in project.statuses if day.on is None or over(day, until)]
        if said and said[-1] is Status.TERMINATED:
            found["terminated"] += 1
            continue
        later = [stage.rank for stage, day in project.stages.items() if day.on and not over(day, until)]
        rank = min(later) - 1 if later else max(stage.rank for stage in project.stages)
        if rank >= 0:
            found[STAGES[rank].value] += 1
    return found
