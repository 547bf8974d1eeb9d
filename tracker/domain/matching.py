"""Which project of ours a line of somebody else's list means: by our code, its name, its credit code, or likeness."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from tracker.domain.names import lookalikes

_V = TypeVar("_V")
_PHASES: Final = re.compile("[0-9一二三四五六七八九十]+")
"""What tells one phase from the next: two names that differ in it are alike and yet of two projects."""
_SAYS_NO_MORE: Final = re.compile("项目|工程|生产线|建设")
"""What one list writes in the name of a project and another leaves out."""
_FEWEST_HELD: Final = 3
"""Characters of a name below which a longer one that holds it says nothing."""


class MatchedBy(StrEnum):
    """What tells that two are one project, the surest first."""

    CODE = "code"
    NAME = "name"
    CREDIT_CODE = "credit_code"
    LIKENESS = "likeness"


class ProjectNamed(NamedTuple):
    """What a project is known by: our code, its folded name, the credit code of its company; each may be empty."""

    code: str
    key: str
    credit_code: str


class Match(NamedTuple):
    """The places of the projects a line may mean: one, none, or several that cannot be told apart."""

    places: tuple[int, ...] = ()
    by: MatchedBy | None = None


def is_bare_same(one: str, other: str) -> bool:
    """Whether two folded names differ at most in words that say no more: 光伏支架项目 and 光伏支架."""
    return _bare(one) == _bare(other)


def holds_other(one: str, other: str) -> bool:
    """Whether one of two folded names holds the other, and that is long enough to say something."""
    return min(len(one), len(other)) >= _FEWEST_HELD and (one in other or other in one)


def _bare(key: str) -> str:
    return _SAYS_NO_MORE.sub("", key) or key


def by_code_or_name(code: str, key: str, by_code: Mapping[str, _V], by_key: Mapping[str, _V]) -> _V | None:
    """What has this code or, without one or where nothing has it, this folded name."""
    found = by_code.get(code) if code else None
    return found if found is not None else by_key.get(key)


def matched(lines: Sequence[ProjectNamed], projects: Sequence[ProjectNamed],
            agrees: Callable[[int, int], bool] = lambda line, project: False) -> list[Match]:
    """For each line the project that it means.

    A company has several projects, so a name goes before a credit code, unless the two say otherwise. Likeness is asked
    last, and only of projects that no line means by anything surer. What is left on both sides is alike where one name
    holds the other or differs from it only in words that say no more, the line and the project by their places agree
    in something else (`agrees`), and no other line or project comes into question.
    """
    known = _Known(projects)
    found = [known.surely(line) for line in lines]
    taken = {place for match in found for place in match.places}
    left = [place for place in range(len(projects)) if place not in taken]
    keys = [projects[place].key for place in left]
    found = [match if match.places or not line.key else _alike(line.key, left, keys)
             for line, match in zip(lines, found, strict=True)]
    for at, place in _agreed_pairs(lines, projects, found, agrees):
        found[at] = Match((place,), MatchedBy.LIKENESS)
    return found


def _agreed_pairs(lines: Sequence[ProjectNamed], projects: Sequence[ProjectNamed], found: Sequence[Match],
                  agrees: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """Lines and projects, by their places, that nothing else was matched with and whose names are of one another."""
    taken = {place for match in found for place in match.places}
    left = {place: project for place, project in enumerate(projects) if project.key and place not in taken}
    by_bare = defaultdict[str, set[int]](set)
    for place, project in left.items():
        by_bare[_bare(project.key)].add(place)
    pairs = []
    for at, line in enumerate(lines):
        if not line.key or found[at].places:
            continue
        near = by_bare.get(_bare(line.key), set()) | {
            place for place, project in left.items() if holds_other(line.key, project.key)}
        pairs += [(at, place) for place in sorted(near) if _may_be_one(line, left[place]) and agrees(at, place)]
    of_line, of_project = Counter(at for at, _ in pairs), Counter(place for _, place in pairs)
    return [(at, place) for at, place in pairs if of_line[at] == of_project[place] == 1]


def _may_be_one(line: ProjectNamed, project: ProjectNamed) -> bool:
    """Whether two names are of one phase, and no credit code says that they are of two projects."""
    if line.credit_code and project.credit_code and line.credit_code != project.credit_code:
        return False
    return _PHASES.findall(line.key) == _PHASES.findall(project.key)


class _Known:
    """Our projects by each thing they are known by."""

    def __init__(self, projects: Sequence[ProjectNamed]) -> None:
        self._projects = projects
        self._by_code = {project.code: place for place, project in enumerate(projects) if project.code}
        self._by_key = {project.key: place for place, project in enumerate(projects) if project.key}
        self._by_credit_code = _places(project.credit_code for project in projects)

    def surely(self, line: ProjectNamed) -> Match:
        """By our code, the name or the credit code."""
        of_company = self._by_credit_code.get(line.credit_code, []) if line.credit_code else []
        named = by_code_or_name(line.code, line.key, self._by_code, self._by_key)
        if named is not None and line.code and self._projects[named].code == line.code:
            return Match((named,), MatchedBy.CODE)
        if named is not None and (named in of_company or not of_company or not self._projects[named].credit_code):
            return Match((named,), MatchedBy.NAME)
        if len(of_company) > 1:
            near = _alike(line.key, of_company, [self._projects[place].key for place in of_company])
            of_company = list(near.places) if len(near.places) == 1 else of_company
        return Match(tuple(of_company), MatchedBy.CREDIT_CODE if of_company else None)


def _places(values: Iterable[str]) -> dict[str, list[int]]:
    found = defaultdict[str, list[int]](list)
    for place, value in enumerate(values):
        found[value].append(place)
    return found


def _alike(key: str, places: Sequence[int], keys: Sequence[str]) -> Match:
    """The projects whose names are so much alike that they may be one, and of the same phase."""
    phase = _PHASES.findall(key)
    near = [places[at] for at in lookalikes(key, keys) if _PHASES.findall(keys[at]) == phase]
    return Match(tuple(near), MatchedBy.LIKENESS if near else None)
