"""Which project somebody means who types a code or a name: all of it where something is recorded, else a part too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import and_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from tracker.domain.meant import FoundProject, meant
from tracker.domain.names import fold_name, nearest
from tracker.domain.pinyin import fold_search
from tracker.domain.reasons import Code
from tracker.domain.text import clean
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused
from tracker.store.at_hand import at_hand
from tracker.store.query import PROFILE, PROJECT, Condition, known
from tracker.store.tables import Profile, Project

_NEAREST = 3
"""Names that are told where none holds what was asked for."""
_SHOWN = 10
"""Projects that are told where several hold it."""


class ProjectMeant(NamedTuple):
    """The project that was meant; `exactly` where its code or its whole name was typed."""

    code: str
    name: str
    exactly: bool


def project_named(session: Session, text: str) -> Project | Refused:
    """The project with this code or, with width, brackets and spaces folded, this name.

    Refused where there is none, with the projects that a search for it finds, or else the nearest names.
    """
    text = clean(text)
    project = _exactly(session, text)
    return project if project is not None else _not_exactly(session, text, _meant(session, text))


def project_meant(desk: Desk, text: str) -> ProjectMeant | Refused:
    """The project with this code or name, or the only one that a search for it finds (`tracker/domain/meant.py`).

    For looking only. Refused where several are found, which are named, or none.
    """
    text = clean(text)
    with desk.reading() as session:
        project = _exactly(session, text)
        if isinstance(project, Refused):
            return project
        if project is not None:
            of_project = PROFILE.c.project_id == project.id
            name = session.scalar(sql_select(PROFILE.c.name).where(of_project, known(PROFILE)))
            return ProjectMeant(project.code, name or "", exactly=True)
        perhaps = _meant(session, text)
        if len(perhaps) == 1:
            return ProjectMeant(perhaps[0].code, perhaps[0].name, exactly=False)
        return _not_exactly(session, text, perhaps)


def search_holds(typed: str) -> list[Condition]:
    """That the search text of a project holds every part of what was typed, as the search of the screens has it."""
    return [PROJECT.c.search.contains(part, autoescape=True) for part in fold_search(typed)]


def _exactly(session: Session, text: str) -> Project | Refused | None:
    """The project with this code, else with this name; None where there is none, refused where several have the name.
    """
    there = at_hand(session)
    if there is None or text not in there.named:
        return _one(text, _asked_exactly(session, text))
    return _one(text, there.named[text])


def _one(text: str, named: Sequence[Project]) -> Project | Refused | None:
    if len(named) > 1:
        return refused(Code.AMBIGUOUS_PROJECT, field="project", value=text, codes=tuple(row.code for row in named))
    return named[0] if named else None


def _asked_exactly(session: Session, text: str) -> Sequence[Project]:
    of_project = and_(col(Profile.project_id) == col(Project.id), known(Profile))
    projects = select(Project).join(Profile, of_project)
    by_code = session.exec(projects.where(Project.code == text)).first()
    return session.exec(projects.where(Profile.name_key == fold_name(text))).all() if by_code is None else [by_code]


def _meant(session: Session, text: str) -> list[FoundProject]:
    holds = search_holds(text)
    if not holds:
        return []
    rows = session.execute(sql_select(PROJECT.c.code, PROFILE.c.name, PROFILE.c.investor).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE))).where(*holds))
    return meant(text, (FoundProject(*row) for row in rows))


def _not_exactly(session: Session, text: str, perhaps: list[FoundProject]) -> Refused:
    """That no project is called that, with those that may be meant or, where there are none, the nearest names."""
    if perhaps:
        shown = [f"{one.code} {one.name}" for one in perhaps[:_SHOWN]] + ["…"] * (len(perhaps) > _SHOWN)
        return refused(Code.PROJECT_IN_PART, field="project", value=text, projects=tuple(shown), count=len(perhaps))
    names = session.exec(select(Profile.name_key, Profile.name).where(known(Profile))).all()
    near = nearest(fold_name(text), [key for key, _ in names], _NEAREST)
    if not near:
        return refused(Code.UNKNOWN_PROJECT, field="project", value=text)
    return refused(Code.UNKNOWN_PROJECT_NEAR, field="project", value=text, near=tuple(names[at][1] for at in near))
