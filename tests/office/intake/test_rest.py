"""Taking in blockers, targets, gaps, hostile names, phases; and stopping half-way."""


from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.ledger.made import GOOD, PROJECTS, RECEIPTS, with_cell, write_xlsx
from tests.office.taken import counted, everything, small, the
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.stages import Stage
from tracker.ledger.mapping import BadMapping
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Profile,
    Target,
)
from tracker.words.ledger import problem_line

HEAD = ["项目名称", "卡点类别", "卡点描述", "责任单位", "提出日期", "办结时限", "销号日期", "状态"]


def test_blockers_move_on(desk: Desk, tmp_path: Path) -> None:
    first = [HEAD, ["万骏船舶", "河湖岸线", "岸线未批", "水利局", "2023-02-13", "2023-06-30", None, "推进中"]]
    assert counted(intake(desk, small(tmp_path, 卡点=first)), "blockers") == (1, 0, 0)
    assert the(desk, "万骏船舶").project.blocked
    later = with_cell(with_cell(first, 2, "办结时限", "2023-12-31"), 2, "责任单位", "省水利厅")
    assert counted(intake(desk, small(tmp_path, 卡点=later)), "blockers") == (0, 1, 0)
    (row,) = the(desk, "万骏船舶").blockers
    assert (row.bureau, row.due_on, row.first_due_on) == ("省水利厅", date(2023, 12, 31), date(2023, 6, 30))
    done = with_cell(with_cell(later, 2, "销号日期", "2023-11-30"), 2, "状态", "已销号")
    assert counted(intake(desk, small(tmp_path, 卡点=done)), "blockers") == (0, 1, 0)
    assert not the(desk, "万骏船舶").project.blocked
    assert counted(intake(desk, small(tmp_path, 卡点=done)), "blockers") == (0, 0, 1)
    with desk.reading() as session:
        standing = session.exec(select(BlockerWord).where(col(BlockerWord.superseded_at).is_(None))).all()
        assert [(word.word, word.said_on) for word in standing] == [
            (Word.DUE, date(2023, 12, 31)), (Word.VERIFY, date(2023, 11, 30))]
        assert session.exec(select(Blocker).where(col(Blocker.superseded_at).is_(None))).one().state is (
            BlockerState.VERIFIED)


def test_an_answer_is_no_verification(desk: Desk, tmp_path: Path) -> None:
    intake(desk, small(tmp_path, 卡点=[HEAD, ["万骏船舶", "用地", "指标", "", "2023-02-13", None, None, "已办结"]]))
    (row,) = the(desk, "万骏船舶").blockers
    assert row.state is BlockerState.ANSWERED
    assert the(desk, "万骏船舶").project.blocked


def test_targets_change(desk: Desk, tmp_path: Path) -> None:
    head = ["指标", "单位", "年度目标"]
    assert counted(intake(desk, small(tmp_path, 目标=[head, ["新签约", "个", 36]])), "targets") == (1, 0, 0)
    answer = intake(desk, small(tmp_path, 目标=[head, ["新签约", "个", 40], ["境内省外资金", "亿元", 124]]))
    assert counted(answer, "targets") == (1, 1, 0)
    with desk.reading() as session:
        standing = session.exec(select(Target).where(col(Target.superseded_at).is_(None)).order_by(col(Target.id)))
        assert [(row.year, row.indicator, row.value, row.unit) for row in standing] == [
            (2023, "new_signed", "40", "个"), (2023, "out_of_province", "124", "亿元")]


def test_gaps_can_be_accepted_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path, with_cell(PROJECTS, 3, "注册时间", None))
    assert [one.code for one in intake(desk, path).problems] == ["gap"]
    answer = intake(desk, path, accept={"gap"})
    assert answer.written
    milestone = the(desk, "恒瑞管桩二期").milestones[Stage.REGISTERED]
    assert milestone.occurred_on is None
    with pytest.raises(BadMapping):
        intake(desk, path, accept={"order"})
    assert not intake(desk, path, accept={"gap"}).written


HOSTILE = ["[/]甲", "=1+1", "{{7*7}}", "A & B <合资>", "\x1b[31m红\x1b[0m", "'; DROP TABLE project; --", "\u202e倒写",
           "%s {name} {0}"]


def test_hostile_names_go_through_unharmed(desk: Desk, tmp_path: Path) -> None:
    from tests.ledger.made import write_csv

    projects = [PROJECTS[0], *([name, *PROJECTS[1][1:6], None, *PROJECTS[1][7:]] for name in HOSTILE)]
    answer = intake(desk, write_csv(tmp_path / "a.csv", projects, "utf-8"))
    assert answer.problems == ()
    with desk.reading() as session:
        names = [row.name for row in session.exec(select(Profile).order_by(col(Profile.id)))]
    assert names[:4] == HOSTILE[:4]
    assert names[4] == "[31m红[0m"
    assert names[5] == HOSTILE[5]
    assert names[6] == "倒写"
    assert names[7] == HOSTILE[7]
    broken = [*projects, [HOSTILE[7], *PROJECTS[1][1:]]]
    [problem, *_] = intake(desk, write_csv(tmp_path / "b.csv", broken, "utf-8")).problems
    assert "%s {name} {0}" in problem_line(problem)


def test_a_stop_leaves_nothing_half_done(desk: Desk) -> None:
    told: list[tuple[int, int, str]] = []

    def stop() -> bool:
        return any(step[2] == "write" and step[0] > 0 for step in told)

    answer = intake(desk, GOOD, progress=lambda *step: told.append(step), stop=stop)
    assert answer.stopped
    assert {step[2] for step in told} == {"read", "check", "write"}
    assert not any(everything(desk).values())
    assert intake(desk, GOOD, stop=lambda: True).stopped


def test_alike_names_of_one_investor_are_pointed_out(desk: Desk, tmp_path: Path) -> None:
    long = "金莫特电子有限公司年产2亿个新能源电子变压器数字化工厂"
    one = [long, "金莫特", "外资", 1, *[None] * 7]
    intake(desk, small(tmp_path, [PROJECTS[0], one], RECEIPTS[:1]))
    two = [long.replace("数字化", "数智化"), *one[1:]]
    answer = intake(desk, small(tmp_path, [PROJECTS[0], two], RECEIPTS[:1]))
    assert counted(answer, "projects") == (1, 0, 0)
    assert any(note.code == "alike" for note in answer.notes)


def test_phases_are_linked(desk: Desk, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "签约时间", "一期项目"]
    made = [head, ["二期厂房", "a", "2023-1-1", "一期厂房"], ["一期厂房", "a", "2022-1-1", None],
            ["另一个", "b", "2022-1-1", "没有的"]]
    answer = intake(desk, write_xlsx(tmp_path / "a.xlsx", {"a": made}))
    assert the(desk, "二期厂房").profile.phase_of == the(desk, "一期厂房").id
    assert any(note.code == "phase_unknown" for note in answer.notes)
