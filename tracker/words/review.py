"""What the weekly review says wherever it is shown: on the screen, by the command, on the printed page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from tracker.domain.rates import print_percent
from tracker.domain.reasons import HealthRule
from tracker.words import Coded, Lang, spoken
from tracker.words.catalogue import words
from tracker.words.days import day_text

if TYPE_CHECKING:
    from tracker.domain.workdays import WorkingDays
    from tracker.office.project.detail import Said
    from tracker.office.review.health import Finding
    from tracker.office.review.items import Item
    from tracker.words.terms import Terms


@dataclass(frozen=True, slots=True)
class HealthWords(Coded[HealthRule, str]):
    """A sentence for each rule of the health check."""

    signed_not_started: str
    no_receipt: str
    low_receipts: str
    stage_held: str
    unproven: str
    before_money: str
    untouched: str
    late_start: str
    not_in_statistics: str
    missing_funds: str
    no_movement: str


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """The words of the weekly review in one language; `{name}` is filled in."""

    title: str
    minutes: str
    state: Mapping[str, str]
    counts: Mapping[str, str]
    """What is counted over a page: remaining, new, listed, over, answered, verified, rejected, reopened, overdue."""
    rules: HealthWords
    no_more: str
    """The sentence of "no receipt" where money had arrived since the start."""
    days: str
    provisional_note: str
    overdue: str
    alert: str
    carried: str
    new: str
    listed: str
    """Neither new nor on the page of the week before."""
    moved: str
    due_in: str
    due_today: str
    risk: str
    light: str
    """The colour of a rule of the lights before its sentence."""
    months: str
    """After it: the months of the threshold, where that is above 0."""
    late_since: str
    """The sentence of a late start that is reckoned from an earlier stage."""
    said: Mapping[str, str]
    """A word on a blocker in one line: the day and the word, then its due day, level, permit, whose it is, its text."""


def days_text(many: WorkingDays, says: ReviewWords) -> str:
    """A number of working days with its unit."""
    return says.days.format(count=many)


def finding_line(one: Finding, says: ReviewWords, terms: Terms) -> str:
    """The sentence of the rule that caught a project. A share is cut after one decimal: rounded up, one that falls
    short by little would read as if it did not."""

    percent = "" if one.percent is None else print_percent(Fraction(floor(one.percent * 10), 1000), 1, True)
    told = says.no_more if one.arrived else says.late_since if one.since else says.rules[one.rule]
    line = told.format(days=one.days, limit=one.limit, stage=terms.stage[one.stage], percent=percent, least=one.least,
                       since=terms.stage[one.since] if one.since else "")
    if one.light is None:
        return line
    months = says.months.format(limit=one.limit) if one.limit else ""
    return says.light.format(light=terms.light[one.light], line=line + months)


def alert_text(one: Item, says: ReviewWords, terms: Terms) -> str:
    """The alert of a blocker and whom to tell; empty where there is none."""
    if one.alert is None or one.tell is None:
        return ""
    return says.alert.format(alert=terms.alert[one.alert], level=terms.level[one.tell])


def carried_text(one: Item, says: ReviewWords) -> str:
    """For the n-th week on the page, new, or older than it has been listed."""
    if one.carried:
        return says.carried.format(count=one.carried)
    return says.new if one.new else says.listed


def moved_text(one: Item, says: ReviewWords, terms: Terms) -> str:
    """That its project moved since last week; empty where it did not."""
    if not one.moved:
        return ""
    return says.moved.format(stages=terms.list_joint.join(terms.stage[stage] for stage in one.moved))


def word_line(one: Said, lang: Lang) -> str:
    """A word on a blocker as one line: when, what, until which day or to which level, whose word it is, its text."""
    says, terms = spoken(lang, ReviewWords), words(lang).terms
    parts = {"due": str(one.due or ""), "level": terms.level.get(one.level, one.level), "permit": one.permit,
             "authority": one.authority, "by": one.by, "text": one.text}
    line = says.said["word"].format(day=day_text(one.day, lang, terms.unknown_day),
                                    word=terms.blocker_word.get(one.word, one.word))
    return line + "".join(says.said[name].format(**{name: part}) for name, part in parts.items() if part)
