"""Behind each figure: what counted with its facts, and a reason for every project that did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.office.build import YI, Slice, made, on, put
from tests.office.rulesets import MORE, rules, some_projects
from tracker.cli.shapes_figures import explanation
from tracker.domain.money import Mark
from tracker.domain.stages import Stage
from tracker.office.figures.explain import explain, explained_keys
from tracker.office.figures.explained import Explanation, Proof
from tracker.office.figures.rollup import rollup
from tracker.office.outcome import Refused
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.figures import label_of, why_not

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases


def behind(desk: Desk, key: str, **asked: Any) -> Explanation:
    explained = explain(desk, 2023, key, **asked)
    assert isinstance(explained, Explanation)
    return explained


def whys(found: Explanation) -> dict[str, str]:
    return {one.name: why_not(one, words()) for one in found.not_counted}


def test_why_a_project_is_not_newly_signed(desk: Desk) -> None:
    put(desk, made("计入", "2022-01-01", "2023-02-01"), made("早", "2022-01-01", "2022-05-11"),
        made("线索", "2023-01-01"), made("不详", "2022-01-01", ""), made("晚", "2023-01-01", "2023-11"))
    explained = behind(desk, "new_signed", until=date(2023, 10, 31))
    assert [(one.name, one.share, str(one.facts[0].day)) for one in explained.counted] == [("计入", "1", "2023-02-01")]
    assert whys(explained) == {"早": "签约在本年度之前（2022-05-11）", "线索": "未签约", "不详": "签约日期不详",
                           "晚": "签约在截止日 2023-10-31 之后（2023-11）"}
    assert why_not(explained.not_counted[0], words(Lang.EN)) == "signed before the year (2022-05-11)"


def test_why_money_is_not_counted(desk: Desk) -> None:
    put(desk, made("没有", "2023-01-01"),
        made("别处", "2023-01-01", origin="local", receipts=(Slice(on("2023-02-01"), YI),)),
        made("去年", "2021-01-01", origin="in_province", receipts=(Slice(on("2022-02-01"), YI),)),
        made("不详", "2021-01-01", origin="in_province", receipts=(Slice(on(""), YI),)),
        made("计入", "2021-01-01", origin="in_province",
             receipts=(Slice(on("2023-05"), YI // 3, mark=Mark.ABOUT, proof="bank_slip"), Slice(on("2022-02-01"), YI))))
    explained = behind(desk, "in_province")
    assert whys(explained) == {"没有": "没有到资", "别处": "没有域外省内的到资", "去年": "到资在本年度之前",
                           "不详": "到资日期不详"}
    assert whys(behind(desk, "foreign"))["计入"] == "没有美元的到资"
    assert set(whys(behind(desk, "hunan_return")).values()) == {"不是湘商回归项目"}
    [counted] = explanation(explained, Lang.ZH)["counted"]
    [fact] = counted["facts"]
    assert (fact["day"], fact["share"], fact["amount"], fact["mark"]) == (
        "2023-05", "0.3333333333", "约33333333.33元", "about")
    assert fact["evidence"] == [{"kind": "bank_slip", "number": "", "sha256": None}]


def test_thresholds_and_standing_are_named(desk: Desk) -> None:
    put(desk, *some_projects(), made("无额", "2022-01-01", "2023-02-01"))
    chosen = rules(more=MORE)
    assert whys(behind(desk, "large", ruleset=chosen)) == {
        "甲": "合同金额低于2亿元", "丙": "签约在本年度之前（2022-05-11）", "丁": "未签约", "无额": "没有合同金额"}
    assert whys(behind(desk, "standing", ruleset=chosen))["乙"] == "已终止"
    assert whys(behind(desk, "standing", ruleset=chosen))["甲"] == "三类500强不计：有值"
    assert whys(behind(desk, "ships", ruleset=chosen))["丁"] == "没有填产业链"
    assert whys(behind(desk, "top500"))["丁"] == "不是三类500强项目"
    assert [one.share for one in behind(desk, "companies", ruleset=chosen).counted] == ["1", "0", "1"]


def test_a_milestone_comes_with_its_evidence(desk: Desk) -> None:
    put(desk, replace(made("甲", "2022-01-01", "2023-02-01"), proofs={Stage.SIGNED: "contract", Stage.LEAD: "photo"}))
    [project] = behind(desk, "new_signed").counted
    assert list(project.facts[0].evidence) == [Proof("contract", "contract-1", "0" * 64)]


def test_a_conversion_rate_shows_who_is_missing(desk: Desk) -> None:
    put(desk, *some_projects())
    explained = behind(desk, "conversion.registered")
    assert (explained.figure, explained.of, label_of(explained, Lang.ZH)) == ("1", "2", "注册率")
    assert [one.name for one in explained.counted] == ["甲"]
    assert whys(explained) == {"乙": "未注册", "丙": "签约在本年度之前（2022-05-11）", "丁": "未签约"}


@pytest.mark.story
def test_every_figure_is_the_sum_of_its_shares(desk: Desk) -> None:
    put(desk, *some_projects())
    for says in ('denominator = "not_terminated"', 'denominator = "contract_amount"\nunit = "亿元"'):
        chosen = rules(('denominator = "signed_in_year"', says), more=MORE)
        figures = rollup(desk, 2023, ruleset=chosen)
        shown: dict[str, str] = {figure.key: figure.actual for figure in figures.indicators}
        shown |= {f"conversion.{rate.key}": str(rate.numerator) for rate in figures.conversion}
        shown["no_indicator"] = str(sum(line.receipts for line in figures.money.lines))
        assert list(shown) == list(explained_keys(chosen))
        for key, value in shown.items():
            explained = behind(desk, key, ruleset=chosen)
            assert explained.figure == value
            assert sum(Decimal(fact.share) for one in explained.counted for fact in one.facts) == Decimal(value)
            assert key == "no_indicator" or len(explained.counted) + len(explained.not_counted) == 4


def test_an_earlier_figure_is_explained_as_it_was_known(desk: Desk, clock: Clock) -> None:
    put(desk, *some_projects())
    before = behind(desk, "new_signed")
    clock.at += timedelta(hours=1)
    put(desk, made("后来", "2023-01-01", "2023-02-01"))
    assert behind(desk, "new_signed", as_of=before.as_of) == before
    assert len(behind(desk, "new_signed").counted) == 3


def test_an_unknown_key_is_refused_with_those_there_are(desk: Desk) -> None:
    for key in ("tax", "conversion.signed", "conversion."):
        explained = explain(desk, 2023, key)
        assert isinstance(explained, Refused)
        assert "conversion.registered" in explained.reasons[0].params["choices"]


def test_projects_left_out_for_one_reason_share_what_is_said_of_it(desk: Desk) -> None:
    put(desk, *(made(f"项目{number}", "2023-01-05") for number in range(3)))
    explained = explain(desk, 2023, "new_signed")
    assert isinstance(explained, Explanation)
    first, *others = explained.not_counted
    assert len(others) == 2
    assert all(other.params is first.params for other in others)
