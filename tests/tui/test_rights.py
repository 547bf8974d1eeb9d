"""What somebody may not do is said by the key, before a form is opened; the head says what he sees and may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.tui.conftest import sitting
from tracker.domain.rights import Right
from tracker.office.desk import Desk
from tui.app import SanxinApp
from tui.dialogs.form import FormDialog
from tui.dialogs.move import MoveDialog

MakeApp = Callable[..., SanxinApp]


async def test_where_nothing_may_be_written_every_key_that_writes_says_so(make_app: MakeApp, office_desk: Desk) -> None:
    office_desk.store.read_only = True
    async with sitting(make_app(replace(office_desk, rights=frozenset()))) as officer:
        assert "只能查看" in officer.sees()
        officer.board.choose("P0004")
        for key in ("f2", "f3", "f9", "f4", "ctrl+z"):
            await officer.presses(key)
            assert "没有写它或写它所在文件夹的权限" in officer.told()
            assert not isinstance(officer.app.screen, FormDialog | MoveDialog)
        await officer.presses("2")
        assert "芦苇综合利用项目" in officer.sees()
        assert "只能查看" in officer.sees()


async def test_a_verifier_moves_no_project_and_may_verify(make_app: MakeApp, office_desk: Desk) -> None:
    narrow = replace(office_desk, rights=frozenset({Right.VERIFY}), parks=("高新区",))
    async with sitting(make_app(narrow)) as officer:
        assert "只见 高新区" in officer.sees()
        officer.board.choose("P0003")
        await officer.presses("f2")
        assert "没有记录的权限" in officer.told()
        assert "sanxin db grant officer" in officer.told()
        await officer.presses("f5")
        assert isinstance(officer.app.screen, FormDialog)
