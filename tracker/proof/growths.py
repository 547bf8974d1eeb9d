"""Checks growth: against the values of two years, or against a value and by how much it grew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tracker.proof.completions import direct_whole
from tracker.proof.findings import Cause, Checked, HowStated, Outcome, finding_in, rounded_to
from tracker.proof.interval import Interval
from tracker.proof.labels import bare_label, common_words, words_of_number
from tracker.proof.pairs import HUNDRED, comparable, is_near, is_swap, quotient
from tracker.proof.sentences import Numbered, Role, Sentence, is_down
from tracker.proof.tally import Tally
from tracker.proof.told_behind import check_told_behind

_TO = re.compile(r"(?:增长|增加|提高|上升|增|降|下降|减少|降低|扩大|跃升|提升|发展|升)(?:至|到|为)")
_OTHER_BASE = re.compile(r"年均|平均|两年|三年|五年|环比|比20\d\d年|较20\d\d年|增速|高于|低于|比全|较全|增幅比|回落"
                         r"|可比|累计增长|目标|预期|力争|左右|"
                         r"翻番|复合|单位|占比|比重|百分点")
_TWO_YEARS = re.compile(r"(?P<year>20\d\d)年?[、和](?P<next>20\d\d)年[^，；。\d]*分别[^，；。\d]*$")
_SOME_YEARS = re.compile(r"^(?:[两三四五]|\d)年(?:来|间)?(?:累计|共)?[^年均\d]{0,6}$")
_GREW = re.compile(r"(?:增长|增加|上升|提高|提升|攀升|增)(?:了|为|约|近)*$")
_PRICED = re.compile("生产总值|GDP|增加值")
_PRICES = 10
"""Percent by which the growth of a product at constant prices may differ from that of its values."""
_LONGEST_STEP = 6
"""Characters between a growth and the increase that follows it: 增长15.7%，增收6253万元."""
_GROSS = re.compile(r"退|注销|清退|淘汰|减员|关停|累计")
"""Words of what went while other things came: what was added is then not the difference."""
_GROWTH_WORDS = re.compile(
    r"(?:(?:同比|环比)|^(?:[两三四五六七八九十]|\d{1,2})年(?:来|间)?(?:累计|共)?|(?:[比较]|相比|与)?(?:20\d\d年|上一?年|去年)(?:同期|相比|度|末|底)*|增[长幅收支产]|增加(?!值)"
    r"|增速|上升"
    r"|提高|提升|攀升|净增|下降|减[少收支产]|"
    r"降低|下滑|回落|负增长|幅度?|速度|率|达到?|了)")


def check_growths(sentence: Sentence, tally: Tally) -> None:
    """Sets each growth of a sentence against what stands beside it."""
    for rate in sentence.numbers:
        if rate.part is not Role.GROWTH or not sentence.is_single(rate):
            continue
        if rate.number.value < 0 and is_down(rate.number.before):
            _double(sentence, rate, tally, hard=True)
        elif rate.number.value < 0 and _GREW.search(rate.number.before):
            _double(sentence, rate, tally, hard=False)
        if not _OTHER_BASE.search(_own_clause(sentence, rate)) or _is_of_pair(sentence, rate):
            _check(sentence, rate, tally)
    for step in sentence.numbers:
        if step.part is Role.INCREASE and not step.number.is_hedged:
            _difference(sentence, step, tally)
    for multiple in sentence.numbers:
        if multiple.number.measure.of == "倍" and multiple.part is Role.OTHER_RATE:
            _multiple(sentence, multiple, tally)


def _own_clause(sentence: Sentence, one: Numbered) -> str:
    """The clause of a growth or increase; only what follows the earlier value where that stands in it."""
    last = sentence.numbers[one.at - 1] if one.at else None
    is_given = last is not None and last.part is Role.BEFORE and len(one.number.clause) > len(one.number.before)
    return one.number.before if is_given else one.number.clause


def _is_of_pair(sentence: Sentence, rate: Numbered) -> bool:
    """Whether it is the growth of two values right before it, over some years: 由61家发展到92家，两年增长50.8%."""
    if rate.at < 2 or not _SOME_YEARS.search(rate.number.clause):
        return False
    old, new = sentence.numbers[rate.at - 2:rate.at]
    return old.part is Role.BEFORE and bool(_TO.match(new.number.before.lstrip("元")))


def _double(sentence: Sentence, rate: Numbered, tally: Tally, *, hard: bool) -> None:
    """下降-3.2% says it twice; 增长-3.2% is how statistics are printed, and may be a slip: a note."""
    tally.use(sentence, (rate,))
    tally.add(finding_in(sentence, Checked.SIGN, Cause.WRONG_SIGN, hard=hard, stated=rate.text,
                         computed=rate.text.lstrip("-－负"), numbers=[rate], start=rate.number.start))


def _check(sentence: Sentence, rate: Numbered, tally: Tally) -> None:
    tried = [(numbers, outcome) for numbers, outcome in _possible(sentence, rate)
             if outcome is not None and _is_of(sentence, rate, numbers[0][0])]
    if not tried:
        return
    signed = _signed(rate)
    for numbers, outcome in tried:
        if _judged(rate, signed, outcome) is HowStated.AGREES:
            tally.use(sentence, (rate, *(one for one, _ in numbers)))
            return
    numbers, outcome = tried[0]
    judged = _judged(rate, signed, outcome)
    if judged is HowStated.DIFFERS and not _is_meant(signed, outcome.exact):
        return
    if _is_real(sentence, rate, numbers) and abs(signed - outcome.exact) < _PRICES and not is_swap(
            abs(signed), abs(rounded_to(outcome.exact, rate.number.step)), rate.number.step):
        return
    tally.use(sentence, (rate, *(one for one, _ in numbers)))
    cause = Cause.MYRIADS if _is_slip(rate, numbers, signed) else None
    turned = -1 if is_down(rate.number.before) else 1
    shown = Outcome(outcome.exact * turned, outcome.possible) if turned == 1 else Outcome(
        -outcome.exact, _negative(outcome.possible))
    tally.judge(sentence, Checked.GROWTH, rate, shown, numbers, cause=cause)


def _is_of(sentence: Sentence, rate: Numbered, one: Numbered) -> bool:
    """Whether a growth may be of a number: it names nothing of its own, or what the number is of."""
    own = bare_label(_GROWTH_WORDS.sub("", rate.number.before))
    if len(own) < 2:
        return True
    words = words_of_number(sentence, one)
    return own.rstrip("额数量")[-2:] in words and 5 * len(common_words(own, words)) >= 3 * len(own)


def _is_real(sentence: Sentence, rate: Numbered, numbers: list[tuple[Numbered, str]]) -> bool:
    """Whether a growth is likely told at constant prices, where its values are told at those of the year."""
    return any(_PRICED.search(one.number.clause) for one, _ in numbers) and not re.search(
        "名义|现价", sentence.text_before(rate))


def _is_slip(rate: Numbered, numbers: list[tuple[Numbered, str]], signed: Fraction) -> bool:
    """Whether all agrees once the second of two numbers is ten thousand times what it says, or that part of it."""
    (first, _), (second, part) = numbers
    for factor in (Fraction(10**4), Fraction(1, 10**4)):
        number = second.number
        other = replace(second, number=replace(number, value=number.value * factor, step=number.step * factor,
                                               interval=number.interval.times(factor)))
        outcome = _by_increase(first, other) if part == Role.INCREASE.value else quotient(first, other, less=100)
        if outcome is not None and _judged(rate, signed, outcome) is not HowStated.DIFFERS:
            return True
    return False


def _signed(rate: Numbered) -> Fraction:
    value = rate.number.value * (HUNDRED if rate.number.measure.of == "倍" else 1)
    return -abs(value) if is_down(rate.number.before) else value


def _judged(rate: Numbered, signed: Fraction, outcome: Outcome) -> HowStated:
    number = rate.number
    factor = HUNDRED if number.measure.of == "倍" else Fraction(1)
    interval = number.interval.times(factor)
    if signed < 0 < number.value:
        interval = _negative(interval)
    return outcome.compared(signed, number.step * factor, interval, hedged=number.is_hedged)


def _negative(interval: Interval) -> Interval:
    high = interval.high if interval.high is not None else Fraction(10**30)
    return Interval(-high, -interval.low)


def _is_meant(stated: Fraction, computed: Fraction) -> bool:
    """Whether a growth and what was computed can be meant for one: near, or of the other sign, or a point moved."""
    if is_near(stated, computed) or is_near(stated, -computed):
        return True
    return abs(stated - computed) <= 30 or is_near(stated + 100, computed + 100)


def _possible(sentence: Sentence, rate: Numbered) -> Iterator[tuple[list[tuple[Numbered, str]], Outcome | None]]:
    """What the growth may be computed from, the likeliest first."""
    here = sentence.segment(rate.segment)
    last = max((one.at for one in here if one.part is Role.GROWTH and one.at < rate.at), default=-1)
    here = [one for one in here if one.at > last]  # what stands before another growth is that one's
    before = [one for one in here if one.at < rate.at]
    past = [one for one in before[::-1] if one.part is Role.BEFORE] or [
        one for one in here if one.part is Role.BEFORE and one.at > rate.at][:1]
    now = [one for one in before[::-1] if one.part in (Role.ACTUAL, Role.OTHER) and one.is_amount]
    for old in past:
        for new in _now(sentence, rate, old, now):
            yield [(new, "now"), (old, "before")], quotient(new, old, less=100)
    if not past and (pair := _of_two_years(sentence, rate)):
        yield [(pair[1], "now"), (pair[0], "before")], quotient(pair[1], pair[0], less=100)
    grown = [one for one in before[::-1] if one.part is Role.INCREASE and not re.search("年均|平均", one.number.clause)
             and _is_beside(sentence, one, rate)]
    behind = [one for one in here if one.at == rate.at + 1 and one.part is Role.INCREASE and len(
        sentence.words(rate, one)) <= _LONGEST_STEP and "口径" not in sentence.segment_text(rate.segment)]
    for step in (grown or behind)[:1]:
        for new in now:
            if new.at < step.at and comparable(new, step):
                yield [(new, "now"), (step, Role.INCREASE.value)], _by_increase(new, step)
                break
        for old in past:
            if comparable(old, step):
                yield [(old, "before"), (step, Role.INCREASE.value)], _signed_step(step, quotient(step, old))


def _of_two_years(sentence: Sentence, rate: Numbered) -> tuple[Numbered, Numbered] | None:
    """2022年、2023年分别引进项目45个、54个，增长20%: two amounts right before a growth, told of two years."""
    if rate.at < 2:
        return None
    old, new = sentence.numbers[rate.at - 2:rate.at]
    years = _TWO_YEARS.search(sentence.text_before(old))
    if years is None or int(years["next"]) != int(years["year"]) + 1 or old.is_listed or not new.is_listed:
        return None
    return (old, new) if old.is_amount and comparable(old, new) else None


def _is_beside(sentence: Sentence, step: Numbered, rate: Numbered) -> bool:
    """Whether an increase and a growth are told of one thing: nothing but a comma between them."""
    return len(sentence.words(step, rate)) <= 10 and rate.at == step.at + 1


def _now(sentence: Sentence, rate: Numbered, old: Numbered, now: Sequence[Numbered]) -> list[Numbered]:
    """The values that follow an earlier one: 由100亿元增加到130亿元, or the nearest before the growth."""
    following = sentence.numbers[old.at + 1] if old.at + 1 < len(sentence.numbers) else None
    if following is not None and _TO.match(following.number.before.lstrip("元")) and comparable(following, old):
        return [following]
    nearest = [one for one in now if comparable(one, old) and one is not old]
    return nearest[:1]


def _signed_step(step: Numbered, outcome: Outcome | None) -> Outcome | None:
    if outcome is None or not is_down(step.number.before):
        return outcome
    return Outcome(-outcome.exact, _negative(outcome.possible))


def _by_increase(new: Numbered, step: Numbered) -> Outcome | None:
    """The growth of a value that is so much more or less than before: 129.8亿元，增加29.8亿元 is 29.8%."""
    fell = is_down(step.number.before)
    ours, theirs = new.number.interval, step.number.interval
    old = new.number.value + step.number.value if fell else new.number.value - step.number.value
    base = ours.plus(theirs) if fell else ours.minus(theirs)
    if old <= 0 or base.low <= 0:
        return None
    possible = theirs.over(base)
    return None if possible is None else _signed_step(step, Outcome(step.number.value / old * HUNDRED,
                                                                    possible.times(HUNDRED)))


def _multiple(sentence: Sentence, multiple: Numbered, tally: Tally) -> None:
    """是上年的1.3倍, where the value of the year before stands there too."""
    here = [one for one in sentence.segment(multiple.segment) if one.at < multiple.at]
    direct = direct_whole(sentence, multiple)
    past = [one for one in here[::-1] if one.part is Role.BEFORE] or (
        [direct] if direct else _before_behind(sentence, multiple))
    if not here:
        check_told_behind(sentence, multiple, Checked.MULTIPLE, tally)
    if not past or not re.search(r"(?:是|为|达|相当于)[^，；。]*的$", multiple.number.clause):
        return
    now = [one for one in here[::-1] if one.part in (Role.ACTUAL, Role.OTHER) and one.is_amount
           and comparable(one, past[0])]
    outcome = quotient(now[0], past[0], factor=Fraction(1)) if now else None
    if outcome is not None and is_near(multiple.number.value, outcome.exact):
        tally.use(sentence, (multiple, now[0], past[0]))
        tally.judge(sentence, Checked.MULTIPLE, multiple, outcome, [(now[0], "now"), (past[0], past[0].part.value)])


def _before_behind(sentence: Sentence, one: Numbered) -> list[Numbered]:
    """The earlier value right behind what is said of it: 比上年增加280万美元，上年为2400万美元."""
    return [other for other in sentence.segment(one.segment) if other.at == one.at + 1 and other.part is Role.BEFORE]


def _difference(sentence: Sentence, step: Numbered, tally: Tally) -> None:
    """比上年的2.8亿美元增加0.4亿美元, 由12.5亿元增加到15.3亿元，净增2.8亿元: what lies between two values."""
    here = [one for one in sentence.segment(step.segment) if one.at < step.at]
    past = [one for one in here[::-1] if one.part is Role.BEFORE and comparable(one, step)]
    behind = [] if past else [one for one in _before_behind(sentence, step) if comparable(one, step)]
    past = past or behind
    if not past or past[0].at < step.at - 2 or _OTHER_BASE.search(_own_clause(sentence, step)):
        return
    now = _now(sentence, step, past[0], [one for one in here[::-1] if one.is_amount and one.part is not Role.TARGET])
    if not now or not _is_of(sentence, step, now[0]):
        return
    is_beside = bool(behind) or step.at == max(past[0].at, now[0].at) + 1
    is_told_right_behind = is_beside and not _GROSS.search(sentence.text)
    more, less = (past[0], now[0]) if is_down(step.number.before) else (now[0], past[0])
    outcome = Outcome(more.number.value - less.number.value, more.number.interval.minus(less.number.interval))
    if is_near(step.number.value, outcome.exact) or (is_told_right_behind and outcome.exact > 0):
        tally.use(sentence, (step, now[0], past[0]))
        tally.judge(sentence, Checked.SURPLUS, step, outcome, [(now[0], "now"), (past[0], "before")])
