"""A second person goes through what waits: sends back, recognises many at once, and is told why something cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.office.project.test_projects import shown
from tests.tui.conftest import Officer, sitting, sure
from tracker.domain.recognising import Waiting
from tracker.domain.rules import OWN_RULES, shipped_rulesets
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.project.evidence import Paper, attach
from tracker.office.recognition.queue import Awaiting, awaiting
from tracker.words import Lang
from tui.app import SanxinApp
from tui.dialogs.recognition import RecogniseDialog
from tui.screens.project import ProjectScreen
from tui.screens.recognition import RecognitionScreen

MakeApp = Callable[..., SanxinApp]


def queue(desk: Desk) -> dict[tuple[str, Stage | int], Awaiting]:
    found = awaiting(desk, 2023)
    assert isinstance(found, tuple)
    return {(fact.project, fact.of): fact for fact in found}


async def goes_to(officer: Officer, project: str, stage: Stage) -> None:
    """Puts the cursor on a line of the list."""
    screen = officer.app.screen
    assert isinstance(screen, RecognitionScreen)
    await officer.presses("home")
    for _ in range(40):
        row = screen.listed.roll.row
        if (row.project, row.of) == (project, stage):
            return
        await officer.presses("down")
    raise AssertionError(project)


@pytest.fixture
def asks_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ruleset that counts a signing only once it was recognised, by its contract, with papers until 10 December."""
    text = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    was = 'stage = "signed"'
    assert was in text
    folder = tmp_path / "rules"
    folder.mkdir()
    more = f'{was}\nevidence = [["contract"]]\npapers_by = "12-10"\nrecognised = true'
    (folder / "ours.toml").write_text(text.replace(was, more, 1), encoding="utf-8")
    monkeypatch.setenv(OWN_RULES, str(folder))


@pytest.mark.story
async def test_a_colleague_sends_one_back_and_recognises_the_others_at_once(make_app: MakeApp,
                                                                           colleague: Desk) -> None:
    """From the board by a key; what was sent back stands first with its reason, what was recognised is gone."""
    for stage in (Stage.SIGNED, Stage.REGISTERED):
        sure(attach(colleague, "恒瑞管桩二期", Paper("photo", stage.value), stage=stage))
    before = queue(colleague)
    async with sitting(make_app(colleague)) as officer:
        await officer.presses("semicolon")
        assert f"2023年等待认定 {len(before)} 项，其中退回待改 0 项" in officer.lines()[1]
        await goes_to(officer, "芦苇综合利用项目", Stage.SIGNED)
        await officer.presses("f3", "enter")
        assert "没有写理由" in officer.sees()
        await officer.types("合同缺签字页")
        await officer.presses("enter")
        assert "芦苇综合利用项目 签约：已退回，待上报人改正" in officer.told()
        assert "退回待改  1" in officer.sees()
        assert "合同缺签字页" in officer.sees()
        for stage in (Stage.SIGNED, Stage.REGISTERED):
            await goes_to(officer, "恒瑞管桩二期", stage)
            await officer.presses("space")
        assert "选中 2 项" in officer.lines()[1]
        await officer.presses("f2")
        assert "认定选中的 2 项" in officer.sees()
        await officer.presses("enter")
        assert officer.sees().count("没有写是哪个单位认定或公布的") == 1, "what is wrong with both is said once"
        await officer.types("市商务局")
        await officer.presses("down")
        await officer.types("2023-02-20")
        await officer.presses("enter")
        assert "恒瑞管桩二期 注册" in officer.sees()
        assert "早于发生日期" in officer.sees()
        assert len(queue(colleague)) == len(before), "all of them or none"
        await officer.clears()
        await officer.types("2023-07-01")
        await officer.presses("tab")
        await officer.types("商认〔2023〕8号")
        await officer.presses("enter")
        assert "已认定 2 项（市商务局）" in officer.told()
        assert "选中" not in officer.lines()[1]
        await officer.presses("f2")
        assert officer.app.screen.query_one("#by").value == "市商务局", "the body is offered again"
        await officer.presses("escape")
    after = queue(colleague)
    assert before.keys() - after.keys() == {("恒瑞管桩二期", Stage.SIGNED), ("恒瑞管桩二期", Stage.REGISTERED)}
    assert after["芦苇综合利用项目", Stage.SIGNED].state is Waiting.SENT_BACK


