"""Blockers: the doer answers, the office verifies, and the old due day stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import Clock
from tests.office.project.test_moves import d
from tests.office.project.test_projects import codes, shown
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.clock import office_day
from tracker.domain.workdays import WorkingDays
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project.blockers import BlockerCorrection, Raised, blockers, correct_blocker, raise_blocker, say
from tracker.office.project.detail import Hold
from tracker.office.project.projects import add


@pytest.fixture
def stuck(desk: Desk) -> int:
    add(desk, {"name": "万骏船舶"}, lead=d("2023-01-01"))
    done = raise_blocker(desk, "万骏船舶", Raised("河湖岸线", "审批未通过", bureau="水利局", raised=d("2023-02-13"),
                                              due=d("2023-06-30")))
    assert isinstance(done, Done)
    return done.value


def test_a_blocker_blocks_until_it_is_verified_not_merely_answered(desk: Desk, stuck: int) -> None:
    assert shown(desk, "万骏船舶").blocked
    assert codes(say(desk, stuck, Word.VERIFY, "")) == ["blocker_state"]
    assert say(desk, stuck, Word.ANSWER, "省厅已批", by="水利局") == Done(BlockerState.ANSWERED)
    assert shown(desk, "万骏船舶").blocked
    assert say(desk, stuck, Word.REJECT, "批文未到") == Done(BlockerState.OPEN)
    say(desk, stuck, Word.ANSWER, "批文已到")
    assert say(desk, stuck, Word.VERIFY, "见批文") == Done(BlockerState.VERIFIED)
    assert not shown(desk, "万骏船舶").blocked
    assert say(desk, stuck, Word.REOPEN, "批文被撤回") == Done(BlockerState.OPEN)
    assert shown(desk, "万骏船舶").blocked


def test_a_new_due_day_leaves_the_old_one_on_record(desk: Desk, stuck: int) -> None:
    assert codes(say(desk, stuck, Word.DUE, "延期")) == ["day_missing"]
    assert codes(say(desk, stuck, Word.DUE, "延期", due=d("2023-01-01"))) == ["due_before_raised"]
    say(desk, stuck, Word.DUE, "延期", due=d("2024-03-31"))
    (hold,) = shown(desk, "万骏船舶").blockers
    assert hold.due == date(2024, 3, 31)
    assert hold.overdue is None
    assert [(word.word, word.due) for word in hold.said] == [(Word.DUE, date(2024, 3, 31))]


def test_age_and_overdue_are_counted_in_working_days(desk: Desk, stuck: int) -> None:
    listed = blockers(desk)
    assert isinstance(listed, tuple)
    assert [(hold.age, hold.overdue, hold.bureau) for hold in listed] == [
        (WorkingDays(222), WorkingDays(126), "水利局")]


def test_words_without_content_are_refused(desk: Desk, stuck: int) -> None:
    assert codes(say(desk, stuck, Word.NOTE, "  ")) == ["no_text"]
    assert codes(say(desk, stuck, Word.ESCALATE, "")) == ["no_level"]
    assert codes(say(desk, stuck, Word.NOTE, "x", on=d("2099-01-01"))) == ["future_date"]
    assert codes(say(desk, 99, Word.NOTE, "x")) == ["unknown_blocker"]
    say(desk, stuck, Word.ESCALATE, "", level="province")
    assert shown(desk, "万骏船舶").blockers[0].level == "province"


def test_verified_blockers_are_listed_only_when_asked_for(desk: Desk, stuck: int) -> None:
    say(desk, stuck, Word.ANSWER, "好了")
    say(desk, stuck, Word.VERIFY, "")
    assert blockers(desk) == ()
    everything = blockers(desk, project="万骏船舶", verified=True)
    assert isinstance(everything, tuple)
    assert [hold.state for hold in everything] == [BlockerState.VERIFIED]


def test_the_number_of_a_permit_is_added_once_there_is_one(desk: Desk, stuck: int) -> None:
    assert isinstance(say(desk, stuck, Word.NOTE, "省厅已受理", permit="湘水许〔2023〕7号", authority="省水利厅"), Done)
    assert isinstance(say(desk, stuck, Word.NOTE, "专家评审中"), Done)
    held = blockers(desk)
    assert not isinstance(held, Refused)
    assert [(one.permit, one.authority) for one in held] == [("湘水许〔2023〕7号", "省水利厅")]
    assert [word.permit for word in held[0].said] == ["湘水许〔2023〕7号", ""]
    assert codes(say(desk, stuck, Word.NOTE, "再记", permit="长" * 201)) == ["too_long"]


def test_whoever_recorded_the_answer_does_not_verify_it_where_there_are_colleagues(desk: Desk, stuck: int) -> None:
    colleague = replace(desk, who="联络员09")
    assert isinstance(say(colleague, stuck, Word.NOTE, "打过电话"), Done)
    assert isinstance(say(desk, stuck, Word.ANSWER, "批文已到", by="水利局"), Done)
    assert codes(say(desk, stuck, Word.VERIFY, "见批文")) == ["own_answer"]
    assert codes(say(colleague, stuck, Word.VERIFY, "见批文", by="水利局")) == ["own_answer"]
    assert say(colleague, stuck, Word.VERIFY, "见批文") == Done(BlockerState.VERIFIED)


@pytest.mark.parametrize("word", [Word.NOTE, Word.ANSWER, Word.ESCALATE, Word.DUE])
def test_nothing_was_said_of_a_blocker_before_it_was_raised(desk: Desk, stuck: int, word: Word) -> None:
    said = {"level": "city", "due": d("2023-12-01")}
    assert codes(say(desk, stuck, word, "说明", on=d("2023-02-12"), **said)) == ["word_before_raised"]
    assert isinstance(say(desk, stuck, word, "说明", on=d("2023-02-13"), **said), Done)


def test_a_blocker_stands_in_nobodys_way_before_the_project_became_known(desk: Desk, stuck: int) -> None:
    """The project of these tests became known on 1 January."""
    early = Raised("用地", "未供地", raised=d("2022-12-31"))
    assert codes(raise_blocker(desk, "万骏船舶", early)) == ["before_lead"]
    assert isinstance(raise_blocker(desk, "万骏船舶", replace(early, raised=d("2023-01-01"))), Done)
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(raised=d("2022-12-31")), "录错")) == ["before_lead"]
    assert isinstance(correct_blocker(desk, stuck, BlockerCorrection(raised=d("2023-01-01")), "录错"), Done)


def test_a_word_was_recorded_when_it_was_first_recorded(desk: Desk, stuck: int, clock: Clock) -> None:
    """A correction of the blocker records its words once more."""
    assert isinstance(say(desk, stuck, Word.NOTE, "已催办"), Done)
    said_at = clock.at
    clock.at += timedelta(days=40)
    now = correct_blocker(desk, stuck, BlockerCorrection(description="岸线审批未批"), "录错")
    assert isinstance(now, Done)
    listed = blockers(desk)
    assert isinstance(listed, tuple)
    (hold,) = listed
    assert hold.id == now.value
    assert [office_day(word.recorded_at) for word in hold.said] == [office_day(said_at)]


def test_a_blocker_is_not_raised_after_what_was_said_of_it(desk: Desk, stuck: int) -> None:
    say(desk, stuck, Word.NOTE, "已催办", on=d("2023-03-01"))
    later, same_day = BlockerCorrection(raised=d("2023-03-02")), BlockerCorrection(raised=d("2023-03-01"))
    assert codes(correct_blocker(desk, stuck, later, "录错")) == ["word_before_raised"]
    assert isinstance(correct_blocker(desk, stuck, same_day, "录错"), Done)


def test_a_word_is_said_against_the_story_the_form_showed(desk: Desk, stuck: int) -> None:
    colleague, opened = replace(desk, who="联络员02"), hold_of(desk, stuck)
    assert isinstance(say(colleague, stuck, Word.DUE, "厅里改期", due=d("2023-09-30"), version=opened.version), Done)
    late = say(desk, stuck, Word.DUE, "另有安排", due=d("2023-07-31"), version=opened.version)
    assert codes(late) == ["changed_elsewhere"]
    hold = hold_of(desk, stuck)
    assert [(said.recorded_by, said.due) for said in hold.said] == [("联络员02", date(2023, 9, 30))]
    assert isinstance(late, Refused)
    assert late.version == hold.version
    assert isinstance(say(desk, stuck, Word.DUE, "另有安排", due=d("2023-07-31"), version=late.version), Done)


def test_of_a_blocker_that_was_put_right_meanwhile_its_new_number_is_told(desk: Desk, stuck: int) -> None:
    colleague, opened = replace(desk, who="联络员02"), hold_of(desk, stuck)
    right = correct_blocker(colleague, stuck, BlockerCorrection(bureau="林业局"), "录错")
    assert isinstance(right, Done)
    late = say(desk, stuck, Word.NOTE, "已催办", version=opened.version)
    assert isinstance(late, Refused)
    assert [reason.params["blocker"] for reason in late.reasons] == [right.value]
    assert isinstance(say(desk, right.value, Word.NOTE, "已催办", version=late.version), Done)
    assert codes(say(desk, stuck, Word.NOTE, "已催办")) == ["blocker_put_right"]


def hold_of(desk: Desk, number: int) -> Hold:
    held = blockers(desk)
    assert not isinstance(held, Refused)
    return next(hold for hold in held if hold.id == number)
