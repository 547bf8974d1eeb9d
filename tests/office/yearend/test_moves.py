"""What moved a year's figures: the steps add up exactly, each with who did it and why; vintages; two years compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.conftest import Clock
from tests.office.build import YI, Slice, made, on, put
from tests.office.taken import the
from tests.office.test_replay import DAYS, NAMES, Life, live
from tests.selection import in_thirds
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.profile import Origin
from tracker.domain.reasons import Code
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.detail import JournalLine
from tracker.office.project.moves import correct
from tracker.office.project.projects import amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.yearend.compared import years_compared
from tracker.office.yearend.moves import FigureMoved, FigureStep, YearMoved, year_moved
from tracker.office.yearend.vintages import Vintage, revisions_of
from tracker.report.lists.yearend import vintage_name
from tracker.shipped import shipped
from tracker.words import Lang

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]


def moved(desk: Desk, since: datetime, to: datetime | None = None, until: date | None = None) -> YearMoved:
    found = year_moved(desk, 2023, since, to, until)
    assert isinstance(found, YearMoved)
    return found


def of(found: YearMoved, key: str) -> FigureMoved:
    return next(figure for figure in found.figures if figure.key == key)


def told(figure: FigureMoved) -> list[tuple[str, str, str, str, str]]:
    assert all(move.entry for move in figure.moves)
    return [(move.name, move.by, move.entry.action, move.entry.who, move.entry.reason)
            for move in figure.moves if move.entry]


@pytest.fixture
def reported(desk: Desk, clock: Clock) -> datetime:
    """Reported in January: two signed and one started in 2023, 3.0005亿元 from outside the province."""
    put(desk, made("甲厂", "2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01",
                   receipts=(Slice(on("2023-06-01"), 3 * YI + 5 * YI // 10_000, origin="out_of_province"),)),
        made("[/]乙 & <丙>", "2023-01-05", "2023-07-01"))
    clock.at = datetime(2024, 1, 20, tzinfo=UTC)
    return clock.at


def test_the_three_cases_of_march(desk: Desk, clock: Clock, reported: datetime) -> None:
    """A slip turns out to be another county's, and money that was late is recorded."""
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    (slip,) = (row.id for row in the(desk, "甲厂").receipts)
    assert isinstance(add_receipt(desk, "甲厂", on("2023-11-02"), Money(YI), origin=Origin.OUT_OF_PROVINCE), Done)
    assert slip is not None
    assert isinstance(void_receipt(desk, slip, "银行回单是外县的"), Done)
    assert isinstance(correct(desk, "[/]乙 & <丙>", Stage.SIGNED, day=on("2022-12-30"), reason="上年底签的"), Refused)
    assert isinstance(correct(desk, "[/]乙 & <丙>", Stage.LEAD, day=on("2022-12-01"), reason="上年底来的"), Done)
    assert isinstance(correct(desk, "[/]乙 & <丙>", Stage.SIGNED, day=on("2022-12-30"), reason="上年底签的"), Done)
    found = moved(desk, reported)
    money = of(found, "out_of_province")
    assert (money.before, money.after, money.by) == ("3.0005", "1", "-2.0005")
    assert told(money) == [("甲厂", "1", "receipt.add", desk.who, ""),
                           ("甲厂", "-3.0005", "receipt.void", desk.who, "银行回单是外县的")]
    assert told(of(found, "new_signed")) == [("[/]乙 & <丙>", "-1", "project.correct", desk.who, "上年底签的")]
    assert not of(found, "new_started").moves


@pytest.mark.story
def test_what_was_taken_back_is_two_steps_that_come_to_nothing(desk: Desk, clock: Clock, reported: datetime) -> None:
    clock.at = datetime(2024, 2, 1, tzinfo=UTC)
    assert isinstance(add_receipt(desk, "甲厂", on("2023-11-02"), Money(YI), origin=Origin.OUT_OF_PROVINCE), Done)
    between = clock.at
    clock.at += timedelta(days=1)
    assert isinstance(undo(desk, "录错了"), Done)
    money = of(moved(desk, reported), "out_of_province")
    assert (money.by, [move.by for move in money.moves]) == ("0", ["1", "-1"])
    assert [move.by for move in of(moved(desk, reported, between), "out_of_province").moves] == ["1"]
    assert [move.by for move in of(moved(desk, between), "out_of_province").moves] == ["-1"]


