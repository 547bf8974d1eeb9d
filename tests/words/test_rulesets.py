"""A ruleset in plain words: every word of its vocabulary has a sentence, in both languages."""

from __future__ import annotations

from importlib.resources.abc import Traversable

import pytest

from tests.office.rulesets import MORE, rules
from tracker.domain.rules import (
    DateBasis,
    Denominator,
    Health,
    Kind,
    LightMethod,
    Lists,
    Progress,
    Ruleset,
    ruleset_at,
    shipped_rulesets,
)
from tracker.domain.rules_fields import AMOUNT_FIELDS, TEXT_FIELDS
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.rulesets import RulesetWords, tell


def whole(ruleset: Ruleset, lang: Lang = Lang.ZH) -> str:
    return "\n".join(sentence for chapter in tell(ruleset, lang) for told in chapter.subjects
                     for sentence in (chapter.heading, told.title, *told.sentences))


@pytest.mark.parametrize("lang", list(Lang))
def test_every_word_a_ruleset_can_say_has_a_sentence(lang: Lang) -> None:
    says, terms = spoken(lang, RulesetWords), words(lang).terms
    assert set(says.kind) == set(Kind)
    assert set(says.date) == set(DateBasis)
    assert set(says.denominator) == set(Denominator)
    assert set(says.lights) == set(LightMethod)
    assert set(says.progress) == set(Progress)
    assert set(says.lists) == set(Lists.model_fields)
    assert {*TEXT_FIELDS, *AMOUNT_FIELDS} <= set(terms.field)
    assert set(Health.model_fields) == {
        "signed_not_started_days", "no_receipt_days", "low_receipts_days", "low_receipts_percent", "untouched_days",
        "source"}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("file", list(shipped_rulesets()), ids=lambda file: file.name)
def test_the_shipped_rulesets_can_be_read(file: Traversable, lang: Lang) -> None:
    told = whole(ruleset_at(file), lang)
    assert "{" not in told
    assert "None" not in told


def test_what_each_indicator_counts() -> None:
    told = whole(rules(more=MORE))
    assert "数本年度签约的项目，每个项目只计一次" in told
    assert "数本年度签约项目的投资方，同一企业只计一次" in told
    assert "只计境内省外的资金" in told
    assert "只计产业链为船舶制造的项目" in told
    assert "合同金额不低于2亿元，没有填的不计" in told
    assert "不计已终止的项目" in told
    assert "不计有三类500强的项目" in told
    assert "计人民币、美元到账的，按本口径汇率折算" in told
    assert "只计人民币到账的，不折算" in told
    assert "1 美元折 7.0467 元" in told
    assert told.count("保留 2 位小数") == 1
    assert "达到 10 个百分点为黄，超过 30 个百分点为红" in told
    assert "停留在签约阶段不超过 60 天" in told


@pytest.mark.parametrize(("denominator", "said"), [
    ('"not_terminated"', "本年度签约、其后没有终止的项目"),
    ('"since_base_year"\nbase_year = 2020', "2020年以来签约的全部项目"),
    ('"cohort"\nbase_year = 2021', "自2021年起每年一个率"),
    ('"contract_amount"\nunit = "亿元"', "合同金额（以亿元计）"),
])
def test_what_conversion_rates_are_shares_of(denominator: str, said: str) -> None:
    assert said in whole(rules(('"signed_in_year"', denominator)))


def test_evidence_pace_days_and_recognition() -> None:
    told = whole(rules(('method = "points"\nyellow = 10\nred = 30', 'method = "pace"\nyellow = 80\nred = 60'),
                       ('method = "whole_months"', 'method = "days"'), more="""
[[indicators]]
key = "recognised"
label = { zh = "认定开工" }
unit = "个"
kind = "milestone"
stage = "started"
date = "recognised_on"
exclude_phases = true
evidence = [["permit", "photo"], ["contract"]]
decimals = 0
drop_zeros = false

[evidence]
started = [["permit"]]
"""))
    assert "不到 80% 为黄，不到 60% 为红" in told
    assert "已过天数 ÷ 全年天数" in told
    assert "以开工的认定日期定年度" in told
    assert "后期项目（二期等）不单独计" in told
    assert "要有凭证：施工许可证或现场照片，并有正式合同" in told
    assert "末尾的零保留" in told
    assert "开工：施工许可证" in told
