"""Checks how far two rates are apart: 完成率88.6%和62.5%，相差26.1个百分点; 高于目标值80%6个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.proof.findings import Checked, HowStated, Outcome
from tracker.proof.labels import bare_label, common_words, words_of_number
from tracker.proof.measures import PER_HUNDRED, POINTS
from tracker.proof.pairs import comparable, is_meant_for
from tracker.proof.sentences import Numbered, Role, Sentence, is_down
from tracker.proof.tally import Tally

_APART = re.compile(r"(?:相差|差距为?|差了?|之差为?|极差为?)$")
_OVER = re.compile(r"(?:高于|快于|高出|快过|超过|超出|优于|好于)(?P<what>[^，。；]*)$")
_UNDER = re.compile(r"(?:低于|慢于|落后于?|不及)(?P<what>[^，。；]*)$")
_THAN = re.compile(r"(?:(?<![占同环对])比(?![重例率值])|较(?![好快高大]))(?P<what>[^，。；]*?)"
                   r"(?P<way>提高|提升|上升|加快|扩大|高|快|多|增加"
                   r"|下降|降低|回落|收窄|放缓|低|慢|少|减少)了?$")
_DOWN = frozenset(("短收", "少收", "欠收", "下降", "降低", "回落", "收窄", "放缓", "低", "慢", "少", "减少"))
_FALLS = re.compile("下降|下滑|降幅|减少|负增长")
_BY = re.compile(r"(?P<way>超额|超收|超出|超|短收|少收|欠收|多收|多|少|高出|高|低|增加|减少|提高"
                 r"|提升|上升|下降|降低|净增)(?:了|出)?$")
_IS_THAN = re.compile(r"(?:比|较|超过|高于|低于)[^，。；、\d]{0,12}$")
_AIM = re.compile(r"(?:年度|全年|年初|市定|省定|既定|预期)*(?:目标|预期|任务|计划)(?:值|数|任务)?")
_AIM_SAID = re.compile(r"(?:目标|预期|任务|计划)(?:值|数)?(?:为|是|：)?(?:增长|增速|增幅|下降)?(?:为|是|：)?$")
"""目标增长10%，实际增长8.6%，低于目标1.4个百分点: which of two rates is the one aimed at."""
_SAYS_RATE = re.compile(r"增速|增幅|增长率?|完成率|比例|比重|占比|平均|水平|目标值?|率|的")


def check_gaps(sentence: Sentence, tally: Tally) -> None:
    """Sets each number of points against the two rates it lies between, where it is clear which two these are."""
    for points in sentence.numbers:
        if points.number.is_hedged:
            continue
        if points.number.measure.of == POINTS:
            _check(sentence, points, tally)
        elif not points.number.measure.is_rate:
            _check_amounts(sentence, points, tally)


def _check(sentence: Sentence, points: Numbered, tally: Tally) -> None:
    here = [one for one in sentence.segment(points.segment) if one.number.measure.of == PER_HUNDRED
            and not one.number.is_hedged]
    before = [one for one in here if one.at < points.at]
    found = _pair(sentence, points, before) if len(before) >= 2 else None
    found = found or _told_behind(sentence, points, here)
    if found is None:
        return
    more, less = found
    outcome = _gap(more, less)
    is_free = len(before) > 2 or any(is_down(one.number.before) for one in found)
    if outcome.judged(points) is HowStated.AGREES or (is_free and any(
            _gap(*pair).judged(points) is HowStated.AGREES for pair in _every([*before, *found]))):
        tally.use(sentence, (more, less, points))
    elif len(before) <= 2 or is_meant_for(points, outcome):
        tally.use(sentence, (more, less, points))
        tally.judge(sentence, Checked.SURPLUS, points, outcome, [(more, more.part.value), (less, less.part.value)])


def _check_amounts(sentence: Sentence, step: Numbered, tally: Tally) -> None:
    """比任务数2.4亿元多0.48亿元; 指数为108.6，比上年提高5.4，上年为103.2: what lies between two amounts."""
    words = sentence.text_before(step)
    match = _BY.search(words)
    last, than = (next((one for one in sentence.segment(step.segment) if one.at == step.at + away), None)
                  for away in (-1, 1))
    if match is None or last is None:
        return
    if last.number.end - sentence.start == match.start("way"):
        now = next((one for one in sentence.segment(step.segment) if one.at == step.at - 2), None)
        pair = (now, last) if _IS_THAN.search(last.number.before) else None
    else:
        pair = (last, than) if than is not None and than.part is Role.BEFORE else None
    if pair is None or pair[0] is None or pair[1] is None or not all(comparable(one, step) for one in pair if one):
        return
    more, less = (pair[1], pair[0]) if match["way"] in _DOWN else (pair[0], pair[1])
    outcome = _gap(more, less)
    tally.use(sentence, (more, less, step))
    tally.judge(sentence, Checked.SURPLUS, step, outcome, [(more, more.part.value), (less, less.part.value)])


def _told_behind(sentence: Sentence, points: Numbered, here: list[Numbered]) -> tuple[Numbered, Numbered] | None:
    """比上年末提高1.3个百分点，上年末为51.1%: the rate that follows is the one that the comparison names."""
    last = [one for one in here if one.at == points.at - 1]
    than = [one for one in here if one.at == points.at + 1]
    words = sentence.text_before(points)
    match = next((match for pattern in (_OVER, _UNDER, _THAN) if (match := pattern.search(words))), None)
    if not last or not than or match is None:
        return None
    own = _SAYS_RATE.sub("", match["what"])
    if len(own) < 2 or not common_words(own, than[0].number.before).startswith(own[:2]):
        return None
    falls = _FALLS.search(last[0].number.before) and _FALLS.search(match["what"] + than[0].number.before)
    is_less = match.re is _UNDER or (match.re is _THAN and match["way"] in _DOWN)
    return (than[0], last[0]) if is_less or falls else (last[0], than[0])


def _gap(more: Numbered, less: Numbered) -> Outcome:
    return Outcome(more.number.value - less.number.value, more.number.interval.minus(less.number.interval))


def _every(rates: list[Numbered]) -> Iterator[tuple[Numbered, Numbered]]:
    return ((one, other) for one in rates for other in rates if one is not other)


def _pair(sentence: Sentence, points: Numbered, before: list[Numbered]) -> tuple[Numbered, Numbered] | None:
    """The larger and the smaller of the two, as the words say; None where they name none of those that stand there."""
    words = sentence.text_before(points)
    last, other = before[-1], before[-2]
    if _APART.search(words):
        if len(before) != 2 or (last.part is Role.COMPLETION and words.endswith("，差")):
            return None  # 完成目标的94.9%，差5.1个百分点: from all of it
        return (last, other) if last.number.value > other.number.value else (other, last)
    for pattern in (_OVER, _UNDER, _THAN):
        if match := pattern.search(words):
            than = _named(sentence, match, before)
            rest = [one for one in before if one is not than and _alike(one, than)] if than else []
            if than is None or not rest:
                return None
            is_less = pattern is _UNDER or (pattern is _THAN and match["way"] in _DOWN)
            return (than, rest[-1]) if is_less else (rest[-1], than)
    return None


def _named(sentence: Sentence, match: re.Match[str], before: list[Numbered]) -> Numbered | None:
    """The rate that another is set against: it stands in the words of the comparison, or these name what it is of."""
    begin = sentence.start + match.start("what")
    inside = [one for one in before if one.number.start >= begin]
    if inside:
        return inside[-1] if len(inside) == 1 else None
    if _AIM.fullmatch(match["what"]):
        aims = [one for one in before if _AIM_SAID.search(one.number.clause)]
        return aims[0] if len(aims) == 1 else None
    own = _SAYS_RATE.sub("", bare_label(match["what"]))
    if len(own) < 2:
        return None
    told = [(len(common_words(own, words_of_number(sentence, one))), one) for one in before]
    most = max(length for length, _ in told)
    named = [one for length, one in told if length == most]
    return named[0] if most >= 2 and len(named) == 1 else None


def _alike(one: Numbered, than: Numbered | None) -> bool:
    """Whether two rates are of one kind: two growths, or two of which neither is one; 上年的5.5% says no kind."""
    return than is not None and (than.part is Role.OTHER_RATE or (one.part is Role.GROWTH) == (
        than.part is Role.GROWTH))


