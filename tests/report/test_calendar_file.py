"""The calendar read again: one day for each due day, known again from week to week, with the ruleset's reminders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.conftest import Clock
from tests.report.conftest import HOSTILE, Write, d, spoilt
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.blockers import say
from tracker.office.review.review import Review, review


def events(path: Path) -> list[Any]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_each_open_blocker_has_its_day(held: Review, write: Write) -> None:
    days = events(write(held, "ics"))
    assert [one.decoded("dtstart") for one in days] == [one.due for one in held.agenda.open]
    assert [str(one["summary"]) for one in days] == [f"卡点到期：{one.project}（用地）" for one in held.agenda.open]
    assert {str(one["summary"]) for one in days} == {f"卡点到期：{name}（用地）" for name in HOSTILE[:2] + HOSTILE[3:]}
    assert all(one.decoded("dtend") - one.decoded("dtstart") == timedelta(days=1) for one in days)
    # As the meeting was closed, to the second.
    assert {one.decoded("dtstamp") for one in days} == {datetime(2023, 12, 13, 1, tzinfo=UTC)}


def test_it_reminds_when_the_ruleset_does(held: Review, write: Write) -> None:
    (first, *_) = events(write(held, "ics"))
    assert [alarm.decoded("trigger").days for alarm in first.walk("VALARM")] == [-30, -20, -7]
    assert held.steps == (7, 20, 30)


def test_a_due_day_put_off_moves_the_same_event(held: Review, office: Desk, clock: Clock, write: Write) -> None:
    days = {str(one["uid"]): one.decoded("dtstart") for one in events(write(held, "ics"))}
    clock.at = datetime(2023, 12, 20, 1, tzinfo=UTC)
    assert isinstance(say(office, 1, Word.DUE, "", due=d("2024-01-15")), Done)
    later = review(office)
    assert isinstance(later, Review)
    again = {str(one["uid"]): one.decoded("dtstart") for one in events(write(later, "ics"))}
    assert again.keys() == days.keys()
    assert len(again) == 9
    assert [again[uid] for uid in days if again[uid] != days[uid]] == [date(2024, 1, 15)]


def test_empty_and_spoilt(empty: Review, held: Review, write: Write) -> None:
    assert events(write(empty, "ics")) == []
    assert len(events(write(spoilt(held), "ics"))) == 9