async def test_enter_opens_the_project_which_tells_the_verdicts(make_app: MakeApp, colleague: Desk) -> None:
    """A receipt is recognised; the project says by whom and by which paper."""
    async with sitting(make_app(colleague), (140, 45)) as officer:
        await officer.presses("semicolon", "slash")
        await officer.types("jmt 到资")
        await officer.presses("enter")
        screen = officer.app.screen
        assert isinstance(screen, RecognitionScreen)
        while screen.listed.roll.row.receipt_id is None:
            await officer.presses("down")
        await officer.presses("f2")
        form = officer.app.screen
        assert isinstance(form, RecogniseDialog)
        form.fill({"by": "市财政局", "day": "2023-10-01", "number": "财验3号"})
        await officer.presses("enter")
        assert "一份凭证也没有" in officer.sees()
        assert officer.app.focused is form.query_one("#override")
        await officer.types("进账单在市财政局")
        await officer.presses("enter")
        assert "金莫特电子年产三百万台变压器生产线项目 到资 5000万元：已认定（市财政局）" in officer.told()
        await officer.presses("enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        assert "市财政局 联络员06 认定（2023-10-01） 财验3号" in officer.sees()
        await officer.presses("escape")
        assert officer.app.screen is screen


async def test_nobody_recognises_what_he_reported(make_app: MakeApp, office_desk: Desk) -> None:
    """The one who reported everything is told so on the line, and has nothing to mark."""
    before = queue(office_desk)
    async with sitting(make_app(office_desk)) as officer:
        await officer.presses("semicolon")
        assert "自己上报" in officer.sees()
        for key in ("f2", "f3", "space"):
            await officer.presses(key)
            assert isinstance(officer.app.screen, RecognitionScreen)
        assert officer.told().count("这是 联络员05 自己上报的") == 3
        await officer.presses("ctrl+a")
        assert "选中" not in officer.lines()[1]
    assert queue(office_desk) == before


@pytest.mark.usefixtures("asks_contract")
async def test_what_lacks_evidence_is_named_with_its_last_day_and_taken_only_for_a_reason(
        make_app: MakeApp, office_desk: Desk, colleague: Desk) -> None:
    sure(attach(office_desk, "P0007", Paper("contract", "HT-8"), stage=Stage.SIGNED))
    async with sitting(make_app(colleague)) as officer:
        await officer.presses("semicolon")
        await goes_to(officer, "麻地膜生产线", Stage.SIGNED)
        assert "还缺 正式合同" in officer.sees()
        assert "凭证收到 2023-12-10 为止" in officer.sees()
        assert "认定后才计入：新签约" in officer.sees()
        await officer.presses("space")
        await goes_to(officer, "恒瑞管桩二期", Stage.SIGNED)
        await officer.presses("space", "f2")
        await officer.types("市商务局")
        await officer.presses("enter")
        assert "没有认定所要求的凭证：正式合同" in officer.sees()
        assert officer.app.focused is officer.app.screen.query_one("#override")
        await officer.types("合同在市局存档，已看过原件")
        await officer.presses("enter")
        assert "已认定 2 项（市商务局）" in officer.told()
    assert not {("麻地膜生产线", Stage.SIGNED), ("恒瑞管桩二期", Stage.SIGNED)} & queue(colleague).keys()
    signed = next(one for one in shown(colleague, "P0007").milestones if one.stage is Stage.SIGNED)
    assert signed.recognised_on == date(2023, 12, 31)


async def test_the_palette_leads_there_another_year_is_shown_and_the_list_is_written(
        make_app: MakeApp, colleague: Desk, tmp_path: Path) -> None:
    async with sitting(make_app(colleague, Lang.EN), (140, 45)) as officer:
        await officer.presses("ctrl+p")
        await officer.types("recognition")
        await officer.presses("enter")
        assert isinstance(officer.app.screen, RecognitionScreen)
        await officer.presses("left_square_bracket")
        assert "wait to be recognised in 2022" in officer.lines()[1]
        await officer.presses("right_square_bracket", "ctrl+s")
        officer.app.screen.fill({"kind": "csv", "path": str(tmp_path / "queue.csv")})
        await officer.presses("enter")
        await officer.until((tmp_path / "queue.csv").exists)
    assert "芦苇综合利用项目" in (tmp_path / "queue.csv").read_text("utf-8-sig")
