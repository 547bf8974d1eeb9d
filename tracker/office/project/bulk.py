"""The same change to many projects in one unit of work: all of them, or none and the reasons beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from tracker.domain.days import Day
from tracker.domain.profile import REMARK, Particulars
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean_lines
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, RefusedMany, refused
from tracker.office.project.moves import Milepost, advance_in, asked_of
from tracker.office.project.projects import amend_in
from tracker.office.records import Record, find_at, particulars
from tracker.store.query import known
from tracker.store.tables import Profile, Project

Versions = Mapping[str, int]
"""By code, the version of each project that was on the screen; one that has moved on since is a reason."""

NOTHING = Reason(Code.NOTHING_CHANGES)
_FEW = 500
"""Codes in one condition."""


class Stopped(Exception):
    """The officer stopped it: nothing was changed anywhere."""


class _Undone(Exception):
    """Ends a unit of work without keeping any of it."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Is told after each project how many are done, of how many; when `stop` answers yes, none of them is changed."""

    progress: Callable[[int, int], None] = lambda done, whole: None
    stop: Callable[[], bool] = lambda: False


def amend_many(desk: Desk, codes: Iterable[str], typed: Mapping[str, str], *, reason: str = "",
               versions: Versions | None = None, watched: Watched | None = None) -> Done[int] | Refused:
    """Changes the same fields of many profiles; the answer is how many there were to change.

    To empty a field of many projects a reason is asked for. A project that already says what was typed is left alone;
    where all of them do, that is the reason for each. Raises Stopped where `watched` stops it.
    """
    if not clean_lines(reason) and not all(text.strip() for text in typed.values()):
        return refused(Code.NO_REASON, field="reason")
    return _all_or_none(desk, codes, versions or {}, lambda unit, record: amend_in(unit, record, typed, reason=reason),
                        watched or Watched())


def advance_many(desk: Desk, codes: Iterable[str], stage: Stage, day: Day, override: str = "", *,
                 versions: Versions | None = None, watched: Watched | None = None) -> Done[int] | RefusedMany[str]:
    """Moves many projects to the same stage on the same day; soft reasons are set aside by a written `override`.

    Raises Stopped where `watched` stops it.
    """
    posts = [Milepost(stage, day)]
    with desk.reading() as session:
        asked = asked_of(desk, session, posts)
    return _all_or_none(desk, codes, versions or {},
                        lambda unit, record: advance_in(desk, unit, record, posts, asked, override=override),
                        watched or Watched())


def _all_or_none(desk: Desk, codes: Iterable[str], versions: Versions,
                 change: Callable[[Unit, Record], Done[str] | Done[Stage] | Refused],
                 watched: Watched) -> Done[int] | RefusedMany[str]:
    """Changes one after the other, so that each sees those before it; a single refusal undoes them all."""
    wrong: dict[str, tuple[Reason, ...]] = {}
    idle: list[str] = []
    done = 0
    try:
        with desk.unit() as unit:
            wanted = tuple(dict.fromkeys(codes))
            for count, code in enumerate(wanted):
                watched.progress(count, len(wanted))
                if watched.stop():
                    raise Stopped
                record = find_at(unit.session, code, versions.get(code))
                outcome = record if isinstance(record, Refused) else change(unit, record)
                if isinstance(outcome, Done):
                    done += 1
                elif outcome.reasons == (NOTHING,):
                    idle.append(code)
                else:
                    wrong[code] = outcome.reasons
            if wrong or not done:
                raise _Undone
    except _Undone:
        return RefusedMany.of(wrong or dict.fromkeys(idle, (NOTHING,)))
    return Done(done)


def values_in_many(desk: Desk, codes: Iterable[str], name: str) -> dict[str, int]:
    """What a field of many profiles says now and in how many, the most frequent first; "" where it is empty."""
    wanted = list(codes)
    counted: Counter[str] = Counter()
    with desk.reading() as session:
        for start in range(0, len(wanted), _FEW):
            query = select(Profile).join(Project, col(Profile.project_id) == col(Project.id)).where(
                known(Profile), col(Project.code).in_(wanted[start:start + _FEW]))
            counted.update(_said(particulars(row), name) for row in session.exec(query))
    return dict(counted.most_common())


def _said(profile: Particulars, name: str) -> str:
    value = profile.notes.get(REMARK) if name == "notes" else getattr(profile, name)
    return str(value or "")


def versions_of(desk: Desk, codes: Iterable[str]) -> dict[str, int]:
    """The versions projects have now, by code; what is repeated after a conflict is repeated against these."""
    wanted = list(codes)
    with desk.reading() as session:
        versions: dict[str, int] = {}
        for start in range(0, len(wanted), _FEW):
            query = select(Project.code, Project.version).where(col(Project.code).in_(wanted[start:start + _FEW]))
            versions.update(session.exec(query).all())
        return versions
