"""Pictures of editing a project: a field on its line, a choice, a refusal, several stages at once, the search."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Officer
from tests.tui.test_pictures import SIZES, Compare, Does, MakeApp, prepared
from tests.tui.test_project_screen import edits, goes_to, opens
from tracker.domain.stages import Stage
from tracker.words import Lang
from tui.themes import CONTRAST


async def to_profile(officer: Officer) -> None:
    await opens(officer, "P0003")
    if officer.app.size.width > 100:
        await officer.presses("right")


async def field(officer: Officer) -> None:
    await to_profile(officer)
    await edits(officer, "park")


async def choice(officer: Officer) -> None:
    await to_profile(officer)
    await edits(officer, "origin")


async def refused(officer: Officer) -> None:
    await to_profile(officer)
    await edits(officer, "contract_amount")
    await officer.clears()
    await officer.types("若干")


async def correct(officer: Officer) -> None:
    await to_profile(officer)
    await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.SIGNED)
    await officer.presses("enter")


async def attach(officer: Officer) -> None:
    await opens(officer, "P0003")
    await officer.presses("ctrl+o")


async def stages(officer: Officer) -> None:
    officer.board.choose("P0001")
    await officer.presses("f2", "f6")


async def find(officer: Officer) -> None:
    await officer.presses("ctrl+k")
    await officer.types("cb")


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("does", [field, choice, refused, correct, attach, stages, find])
def test_a_project_being_edited(snap_compare: Compare, make_app: MakeApp, does: Does,
                                size: tuple[int, int], lang: Lang) -> None:
    """What an officer sees while changing a project."""
    assert snap_compare(make_app(lang=lang), terminal_size=size, run_before=prepared(does))


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
def test_in_high_contrast(snap_compare: Compare, make_app: MakeApp, size: tuple[int, int]) -> None:
    """The project in white on black."""
    async def bright(officer: Officer) -> None:
        officer.app.theme = CONTRAST.name
        await opens(officer, "P0003")

    assert snap_compare(make_app(), terminal_size=size, run_before=prepared(bright))
