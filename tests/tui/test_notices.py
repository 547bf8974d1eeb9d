"""What is said in the corner of a screen is there to the last character, whatever stands under it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import Officer
from tui.app import SanxinApp

MakeApp = Callable[..., SanxinApp]


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=3)
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
@pytest.mark.parametrize("screen", ["2", "6", "7", "8", "project"])
async def test_a_notice_of_any_length_is_shown_whole(make_app: MakeApp, screen: str, size: tuple[int, int]) -> None:
    """Its characters stand at odd and at even cells, in one line and in several, over one page and over two."""
    app = make_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        officer = Officer(pilot)
        await officer.waits()
        if screen == "project":
            app.open_project("P0003", "万骏船舶")
        else:
            await officer.presses(screen)
        for begins in ("", "1"):
            for characters in (15, *range(size[0] // 2 - 4, size[0] // 2 + 1), size[0]):
                app._notifications.clear()
                app.screen.notify(f"{begins}{'鼎' * (characters - 1)}鼐", markup=False)
                await officer.waits()
                seen = officer.sees()
                assert (seen.count("鼎"), seen.count("鼐")) == (characters - 1, 1), (begins, characters)
