"""What a number is of: the words before it in its clause, without those that only say that it was reached."""

from __future__ import annotations

import re
from typing import Final

from tracker.proof.sentences import Numbered, Role, Sentence

_SAYS_NO_MORE = re.compile(
    r"^\d{1,2}[.．、)）]+|20\d\d年度?|(?:\d{1,2}[-—~至]\d{1,2}月|\d{1,2}月)份?|今年以来|年初以来|今年|本年度?|当年"
    r"|全年度?|年度|截至目前|截至|目前|其中"
    r"|累计|共计|合计|总计|"
    r"已经?|(?<!公)共有?|实际|预计|完成了?|实现了?|达到了?|达|为|是|(?<![国所私拥])有|(?<![签合节预契违公履相])约|近"
    r"|超过?|逾|突破|全面|超额|圆满|顺利|均|分别"
    r"|新增|任务数?|目标数?|指标数?|计划数?|"
    r"(?:一|二|三|四|五|六|七|八|九|十)是|[（(][一二三四五六七八九十\d]+[)）]|同比|上年同期|去年同期|的|了|个|，|：|、")
_MONTHS = re.compile(r"\d{1,2}[-—~至]\d{1,2}月|前?[一二三四]季度|上半年|下半年|\d{1,2}月份?|1至\d{1,2}月")


def words_of_number(sentence: Sentence, one: Numbered) -> str:
    """The words a number is of; those of the number before it in the segment where its own say nothing."""
    while True:
        words = bare_label(one.number.before)
        if len(words) >= 2:
            return words
        last = [other for other in sentence.segment(one.segment) if other.at < one.at and not (
            other.number.measure.is_rate or other.part is Role.THRESHOLD)]
        if not last:
            return _lead_label(sentence, one) or words
        one = last[-1]


def _lead_label(sentence: Sentence, one: Numbered) -> str:
    """What stands before the clause of a number: 实际利用外资方面，完成21.4万美元."""
    head = sentence.segment_text(one.segment)
    before = head[:max(head.find(one.number.clause), 0)].rstrip("，：、")
    words = re.split(r"[，；：。、]", before)[-1]
    return bare_label(words.removesuffix("方面"))


def bare_label(words: str) -> str:
    """Words without what only says when, that, and how far something was reached."""
    return _SAYS_NO_MORE.sub("", words).strip("“”\"'（）() ")


def common_words(one: str, other: str) -> str:
    """The longest piece that two labels have in common."""
    best = ""
    for start in range(len(one)):
        end = start + len(best) + 1
        while end <= len(one) and one[start:end] in other:
            best = one[start:end]
            end += 1
    return best


_STOP: Final = frozenset({"项目", "资金", "投资", "全市", "全县", "企业", "全区", "总额"})


def is_telling(label: str) -> bool:
    """Whether a label says more than that it is about projects or money."""
    return len(label) >= 3 and label not in _STOP
