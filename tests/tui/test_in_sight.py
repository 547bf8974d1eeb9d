"""Lists and pages draw the lines that have changed and no other; the screen says what it would if drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.settled import settled
from tracker.words import Lang
from tui.app import SanxinApp
from tui.screens.base import OfficeScreen
from tui.widgets.in_sight import InSight
from tui.widgets.page import Page, Row, blank
from tui.widgets.roll import Roll, Story, Title

NAMES = ("万骏船舶", "=1+1", "[/]甲", "A & B <合资>", "长" * 60)


class Bare(OfficeScreen):
    """A list beside a page, and nothing else."""

    def compose(self):
        yield Roll(lambda row, width: [(str(row), "name")], lambda row: row, "空")
        yield Story("story")


class BareApp(SanxinApp):
    def get_default_screen(self) -> Bare:
        return Bare(id="_default")

    def on_mount(self) -> None:
        """There is no office to open."""


@contextmanager
def counted(widget: InSight) -> Iterator[list[int]]:
    """The lines that are worked out for drawing while it is open."""
    found: list[int] = []
    draws = widget.render_line

    def draw(y: int):
        found.append(y)
        return draws(y)

    widget.render_line = draw
    try:
        yield found
    finally:
        del widget.render_line


def rows(*texts: str) -> list[Row]:
    return [blank() if not text else Row(([(text, "")],)) for text in texts]


async def test_a_key_draws_two_lines_of_a_list_and_a_word_one_of_a_page() -> None:
    app = BareApp(lang=Lang.ZH)
    async with app.run_test(size=(80, 24)) as pilot:
        roll, page = app.screen.query_one(Roll), app.screen.query_one(Page)
        roll.show([f"{at} {NAMES[at % 5]}" for at in range(100)])
        page.show(lambda width: rows(*"甲乙丙丁"))
        roll.focus()
        await settled(pilot)
        with counted(roll) as drawn:
            roll.action_cursor_down()
            await settled(pilot)
        assert sorted(drawn) == [0, 1]
        with counted(roll) as drawn:
            roll.action_page_down()
            await settled(pilot)
        assert len(drawn) == roll.size.height
        with counted(page) as drawn:
            page.show(lambda width: rows(*"甲乙戊丁"))
            await settled(pilot)
        assert drawn == [2]
        with counted(page) as drawn:
            page.show(lambda width: rows(*"甲乙戊丁"))
            await settled(pilot)
        assert drawn == []


LISTS = st.lists(st.integers(0, 60).map(lambda at: f"{at} {NAMES[at % 5]}"), unique=True, max_size=40)
MOVES = st.sampled_from(["cursor_up", "cursor_down", "page_up", "page_down", "first", "last"])
STEPS = st.lists(st.one_of(LISTS, MOVES, st.sampled_from(["theme", "lang", "blur", "titled"])), max_size=12)


@pytest.mark.story
@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
async def test_whatever_is_shown_and_pressed_nothing_old_stays_on_the_screen(steps: list[object]) -> None:
    """Each step is drawn as little as can be; drawn as a whole at the end of it the screen is the same."""
    app = BareApp(lang=Lang.ZH)
    async with app.run_test(size=(60, 12)) as pilot:
        roll, page = app.screen.query_one(Roll), app.screen.query_one(Page)
        for step in steps:
            _done(app, roll, page, step)
            await settled(pilot)
            seen = app.screen._compositor.render_strips()
            for widget in (roll, page):
                widget._strips, widget._drawn = {}, {}
                widget._styles_cache.clear()
            assert seen == app.screen._compositor.render_strips()


def _done(app: SanxinApp, roll: Roll, page: Page, step: object) -> None:
    if isinstance(step, list):
        roll.show(step)
        page.show(lambda width: rows(*(text[:width] for text in step)))
    elif step == "theme":
        app.action_theme()
    elif step == "lang":
        app.action_language()
    elif step == "blur":
        (page if roll.has_focus else roll).focus()
    elif step == "titled":
        roll.show([Title("标题", "1"), "甲", Title("其他"), "乙"])
    else:
        for widget in (roll, page):
            getattr(widget, f"action_{step}")()
