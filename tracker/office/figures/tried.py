"""A year's figures under a draft of a ruleset beside those in force: which differ, and in which projects and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.domain.rules import Ruleset
from tracker.domain.rules_words import label_in
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation, NotCountedProject
from tracker.office.figures.rollup import Rollup, rollup
from tracker.office.outcome import Refused


@dataclass(frozen=True, slots=True)
class OneSide:
    """What a project adds to a figure under one of two rulesets; empty with a reason where it does not count."""

    share: str = ""
    reason: NotCountedProject | None = None


@dataclass(frozen=True, slots=True)
class TriedProject:
    """A project that counts otherwise."""

    code: str
    name: str
    before: OneSide
    after: OneSide


@dataclass(frozen=True, slots=True)
class TriedFigure:
    """A figure under both: exact, None where that ruleset does not have it."""

    key: str
    labels: Mapping[str, str]
    unit: str
    before: str | None
    after: str | None
    projects: tuple[TriedProject, ...] = field(default=())

    def called(self, lang: str) -> str:
        """What the indicator is called in a language."""
        return label_in(self.labels, lang)

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return self.before == self.after and not self.projects


@dataclass(frozen=True, slots=True)
class Tried:
    """Both rulesets and all their figures; each counts up to the last day of its own year, where no day was named."""

    before: Rollup
    after: Rollup
    figures: tuple[TriedFigure, ...]


def try_rules(desk: Desk, year: int, draft: Ruleset, *, until: date | None = None,
              as_of: datetime | None = None) -> Tried:
    """The figures of a year under a draft beside those in force. Nothing is changed.

    Raises RulesetError where the ruleset in force is wrong.
    """
    before = rollup(desk, year, until=until, as_of=as_of)
    after = rollup(desk, year, until=until, as_of=as_of, ruleset=draft)
    keys = dict.fromkeys((*(one.key for one in before.indicators), *(one.key for one in after.indicators)))
    figures = []
    for key in keys:
        was, becomes = before.figure(key), after.figure(key)
        one = becomes or was
        assert one is not None, key
        now, then = (explain(desk, year, key, until=side.until, as_of=before.as_of, ruleset=rules) if there else None
                     for side, rules, there in ((before, None, was), (after, draft, becomes)))
        figures.append(TriedFigure(key, one.labels, one.unit, was.actual if was else None,
                                   becomes.actual if becomes else None, _differing(now, then)))
    return Tried(before, after, tuple(figures))


def _differing(now: Explanation | Refused | None, then: Explanation | Refused | None) -> tuple[TriedProject, ...]:
    """The projects whose share differs; of a figure that only one ruleset has, those it counts."""
    before, after = _sides(now), _sides(then)
    found = []
    for code in sorted(before.keys() | after.keys()):
        name = (before.get(code) or after[code])[0]
        was, becomes = (sides[code][1] if code in sides else OneSide() for sides in (before, after))
        if was.share != becomes.share:
            found.append(TriedProject(code, name, was, becomes))
    return tuple(found)


def _sides(explained: Explanation | Refused | None) -> dict[str, tuple[str, OneSide]]:
    if not isinstance(explained, Explanation):
        return {}
    return {**{one.code: (one.name, OneSide(one.share)) for one in explained.counted},
            **{one.code: (one.name, OneSide(reason=one)) for one in explained.not_counted}}
