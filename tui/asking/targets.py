"""What the screen of targets asks: a year's targets, what becomes of a typed one, and the ruleset in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.asking.figures import Wrong, wrong

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.figures.target_sheet import Copied, TargetSheet
    from tracker.office.figures.targets import StandingTarget
    from tracker.office.outcome import Done, Refused
    from tracker.words import Lang
    from tracker.words.rulesets import Chapter
    from tui.office import Office


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruleset of a year, told in a language, and where it comes from."""

    id: str
    digest: str
    file: str
    own: bool
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Both halves of the screen, with the language the ruleset is told in."""

    sheet: TargetSheet
    rules: Rules
    lang: Lang
    changes: int


def asked(office: Office, year: int, lang: Lang) -> Asked | Wrong:
    """The targets and the ruleset of a year."""
    from tracker.domain.rules import RulesetError
    from tracker.office.figures.in_force import in_force
    from tracker.office.figures.target_sheet import target_sheet
    from tracker.words.rulesets import tell

    changes = office.changes()
    try:
        found = in_force(office.desk, year)
        sheet = target_sheet(office.desk, year)
    except RulesetError as error:
        return wrong(error, lang)
    rules = Rules(found.rules.id, found.rules.digest, found.file, found.own, tell(found.rules, lang))
    return Asked(sheet, rules, lang, changes)


def read(office: Office, year: int, key: str, value: str) -> tuple[str, str] | Reason | None:
    """How a typed target is read: number and unit, or why it cannot be one."""
    from tracker.office.figures.targets import read_target
    from tracker.office.rules import rules_of

    indicator = rules_of(office.desk, year).indicator(key)
    return None if indicator is None else read_target(indicator, value)


def put(office: Office, year: int, key: str, value: str, reason: str = "") -> Done[StandingTarget] | Refused:
    """Sets a target, or takes it away where nothing is typed; the one before is kept."""
    from tracker.office.figures.targets import drop_target, set_target

    if not value.strip():
        return drop_target(office.desk, year, key, reason)
    return set_target(office.desk, year, key, value, reason=reason)


def copy(office: Office, year: int) -> Done[Copied]:
    """Takes over the targets of the year before, where this one has none."""
    from tracker.office.figures.target_sheet import copy_targets

    return copy_targets(office.desk, year)
