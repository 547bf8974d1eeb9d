"""Rulesets: what is shipped is right, what is wrong is all reported, and the right one is found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.domain.blocking import Alert, Level
from tracker.domain.money import Currency, Money, Unit
from tracker.domain.rules import (
    DateBasis,
    Denominator,
    Kind,
    Problem,
    RulesetError,
    read_ruleset,
    ruleset_for,
    shipped_rulesets,
)
from tracker.domain.rules_work import ReviewRules
from tracker.domain.stages import Stage, Status
from tracker.words import Lang
from tracker.words.faults import fault_line

DEFAULT = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
KEYS = ["new_signed", "new_started", "new_producing", "out_of_province", "in_province", "hunan_return", "foreign",
        "top500"]


def validate(content: bytes, file: str) -> list[Problem]:
    """Everything that is wrong with a ruleset file."""
    try:
        read_ruleset(content, file)
    except RulesetError as error:
        return list(error.problems)
    return []


def changed(*swaps: tuple[str, str], more: str = "") -> bytes:
    text = DEFAULT
    for was, becomes in swaps:
        assert was in text, was
        text = text.replace(was, becomes, 1)
    return (text + more).encode()


def found(content: bytes) -> dict[str, tuple[str, int]]:
    return {problem.place: (problem.code, problem.line) for problem in validate(content, "x.toml")}


def test_the_shipped_rulesets_have_nothing_wrong() -> None:
    for file in shipped_rulesets():
        assert validate(file.read_bytes(), file.name) == []
    for year, place in ((2023, "沅江市"), (2023, "")):
        assert [one.key for one in ruleset_for(year, place).indicators] == KEYS


def test_the_default_says_what_the_domain_says() -> None:
    rules = ruleset_for(2031, "某县")
    assert (rules.id, rules.place, rules.year, rules.evidence) == ("default", "", None, {})
    assert rules.stage_limits == {Stage.SIGNED: 60, Stage.REGISTERED: 90, Stage.FUNDED: 90, Stage.STARTED: 540}
    assert (rules.health.signed_not_started_days, rules.health.low_receipts_percent) == (365, Decimal(15))
    assert rules.lists.blocker_categories[0] == "河湖岸线"
    foreign = rules.indicator("foreign")
    assert foreign is not None
    assert (foreign.kind, foreign.money, foreign.currencies) == (
        Kind.RECEIPTS, Unit(Currency.USD, 10_000), (Currency.USD,))


def test_the_review_escalates_and_reminds_as_the_ruleset_says() -> None:
    usual = ruleset_for(2031, "某县").review
    assert usual == ReviewRules()
    assert [usual.tell[alert] for alert in Alert] == [Level.BUREAU, Level.CHAIN_LEADER, Level.CITY]
    assert (usual.outside, usual.reminders) == ({Level.PREFECTURE, Level.PROVINCE}, (7, 20, 30))
    own = read_ruleset(changed(('blue = "bureau"', 'blue = "chain_leader"'), ('red = "city"', 'red = "province"'),
                               ('outside = ["prefecture", "province"]', 'outside = []'),
                               ("reminders = [7, 20, 30]", "reminders = [15, 3, 15]")), "x.toml").review
    assert [own.tell[alert] for alert in Alert] == [Level.CHAIN_LEADER, Level.CHAIN_LEADER, Level.PROVINCE]
    assert (own.outside, own.reminders) == (frozenset(), (3, 15))


@pytest.mark.parametrize(("lapses", "on", "alert"), [
    (0, "2023-10-31", None), (1, "2023-11-01", Alert.BLUE), (1, "2023-12-30", Alert.BLUE),
    # Whole months: of 31 October two have gone by on 31 December, three on 31 January.
    (1, "2023-12-31", Alert.YELLOW), (2, "2023-12-31", Alert.YELLOW), (3, "2023-12-31", Alert.RED),
    (1, "2024-01-30", Alert.YELLOW), (1, "2024-01-31", Alert.RED), (2, "2023-11-01", Alert.YELLOW),
    (5, "2026-11-27", Alert.RED),
])
def test_an_alert_is_of_lapsed_deadlines_or_of_months_whichever_is_graver(lapses: int, on: str, alert: Alert | None
                                                                          ) -> None:
    due = date(2023, 10, 31)
    assert ReviewRules().alert(lapses, due, date.fromisoformat(on)) is alert
    usual = {1: Alert.BLUE, 2: Alert.YELLOW}
    by_lapses = usual.get(lapses, Alert.RED) if lapses else None
    assert ReviewRules().alert(lapses, None, date.fromisoformat(on)) is by_lapses
    never = ("overdue = { yellow = 2, red = 3 }", "overdue = { yellow = 120, red = 120 }")
    assert read_ruleset(changed(never), "x.toml").review.alert(lapses, due, date.fromisoformat(on)) is by_lapses


def test_a_ruleset_without_a_review_goes_by_what_is_usual() -> None:
    start = DEFAULT.index("[review]")
    end = DEFAULT.index("[lists]")
    assert read_ruleset((DEFAULT[:start] + DEFAULT[end:]).encode(), "x.toml").review == ReviewRules()


def test_what_is_wrong_in_a_review_is_all_told() -> None:
    wrong = found(changed(('blue = "bureau"', 'blue = "天上"'), ("reminders = [7, 20, 30]", 'reminders = [0, "三"]'),
                          ('outside = ["prefecture", "province"]', 'outside = ["prefecture", "省里"]'),
                          ("[review]\n", '[review]\npurple = "city"\n'),
                          ("overdue = { yellow = 2, red = 3 }", "overdue = { yellow = 4, red = 3 }")))
    assert {place.split("[")[0] for place in wrong} == {"review.blue", "review.reminders", "review.outside",
                                                        "review.purple", "review.overdue.red"}
    assert all(line > 1 for _, line in wrong.values())


def test_indicators_answer_to_their_labels_and_aliases() -> None:
    rules = ruleset_for(2023, "沅江市")
    for said, key in (("境内省外资金", "out_of_province"), ("湘商回归资金", "hunan_return"), ("foreign", "foreign"),
                      ("新签约项目", "new_signed"), ("三类５００强项目", "top500"), ("实际使用外资", "foreign")):
        meant = rules.indicator_named(said)
        assert meant is not None
        assert meant.key == key
    assert rules.indicator_named("税收") is None


def test_everything_a_ruleset_can_say() -> None:
    more = """
