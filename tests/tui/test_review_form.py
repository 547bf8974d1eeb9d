"""The form of a word in the meeting is kept and used again: nobody may notice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from tests.tui.conftest import Officer, sitting, sure
from tests.tui.settled import hit
from tests.tui.test_stories import known
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.project import blockers
from tui.app import SanxinApp
from tui.dialogs.review import MeetingSay

MakeApp = Callable[..., SanxinApp]
ESCALATED, ANSWERED, PUT_OFF = ("f9",), ("f6",), ("f8",)


async def drawn_by(officer: Officer, *steps: Sequence[str]) -> list[str]:
    """What the screen says after the last of these steps; each before it is a form opened and closed again."""
    for step in steps[:-1]:
        await officer.presses(*step, "escape")
    await officer.presses(*steps[-1])
    assert isinstance(officer.app.screen, MeetingSay)
    return await at_rest(officer)


async def at_rest(officer: Officer) -> list[str]:
    """What the form says from its beginning, once it has stopped moving: on a low screen it scrolls to its field."""
    alike, seen = 0, officer.lines()
    while alike < 4:
        await officer.pilot.pause(0.05)
        officer.app.screen.query_one("#form").scroll_home(animate=False, immediate=True)
        now = officer.lines()
        alike, seen = (alike + 1 if now == seen else 0), now
    return seen


@pytest.mark.story
@pytest.mark.long(keep=3)
@pytest.mark.parametrize("size", [(80, 24), (80, 12)])
@pytest.mark.parametrize("last", [("down", *PUT_OFF), ("down", *ANSWERED), ("down", *ESCALATED), ("up", "f5")])
async def test_used_again_it_looks_like_a_new_one(make_app: MakeApp, desk: Desk, size: tuple[int, int],
                                                  last: tuple[str, ...]) -> None:
    """After a form that was filled in, scrolled to its end and refused."""
    sure(blockers.say(desk, 1, Word.NOTE, "省厅已受理", permit="岸线〔2023〕7号", authority="省水利厅"))
    async with sitting(make_app(desk), size) as officer:
        await officer.presses("8", "f2")
        afresh = await drawn_by(officer, last)
    async with sitting(make_app(desk), size) as officer:
        await officer.presses("8")
        await officer.presses("f9", *["tab"] * 7, "9", "enter")
        assert isinstance(officer.app.screen, MeetingSay)
        again = officer.app.screen
        await officer.presses("escape")
        assert await drawn_by(officer, last) == afresh
        assert officer.app.screen is again


@pytest.mark.story
async def test_after_other_words_or_colours_it_is_a_new_one(make_app: MakeApp, desk: Desk) -> None:
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "f2", "f5")
        first = officer.app.screen
        await officer.presses("escape", "f10", "f5")
        second = officer.app.screen
        assert second is not first
        assert "follow-up" in officer.sees()
        await officer.presses("escape", "f12", "f5")
        assert officer.app.screen is not second
        assert officer.app._installed_screens == {f"MeetingSay {id(officer.app.screen)}": officer.app.screen}
        await officer.presses("escape", "1")
        assert officer.app._installed_screens == {}


@pytest.mark.story
async def test_while_it_saves_it_stays_and_says_so_and_then_closes_by_itself(
        make_app: MakeApp, desk: Desk, colleague: Desk) -> None:
    """A colleague holds the database; Esc does not make believe that nothing will be recorded."""
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "f2", "f5")
        await officer.types("第一条")
        with colleague.store.writing():
            for key in ("enter", "escape"):
                hit(officer.pilot, key)
                await asyncio.sleep(0.1)
            await officer.until(lambda: "正在保存，还没有回音" in officer.sees())
            assert isinstance(officer.app.screen, MeetingSay)
        await officer.waits()
        assert not isinstance(officer.app.screen, MeetingSay)
        assert known(desk, "万骏船舶").blockers[0].said[-1].text == "第一条"
        await officer.presses("down", "f5")
        await officer.types("第二条")
        await officer.presses("enter")
        assert "跟进：第二条" in officer.sees()
