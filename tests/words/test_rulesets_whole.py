"""Nothing that a ruleset says is left out when it is told: whatever is taken out or changed, a sentence differs."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.office.rulesets import MORE, rules
from tracker.domain.rules import Ruleset, read_ruleset, shipped_rulesets
from tracker.words import Lang
from tracker.words.rulesets import differences, tell

PARTS = 4
"""Every fourth key is taken, so that each part has keys of every table."""
FIRST_MORE = 7
"""The last indicator of the default ruleset, counted from 0."""
EVERY_KEY = """
source = "某市招商引资统计办法"
place = "某县"
year = 2024
"""
EVERY_TABLE = """
[lights.late_start]
yellow = 1
red = 3
since = "signed"
source = "第七条"
[lights.not_in_statistics]
yellow = 1
red = 2
source = "第八条"
[lights.missing_funds]
yellow = 2
red = 4
source = "第九条"
[lights.no_movement]
yellow = 2
red = 3
source = "第十条"
[exchange]
USD = { rate = 7.0467, on = 2023-12-29, source = "外汇管理局" }
HKD = 0.9

[late_entry]
entered_by = "01-10"
facts = "next_year"
source = "第十一条"

[evidence]
signed = [["contract"], ["licence", "permit"]]

[origins]
province = "湖南省"
prefecture = "益阳市"
local = ["南县"]
in_province = ["浏阳市"]
source = "统计制度"

[audit]
left_out = ["free_day"]
chance = 3
year_end_days = 15
year_end_percent = 20
soon_days = 5
soon_percent = 18
above_percent = 105
free_day_from = "500万元"
weekend_percent = 30
proof_of = ["signed", "producing"]
proof_of_receipts = false
proof_within = 45
entered_within = 120
split_at = ["3000万元"]
split_within = 20
split_percent = 10
ended_within = 90
same_notes = ["法人"]
source = "内部审计办法"

[audit.older_than]
signed = 61
registered = 62
funded = 63
started = 64
producing = 65
receipt = 66

[[indicators]]
key = "large"
label = { zh = "大项目", en = "Large" }
aliases = ["重大项目"]
unit = "个"
kind = "milestone"
stage = "started"
date = "recognised_on"
monthly = true
decimals = 1
drop_zeros = false
only = { origin = ["out_of_province", "foreign"], hunan_return = true }
without = { chain_role = ["main"], phase_scope = ["inside"] }
at_least.contract_amount = "1亿元"
at_least.arrived = "1000万元"
at_least.arrived_in_year = "500万元"
at_least.one_receipt = "300万元"
at_least.invested = "1亿元"
at_least.tax_in_year = "50万元"
at_least.output = "80%"
at_least.invested_in_year = "30% of fixed_investment"
at_least_for = [{ only = { origin = ["foreign"], hunan_return = true }, contract_amount = "1000万美元" }]
less_than = { contract_amount = "10亿元" }
at_least_per_mu = { fixed_investment = "300万元", expected_tax = "20万元" }
entered_within = 60
reached = ["registered"]
promised = ["expected_output"]
on_time = ["started"]
reached_in_year = ["registered"]
reached_before_year = ["signed"]
at_most = { contract_amount = "9亿元" }
more_than = { fixed_investment = "1亿元" }
has = ["in_statistics", "above_scale"]
exclude_status = ["terminated"]
exclude_phases = true
any_of = [
    { at_least = { arrived_in_year = "5000万元" }, reached = ["producing"], only = { hunan_return = true } },
    { only = { origin = ["local"] }, has = ["at_capacity"], less_than = { fixed_investment = "9亿元" } },
]
recognised_by = ["市商务局", "市发改委"]
together_with = ["registered", "funded"]
within_years = 2
evidence = [["permit"]]
papers_by = "12-10"
source = "第九条"

[[indicators]]
key = "all_money"
label = { zh = "全部到资" }
unit = "万美元"
kind = "receipts"
currency = ["CNY", "USD"]
receipt_origin = ["foreign"]
withdrawals = "left_out"
receipt_form = ["cash", "land"]
without_form = ["loan"]
outside_share = true
each_at_least = ["300万元", "10万美元"]

[[indicators]]
key = "promised"
label = { zh = "签约总额" }
unit = "亿元"
kind = "amount"
stage = "signed"
amount = "fixed_investment"

[[indicators]]
key = "whole_and_once"
label = { zh = "一次计入" }
unit = "亿元"
kind = "amount"
stage = "signed"
once_at_least = { arrived = "30%" }
within_years = 3

