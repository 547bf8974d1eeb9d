"""The shipped rulesets of real places: a small ledger each, and figures worked out by hand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, YI, Came, Made, Slice, in_place, made, on, put, with_recognised
from tests.office.journal.test_undo import sure
from tracker.domain.money import Currency
from tracker.domain.money_form import MoneyForm
from tracker.domain.results import ResultKind
from tracker.office.figures.explain import explain, explained_keys
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import Rollup, rollup
from tracker.office.recognition.recognise import recognise
from tracker.office.rules import rules_of
from tracker.words.catalogue import words
from tracker.words.figures import why_not

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases
USD_WAN = 10_000 * 100
"""万美元 in cents."""


def counted(desk: Desk, place: str, year: int, *projects: Made) -> Rollup:
    """The figures of a year by the ruleset shipped for the place; each is the sum of what explains it."""
    in_place(desk, place)
    put(desk, *projects)
    rules = rules_of(desk, year)
    assert (rules.place, rules.year) == (place, year)
    figures = rollup(desk, year, until=date(year, 12, 31))
    shown = {one.key: one.actual for one in figures.indicators}
    shown |= {rate.explained_by: str(rate.numerator) for rate in figures.conversion}
    for key in explained_keys(rules, year):
        explained = explain(desk, year, key, until=date(year, 12, 31))
        assert isinstance(explained, Explanation)
        if explained.nowhere:
            continue
        if explained.of is None or key in {rate.explained_by for rate in figures.conversion}:
            assert explained.figure == shown[key], key
        figure = figures.figure(key)
        if figure and explained.of is None:
            assert (figure.counted, figure.not_counted) == (len(explained.counted), len(explained.not_counted)), key
    return figures


def actual(figures: Rollup) -> dict[str, str]:
    return {one.key: one.actual for one in figures.indicators}


def whys(desk: Desk, year: int, key: str) -> dict[str, str]:
    explained = explain(desk, year, key, until=date(year, 12, 31))
    assert isinstance(explained, Explanation)
    return whys_of(explained)


def whys_of(explained: Explanation) -> dict[str, str]:
    return {one.name: why_not(one, words()) for one in explained.not_counted}


def test_sanming_2020(desk: Desk) -> None:
    figures = counted(
        desk, "三明市", 2020,
        # 6亿元, all in 2020: started, large, all in one year
        made("甲", "2019-12-01", "2020-01-10", "2020-02-01", "2020-03-01", "2020-05-01", contract_minor=6 * YI,
             origin="out_of_province"),
        # foreign, 1200万美元: large by the threshold of foreign projects (in yuan 0.83亿元), money in dollars
        made("乙", "2019-12-01", "2020-03-10", "2020-04-01", "2020-05-01", contract_minor=1200 * USD_WAN,
             contract_currency=Currency.USD, origin="foreign",
             receipts=(Slice(on("2020-05-01"), 300 * USD_WAN, Currency.USD), Slice(on("2019-05-01"), 5, Currency.USD))),
        # foreign, 0.7亿元 = 1014.8万美元 at 6.8976: it reaches 1000万美元 although it is below 1亿元
        made("丙", "2019-12-01", "2020-04-10", contract_minor=7000 * WAN, origin="foreign"),
        # domestic, 0.7亿元: too small
        made("丁", "2019-12-01", "2020-04-10", contract_minor=7000 * WAN, origin="out_of_province"),
        # started in 2020, registered in 2019: large, started, but not all in one year; signed in 2019
        made("戊", "2019-01-01", "2019-03-01", "2019-04-01", "2020-01-05", "2020-02-01", contract_minor=9 * YI),
        # all in one year, 4亿元: below 5亿元
        made("己", "2020-01-01", "2020-03-01", "2020-04-01", "2020-05-01", "2020-06-01", contract_minor=4 * YI,
             ownership="state"),
        # as large, and private: 3亿元 are enough
        made("庚", "2020-01-01", "2020-03-01", "2020-04-01", "2020-05-01", "2020-06-01", contract_minor=4 * YI,
             ownership="private"),
    )
    assert actual(figures) == {
        "new_started": "4",            # 甲 戊 己 庚
        "started_amount": "23",        # 6 + 9 + 4 + 4
        "foreign": "300",
        "large_signed": "5",           # 甲 乙 丙 己 庚
        "large_signed_started": "3",   # 甲 己 庚
        "invested": "0",
        "same_year": "2",              # 甲 庚
    }
    assert [(rate.key, rate.numerator, rate.denominator, rate.rate) for rate in figures.conversion] == [
        ("registered", 4, 5, "80%"), ("funded", 4, 5, "80%"), ("started", 3, 5, "60%")]
    assert whys(desk, 2020, "same_year") == {
        "乙": "未开工", "丙": "未开工", "丁": "未开工",
        "戊": "各阶段首尾不在 0 年之内（0 即同一年度）", "己": "合同金额低于5亿元"}
    assert whys(desk, 2020, "large_signed") == {"丁": "合同金额低于1亿元", "戊": "签约在本年度之前（2019-03-01）"}


def test_taiyuan_2013(desk: Desk) -> None:
    figures = counted(
        desk, "太原市", 2013,
        # 2.5亿元; foreign money 1000万美元, one dollar more in 2012 that does not count
        made("甲", "2013-01-01", "2013-02-01", contract_minor=5 * YI // 2, origin="foreign",
             receipts=(Slice(on("2013-03-01"), 1000 * USD_WAN, Currency.USD),
                       Slice(on("2012-03-01"), 100, Currency.USD))),
        # 2000万美元 = 1.296亿元 at 6.48; money 3000万元 from another province and 500万元 of the place itself
        made("乙", "2013-01-01", "2013-02-01", contract_minor=2000 * USD_WAN, contract_currency=Currency.USD,
             origin="out_of_province", receipts=(Slice(on("2013-05-01"), 3000 * WAN),
                                                 Slice(on("2013-06-01"), 500 * WAN, origin="local"))),
        # 3亿港元: no printed rate, so it is in no sum
        made("丙", "2013-01-01", "2013-02-01", contract_minor=3 * YI, contract_currency=Currency.HKD),
        made("丁", "2012-01-01", "2012-02-01", contract_minor=7 * YI, origin="in_province",
             receipts=(Slice(on("2013-12-31"), 200 * WAN), Slice(on("2013-12-31"), -50 * WAN))),
    )
    # foreign 1000万美元 = 6480万元; domestic 3000 + 200 - 50 = 3150万元; together 9630万元
    assert actual(figures) == {"signed_amount": "3.796", "foreign": "1000", "domestic": "0.315", "outside": "0.963"}
    assert [one.counted for one in figures.indicators] == [2, 1, 2, 3]
    explained = explain(desk, 2013, "outside", until=date(2013, 12, 31))
    assert isinstance(explained, Explanation)
    assert {one.name: one.share for one in explained.counted} == {"甲": "0.648", "乙": "0.3", "丁": "0.015"}
    assert explained.source == "外资按 6.48 折算后与内资相加"
    assert whys(desk, 2013, "signed_amount")["丙"] == "合同金额的币种没有折算汇率"


def test_yulin_2008(desk: Desk) -> None:
    figures = counted(
        desk, "玉林市", 2008,
        made("甲", "2006-01-01", "2006-02-01", "2006-03-01", "2006-04-01", "2006-05-01", contract_minor=2 * YI,
             receipts=(Slice(on("2006-04-01"), YI // 2), Slice(on("2008-04-01"), YI // 4))),
        made("乙", "2007-01-01", "2007-02-01", "2007-03-01", contract_minor=YI,
             receipts=(Slice(on("2009-01-01"), YI),)),
        made("丙", "2008-01-01", "2008-02-01", contract_minor=YI, receipts=(Slice(on("2008-03-01"), YI // 4),)),
        # signed in 2005: in no rate, but its money of 2008 is this year's
        made("丁", "2005-01-01", "2005-02-01", "2005-03-01", "2005-04-01", "2005-05-01", contract_minor=9 * YI,
             receipts=(Slice(on("2008-07-01"), YI),)),
    )
    assert actual(figures) == {"money": "1.5"}  # 0.25 + 0.25 + 1
    # 3 signed since 2006: 2 registered, 1 started; of 4亿元 1亿元 arrived by the end of 2008
    assert [(one.table, one.key, one.numerator, one.denominator, one.rate) for one in figures.conversion] == [
        ("kept", "registered", 2, 3, "66.67%"), ("built", "started", 1, 3, "33.33%"),
        ("paid", "arrived", "1", "4", "25%")]
    assert whys(desk, 2008, "conversion.paid.arrived") == {"乙": "没有到资", "丁": "签约在基期之前（2005-02-01）"}


def test_huzhou_2007(desk: Desk) -> None:
    figures = counted(
        desk, "湖州市", 2007,
        # started: its money counts, also what came before the start
        made("甲", "2006-01-01", "2006-02-01", "2006-03-01", "2007-01-10", "2007-06-01", "2007-12-01",
             contract_minor=3000 * WAN, origin="out_of_province",
             receipts=(Slice(on("2007-02-01"), 800 * WAN), Slice(on("2006-12-31"), 100 * WAN))),
        # not started: its money does not count
        made("乙", "2007-01-01", "2007-02-01", "2007-03-01", "2007-04-01", contract_minor=9000 * WAN,
             origin="out_of_province", receipts=(Slice(on("2007-05-01"), 900 * WAN),)),
        # started on a day after the year: not yet
        made("丙", "2007-01-01", "2007-02-01", "2007-03-01", "2007-04-01", "2008-01-02", contract_minor=9000 * WAN,
             origin="in_province", receipts=(Slice(on("2007-05-01"), 900 * WAN),)),
        made("丁", "2006-01-01", "2006-02-01", "2006-03-01", "2006-04-01", "2007-03-01", contract_minor=2000 * WAN,
             origin="in_province", receipts=(Slice(on("2007-05-01"), 200 * WAN),)),
        # 5000万元 and started in 2006: it counted whole then, and does not again
        made("戊", "2006-01-01", "2006-02-01", "2006-03-01", "2006-04-01", "2006-05-01", contract_minor=5000 * WAN,
             origin="out_of_province", receipts=(Slice(on("2007-05-01"), 300 * WAN),)),
        # above 5000万元: by its money of each year
        made("己", "2006-01-01", "2006-02-01", "2006-03-01", "2006-04-01", "2006-05-01", contract_minor=5000 * WAN + 1,
             origin="out_of_province", receipts=(Slice(on("2007-05-01"), 70 * WAN), Slice(on("2006-05-01"), YI))),
    )
    assert actual(figures) == {
        "money": "1370",          # 800 + 200 + 300 + 70
        "small_whole": "5000",    # 甲 3000, 丁 2000
        "large_money": "70", "counted_money": "5070",
        "new_started": "2", "new_producing": "1", "started_amount": "5000",
        "average_size": "2500",   # 5000万元 ÷ 2
        "completed": "50",        # 1 ÷ 2 in percent
    }
    assert whys(desk, 2007, "small_whole") == {
        "乙": "未开工", "丙": "开工在截止日 2007-12-31 之后（2008-01-02）", "戊": "开工在本年度之前（2006-05-01）",
        "己": "开工在本年度之前（2006-05-01）"}
    assert whys(desk, 2007, "large_money")["戊"] == "合同金额不高于5000万元"
    in_2006 = explain(desk, 2006, "small_whole", until=date(2006, 12, 31), ruleset=rules_of(desk, 2007))
    assert isinstance(in_2006, Explanation)
    assert {one.name: one.share for one in in_2006.counted} == {"戊": "5000"}
    assert whys_of(in_2006)["己"] == "合同金额高于5000万元，超出上限"
    assert whys(desk, 2007, "money") == {"乙": "截至 2007-12-31 还没有开工", "丙": "截至 2007-12-31 还没有开工"}
    size = explain(desk, 2007, "average_size", until=date(2007, 12, 31))
    assert isinstance(size, Explanation)
    assert (size.figure, size.of) == ("5000", "2")


def test_huainan_2010(desk: Desk) -> None:
    def paid(day: str, minor: int, currency: Currency = Currency.CNY, proof: str = "bank_slip") -> Slice:
        return Slice(on(day), minor, currency, proof=proof)

    figures = counted(
        desk, "淮南市", 2010,
        # 300万元 exactly counts, 299万元 does not, nor what nothing proves; 20万元 that went back is taken off
        made("甲", "2010-01-01", "2010-02-01", origin="out_of_province", receipts=(
            paid("2010-03-01", 300 * WAN), paid("2010-04-01", 299 * WAN), paid("2010-05-01", 900 * WAN, proof=""),
            paid("2010-06-01", -20 * WAN, proof=""))),
        # 10万美元 counts; 67.695万元 are 10万美元 at 6.7695 and count; 60万元 are less
        made("乙", "2010-01-01", "2010-02-01", origin="foreign", receipts=(
            paid("2010-03-01", 10 * USD_WAN, Currency.USD, "licence"), paid("2010-04-01", 67_695_000),
            paid("2010-05-01", 60 * WAN))),
        made("丙", "2010-01-01", "2010-02-01", origin="out_of_province", receipts=(paid("2010-03-01", 100 * WAN),)),
        made("丁", "2010-01-01", "2010-02-01", receipts=(paid("2010-03-01", 500 * WAN),)),
    )
    assert actual(figures) == {"domestic": "280", "foreign": "20"}
    assert whys(desk, 2010, "domestic") == {
        "乙": "没有境内省外的到资", "丙": "单笔到资都不足300万元", "丁": "到资没有填资金来源"}


@pytest.mark.story(keep=1)
def test_yinchuan_2010(desk: Desk, clock: Clock) -> None:
    def paid(name: str, origin: str = "out_of_province") -> Made:
        return made(name, "2010-01-01", "2010-02-01", origin=origin,
                    receipts=(Slice(on("2010-03-01"), YI, proof="bank_slip"),))

    clock.at = datetime(2010, 12, 10, 15, 59, tzinfo=UTC)  # 10 December, one minute before midnight in the office
    put(desk, paid("按时"), paid("区内", "in_province"), paid("市里认定"))
    second = replace(desk, who="联络员02")
    for name, number, body in (("按时", 1, "自治区"), ("区内", 2, "银川市"), ("市里认定", 3, "银川市")):
        sure(recognise(second, name, number, body))
    clock.at = datetime(2010, 12, 10, 16, 0, tzinfo=UTC)
    late = replace(with_recognised(made("晚认定", "2010-01-01", "2010-02-01", "2010-03-01", "2010-04-01", "2010-05-01"),
                                   started="2011-01-20"))
    early = with_recognised(made("认定", "2010-01-01", "2010-02-01", "2010-03-01", "2010-04-01", "2010-05-01"),
                            started="2010-06-01")
    figures = counted(desk, "银川市", 2010, paid("迟报"), late, early)
    assert actual(figures) == {"from_outside": "1", "from_inside": "1", "recognised_started": "1"}
    assert whys(desk, 2010, "from_outside")["市里认定"] == "到资没有经自治区认定"
    assert whys(desk, 2010, "from_outside")["迟报"] == "凭证（银行进账单、验资报告）晚于 2010-12-10 才登记"
    assert whys(desk, 2010, "recognised_started") == {
        **dict.fromkeys(("按时", "区内", "市里认定", "迟报"), "未开工"),
        "晚认定": "开工发生于 2010-05-01，2011-01-20 才认定，晚于截止日 2010-12-31"}


@pytest.mark.story
def test_gaoan_2021(desk: Desk) -> None:
    def paid(minor: int, form: MoneyForm | None) -> Slice:
        return Slice(on("2021-05-01"), minor * USD_WAN, Currency.USD, form=form)

    figures = counted(
        desk, "高安市", 2021,
        # 100万美元 in cash, 50 in equipment; taken into the statistics in July, 2亿元 of its investment in the year
        made("甲", "2021-01-01", "2021-02-01", contract_minor=YI, origin="foreign",
             receipts=(paid(100, MoneyForm.CASH), paid(50, MoneyForm.EQUIPMENT)),
             results=(Came(ResultKind.IN_STATISTICS, on("2021-07-01")), Came(ResultKind.INVESTED, on("2021Q1"), YI),
                      Came(ResultKind.INVESTED, on("2021-09"), YI), Came(ResultKind.INVESTED, on("2020Q4"), 9 * YI))),
        # in the statistics since 2020: its investment counts, it does not count as new; profit put in again does not
        made("乙", "2020-01-01", "2020-02-01", contract_minor=2 * YI, origin="foreign",
             receipts=(paid(30, MoneyForm.REINVESTED), paid(20, None)),
             results=(Came(ResultKind.IN_STATISTICS, on("2020-07-01")), Came(ResultKind.INVESTED, on("2021"), 3 * YI))),
        # never taken in
        made("丙", "2021-01-01", "2021-02-01", contract_minor=9999 * WAN,
             results=(Came(ResultKind.INVESTED, on("2021-06"), 7 * YI),)))
    assert actual(figures) == {"foreign": "170", "foreign_cash": "100", "large_signed": "1", "in_statistics": "1",
                               "invested": "5"}
    assert whys(desk, 2021, "foreign_cash") == {"乙": "没有该类形式的到资：货币", "丙": "没有到资"}
    assert whys(desk, 2021, "in_statistics") == {"乙": "入统在本年度之前", "丙": "没有入统的记录"}
    assert whys(desk, 2021, "invested") == {"丙": "截至 2021-12-31 还没有入统"}


@pytest.mark.story(keep=1)
def test_sishui_2011(desk: Desk) -> None:
    figures = counted(
        desk, "泗水县", 2011,
        # new: 600 - 100万元
        made("新", "2010-12-01", "2011-01-01", "2011-02-01", "2011-03-01", "2011-06-01", origin="out_of_province",
             receipts=(Slice(on("2011-03-01"), 600 * WAN), Slice(on("2011-09-01"), -100 * WAN))),
        # signed in 2010: what arrives in 2011 is money of a continued project, its start is no new one's
        made("续", "2010-01-01", "2010-12-31", "2011-02-01", "2011-03-01", "2011-06-01", origin="in_province",
             receipts=(Slice(on("2011-03-01"), 1500 * WAN), Slice(on("2010-12-31"), 9 * WAN))),
        # nobody knows on which day of 2010 it was signed; registered in 2010, so it was signed before 2011
        made("日期不详", "2010-01-01", "", "2010-05-01", origin="in_province",
             receipts=(Slice(on("2011-03-01"), 250 * WAN),)),
        # signed in a quarter of 2011, money of the place itself beside
        made("季度", "2011-01-01", "2011Q2", origin="out_of_province",
             receipts=(Slice(on("2011-07-01"), 250 * WAN), Slice(on("2011-07-01"), 40 * WAN, origin="local"))),
        # a later phase inside the scope: its money counts, it is no new project
        made("二期", "2011-01-01", "2011-04-01", origin="out_of_province", phase_scope="inside"),
        # money before the contract: neither new nor continued
        made("意向", "2011-01-01", origin="out_of_province", receipts=(Slice(on("2011-07-01"), 77 * WAN),)),
        made("终止", "2011-01-01", "2011-02-01", origin="out_of_province", terminated="2011-10-01",
             receipts=(Slice(on("2011-07-01"), 88 * WAN),)),
    )
    assert actual(figures) == {
        "new_money": "750", "continued_money": "1750", "money": "2500",
        "new_share": "30",         # 750 ÷ 2500
        "new_signed": "3",         # 新 季度 终止
        "new_started": "1"}
    assert whys(desk, 2011, "new_money") == {
        "续": "签约不在本年度（截至 2011-12-31）", "日期不详": "签约不在本年度（截至 2011-12-31）", "二期": "没有到资",
        "意向": "签约不在本年度（截至 2011-12-31）", "终止": "已终止"}
    assert whys(desk, 2011, "continued_money")["新"] == "签约不在本年度之前"
    assert whys(desk, 2011, "new_started")["续"] == "签约不在本年度（截至 2011-12-31）"
    half = rollup(desk, 2011, until=date(2011, 5, 31))
    assert (actual(half)["new_money"], actual(half)["new_signed"]) == ("600", "2"), "a quarter counts once it is over"
    (line,) = [one for one in figures.money.nowhere if one.reason == "no_fit"]
    assert (line.projects, line.receipts) == (2, 2), "意向 and 终止"
