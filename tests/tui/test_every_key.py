"""No key on any line of any screen, nor in any form, ends the app: each is pressed on every kind of line there is."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from importlib.resources import as_file
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.tui.assessed import in_force
from tests.tui.conftest import Officer, Standing, TestedApp, sitting, sure
from tests.tui.settled import press
from tracker.domain.stages import STAGES, Stage
from tracker.office.assessment.credits import credit
from tracker.office.assessment.suggested_credits import SuggestedBy, suggested_credits
from tracker.office.assessment.typed_credits import units_taken
from tracker.office.assessment.units import list_units, suggested_units
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.review.meeting import start
from tracker.office.sample import SAMPLE_LEDGER
from tracker.shipped import shipped
from tracker.store.engine import open_store
from tui.actions import CURSOR, EVERYWHERE
from tui.dialogs.form import FormDialog
from tui.screens.base import OfficeScreen
from tui.screens.project_profile import Edits
from tui.widgets.choices import Choices
from tui.widgets.grid import Grid
from tui.widgets.line_input import LineInput
from tui.widgets.page import Page
from tui.widgets.roll import Roll, Title
from tui.widgets.text_box import TextBox

KEYS = ("enter", *(f"f{number}" for number in range(2, 11)), "delete")
"""What is pressed on every kind of line."""
LEAVES = ("quit",)
"""The one action that is meant to end the app."""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration office, made once, by the clock that the keys are pressed at."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.db"
    desk = Desk(open_store(path), "联络员05", Standing())
    with as_file(shipped(*SAMPLE_LEDGER)) as ledger:
        assert intake(desk, ledger).written
    desk.store.close()
    return path


@pytest.fixture
def demo(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk at a copy of it, in a folder with nothing else in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SANXIN_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 22 10.0.0.2 22")
    shutil.copyfile(demonstration, tmp_path / "office.db")
    return Desk(open_store(tmp_path / "office.db"), "联络员05", Standing())


class Presser:
    """Presses keys on a screen, and comes back to it and to its line after each."""

    FILLED: ClassVar[set[type[FormDialog]]] = set()
    """Forms that a test has filled in: whichever key of whichever screen opens one, it is the same form."""

    def __init__(self, officer: Officer, way: tuple[str, ...]) -> None:
        self.officer, self.app, self._way = officer, officer.app, way
        self._depth = 0
        self.pressed: set[str] = set()

    async def enter(self) -> None:
        """Goes to the screen from the board."""
        self.app.action_go("board")
        await self.officer.waits()
        for key in self._way:
            await press(self.officer.pilot, key)
        self._depth = len(self.app.screen_stack)

    @property
    def screen(self) -> OfficeScreen:
        screen = self.app.screen
        assert isinstance(screen, OfficeScreen), screen
        return screen

    async def key(self, key: str, where: str) -> None:
        """Presses a key; whatever it opens is closed by Escape."""
        name = self.screen.NAME
        self.pressed.add(key)
        await press(self.officer.pilot, key)
        self.lives(f"{key} on {where} of {name}")
        if isinstance(form := self.app.screen, FormDialog) and type(form) not in self.FILLED:
            self.FILLED.add(type(form))
            await self._in_form(form)
        for _ in range(3):
            if len(self.app.screen_stack) <= self._depth:
                break
            await press(self.officer.pilot, "escape")
            self.lives(f"escape after {key} on {where} of {name}")
        if not isinstance(self.app.screen, OfficeScreen) or name != self.app.screen.NAME:
            await self.enter()

    async def _in_form(self, form: FormDialog) -> None:
        """Fills every field of a form, and presses every key of it that does not close it: what was typed is kept."""
        for control in form.controls():
            if isinstance(control, Choices) and control.options and control.display:
                control.choose(control.options[-1][0])
            elif isinstance(control, LineInput | TextBox):
                form.fill({str(control.id): "1" if isinstance(control, LineInput) else "一\n二"})
            await self.officer.waits()
        typed = form.typed()
        for key in ("f10", "ctrl+l", "f12", "ctrl+t", "f10", "up", "f10", "down", "pageup", "pagedown"):
            await press(self.officer.pilot, key)
            self.lives(f"{key} in {type(form).__name__}")
            assert form.typed() == typed, f"{key} in {type(form).__name__}"

    def lives(self, what: str) -> None:
        assert self.app._exception is None, f"{what}: {self.app._exception!r}"
        assert self.app.is_running, what


@asynccontextmanager
async def at(desk: Desk, *way: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Presser]:
    async with sitting(TestedApp(desk=desk), size) as officer:
        presser = Presser(officer, way)
        await presser.enter()
        yield presser


def bound(screen: OfficeScreen) -> list[str]:
    """Every key that a screen binds, and the first of each action that is there on all of them."""
    own = [key for action in screen.ACTIONS for key in action.given]
    everywhere = [action.given[0] for action in (*CURSOR, *EVERYWHERE) if action.id not in LEAVES]
    return list(dict.fromkeys([*KEYS, *own, *everywhere]))


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a list or page on the screen: how many, going to one, and what kind each is of."""

    count: int
    go: Callable[[int], None]
    kind: Callable[[int], Hashable]
    """None for a line on which the cursor does not rest."""
    alone: Callable[[int], Hashable] = lambda at: None
    """What sets a line apart from others of its kind: on each such line Enter is pressed."""


