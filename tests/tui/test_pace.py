"""Time on the screens: one blocker has one figure wherever it is shown; the year on top waits for the officer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.office.december import moment
from tests.tui.conftest import Standing, day, sitting, sure
from tests.tui.test_stories import known
from tracker.cli import main
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.project import moves
from tracker.office.review.review import Review, review
from tracker.report.write import write_review
from tracker.words import Lang
from tui.app import SanxinApp

MakeApp = Callable[..., SanxinApp]


async def test_one_blocker_has_one_figure_wherever_it_is_shown(
        make_app: MakeApp, office_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> None:
    """The shoreline of 万骏船舶, due on 30 June and raised on 12 February, on Sunday 31 December 2023."""
    late, age = "126", "223"
    async with sitting(make_app(), (140, 45)) as officer:
        assert f"河湖岸线 逾{late}工作日" in officer.sees(), "a card"
        await officer.presses("right", "right")
        assert f"河湖岸线 {age}工作日 逾期{late}工作日" in officer.sees(), "the chosen card in full"
        await officer.presses("2", "end")
        await officer.presses("3")
        line = next(line for line in officer.lines() if "万骏船舶" in line)
        assert line.split()[1:3] == [age, f"+{late}"], "the list of blockers"
        assert "工作日" in officer.lines()[2], "its column says the unit"
        assert f"逾期 {late} 个工作日" in officer.sees()
        assert f"已 {age} 个工作" in officer.sees(), "wrapped before its last character"
        await officer.presses("enter")
        assert f"河湖岸线 推进中 {age}工作日 逾期{late}工作日" in officer.sees(), "the project's page"
        await officer.presses("escape", "8")
        assert f"逾期 {late} 个工作日" in officer.sees(), "the review"
    page = review(office_desk)
    assert isinstance(page, Review)
    sure(write_review(page, tmp_path / "page.md", Lang.ZH))
    assert f"逾期 {late} 个工作日" in (tmp_path / "page.md").read_text("utf-8")
    monkeypatch.setattr("tracker.store.engine.now", office_desk.now)
    for command in (("blocker", "list"), ("project", "show", "万骏船舶"), ()):
        capsys.readouterr()
        assert main([*command, "--db", office_desk.store.url, "--user", "联络员05"]) == 0
        row = next(line for line in capsys.readouterr().out.splitlines() if "岸线审批未通过" in line).split()
        assert {age, late} <= set(row), command


async def test_the_year_on_top_changes_only_when_an_officer_changes_it(make_app: MakeApp, desk: Desk) -> None:
    """In January a project is moved on: the head stays at 2023 and says that 2024 has begun; a key goes on to it."""
    async with sitting(make_app(desk), (140, 45)) as officer:
        assert " 2023 " in officer.lines()[0]
        assert "2024" not in officer.lines()[0]
        assert isinstance(desk.clock, Standing)
        desk.clock.at = moment("2024-01-05 09:00")
        sure(moves.advance(replace(desk, who="联络员06"), "南大膳储能电站",
                           [moves.Milepost(Stage.SIGNED, day("2024-01-05"))], override="补录"))
        await officer.presses("ctrl+r")
        assert known(desk, "南大膳储能电站").stage is Stage.SIGNED
        assert " 2023 " in officer.lines()[0]
        assert "新签约 5/4" in officer.lines()[0]
        assert "2024年已开始 ]" in officer.lines()[0]
        assert "2024 年已经开始；顶栏仍是 2023 年的数，按 ] 看 2024 年" in officer.told()
        await officer.presses("4")
        assert " 2023 " in officer.lines()[0]
        await officer.presses("1", "right_square_bracket")
        assert " 2024 " in officer.lines()[0]
        assert "已开始" not in officer.lines()[0]
        assert "新签约 1" in officer.lines()[0]
        await officer.presses("left_square_bracket", "left_square_bracket")
        assert " 2022 " in officer.lines()[0]
        assert "已开始" not in officer.lines()[0], "whoever looks at an earlier year knows which it is"


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_an_office_opened_in_january_says_which_year_it_shows(make_app: MakeApp, desk: Desk,
                                                                    size: tuple[int, int]) -> None:
    """Nothing has been recorded in the new year yet; the line on top says that it has begun, and nothing pops up."""
    assert isinstance(desk.clock, Standing)
    desk.clock.at = moment("2024-01-02 07:30")
    async with sitting(make_app(desk), size) as officer:
        assert " 2023 " in officer.lines()[0]
        assert "2024年已开始 ]" in officer.lines()[0]
        assert officer.told() == ""


@pytest.mark.parametrize("place", ["1", "4", "7"])
async def test_one_key_goes_to_the_year_that_the_bar_names(make_app: MakeApp, desk: Desk, place: str) -> None:
    """However many years lie between; back it goes year by year, since one between may need its targets."""
    assert isinstance(desk.clock, Standing)
    desk.clock.at = moment("2026-11-27 09:00")
    async with sitting(make_app(desk)) as officer:
        await officer.presses(place)
        assert "2026年已开始 ]" in officer.lines()[0]
        await officer.presses("right_square_bracket")
        assert " 2026 " in officer.lines()[0]
        await officer.presses("left_square_bracket")
        assert " 2025 " in officer.lines()[0]
        await officer.presses("right_square_bracket")
        assert " 2026 " in officer.lines()[0]


async def test_targets_of_next_year_do_not_turn_the_year_over(make_app: MakeApp, desk: Desk) -> None:
    """They are set in December, while the year's last figures still come in."""
    from tracker.office.figures.targets import set_target

    sure(set_target(desk, 2024, "new_signed", "5"))
    async with sitting(make_app(desk)) as officer:
        assert " 2023 " in officer.lines()[0]


@pytest.mark.parametrize("lang", list(Lang))
async def test_an_entry_in_the_future_is_said_at_opening(make_app: MakeApp, desk: Desk, lang: Lang) -> None:
    """Somebody's clock stood a year ahead when they wrote."""
    assert isinstance(desk.clock, Standing)
    now = desk.clock.at
    desk.clock.at = now + timedelta(days=366)
    sure(moves.pause(desk, "南大膳储能电站", day("2024-12-01"), "资金"))
    desk.clock.at = now
    async with sitting(make_app(desk, lang)) as officer:
        assert "2024-12-31 12:00" in officer.told()
        assert "sanxin doctor" in officer.told()
        await officer.presses("ctrl+r")
        assert officer.told().count("sanxin doctor") == 1


async def test_nothing_is_said_where_every_clock_stands_right(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        assert officer.told() == ""
