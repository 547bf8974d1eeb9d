"""A blocker that says what an open one says is not raised beside it."""

from __future__ import annotations

from dataclasses import replace

from tests.office.build import made, on, put
from tests.office.journal.test_undo import sure
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project.blockers import Raised, raise_blocker, say


def test_one_that_is_open_is_not_raised_twice(desk: Desk) -> None:
    put(desk, made("甲", "2023-01-01"), made("乙", "2023-01-01"))
    land = Raised("用地", "未供地", bureau="自然资源局", raised=on("2023-04-10"))
    first = sure(raise_blocker(desk, "甲", land))
    again = raise_blocker(desk, "甲", replace(land, raised=on("2023-05-10")))
    assert isinstance(again, Refused)
    assert [(reason.code, dict(reason.params)) for reason in again.reasons] == [("blocker_again", {"number": first})]
    sure(raise_blocker(desk, "甲", replace(land, description="二期未供地")))
    sure(raise_blocker(desk, "甲", replace(land, category="规划报批")))
    sure(raise_blocker(desk, "甲", replace(land, bureau="林业局")))
    unnamed = raise_blocker(desk, "甲", replace(land, bureau=""))
    assert isinstance(unnamed, Refused), "a bureau left out makes no other matter"
    assert unnamed.reasons[0].params["number"] == first
    sure(raise_blocker(desk, "乙", land))
    sure(say(desk, first, Word.ANSWER, "已供地"))
    assert isinstance(raise_blocker(desk, "甲", land), Refused)
    sure(say(desk, first, Word.VERIFY, "属实"))
    sure(raise_blocker(desk, "甲", land))
