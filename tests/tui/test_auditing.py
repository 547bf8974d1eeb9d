"""What an inspection would ask is reached from the figures, answered there, and its projects are opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.tui.conftest import Standing, sitting
from tracker.office.auditing.audited import audit
from tracker.office.desk import Desk
from tracker.words.audit import FEW
from tui.app import SanxinApp
from tui.screens.auditing import AuditingScreen
from tui.screens.figures import FiguresScreen
from tui.screens.project import ProjectScreen
from tui.widgets.page import Page

MakeApp = Callable[..., SanxinApp]


@pytest.fixture
def desk(office_desk: Desk) -> Desk:
    return replace(office_desk, clock=Standing(datetime(2024, 1, 20, 2, tzinfo=UTC)))


@pytest.mark.story(keep=1)
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
        await officer.presses("home", "f2", "f2")
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


@pytest.mark.story
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_all_projects_of_a_question_are_listed_and_each_can_be_opened(make_app: MakeApp, desk: Desk,
                                                                            size: tuple[int, int]) -> None:
    long = next(one for one in audit(desk, 2023).questions if len(one.of.projects) > FEW)
    codes, more = long.of.projects, f"另有 {len(long.of.projects) - FEW} 个项目，按回车全部列出"
    async with sitting(make_app(desk), size) as officer:
        await officer.presses("4", "f6")
        while more not in officer.sees():
            await officer.presses("down")
        while (row := officer.app.screen.query_one(Page).row) is None or row.does != "unfold":
            await officer.presses("down")
        await officer.presses("enter")
        seen = set[str]()
        for code in codes:
            row = officer.app.screen.query_one(Page).row
            assert row is not None
            text = "".join(piece for line in row.lines for piece, _ in line).strip()
            assert text.startswith(code)
            seen.add(text)
            if code != codes[-1]:
                await officer.presses("down")
        assert len(seen) == len(codes)
        await officer.presses("enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        assert codes[-1] in officer.sees()
        await officer.presses("escape", *["up"] * len(codes), "enter")
        assert more in officer.sees()
        assert not [one for one in audit(desk, 2023).questions if one.answer]
