"""What an officer can lose by a slip of a key: nothing. Each story is one that did damage once."""

from __future__ import annotations

import asyncio
import string
import time
from collections.abc import Callable

import pytest
from textual.events import Key
from textual.widgets import Input

from tests.office.cards import cards
from tests.office.entries import entries
from tests.tui.conftest import Officer, sitting, sure
from tests.tui.test_stories import known
from tracker.office.desk import Desk
from tracker.office.figures.targets import list_targets
from tracker.office.journal.journal import journal_page
from tracker.office.review.meeting import start
from tracker.words import Lang
from tui.actions import every_key
from tui.app import SanxinApp
from tui.bursts import QUIET
from tui.dialogs.export import ExportDialog
from tui.dialogs.form import FormDialog
from tui.dialogs.until import UntilDialog
from tui.places import every_action
from tui.screens.base import OfficeScreen
from tui.screens.board import BoardScreen
from tui.screens.journal import JournalScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.project import ProjectScreen
from tui.widgets.text_box import TextBox

MakeApp = Callable[..., SanxinApp]
THREE = "第一段：材料已补齐\n第二段：等省厅评审\n第三段：下周三再催"


def officers(desk: Desk) -> set[str]:
    return {card.officer for card in cards(desk)}


async def pours(officer: Officer, text: str) -> None:
    """A text that arrives at once, from a terminal that does not mark what is pasted."""
    names, at = {"\n": "enter", " ": "space"}, time.monotonic()
    for char in text:
        key = Key(names.get(char, char), None if char == "\n" else char)
        key.time = at = at + 0.0001
        key.set_sender(officer.app)
        assert officer.app._driver is not None
        officer.app._driver.send_message(key)
    await officer.waits()
    await asyncio.sleep(QUIET)


# -- many projects at once --------------------------------------------------------------------------------------------


async def test_ctrl_a_ctrl_e_enter_changes_nothing(make_app: MakeApp, office_desk: Desk) -> None:
    before = len(entries(office_desk))
    async with sitting(make_app()) as officer:
        await officer.presses("2", "ctrl+a", "ctrl+e")
        assert "[未选]" in officer.sees()
        await officer.presses("enter")
        assert "还没有选要改的一栏，什么都没有改" in officer.sees()
        await officer.presses("right", "enter")
        assert "没有写改成什么，什么都没有改" in officer.sees()
        await officer.types("   ")
        await officer.presses("enter")
        assert "没有写改成什么" in officer.sees()
    assert officers(office_desk) == {"联络员05"}
    assert len(entries(office_desk)) == before


@pytest.mark.story
async def test_a_value_of_many_is_not_chosen_by_itself(make_app: MakeApp, office_desk: Desk) -> None:
    origins = {card.code: card.origin for card in cards(office_desk)}
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "ctrl+a", "ctrl+e", *["right"] * 12)
        assert "[资金来源]" in officer.sees()
        await officer.presses("enter")
        assert "没有写改成什么" in officer.sees()
    assert {card.code: card.origin for card in cards(office_desk)} == origins


@pytest.mark.story
async def test_emptying_is_chosen_named_and_given_a_reason_and_taken_back_as_a_whole(make_app: MakeApp,
                                                                                     office_desk: Desk) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "ctrl+a", "ctrl+e", "right", "tab", "right")
        assert "将清空 11 个项目的联络员：联络员05 11 个" in officer.sees()
        assert "清空 11 个项目的联络员" in officer.sees()
        await officer.presses("enter")
        assert "没有写理由" in officer.sees()
        assert officers(office_desk) == {"联络员05"}
        await officer.types("机构改革，重新分工")
        await officer.presses("enter")
        assert "已清空 11 个项目的联络员" in officer.told()
        assert officers(office_desk) == {""}
        await officer.presses("ctrl+z")
        assert "11 个项目的联络员" in officer.sees()
        undo = officer.sees()
        assert undo.count("P0003 万骏船舶  联络员 联络员05 → （空）") == 1
        assert "另有 3 条" in undo
        assert "将恢复" not in undo
        await officer.types("按错了")
        await officer.presses("enter")
        assert "11 个项目的联络员" in officer.told()
    assert officers(office_desk) == {"联络员05"}