def of_page(presser: Presser, selector: str) -> Lines:
    page = presser.screen.query_one(selector, Page)

    def kind(at: int) -> Hashable:
        row = page._rows[at]
        return (row.does, type(row.to)) if row.rest else None

    def alone(at: int) -> Hashable:
        about = page._rows[at].to
        return about.field if isinstance(about, Edits) else None

    def go(at: int) -> None:
        page.focus()
        page._go(at, 1)

    return Lines(len(page._rows), go, kind, alone)


def of_roll(presser: Presser, kind: Callable[[Any], Hashable]) -> Lines:
    roll = presser.screen.query_one(Roll)

    def go(at: int) -> None:
        roll.focus()
        roll._go(at, 1)

    rows = roll._rows
    return Lines(len(rows), go, lambda at: None if isinstance(rows[at], Title) else kind(rows[at]))


async def on_every_kind(presser: Presser, lines: Callable[[], Lines]) -> None:
    """Presses all keys on the first line of each kind, and Enter on each that stands alone."""
    listing = lines()
    rest = [at for at in range(listing.count) if listing.kind(at) is not None]
    first = {listing.kind(at): at for at in reversed(rest)}
    alone = {listing.alone(at): at for at in rest if listing.alone(at) is not None}
    assert first
    for at, keys in (*((at, KEYS) for at in first.values()), *((at, KEYS[:1]) for at in alone.values())):
        for key in keys:
            lines().go(at)
            await presser.officer.waits()
            where = f"line {at} {listing.kind(at)}"
            await presser.key(key, where)
            if lines().count != listing.count:
                await presser.key(key, where)  # what folds lines opens them again


ON_ITS_LINES = ("board", "ledger", "project", "blockers", "figures", "targets", "journal")
"""Screens on whose lines, the first among them, a test below presses `KEYS`; they are not pressed there twice."""
TURNS = range(2)
"""Every other key at a time, so that a quick run need not press them all."""
WAYS = {"board": (), "ledger": ("2",), "project": ("enter",), "blockers": ("3",), "figures": ("4",),
        "counted": ("4", "enter"), "assessment": ("4", "f7"), "assessed_unit": ("4", "f7", "enter"),
        "targets": ("7",), "intake": ("5",), "journal": ("6",), "review": ("8",),
        "recognition": ("semicolon",)}


