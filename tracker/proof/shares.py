"""Checks shares and conversion rates: 占到位资金的63.08%, 开工率82.5%, against their part and their whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, takewhile

from tracker.proof.completions import direct_whole, is_said_of
from tracker.proof.far_wholes import converted_whole, names_whole, shared_whole
from tracker.proof.findings import Checked, HowStated, Outcome
from tracker.proof.labels import words_of_number
from tracker.proof.measures import PER_HUNDRED
from tracker.proof.pairs import HUNDRED, are_beside, comparable, explained, is_meant_for, quotient
from tracker.proof.sentences import CONVERTED, Numbered, Role, Sentence
from tracker.proof.tally import Tally
from tracker.proof.told_behind import check_told_behind

_MOST = 40
"""Numbers that are tried in pairs for one rate."""
_OF_WHAT = re.compile(r"占([^，,；;。]*?)的?(?:比例|比重|比|率|份额)?(?:为|达到?|是|约|近|超过?)*$")
_ALL = re.compile(r"^(?:全部|总数|总量|总额|总体|总|全市|全县|全区|全省|其|项目总数|全年|总投资额)?$")
_WHOLE = re.compile(r"签约|合同|协议|总投资|计划|应|目标|共|总|合计|全部|实施|安排|列入|纳入|确定|任务|计划总投资|预算"
                    r"|发放|发出|收到|受理|交办|接到")
_IS_OF = re.compile(r"^(?:仅|只|已)?(?:为|是|达到?|相当于|完成|约为)[^超高多比低]*$")
_BRACKETS = 60
"""Characters of brackets behind a rate that may hold its two numbers."""
_TELLING = 4
"""Digits of a rate from which on it is no chance that numbers far from it give it."""
_STEM = re.compile(rf"({'|'.join(sorted(CONVERTED, key=len, reverse=True))})率")
_COUNTS = re.compile("^(?:落地|项目|注册)*(?:开工|动工|投产|竣工|完工|注册|落地|入规|入统|达产)")
"""Rates of projects: money beside one is of something else where no word says that it is not."""
_STEM_ALSO = {"回收": ("回收", "收回"), "开工": ("开工", "动工", "在建", "建设"), "投产": ("投产", "竣工"),
              "履约": ("履约",), "到位": ("到位", "到资"),
              "资金到位": ("到位", "到资"), "入资": ("入资", "到位", "到资", "完成"), "注册": ("注册",)}


def check_shares(sentence: Sentence, earlier: Sequence[Sentence], tally: Tally) -> None:
    """Sets each share and each conversion rate of a sentence against its part and its whole."""
    for rate in sentence.numbers:
        if not sentence.is_single(rate):
            if rate.part is Role.SHARE and not rate.is_listed:
                _check_listed(sentence, rate, tally)
            continue
        if rate.part is Role.SHARE or _is_plainly_of(sentence, rate):
            _check(sentence, earlier, rate, Checked.SHARE, tally)
        elif rate.part is Role.CONVERSION and not _is_asked_for(sentence, rate):
            _check(sentence, earlier, rate, Checked.CONVERSION, tally)


def _is_plainly_of(sentence: Sentence, rate: Numbered) -> bool:
    """Whether a rate without a word for its kind is said of a number: 为全年盘子36亿元的88%."""
    if rate.part is not Role.OTHER_RATE or rate.number.measure.of != PER_HUNDRED:
        return False
    whole = direct_whole(sentence, rate)
    return whole is not None and bool(_IS_OF.search(whole.number.before))


def _check_listed(sentence: Sentence, first: Numbered, tally: Tally) -> None:
    """到位56.4亿元，其中一产3.2亿元、二产38.6亿元、三产14.6亿元，分别占5.7%、68.4%、25.9%: each part to its share.

    The number right before the parts is taken for their whole where one share at least comes out.
    """
    rates = [first, *takewhile(lambda one: one.is_listed, sentence.numbers[first.at + 1:])]
    begin = first.at - len(rates)
    numbers = sentence.numbers[max(begin - 1, 0):first.at]
    if begin < 1 or not all(one.is_amount and comparable(one, numbers[0]) and one.segment == first.segment
                            and one.number.value <= numbers[0].number.value for one in numbers):
        return
    outcomes = [quotient(one, numbers[0]) for one in numbers[1:]]
    pairs = [(one, rate, outcome) for one, rate, outcome in zip(numbers[1:], rates, outcomes, strict=True) if outcome]
    if not any(outcome.judged(rate) is HowStated.AGREES for _, rate, outcome in pairs):
        return
    for one, rate, outcome in pairs:
        tally.use(sentence, (one, rate, numbers[0]))
        tally.judge(sentence, Checked.SHARE, rate, outcome, [(one, "part"), (numbers[0], "whole")])


def _is_asked_for(sentence: Sentence, rate: Numbered) -> bool:
    """Whether a rate is a limit among targets: 主要指标任务：…，资金到位率50%以上."""
    return rate.number.is_hedged and bool(re.search(
        "任务|目标|指标|要求|力争|确保", sentence.text_before(rate)))


def conversion_told_of(sentence: Sentence, one: Numbered) -> Numbered | None:
    """The conversion rate whose numerator a number is (签约44个，开工22个，开工率50%); None where it is none's."""
    return next((rate for rate in sentence.segment(one.segment) if rate.part is Role.CONVERSION and rate.at > one.at
                 and sentence.is_single(rate) and _part(sentence, rate, Checked.CONVERSION) is one), None)


