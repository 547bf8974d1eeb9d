"""A form that is saved while the line breaks: it is recorded once, and nobody is told anything wrong about it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from tests.embedded import Server
from tests.line import Fault, Line
from tests.office.project.test_moves import d
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, blockers, raise_blocker, say
from tracker.office.project.projects import add
from tracker.office.saving import RecordedBefore, SavedInParts, Saving
from tracker.store.engine import Store, open_store
from tracker.store.query import JOURNAL
from tracker.store.unusable import StoreTrouble, StoreUnusable

SHORELINE = Raised("河湖岸线", "审批未通过", bureau="水利局", raised=d("2023-02-13"))


@pytest.fixture
def far(pg_server: Server, pg_store: Store, line: Line) -> Iterator[Desk]:
    """A desk at the end of the line, with a project."""
    store = open_store(line.address(pg_server.name(pg_store.location.server)), timeout=2)
    far = Desk(store, "联络员01")
    add(far, {"name": "万骏船舶"}, lead=d("2023-01-01"))
    yield far
    store.close()


def raised(desk: Desk) -> Done[int]:
    done = raise_blocker(desk, "万骏船舶", SHORELINE)
    assert isinstance(done, Done)
    return done


def entries(desk: Desk) -> int:
    with desk.reading() as session:
        return session.scalar(select(func.count()).select_from(JOURNAL)) or 0


def test_a_form_saved_twice_is_recorded_once(desk: Desk) -> None:
    add(desk, {"name": "万骏船舶"}, lead=d("2023-01-01"))
    number, before = desk.once(Saving("a"), raised).value, entries(desk)
    with pytest.raises(RecordedBefore):
        desk.once(Saving("a"), raised)
    with pytest.raises(RecordedBefore):
        desk.once(Saving("a"), lambda desk: say(desk, number, Word.NOTE, "另一件事"))
    assert entries(desk) == before
    desk.once(Saving("b"), lambda desk: say(desk, number, Word.NOTE, "已受理"))
    assert entries(desk) == before + 1


def test_a_command_may_have_several_units_and_a_form_has_one(desk: Desk) -> None:
    """Saved again, a form could not go on between two units: what the second one was to record would be lost."""
    def two(desk: Desk) -> None:
        add(desk, {"name": "万骏船舶"}, lead=d("2023-01-01"))
        raised(desk)

    with pytest.raises(SavedInParts):
        desk.once(Saving("b"), two)
    desk.once(Saving("a", several=True), raised)
    with desk.reading() as session:
        assert session.scalars(select(JOURNAL.c.token).order_by(JOURNAL.c.id)).all() == ["b", "a"]


def test_what_goes_wrong_after_it_was_recorded_is_not_told_as_nothing_recorded(desk: Desk) -> None:
    def breaks_after(desk: Desk) -> None:
        add(desk, {"name": "万骏船舶"}, lead=d("2023-01-01"))
        raise StoreUnusable(StoreTrouble.DISK_ERROR, where="x", reason="y")

    with pytest.raises(RecordedBefore) as told:
        desk.once(Saving("a"), breaks_after)
    assert told.value.entry == 1


def test_where_nobody_can_be_asked_it_is_uncertain_whatever_the_trouble(
        desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.office.desk.PATIENCE", 0.0)
    saving = Saving("a")
    saving.next_unit()
    saving.may_be_kept = True
    full = StoreUnusable(StoreTrouble.DISK_FULL, where="x")
    assert desk.told_apart(saving, full) is full, "the office says that it is not there: the first sentence holds"
    saving.may_be_kept = True

    def cannot(*_: object) -> None:
        raise StoreUnusable(StoreTrouble.DISK_ERROR, where="x", reason="y")

    monkeypatch.setattr(type(desk.store), "writing", cannot)
    assert "uncertain" in str(desk.told_apart(saving, full))


def test_what_is_refused_or_broken_otherwise_can_be_saved_again(desk: Desk) -> None:
    def breaks(desk: Desk) -> None:
        with desk.unit() as unit:
            unit.entry("note")
            raise KeyError

    with pytest.raises(KeyError):
        desk.once(Saving("a"), breaks)
    desk.once(Saving("a"), lambda desk: add(desk, {"name": ""}, lead=d("2023-01-01")))
    assert entries(desk) == 0
    desk.once(Saving("a"), lambda desk: add(desk, {"name": "万骏船舶"}, lead=d("2023-01-01")))
    assert entries(desk) == 1


def test_an_answer_to_commit_that_is_lost_is_found_and_nothing_is_made_twice(far: Desk, line: Line) -> None:
    line.fault = Fault.ANSWER_LOST
    with pytest.raises(RecordedBefore) as told:
        far.once(Saving("a"), raised)
    assert len(blockers(far)) == 1
    with pytest.raises(RecordedBefore) as again:
        far.once(Saving("a"), raised)
    assert told.value.entry == again.value.entry == entries(far)


def test_a_line_cut_before_the_commit_is_said_to_have_recorded_nothing(far: Desk, line: Line) -> None:
    line.fault = Fault.NEVER_SENT
    with pytest.raises(StoreUnusable, match="not_recorded"):
        far.once(Saving("a"), raised)
    assert not blockers(far)
    far.once(Saving("a"), raised)
    assert len(blockers(far)) == 1


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("fault", "recorded"), [(Fault.ANSWER_LOST, True), (Fault.NEVER_SENT, False)])
def test_while_the_server_is_away_nobody_says_what_became_of_it(
        far: Desk, line: Line, fault: Fault, recorded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.office.desk.PATIENCE", 0.2)
    line.fault, line.dies = fault, True
    with pytest.raises(StoreUnusable, match="uncertain"):
        far.once(Saving("a"), raised)
    line.dead = line.dies = False
    if recorded:
        with pytest.raises(RecordedBefore):
            far.once(Saving("a"), raised)
    else:
        far.once(Saving("a"), raised)
    assert len(blockers(far)) == 1


@pytest.mark.story
def test_a_server_that_is_back_in_time_is_asked(far: Desk, line: Line) -> None:
    line.fault, line.dies = Fault.ANSWER_LOST, True
    threading.Timer(1.5, setattr, (line, "dead", False)).start()
    with pytest.raises(RecordedBefore):
        far.once(Saving("a"), raised)


def test_a_save_that_nothing_answers_can_be_given_up_and_says_what_became_of_it(far: Desk, line: Line) -> None:
    line.fault, saving = Fault.SILENT, Saving("a")

    def give_up() -> None:
        while line.fault is Fault.SILENT:
            time.sleep(0.01)
        time.sleep(0.3)
        saving.give_up()

    officer = threading.Thread(target=give_up)
    officer.start()
    with pytest.raises(RecordedBefore):
        far.once(saving, raised)
    officer.join()
    assert len(blockers(far)) == 1


def test_a_save_that_waits_for_another_one_can_be_given_up(desk: Desk) -> None:
    """At once, while the other one still holds the lock; beside a file it is said that somebody does."""
    add(desk, {"name": "万骏船舶"}, lead=d("2023-01-01"))
    saving, outcome = Saving("a"), []

    def save() -> None:
        try:
            desk.once(saving, raised)
        except (RecordedBefore, StoreUnusable) as error:
            outcome.append(str(getattr(error, "code", "recorded")))

    with desk.store.writing():
        officer = threading.Thread(target=save)
        officer.start()
        time.sleep(0.3)
        saving.give_up()
        officer.join(20)
        assert not officer.is_alive()
    assert outcome == ["locked" if desk.store.is_sqlite else "not_recorded"]
    assert not blockers(desk)


@pytest.mark.story
def test_what_the_lost_unit_still_holds_is_waited_for(
        far: Desk, pg_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it has the lock it may still be committed: until then nothing is said."""
    monkeypatch.setattr("tracker.office.desk.PATIENCE", 0.1)
    saving = Saving("a")
    saving.next_unit()
    with pg_store.writing():
        assert "uncertain" in str(far.became_of(saving))
    assert "not_recorded" in str(far.became_of(saving))
