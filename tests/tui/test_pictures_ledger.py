"""Pictures of the ledger and its dialogs at 80x24 and 140x45; the time stands still and no cursor blinks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import Officer
from tests.tui.test_pictures import SIZES, Compare, Does, prepared
from tracker.words import Lang
from tui.app import SanxinApp

MakeApp = Callable[..., SanxinApp]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_CONFIG", str(tmp_path / "config"))


async def ledger(officer: Officer) -> None:
    await officer.presses("2", "right", "right", "f8", "space", "down", "space")


async def grouped(officer: Officer) -> None:
    await officer.presses("2", "ctrl+g", "down")


async def filtering(officer: Officer) -> None:
    await officer.presses("2", "right", "equals_sign", "down", "space")


async def columns(officer: Officer) -> None:
    await officer.presses("2", "ctrl+o", "down")


async def views(officer: Officer) -> None:
    await officer.presses("2", "right", "right", "f8", "ctrl+d")
    await officer.types("按金额")


async def many(officer: Officer) -> None:
    await officer.presses("2", "slash")
    await officer.types("项目")
    await officer.presses("escape", "ctrl+a", "ctrl+e", "right", "right", "enter")


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("does", [ledger, grouped, filtering, columns, views, many])
def test_the_ledger(snap_compare: Compare, make_app: MakeApp, does: Does, lang: Lang, size: tuple[int, int]) -> None:
    """What an officer sees."""
    assert snap_compare(make_app(lang=lang), terminal_size=size, run_before=prepared(does))
