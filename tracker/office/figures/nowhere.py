"""Finds the money of a year that no indicator counts, and says of each receipt of it why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import chain

from sqlalchemy import Text, and_, case, cast, false, func, literal, not_, or_, select, true
from sqlmodel import Session

from tracker.domain.currency import Currency
from tracker.domain.reasons import Nowhere, Unmet
from tracker.domain.rules import Indicator
from tracker.domain.rules_words import NO_INDICATOR, Withdrawals
from tracker.office.figures.by_rules import QUERIES_KEPT
from tracker.office.figures.counting import Frame, all_of, over_by
from tracker.office.figures.criteria import receipts_criteria
from tracker.office.figures.figures import MoneyLine, YearMoney
from tracker.office.figures.late import money_moved
from tracker.office.figures.receipts_asked import IN_YEAR, money_origin
from tracker.store.query import PROFILE, PROJECT, RECEIPT, AnyColumn, Condition, Query, RawRow, raw_chunks, table_of
from tracker.store.tables import Receipt


def of_year(frame: Frame, *columns: AnyColumn) -> Query:
    """What is asked of the receipts of the year, with the profiles of their projects."""
    return _of_receipts(frame, _in_year(frame), *columns)


def _in_year(frame: Frame) -> Condition:
    """That a receipt is of the year. First the projects are asked for that have any of its days, by the index of days:
    SQLite then goes through these in their order, profile by profile, and through no others. Where money that was
    entered late is of the year too, all of it is looked at.
    """
    if (moved := money_moved(frame)) is not None:
        own = and_(RECEIPT.c.received_on >= frame.first, over_by(RECEIPT, RECEIPT.c.received_on, frame.last))
        return or_(own, moved)
    dated = table_of(Receipt).alias("dated")
    projects = select(dated.c.project_id).where(dated.c.received_on.between(frame.first, frame.last))
    day = RECEIPT.c.received_on
    return and_(RECEIPT.c.project_id.in_(projects), day >= frame.first, over_by(RECEIPT, day, frame.last))


def undated(frame: Frame, *columns: AnyColumn) -> Query:
    """What is asked of the receipts of which nobody knows the day, so that they belong to no year."""
    return _of_receipts(frame, RECEIPT.c.received_on.is_(None), *columns)


def astride(frame: Frame, *columns: AnyColumn) -> Query:
    """What is asked of the receipts known only by a period that begins in the year and ends in the next; in the
    calendar's own years there are none.
    """
    day, (_, first, last) = RECEIPT.c.received_on, frame.span
    return _of_receipts(frame, and_(day.between(first, last), not_(over_by(RECEIPT, day, last))), *columns)


_OF_NO_YEAR = {Nowhere.UNKNOWN_DAY: undated, Nowhere.TWO_YEARS: astride}
"""The questions about receipts that belong to no year, by why they do not."""


def _no_years(frame: Frame) -> list[Nowhere]:
    """Why receipts can belong to no year; no period reaches out of one of the calendar's."""
    return [one for one in _OF_NO_YEAR if one is not Nowhere.TWO_YEARS or not frame.counting.is_calendar]


def _of_receipts(frame: Frame, which: Condition, *columns: AnyColumn) -> Query:
    return (
        select(*columns).select_from(RECEIPT.join(PROFILE, PROFILE.c.project_id == RECEIPT.c.project_id))
        .where(frame.known(RECEIPT), frame.known(PROFILE), which)
    )


def counts_money(indicator: Indicator, frame: Frame, *but: Unmet) -> Condition:
    """That an indicator counts a receipt of the year; NULL, or false, where it does not. `but` is not asked."""
    left_out = {*IN_YEAR, Unmet.OTHER_CURRENCY, Unmet.NO_ORIGIN, *but}
    asked = all_of(one for one in receipts_criteria(indicator, frame) if one.code not in left_out)
    # A comparison with each is quicker than a list of one.
    return and_(or_(*(RECEIPT.c.currency == currency for currency in indicator.currencies)), asked)


