"""The line at the bottom names the keys that can act now, and always the one that leads to all others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.conftest import Officer, sitting, sure
from tests.tui.meetings import later
from tracker.office.desk import Desk
from tracker.office.review.meeting import start
from tracker.words import Lang
from tui.app import SanxinApp
from tui.places import PLACES

MakeApp = Callable[..., SanxinApp]
WRITES = ("F5", "F8", "F6", "F7", "Ctrl+N", "F2", "F9", "F3", "Ctrl+E", "F4")
"""What a meeting is held with."""


def foot(officer: Officer) -> list[str]:
    """The keys named at the bottom."""
    return [word for word in officer.lines()[-1].split() if word[0] == "F" or "+" in word]


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=8)
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", [name for name in PLACES if name not in ("project", "counted")])
async def test_in_80_columns_every_screen_names_help(make_app: MakeApp, name: str, lang: Lang) -> None:
    async with sitting(make_app(lang=lang)) as officer:
        officer.app.action_go(name)
        await officer.waits()
        assert {Lang.ZH: "F1 帮助", Lang.EN: "F1 help"}[lang] in officer.lines()[-1]
        assert ("[" in officer.lines()[-1]) == ("]" in officer.lines()[-1]), "a pair of keys has one name"
        if name == "figures":
            assert {"F2", "F4", "F6", "F7"} < {*foot(officer)}
            assert "F3" not in foot(officer), "there is nothing to go back to"


async def test_a_pair_of_keys_is_clicked_each_by_itself(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("4")
        line = officer.lines()[-1]
        before, following = (cell_len(line[:line.index(sign)]) for sign in "[]")
        await officer.pilot.click(offset=(before, 23))
        await officer.waits()
        assert "截至 2022-12-31" in officer.sees()
        await officer.pilot.click(offset=(following + 3, 23))
        await officer.waits()
        assert "截至 2023-12-31" in officer.sees()


async def test_in_the_meeting_too(make_app: MakeApp, desk: Desk) -> None:
    sure(start(desk))
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8")
        assert foot(officer) == ["F5", "F8", "F6", "F7", "Ctrl+N", "F2", "F1"]


async def test_a_review_that_is_over_names_no_key_that_writes_in_it(make_app: MakeApp, desk: Desk) -> None:
    """A week without a meeting, and this week after it was closed."""
    later(desk, "2024-01-09 04:00")
    async with sitting(make_app(desk), (140, 45)) as officer:
        await officer.presses("8")
        assert "Ctrl+N" not in foot(officer)
        assert "F2" in foot(officer)
        await officer.presses("left_square_bracket")
        assert not {*WRITES} & {*foot(officer)}
        await officer.presses("right_square_bracket", "f2", "f2", "ctrl+s")
        assert "已结束" in officer.lines()[1]
        assert not {*WRITES} & {*foot(officer)}
        assert {"F1", "Ctrl+O", "Ctrl+Z"} < {*foot(officer)}


async def test_files_to_choose_from_offer_only_choosing(make_app: MakeApp, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("5")
        assert not {"F2", "F3", "F4", "F6", "F7"} & {*foot(officer)}


async def test_why_a_closed_review_takes_no_more_is_said_in_full(make_app: MakeApp, desk: Desk) -> None:
    """In the corner of a narrow terminal, where the sentence is about as wide as the screen."""
    async with make_app(desk).run_test(size=(80, 24), notifications=True) as pilot:
        officer = Officer(pilot)
        await officer.waits()
        await officer.presses("8", "f2", "f2", "ctrl+s", "f5")
        said = officer.told().splitlines()[-1]
        assert said.replace(" ", "") in "".join(officer.sees().split()).replace("▌", "")
