"""Pictures of the assessment at 80x24 and 140x45: boards, claims, forms, one unit, an office without units."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.tui.assessed import in_force, with_units
from tests.tui.conftest import Officer
from tests.tui.test_pictures import SIZES, Compare, MakeApp, prepared
from tracker.office.desk import Desk
from tracker.words import Lang

Does = Callable[[Officer], Awaitable[None]]


async def scores(officer: Officer) -> None:
    await officer.presses("4", "f7", "down", *["right"] * 6)


async def reached(officer: Officer) -> None:
    await officer.presses("4", "f7", "tab", "right")


async def claims(officer: Officer) -> None:
    await officer.presses("4", "f7", "shift+tab")


async def claim_form(officer: Officer) -> None:
    await officer.presses("4", "f7", "shift+tab", "down", "down", "enter")


async def by_profiles(officer: Officer) -> None:
    await officer.presses("4", "f7", "f4")


async def one_unit(officer: Officer) -> None:
    await officer.presses("4", "f7", "end", "enter")


async def with_more(officer: Officer) -> None:
    await one_unit(officer)
    await officer.presses("f2")
    await officer.types("+1 new_signed")


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", list(Lang), ids=["zh", "en"])
@pytest.mark.parametrize("does", [scores, reached, claims, claim_form, by_profiles, one_unit, with_more])
def test_the_assessment(snap_compare: Compare, make_app: MakeApp, office_desk: Desk, tmp_path: Path, does: Does,
                        lang: Lang, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """What an officer sees where units are scored."""
    monkeypatch.setenv("SANXIN_RULES", str(in_force(tmp_path)))
    with_units(office_desk)
    assert snap_compare(make_app(lang=lang), terminal_size=size, run_before=prepared(does))


async def no_units(officer: Officer) -> None:
    await officer.presses("4", "f7")


async def first_units(officer: Officer) -> None:
    await officer.presses("4", "f7", "f4")


async def no_score(officer: Officer) -> None:
    await officer.presses("4", "f7", "f4", "enter")


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", list(Lang), ids=["zh", "en"])
@pytest.mark.parametrize("does", [no_units, first_units, no_score])
def test_where_nothing_is_scored(snap_compare: Compare, make_app: MakeApp, does: Does, lang: Lang,
                                 size: tuple[int, int]) -> None:
    """What an officer sees of an office without units, and without an assessment in its rules."""
    assert snap_compare(make_app(lang=lang), terminal_size=size, run_before=prepared(does))
