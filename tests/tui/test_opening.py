"""Opening: the frame before the database, nothing heavy imported for it, and an office that cannot be used."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.tui.conftest import Officer, TestedApp, sitting
from tests.tui.settled import PATIENCE, hit
from tests.tui.test_pictures import MakeApp
from tracker.office.demo import demo_desk
from tracker.office.desk import Desk
from tracker.words import Lang
from tui.board import read_board
from tui.memory import sweep_later


def test_the_app_is_imported_without_the_database() -> None:
    """No ORM, no dates library, no dictionary of pinyin before the first frame."""
    script = ("import sys, tui.app; heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'pendulum', 'pypinyin', 'alembic', "
              "'transitions', 'holidays'}; print(sorted(heavy & {m.split('.')[0] for m in sys.modules}))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.story
def test_the_board_is_read_without_what_only_later_steps_need(office_desk: Desk) -> None:
    """To show its projects, an office in a file needs no library of holidays, no server's dialect, no guards."""
    script = ("import sys; from tracker.office.open import open_desk; from tui.board import read_board; "
              "board = read_board(open_desk(sys.argv[1], who='张三'), None); "
              "assert board.register.n and board.strip.overdue; "
              "late = {'holidays', 'pendulum', 'alembic', 'sqlalchemy.dialects.postgresql', 'tracker.domain.guards', "
              "'tracker.office.records', 'tracker.office.project.detail', 'tracker.words.reasons'}; "
              "print(sorted(late & set(sys.modules)))")
    command = [sys.executable, "-c", script, str(office_desk.store.location.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_garbage_is_looked_for_again_once_the_board_is_read(office_desk: Desk) -> None:
    before = gc.get_threshold()
    try:
        sweep_later()
        assert gc.get_threshold()[0] >= 1_000_000
        read_board(office_desk, None)
        assert gc.get_threshold()[0] == 10_000
    finally:
        gc.set_threshold(*before)


async def test_the_frame_is_there_while_the_office_is_being_opened(
        office_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six empty columns and 正在打开…; keys say so rather than doing nothing."""
    go_on = threading.Event()

    def slowly(*_: object, **__: object) -> Desk:
        assert go_on.wait(PATIENCE)
        return office_desk

    monkeypatch.setattr("tracker.office.open.open_desk", slowly)
    app = TestedApp()
    async with app.run_test(size=(140, 45)) as pilot:
        officer = Officer(pilot)
        await officer.until(lambda: all(
            words in officer.sees() for words in ("线索", "签约", "注册", "到资", "开工", "投产", "正在打开…")))
        await pilot.press("f2")
        await officer.until(lambda: "正在打开" in officer.told())
        go_on.set()
        await officer.waits()
        await officer.waits()
        assert "万骏船舶" in officer.sees()


async def test_what_the_first_project_needs_is_loaded_while_the_board_is_looked_at(
        office_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("tui.app._load_ahead", lambda: loaded.append("ahead"))
    async with sitting(TestedApp(desk=office_desk)) as officer:
        await officer.until(lambda: "万骏船舶" in officer.sees() and bool(loaded))
        await officer.presses("f5")
        assert loaded == ["ahead"], "once, and not whenever the board is read again"


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("lang", "tag"), [(Lang.ZH, "示例 沅江市 2023"), (Lang.EN, "sample 沅江市 2023")])
async def test_the_demonstration_says_on_every_screen_that_it_is_one(tmp_path: Path, lang: Lang, tag: str) -> None:
    """In the line on top, on the narrowest terminal too."""
    app = TestedApp(lang=lang, desk=demo_desk(str(tmp_path / "demo.db"), "联络员05"))
    async with sitting(app) as officer:
        assert officer.lines()[0].strip().startswith(tag)
        await officer.presses("8")
        assert officer.lines()[0].strip().startswith(tag)


async def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    """The sentence, exit code 5, and not a byte changed."""
    path = tmp_path / "notes.db"
    path.write_text("这是一份备忘录，不是数据库。" * 100)
    before = path.read_bytes()
    app = TestedApp(str(path))
    async with sitting(app) as officer:
        await officer.waits()
        assert "不是数据库文件" in officer.sees()
        assert "没有改动任何内容" in officer.sees()
        await officer.pilot.press("q")
    assert app.return_value == 5
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["notes.db"]


@pytest.mark.parametrize("key", "2346785")
async def test_facts_that_come_before_a_screen_has_its_widgets_are_shown_in_them(make_app: MakeApp,
                                                                                    key: str) -> None:
    """The office is read again, and the language changes, before the screen has its widgets."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        officer = Officer(pilot)
        await officer.waits()
        board, facts = app.screen, app.facts
        assert facts is not None
        hit(pilot, key)
        while app.screen is board:
            await asyncio.sleep(0)
        assert not app.screen.is_mounted
        app._arrived(facts)
        app.action_language()
        await officer.waits()
        assert app.screen is not board
        assert app.is_running
