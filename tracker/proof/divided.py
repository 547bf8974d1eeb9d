"""Checks lists that divide all there is: 20个乡镇中，完成的14个，未完成的6个; 按产业分：农业类19个、工业类39个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from tracker.proof.labels import words_of_number
from tracker.proof.pairs import comparable, is_near
from tracker.proof.partitions import are_of_one_sort, leave_no_rest
from tracker.proof.parts import agrees_with_sum, judge_parts, sum_of
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_AMONG_THEM = re.compile(r"[^，。；、\d]{0,16}(?:（[^）]*）)?[^，。；、\d]{0,6}中[，：]")
_LIMITS = re.compile(r"(\d+(?:\.\d+)?)%?(?:以上|以下|以内|的)?")
_LESS = re.compile(r"不足|不到|低于|少于|以下|未达到?")
_BY_KIND = re.compile(r"(?:分|按)[^，。：；]{1,12}[看分]|从[^，。：；]{1,10}看|分别(?:为|是)")
_DIRECTLY = re.compile(r"[^，。；\d]{0,6}[，：]?(?:其中)?[^，。；\d]{0,4}分别(?:为|是)")
_TOGETHER = re.compile(r"^(?:一?共|总共)(?:计|有|办理|收到|受理|达)?$")
_ALMOST = Fraction(5, 4)


def check_divided(sentence: Sentence, earlier: Sequence[Sentence], tally: Tally) -> None:
    """All such lists of one sentence, and those that divide a number of the sentence before it."""
    for whole in sentence.numbers:
        if not whole.is_amount or not whole.number.measure.of:
            continue
        behind = sentence.text[whole.number.end - sentence.start:]
        parts = _amounts_behind(sentence, whole)
        if _AMONG_THEM.match(behind) and len(parts) >= 2 and _is_rest(sentence, parts):
            _judge(sentence, whole, parts, tally)
        elif _DIRECTLY.match(behind):
            _judge(sentence, whole, _run(sentence, parts), tally)
        elif _TOGETHER.search(whole.number.before):
            _check_together(sentence, whole, tally)
    if earlier and _BY_KIND.match(sentence.text):
        _check_by_kind(sentence, earlier[-1], tally)


def _amounts_behind(sentence: Sentence, whole: Numbered) -> list[Numbered]:
    """The numbers behind a whole that are counted by its word."""
    return [one for one in sentence.segment(whole.segment) if one.at > whole.at and one.is_amount
            and one.number.measure.word == whole.number.measure.word and one.part is not Role.BEFORE]


def _judge(sentence: Sentence, whole: Numbered, parts: list[Numbered], tally: Tally) -> None:
    if len(parts) > 1 and (agrees_with_sum(whole, parts) or is_near(
            whole.number.value, sum_of(parts).exact, _ALMOST)):
        judge_parts(sentence, whole, parts, tally)


def _is_rest(sentence: Sentence, parts: Sequence[Numbered]) -> bool:
    """Whether the last part is what the one before it leaves: 80%以上的8个，不足80%的5个; 完成的14个，未完成的6个."""
    words = [sentence.words(before, one) for before, one in pairwise(parts)]
    first = sentence.text[:parts[0].number.start - sentence.start]
    told = [re.split("[，：]", first)[-1], *words]
    limits = [_LIMITS.findall(one) for one in told]
    if "其中" in "".join(told):
        return False
    if _LESS.search(told[-1]) and limits[-1] and limits[-2][-1:] == limits[-1][-1:]:
        return True
    return "未完成" in told[-1] and "完成" in told[-2] and "未" not in told[-2] and len(parts) == 2


def _run(sentence: Sentence, parts: Sequence[Numbered]) -> list[Numbered]:
    """The first parts, as far as they are one list."""
    found = list(parts[:1])
    for one in parts[1:]:
        if not re.match("[、和，]", sentence.words(found[-1], one)) or "，" in sentence.words(found[-1], one)[1:]:
            break
        found.append(one)
    return found


def _check_together(sentence: Sentence, whole: Numbered, tally: Tally) -> None:
    """建议78件、提案94件，共172件: the list right before the number, parted by 、 alone."""
    here = [one for one in sentence.segment(whole.segment) if one.at < whole.at]
    parts: list[Numbered] = []
    for one in here[::-1]:
        words = sentence.words(one, parts[0] if parts else whole)
        is_next = words.startswith(("、", "和", "及")) if parts else words.startswith("，")
        if not is_next or not one.is_amount or one.number.measure.word != whole.number.measure.word:
            break
        parts.insert(0, one)
    _judge(sentence, whole, parts, tally)


def _check_by_kind(sentence: Sentence, before: Sentence, tally: Tally) -> None:
    """签约58个，协议引资124.6亿元。按产业分：农产品加工类19个、31.2亿元；…: each number against its own whole.

    Kinds are all there are where another number that they divide comes out to the last digit.
    """
    wholes = [one for one in before.numbers if one.is_amount and one.part in (Role.ACTUAL, Role.OTHER)]
    lists = [[one for one in sentence.numbers if one.is_amount and comparable(one, whole)
              and one.number.measure.word == whole.number.measure.word] for whole in wholes]
    for whole, parts in zip(wholes, lists, strict=True):
        if len(parts) < 2 or any(other is not whole and comparable(other, whole) for other in wholes):
            continue
        labels = [words_of_number(sentence, one) for one in parts]
        is_all = any(other is not whole and len(theirs) == len(parts) and agrees_with_sum(other, theirs)
                     for other, theirs in zip(wholes, lists, strict=True))
        is_over = are_of_one_sort(labels) and sum_of(parts).exact > whole.number.value
        if agrees_with_sum(whole, parts) or is_all or is_over or leave_no_rest(labels):
            judge_parts(sentence, whole, parts, tally)
            tally.use(before, (whole,))
