"""Columns of money that arrived, by their headers: a month or a quarter each, sums, what came over some time."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final, NamedTuple

from tracker.ledger.headers import PART, fold
from tracker.ledger.layout import ArrivedColumn, PeriodColumn, SliceColumns, Span, TotalColumn
from tracker.ledger.plan_words import PLAN_WORDS
from tracker.ledger.stack import Stacked
from tracker.ledger.titles import day_of_table

ARRIVED_WORDS = re.compile(r"到位|到资|到账|到帐|进账|入账|实缴|实到(?!人)|实际.{0,4}外资")
_MONTH = re.compile(r"(?:(20\d\d)年)?(1[0-2]|0?[1-9])月份?")
SEVERAL_MONTHS = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])\s*月?\s*[-—–~～至到、,/]\s*(1[0-2]|0?[1-9])\s*月"
                            r"(?!\s*\d+\s*日)")
"""Several months in one column: 1-2月到位资金, 1月至3月."""
_OF_THE_MONTH = re.compile(rf"(?!.*(?:累计|截[至止]))(?:当月|实际|新增)?(?:{ARRIVED_WORDS.pattern})")
"""What follows a month in a header of its money: 10月到位资金."""
THIS_MONTH = re.compile(r"[本当]月")
MONTHS_OF_YEAR = re.compile(r"(20\d\d)\s*年\s*(?:\d{1,2}\s*月?\s*[-—–~～至到]\s*)?(1[0-2]|0?[1-9])\s*月")
"""The month a title speaks of: 2024年10月, of 2024年1-10月 the last one."""
_YEAR = re.compile(r"20\d\d(?=\s*年|$)")
_NOT_ARRIVED = re.compile(rf"{PLAN_WORDS}|任务|投资完成|完成投资")
_NO_MONEY = re.compile(r"率|占比|比例|同比|环比|增幅|日期|时间|凭证")
_TOTAL = re.compile(r"累计|合计|小计|全年|季度|半年")
_TOTAL_ALONE = re.compile(r"(?:[一二三四1-4]季度|[上下]半年|全年|本年|\d{1,2}[-至]\d{1,2}月)?(?:累计|合计|小计)?")
"""The header of a sum beside months that stand below no group: 一季度小计, 累计."""
OVER_TIME = re.compile(r"累计|截[至止]|历年|以前年度")
_OVER_TIME_ALONE = re.compile(r"(?:[本今当]年|年初以来|截[至止](?:目前|[上去]年[底末]|20\d\d年[底末]))"
                              r"(?:累计)?(?:数|额)?|累计(?:数|额)?")
"""The header of money over some time below a title that says what money it is."""
_MONTHS_SO_FAR = re.compile(r"[\d\s月份至到~～—–-]+累计(?:数|额)?")
"""So does 1-10月累计."""
_BEFORE_THE_YEAR = re.compile(r"[上去]年(?:底|末|年底|度)?|以前年度|往年")
END_OF_YEAR = re.compile(r"(20\d\d)\s*年?度?[底末]")
_IN_THE_YEAR = re.compile(r"[本今当]年|年初|全年|20\d\d\s*年|\d\s*[-—–~～至到]\s*\d{1,2}\s*月")
PART_WORDS = re.compile(r"第?(?:[一二三四1-4]季度?|[Qq][1-4]|[上下]半年)")
"""How a header names a quarter or a half of a year."""
THIS_YEAR = re.compile(r"[本今当]年|年初|全年")
UP_TO = re.compile(r"截[至止]到?|历年")
TO_NOW = re.compile(r"截[至止]到?目前|目前|至今|历年")
YEAR_BEFORE = re.compile(r"[上去]年|以前年度|往年")
_IN_ONE_YEAR = re.compile("|".join(words.pattern for words in (THIS_YEAR, YEAR_BEFORE, SEVERAL_MONTHS, PART_WORDS)))
_IN_YEAR_BEFORE = re.compile(r"[上去]年(?!底|末|年底|度?[底末])(?!.*累计)")
PARTS_OF_YEAR = {"一季度": (1, 3), "1季度": (1, 3), "q1": (1, 3), "二季度": (4, 6), "2季度": (4, 6), "q2": (4, 6),
                  "三季度": (7, 9), "3季度": (7, 9), "q3": (7, 9),
                  "四季度": (10, 12), "4季度": (10, 12), "q4": (10, 12),
                  "上半年": (1, 6), "下半年": (7, 12)}
"""First and last month of the quarters and halves of a year, by what they are called."""
_TOGETHER = 3
"""Months that are reported together (1-2月) at most; more of them tell how far the money had come."""
_PART = re.compile(r"(?:20\d\d年?度?)?第?(?P<part>[一二三四1-4]季|q[1-4]|[上下]半年)度?")
_THIS_QUARTER = re.compile(r"[本当]季度?(?!度?末|度?底)")
_QUARTER_OF_YEAR = re.compile(r"(20\d\d)\s*年\s*第?\s*([一二三四1-4])\s*季度")
"""The quarter a title speaks of: 2024年第三季度."""
_A_YEAR = re.compile(r"^20\d\d年?")

_YEAR_ALONE = re.compile(r"20\d\d年?度?")
"""The header of a group that says of its columns no more than their year."""
_COME = re.compile("完成|实际|实际完成|实际到位|到位|实到|完成数|完成额|到位数")
"""Below a month beside what was planned for it: 1月 over 计划 and 完成."""
_SLICE = re.compile(r"(?:第[一二三四五六七八九十\d]{1,2}|首)[笔次]")
_OF_DAYS = re.compile("时间|日期|年月")
_OF_AMOUNTS = re.compile("额|资金|元|到资|到位|到账")
_SEVERAL = 2
"""Slices that a table has columns for at least; one alone is money beside its day."""
EVER: Final[Span] = (None, None)


class MoneyColumns(NamedTuple):
    """The columns of money that arrived, of one table."""

    periods: tuple[PeriodColumn, ...] = ()
    totals: tuple[TotalColumn, ...] = ()
    arrived: tuple[ArrivedColumn, ...] = ()


def money_slices(stacked: Stacked, context: str) -> tuple[SliceColumns, ...]:
    """The columns of several slices of money, each with its day: 第一笔 over 到账时间 and 金额, 第二笔 and so on."""
    days: dict[str, list[int]] = defaultdict(list)
    amounts: dict[str, list[int]] = defaultdict(list)
    for column, texts in stacked.items():
        if (which := _SLICE.search("".join(texts))) and not _NOT_ARRIVED.search("".join(texts)):
            of_kind = days if _OF_DAYS.search(texts[-1]) else amounts if _OF_AMOUNTS.search(texts[-1]) else {}
            of_kind.setdefault(which[0], []).append(column)
    pairs = [(amounts[which][0], days[which][0]) for which in days if len(days[which]) == len(amounts[which]) == 1]
    headers = {column: "".join(stacked[column]) for pair in pairs for column in pair}
    if len(pairs) < _SEVERAL or not ARRIVED_WORDS.search(" ".join((context, *headers.values()))):
        return ()
    return tuple(SliceColumns(amount, headers[amount], day, headers[day]) for amount, day in pairs)


def money_columns(stacked: Stacked, taken: Collection[int], context: str) -> MoneyColumns:
    """The columns 1月 to 12月, 一季度 to 四季度 and 本月 of money that arrived; sums beside them; and what came over
    some time. A quarter beside its months is a sum of them, and 1-3月, 1-6月, 1-9月 tell how far it had come each time.

    `context` are the titles and the name of the sheet, which say the year and the month where the headers do not.
    """
    periods: list[PeriodColumn] = []
    totals: list[TotalColumn] = []
    arrived: list[ArrivedColumn] = []
    for column, headed in stacked.items():
        texts = headed[:-1] if len(headed) > 1 and _COME.fullmatch(fold(headed[-1])) else headed
        whole, group = "".join(headed), "".join(texts[:-1])
        own = whole if (group and not _YEAR_ALONE.fullmatch(fold(group))) or ARRIVED_WORDS.search(whole) else context
        if column in taken or not is_arrived_money(whole, own):
            continue
        period = period_headed(texts[-1], group, context)
        if period is not None:
            periods.append(PeriodColumn(column, whole, *period, group))
        elif (own is whole or _OVER_TIME_ALONE.fullmatch(fold(whole)) or _MONTHS_SO_FAR.fullmatch(whole)) and (
                OVER_TIME.search(whole) or months_in(texts[-1])) and (
                spans := spans_headed(whole, context)):
            arrived.append(ArrivedColumn(column, whole, spans))
        if period is None and _TOTAL.search(texts[-1]) and (group or _TOTAL_ALONE.fullmatch(fold(whole))):
            first, last = months_in(texts[-1]) or next(
                (span for word, span in PARTS_OF_YEAR.items() if word in texts[-1]), (1, 12))
            totals.append(TotalColumn(column, whole, group, first, last))
    running = [period for period in periods if _is_running(period, periods)]
    periods = [period for period in periods if period not in running]
    sums = [period for period in periods if _is_sum(period, periods)]
    totals += [TotalColumn(period.column, period.header, period.group, period.first, period.last) for period in sums]
    periods = [period for period in periods if period not in sums]
    parts = [period for period in periods if any(lies_within(period, other) for other in periods)]
    arrived += [ArrivedColumn(period.column, period.header, (span_of(period),)) for period in (*running, *parts)]
    arrived.sort(key=lambda column: column.column)
    periods = [period for period in periods if period not in parts]
    by_name = any(not THIS_MONTH.search(period.header) for period in periods)
    return MoneyColumns(tuple(periods), tuple(totals) if by_name else (), tuple(arrived))


def is_arrived_money(header: str, said_by: str) -> bool:
    """Whether a column is of money that arrived; `said_by` is its header too, or else what stands above the table."""
    return ARRIVED_WORDS.search(said_by) is not None and not (_NOT_ARRIVED.search(said_by) or _NO_MONEY.search(header))


def _is_running(period: PeriodColumn, others: Iterable[PeriodColumn]) -> bool:
    """Whether a column of several months from January on (1-3月, 1-2月) tells how far it had come up to its last month,
    and is no part of a year: it is none beside its own months, nor where no column goes on after it (4-6月, 3月).
    """
    if period.first != 1 or not _is_range(period):
        return False
    beside = [other for other in others if (other.year, other.group) == (period.year, period.group) and other != period]
    if any(other.first > 1 and _is_range(other) for other in beside):
        return False
    return any(other.last <= period.last for other in beside) or not any(
        other.first == period.last + 1 for other in beside)


def _is_range(period: PeriodColumn) -> bool:
    return period.last > period.first and months_in(period.header) is not None


def _is_sum(period: PeriodColumn, others: Iterable[PeriodColumn]) -> bool:
    """Whether months or quarters that a column comes to stand beside it, from its first month on: 一季度 behind 1月,
    2月 and 3月. One month out of it (6月, 其中：4月 beside 二季度) is a part of it.
    """
    inside = {month for other in others if lies_within(other, period) and not PART.match(other.header)
              for month in range(other.first, other.last + 1)}
    return bool(inside) and inside == set(range(period.first, period.first + len(inside)))


def lies_within(period: PeriodColumn, other: PeriodColumn) -> bool:
    """Whether a column is of a shorter time that lies in that of another one."""
    return (period.year, period.group) == (other.year, other.group) and (
        period.last - period.first < other.last - other.first) and (
        other.first <= period.first and period.last <= other.last)


def span_of(period: PeriodColumn) -> Span:
    """The first and the last day of a column of several months; None where its year is not known."""
    year = period.year
    if year is None:
        return None, None
    return date(year, period.first, 1), date(year, period.last, monthrange(year, period.last)[1])


def period_headed(own: str, group: str, context: str) -> tuple[int, int, int | None] | None:
    """First and last month and year (None where nothing says it) of a column; None where it is no part of a year."""
    month = _month_headed(own, group, context)
    if month is not None:
        return month[1], month[1], month[0]
    if (part := _part_of(own)) is not None:
        year = year_named(own) or year_named(group) or year_named(context)
        return *part, int(year) if year else None
    named = _QUARTER_OF_YEAR.search(context)
    if named and _THIS_QUARTER.search(own) and not OVER_TIME.search(own):
        return *PARTS_OF_YEAR[f"{named[2]}季度"], int(named[1])
    return None


def _part_of(own: str) -> tuple[int, int] | None:
    """The first and the last month of a header that is a quarter or a half of a year: 一季度, 4-6月到位资金."""
    text = unicodedata.normalize("NFKC", own)
    months, folded = months_in(own), fold(own)
    if months is not None:
        if months not in PARTS_OF_YEAR.values() and not 0 < months[1] - months[0] < _TOGETHER:
            return None
        rest = _A_YEAR.sub("", fold(SEVERAL_MONTHS.sub("", text))).removeprefix("份")
    elif (match := _PART.match(folded)) is not None:
        part = match["part"]
        months, rest = PARTS_OF_YEAR[f"{part}度" if part.endswith("季") else part], folded[match.end():]
    else:
        return None
    return months if not rest or _OF_THE_MONTH.match(rest) else None


def _month_headed(own: str, group: str, context: str) -> tuple[int | None, int] | None:
    """Year (None where nothing says it) and month of a column; None where it is no month."""
    folded = fold(own)
    match = _MONTH.match(folded)
    if match and months_in(own) is None and (match[0] == folded or _OF_THE_MONTH.match(folded, match.end())):
        year = match[1] or year_named(group) or year_named(context)
        return int(year) if year else None, int(match[2])
    named = MONTHS_OF_YEAR.search(context)
    if THIS_MONTH.search(own) and not OVER_TIME.search(own) and named:
        return int(named[1]), int(named[2])
    return None


def months_in(header: str) -> tuple[int, int] | None:
    """The first and the last of several months that a header names; None where it names one, or none."""
    match = SEVERAL_MONTHS.search(unicodedata.normalize("NFKC", header))
    return (int(match[1]), int(match[2])) if match and int(match[1]) <= int(match[2]) else None


def year_named(text: str) -> str:
    """The first year that a text names, such as 2024; nothing where it names none."""
    match = _YEAR.search(text)
    return match[0] if match else ""


def _span_headed(header: str, context: str) -> Span | None:
    """The days over which money is meant; None where that cannot be told.

    A quarter stands for all of the year up to its end: it is asked of headers that say 累计.
    """
    if end := END_OF_YEAR.search(header):
        return None, date(int(end[1]), 12, 31)
    named, said = MONTHS_OF_YEAR.search(context), year_named(header) or year_named(context)
    year = int(named[1]) if named and named[1] == said else int(said) if said else None
    if year and (months := months_in(header)) is not None:
        return date(year, months[0], 1), date(year, months[1], monthrange(year, months[1])[1])
    part = next((months for word, months in PARTS_OF_YEAR.items() if word in header.lower()), None)
    if year and part is not None:
        return date(year, 1, 1), date(year, part[1], monthrange(year, part[1])[1])
    if _BEFORE_THE_YEAR.search(header):
        return (None, date(year - 1, 12, 31)) if year else None
    month = int(named[2]) if named and year == int(named[1]) else 12
    last = date(year, month, monthrange(year, month)[1]) if year else None
    if (day := day_of_table(context)) is not None and day.year == year:
        last = day
    if _IN_THE_YEAR.search(header):
        return (date(year, 1, 1), last) if year else None
    return None, last if named else None


def spans_headed(whole: str, context: str) -> tuple[Span, ...]:
    """The spans a header can mean that names no single month; none where it needs a year that nothing states."""
    headed, in_context = _span_headed(whole, context), bool(year_named(context))
    if UP_TO.search(whole) and not THIS_YEAR.search(whole) and year_named(whole):
        end = _named_end(whole)  # 截至2024年6月底: since the beginning, or since January
        return ((None, end), (date(end.year, 1, 1), end)) if end else ()
    if headed and headed[1] and _IN_YEAR_BEFORE.search(whole):
        return ((date(headed[1].year, 1, 1), headed[1]),)
    if "以来" in whole and year_named(whole):
        return ((date(int(year_named(whole)), 1, 1), None),)
    if _IN_ONE_YEAR.search(whole) or year_named(whole):
        return (headed,) if headed else ()
    in_title = _span_headed(f"全年{whole}", context) if in_context else None
    if "累计" in whole or TO_NOW.search(whole):
        return (EVER,) if in_title is None else (EVER, (None, in_title[1]))
    return (EVER,) if in_title is None else (EVER, in_title, (None, in_title[1]))


def _named_end(whole: str) -> date | None:
    """The day that a header says money had come by (截至2024年6月底); else the last of the month or year named."""
    if day := day_of_table(whole):
        return day
    if match := MONTHS_OF_YEAR.search(whole):
        year, month = int(match[1]), int(match[2])
        return date(year, month, monthrange(year, month)[1])
    return date(int(said), 12, 31) if (said := year_named(whole)) else None
