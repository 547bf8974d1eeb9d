"""What an inspection would ask is reached from the figures, answered there, and its projects are opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.tui.conftest import Standing, sitting
from tracker.office.auditing.audited import audit
from tracker.office.desk import Desk
from tui.app import SanxinApp
from tui.screens.auditing import AuditingScreen
from tui.screens.figures import FiguresScreen
from tui.screens.project import ProjectScreen

MakeApp = Callable[..., SanxinApp]


@pytest.fixture
def desk(office_desk: Desk) -> Desk:
    return replace(office_desk, clock=Standing(datetime(2024, 1, 20, 2, tzinfo=UTC)))


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_every_question_is_answered_and_its_project_opened(make_app: MakeApp, desk: Desk,
                                                                 size: tuple[int, int]) -> None:
    questions = audit(desk, 2023).questions
    assert len(questions) > 1
    async with sitting(make_app(desk), size) as officer:
        await officer.presses("4", "f6")
        assert isinstance(officer.app.screen, AuditingScreen)
        assert f"按审计的眼光问出 {len(questions)} 个疑点" in officer.sees()
        await officer.presses("enter", "enter")
        assert "没有写理由" in officer.sees()
        await officer.types("回单在卷")
        await officer.presses("enter")
        assert "已说明 1 个疑点" in officer.told()
        await officer.presses("ctrl+a", "enter")
        await officer.types("台账自系统上线时补录")
        await officer.presses("enter")
        found = audit(desk, 2023)
        assert not found.open
        assert {one.answer.reason for one in found.questions if one.answer} == {"回单在卷", "台账自系统上线时补录"}
        await officer.presses("home", "f2")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape")
        assert isinstance(officer.app.screen, AuditingScreen)
        await officer.presses("escape")
        assert isinstance(officer.app.screen, FiguresScreen)


async def test_another_year_and_what_was_answered_can_be_undone(make_app: MakeApp, desk: Desk) -> None:
    async with sitting(make_app(desk), (140, 45)) as officer:
        await officer.presses("4", "f6", "x", "enter")
        await officer.types("回单在卷")
        await officer.presses("enter")
        assert len(audit(desk, 2023).open) == len(audit(desk, 2023).questions) - 1
        await officer.presses("ctrl+z")
        await officer.types("看错了")
        await officer.presses("enter")
        assert len(audit(desk, 2023).open) == len(audit(desk, 2023).questions)
        await officer.presses("left_square_bracket")
        assert "2022 年：" in officer.sees()
