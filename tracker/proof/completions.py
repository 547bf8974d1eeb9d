"""Checks rates of completion: 完成目标任务的104.7% against the actual and the target beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.proof.findings import Checked, HowStated, Outcome
from tracker.proof.mentions import subjects_before
from tracker.proof.pairs import QUITE_NEAR, RATHER_NEAR, are_beside, comparable, explained, is_near, pairs_of, quotient
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally
from tracker.proof.told_behind import check_told_behind

_DIRECT = re.compile(r"(?:元|人民币)?）?(?:的?(?:年度|全年|年初|目标|任务|计划|预算|投资|责任|指标|数|总|额)*)?的?"
                     r"(?:比例|比重|率)?(?:为|达|约|近)?")
OTHER_MEASURE: Final = re.compile(r"序时|时序|时间进度|形象进度|工程量|工程进度|时间过半|工程形象|总工期|同期进度")
"""Words of a rate that is not actual ÷ target."""
_WHICH = re.compile(r"一季度|二季度|三季度|四季度|前三季度|季度|上半年|下半年|半年|月度|当月|本月|阶段|省|市|县|区|州"
                    r"|奋斗|挑战|保底|考核|年初预算|"
                    r"调整预算|双过半|五年|十四五|三年|总任务|总目标")
_GIVEN = re.compile("([省市县区州])[委上级政府]{0,4}下达")
_RECENT = 3
"""Sentences before this one that may name the target."""


def check_completions(sentence: Sentence, earlier: Sequence[Sentence], tally: Tally) -> None:
    """Sets every rate of completion of a sentence against its actual and target."""
    for segment in sentence.segments():
        rates = [one for one in sentence.segment(segment) if one.part is Role.COMPLETION]
        if len(rates) > 1 and any(one.is_listed for one in rates):
            _check_listed(sentence, segment, rates, tally)
            continue
        for rate in rates:
            if not OTHER_MEASURE.search(rate.number.clause):
                _check_one(sentence, earlier, rate, tally)


def _check_listed(sentence: Sentence, segment: int, rates: list[Numbered], tally: Tally) -> None:
    """分别完成目标的104.7%、101.8%: the first of the actuals to the first of the targets, and so on."""
    here = [one for one in sentence.numbers if one.segment <= segment and one.at < rates[0].at]
    targets = _list_of(here, Role.TARGET, len(rates))
    others = [one for one in here if one not in targets]
    actuals = _list_of(others, Role.ACTUAL, len(rates)) or _list_of(others, Role.OTHER, len(rates))
    if not targets and not actuals:
        targets, actuals = _one_of_many(here, len(rates))
    if not targets or not actuals:
        return
    for actual, target, rate in zip(actuals, targets, rates, strict=True):
        outcome = quotient(actual, target) if comparable(actual, target) else None
        if outcome is not None:
            tally.use(sentence, (actual, target, rate))
            tally.judge(sentence, Checked.COMPLETION, rate, outcome,
                        [(actual, Role.ACTUAL), (target, Role.TARGET)])


def _one_of_many(here: Sequence[Numbered], count: int) -> tuple[list[Numbered], list[Numbered]]:
    """省定目标48亿元，市定目标52亿元，完成53.56亿元，分别完成…: one actual, set against each of so many targets."""
    targets = [one for one in here if one.part is Role.TARGET]
    actuals = [one for one in here if one.part is Role.ACTUAL and targets and one.at > targets[-1].at]
    return (targets, actuals * count) if len(targets) == count and len(actuals) == 1 else ([], [])


def _list_of(numbers: Sequence[Numbered], part: Role, length: int) -> list[Numbered]:
    """The last list of so many amounts of a part; nothing where there is none."""
    runs: list[list[Numbered]] = []
    for one in numbers:
        if one.part is not part:
            continue
        if one.is_listed and runs:
            runs[-1].append(one)
        else:
            runs.append([one])
    return next((run for run in reversed(runs) if len(run) == length), [])


def _check_one(sentence: Sentence, earlier: Sequence[Sentence], rate: Numbered, tally: Tally) -> None:
    if not any(one.at < rate.at and one.is_amount for one in sentence.segment(rate.segment)):
        check_told_behind(sentence, rate, Checked.COMPLETION, tally)
    for target, is_direct in _targets(sentence, earlier, rate):
        actual = _actual(sentence, earlier, rate, target)
        outcome = quotient(actual, target) if actual is not None else None
        if actual is None or outcome is None:
            continue
        judged = outcome.judged(rate)
        if judged is not HowStated.AGREES and explained(rate, _others(sentence, earlier, rate, actual, target)):
            tally.use(sentence, (rate,))
            return
        if judged is HowStated.DIFFERS and not is_direct and not _is_meant(
                sentence, earlier, rate, actual, target, outcome):
            continue
        tally.use(sentence, (actual, target, rate))
        tally.judge(sentence, Checked.COMPLETION, rate, outcome, [(actual, Role.ACTUAL), (target, Role.TARGET)])
        return


def _is_meant(sentence: Sentence, earlier: Sequence[Sentence], rate: Numbered, actual: Numbered, target: Numbered,
              outcome: Outcome) -> bool:
    """Whether a rate is of this actual and target: near in one sentence, close where the target stands elsewhere."""
    if target in sentence.numbers and target.segment == rate.segment:
        return are_beside(actual, target, rate) or is_near(rate.number.value, outcome.exact)
    if "其中" in sentence.text_before(actual):
        return False
    is_next = bool(earlier) and target in earlier[-1].numbers and actual in sentence.numbers
    if is_next and earlier[-1].numbers[-1] is target and (actual.at, rate.at) == (0, 1):
        return not subjects_before(sentence.text_before(actual)) or is_near(
            rate.number.value, outcome.exact)
    return is_near(rate.number.value, outcome.exact, QUITE_NEAR if is_next else RATHER_NEAR)


def _targets(sentence: Sentence, earlier: Sequence[Sentence], rate: Numbered) -> Iterator[tuple[Numbered, bool]]:
    """The numbers that may be the target, the likeliest first; and whether the rate is said of it itself."""
    direct = direct_whole(sentence, rate)
    if direct is not None:
        yield direct, True
        return
    said = target_said(rate.number.clause)
    near = [one for one in sentence.segment(rate.segment) if one.part is Role.TARGET]
    before = [one for one in near if one.at < rate.at][::-1]
    after = [one for one in near if one.at > rate.at and not any(
        other.part is Role.COMPLETION and rate.at < other.at < one.at for other in sentence.numbers)]
    wider = [one for one in sentence.numbers[:rate.at][::-1] if one.part is Role.TARGET and one not in before]
    past = [one for other in list(earlier)[::-1][:_RECENT] for one in other.numbers[::-1] if one.part is Role.TARGET]
    for one in (*before, *after, *wider, *past):
        if not said or said == target_said(one.number.clause):
            yield one, False


def target_said(words: str) -> str:
    """Which of several targets words speak of (上半年, 奋斗, 市); "", the year's, where nothing is said."""
    if given := _GIVEN.search(words):
        return given[1]
    match = re.search(r"(?:.*(?:完成|占|(?<!下)达到?|为|实现))?([^，；。]*?)(?:目标|任务|计划|指标)", words)
    found = _WHICH.search(match[1]) if match else None
    return found[0] if found else ""


