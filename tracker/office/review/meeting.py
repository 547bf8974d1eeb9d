"""The weekly meeting itself: begun, blockers passed over, minutes taken, closed; and up to when a week knew things."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from tracker.domain.blocking import BlockerState
from tracker.domain.clock import office_day
from tracker.domain.machines import MEETING_LIFE
from tracker.domain.meeting import MeetingState, Minute
from tracker.domain.profile import PAGE
from tracker.domain.reasons import Code, Reason
from tracker.domain.typed import text_typed
from tracker.domain.week import Week
from tracker.office.desk import Desk, Unit
from tracker.office.figures.counting import Frame
from tracker.office.known_then import unknown_at
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.blockers import blocker_at
from tracker.office.project.first import stand_ins
from tracker.office.records import load_of, open_entry
from tracker.office.versions import Version, touched_since
from tracker.store.query import BLOCKER, REVIEW, known, last_moment, plain_rows
from tracker.store.tables import JournalEntry, ReviewWord


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """A minute of the meeting that is about no single blocker."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A week's meeting as it stands; moments are aware UTC. `skipped` are numbers of blockers passed over."""

    week: Week
    state: MeetingState = MEETING_LIFE.start
    started_at: datetime | None = None
    started_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    skipped: frozenset[int] = frozenset()
    notes: tuple[MeetingNote, ...] = ()
    version: int = 0
    """The last entry by which a word of it stands, but for blockers passed over."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Up to which moment a page knows things, and the day its ages are counted to.

    `at` is aware UTC; `present` says that nothing has been recorded after it, so what stands now stood then. `live`
    says that the page is not over: what is recorded next stands on it.
    """

    at: datetime
    on: date
    present: bool
    live: bool = False


@dataclass(slots=True)
class Calendar:
    """The meetings of all weeks, and from them the moments at which each week's page was closed."""

    meetings: dict[Week, Meeting] = field(default_factory=dict)
    first: datetime | None = None
    """The first entry of the office's journal."""

    def of(self, week: Week) -> Meeting:
        """The week's meeting; where nobody began one, a planned one."""
        return self.meetings.get(week) or Meeting(week)

    def closing(self, week: Week) -> datetime:
        """When a week's page was closed: with its meeting, or, without one, with the week."""
        return self.of(week).closed_at or week.end

    def closings(self, before: Week) -> list[datetime]:
        """Those of every week the office has known before this one, in order."""
        if self.first is None:
            return []
        week, found = Week.of(office_day(self.first)), []
        while week < before:
            found.append(self.closing(week))
            week = week.after
        return sorted(found)

    def open_meeting(self) -> Meeting | None:
        """The meeting under way, wherever it was left."""
        return next((meeting for meeting in self.meetings.values()
                     if MEETING_LIFE.after(meeting.state, Minute.CLOSE)), None)


def calendar(session: Session, frame: Frame | None = None) -> Calendar:
    """Every meeting, by the rows that stand now, or by those that were known in a frame."""
    as_of = None if frame is None else frame.as_of
    noted, standing = known(REVIEW, as_of), known(BLOCKER, as_of)
    held = Calendar(first=session.scalar(sql_select(func.min(col(JournalEntry.at)))))
    skipped: dict[Week, set[int]] = {}
    for row in plain_rows(session, ReviewWord, noted):
        week = Week(row.week)
        if row.word is Minute.SKIP and row.blocker_id is not None:
            skipped.setdefault(week, set()).add(row.blocker_id)
        else:
            held.meetings[week] = _with(held.of(week), row)
    passed_over = sql_select(REVIEW.c.blocker_id).where(noted, REVIEW.c.word == Minute.SKIP)
    now = stand_ins(session, passed_over, standing) if skipped else {}
    for week, passed in skipped.items():
        held.meetings[week] = replace(held.of(week), skipped=frozenset(now.get(at, at) for at in passed))
    return held


def _with(meeting: Meeting, row: ReviewWord) -> Meeting:
    meeting = replace(meeting, state=MEETING_LIFE.told(meeting.state, row.word), version=row.entry_id)
    if row.word is Minute.START:
        return replace(meeting, started_at=row.recorded_at, started_by=row.recorded_by)
    noted = (MeetingNote(row.recorded_at, row.recorded_by, row.text),) if row.text else ()
    if row.word is Minute.CLOSE:
        meeting = replace(meeting, closed_at=row.recorded_at, closed_by=row.recorded_by)
    return replace(meeting, notes=meeting.notes + noted)


