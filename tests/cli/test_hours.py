"""The commands at half past midnight and before breakfast: today is the office's day, and moments are its clock's."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.office.december import moment


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("hour", ["00:30", "07:30", "12:00", "23:30"])
def test_today_is_the_offices_day(sanxin: Run, hour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A blocker due on Wednesday 13 December is one working day overdue on the 14th, at every hour of it."""
    clock = {"at": moment(f"2023-12-14 {hour}")}
    monkeypatch.setattr("tracker.store.engine.now", lambda: clock["at"])
    sanxin("project", "add", "万骏船舶", "--lead", "2023-02-01")
    sanxin("blocker", "raise", "P0001", "未供地", "--category", "用地", "--on", "2023-11-01", "--due", "2023-12-13")
    one_day = {"days": 1, "provisional": False}
    assert sanxin("blocker", "list", "--json").json["blockers"][0]["overdue"] == one_day
    card = sanxin("project", "list", "--json").json["projects"][0]
    assert (card["stuck"]["overdue"], card["days"]) == (one_day, 316)
    shown = sanxin("project", "show", "P0001", "--json").json
    assert shown["blockers"][0]["overdue"] == one_day
    page = sanxin("review", "show", "--json").json
    assert page["blockers"][0]["overdue"] == one_day
    assert page["week"] == "2023-W50"
    assert sanxin("blocker", "note", "1", "已上会").out.count("2023-12-14") == 1
    assert f"2023-12-14 {hour}" in sanxin("journal").out
    clock["at"] = moment(f"2023-12-13 {hour}")
    assert sanxin("blocker", "list", "--json").json["blockers"][0]["overdue"] is None
