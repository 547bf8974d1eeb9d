"""Finds one thing that is given two values in a draft, and 万 and 亿 that were taken for each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.proof.findings import Checked, DraftFinding, NumberSaid, cause_of_difference
from tracker.proof.labels import bare_label, is_telling
from tracker.proof.pairs import comparable
from tracker.proof.period_said import LONGEST_LEAD
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_PERIOD = re.compile(r"\d{1,2}[-—~至]\d{1,2}月|\d{1,2}月|前?[一二三四]季度|上半年|下半年|去年|上年|今年|本年|明年"
                     r"|当年|同期|全年|累计|"
                     r"以来|五年|十三五|十四五|十二五|截至")
_YEAR = re.compile(r".{0,6}?(20\d\d)年")
_YEAR_IN = re.compile(r"(20\d\d)年")
_YEARLY = re.compile("(?:今年|全年|本年|当年|以来|累计)+")
_PLANNED = re.compile(r"力争|预计|计划|确保|争取|拟|将|有望|目标|任务|规划|建成后|达产后|投产后|若|可|预算|调整|上限"
                      r"|标准|不低于|每|均|人均|单位")
_VERB = re.compile(r"^(?:全市|全县|全区|全州|我市|我县|我区|我州|本市|本县)?(?:共|累计)?(?:引进|招引|实现|完成|到位)?")
_GENERAL = re.compile(r"项目|资金|总投资|投资额|投资|总额|金额|完成|到位|到账|签约|签订|合同|协议|引进|引资|累计|收入"
                      r"|支出|产值|税收|面积|企业|财政|中央|省级|上级|安排|投入|下达|争取"
                      r"|计划|固定资产|"
                      r"[总额数量亿元万共约达含年度月份]")
_THREE_NEW = re.compile("新(?:签约?|开工|投产|竣工)")
_WHOSE = re.compile(r"[一-龥A-Za-z\d]{1,10}?(?:镇|乡|街道|园区|开发区|办事处|村|公司|集团|局|县|新区|高新区|经开区"
                    r"|博会|洽会|洽谈会|推介会|活动|"
                    r"交易会|签约会|届|基地|期工程|[一二三]期|医院|学校|小学|中学|大学)")
_LEVEL = re.compile("(?:国家|[省市县区州乡村])级")
_WHOLE_PLACE = re.compile(r"全[市县区州省]|我[市县区州省]|[市县区州省][委级政]|各[县镇乡]|县[市区域]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with what it is of, whose, when and in what part."""

    label: str
    year: str
    """Named in its sentence, or by the last sentence that begins with one."""
    period: str
    scope: str
    sentence: Sentence
    one: Numbered


def mentions_of(sentences: Sequence[Sentence]) -> list[Mention]:
    """All amounts of a draft whose words say what they are of."""
    found: list[Mention] = []
    running = ""
    for sentence in sentences:
        begun = _YEAR.match(sentence.text)
        running = begun[1] if begun else running
        for one in sentence.numbers:
            years = _YEAR_IN.findall(_lead(sentence, one))
            if mention := _mention(sentence, one, years[-1] if years else running):
                found.append(mention)
    return found


def _mention(sentence: Sentence, one: Numbered, year: str) -> Mention | None:
    if one.part not in (Role.TARGET, Role.ACTUAL, Role.OTHER) or one.number.is_hedged or one.number.spelled:
        return None
    if one.number.measure.is_rate or one.is_listed or not one.number.measure.of:
        return None
    clause = one.number.before
    if len(one.number.clause) > len(clause):
        return None  # 133个续建项目完成投资 is not of all of them
    if one.part is not Role.TARGET and _PLANNED.search(clause + one.number.after):
        return None
    label = _VERB.sub("", bare_label(clause))
    if not is_telling(label) or re.search(r"\d", label) or (
            len(_GENERAL.sub("", label)) < 2 and not _THREE_NEW.search(label)):
        return None
    period = "".join(dict.fromkeys(_PERIOD.findall(clause))) or _last_period(sentence, one)
    scope = _scope(sentence, one)
    return Mention(label, year, _YEAR_IN.sub("", period).replace("年度", ""), scope, sentence, one)


def _last_period(sentence: Sentence, one: Numbered) -> str:
    found = _PERIOD.findall(_lead(sentence, one))
    return found[-1] if found else ""


def _lead(sentence: Sentence, one: Numbered) -> str:
    """What stands before a number in its sentence, as far back as a time may be named."""
    place = one.number.start - sentence.start
    return sentence.text[max(place - LONGEST_LEAD, 0):place]


def _scope(sentence: Sentence, one: Numbered) -> str:
    """Whose number it is: what stands before the clause in its sentence, and 其中."""
    return "其中" if "其中" in _lead(sentence, one) else ""


def check_mentions(sentences: Sequence[Sentence], tally: Tally) -> None:
    """Sets all mentions of one thing against each other."""
    groups: dict[tuple[str, bool, str], list[Mention]] = defaultdict(list)
    for mention in mentions_of(sentences):
        groups[mention.label, mention.one.part is Role.TARGET, mention.one.number.measure.word].append(mention)
    for found in groups.values():
        if len(found) == 2 or len({one.one.number.value for one in found}) == 2:
            for first, second in _contradicting(found):
                tally.use(first.sentence, (first.one,))
                tally.use(second.sentence, (second.one,))
                tally.add(_twice(first, second))


def _contradicting(found: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    first = found[0]
    for second in found[1:]:
        if _same(first, second) and not first.one.number.interval.meets(second.one.number.interval):
            yield first, second
            return


def _same(first: Mention, second: Mention) -> bool:
    """Whether two mentions are of one thing: label, time and scope alike, and near enough to be meant for one."""
    if not comparable(first.one, second.one) or first.scope != second.scope:
        return False
    if first.sentence is second.sentence and first.one.segment == second.one.segment and (
            first.one.part is not Role.TARGET):
        return False
    if first.year != second.year or not _periods_agree(first.period, second.period):
        return False
    if _subject(first) != _subject(second):
        return False
    ratio = first.one.number.value / second.one.number.value if second.one.number.value else Fraction(0)
    return Fraction(1, 2) <= ratio <= 2 or any(abs(ratio / power - 1) < Fraction(1, 100) for power in (
        Fraction(10**4), Fraction(1, 10**4), Fraction(10), Fraction(1, 10)))


def _periods_agree(one: str, other: str) -> bool:
    """Whether two times may be one: alike, or both the year of the draft."""
    return one == other or (_is_year(one) and _is_year(other))


def _is_year(period: str) -> bool:
    return not period or bool(_YEARLY.fullmatch(period))


def _subject(mention: Mention) -> frozenset[str]:
    return subjects_before(mention.sentence.text_before(mention.one))


def subjects_before(text: str) -> frozenset[str]:
    """The places, bodies, events and projects named in a text, whose the number behind it may be."""
    return frozenset((*_WHOSE.findall(_WHOLE_PLACE.sub("，", text)), *_LEVEL.findall(text)))


def _twice(first: Mention, second: Mention) -> DraftFinding:
    ours, theirs = second.one.number, first.one.number
    step = max(ours.step, theirs.step)
    cause = cause_of_difference(ours.value, theirs.value, step)
    return DraftFinding(
        Checked.TWICE, cause, True, second.sentence.place, second.sentence.shown, second.one.text, first.one.text,
        (NumberSaid(first.one.text, "first"), NumberSaid(second.one.text, "second")),
        (first.sentence.place, first.sentence.shown), {"label": second.label}, second.sentence.passage, ours.start)
