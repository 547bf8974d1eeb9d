"""Another office's list is taken in from the figures, compared line by line, and each difference is explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ledger.made import write_xlsx
from tests.tui.conftest import Standing, sitting, sure
from tracker.office.desk import Desk
from tracker.office.reconciling.reconciled import lists_reconciled
from tracker.office.reconciling.taking import take_list
from tui.app import SanxinApp
from tui.screens.figures import FiguresScreen
from tui.screens.reconciling import ReconcilingScreen

MakeApp = Callable[..., SanxinApp]


@pytest.fixture
def desk(office_desk: Desk) -> Desk:
    return replace(office_desk, clock=Standing(datetime(2024, 1, 20, 2, tzinfo=UTC)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [["2023年新签约项目认定表"], ["序号", "项目名称", "合同金额（万元）"], [1, "恒瑞管桩二期", 1],
            [2, "[/]外地厂", 5000]]
    return write_xlsx(tmp_path / "认定表.xlsx", {"认定表": rows})


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_a_list_is_taken_in_and_every_difference_explained(make_app: MakeApp, desk: Desk, path: Path,
                                                                  size: tuple[int, int]) -> None:
    async with sitting(make_app(desk), size) as officer:
        await officer.presses("4", "f5")
        assert isinstance(officer.app.screen, ReconcilingScreen)
        assert "2023 年还没有收下其他单位的名单" in officer.sees()
        await officer.presses("f2")
        await officer.types(str(path))
        await officer.presses("enter")
        assert "没有写是哪个单位" in officer.sees()
        await officer.types("市商务局")
        await officer.presses("enter")
        assert "已收下市商务局的名单，2 行" in officer.told()
        (held,) = lists_reconciled(desk)
        seen = "".join(officer.sees().split())
        assert "2023年新签约：市商务局的名单（2024-01-20，认定表.xlsx）2行" in seen
        assert held.open[0].id in officer.sees()

        await officer.presses("enter")
        await officer.types("按补充协议")
        await officer.presses("enter")
        assert "已说明 1 项" in officer.told()
        await officer.presses("ctrl+a", "enter")
        await officer.types("对方只报了一批")
        await officer.presses("enter")
        (held,) = lists_reconciled(desk)
        assert not held.open
        assert {one.answer.reason for one in held.differences if one.answer} == {"按补充协议", "对方只报了一批"}
        await officer.presses("home")
        assert "对方只报了一批（" in officer.sees()
        await officer.presses("escape")
        assert isinstance(officer.app.screen, FiguresScreen)


async def test_what_was_explained_can_be_put_better(make_app: MakeApp, desk: Desk, path: Path) -> None:
    sure(take_list(desk, path, "new_signed", year=2023, body="市商务局"))
    async with sitting(make_app(desk), (140, 45)) as officer:
        await officer.presses("4", "f5", "x", "enter")
        await officer.types("对方看错")
        await officer.presses("enter", "end", "enter")
        assert "对方看错" in officer.sees()
        await officer.types("：少一个零")
        await officer.presses("enter")
    (held,) = lists_reconciled(desk)
    assert [one.answer.reason for one in held.differences if one.answer] == ["对方看错：少一个零"]
