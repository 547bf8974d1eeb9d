"""The moments of recording run forwards, whatever the machine's clock does."""

from datetime import timedelta

from sqlmodel import col, select

from tests.conftest import Clock
from tracker.office.desk import Desk
from tracker.office.project.projects import add
from tracker.store.tables import JournalEntry


def test_a_clock_set_back_does_not_turn_the_journal_round(desk: Desk, clock: Clock) -> None:
    add(desk, {"name": "甲"})
    clock.at -= timedelta(days=400)
    add(desk, {"name": "乙"})
    with desk.reading() as session:
        first, second = session.exec(select(JournalEntry.at).order_by(col(JournalEntry.id))).all()
    assert second > first
