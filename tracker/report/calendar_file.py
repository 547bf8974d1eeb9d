"""The due days of a review as a calendar: one day-long event a blocker, with alarms when the ruleset reminds."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from tracker.domain.text import clean
from tracker.report.cells import Sayer
from tracker.report.page import cell

if TYPE_CHECKING:
    from datetime import date

    from tracker.office.review.items import Item
    from tracker.office.review.review import Review
    from tracker.words import Lang


def calendar_file(review: Review, lang: Lang) -> bytes:
    """The bytes of the calendar. An event keeps its identity from week to week, so a newer file moves it."""
    sayer = Sayer.of(review, lang)
    made = Calendar()
    called = clean(sayer.says.title.format(place=review.agenda.place))
    for name, value in (("prodid", "-//sanxin//review//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"),
                        ("method", "PUBLISH"), ("x-wr-calname", called)):
        made.add(name, value)
    if sayer.sample:
        made.add("x-wr-caldesc", sayer.sample)
    for one in review.agenda.open:
        if one.due:
            made.add_component(_event(sayer, one, one.due))
    return bytes(made.to_ical())


def _event(sayer: Sayer, one: Item, due: date) -> Event:
    says, agenda = sayer.says, sayer.review.agenda
    made = Event()
    made.add("uid", f"{uuid5(NAMESPACE_URL, f'sanxin:{agenda.place}:{one.code}:{one.id}')}")
    made.add("dtstamp", agenda.at.astimezone(UTC).replace(microsecond=0))
    made.add("dtstart", due)
    made.add("dtend", due + timedelta(days=1))
    named = clean(one.project)
    made.add("summary", says.event.format(project=named, category=clean(one.category)))
    told = (sayer.stuck(one).text, cell(one.bureau, one.person).text, sayer.level(one).text, sayer.alert(one),
            sayer.sample)
    made.add("description", "\n".join(line for line in told if line))
    made.add("transp", "TRANSPARENT")
    for step in sorted(sayer.review.steps, reverse=True):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", says.remind.format(days=step, project=named))
        alarm.add("trigger", timedelta(days=-step))
        made.add_component(alarm)
    return made
