"""What a form asks for in a column of money that arrived: over which days, and from where."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

from tracker.domain.profile import Origin
from tracker.ledger.families_projects import ORIGIN_WORDS
from tracker.ledger.money_columns import (
    ARRIVED_WORDS,
    END_OF_YEAR,
    MONTHS_OF_YEAR,
    PART_WORDS,
    SEVERAL_MONTHS,
    THIS_MONTH,
    is_arrived_money,
    period_headed,
    span_headed,
    year_named,
)

Span = tuple[date | None, date | None]
"""The first and the last day over which money is meant; None where there is no such limit."""

EVER: Final[Span] = (None, None)
_HOME: Final = frozenset({Origin.OUT_OF_PROVINCE, Origin.IN_PROVINCE, Origin.LOCAL})
_ORIGINS: Final[tuple[tuple[str, frozenset[Origin] | None], ...]] = (
    ("内外资", None),
    *((words, frozenset({Origin(origin)})) for origin, words in ORIGIN_WORDS.items()),
    ("市外境内|境内市外", _HOME - {Origin.LOCAL}),
    ("境内资金|内资", _HOME),
)
"""How a header says where money comes from; the words of one origin stand before those of all of the country."""
_ANY_ORIGIN = re.compile("|".join(sorted("|".join(words for words, _ in _ORIGINS).split("|"), key=len, reverse=True)))
_THIS_YEAR = re.compile(r"[本今当]年|年初|全年")
_UP_TO = re.compile(r"截[至止]到?|历年")
_TO_NOW = re.compile(r"截[至止]到?目前|目前|至今|历年")
_THE_YEAR_BEFORE = re.compile(r"[上去]年|以前年度|往年")
_IN_THE_YEAR_BEFORE = re.compile(r"[上去]年(?!底|末|年底|度?[底末])(?!.*累计)")
_BY_TODAY = re.compile(rf"{_THIS_YEAR.pattern}|{_THE_YEAR_BEFORE.pattern}")
_OF_TIME = re.compile(
    rf"{END_OF_YEAR.pattern}|{MONTHS_OF_YEAR.pattern}|20\d\d\s*年度?|{SEVERAL_MONTHS.pattern}|(?:1[0-2]|0?[1-9])月份?"
    rf"|(?<=月)[底末]|[本今当上去]年(?:底|末|年底|度)?|以前年度|往年|年初|全年度?|[本当]月|{_TO_NOW.pattern}|{_UP_TO.pattern}"
    r"|累计|合计|小计|以来|至")
_OF_MONEY = re.compile(
    r"(?:已|实际|其中|新增|招商引资|招商|引进|引资|利用|使用|项目|资金|投资|外商|直接|金额|总额|数额|款项|人民币|情况"
    r"|单位|折合|[十百千]?万?亿?(?:美元|欧元|港元|港币|日元|元)|额|数|到|的)")
_SIGNS = re.compile(r"[\s()\[\]{}【】〔〕<>《》、,，;；:：.。\-_—~*★☆※#|/\\\"'“”]+")


class MoneyAsked(NamedTuple):
    """The money a column asks for: of these origins, of any where they are None; over one of these spans.

    Where a header can be read in two ways there are two spans, and it is certain only where both come to the same.
    """

    spans: tuple[Span, ...]
    origins: frozenset[Origin] | None


def asked_money(parts: tuple[str, ...], context: str, today: date) -> MoneyAsked | None:
    """What a header asks for; None where it asks for anything else, or has a word whose meaning is not certain.

    `parts` are the texts of the header above each other, `context` the titles and the name of the sheet, which say the
    year and the month where the header does not. 本年 and 本月 are those of `today` where nothing else is stated; which
    month of another year 本月 is, is not certain.
    """
    whole = unicodedata.normalize("NFKC", "".join(parts))
    context = unicodedata.normalize("NFKC", context)
    group = unicodedata.normalize("NFKC", "".join(parts[:-1]))
    this_month = THIS_MONTH.search(parts[-1]) is not None
    if this_month and not MONTHS_OF_YEAR.search(context) and year_named(context) not in ("", str(today.year)):
        return None
    if (not year_named(context) and _BY_TODAY.search(f"{whole}{context}")) or (
            this_month and not MONTHS_OF_YEAR.search(context)):
        context += f" {today.year}年{today.month}月"
    period = period_headed(unicodedata.normalize("NFKC", parts[-1]), group, context)
    own = whole if ARRIVED_WORDS.search(whole) or period is None else f"{whole} {context}"
    if not is_arrived_money(whole, own):
        return None
    named = _OF_TIME.sub("", whole if period is None else PART_WORDS.sub("", whole))
    if _OF_MONEY.sub("", ARRIVED_WORDS.sub("", _SIGNS.sub("", _ANY_ORIGIN.sub("", named)))):
        return None
    spans = _of_period(*period) if period is not None else _spans(whole, context)
    origins = origins_headed(whole)
    return MoneyAsked(spans, origins) if spans and origins != frozenset() else None


def origins_headed(header: str) -> frozenset[Origin] | None:
    """The origins a header names, None where it names none; an empty set where it names several kinds of them."""
    named = {next(origins for words, origins in _ORIGINS if re.fullmatch(words, word))
             for word in _ANY_ORIGIN.findall(header)}
    if not named:
        return None
    return named.pop() if len(named) == 1 else frozenset()


def _of_period(first: int, last: int, year: int | None) -> tuple[Span, ...]:
    return () if year is None else ((date(year, first, 1), date(year, last, monthrange(year, last)[1])),)


def _spans(whole: str, context: str) -> tuple[Span, ...]:
    """The spans a header can mean that names no single month; none where it needs a year that nothing states."""
    headed, in_context = span_headed(whole, context), bool(year_named(context))
    if _UP_TO.search(whole) and not _THIS_YEAR.search(whole) and year_named(whole):
        end = _named_end(whole)  # 截至2024年6月底: since the beginning, or since January
        return ((None, end), (date(end.year, 1, 1), end)) if end else ()
    if headed and headed[1] and _IN_THE_YEAR_BEFORE.search(whole):
        return ((date(headed[1].year, 1, 1), headed[1]),)
    if "以来" in whole and year_named(whole):
        return ((date(int(year_named(whole)), 1, 1), None),)
    if _THIS_YEAR.search(whole) or _THE_YEAR_BEFORE.search(whole) or year_named(whole) or SEVERAL_MONTHS.search(whole):
        return (headed,) if headed else ()
    in_title = span_headed(f"全年{whole}", context) if in_context else None
    if "累计" in whole or _TO_NOW.search(whole):
        return (EVER,) if in_title is None else (EVER, (None, in_title[1]))
    return (EVER,) if in_title is None else (EVER, in_title, (None, in_title[1]))


def _named_end(whole: str) -> date | None:
    """The last day of the month that a header names with its year, of the year where it names none."""
    if match := MONTHS_OF_YEAR.search(whole):
        year, month = int(match[1]), int(match[2])
        return date(year, month, monthrange(year, month)[1])
    return date(int(said), 12, 31) if (said := year_named(whole)) else None
