"""The office of then: lists, pages and books as they were known at a moment and had happened by a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import Clock
from tests.office.build import made, on, put
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.money import Money
from tracker.domain.results import ResultKind
from tracker.domain.stages import Stage
from tracker.office.book.export import book_of
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.past import past_desk
from tracker.office.project.blockers import Raised, blockers, raise_blocker, say
from tracker.office.project.detail import Detail, detail
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt
from tracker.office.project.results import add_result
from tracker.office.register.register import register

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]


def sure(outcome: Any) -> Any:
    assert isinstance(outcome, Done), outcome
    return outcome.value


@pytest.fixture
def lived(desk: Desk, clock: Clock) -> list[datetime]:
    """A project with a life of three weeks of recording; the moments after each."""
    moments = []

    def passed() -> None:
        clock.at += timedelta(days=7)
        moments.append(clock.at - timedelta(days=1))

    code = sure(add(desk, {"name": "甲厂", "contract_amount": "1亿元", "officer": "张三",
                                "credit_code": "91350100M000100Y43"}, lead=on("2023-01-10")))
    sure(raise_blocker(desk, code, Raised("用地", "未批", raised=on("2023-02-01"))))
    passed()
    sure(advance(desk, code, [Milepost(Stage.SIGNED, on("2023-03-01")), Milepost(Stage.REGISTERED, on("2023-05-01"))]))
    sure(add_receipt(desk, code, on("2023-06-01"), Money(10**9)))
    passed()
    sure(amend(desk, code, {"name": "乙厂", "officer": "李四"}))
    sure(say(desk, 1, Word.ANSWER, "批了"))
    sure(add(desk, {"name": "丙厂"}, lead=on("2023-04-01")))
    passed()
    return moments


def shown(desk: Desk, until: date | None, as_of: datetime | None, project: str) -> Detail | Refused:
    then = past_desk(desk, until, as_of)
    try:
        return detail(then, project)
    finally:
        then.store.close()


@pytest.mark.story
def test_a_project_as_it_was_known(desk: Desk, lived: list[datetime]) -> None:
    """Its name, its stage, its money, its blocker's state, its journal; what came later is in none of it."""
    first, second, third = (shown(desk, None, moment, name) for moment, name in zip(
        lived, ("甲厂", "甲厂", "乙厂"), strict=True))
    assert isinstance(first, Detail)
    assert isinstance(second, Detail)
    assert isinstance(third, Detail)
    assert (first.stage, first.receipts, len(first.journal), first.profile.officer) == (Stage.LEAD, (), 2, "张三")
    assert (second.stage, len(second.receipts), second.blocked) == (Stage.REGISTERED, 1, True)
    assert (third.blockers[0].state, third.profile.officer) == (BlockerState.ANSWERED, "李四")
    assert second.blockers[0].state is BlockerState.OPEN
    assert second.blockers[0].said == ()
    assert isinstance(shown(desk, None, lived[1], "乙厂"), Refused)
    assert isinstance(shown(desk, None, lived[1], "丙厂"), Refused)


def test_a_project_up_to_a_day(desk: Desk, lived: list[datetime]) -> None:
    """What happened after it is not there yet, however much of it is known."""
    march = shown(desk, date(2023, 3, 31), None, "乙厂")
    assert isinstance(march, Detail)
    assert (march.stage, march.receipts) == (Stage.SIGNED, ())
    assert march.milestones[-1].held == 30
    january = shown(desk, date(2023, 1, 31), None, "乙厂")
    assert isinstance(january, Detail)
    assert (january.stage, january.blockers, january.blocked) == (Stage.LEAD, (), False)


def test_the_tax_of_a_year_has_come_when_the_year_is_over(desk: Desk) -> None:
    put(desk, made("甲", "2022-01-01", "2022-02-01"))
    for kind, day in (
            (ResultKind.TAX, "2022"), (ResultKind.INVESTED, "2022-05"), (ResultKind.IN_STATISTICS, "2022-05-04")):
        money = Money(100) if kind.of_money else None
        assert isinstance(add_result(desk, "甲", kind, on(day), money), Done)
    told = {}
    for until in (date(2022, 5, 30), date(2022, 5, 31), date(2022, 12, 31)):
        found = shown(desk, until, None, "甲")
        assert isinstance(found, Detail)
        told[until.isoformat()] = sorted(result.what for result in found.results)
    assert told == {"2022-05-30": ["in_statistics"], "2022-05-31": ["in_statistics", "invested"],
                    "2022-12-31": ["in_statistics", "invested", "tax"]}


@pytest.mark.story
def test_the_same_past_is_the_same_for_ever(desk: Desk, clock: Clock, lived: list[datetime]) -> None:
    """The page of a project, the list of projects, the blockers and the office's own book."""

    def everything() -> list[object]:
        found: list[object] = []
        for moment in lived[:2]:
            then = past_desk(desk, date(2023, 5, 15), moment)
            held = register(then)
            found += [detail(then, "甲厂"), [held.card(row) for row in range(held.n)], blockers(then, verified=True),
                      book_of(then).counts]
            then.store.close()
        return found

    before = everything()
    sure(advance(desk, "乙厂", [Milepost(Stage.FUNDED, on("2023-06-01"))]))
    sure(say(desk, 1, Word.REJECT, "没有批"))
    sure(amend(desk, "丙厂", {"name": "甲厂"}))
    clock.at += timedelta(days=100)
    assert everything() == before