def cut_of(session: Session, desk: Desk, held: Calendar, week: Week, as_of: datetime | None = None) -> Cut | Refused:
    """Up to when the page of a week knows things: its close; the end of the week; now, while it is not over.

    With `as_of` the page as it would have been printed at that moment, at the latest now. Refused for a week that has
    not begun, and for a past one when no project was known yet.
    """
    now = desk.now()
    if week.monday > office_day(now):
        return refused(Code.WEEK_AHEAD, field="week", value=str(week))
    last = last_moment(session)
    meeting = held.of(week)
    at = min(as_of, now) if as_of else meeting.closed_at
    if at is None and meeting.state is not MeetingState.OPEN and week.end < now:
        at = week.end
    if at is None:
        return Cut(max(now, last) if last else now, office_day(now), True, live=True)
    unknown = unknown_at(session, at, "as_of" if as_of else "week")
    if unknown is not None:
        return Refused((unknown,))
    return Cut(at.astimezone(UTC), office_day(at), last is None or at >= last)


def pages_carried(closings: Sequence[datetime], opened: datetime,
                  gaps: Iterable[tuple[datetime, datetime | None]]) -> int:
    """On how many pages in a row before this one a blocker stood.

    `closings` are the moments earlier pages were closed, in order; `opened` is when it was recorded, `gaps` the times
    it was verified in between. A page closed within a gap begins the count anew.
    """
    since = bisect_left(closings, opened)
    for start, end in gaps:
        first = bisect_left(closings, start)
        after = len(closings) if end is None else bisect_left(closings, end)
        if after > first:
            since = max(since, after)
    return len(closings) - since


# -- what is done in a meeting ----------------------------------------------------------------------------------------


def start(desk: Desk) -> Done[Meeting] | Refused:
    """Begins this week's meeting, or goes on with the one under way."""
    with desk.unit() as unit:
        held, week = calendar(unit.session), Week.of(desk.today())
        under_way = held.open_meeting()
        if under_way is not None:
            return Done(under_way, (Reason(Code.REVIEW_UNDER_WAY, hard=False, params={"week": str(under_way.week)}),))
        if MEETING_LIFE.after(held.of(week).state, Minute.START) is None:
            return refused(Code.REVIEW_CLOSED, value=str(week))
        _write(unit, week, Minute.START)
        return Done(calendar(unit.session).of(week))


def skip(desk: Desk, blocker_id: int, *, version: Version = None) -> Done[Meeting] | Refused:
    """Passes over a blocker in the meeting under way: it was looked at, nothing was decided.

    `version` is that of the story that was looked at (`Hold.version`), as `blockers.say` takes it.
    """
    with desk.unit() as unit:
        meeting = calendar(unit.session).open_meeting()
        if meeting is None:
            return refused(Code.NO_REVIEW)
        row = blocker_at(unit.session, blocker_id, version)
        if isinstance(row, Refused):
            return row
        if row.state is BlockerState.VERIFIED:
            return refused(Code.UNKNOWN_BLOCKER, field="blocker", value=blocker_id)
        if blocker_id not in meeting.skipped:
            record = load_of(unit.session, row.project_id)
            entry = open_entry(unit, record, "review.skip", week=str(meeting.week), blocker=blocker_id,
                               description=row.description)
            unit.append(ReviewWord, entry, week=meeting.week.monday, word=Minute.SKIP, blocker_id=blocker_id)
        return Done(replace(meeting, skipped=meeting.skipped | {blocker_id}))


def note(desk: Desk, text: str, *, version: Version = None) -> Done[Meeting] | Refused:
    """Takes a minute of the meeting under way, about no single blocker.

    `version` is that of the meeting as the form knew it (`Meeting.version`): refused where another minute was taken
    since, or the meeting was closed.
    """
    return _minute(desk, Minute.NOTE, text, version)


def close(desk: Desk, text: str = "", *, version: Version = None) -> Done[Meeting] | Refused:
    """Closes the meeting under way, with a last minute: from now on its page stays as it is. `version` as in `note`."""
    return _minute(desk, Minute.CLOSE, text, version)


def _minute(desk: Desk, word: Minute, text: str, version: Version) -> Done[Meeting] | Refused:
    with desk.unit() as unit:
        meeting = calendar(unit.session).open_meeting()
        if others := _words_since(unit.session, meeting, version):
            return others
        if meeting is None:
            return refused(Code.NO_REVIEW)
        minute, long = text_typed(text, PAGE, "text", "notes")
        if long:
            return Refused(tuple(long))
        if not minute and "text" in MEETING_LIFE.conditions(word):
            return refused(Code.NO_TEXT, field="text")
        _write(unit, meeting.week, word, minute)
        return Done(calendar(unit.session).of(meeting.week))


def _words_since(session: Session, meeting: Meeting | None, version: Version) -> Refused | None:
    """The refusal where a word of the meeting was recorded since, or it is closed and none is under way."""
    return touched_since(session, version, {ReviewWord: (ReviewWord.word != Minute.SKIP,)},
                         meeting.version if meeting is not None else None)


def _write(unit: Unit, week: Week, word: Minute, text: str = "") -> None:
    entry = unit.entry(f"review.{word}", subject=str(week), reason=text, detail={"week": str(week)})
    unit.append(ReviewWord, entry, week=week.monday, word=word, text=text)
