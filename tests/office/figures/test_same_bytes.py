"""Whatever is corrected, voided, entered late, edited or set wrong later: what was asked before stays as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.selection import THOROUGH, in_thirds
from tracker.cli.printing import json_text
from tracker.cli.shapes_figures import explanation
from tracker.domain.credit_code import is_credit_code
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.rules import RulesetError
from tracker.domain.stages import STAGES, Stage
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done
from tracker.office.project.moves import Milepost, advance, correct, revert
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.shipped import shipped
from tracker.store.engine import open_store
from tracker.store.query import last_moment
from tracker.store.unusable import StoreUnusable
from tracker.words import Lang

OF_OTHER_TIMES = """
[[indicators]]
key = "whole"
label = { zh = "一次计入" }
unit = "亿元"
kind = "amount"
stage = "signed"
once_at_least = { arrived = "10%" }

[[indicators]]
key = "new_money"
label = { zh = "新引进项目到资" }
unit = "亿元"
kind = "receipts"
reached_in_year = ["signed"]
at_least = { arrived = "5%" }
more_than = { contract_amount = "1亿元" }

[[indicators]]
key = "promised"
label = { zh = "已签约" }
unit = "亿元"
kind = "promised"
stage = "signed"

[counting_year]
first_month = 12
first_day = 26
begins_in = "year_before"
"""
DEFAULT = shipped("rules", "default.toml").read_text(encoding="utf-8") + OF_OTHER_TIMES
EDITS = (("yellow = 10", "yellow = 12"), ('zh = "新签约"', 'zh = "新签"'), ("decimals = 2", "decimals = 3"),
         ('receipt_origin = ["out_of_province"]', 'receipt_origin = ["in_province"]'),
         ("[funded]", '[late_entry]\nentered_by = "01-10"\nfacts = "next_year"\n\n[funded]'),
         ('stage = "signed"', 'stage = "signed"\nany_of = [{ only = { origin = ["foreign"] } }, '
                              '{ at_least = { arrived = "1000万元" } }]'))
KEYS = ("new_signed", "out_of_province", "hunan_return", "conversion.registered", "whole", "new_money", "promised")
OFFICES, QUESTIONS = (9, 40) if THOROUGH else (3, 4)
"""Offices that are made in each of three runs, and at least how many questions are asked of each."""


@dataclass
class Life:
    """An office that something happens to, and every question that was asked with its answer."""

    desk: Desk
    clock: Clock
    rules: Path
    random: Random
    codes: list[str] = field(default_factory=list)
    receipts: list[int] = field(default_factory=list)
    asked: dict[tuple[date, datetime], str] = field(default_factory=dict)
    ahead: timedelta = timedelta(0)
    """By how much the clock stands ahead of the true time."""

    def happen(self, what: str) -> None:
        """One thing happens; what the office refuses changes nothing, nor what asks for a ruleset that is broken."""
        self.clock.at += timedelta(minutes=self.random.randrange(1, 60 * 24 * 20))
        with suppress(RulesetError):
            self._try(what)

    def _try(self, what: str) -> None:
        try:
            getattr(self, what)()
        except StoreUnusable:
            assert self.desk.written_ahead()
            if self.random.random() < 0.7:
                self.desk = replace(self.desk, clock_reason="时钟快过")
                getattr(self, what)()
                self.desk = replace(self.desk, clock_reason="")

    def credit_code(self) -> str:
        body = "91430981" + "".join(self.random.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=9))
        return next(body + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if is_credit_code(body + last))

    def day(self) -> Day:
        return Day(date(2023, 1, 1) + timedelta(days=self.random.randrange(360)))

    def added(self) -> None:
        outcome = add(self.desk, {"name": f"甲{len(self.codes)}厂{self.random.random()}", "contract_amount": "2亿元",
                                   "credit_code": self.credit_code(),
                                  "origin": self.random.choice(["境内省外", "省内域外"])}, lead=self.day())
        self.codes += [outcome.value] if isinstance(outcome, Done) else []

    def moved(self) -> None:
        if self.codes:
            stage = self.random.choice(STAGES[1:4])
            advance(self.desk, self.random.choice(self.codes), [Milepost(stage, self.day())], override="补录")

    def corrected(self) -> None:
        if self.codes:
            correct(self.desk, self.random.choice(self.codes), Stage.SIGNED, day=self.day(), reason="日期录错")

    def reverted(self) -> None:
        if self.codes:
            revert(self.desk, self.random.choice(self.codes), reason="误录")

    def amended(self) -> None:
        if self.codes:
            amend(self.desk, self.random.choice(self.codes), {"origin": self.random.choice(["境内省外", "境外"])})

    def paid(self) -> None:
        if self.codes:
            outcome = add_receipt(self.desk, self.random.choice(self.codes), self.day(),
                                  Money(self.random.randrange(1, 10**10)))
            self.receipts += [outcome.value] if isinstance(outcome, Done) else []

    def voided(self) -> None:
        if self.receipts:
            void_receipt(self.desk, self.random.choice(self.receipts), "重复登记")

    def undone(self) -> None:
        undo(self.desk, "误录")

    def edited(self) -> None:
        self.rules.write_text(DEFAULT.replace(*self.random.choice(EDITS)), encoding="utf-8")

    def deleted(self) -> None:
        self.rules.unlink(missing_ok=True)

    def broken(self) -> None:
        self.rules.write_text("id = \n", encoding="utf-8")

    def clock_ahead(self) -> None:
        self.ahead += (by := timedelta(days=self.random.randrange(1, 400)))
        self.clock.at += by

    def clock_right(self) -> None:
        self.clock.at -= self.ahead
        self.ahead = timedelta(0)

    def answer(self, until: date, as_of: datetime) -> str:
        """The bytes of the figures and of what is behind them."""
        found: list[object] = [rollup(self.desk, year, until=until, as_of=as_of).as_json()
                               for year in range(2023, until.year + 1)]
        for key in KEYS:
            behind = explain(self.desk, 2023, key, until=until, as_of=as_of)
            found.append(explanation(behind, Lang.ZH) if isinstance(behind, Explanation) else repr(behind))
        return json_text(found)

    def ask(self) -> None:
        """A question of the past; no later than the office knows and than it truly is."""
        with self.desk.reading() as session:
            last = last_moment(session)
        true = self.clock.at - self.ahead
        if last is None or last > true:
            return
        first = datetime(2023, 12, 31, 4, tzinfo=UTC)
        as_of = first + (last - first) * self.random.random()
        until = date(2023, 1, 1) + timedelta(days=self.random.randrange(500))
        self.asked[until, as_of] = self.answer(until, as_of)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as path:
        yield Path(path)


WHAT = ("added", "moved", "moved", "corrected", "reverted", "amended", "paid", "paid", "voided", "undone", "edited",
        "deleted", "broken", "clock_ahead", "clock_right")


@pytest.mark.story
@in_thirds
@settings(max_examples=OFFICES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), happenings=st.lists(st.sampled_from(WHAT), min_size=15, max_size=30))
def test_what_was_asked_before_gives_the_same_bytes(folder: Path, sqlite_template: Path, seed: int,
                                                    happenings: list[str]) -> None:
    """A thousand random questions in the thorough profile."""
    place = folder / f"{seed}"
    place.mkdir(exist_ok=True)
    file = place / "office.db"
    shutil.copyfile(sqlite_template, file)
    (place / "rules").mkdir(exist_ok=True)
    store, clock = open_store(file), Clock()
    life = Life(Desk(store, "联络员01", clock), clock, place / "rules" / "ours.toml", Random(seed))
    life.deleted()
    try:
        life.happen("added")
        for left, what in zip(range(len(happenings), 0, -1), happenings, strict=True):
            life.happen(what)
            for _ in range(-(-(QUESTIONS - len(life.asked)) // left)):
                life.ask()
        for (until, as_of), answer in life.asked.items():
            assert life.answer(until, as_of) == answer
    finally:
        store.close()
