"""The one table of actions, and the hands of people who type Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from tests.tui.conftest import sitting, take_in
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords
from tui.actions import CURSOR, EVERYWHERE, GROUPS, Action, every_key, find, key_name
from tui.app import SanxinApp
from tui.jobs import DailyJobs
from tui.places import PLACES, every_action
from tui.screens.project import ProjectScreen
from tui.widgets.board_view import BoardView
from tui.widgets.grid import Grid
from tui.widgets.line_input import LineInput
from tui.widgets.page import Page, Row
from tui.widgets.roll import Roll

MakeApp = Callable[..., SanxinApp]


@pytest.mark.parametrize("action", every_action(), ids=lambda action: action.id)
def test_every_action_has_a_name_and_a_key_that_is_no_letter(action: Action) -> None:
    assert any(not (len(key) == 1 and key.isalpha()) for key in action.keys)
    assert action.group in GROUPS
    for lang in Lang:
        called = action.called(spoken(lang, ScreenWords))
        assert called.short
        assert called.entry
        assert called.about


@pytest.mark.parametrize("name", PLACES)
def test_no_key_means_two_things_on_a_screen(name: str) -> None:
    there = (*PLACES[name].screen().ACTIONS, *EVERYWHERE, *CURSOR)
    keys = Counter(key for action in there for key in every_key(action))
    assert {key for key, count in keys.items() if count > 1} == set()


def can(kind: type, action: Action) -> bool:
    """Whether what Textual runs for an action is there."""
    return hasattr(kind, f"action_{action.runs.removeprefix('app.').partition('(')[0]}")


@pytest.mark.parametrize("name", PLACES)
def test_a_screen_states_its_name_and_can_do_what_it_offers(name: str) -> None:
    screen = PLACES[name].screen()
    assert name == screen.NAME
    assert all(can(screen, action) for action in screen.ACTIONS)
    assert {*screen.FOOTER} <= {action.id for action in (*screen.ACTIONS, *EVERYWHERE)}


def test_what_is_there_everywhere_and_on_every_cursor_can_be_done() -> None:
    assert all(can(SanxinApp, action) for action in EVERYWHERE)
    for kind in (BoardView, Grid, Page, Roll):
        assert all(can(kind, action) for action in CURSOR), kind
    goes = {action.runs.split("'")[1] for action in EVERYWHERE if action.group == "go"}
    from_others = {"project", "counted", "closing", "reconciling", "auditing", "assessment", "assessed_unit"}
    assert goes == {*PLACES} - from_others


def test_every_job_a_key_asks_for_is_one() -> None:
    asked = {action.runs.split("'")[1] for action in every_action() if action.runs.startswith("job(")}
    assert {"move", "note", "undo", "escalate"} < asked
    assert all(name in {*Word} or hasattr(DailyJobs, name) for name in asked)


@pytest.mark.parametrize("lang", Lang)
async def test_what_is_needed_most_in_a_meeting_stands_at_the_foot_of_a_narrow_terminal(make_app: MakeApp,
                                                                                        lang: Lang) -> None:
    """The words on a blocker, passing over, beginning and closing, and the next page, in 80 columns."""
    async with sitting(make_app(lang=lang)) as officer:
        await officer.presses("8", "f2")
        words = officer.app.words
        for needed in ("note", "due", "answer", "verify", "skip", "meeting", "review_part"):
            action = find(needed)
            assert f"{key_name(action.keys[0], words)} {action.called(words).short}" in officer.lines()[-1], needed


@pytest.mark.parametrize("name", [name for name in PLACES if "year_on" in {
    action.id for action in PLACES[name].screen().ACTIONS}])
def test_a_screen_on_which_the_year_can_be_changed_says_so(name: str) -> None:
    screen = PLACES[name].screen()
    place = screen.FOOTER.index("year_back")
    assert screen.FOOTER[place + 1] == "year_on"


@pytest.mark.parametrize("key", ["4", "7"])
async def test_the_year_keys_stand_at_the_foot_of_figures_and_targets(make_app: MakeApp, key: str) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses(key)
        assert "[ ] 换年" in officer.lines()[-1]


async def test_help_lists_every_action_with_its_keys(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 160)) as officer:
        await officer.presses("f1")
        seen = officer.sees()
        for action in every_action():
            assert action.called(officer.app.words).short in seen
            assert key_name(action.keys[0], officer.app.words) in seen
        await officer.presses("f1")
        assert "线索" in officer.sees()


async def test_the_palette_finds_a_command_by_pinyin_and_does_it(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("ctrl+p")
        assert "项目：推进到下一阶段" in officer.sees()
        await officer.types("dengjidaozi")
        await officer.presses("enter")
        assert "登记到资：万骏船舶" in officer.sees()
        await officer.presses("escape", "colon")
        await officer.types("qqqq")
        assert "没有这样的命令" in officer.sees()


async def test_end_goes_to_the_last_row_below_a_line_of_typing(make_app: MakeApp) -> None:
    """With something typed it goes to the end of that first."""
    async with sitting(make_app()) as officer:
        await officer.presses("ctrl+p")
        page, line = officer.app.screen.query_one(Page), officer.app.screen.query_one(LineInput)

        def at(row: Row | None) -> int:
            return [one for one in page._rows if one.rest].index(row)

        await officer.presses("end")
        assert at(page.row) == sum(row.rest for row in page._rows) - 1 > 30
        await officer.presses("home")
        assert at(page.row) == 0
        await officer.types("xiangmu")
        await officer.presses("down", "home")
        assert (line.cursor_position, at(page.row)) == (0, 1)
        await officer.presses("home")
        assert at(page.row) == 0
        await officer.presses("end")
        assert (line.cursor_position, at(page.row)) == (len("xiangmu"), 0)
        await officer.presses("end")
        assert at(page.row) == sum(row.rest for row in page._rows) - 1 > 1


@pytest.mark.parametrize("key", ["slash", "ideographic_comma", "fullwidth_solidus", "ctrl+f"])
async def test_search_opens_whatever_the_input_method_makes_of_the_key(make_app: MakeApp, key: str) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses(key)
        assert "搜索" in officer.lines()[1]


async def test_full_width_keys_do_what_their_twins_do(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("left_black_lenticular_bracket")
        assert "2022" in officer.lines()[0]
        await officer.presses("fullwidth_question_mark")
        assert "按键一览" in officer.sees()
        await officer.presses("escape", "fullwidth_colon")
        assert "项目：推进到下一阶段" in officer.sees()
        await officer.presses("escape", "ｉ")
        assert "筛选  联络员：联络员05" in officer.sees()


async def test_a_key_that_cannot_act_says_why(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        officer.board.choose("P0008")
        await officer.presses("f2")
        assert "已投产，没有下一阶段" in officer.told()
        await officer.presses("f5")
        assert "没有未销号的卡点；按 F4 提出一个" in officer.told()
        await officer.presses("escape")
        assert "退出：Ctrl+Q" in officer.told()
        await officer.presses("ctrl+c")
        assert "Press" not in officer.told()


async def test_the_cursor_goes_everywhere_with_arrows_and_letters(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        seen = set()
        for keys in (("home",), ("right",), ("j",), ("l",), ("right",), ("l",), ("right",)):
            await officer.presses(*keys)
            card = officer.board.card
            assert card is not None
            seen.add(card.stage)
            assert card.name[:6] in officer.sees()
        assert len(seen) == 6
        await officer.presses("h", "left", "left", "left", "end", "pageup", "k", "pagedown", "G", "g")
        assert officer.board.card is not None
        assert officer.board.card.stage == "signed"


@pytest.mark.story
async def test_the_mouse_chooses_opens_and_scrolls(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.pilot.click(BoardView, offset=(5, 4))
        first = officer.board.card
        await officer.pilot.click(BoardView, offset=(60, 2))
        assert officer.board.card != first
        await officer.pilot.click(BoardView, offset=(60, 2), times=2)
        await officer.waits()
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape")
        await officer.pilot.click("#keys", offset=(20, 0))
        await officer.waits()
        assert "推进：" in officer.sees()


async def test_the_wheel_scrolls_the_column_under_the_pointer(make_app: MakeApp, office_desk: Desk) -> None:
    for number in range(12):
        take_in(office_desk, f"线索项目{number:02}", "2023-10-01")
    async with sitting(make_app()) as officer:
        before = officer.lines()[3]
        officer.board.post_message(MouseScrollDown(officer.board, 5, 5, 0, 0, 0, False, False, False))
        await officer.waits()
        assert officer.lines()[3] != before
        assert "2-9" in officer.lines()[1]
        officer.board.post_message(MouseScrollUp(officer.board, 5, 5, 0, 0, 0, False, False, False))
        await officer.waits()
        assert officer.lines()[3] == before


async def test_language_changes_at_once_and_nothing_english_is_left(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        for key, english in (("f10", True), ("ctrl+l", False)):
            await officer.presses(key)
            assert ("lead" in officer.sees()) is english
            assert ("线索" in officer.sees()) is not english
        for keys in (("f1",), ("ctrl+p",), ("f4",), ("f9",), ("slash",)):
            await officer.presses(*keys)
            for word in ("Search", "Select", "Quit", "Theme", "Keys", "Help", "optional"):
                assert word not in officer.sees(), (keys, word)
            await officer.presses("escape")
