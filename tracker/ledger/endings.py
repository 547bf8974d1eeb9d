"""How a remark ends a project: the termination it reports, with its day and reason."""

from __future__ import annotations

import re

from tracker.domain.day import CHINESE_DAY
from tracker.domain.day_text import DATE, IN_CHINESE
from tracker.domain.days import Day, NotADay, day_said, read_day
from tracker.domain.stages import Status
from tracker.domain.text import clean, fold_width
from tracker.ledger.rows import Ending

_END = r"(?:终止|解约|解除(?:协议|合同)|退出)(?!日期|时间|条款|条件|后重新)"
_DATED = re.compile(rf"(?P<day>{DATE})\s*(?P<why>(?:因|由于)[^，,。;；]{{1,30}}?)?[，,]?(?:该?项目)?(?:双方)?"
                    rf"(?:已经?|正式|经.{{1,20}}?)?{_END}(?P<rest>.*)", re.DOTALL)
_UNDATED = re.compile(rf"\s*(?:该?项目)?(?:已经?|正式)?{_END}(?P<rest>(?:合作|协议|合同|履约"
                      rf"|项目)*(?:\s*[:：,，。;；].*)?)", re.DOTALL)
_LEAD_IN = re.compile(r"^(?:合作|协议|合同|履约|项目)*\s*[:：,，。;；]?\s*")
RESUMED = "已恢复"
"""Says that a project goes on, whatever a remark tells of an earlier end."""
_SENTENCE = re.compile(rf"(?P<day>{IN_CHINESE})?(?P<word>终止|暂停)(?:：(?P<reason>.*))?", re.DOTALL)
_WORDS = {Status.TERMINATED: "终止", Status.PAUSED: "暂停"}


def sentence_said(text: str) -> Ending | None:
    """The ending that `ending_sentence` wrote; None for all other texts, and for a bare 终止 or 暂停."""
    match = _SENTENCE.fullmatch(text)
    if match is None or (match["day"] is None and match["reason"] is None):
        return None
    try:
        day = (read_day(match["day"]) if match["day"] else None) or Day.unknown()
    except NotADay:
        return None
    status = next(status for status, word in _WORDS.items() if word == match["word"])
    return Ending(status, day, match["reason"] or "")


def ending_sentence(ending: Ending) -> str:
    """An ending as a ledger says it: 2023年11月28日终止：reason, 2023年6月暂停：reason, 终止：reason."""
    return f"{ending.day.written(CHINESE_DAY)}{_WORDS[ending.status]}：{ending.reason}"


def ending_said(remark: str) -> Ending | NotADay | None:
    """The termination a remark reports: 2023年11月28日终止：…, 终止：…, 已终止. NotADay when its day is none."""
    text = fold_width(clean(remark))
    match = _DATED.search(text) or _UNDATED.fullmatch(text)
    if match is None:
        return None
    written = match.groupdict().get("day")
    try:
        day = (read_day(written) if written else None) or Day.unknown()
    except NotADay as error:
        return error
    rest = clean(_LEAD_IN.sub("", _as_written(remark, match["rest"])))
    return Ending(Status.TERMINATED, day, "，".join(filter(None, (match.groupdict().get("why"), rest))))


def status_ending(text: str, status: Status) -> Ending:
    """The ending that a word of a state says (2024.5暂停), with its day; its words are the reason."""
    match = re.search(DATE, fold_width(text))
    return Ending(status, (day_said(match[0]) if match else None) or Day.unknown(), text)


def _as_written(remark: str, rest: str) -> str:
    """The end of a remark with its own punctuation, of which folding changed the width and not the length."""
    typed = clean(remark)
    return typed[len(typed) - len(rest):] if rest and len(fold_width(typed)) == len(typed) else rest
