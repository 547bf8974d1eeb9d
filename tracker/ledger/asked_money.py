"""What a form asks for in a column of money that arrived: over which days, and from where."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from typing import Final, NamedTuple

from tracker.domain.profile import Origin
from tracker.ledger.families_projects import ORIGIN_WORDS
from tracker.ledger.layout import Span
from tracker.ledger.money_columns import (
    ARRIVED_WORDS,
    END_OF_YEAR,
    MONTHS_OF_YEAR,
    PART_WORDS,
    SEVERAL_MONTHS,
    THIS_MONTH,
    THIS_YEAR,
    TO_NOW,
    UP_TO,
    YEAR_BEFORE,
    is_arrived_money,
    period_headed,
    spans_headed,
    year_named,
)

_HOME: Final = frozenset({Origin.OUT_OF_PROVINCE, Origin.IN_PROVINCE, Origin.LOCAL})
_ORIGINS: Final[tuple[tuple[str, frozenset[Origin] | None], ...]] = (
    ("内外资", None),
    *((words, frozenset({Origin(origin)})) for origin, words in ORIGIN_WORDS.items()),
    ("市外境内|境内市外", _HOME - {Origin.LOCAL}),
    ("境内资金|内资", _HOME),
)
"""How a header says where money comes from; the words of one origin stand before those of all of the country."""
_ANY_ORIGIN = re.compile("|".join(sorted("|".join(words for words, _ in _ORIGINS).split("|"), key=len, reverse=True)))
_BY_TODAY = re.compile(rf"{THIS_YEAR.pattern}|{YEAR_BEFORE.pattern}")
_OF_TIME = re.compile(
    rf"{END_OF_YEAR.pattern}|{MONTHS_OF_YEAR.pattern}|20\d\d\s*年度?|{SEVERAL_MONTHS.pattern}|(?:1[0-2]|0?[1-9])月份?"
    rf"|(?<=月)(?:[底末]|\s*\d{{1,2}}\s*[日号])|[本今当上去]年(?:底|末|年底|度)?|以前年度|往年|年初|全年度?|[本当]月|"
    rf"{TO_NOW.pattern}|{UP_TO.pattern}"
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
    spans = _of_period(*period) if period is not None else spans_headed(whole, context)
    if "累计" in whole and spans and spans[0][0] is None and not THIS_YEAR.search(whole):
        spans = spans[:1]  # all of them up to the day of the form
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