@pytest.fixture
def scored_demo(demo: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The demonstration with rules that score, and the units that its projects name; some claimed twice, some not."""
    monkeypatch.setenv("SANXIN_RULES", str(in_force(tmp_path)))
    sure(units_taken(demo, suggested_units(demo), "一组"))
    found = suggested_credits(demo, SuggestedBy.PARK)
    units = [one.name for one in list_units(demo)]
    for at, one in enumerate(found[:6]):
        for unit in units[at % 3:at % 3 + 2]:
            sure(credit(demo, one.code, unit, one.day))
    return demo


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("name", WAYS)
async def test_every_key_of_a_screen_leaves_the_app_alive(demo: Desk, request: pytest.FixtureRequest, name: str,
                                                          turn: int) -> None:
    if name.startswith("assess"):
        request.getfixturevalue("scored_demo")
    desk = replace(demo, who="联络员06") if name == "recognition" else demo  # nobody recognises what he reported
    async with at(desk, *WAYS[name]) as presser:
        assert name == presser.screen.NAME
        for key in bound(presser.screen)[turn::len(TURNS)]:
            if key not in KEYS or name not in ON_ITS_LINES:
                await presser.key(key, "where it begins")


@pytest.mark.long
async def test_every_key_of_a_meeting_leaves_the_app_alive(demo: Desk) -> None:
    sure(start(demo))
    async with at(demo, "8") as presser:
        for key in bound(presser.screen):
            await presser.key(key, "the first blocker")


@pytest.mark.long
async def test_every_line_of_a_project_can_be_worked_on(demo: Desk) -> None:
    """One with receipts, documents and a blocker; each field of its profile is a kind of its own."""
    async with at(demo, *WAYS["project"], size=(80, 40)) as presser:
        await presser.key("f8", "a project")
        await on_every_kind(presser, lambda: of_page(presser, "#doing"))


@pytest.mark.story
@pytest.mark.parametrize("name", ["figures", "targets", "intake"])
async def test_every_kind_of_line_of_a_page_can_be_worked_on(demo: Desk, name: str) -> None:
    with as_file(shipped(*SAMPLE_LEDGER)) as ledger:
        shutil.copyfile(ledger, Path.cwd() / "台账.xlsx")
    async with at(demo, *WAYS[name], size=(80, 40)) as presser:
        await on_every_kind(presser, lambda: of_page(presser, "Page"))


@pytest.mark.story
async def test_every_kind_of_line_of_the_assessment_can_be_worked_on(scored_demo: Desk) -> None:
    """Of the claims, of one unit, and where there are no units yet."""
    async with at(scored_demo, "4", "f7", "shift+tab", size=(80, 40)) as presser:
        await on_every_kind(presser, lambda: of_page(presser, "Page"))
    async with at(scored_demo, "4", "f7", "enter", size=(80, 40)) as presser:
        await on_every_kind(presser, lambda: of_page(presser, "Page"))


@pytest.mark.story
async def test_every_key_where_there_are_no_units_leaves_the_app_alive(demo: Desk) -> None:
    async with at(demo, "4", "f7") as presser:
        for key in bound(presser.screen):
            await presser.key(key, "an office without units")


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("part", [1, 2, 3])
async def test_every_kind_of_line_of_the_reviews_further_parts_can_be_worked_on(demo: Desk, part: int) -> None:
    async with at(demo, "8", *["tab"] * part) as presser:
        await on_every_kind(presser, lambda: of_page(presser, "#part"))


@pytest.mark.long
async def test_every_kind_of_blocker_and_of_entry_can_be_worked_on(demo: Desk) -> None:
    async with at(demo, "3", "f8") as presser:
        await on_every_kind(presser, lambda: of_roll(presser, lambda hold: (hold.state, hold.blocking)))
    async with at(demo, "6") as presser:
        await on_every_kind(presser, lambda: of_roll(presser, lambda noted: noted.entry.action))


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("stage", STAGES)
async def test_every_kind_of_card_can_be_worked_on(demo: Desk, stage: Stage, turn: int) -> None:
    async with at(demo) as presser:
        for _ in STAGES[:STAGES.index(stage)]:
            await presser.key("right", "a card")
        for key in KEYS[turn::len(TURNS)]:
            await presser.key(key, str(presser.officer.board.card))


@pytest.mark.story
async def test_every_kind_of_row_can_be_worked_on(demo: Desk) -> None:
    """A row, and a group's own line."""
    async with at(demo, "2", "ctrl+g") as presser:
        for line in (0, 1):
            for key in KEYS:
                presser.screen.query_one(Grid).go(line)
                await presser.key(key, f"line {line}")


@pytest.mark.long
async def test_every_column_of_a_row_can_be_worked_on(demo: Desk) -> None:
    async with at(demo, "2", "ctrl+g") as presser:
        for _ in range(len(presser.screen.query_one(Grid)._columns)):
            await presser.key("equals_sign", "a column")
            await presser.key("right", "a column")


@pytest.mark.story
async def test_a_receipt_that_went_back_is_asked_for_in_the_other_language_too(demo: Desk) -> None:
    async with at(demo, "enter", "f3") as presser:
        form = presser.app.screen
        assert isinstance(form, FormDialog)
        form.fill({"amount": "12", "kind": "back"})
        await presser.officer.presses("f10")
        presser.lives("f10 in the form of a receipt")
        assert form.form_title() in presser.officer.sees()
        assert (form.text("amount"), form.choice("kind")) == ("12", "back")
        assert "went back" in form.form_title()
