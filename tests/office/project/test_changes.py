"""Capital increases, another investor, another origin: what holds from a day, and what was so before it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office.build import WAN, YI, made, on, put
from tests.office.figures.test_inexact import actual
from tests.office.rulesets import rules
from tracker.domain.changed import ChangeKind, DatedChange, contract_on, said_on
from tracker.domain.currency import Currency
from tracker.domain.day import Day
from tracker.domain.money import Mark, Money
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.past import past_desk
from tracker.office.project.changes import change, increase, void_change
from tracker.office.project.detail import Detail, detail
from tracker.office.project.projects import amend
from tracker.office.verify import verify
from tracker.store.tables import Project

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]

AMOUNTS = """
[[indicators]]
key = "amount"
label = { zh = "签约总额" }
unit = "亿元"
kind = "amount"
stage = "signed"
[[indicators]]
key = "signed_amount"
label = { zh = "签约额" }
unit = "亿元"
kind = "amount"
stage = "signed"
increases = "left_out"
[[indicators]]
key = "increased"
label = { zh = "增资额" }
unit = "亿元"
kind = "increases"
stage = "signed"
[[indicators]]
key = "both"
label = { zh = "签约与增资" }
unit = "亿元"
kind = "sum"
of = ["signed_amount", "increased"]
[[indicators]]
key = "investors"
label = { zh = "企业" }
unit = "家"
kind = "companies"
stage = "signed"
[[indicators]]
key = "foreign_signed"
label = { zh = "外资签约" }
unit = "个"
kind = "milestone"
stage = "signed"
only = { origin = ["foreign"] }
[[indicators]]
key = "foreign_money"
label = { zh = "外资" }
unit = "亿元"
kind = "receipts"
currency = ["CNY"]
receipt_origin = ["foreign"]
"""


def shown(desk: Desk, project: str = "甲项目", **then: Any) -> Detail:
    at = past_desk(desk, then.get("until"), then.get("as_of")) if then else desk
    found = detail(at, project)
    assert isinstance(found, Detail), found
    return found


def explained(desk: Desk, key: str, until: date) -> Explanation:
    answer = explain(desk, until.year, key, until=until, ruleset=rules(more=AMOUNTS))
    assert isinstance(answer, Explanation), answer
    return answer


def done(outcome: Done[Any] | Refused) -> Any:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def codes(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused)
    return [reason.code for reason in outcome.reasons]


@pytest.fixture
def office(desk: Desk) -> Desk:
    put(desk, made("甲项目", "2021-01-05", "2021-03-01", investor="甲公司", origin="out_of_province",
                   contract_minor=YI))
    return desk


def test_an_increase_holds_from_its_day(office: Desk) -> None:
    """The year of the signing keeps its amount; whoever asks later is told the larger one."""
    done(increase(office, "甲项目", on("2022-06-18"), Money(5000 * WAN), note="第二轮"))
    ruleset = rules(more=AMOUNTS)
    assert actual(rollup(office, 2021, ruleset=ruleset), "amount") == "1"
    assert shown(office).profile.contract_amount == Money(15000 * WAN)
    assert shown(office, until=date(2022, 6, 17)).profile.contract_amount == Money(YI)
    assert shown(office, until=date(2022, 6, 17)).changes == ()
    assert shown(office, until=date(2022, 6, 18)).profile.contract_amount == Money(15000 * WAN)
    (step,) = shown(office).changes
    assert (step.amount, step.day, step.note) == (Money(5000 * WAN), on("2022-06-18"), "第二轮")


@pytest.mark.story
def test_an_increase_of_the_year_of_signing_counts_once_its_day_has_come(office: Desk) -> None:
    done(increase(office, "甲项目", on("2021-06"), Money(5000 * WAN)))
    ruleset = rules(more=AMOUNTS)
    for until, amount in (("2021-06-29", "1"), ("2021-06-30", "1.5"), ("2021-12-31", "1.5")):
        day = date.fromisoformat(until)
        assert actual(rollup(office, 2021, until=day, ruleset=ruleset), "amount") == amount
        assert explained(office, "amount", day).figure == amount
        assert shown(office, until=day).profile.contract_amount == Money(int(float(amount) * 10000) * WAN)


@pytest.mark.story
def test_a_ruleset_counts_an_increase_with_its_own_money_in_its_own_year(office: Desk) -> None:
    """As 三明 does for the register of its events: an increase adds only its own money."""
    put(office, made("乙项目", "2022-01-05", "2022-02-01", contract_minor=3 * YI),
        made("丙项目", "2022-01-05", contract_minor=3 * YI))
    done(increase(office, "甲项目", on("2021-06-18"), Money(2000 * WAN)))
    done(increase(office, "甲项目", on("2022-06-18"), Money(5000 * WAN)))
    done(increase(office, "甲项目", on("2022-10"), Money(1000 * WAN)))
    ruleset = rules(more=AMOUNTS)
    keys = ("amount", "signed_amount", "increased", "both")
    for year, until, figures in ((2021, date(2021, 12, 31), ["1.2", "1", "0.2", "1.2"]),
                                 (2022, date(2022, 10, 30), ["3", "3", "0.5", "3.5"]),
                                 (2022, date(2022, 12, 31), ["3", "3", "0.6", "3.6"]),
                                 (2023, date(2023, 12, 31), ["0", "0", "0", "0"])):
        counted = rollup(office, year, until=until, ruleset=ruleset)
        assert [actual(counted, key) for key in keys] == figures
        assert [explained(office, key, until).figure for key in keys] == figures
    behind = explained(office, "increased", date(2022, 12, 31))
    assert [project.name for project in behind.counted] == ["甲项目"]
    assert {project.name: project.reason for project in behind.not_counted} == {
        "乙项目": "no_increase", "丙项目": "not_reached"}


def test_another_investor_and_origin_hold_from_their_day(office: Desk) -> None:
    put(office, made("乙项目", "2021-01-05", "2021-04-01", investor="甲公司", contract_minor=YI))
    done(change(office, "甲项目", {"investor": "新公司", "origin": "外资"}, on("2021-09-01"), reason="股权转让"))
    ruleset = rules(more=AMOUNTS)
    before, after = (rollup(office, 2021, until=day, ruleset=ruleset) for day in (date(2021, 8, 31), date(2021, 9, 1)))
    assert [actual(before, key) for key in ("investors", "foreign_signed")] == ["1", "0"]
    assert [actual(after, key) for key in ("investors", "foreign_signed")] == ["2", "1"]
    assert not explained(office, "foreign_signed", date(2021, 8, 31)).counted
    past = shown(office, until=date(2021, 8, 31))
    assert (past.profile.investor, past.profile.origin) == ("甲公司", "out_of_province")
    assert (shown(office).profile.investor, shown(office).profile.origin) == ("新公司", "foreign")


def test_a_correction_holds_from_the_beginning_and_a_change_from_its_day(office: Desk) -> None:
    done(amend(office, "甲项目", {"investor": "真公司"}, reason="写错了"))
    assert shown(office, until=date(2021, 3, 1)).profile.investor == "真公司"
    done(change(office, "甲项目", {"investor": "新公司"}, on("2022-01-01")))
    done(amend(office, "甲项目", {"investor": "新公司（湖南）", "park": "新园区"}))
    past = shown(office, until=date(2021, 12, 31))
    assert (past.profile.investor, past.profile.park) == ("真公司", "新园区")
    assert shown(office).profile.investor == "新公司（湖南）"


def test_a_change_learned_of_late_comes_in_between(office: Desk) -> None:
    done(change(office, "甲项目", {"investor": "丙公司"}, on("2023-01-01")))
    done(change(office, "甲项目", {"investor": "乙公司"}, on("2022-01-01")))
    at = {day: shown(office, until=date.fromisoformat(day)).profile.investor
          for day in ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01")}
    assert list(at.values()) == ["甲公司", "乙公司", "乙公司", "丙公司"]
    first, second = shown(office).changes
    assert [(step.before, step.after) for step in (first, second)] == [("甲公司", "乙公司"), ("乙公司", "丙公司")]
    done(void_change(office, first.id, "弄错了"))
    assert shown(office, until=date(2022, 6, 1)).profile.investor == "甲公司"
    done(void_change(office, shown(office).changes[0].id, "弄错了"))
    assert (shown(office).profile.investor, shown(office).changes) == ("甲公司", ())


@pytest.mark.story
def test_what_is_taken_back_had_never_been(office: Desk) -> None:
    number = done(increase(office, "甲项目", on("2021-06-01"), Money(5000 * WAN)))
    known = shown(office).journal[0].at
    assert codes(void_change(office, number, "")) == ["no_reason"]
    done(void_change(office, number, "不是这个项目"))
    assert shown(office).profile.contract_amount == Money(YI)
    assert codes(void_change(office, number, "再来")) == ["change_void"]
    assert codes(void_change(office, 999, "没有")) == ["unknown_change"]
    ruleset = rules(more=AMOUNTS)
    assert actual(rollup(office, 2021, ruleset=ruleset), "amount") == "1"
    assert actual(rollup(office, 2021, as_of=known, ruleset=ruleset), "amount") == "1.5"
    assert actual(rollup(office, 2021, until=date(2021, 5, 31), as_of=known, ruleset=ruleset), "amount") == "1"


def test_undo_takes_a_change_back_and_gives_it_again(office: Desk) -> None:
    done(increase(office, "甲项目", on("2021-06-01"), Money(5000 * WAN)))
    done(undo(office, "错了"))
    assert (shown(office).profile.contract_amount, shown(office).changes) == (Money(YI), ())
    done(undo(office, "没错", shown(office).journal[0].id))
    assert (shown(office).profile.contract_amount, len(shown(office).changes)) == (Money(15000 * WAN), 1)
    done(change(office, "甲项目", {"investor": "丙公司"}, on("2023-01-01")))
    done(change(office, "甲项目", {"investor": "乙公司"}, on("2022-01-01")))
    done(undo(office, "错了"))
    assert shown(office, until=date(2022, 6, 1)).profile.investor == "甲公司"
    assert [step.action for step in shown(office).journal[:2]] == ["undo", "project.change"]
    assert not [each for each in examine(office).findings if each.hard]
    assert verify(office).is_sound


def test_what_cannot_be(office: Desk) -> None:
    put(office, made("乙项目", "2021-01-05"))
    five = Money(5000 * WAN)
    day = on("2022-01-01")
    assert codes(increase(office, "乙项目", day, five)) == ["no_contract_amount"]
    assert codes(increase(office, "甲项目", day, Money(100, Currency.USD))) == ["increase_currency"]
    assert codes(increase(office, "甲项目", day, Money(5000 * WAN, mark=Mark.UNDER))) == ["increase_inexact"]
    assert codes(increase(office, "甲项目", day, Money(-5))) == ["increase_inexact"]
    assert codes(increase(office, "甲项目", on("2021-02-28"), five)) == ["order"]
    assert codes(increase(office, "甲项目", on("2099-01-01"), five)) == ["future_date"]
    done(increase(office, "甲项目", day, five))
    assert codes(increase(office, "甲项目", day, five)) == ["duplicate_increase"]
    done(increase(office, "甲项目", day, five, note="另一笔"))
    assert codes(amend(office, "甲项目", {"contract_amount": "9000万元"})) == ["below_increases"]
    assert codes(amend(office, "甲项目", {"contract_amount": "90000万美元"})) == ["below_increases"]
    assert codes(change(office, "甲项目", {"park": "新园区"}, day)) == ["change_field"]
    assert codes(change(office, "甲项目", {"investor": "乙"}, on("2022-01"))) == ["change_day"]
    assert codes(change(office, "甲项目", {"investor": "甲公司"}, day)) == ["nothing_changes"]
    assert codes(change(office, "甲项目", {"origin": "月亮"}, day)) == ["unknown_choice"]
    assert codes(change(office, "甲项目", {"investor": "乙"}, day, version=1))[-1] == "changed_elsewhere"


STEPS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["甲", "乙", "丙", "丁"])), max_size=6,
                 unique_by=lambda step: step[0])


@given(STEPS, st.lists(st.tuples(st.integers(1, 12), st.integers(1, 9)), max_size=4), st.integers(1, 12))
def test_the_past_is_played_back_from_what_is_so_now(
        steps: list[tuple[int, str]], added: list[tuple[int, int]], month: int) -> None:
    """Played forwards, a field says what the last change up to a day made of it, and increases add up."""
    said, changes = "原", []
    for at, name in sorted(steps):
        changes.append(DatedChange(ChangeKind.INVESTOR, Day(date(2022, at, 1)), before=said))
        said = name
    changes += [DatedChange(ChangeKind.INCREASE, Day(date(2022, at, 1)), money=Money(minor)) for at, minor in added]
    last = date(2022, month, 15)
    played = "原"
    for at, name in sorted(steps):
        played = name if at <= month else played
    assert said_on(changes, last).get(ChangeKind.INVESTOR, said) == played
    assert contract_on(changes, Money(100), last) == Money(100 - sum(minor for at, minor in added if at > month))


@pytest.mark.story
@settings(max_examples=settings.default.max_examples * 5 // 100, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.lists(st.tuples(st.integers(4, 12), st.integers(1, 9)), max_size=3, unique_by=lambda one: one[0]))
def test_figures_and_the_project_say_the_same_of_each_day(
        desk: Desk, steps: list[tuple[int, str]], added: list[tuple[int, int]]) -> None:
    """Whatever order changes are recorded in: counted in SQL, and read from the copy of the past."""
    (number,) = put(desk, made("甲项目", "2021-01-05", "2022-01-01", investor="原", contract_minor=YI))
    with desk.reading() as session:
        code = session.get_one(Project, number).code
    for at, name in steps:
        change(desk, code, {"investor": name}, Day(date(2022, at, 1)))
    for at, hundreds in added:
        done(increase(desk, code, Day(date(2022, at, 1)), Money(hundreds * 1000 * WAN)))
    for month in (1, 4, 7, 12):
        last = date(2022, month, 15)
        counted = next(project for project in explained(desk, "amount", last).counted
                       if project.code == code)
        whole = detail(past_desk(desk, last, None), code)
        assert isinstance(whole, Detail)
        assert whole.profile.contract_amount is not None
        assert counted.share == f"{whole.profile.contract_amount.minor / YI:g}"
