"""A project that ended and is signed again, which signing counts, and intents, which are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.office.build import YI, made, on, put
from tests.office.entries import entries
from tests.office.figures.test_inexact import actual
from tests.office.journal.test_undo import standing
from tests.office.project.test_changes import AMOUNTS, codes, done, shown
from tests.office.rulesets import rules
from tracker.domain.day import Day
from tracker.domain.money import Mark, Money
from tracker.domain.rules import Ruleset
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.of_project import figures_of
from tracker.office.figures.rollup import rollup
from tracker.office.intake.intake import intake
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.changes import change, increase, void_change
from tracker.office.project.moves import reopen, revert, terminate
from tracker.office.project.projects import amend
from tracker.office.project.signings import record_intent, sign_again
from tracker.office.review.review import failing
from tracker.office.verify import verify
from tracker.office.yearend.moves import YearMoved, year_moved
from tracker.shipped import shipped
from tracker.words.catalogue import words
from tracker.words.figures import why_not

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]

FIRST, LATEST, BOTH = (rules(more=f'{AMOUNTS}\n[signed]\nagain = "{which}"\n') for which in ("first", "latest", "both"))
AGAIN = {"investor": "乙公司", "origin": "外资", "contract_amount": "3亿元"}


@pytest.fixture
def office(desk: Desk) -> Desk:
    put(desk, made("甲项目", "2021-01-05", "2021-03-01", investor="甲公司", origin="out_of_province",
                   contract_minor=YI, contract_mark=Mark.OVER))
    done(terminate(desk, "甲项目", on("2022-05-01"), "撤资"))
    return desk


def signed(desk: Desk) -> int:
    number: int = done(sign_again(desk, "甲项目", AGAIN, on("2023-06-18"), reason="乙公司接手"))
    return number


def figures(desk: Desk, year: int, ruleset: Ruleset, until: date | None = None) -> tuple[str, str, str]:
    """How many are newly signed, their amounts, how many of them foreign; each explained by as many projects."""
    answer = rollup(desk, year, until=until, ruleset=ruleset)
    explained = explain(desk, year, "new_signed", until=until, ruleset=ruleset)
    assert isinstance(explained, Explanation)
    assert str(len(explained.counted)) == actual(answer, "new_signed")
    return actual(answer, "new_signed"), actual(answer, "amount"), actual(answer, "foreign_signed")


@pytest.mark.story
def test_the_first_signing_stays_in_its_year_and_the_rules_say_what_the_second_counts(office: Desk) -> None:
    was = [figures(office, 2021, one) for one in (FIRST, LATEST, BOTH)]
    signed(office)
    project = shown(office)
    assert (project.status, project.stage) == (Status.ACTIVE, Stage.SIGNED)
    assert (project.profile.investor, project.profile.contract_amount) == ("乙公司", Money(3 * YI))
    assert [figures(office, 2021, one) for one in (FIRST, LATEST, BOTH)] == was == [("1", "1", "0")] * 3
    assert [figures(office, 2023, one)[0] for one in (FIRST, LATEST, BOTH)] == ["0", "1", "1"]
    assert figures(office, 2023, LATEST) == figures(office, 2023, BOTH) == ("1", "3", "1")
    assert figures(office, 2023, LATEST, date(2023, 6, 17)) == ("0", "0", "0")
    assert figures(office, 2022, LATEST) == ("0", "0", "0")


def test_why_the_second_does_not_count_is_that_the_rules_leave_it_out(office: Desk) -> None:
    signed(office)
    explained = explain(office, 2023, "new_signed", ruleset=FIRST)
    assert isinstance(explained, Explanation)
    told = "再次签约（2023-06-18）按口径不计，只计首次签约（2021-03-01）"
    assert [why_not(one, words()) for one in explained.not_counted] == [told]
    code = explained.not_counted[0].code
    (page,) = [one for one in figures_of(office, code, 2023, ruleset=FIRST) if one.key == "new_signed"]
    assert page.reason is not None
    assert why_not(page.reason, words()) == told
    rate = explain(office, 2023, "conversion.funded", ruleset=FIRST)
    assert isinstance(rate, Explanation)
    assert [why_not(one, words()) for one in rate.not_counted] == [told]
    since = rules(('denominator = "signed_in_year"', 'denominator = "since_base_year"\nbase_year = 2022'),
                  more='\n[signed]\nagain = "first"\n')
    for year in (2023, 2024):
        rate = explain(office, year, "conversion.funded", until=date(year, 12, 31), ruleset=since)
        assert isinstance(rate, Explanation)
        assert [why_not(one, words()) for one in rate.not_counted] == [told], "before the base year, and signed since"
    for year in (2022, 2024):
        before = explain(office, year, "new_signed", until=date(2024, 12, 31), ruleset=FIRST)
        assert isinstance(before, Explanation)
        assert [one.reason for one in before.not_counted] == ["before"], "in other years it is an old signing as ever"
    counted = explain(office, 2023, "new_signed", ruleset=LATEST)
    assert isinstance(counted, Explanation)
    assert [fact.day for one in counted.counted for fact in one.facts] == [on("2023-06-18")]


@pytest.mark.story(keep=1)
@pytest.mark.every_case
@pytest.mark.parametrize(("again", "cohort"), [("first", 2021), ("latest", 2023), ("both", 2021)])
def test_rates_over_years_have_it_once_by_the_signing_that_counts(office: Desk, again: str, cohort: int) -> None:
    signed(office)
    ruleset = rules(('denominator = "signed_in_year"', 'denominator = "cohort"\nbase_year = 2020'),
                    more=f'\n[signed]\nagain = "{again}"\n')

    def cohorts(until: date) -> dict[int | None, str]:
        answer = rollup(office, until.year, until=until, ruleset=ruleset)
        return {one.cohort: str(one.denominator) for one in answer.conversion
                if one.key is Stage.FUNDED and one.denominator}

    assert cohorts(date(2023, 6, 17)) == {2021: "1"}
    assert cohorts(date(2023, 12, 31)) == {cohort: "1"}
    explained = explain(office, 2023, f"conversion.{cohort}.funded", ruleset=ruleset)
    assert isinstance(explained, Explanation)
    assert [(one.reason, one.params["stage"]) for one in explained.not_counted] == [("not_reached", Stage.FUNDED)]
    assert actual(rollup(office, 2023, ruleset=ruleset), "new_signed") == str(int(again != "first"))


@pytest.mark.parametrize("again", ["latest", "both"])
def test_a_rate_of_one_year_has_it_in_the_year_of_each_signing_that_counts(office: Desk, again: str) -> None:
    signed(office)
    answer = rollup(office, 2023, ruleset=rules(more=f'\n[signed]\nagain = "{again}"\n'))
    assert {str(one.denominator) for one in answer.conversion if one.key is Stage.FUNDED} == {"1"}


def test_before_that_day_the_project_was_what_it_had_been(office: Desk) -> None:
    signed(office)
    before = shown(office, until=date(2023, 6, 17))
    assert (before.status, before.profile.investor, before.changes) == (Status.TERMINATED, "甲公司", ())
    assert before.profile.contract_amount == Money(YI, mark=Mark.OVER)
    assert shown(office, until=date(2023, 6, 18)).profile == shown(office).profile


def test_it_is_undone_done_again_and_taken_back(office: Desk) -> None:
    was, profile = standing(office), shown(office).profile
    signed(office)
    assert [one.code for one in examine(office).findings if one.code != "unknown_place"] == []
    assert verify(office).findings == ()
    done(undo(office, "按错了"))
    assert (standing(office), shown(office).profile) == (was, profile)
    done(undo(office, "没有错", entries(office, limit=1)[0].id))
    assert shown(office).profile.contract_amount == Money(3 * YI)
    number = next(step.id for step in shown(office).changes if step.what == "signing")
    done(void_change(office, number, "没有签成"))
    assert shown(office).profile.contract_amount == Money(YI, mark=Mark.OVER)
    assert figures(office, 2023, LATEST)[0] == "0"


def test_taken_back_it_leaves_nothing_of_what_it_brought(office: Desk) -> None:
    """The investor, the origin and that the project is active go with the signing, and come back by undo."""
    was = shown(office)
    number = signed(office)
    done(increase(office, "甲项目", on("2022-01-05"), Money(YI)))  # the signing is on record anew, with its amount
    signing = next(step.id for step in shown(office).changes if step.what == "signing")
    assert signing != number
    outcome = void_change(office, signing, "没有签成")
    assert isinstance(outcome, Done)
    assert outcome.notes == ()
    project = shown(office)
    assert (project.status, project.profile) == (Status.TERMINATED, replace(
        was.profile, contract_amount=Money(2 * YI, mark=Mark.OVER)))
    assert [step.what for step in project.changes] == ["increase"]
    assert [one.code for one in examine(office).findings if one.code != "unknown_place"] == []
    done(undo(office, "签成了"))
    assert (shown(office).status, shown(office).profile.investor, len(shown(office).changes)) == (
        Status.ACTIVE, "乙公司", 4)


def test_taken_back_under_a_later_ending_it_says_that_the_project_stays_taken_up_again(office: Desk) -> None:
    number = signed(office)
    done(terminate(office, "甲项目", on("2023-08-01"), "又撤"))
    done(sign_again(office, "甲项目", {"investor": "丙公司"}, on("2023-09-01"), reason="再接手"))
    outcome = void_change(office, number, "没有签成")
    assert isinstance(outcome, Done)
    assert [(note.code, note.params["day"]) for note in outcome.notes] == [("reopening_stays", on("2023-06-18"))]
    (investor,) = (step for step in shown(office).changes if step.what == "investor")
    assert (investor.before, investor.after) == ("甲公司", "丙公司")
    assert (shown(office).status, shown(office).profile.origin) == (Status.ACTIVE, "out_of_province")


def test_a_later_signing_keeps_no_contract_of_one_that_was_taken_back(desk: Desk) -> None:
    put(desk, made("甲项目", "2021-01-05", "2021-03-01"))
    done(terminate(desk, "甲项目", on("2022-05-01"), "撤资"))
    number = signed(desk)
    done(terminate(desk, "甲项目", on("2023-08-01"), "又撤"))
    done(sign_again(desk, "甲项目", {"contract_amount": "5亿元"}, on("2023-09-01"), reason="再接手"))
    done(void_change(desk, number, "没有签成"))
    assert shown(desk, until=date(2023, 8, 31)).profile.contract_amount is None
    assert shown(desk).profile.contract_amount == Money(5 * YI)


def test_what_cannot_be_a_signing_again_is_refused_for_every_reason(office: Desk) -> None:
    assert codes(sign_again(office, "甲项目", {}, on("2022-04-30"))) == ["no_reason", "status_order"]
    assert codes(sign_again(office, "甲项目", {}, on("2024-01-01"), reason="x")) == ["future_date"]
    assert codes(sign_again(office, "甲项目", {}, on("2023-06"), reason="x")) == ["change_day"]
    wrong = {"park": "新园区", "contract_amount": "若干"}
    assert codes(sign_again(office, "甲项目", wrong, on("2023-06-18"), reason="x")) == ["change_field", "not_an_amount"]
    signed(office)
    assert codes(sign_again(office, "甲项目", AGAIN, on("2023-07-01"), reason="x")) == ["not_ended"]
    put(office, made("乙项目", "2021-01-05"))
    assert codes(sign_again(office, "乙项目", {}, on("2023-07-01"), reason="x")) == ["not_reached"]


def test_one_that_was_reopened_before_is_signed_again_and_a_third_time(office: Desk) -> None:
    done(reopen(office, "甲项目", on("2022-06-01"), "又来了"))
    assert codes(sign_again(office, "甲项目", {}, on("2022-04-30"), reason="x")) == ["status_order"]
    signed(office)
    done(terminate(office, "甲项目", on("2023-08-01"), "又撤"))
    done(sign_again(office, "甲项目", {"investor": "丙公司"}, on("2023-09-01"), reason="再接手"))
    assert figures(office, 2023, BOTH) == ("1", "3", "1"), "a project counts once in a year"
    assert actual(rollup(office, 2023, until=date(2023, 7, 31), ruleset=BOTH), "new_signed") == "1"


def test_an_increase_belongs_to_the_contract_of_its_day(office: Desk) -> None:
    signed(office)
    done(increase(office, "甲项目", on("2022-01-05"), Money(YI), note="补登"))
    done(increase(office, "甲项目", on("2023-06-18"), Money(2 * YI)))
    assert shown(office).profile.contract_amount == Money(5 * YI)
    assert shown(office, until=date(2023, 6, 17)).profile.contract_amount == Money(2 * YI, mark=Mark.OVER)
    answer = rollup(office, 2023, ruleset=LATEST)
    assert [actual(answer, key) for key in ("amount", "signed_amount", "increased")] == ["5", "3", "2"]
    assert codes(amend(office, "甲项目", {"contract_amount": "1亿元"})) == ["below_increases"]
    done(amend(office, "甲项目", {"contract_amount": "2亿元"}))
    done(amend(office, "甲项目", {"contract_amount": "5亿元"}))
    first, second = (step.id for step in shown(office).changes if step.what == "increase")
    done(void_change(office, first, "没有"))
    assert shown(office, until=date(2023, 6, 17)).profile.contract_amount == Money(YI, mark=Mark.OVER)
    done(void_change(office, second, "没有"))
    assert shown(office).profile.contract_amount == Money(3 * YI)
    assert actual(rollup(office, 2021, ruleset=LATEST), "amount") == "1"


def test_what_is_on_record_of_later_days_is_not_of_before_the_signing(office: Desk) -> None:
    """The increase of September enlarges what is signed in June; the investor of July was none of either side of it."""
    done(increase(office, "甲项目", on("2022-02-01"), Money(YI)))
    done(increase(office, "甲项目", on("2023-09-01"), Money(2 * YI)))
    done(change(office, "甲项目", {"investor": "丙公司"}, on("2023-07-01")))
    done(sign_again(office, "甲项目", AGAIN, on("2023-06-18"), reason="乙公司接手"))
    contracts = [shown(office, until=date.fromisoformat(day)).profile.contract_amount
                 for day in ("2021-12-31", "2023-06-17", "2023-06-18", "2023-08-31", "2023-09-01")]
    assert contracts == [Money(YI, mark=Mark.OVER), Money(2 * YI, mark=Mark.OVER), Money(3 * YI), Money(3 * YI),
                         Money(5 * YI)]
    assert shown(office).profile.contract_amount == Money(5 * YI)
    (signing,) = (step for step in shown(office).changes if step.what == "signing")
    assert (signing.before, signing.after, signing.amount) == ("甲公司", "乙公司", Money(2 * YI, mark=Mark.OVER))
    assert actual(rollup(office, 2023, ruleset=LATEST), "amount") == "5"
    assert actual(rollup(office, 2021, ruleset=LATEST), "amount") == "1"


def test_a_signing_in_another_currency_than_the_increases_after_it_is_refused(office: Desk) -> None:
    done(increase(office, "甲项目", on("2023-09-01"), Money(2 * YI)))
    assert codes(sign_again(office, "甲项目", {"contract_amount": "1亿美元"}, on("2023-06-18"), reason="x")) == [
        "increase_currency"]
    done(sign_again(office, "甲项目", {}, on("2023-06-18"), reason="合同不变"))
    assert shown(office, until=date(2023, 6, 18)).profile.contract_amount == Money(YI, mark=Mark.OVER)


def test_an_intent_is_on_record_and_counts_nowhere(office: Desk) -> None:
    put(office, made("乙项目", "2023-01-05"))
    done(record_intent(office, "乙项目", on("2023-03-01"), note="框架协议"))
    assert codes(record_intent(office, "乙项目", on("2023-03-01"), note="框架协议")) == ["intent_known"]
    assert codes(record_intent(office, "乙项目", on("2022-03-01"))) == ["before_lead"]
    project = shown(office, "乙项目")
    assert (project.stage, [(step.what, step.note) for step in project.changes]) == (
        Stage.LEAD, [("intent", "框架协议")])
    assert all(figures(office, 2023, one)[0] == "0" for one in (FIRST, LATEST, BOTH))
    (step,) = project.changes
    done(void_change(office, step.id, "没有签"))
    assert shown(office, "乙项目").changes == ()


@pytest.mark.story
@pytest.mark.long(months=(1, 3, 9, 11))
@pytest.mark.parametrize("months", [(5, 7), (1, 3, 9, 11)], ids=["about the signing", "all others"])
@settings(max_examples=settings.default.max_examples * 5 // 100, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(added=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 9)), max_size=4, unique_by=lambda one: one[0]))
def test_figures_and_the_copy_of_the_past_say_the_same_amount_of_each_day(
        office: Desk, months: tuple[int, ...], added: list[tuple[int, int]]) -> None:
    done(increase(office, "甲项目", on("2022-02-01"), Money(YI), note=str(added)))
    if shown(office).status is Status.TERMINATED:
        signed(office)
    for month, many in added:
        increase(office, "甲项目", Day(date(2023, month, 2)), Money(many * YI))
    for month in months:
        last = date(2023, month, 15)
        contract = shown(office, until=last).profile.contract_amount
        assert contract is not None
        counted = rollup(office, 2023, until=last, ruleset=LATEST)
        assert actual(counted, "amount") == (f"{contract.minor / YI:g}" if month > 6 else "0")


def test_the_health_check_waits_from_the_signing_of_now(office: Desk) -> None:
    def waiting() -> list[int]:
        findings = failing(office)
        assert not isinstance(findings, Refused)
        return [one.days for one in findings if one.rule == "stage_held"]

    done(reopen(office, "甲项目", on("2022-06-01"), "又来了"))
    assert waiting() == [1035]
    done(terminate(office, "甲项目", on("2022-07-01"), "又撤"))
    signed(office)
    assert waiting() == [196]


def test_what_a_signing_made_of_a_field_goes_with_the_signing_only(office: Desk) -> None:
    number = signed(office)
    steps = [one.id for one in shown(office).changes if one.id != number]
    count = len(entries(office))
    for step in steps:
        assert codes(void_change(office, step, "记错")) == ["change_of_signing"]
    assert (len(steps), len(entries(office))) == (2, count)
    done(void_change(office, number, "没有签成"))
    assert shown(office).changes == ()


def test_a_ledger_with_the_day_of_the_second_signing_does_not_move_the_first(office: Desk, tmp_path: Path) -> None:
    signed(office)
    ledger = tmp_path / "台账.csv"
    ledger.write_text("项目名称,投资方,签约时间\n甲项目,乙公司,2023-06-18\n", "utf-8")
    answer = intake(office, ledger)
    assert (answer.problems, answer.written) == ((), False)
    assert [one.day for one in shown(office).milestones if one.stage is Stage.SIGNED] == [on("2021-03-01")]


def test_the_difference_of_a_year_names_it(office: Desk, clock: Clock, tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    default = shipped("rules", "default.toml").read_text("utf-8")
    (tmp_path / "own.toml").write_text(default.replace('id = "default"', 'id = "own"\nyear = 2023') +
                                     '\n[signed]\nagain = "latest"\n', "utf-8")
    before = clock.at
    clock.at += timedelta(hours=1)
    signed(office)
    moved = year_moved(office, 2023, before)
    assert isinstance(moved, YearMoved)
    (figure,) = (one for one in moved.figures if one.key == "new_signed")
    assert [(step.by, step.entry.action, step.entry.reason) for step in figure.moves if step.entry] == [
        ("1", "project.sign_again", "乙公司接手")]


def test_the_first_signing_stays_while_a_later_one_stands_on_it(office: Desk) -> None:
    number = signed(office)
    refused = revert(office, "甲项目", "录错", stage=Stage.SIGNED)
    assert codes(refused) == ["signed_since"]
    assert refused.reasons[0].params == {"day": on("2023-06-18"), "value": number}
    done(void_change(office, number, "录错"))
    assert "signed_since" not in codes(revert(office, "甲项目", "录错", stage=Stage.SIGNED))
