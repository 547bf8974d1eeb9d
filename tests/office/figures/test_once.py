"""What counts whole and once: in the year in which what came first reached an amount or a share of a promise."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlmodel import select as select_rows

from tests.office.build import WAN, YI, Came, Slice, made, on, put
from tests.office.figures.test_contracts_then import drawn_day, office
from tests.office.figures.test_promises import EXCHANGE
from tests.office.rulesets import rules
from tracker.domain.changed import contract_on
from tracker.domain.currency import Currency
from tracker.domain.day import Day
from tracker.domain.money import Money
from tracker.domain.results import ResultKind
from tracker.domain.rules_once import Once
from tracker.domain.threshold import Share
from tracker.office.figures.counting import Frame
from tracker.office.figures.effect import by_their_day
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.once import first_reached
from tracker.office.figures.rollup import rollup
from tracker.office.figures.subtotals import sub_totals
from tracker.office.outcome import Done
from tracker.office.project.changes import by_day, change_of, increase
from tracker.store.query import PROFILE, known
from tracker.store.tables import ProfileChange, Receipt
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.figures import why_not
from tracker.words.rulesets import tell

if TYPE_CHECKING:
    from tracker.domain.rules import Ruleset
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases


def whole(said: str, more: str = "") -> Ruleset:
    return rules(more=f"""
