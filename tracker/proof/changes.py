"""Checks what is said of two values beside each other: rose or fell, by how many points, doubled."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from tracker.proof.findings import Cause, Checked, HowStated, Outcome, finding_in
from tracker.proof.interval import Interval
from tracker.proof.pairs import comparable
from tracker.proof.sentences import Numbered, Role, Sentence, is_down
from tracker.proof.tally import Tally

_TO = re.compile(r"(?:元|人民币)?(?:(?P<up>增长|增加|提高|上升|扩大|跃升|提升|攀升|增)"
                 r"|(?P<down>下降|减少|降低|下滑|回落|降))"
                 r"(?:至|到|为)(?:今年的?|20\d\d年的?|现在的?|目前的?|年末的?)?")
_FROM = re.compile(r"(?:由|从)[^，；。]{0,20}$")
_THAN = re.compile(r"[，、]?(?:[比较高低]|高于|低于|相?比)[^，；。、\d]{0,14}（?")
_DOUBLED = re.compile(r"^[，、]?(?:[两三四五六七八九十\d]{1,2}年(?:来|间)?|总量|数量|实现)*翻(?:了)?"
                      r"(?P<times>[一两二])?番(?!以上)")
_TIMES = {None: 2, "一": 2, "两": 4, "二": 4}
_LEAST = Fraction(95, 100)
"""The share of a double from which on an amount may be called doubled."""


def check_changes(sentence: Sentence, tally: Tally) -> None:
    """Sets the words between and behind two values against them."""
    for old, new in pairwise(sentence.numbers):
        words = sentence.words(old, new)
        match = _TO.fullmatch(words)
        if match and _FROM.search(old.number.before) and comparable(old, new) and not (
                old.number.is_hedged or new.number.is_hedged):
            _direction(sentence, old, new, match, tally)
            _double(sentence, old, new, tally)
            _points(sentence, old, new, tally)
        elif (_THAN.fullmatch(words) and old.number.measure.of == new.number.measure.of == "%"
              and not (old.number.is_hedged or new.number.is_hedged)):
            _points(sentence, new, old, tally, behind=new)


def _direction(sentence: Sentence, old: Numbered, new: Numbered, match: re.Match[str], tally: Tally) -> None:
    less, more = (old, new) if match["up"] else (new, old)
    tally.use(sentence, (old, new))
    if more.number.interval.high is not None and more.number.interval.high < less.number.interval.low:
        tally.add(finding_in(sentence, Checked.CLAIM, Cause.WRONG_SIGN, hard=True, stated=match["up"] or match["down"],
                             computed=new.text, numbers=[(old, "before"), (new, "now")], start=new.number.start))


def _double(sentence: Sentence, old: Numbered, new: Numbered, tally: Tally) -> None:
    match = _DOUBLED.match(sentence.text[new.number.end - sentence.start:][:20].removeprefix("元"))
    possible = new.number.interval.over(old.number.interval) if match else None
    if match and possible is not None and possible.high is not None and possible.high < _TIMES[match["times"]] * _LEAST:
        times = round(float(new.number.value / old.number.value), 2)
        tally.add(finding_in(sentence, Checked.CLAIM, Cause.OTHER, hard=True, stated=f"翻{match['times']}番",
                             computed=f"{times}倍", numbers=[(old, "before"), (new, "now")], start=new.number.start))


def _points(sentence: Sentence, old: Numbered, new: Numbered, tally: Tally, behind: Numbered | None = None) -> None:
    """由62.5%提高到71.3%，提高8.8个百分点; the same said of percent is another thing."""
    last = behind or new
    step = sentence.numbers[last.at + 1] if last.at + 1 < len(sentence.numbers) else None
    if step is None or old.number.measure.of != "%" or step.number.is_hedged:
        return
    words = sentence.words(last, step)
    if not re.fullmatch(r"）?的?[，、]?(?:提高|提升|上升|增加|增长|扩大|下降|降低|回落|减少|收窄"
                        r"|[高低快慢多少升降]|高出|低出)(?:了|出)?", words):
        return
    turned = -1 if is_down(step.number.before) or re.search("[低慢少]", words) else 1
    between = new.number.interval.minus(old.number.interval)
    assert between.high is not None
    possible = between if turned > 0 else Interval(-between.high, -between.low)
    outcome = Outcome((new.number.value - old.number.value) * turned, possible)
    if step.number.measure.of == "个百分点":
        tally.use(sentence, (old, new, step))
        tally.judge(sentence, Checked.SURPLUS, step, outcome, [(old, "before"), (new, "now")])
    elif step.number.measure.of == "%" and step.part is Role.GROWTH and outcome.judged(step) is HowStated.AGREES:
        tally.use(sentence, (old, new, step))
        tally.add(finding_in(sentence, Checked.SURPLUS, Cause.OTHER, hard=True, stated=step.text,
                             computed=f"{step.text.rstrip('%％')}个百分点", numbers=[(old, "before"), (new, "now")],
                             start=step.number.start))
