"""What the review screen asks of the office: a week's page, the story of a blocker, the other pages, a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.office.outcome import Done, Refused
from tui.asking.files import typed_path

if TYPE_CHECKING:
    from tracker.domain.week import Week
    from tracker.office.project.detail import Said
    from tracker.office.review.health import Finding
    from tracker.office.review.live import Changes, Live
    from tracker.office.review.meeting import Meeting
    from tracker.office.review.trends import Trends
    from tracker.words import Lang
    from tui.office import Office


@dataclass(frozen=True, slots=True)
class Told:
    """The story of one blocker of a page."""

    page: Live
    blocker: int
    said: tuple[Said, ...]


def read(office: Office, week: Week | None, at: int | None) -> tuple[Live | Refused, Told | None]:
    """The page of a week (of the meeting under way or else this week where none is named), and the story it is shown
    with: of the blocker `at`, or where the page has no such blocker, of the one it begins with."""
    from tracker.office.review.live import open_review

    found = open_review(office.desk, week)
    if isinstance(found, Refused):
        return found, None
    first = at if at in found.at else found.begin()
    return found, None if first is None else story(office, found, first)


def again(office: Office, page: Live) -> Live | Refused:
    """The same page as it is by now."""
    from tracker.office.review.live import look_again

    return look_again(office.desk, page)


def renewed(office: Office, page: Live, blocker: int | None) -> tuple[Live | Refused, Told | None]:
    """The same page as it is by now, and the story of the blocker that is looked at."""
    found = again(office, page)
    if blocker is None or isinstance(found, Refused) or found is page:
        return found, None
    return found, story(office, found, found.instead.get(blocker, blocker))


def passed_over(office: Office, page: Live, blocker: int) -> tuple[Done[Meeting] | Refused, Live | Refused]:
    """Passes over a blocker; the page as it is then."""
    outcome = pass_over(office, blocker)
    return outcome, page if isinstance(outcome, Refused) else again(office, page)


def story(office: Office, page: Live, blocker: int) -> Told:
    """What was said of a blocker, as the page knows it."""
    from tracker.office.review.live import story

    return Told(page, blocker, story(office.desk, page, blocker))


def changes(office: Office, page: Live) -> Changes:
    """What comes due, and the figures that moved."""
    from tracker.office.review.live import changes

    return changes(office.desk, page)


def health(office: Office, page: Live) -> tuple[Finding, ...]:
    """The projects that fail the health check."""
    from tracker.office.review.review import failing

    found = failing(office.desk, page.agenda.meeting.week)
    return () if isinstance(found, Refused) else found


def trends(office: Office, page: Live) -> Trends | None:
    """The weeks behind the page."""
    from tracker.office.review.review import weeks_behind

    found = weeks_behind(office.desk, page.agenda.meeting.week)
    return None if isinstance(found, Refused) else found


def begin(office: Office) -> Done[Meeting] | Refused:
    """Begins the meeting, or goes on with it."""
    from tracker.office.review.meeting import start

    return start(office.desk)


def pass_over(office: Office, blocker: int) -> Done[Meeting] | Refused:
    """Passes over a blocker."""
    from tracker.office.review.meeting import skip

    return skip(office.desk, blocker)


def minute(office: Office, text: str) -> Done[Meeting] | Refused:
    """Takes a minute."""
    from tracker.office.review.meeting import note

    return note(office.desk, text)


def close(office: Office, text: str) -> Done[Meeting] | Refused:
    """Closes the meeting."""
    from tracker.office.review.meeting import close

    return close(office.desk, text)


def write(office: Office, week: Week, typed: str, lang: Lang, *, minutes: bool) -> Done[Path] | Refused:
    """Writes the page of a week, or its minutes, into a file; its suffix says which kind."""
    from tracker.office.review.review import review
    from tracker.report.write import write_review

    found = review(office.desk, week)
    return found if isinstance(found, Refused) else write_review(
        found, typed_path(typed, Path.cwd()), lang, minutes=minutes)
