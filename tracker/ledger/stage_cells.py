"""What a cell in the column of a stage says: reached, on which day, not reached, or only planned, and for when."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.day_text import DATE
from tracker.domain.days import Day, day_said, is_vague
from tracker.domain.expected import Expectation
from tracker.domain.stages import Stage
from tracker.domain.text import clean, fold_width
from tracker.ledger.expected import expectation_said
from tracker.ledger.families_projects import STEMS
from tracker.ledger.plan_words import PLAN_WORDS
from tracker.ledger.words import NO, YES, stage_said


class StageCell(NamedTuple):
    """`day` is None for a stage that was not reached; an expectation may then say when it is meant to be.

    `more` where the cell says more than is read of it and is to be kept as a note, `planned` for a plan.
    """

    day: Day | None = None
    more: bool = False
    planned: bool = False
    expected: Expectation | None = None


_SHORT = 12
"""Characters of a word that stands in the place of a day."""
_LONGEST = 60
"""Characters of the longest sentence that is read in the place of a day."""
_DONE = re.compile(r"已经?(?:全部|正式)?(?:完成|办理|办结|取得|签.|注册|登记|到.|开.|动工|投产|竣工|建成|投用|"
                   r"运营).{0,4}|完成|完毕"
                   r"|办结|(?:签约|注册|到资|开工|投产)(?:完成|完毕)?")
_NOT_DONE = re.compile(r"(?:[尚暂还]?未|没有?)(?:签|注|登|到|开|动|投|竣|办|完|实|启|落|建)\w{0,3}|[尚暂还]未|否|○|"
                       r"〇|☐|□")
_NOT_YET = re.compile(r"[尚暂还]?未|没有?(?!问题)|否|正在|办理中|推进中|进行中|准备|筹备|待(?![定查核])|审批|申请|"
                      r"申报|暂缓|推迟|"
                      r"洽谈|对接|报批|选址|停工|不(?![详明清])")
_PLAN_FIRST = re.compile(PLAN_WORDS)
_PLAN_LAST = re.compile(r"(?:[0-9月日底年旬]|季度|半年)(?:之|以)?前(?:签约|注册|到资|到位|开工|动工|投产|竣工|完成)?$")
_PLAN_LENGTH = 30
_ON_A_DAY = re.compile(
    rf"(?P<mark>[√✓✔☑●是]|已)?[(,:;、]?(?:已|项目|实际|正式|于|在|自)*(?P<before>[^0-9(),;]{{0,8}}?)[(,:;]?于?"
    rf"(?P<day>{DATE})\)?(?:已|正式|实际|左右|全面)*(?P<after>[^0-9(),;。]{{0,8}}?)[√✓✔]?(?P<aside>[(,;。].*)?")
_LESS = re.compile(r"框架|意向|备忘录|奠基|仪式|典礼|试生产|试产|试运行")
"""What is less than the stage its day stands under: a framework is no contract, a ceremony no start."""
_YEAR_ON = re.compile(r"20[0-9]{2}[^(),;。]*")
_OF_A_STAGE = re.compile(rf"(?:全面|正式|实现|完成|建设)*(?:{'|'.join(STEMS.values())}|竣工|完工|建成).*$")
_BEHIND = _SHORT * 2


def reached_said(text: str) -> bool | None:
    """Whether a cell in a column of a stage says without a day that it was passed (√, 已签约); None for other words."""
    said = text.strip()
    if said[:1].isdigit() or len(said) > _SHORT:
        return None
    if said.lower() in YES or _DONE.fullmatch(said):
        return True
    return False if said in NO or _NOT_DONE.fullmatch(said) else None


def come_said(text: str, stage: Stage) -> Day | None:
    """The day on which a stage was reached as the column of its expected day says by now: 已开工; None for a plan."""
    said = stage_cell_said(text, stage) if "已" in text else None
    return said.day if said is not None else None


def planned_said(text: str) -> bool:
    """Whether a cell in the column of a stage says when it is meant to be passed: 拟2024年6月, 预计年底."""
    return _PLAN_FIRST.match(text.strip()) is not None or (
        _PLAN_LAST.search(text.strip()) is not None and len(text) <= _PLAN_LENGTH)


@lru_cache(maxsize=4096)
def stage_cell_said(text: str, stage: Stage) -> StageCell | None:
    """What the words of a cell in the column of a stage say, with a day or without; None for words that tell nothing.

    是（2024年3月）, 2024.5已开工 and 已于2024年5月开工（5月停工） are reached on that day; 在建 in the column 开工 is
    reached on an unknown one; 未开工，待用地 is not reached; 拟2025年6月 and 2025年3月（计划） are expected then.
    """
    reached = reached_said(text)
    if reached is not None:
        return StageCell(Day.unknown() if reached else None)
    said = fold_width(clean(text))
    if planned_said(said):
        return StageCell(more=True, planned=True, expected=_expected(said))
    if len(said) > _LONGEST:
        return None
    if match := _ON_A_DAY.fullmatch(said):
        return _on_a_day(match, said, _itself(stage))
    if _NOT_YET.match(said):
        return StageCell(more=True)
    known = stage_said(said)
    if known is not None and known is not Stage.LEAD and len(said) <= _BEHIND:
        return StageCell(Day.unknown() if known.rank >= stage.rank else None, more=True)
    return None


def happened_cell_said(text: str, words: str) -> StageCell | None:
    """What a cell with a day in it says of what happens once: 是（2024.6.1） and 2024年6月入规 below 是否入规.

    `words` is a pattern of what it is called. None for a cell without a day, and for one that is about something else.
    """
    said = fold_width(clean(text))
    match = _ON_A_DAY.fullmatch(said) if len(said) <= _LONGEST else None
    return _on_a_day(match, said, _happening(words)) if match else None


def _on_a_day(match: re.Match[str], said: str, itself: re.Pattern[str]) -> StageCell | None:
    """What a day with words around it says of what they have to be about; None where it is something else."""
    beside, aside = f"{match['before']}{match['after']}", match["aside"] or ""
    if re.search(f"(?:{PLAN_WORDS})|前$", beside) or re.match(rf"[(,;](?:{PLAN_WORDS})\)?", aside):
        return StageCell(more=True, planned=True, expected=_expected(said.removesuffix(aside) if aside else said))
    if _LESS.search(beside + aside) or _NOT_YET.search(beside):
        return StageCell(more=True)
    if not itself.fullmatch(beside):
        return None
    day = day_said(match["day"])
    return StageCell(day, more=bool(aside.strip("(),;。 ")) or is_vague(match["day"])) if day is not None else None


def _expected(said: str) -> Expectation | None:
    """The day a plan names, whatever it is the day of: 预计2025年5月竣工投产."""
    match = _YEAR_ON.search(said)
    return expectation_said(said) or (expectation_said(_OF_A_STAGE.sub("", match[0])) if match else None)


@lru_cache(maxsize=8)
def _itself(stage: Stage) -> re.Pattern[str]:
    """Words beside a day that make it the day of a stage: 开工, 完成注册; 主体封顶 is a day of something else."""
    return re.compile(rf"(?:项目|企业|公司|完成|办理|取得|办结|实现)*(?:(?:{STEMS[stage]})(?:建设|手续|完成|完毕)?)?")


@lru_cache(maxsize=8)
def _happening(words: str) -> re.Pattern[str]:
    """Words beside a day that make it the day on which something happened: 入规, 正式达产."""
    return re.compile(rf"(?:项目|企业|公司|完成|正式|实现)*(?:(?:{words})(?:完成|手续)?)?")
