"""A page of a week that is over is the same for ever: whatever is said, corrected, undone or imported later."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock, Make
from tests.ledger.made import write_xlsx
from tests.office.december import d, moment
from tests.office.entries import entries
from tests.office.journal.test_undo import sure
from tests.office.review.test_meeting import weeks
from tests.selection import a_third, in_thirds
from tracker.domain.blocking import Level, Word
from tracker.domain.days import Day
from tracker.domain.meeting import MeetingState
from tracker.domain.money import Money
from tracker.domain.stages import STAGES
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.figures.targets import set_target
from tracker.office.intake.intake import intake
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done
from tracker.office.project.blockers import BlockerCorrection, Raised, correct_blocker, raise_blocker, say
from tracker.office.project.moves import Milepost, advance, correct, pause, revert, terminate
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.review.meeting import close, note, skip, start
from tracker.office.review.review import Review, review
from tracker.store.engine import open_store

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]

W49, W50 = Week.read("2023-W49"), Week.read("2023-W50")
NAMES = ("甲", "乙", "丙")

Pages = dict[Week, Review]


def page(desk: Desk, week: Week, **more: Any) -> Review:
    page = review(desk, week, **more)
    assert isinstance(page, Review), page
    return page


def a_fortnight(desk: Desk) -> Pages:
    """Two weeks of an office: one with a meeting, one without; the answer is the page of each on its last evening."""
    clock = desk.clock
    assert isinstance(clock, Clock)
    clock.at = moment("2023-12-04 09:00")
    for name in NAMES:
        sure(add(desk, {"name": name, "contract_amount": "1亿元", "origin": "境内省外"}, lead=d("2023-01-10")))
        sure(advance(desk, name, [Milepost(STAGES[1], d("2023-02-10"))]))
        sure(add_receipt(desk, name, d("2023-11-10"), Money(10**9)))
        sure(raise_blocker(desk, name, Raised("用地", "未供地", bureau="自然资源局", raised=d("2023-11-01"),
                                              due=d("2023-12-05"))))
    clock.at = moment("2023-12-06 09:00")
    sure(start(desk))
    sure(say(desk, 1, Word.ANSWER, "已供地"))
    sure(skip(desk, 2))
    sure(note(desk, "下周再议"))
    clock.at = moment("2023-12-06 11:00")
    sure(close(desk, "散会"))
    pages = {W49: page(desk, W49)}
    clock.at = moment("2023-12-13 09:00")
    sure(say(desk, 1, Word.VERIFY, ""))
    sure(say(desk, 2, Word.ESCALATE, "", level=Level.PROVINCE))
    # The last moment of the week that has no meeting: its page closes with it.
    clock.at = W50.end
    pages[W50] = page(desk, W50)
    return pages


@pytest.fixture
def afterwards(prepared: Callable[[Make], tuple[Desk, Pages]]) -> tuple[Desk, Pages]:
    """A desk at that office, and the pages."""
    return prepared(a_fortnight)


def test_a_page_closed_in_a_meeting_equals_what_was_on_the_screen_then(afterwards: tuple[Desk, Pages],
                                                                       clock: Clock) -> None:
    desk, pages = afterwards
    for later in ("2023-12-18 09:00", "2024-06-30 09:00"):
        clock.at = moment(later)
        assert {week: page(desk, week) for week in pages} == pages


LATER: dict[str, Callable[[Desk], Any]] = {
    "a word": lambda desk: say(desk, 2, Word.NOTE, "省厅已受理"),
    "a word of a day long ago": lambda desk: say(desk, 2, Word.DUE, "", on=d("2023-12-05"), due=d("2024-01-05")),
    "a corrected blocker": lambda desk: correct_blocker(desk, 2, BlockerCorrection("环评", "未批", False), "录错"),
    "a reopening": lambda desk: say(desk, 1, Word.REOPEN, "又停了"),
    "a new blocker of long ago": lambda desk: raise_blocker(desk, "甲", Raised("环评", "未批", raised=d("2023-11-01"))),
    "a new name": lambda desk: amend(desk, "甲", {"name": "甲重工", "contract_amount": "9亿元", "officer": "联络员09"}),
    "a later stage": lambda desk: advance(desk, "乙", [Milepost(STAGES[2], d("2023-12-01"))],
                                          mend={"credit_code": "91430981878AY7A07H"}),
    "a corrected day": lambda desk: correct(desk, "乙", STAGES[1], day=d("2023-03-10"), reason="合同日期"),
    "a stage taken back": lambda desk: revert(desk, "乙", "合同作废"),
    "an end": lambda desk: terminate(desk, "丙", d("2023-12-01"), "撤资"),
    "a pause": lambda desk: pause(desk, "丙", d("2023-12-01"), "市场"),
    "money": lambda desk: add_receipt(desk, "乙", d("2023-12-01"), Money(10**9)),
    "money made void": lambda desk: void_receipt(desk, 1, "录错"),
    "a target": lambda desk: set_target(desk, 2023, "new_signed", "36"),
    "an undone word": lambda desk: undo(desk, "记错了"),
    "a meeting": lambda desk: (start(desk), skip(desk, 2), close(desk))[-1],
}


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=6)
@pytest.mark.parametrize("name", LATER)
def test_nothing_that_comes_later_changes_a_page(afterwards: tuple[Desk, Pages], clock: Clock, name: str) -> None:
    desk, pages = afterwards
    clock.at = moment("2023-12-20 09:00")
    assert isinstance(LATER[name](desk), Done)
    assert {week: page(desk, week) for week in pages} == pages
    clock.at = moment("2024-02-20 09:00")
    assert {week: page(desk, week) for week in pages} == pages


def test_a_page_as_it_would_have_been_printed_at_a_moment(desk: Desk, clock: Clock) -> None:
    clock.at = moment("2023-12-06 08:00")
    sure(add(desk, {"name": "甲"}, lead=d("2023-01-10")))
    sure(raise_blocker(desk, "甲", Raised("用地", "未供地", raised=d("2023-12-01"), due=d("2023-12-08"))))
    clock.at = moment("2023-12-06 09:00")
    morning = page(desk, W49)
    clock.at = moment("2023-12-06 09:30")
    sure(start(desk))
    sure(say(desk, 1, Word.DUE, "", due=d("2023-12-29")))
    sure(close(desk))
    clock.at = moment("2024-01-31 09:00")
    then = page(desk, W49, as_of=moment("2023-12-06 09:00"))
    assert then.agenda.items == morning.agenda.items
    assert then.agenda.meeting == morning.agenda.meeting
    assert page(desk, W49).agenda.items != then.agenda.items


def test_a_moment_that_has_not_come_is_taken_for_now(afterwards: tuple[Desk, Pages], clock: Clock) -> None:
    desk, _ = afterwards
    clock.at = moment("2023-12-20 09:00")
    ahead = page(desk, W50, as_of=moment("2031-01-01 09:00"))
    assert ahead == page(desk, W50, as_of=clock.at)
    assert ahead.agenda.on == date(2023, 12, 20)


def test_a_meeting_left_open_for_weeks_moves_no_page_between(desk: Desk, clock: Clock) -> None:
    clock.at = moment("2023-12-04 09:00")
    sure(add(desk, {"name": "甲"}, lead=d("2023-01-10")))
    sure(raise_blocker(desk, "甲", Raised("用地", "未供地", raised=d("2023-12-01"), due=d("2023-12-08"))))
    sure(start(desk))
    clock.at = moment("2023-12-13 09:00")
    sure(say(desk, 1, Word.ANSWER, "已供地"))
    clock.at = W50.end
    between = page(desk, W50)
    assert [one.turned for one in between.agenda.items] == [(Word.ANSWER,)]
    assert [one.carried for one in between.agenda.items] == [1]
    clock.at = moment("2024-01-03 09:00")
    sure(close(desk, "忘了关"))
    assert page(desk, W50) == between


def test_a_close_taken_back_long_after_moves_no_page_behind_it(afterwards: tuple[Desk, Pages], clock: Clock) -> None:
    desk, pages = afterwards
    clock.at = moment("2023-12-20 09:00")
    closed = next(one for one in entries(desk) if one.action == "review.close")
    sure(undo(desk, "还没开完", closed.id))
    sure(say(desk, 3, Word.NOTE, "补议"))
    clock.at = moment("2023-12-20 11:00")
    sure(close(desk))
    assert page(desk, W50) == pages[W50]
    assert page(desk, W49).agenda.at == clock.at, "its own page is the one that was asked for"


def ledger(folder: Path, *stuck: tuple[str, str]) -> Path:
    """A ledger of one project with blockers of these categories and descriptions."""
    return write_xlsx(folder / "台账.xlsx", {
        "项目": [("项目名称", "计划总投资（亿元）", "线索登记时间"), ("甲", 1, "2023-01-10")],
        "卡点": [("项目名称", "卡点类别", "卡点描述", "提出日期", "办结时限"),
                 *(("甲", category, text, "2023-11-01", "2023-12-05") for category, text in stuck)]})


def test_what_a_meeting_did_with_a_blocker_stays_done_when_the_ledger_puts_it_right(
        desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """Passed over, or spoken of: it is not asked for again, however often its description is corrected."""
    clock.at = moment("2023-12-04 09:00")
    assert intake(desk, ledger(tmp_path, ("用地", "未供地"), ("环评", "未批"))).written
    sure(start(desk))
    sure(say(desk, 1, Word.NOTE, "已受理", permit="湘许〔2023〕7号", authority="水利厅"))
    sure(skip(desk, 2))
    clock.at = moment("2023-12-04 10:00")
    before = page(desk, W49)
    for text in ("二期用地未供", "三期用地未供"):
        clock.at += timedelta(minutes=10)
        assert intake(desk, ledger(tmp_path, ("用地", text), ("环评", f"{text}，环评未批"))).written
    land, impact = sorted(page(desk, W49).agenda.items, key=lambda one: one.category, reverse=True)
    assert (land.done, land.skipped, land.permit, land.authority) == ((Word.NOTE,), False, "湘许〔2023〕7号", "水利厅")
    assert (impact.done, impact.skipped) == ((), True)
    assert page(desk, W49).agenda.counts.remaining == 0
    sure(skip(desk, impact.id))
    assert entries(desk)[0].action == "import", "passed over once"
    assert page(desk, W49, as_of=moment("2023-12-04 10:00")) == before, "what was known then knew the first rows"


def test_a_risk_put_right_by_the_ledger_stays_a_risk(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    clock.at = moment("2023-12-04 09:00")
    assert intake(desk, ledger(tmp_path)).written
    sure(raise_blocker(desk, "甲", Raised("用地", "未供地", blocking=False, raised=d("2023-11-01"))))
    assert intake(desk, ledger(tmp_path, ("用地", "二期用地未供"))).written
    (one,) = page(desk, W49).agenda.items
    assert (one.description, one.blocking) == ("二期用地未供", False)


def test_a_blocker_put_right_by_the_ledger_is_no_new_one(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """The corrected row takes the place of the first one: on the page since, and nothing was said of it today."""
    clock.at = moment("2023-12-04 09:00")
    assert intake(desk, ledger(tmp_path, ("用地", "未供地"))).written
    sure(say(desk, 1, Word.NOTE, "已报"))
    clock.at = moment("2023-12-20 09:00")
    sure(start(desk))
    clock.at = moment("2023-12-20 09:30")
    assert intake(desk, ledger(tmp_path, ("用地", "二期用地未供"))).written
    (one,) = page(desk, Week.read("2023-W51")).agenda.items
    assert (one.description, one.carried, one.lapses, one.done, one.turned) == ("二期用地未供", 2, 1, (), ())
    assert [item.description for item in page(desk, W49).agenda.items] == ["未供地"]


# -- any words at all -------------------------------------------------------------------------------------------------


@cache
def fortnight() -> tuple[TemporaryDirectory[str], Pages]:
    """The office after its two weeks, made once; copying it is quicker than living through them for every example."""
    folder: TemporaryDirectory[str] = TemporaryDirectory()
    desk = Desk(open_store(Path(folder.name) / "office.db"), "联络员01", Clock())
    pages = a_fortnight(desk)
    desk.store.close()
    return folder, pages


STEPS = st.lists(st.tuples(
    st.sampled_from(["say", "say", "say", "raise", "undo", "start", "skip", "close", "money"]), st.integers(1, 5),
    st.sampled_from(Word), st.integers(0, 40), st.sampled_from(["联络员01", "联络员02"])), max_size=12)


@pytest.mark.story
@in_thirds
@settings(max_examples=a_third(settings.default.max_examples // 5), deadline=None,
          suppress_health_check=list(HealthCheck))
@given(STEPS)
@example([("say", 4, Word.NOTE, 26, "联络员01"), ("undo", 5, Word.NOTE, 0, "联络员01"),
          ("say", 2, Word.NOTE, 16, "联络员01"), ("undo", 3, Word.NOTE, 0, "联络员01"),
          ("say", 1, Word.NOTE, 25, "联络员01"), ("undo", 1, Word.NOTE, 0, "联络员01"),
          ("undo", 1, Word.NOTE, 0, "联络员01")])  # the close of the meeting is taken back
def test_whatever_is_done_later_the_pages_stay(steps: list[tuple[str, int, Word, int, str]]) -> None:
    made, pages = fortnight()
    with TemporaryDirectory() as folder:
        place, clock = Path(folder) / "office.db", Clock(moment("2023-12-18 09:00"))
        shutil.copyfile(Path(made.name) / "office.db", place)
        store = open_store(place)
        for what, number, word, ahead, who in steps:
            clock.at += timedelta(hours=7 * number)
            anything(Desk(store, who, clock), what, number, word, ahead)
        desk = Desk(store, "联络员03", clock)
        # A meeting whose close is taken back is under way again, which is what was asked for; no other page moves.
        reopened = {meeting.week for meeting in weeks(desk) if meeting.state is MeetingState.OPEN}
        for week in pages.keys() - reopened:
            assert page(desk, week) == pages[week]
        store.close()


def anything(desk: Desk, what: str, number: int, word: Word, ahead: int) -> None:
    """Tries one thing, allowed or not."""
    due = Day(date(2023, 12, 1) + timedelta(days=ahead))
    {
        "say": lambda: say(desk, number, word, "说明", due=due, level=Level.CITY),
        "raise": lambda: raise_blocker(desk, NAMES[number % 3], Raised("用电", "未通", raised=d("2023-12-05"))),
        "undo": lambda: undo(desk, "记错了"), "start": lambda: start(desk), "skip": lambda: skip(desk, number),
        "close": lambda: close(desk),
        "money": lambda: add_receipt(desk, NAMES[number % 3], d("2023-12-05"), Money(ahead + 1)),
    }[what]()
