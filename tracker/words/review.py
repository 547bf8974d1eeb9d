"""What the weekly review says wherever it is shown: on the screen, by the command, on the printed page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from tracker.words import Lang

if TYPE_CHECKING:
    from tracker.domain.workdays import WorkingDays
    from tracker.office.project.detail import Said
    from tracker.office.review.health import Finding
    from tracker.office.review.items import Item
    from tracker.words.terms import Terms


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """The words of the weekly review in one language; `{name}` is filled in."""

    title: str
    minutes: str
    state: Mapping[str, str]
    counts: Mapping[str, str]
    """What is counted over a page: remaining, new, over, answered, verified, rejected, reopened, overdue."""
    rules: Mapping[str, str]
    """One sentence for each rule of the health check."""
    days: str
    provisional_note: str
    overdue: str
    alert: str
    carried: str
    new: str
    moved: str
    waited: str
    due_in: str
    due_today: str
    risk: str
    said: Mapping[str, str]
    """A word on a blocker in one line: the day and the word, then its due day, level, permit, whose it is, its text."""


ZH = ReviewWords(
    title="卡点周会商", minutes="卡点周会商纪要",
    state={"planned": "未开始", "open": "进行中", "closed": "已结束"},
    counts={"open": "未销号", "remaining": "待过", "new": "新增", "over": "结转", "answered": "已答复",
            "verified": "已销号", "rejected": "退回", "reopened": "重开", "overdue": "逾期"},
    rules={"signed_not_started": "签约 {days} 天未开工（上限 {limit} 天）",
           "no_receipt": "开工后 {days} 天没有到资（满 {limit} 天即列出）",
           "low_receipts": "开工 {days} 天，到资只占合同的 {percent}（超过 {limit} 天应达到 {least}%）",
           "stage_held": "在“{stage}”阶段停留 {days} 天（期限 {limit} 天）",
           "untouched": "{days} 天没有任何记录（满 {limit} 天即列出）"},
    days="{count} 个工作日",
    provisional_note="* 暂计：跨入调休安排尚未公布的年份，只扣除法定节假日",
    overdue="逾期 {days}", alert="{alert}色预警，报{level}", carried="连续第 {count} 周结转", new="本周新增",
    moved="项目上周以来已到“{stages}”", waited="等待{level} {days}", due_in="还有 {days} 天到期", due_today="今天到期",
    risk="风险",
    said={"word": "{day} {word}", "due": "至 {due}", "level": "到{level}", "permit": "，许可 {permit}",
          "authority": "，{authority}", "by": "（{by}）", "text": "：{text}"},
)

EN = ReviewWords(
    title="Weekly blocker review", minutes="Minutes of the weekly blocker review",
    state={"planned": "not begun", "open": "under way", "closed": "closed"},
    counts={"open": "open", "remaining": "remaining", "new": "new", "over": "carried over", "answered": "answered",
            "verified": "verified", "rejected": "rejected", "reopened": "reopened", "overdue": "overdue"},
    rules={"signed_not_started": "signed {days} days ago and not started (limit {limit})",
           "no_receipt": "started, and no receipt for {days} days (told from day {limit})",
           "low_receipts": "started {days} days ago and only {percent} of the contract received "
                           "(over {limit} days: at least {least}%)",
           "stage_held": "at “{stage}” for {days} days (limit {limit})",
           "untouched": "nothing recorded for {days} days (told from day {limit})"},
    days="{count} working days",
    provisional_note="* provisional: reaches into a year whose make-up days are not published; statutory holidays only",
    overdue="overdue {days}", alert="{alert} alert: tell {level}", carried="carried over, week {count}",
    new="new this week", moved="project has reached “{stages}” since last week", waited="waiting on {level} {days}",
    due_in="due in {days} days", due_today="due today", risk="risk",
    said={"word": "{day} {word}", "due": " {due}", "level": " to {level}",
          "permit": ", permit {permit}", "authority": ", {authority}", "by": " ({by})", "text": ": {text}"},
)


def review_words(lang: Lang = Lang.ZH) -> ReviewWords:
    """The words of one language."""
    return EN if lang is Lang.EN else ZH


def days(many: WorkingDays, says: ReviewWords) -> str:
    """A number of working days with its unit."""
    return says.days.format(count=many)


def rule(one: Finding, says: ReviewWords, terms: Terms) -> str:
    """The sentence of the rule that caught a project. A share is cut after one decimal: rounded up, one that falls
    short by little would read as if it did not."""
    from tracker.domain.rates import print_percent

    percent = "" if one.percent is None else print_percent(Fraction(floor(one.percent * 10), 1000), 1, True)
    return says.rules[one.rule].format(days=one.days, limit=one.limit, stage=terms.stage[one.stage], percent=percent,
                                       least=one.least)


def alert(one: Item, says: ReviewWords, terms: Terms) -> str:
    """The alert of a blocker and whom to tell; empty where there is none."""
    if one.alert is None or one.tell is None:
        return ""
    return says.alert.format(alert=terms.alert[one.alert], level=terms.level[one.tell])


def carried(one: Item, says: ReviewWords) -> str:
    """For the n-th week on the page, or new."""
    return says.carried.format(count=one.carried) if one.carried else says.new


def moved(one: Item, says: ReviewWords, terms: Terms) -> str:
    """That its project moved since last week; empty where it did not."""
    if not one.moved:
        return ""
    joint = "、" if says is ZH else ", "
    return says.moved.format(stages=joint.join(terms.stage[stage] for stage in one.moved))


def said(one: Said, says: ReviewWords, terms: Terms) -> str:
    """A word on a blocker as one line: when, what, until which day or to which level, whose word it is, its text."""
    parts = {"due": str(one.due or ""), "level": terms.level.get(one.level, one.level), "permit": one.permit,
             "authority": one.authority, "by": one.by, "text": one.text}
    line = says.said["word"].format(day=str(one.day) or terms.unknown_day,
                                    word=terms.blocker_word.get(one.word, one.word))
    return line + "".join(says.said[name].format(**{name: part}) for name, part in parts.items() if part)