@pytest.mark.story
async def test_the_journal_tells_it_as_one_entry_that_opens(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "ctrl+a", "ctrl+e", "right", "tab", "tab")
        await officer.types("联络员03")
        await officer.presses("enter", "6")
        assert isinstance(officer.app.screen, JournalScreen)
        assert sum("11 个项目的联络员" in line for line in officer.lines()[3:]) == 1
        assert "联络员05 → 联络员03" in officer.sees()
        await officer.presses("enter")
        assert "P0003 万骏船舶" in officer.sees()
        await officer.presses("down", "down", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        assert "万骏船舶" in officer.lines()[1]
    page = journal_page(office_desk, limit=3)
    assert [line.many.projects if line.many else 0 for line in page.lines] == [11, 0, 0]
    older = journal_page(office_desk, limit=3, before=page.lines[0].id)
    assert older.lines[0].id == page.lines[1].id


# -- texts that are pasted --------------------------------------------------------------------------------------------


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("keys", "name"), [
    (("f4",), "description"), (("f5",), "text"), (("f6",), "text"), (("f11", "down"), "reason"),
    (("f3", *["tab"] * 7), "note"),
])
@pytest.mark.long(keep=2)
async def test_all_lines_of_a_paste_are_there(make_app: MakeApp, keys: tuple[str, ...], name: str) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        officer.board.choose("P0003")
        await officer.presses(*keys)
        await officer.pastes(THREE.replace("\n", "\r"))
        assert officer.app.screen.query_one(f"#{name}", TextBox).value == THREE
        for line in THREE.split("\n"):
            assert line in officer.sees()


