"""Checks rates by the word they are called by, 满意率, 优良率, 城镇化率, and ratios to one, 收入比为2.11∶1."""

from __future__ import annotations

import re
from fractions import Fraction

from tracker.proof.findings import Checked, HowStated, cause_of_difference, finding_in, percent_text
from tracker.proof.interval import rounded_from
from tracker.proof.pairs import comparable, explained, is_meant_for, is_near, is_slip, pairs_of, quotient
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_RATE = re.compile(r"(?P<stem>[一-龥]{2,8})率(?:分别)?(?:为|达到?|是|：|约|高达|仅)*$")
_NO_SHARE = re.compile(r"(?:增长|[利汇税费频功效]|概|出生|生育|死亡|自然|失业|容积|换手|完成|上座|使用)$")
_GOOD_DAYS = re.compile(r"(?P<days>3\d\d)天[^。；\d]{0,16}?(?:优良|达标)[^。；\d]{0,6}?(?:率|比例|比率)[^。；\d]{0,4}?"
                        r"(?P<rate>\d{2}(?:\.\d+)?)%")
_LENGTHS = (365, 366, 304, 305, 334, 335)
"""Days of a year, and of the first ten and eleven months of one."""
_OF_ALL = re.compile("应|总|共|全部|计划|符合")
_TO_ONE = re.compile(r"比(?:例|值)?(?:为|是|达|约为)(?:(?P<times>\d+(?:\.\d+)?)[:：∶]1(?![\d.:：∶])"
                     r"|1[:：∶](?P<to>\d+(?:\.\d+)?)(?![\d.]*[:：∶]))")


def check_named_rates(sentence: Sentence, tally: Tally) -> None:
    """Sets each rate against the number that its own word names and the one before that."""
    for rate in sentence.numbers:
        if rate.part is Role.OTHER_RATE and rate.number.measure.of == "%" and sentence.is_single(rate):
            match = _RATE.search(rate.number.clause)
            if match and not _NO_SHARE.search(match["stem"]):
                _check(sentence, rate, match["stem"], tally)
    for match in _GOOD_DAYS.finditer(sentence.text):
        _check_days(sentence, match, tally)
    for match in _TO_ONE.finditer(sentence.text):
        _check_to_one(sentence, match, tally)


def _check(sentence: Sentence, rate: Numbered, stem: str, tally: Tally) -> None:
    before = [one for one in sentence.numbers[:rate.at] if one.is_amount]
    part = next((one for one in before[::-1] if _is_named(one, stem)), None)
    if part is None:
        return
    fitting = [one for one in before[::-1] if one.at < part.at and comparable(one, part)]
    whole = next((one for one in fitting if len(fitting) == 1 or one.number.value >= part.number.value), None)
    whole = whole or _behind(sentence, rate, part)
    outcome = quotient(part, whole) if whole is not None else None
    if whole is None or outcome is None:
        return
    judged = outcome.judged(rate)
    if judged is not HowStated.AGREES and explained(rate, (quotient(*pair) for pair in pairs_of(before))):
        return
    if judged is not HowStated.DIFFERS or is_meant_for(rate, outcome):
        tally.use(sentence, (part, whole, rate))
        tally.judge(sentence, Checked.CONVERSION, rate, outcome, [(part, "part"), (whole, "whole")])


def _behind(sentence: Sentence, rate: Numbered, part: Numbered) -> Numbered | None:
    """参保31.2万人，参保率96.0%，应参保32.5万人: the number right behind the rate that says it is of all."""
    return next((one for one in sentence.numbers[rate.at + 1:rate.at + 2] if one.is_amount and comparable(one, part)
                 and _OF_ALL.search(one.number.before)), None)


def _is_named(one: Numbered, stem: str) -> bool:
    """Whether a number counts what a rate is called by: 满意136份 of 满意率, 城镇人口 of 城镇化率."""
    word = stem.removesuffix("化")[-2:]
    return word in one.number.before or word in one.number.after


def _check_days(sentence: Sentence, match: re.Match[str], tally: Tally) -> None:
    """优良天数356天，优良率97.5%: of the days of a year or most of one, whose number no text says."""
    rate, step = Fraction(match["rate"]), Fraction(1, 10 ** len(match["rate"].partition(".")[2]))
    shares = [Fraction(int(match["days"]) * 100, days) for days in _LENGTHS]
    if all(abs(rate - share) > step for share in shares) and is_near(rate, shares[0]):
        tally.add(finding_in(sentence, Checked.CONVERSION, cause_of_difference(rate, shares[0], step), hard=True,
                             stated=f"{match['rate']}%", computed=percent_text(shares[0], step),
                             numbers=[one for one in sentence.numbers if one.number.measure.of == "%"][:1],
                             start=sentence.start + match.start("rate")))


def _check_to_one(sentence: Sentence, match: re.Match[str], tally: Tally) -> None:
    """城镇38460元，农村18230元，收入比为2.11∶1: the first of the only two amounts before it to the second."""
    place = sentence.start + match.start()
    before = [one for one in sentence.numbers if one.number.end <= place and one.is_amount]
    if len(before) != 2 or not comparable(*before):
        return
    said = match["times"] or match["to"]
    times, step = Fraction(said), Fraction(1, 10 ** len(said.partition(".")[2]))
    outcomes = [outcome for one, other in (before, before[::-1])
                if (outcome := quotient(one, other, factor=Fraction(1)))]
    judged = [one.compared(times, step, rounded_from(times, step)) for one in outcomes]
    tally.use(sentence, before)
    if not outcomes or HowStated.AGREES in judged or HowStated.ROUNDING in judged:
        return
    exact = max(one.exact for one in outcomes)
    if Fraction(1, 2) <= times / exact <= 2 or is_slip(times, exact, step):
        tally.add(finding_in(sentence, Checked.MULTIPLE, cause_of_difference(times, exact, step), hard=True,
                             stated=said, computed=_to(exact, step),
                             numbers=[(before[0], "other"), (before[1], "other")], start=place))


def _to(exact: Fraction, step: Fraction) -> str:
    return f"{float(round(exact / step) * step):g}"


