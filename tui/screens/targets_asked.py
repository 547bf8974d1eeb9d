"""A year's targets beside its ruleset in plain words, and what becomes of a target that is typed."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.counting_year import YearSpan
from tracker.domain.reasons import Reason
from tracker.domain.rules import RulesetError
from tracker.office.desk import Desk
from tracker.office.figures.in_force import in_force
from tracker.office.figures.target_sheet import TargetSheet, target_sheet
from tracker.office.figures.targets import StandingTarget, drop_target, read_target, set_target
from tracker.office.outcome import Done, Refused
from tracker.office.rules import rules_of
from tracker.office.versions import Version
from tracker.words import Lang
from tracker.words.rulesets import Chapter, tell
from tui.screens.figures_asked import Wrong, wrong_rules


@dataclass(frozen=True, slots=True)
class RulesTold:
    """The ruleset of a year, told in a language, and where it comes from."""

    id: str
    digest: str
    file: str
    own: bool
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class TargetsTold:
    """Both halves of the screen."""

    sheet: TargetSheet
    rules: RulesTold
    changes: int
    span: YearSpan
    """The year with its first and its last day."""


def targets_told(desk: Desk, year: int, lang: Lang) -> TargetsTold | Wrong:
    """The targets and the ruleset of a year."""
    changes = desk.store.changes()
    try:
        in_use = in_force(desk, year)
        sheet = target_sheet(desk, year)
    except RulesetError as error:
        return wrong_rules(error, lang)
    rules = RulesTold(in_use.rules.id, in_use.rules.digest, in_use.file, in_use.own, tell(in_use.rules, lang))
    return TargetsTold(sheet, rules, changes, in_use.rules.counting.of(year))


def target_read(desk: Desk, year: int, key: str, value: str) -> tuple[str, str] | Reason | None:
    """How a typed target is read: number and unit, or why it cannot be one."""
    indicator = rules_of(desk, year).indicator(key)
    return None if indicator is None else read_target(indicator, value)


def target_typed(desk: Desk, year: int, key: str, value: str, reason: str, version: Version
                 ) -> Done[StandingTarget] | Refused:
    """Sets a target, or takes it away where nothing is typed; the one before is kept.

    `version` is that of the target the line showed, 0 where it showed none.
    """
    if not value.strip():
        return drop_target(desk, year, key, reason, version=version)
    return set_target(desk, year, key, value, reason=reason, version=version)