@pytest.mark.story
async def test_a_follow_up_of_three_lines_is_kept_and_told_in_three_lines(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5", *"ab", "ctrl+j", *"cd", "shift+enter", *"ef", "enter", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        seen = officer.lines()
        at = next(at for at, line in enumerate(seen) if "：ab" in line)
        assert "cd" in seen[at + 1]
        assert "ef" in seen[at + 2]
    assert known(office_desk, "P0003").blockers[0].said[-1].text == "ab\ncd\nef"


async def test_a_one_line_field_joins_the_lines_and_says_so(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f4", "tab", "tab")
        await officer.pastes("市水利局\r\n  县农业农村局\r\n")
        assert officer.field().value == "市水利局 县农业农村局"
        assert "粘贴的几行已接成一行" in officer.told()


async def test_a_paste_that_is_not_marked_saves_nothing_half_way(make_app: MakeApp, office_desk: Desk) -> None:
    """Its Enter is the end of a line: nothing is saved until Enter is pressed by hand."""
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5")
        await pours(officer, "ab cd\nef\n")
        assert isinstance(officer.app.screen, FormDialog)
        assert officer.field().value == "ab cd\nef\n"
        await officer.presses("down")
        await pours(officer, "gh\nij")
        assert officer.field().value == "gh ij"
        await officer.presses("enter")
    project = known(office_desk, "P0003").blockers[0].said[-1]
    assert (project.text, project.by) == ("ab cd\nef", "gh ij")


@pytest.mark.story
async def test_a_paste_on_a_list_is_not_read_as_keys(make_app: MakeApp, office_desk: Desk) -> None:
    before = len(entries(office_desk))
    async with sitting(make_app()) as officer:
        card = officer.board.card
        await pours(officer, "2023 jlk /qx\n35")
        assert isinstance(officer.app.screen, BoardScreen)
        assert officer.board.card == card
        assert "没有当作按键" in officer.told()
        await officer.pastes("31\r2")
        assert isinstance(officer.app.screen, BoardScreen)
        await officer.presses("2")
        assert isinstance(officer.app.screen, LedgerScreen)
        await officer.presses("f4")
        await pours(officer, "xy\n")
        assert "提出卡点" in officer.sees()
    assert len(entries(office_desk)) == before


async def test_one_key_held_down_goes_on(make_app: MakeApp) -> None:
    """What a keyboard repeats, and a line that was slow hands over at once, is no paste."""
    async with sitting(make_app()) as officer:
        await officer.presses("home")
        await pours(officer, "lll")
        assert officer.board.card is not None
        assert officer.board.card.stage == "funded"


# -- days -------------------------------------------------------------------------------------------------------------


@pytest.mark.story
@pytest.mark.parametrize(("typed", "read"), [
    ("12-30", "2023-12-30 周六"), ("12.30", "2023-12-30 周六"), ("12月30日", "2023-12-30 周六"),
    ("-3", "2023-12-28 周四"), ("昨天", "2023-12-30 周六"), ("2023年11月", "2023-11"),
    ("2023Q3", "2023年第三季度"), ("2023三季度", "2023年第三季度"), ("2023H1", "2023年上半年"),
    ("2023-11中旬", "2023年11月中旬"),
    ("2023年底", "2023-12"), ("三季度", "没有写年份"),
])
@pytest.mark.long(keep=5)
async def test_typing_replaces_the_day_and_tells_it_in_full(make_app: MakeApp, typed: str, read: str) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0006")
        await officer.presses("f2")
        assert officer.field().value == "2023-12-31"
        await officer.types(typed)
        assert officer.field().value == typed
        assert read in officer.sees()
        await officer.presses("f8")


@pytest.mark.story
async def test_keys_replace_the_day_one_by_one_and_the_move_is_on_that_day(make_app: MakeApp,
                                                                           office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f3", *"300", "tab", *"12-30")
        assert officer.field().value == "12-30"
        await officer.presses("enter")
        assert "已登记到资" in officer.told()
    assert [str(receipt.day) for receipt in known(office_desk, "P0003").receipts] == ["2023-12-30"]


@pytest.mark.story
async def test_up_and_down_change_the_day(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f2", "down", "down")
        assert officer.field().value == "2023-12-29"
        assert "周五" in officer.sees()
        await officer.presses("up")
        assert officer.field().value == "2023-12-30"
        await officer.presses("end", "backspace")
        assert officer.field().value == "2023-12-3"
        await officer.presses("x")
        assert "不是日期" in officer.sees()


@pytest.mark.story
async def test_a_deadline_is_the_next_such_day(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5")
        await officer.types("催办")
        await officer.presses("tab", "tab")
        await officer.types("1-15")
        assert "2024-01-15 周一" in officer.sees()
        await officer.presses("enter")
    assert str(known(office_desk, "P0003").blockers[0].due) == "2024-01-15"


# -- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", [action for action in every_action() if action.writes], ids=lambda action: action.id)
def test_what_writes_has_no_key_that_prints(action: object) -> None:
    from tui.actions import Action

    assert isinstance(action, Action)
    for key in every_key(action):
        assert "+" in key or key in {"enter", "delete", *(f"f{number}" for number in range(1, 13))}, key


@pytest.mark.story
@pytest.mark.long(keep=2)
@pytest.mark.parametrize("screen", "1234678")
async def test_letters_on_every_screen_write_nothing(make_app: MakeApp, office_desk: Desk, screen: str) -> None:
    sure(start(office_desk))
    before, goals = len(entries(office_desk)), list_targets(office_desk, 2023)
    async with sitting(make_app(), (140, 45)) as officer:
        for letter in (*string.ascii_letters, "space"):
            await officer.presses(screen, letter)
            assert officer.app.is_running
            form = officer.app.screen
            assert not isinstance(form, FormDialog) or isinstance(form, UntilDialog), (screen, letter)
            while len(officer.app.screen_stack) > 1 and not isinstance(officer.app.screen, OfficeScreen):
                await officer.presses("escape")
    assert len(entries(office_desk)) == before
    assert list_targets(office_desk, 2023) == goals


@pytest.mark.story
async def test_ctrl_s_saves_a_form_and_ctrl_w_closes_what_is_on_top(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("ctrl+s")
        assert isinstance(officer.app.screen, ExportDialog)
        await officer.presses("escape", "f5")
        await officer.types("已催办")
        await officer.presses("ctrl+s")
        assert "卡点跟进" in officer.told()
        await officer.presses("f5")
        await officer.types("又催办")
        await officer.presses("ctrl+w")
        assert isinstance(officer.app.screen, BoardScreen)
        await officer.presses("slash")
        await officer.types("wjcb")
        await officer.presses("ctrl+w")
        assert not officer.app.screen.query(Input)
        await officer.presses("enter", "ctrl+w")
        assert isinstance(officer.app.screen, BoardScreen)
        await officer.presses("f1", "ctrl+w", "ctrl+p", "ctrl+w")
        assert isinstance(officer.app.screen, BoardScreen)
    assert [word.text for word in known(office_desk, "P0003").blockers[0].said][-1] == "已催办"


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("keys", "copied"), [
    ((), "P0003\t万骏船舶\t湖南万骏船舶有限公司"), (("3",), "万骏船舶"), (("6",), "联络员05"),
    (("f4", *"abc"), "abc"), (("f3", *"300"), "300"),
])
async def test_ctrl_c_copies(make_app: MakeApp, keys: tuple[str, ...], copied: str) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses(*keys, "ctrl+c")
        assert copied in officer.app.clipboard
        assert "已复制" in officer.told()


@pytest.mark.parametrize("lang", Lang)
async def test_the_forms_name_their_keys(make_app: MakeApp, lang: Lang) -> None:
    async with sitting(make_app(lang=lang)) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5")
        for key in ("Tab", "Ctrl+J", "Esc", "回车" if lang is Lang.ZH else "Enter"):
            assert key in officer.sees()
