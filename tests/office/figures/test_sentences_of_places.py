"""Single sentences of published rules, each said in a few lines of a ruleset and counted on one office by hand."""

from __future__ import annotations

from datetime import date

from tests.office.build import WAN, YI, Came, Slice, made, on, put
from tests.office.figures.test_inexact import actual
from tests.office.rulesets import rules, text_of
from tracker.domain.currency import Currency
from tracker.domain.results import ResultKind
from tracker.domain.rules_contradictions import everything_wrong
from tracker.office.desk import Desk
from tracker.office.figures.rollup import rollup

SENTENCES = [
    ("8: projects of 3–10亿元", 'kind = "milestone"\nstage = "signed"\nat_least.contract_amount = "3亿元"\n'
     'less_than.contract_amount = "10亿元"', "个", "2"),  # 甲 丙
    ("8: of 10–20亿元", 'kind = "milestone"\nstage = "signed"\nat_least.contract_amount = "10亿元"\n'
     'less_than.contract_amount = "20亿元"', "个", "2"),  # 丁 己
    ("8: signed amount from other provinces", 'kind = "amount"\nstage = "signed"\nonly.origin = ["out_of_province"]',
     "亿元", "20.5"),  # 3.5 + 5 + 12
    ("9: contract, registration, fixed assets from 1000万元 and works begun; at most two years apart",
     'kind = "milestone"\nstage = "started"\ntogether_with = ["signed", "registered"]\nwithin_years = 2\n'
     'at_least.fixed_investment = "1000万元"', "个", "1"),  # 甲
    ("9: major by money arrived", 'kind = "milestone"\nstage = "signed"\nat_least.arrived = "5000万元"', "个", "2"),
    ("9: major by the tax of the year", 'kind = "milestone"\nstage = "producing"\nat_least.tax_in_year = "100万元"',
     "个", "1"),  # 戊
    ("10: no local investors, no housing, no second phases inside the scope; from 1亿元, of a bureau from 5000万元",
     'kind = "milestone"\nstage = "signed"\nwithout = { origin = ["local"], project_type = ["房地产"], '
     'phase_scope = ["inside"] }\nat_least.contract_amount = "1亿元"\n'
     'at_least_for = [{ only = { bureau = ["工信局"] }, contract_amount = "5000万元" }]', "个", "3"),  # 甲 己 庚
    ("11: no projects without local tax", 'kind = "milestone"\nstage = "producing"\nhas = ["tax"]', "个", "1"),
    ("11: new fixed investment", 'kind = "amount"\nstage = "signed"\namount = "fixed_investment"', "亿元", "2"),
    ("14: a single sum from 10万美元 or 300万元", 'kind = "receipts"\ncurrency = ["USD", "CNY"]\n'
     'each_at_least = ["10万美元", "300万元"]', "万元", "28549.44"),  # 6000 + 3200 at 7.0467
    ("15: once, by the bureau that claims it", 'kind = "milestone"\nstage = "signed"\nonly.bureau = ["工信局"]',
     "个", "1"),
    ("18: what is reported late is not counted", 'kind = "receipts"\ncurrency = ["USD", "CNY"]\nentered_within = 30',
     "万元", "0"),
    ("18: started and in the statistics", 'kind = "milestone"\nstage = "started"\nhas = ["in_statistics"]', "个", "1"),
    ("18: producing and above scale", 'kind = "milestone"\nstage = "producing"\nhas = ["above_scale"]', "个", "1"),
    ("19: at capacity", 'kind = "results"\nresult = "at_capacity"', "个", "1"),
    ("19: sales of the year", 'kind = "results"\nresult = "output"', "亿元", "3"),
    ("19: tax of the year", 'kind = "results"\nresult = "tax"', "万元", "120"),
    ("19: jobs of the year", 'kind = "results"\nresult = "jobs"', "人", "80"),
]
OUT = "out_of_province"


def office(desk: Desk) -> None:
    put(desk,
        made("甲", "2022-12-01", "2023-02-01", "2023-02-10", "2023-03-01", "2023-04-01", origin=OUT,
             contract_minor=35 * YI // 10, fixed_minor=2 * YI, receipts=(Slice(on("2023-03-01"), 6000 * WAN),),
             results=(Came(ResultKind.IN_STATISTICS, on("2023-06-05")),)),
        made("乙", "2023-01-01", "2023-03-01", origin="local", contract_minor=2 * YI,
             receipts=(Slice(on("2023-05-01"), 299 * WAN),)),
        made("丙", "2023-01-01", "2023-03-01", origin=OUT, contract_minor=5 * YI, project_type="房地产"),
        made("丁", "2023-01-01", "2023-03-01", origin=OUT, contract_minor=12 * YI, phase_scope="inside"),
        made("戊", "2021-01-01", "2021-05-01", "2021-06-01", "2022-06-01", "2022-12-20", "2023-09-01",
             origin="in_province", contract_minor=15 * YI // 10, results=(
                 Came(ResultKind.ABOVE_SCALE, on("2023-12")), Came(ResultKind.AT_CAPACITY, on("2023-11")),
                 Came(ResultKind.TAX, on("2023"), 120 * WAN), Came(ResultKind.OUTPUT, on("2023"), 3 * YI),
                 Came(ResultKind.JOBS, on("2023Q4"), people=80))),
        made("己", "2023-01-01", "2023-05-01", origin="foreign", contract_minor=15 * YI, ownership="foreign",
             receipts=(Slice(on("2023-06-01"), 3200 * WAN, Currency.USD),)),
        made("庚", "2023-01-01", "2023-06-01", origin="in_province", contract_minor=6000 * WAN, bureau="工信局"))


def test_each_sentence_counts_what_it_says(desk: Desk) -> None:
    """The office writes all of it down on the last day of the year."""
    office(desk)
    more = "\n[exchange]\nUSD = 7.0467\n" + "".join(
        f'\n[[indicators]]\nkey = "s{at}"\nlabel = {{ zh = "{sentence}" }}\nunit = "{unit}"\n{lines}\n'
        for at, (sentence, lines, unit, _) in enumerate(SENTENCES))
    assert everything_wrong(text_of(more).encode(), "places.toml") == []
    shown = rollup(desk, 2023, until=date(2023, 12, 31), ruleset=rules(more=more))
    assert {sentence: actual(shown, f"s{at}") for at, (sentence, *_) in enumerate(SENTENCES)} == {
        sentence: expected for sentence, _, _, expected in SENTENCES}
