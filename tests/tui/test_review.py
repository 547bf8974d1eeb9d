"""The weekly review on the screen: the meeting from its beginning to its close, left, and gone on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.tui.conftest import Officer, sitting, sure, take_in
from tests.tui.meetings import corner, current, page
from tests.tui.test_stories import known
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.meeting import MeetingState
from tracker.office.desk import Desk
from tracker.office.project import blockers
from tracker.office.review import meeting as review_meeting
from tui.app import SanxinApp
from tui.dialogs.review import MeetingSay
from tui.screens.board import BoardScreen
from tui.widgets.year_strip import YearStrip

MakeApp = Callable[..., SanxinApp]


@pytest.mark.story
async def test_a_meeting_of_the_small_office_from_begin_to_close(make_app: MakeApp, desk: Desk) -> None:
    """Two blockers: one is followed up and put off, the other passed over; a minute is taken, the meeting closed."""
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8")
        assert "未开始" in officer.sees()
        assert "F2 开始会商" in officer.sees()
        assert "未销号 2" in officer.sees()
        assert page(desk).meeting.state is MeetingState.PLANNED
        await officer.presses("f2")
        assert corner(officer) == "1 / 2  待议 2"
        assert "上次约定  2023-12-20 跟进（水利局）：省厅已受理，等待专家评审" in officer.lines()[3]
        assert "河湖岸线 推进中  逾期 126 个工作日  红色预警，报市级" in officer.sees()
        assert "等待  省级  223 个工作日" in officer.sees()
        await officer.presses("f5")
        await officer.types("专家评审定在一月五日")
        await officer.presses("enter")
        assert corner(officer) == "1 / 2  待议 1"
        assert "▶ 2023-12-31 跟进：专家评审定在一月五日" in officer.sees()
        assert "本次会商" in officer.sees()
        await officer.presses("f8")
        await officer.types("2024-01-05")
        await officer.presses("enter")
        assert "时限  2024-01-05  最初 2023-06-30" in officer.sees()
        assert "逾期 126" not in officer.sees()
        assert corner(officer) == "1 / 2  待议 1"
        await officer.presses("down")
        assert corner(officer) == "2 / 2  待议 1"
        assert "上次会商没有留下约定" in officer.sees()
        await officer.presses("ctrl+n")
        assert "略过" in officer.lines()[6]
        assert "全部已议；按 F2 结束会商" in officer.told()
        await officer.presses("ctrl+e")
        await officer.types("下周请水利局到会")
        await officer.presses("enter", "f2")
        assert "卡点全部已议" in officer.sees()
        await officer.types("散会")
        await officer.presses("enter")
        assert "已结束" in officer.sees()
        assert "只读" in officer.sees()
        await officer.presses("f5")
        assert not isinstance(officer.app.screen, MeetingSay)
        assert "已经结束" in officer.told() or "已结束" in officer.told()
    meeting = page(desk, "2023-W52").meeting
    assert [note.text for note in meeting.notes] == ["下周请水利局到会", "散会"]
    assert meeting.state is MeetingState.CLOSED
    assert meeting.skipped == {2}
    assert [said.word for said in known(desk, "万骏船舶").blockers[0].said] == ["note", "note", "due"]


async def test_it_is_left_and_gone_on_with_at_the_first_that_remains(make_app: MakeApp, desk: Desk) -> None:
    new = take_in(desk, "云帆船舶", "2023-01-05")
    sure(blockers.raise_blocker(desk, new, blockers.Raised("环评", "未批")))
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "f2", "f5")
        await officer.types("已补正")
        await officer.presses("enter", "escape")
        assert isinstance(officer.app.screen, BoardScreen)
        await officer.presses("8")
        assert corner(officer) == "2 / 3  待议 2"
        assert "桃花江二期" in officer.sees()
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8")
        assert corner(officer) == "2 / 3  待议 2"
        await officer.presses("up")
        assert "已补正" in officer.sees()
        await officer.presses("end")
        assert "云帆船舶" in officer.sees()
        await officer.presses("down")
        assert "还有 2 个待议" in officer.told()
        assert corner(officer) == "2 / 3  待议 2"
        await officer.presses("f2")
        assert "还有 2 个卡点未议" in officer.sees()


@pytest.mark.story
async def test_who_recorded_the_answer_does_not_verify_it(make_app: MakeApp, desk: Desk, colleague: Desk) -> None:
    sure(blockers.say(colleague, 2, Word.NOTE, "催办"))
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "f2", "f7")
        assert "推进中" in officer.told()
        await officer.presses("f6")
        await officer.types("批文已下")
        await officer.presses("enter", "f7", "enter")
        assert isinstance(officer.app.screen, MeetingSay)
        assert "联络员05" in officer.sees()
        await officer.presses("escape")
        assert "已答复" in officer.sees()
    async with sitting(make_app(colleague)) as officer:
        await officer.presses("8", "up", "f7", "enter")
        assert "已销号" in officer.lines()[6]
    assert known(desk, "万骏船舶").blockers[0].state is BlockerState.VERIFIED


class Counting(Officer):
    """Counts the keys that are pressed beside typed text."""

    pressed = 0

    async def presses(self, *keys: str) -> None:
        self.pressed += len(keys)
        await super().presses(*keys)


@pytest.mark.story
@pytest.mark.long(many=30)
@pytest.mark.parametrize("many", [16, 30])
async def test_blockers_take_under_five_keys_each(make_app: MakeApp, desk: Desk, colleague: Desk, many: int) -> None:
    """Followed up, put off, escalated, answered, passed over, verified, rejected: the whole meeting in turn."""
    for at in range(many - 2):
        code = take_in(desk, f"第{at}号船舶配套项目", "2023-01-05")
        number = sure(blockers.raise_blocker(desk, code, blockers.Raised("用地", f"地块{at}未交付", bureau="自规局")))
        if at % 7 in (5, 6):
            sure(blockers.say(colleague, number, Word.ANSWER, "已交付", by="自规局"))
    jobs = {"note": ("f5", "催办"), "due": ("f8", "2024-02-01"), "escalate": ("f9", ""), "answer": ("f6", "已办"),
            "skip": ("ctrl+n", "")}
    async with sitting(make_app(desk)) as sits:
        officer = Counting(sits.pilot)
        await officer.presses("8", "f2")
        most = 0
        for at in range(many):
            before, one = officer.pressed, current(officer)
            if one.state is BlockerState.ANSWERED:
                key, text = (("f7", ""), ("f3", "还没有通路"))[at % 2]
            else:
                key, text = list(jobs.values())[at % len(jobs)]
            await officer.presses(key)
            if text:
                await officer.types(text)
            if key != "ctrl+n":
                await officer.presses("enter", "down")
            most = max(most, officer.pressed - before)
            known_now = page(desk)
            assert known_now.meeting.state is MeetingState.OPEN
            assert known_now.counts.remaining == many - 1 - at
        assert most < 5
        assert "全部已议" in officer.told()
        total = officer.pressed
        await officer.presses("f2", "enter")
    assert total < 5 * many
    held = page(desk, "2023-W52")
    said = Counter(word for one in held.items for word in one.done)
    assert said.keys() == {Word.NOTE, Word.DUE, Word.ESCALATE, Word.ANSWER, Word.VERIFY, Word.REJECT}
    assert sum(said.values()) + len(held.meeting.skipped) == many


@pytest.mark.story
async def test_what_others_say_appears_and_nothing_typed_is_lost(make_app: MakeApp, desk: Desk,
                                                                 colleague: Desk) -> None:
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "f2", "f5")
        await officer.types("写到一半")
        sure(blockers.say(colleague, 1, Word.NOTE, "别处记下的进展"))
        officer.app._look()
        await officer.waits()
        assert "写到一半" in officer.sees()
        await officer.presses("escape")
        assert "别处记下的进展" in officer.sees()
        assert corner(officer) == "1 / 2  待议 1"
        await officer.presses("down", "f5")
        assert "写到一半" not in officer.sees()
        await officer.presses("escape", "up", "f5")
        assert "上次没保存的内容：写到一半" in officer.sees()
        await officer.presses("f8", "enter")
        assert "刚被改过：联络员06" in officer.sees(), "the draft was typed against the story before"
        await officer.presses("enter")
        assert "跟进：写到一半" in officer.sees()
    assert [said.text for said in known(desk, "万骏船舶").blockers[0].said][1:] == ["别处记下的进展", "写到一半"]


async def test_a_colleague_begins_the_meeting_and_it_is_there(make_app: MakeApp, desk: Desk, colleague: Desk) -> None:
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8")
        sure(review_meeting.start(colleague))
        sure(review_meeting.skip(colleague, 1))
        officer.app._look()
        await officer.waits()
        assert "联络员06 主持" in officer.sees()
        assert corner(officer) == "2 / 2  待议 1"
        sure(review_meeting.close(colleague, "散会"))
        officer.app._look()
        await officer.waits()
        assert "已结束" in officer.sees()


async def test_the_strip_follows_what_was_verified(make_app: MakeApp, desk: Desk) -> None:
    sure(blockers.say(desk, 1, Word.ANSWER, "好了"))
    async with sitting(make_app(desk)) as officer:
        assert "卡点 2" in officer.lines()[0]
        await officer.presses("8", "f2", "home", "f7", "enter")
        assert "卡点 1" in officer.lines()[0]
        assert officer.app.screen.query_one(YearStrip)


async def test_a_skip_is_undone(make_app: MakeApp, desk: Desk) -> None:
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "f2", "ctrl+n")
        assert corner(officer) == "2 / 2  待议 1"
        await officer.presses("ctrl+z")
        await officer.types("按错了")
        await officer.presses("enter")
        assert corner(officer).endswith("待议 2")
    assert page(desk).meeting.skipped == frozenset()
