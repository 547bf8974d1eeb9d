"""Which increases belong to which contract: said of one project in Python, and of all of them in SQL, alike."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlmodel import select as select_rows

from tests.office.build import WAN, made, put
from tests.office.rulesets import rules
from tracker.domain.changed import ChangeKind, contract_on, effective
from tracker.domain.day import Day, Precision
from tracker.domain.money import Currency, Money
from tracker.domain.rules import Indicator
from tracker.domain.rules_words import Increases
from tracker.office.figures.counting import Frame
from tracker.office.figures.criteria import added_up
from tracker.office.figures.effect import by_their_day
from tracker.office.project.changes import by_day, change_of
from tracker.store.query import PROFILE, known
from tracker.store.tables import ProfileChange

if TYPE_CHECKING:
    from tracker.office.desk import Desk

PROJECTS, DAYS = 60, 12
SIGNED_ALONE = """
[[indicators]]
key = "signed_alone"
label = { zh = "签约金额" }
unit = "万元"
kind = "amount"
stage = "signed"
increases = "left_out"
"""


def drawn_day(draw: random.Random) -> Day:
    day = Day(date.fromordinal(date(2022, 1, 1).toordinal() + draw.randrange(700)))
    return day.widened(draw.choice([Precision.DAY] * 4 + [Precision.MONTH, Precision.QUARTER, Precision.YEAR]))


def office(desk: Desk, draw: random.Random) -> None:
    """Projects with increases and later signings in any order, on days that may fall together."""
    numbers = put(desk, *(made(f"项目{at}", "2021-01-05", "2021-02-01", contract_minor=9000 * WAN,
                               contract_currency=draw.choice([Currency.CNY, Currency.CNY, Currency.USD]))
                          for at in range(PROJECTS)))
    with desk.unit() as unit:
        entry = unit.entry("test.changes")
        for number in numbers:
            days = [drawn_day(draw) for _ in range(draw.randrange(6))]
            for day in [*days, *days[:draw.randrange(2)]]:
                unit.append(ProfileChange, entry, project_id=number, changed_on=day.on, precision=day.precision,
                            what=draw.choice([ChangeKind.INCREASE, ChangeKind.INCREASE, ChangeKind.SIGNING]),
                            amount_minor=draw.randrange(1, 99) * WAN, currency=draw.choice(
                                [Currency.CNY, Currency.CNY, Currency.USD]))


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="database")
@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(2))
def test_contracts_of_a_day_are_alike_in_both(desk: Desk, seed: int) -> None:
    draw = random.Random(seed)
    office(desk, draw)
    indicator = rules(more=SIGNED_ALONE).indicator("signed_alone")
    assert isinstance(indicator, Indicator)
    assert indicator.increases is Increases.LEFT_OUT
    with desk.reading() as session:
        own: dict[int, list[ProfileChange]] = {}
        for row in session.exec(select_rows(ProfileChange)):
            own.setdefault(row.project_id, []).append(row)
        now = {number: Money(minor, currency) for number, minor, currency in session.execute(
            select(PROFILE.c.project_id, PROFILE.c.contract_minor, PROFILE.c.contract_currency).where(known(PROFILE)))}
    for _ in range(DAYS):
        last = drawn_day(draw).last
        assert last is not None
        frame = Frame(last.year, last)
        minor, *_ = added_up(indicator, frame)
        with desk.reading() as session:
            by_their_day(session, frame)
            counted = {number: (Money(whole, of), alone) for number, whole, of, alone in session.execute(
                select(PROFILE.c.project_id, PROFILE.c.contract_minor, PROFILE.c.contract_currency, minor).where(
                    frame.known(PROFILE)))}
        for number, contract in now.items():
            rows = by_day(own.get(number, ()))
            told = contract_on([change_of(row) for row in rows], contract, last)
            assert told is not None
            behind = [row for row in rows if effective(Day(row.changed_on, row.precision), last)]
            since = max((at for at, row in enumerate(behind) if row.what is ChangeKind.SIGNING), default=-1)
            added = sum(row.amount_minor or 0 for row in behind[since + 1:]
                        if row.what is ChangeKind.INCREASE and row.currency is told.currency)
            assert counted[number] == (told, told.minor - added), (seed, last, number)
