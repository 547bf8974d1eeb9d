"""Whatever is done, allowed or not: an undo right after it leaves the facts and the projections as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.office.test_replay import DAYS, LIVES, NAMES, Life
from tests.office.test_undo import standing
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.stages import STAGES, Stage
from tracker.office.blockers import Raised, blockers, raise_blocker, say
from tracker.office.cards import cards
from tracker.office.journal import entries
from tracker.office.moves import Milepost, advance, correct, pause, reopen, resume, revert, terminate
from tracker.office.outcome import Done, Refused
from tracker.office.projects import amend
from tracker.office.receipts import add_receipt, void_receipt
from tracker.office.targets import drop_target, set_target
from tracker.office.undo import undo


class Undone(Life):
    """The same officer, who also takes things back: right away, or anything of long ago."""

    @rule(data=st.data())
    def is_done_and_undone(self, data: st.DataObject) -> None:
        was, before = standing(self.desk), entries(self.desk, limit=1)[0].id
        done = self._anything(data)
        if not isinstance(done, Done):
            return
        did, entry = standing(self.desk), entries(self.desk, limit=1)[0].id
        assert entry > before
        taken = undo(self.desk, "按错了")
        assert isinstance(taken, Done), taken
        assert taken.value.id == entry
        assert standing(self.desk) == was
        if data.draw(st.booleans()):
            again = undo(self.desk, "没错", entries(self.desk, limit=1)[0].id)
            assert isinstance(again, Done), again
            assert standing(self.desk) == did

    @rule(pick=st.integers(0, 40))
    def something_of_long_ago_is_undone(self, pick: int) -> None:
        found = entries(self.desk)
        was = standing(self.desk)
        taken = undo(self.desk, "早就错了", found[pick % len(found)].id)
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
                                          "amend", "target", "drop")))
        if what == "next":
            stage = next(card.stage for card in cards(self.desk) if card.name == name).following or Stage.LEAD
            return advance(self.desk, name, [Milepost(stage, day)])
        if what == "say":
            found = blockers(self.desk, verified=True)
            assert isinstance(found, tuple)
            word = data.draw(st.sampled_from(Word))
            return found and say(self.desk, data.draw(st.sampled_from(found)).id, word, "说明", level="city",
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


Undone.TestCase.settings = LIVES
TestUndone = Undone.TestCase