def direct_whole(sentence: Sentence, rate: Numbered) -> Numbered | None:
    """The number a rate is said of itself: 占124亿元的104.7%."""
    if rate.at == 0:
        return None
    last = sentence.numbers[rate.at - 1]
    between = sentence.words(last, rate)
    return last if last.is_amount and "的" in between and _DIRECT.fullmatch(between) else None


def is_said_of(sentence: Sentence, one: Numbered) -> bool:
    """Whether a rate is said of this number itself."""
    following = sentence.numbers[one.at + 1] if one.at + 1 < len(sentence.numbers) else None
    return following is not None and following.number.measure.is_rate and direct_whole(sentence, following) is one


def _actual(sentence: Sentence, earlier: Sequence[Sentence], rate: Numbered, target: Numbered) -> Numbered | None:
    def fits(one: Numbered, where: Sentence) -> bool:
        return (one is not target and one.is_amount and one.part not in (Role.TARGET, Role.BEFORE)
                and comparable(one, target) and not is_said_of(where, one))

    before = [one for one in sentence.numbers[:rate.at][::-1] if fits(one, sentence)]
    same = [one for one in before if one.segment == rate.segment]
    after = [one for one in sentence.segment(rate.segment) if one.at > rate.at and fits(one, sentence)]
    past = [one for other in list(earlier)[::-1][:1] for one in other.numbers[::-1] if fits(one, other)]
    return next(iter((*same, *before, *after[:1], *past)), None)


def _others(sentence: Sentence, earlier: Sequence[Sentence], rate: Numbered, actual: Numbered, target: Numbered
            ) -> Iterator[Outcome | None]:
    """What other pairs come to that may be meant; a rate of few digits is matched by chance, so fewer are tried."""
    wide = rate.number.digits >= 4
    numbers = list(sentence.numbers) if wide else sentence.segment(rate.segment)
    if wide:
        numbers += [one for other in list(earlier)[::-1][:_RECENT] for one in other.numbers]
    values = {actual.number.value, target.number.value}
    for part, whole in pairs_of(numbers):
        if {part.number.value, whole.number.value} != values:
            yield quotient(part, whole)
