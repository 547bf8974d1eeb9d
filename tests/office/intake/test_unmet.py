"""What does not hold in the lives a ledger brings is taken in as reported, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.made import CODE, GOOD, PROJECTS, Rows, with_cell, write_xlsx
from tests.office.taken import small, the
from tracker.domain.money import Currency, Mark
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import ruleset_for
from tracker.domain.stages import Stage
from tracker.ledger.rows import Note
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.intake.intake import intake
from tracker.office.intake.look import look_at
from tracker.store.tables import Evidence
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.ledger import note_line
from tracker.words.sentences import sentence

HEAD = ["项目名称", "卡点类别", "卡点描述", "提出日期", "状态"]
STARTED = ["金莫特变压器", "盛景科技有限公司", "境内省外", None, "2023-01-05", "2023-02-05", None, "2023-03-05",
           "2023-04-05", None, None]


def book(folder: Path, projects: Rows, **more: Rows) -> Path:
    return write_xlsx(folder / "台账.xlsx", {"项目": projects, **more})


def told(notes: tuple[Note, ...]) -> list[str]:
    return [note_line(note) for note in notes if note.code == "unmet"]


def test_a_project_started_with_nothing_that_proves_it_is_said_and_taken_in(desk: Desk, tmp_path: Path) -> None:
    """An open shoreline blocker, no receipt, no contract amount, no credit code: four notes, and doctor names it."""
    held = [HEAD, ["金莫特变压器", "河湖岸线", "岸线审批未通过", "2023-03-01", "推进中"]]
    path = book(tmp_path, [*PROJECTS[:2], STARTED], 卡点=held)
    expected = ["1 个项目的开工缺合同金额：金莫特变压器", "1 个项目的开工缺统一社会信用代码：金莫特变压器",
                "1 个项目的开工缺到资记录：金莫特变压器", "1 个项目的开工有未销号的卡点：金莫特变压器"]
    assert told(look_at(desk, path).answer.notes) == expected, "before it is taken in"
    answer = intake(desk, path)
    assert answer.written
    assert told(answer.notes) == expected
    english = [note_line(note, Lang.EN) for note in answer.notes if note.code == "unmet"]
    assert english[0] == "1 projects at started have no contract amount: 金莫特变压器"
    assert the(desk, "金莫特变压器").project.stage is Stage.STARTED
    finding = examine(desk).findings[0]
    assert (finding.code, finding.hard) == ("life_unmet", False)
    line = sentence(finding, words(Lang.ZH))
    assert line.startswith("P0002 金莫特变压器：没有合同金额、没有统一社会信用代码、2023-03-05 及之前没有到资记录、")
    assert "卡点未销号：河湖岸线：岸线审批未通过" in line


def test_projects_are_counted_by_what_they_lack_and_the_first_are_named(desk: Desk, tmp_path: Path) -> None:
    rows = [[f"项目{number:02}", *STARTED[1:3], 0.5, *STARTED[4:6], CODE, *STARTED[7:]] for number in range(21)]
    answer = intake(desk, book(tmp_path, [PROJECTS[0], *rows]))
    assert told(answer.notes) == ["21 个项目的开工缺到资记录：项目00、项目01、项目02、项目03、项目04"]
    assert len(examine(desk).findings) == 22, "each by name, and that nobody said where the office is"


def test_what_is_mended_or_not_touched_is_not_said_again(desk: Desk, tmp_path: Path) -> None:
    rows = [PROJECTS[0], PROJECTS[1], STARTED]
    intake(desk, book(tmp_path, rows))
    again = intake(desk, book(tmp_path, rows))
    assert not again.written
    assert told(again.notes) == []
    receipts = [["项目名称", "到资日期", "到资金额", "单位"], ["金莫特变压器", "2023-03-05", 3200, "万元"]]
    right = with_cell(with_cell(rows, 3, "统一社会信用代码", CODE), 3, "计划总投资（亿元）", 0.5)
    mended = intake(desk, book(tmp_path, right, 到资=receipts))
    assert mended.written
    assert told(mended.notes) == []
    assert [finding for finding in examine(desk).findings if finding.code == "life_unmet"] == []


def test_evidence_that_a_ruleset_asks_for_is_missed_too(desk: Desk, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.office.rules.ruleset_for", lambda *place: ruleset_for(*place).model_copy(
        update={"evidence": {Stage.REGISTERED: (frozenset({"licence"}),)}}))
    answer = intake(desk, small(tmp_path))
    lacking = "1 个项目的注册缺要求的凭证：万骏船舶"
    assert lacking in told(answer.notes)
    row = the(desk, "万骏船舶")
    with desk.unit() as unit:
        unit.append(Evidence, unit.entry("test"), project_id=row.id, stage=Stage.REGISTERED, kind="licence")
    answer = intake(desk, small(tmp_path, with_cell(PROJECTS, 2, "投资方", "盛景集团有限公司")))
    assert lacking not in told(answer.notes)


def test_a_code_may_not_be_another_projects_name(desk: Desk, tmp_path: Path) -> None:
    head = ["编号", *PROJECTS[0]]
    rows = [head, ["恒瑞管桩二期", *PROJECTS[1]], ["", *PROJECTS[2]]]
    (problem,) = intake(desk, book(tmp_path, rows)).problems
    assert (problem.code, problem.row, problem.column, problem.value) == ("duplicate_project", 2, "A", "恒瑞管桩二期")
    intake(desk, book(tmp_path, [head, ["HR-1", *PROJECTS[1]]]))
    (problem,) = intake(desk, book(tmp_path, [head, ["", "hr-1", *PROJECTS[2][1:]]])).problems
    assert (problem.column, problem.value) == ("B", "hr-1")


def test_the_ledger_that_comes_along_holds(desk: Desk) -> None:
    assert told(intake(desk, GOOD).notes) == []
    assert examine(desk).findings == ()


def test_output_and_tax_keep_their_currency_and_mark(desk: Desk, tmp_path: Path) -> None:
    rows = [[*PROJECTS[0], "预计产值（万元）", "预计税收（万元）"], [*PROJECTS[1], "约30", "100万美元"]]
    intake(desk, book(tmp_path, rows))
    profile = the(desk, "万骏船舶").profile
    assert (profile.output_minor, profile.output_mark) == (30_000_000, Mark.ABOUT)
    assert (profile.tax_minor, profile.tax_currency) == (100_000_000, Currency.USD)
    assert profile.notes == {}


def test_a_finding_is_told_in_both_languages() -> None:
    finding = Reason(Code.LIFE_UNMET, params={"code": "P1", "name": "甲", "reasons": (Reason(Code.NO_CREDIT_CODE),)})
    assert sentence(finding, words(Lang.EN)).startswith("P1 甲: there is no unified social credit code;")
