"""Pictures of what waits to be recognised, and of the form for several of it."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Officer, sure
from tests.tui.test_pictures import SIZES, Compare, Does, MakeApp, prepared
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.recognition.recognise import send_back
from tracker.words import Lang


async def waiting(officer: Officer) -> None:
    await officer.presses("semicolon")


async def form(officer: Officer) -> None:
    await officer.presses("semicolon", "down", "space", "space", "f2")


@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("does", [waiting, form], ids=lambda does: does.__name__)
def test_recognition(make_app: MakeApp, colleague: Desk, snap_compare: Compare, does: Does, lang: Lang,
                     size: tuple[int, int]) -> None:
    sure(send_back(colleague, "P0005", Stage.SIGNED, "合同缺签字页，且金额与台账不符"))
    assert snap_compare(make_app(colleague, lang), terminal_size=size, run_before=prepared(does))
