"""What an inspection asks about money: before the signing, above the contract, twice, on days without banking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import comb
from typing import Final

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_papers import slips_of
from tracker.domain.audit_rows import AuditedReceipt, AuditedYear, AuditFinding, each_or_all, grouped
from tracker.domain.currency import Currency, Mark, Money
from tracker.domain.days import Day, Precision
from tracker.domain.holidays import is_published
from tracker.domain.money_form import MoneyForm
from tracker.domain.rules_audit import AuditRules
from tracker.domain.workdays import is_working_day

_ABOUT_MORE: Final = 110
"""What an amount that was said to be about so much (约) may be, in percent of it."""
_ODD: Final = 3
"""Digits from which on a sum is no round one: two of them on one day are hardly chance."""
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
    with many digits is asked about. Where one has a slip and the other has none, it may be one transfer.
    """
    exact = [one for one in year.received if one.day.precision is Precision.DAY]
    groups = defaultdict[tuple[Day, int, Currency], list[AuditedReceipt]](list)
    for one in exact:
        groups[one.day, one.minor, one.currency].append(one)
    slips = slips_of(year)
    often = Counter((one.minor, one.currency) for one in exact)
    pairs = sum(comb(many, 2) for many in Counter(one.day for one in exact).values())
    for (day, minor, currency), rows in groups.items():
        if len({one.project for one in rows}) == 1:
            continue
        expected = pairs * (often[minor, currency] / len(exact)) ** 2
        if not _explained(rows, slips, rare=expected <= float(rules.chance) / 100):
            yield AuditFinding(AuditCheck.ONE_SUM_TWICE, f"{day} {minor} {currency}", tuple(
                year.of_receipt(one, ", ".join(sorted(slips.get(one.id, ())))) for one in rows))


def _explained(rows: Sequence[AuditedReceipt], slips: Mapping[int, frozenset[str]], *, rare: bool) -> bool:
    """Whether receipts of one sum on one day may well be several transfers."""
    with_slip = [slips[one.id] for one in rows if one.id in slips]
    if not with_slip:
        return not rare and _digits(rows[0].minor) < _ODD
    apart = len(frozenset.union(*with_slip)) >= len(with_slip)
    return len(with_slip) == len(rows) and apart and _digits(rows[0].minor) < _VERY_ODD


def _digits(minor: int) -> int:
    """Digits of a sum without the zeros at its end: 2 of 1200万元."""
    return len(str(minor).rstrip("0"))


def slip_twice(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Slips with one number that prove several receipts, one of them of the year."""
    of_number = defaultdict[str, set[int]](set)
    for receipt, numbers in slips_of(year).items():
        for number in numbers:
            of_number[number].add(receipt)
    for number, receipts in of_number.items():
        rows = [year.receipts_by_id[one] for one in sorted(receipts)]
        if len(rows) > 1 and any(year.holds(one.day) for one in rows):
            yield AuditFinding(AuditCheck.SLIP_TWICE, number, tuple(year.of_receipt(one, number) for one in rows))


def free_day(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Money in large sums on weekends and public holidays; not equipment, land or rights, which no bank transfers.

    Foreign money is compared at the printed rate; where there is none every sum is asked about. A year whose holidays
    are not published yet is not judged.
    """
    limit = rules.free_day_from
    rows = [one for one in year.received if one.day.precision is Precision.DAY and one.form in (
        None, MoneyForm.CASH, MoneyForm.LOAN) and _is_free(one.day) and _is_over(one, limit, year)]
    found = {project: [*map(year.of_receipt, of_project)] for project, of_project in grouped(rows)}
    yield from each_or_all(AuditCheck.FREE_DAY, year, found, len({one.project for one in year.received}), {})


def _is_free(day: Day) -> bool:
    return day.on is not None and is_published(day.on.year) and not is_working_day(day.on)


def _is_over(one: AuditedReceipt, limit: Money, year: AuditedYear) -> bool:
    minor = year.in_currency(one.minor, one.currency, limit.currency)
    return minor is None or minor > limit.minor
