"""Finds the whole of a rate in the sentences before it, where its own has none: 占签约项目的, 占全县的, 履约率."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.proof.labels import common_words, words_of_number
from tracker.proof.pairs import comparable
from tracker.proof.sentences import Numbered, Role, Sentence

_ALL = re.compile("[总全共]")
_PLACE = re.compile(r"全[省市县区州]|我[省市县区州]")
_WHOSE = re.compile(r"^(?:全部|所有|全[省市县区州]|我[省市县区州]|[省市县区州]|当年|全年|年度|本年)|[总额数量]+$")
_BY_KIND = re.compile("[分按从][^，。：；]{1,12}[看分][，：]")
_SAYS_LITTLE = re.compile("招商引资|当年|本年|在手")
_LEAST_COMMON: Final = 3
"""Characters that the words of a part and of its whole have in common where only the place tells them apart."""
_SOURCES: Final = tuple((re.compile(stems), re.compile(source)) for stems, source in (
    ("执行|支付|支出", "预算|安排"),
    ("回收", "发放|发出"),
    ("办结|办复|化解|整改|结案|销号", "收到|受理|交办|排查|接到|反馈"),
    ("", "签约|合同|协议"),
))
"""What a conversion rate is of, by its stem."""


def names_whole(words: str, label: str) -> bool:
    """Whether words (占到位资金的) name what a label is of: most of them stand there in one piece."""
    own = _WHOSE.sub("", words)
    if not own and len(words) > _LEAST_COMMON:
        return label == words  # 占全市总量的18.5%，全市总量为7.68亿元
    return len(own) >= 2 and 5 * len(common_words(own, label)) >= 3 * len(own)


def shared_whole(sentence: Sentence, earlier: Sequence[Sentence], part: Numbered, words: str) -> Numbered | None:
    """The amount of earlier sentences that a share is said to be of; None where several values could be meant."""
    if (whole := _divided(sentence, earlier, part, words)) is not None:
        return whole
    own = words_of_number(sentence, part)
    is_place = bool(_PLACE.fullmatch(words))
    found = []
    for where, one in _amounts(earlier, part):
        label = words_of_number(where, one)
        if one.part is Role.TARGET:
            continue
        if is_place and (_PLACE.search(label) or _PLACE.search(one.number.clause)):
            if len(common_words(own, label)) >= _LEAST_COMMON:
                found.append(one)
        elif not is_place and names_whole(words, label) and _is_no_more(words, label):
            found.append(one)
    return found[0] if len({one.number.value for one in found}) == 1 else None


def _divided(sentence: Sentence, earlier: Sequence[Sentence], part: Numbered, words: str) -> Numbered | None:
    """财政收入1.72亿元，增长5%。从结构看：税收收入1.55亿元，占收入的90%: the first number before."""
    told = next((one for one in earlier[::-1] if not _BY_KIND.match(one.text)), None)
    if not _BY_KIND.match(sentence.text) or told is None or told.passage != sentence.passage or not told.numbers:
        return None
    one = told.numbers[0]
    if not one.is_amount or not comparable(one, part) or one.number.value < part.number.value:
        return None
    return one if words_of_number(told, one).endswith(words) else None


def _is_no_more(words: str, label: str) -> bool:
    """Whether a label says little else, and is of all where the words are: 总签约金额 is not that of some companies."""
    of_all = not _ALL.match(words) or bool(_ALL.search(label))
    return of_all and 5 * len(common_words(words, label)) >= 3 * len(_SAYS_LITTLE.sub("", label))


def converted_whole(sentence: Sentence, earlier: Sequence[Sentence], part: Numbered, stem: str) -> Numbered | None:
    """The amount that a conversion rate is of, in a sentence before it in its passage: what was signed, the budget."""
    source = next(source for stems, source in _SOURCES if stems.search(stem))
    near = [one for one in earlier if one.passage == sentence.passage]
    return next((one for _, one in _amounts(near, part) if source.search(one.number.before)), None)


def _amounts(earlier: Sequence[Sentence], part: Numbered) -> Iterator[tuple[Sentence, Numbered]]:
    """What may hold a part, the nearest first."""
    for where in earlier[::-1]:
        for one in where.numbers[::-1]:
            if (one.is_amount and one.part is not Role.BEFORE and not one.number.is_hedged and comparable(one, part)
                    and one.number.value >= part.number.value):
                yield where, one
