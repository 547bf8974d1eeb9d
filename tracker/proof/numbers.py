"""Finds the numbers in a text: what they were rounded from, what they count, and what is said around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from tracker.domain.numerals import read_numeral
from tracker.proof.folded import FoldedText
from tracker.proof.interval import Interval, rounded_from
from tracker.proof.measures import NO_UNIT_SAID, SCALE, SCALES_WRITTEN, UNIT, Measure, measure_meant
from tracker.proof.set_aside import Aside, set_aside

_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MORE: Final = r"[多余几](?!\d)"
_NUMBER = re.compile(
    rf"(?P<sign>(?:(?<=增长)|(?<=下降)|(?<=减少)|(?<=降低)|(?<=同比)|(?<=环比)|(?<=增速)|(?<=增幅)|(?<=为)|(?<=达)|(?<=的)|(?<=由)|(?<=从)|"
    rf"(?<=[（(])|^)[-－]|(?<![减担背抱肩])负(?=\d))?"
    rf"(?P<digits>{_DIGITS})(?P<range>\s?(?:[%万亿]|个百分点)?[-—–~～至到]\s?"
    rf"(?P<to>{_DIGITS}))?(?P<more>{_MORE})?(?P<scale>{SCALE})?(?P<more2>{_MORE})?(?P<unit>{UNIT})?(?P<more3>{_MORE})?")
_CN: Final = "零〇一二两三四五六七八九十百千"
_SPELLED = re.compile(
    rf"百分之(?P<percent>[{_CN}]+(?:点[零〇一二三四五六七八九]+)?)"
    rf"|(?P<below>[二三四五六七八九十]{{1,2}})分之(?P<above>[一二两三四五六七八九])(?![{_CN}点])"
    rf"|(?<![第{_CN}\d万亿、“几数])(?P<number>[{_CN}]+(?:点[零〇一二三四五六七八九]+)?)(?P<scale>万亿|亿|万)?"
    rf"(?P<more>[多余])?"
    rf"(?P<unit>亿?元|美元|个(?![{_CN}一-龥]?(?:百分点|月|年|方面|层面|季度|小时|工作日|中心|基本|重点|必|坚持|维护"
    rf"|确保|全|更))|家|项(?=目|[，。；、（]|$)|户"
    rf"(?=企|[，。；、（]|$)|倍)")
_BEFORE: Final = {
    "over": ("超过", "超出", "超", "逾", "突破", "不低于", "不少于", "不小于", "至少", "高于", "大于", "多于",
             "跨越", "跃上", "站上", "迈上",
             "跨过", "达到或超过", "≥", ">"),
    "under": ("不超过", "不高于", "不多于", "不足", "不到", "低于", "少于", "小于", "至多", "最多", "控制在", "≤", "<"),
    "near": ("将近", "接近", "近", "逼近"),
    "about": ("大约", "约为", "约", "大概", "约占", "约合", "估计", "左右", "约达", "±"),
}
_HEDGE = re.compile("(?<![签合节履违预契附最靠临])(?:" + "|".join(
    f"(?P<{kind}>{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})" for kind, words in _BEFORE.items())
    + ")(?:了|为|达到?|到)?$")
_AND: Final = ("", "和", "与", "及")
_AFTER = re.compile(r"(?:人民币)?(?P<word>以上|及以上|以内|以下|之内|左右|上下|有余|余)")
_LIMIT = re.compile(r"(?:人民币)?(?:及|（含）)?(?:以上|以内|以下)(?:的|[项企工产新重规签投招大])")
"""What follows a number that is a limit: 5亿元以上项目."""
_CLAUSE = "，,；;。：:！？!?（）()、“”\"《》|"
_GROUPED = re.compile(r",\d{3}(?!\d)")
"""A comma inside 1,240,000; every other one was made a full-width one."""
_NO_NOUN = re.compile("(?:已)?(?:高?达到?|为|约|是|近|超过?)?")
"""A clause that says a rate and not of what: 占比已超过九成、达91.28%."""
_IN_BRACKETS = re.compile("（[^（）]*）")
_LONGEST_CLAUSE = 200
"""Characters of a clause that are looked at."""
_LONGEST_BRACKETS = 40
"""Characters of a remark in brackets that does not end a clause."""
_MOST_SPELLED: Final = frozenset("一两")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number of a draft in its base unit (元, 个, %): `value` as printed, `interval` what it was rounded from.

    `start` and `end` are offsets in the folded text of its passage, `step` what its last digit stands for. `before` and
    `after` are the words of its clause around it, `before` from the last sign or number on. `clause` is all of its
    clause before it, other numbers too. `is_hedged` is a number that is said to be about, over or under, or a range.
    """

    start: int
    end: int
    value: Fraction
    step: Fraction
    interval: Interval
    measure: Measure
    before: str
    clause: str
    after: str
    factor: int = 1
    """What stands between digits and unit: 10,000 for 万."""
    is_hedged: bool = False
    is_threshold: bool = False
    spelled: bool = False

    @property
    def decimals(self) -> int:
        """Digits behind the point of a rate as it was printed."""
        return 0 if self.step >= 1 or self.step == 0 else len(str(round(1 / self.step))) - 1

    @property
    def digits(self) -> int:
        """How many digits say something: 129.83 has five, 30 two."""
        return len(str(abs(self.value / self.step).__floor__()).lstrip("0")) if self.step else 1


