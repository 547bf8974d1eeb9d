"""A blocker raised wrongly is put right: nothing is overwritten, nothing said of it is lost, and it can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from tests.conftest import Clock
from tests.ledger.made import write_xlsx
from tests.office.december import d, moment
from tests.office.entries import entries
from tests.office.journal.test_undo import standing, sure
from tests.office.project.test_projects import codes, shown
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.intake.intake import intake
from tracker.office.journal.undo import undo
from tracker.office.outcome import Refused
from tracker.office.project.blockers import BlockerCorrection, Raised, blockers, correct_blocker, raise_blocker, say
from tracker.office.project.detail import Hold
from tracker.office.project.projects import add
from tracker.office.review.live import Live, look_again
from tracker.office.review.live import open_review as look_at
from tracker.office.review.meeting import close, skip, start
from tracker.office.review.review import Review, review
from tracker.store.tables import Blocker

W49 = Week.read("2023-W49")


@pytest.fixture
def stuck(desk: Desk, clock: Clock) -> int:
    """A blocker raised on Monday 4 December with the wrong category, person and bureau."""
    clock.at = moment("2023-12-04 09:00")
    for name in ("甲", "乙"):
        sure(add(desk, {"name": name, "contract_amount": "1亿元", "origin": "境内省外"}, lead=d("2023-01-10")))
    number: int = sure(raise_blocker(desk, "甲", Raised("用地", "岸线未批", bureau="林业局", person="张三",
                                                       raised=d("2023-11-06"), due=d("2023-12-05"))))
    return number


def held(desk: Desk) -> Hold:
    listed = blockers(desk, verified=True)
    assert not isinstance(listed, Refused)
    (one,) = listed
    return one


def page(desk: Desk, week: Week) -> Review:
    page = review(desk, week)
    assert isinstance(page, Review)
    return page


def test_every_part_of_it_is_put_right_and_the_wrong_one_stays_on_record(desk: Desk, stuck: int) -> None:
    sure(say(desk, stuck, Word.DUE, "", due=d("2023-12-29")))
    sure(say(desk, stuck, Word.NOTE, "已受理", by="水利局", permit="湘许7号"))
    said = held(desk).said
    right = BlockerCorrection("河湖岸线", "岸线许可未批", False, "水利局", "", d("2023-11-01"))
    now: int = sure(correct_blocker(desk, stuck, right, "录错"))
    one = held(desk)
    assert (one.id, one.category, one.description, one.blocking, one.bureau, one.person, str(one.raised)) == (
        now, "河湖岸线", "岸线许可未批", False, "水利局", "", "2023-11-01")
    assert ([(word.word, word.text, word.by, word.permit) for word in one.said], str(one.due), one.permit) == (
        [(word.word, word.text, word.by, word.permit) for word in said], "2023-12-29", "湘许7号")
    assert not shown(desk, "甲").blocked, "a risk keeps no project from starting"
    with desk.reading() as session:
        was, is_now = session.exec(select(Blocker).order_by(Blocker.id)).all()
        assert (was.category, was.person, was.superseded_at is not None) == ("用地", "张三", True)
        assert (is_now.supersedes_id, is_now.first_due_on) == (was.id, was.first_due_on)
    (entry, *_) = entries(desk)
    assert (entry.action, entry.reason) == ("blocker.correct", "录错")
    assert [one.code for one in examine(desk).findings] == ["unknown_place"], "nothing but that nobody said where it is"


def test_what_is_not_named_stays(desk: Desk, stuck: int) -> None:
    sure(correct_blocker(desk, stuck, BlockerCorrection(person="李四"), "换人"))
    one = held(desk)
    assert (one.category, one.description, one.blocking, one.bureau, one.person, str(one.raised)) == (
        "用地", "岸线未批", True, "林业局", "李四", "2023-11-06")
    assert shown(desk, "甲").blocked


def test_a_correction_needs_a_reason_a_change_and_an_open_blocker(desk: Desk, stuck: int) -> None:
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(person="李四"), " ")) == ["no_reason"]
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(person="张三"), "录错")) == ["nothing_changes"]
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(description=" "), "录错")) == ["no_text"]
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(bureau="长" * 201), "录错")) == ["too_long"]
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(raised=d("2024-01-01")), "录错")) == ["future_date"]
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(raised=d("2023-11-03")), "")) == ["no_reason"]
    assert codes(correct_blocker(desk, 99, BlockerCorrection(person="李四"), "录错")) == ["unknown_blocker"]
    now: int = sure(correct_blocker(desk, stuck, BlockerCorrection(person="李四"), "录错"))
    # It has a new number.
    assert codes(correct_blocker(desk, stuck, BlockerCorrection(person="王五"), "录错")) == ["blocker_put_right"]
    sure(say(desk, now, Word.ANSWER, "批了"))
    sure(say(desk, now, Word.VERIFY, ""))
    assert codes(correct_blocker(desk, now, BlockerCorrection(person="王五"), "录错")) == ["blocker_state"]


def test_it_is_undone_and_done_again(desk: Desk, stuck: int) -> None:
    sure(say(desk, stuck, Word.ANSWER, "批了"))
    was = standing(desk)
    sure(correct_blocker(desk, stuck, BlockerCorrection("河湖岸线", blocking=False), "录错"))
    did = standing(desk)
    sure(undo(desk, "没错"))
    assert standing(desk) == was
    assert (held(desk).category, held(desk).state) == ("用地", BlockerState.ANSWERED)
    sure(undo(desk, "还是错了", entries(desk)[0].id))
    assert standing(desk) == did
    assert [one.code for one in examine(desk).findings] == ["unknown_place"], "nothing but that nobody said where it is"


def test_whoever_corrects_it_has_not_answered_it(desk: Desk, stuck: int) -> None:
    """Nor is who answered it rid of the answer."""
    colleague = replace(desk, who="联络员09")
    sure(say(desk, stuck, Word.ANSWER, "批了"))
    now: int = sure(correct_blocker(colleague, stuck, BlockerCorrection(person="李四"), "录错"))
    assert codes(say(desk, now, Word.VERIFY, "")) == ["own_answer"]
    sure(say(colleague, now, Word.VERIFY, ""))


def test_past_pages_know_the_wrong_one_and_the_meeting_goes_on(desk: Desk, stuck: int, clock: Clock) -> None:
    """What was passed over stays so; it keeps its place and is carried over from the pages it stood on."""
    sure(start(desk))
    sure(close(desk))
    before = page(desk, W49)
    clock.at = moment("2023-12-11 09:00")
    sure(raise_blocker(desk, "乙", Raised("环评", "未批")))
    sure(start(desk))
    live = look_at(desk)
    assert isinstance(live, Live)
    sure(skip(desk, stuck))
    now: int = sure(correct_blocker(desk, stuck, BlockerCorrection("河湖岸线"), "录错"))
    after = look_again(desk, live)
    assert isinstance(after, Live)
    assert (after.route, dict(after.instead)) == ((now, 2), {stuck: now}), "where it stood in the route"
    one = after.at[now]
    assert (one.category, one.skipped, one.carried, one.done) == ("河湖岸线", True, 1, ())
    assert after.counts == look_at(desk).counts
    assert [item.id for item in page(desk, W49.after).agenda.items if item.remains] == [2]
    assert page(desk, W49) == before


def ledger(folder: Path, category: str, text: str) -> Path:
    return write_xlsx(folder / "台账.xlsx", {
        "项目": [("项目名称", "计划总投资（亿元）", "线索登记时间"), ("丙", 1, "2023-01-10")],
        "卡点": [("项目名称", "卡点类别", "卡点描述", "提出日期"), ("丙", category, text, "2023-11-01")]})


def test_a_ledger_that_still_has_the_wrong_one_does_not_bring_it_back(
        desk: Desk, clock: Clock, tmp_path: Path) -> None:
    clock.at = moment("2023-12-04 09:00")
    assert intake(desk, ledger(tmp_path, "用地", "未批")).written
    sure(correct_blocker(desk, 1, BlockerCorrection("河湖岸线", "岸线许可未批", raised=d("2023-11-06")), "录错"))
    again = intake(desk, ledger(tmp_path, "用地", "未批"))
    assert (again.written, again.changes) == (False, ())
    assert held(desk).description == "岸线许可未批"
    assert intake(desk, ledger(tmp_path, "用地", "未批，退回补正")).written, "what is news is taken in"
    assert (held(desk).category, held(desk).description) == ("河湖岸线", "未批，退回补正")
