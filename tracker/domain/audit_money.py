"""What an inspection asks about money: before the signing, above the contract, twice, on days without banking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import comb
from typing import Final

from tracker.domain.audit_days import percent_of, tail
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditedReceipt, AuditedYear, AuditFinding, grouped
from tracker.domain.currency import Currency, Mark, Money
from tracker.domain.days import Day, Precision
from tracker.domain.holidays import is_published
from tracker.domain.money import print_exact
from tracker.domain.money_form import MoneyForm
from tracker.domain.rules_audit import AuditRules
from tracker.domain.workdays import is_working_day

_ABOUT_MORE: Final = 110
"""What an amount that was said to be about so much (约) may be, in percent of it."""
_ODD: Final = 3
"""Digits from which on a sum is no round one: two of them on one day are hardly chance."""
_SELDOM: Final = 0.02
"""The share of large sums up to which one on a weekend is an exception."""
_SATURDAY: Final = 5
"""The first day of the weekend, as Python counts them."""
_BY_CHANCE: Final = 0.25
"""Of sums that meet with one slip between them, how many chance may bring before nobody asks."""
_VERY_ODD: Final = 5
"""Digits from which on it is asked about though each has a slip of its own."""


def money_before_signing(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Money of the year that arrived before the first signing, or of a project that was never signed."""
    for project, rows in grouped(year.received):
        signed = year.signed.get(project)
        early = [one for one in rows if signed is None or one.day.certainly_before(signed)]
        if early:
            yield AuditFinding(AuditCheck.MONEY_BEFORE_SIGNING, year.projects[project].code, (
                *map(year.of_receipt, early), year.told(project, "signed", signed or Day.unknown())))


def above_contract(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Projects with money of the year that have received more by its end than their contract says.

    "About" (约) leaves a tenth more; an amount that was said to be over so much (以上) bounds nothing.
    """
    received = {one.project for one in year.received}
    by_then = [one for one in year.receipts if one.project in received and one.day.on and one.day.on <= year.span.last]
    for project, rows in grouped(by_then):
        contract = year.projects[project].contract
        if contract is None or contract.minor <= 0 or contract.mark is Mark.OVER:
            continue
        total = year.together(rows, contract.currency)
        about = _ABOUT_MORE if contract.mark is Mark.ABOUT else 100
        if total > contract.minor * Fraction(rules.above_percent) * about / 10_000:
            yield AuditFinding(AuditCheck.ABOVE_CONTRACT, year.projects[project].code, (
                year.told(project, "contract", amount=contract),
                year.told(project, "total", amount=Money(total, contract.currency))))


def one_sum_twice(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """One sum on one day in several projects.

    Round sums meet by chance: where each has a slip of its own, or none has and chance explains it, nobody asks. A sum
    with many digits is asked about. Where one has a slip and another has none, it may be one transfer, unless slips
    are so often missing that chance explains this too.
    """
    exact = [one for one in year.received if one.day.precision is Precision.DAY]
    groups = defaultdict[tuple[date | None, int, Currency], list[AuditedReceipt]](list)
    for one in exact:
        groups[one.day.on, one.minor, one.currency].append(one)
    slips = year.slips
    often = Counter((one.minor, one.currency) for one in exact)
    lacking = max(sum(one.id not in slips for one in exact), 1) / max(len(exact), 1)
    pairs = sum(comb(many, 2) for many in Counter(one.day.on for one in exact).values())
    for (day, minor, currency), rows in groups.items():
        if len({one.project for one in rows}) == 1:
            continue
        expected = pairs * (often[minor, currency] / len(exact)) ** 2
        allowed = float(rules.chance) / 100 if not any(one.id in slips for one in rows) else _BY_CHANCE / lacking
        if not _explained(rows, slips, rare=expected <= allowed):
            yield AuditFinding(AuditCheck.ONE_SUM_TWICE, f"{day} {minor} {currency}", tuple(
                year.of_receipt(one, ", ".join(sorted(slips.get(one.id, ())))) for one in rows))


def _explained(rows: Sequence[AuditedReceipt], slips: Mapping[int, frozenset[str]], *, rare: bool) -> bool:
    """Whether receipts of one sum on one day may well be several transfers."""
    with_slip = [slips[one.id] for one in rows if one.id in slips]
    if len(with_slip) < len(rows):
        return not rare and _digits(rows[0].minor) < _ODD
    apart = len(frozenset.union(*with_slip)) >= len(with_slip)
    return apart and _digits(rows[0].minor) < _VERY_ODD


def _digits(minor: int) -> int:
    """Digits of a sum without the zeros at its end: 2 of 1200万元."""
    return len(str(minor).rstrip("0"))


def slip_twice(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Slips with one number that prove several receipts, one of them of the year."""
    of_number = defaultdict[str, set[int]](set)
    for receipt, numbers in year.slips.items():
        for number in numbers:
            of_number[number].add(receipt)
    for number, receipts in of_number.items():
        rows = [year.receipts_by_id[one] for one in sorted(receipts)]
        if len(rows) > 1 and any(year.holds(one.day) for one in rows):
            yield AuditFinding(AuditCheck.SLIP_TWICE, number, tuple(year.of_receipt(one, number) for one in rows))


def free_day(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Money in large sums on days on which people do not work; not equipment, land or rights, which no bank transfers.

    On public holidays each is asked about. On plain weekends some banks transfer online: what comes once or twice there
    is asked about, what comes all year is a habit, and is asked about once where it is more than habit explains.
    Foreign money is compared at the printed rate; where there is none every sum is large. A year whose holidays are not
    published yet is not judged.
    """
    large = [one for one in year.received if one.day.precision is Precision.DAY and one.form in (
        None, MoneyForm.CASH, MoneyForm.LOAN) and _is_over(one, rules.free_day_from, year)]
    free = [one for one in large if _is_free(one.day.on)]
    weekend = [one for one in free if not _is_holiday(one.day.on)]
    share = float(rules.weekend_percent) / 100
    if len(weekend) > max(1, _SELDOM * len(large)):
        if tail(len(weekend), len(large), share) <= float(rules.chance) / 100:
            yield AuditFinding(AuditCheck.FREE_DAY, "*", tuple(map(year.of_receipt, weekend)), {
                "count": str(len(weekend)), "of": str(len(large)), "share": percent_of(len(weekend), len(large)),
                "usual": print_exact(rules.weekend_percent)})
        free = [one for one in free if _is_holiday(one.day.on)]
    for project, rows in grouped(free):
        yield AuditFinding(AuditCheck.FREE_DAY, year.projects[project].code, tuple(map(year.of_receipt, rows)))


def _is_free(day: date | None) -> bool:
    return day is not None and is_published(day.year) and not is_working_day(day)


@cache
def _is_holiday(day: date | None) -> bool:
    """Whether a free day lies among free days of which one would else be worked: the Sunday of a long weekend too."""
    while _is_free(day) and day is not None:
        day -= timedelta(1)
    day = day + timedelta(1) if day else None
    while day is not None and _is_free(day):
        if day.weekday() < _SATURDAY:
            return True
        day += timedelta(1)
    return False


def _is_over(one: AuditedReceipt, limit: Money, year: AuditedYear) -> bool:
    minor = year.in_currency(one.minor, one.currency, limit.currency)
    return minor is None or minor > limit.minor
