"""What is known only in part: days known by their month, days nobody knows, amounts 不到, names written two ways."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select

from tests.office.build import WAN, YI, Made, Slice, made, on, put
from tests.office.figures.test_explain import behind, whys
from tests.office.rulesets import MORE, rules
from tracker.domain.day import MONTHS_OF, Day, Precision, periods_over
from tracker.domain.money import Currency, Mark
from tracker.domain.names import fold_name
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.figures import Rollup
from tracker.office.figures.rollup import rollup
from tracker.store.folding import Folded
from tracker.words import Lang
from tracker.words.figures import figure_notes


def actual(shown: Rollup, key: str) -> str:
    figure = shown.figure(key)
    assert figure is not None
    return figure.actual


@pytest.mark.long(keep=10)
@pytest.mark.every_case
@pytest.mark.both_databases
@pytest.mark.parametrize(("day", "until", "counts"), [
    ("2023-10", "2023-10-31", True), ("2023-10", "2023-10-30", False), ("2023-10", "2023-11-01", True),
    ("2023-10D1", "2023-10-10", True), ("2023-10D1", "2023-10-09", False), ("2023-10D3", "2023-10-31", True),
    ("2023-10D3", "2023-10-30", False), ("2023-02D3", "2023-02-28", True), ("2023-02", "2023-02-27", False),
    ("2023Q3", "2023-09-30", True), ("2023Q3", "2023-09-29", False), ("2023Q3", "2023-10-15", True),
    ("2023H1", "2023-06-30", True), ("2023H1", "2023-06-29", False), ("2023", "2023-12-30", False),
    ("2023", "2023-12-31", True), ("2023-10-15", "2023-10-15", True), ("2023-10-16", "2023-10-15", False)])
def test_a_period_counts_once_the_whole_of_it_has_passed(desk: Desk, day: str, until: str, counts: bool) -> None:
    """As a milestone, as money, as a later stage of a rate, and where the project stands."""
    put(desk, made("甲", "2022-01-01", day, day, origin="in_province", receipts=(Slice(on(day), YI),)),
        made("乙", "2022-01-01", "2023-01-01", day))
    shown = rollup(desk, 2023, until=date.fromisoformat(until))
    assert actual(shown, "new_signed") == str(1 + counts)
    assert actual(shown, "in_province") == str(int(counts))
    assert shown.by_stage == {**dict.fromkeys(shown.by_stage, 0), **(
        {"registered": 2} if counts else {"lead": 1, "signed": 1})}
    rate = shown.conversion[0]
    assert (rate.numerator, rate.denominator) == ((2, 2) if counts else (0, 1))
    explained = behind(desk, "new_signed", until=date.fromisoformat(until))
    assert len(explained.counted) == 1 + counts


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_the_latest_period_that_is_over(last: date) -> None:
    for precision, first in periods_over(last).items():
        assert precision in (Precision.DEKAD, *MONTHS_OF)
        period = Day(first).widened(precision)
        assert period.on == first
        assert (period.last or date.max) <= last or last.year == 1
        if period.last and period.last < date.max:
            following = Day(period.last + timedelta(days=1)).widened(precision)
            assert (following.last or date.max) > last


@pytest.mark.both_databases
def test_such_figures_say_so(desk: Desk) -> None:
    put(desk, made("月", "2022-01-01", "2023-03"), made("季", "2022-01-01", "2023Q1"),
        made("日", "2022-01-01", "2023-03-05", origin="in_province",
             receipts=(Slice(on("2023-03"), YI), Slice(on("2023-02"), YI), Slice(on("2023-04-01"), YI))),
        made("未完", "2022-01-01", "2023-10"))
    october = date(2023, 10, 15)
    shown = rollup(desk, 2023, until=october)
    assert list(figure_notes(shown, Lang.ZH)) == ["新签约：含 2 个只知到月份（或旬、季、年）的项目",
                                                  "域外省内资金：含 1 个只知到月份（或旬、季、年）的项目"]
    figure = shown.figure("new_signed")
    assert figure is not None
    assert figure.as_json()["by_period"] == figure.by_period == behind(desk, "new_signed", until=october).by_period == 2
    assert behind(desk, "in_province", until=october).by_period == 1
    assert whys(behind(desk, "new_signed", until=october))["未完"] == "签约只知在 2023-10，到截止日 2023-10-15 还没过完"
    whole = rollup(desk, 2023, until=date(2023, 12, 31))
    assert (actual(whole, "new_signed"), list(figure_notes(whole, Lang.ZH))) == ("4", [])


@pytest.mark.both_databases
def test_an_amount_said_to_be_under_is_not_silently_taken_for_it(desk: Desk) -> None:
    wan = 3000 * WAN
    put(desk, made("不到", "2022-01-01", "2023-01-01", contract_minor=wan, contract_mark=Mark.UNDER,
                   origin="in_province",
                   receipts=(Slice(on("2023-02-01"), wan, mark=Mark.UNDER), Slice(on("2023-02-02"), wan))),
        made("约", "2022-01-01", "2023-01-01", contract_minor=wan, contract_mark=Mark.ABOUT),
        made("不到五千", "2022-01-01", "2023-01-01", contract_minor=5000 * WAN, contract_mark=Mark.UNDER))
    chosen = rules(("[conversion]\ndenominator = \"signed_in_year\"",
                    "[conversion]\nunit = \"亿元\"\ndenominator = \"contract_amount\""),
                   more=MORE.replace("2亿元", "3000万元"))
    shown = rollup(desk, 2023, ruleset=chosen)
    assert actual(shown, "large") == "2"
    assert whys(behind(desk, "large", ruleset=chosen)) == {"不到": "合同金额低于3000万元"}
    money = shown.figure("in_province")
    assert money is not None
    assert (money.actual, money.under, behind(desk, "in_province", ruleset=chosen).under) == ("0.6", 1, 1)
    assert "域外省内资金：含 1 笔“不到”若干的金额，按其数额相加，实际更少" in figure_notes(shown, Lang.ZH)
    assert shown.conversion[0].under == 2
    assert any(note.startswith("转化率：含 2 笔") for note in figure_notes(shown, Lang.ZH))


@pytest.mark.both_databases
def test_an_unknown_day_before_a_known_one_was_reached(desk: Desk) -> None:
    put(desk, made("之间", "2022-01-01", "2023-01-01", "", "2023-06-01"), made("末尾", "2022-01-01", "2023-01-01", ""),
        made("还没有", "2022-01-01", "2023-01-01", "", "2023-09-01"), made("未到", "2022-01-01", "2023-01-01"))
    until = date(2023, 7, 1)
    rate = rollup(desk, 2023, until=until).conversion[0]
    assert (rate.key, rate.numerator, rate.denominator) == (Stage.REGISTERED, 1, 4)
    explained = behind(desk, "conversion.registered", until=until)
    assert [(one.name, one.facts[0].day) for one in explained.counted] == [("之间", Day.unknown())]
    assert whys(explained) == {"末尾": "注册日期不详", "还没有": "注册日期不详", "未到": "未注册"}


SPELLINGS = ["（湖南）甲 公司", "(湖南)甲公司", "〔湖南〕甲公司", "【湖南】甲　公司", "(湖南)甲公司 "]


@pytest.mark.both_databases
def test_one_investor_written_several_ways_is_one_company(desk: Desk) -> None:
    put(desk, *(made(f"项目{at}", "2022-01-01", "2023-01-01", investor=name) for at, name in enumerate(SPELLINGS)),
        made("ＡＢＣ", "2022-01-01", "2023-01-01"), made("别家", "2022-01-01", "2023-01-01", investor="abc"))
    chosen = rules(more=MORE)
    assert actual(rollup(desk, 2023, ruleset=chosen), "companies") == "2"
    assert [one.share for one in behind(desk, "companies", ruleset=chosen).counted].count("1") == 2


NAMES = st.text(st.sampled_from("甲乙 　\t（）()【】〔〕〖〗ＡａZzｶé１1㈱①Ⅳ·-—“”"), max_size=12)


@pytest.mark.both_databases
def test_a_name_is_folded_in_sql_as_everywhere(desk: Desk) -> None:
    @settings(deadline=None)
    @given(st.lists(NAMES, min_size=1, max_size=20))
    def check(names: list[str]) -> None:
        with desk.reading() as session:
            for name in names:
                assert session.scalar(select(Folded(literal(name)))) == fold_name(name)

    check()


def test_what_is_paid_in_another_currency_is_not_taken_for_under(desk: Desk) -> None:
    put(desk, Made("甲", {Stage.LEAD: on("2022-01-01")}, (
        Slice(on("2023-02-01"), 5, Currency.USD, mark=Mark.UNDER),), profile={"origin": "in_province"}))
    figure = rollup(desk, 2023).figure("in_province")
    assert figure is not None
    assert figure.under == 0
