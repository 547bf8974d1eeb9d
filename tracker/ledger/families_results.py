"""What offices call the results of projects: as columns of a list of projects, and on a sheet of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tracker.domain.profile import PROJECT_NAMES
from tracker.domain.results import ResultKind
from tracker.ledger.families_money import CURRENCIES
from tracker.ledger.family import CODES, WHEN, Family, Sort
from tracker.ledger.plan_words import PLAN_WORDS


class ResultWords(NamedTuple):
    """The words for one kind of result: what a book of ours calls it, and the shape of what others call it."""

    name: str
    words: str


RESULT_WORDS: Mapping[ResultKind, ResultWords] = {
    ResultKind.INVESTED: ResultWords(
        "完成投资", "完成(?:固定资产投资|固定资产|固投|总投资|投资)|(?:固定资产投资|固投|投资)完成|(?<=已)投资"),
    ResultKind.IN_STATISTICS: ResultWords(
        "入统", "(?:项目|固投|固定资产投资|投资)*(?:入库纳统|入统|纳统|纳入统计|统计入库)(?:项目)?"),
    ResultKind.ABOVE_SCALE: ResultWords(
        "入规", "(?:企业|项目)*(?:入规上|入规|上规模|上规|升规|小升规|纳规|规上|规模以上)(?:工业|企业|项目)*"),
    ResultKind.AT_CAPACITY: ResultWords("达产", "(?:项目|企业|全面|实际|已)*(?:达产达效|达产|满产)"),
    ResultKind.OUTPUT: ResultWords("产值", "(?:规上|规模以上)?(?:工业|企业)?总?产值"),
    ResultKind.TAX: ResultWords(
        "税收", "(?:入库税收|入库税金|税收收入|税收|税金|纳税|缴税(?!收|金|费)|税费)"),
    ResultKind.JOBS: ResultWords(
        "用工", "(?:新增|带动|吸纳|吸收|解决|提供|安置|拉动|促进|新招|招用|招录|直接|城镇)*(?:用工|就业|招工)"
        "(?:岗位|人员)?(?:人数)?"),
}
"""Every kind of result has its words here; a test says which has none."""
RESULT_SAID = {kind: re.compile(f"(?:{words.words})") for kind, words in RESULT_WORDS.items()}
_NOT_THE_DAY = f"{PLAN_WORDS}|率|天数|金额|亿元|万元|元|产值|税|后|前|增加值|未"

HAPPENINGS: tuple[Family, ...] = tuple(
    Family(kind.value, f"{words.name}时间 {words.name}日期", rf"{RESULT_SAID[kind].pattern}(?:情况|与否)?{WHEN}?",
           never=_NOT_THE_DAY,
           sort=Sort.DAY)
    for kind, words in RESULT_WORDS.items() if not kind.is_summed)
"""The columns of what happens once, on a list of projects: its day, or that it has happened."""
HAPPENED = tuple(family.field for family in HAPPENINGS)

RESULTS: tuple[Family, ...] = (
    Family("serial", "序号 序 顺序号 no no. 行号"),
    Family("code", CODES),
    Family("project", PROJECT_NAMES + "企业项目名称 项目企业名称 企业项目 投资项目 项目单位 企业名称 企业 名称",
           hint="项目.{0,4}名称$"),
    Family("result", "成效 成效类别 成效类型 成效名称 成效指标 成效事项 指标 指标名称 事项 事项名称 完成事项 统计指标"),
    Family("day", "时间或时期 时间 日期 时期 所属期 所属时期 税款所属期 统计期 统计时间 统计时期 期间 所属期间 月份 "
                  "年月 年度 "
           "年份 报告期 完成时间 入统时间 达产时间", sort=Sort.DAY, never="登记|录入|填报|报送|上报"),
    Family("amount", "金额 数额 数值 数 完成额 完成金额 数量 完成数 本期数 发生额", never="累计|合计|折合",
           sort=Sort.AMOUNT),
    Family("unit", "单位 金额单位 计量单位 货币单位 单位币种 币种单位"),
    Family("currency", CURRENCIES),
    Family("remarks", "备注 说明 备注说明 摘要"),
)
"""The columns of a sheet that has a row for each result."""


def result_said(text: str) -> ResultKind | None:
    """The one kind of result that a cell names, such as 完成投资（万元） or 实缴税收; else None."""
    bare = re.sub(r"[(（].*?[)）]|\s", "", text)
    fits = [kind for kind, words in RESULT_SAID.items()
            if re.fullmatch(rf"(?:项目|实际|实缴|上缴|已|年度|本期)*{words.pattern}(?:总?额|时间|情况)?", bare)]
    return fits[0] if len(fits) == 1 else None
