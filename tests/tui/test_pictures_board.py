"""Pictures of the board's filter, at 80x24 and 140x45 in both languages."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Officer
from tests.tui.test_pictures import SIZES, Compare, Does, MakeApp, prepared
from tracker.words import Lang


async def narrowing(officer: Officer) -> None:
    await officer.presses("equals_sign", "enter", "down", "down", "enter")


async def narrowed(officer: Officer) -> None:
    await narrowing(officer)
    await officer.presses("escape")


@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("does", [narrowing, narrowed], ids=lambda does: does.__name__)
def test_the_filter(does: Does, size: tuple[int, int], lang: Lang, make_app: MakeApp,
                    snap_compare: Compare) -> None:
    assert snap_compare(make_app(lang=lang), terminal_size=size, run_before=prepared(does))
