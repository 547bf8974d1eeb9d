"""Rulesets and a small office for tests of figures: the default ruleset with some texts exchanged or added."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.office.build import WAN, YI, Made, Slice, made, on
from tracker.domain.money import Currency
from tracker.domain.rules import Ruleset, read_ruleset, shipped_rulesets
from tracker.office.desk import Desk

MORE = """
[[indicators]]
key = "ships"
label = { zh = "船舶新签约" }
unit = "个"
kind = "milestone"
stage = "signed"
monthly = true
only = { industry_chain = ["船舶制造"] }

[[indicators]]
key = "park"
label = { zh = "高新区到资" }
unit = "万元"
kind = "receipts"
only = { park = ["高新区"] }

[[indicators]]
key = "companies"
label = { zh = "签约企业" }
unit = "家"
kind = "companies"
stage = "signed"

[[indicators]]
key = "large"
label = { zh = "亿元以上" }
unit = "个"
kind = "milestone"
stage = "signed"
at_least = { contract_amount = "2亿元" }

[[indicators]]
key = "standing"
label = { zh = "在推新签约" }
unit = "个"
kind = "milestone"
stage = "signed"
exclude_status = ["terminated"]
without = { top500 = ["any"] }

[[indicators]]
key = "all_money"
label = { zh = "全口径到资" }
unit = "亿元"
kind = "receipts"
currency = ["CNY", "USD"]

[exchange]
USD = 7.0467
"""


def rules(*swaps: tuple[str, str], more: str = "") -> Ruleset:
    """The default ruleset with some texts exchanged."""
    return read_ruleset(text_of(more, *swaps).encode(), "test.toml")


def text_of(more: str, *swaps: tuple[str, str]) -> str:
    """The text of such a ruleset."""
    text = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    for was, becomes in swaps:
        assert was in text, was
        text = text.replace(was, becomes)
    return text + more


def some_projects() -> list[Made]:
    return [
        made("甲", "2022-01-01", "2023-02-01", "2023-03-01", "2023-04", origin="out_of_province", hunan_return=True,
             investor="甲集团", top500="world", contract_minor=YI, industry_chain="船舶制造", park="高新区",
             receipts=(Slice(on("2023-04-10"), YI + 1), Slice(on("2023"), 7), Slice(on(""), 5))),
        made("乙", "2022-01-01", "2023-05-01", investor="甲集团", contract_minor=3 * YI, industry_chain="船舶制造",
             park="草尾镇", terminated="2023-09-01", origin="foreign",
             receipts=(Slice(on("2023-04-10"), 123_456, Currency.USD),)),
        made("丙", "2021-01-01", "2022-05-11", "2022-06-01", "2022-07-01", "2023-01-31", origin="in_province",
             contract_minor=20_000 * WAN, phase_of=None, receipts=(Slice(on("2022-07-01"), YI),)),
        made("丁", "2023-01-01"),
    ]


def rules_beside(desk: Desk) -> Path:
    """The folder of the office's own rulesets, there and empty; beside a server it has to be said (SANXIN_RULES)."""
    if desk.store.rules_folder is None:
        desk.store.rules_folder = Path(tempfile.mkdtemp())
    desk.store.rules_folder.mkdir(exist_ok=True)
    return desk.store.rules_folder
