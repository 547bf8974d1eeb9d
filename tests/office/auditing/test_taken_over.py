"""What came with the books an office began with was not entered late by it; what is entered since may be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.ledger.made import write_xlsx
from tests.office.build import WAN, on
from tests.office.rulesets import rules_beside, text_of
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.money import Money
from tracker.office.auditing.audited import audit
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.intake.older import Then, known_then
from tracker.office.outcome import Done
from tracker.office.past import past_desk
from tracker.office.project.receipts import add_receipt

BEGAN = datetime(2023, 9, 1, 4, tzinfo=UTC)


def book(desk: Desk, folder: Path, name: str, *rows: tuple[str, str], paid: tuple[tuple[str, str, int], ...] = (),
         then: Then | None = None) -> None:
    """Takes in a book of projects with the days they were signed on, and of money in 万元."""
    sheets = {"项目台账": [("项目名称", "投资方", "签约时间"), *((one, f"{one}公司", day) for one, day in rows)]}
    if paid:
        sheets["到资"] = [("项目名称", "到资日期", "到资金额（万元）"), *paid]
    done = intake(desk, write_xlsx(folder / name, sheets), accept={"gap"}, then=then)
    assert done.written, done.problems


def late(desk: Desk) -> dict[str, list[str]]:
    """What is asked about as entered late: the names of the projects, by the day of entering."""
    return {one.of.subject: sorted({fact.name for fact in one.of.facts}) for one in audit(desk, 2023).questions
            if one.of.check is AuditCheck.ENTERED_LATE}


@pytest.mark.story
@pytest.mark.both_databases
def test_the_books_of_the_first_day_are_taken_over_and_later_ones_are_not(desk: Desk, clock: Clock, tmp_path: Path
                                                                         ) -> None:
    clock.at = BEGAN
    book(desk, tmp_path, "一.xlsx", ("甲厂", "2023-02-01"), ("乙厂", "2023-08-20"), paid=(("甲厂", "2023-03-01", 500),))
    clock.at += timedelta(hours=1)
    book(desk, tmp_path, "二.xlsx", ("丙厂", "2023-01-05"))
    assert isinstance(add_receipt(desk, "丙厂", on("2023-02-06"), Money(10 * WAN)), Done)
    assert late(desk) == {"2023-09-01": ["丙厂"]}  # typed by hand, and no part of a book
    assert audit(desk, 2023).taken_over == 3
    clock.at += timedelta(days=1)
    book(desk, tmp_path, "三.xlsx", ("甲厂", "2023-02-02"), ("丁厂", "2023-03-02"))
    assert late(desk) == {"2023-09-01": ["丙厂"], "2023-09-02": ["丁厂"]}  # 甲厂's day was put right, and known before
    assert audit(desk, 2023).taken_over == 3
    assert audit(desk, 2023).of_kinds(frozenset({AuditCheck.NO_PROOF})).taken_over == 0
    assert audit(desk, 2022).taken_over == 0


@pytest.mark.story
def test_an_older_book_is_taken_over_too(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    clock.at = BEGAN
    older = known_then(desk, date(2023, 7, 1))
    assert isinstance(older, Then)
    book(desk, tmp_path, "旧.xlsx", ("甲厂", "2023-02-01"), then=older)
    assert (late(desk), audit(desk, 2023).taken_over) == ({}, 1)
    clock.at += timedelta(days=3)
    book(desk, tmp_path, "新.xlsx", ("甲厂", "2023-02-01"), ("乙厂", "2023-01-10"))
    assert (late(desk), audit(desk, 2023).taken_over) == ({}, 2)
    then = past_desk(desk, None, datetime(2023, 8, 1, tzinfo=UTC))
    assert (late(then), audit(then, 2023).taken_over) == ({}, 1)
    then.store.close()


def test_nobody_is_told_of_it_where_the_question_is_not_asked(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    clock.at = BEGAN
    book(desk, tmp_path, "一.xlsx", ("甲厂", "2023-02-01"))
    folder = rules_beside(desk)
    (folder / "口径.toml").write_text(text_of('[audit]\nleft_out = ["entered_late"]\n'), "utf-8")
    assert audit(desk, 2023).taken_over == 0
