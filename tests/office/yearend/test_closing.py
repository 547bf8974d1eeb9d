"""A year is closed: what is checked, what is kept, and that nothing moves it later without a class and a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from tests.conftest import Clock, Make
from tests.office.build import YI, Slice, made, on, put
from tests.office.rulesets import text_of
from tests.office.taken import the
from tests.office.test_replay import NAMES, Life, live
from tests.selection import in_thirds
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.profile import Origin
from tracker.domain.reasons import Code, Reason
from tracker.domain.restating import CLASS, Restates, Restating
from tracker.domain.stages import Stage
from tracker.office.desk import About, Desk, Unit
from tracker.office.figures.rollup import rollup
from tracker.office.figures.targets import set_target
from tracker.office.journal.journal import journal_page
from tracker.office.journal.undo import undo
from tracker.office.open import hold_years
from tracker.office.outcome import Done, NotTaken, Refused
from tracker.office.project.blockers import Raised, raise_blocker
from tracker.office.project.bulk import advance_many
from tracker.office.project.changes import change, increase, void_change
from tracker.office.project.moves import Milepost, advance, correct
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.project.signings import record_intent
from tracker.office.recognition.recognise import recognise, send_back
from tracker.office.verify import verify
from tracker.office.yearend import closing as closing_module
from tracker.office.yearend.closing import (
    Closing,
    YearToClose,
    close_year,
    closing_checks,
    closings,
    last_closing,
)
from tracker.office.yearend.moves import YearMoved, year_moved
from tracker.office.yearend.vintages import revisions_of
from tracker.report.lists.yearend import vintage_name
from tracker.shipped import shipped
from tracker.words import Lang

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]


def closed(desk: Desk, despite: str = "") -> Closing:
    outcome = close_year(desk, 2023, despite)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def restating(desk: Desk, kind: Restates, because: str = "查实") -> Desk:
    return replace(desk, restating=Restating(kind, because))


def asks(error: pytest.ExceptionInfo[NotTaken]) -> list[Code]:
    assert error.value.needs_class
    return [reason.code for reason in error.value.refusal.reasons]


JANUARY = datetime(2024, 1, 20, tzinfo=UTC)


def two_signed(desk: Desk) -> None:
    """Two signed, one started and 3亿元 from outside the province in 2023."""
    put(desk, made("甲厂", "2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01",
                   receipts=(Slice(on("2023-06-01"), 3 * YI, origin="out_of_province"),)),
        made("[/]乙 & <丙>", "2023-01-05", "2023-07-01"))


def two_signed_and_closed(desk: Desk) -> None:
    two_signed(desk)
    assert isinstance(desk.clock, Clock)
    desk.clock.at = JANUARY
    closed(desk, "先报")


@pytest.fixture
def reported(prepared: Callable[[Make], tuple[Desk, None]], clock: Clock) -> Desk:
    """That office in January 2024."""
    clock.at = JANUARY
    return prepared(two_signed)[0]


@pytest.fixture
def office(prepared: Callable[[Make], tuple[Desk, None]], clock: Clock) -> Desk:
    """That year closed."""
    clock.at = JANUARY
    return prepared(two_signed_and_closed)[0]


def test_a_closing_keeps_figures_lists_rules_and_head(reported: Desk) -> None:
    before = verify(reported)
    closing = closed(reported, "先报")
    assert (closing.number, closing.by, closing.head) == (1, reported.who, before.head_shown)
    now = rollup(reported, 2023)
    assert closing.figures["indicators"] == [figure.as_json() for figure in now.indicators]
    assert closing.digest == now.ruleset_digest
    signed = closing.counted["new_signed"]
    assert isinstance(signed, list)
    assert [(one["name"], one["share"]) for one in signed] == [("甲厂", "1"), ("[/]乙 & <丙>", "1")]
    assert last_closing(reported, 2023) == closing
    assert verify(reported).is_sound


def test_everything_open_is_told_and_accepted_only_with_a_reason(reported: Desk) -> None:
    assert isinstance(raise_blocker(reported, "甲厂", Raised("用地", "未批", raised=on("2023-08-01"))), Done)
    told = close_year(reported, 2023)
    assert isinstance(told, Refused)
    assert told.can_override
    assert Code.CLOSE_BLOCKER in {reason.code for reason in told.reasons}
    assert told.reasons == closing_checks(reported, 2023)
    assert not closings(reported, 2023)
    closing = closed(reported, "局长同意")
    assert (closing.despite, len(closing.accepted)) == ("局长同意", len(told.reasons))


def test_what_is_recorded_while_it_is_looked_at_stops_the_closing(reported: Desk,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    def somebody_else(_: YearToClose) -> Iterator[Reason]:
        put(reported, made("乙", "2024-01-10"))
        yield from ()

    monkeypatch.setattr(closing_module, "CHECKS", (somebody_else,))
    stopped = close_year(reported, 2023, "凭证随后补")
    assert isinstance(stopped, Refused)
    assert [reason.code for reason in stopped.reasons] == [Code.CLOSE_LOOK_AGAIN]
    assert closings(reported, 2023) == ()


def test_a_year_that_is_not_over_or_not_closed_is_refused(reported: Desk) -> None:
    for outcome, code in ((close_year(reported, 2024), Code.YEAR_NOT_OVER),
                          (last_closing(reported, 2023), Code.NOT_CLOSED)):
        assert isinstance(outcome, Refused)
        assert [reason.code for reason in outcome.reasons] == [code]


@pytest.mark.story
def test_facts_of_a_closed_year_take_a_class_and_a_reason(office: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    (slip,) = (row.id or 0 for row in the(office, "甲厂").receipts)
    before = rollup(office, 2023).as_json()
    for act in (
        lambda desk: void_receipt(desk, slip, "银行回单是外县的"),
        lambda desk: add_receipt(desk, "甲厂", on("2023-11"), Money(YI), origin=Origin.OUT_OF_PROVINCE),
        lambda desk: correct(desk, "甲厂", Stage.STARTED, day=on("2023-12-01"), reason="实为十二月"),
        lambda desk: amend(desk, "甲厂", {"hunan_return": "是"}),
        lambda desk: set_target(desk, 2023, "new_signed", "36"),
    ):
        with pytest.raises(NotTaken) as error:
            act(office)
        assert set(asks(error)) <= {Code.YEAR_CLOSED, Code.FIGURE_CLOSED}
        assert rollup(office, 2023).as_json() == before
    taken = void_receipt(restating(office, Restates.ERROR, "外县的款"), slip, "银行回单是外县的")
    assert isinstance(taken, Done)
    newest = journal_page(office).lines[0]
    assert (newest.detail["restates"], newest.detail["because"]) == ("error", "外县的款")
    assert rollup(office, 2023).as_json() != before


def _recognised(desk: Desk) -> None:
    """A signing and money of the closed year are recognised by a second person, and one is sent back."""
    second = replace(desk, who="认定人")
    (slip,) = (row.id or 0 for row in the(desk, "甲厂").receipts)
    assert isinstance(recognise(second, "甲厂", Stage.SIGNED, "市局", override="缺合同"), Done)
    assert isinstance(recognise(second, "甲厂", slip, "市局", override="缺回单"), Done)
    assert isinstance(send_back(second, "甲厂", Stage.SIGNED, "名称不符"), Done)
    assert isinstance(correct(desk, "甲厂", Stage.STARTED, recognised_on=date(2023, 12, 1), recognised_by="市局",
                              reason="补认定"), Done)


@pytest.mark.story
def test_a_recognition_that_moves_no_figure_of_a_closed_year_asks_for_no_class(office: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    before = [(one.key, one.actual) for one in rollup(office, 2023).indicators]
    _recognised(office)
    assert [(one.key, one.actual) for one in rollup(office, 2023).indicators] == before
    with pytest.raises(NotTaken) as error:  # a day in the year is another fact, recognised or not
        correct(office, "甲厂", Stage.SIGNED, day=on("2023-02-02"), recognised_on=date(2024, 1, 5),
                recognised_by="市局", reason="录错")
    assert set(asks(error)) == {Code.YEAR_CLOSED}


@pytest.mark.story
def test_a_recognition_asks_where_figures_count_only_what_was_recognised(
        reported: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    (tmp_path / "own.toml").write_text(text_of("", (
        'stage = "signed"\ndate = "occurred_on"', 'stage = "signed"\ndate = "recognised_on"')), "utf-8")
    closed(reported, "先报")
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    second = replace(reported, who="认定人")
    assert isinstance(recognise(second, "甲厂", Stage.SIGNED, "市局", override="缺合同"), Done)  # of 2024: too late
    with pytest.raises(NotTaken) as error:
        recognise(second, "[/]乙 & <丙>", Stage.SIGNED, "市局", on=date(2023, 12, 20), override="缺合同")
    assert asks(error) == [Code.FIGURE_CLOSED]
    late = restating(second, Restates.LATE, "认定文件三月才到")
    assert isinstance(recognise(late, "[/]乙 & <丙>", Stage.SIGNED, "市局", on=date(2023, 12, 20), override="缺合同"),
                      Done)


@pytest.mark.story
@pytest.mark.parametrize("asked", ["recognised = true", 'recognised_by = ["市局"]'])
def test_a_recognition_asks_where_figures_count_only_what_a_second_person_recognised(
        reported: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    (tmp_path / "own.toml").write_text(text_of("", (
        'stage = "signed"\ndate = "occurred_on"', f'stage = "signed"\ndate = "occurred_on"\n{asked}')), "utf-8")
    closed(reported, "先报")
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    second = replace(reported, who="认定人")
    with pytest.raises(NotTaken) as error:
        recognise(second, "甲厂", Stage.SIGNED, "市局", override="缺合同")
    assert asks(error) == [Code.FIGURE_CLOSED]
    late = restating(second, Restates.LATE, "认定文件三月才到")
    assert isinstance(recognise(late, "甲厂", Stage.SIGNED, "市局", override="缺合同"), Done)


@pytest.mark.story
def test_of_many_facts_three_are_named_and_the_rest_counted(office: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    codes = []
    for number in range(5):
        added = add(office, {"name": f"项目{number}", "contract_amount": "1亿元"}, lead=on("2022-05-01"))
        assert isinstance(added, Done)
        codes.append(added.value)
    with pytest.raises(NotTaken) as error:
        advance_many(office, codes, Stage.SIGNED, on("2023-03"), override="补录")
    *named, more = error.value.refusal.reasons
    assert [reason.code for reason in named] == [Code.YEAR_CLOSED] * 3
    assert (more.code, more.params) == (Code.MORE_CLOSED, {"count": 2})


def test_an_intent_counts_nowhere_and_needs_no_class_in_a_closed_year(office: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    assert isinstance(record_intent(office, "甲厂", on("2023-06-01"), note="框架协议"), Done)
    with pytest.raises(NotTaken) as error:
        record_intent(restating(office, Restates.LATE), "甲厂", on("2023-06-02"), note="框架协议")
    assert [reason.code for reason in error.value.refusal.reasons] == [Code.NOT_RESTATED]


def test_what_concerns_no_closed_year_asks_for_nothing_and_takes_no_class(office: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    assert isinstance(amend(office, "甲厂", {"officer": "李"}), Done)
    assert isinstance(add_receipt(office, "甲厂", on("2024-02-01"), Money(YI), origin=Origin.OUT_OF_PROVINCE), Done)
    with pytest.raises(NotTaken) as error:
        amend(restating(office, Restates.LATE), "甲厂", {"officer": "王"})
    assert [reason.code for reason in error.value.refusal.reasons] == [Code.NOT_RESTATED]
    assert not error.value.needs_class


@pytest.mark.story
def test_an_increase_asks_by_its_day(reported: Desk, clock: Clock) -> None:
    """The year is counted by profiles as they were on its last day: one of the next year moves nothing."""
    office = reported
    assert isinstance(amend(office, "甲厂", {"contract_amount": "5亿元"}), Done)
    closed(office, "先报")
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    before = rollup(office, 2023).as_json()["indicators"]
    assert isinstance(increase(office, "甲厂", on("2024-02-01"), Money(YI)), Done)
    assert isinstance(change(office, "甲厂", {"origin": "外资"}, on("2024-02-02")), Done)
    assert rollup(office, 2023).as_json()["indicators"] == before
    with pytest.raises(NotTaken) as error:
        increase(office, "甲厂", on("2023-12-01"), Money(YI))
    assert asks(error) == [Code.YEAR_CLOSED]


@pytest.mark.story
def test_a_fact_before_the_year_asks_only_where_it_moves_a_figure(reported: Desk, clock: Clock) -> None:
    put(reported, made("老厂", "2022-01-01", "2022-02-01", "2022-03-01"))
    closed(reported, "先报")
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    assert isinstance(correct(reported, "老厂", Stage.SIGNED, day=on("2022-02-03"), reason="录错"), Done)
    with pytest.raises(NotTaken) as error:
        correct(reported, "老厂", Stage.REGISTERED, day=on("2023-03-01"), reason="录错")
    assert asks(error) == [Code.YEAR_CLOSED]


@pytest.mark.story
def test_closing_again_is_a_vintage_and_its_undo_brings_the_first_back(office: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 3, 4, tzinfo=UTC)
    same = close_year(office, 2023, "再报")
    assert isinstance(same, Refused)
    assert [reason.code for reason in same.reasons] == [Code.CLOSED_ALIKE]
    late = restating(office, Restates.LATE, "回单三月才到")
    assert isinstance(add_receipt(late, "甲厂", on("2023-11-02"), Money(YI), origin=Origin.OUT_OF_PROVINCE), Done)
    clock.at = datetime(2024, 3, 5, tzinfo=UTC)
    assert closed(office, "再报").number == 2
    moved = year_moved(office, 2023, first_report=True)
    assert isinstance(moved, YearMoved)
    found = revisions_of(moved, closings(office, 2023))
    assert [vintage.closing for vintage in found.vintages] == [0, 1, 0, 2]
    assert [vintage.kind for vintage in found.vintages] == ["first", "closing", "restated", "closing"]
    assert [vintage_name(vintage, Lang.ZH) for vintage in found.vintages] == [
        "首报", "第 1 次结账", "更正（迟报）", "第 2 次结账"]
    assert found.classes == ("late",)
    assert found.size("out_of_province", "late") == found.size("out_of_province") == (1, "1", 0, "0")
    assert isinstance(undo(office, "报早了"), Done)
    assert [one.number for one in closings(office, 2023)] == [1]
    since = year_moved(office, 2023)
    assert isinstance(since, YearMoved)
    assert [(move.by, move.restates) for figure in since.figures if figure.key == "out_of_province"
            for move in figure.moves] == [("1", "late")]
    assert verify(office).is_sound


@pytest.mark.story
def test_undone_closings_leave_the_year_open(office: Desk) -> None:
    assert isinstance(undo(office, "报早了"), Done)
    assert not closings(office, 2023)
    assert isinstance(amend(office, "甲厂", {"hunan_return": "是"}), Done)
    assert closed(office, "再报").number == 1


@pytest.mark.story
def test_edited_rules_move_a_closed_year_only_by_closing_it_again(desk: Desk, clock: Clock, tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    text = shipped("rules", "default.toml").read_text("utf-8").replace('id = "default"', 'id = "ours"')
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    (tmp_path / "ours.toml").write_text(text, "utf-8")
    put(desk, made("甲厂", "2023-01-01", "2023-02-01"), made("乙厂", "2023-01-05", "2023-07-01", origin="local"))
    clock.at = datetime(2024, 1, 20, tzinfo=UTC)
    closed(desk, "先报")
    filtered = 'key = "new_signed"\nwithout = { origin = ["local"] }'
    (tmp_path / "ours.toml").write_text(text.replace('key = "new_signed"', filtered), "utf-8")
    clock.at = datetime(2024, 3, 1, tzinfo=UTC)

    def signed(*, by_now: bool = False) -> str:
        figure = rollup(desk, 2023, by_now=by_now).figure("new_signed")
        assert figure is not None
        return figure.actual

    assert (signed(), signed(by_now=True)) == ("2", "1")
    assert isinstance(amend(desk, "甲厂", {"park": "高新区"}), Done)
    assert signed() == "2"
    for how in (desk, restating(desk, Restates.ERROR)):
        with pytest.raises(NotTaken) as error:
            close_year(how, 2023, "新口径")
        assert asks(error) == [Code.RULES_CLOSED]
    assert isinstance(close_year(restating(desk, Restates.RULES, "省里改口径"), 2023, "新口径"), Done)
    assert signed() == "1"
    moved = year_moved(desk, 2023, datetime(2024, 1, 31, tzinfo=UTC))
    assert isinstance(moved, YearMoved)
    assert [(move.name, move.by, move.restates) for figure in moved.figures if figure.key == "new_signed"
            for move in figure.moves] == [("乙厂", "-1", "rules")]


class _Tolerant(Desk):
    """A desk whose use cases go on where what they did is not taken: nothing of it is kept."""

    @contextmanager
    def unit(self, about: About | None = None) -> Iterator[Unit]:
        """A unit of work."""
        try:
            with super().unit(about) as unit:
                yield unit
        except NotTaken:
            return


class Restated(Life):
    """An officer who does anything at all to an office with a closed year, with a class or without one."""

    @initialize()
    def sits_down(self) -> None:
        super().sits_down()
        self.plain = self.desk = _Tolerant(self.desk.store, self.desk.who, self.clock, holds=hold_years)
        self.before = self._seen()

    def _seen(self) -> tuple[bool, object, int]:
        """Whether the year is closed, its figures, and the last journal entry."""
        now = rollup(self.plain, 2023, until=date(2023, 12, 31))
        figures = ([(one.key, one.actual, one.target) for one in now.indicators],
                   [(one.explained_by, one.numerator, one.denominator) for one in now.conversion])
        return bool(closings(self.plain, 2023)), figures, journal_page(self.plain, limit=1).lines[0].id

    @rule()
    def the_year_is_closed(self) -> None:
        close_year(self.plain, 2023, "先报")

    @rule(kind=st.sampled_from([None, *Restates]))
    def says_why(self, kind: Restates | None) -> None:
        self.desk = replace(self.plain, restating=Restating(kind, "查实") if kind else None)

    @rule(name=NAMES, day=st.sampled_from([Day.unknown(), Day(date(2022, 12, 30)), Day(date(2024, 1, 1))]),
          stage=st.sampled_from(list(Stage)))
    def a_day_outside_the_year(self, name: str, stage: Stage, day: Day) -> None:
        correct(self.desk, name, stage, day=day, reason="录错")
        advance(self.desk, name, [Milepost(stage, day)])

    @rule(name=NAMES, day=st.sampled_from([Day.unknown(), Day(date(2022, 12, 30)), Day(date(2024, 1, 1))]))
    def money_outside_the_year(self, name: str, day: Day) -> None:
        add_receipt(self.desk, name, day, Money(YI), origin=Origin.OUT_OF_PROVINCE)

    @rule(name=NAMES, origin=st.sampled_from(["境内省外", "域外省内", "外资"]), returned=st.sampled_from(["是", "否"]),
          amount=st.sampled_from(["1亿元", "3亿元", "100万元"]), investor=st.sampled_from(["", "丁公司"]))
    def another_profile(self, name: str, origin: str, returned: str, amount: str, investor: str) -> None:
        amend(self.desk, name, {"origin": origin, "hunan_return": returned, "contract_amount": amount,
                                "investor": investor, "top500": "世界500强"})

    @rule(name=NAMES, day=st.sampled_from([Day(date(2022, 12, 30)), Day(date(2023, 7, 1)), Day(date(2024, 1, 1))]),
          origin=st.sampled_from(["境内省外", "外资"]))
    def another_profile_from_a_day_on(self, name: str, day: Day, origin: str) -> None:
        increase(self.desk, name, day, Money(YI))
        change(self.desk, name, {"origin": origin}, day)

    @rule(number=st.integers(1, 6))
    def a_change_is_void(self, number: int) -> None:
        void_change(self.desk, number, "录错")

    @rule(value=st.integers(1, 9))
    def another_target(self, value: int) -> None:
        set_target(self.desk, 2023, "new_signed", str(value), reason="改")

    @rule()
    def takes_back(self) -> None:
        undo(self.desk, "录错")

    @invariant()
    def figures_of_a_closed_year_move_by_a_class_alone(self) -> None:
        now = self._seen()
        (was_closed, was, last), self.before = self.before, now
        if was_closed and now[0] and now[1] != was:
            newer = [line for line in journal_page(self.plain, limit=20).lines if line.id > last]
            assert any(line.detail.get(CLASS) for line in newer), newer


@pytest.mark.story
@in_thirds
def test_whatever_is_done_a_closed_year_moves_by_a_class_alone() -> None:
    live(Restated)