_BUT_FOR: Sequence[tuple[Nowhere, frozenset[Unmet]]] = (
    (Nowhere.NO_EVIDENCE, frozenset({Unmet.RECEIPT_NO_EVIDENCE, Unmet.LATE_PAPERS})),
    (Nowhere.FORM, frozenset({Unmet.NO_FORM, Unmet.OTHER_FORM})),
    (Nowhere.ENTERED_LATE, frozenset({
        Unmet.RECEIPT_ENTERED_LATE, Unmet.RECEIPT_NEXT_YEAR, Unmet.RECEIPT_LEFT_OUT})),
)
"""What money may lack that some indicator counts but for that; what lacks one may lack those before it too."""


def why_nowhere(indicators: Sequence[Indicator], frame: Frame) -> AnyColumn:
    """The code of why no indicator counts a receipt of the year.

    Of several reasons the one that an officer can mend comes first: the origin. Then what the rules count nowhere:
    the currency, the origin, money that went back. Then what alone keeps it from an indicator: a missing paper; its
    form, with or without a paper; that it was entered late, whatever its form and papers. At last what the rules ask
    of projects.
    """
    by_origin = [one for one in indicators if one.receipt_origin]
    taken = {currency for one in indicators for currency in one.currencies}
    reasons: list[tuple[Condition, Nowhere]] = []
    if by_origin:
        reasons.append((money_origin().is_(None), Nowhere.NO_ORIGIN))
    reasons.append((RECEIPT.c.currency.not_in(sorted(taken)), Nowhere.OTHER_CURRENCY))
    for currency in sorted(taken):
        origins = {origin for one in by_origin if currency in one.currencies for origin in one.receipt_origin}
        if origins:
            elsewhere = money_origin().not_in(sorted(origins))
            reasons.append((and_(RECEIPT.c.currency == currency, elsewhere), Nowhere.OTHER_ORIGIN))
    if any(one.withdrawals is Withdrawals.LEFT_OUT for one in indicators):
        reasons.append((RECEIPT.c.amount_minor < 0, Nowhere.WITHDRAWN))
    asked = {criterion.code for one in indicators for criterion in receipts_criteria(one, frame)}
    lacking: frozenset[Unmet] = frozenset()
    for reason, codes in _BUT_FOR:
        if codes & asked:
            lacking |= codes
            reasons.append((or_(*(counts_money(one, frame, *lacking) for one in indicators)), reason))
    return case(*((condition, literal(code.value)) for condition, code in reasons), else_=literal(Nowhere.NO_FIT.value))


def told_nowhere(indicators: Sequence[Indicator], frame: Frame, counted: Iterable[Condition]) -> AnyColumn:
    """Of the receipts of a project those that none of some conditions counts, as one text (`_read`); NULL for none.

    So the walk that sums what is counted also finds the rest, and the year's receipts are gone through once.
    """
    said = (why_nowhere(indicators, frame), cast(RECEIPT.c.currency, Text), func.coalesce(money_origin(), ""),
            cast(RECEIPT.c.project_id, Text), cast(RECEIPT.c.amount_minor, Text))
    text = reduce(lambda before, after: before.concat(_WITHIN).concat(after), said)
    return func.aggregate_strings(case((or_(false(), *counted).is_not(true()), text)), _BETWEEN)


_WITHIN, _BETWEEN = "\x1f", "\x1e"
"""What stands between the parts of a receipt that is told as text, and between receipts."""


def all_told(by_project: AnyColumn) -> AnyColumn:
    """What `told_nowhere` tells of every project, together."""
    return func.aggregate_strings(by_project, _BETWEEN)


def _read(told: str | None) -> Iterator[RawRow]:
    for receipt in told.split(_BETWEEN) if told else ():
        why, currency, origin, project_id, minor = receipt.split(_WITHIN)
        yield why, currency, origin or None, project_id, minor


def money_of_year(session: Session, frame: Frame, receipts: int, taken: Mapping[Currency, int], told: str | None
                  ) -> YearMoney:
    """All money of the year up to the last day that counts, and by its reason what no indicator counts of it.

    The walk over the year's receipts found how many they are, the minor units of those in each currency that some
    indicator counts, and what `told_nowhere` tells.
    """
    lines = _added_up(_read(told))
    lost = [_added_up(chain.from_iterable(raw_chunks(session, query))) for query in _of_no_year(frame)]
    money = dict(taken)
    for currency in {currency for line in lines for currency in line.money} - set(taken):
        money[currency] = sum(line.money.get(currency, 0) for line in lines)
    return YearMoney(receipts, _in_order(money), lines, tuple(line for of_none in lost for line in of_none))