[exchange]
USD = 7.0467

[evidence]
signed = [["contract"], ["licence", "permit"]]

[[indicators]]
key = "large"
label = { zh = "大项目" }
unit = "个"
kind = "companies"
stage = "started"
date = "recognised_on"
decimals = 0
drop_zeros = false
only = { top500 = ["world"], industry_chain = ["any"], hunan_return = true }
without = { industry_chain = ["房地产"] }
at_least = { contract_amount = "5000万元", fixed_investment = "1亿美元" }
exclude_status = ["terminated"]
exclude_phases = true
evidence = [["permit"]]

[[indicators]]
key = "all_money"
label = { zh = "全部到资", en = "All money" }
unit = "亿元"
kind = "receipts"
currency = ["CNY", "USD"]
"""
    content = changed(('denominator = "signed_in_year"', 'denominator = "cohort"\nbase_year = 2021'),
                      ('method = "points"\nyellow = 10\nred = 30', 'method = "pace"\nyellow = 80\nred = 60'), more=more)
    assert validate(content, "x.toml") == []
    rules = read_ruleset(content, "x.toml")
    large, money = rules.indicator("large"), rules.indicator("all_money")
    assert large is not None
    assert money is not None
    assert (large.stage, large.date, large.rounding.decimals) == (Stage.STARTED, DateBasis.RECOGNISED, 0)
    assert large.filters.at_least == {"contract_amount": Money(5000 * 10**6),
                                      "fixed_investment": Money(10**10, Currency.USD)}
    assert large.filters.exclude_status == {Status.TERMINATED}
    assert (large.called("en"), money.called("en")) == ("大项目", "All money")
    assert rules.exchange == {Currency.USD: Decimal("7.0467")}
    assert rules.evidence[Stage.SIGNED] == (frozenset({"contract"}), frozenset({"licence", "permit"}))
    assert rules.conversion is not None
    assert (rules.conversion.denominator, rules.conversion.base_year) == (Denominator.COHORT, 2021)


def test_every_problem_is_reported_at_once_with_its_place() -> None:
    content = changed(
        ('id = "default"', 'id = "default"\ncolour = "red"'),
        ('kind = "milestone"', 'kind = "milestones"'),
        ('stage = "started"', 'stage = "begun"'),
        ('unit = "亿元"', 'unit = "亿"'),
        ("hunan_return = true", 'hunan_return = "yes"'),
        ('currency = ["USD"]', 'currency = ["USD", "CNY"]'),
        ("yellow = 10", 'yellow = "10"'),
        ("signed = 60", "signed = 0"),
        ('chain_roles = ["main"', 'chain_roles = ["mane"'),
        ('denominator = "signed_in_year"', 'denominator = "since_base_year"'),
    )
    problems = {place: code for place, (code, _) in found(content).items()}
    assert problems == {
        "colour": "unknown_key", "indicators[1].kind": "unknown_word", "indicators[2].stage": "unknown_word",
        "indicators[4].unit": "unknown_unit", "indicators[6].only.hunan_return": "wrong_type",
        "indicators[7].currency": "no_rate", "lights.yellow": "wrong_type", "stage_limits.signed": "out_of_range",
        "lists.chain_roles": "unknown_word", "conversion.base_year": "missing_key",
    } | {place: code for place, code in problems.items() if place.startswith("indicators[1].")}
    lines = content.decode().splitlines()
    for place, (_, line) in found(content).items():
        if place in ("colour", "indicators[2].stage", "lights.yellow", "stage_limits.signed"):
            assert place.rpartition(".")[2] in lines[line - 1]


@pytest.mark.parametrize(("was", "becomes", "place", "code"), [
    ('key = "top500"', 'key = "foreign"', "indicators[8].key", "duplicate"),
    ('receipt_origin = ["in_province"]', 'stage = "signed"', "indicators[5].stage", "not_for_kind"),
    ('only = { top500 = ["world"', 'only = { top500 = ["moon"', "indicators[8].only.top500", "unknown_word"),
    ("red = 30", "red = 5", "lights.red", "order"),
    ("monthly = true", "monthly = 1", "indicators[1].monthly", "wrong_type"),
    ('currency = ["USD"]', 'currency = ["USD", "USD"]', "indicators[7].currency", "duplicate"),
    ('currency = ["USD"]', 'currency = "USD"', "indicators[7].currency", "wrong_type"),
    ("untouched_days = 30", "untouched_days = true", "health.untouched_days", "wrong_type"),
    ("yellow = 10", "yellow = nan", "lights.yellow", "out_of_range"),
    ('label = { zh = "新签约", en = "New signed" }', 'label = { en = "New signed" }', "indicators[1].label.zh",
     "missing_key"),
    ("decimals = 2", "decimals = 2\nat_least = 1", "rates.at_least", "unknown_key"),
    ('exchange]\n# USD', 'exchange]\n[exchange]\nXYZ', "exchange.XYZ", "unknown_currency"),
    ('stages = ["registered"', 'stages = ["signed"', "conversion.stages", "order"),
    ("red = 30\n", "red = 30\n[lights.not_in_statistics]\nyellow = 3\nred = 1\n", "lights.not_in_statistics.red",
     "order"),
    ("red = 30\n", "red = 30\n[lights.not_in_statistics]\nyellow = 3\n", "lights.not_in_statistics.red", "missing_key"),
    ("red = 30\n", 'red = 30\n[lights.late_start]\nyellow = 0\nred = 3\nsince = "started"\n',
     "lights.late_start.since", "unknown_word"),
])
def test_a_problem_and_its_place(was: str, becomes: str, place: str, code: str) -> None:
    problems = found(changed((was, becomes)))
    assert problems.get(place, ("",))[0] == code, problems


def test_a_word_of_a_vocabulary_is_one_also_where_the_place_lists_none() -> None:
    """Misspelt, an indicator would count nothing and nobody would be told."""
    content = changed(('chain_roles = ["main", "strengthen", "extend", "complete"]', "chain_roles = []"),
                      more='\n[[indicators]]\nkey = "x"\nlabel = { zh = "x" }\nunit = "个"\nkind = "milestone"\n'
                           'stage = "signed"\nonly = { chain_role = ["mian"] }\n')
    assert found(content)["indicators[9].only.chain_role"][0] == "unknown_word"


def test_a_file_that_is_not_toml_names_the_line() -> None:
    with pytest.raises(RulesetError) as caught:
        read_ruleset(b'id = "x"\nyear = \n', "broken.toml")
    [problem] = caught.value.problems
    assert (problem.code, problem.line, problem.value) == ("not_toml", 2, "8")
    assert fault_line(problem, Lang.ZH) == "broken.toml:2：第 8 列起不合 TOML 格式"
    assert [one.code for one in validate(b"\xff\xfe", "x.toml")] == ["not_text"]


def test_problems_are_sentences_in_both_languages() -> None:
    for problem in validate(changed(("signed = 60", "signed = 0"), ("method", "methode")), "x.toml"):
        assert problem.place in fault_line(problem, Lang.ZH)
        assert "x.toml:" in fault_line(problem, Lang.EN)


def test_the_digest_is_of_what_the_rules_mean() -> None:
    """Line ends, comments, blanks, the order of keys, 10 or 10.0, and a default written out change nothing."""
    meant = read_ruleset(DEFAULT.encode(), "x.toml").digest
    assert meant.startswith("sha256:")
    for alike in (DEFAULT.replace("\n", "\r\n"), "\ufeff" + DEFAULT + "\n\n", "# 依据：某文件\n" + DEFAULT,
                  DEFAULT.replace("yellow = 10\nred = 30", "red   = 30.0\nyellow = 10"),
                  DEFAULT.replace('date = "occurred_on"\n', "", 1)):
        assert alike != DEFAULT
        assert read_ruleset(alike.encode(), "x.toml").digest == meant, alike[:200]
    for other in (("yellow = 10", "yellow = 11"), ("signed = 60", "signed = 61"), ('zh = "新签约"', 'zh = "新签"')):
        assert read_ruleset(changed(other), "x.toml").digest != meant, other


def test_which_ruleset_is_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ruleset_for(2023, "沅江市").id == "yuanjiang-2023"
    for year, place in ((2023, ""), (2023, None), (2024, "沅江市"), (2023, "南县")):
        assert ruleset_for(year, place).id == "default"
    own, other = tmp_path / "own", tmp_path / "other"
    for folder, name in ((own, "own-place"), (other, "from-environment")):
        folder.mkdir()
        (folder / "a.toml").write_bytes(changed(('id = "default"', f'id = "{name}"\nplace = "沅江市"')))
    assert ruleset_for(2023, "沅江市", own).id == "own-place"
    assert ruleset_for(2023, "南县", own).id == "default"
    (own / "b.toml").write_bytes(changed(('id = "default"', 'id = "own-2024"\nplace = "沅江市"\nyear = 2024')))
    assert ruleset_for(2024, "沅江市", [own]).id == "own-2024"
    monkeypatch.setenv("SANXIN_RULES", str(other))
    assert ruleset_for(2024, "沅江市", own).id == "from-environment"


def test_a_wrong_ruleset_of_ones_own_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "next.toml").write_bytes(changed(('id = "default"', 'id = "next"\nyear = 2030'), ("red = 30", "")))
    assert ruleset_for(2024, "", tmp_path).id == "default"
    with pytest.raises(RulesetError, match=r"lights\.red"):
        ruleset_for(2030, "", tmp_path)
    (tmp_path / "again.toml").write_bytes(changed(('id = "default"', 'id = "again"\nyear = 2030')))
    with pytest.raises(RulesetError, match="duplicate"):
        ruleset_for(2030, "", tmp_path)