[[indicators]]
key = "once_by_jobs"
label = { zh = "用工达标" }
unit = "个"
kind = "milestone"
stage = "signed"
once_at_least = { jobs = 50 }

[[indicators]]
key = "hoped_for"
label = { zh = "承诺产值" }
unit = "亿元"
kind = "promised"
stage = "producing"
amount = "expected_output"

[[indicators]]
key = "money_too"
label = { zh = "两项之和" }
unit = "亿元"
kind = "sum"
of = ["all_money", "out_of_province", "foreign"]

[[indicators]]
key = "done"
label = { zh = "完成投资" }
unit = "亿元"
kind = "results"
result = "invested"
currency = ["CNY", "USD"]

[[indicators]]
key = "in_scale"
label = { zh = "入规" }
unit = "个"
kind = "results"
result = "above_scale"

[[conversions]]
key = "amounts"
label = { zh = "资金到位", en = "Money" }
denominator = "contract_amount"
base_year = 2020
unit = "亿元"
stages = ["funded"]
date = "recognised_on"
arrived = true
only = { top500 = ["world"] }
source = "第十条"
"""

EVERY_ASSESSMENT = """
[assessment]
decimals = 3
line_decimals = 2
at_most = 120
at_least = 1
full_points = 110
deducted_down_to = 0
grade_changes = "added"
ranked = "all"
ties = "by_lines"
ties_by = ["steps", "bands", "new_signed", "reports"]
source = "考核办法"

[[assessment.marks]]
key = "reports"
label = { zh = "月报", en = "Reports" }
unit = "次"
at_most = 12
at_least = 1
usual = 6
source = "第二条"

[[assessment.marks]]
key = "claimed"
label = { zh = "申报数" }

[[assessment.lines]]
key = "proportion"
label = { zh = "比例", en = "Proportion" }
groups = ["园区", "乡镇"]
way = "proportion"
completion = ["new_signed", "foreign"]
target_of = "new_signed"
targets = { new_signed = 3 }
factors = { foreign = 2 }
without_target = "nothing"
counted_at_most = "120%"
counted_at_least = "10%"
points = 20
full_from = "90%"
proportional_from = "60%"
proportion_of = "full"
at_most = 19
at_least = 2
normalise = { points = 20, base = "60%", rest = "40%", all_equal = "base" }
sample = ["reports", "claimed"]
sample_cuts = "measure"
figures_at_most = { foreign = 9 }
counted_decimals = 1
bonus = true
decimals = 1
source = "第三条"

[assessment.lines.only_where]
actual = { new_signed = 1, reports = 2 }
over = { new_signed = 1 }
source = "第三条第二款"

[[assessment.lines]]
key = "between"
label = { zh = "两线之间" }
way = "proportion"
share = ["new_started", "new_signed"]
points = 5
full_from = "80%"
proportional_from = "40%"
proportion_of = "between"
normalise = { base = "50%", rest = "50%" }

[[assessment.lines]]
key = "second_quarter"
label = { zh = "二季度" }
way = "proportion"
completion = "new_signed"
of_period = "quarter.2"
points = 5

[[assessment.lines]]
key = "rate"
label = { zh = "转化" }
way = "proportion"
rate = "conversion.amounts.arrived"
of_nothing = "full"
points = 5
counted_decimals = 0

[[assessment.lines]]
key = "steps"
label = { zh = "分档" }
way = "steps"
difference = "new_signed"
steps = [{ at_least = 5, points = 7 }, { at_least = 2, points = 4 }]

[[assessment.lines]]
key = "bands"
label = { zh = "区间" }
way = "bands"
actual = ["reports"]
bands = [{ less_than = 2, points = 1 }, { at_least = 4, less_than = 7, points = 2 }, { at_least = 9, points = 3 }]

[[assessment.lines]]
key = "each"
label = { zh = "逐个" }
way = "per_unit"
actual = ["new_signed", "top500"]
once = true
points = 2
base = 1
counted_decimals = 2
each = 3
whole = true

[[assessment.lines]]
key = "others"
label = { zh = "其余项目" }
way = "per_unit"
actual = ["new_started"]
not_in = ["each"]
points = 0.5

[[assessment.lines]]
key = "short"
label = { zh = "欠缺" }
way = "per_unit"
short = ["new_signed"]
points = -1

[[assessment.lines]]
key = "short_of"
label = { zh = "欠缺每三个" }
way = "per_unit"
short = "new_started"
points = -1
each = 3

[[assessment.lines]]
key = "above"
label = { zh = "超额" }
way = "above_target"
completion = "new_started"
base = 60
points = 2
each = "10%"
most_above = 10

