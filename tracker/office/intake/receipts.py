"""Compares a ledger's receipts with the office's: the same ones first, then those with one thing put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from tracker.domain.day import MONTHS_OF
from tracker.domain.days import Day, Precision
from tracker.domain.money import Money, print_amount
from tracker.domain.money_form import share_text
from tracker.domain.paid import Paid, overdrawn
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage
from tracker.ledger.family import Kind
from tracker.ledger.monthly import ListedMoney, periods_of
from tracker.ledger.rows import Note, NoteCode, Problem, ProblemCode, ReceiptRow
from tracker.office.intake.known import KnownOffice, receipt_sign
from tracker.office.intake.plan import Changes, Plan
from tracker.office.records import LifeFacts, day_of
from tracker.office.records import number as number_of
from tracker.store.tables import Evidence, Receipt

Find = Callable[[str, str], int | None]


class ReceiptPlanner:
    """Plans the rows of the receipts sheets. `find` answers with the number of a project by code or folded name."""

    def __init__(self, plan: Plan, office: KnownOffice, find: Find, first_id: int) -> None:
        self.plan = plan
        self.office = office
        self._find = find
        self._next = first_id
        self._written: dict[int, list[ReceiptRow]] = defaultdict(list)
        """Rows that bring something new, by the number of their project."""

    def plan_all(self, rows: tuple[ReceiptRow, ...]) -> None:
        """Plans every receipt, project by project."""
        by_project: dict[int, list[ReceiptRow]] = defaultdict(list)
        for row in rows:
            number = self._find(row.code, row.key)
            if number is not None:
                by_project[number].append(row)
        for number, reported in by_project.items():
            kept = self.office.receipts.get(number, [])
            if kept:
                self._compare(number, [row for row in reported if not self._is_covered(number, row, kept)], kept)
            else:
                for row in reported:
                    self._new(number, row)
        for number, written in self._written.items():
            self._not_overdrawn(number, written)

    def _not_overdrawn(self, number: int, written: list[ReceiptRow]) -> None:
        """No more may go back than came. What the office has amiss already is not the ledger's."""
        facts = self.plan.touched(self.office, number).facts
        profile, kept = self.office.profiles.get(number), self.office.receipts.get(number, [])
        before = LifeFacts.of(profile, (), (), kept, (), ()).money() if profile else ()
        amiss = set(map(str, overdrawn(before)))
        for reason in overdrawn(facts.money()):
            if str(reason) in amiss:
                continue
            asked = tuple(reason.params[name] for name in ("day", "currency", "origin"))
            row = next((row for row in reversed(written) if row.amount.went_back and asked == (
                row.day, row.amount.currency, row.origin or facts.origin or None)), written[-1])
            self.plan.problems.append(Problem(
                ProblemCode.OVERDRAWN, row.layout.sheet, row.row, row.layout.letter("amount"), print_amount(row.amount),
                {**reason.params, "day": str(reason.params["day"])}, name=row.project or row.code))

    def _is_covered(self, number: int, row: ReceiptRow, kept: list[Receipt]) -> bool:
        """Whether the money of a column of a month or a quarter is here more precisely: the same money. Where it is not
        as much, that is noted. Money of that period itself is compared as a receipt.
        """
        if row.layout.kind is not Kind.PROJECTS:
            return False
        listed = ListedMoney((number, day, Money(receipt.amount_minor, receipt.currency)) for receipt in kept
                             if (day := day_of(receipt.received_on, receipt.precision)) != row.day)
        there = listed.within(number, periods_of(row), row.amount.currency)
        if there is None:
            return False
        if there != row.amount:
            self.plan.notes.append(Note(NoteCode.MONTHS_DIFFER, {
                "sheet": row.layout.sheet, "rows": (row.row,), "name": row.project, "month": str(row.day),
                "said": row.amount, "read": there}))
        self.plan.count(Kind.RECEIPTS, "unchanged")
        return True

    def _compare(self, number: int, reported: list[ReceiptRow], kept: list[Receipt]) -> None:
        """Matches receipts from the closest to the loosest: in everything, in day and amount, in one of the two; what
        arrived on a day first with what arrived.

        Only receipts that a ledger brought are ever taken for wrong ones; what an officer entered stands.
        """
        left, standing = list(reported), list(kept)
        ledgers = [row for row in kept if row.entry_id in self.office.imports]
        rounds: tuple[tuple[Callable[[ReceiptRow], object], Callable[[Receipt], object], list[Receipt]], ...] = (
            (lambda r: (_said(r), r.note), lambda k: (_kept(k), k.note), standing),
            (_said, _kept, standing),
            (lambda r: (r.day.on, r.amount.currency, r.amount.went_back),
             lambda k: (k.received_on, k.currency, k.amount_minor < 0), ledgers),
            (lambda r: (r.day.on, r.amount.currency), lambda k: (k.received_on, k.currency), ledgers),
            (lambda r: (r.amount.minor, r.amount.currency), lambda k: (k.amount_minor, k.currency), ledgers),
        )
        matched: set[int] = set()
        for of_said, of_kept, among in rounds:
            waiting: dict[object, list[Receipt]] = defaultdict(list)
            for receipt in among:
                if receipt.id not in matched:
                    waiting[of_kept(receipt)].append(receipt)
            rest: list[ReceiptRow] = []
            for row in left:
                same = waiting.get(of_said(row), [])
                fitting = next((receipt for receipt in same if not _of_another_period(row, receipt)), None)
                if fitting is not None:
                    same.remove(fitting)
                    matched.add(number_of(fitting))
                    self._known(number, row, fitting)
                else:
                    rest.append(row)
            left = rest
        for row in left:
            self._new(number, row)
        missing = sum(1 for receipt in ledgers if receipt.id not in matched)
        if missing:
            self.plan.notes.append(Note(NoteCode.RECEIPTS_MISSING, {"name": self._name(number), "count": missing}))

    def _new(self, number: int, row: ReceiptRow) -> None:
        if receipt_sign(number, row.day.on, row.amount.minor, row.amount.currency) in self.office.put_right:
            self.plan.notes.append(Note(NoteCode.RECEIPT_VOID, {"sheet": row.layout.sheet, "rows": (row.row,),
                                                         "name": row.project or row.code}))
            self.plan.count(Kind.RECEIPTS, "unchanged")
            return
        self._write(number, row, None)
        self._papers(number, self._next - 1, row, ())
        self.plan.count(Kind.RECEIPTS, "added", row)

    def _known(self, number: int, row: ReceiptRow, was: Receipt) -> None:
        """The same receipt, with whatever the ledger now says otherwise."""
        changed: Changes = {}
        day, amount = day_of(was.received_on, was.precision), Money(was.amount_minor, was.currency, was.mark)
        if row.day != day:
            changed["day"] = (day, row.day)
        if row.amount != amount:
            changed["amount"] = (print_amount(amount), print_amount(row.amount))
        if row.origin is not None and row.origin.value != was.origin:
            changed["origin"] = (was.origin, row.origin.value)
        if row.form is not None and row.form is not was.form:
            changed["money_form"] = (was.form, row.form)
        if row.outside is not None and row.outside != was.outside_share:
            before = None if was.outside_share is None else share_text(was.outside_share)
            changed["outside"] = (before, share_text(row.outside))
        if row.note and row.note != was.note:
            changed["note"] = (was.note, row.note)
        papers = self.office.vouchers.get(number_of(was), [])
        at_hand = {(paper.kind, paper.number) for paper in papers}
        more = [one for one in row.vouchers if (one.kind, one.number) not in at_hand]
        if more:
            changed["evidence"] = ([kind for kind, _ in sorted(at_hand)], [one.kind for one in row.vouchers])
        self.plan.count(Kind.RECEIPTS, "corrected" if changed else "unchanged", row, self._name(number), changed)
        if not changed:
            return
        self.plan.touched(self.office, number)
        if set(changed) == {"evidence"}:
            self._papers(number, number_of(was), row, papers)
            return
        old = self.plan.supersede(Receipt, was)
        self.plan.touched(self.office, number).facts.receipts.pop(old)
        self._write(number, row, was)
        self._carry(number, papers, self._next - 1)
        self._papers(number, self._next - 1, row, papers)

    def _write(self, number: int, row: ReceiptRow, was: Receipt | None) -> None:
        """Writes a receipt; of one that was put right stays what the row says nothing of."""
        origin, form, outside, note = row.origin.value if row.origin else None, row.form, row.outside, row.note
        if was is not None:
            origin, form, note = origin or was.origin, form or was.form, note or was.note
            outside = was.outside_share if outside is None else outside
        self.plan.add(Receipt, self._next, number, number_of(was) if was else None, row.day.on, row.day.precision,
                      row.amount.minor, row.amount.currency, row.amount.mark, origin, form, outside, note)
        self.plan.touched(self.office, number).facts.receipts[self._next] = Paid(
            row.day, row.amount.minor, row.amount.currency, Origin(origin) if origin else None)
        self._next += 1
        self._written[number].append(row)

    def _papers(self, number: int, receipt: int, row: ReceiptRow, there: Iterable[Evidence]) -> None:
        """What proves the receipt, as far as it is not at hand."""
        at_hand = {(paper.kind, paper.number) for paper in there}
        for voucher in row.vouchers:
            if (voucher.kind, voucher.number) not in at_hand:
                self.plan.add(Evidence, number, None, receipt, voucher.kind, voucher.number, None, Precision.UNKNOWN,
                              None, "", None)
                if not row.amount.went_back:
                    self.plan.touched(self.office, number).facts.proven(Stage.FUNDED, voucher.kind)

    def _carry(self, number: int, papers: list[Evidence], receipt: int) -> None:
        """The documents of a receipt that was put right go with it."""
        for paper in papers:
            self.plan.add(Evidence, number, self.plan.supersede(Evidence, paper), receipt, paper.kind, paper.number,
                          paper.issued_on, paper.precision, paper.sha256, paper.filename, paper.size)

    def _name(self, number: int) -> str:
        profile = self.office.profiles.get(number)
        return str(profile.name) if profile else ""


def _of_another_period(row: ReceiptRow, kept: Receipt) -> bool:
    """Whether both are the money of a month or a quarter, and not of the same: the next may bring as much again."""
    return row.day.precision in MONTHS_OF and row.day.precision is kept.precision and row.day.on != kept.received_on


def _said(row: ReceiptRow) -> tuple[Day, int, str]:
    return row.day, row.amount.minor, row.amount.currency


def _kept(row: Receipt) -> tuple[Day, int, str]:
    return day_of(row.received_on, row.precision), row.amount_minor, row.currency
