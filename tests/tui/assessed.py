"""The small office with units, targets, credits and marks, and a ruleset that scores them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.domain.assessment.published import MARKS, line
from tests.office.rulesets import text_of
from tests.tui.conftest import day, sure
from tracker.domain.assessed import UnitKind
from tracker.office.assessment.credits import credit
from tracker.office.assessment.marks import give_mark
from tracker.office.assessment.unit_targets import hand_down
from tracker.office.assessment.units import NewUnit, add_units
from tracker.office.desk import Desk

RULES = text_of(MARKS.replace("[assessment]\n", '[assessment]\nsource = "某县考核办法第二条"\n') + line(
    'way = "steps"\ncompletion = "new_signed"\nsteps = [{ at_least = "100%", points = 40 }, '
    '{ at_least = "50%", points = 20 }]\nsource = "第五条"', "signed").replace('zh = "signed"', 'zh = "签约得分"')
    + line('way = "proportion"\ncompletion = "out_of_province"\npoints = 50\nat_most = 50', "money").replace(
        'zh = "money"', 'zh = "到资得分"')
    + line('way = "per_unit"\nactual = "reports"\npoints = 1', "reports_score").replace(
        'zh = "reports_score"', 'zh = "月报得分"'))
"""Signed projects by steps, money in proportion, reports one point each."""


def in_force(folder: Path) -> Path:
    """The folder of rules with the assessment in it."""
    rules = folder / "rules"
    rules.mkdir(exist_ok=True)
    (rules / "考核.toml").write_text(RULES, "utf-8")
    return rules


def with_units(desk: Desk) -> None:
    """高新区 has two projects and all its reports; 船舶产业园 claims one of them too; one project is nobody's."""
    sure(add_units(desk, [NewUnit("高新区", UnitKind.PARK, "园区组"), NewUnit("船舶产业园", UnitKind.PARK, "园区组"),
                          NewUnit("新湾镇", UnitKind.TOWNSHIP, "乡镇组")]))
    for code, unit in (("草尾50MW风电项目", "高新区"), ("恒瑞管桩二期", "高新区"), ("恒瑞管桩二期", "船舶产业园"),
                       ("芦苇综合利用项目", "船舶产业园")):
        sure(credit(desk, code, unit, day("2023-01-05")))
    for unit, signed in (("高新区", "3"), ("船舶产业园", "2")):
        sure(hand_down(desk, unit, 2023, "new_signed", signed))
        sure(hand_down(desk, unit, 2023, "out_of_province", "1亿元"))
    for unit, reports, number in (("高新区", "11", "考办〔2023〕9号"), ("船舶产业园", "12", "")):
        sure(give_mark(desk, unit, 2023, "reports", reports, body="考核办", on=date(2023, 12, 30), number=number))