def converted_word(rate: Numbered) -> str:
    """What a conversion rate says was reached: 开工 of 开工率."""
    match = _STEM.search(rate.number.clause)
    return match[1] if match else ""


def _check(sentence: Sentence, earlier: Sequence[Sentence], rate: Numbered, checked: Checked, tally: Tally) -> None:
    past = [one for one in earlier if one.passage == sentence.passage or rate.number.digits >= _TELLING][::-1]
    part = _part(sentence, rate, checked)
    if part is None:
        check_told_behind(sentence, rate, checked, tally)
        return
    if checked is Checked.CONVERSION and (rest := _not_yet(sentence, rate, part)):
        _check_with_rest(sentence, rate, part, rest, tally)
        return
    wholes = _wholes(sentence, past, rate, part)
    whole, is_direct = _whole(sentence, rate, part, wholes, checked, past)
    if whole is None and (whole := _far_whole(sentence, earlier, rate, part, checked)) is not None:
        wholes.append(whole)
        wholes += _called_alike(earlier, rate, part)
    tried = [outcome for one in wholes if (outcome := quotient(part, one))]
    if whole is None:
        if explained(rate, tried):
            tally.use(sentence, (part, rate))
        return
    outcome = quotient(part, whole)
    if outcome is None:
        return
    judged = outcome.judged(rate)
    if judged is not HowStated.AGREES and explained(rate, (*tried, *_others(sentence, past, rate, part, whole))):
        tally.use(sentence, (part, rate))
        return
    is_sure = is_direct or _is_beside(sentence, past, part, whole, rate)
    if judged is HowStated.DIFFERS and not is_sure and not is_meant_for(rate, outcome):
        return
    tally.use(sentence, (part, whole, rate))
    tally.judge(sentence, checked, rate, outcome, [(part, "part"), (whole, "whole")])


def _called_alike(earlier: Sequence[Sentence], rate: Numbered, part: Numbered) -> list[Numbered]:
    """Other numbers of the sentences before that the words of a share name, one of which may be meant."""
    match = _OF_WHAT.search(rate.number.clause)
    return [one for where in earlier for one in where.numbers if one.is_amount and comparable(one, part)
            and match and names_whole(match[1], words_of_number(where, one))]


def _not_yet(sentence: Sentence, rate: Numbered, part: Numbered) -> Numbered | None:
    """What was not reached beside what was: 已开工32个，未开工16个，开工率66.7%, and no other number of it."""
    alike = [one for one in sentence.segment(rate.segment) if one.at < rate.at and one is not part and one.is_amount
             and comparable(one, part)]
    word = converted_word(rate)
    return alike[0] if len(alike) == 1 and word and re.search(f"[未待].?{word}", alike[0].number.before) else None


def _check_with_rest(sentence: Sentence, rate: Numbered, part: Numbered, rest: Numbered, tally: Tally) -> None:
    total = part.number.value + rest.number.value
    bounds = part.number.interval.over(part.number.interval.plus(rest.number.interval)) if total else None
    if bounds is not None:
        tally.use(sentence, (rate, part, rest))
        tally.judge(sentence, Checked.CONVERSION, rate, Outcome(part.number.value / total * HUNDRED, bounds.times(
            HUNDRED)), [(part, "part"), (rest, "other")])


