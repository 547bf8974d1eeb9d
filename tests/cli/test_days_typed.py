"""Days as they are typed after --on and --due: 昨天, -3, a month and a day without a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cli.conftest import Run
from tracker.domain.clock import now, office_day


def today() -> date:
    """The day in the office, wherever the machine stands."""
    return office_day(now())


@pytest.mark.parametrize(("typed", "ago"), [("昨天", 1), ("-3", 3), ("yesterday", 1), ("今天", 0)])
def test_a_day_is_named_from_today(sanxin: Run, signed: str, typed: str, ago: int) -> None:
    sanxin("receipt", "add", signed, "300万元", "--on", typed)
    (receipt,) = sanxin("project", "show", signed, "--json").json["receipts"]
    assert receipt["day"] == str(today() - timedelta(days=ago))


def test_without_a_year_a_day_lies_behind_and_a_deadline_ahead(sanxin: Run, signed: str) -> None:
    for day in (today() - timedelta(days=30), today() + timedelta(days=30)):
        typed = f"{day.month}-{day.day}"
        sanxin("blocker", "raise", signed, f"岸线未批 {typed}", "--on", "2023-03-01", "--due", typed)
        held = max(sanxin("blocker", "list", "--json").json["blockers"], key=lambda one: one["id"])
        due = date.fromisoformat(held["due"])
        assert (due.month, due.day) == (day.month, day.day)
        assert due >= today()
        sanxin("blocker", "note", str(held["id"]), "已催", "--on", typed)
        told = sanxin("blocker", "list", "--json").json["blockers"]
        said = date.fromisoformat(next(one for one in told if one["id"] == held["id"])["said"][-1]["day"])
        assert said <= today()
