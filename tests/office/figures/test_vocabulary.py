"""Each word of the vocabulary of rulesets, against a count by hand over the same small office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, YI, Made, Slice, made, on, put
from tests.office.rulesets import rules
from tracker.domain.money import Currency
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.words.catalogue import words
from tracker.words.figures import why_not

if TYPE_CHECKING:
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases
EXCHANGE = "\n[exchange]\nUSD = 7\n"


def office() -> list[Made]:
    """Six projects signed in 2023; contract amounts 2, 3, 9.99, 10, 30亿元, and none."""
    def signed(name: str, amount: int | None, *paid: Slice, **profile: object) -> Made:
        return made(name, "2023-01-01", "2023-02-01", receipts=paid, contract_minor=amount, **profile)

    return [
        signed("二", 2 * YI, Slice(on("2022-06-01"), 3000 * WAN), Slice(on("2023-06-01"), 2000 * WAN),
               origin="out_of_province", industry_chain="船舶制造"),
        signed("三", 3 * YI, Slice(on("2023-06-01"), 5000 * WAN), Slice(on("2023-07-01"), -1 * WAN),
               origin="out_of_province"),
        # 700万美元 = 4900万元 at 7, and 100万元: 5000万元 together
        signed("九", 999 * YI // 100, Slice(on("2023-06-01"), 700 * WAN, Currency.USD),
               Slice(on("2023-06-01"), 100 * WAN), origin="foreign"),
        signed("十", 10 * YI, Slice(on("2024-01-01"), 9000 * WAN), origin="foreign", industry_chain="船舶制造"),
        signed("三十", 30 * YI, Slice(on(""), 9000 * WAN), hunan_return=True),
        signed("无", None, Slice(on("2023-03-01"), 4999 * WAN)),
    ]


@pytest.mark.long(keep=10)
@pytest.mark.every_case
@pytest.mark.parametrize(("said", "fits", "why"), [
    # bands: from 3 to under 10亿元
    ('at_least = { contract_amount = "3亿元" }\nless_than = { contract_amount = "10亿元" }', "三 九",
     {"二": "合同金额低于3亿元", "十": "合同金额不低于10亿元，超出上限", "无": "没有合同金额"}),
    ('less_than = { contract_amount = "3亿元" }', "二", {"三": "合同金额不低于3亿元，超出上限"}),
    # 1.4亿美元 are 9.8亿元 at 7
    ('at_least = { contract_amount = "1.4亿美元" }', "九 十 三十", {"三": "合同金额低于1.4亿美元"}),
    # by origin and by chain: the first that fits decides, the rest is for all others
    ('at_least = { contract_amount = "20亿元" }\nat_least_for = [\n'
     '{ only = { origin = ["foreign"] }, contract_amount = "10亿元" },\n'
     '{ only = { industry_chain = ["船舶制造"] }, contract_amount = "1亿元" }]', "二 十 三十",
     {"九": "合同金额低于10亿元", "三": "合同金额低于20亿元", "无": "没有合同金额"}),
    # those whom no threshold is for need no amount
    ('at_least_for = [{ only = { origin = ["foreign"] }, contract_amount = "10亿元" }]', "二 三 十 三十 无",
     {"九": "合同金额低于10亿元"}),
    ('at_least_for = [{ only = { hunan_return = true }, contract_amount = "40亿元" }]', "二 三 九 十 无",
     {"三十": "合同金额低于40亿元"}),
    # money arrived by the end of the year, less what went back; that of the year; the largest receipt
    ('at_least = { arrived = "5000万元" }', "二 九", {"三": "累计到资不足5000万元", "十": "累计到资不足5000万元"}),
    ('at_least = { arrived_in_year = "4999万元" }', "三 九 无", {"二": "本年度到资不足4999万元"}),
    ('at_least = { one_receipt = "4900万元" }', "三 九 无", {"二": "没有单笔4900万元以上的到资"}),
    ('at_least_for = [{ only = { origin = ["foreign"] }, arrived = "5000万元" }]', "二 三 九 三十 无",
     {"十": "累计到资不足5000万元"}),
])
def test_how_large_a_project_has_to_be(desk: Desk, said: str, fits: str, why: dict[str, str]) -> None:
    put(desk, *office())
    chosen = rules(more=f"""
[[indicators]]
key = "asked"
label = {{ zh = "所问" }}
unit = "个"
kind = "milestone"
stage = "signed"
{said}
{EXCHANGE}""")
    explained = explain(desk, 2023, "asked", ruleset=chosen)
    assert isinstance(explained, Explanation)
    assert [one.name for one in explained.counted] == fits.split()
    reasons = {one.name: why_not(one, words()) for one in explained.not_counted}
    assert {name: reasons[name] for name in why} == why
    figure = rollup(desk, 2023, ruleset=chosen).figure("asked")
    assert figure is not None
    assert (figure.actual, figure.counted, figure.not_counted) == (
        str(len(fits.split())), len(fits.split()), 6 - len(fits.split()))


def test_milestones_together_count_in_the_later_year_and_month(desk: Desk) -> None:
    put(desk,
        # registered in 2022, started in March 2023: counts in March
        made("先注册", "2021-01-01", "2021-02-01", "2022-06-01", "2022-07-01", "2023-03-05"),
        # known by its quarter: in no month
        made("季度", "2021-01-01", "2021-02-01", "2022-06-01", "2022-07-01", "2023年三季度"),
        # money known later than the start: the later day decides
        made("后到资", "2022-01-01", "2022-02-01", "2022-06-01", "2023-04-10", "2022-12-01"),
        made("太久", "2018-01-01", "2018-02-01", "2019-06-01", "2019-07-01", "2023-03-05"),
        made("未到资", "2022-01-01", "2022-02-01", "2022-06-01"),
        made("明年", "2022-01-01", "2022-02-01", "2022-06-01", "2022-07-01", "2024-01-01"),
        made("不详", "2022-01-01", "2022-02-01", "", "2022-07-01", "2023-05-01"))
    chosen = rules(more="""
