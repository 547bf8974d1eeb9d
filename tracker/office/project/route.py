"""The way ahead of a project as it is typed: the checklist while typing, and the move on Enter, from one reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.days import Day
from tracker.domain.machines import stage_after
from tracker.domain.reasons import Reason
from tracker.domain.stages import Stage
from tracker.domain.typed import Stop, day_typed, whole_day_typed
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project.evidence import Paper
from tracker.office.project.moves import Leg, Milepost, advance, asked_of, look_ahead
from tracker.office.records import Record, find, find_at

_Papers = Mapping[Stage | None, Sequence[Paper]]
"""Documents with their files by the stage they prove; those of no stage prove the last one."""


def checks_typed(desk: Desk, project: str, stops: Sequence[Stop], mend: Mapping[str, str] | None = None) -> (
        tuple[Leg, ...] | Refused):
    """The checklist of each stop as typed so far, as if those before it had been reached and `mend` been filled in."""
    with desk.reading() as session:
        record = find(session, project)
        if isinstance(record, Refused):
            return record
        posts = _mileposts(desk, record, stops, {})
        return look_ahead(desk, session, record, posts, asked_of(desk, session, posts), _filled_in(mend)).legs


def advance_typed(desk: Desk, project: str, stops: Sequence[Stop], *, override: str = "",
                  mend: Mapping[str, str] | None = None, version: int | None = None,
                  papers: _Papers | None = None) -> Done[Milepost] | Refused:
    """Moves a project over the stops as typed, all of them or none; the answer is the last stage it reached.

    A refusal holds every reason at once: days that cannot be read, fields of `mend` that cannot be, and all that the
    checklist asks for. Somebody else's change since `version` is the only reason where there is one.
    """
    with desk.reading() as session:
        record = find_at(session, project, version)
        if isinstance(record, Refused):
            return record
        posts = _mileposts(desk, record, stops, papers or {})
    done = advance(desk, project, posts, override=override, mend=_filled_in(mend), version=version)
    return done if isinstance(done, Refused) else Done(posts[-1], done.notes)


def _mileposts(desk: Desk, record: Record, stops: Sequence[Stop], papers: _Papers) -> list[Milepost]:
    """What was typed for each stop, read; what cannot be read stands beside it."""
    posts = [_milepost(stop.stage or stage_after(record.project.stage) or Stage.PRODUCING, stop, desk.today(),
                       tuple(papers.get(stop.stage, ())) if stop.stage else ()) for stop in stops]
    if posts and papers.get(None):
        posts[-1] = replace(posts[-1], papers=(*posts[-1].papers, *papers[None]))
    return posts


def _milepost(stage: Stage, stop: Stop, today: date, papers: tuple[Paper, ...]) -> Milepost:
    wrong: dict[str, Reason] = {}
    day = day_typed(stop.day or "", today) if stop.day is None or stop.day.strip() else Day.unknown()
    if isinstance(day, Reason):
        wrong["day"], day = day, Day.unknown()
    recognised = whole_day_typed(stop.recognised_on, today, field="recognised_on")
    if isinstance(recognised, Reason):
        wrong["recognised_on"], recognised = recognised, None
    if stop.evidence:
        papers = (*papers, Paper(stop.evidence, stop.number))
    return Milepost(stage, day, recognised, stop.recognised_by, papers, wrong, stop.suffix)


def _filled_in(mend: Mapping[str, str] | None) -> dict[str, str]:
    """The fields something was typed into: a form shows more of them than it asks for."""
    return {name: text for name, text in (mend or {}).items() if text.strip()}
