"""The lights of single projects: when each is yellow and red, and that a ruleset without their tables has none."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from tests.office.build import YI, Made, Slice, made, on, put
from tests.office.journal.test_undo import sure
from tests.office.rulesets import rules
from tracker.domain.expected import Awaited
from tracker.domain.pace import months_gone
from tracker.domain.results import ResultKind
from tracker.domain.rules import Ruleset
from tracker.office.desk import Desk
from tracker.office.figures.counting import Frame
from tracker.office.project.expected import expect
from tracker.office.project.results import add_result
from tracker.office.review.health import health
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.review import ReviewWords, finding_line

pytestmark = pytest.mark.both_databases


def lit_by(table: str, yellow: int, red: int, more: str = "") -> Ruleset:
    return rules(more=f"[lights.{table}]\nyellow = {yellow}\nred = {red}\n{more}")


def lit(desk: Desk, day: str, ruleset: Ruleset) -> list[str]:
    """The sentences of the lights on a day."""
    on_day = date.fromisoformat(day)
    with desk.reading() as session:
        findings = health(session, Frame(on_day.year, on_day).by(ruleset), ruleset)
    says, terms = spoken(Lang.ZH, ReviewWords), words(Lang.ZH).terms
    return [f"{one.project} {finding_line(one, says, terms)}" for one in findings if one.light is not None]


def building(started: str, *receipts: str) -> Made:
    return made("甲", "2023-01-01", "2023-01-02", "2023-01-03", "2023-01-04", started,
                receipts=tuple(Slice(on(day), YI) for day in receipts), contract_minor=10 * YI)


@pytest.mark.parametrize(("ruleset", "read"), [
    (rules(), (0, 0)), (lit_by("late_start", 0, 3), (1, 0)), (lit_by("late_start", 3, 6, 'since = "signed"\n'), (0, 0)),
    (lit_by("not_in_statistics", 3, 6), (0, 1)),
], ids=["no light", "expected start", "start since the signing", "statistics"])
def test_what_only_a_light_asks_for_is_read_where_there_is_that_light(desk: Desk, ruleset: Ruleset,
                                                                      read: tuple[int, int]) -> None:
    put(desk, building("2023-12-01"))
    questions: list[str] = []
    event.listen(desk.store.engine, "before_cursor_execute", lambda *told: questions.append(told[2]))
    lit(desk, "2024-06-30", ruleset)
    of_tables = ("FROM expected_day", "FROM project_result")
    assert tuple(sum(part in one for one in questions) for part in of_tables) == read


@pytest.mark.parametrize(("since", "day", "months"), [
    ("2023-01-31", "2023-02-27", 0), ("2023-01-31", "2023-02-28", 1), ("2023-02-28", "2023-03-27", 0),
    ("2023-02-28", "2023-03-28", 1), ("2023-11-15", "2024-02-15", 3), ("2023-11-15", "2024-02-14", 2),
    ("2024-02-29", "2025-02-28", 12),
])
def test_whole_months_between_two_days(since: str, day: str, months: int) -> None:
    assert months_gone(date.fromisoformat(since), date.fromisoformat(day)) == months


@pytest.mark.parametrize(("day", "told"), [
    ("2024-03-31", []),  # expected in March: the month is not over
    ("2024-04-01", ["甲 黄灯：过了预计开工日 1 天未开工"]),
    ("2024-06-29", ["甲 黄灯：过了预计开工日 90 天未开工"]),
    ("2024-06-30", ["甲 红灯：过了预计开工日 91 天未开工（满 3 个月）"]),
])
def test_a_start_later_than_expected_is_yellow_at_once_and_red_after_three_months(desk: Desk, day: str,
                                                                                 told: list[str]) -> None:
    """As Yinchuan lights late starts (2025, retold): this month yellow, three months red."""
    put(desk, made("甲", "2023-01-01", "2023-11-01"))
    sure(expect(desk, "甲", Awaited.STARTED, on("2024-03")))
    assert lit(desk, day, lit_by("late_start", 0, 3)) == told


def test_a_start_can_be_late_since_the_signing(desk: Desk) -> None:
    put(desk, made("甲", "2023-01-01", "2023-02-10"), made("乙", "2023-01-01"))
    since_signing = lit_by("late_start", 3, 6, 'since = "signed"\n')
    assert lit(desk, "2023-05-09", since_signing) == []
    assert lit(desk, "2023-05-10", since_signing) == ["甲 黄灯：签约后 89 天未开工（满 3 个月）"]
    assert lit(desk, "2023-08-10", since_signing) == ["甲 红灯：签约后 181 天未开工（满 6 个月）"]


def test_what_has_started_or_has_no_expected_start_is_not_late(desk: Desk) -> None:
    put(desk, building("2023-12-01"), made("乙", "2023-01-01", "2023-02-10"))
    assert lit(desk, "2023-12-31", lit_by("late_start", 0, 3)) == []


def test_what_has_started_is_lit_until_it_is_in_the_statistics(desk: Desk) -> None:
    put(desk, building("2023-09-30"))
    late = lit_by("not_in_statistics", 1, 2)
    assert lit(desk, "2023-10-29", late) == []
    assert lit(desk, "2023-10-30", late) == ["甲 黄灯：开工 30 天未入统（满 1 个月）"]
    assert lit(desk, "2023-11-30", late) == ["甲 红灯：开工 61 天未入统（满 2 个月）"]
    sure(add_result(desk, "甲", ResultKind.IN_STATISTICS, on("2023-12-05")))
    assert lit(desk, "2023-12-04", late) == ["甲 红灯：开工 65 天未入统（满 2 个月）"], "not yet entered on that day"
    assert lit(desk, "2023-12-05", late) == []


def test_missing_funds_count_from_the_last_receipt(desk: Desk) -> None:
    put(desk, building("2023-03-01", "2023-06-15"))
    funds = lit_by("missing_funds", 2, 4)
    assert lit(desk, "2023-08-14", funds) == []
    assert lit(desk, "2023-08-15", funds) == ["甲 黄灯：开工或最近一笔到资后 61 天没有到资（满 2 个月）"]
    assert lit(desk, "2023-10-15", funds) == ["甲 红灯：开工或最近一笔到资后 122 天没有到资（满 4 个月）"]


def test_no_movement_by_what_was_last_recorded(desk: Desk) -> None:
    put(desk, building("2023-03-01"))  # recorded on 31 December 2023
    still = lit_by("no_movement", 2, 3)
    assert lit(desk, "2024-02-28", still) == []
    assert lit(desk, "2024-02-29", still) == ["甲 黄灯：60 天没有进展（满 2 个月）"]
    assert lit(desk, "2024-03-31", still) == ["甲 红灯：91 天没有进展（满 3 个月）"]


def test_without_their_tables_no_project_has_a_light(desk: Desk) -> None:
    put(desk, building("2023-01-05"))
    assert lit(desk, "2024-12-31", rules()) == []
