"""Composes the page of a week's review, or the minutes of its meeting, from what the office answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from tracker.domain.clock import to_the_minute
from tracker.domain.digests import digest_shown
from tracker.domain.text import clean
from tracker.report import minutes as after
from tracker.report import tables as before
from tracker.report.cells import Sayer
from tracker.report.page import Page, Sheet
from tracker.words.figures import nowhere_lines

if TYPE_CHECKING:
    from tracker.domain.workdays import WorkingDays
    from tracker.office.review.review import Review
    from tracker.words import Lang

_GAP = "\u3000\u3000"
"""Between the number of a page and that it shows sample data."""


def compose(review: Review, lang: Lang, *, minutes: bool = False) -> Page:
    """The page for the meeting, or with `minutes` the one after it. The same review gives the same page."""
    sayer = Sayer.of(review, lang)
    says, agenda = sayer.says, review.agenda
    prepared = (before.open_list(sayer), before.verified(sayer))
    taken = (after.said(sayer), after.left(sayer), after.general(sayer), after.deadlines(sayer))
    behind = (before.trends(sayer), before.bureaus(sayer))
    changes = (prepared[1], before.reminders(sayer), before.figures(sayer))
    annexes = (before.reminders(sayer), before.health(sayer), before.figures(sayer), *behind)
    sheets = (Sheet(says.sheets["list"], prepared[:1]), Sheet(says.sheets["changes"], changes),
              Sheet(says.sheets["health"], (before.health(sayer),)), Sheet(says.sheets["trends"], behind),
              Sheet(says.sheets["minutes"], taken), Sheet(says.sheets["detail"], (before.sheet_list(sayer),)))
    title = says.minutes_title if minutes else says.title
    start, _, rest = says.page.partition("{page}")
    between, _, end = rest.partition("{pages}")
    sample = sayer.sample
    return Page(
        key="minutes" if minutes else "review", lang=str(lang), title=clean(title.format(place=agenda.place)),
        sample=sample,
        facts=tuple(says.fact.format(name=says.facts[name], value=value) for name, value in _facts(sayer)),
        counts=_counts(sayer),
        notes=tuple(_notes(sayer, minutes=minutes)),
        main=taken if minutes else prepared, signatures=says.minutes_signatures if minutes else says.signatures,
        annexes=() if minutes else annexes, sheets=sheets,
        numbering=(start, between, f"{end}{_GAP}{sample}" if sample else end), known=agenda.at)


def _facts(sayer: Sayer) -> Iterator[tuple[str, str]]:
    """The week, its meeting, up to when things are known, by which rules, and the head of all recorded by then."""
    says, agenda = sayer.says, sayer.review.agenda
    meeting = agenda.meeting
    held = [sayer.common.state[meeting.state]]
    if meeting.started_at:
        held.append(says.begun.format(at=to_the_minute(meeting.started_at), who=clean(meeting.started_by)))
    if meeting.closed_at:
        held.append(says.ended.format(at=to_the_minute(meeting.closed_at), who=clean(meeting.closed_by)))
    week = meeting.week
    yield "week", says.week.format(week=week, monday=week.monday, sunday=week.sunday)
    yield "meeting", says.joint.join(held)
    yield "known", says.known.format(at=to_the_minute(agenda.at), on=agenda.on)
    yield "rules", f"{clean(agenda.ruleset_id)} {digest_shown(agenda.ruleset_digest)}"
    if agenda.head:
        yield "head", agenda.head


def _counts(sayer: Sayer) -> str:
    named = sayer.common.counts
    return " · ".join(sayer.says.count.format(name=named[key], count=many)
                      for key, many in asdict(sayer.review.agenda.counts).items())


def _notes(sayer: Sayer, *, minutes: bool) -> Iterator[str]:
    """What has to be known of the numbers: days that are provisional, money that no figure counts."""
    if any(_provisional(sayer.review)):
        yield sayer.common.provisional_note
    if not minutes:
        yield from nowhere_lines(sayer.review.nowhere, sayer.lang)


def _provisional(review: Review) -> Iterator[bool]:
    """Whether any number of days on the page is provisional."""
    spans: list[WorkingDays | None] = [point.age for point in review.trends.points]
    for one in review.agenda.items:
        spans += (one.age, one.late, one.waited if one.waited.count else None)
    return (span is not None and span.provisional for span in spans)