@lru_cache(QUERIES_KEPT)
def _of_no_year(frame: Frame) -> tuple[Query, ...]:
    """The receipts that belong to no year, as `_added_up` reads them."""
    columns = (RECEIPT.c.currency, money_origin(), RECEIPT.c.project_id, RECEIPT.c.amount_minor)
    return tuple(_OF_NO_YEAR[one](frame, literal(one.value), *columns) for one in _no_years(frame))


def _added_up(receipts: Iterable[RawRow]) -> tuple[MoneyLine, ...]:
    """The lines of receipts, each with why, currency, origin, project and amount, in the order of reasons."""
    alike = defaultdict[tuple[str, str, str | None], list[tuple[object, int]]](list)
    for reason, currency, origin, project_id, minor in receipts:
        alike[reason, currency, origin].append((project_id, int(minor)))
    lines = defaultdict[tuple[Nowhere, str], _Sum](_Sum)
    for (reason, currency, origin), of_one in alike.items():
        line = lines[line_of(reason, currency, origin)]
        line.receipts += len(of_one)
        line.projects.update(project_id for project_id, _ in of_one)
        line.money[Currency(currency)] += sum(minor for _, minor in of_one)
    order = list(Nowhere)
    return tuple(MoneyLine(*key, len(line.projects), line.receipts, _in_order(line.money))
                 for key, line in sorted(lines.items(), key=lambda item: (order.index(item[0][0]), item[0][1])))


def receipts_nowhere(indicators: Sequence[Indicator], frame: Frame, line: str) -> tuple[Query, ...]:
    """The receipts that no indicator counts, of one line of them or of all, in the order of projects and days.

    `line` is the key of a `MoneyLine`, or `NO_INDICATOR` for all of them: the year's, then those of no year. Nothing is
    asked for any other.
    """
    columns = (PROJECT.c.code, PROFILE.c.name, money_origin().label("origin_of_money"), *RECEIPT.c)
    reason, _, of = line.removeprefix(f"{NO_INDICATOR}.").partition(".")
    if line == NO_INDICATOR:
        reason = of = ""
    elif not line.startswith(NO_INDICATOR) or reason not in list(Nowhere):
        return ()
    of_no_year = _no_years(frame) if not reason else [one for one in _OF_NO_YEAR if one == reason]
    queries = [_OF_NO_YEAR[one](frame, literal(one.value).label("why"), *columns) for one in of_no_year]
    if reason not in list(_OF_NO_YEAR):
        why = why_nowhere(indicators, frame)
        counted = or_(false(), *(counts_money(one, frame) for one in indicators))
        query = of_year(frame, why.label("why"), *columns).where(counted.is_not(true()))
        queries.insert(0, query.where(why == reason) if reason else query)
    if of:
        is_of = (RECEIPT.c.currency if reason == Nowhere.OTHER_CURRENCY else money_origin()) == of
        queries = [query.where(is_of) for query in queries]
    return tuple(query.join(PROJECT, PROJECT.c.id == RECEIPT.c.project_id).order_by(
        PROJECT.c.code, RECEIPT.c.received_on, RECEIPT.c.id) for query in queries)


def line_of(reason: str, currency: str, origin: str | None) -> tuple[Nowhere, str]:
    """The line under the figures a receipt belongs to: its reason, and the currency or origin that no rule counts."""
    code = Nowhere(reason)
    of = {Nowhere.OTHER_CURRENCY: currency, Nowhere.OTHER_ORIGIN: origin}.get(code)
    return code, str(of or "")


def _in_order(money: Mapping[Currency, int]) -> dict[Currency, int]:
    return {currency: money[currency] for currency in Currency if currency in money}


@dataclass(slots=True)
class _Sum:
    """Receipts that are added up."""

    receipts: int = 0
    projects: set[object] = field(default_factory=set)
    money: defaultdict[Currency, int] = field(default_factory=lambda: defaultdict(int))
