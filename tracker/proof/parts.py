"""Checks parts against their total: 其中, 分别为, 合计; and parts that are more than the whole they are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

from tracker.proof.findings import Cause, Checked, HowStated, Outcome, cause_of_difference, finding_in
from tracker.proof.interval import total_of
from tracker.proof.labels import bare_label, common_words, words_of_number
from tracker.proof.measures import MARKS
from tracker.proof.pairs import comparable, is_near, is_swap
from tracker.proof.partitions import have_nothing_in_common, leave_no_rest
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally, computed_text

_REST = re.compile(r"(?:其余|剩余|其他|其它)(?:的|项目|资金|企业|投资|为|有|均)*$")
_PLANNED_KIND = re.compile("(?:[，；：]|^)计划新?开工(?:项目)?$")
"""Projects planned to begin are a kind beside those that go on and those that are prepared."""
_YEAR = re.compile(r"20\d\d年")
_FEW: Final = 2
"""Marks that a score names beside the others; with more of them it names all."""
_MOST_PARTS: Final = 6
"""Parts of which every choice is tried, where one of them may lie in another."""
_TOTAL_WORD = re.compile(r"(?:合计|共计|总计|总共|累计|一共|共)(?:完成|实现|引进|签约|到位|达到?|为|有|到账"
                         r"|投资)?[^，；。、\d]{0,4}$")
_WHERE = re.compile(r"其中|(?:分别|包括|含|分为|由)")
_AMONG = re.compile(r"其中|(?<=[，：；])(?:含|包括|包含)")
OF_BEFORE: Final = re.compile(r"其中|(?:分|按)[^，。]{1,12}[看分]|从[^，。]{1,10}看")
_REACH: Final = Fraction(1, 4)
"""How far the sum of parts may be from a number before them that is to be their whole."""
_NEAR: Final = Fraction(1, 100)
_BACK: Final = 3
"""Numbers before 其中 among which its whole is."""


def check_parts(sentence: Sentence, earlier: Sequence[Sentence], tally: Tally) -> None:
    """All sums of one sentence, and of its parts that come to a number of an earlier one."""
    _check_among(sentence, tally)
    if (told := divided_sentence(sentence, earlier)) is not None:
        _check_of_before(sentence, told, tally)
    _check_in_brackets(sentence, tally)
    _check_totals(sentence, tally)


def _check_among(sentence: Sentence, tally: Tally) -> None:
    """签约44个，其中工业30个、农业8个、服务业6个."""
    for match in _AMONG.finditer(sentence.text):
        place = sentence.start + match.start()
        before = [one for one in sentence.numbers if one.number.end <= place]
        after = [one for one in sentence.numbers if one.number.start > place]
        amounts = [one for one in before[:-_BACK - 1:-1] if one.part in (Role.ACTUAL, Role.OTHER, Role.TARGET)
                   and one.is_amount]
        # What was reached has parts, and not the target that it is compared with: 签约44个，占目标36个的122%，其中.
        whole = next((one for one in amounts if one.part is not Role.TARGET), next(iter(amounts), None))
        counted = next((one for one in amounts if one.number.measure.is_whole and one.part is not Role.TARGET), None)
        for one in dict.fromkeys((whole, counted)):
            if one is None or not after or _is_another(sentence, one, place):
                continue
            if parts := _parts_after(sentence, one, after, until=_until(sentence, match)):
                _judge(sentence, one, parts, tally, is_all=False)


def divided_sentence(sentence: Sentence, earlier: Sequence[Sentence]) -> Sentence | None:
    """The sentence whose number one of 从结构看 divides: the last before it that divides nothing itself."""
    if not OF_BEFORE.match(sentence.text):
        return None
    return next((one for one in earlier[::-1] if not OF_BEFORE.match(one.text)), None)


def _check_of_before(sentence: Sentence, before: Sentence, tally: Tally) -> None:
    """生产总值100亿元。分产业看，第一产业增加值15亿元…: parts that leave no rest, of the first number before them."""
    whole = next((one for one in before.numbers if one.is_amount and one.part is not Role.BEFORE), None)
    if whole is None or before.passage != sentence.passage:
        return
    parts = _parts_after(sentence, whole, sentence.numbers, until=sentence.start + len(sentence.text))
    _check_more(sentence, before, parts, tally)
    labels = [bare_label(one.number.before) for one in parts]
    for end in range(len(parts), 1, -1):
        outcome = sum_of(parts[:end])
        if leave_no_rest(labels[:end]) and abs(outcome.exact / whole.number.value - 1) < _REACH:
            _judge(sentence, whole, parts[:end], tally, is_all=True)
            tally.use(before, (whole,))
            return


def _check_more(sentence: Sentence, before: Sentence, parts: Sequence[Numbered], tally: Tally) -> None:
    """签约项目37个。其中：省签项目2个，市签项目53个: more than any such number of the sentence before."""
    if not sentence.text.startswith("其中"):
        return
    for one in parts:
        alike = [other for other in before.numbers if other.is_amount and comparable(one, other)]
        noun = words_of_number(sentence, one)[-2:]
        if alike and all(_is_more(one, other) and words_of_number(before, other)[-2:] == noun for other in alike):
            tally.use(sentence, (one,))
            tally.add(finding_in(sentence, Checked.PART_OF_WHOLE,
                                 cause_of_difference(one.number.value, alike[0].number.value, alike[0].number.step),
                                 hard=True, stated=one.text, computed=alike[0].text,
                                 numbers=[(one, "part"), (alike[0], "whole")], start=one.number.start))
            return


def _is_another(sentence: Sentence, whole: Numbered, place: int) -> bool:
    """Whether something that is no number but a whole of its own stands between: 签约44个，完成投资情况良好，其中."""
    between = sentence.text[whole.number.end - sentence.start:place - sentence.start]
    return bool(re.search(r"[。；]", between[:-1])) or len(re.findall("[，]", between)) > 3


def _until(sentence: Sentence, among: re.Match[str]) -> int:
    """Where parts end: at the next 其中, or with the brackets that this one stands in."""
    text = sentence.text
    ends = [len(text)]
    closing = "其中" if among[0] == "其中" else "其中|；"
    if match := re.compile(closing).search(text, among.end()):
        ends.append(match.start())
    if text.count("（", 0, among.start()) > text.count("）", 0, among.start()):
        ends.append(text.find("）", among.start()) % (len(text) + 1))
    return sentence.start + min(ends)


def _parts_after(sentence: Sentence, whole: Numbered, after: Sequence[Numbered], until: int) -> list[Numbered]:
    """The numbers that go on as parts of a whole, up to one that is something else; not those in brackets of their own.
    """
    found: list[Numbered] = []
    for one in after:
        if one.number.start > until:
            break
        if one.part in (Role.THRESHOLD, Role.BEFORE, Role.INCREASE, Role.SURPLUS) or one.number.measure.is_rate:
            continue
        if _TOTAL_WORD.search(one.number.before) or (
                one.part is Role.TARGET and not _PLANNED_KIND.search(one.number.before)):
            break
        if comparable(one, whole) and _is_same_thing(whole, one) and not _in_brackets(sentence, after[0], one):
            found.append(one)
    return found


def _is_same_thing(whole: Numbered, one: Numbered) -> bool:
    """Whether whole things are counted by one word: 44个 and 30个, not 44个 and 30家 of something else."""
    measure = whole.number.measure
    return not measure.is_whole or one.number.measure.word == measure.word or one.number.measure.of == "个"


def _in_brackets(sentence: Sentence, first: Numbered, one: Numbered) -> bool:
    """Whether a number stands in brackets that were opened after the first one."""
    between = sentence.text[first.number.start - sentence.start:one.number.start - sentence.start]
    return between.count("（") > between.count("）")


def _check_in_brackets(sentence: Sentence, tally: Tally) -> None:
    """签约44个（工业30个、农业8个、服务业6个）."""
    for match in re.finditer(r"[（(]([^（()）]*)[)）]", sentence.text):
        first, last = sentence.start + match.start(), sentence.start + match.end()
        inside = [one for one in sentence.numbers if first < one.number.start < last]
        before = [one for one in sentence.numbers if one.number.end <= first]
        if len(inside) < 2 or not before or not before[-1].is_amount or "其中" in match[1]:
            continue
        gap = sentence.text[before[-1].number.end - sentence.start:match.start()]
        parts = _parts_after(sentence, before[-1], inside, until=last)
        if len(parts) == len(inside) and len(gap) <= 8 and "、" not in gap and "，" not in gap:
            _judge(sentence, before[-1], parts, tally, is_all=not re.search("含|包括|如|等|其余", match[1]))


def _check_totals(sentence: Sentence, tally: Tally) -> None:
    """工业30个、农业8个、服务业6个，合计44个; 一、二、三产业分别为…，合计…."""
    for whole in sentence.numbers:
        if not whole.is_amount or not re.search(r"(?:合计|共计|总计|总共)[^，；。、\d]{0,8}$", whole.number.before):
            continue
        before = [one for one in sentence.numbers if one.at < whole.at and one.segment == whole.segment]
        parts = [one for one in before if one.is_amount and comparable(one, whole) and one.part is not Role.BEFORE]
        outcomes = [sum_of(parts[at:]) for at in range(len(parts) - 1)]
        if len(parts) < 2 or any(agrees_with(whole, one) for one in outcomes):
            continue
        if _is_in_reach(whole, outcomes[0].exact):
            _judge(sentence, whole, parts, tally, is_all=True)


def agrees_with_sum(whole: Numbered, parts: Sequence[Numbered]) -> bool:
    """Whether parts come to a whole, to its own decimals."""
    return agrees_with(whole, sum_of(parts))


def agrees_with(whole: Numbered, outcome: Outcome) -> bool:
    """Whether a sum is the whole, to its own decimals."""
    number = whole.number
    return outcome.exact == number.value or outcome.compared(
        number.value, number.step, number.interval, hedged=number.is_hedged) is HowStated.AGREES


def sum_of(parts: Sequence[Numbered]) -> Outcome:
    """What parts come to."""
    return Outcome(sum((one.number.value for one in parts), Fraction(0)),
                   total_of([one.number.interval for one in parts]))


def _is_in_reach(whole: Numbered, total: Fraction) -> bool:
    return bool(total) and Fraction(1, 2) <= whole.number.value / total <= 2


def _judge(sentence: Sentence, whole: Numbered, parts: list[Numbered], tally: Tally, *, is_all: bool) -> None:
    """Says where a part is more than the whole, and where parts that are all do not come to it."""
    for one in _surely_of(sentence, parts):
        if _is_more(one, whole) and not _is_of_other(sentence, one, whole):
            tally.use(sentence, (one, whole))
            tally.add(finding_in(sentence, Checked.PART_OF_WHOLE,
                                 cause_of_difference(one.number.value, whole.number.value, whole.number.step),
                                 hard=True, stated=one.text, computed=whole.text,
                                 numbers=[(one, "part"), (whole, "whole")], start=one.number.start))
            return
    if len(parts) < 2:
        return
    listed, outcome = _those_of_all(sentence, whole, parts, is_all=is_all)
    if outcome is None:
        return
    tally.use(sentence, (*listed, whole))
    if agrees_with(whole, outcome):
        return
    number = whole.number
    hard = outcome.compared(number.value, number.step, number.interval) is HowStated.DIFFERS
    if not hard and number.is_hedged:
        return
    cause = cause_of_difference(number.value, outcome.exact, number.step) if hard else Cause.ROUNDING
    tally.add(finding_in(sentence, Checked.PARTS, cause, hard=hard, stated=whole.text,
                         computed=computed_text(outcome, whole),
                         numbers=[*((one, "part") for one in listed), (whole, "whole")], start=number.start))


def judge_parts(sentence: Sentence, whole: Numbered, parts: list[Numbered], tally: Tally) -> None:
    """Says where parts that are all there are do not come to their whole."""
    _judge(sentence, whole, parts, tally, is_all=True)


def _surely_of(sentence: Sentence, parts: list[Numbered]) -> list[Numbered]:
    """The first part and those that go on with it in one list; what comes later may be something else."""
    found = parts[:1]
    for last, one in pairwise(parts):
        if not sentence.words(last, one).startswith("、"):
            break
        found.append(one)
    return found


def _is_of_other(sentence: Sentence, one: Numbered, whole: Numbered) -> bool:
    """Whether a part is called as another number before it is, that may hold it: 总投资2910亿元，完成360亿元，其中
    在建项目182项，总投资1320亿元.
    """
    own = words_of_number(sentence, one)
    common = len(common_words(own, words_of_number(sentence, whole)))
    return any(other is not whole and other.is_amount and comparable(other, one) and not _is_more(one, other)
               and len(common_words(own, words_of_number(sentence, other))) > common
               for other in sentence.numbers[:one.at])


def _is_more(one: Numbered, whole: Numbered) -> bool:
    high = whole.number.interval.high
    return high is not None and one.number.interval.low > high


def _those_of_all(sentence: Sentence, whole: Numbered, parts: list[Numbered], *, is_all: bool
                  ) -> tuple[list[Numbered], Outcome | None]:
    """The parts that leave no rest, and their sum; None where they may be some of many."""
    for end in (len(parts),) if is_all else range(len(parts), 1, -1):
        outcome = sum_of(parts[:end])
        if agrees_with(whole, outcome):
            return parts[:end], outcome
    labels = [_label(sentence, one) for one in parts]
    for end in range(len(parts), 1, -1):
        if leave_no_rest(labels[:end]) and _is_in_reach(whole, sum_of(parts[:end]).exact):
            return parts[:end], sum_of(parts[:end])
    outcome = sum_of(parts)
    if whole.number.measure.of == MARKS and len(parts) > _FEW and is_near(whole.number.value, outcome.exact):
        return parts, outcome
    if _is_to_the_rest(whole, parts) or _are_too_many(whole, parts, labels):
        return parts, outcome
    if is_all and _is_in_reach(whole, outcome.exact):
        return parts, outcome
    if _is_almost(whole, parts, outcome) or _is_slip_away(whole, parts):
        return parts, outcome
    return parts, None


def _label(sentence: Sentence, one: Numbered) -> str:
    """What a part is called; of parts told by years the year."""
    year = _YEAR.search(one.number.before)
    return bare_label(one.number.before) or (year[0] if year else words_of_number(sentence, one))


def _is_to_the_rest(whole: Numbered, parts: Sequence[Numbered]) -> bool:
    """Whether the last part is all that is left (其余34个), and no choice of the others makes up the whole with it."""
    if not _REST.search(parts[-1].number.before) or not 2 <= len(parts) <= _MOST_PARTS:
        return False
    choices = (chosen for size in range(1, len(parts)) for chosen in combinations(parts[:-1], size))
    sums = [sum_of([*chosen, parts[-1]]) for chosen in choices]
    return _is_in_reach(whole, sum_of(parts).exact) and not any(
        agrees_with(whole, one) or one.possible.meets(whole.number.interval) for one in sums)


def _are_too_many(whole: Numbered, parts: Sequence[Numbered], labels: Sequence[str]) -> bool:
    """Whether parts that have nothing in common come to more than their whole."""
    high = whole.number.interval.high
    if high is None or sum_of(parts).possible.low <= high:
        return False
    return have_nothing_in_common(labels) and _is_in_reach(whole, sum_of(parts).exact)


def _is_slip_away(whole: Numbered, parts: Sequence[Numbered]) -> bool:
    """Whether all is right once two digits of one part change places, or its point or its 万 is put right."""
    total = sum_of(parts).exact
    for one in parts:
        number = one.number
        left = whole.number.value - (total - number.value)
        if left > 0 and number.digits > _FEW and not number.is_hedged and not whole.number.is_hedged and is_swap(
                number.value, left, number.step):
            return True
    return False


def _is_almost(whole: Numbered, parts: Sequence[Numbered], outcome: Outcome) -> bool:
    """Whether a sum is so near its total that it is no chance: all with many digits, less than a hundredth apart."""
    if any(one.number.is_hedged for one in (*parts, whole)) or whole.number.digits < 4:
        return False
    return abs(outcome.exact / whole.number.value - 1) < _NEAR / (1 if whole.number.digits > 4 else 2)