def test_a_change_of_the_project_is_a_step_of_its_own(desk: Desk, clock: Clock, reported: datetime) -> None:
    clock.at = datetime(2024, 2, 1, tzinfo=UTC)
    assert isinstance(amend(desk, "甲厂", {"hunan_return": "是"}, reason="经核实"), Done)
    assert told(of(moved(desk, reported), "hunan_return")) == [("甲厂", "3.0005", "project.amend", desk.who, "经核实")]


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("recorded_since", [True, False])
def test_other_rules_are_a_step_of_their_own(desk: Desk, clock: Clock, tmp_path: Path, recorded_since: bool,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure is the one that `rollup` gives for its moment, by the rules of then; also before the file is kept."""
    text = shipped("rules", "default.toml").read_text("utf-8").replace('id = "default"', 'id = "ours"')
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    (tmp_path / "ours.toml").write_text(text, "utf-8")
    put(desk, made("甲厂", "2023-01-01", "2023-02-01"), made("乙厂", "2023-01-05", "2023-07-01", origin="local"))
    clock.at = reported = datetime(2024, 1, 20, tzinfo=UTC)
    filtered = 'key = "new_signed"\nwithout = { origin = ["local"] }'
    (tmp_path / "ours.toml").write_text(text.replace('key = "new_signed"', filtered), "utf-8")
    clock.at = datetime(2024, 3, 1, tzinfo=UTC)
    if recorded_since:
        assert isinstance(amend(desk, "甲厂", {"park": "高新区"}), Done)
    signed = of(moved(desk, reported), "new_signed")
    assert (signed.before, signed.after) == ("2", "1")
    assert [(move.name, move.by, move.entry) for move in signed.moves] == [("乙厂", "-1", None)]
    last = revisions_of(moved(desk, reported)).vintages[-1]
    assert (last.kind, vintage_name(last, Lang.EN)) == ("rules", "counted by other rules")
    for at, figure in ((reported, "2"), (None, "1")):
        now = rollup(desk, 2023, until=date(2023, 12, 31), as_of=at).figure("new_signed")
        assert now is not None
        assert now.actual == figure


def test_a_figure_that_was_in_another_unit_then_is_counted_by_the_rules_of_now(
        desk: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure for itself: the other ones stay counted by the rules of then."""
    text = shipped("rules", "default.toml").read_text("utf-8").replace('id = "default"', 'id = "ours"')
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    (tmp_path / "ours.toml").write_text(text, "utf-8")
    put(desk, made("甲厂", "2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01",
                   receipts=(Slice(on("2023-06-01"), 3 * YI, origin="out_of_province"),)),
        made("乙厂", "2023-01-05", "2023-07-01", origin="local"))
    clock.at = reported = datetime(2024, 1, 20, tzinfo=UTC)
    before, key, after = text.partition('key = "out_of_province"')
    text = before + key + after.replace('unit = "亿元"', 'unit = "万元"', 1)
    filtered = 'key = "new_signed"\nwithout = { origin = ["local"] }'
    (tmp_path / "ours.toml").write_text(text.replace('key = "new_signed"', filtered), "utf-8")
    clock.at = datetime(2024, 3, 1, tzinfo=UTC)
    assert isinstance(amend(desk, "甲厂", {"park": "高新区"}), Done)
    found = moved(desk, reported)
    money, signed = of(found, "out_of_province"), of(found, "new_signed")
    assert (money.unit, money.before, money.after, money.moves) == ("万元", "30000", "30000", ())
    assert (signed.before, signed.after) == ("2", "1")


def test_moments_in_the_wrong_order_are_refused(desk: Desk, reported: datetime) -> None:
    for since, to in ((reported + timedelta(days=400), None), (reported, reported - timedelta(days=1))):
        refusal = year_moved(desk, 2023, since, to)
        assert isinstance(refusal, Refused)
        assert [reason.code for reason in refusal.reasons] == [Code.NO_MOMENTS_BETWEEN]


def test_where_nothing_was_recorded_since_nothing_moved(desk: Desk, reported: datetime) -> None:
    assert not any(figure.moves for figure in moved(desk, reported).figures)


def test_before_anything_was_known_there_is_nothing_to_compare(desk: Desk, clock: Clock, reported: datetime) -> None:
    refusal = year_moved(desk, 2023, datetime(2023, 6, 1, tzinfo=UTC))
    assert isinstance(refusal, Refused)
    assert [reason.code for reason in refusal.reasons] == [Code.NOTHING_KNOWN]
    clock.at = datetime(2024, 3, 1, tzinfo=UTC)
    assert isinstance(amend(desk, "甲厂", {"park": "高新区"}), Done)
    assert moved(desk, reported).since == reported
    assert isinstance(year_moved(desk, 2022), YearMoved), "of a year before, what was known first"


def test_vintages_hold_each_change_and_what_is_known_now(desk: Desk, clock: Clock, reported: datetime) -> None:
    for day, amount in ((1, YI), (2, 2 * YI)):
        clock.at = datetime(2024, 2, day, tzinfo=UTC)
        arrived = add_receipt(desk, "甲厂", on("2023-11-02"), Money(amount), origin=Origin.OUT_OF_PROVINCE)
        assert isinstance(arrived, Done)
    clock.at = datetime(2024, 3, 1, tzinfo=UTC)
    assert isinstance(undo(desk, "录错了"), Done)
    found = revisions_of(moved(desk, reported))
    assert [vintage.kind for vintage in found.vintages] == ["first", "changed", "changed", "changed"]
    assert vintage_name(found.vintages[1], Lang.EN) == "change: receipt recorded"
    assert revisions_of(moved(desk, reported), asked=True).vintages[0].kind == "asked"
    figures = [vintage.figures["out_of_province"] for vintage in found.vintages]
    assert figures == ["3.0005", "4.0005", "6.0005", "4.0005"]
    assert found.size("out_of_province") == (2, "3", 1, "-2")
    assert found.vintages[-1].figures == {figure.key: figure.actual for figure in rollup(desk, 2023).indicators}


def test_two_years_are_compared_up_to_the_same_day(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 12, 31, tzinfo=UTC)
    put(desk, made("甲", "2023-01-01", "2023-02-28"), made("乙", "2024-01-01", "2024-02-29"),
        made("丙", "2024-01-01", "2024-03-01"))
    compared = years_compared(desk, 2023, 2024, date(2024, 2, 29))
    assert (compared.earlier.until, compared.later.until) == (date(2023, 2, 28), date(2024, 2, 29))
    signed = next(one for one in compared.figures if one.key == "new_signed")
    assert (signed.earlier, signed.later, signed.by, signed.growth) == ("1", "1", "0", "0%")
    assert years_compared(desk, 2023, 2024).figures[0].growth == "100%"


class Revised(Life):
    """An officer who does anything at all, and figures asked for in between."""

    @initialize()
    def sits_down(self) -> None:
        super().sits_down()
        self.asked = [self.now]

    @rule()
    def the_figures_are_reported(self) -> None:
        self.asked.append(self.now)

    @rule(name=NAMES, origin=st.sampled_from(["境内省外", "域外省内", "外资"]), returned=st.sampled_from(["是", "否"]))
    def another_origin(self, name: str, origin: str, returned: str) -> None:
        amend(self.desk, name, {"origin": origin, "hunan_return": returned})

    @rule(name=NAMES, stage=st.sampled_from(list(Stage)), day=DAYS)
    def a_day_is_put_right(self, name: str, stage: Stage, day: Day) -> None:
        correct(self.desk, name, stage, day=day, reason="录错")

    @rule()
    def takes_back(self) -> None:
        undo(self.desk, "录错")

    def teardown(self) -> None:
        for first, last in zip(self.asked, [*self.asked[1:], self.now], strict=True):
            if first < last:
                _adds_up(self.desk, first, last)
        super().teardown()


def _adds_up(desk: Desk, first: datetime, last: datetime) -> None:
    until = date(2023, 12, 31)
    found = moved(desk, first, last, until)
    before, after = ({figure.key: figure.actual for figure in rollup(desk, 2023, as_of=at, until=until).indicators}
                     for at in (first, last))
    for figure in found.figures:
        assert (figure.before, figure.after) == (before[figure.key], after[figure.key])
        assert sum(Decimal(move.by) for move in figure.moves) == Decimal(figure.after) - Decimal(figure.before)
        assert all(move.entry is not None and first < move.at <= last for move in figure.moves)


@pytest.mark.story
@in_thirds
def test_whatever_is_done_the_steps_add_up() -> None:
    live(Revised)


def test_a_vintage_of_an_older_ledger_is_named_by_its_day() -> None:
    moment = datetime(2023, 7, 1, tzinfo=UTC)
    taken_in = JournalLine(1, moment, "联络员01", "import", "台账.xlsx", "", {"known_on": "2023-06-30"})
    vintage = Vintage(moment, {}, {}, (("new_signed", FigureStep(moment, "P0001", "甲厂", "1", taken_in)),))
    assert (vintage.kind, vintage_name(vintage, Lang.ZH)) == ("ledger", "2023-06-30 的台账")
    assert vintage.as_json()["ledgers"] == ["2023-06-30"]
