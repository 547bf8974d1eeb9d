"""How an expected day is told: since when it was expected for when, by how much it slipped, and how it came out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.domain.clock import days_between
from tracker.domain.days import Day, Precision
from tracker.domain.expected import months_moved, years_moved
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.days import day_text

if TYPE_CHECKING:
    from tracker.office.project.expected import Expected, Outlook


@dataclass(frozen=True, slots=True)
class ExpectedWords:
    """One language of expectations."""

    expected: str
    """{day} {awaited}: what was expected first, and is still."""
    later: str
    """Put off to {day} ({slip})."""
    earlier: str
    moved: str
    """Moved to {day} within the month, or by an amount nobody can tell."""
    withdrawn: str
    reached: str
    """Came on {day}; {how} against the expectation that stood last."""
    on_time: str
    late: str
    early: str
    years: str
    months: str
    days: str
    joint: str
    next: str
    """What is expected next, for the line of a project's life: {day}, {awaited}."""


def expected_line(shown: Outlook, lang: Lang) -> str:
    """预计 2024-06 开工，推迟到 2024-10（4 个月），实际 2024-11-03（比预计晚 1 个月）."""
    says, awaited = spoken(lang, ExpectedWords), words(lang).terms.awaited[shown.what]
    every = [*shown.before, *([shown.now] if shown.now else [])]
    told = [says.expected.format(day=_written(every[0], lang), awaited=awaited)]
    told += [_moved(was, now, lang) for was, now in pairwise(every)]
    if shown.reached is not None:
        how = _came(every[-1].day, shown.reached, says)
        told.append(says.reached.format(day=day_text(shown.reached, lang, words(lang).terms.unknown_day),
                                        how=f"（{how}）" if how and lang is Lang.ZH else f" ({how})" if how else ""))
    elif shown.now is None:
        told.append(says.withdrawn)
    return says.joint.join(told)


def next_line(shown: Outlook, lang: Lang) -> str:
    """What is expected, without how it moved."""
    if shown.now is None:
        return ""
    awaited = words(lang).terms.awaited[shown.what]
    return spoken(lang, ExpectedWords).next.format(day=_written(shown.now, lang), awaited=awaited)


def _written(expected: Expected, lang: Lang) -> str:
    """The day, or the words where they say more."""
    return expected.text or day_text(expected.day, lang)


def _moved(was: Expected, now: Expected, lang: Lang) -> str:
    says = spoken(lang, ExpectedWords)
    slip, way = _apart(was.day, now.day, says)
    sentence = {1: says.later, -1: says.earlier}.get(way, says.moved)
    return sentence.format(day=_written(now, lang), slip=slip)


def _came(expected: Day, reached: Day, says: ExpectedWords) -> str:
    if not expected.known or not reached.known:
        return ""
    if not expected.certainly_before(reached) and not reached.certainly_before(expected):
        return says.on_time
    slip, way = _apart(expected, reached, says)
    return {1: says.late, -1: says.early}.get(way, says.on_time).format(slip=slip)


def _apart(was: Day, now: Day, says: ExpectedWords) -> tuple[str, int]:
    """How far apart two days are as far as both are known, and which way: 1 later, -1 earlier, 0 neither."""
    years, months = years_moved(was, now), months_moved(was, now)
    if was.first is not None and now.first is not None and not months and (
            was.precision is now.precision is Precision.DAY):
        days = days_between(was.first, now.first)
        return says.days.format(count=abs(days)), (days > 0) - (days < 0)
    if months:
        return says.months.format(count=abs(months)), 1 if months > 0 else -1
    if months is None and years:
        return says.years.format(count=abs(years)), 1 if years > 0 else -1
    return "", 0