[[indicators]]
key = "whole"
label = {{ zh = "一次计入" }}
unit = "亿元"
kind = "amount"
stage = "signed"
once_at_least = {{ {said} }}
{more}
{EXCHANGE}""")


def behind(desk: Desk, year: int, chosen: Ruleset, until: date | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """What each project adds in a year, and of the others why not; the figure is that of the rollup."""
    until = until or date(year, 12, 31)
    explained = explain(desk, year, "whole", until=until, ruleset=chosen)
    assert isinstance(explained, Explanation)
    figure = rollup(desk, year, until=until, ruleset=chosen).figure("whole")
    assert figure is not None
    assert (figure.actual, figure.counted, figure.not_counted) == (
        explained.figure, len(explained.counted), len(explained.not_counted))
    return ({one.name: one.share for one in explained.counted},
            {one.name: why_not(one, words()) for one in explained.not_counted})


def test_a_project_counts_whole_in_the_year_in_which_its_money_reaches_a_share(desk: Desk) -> None:
    put(desk,
        # 30% of 1亿元 on 1 June 2022: 2000 + 1000万元; what comes later counts nothing more
        made("甲", "2021-01-01", "2021-02-01", contract_minor=YI, receipts=(
            Slice(on("2021-12-31"), 2000 * WAN), Slice(on("2022-06-01"), 1000 * WAN), Slice(on("2023-06-01"), 7 * YI))),
        # one 分 less by the end of 2022
        made("乙", "2021-01-01", "2021-02-01", contract_minor=YI, receipts=(
            Slice(on("2022-03-01"), 3000 * WAN - 1), Slice(on("2023-01-01"), 1))),
        # money went back and came again: it was reached in 2022, and is so once
        made("丙", "2021-01-01", "2021-02-01", contract_minor=YI, receipts=(
            Slice(on("2022-03-01"), 3000 * WAN), Slice(on("2022-04-01"), -2000 * WAN), Slice(on("2023-02-01"), YI))),
        # the money was there in 2021, the contract came in 2022
        made("丁", "2021-01-01", "2022-05-01", contract_minor=2 * YI, receipts=(Slice(on("2021-03-01"), YI),)),
        # 100万美元 are 700万元 at 7, of 2000万元
        made("戊", "2021-01-01", "2022-05-01", contract_minor=2000 * WAN, receipts=(
            Slice(on("2022-07-01"), 100 * WAN, Currency.USD),)),
        # the year is known, no month
        made("己", "2021-01-01", "2021-02-01", contract_minor=YI, receipts=(Slice(on("2022"), YI),)),
        made("没有金额", "2021-01-01", "2022-05-01", receipts=(Slice(on("2022-07-01"), YI),)),
        made("没有到资", "2021-01-01", "2022-05-01", contract_minor=YI),
        made("没有签约", "2021-01-01", contract_minor=YI, receipts=(Slice(on("2022-07-01"), YI),)))
    chosen = whole('arrived = "30%"')
    in_2022, others = behind(desk, 2022, chosen)
    assert in_2022 == {"甲": "1", "丙": "1", "丁": "2", "戊": "0.2", "己": "1"}
    too_little = "累计到资不足合同金额的30%"
    assert others == {"乙": too_little, "没有金额": "没有合同金额", "没有到资": too_little, "没有签约": "未签约"}
    in_2023, others = behind(desk, 2023, chosen)
    assert in_2023 == {"乙": "1"}
    assert others["甲"] == "已在以前的年度一次计入（2022-06-01），不再计"
    assert others["丁"] == "已在以前的年度一次计入（2022-05-01），不再计"
    assert behind(desk, 2021, chosen)[0] == {}
    # by the end of June what is known only by its year is not there yet
    assert behind(desk, 2022, chosen, date(2022, 6, 30))[0] == {"甲": "1", "丙": "1", "丁": "2"}
    (by_month,) = sub_totals(desk, 2022, ["month"], until=date(2022, 12, 31), ruleset=chosen)
    assert {value: row["whole"].actual for value, row in by_month.rows.items() if row["whole"].counted} == {
        "3": "1", "5": "2", "6": "1", "7": "0.2", "": "1"}
    told = [sentence for chapter in tell(chosen) for subject in chapter.subjects if subject.key == "whole"
            for sentence in subject.sentences]
    assert "累计到资首次达到合同金额的30%的年度全额计入，以后不再计；签约更晚的，计入签约的年度" in told
    english = [sentence for chapter in tell(chosen, Lang.EN) for subject in chapter.subjects for sentence
               in subject.sentences]
    assert any("first came to 30% of the contract amount" in sentence for sentence in english)


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=4, of_each="database")
@pytest.mark.parametrize(("said", "years"), [
    ('invested = "3000万元"', (2022, None)), ('invested = "3001万元"', (2023, None)),
    ('invested = "50% of fixed_investment"', (2022, None)), ('output = "100%"', (None, 2023)),
    ('tax = "100万元"', (2023, None)), ("jobs = 50", (2022, None)), ("jobs = 51", (2023, None)),
    ('arrived = "1亿元"', (None, None))])
def test_what_came_of_a_project_can_decide_the_year(desk: Desk, said: str,
                                                    years: tuple[int | None, int | None]) -> None:
    put(desk,
        made("甲", "2021-01-01", "2021-02-01", contract_minor=YI, fixed_minor=6000 * WAN, output_minor=9 * YI, results=(
            Came(ResultKind.INVESTED, on("2022Q1"), 2000 * WAN), Came(ResultKind.INVESTED, on("2022-12"), 1000 * WAN),
            Came(ResultKind.INVESTED, on("2023"), YI), Came(ResultKind.OUTPUT, on("2022"), YI),
            Came(ResultKind.TAX, on("2022"), 60 * WAN), Came(ResultKind.TAX, on("2023"), 60 * WAN),
            Came(ResultKind.JOBS, on("2022"), people=50), Came(ResultKind.JOBS, on("2023Q1"), people=10))),
        made("乙", "2021-01-01", "2021-02-01", contract_minor=YI, output_minor=2 * YI, results=(
            Came(ResultKind.OUTPUT, on("2022H2"), YI), Came(ResultKind.OUTPUT, on("2023-04"), YI))))
    chosen = whole(said)
    counted = {name: year for year in (2021, 2022, 2023, 2024) for name in behind(desk, year, chosen)[0]}
    assert (counted.get("甲"), counted.get("乙")) == years


@pytest.mark.story
def test_a_share_is_one_of_the_contract_of_then(desk: Desk) -> None:
    """An increase of 2023 does not undo what was reached in 2022, nor have it counted a second time."""
    put(desk, made("甲", "2021-01-01", "2021-02-01", contract_minor=YI, receipts=(
        Slice(on("2022-06-01"), 3000 * WAN), Slice(on("2023-06-01"), 6000 * WAN))))
    chosen = whole('arrived = "30%"')
    assert isinstance(increase(desk, "甲", on("2023-01-10"), Money(2 * YI)), Done)
    assert behind(desk, 2022, chosen)[0] == {"甲": "1"}
    assert behind(desk, 2023, chosen)[0] == {}
    assert isinstance(increase(desk, "甲", on("2022-05-31"), Money(1 * WAN)), Done)
    # now 3000万元 are a little less than 30% of 1.0001亿元, and 9000万元 than 30% of 3.0001亿元
    assert behind(desk, 2022, chosen)[0] == {}
    assert behind(desk, 2023, chosen)[0] == {}
    assert behind(desk, 2022, whole('arrived = "29%"'))[0] == {"甲": "1.0001"}, "with what was added by the end of 2022"


def test_a_period_astride_two_years_decides_none(desk: Desk) -> None:
    put(desk, made("甲", "2021-01-01", "2021-02-01", contract_minor=YI, receipts=(Slice(on("2022"), YI),)),
        made("乙", "2021-01-01", "2023-02-01", contract_minor=YI, receipts=(Slice(on("2022"), YI),)))
    chosen = whole('arrived = "30%"', "[counting_year]\nfirst_month = 4\n")
    assert behind(desk, 2021, chosen, date(2022, 3, 31))[1]["甲"] == "累计到资不足合同金额的30%"
    assert behind(desk, 2022, chosen, date(2023, 3, 31)) == (
        {"乙": "1"}, {"甲": "达到的日期只知在 2022，跨了两个年度，不属于任何年度"})


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("seed", range(2))
def test_the_first_day_is_the_one_that_python_finds(desk: Desk, seed: int) -> None:
    """With increases and later signings in any order, each event is held against the contract at its own end."""
    draw = random.Random(seed)
    office(desk, draw)
    with desk.unit() as unit:
        entry = unit.entry("test.paid")
        for number in range(1, 61):
            for _ in range(draw.randrange(5)):
                day = drawn_day(draw)
                unit.append(Receipt, entry, project_id=number, received_on=day.on, precision=day.precision,
                            amount_minor=draw.choice([1, 1, 1, -1]) * draw.randrange(1, 90) * WAN)
    with desk.reading() as session:
        changes: dict[int, list[ProfileChange]] = {}
        for row in session.exec(select_rows(ProfileChange)):
            changes.setdefault(row.project_id, []).append(row)
        paid: dict[int, list[Receipt]] = {}
        for slice_ in session.exec(select_rows(Receipt)):
            paid.setdefault(slice_.project_id, []).append(slice_)
        now = {number: Money(minor, currency) for number, minor, currency in session.execute(
            select(PROFILE.c.project_id, PROFILE.c.contract_minor, PROFILE.c.contract_currency).where(known(PROFILE)))}
    share, found_any = Share(Fraction(draw.choice([30, 100, 250])), "contract_amount"), 0
    for _ in range(6):
        last = drawn_day(draw).last
        assert last is not None
        frame = Frame(last.year, last)
        with desk.reading() as session:
            by_their_day(session, frame)
            found = {number: (day, precision) for number, day, precision in session.execute(
                select(*first_reached(Once("arrived", share), frame).c))}
        for number, contract in now.items():
            own = [change_of(row) for row in by_day(changes.get(number, ()))]
            events = [(Day(row.received_on, row.precision), row.amount_minor) for row in paid.get(number, ())]
            events += [(one.day, 0) for one in own if one.what == "signing"]
            ends = sorted({day.last for day, _ in events if day.last and day.last <= last})
            reached = None
            for end in ends:
                so_far = sum(minor for day, minor in events if day.last and day.last <= end)
                then = contract_on(own, contract, end)
                assert then is not None
                # without a rate only contracts in yuan can be held against money in yuan
                if then.currency is Currency.CNY and so_far >= share.part * then.minor:
                    reached = end
                    break
            told = found.get(number)
            assert (Day(*told).last if told else None) == reached, (seed, last, number)
            found_any += reached is not None
    assert found_any > 20
