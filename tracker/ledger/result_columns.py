"""Columns of results on a list of projects (2023年产值, 2023年新增就业): what each is about, and over which time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from tracker.domain.days import Day
from tracker.domain.results import SUMMED, ResultKind
from tracker.domain.text import clean
from tracker.ledger.families_results import RESULT_SAID
from tracker.ledger.headers import is_unit_alone
from tracker.ledger.layout import PeriodColumn, ResultColumn, SheetLayout, Span
from tracker.ledger.money_columns import (
    END_OF_YEAR,
    EVER,
    MONTHS_OF_YEAR,
    OVER_TIME,
    PARTS_OF_YEAR,
    lies_within,
    months_in,
    period_headed,
    span_of,
    spans_headed,
    year_named,
)
from tracker.ledger.plan_words import PLAN_WORDS
from tracker.ledger.stack import Stacked
from tracker.ledger.titles import day_of_table

RESULT_FIELDS = tuple(kind.value for kind in SUMMED)
"""The fields of columns of amounts of which a table may have several, each of another time."""
_HOPED_FOR = tuple(kind for kind in ResultKind if kind.of_period_only)
"""What a header without a time (产值, 用工人数) is not enough for: it may be what is expected."""
_PEOPLE_CAME = re.compile("新增|新招|招用|招录|吸纳|实际|已")
"""What a header of numbers of people has that says of itself that they came."""
_NEVER = re.compile(rf"{PLAN_WORDS}|达产|投产|新增|可实现|率|占|比|任务|进度|增幅|增长|亩均|时间|日期|个数|户数|返还"
                    r"|奖|增加值|责任|单位名")
_FILLER = re.compile("其中|企业|项目|实际|实缴|上缴|缴纳|实现|完成|(?:总?额|总量|数|合计|情况|金额)+$")
_BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_UNIT = re.compile("(?:人民币)?[十百千]?[万亿]?(?:元|美元|欧元)$")
_SIGNS = re.compile(r"[\s:：、,，;；]+")
_A_YEAR = re.compile(r"(?:(20\d\d)年?度?|(?P<this>[本今当]年度?)|(?P<last>[上去]年度?))?(?P<whole>全年|年度)?")
"""A year as a header says it: of this one (本年) it is what has come so far; 全年 and 年度 are always all of it."""
_DECEMBER = 12
_UP_TO_MONTH = re.compile(rf"{MONTHS_OF_YEAR.pattern}(?!\d|份?(?:以来|以后|起|后))")
_SINCE = re.compile("以来|至今|开工|建设|已|目前")
_SAYS_WHEN = re.compile(r"20\d\d|[本今当上去]年|月|季度|[上下]半年|累计|实际|完成|已")
_HOPED = re.compile(rf"{PLAN_WORDS}|预|达产|投产|新增|可实现")
_YEARS = re.compile(r"20\d\d")


def actual_columns(stacked: Stacked, titles: str) -> frozenset[int]:
    """The columns of output, tax and jobs without a time in their own header (产值) that are no hope: a group above
    says when (2023年 over 产值), the titles say what and when (2023年税收情况), or another column has what is hoped
    for.
    """
    found = set()
    for what in _HOPED_FOR:
        plain = [column for column, parts in stacked.items() if _is_plain(what, parts[-1])]
        hoped = [column for column, parts in stacked.items()
                 if RESULT_SAID[what].search("".join(parts)) and _HOPED.search("".join(parts))]
        of_title = RESULT_SAID[what].search(titles) and not re.search(PLAN_WORDS, titles) and year_named(titles)
        for column in plain:
            above = "".join(stacked[column][:-1])
            if not _HOPED.search(above) and (of_title or hoped or _SAYS_WHEN.search(above)):
                found.add(column)
    return frozenset(found)


def _bare(header: str) -> str:
    """A header without its unit, blanks and signs, but with dashes: 2023年1-6月税收 of 2023 年 1-6 月税收（万元）."""
    text = unicodedata.normalize("NFKC", clean(header))
    text = _BRACKETS.sub(lambda match: "" if is_unit_alone(match[1]) else match[1], text)
    return _UNIT.sub("", _SIGNS.sub("", text))


def _is_plain(what: ResultKind, header: str) -> bool:
    """Whether a header is the name of a result and nothing else: 产值, 纳税额; not 年产值."""
    return _rest(what, _bare(header)) == ""


def _rest(what: ResultKind, header: str) -> str | None:
    """What a bare header says besides the name of a result; None where it does not name it, or something else."""
    match = RESULT_SAID[what].search(header)
    if match is None or _NEVER.search(header[:match.start()]) or _NEVER.search(header[match.end():]):
        return None
    rest = f"{header[:match.start()]}{header[match.end():]}"
    while (shorter := _FILLER.sub("", rest)) != rest:
        rest = shorter
    return rest


def result_columns(stacked: Stacked, taken: Collection[int], actual: Collection[int],
                   context: str) -> tuple[ResultColumn, ...]:
    """The columns of amounts of results that no field has taken. Numbers of people without a time (用工人数) are some
    only where `actual_columns` found them, or they say that they came (新增就业); what is expected has no field.

    `context` are the titles and the name of the sheet.
    """
    found = []
    for column, parts in stacked.items():
        if column in taken:
            continue
        for what in SUMMED:
            if what.of_people and column not in actual and _is_plain(what, parts[-1]) and (
                    not _PEOPLE_CAME.search("".join(parts))):
                continue
            if (result := _result_at(column, parts, what, context)) is not None:
                found.append(result)
                break
    return tuple(_of_all_time(result) if _is_plain(result.what, stacked[result.column][-1]) and any(
        other.what is result.what and other.period is not None and result.period is not None
        and not _is_plain(result.what, stacked[other.column][-1])
        and (other.period.year, other.period.first, other.period.last) == (
            result.period.year, result.period.first, result.period.last) for other in found)
        else result for result in found)


def _of_all_time(result: ResultColumn) -> ResultColumn:
    """A column without a time (完成投资) beside one of this year is of all years together."""
    return replace(result, period=None, spans=(EVER,))


def _result_at(column: int, parts: tuple[str, ...], what: ResultKind, context: str) -> ResultColumn | None:
    whole, own, group = "".join(parts), _bare(parts[-1]), "".join(parts[:-1])
    rest = _rest(what, own)
    if rest is None:
        above = _rest(what, _bare(group))
        if above is None or RESULT_SAID[what].search(own) or _NEVER.search(own) or not _says_time(own):
            return None
        rest = own
    elif _NEVER.search(group):
        return None
    said = f"{group} {context}" if year_named(group) or not rest else context
    if (of_group := year_named(group)) and {*_YEARS.findall(context)} - {of_group}:
        said = group  # 2022年 below a title of 2023
    if OVER_TIME.search(rest) or _SINCE.search(rest) or END_OF_YEAR.search(whole):
        return ResultColumn(column, whole, what, spans=spans_headed(whole, context))
    period = _period(rest, group, said)
    if period is not None:
        first, last, year = period
        return ResultColumn(column, whole, what, PeriodColumn(column, whole, first, last, year))
    if (months := months_in(rest)) is not None:
        stated = year_named(rest) or year_named(group) or year_named(context)
        span = span_of(PeriodColumn(column, whole, *months, int(stated) if stated else None))
        return ResultColumn(column, whole, what, spans=(span,) if stated else ())
    if rest and not _says_time(rest):
        return None
    return ResultColumn(column, whole, what, spans=spans_headed(whole, context))


def _says_time(text: str) -> bool:
    """Whether a text says a time, or how far something has come, and nothing else."""
    return re.fullmatch("[0-9年月度至到截止底末累计本今当上去全季半第一二三四qQ起以来已目前开工建设~～—–-]+",
                        text) is not None


def _period(rest: str, group: str, context: str) -> tuple[int, int, int | None] | None:
    """First and last month and year of what a header says besides its result; None where it is no period with a name,
    or only how far it has come by the day of the table.
    """
    headed = period_headed(rest, group, context) if rest else None
    if headed is not None:
        return headed
    match = _A_YEAR.fullmatch(rest) if rest else None
    if match and match[1]:
        return 1, 12, int(match[1])
    years = set(_YEARS.findall(context))
    if (rest and match is None) or len(years) > 1:
        return None
    year = int(years.pop()) if years else None
    if match and match["last"]:
        return 1, 12, year - 1 if year else None
    if match and match["whole"]:
        return 1, 12, year
    return _of_titles(year, context, this_year=match is not None)


def _of_titles(year: int | None, context: str, *, this_year: bool) -> tuple[int, int, int | None] | None:
    """The time of a table by its titles: of this year it is all up to the month they name, if that makes a period."""
    part = next((months for word, months in PARTS_OF_YEAR.items() if word in context.lower()), None)
    if part is not None:
        return (1, part[1], year) if this_year else (*part, year)
    if (months := months_in(context)) is not None:
        return (1, months[1], year) if this_year else (*months, year)
    day = day_of_table(context)
    if day is not None and day.year == year:
        last = day.month
    elif named := MONTHS_OF_YEAR.search(context):
        if not this_year:
            return None  # the money of one month, or up to it
        last = int(named[2])
    else:
        last = 12
    return 1, last, year


def _last_of_titles(context: str, year: int | None) -> date | None:
    """The last day of the months that titles say their table is of (2024年1-6月, 上半年); None where they name none, or
    several years. `year` is that of the book.
    """
    years = {*_YEARS.findall(context)} or {year}
    stated = years.pop() if len(years) == 1 else None
    if stated is None:
        return None
    part = next((months for word, months in PARTS_OF_YEAR.items() if word in context.lower()), None)
    month = _UP_TO_MONTH.search(context)
    last = part[1] if part else months[1] if (months := months_in(context)) else int(month[2]) if month else 12
    return span_of(PeriodColumn(0, "", 1, last, int(stated)))[1] if last < _DECEMBER else None


def settled_results(layout: SheetLayout, until: date, year: int | None) -> SheetLayout:
    """The layout with the columns that are read as results, and those that tell how far something had come: those of a
    time that is not over by the day of the book or the months of the title, or that lies in that of another column.
    Those stay notes.

    `year` is that of the book, for columns of which neither header nor title says it.
    """
    known = [replace(one, period=replace(one.period, year=one.period.year or year)) for one in layout.results
             if one.period is not None]
    until = min(until, _last_of_titles(f"{layout.title} {layout.sheet}", year) or until)
    whole = [one for one in known if (day := one.day) is not None and day.last is not None and day.last <= until]
    sums = [one for one in whole if _comes_to(one, whole)]
    longest = [one for one in whole if one not in sums and not any(
        _within(one, other) for other in whole if other not in sums)]
    once = [one for place, one in enumerate(longest) if not any(
        (one.what, one.day) == (other.what, other.day) for other in longest[:place])]
    so_far = [_so_far(one, once) for one in known if one not in once and one.period is not None and one.period.year]
    read = {one.column for one in once}
    return replace(
        layout, results=tuple(once), came_to=(*layout.came_to, *so_far),
        others=tuple((label, column) for label, column in layout.others if column not in read),
        undated=tuple(one.column for one in known if one.period is not None and one.period.year is None))


def time_in_header(one: ResultColumn) -> bool:
    """Whether the header of a column says its time itself, and no title does: 2023年产值, not 产值 or 本年产值."""
    return _YEARS.search(one.header) is not None


def _so_far(one: ResultColumn, read: Collection[ResultColumn]) -> ResultColumn:
    """A column that is compared only: its time as a span, and the columns `read` of that time."""
    spans: tuple[Span, ...] = () if one.period is None else (span_of(one.period),)
    instead = tuple(other.header for other in read if other.what is one.what and (
        _within(one, other) or _within(other, one) or other.day == one.day))
    return replace(one, period=None, spans=spans, read_instead=instead)


def _comes_to(one: ResultColumn, others: Collection[ResultColumn]) -> bool:
    """Whether shorter columns make up all of a column's time: 全年 beside twelve months."""
    if one.period is None:
        return False
    inside = {month for other in others if other.period is not None and _within(other, one)
              for month in range(other.period.first, other.period.last + 1)}
    return inside == set(range(one.period.first, one.period.last + 1))


def _within(one: ResultColumn, other: ResultColumn) -> bool:
    return (one.what is other.what and one.period is not None and other.period is not None
            and lies_within(one.period, other.period))


def results_on(layout: SheetLayout) -> Iterator[tuple[ResultColumn, Day]]:
    """The columns of a settled table that are read as results, each with its time."""
    for one in layout.results:
        if one.day is not None:
            yield one, one.day