[[indicators]]
key = "introduced"
label = { zh = "引进" }
unit = "个"
kind = "milestone"
stage = "started"
monthly = true
together_with = ["registered", "funded"]
within_years = 2
""")
    figures = rollup(desk, 2023, ruleset=chosen)
    figure = figures.figure("introduced")
    assert figure is not None
    assert (figure.actual, figure.not_counted) == ("3", 4)
    assert figures.new_by_month["introduced"] == (0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    assert [one.name for one in figures.beside_months["introduced"].first] == ["季度"]
    explained = explain(desk, 2023, "introduced", ruleset=chosen)
    assert isinstance(explained, Explanation)
    assert {one.name: one.facts[0].day for one in explained.counted} == {
        "先注册": on("2023-03-05"), "季度": on("2023年三季度"), "后到资": on("2023-04-10")}
    assert {one.name: why_not(one, words()) for one in explained.not_counted} == {
        "太久": "各阶段首尾不在 2 年之内（0 即同一年度）", "未到资": "未开工",
        "明年": "开工在截止日 2023-12-31 之后（2024-01-01）", "不详": "注册日期不详"}


def test_of_days_together_the_one_that_is_over_last_decides(desk: Desk) -> None:
    put(desk, made("甲", "2022-01-01", "2022-02-01", "2022-06-01", "2023", "2023-05-01"),
        made("乙", "2022-01-01", "2022-02-01", "2022-06-01", "2023-02", "2023-02-20"))
    chosen = rules(more="""
[[indicators]]
key = "both"
label = { zh = "到资且开工" }
unit = "个"
kind = "milestone"
stage = "started"
monthly = true
together_with = ["funded"]
""")
    counted = {}
    for until in (date(2023, 2, 27), date(2023, 6, 30), date(2023, 12, 31)):
        figures = rollup(desk, 2023, until=until, ruleset=chosen)
        explained = explain(desk, 2023, "both", until=until, ruleset=chosen)
        assert isinstance(explained, Explanation)
        counted[until.month] = [one.name for one in explained.counted], sum(figures.new_by_month["both"])
    assert counted == {2: ([], 0), 6: (["乙"], 1), 12: (["甲", "乙"], 1)}, "of 甲 nobody knows when the money came"


def test_sums_averages_ratios_and_money_in_any_unit(desk: Desk) -> None:
    put(desk, *office())
    chosen = rules(more="""
[[indicators]]
key = "in_dollars"
label = { zh = "折美元" }
unit = "万美元"
kind = "receipts"
currency = ["CNY", "USD"]

[[indicators]]
key = "both"
label = { zh = "合计" }
unit = "万元"
kind = "sum"
of = ["out_of_province", "in_dollars"]

[[indicators]]
key = "counted"
label = { zh = "两数平均" }
unit = "个"
kind = "average"
of = ["new_signed", "top500"]

[[indicators]]
key = "share"
label = { zh = "占比" }
unit = "%"
kind = "ratio"
of = ["foreign", "in_dollars"]

[[indicators]]
key = "nothing"
label = { zh = "无可除" }
unit = "%"
kind = "ratio"
of = ["new_signed", "top500"]
""" + EXCHANGE)
    figures = {one.key: one for one in rollup(desk, 2023, ruleset=chosen).indicators}
    # money of 2023: 2000 + 5000 - 1 + 100 + 4999 = 12098万元 ÷ 7 = 1728.285714…万美元, and 700万美元
    assert figures["in_dollars"].actual == "2428.285714285714"
    # 2000 + 5000 - 1 = 6999万元 from other provinces, and all of it again: 12098 + 4900万元
    assert Decimal(figures["both"].actual).quantize(Decimal("0.0001")) == Decimal(6999 + 12098 + 4900)
    assert figures["counted"].actual == "3"  # (6 + 0) ÷ 2
    assert figures["share"].actual == "28.83"  # 700 ÷ 2428.2857
    assert figures["nothing"].actual == "0"
    assert (figures["both"].counted, figures["both"].not_counted) == (4, 2)
    for key in ("in_dollars", "both"):
        explained = explain(desk, 2023, key, ruleset=chosen)
        assert isinstance(explained, Explanation)
        total = sum((Decimal(one.share) for one in explained.counted), Decimal(0))
        assert abs(total - Decimal(figures[key].actual)) < Decimal("1e-9")
        assert len(explained.counted) == figures[key].counted
