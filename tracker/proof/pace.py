"""Checks 超序时进度 and 低于序时进度 against the rate beside it and how much of the year was over by then."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from fractions import Fraction
from itertools import islice
from typing import Final

from tracker.proof.completions import target_said
from tracker.proof.findings import Cause, Checked, HowStated, Outcome, finding_in
from tracker.proof.interval import Interval
from tracker.proof.pairs import HUNDRED
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally
from tracker.proof.until import month_said

_PACE: Final = r"(?:序时|时序|时间)(?:进度|任务)?"
_SAID = re.compile(rf"(?P<ahead>超额完成|超过?|快于|高于|领先于?|超出|优于|好于|跑赢)"
                   rf"(?P<which>[^，；。\d]{{0,6}}?){_PACE}"
                   rf"|(?P<behind>低于|慢于|落后于?|滞后于?|差于|欠|未达(?:到)?|不及)(?P<other>[^，；。\d]{{0,6}}?){_PACE}")
_SAID_PACE = re.compile(rf"{_PACE}(?:要求)?(?:为|是|应为|应达到?|（|\()*$")
_PLAN = re.compile(r"确保|力争|争取|努力|要|将|预计|有望|若|如果|应|必须|不得|不|未(?!达)")
_YEAR = re.compile(r"(20\d\d)年")
_LEAD: Final = 200
"""Characters before such a word that may name the month."""
_MOST: Final = 50
"""Words of the pace in one sentence; one with more is no sentence."""


def check_pace(sentence: Sentence, tally: Tally) -> None:
    """Sets each word of the pace against the nearest rate of the year's task in its segment."""
    for match in islice(_SAID.finditer(sentence.text), _MOST):
        place = sentence.start + match.start()
        clause = re.split("[，；。]", sentence.text[max(match.start() - _LEAD, 0):match.start()])[-1]
        if _PLAN.search(clause):
            continue
        rate = _rate_near(sentence, place)
        pace = _pace_at(sentence, place) if rate is not None else None
        if rate is not None and pace is not None:
            _judge(sentence, rate, pace, match, tally)


def _rate_near(sentence: Sentence, place: int) -> Numbered | None:
    """The only rate of the year's target before a place in its segment, or right behind it."""
    segment = sentence.segment_at(place)
    rates = [one for one in sentence.segment(segment) if one.part is Role.COMPLETION and not _is_pace(one)]
    before = [one for one in rates if one.number.start < place]
    found = before[-1] if before else rates[0] if len(rates) == 1 else None
    if found is None or found.number.is_hedged or target_said(found.number.clause) not in _OF_THE_YEAR or (
            not sentence.is_single(found)):
        return None
    words = sentence.text[found.number.end - sentence.start:place - sentence.start] if before else ""
    return None if re.search(r"[。；]|其中|季度|个", words) else found


_OF_THE_YEAR: Final = ("", "省", "市", "县", "区", "州", "考核")


def _is_pace(one: Numbered) -> bool:
    return bool(_SAID_PACE.search(one.number.before))


def _pace_at(sentence: Sentence, place: int) -> Interval | None:
    """How much of the year was over, in percent: as the sentence says itself, else by its months and its days."""
    said = [one for one in sentence.numbers if one.number.measure.of == "%" and _is_pace(one)]
    if said:
        return said[0].number.interval if len(said) == 1 else None
    text = sentence.lead[-_LEAD:] + sentence.text[max(place - sentence.start - _LEAD, 0):place - sentence.start]
    month = month_said(re.sub("全年|年度|年底前", "", text))
    if month is None or not 1 <= month < 12:
        return None
    years = _YEAR.findall(text)
    days = 366 if years and isleap(int(years[-1])) else 365
    over = sum(monthrange(2024 if days == 366 else 2023, at)[1] for at in range(1, month + 1))
    by_month, by_day = Fraction(month, 12) * HUNDRED, Fraction(over, days) * HUNDRED
    first = Fraction(month - 1, 12) * HUNDRED if re.search(rf"{month}月\d+日", text) else by_month
    return Interval(min(first, by_month, by_day), max(by_month, by_day))


def _judge(sentence: Sentence, rate: Numbered, pace: Interval, match: re.Match[str], tally: Tally) -> None:
    assert pace.high is not None
    turned = 1 if match["ahead"] else -1
    possible = rate.number.interval.minus(pace)
    if possible.high is None:
        return
    if turned < 0:
        possible = Interval(-possible.high, -possible.low)
    points = next((one for one in sentence.numbers if one.number.measure.of == "个百分点"
                   and 0 <= one.number.start - sentence.start - match.end() <= 6), None)
    if points is None or points.number.is_hedged:
        if possible.high is not None and possible.high < 0:
            tally.use(sentence, (rate,))
            tally.add(finding_in(sentence, Checked.CLAIM, Cause.OTHER, hard=True, stated=match[0], computed=rate.text,
                                 numbers=[rate], start=rate.number.start))
        return
    tally.use(sentence, (rate, points))
    outcome = Outcome((rate.number.value - pace.high) * turned, possible)
    if outcome.judged(points) is HowStated.DIFFERS:
        tally.judge(sentence, Checked.SURPLUS, points, outcome, [(rate, Role.COMPLETION)])