def _far_whole(sentence: Sentence, earlier: Sequence[Sentence], rate: Numbered, part: Numbered, checked: Checked
               ) -> Numbered | None:
    """The whole in a sentence before this one, where words or the kind of rate say which it is."""
    if any(one.is_amount and comparable(one, part) and one.number.value > part.number.value
           for one in sentence.segment(rate.segment) if one.at < part.at):
        return None
    if checked is Checked.CONVERSION:
        return converted_whole(sentence, earlier, part, converted_word(rate))
    match = _OF_WHAT.search(rate.number.clause)
    return shared_whole(sentence, earlier, part, match[1]) if match and match[1] else None


def _is_beside(sentence: Sentence, past: Sequence[Sentence], part: Numbered, whole: Numbered, rate: Numbered) -> bool:
    """Whether whole, part and rate follow each other; the whole may close the sentence before one of 其中."""
    if whole in sentence.numbers:
        return are_beside(part, whole, rate)
    return bool(past) and past[0].numbers[-1:] == (whole,) and (part.at, rate.at) == (0, 1)


def _part(sentence: Sentence, rate: Numbered, checked: Checked) -> Numbered | None:
    """The number that a share is told of: the last before it, or of a conversion rate the one its word names."""
    direct = direct_whole(sentence, rate)
    if checked is Checked.CONVERSION and (inside := _in_brackets(sentence, rate)):
        return inside[0]
    before = [one for one in sentence.numbers[:rate.at][::-1]
              if one.is_amount and one is not direct and not is_said_of(sentence, one) and one.segment == rate.segment]
    if checked is Checked.CONVERSION and before:
        match = _STEM.search(rate.number.clause)
        named = [one for one in before if match and _is_named(one, match[1])]
        return named[0] if named else None if match and _COUNTS.search(match[1]) and (
            before[0].number.measure.is_money) else before[0]
    return before[0] if before else None


def _in_brackets(sentence: Sentence, rate: Numbered) -> tuple[Numbered, Numbered] | None:
    """Numerator and denominator in the brackets behind a rate: 到位率82.1%（合同资金156亿元，到位128.1亿元）."""
    match = _STEM.search(rate.number.clause)
    text = sentence.text[rate.number.end - sentence.start:][:_BRACKETS]
    end = rate.number.end + text.find("）")
    if not match or not text.startswith("（") or "）" not in text:
        return None
    inside = [one for one in sentence.numbers if rate.number.end < one.number.start < end]
    named = [one for one in inside if one.is_amount and _is_named(one, match[1])]
    if len(inside) != 2 or len(named) != 1:
        return None
    whole = inside[1 - inside.index(named[0])]
    return (named[0], whole) if whole.is_amount and comparable(named[0], whole) else None


def _is_named(one: Numbered, stem: str) -> bool:
    """Whether the words around a number say that it counts what a rate is of."""
    stems = _STEM_ALSO.get(stem, (stem[-2:],))
    return any(re.search(f"(?<![未待]){each}", one.number.before) or each in one.number.after for each in stems)


def _wholes(sentence: Sentence, past: Sequence[Sentence], rate: Numbered, part: Numbered) -> list[Numbered]:
    """All that can be the whole, the nearest first."""
    direct = direct_whole(sentence, rate)
    here = [one for one in sentence.numbers[::-1]
            if one is not part and (one.at < rate.at or one.segment == rate.segment)]
    found = [*here, *(one for other in past for one in other.numbers[::-1])]
    fitting = [one for one in found if one.is_amount and comparable(one, part)
               and (one.number.value >= part.number.value or one is direct)]
    return [direct, *(one for one in fitting if one is not direct)] if direct in fitting and direct else fitting


def _whole(sentence: Sentence, rate: Numbered, part: Numbered, wholes: list[Numbered], checked: Checked,
           past: Sequence[Sentence]) -> tuple[Numbered | None, bool]:
    """The whole that is meant, where that is clear; and whether the rate is said of the number itself."""
    direct = direct_whole(sentence, rate)
    if direct is not None and wholes[:1] == [direct]:
        return direct, True
    if checked is Checked.CONVERSION:
        if inside := _in_brackets(sentence, rate):
            return inside[1], True
        near = [one for one in wholes if one in sentence.numbers and one.at < part.at and (
            _WHOLE.search(one.number.before) or one.number.after.endswith("中"))]
        only = _only_whole(sentence, rate, part)
        return (near[0] if near else only), False
    match = _OF_WHAT.search(rate.number.clause)
    words = match[1] if match else ""
    if not _ALL.match(words) and not words.startswith("比"):
        return _named_whole(sentence, past, words, wholes), False
    return _before_parts(sentence, part, wholes) or _sole_before(sentence, past, rate, part), False