[[assessment.lines]]
key = "over"
label = { zh = "超出" }
way = "per_unit"
over = "new_producing"
points = 1

[[assessment.lines]]
key = "together"
label = { zh = "合计" }
way = "sum"
of = ["short", "above"]
weights = { short = "50%", above = 2 }

[[assessment.lines]]
key = "mean"
label = { zh = "平均" }
way = "average"
of = ["between", "over"]

[[assessment.grades]]
label = { zh = "优秀", en = "Excellent" }
at_least = 90
source = "第七条"

[[assessment.grades]]
label = { zh = "合格" }

[[assessment.promotions]]
over = { new_signed = 3 }
actual = { foreign = 3000 }
grades = 2
source = "第八条"

[[assessment.promotions]]
actual = { top500 = 1 }

[[assessment.demotions]]
label = { zh = "不得评优", en = "Not excellent" }
at_best = "合格"
actual_below = { new_signed = 2 }
short = { new_signed = 3 }
source = "第九条"

[[assessment.demotions]]
label = { zh = "降档" }
grades = 2
completion = { new_signed = "90%" }
completion_below = { foreign = "60%" }
points = { each = 1 }
points_below = { each = 3 }

[[assessment.vetoes]]
label = { zh = "弄虚作假", en = "Falsified" }
effect = "no_points"
actual = { reports = 9 }
source = "第十条"
"""


def _everything() -> dict[str, Any]:
    text = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    whole = tomllib.loads(EVERY_KEY + text + EVERY_TABLE + EVERY_ASSESSMENT, parse_float=Decimal)
    for table in ("lights", "rates", "time_progress", "health", "review", "conversion", "funded"):
        whole[table]["source"] = f"{table} 第一条"
    return whole


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inside, (*path, key))
    else:
        yield path


def _changed(whole: dict[str, Any], path: tuple[Any, ...], *, left_out: bool) -> dict[str, Any]:
    changed = copy.deepcopy(whole)
    table: Any = changed
    for key in path[:-1]:
        table = table[key]
    value = table[path[-1]]
    if left_out:
        del table[path[-1]]
    elif isinstance(value, bool):
        table[path[-1]] = not value
    else:
        table[path[-1]] = f"{value}甲" if isinstance(value, str) else value + 1 if isinstance(
            value, int | Decimal) else value.replace(day=1)
    return changed


def _read(values: dict[str, Any]) -> Ruleset | None:
    try:
        return Ruleset.model_validate(values, context={})
    except ValidationError:
        return None


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_key_that_is_set_is_said(part: int) -> None:
    whole = _everything()
    rules_whole = Ruleset.model_validate(whole, context={})
    said = {lang: tell(rules_whole, lang) for lang in Lang}
    # The one currency of its unit counts without being named, so that taking it out changes nothing.
    leaves = [path for path in _leaves(whole) if path[-2:] != ("currency", 0) or path[1] > FIRST_MORE]
    tried, unsaid, taken = 0, [], leaves[part::PARTS]
    for path in taken:
        for left_out in (True, False):
            rules_ = _read(_changed(whole, path, left_out=left_out))
            tried += rules_ is not None
            # What is left out and is the same without being said (a default) needs no sentence.
            if rules_ is not None and rules_ != rules_whole:
                unsaid += [(lang, path) for lang in Lang if tell(rules_, lang) == said[lang]]
    assert not unsaid, unsaid
    assert len(leaves) > 200
    assert tried > len(taken)


def test_two_rulesets_differ_by_what_they_mean() -> None:
    plain = rules()
    assert differences(plain, rules(more="\n# 一条注释\n")) == ()
    text = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    assert differences(plain, read_ruleset(text.replace("yellow = 10\nred = 30", "red = 30\nyellow = 10").encode(),
                                           "x.toml")) == ()
    found = differences(plain, rules(("started = 540", "started = 300"), more=MORE))
    assert ("各阶段期限", "", "停留在开工阶段不超过 540 天", "停留在开工阶段不超过 300 天") in [
        (one.heading, one.subject, one.before, one.after) for one in found]
    added = [one.after for one in found if one.subject == "亿元以上"]
    assert "合同金额不低于2亿元，没有填的不计" in added
    assert [one.before for one in differences(rules(more=MORE), plain) if one.subject == "亿元以上"] == added


def test_a_renamed_indicator_is_a_difference(tmp_path: Path) -> None:
    [one] = differences(rules(), rules(('zh = "新签约"', 'zh = "当年签约"')), Lang.ZH)
    assert (one.before, one.after) == ("新签约", "当年签约")
