"""Random rulesets over random offices: figures and lists are those of a counter that reads tables and TOML."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select

from tests.office.build import WAN, YI, Made, Slice, put
from tests.office.figures.counter import Counter
from tests.office.rulesets import rules, text_of
from tracker.domain.currency import Currency
from tracker.domain.day import Day, Precision
from tracker.domain.expected import Awaited
from tracker.domain.money import Mark, Money
from tracker.domain.money_form import MoneyForm
from tracker.domain.recognising import Verdict
from tracker.domain.results import HowMuch, People, ResultKind
from tracker.domain.stages import STAGES, Status
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.records import content_of, day_of
from tracker.store.query import known
from tracker.store.tables import ExpectedDay, Milestone, ProjectResult, Receipt, Recognition

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

PROJECTS, INDICATORS = 42, 60
MOMENTS = [datetime(2023, 3, 31, 4, tzinfo=UTC), datetime(2023, 8, 15, 15, 59, tzinfo=UTC),
           datetime(2023, 12, 31, 4, tzinfo=UTC)]
"""When offices are entered: the second a minute before midnight in the office."""
CURRENCIES = [Currency.CNY] * 6 + [Currency.USD, Currency.HKD]
MARKS = [Mark.EXACT] * 5 + [Mark.UNDER, Mark.ABOUT]
ROUND = [9990 * WAN, 300 * WAN, 1000 * WAN, 3000 * WAN, 5000 * WAN, YI, 3 * YI]
LIMITS = ["300万元", "1000万元", "5000万元", "1亿元", "3亿元", "100万美元"]
BODIES = ["市商务局", "市发改委", "省商务厅"]
OF_INDICATOR = ("entered_within",)
"""What `Draw.asked` asks that is no matter of projects: conditions of which one suffices do not have it."""
PROMISES = ["contract_amount", "fixed_investment", "expected_output", "expected_tax"]
ORIGINS = ["out_of_province", "in_province", "foreign", "local"]


class Draw(random.Random):
    """What random offices and rulesets are drawn with."""

    def day(self) -> Day:
        """In or about 2023, sometimes known only by a longer period, or not at all."""
        precision = self.choice([Precision.DAY] * 5 + list(Precision))
        day = Day(date(2022, 6, 1).fromordinal(date(2022, 6, 1).toordinal() + self.randrange(720)))
        return Day.unknown() if precision is Precision.UNKNOWN else day.widened(precision)

    def known_day(self) -> Day:
        """One that is known at least by a period."""
        return next(day for _ in range(99) if (day := self.day()).known)

    def minor(self) -> int:
        """An amount, often a round one."""
        return self.choice(ROUND) if self.random() < 0.5 else self.randrange(1, 4 * YI)

    def some(self, values: Any, most: int = 2) -> list[str]:
        """One or a few of the values."""
        return self.sample(sorted(values), self.randint(1, most))

    def project(self) -> Made:
        """A project that came some way, with money of all sorts."""
        days = sorted((self.day() for _ in range(self.randint(1, 6))), key=lambda day: day.on or date(2023, 3, 1))
        paid = tuple(Slice(self.day(), self.choice([1, 1, 1, -1]) * self.minor(), self.choice(CURRENCIES),
                           self.choice([None, None, *ORIGINS]), self.choice(MARKS),
                           form=self.choice([None, None, *MoneyForm]),
                           outside=self.choice([None, None, 6000, 3333, 10_000])) for _ in range(self.randrange(4)))
        statuses = tuple((self.choice(list(Status)), self.day()) for _ in range(self.choice([0, 0, 1, 2])))
        profile: dict[str, Any] = {"origin": self.choice([None, *ORIGINS]), "hunan_return": self.random() < 0.3,
                                   "phase_scope": self.choice([None, None, "inside", "anew"]),
                                   "ownership": self.choice([None, "private", "private", "state", "foreign"])}
        if self.random() < 0.8:
            profile["land_mu"] = self.choice(["100", "33.3", "0", "12.25", "7.0001"])
        for amount in ("contract", "fixed", "tax", "output"):
            if self.random() < 0.8:
                profile |= {f"{amount}_minor": self.minor(), f"{amount}_currency": self.choice(CURRENCIES),
                            f"{amount}_mark": self.choice(MARKS)}
        return Made("项目", dict(zip(STAGES, days, strict=False)), paid, statuses, profile=profile)

    def results(self) -> list[tuple[ResultKind, Day, HowMuch | None]]:
        """What came of a project."""
        found = []
        for _ in range(self.choice([0, 1, 2, 3, 5])):
            kind = self.choice(list(ResultKind))
            money = Money(self.minor(), self.choice(CURRENCIES), self.choice(MARKS)) if kind.of_money else None
            people = People(self.randrange(1, 200)) if kind.of_people else None
            found.append((kind, self.known_day(), money or people))
        return found

    def rule(self, key: str) -> dict[str, Any]:
        """An indicator of any kind, with any of what can be asked."""
        kind = self.choice(["milestone", "amount", "receipts", "results", "promised"])
        rule: dict[str, Any] = {"key": key, "label": {"zh": key}, "kind": kind, "unit": "个"}
        money = kind in ("amount", "receipts", "promised")
        if kind in ("milestone", "amount", "promised"):
            rule |= self.of_stage(kind)
        if kind == "results":
            result = self.choice(list(ResultKind))
            rule["result"], money = result.value, result.of_money
            rule["unit"] = "人" if result.of_people else "个"
        if money:
            rule["unit"] = self.choice(["万元", "亿元", "万美元"])
        if money and kind in ("receipts", "results") and self.random() < 0.5:
            rule["currency"] = self.some(["CNY", "USD"], 2)
        if kind == "receipts":
            rule |= self.maybe(receipt_origin=self.some(ORIGINS), withdrawals="left_out",
                               receipt_form=self.some([form.value for form in MoneyForm], 3), outside_share=True,
                               without_form=self.some([form.value for form in MoneyForm], 3),
                               each_at_least=[self.choice(LIMITS)])
        if kind not in ("results", "promised"):
            rule |= self.maybe(0.1, recognised=True, recognised_by=self.some(BODIES))
        asked = self.asked()
        if self.random() < 0.2 and (some := [one for one in (self.asked() for _ in range(6)) if any(
                name not in OF_INDICATOR for name in one)]):
            asked["any_of"] = [{name: held for name, held in one.items() if name not in OF_INDICATOR}
                               for one in some[:3]]
        if kind == "promised":
            asked.pop("entered_within", None)
        return rule | asked

    def of_stage(self, kind: str) -> dict[str, Any]:
        """Of which stage, which amount, and what has to be reached with it."""
        once = {} if kind == "promised" else self.maybe(0.3, once_at_least=self.once())
        return {"stage": self.choice(STAGES[1:]).value, **once,
                **({} if kind == "milestone" else {"amount": self.choice(PROMISES)})}

    def once(self) -> dict[str, Any]:
        """What has to be reached for a project to count whole and once."""
        measure = self.choice(["arrived", "arrived", "invested", "output", "tax", "jobs"])
        limit = self.choice([*LIMITS, "5%", "30%", "80% of fixed_investment", "10% of contract_amount"])
        return {measure: 50 if measure == "jobs" else limit}

    def maybe(self, chance: float = 0.25, **values: Any) -> dict[str, Any]:
        """Some of the keys."""
        return {name: value for name, value in values.items() if self.random() < chance}

    def asked(self) -> dict[str, Any]:
        """What is asked of projects, mostly little: else nothing would count."""
        amounts = ["contract_amount", "fixed_investment", "arrived", "arrived_in_year", "one_receipt",
                   *(f"{kind}{suffix}" for kind in ("invested", "output", "tax") for suffix in ("", "_in_year"))]
        limits: dict[str, Any] = {self.choice(amounts): self.choice(LIMITS)}
        if self.random() < 0.2:
            limits = {self.choice(["jobs", "jobs_in_year"]): self.choice([50, 120])}
        if self.random() < 0.3:
            of = self.choice(["", "", *(f" of {name}" for name in PROMISES)])
            limits = {self.choice(amounts[2:4] + amounts[5:]): self.choice(["5%", "30%", "99.5%", "150%"]) + of}
        return self.maybe(
            0.07, only=self.choice([{"origin": self.some([*ORIGINS, "any"])},
                                    {"ownership": self.some(["private", "state", "foreign", "any"])}]),
            without=self.choice([{"origin": self.some(ORIGINS)}, {"phase_scope": self.some(["inside", "anew"])}]),
            at_least=limits,
            less_than={self.choice(amounts[:2]): self.choice(LIMITS)},
            at_most={self.choice(amounts[:2]): self.choice(LIMITS)},
            more_than={self.choice(amounts[:2]): self.choice(LIMITS)},
            promised=self.some(PROMISES), on_time=self.some([stage.value for stage in STAGES[1:]], 1),
            reached_in_year=self.some([stage.value for stage in STAGES[1:]], 1),
            reached_before_year=self.some([stage.value for stage in STAGES[1:]], 1),
            reached=[self.choice(STAGES[1:]).value], has=self.some([kind.value for kind in ResultKind]),
            exclude_status=["terminated"], exclude_phases=True, entered_within=self.choice([0, 30, 200]),
            at_least_per_mu={self.choice(["contract_amount", "fixed_investment", "expected_tax"]): self.choice(
                ["3万元", "300万元", "10万美元"])})


def written(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {written(held)}" for name, held in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else f'"{value}"'


def made_office(desk: Desk, draw: Draw, clock: Clock) -> None:
    """Entered on three days of the year; on the later ones some of what was entered before is put right."""
    for moment in MOMENTS:
        clock.at = moment
        for kind, column in ((Receipt, "received_on"), (ProjectResult, "happened_on")):
            _put_right(desk, draw, kind, column)
        _entered(desk, draw)
    _recognise(desk, draw)


def _entered(desk: Desk, draw: Draw) -> None:
    numbers = put(desk, *(draw.project() for _ in range(PROJECTS // len(MOMENTS))))
    with desk.unit() as unit:
        entry = unit.entry("test.results")
        for number in numbers:
            for kind, day, money in draw.results():
                amount = {"people": money.count} if isinstance(money, People) else {} if money is None else {
                    "amount_minor": money.minor, "currency": money.currency, "mark": money.mark}
                unit.append(ProjectResult, entry, project_id=number, what=kind, happened_on=day.on,
                            precision=day.precision, **amount)
            for stage in draw.sample(STAGES[1:], draw.randrange(3)):
                for day in (draw.known_day() for _ in range(draw.randint(1, 2))):
                    was = unit.session.exec(select(ExpectedDay).where(
                        known(ExpectedDay), ExpectedDay.project_id == number, ExpectedDay.what == stage.value)).first()
                    unit.append(ExpectedDay, entry, instead_of=was, project_id=number, what=Awaited(stage.value),
                                expected_on=day.on, precision=day.precision)


def _recognise(desk: Desk, draw: Draw) -> None:
    """Two of three milestones and receipts are recognised by one body or another, or sent back; some of them differ
    from what was recognised.
    """
    with desk.unit() as unit:
        entry = unit.entry("test.recognise")
        for kind, column in ((Milestone, "occurred_on"), (Receipt, "received_on")):
            for row in unit.session.exec(select(kind).where(known(kind)).order_by(col(kind.id))).all():
                if draw.random() < 0.35:
                    continue
                about = {"stage": row.stage} if isinstance(row, Milestone) else {
                    "amount_minor": row.amount_minor, "currency": row.currency, "slip": row.note}
                if draw.random() < 0.1:
                    about |= {"slip": "另一笔"}
                unit.append(Recognition, entry, project_id=row.project_id, happened_on=getattr(row, column),
                            precision=row.precision, said_on=date(2023, 12, 31), reported_by="联络员01",
                            body=draw.choice([*BODIES, "市 商务局"]),
                            verdict=draw.choice([*[Verdict.RECOGNISED] * 4, Verdict.SENT_BACK]), **about)


def _put_right(desk: Desk, draw: Draw, kind: type[Receipt | ProjectResult], column: str) -> None:
    """Makes a third of the rows void: some stay so, some are entered once more, some with another amount; or corrects
    them, to what they were or to twice as much beside another that is what they were; mostly on their day.
    """
    with desk.unit() as unit:
        entry = unit.entry("test.right")
        standing = unit.session.exec(select(kind).where(known(kind)).order_by(col(kind.id))).all()
        for row in draw.sample(standing, len(standing) // 3):
            day = draw.choice([day_of(getattr(row, column), row.precision)] * 2 + [draw.known_day()])
            values = {**content_of(row), column: day.on, "precision": day.precision}
            double = {**values, **{name: 2 * values[name] for name in ("amount_minor", "people") if values.get(name)}}
            what = draw.choice(["void", "again", "other", "corrected", "more"])
            if what in ("corrected", "more"):
                unit.append(kind, entry, instead_of=row, **(values if what == "corrected" else double))
            else:
                unit.supersede(row, entry)
            if what in ("again", "other", "more"):
                unit.append(kind, entry, **(double if what == "other" else values))


@pytest.mark.story
@pytest.mark.long(keep=1, of_each="database")
@pytest.mark.long(database="postgresql")
@pytest.mark.every_case
@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(3))
def test_figures_and_lists_are_those_of_the_counter(desk: Desk, clock: Clock, seed: int) -> None:
    draw = Draw(seed)
    made_office(desk, draw, clock)
    first_month, begins_in = draw.choice([(1, "same_year"), (12, "year_before"), (4, "same_year"), (11, "year_before")])
    first_day = draw.choice([1, 26, 11, 6]) if first_month > 1 else 1
    year = f'\n[counting_year]\nfirst_month = {first_month}\nfirst_day = {first_day}\nbegins_in = "{begins_in}"\n'
    if facts := draw.choice(["", "next_year", "next_year", "left_out", "marked"] if seed else ["next_year"]):
        entered_by = draw.choice(["01-10", "06-30", "11-20", "12-15"])
        year += f'\n[late_entry]\nentered_by = "{entered_by}"\nfacts = "{facts}"\n'
    more = "\n[exchange]\nUSD = 7.0467\n" + year + "".join(
        "\n[[indicators]]\n" + "".join(f"{name} = {written(value)}\n" for name, value in draw.rule(f"k{at}").items())
        for at in range(INDICATORS))
    chosen = rules(more=more)
    counted = 0
    for until in (date(2023, 12, 31), date(2023, draw.randint(2, 11), draw.randint(1, 28))):
        figures = rollup(desk, 2023, until=until, ruleset=chosen)
        with desk.reading() as session:
            counter = Counter(session, text_of(more), 2023, until)
        for at in range(INDICATORS):
            key, found, figure = f"k{at}", counter.count(f"k{at}"), figures.figure(f"k{at}")
            assert figure is not None
            rule = next(one for one in counter.rules["indicators"] if one["key"] == key)
            assert abs(Fraction(Decimal(figure.actual)) - found.actual) < Fraction(1, 10**11), (seed, until, rule)
            assert figure.counted == len(found.projects), (seed, until, rule)
            counted += figure.counted
            if at % 6 == seed:  # lists take as long as all figures together
                proof = explain(desk, 2023, key, until=until, ruleset=chosen)
                assert isinstance(proof, Explanation)
                assert abs(Decimal(proof.figure) - Decimal(figure.actual)) < Decimal("1e-11"), (seed, until, rule)
                assert (len(proof.counted), len(proof.not_counted)) == (
                    figure.counted, figure.not_counted), (seed, until, rule)
    assert counted > INDICATORS // 3  # what is entered late is left out by some
