"""Expected days: entered, moved, taken back, undone; told with their slip and with how they came out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.ledger.made import write_xlsx
from tracker.domain.days import Day, read_day
from tracker.domain.expected import Awaited
from tracker.domain.stages import Stage
from tracker.ledger.expected import expectation_said
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.detail import Detail, detail
from tracker.office.project.expected import expect
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add
from tracker.store.query import known, plain_rows, table_of
from tracker.store.tables import ExpectedDay
from tracker.words import Lang
from tracker.words.expected import expected_line

pytestmark = pytest.mark.both_databases


@pytest.fixture
def lead(desk: Desk) -> Desk:
    assert isinstance(add(desk, {"name": "甲", "contract_amount": "1亿元"}, lead=Day(date(2023, 1, 1))), Done)
    return desk


def d(text: str) -> Day:
    day = read_day(text)
    assert day is not None
    return day


def told(desk: Desk, lang: Lang = Lang.ZH) -> list[str]:
    shown = detail(desk, "甲")
    assert isinstance(shown, Detail)
    return [expected_line(one, lang) for one in shown.expected]


def codes(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused)
    return [reason.code for reason in outcome.reasons]


def test_a_day_that_moves_tells_by_how_much_and_how_it_came_out(lead: Desk, clock: Clock) -> None:
    assert isinstance(expect(lead, "甲", Awaited.SIGNED, d("2024-06")), Done)
    clock.at += timedelta(days=1)
    first_known = lead.now()
    assert isinstance(expect(lead, "甲", Awaited.SIGNED, d("2024-10"), "等批文"), Done)
    assert isinstance(expect(lead, "甲", Awaited.COMPLETED, d("2025")), Done)
    assert told(lead) == ["预计 2024-06 签约，推迟到 2024-10（4 个月）", "预计 2025 竣工"]
    assert told(lead, Lang.EN)[0] == "signing expected 2024-06, put off to 2024-10 (4 months)"
    with lead.reading() as session:
        table = table_of(ExpectedDay)
        before = list(plain_rows(session, ExpectedDay, known(table, first_known - timedelta(hours=1))))
        assert [(row.what, row.expected_on) for row in before] == [(Awaited.SIGNED, date(2024, 6, 1))]
    clock.at += timedelta(days=320)
    assert isinstance(advance(lead, "甲", [Milepost(Stage.SIGNED, d("2024-11-03"))]), Done)
    assert told(lead)[0] == "预计 2024-06 签约，推迟到 2024-10（4 个月），实际 2024-11-03（比预计晚 1 个月）"
    assert codes(expect(lead, "甲", Awaited.SIGNED, d("2025-01"))) == ["already_there"]


def test_what_cannot_be_expected(lead: Desk) -> None:
    assert codes(expect(lead, "甲", Awaited.STARTED, d("2023-05"))) == ["expected_past"]
    assert codes(expect(lead, "甲", Awaited.STARTED, None)) == ["not_expected"]
    assert isinstance(expect(lead, "甲", Awaited.STARTED, d("2024-05")), Done)
    assert codes(expect(lead, "甲", Awaited.STARTED, d("2024-05"))) == ["nothing_changes"]
    assert codes(expect(lead, "乙", Awaited.STARTED, d("2024-05"))) == ["unknown_project"]


def test_an_expectation_taken_back_and_one_undone(lead: Desk, clock: Clock) -> None:
    assert isinstance(expect(lead, "甲", Awaited.STARTED, d("2024-05-01")), Done)
    clock.at += timedelta(days=1)
    assert isinstance(expect(lead, "甲", Awaited.STARTED, d("2024-05-11")), Done)
    assert told(lead) == ["预计 2024-05-01 开工，推迟到 2024-05-11（10 天）"]
    assert isinstance(undo(lead, "记错"), Done)
    assert told(lead) == ["预计 2024-05-01 开工"]
    assert isinstance(expect(lead, "甲", Awaited.STARTED, None), Done)
    assert told(lead) == ["预计 2024-05-01 开工，不再预计"]
    assert isinstance(undo(lead, "还是那天"), Done)
    assert told(lead) == ["预计 2024-05-01 开工"]


def test_a_ledger_brings_expected_days_and_a_later_one_moves_them(desk: Desk, tmp_path: Path) -> None:
    headers = ["项目名称", "投资方", "合同金额（亿元）", "签约时间", "计划开工时间", "拟竣工日期", "预计投产时间"]

    def book(*days: object) -> Path:
        return write_xlsx(tmp_path / "a.xlsx", {"项目": [headers, ["甲", "乙公司", 1, "2023-01-01", *days]]})

    answer = intake(desk, book("2024-06", "2025年底", "待定"))
    assert answer.written, answer.problems
    assert told(desk) == ["预计 2024-06 开工", "预计 2025年底 竣工"]
    shown = detail(desk, "甲")
    assert isinstance(shown, Detail)
    assert shown.profile.notes == {"预计投产时间": "待定"}
    assert shown.milestones[-1].stage is Stage.SIGNED
    assert not intake(desk, book("2024-06", "2025年底", "待定")).written
    assert intake(desk, book("2024-10", "2025年底", "待定")).written
    assert told(desk)[0] == "预计 2024-06 开工，推迟到 2024-10（4 个月）"


@pytest.mark.parametrize(("written", "day", "text"), [
    ("2024-06", "2024-06", ""), ("2024年6月中旬", "2024-06D2", ""), ("2024年底", "2024-12", "2024年底"),
    ("2024年上半年", "2024H1", ""), ("2024年三季度", "2024Q3", ""), ("预计2024Q3投产", "2024Q3", ""),
    ("2024年三季度前", "2024Q3", "2024年三季度前"), ("三季度", None, ""),
    ("预计2024年6月底开工", "2024-06", "预计2024年6月底开工"), ("2024年", "2024", ""),
    ("待定", None, ""), ("√", None, "")])
def test_days_to_come_as_ledgers_write_them(written: str, day: str | None, text: str) -> None:
    expected = expectation_said(written)
    assert (expected and (str(expected.day), expected.text)) == (day and (day, text))


@pytest.mark.parametrize(("written", "day", "text"), [
    ("年底", "2025-12", "2025年底"), ("三季度左右", "2025Q3", "2025年三季度左右"), ("三季度", "2025Q3", ""),
    ("预计年内开工", "2025", "预计2025年内开工"), ("年内", "2025", "2025年内"),
    ("预计6 月底前", "2025-06", "预计2025年6月底前"), ("力争年底前开工", "2025-12", "力争2025年底前开工"),
    ("2024年底", "2024-12", "2024年底"), ("9月18日左右", "2025-09-18", "2025年9月18日左右")])
def test_words_below_a_header_that_names_the_year_keep_it(written: str, day: str, text: str) -> None:
    expected = expectation_said(written, 2025)
    assert expected is not None
    assert (str(expected.day), expected.text) == (day, text)
    assert not text or expectation_said(text) == expected
