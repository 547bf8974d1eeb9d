"""Parts a passage into sentences and segments, with the numbers of each and what role these have there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tracker.proof.draft import DraftPlace, Passage
from tracker.proof.folded import FoldedText, fold_text
from tracker.proof.measures import MARKS
from tracker.proof.numbers import PrintedNumber, printed_numbers
from tracker.proof.set_aside import Aside


class Role(StrEnum):
    """What a number is in its sentence."""

    TARGET = "target"
    ACTUAL = "actual"
    BEFORE = "before"
    """The value of an earlier year."""
    INCREASE = "increase"
    """By how much something grew or fell."""
    SURPLUS = "surplus"
    """By how much a target was passed or missed."""
    COMPLETION = "completion"
    SHARE = "share"
    CONVERSION = "conversion"
    GROWTH = "growth"
    THRESHOLD = "threshold"
    """5亿元以上: a limit, no figure."""
    OTHER_RATE = "other_rate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number with its part in the sentence; `at` is its place among the numbers of the sentence."""

    number: PrintedNumber
    part: Role
    at: int
    segment: int
    text: str
    """As it was written."""
    is_listed: bool = False
    """Whether it goes on with a list that the number before it is in: 104.7%、101.8%."""

    @property
    def is_amount(self) -> bool:
        """Whether it says how much or how many there is of something."""
        return self.part in (Role.TARGET, Role.ACTUAL, Role.BEFORE, Role.OTHER) and not self.number.measure.is_rate


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its folded text, where that begins in the passage, and its numbers."""

    text: str
    start: int
    shown: str
    place: DraftPlace
    numbers: tuple[Numbered, ...]
    passage: int
    lead: str = ""
    """The passage up to the sentence."""

    def words(self, first: Numbered, last: Numbered) -> str:
        """What stands between two numbers."""
        return self.text[first.number.end - self.start:last.number.start - self.start]

    def text_before(self, one: Numbered) -> str:
        """The text up to a number."""
        return self.text[:one.number.start - self.start]

    def is_single(self, one: Numbered) -> bool:
        """Whether a number neither begins nor goes on with a list of several (分别增长25%、33.3%)."""
        following = self.numbers[one.at + 1] if one.at + 1 < len(self.numbers) else None
        return not one.is_listed and not (following is not None and following.is_listed)

    def segments(self) -> list[int]:
        """The segments that have numbers, in their order."""
        return sorted({one.segment for one in self.numbers})

    def segment(self, number: int) -> list[Numbered]:
        """The numbers of one segment."""
        return [one for one in self.numbers if one.segment == number]

    def segment_text(self, number: int) -> str:
        """The text of one segment."""
        bounds = [0, *breaks_of(self.text), len(self.text)]
        return self.text[bounds[number]:bounds[number + 1]]

    def segment_start(self, number: int) -> int:
        """Where a segment begins in the passage."""
        return self.start + [0, *breaks_of(self.text)][number]


_ENDS = re.compile(r"[。！？!?]+[”\"’）)]?|\n")
_BREAK = re.compile(r"[；;]|(?<=[。，,：:])(?=(?:[一二三四五六七八九十]{1,2}是"
                    r"|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳]))")
_TARGET: Final = r"目标|任务|计划(?!总投资)|预算数|年初预算|指标|下达|预期|责任数"
_DONE: Final = (
    r"(?:完成|达到?|实现|占|为|相当于|是|达成)[^，；;。]*(?:" + _TARGET + r")[^，；;。]*(?:的|比例|比重|率|进度|：)"
                                                          r"(?:为|达到?|是)?[约近超]?$"
    r"|(?:完成率|完成比例|完成进度|完成度|达成率|进度|完成情况)(?:为|达到?|是|：|:|（|\()*[约近超]?$|完成(?:了"
    r"|率)?[约近超]?$"
    r"|(?:目标|任务|计划)(?:数|任务|额)?的?[约近超]?$"
    r"|(?:为|占|达到?|相当于)(?:年初|年度|全年|调整后?|变动后?)*预算数?的[约近超]?$"
    r"|[超未]?[额额]?完成[^，；;。%]{0,12}(?:的|任务)[约近超]?$")
_COMPLETION = re.compile(_DONE)
_GROWTH = re.compile(
    r"(?P<down>下降|减少|降低|下滑|回落|负增长|减(?!排|税|免)|降(?!本))?(?:增长|增幅|增速|上升|提高|提升|增加|攀升"
    r"|递增|扩大|增(?!资)|同比|环比|上年|去年|同期)?"
    r"(?:了|速度|速|率|幅度?|为|达到?|是|：|约|近|超过?|逾|到|高达|分别)*$")
_UP: Final = ("增长", "增幅", "增速", "上升", "提高", "提升", "增加", "攀升", "递增", "扩大", "净增",
              "增收", "增支", "增产", "多增", "增")
_DOWN: Final = ("下降", "减少", "降低", "下滑", "回落", "负增长", "净减", "减收", "减支", "减产", "短收", "少收",
                "减幅", "降幅", "减", "降")
_CHANGE = re.compile(
    rf"(?P<word>{'|'.join(sorted((*_UP, *_DOWN), key=len, reverse=True))})(?:了|速度|速|率|幅度?|为|达到?|是|：|约|近"
    rf"|超过?|逾|高达|分别)*$")
_MORE_DONE = re.compile(r"(?:同比|环比|[比较][^，；。、\d]{1,8}?)(?P<word>多|少)[一-龥]{0,2}$")
"""同比多办612件."""
_RENEWED = re.compile(r"(?:改造|提质|转型|优化|技术|整治|品质)(?:提升|提高|增加)(?:了)?$")
"""改造提升1.8万亩: what was renewed, no difference of two values."""
_RELATIVE = re.compile(r"(?:同比|环比|比上年|较上年|比去年|较去年|同期)(?:同期)?(?:为|[：:])?$")
_SHARE = re.compile(r"占[^，；;。]*$|(?:占比|比重|份额|比例)(?:为|达到?|是|：|约|近|超过?)*$")
CONVERTED: Final = (
    "开工", "动工", "投产", "竣工", "完工", "履约", "注册", "到位", "入资", "到资", "落地", "签约", "转化", "入统",
    "入规", "达产", "建成", "销号", "办结", "整改", "支付", "执行", "出资", "兑现", "转签约", "回收", "办复", "化解",
    "结案",
    "资金到位", "项目履约",
    "合同履约", "项目开工", "项目投产", "投资完成", "开工建设", "落地开工", "注册落地",
)
"""Milestones that conversion rates are told of: 开工率, 资金到位率."""
_CONVERSION = re.compile(rf"(?:{'|'.join(sorted(CONVERTED, key=len, reverse=True))})率(?:分别)?(?:为|达到?|是|：|:|（"
                         rf"|\("
                         rf"|高达|约)*$")
_BEFORE_NOW = re.compile(
    r"(?:上年|去年|上一年|前年|同期|上年同期|去年同期|年初|上年末|上年底|基期)(?:同期)?(?:全年)?(?:度)?(?:同口径)?(?:余额|总量|总数)?(?:完成|实现|签约|新签约?|引进|到位|新开工|开工"
    r"|增速|增幅|仅|只有)*(?:的"
    r"|为|是|：|数)*$|[比较]20\d\d年(?:度|同期|末|底)?(?:完成|实现)?(?:的|数)$")
_FROM = re.compile(r"(?:由|从)[^，；;。]{0,14}$")
_BEFORE_AFTER = re.compile(r"^(?:元)?(?:增长|增加|提高|上升|增|降|下降|减少|降低|扩大|跃升|提升|发展|升)(?:至|到|为)")
_SURPLUS = re.compile(
    r"(?:超额?(?:完成)?(?:全年)?(?:目标)?(?:任务)?(?:计划)?|[差缺欠]|(?:比|较|超)[^，；;。]{0,10}(?:目标|任务|计划)"
    r"(?:任务|数)?(?:多|少|超|高|低)?"
    r"(?:出)?|多完成|少完成|超出)(?:目标|任务|计划)*(?:了)?$")
_PASSED_BY = re.compile(
    r"(?:超(?:额(?:完成)?|出|过)?|高于|高出)(?:全年|年度|年初)?(?:目标|任务|计划|指标)(?:目标|任务|计划)?(?:数|任务)?(?:了)?$")
_OVER_BY = re.compile(r"超额(?:完成|实现)?(?:了|约)*$")
_LEAST_COMPLETION: Final = 50
"""Percent; what a target was passed by (超目标任务4.7%) is less, where a rate of completion is more."""
_NOT_DONE: Final = r"(?:(?!完成|达到|实现|引进|实际|已|占|到位(?!资金))[^，；;。])*"
_IS_TARGET = re.compile(rf"(?:{_TARGET}){_NOT_DONE}$"
                        r"|(?:目标|任务)(?:数|值|任务)?(?:为|是|：)(?:完成|引进|实现|新增|签约|到位|利用)[^，；;。的]*$"
                        r"|(?<!投资)计划(?:完成|引进|实现|新增|新建|实施|到位|开工|签约|利用)[^，；;。的]*$"
                        r"|预算数?(?:额|安排)?(?:为|是|：|:)?$")
_TARGET_AFTER = re.compile(
    r"^(?:元|人民币)?的?(?:(?!完成|占|达|超|实现|到位资金)[一-龥]){0,8}?(?:目标|任务)(?!的)|^的(?:年度|全年|年初)?"
    r"(?:目标|任务|计划)")
_DONE_WORD = re.compile(r"完成|引进|到位|实现|达到|已|累计|实际|到资|利用|签约")


def sentences_of(passages: Sequence[Passage]) -> Iterator[tuple[Sentence, list[tuple[str, DraftPlace, Aside]]]]:
    """Each sentence in order, with the digits in it that are no figures."""
    for index, passage in enumerate(passages):
        folded = fold_text(passage.text)
        numbers, aside = printed_numbers(folded)
        for start, end in _spans(folded.text, numbers, aside):
            here = [one for one in numbers if start <= one.start < end]
            left = [(folded.shown(one[0], one[1]), passage.place_at(folded.origin(one[0])), one[2])
                    for one in aside if start <= one[0] < end]
            if here or left:
                yield _sentence(folded, start, end, here, passage, index), left


def _spans(text: str, numbers: list[PrintedNumber], aside: list[tuple[int, int, Aside]]) -> Iterator[tuple[int, int]]:
    inside = bytearray(len(text) + 1)
    for first, last in (*((one.start, one.end) for one in numbers), *((one[0], one[1]) for one in aside)):
        inside[first + 1:last] = b"\1" * (last - first - 1)
    start = 0
    for match in _ENDS.finditer(text):
        if not inside[match.start()]:
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def breaks_of(text: str) -> list[int]:
    """Where the second and later segments of a text begin."""
    return [match.end() for match in _BREAK.finditer(text) if 0 < match.end() < len(text)]


def _sentence(folded: FoldedText, start: int, end: int, here: list[PrintedNumber], passage: Passage, index: int
              ) -> Sentence:
    text = folded.text[start:end]
    breaks = breaks_of(text)
    numbered: list[Numbered] = []
    for at, one in enumerate(here):
        segment = bisect_right(breaks, one.start - start)
        last = numbered[-1] if numbered else None
        is_next = last is not None and _is_listed(folded.text[last.number.end:one.start], last.number, one)
        part = last.part if last is not None and is_next else part_of(_past_limit(one, last))
        is_rate = part is Role.OTHER_RATE and one.measure.of == "%"
        if is_rate and one.before == "的" and last is not None and last.part is Role.TARGET:
            part = Role.COMPLETION  # 完成任务36个、30个的122.2%、103.3%: the clause of the rate begins behind 、
        numbered.append(Numbered(one, part, at, segment, folded.shown(one.start, one.end), is_next))
    return Sentence(text, start, folded.shown(start, end), passage.place_at(folded.origin(start)), tuple(numbered),
                    index,
                    folded.text[:start])


def _past_limit(one: PrintedNumber, last: Numbered | None) -> PrintedNumber:
    """A number with all words of its clause where but a limit parts them: 目标为引进5亿元以上项目10个."""
    is_past = last is not None and last.part is Role.THRESHOLD and len(one.clause) > len(one.before)
    return replace(one, before=one.clause) if is_past else one


def _is_listed(between: str, last: PrintedNumber, one: PrintedNumber) -> bool:
    return (between in ("、", "和", "与", "及", "以及", "，和", "，", ",") and last.measure.of == one.measure.of
            and not last.is_threshold)


def part_of(one: PrintedNumber) -> Role:
    """What a number is in its sentence, by the words around it."""
    if one.is_threshold:
        return Role.THRESHOLD
    if one.measure.of == "%":
        return _part_of_percent(one)
    if one.measure.is_rate:
        return Role.GROWTH if one.measure.of == "倍" and _CHANGE.search(one.before) else Role.OTHER_RATE
    return _part_of_amount(one)


def _part_of_percent(one: PrintedNumber) -> Role:
    words = one.clause
    if (_PASSED_BY.search(one.before) or _OVER_BY.search(one.before)) and one.value < _LEAST_COMPLETION:
        return Role.SURPLUS
    if _CHANGE.search(one.before) or _RELATIVE.search(one.before):
        return Role.GROWTH
    if _CONVERSION.search(words):
        return Role.CONVERSION
    if _COMPLETION.search(words):
        return Role.COMPLETION
    if _SHARE.search(words):
        return Role.SHARE
    return Role.OTHER_RATE


def _part_of_amount(one: PrintedNumber) -> Role:
    if _SURPLUS.search(one.before):
        return Role.SURPLUS
    if _BEFORE_NOW.search(one.before) or (_FROM.search(one.before) and _BEFORE_AFTER.match(one.after)):
        return Role.BEFORE
    if _MORE_DONE.search(one.before):
        return Role.INCREASE
    if _CHANGE.search(one.before) and not _RENEWED.search(one.before) and (
            one.before.strip("，") == "新增" or not one.before.endswith("新增")):
        return Role.INCREASE
    if one.measure.of != MARKS and (_TARGET_AFTER.match(one.after) or _IS_TARGET.search(one.before)):
        return Role.TARGET
    return Role.ACTUAL if _DONE_WORD.search(one.before) else Role.OTHER


def is_down(words: str) -> bool:
    """Whether the last word of change before a rate is one of falling."""
    match = _CHANGE.search(words) or _MORE_DONE.search(words)
    return bool(match and match["word"] in (*_DOWN, "少"))
