"""The health check: each rule on the last day it is kept and the first it is not, and whom no rule catches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.conftest import Clock
from tests.office.build import YI, Made, Slice, made, on, put
from tests.office.december import d, moment
from tests.office.journal.test_undo import sure
from tracker.domain.blocking import Word
from tracker.domain.money import Currency, Money
from tracker.domain.results import ResultKind
from tracker.domain.stages import Stage
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.moves import pause, resume
from tracker.office.project.results import add_result
from tracker.office.review.health import Finding
from tracker.office.review.review import failing
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.review import ReviewWords, finding_line

pytestmark = pytest.mark.both_databases

# On Sunday 31 December 2023, where the clock of these tests stands.


def found(desk: Desk, *asked: str, week: str | None = None) -> list[tuple[str, str, int]]:
    """Project, rule and days of what was found; of the rules asked for, or all."""
    findings = failing(desk, Week.read(week) if week else None)
    assert isinstance(findings, tuple)
    return [(one.project, one.rule, one.days) for one in findings if not asked or one.rule in asked]


@pytest.mark.parametrize(("signed", "caught"), [
    ("2022-12-31", []),  # 365 days ago
    ("2022-12-30", [("甲", "signed_not_started", 366)]),
    ("2022-12", []),  # some day of December: it may have been the last
    ("2022-11", [("甲", "signed_not_started", 396)]),  # 30 November at the latest
    ("", []),
])
def test_signed_over_a_year_ago_and_not_started(desk: Desk, signed: str, caught: list[object]) -> None:
    put(desk, made("甲", "2022-01-01", signed))
    assert found(desk, "signed_not_started") == caught


def test_what_has_started_is_not_caught_for_having_been_signed(desk: Desk) -> None:
    put(desk, made("甲", "2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2023-12-01"))
    assert found(desk, "signed_not_started") == []


@pytest.mark.parametrize(("started", "received", "caught"), [
    ("2023-10-03", "", []),
    ("2023-10-02", "", [("甲", "no_receipt", 90)]),
    ("2023-01-01", "2023-10-03", []),
    ("2023-01-01", "2023-10-02", [("甲", "no_receipt", 90)]),
    ("2023-01-01", "2023-10", []),  # some day of October: it may have been the last
    ("2023-01-01", "2023-09", [("甲", "no_receipt", 92)]),  # 30 September at the latest
    ("2023-01-01", "2023", []),  # today at the latest
    ("2023-10-03", "2023-01-01", []),  # money from before the start does not make it earlier
    ("", "2023-01-01", []),
])
def test_started_and_no_receipt_for_ninety_days(desk: Desk, started: str, received: str, caught: list[object]) -> None:
    money = (Slice(on(received), YI),) if received else ()
    put(desk, made("甲", "2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01", started, receipts=money,
                   contract_minor=YI))
    assert found(desk, "no_receipt") == caught


@pytest.mark.parametrize(("received", "told"), [
    ("", "开工后 90 天没有到资（满 90 天即列出）"),
    ("2023-09-20", "开工后 90 天没有到资（满 90 天即列出）"),
    ("2023-10-02", "最近一笔到资后 90 天没有再到资（满 90 天即列出）"),
])
def test_days_without_money_are_told_from_what_they_are_counted_from(desk: Desk, received: str, told: str) -> None:
    started = "2023-01-01" if received == "2023-10-02" else "2023-10-02"
    put(desk, made("甲", "2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01", started, contract_minor=YI,
                   receipts=(Slice(on(received), YI),) if received else ()))
    findings = failing(desk)
    assert isinstance(findings, tuple)
    zh = words(Lang.ZH)
    lines = [finding_line(one, spoken(Lang.ZH, ReviewWords), zh.terms) for one in findings if one.rule == "no_receipt"]
    assert lines == [told]


def half_a_year_in(received: int, *, contract: int | None = YI, started: str = "2023-07-03",
                   currency: Currency = Currency.CNY) -> Made:
    """Started 181 days ago unless said otherwise."""
    return made("甲", "2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01", started, contract_minor=contract,
                receipts=(Slice(d("2023-12-01"), received, currency),))


@pytest.mark.parametrize(("project", "caught"), [
    (half_a_year_in(YI * 15 // 100), []),  # 15% on the dot
    (half_a_year_in(YI * 15 // 100 - 1), [("甲", "low_receipts", 181)]),
    (half_a_year_in(1, started="2023-07-04"), []),  # 180 days ago
    (half_a_year_in(1, contract=None), []),
    (half_a_year_in(1, currency=Currency.USD), []),  # dollars, and no rate in the ruleset
])
def test_under_fifteen_percent_received_half_a_year_after_the_start(desk: Desk, project: Made,
                                                                    caught: list[object]) -> None:
    put(desk, project)
    assert found(desk, "low_receipts") == caught


def test_a_foreign_contract_paid_in_its_own_currency_needs_no_rate(desk: Desk) -> None:
    put(desk, made("甲", "2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01", "2023-01-01", contract_minor=100,
                   contract_currency=Currency.USD, receipts=(Slice(d("2023-12-01"), 14, Currency.USD),)))
    assert found(desk, "low_receipts") == [("甲", "low_receipts", 364)]


def test_a_producing_project_is_told_for_low_receipts_alone(desk: Desk, clock: Clock) -> None:
    put(desk, made("甲", "2019-01-01", "2019-02-01", "2019-03-01", "2019-04-01", "2019-05-01", "2020-01-01",
                   contract_minor=YI, receipts=(Slice(d("2019-04-01"), 1),)))
    clock.at = datetime(2024, 6, 30, tzinfo=UTC)
    assert [name for _, name, _ in found(desk)] == ["low_receipts"]


@pytest.mark.parametrize(("days", "caught"), [
    # signed 60, registered 90, funded 90, started 540 days at the most
    (("2023-01-01", "2023-11-01"), []), (("2023-01-01", "2023-10-31"), [61]),
    (("2023-01-01", "2023-01-02", "2023-10-02"), []), (("2023-01-01", "2023-01-02", "2023-10-01"), [91]),
    (("2023-01-01", "2023-01-02", "2023-01-03", "2023-10-01"), [91]),
    (("2021-01-01", "2021-01-02", "2021-01-03", "2021-01-04", "2022-07-09"), []),
    (("2021-01-01", "2021-01-02", "2021-01-03", "2021-01-04", "2022-07-08"), [541]),
    (("2020-01-01",), []),  # a lead has no limit
])
def test_a_stage_held_longer_than_its_limit(desk: Desk, days: tuple[str, ...], caught: list[int]) -> None:
    put(desk, made("甲", *days))
    assert [held for _, _, held in found(desk, "stage_held")] == caught


def test_a_start_without_money_is_caught_and_production_without_a_start_is_another_matter(desk: Desk) -> None:
    early, gap = (made(name, "2023-01-01", "2023-02-01", "2023-03-01") for name in ("甲", "乙"))
    put(desk, replace(early, stages=early.stages | {Stage.STARTED: on("2023-12-01")}),
        replace(gap, stages=gap.stages | {Stage.PRODUCING: on("2023-12-01")}))
    assert found(desk, "before_money") == [("甲", "before_money", 30)]


def test_a_result_touches_a_project_in_a_past_week_too(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 11, 1, tzinfo=UTC)
    put(desk, made("甲", "2023-01-01", "2023-02-01"), made("乙", "2023-01-01", "2023-02-01"))
    clock.at = datetime(2023, 12, 20, tzinfo=UTC)
    sure(add_result(desk, "甲", ResultKind.INVESTED, on("2023-11"), Money(YI)))
    clock.at = datetime(2024, 1, 10, tzinfo=UTC)
    put(desk, made("丙", "2024-01-09"))
    assert [name for name, _, _ in found(desk, "untouched", week="2023-W52")] == ["乙"]


def test_untouched_for_thirty_days(desk: Desk, clock: Clock) -> None:
    clock.at = moment("2023-12-01 09:00")
    put(desk, made("甲", "2023-01-01"), made("乙", "2023-01-01"))
    number = sure(raise_blocker(desk, "乙", Raised("用地", "未供地")))
    clock.at = moment("2023-12-30 09:00")
    assert found(desk, "untouched") == []
    clock.at = moment("2023-12-31 09:00")
    assert found(desk, "untouched") == [("甲", "untouched", 30), ("乙", "untouched", 30)]
    sure(say(desk, number, Word.NOTE, "已上会"))
    assert found(desk, "untouched") == [("甲", "untouched", 30)]
    clock.at = moment("2024-01-15 09:00")
    at_years_end = found(desk, "untouched", week="2023-W52")
    assert at_years_end == [("甲", "untouched", 30)], "as it was known at the end of the year"
    assert found(desk, "untouched", week="2024-W01") == [("甲", "untouched", 37)], "counted to Sunday 7 January"


def test_what_is_set_aside_or_ended_is_left_alone(desk: Desk, clock: Clock) -> None:
    clock.at = moment("2023-11-01 09:00")
    put(desk, made("甲", "2020-01-01", "2020-02-01"), made("乙", "2020-01-01", "2020-02-01", terminated="2023-06-01"))
    sure(pause(desk, "甲", d("2023-10-01"), "市场"))
    clock.at = moment("2023-12-31 09:00")
    assert found(desk) == []
    sure(resume(desk, "甲", d("2023-12-31"), "市场转好"))
    assert {name for _, name, _ in found(desk)} == {"signed_not_started", "stage_held"}


def test_findings_come_by_rule_and_then_by_days_with_the_sentence_of_the_rule(desk: Desk) -> None:
    put(desk, made("[/]甲 & <乙>", "2021-01-01", "2022-06-01"), made("丙", "2021-01-01", "2022-05-01"))
    findings = failing(desk)
    assert isinstance(findings, tuple)
    assert [(one.rule, one.project) for one in findings] == [
        ("signed_not_started", "丙"), ("signed_not_started", "[/]甲 & <乙>"), ("stage_held", "丙"),
        ("stage_held", "[/]甲 & <乙>")]
    assert told(findings[0], Lang.ZH) == "签约 609 天未开工（上限 365 天）"
    assert told(findings[2], Lang.EN) == "at “signed” for 609 days (limit 60)"


def test_a_share_is_never_told_as_what_it_falls_short_of(desk: Desk) -> None:
    put(desk, half_a_year_in(YI * 15 // 100 - 1))
    findings = failing(desk)
    assert isinstance(findings, tuple)
    low = next(one for one in findings if one.rule == "low_receipts")
    assert told(low, Lang.ZH) == "开工 181 天，到资只占合同的 14.9%（超过 180 天应达到 15%）"


def told(one: Finding, lang: Lang) -> str:
    return finding_line(one, spoken(lang, ReviewWords), words(lang).terms)
