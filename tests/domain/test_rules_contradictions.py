"""What a ruleset file says that cannot be meant is told with its line, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.domain.test_rules import changed
from tracker.domain.reasons import Fault
from tracker.domain.rules import shipped_rulesets
from tracker.domain.rules_contradictions import everything_wrong
from tracker.words import Lang
from tracker.words.faults import fault_line

HEAD = """
[[indicators]]
key = "x"
label = { zh = "某指标" }
unit = "个"
kind = "milestone"
stage = "signed"
"""


def wrong(more: str) -> list[tuple[str, str]]:
    """Key and fault of each problem; its line has to be the one the key is written on."""
    content = changed(more=more)
    lines = content.decode().splitlines()
    found = everything_wrong(content, "x.toml")
    for one in found:
        assert one.line > len(changed().splitlines()), one
        key = one.place.split(".")[1].split("[")[0]
        assert key in lines[one.line - 1], (one, lines[one.line - 1])
    return [(one.place.partition(".")[2], one.code) for one in found]


@pytest.mark.parametrize(("more", "place", "code"), [
    ('only = { origin = ["foreign", "local"] }\nwithout = { origin = ["local"] }', "without.origin", "both_ways"),
    ('only = { origin = ["any"] }\nwithout = { origin = ["out_of_province", "in_province", "foreign", "local"] }',
     "without.origin", "nothing_fits"),
    ('only = { origin = ["foreign"] }\nwithout = { origin = ["any"] }', "without.origin", "nothing_fits"),
    ('exclude_status = ["active", "paused", "terminated"]', "exclude_status", "nothing_fits"),
    ('at_least = { contract_amount = "10亿元" }\nless_than = { contract_amount = "3亿元" }',
     "at_least.contract_amount", "no_band"),
    # 1.5亿美元 is 10.57亿元 at the printed rate
    ('at_least = { contract_amount = "1.5亿美元" }\nless_than = { contract_amount = "9亿元" }\n'
     '[exchange]\nUSD = 7.0467',
     "at_least.contract_amount", "no_band"),
    ('at_least = { contract_amount = "1.5亿美元" }\nless_than = { contract_amount = "20亿元" }',
     "at_least.contract_amount", "rate_lacking"),
    ('at_least = { contract_amount = "3.1亿元" }\nat_most = { contract_amount = "3亿元" }',
     "at_least.contract_amount", "no_band"),
    ('more_than = { contract_amount = "3亿元" }\nat_most = { contract_amount = "3亿元" }',
     "more_than.contract_amount", "no_band"),
    ('more_than = { contract_amount = "3亿元" }\nless_than = { contract_amount = "3000万美元" }',
     "more_than.contract_amount", "rate_lacking"),
    ('at_least_for = [{ only = { origin = ["foreign"] }, fixed_investment = "3亿元" }]\n'
     'at_most = { fixed_investment = "2亿元" }', "at_least_for[1].fixed_investment", "no_band"),
    ('reached_in_year = ["registered"]\nreached_before_year = ["funded", "registered"]', "reached_before_year",
     "nothing_fits"),
    ('reached_before_year = ["signed"]', "reached_before_year", "nothing_fits"),
    ('only = { origin = ["local"] }\nat_least_for = [{ only = { origin = ["foreign"] }, contract_amount = "1亿元" }]',
     "at_least_for[1]", "nothing_fits"),
    ('at_least_for = [{ only = { origin = ["foreign", "local"] }, contract_amount = "3亿元" },'
     ' { only = { origin = ["foreign"] }, contract_amount = "5亿元" }]', "at_least_for[2]", "decided_before"),
    ('only = { origin = [] }', "only.origin", "no_values"),
    ('at_least_for = [{ only = { origin = [], hunan_return = true }, contract_amount = "3亿元" }]',
     "at_least_for[1].only.origin", "no_values"),
    ('[[indicators]]\nkey = "y"\nlabel = { zh = "乙" }\nunit = "亿元"\nkind = "receipts"\nreceipt_origin = []',
     "receipt_origin", "no_values"),
    ('only = { origin = ["foreign"] }\nany_of = [{ only = { origin = ["local"] } }, { has = ["above_scale"] }]',
     "any_of[1]", "nothing_fits"),
    ('any_of = [{ has = ["above_scale"] }, { at_least = { contract_amount = "3亿元" },'
     ' less_than = { contract_amount = "1亿元" } }]', "any_of[2].at_least.contract_amount", "no_band"),
    ('less_than = { contract_amount = "1亿元" }\n'
     'any_of = [{ at_least = { contract_amount = "1亿元" } }, { has = ["above_scale"] }]',
     "any_of[1].at_least.contract_amount", "no_band"),
    ('at_least = { contract_amount = "3亿元" }\n'
     'any_of = [{ has = ["above_scale"] }, { less_than = { contract_amount = "1亿元" } }]',
     "any_of[2].at_least.contract_amount", "no_band"),
    ('any_of = [{ has = ["above_scale"] }, { has = ["above_scale"] }]', "any_of[2]", "duplicate"),
    ('any_of = []', "any_of", "no_values"),
    ('recognised_by = []', "recognised_by", "no_values"),
])
def test_a_contradiction_is_named_with_its_line(more: str, place: str, code: str) -> None:
    assert (place, code) in wrong(HEAD + more)


@pytest.mark.parametrize("more", [
    'only = { origin = ["foreign"] }\nwithout = { origin = ["local"], chain_role = ["main"] }',
    'at_least = { contract_amount = "1亿美元" }\nless_than = { contract_amount = "9亿元" }\n[exchange]\nUSD = 7.0467',
    'at_least = { contract_amount = "3亿元" }\nless_than = { contract_amount = "10亿元" }\n'
    'at_least_for = [{ only = { origin = ["foreign"] }, contract_amount = "5亿元" }]',
    'at_least_for = [{ only = { origin = ["foreign"] }, contract_amount = "5亿元" },'
    ' { only = { origin = ["foreign", "local"] }, contract_amount = "3亿元" },'
    ' { only = { origin = ["foreign"] }, fixed_investment = "1亿元" },'
    ' { only = { chain_role = ["any"] }, contract_amount = "1亿元" }]',
    'without = { origin = [] }',
    'at_least = { contract_amount = "3亿元" }\nat_most = { contract_amount = "3亿元" }',
    'reached_in_year = ["registered"]\nreached_before_year = ["funded"]',
    'date = "recognised_on"\nreached_before_year = ["signed"]',
    'once_at_least = { arrived = "30%" }\nreached_before_year = ["signed"]',
    'once_at_least = { arrived = "30%" }\nwithin_years = 2',
])
def test_what_can_be_meant_is_not_called_wrong(more: str) -> None:
    assert wrong(HEAD + more) == []


def test_the_shipped_rulesets_do_not_contradict_themselves() -> None:
    for file in shipped_rulesets():
        assert everything_wrong(file.read_bytes(), file.name) == []


@pytest.mark.parametrize(("more", "place", "code", "said"), [
    ("at_leats = { contract_amount = \"1亿元\" }", "at_leats", "unknown_key", "可写：at_least"),
    ('monthly = "yes"', "monthly", "wrong_type", "应写true 或 false"),
    ('at_least = { contract_amount = 5000 }', "at_least.contract_amount", "wrong_type", "5000万元"),
    ('decimals = 11', "decimals", "out_of_range", "≤ 10"),
    ('papers_by = "12-10"', "papers_by", "missing_key", "evidence"),
    ('at_least = { arrived = "30 percent" }', "at_least.arrived", "not_an_amount", "30 percent"),
    ('at_least = { arrived = "%30" }', "at_least.arrived", "wrong_type", '"50% of fixed_investment"'),
    ('at_least = { arrived = "0%" }', "at_least.arrived", "out_of_range", "> 0%"),
    ('at_least = { arrived = "1000000%" }', "at_least.arrived", "out_of_range", "≤ 1000%"),
    ('at_least = { arrived = "33.333%" }', "at_least.arrived", "wrong_type", '"30%"'),
    ("any_of = [" + ", ".join(f'{{ at_least = {{ jobs = {at} }} }}' for at in range(1, 22)) + "]", "any_of",
     "out_of_range", "≤ 20"),
    ('at_least = { invested = "5% of land" }', "at_least.invested", "unknown_word", "可用：contract_amount"),
    ('at_least = { contract_amount = "5%" }', "at_least.contract_amount", "not_an_amount", "5%"),
    ('at_least = { one_receipt = "5%" }', "at_least.one_receipt", "not_an_amount", "5%"),
    ('at_least = { jobs = "5%" }', "at_least.jobs", "wrong_type", "整数"),
    ('once_at_least = { }', "once_at_least", "missing_key", "arrived"),
    ('once_at_least = { arrived = "30%", tax = "30%" }', "once_at_least", "out_of_range", "arrived, tax"),
    ('once_at_least = { tax_in_year = "30%" }', "once_at_least.tax_in_year", "unknown_key", "可写：arrived"),
    ('date = "recognised_on"\nonce_at_least = { jobs = 3 }', "once_at_least", "by_recognition", "去掉 date"),
    ('promised = ["jobs"]', "promised", "unknown_word", "expected_tax"),
    ('promised = ["expected_tax", "expected_tax"]', "promised", "duplicate", "expected_tax"),
    ('on_time = ["lead"]', "on_time", "unknown_word", "signed"),
    ('evidence = [["contract"]]\npapers_by = "13-40"', "papers_by", "wrong_type", "12-10"),
    ("within_years = 1", "within_years", "missing_key", "together_with"),
    ('of = ["new_signed", "top500"]', "of", "not_for_kind", "milestone"),
    ('at_least_for = [{ contract_amount = "1亿元" }]', "at_least_for", "missing_key", "only"),
    ('any_of = [{}]', "any_of", "no_values", "请写上值"),
    ('any_of = [{ papers_by = "12-10" }]', "any_of[1].papers_by", "unknown_key", "reached_in_year、without"),
    ('recognised_by = "市商务局"', "recognised_by", "wrong_type", "方括号里的一列"),
    ('recognised_by = ["市商务局", "市 商务局"]', "recognised_by", "duplicate", "市 商务局"),
    ('only = { origin = "any" }', "only.origin", "wrong_type", "方括号里的一列，如 ["),
    ('[late_entry]\nfacts = "next_year"', "entered_by", "missing_key", "entered_by"),
    ('[late_entry]\nentered_by = "13-40"\nfacts = "next_year"', "entered_by", "wrong_type", "12-10"),
    ('[late_entry]\nentered_by = "01-10"\nfacts = "moved"', "facts", "unknown_word", "next_year"),
    ('[late_entry]\nentered_by = "01-10"', "facts", "missing_key", "facts"),
    ('[counting_year]\nlast_month = 3', "last_month", "unknown_key", "可写：first_month、begins_in、first_day、source"),
    ('[counting_year]\nbegins_in = "year_before"', "begins_in", "calendar_year", "请把 first_month 改成 2 至 12"),
])
def test_what_to_write_instead_is_said(more: str, place: str, code: str, said: str) -> None:
    found = everything_wrong(changed(more=HEAD + more), "x.toml")
    assert any(one.code == code and one.place.partition(".")[2].startswith(place) and said in fault_line(one, Lang.ZH)
               for one in found), [(one, fault_line(one, Lang.ZH)) for one in found]


COUNTED = """
[[indicators]]
key = "x"
label = { zh = "某指标" }
unit = "%s"
kind = "%s"
%s
"""


@pytest.mark.parametrize(("kind", "which", "good", "bad"), [
    ("results", 'result = "jobs"', "人名位", ("万元", "个", "万人", "万")),
    ("results", 'result = "in_statistics"', "个家项", ("人", "万元")),
    ("results", 'result = "invested"', ("万元", "亿元"), ("人", "个")),
    ("milestone", 'stage = "signed"', ("个", "家", "个项目"), ("亿元", "人")),
    ("companies", 'stage = "signed"', ("家",), ("万美元", "名")),
    ("sum", 'of = ["new_signed", "new_started"]', ("个",), ("人",)),
])
def test_the_unit_is_one_of_what_is_counted(kind: str, which: str, good: Iterable[str], bad: Iterable[str]) -> None:
    for unit in good:
        assert everything_wrong(changed(more=COUNTED % (unit, kind, which)), "x.toml") == [], unit
    for unit in bad:
        (problem,) = everything_wrong(changed(more=COUNTED % (unit, kind, which)), "x.toml")
        assert problem.code in (Fault.NOT_A_COUNTER, Fault.UNKNOWN_UNIT, Fault.OTHER_MEASURE), (unit, problem)
        assert problem.line > len(changed().splitlines()), (unit, problem)
    assert "可用：人、名、位" in fault_line(everything_wrong(
        changed(more=COUNTED % ("万元", "results", 'result = "jobs"')), "x.toml")[0], Lang.ZH)


SUM = """
[[indicators]]
key = "x"
label = { zh = "某指标" }
unit = "%s"
kind = "%s"
of = [%s]
"""


@pytest.mark.parametrize(("unit", "kind", "of", "code"), [
    ("亿元", "sum", '"out_of_province", "new_signed"', Fault.OTHER_MEASURE),
    ("亿元", "sum", '"out_of_province", "foreign"', Fault.NO_RATE),
    ("个", "sum", '"new_signed"', Fault.MISSING_KEY),
    ("个", "sum", '"new_signed", "later"', Fault.UNKNOWN_WORD),
    ("%", "ratio", '"new_signed", "new_started", "top500"', Fault.OUT_OF_RANGE),
])
def test_figures_are_made_of_what_fits_together(unit: str, kind: str, of: str, code: Fault) -> None:
    assert code in [one.code for one in everything_wrong(changed(more=SUM % (unit, kind, of)), "x.toml")]


def test_a_figure_made_of_others_has_no_filters_of_its_own() -> None:
    content = changed(more=SUM % ("个", "sum", '"new_signed", "new_started"') + 'only = { origin = ["foreign"] }\n')
    assert [(one.place, one.code) for one in everything_wrong(content, "x.toml")] == [
        ("indicators[9].only", Fault.NOT_FOR_KIND)]
