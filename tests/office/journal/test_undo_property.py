"""Whatever is done, allowed or not: an undo right after it leaves the facts and the week's page as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.office.cards import cards
from tests.office.entries import entries
from tests.office.journal.test_undo import standing
from tests.office.test_replay import DAYS, NAMES, Life, live
from tests.selection import in_thirds
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.domain.machines import stage_after
from tracker.domain.money import Money
from tracker.domain.stages import STAGES, Stage
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.figures.targets import drop_target, set_target
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.blockers import BlockerCorrection, Raised, blockers, correct_blocker, raise_blocker, say
from tracker.office.project.moves import Milepost, advance, correct, pause, reopen, resume, revert, terminate
from tracker.office.project.projects import amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.review.meeting import close, note, skip, start
from tracker.office.review.review import Agenda, agenda

MEETING = ("start", "skip", "minute", "close")
CATEGORIES = st.sampled_from(["用地", "环评"])


class Undone(Life):
    """The same officer, who also takes things back: right away, or anything of long ago."""

    @rule(data=st.data())
    def is_done_and_undone(self, data: st.DataObject) -> None:
        was, page, before = standing(self.desk), on_the_page(self.desk), entries(self.desk, limit=1)[0].id
        done = self._anything(data)
        if not isinstance(done, Done):
            return
        did, shown, entry = standing(self.desk), on_the_page(self.desk), entries(self.desk, limit=1)[0].id
        if entry == before:  # begun already, passed over already: nothing was done, and nothing was written
            assert (did, shown) == (was, page)
            return
        taken = undo(self.desk, "按错了")
        assert isinstance(taken, Done), taken
        assert taken.value.id == entry
        assert (standing(self.desk), on_the_page(self.desk)) == (was, page)
        if data.draw(st.booleans()):
            again = undo(self.desk, "没错", entries(self.desk, limit=1)[0].id)
            assert isinstance(again, Done), again
            assert (standing(self.desk), on_the_page(self.desk)) == (did, shown)

    @rule(pick=st.integers(0, 40))
    def something_of_long_ago_is_undone(self, pick: int) -> None:
        entries_now = entries(self.desk)
        was = standing(self.desk)
        taken = undo(self.desk, "早就错了", entries_now[pick % len(entries_now)].id)
        assert isinstance(taken, Done) or standing(self.desk) == was

    @rule()
    def the_last_is_undone(self) -> None:
        was = standing(self.desk)
        taken = undo(self.desk, "重来")
        assert isinstance(taken, Done | Refused)
        assert isinstance(taken, Done) or standing(self.desk) == was

    def _anything(self, data: st.DataObject) -> Any:
        name, day = data.draw(NAMES), data.draw(DAYS)
        what = data.draw(st.sampled_from(("next", "revert", "correct", "status", "receipt", "void", "raise", "say",
                                          "mend", "amend", "target", "drop", *MEETING)))
        if what in MEETING:
            return self._meeting(data, what)
        if what == "next":
            stage = next(card.stage for card in cards(self.desk) if card.name == name)
            return advance(self.desk, name, [Milepost(stage_after(stage) or Stage.LEAD, day)])
        if what in ("say", "mend"):
            listed = blockers(self.desk, verified=True)
            assert isinstance(listed, tuple)
            number = data.draw(st.sampled_from(listed)).id if listed else 1
            if what == "mend":
                return correct_blocker(self.desk, number, BlockerCorrection(data.draw(CATEGORIES), raised=day), "录错")
            return say(self.desk, number, data.draw(st.sampled_from(Word)), "说明", level="city",
                       due=Day(date(2024, 6, 1)))
        return {
            "revert": lambda: revert(self.desk, name, "退回"),
            "correct": lambda: correct(self.desk, name, data.draw(st.sampled_from(STAGES)), day=day, reason="更正"),
            "status": lambda: data.draw(st.sampled_from([pause, resume, terminate, reopen]))(self.desk, name, day,
                                                                                             "理由"),
            "receipt": lambda: add_receipt(self.desk, name, day, Money(data.draw(st.integers(1, 3)))),
            "void": lambda: void_receipt(self.desk, data.draw(st.integers(1, 9)), "录错"),
            "raise": lambda: raise_blocker(self.desk, name, Raised("用地", "未落实", raised=day)),
            "amend": lambda: amend(self.desk, name, {"park": data.draw(st.sampled_from(["高新区", "船舶产业园"]))}),
            "target": lambda: set_target(self.desk, 2023, "new_signed", str(data.draw(st.integers(1, 3))),
                                         reason="下达"),
            "drop": lambda: drop_target(self.desk, 2023, "new_signed", "取消"),
        }[what]()

    def _meeting(self, data: st.DataObject, what: str) -> Any:
        if what == "skip":
            listed = blockers(self.desk, verified=True)
            assert isinstance(listed, tuple)
            return skip(self.desk, data.draw(st.sampled_from(listed)).id if listed else 1)
        return {"start": lambda: start(self.desk), "minute": lambda: note(self.desk, "记一条"),
                "close": lambda: close(self.desk, "散会")}[what]()


def on_the_page(desk: Desk) -> tuple[Any, ...]:
    """What the page of the week says of the meeting and of each blocker, whatever their numbers."""
    page = agenda(desk, Week.of(desk.today()))
    assert isinstance(page, Agenda)
    meeting = page.meeting
    return (meeting.state, [one.text for one in meeting.notes],
            sorted(str(replace(one, id=0)) for one in page.items))


@pytest.mark.story
@in_thirds
def test_whatever_was_done_an_undo_leaves_no_trace_of_it() -> None:
    live(Undone)