def printed_numbers(folded: FoldedText) -> tuple[list[PrintedNumber], list[tuple[int, int, Aside]]]:
    """The numbers of a passage in their order, and the digits that are none, each with start, end and kind."""
    aside = set_aside(folded.text)
    masked = list(folded.text)
    for start, end, _ in aside:
        masked[start:end] = "￼" * (end - start)
    text = "".join(masked)
    found = [_of_match(match) for match in _NUMBER.finditer(text)]
    taken = bytearray(len(text))
    for one in found:
        taken[one.start:one.end] = b"\1" * (one.end - one.start)
    found += [spelled for match in _SPELLED.finditer(text)
              if not any(taken[match.start():match.end()]) and (spelled := _spelled(match)) is not None]
    found.sort(key=lambda one: one.start)
    return _with_units(_with_words(found, folded.text)), aside


def _of_match(match: re.Match[str]) -> PrintedNumber:
    digits = match["digits"].replace(",", "")
    factor = SCALES_WRITTEN[match["scale"]] if match["scale"] else 1
    step = Fraction(factor, 10 ** len(digits.partition(".")[2]))
    value = Fraction(digits) * factor * (-1 if match["sign"] else 1)
    measure = measure_meant(match["unit"] or NO_UNIT_SAID)
    is_exact = measure.is_whole and not match["scale"] and step == 1
    interval = rounded_from(value, Fraction(0) if is_exact else step)
    hedged = False
    if match["to"]:
        last = Fraction(match["to"].replace(",", "")) * factor
        interval, hedged = Interval(min(value, last), max(value, last)), True
    elif match["more"] or match["more2"] or match["more3"]:
        interval, hedged = Interval(value, value + _next_step(value, step)), True
    return PrintedNumber(match.start(), match.end(), value, step, interval, measure, "", "", "", factor,
                         hedged)


def _next_step(value: Fraction, step: Fraction) -> Fraction:
    """What 多 may stand for: up to the next of the last digit that is not 0."""
    while value and (value / step) % 10 == 0:
        step *= 10
    return step


def _spelled(match: re.Match[str]) -> PrintedNumber | None:
    if match["below"]:
        return _fraction(match)
    if match["percent"]:
        read, unit = read_numeral(match["percent"]), "%"
    else:
        if match["number"] in _MOST_SPELLED and not match["scale"] and match["unit"] != "倍":
            return None  # 一个、两家 are words rather than figures
        read, unit = read_numeral(match["number"] + (match["scale"] or "")), match["unit"]
        if unit == "亿元":
            read = read_numeral(match["number"] + "亿")
            unit = "元"
    if read is None:
        return None
    value = Fraction(read[0], 10 ** read[1])
    measure = measure_meant(unit)
    step = Fraction(1, 10 ** read[1]) if not match["scale"] else _next_step(value, Fraction(1))
    interval = rounded_from(value, Fraction(0) if measure.is_whole and not match["scale"] else step)
    hedged = bool(match["more"])
    if hedged:
        interval = Interval(value, value + _next_step(value, step))
    return PrintedNumber(match.start(), match.end(), value, step, interval, measure, "", "", "",
                         SCALES_WRITTEN.get(match["scale"] or "", 1), hedged, spelled=True)


