"""What a form asks for below the headers of money that arrived; a header with an unknown word asks for nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.profile import Origin
from tracker.ledger.asked_money import asked_money
from tracker.ledger.money_columns import EVER

TODAY = date(2025, 8, 20)
AUGUST = (date(2025, 1, 1), date(2025, 8, 31))
HOME = {Origin.OUT_OF_PROVINCE, Origin.IN_PROVINCE, Origin.LOCAL}


@pytest.mark.parametrize(("header", "context", "spans", "origins"), [
    ("到位资金（万元）", "", (EVER,), None),
    ("累计到位资金/万元", "", (EVER,), None),
    ("截至目前累计到位资金（单位：万元）", "", (EVER,), None),
    ("已到资金额", "", (EVER,), None),
    ("本年到位资金（万元）", "", (AUGUST,), None),
    ("本年度1-8月到位资金", "", (AUGUST,), None),
    ("年初至今到位资金", "", (AUGUST,), None),
    ("本年到位资金", "2024年重点项目", ((date(2024, 1, 1), date(2024, 12, 31)),), None),
    ("到位资金", "2024年1-6月进展", (EVER, (date(2024, 1, 1), date(2024, 6, 30)), (None, date(2024, 6, 30))), None),
    ("2024年到位资金", "", ((date(2024, 1, 1), date(2024, 12, 31)),), None),
    ("2024年以来到位资金", "", ((date(2024, 1, 1), None),), None),
    ("上年底累计到位资金", "", ((None, date(2024, 12, 31)),), None),
    ("上年到位资金", "", ((date(2024, 1, 1), date(2024, 12, 31)),), None),
    ("截至2024年6月15日到位资金（万元）", "", ((None, date(2024, 6, 15)), (date(2024, 1, 1), date(2024, 6, 15))), None),
    ("本年累计到位资金", "截至2024年6月15日", ((date(2024, 1, 1), date(2024, 6, 15)),), None),
    ("截至2024年6月底到位资金", "", ((None, date(2024, 6, 30)), (date(2024, 1, 1), date(2024, 6, 30))), None),
    ("本年到位资金/3月", "", ((date(2025, 3, 1), date(2025, 3, 31)),), None),
    ("二季度到位资金", "2024年进展", ((date(2024, 4, 1), date(2024, 6, 30)),), None),
    ("本年到位资金/上半年", "", ((date(2025, 1, 1), date(2025, 6, 30)),), None),
    ("本月到位资金", "2025年项目表", ((date(2025, 8, 1), date(2025, 8, 31)),), None),
    ("本月到位资金", "", ((date(2025, 8, 1), date(2025, 8, 31)),), None),
    ("实际利用外资（万美元）", "", (EVER,), {Origin.FOREIGN}),
    ("到位资金/其中：境内省外", "", (EVER,), {Origin.OUT_OF_PROVINCE}),
    ("当年实际到位域外省内资金", "", (AUGUST,), {Origin.IN_PROVINCE}),
    ("到位资金/内资", "", (EVER,), HOME),
    ("到位内外资", "", (EVER,), None),
])
def test_what_is_asked_for(header: str, context: str, spans: object, origins: set[Origin] | None) -> None:
    asked = asked_money(tuple(header.split("/")), context, TODAY)
    assert asked is not None
    assert (asked.spans, asked.origins) == (spans, None if origins is None else frozenset(origins))


@pytest.mark.parametrize("header", [
    "银行贷款到位资金", "首笔到位资金", "资金到位率", "计划到位资金", "市外到位资金", "累计到位资金（含注册资本）",
    "到位时间", "项目总投资", "1-6月到位资金", "到位资金/3月", "省外外资到位", "设备到位", "二季度到位资金",
    "2024年二季度累计到位资金"])
def test_what_is_not_certain_is_not_filled(header: str) -> None:
    assert asked_money(tuple(header.split("/")), "项目表", TODAY) is None


def test_this_month_of_another_year_is_not_certain() -> None:
    assert asked_money(("本月到位资金",), "2024年项目表", TODAY) is None
