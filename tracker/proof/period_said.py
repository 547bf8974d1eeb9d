"""Which year and how many of its months a draft speaks of: 2023年1—10月, 截至10月底, 上半年."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.domain.numerals import read_numeral
from tracker.proof.sentences import Sentence

_YEAR = re.compile(r"(?<![比较与])(20\d\d)(?:年|-\d)")
_MONTHS = re.compile(r"(?:1|元)月?[-—–~～至到](\d{1,2})月|截[至止](?:20\d\d年)?(?:今年)?(\d{1,2})月(?:底|末|\d+日)?|"
                     r"(上半年|前三季度"
                     r"|[一二三]季度末|一季度|前(?:[一二三四五六七八九十]{1,2}|\d{1,2})个月)")
_SPANS: Final = {"上半年": 6, "前三季度": 9, "一季度": 3, "一季度末": 3, "二季度末": 6, "三季度末": 9}
_FIRST_MONTHS: Final = re.compile(r"前(.{1,2})个月")
_WHOLE_YEAR = re.compile(r"全年(?!的?(?:度?目标|任务|计划|预算|指标|工作))")
_YEARS_END = re.compile(r"年末|年底(?!前)")
"""What follows is of the whole year; a target for the year (全年目标的47.6%) is not what was reached in it."""
_TIMES: Final = re.compile(
    r"(?P<own>今年|本年|当年|全年|年初以来|(?:20\d\d年)?[1一元]月?[-—–~～至到]\d{1,2}月|上半年|前三季度|(?<!第)一季度"
    r"|前[一二三四五六七八九十\d]{1,2}个月|截[至止](?:目前|(?:20\d\d年)?(?:\d{1,2}月|年底|第?[一二三四]季度末?)))"
    r"|(?P<other>20\d\d年?[-—–~～至到](?:20\d\d)年|(?<![比较与])(?:去年|上年|上一年|前年|明年|来年|下年)(?!度?目标)"
    r"|[一二三四五六七八九十]{1,2}五”?(?:期间|以来|时期)|(?:近|过去|最近)?(?:[两二三四五六七八九十]|\d{1,2})年(?:来|间|以来|累计|，累计)"
    r"|近(?:[两二三四五六七八九十]|\d{1,2})年|下半年|[二三四]季度|当月|本月|(?:20\d\d年)?\d{1,2}[-—–~～至到]\d{1,2}月"
    r"|(?:20\d\d年)?(?<![\d\-—–~～至到止])\d{1,2}月份?(?![底末\d]))"
    r"|(?P<year>(?<![比较与])20\d\d年(?!\d))")
"""Times that a figure of a year may be of, up to a month or in whole; and others: a month alone, several years."""
LONGEST_LEAD: Final = 400
"""Characters before a sentence that may name the period, digits that are no figures among them."""


@dataclass(frozen=True, slots=True)
class PeriodSaid:
    """The year a draft speaks of, and up to which month of it; None for what was not said."""

    year: int | None = None
    months: int | None = None

    def after(self, text: str) -> PeriodSaid:
        """The period that holds once a text has been read, which may name another one."""
        years = _YEAR.findall(text)
        year, months = int(years[-1]) if years else self.year, self.months
        spans = list(_MONTHS.finditer(text))
        if spans:
            last = spans[-1]
            month = last[1] or last[2]
            months = int(month) if month else _months_of(last[3])
        whole = [match.start() for match in _WHOLE_YEAR.finditer(text)]
        if (whole and whole[-1] > spans[-1].start()) if spans else (whole or _YEARS_END.search(text)):
            months = None
        return PeriodSaid(year, months)

    def last_day(self, otherwise: int | None = None) -> date | None:
        """The end of the last of its months; None for the whole year. `otherwise` is the year where none was said."""
        year = self.year or otherwise
        if year is None or self.months is None or not 1 <= self.months <= 12:
            return None
        return date(year, self.months, monthrange(year, self.months)[1])


def _months_of(words: str) -> int | None:
    if match := _FIRST_MONTHS.fullmatch(words):
        return int(match[1]) if match[1].isdigit() else (read_numeral(match[1]) or (None, 0))[0]
    return _SPANS[words]


def with_periods(sentences: Iterable[Sentence], year: int | None = None) -> Iterator[tuple[Sentence, PeriodSaid]]:
    """Each sentence with the period that holds where it begins; `year` is the draft's where it names none itself."""
    passage, known = -1, PeriodSaid(year)
    for sentence in sentences:
        if sentence.passage != passage:
            passage, known = sentence.passage, PeriodSaid(known.year)
        known = known.after(sentence.lead[-LONGEST_LEAD:])
        yield sentence, known
        known = known.after(sentence.text)


def is_of_other_time(text: str) -> bool:
    """Whether the last time that a text names is none that a year's figure is of: 去年, 10月份, 近五年, 7—9月."""
    last = next(iter(list(_TIMES.finditer(text[-LONGEST_LEAD:]))[::-1]), None)
    return last is not None and last.lastgroup == "other"