def _fraction(match: re.Match[str]) -> PrintedNumber | None:
    """三分之二 in percent; whoever says it so has rounded: a twentieth to each side."""
    below, above = read_numeral(match["below"]), read_numeral(match["above"])
    if below is None or above is None or not above[0] < below[0]:
        return None
    value = Fraction(above[0] * 100, below[0])
    around = Interval(value * Fraction(19, 20), value * Fraction(21, 20))
    return PrintedNumber(match.start(), match.end(), value, Fraction(1), around, measure_meant("%"), "", "", "",
                         is_hedged=True, spelled=True)


def _with_words(found: list[PrintedNumber], text: str) -> list[PrintedNumber]:
    """The numbers with the words around them, and what these say of how near they are."""
    done: list[PrintedNumber] = []
    for at, one in enumerate(found):
        begin = _clause_start(text, one.start)
        last = found[at - 1].end if at else 0
        before = _IN_BRACKETS.sub("", text[min(max(begin, last), one.start):one.start])
        following = found[at + 1].start if at + 1 < len(found) else len(text)
        stop = min(following, one.end + _LONGEST_CLAUSE)
        end = next((place for place in range(one.end, stop) if text[place] in _CLAUSE), stop)
        clause = _IN_BRACKETS.sub("", text[begin:one.start])
        if one.measure.is_rate and _NO_NOUN.fullmatch(clause) and begin and text[begin - 1] in "，、：":
            clause = _IN_BRACKETS.sub("", text[_clause_start(text, begin - 1):one.start])
        done.append(_hedged(replace(one, before=before, clause=clause, after=text[one.end:end])))
    return done


def _clause_start(text: str, place: int) -> int:
    """Where the clause of a place begins; what stands in brackets inside it does not end it."""
    least = max(place - _LONGEST_CLAUSE, 0)
    while place > least:
        sign = text[place - 1]
        if sign == "）" and (opened := text.rfind("（", max(0, place - _LONGEST_BRACKETS), place)) > 0:
            place = opened
        elif sign in _CLAUSE and not _GROUPED.match(text, place - 1):
            break
        else:
            place -= 1
    return place


def _hedged(one: PrintedNumber) -> PrintedNumber:
    after = _AFTER.match(one.after)
    kind = match.lastgroup if (match := _HEDGE.search(one.before)) else None
    low, high = one.interval.low, one.interval.high
    assert high is not None
    if after:
        if after["word"] in ("以上", "及以上", "以内", "以下", "之内"):
            is_limit = bool(_LIMIT.match(one.after))
            bounds = Interval(low, None) if "上" in after["word"] else Interval(Fraction(0), high)
            return replace(one, interval=bounds, is_hedged=True, is_threshold=is_limit)
        kind = "over" if "余" in after["word"] else "about"
    match kind:
        case "over":
            return replace(one, interval=Interval(low, None), is_hedged=True)
        case "under":
            return replace(one, interval=Interval(Fraction(0), high), is_hedged=True)
        case "near":
            return replace(one, interval=Interval(low * Fraction(9, 10), high), is_hedged=True)
        case "about":
            return replace(one, interval=Interval(low * Fraction(19, 20), high * Fraction(21, 20)), is_hedged=True)
    return one


def _with_units(found: list[PrintedNumber]) -> list[PrintedNumber]:
    """In a list (3、5、8个) the unit and scale of the last one are those of all."""
    done = list(found)
    for at in range(len(done) - 2, -1, -1):
        one, following = done[at], done[at + 1]
        is_next = one.after in _AND and following.before in _AND and following.start - one.end == 1
        if is_next and one.measure.of == NO_UNIT_SAID and following.measure.of != NO_UNIT_SAID:
            done[at] = _counted_as(one, following)
    return done


def _counted_as(one: PrintedNumber, following: PrintedNumber) -> PrintedNumber:
    if one.step > 1 or one.measure.word:
        return one
    factor = following.factor
    step = one.step * factor
    is_exact = following.measure.is_whole and step == 1
    return replace(one, value=one.value * factor, step=step, measure=following.measure, factor=factor,
                   interval=rounded_from(one.value * factor, Fraction(0) if is_exact else step))
