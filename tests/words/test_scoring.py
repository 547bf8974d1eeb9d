"""A score is said step by step with the numbers it was made of; what is missing and what comes next is said too."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.assessment.published import line, ruleset_with, unit
from tracker.domain.rules import ruleset_at, shipped_rulesets
from tracker.domain.scoring import scores_of
from tracker.domain.scoring_goals import goals_of
from tracker.domain.scoring_working import Measures
from tracker.words import Lang
from tracker.words.assessment import assessment_told
from tracker.words.scoring import exact_told, goal_told, missing_told, step_told

CITY = ruleset_at(next(file for file in shipped_rulesets() if file.name == "city-2024.toml"))
NORMALISED = ruleset_with(line('way = "above_target"\ncompletion = "new_signed"\nbase = 60\npoints = 2\neach = "10%"\n'
                               'whole = true\nnormalise = { base = "60%", rest = "40%" }'))


def steps(of: Measures, key: str, lang: Lang = Lang.ZH) -> list[str]:
    assert CITY.assessment
    [score] = scores_of(CITY.assessment, [of])
    found = score.line(key)
    assert found
    return [step_told(step, CITY, lang) for step in found.working.steps]


def test_a_unit_follows_its_score() -> None:
    of = unit(targets={"foreign": 500}, foreign=650)
    assert steps(of, "foreign_score") == [
        "外商投资：650 万美元", "外商投资的目标：500 万美元", "完成率：650 ÷ 500 ＝ 130%", "130% 超过上限，按 120% 计",
        "0.5 分 × 120% ＝ 0.6 分"]
    assert steps(of, "foreign_score", Lang.EN)[2:] == [
        "completion: 650 ÷ 500 = 130%", "130% is above what counts, so 120%", "0.5 points × 120% = 0.6 points"]
    third = unit(targets={"new_signed": 27, "signed_amount": 54}, new_signed=13, signed_amount=27)
    assert steps(third, "signed_score") == [
        "签约个数完成率：约 0.1204 分", "签约总额完成率：0.125 分", "相加：约 0.2454 分",
        "四舍五入到 2 位小数：约 0.2454 → 0.25"]
    short = unit(signed_3_to_10=5, signed_10_to_20=9, signed_from_20=1)
    assert steps(short, "large_score")[2:6:3] == [
        "3—10亿元项目欠缺：7 － 5，计 2", "10—20亿元项目欠缺：4 － 9，计 0"]


def test_what_is_above_the_target_and_between_units_is_said() -> None:
    rules = NORMALISED.assessment
    assert rules
    scores = scores_of(rules, [unit("甲", targets={"new_signed": 10}, new_signed=13),
                               unit("乙", targets={"new_signed": 10}, new_signed=10)])
    assert [step_told(step, NORMALISED, Lang.ZH) for step in scores[0].lines[0].working.steps][2:] == [
        "完成率：13 ÷ 10 ＝ 130%", "130%，达到目标，得 60 分", "超出目标 30%", "30% ÷ 10%，取整为 3",
        "3 × 2 分 ＝ 6 分", "60 分 ＋ 6 分 ＝ 66 分", "归一：60 分 ×（60% ＋ 40% ×（66 － 60）÷（66 － 60））＝ 60 分"]


def test_what_is_missing_and_what_comes_next_is_said() -> None:
    assert CITY.assessment
    of = unit(targets={"foreign": 500}, foreign=450)
    [score] = scores_of(CITY.assessment, [of])
    told = [missing_told(one, CITY, Lang.ZH) for one in score.missing]
    assert "没有“省外投资”的数" in told
    assert "没有下达“省外投资”的目标" in told
    assert "“弄虚作假”还没有人评定" in told
    assert [goal_told(goal, CITY, Lang.ZH) for goal in goals_of(CITY.assessment, of, {"foreign": 1})] == [
        "外商投资再有 50 万美元，“外商投资完成率”由 0.45 分到 0.5 分（得满分）",
        "外商投资再有 150 万美元，“外商投资完成率”由 0.45 分到 0.6 分（到上限）"]


@pytest.mark.parametrize(("value", "shown"), [
    (Fraction(1, 3), "约 0.3333"), (Fraction(1, 8), "0.125"), (Fraction(-5, 2), "-2.5"), (Fraction(10**6), "1000000"),
    (Fraction(1, 10**6), "0.000001"), (Fraction(1, 10**7), "约 0"), (Fraction(0), "0")])
def test_numbers_are_exact_or_say_that_they_are_not(value: Fraction, shown: str) -> None:
    assert exact_told(value, Lang.ZH) == shown


def test_rules_of_the_city_are_sentences() -> None:
    told = {subject.key: subject.sentences for subject in assessment_told(CITY, Lang.ZH)}
    assert told["line.foreign_score"][1:] == (
        "其他名称：Completion of foreign investment", "按外商投资的完成率（实绩÷目标）计分", "超过 120% 的按 120% 计",
        "得分：0.5 分 × 所计的数", "依据：第二项：完成率×0.5，完成率最多按120%计")
    assert "每 1 个（按指标的计量单位）扣 0.1 分" in told["line.large_score"]
    assert "3—10亿元项目的目标一律为 7" in told["line.large_score"]
    assert "只计入“新签约项目”，不另计入总分" in told["line.signed_count_score"]
    assert told["mark.awards"] == ("代号 awards", "其他名称：Provincial awards", "由人评定，以项计")
