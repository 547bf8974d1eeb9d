"""Checks lists that divide all there is: 20个乡镇中，完成的14个，未完成的6个; 按产业分：农业类19个、工业类39个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tracker.domain.numerals import read_numeral
from tracker.proof.findings import Checked, HowStated, Outcome
from tracker.proof.labels import words_of_number
from tracker.proof.pairs import comparable, is_meant_for, is_near
from tracker.proof.partitions import are_of_one_sort, leave_no_rest
from tracker.proof.parts import agrees_with_sum, divided_sentence, judge_parts, sum_of
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_AMONG_THEM = re.compile(r"[^，。；、\d]{0,16}(?:（[^）]*）)?[^，。；、\d]{0,6}中[，：]")
_LIMITS = re.compile(r"(\d+(?:\.\d+)?)%?(?:以上|以下|以内|的)?")
_LESS = re.compile(r"不足|不到|低于|少于|以下|未达到?")
_BY_KIND = re.compile(r"(?:分|按)[^，。：；]{1,12}[看分]|从[^，。：；]{1,10}看|分别(?:为|是)")
_DIRECTLY = re.compile(r"[^，。；\d]{0,6}[，：]?(?:其中)?[^，。；\d]{0,4}分别(?:为|是)")
_TOGETHER = re.compile(r"^(?:一?共|总共)(?:计|有|办理|收到|受理|达)?$")
_COUNTED = re.compile(r"(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个|类|项|者|家|大)[^，。；、\d]{0,6}"
                      r"(?:共|合计|总计)"
                      r"[^，。；、\d]{0,6}$")
_LEFT = re.compile(r"剩余|剩下|余下|缺口|尚(?:差|缺)|(?:还有|尚有|仍有|还剩).*….*(?:未|没有|缺口|待)")
_ALMOST = Fraction(5, 4)


def check_divided(sentence: Sentence, earlier: Sequence[Sentence], tally: Tally) -> None:
    """All such lists of one sentence, and those that divide a number of the sentence before it."""
    for whole in sentence.numbers:
        if not whole.is_amount or not whole.number.measure.of:
            continue
        behind = sentence.text[whole.number.end - sentence.start:]
        parts = _amounts_behind(sentence, whole)
        if len(parts) == 2 and _is_left(sentence, parts[1]):
            _check_rest(sentence, whole, parts, tally)
        elif _AMONG_THEM.match(behind) and _are_told_apart(sentence, whole):
            _judge(sentence, whole, _all_behind(sentence, whole), tally)
        elif len(parts) >= 2 and (_is_rest(sentence, parts) if _AMONG_THEM.match(behind) else (
                len(parts) == 2 and _are_opposite(sentence, parts))):
            _judge(sentence, whole, parts, tally)
        elif _DIRECTLY.match(behind):
            _judge(sentence, whole, _run(sentence, parts), tally)
        elif _TOGETHER.search(whole.number.before) or _COUNTED.search(whole.number.clause):
            _check_together(sentence, whole, tally)
    told = divided_sentence(sentence, earlier) or (earlier[-1] if earlier else None)
    if told is not None and _BY_KIND.match(sentence.text):
        _check_by_kind(sentence, told, tally)


def _amounts_behind(sentence: Sentence, whole: Numbered) -> list[Numbered]:
    """The numbers behind a whole that are counted by its word."""
    return [one for one in sentence.segment(whole.segment) if one.at > whole.at and one.is_amount
            and one.number.measure.word == whole.number.measure.word and one.part is not Role.BEFORE]


def _all_behind(sentence: Sentence, whole: Numbered) -> list[Numbered]:
    return [one for number in range(whole.segment, sentence.numbers[-1].segment + 1)
            for one in _amounts_behind(sentence, replace(whole, segment=number))]


def _are_told_apart(sentence: Sentence, whole: Numbered) -> bool:
    """286个项目中，新建88个，…；续建198个: parts that leave no rest, in segments of their own."""
    parts = _all_behind(sentence, whole)
    return len({one.segment for one in parts}) == len(parts) > 1 and leave_no_rest(
        [words_of_number(sentence, one) for one in parts])


def _judge(sentence: Sentence, whole: Numbered, parts: list[Numbered], tally: Tally) -> None:
    if len(parts) > 1 and (agrees_with_sum(whole, parts) or is_near(
            whole.number.value, sum_of(parts).exact, _ALMOST)):
        judge_parts(sentence, whole, parts, tally)


def _is_rest(sentence: Sentence, parts: Sequence[Numbered]) -> bool:
    """Whether the last part is what the one before it leaves: 80%以上的8个，不足80%的5个; 完成的14个，未完成的6个."""
    told = _told(sentence, parts)
    limits = [_LIMITS.findall(one) for one in told]
    if "其中" in "".join(told):
        return False
    if _LESS.search(told[-1]) and limits[-1] and limits[-1][-1] in (limits[-2][:1] + limits[-2][-1:]):
        return True
    return "未完成" in told[-1] and "完成" in told[-2] and "未" not in told[-2] and len(parts) == 2


def _told(sentence: Sentence, parts: Sequence[Numbered]) -> list[str]:
    """The words before each part, from the one before it on."""
    first = sentence.text_before(parts[0])
    return [re.split("[，：]", first)[-1], *(sentence.words(before, one) for before, one in pairwise(parts))]


def _run(sentence: Sentence, parts: Sequence[Numbered]) -> list[Numbered]:
    """The first parts, as far as they are one list."""
    found = list(parts[:1])
    for one in parts[1:]:
        if not re.match("[、和，]", sentence.words(found[-1], one)) or "，" in sentence.words(found[-1], one)[1:]:
            break
        found.append(one)
    return found


def _is_left(sentence: Sentence, one: Numbered) -> bool:
    """Whether a number is what is left: 剩余42家, 还有18个未开工, 尚有2.4亿元缺口."""
    around = one.number.before + "…" + one.number.after
    return bool(_LEFT.search(around)) and "其中" not in sentence.text


def _check_rest(sentence: Sentence, whole: Numbered, parts: Sequence[Numbered], tally: Tally) -> None:
    """项目205个，开工187个，还有18个未开工: the last is the first less the second."""
    done, rest = parts
    if done.number.value > whole.number.value and Role.TARGET is done.part:
        whole, done = done, whole  # 完成37.4亿元，占任务40亿元的93.5%，剩余2.6亿元
    if done.part is Role.SURPLUS or rest.number.is_hedged:
        return
    outcome = Outcome(whole.number.value - done.number.value, whole.number.interval.minus(done.number.interval))
    back = whole.number.value - rest.number.value
    if outcome.judged(rest) is HowStated.AGREES or is_meant_for(rest, outcome) or (
            is_near(done.number.value, back, _ALMOST)) or done.number.value > whole.number.value:
        tally.use(sentence, (whole, done, rest))
        tally.judge(sentence, Checked.PARTS, rest, outcome, [(whole, "whole"), (done, "part")])


def _are_opposite(sentence: Sentence, parts: Sequence[Numbered]) -> bool:
    """亿元以下的23个，亿元以上的39个: two sides of one limit."""
    told = _told(sentence, parts)
    sides = [re.search(r"(\d*[十百千万亿]+元)(以上|以下)[^，。；]*$", one) for one in told]
    return len({side[1] for side in sides if side}) == 1 and {side[2] for side in sides if side} == {"以上", "以下"}


def _check_together(sentence: Sentence, whole: Numbered, tally: Tally) -> None:
    """建议78件、提案94件，共172件: the list right before the number, parted by 、 alone or of three and more.

    Of 三个园区共 it has as many as are said.
    """
    begin = whole.number.start - len(whole.number.clause)
    here = [one for one in sentence.segment(whole.segment) if one.number.end <= begin]
    parts: list[Numbered] = []
    for one in here[::-1]:
        words = sentence.words(one, parts[0] if parts else whole)
        is_next = words.startswith(("、", "和", "及", "，") if parts else "，")
        if not is_next or not one.is_amount or one.number.measure.word != whole.number.measure.word:
            break
        parts.insert(0, one)
    counted = _COUNTED.search(whole.number.clause)
    read = read_numeral(counted["count"]) if counted else None
    is_list = len(parts) > 2 or all(sentence.words(one, other).startswith("、") for one, other in pairwise(parts))
    if is_list if read is None else read == (len(parts), 0):
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