def _only_whole(sentence: Sentence, rate: Numbered, part: Numbered) -> Numbered | None:
    """The one other amount that a conversion rate can be of: before it (项目13个，已注册11个), or behind it where it
    says that it is of all (竣工率62.5%，计划竣工40个).
    """
    others = [one for one in sentence.segment(rate.segment) if one.is_amount and one is not part
              and comparable(one, part) and one.number.measure.word == part.number.measure.word]
    before = [one for one in others if one.at < rate.at]
    behind = [one for one in others if one.at == rate.at + 1 and _WHOLE.search(one.number.before)]
    found = before or behind
    return found[0] if len(found) == 1 and found[0].number.value >= part.number.value else None


def _named_whole(sentence: Sentence, past: Sequence[Sentence], words: str, wholes: Sequence[Numbered]
                 ) -> Numbered | None:
    """The whole that words name (占到位资金的): of this sentence, or the first number of the one before its 其中."""
    for one in wholes:
        if one in sentence.numbers and names_whole(words, words_of_number(sentence, one)):
            return one
    if past and sentence.text.startswith("其中") and past[0].passage == sentence.passage:
        first = next((one for one in past[0].numbers if one in wholes), None)
        if first is not None and names_whole(words, words_of_number(past[0], first)):
            return first
    return None


def _before_parts(sentence: Sentence, part: Numbered, wholes: Iterable[Numbered]) -> Numbered | None:
    """The number right before 其中, or the one that says it is a total."""
    for one in wholes:
        if one not in sentence.numbers:
            continue
        if one.at > part.at:
            if re.search(r"总(?:量|数|额|共|计)?(?:为|是)?$", one.number.before):
                return one
            continue
        following = sentence.text[one.number.end - sentence.start:part.number.start - sentence.start]
        if "其中" in following or re.search(r"共|总|合计|累计", one.number.before) or (
                re.fullmatch(r"[^，。；]{0,12}中", one.number.after)) or _opens(sentence, one, part):
            return one
    return None


def _sole_before(sentence: Sentence, past: Sequence[Sentence], rate: Numbered, part: Numbered) -> Numbered | None:
    """签约项目24个。已投产7个，占29%；在建14个，占58%: the only such number of the sentence before, where another share
    right behind its part comes out with it.
    """
    if not past or past[0].passage != sentence.passage:
        return None
    alike = [one for one in past[0].numbers if one.is_amount and comparable(one, part)]
    if len(alike) != 1 or alike[0].number.value < part.number.value:
        return None
    for other in sentence.numbers[1:]:
        last = sentence.numbers[other.at - 1]
        if other.part is Role.SHARE and other is not rate and last.is_amount and comparable(last, part):
            outcome = quotient(last, alike[0])
            if outcome is not None and outcome.judged(other) is HowStated.AGREES:
                return alike[0]
    return None


def _opens(sentence: Sentence, one: Numbered, part: Numbered) -> bool:
    """Whether a number opens the sentence as what was signed or planned: 签约的218个项目，已有199个开工."""
    return one.at == 0 and part.at == 1 and bool(re.search(r"(?:签约|实施|安排|上报|列入|纳入"
                                                           r"|引进)的?$", one.number.before))


def _others(sentence: Sentence, past: Sequence[Sentence], rate: Numbered, part: Numbered, whole: Numbered
            ) -> Iterator[Outcome | None]:
    """What other pairs come to, and sums of neighbouring numbers over a whole (建成18个，在建180个，开工率67.8%)."""
    numbers = [one for one in sentence.segment(rate.segment) if one.is_amount]
    if rate.number.digits >= _TELLING:
        numbers = [*(one for other in past for one in other.numbers if one.is_amount), *numbers]
    values = {part.number.value, whole.number.value}
    for one, other in combinations(numbers, 2):
        for top, bottom in ((one, other), (other, one)):
            if comparable(top, bottom) and {top.number.value, bottom.number.value} != values:
                yield quotient(top, bottom)
    yield from _sums(numbers, whole)


def _sums(numbers: list[Numbered], whole: Numbered) -> Iterator[Outcome]:
    for first in range(len(numbers)):
        for last in range(first + 2, len(numbers) + 1):
            run = [one for one in numbers[first:last] if one is not whole and comparable(one, whole)]
            if len(run) > 1 and whole.number.value:
                exact = sum((one.number.value for one in run), start=whole.number.value * 0) / whole.number.value
                possible = whole.number.interval.over(whole.number.interval)
                if possible is not None:
                    yield Outcome(exact * HUNDRED, possible.times(exact * HUNDRED))
