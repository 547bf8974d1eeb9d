"""Money that arrived or went back: recorded slice by slice, never changed, made void with a reason when wrong."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.days import Day
from tracker.domain.guards import before_lead, without_proof
from tracker.domain.money import Money
from tracker.domain.money_form import MoneyForm
from tracker.domain.order import not_dated
from tracker.domain.paid import Paid, origins_arrived, overdrawn
from tracker.domain.profile import PAGE, Origin
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean_lines, is_empty
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import About, Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.evidence import Paper, keep, opened, unfit
from tracker.office.project.offered import let_go
from tracker.office.records import (
    SAME_RECEIPT,
    Record,
    day_of,
    find_at,
    load_at,
    number,
    open_entry,
    recorded_already,
    settle,
)
from tracker.office.versions import Version
from tracker.store.tables import Receipt


def add_receipt(desk: Desk, project: str, day: Day, amount: Money, *, origin: Origin | None = None, note: str = "",
                papers: tuple[Paper, ...] = (), version: int | None = None, back: bool = False,
                form: MoneyForm | None = None, outside: int | None = None) -> Done[int] | Refused:
    """Records one slice of money with its day, amount and proof; the answer is the receipt's number.

    `origin` is the money's own where it differs from the project's, `form` what it was made of, `outside` the outside
    investor's share of it in hundredths of a percent. The same amount on the same day is taken for the
    same slip unless a note tells the two apart. Receipts adding up to more than the contract are noted, not refused.

    Money that went `back` (资金退回, 撤资) is kept as an amount below zero, with the reason as its note. Without an
    origin, in a project that has none, it takes that of what had arrived in its currency. Refused where that is of
    several origins, and where by that day less had arrived in its currency and origin.
    """
    if back:
        amount = replace(amount, minor=-abs(amount.minor))
    papers = opened(papers)
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        note, reasons = text_typed(note, PAGE, "note", "notes")
        reasons += not_dated(day, desk.today()) + before_lead(record.days, day) + unfit(desk, unit.session, papers)
        reasons += _again(record, day, amount, note)
        if amount.went_back:
            origins = _origins_of_withdrawal(record, day, amount, origin)
            reasons += [Reason(Code.NO_REASON, field="note")] if is_empty(note) else []
            if len(origins) > 1:
                reasons.append(Reason(Code.WHICH_ORIGIN, params={"origins": tuple(sorted(filter(None, origins)))},
                                      field="origin"))
            else:
                (origin,) = origins or {origin}
                reasons += _overdrawn(record, Paid(day, amount.minor, amount.currency, origin or record.facts.origin))
        if reasons:
            return Refused(tuple(reasons))
        action = "receipt.withdraw" if back else "receipt.add"
        entry = open_entry(unit, record, action, day=str(day), minor=amount.minor, currency=amount.currency)
        row = unit.append(Receipt, entry, project_id=record.id, received_on=day.on, precision=day.precision,
                          amount_minor=amount.minor, currency=amount.currency, mark=amount.mark, origin=origin,
                          form=form, outside_share=outside, note=note)
        for paper in papers:
            keep(desk, unit, entry, record.id, paper, receipt_id=number(row))
        return Done(number(row), _above_contract(settle(unit, record.id)))


def void_receipt(desk: Desk, receipt_id: int, reason: str, *, version: Version = None) -> Done[int] | Refused:
    """Makes a receipt void: it stays on record, superseded, and counts no more.

    Its documents go with it. Where it alone proved "funded", the milestone stands without its proof until it is
    corrected or taken back, and a note says so. Refused for money of which more went back than would be left: that
    withdrawal has to go first.
    """
    with desk.unit(About.project_of(Receipt, receipt_id)) as unit:
        row = unit.session.get(Receipt, receipt_id)
        if row is None:
            return refused(Code.UNKNOWN_RECEIPT, field="receipt", value=receipt_id)
        record = load_at(unit.session, row.project_id, version)
        if isinstance(record, Refused):
            return record
        reasons = unreasoned(reason)
        if row.superseded_at is not None:
            reasons.append(Reason(Code.RECEIPT_VOID, params={"value": receipt_id}))
        else:
            reasons += _withdrawn_since(record, row)
        if reasons:
            return Refused(tuple(reasons))
        proven = not without_proof(record.days, record.facts.money())
        entry = open_entry(unit, record, "receipt.void", clean_lines(reason), receipt=receipt_id,
                           day=str(day_of(row.received_on, row.precision)), minor=row.amount_minor,
                           currency=row.currency)
        unit.supersede(row, entry)
        went = let_go(unit, entry, (paper for paper in record.evidence if paper.receipt_id == receipt_id))
        record = settle(unit, record.id)
        lost = without_proof(record.days, record.facts.money()) if proven else ()
        notes = [Reason(Code.PROOF_GONE, hard=False, params={"stage": stage, "day": record.days[stage]})
                 for stage in lost]
        return Done(receipt_id, (*notes, *went))


def _again(record: Record, day: Day, amount: Money, note: str) -> list[Reason]:
    new = dict(zip(SAME_RECEIPT, (day.on, amount.minor, amount.currency, note), strict=True))
    return [recorded_already(row) for row in record.receipts
            if all(getattr(row, name) == value for name, value in new.items())]


def _origins_of_withdrawal(record: Record, day: Day, amount: Money, origin: Origin | None) -> set[Origin | None]:
    """The origins a withdrawal can have: the one given, none where the project has its own, else of what arrived."""
    facts = record.facts
    return {origin} if origin or facts.origin else origins_arrived(facts.money(), day, amount.currency)


def _overdrawn(record: Record, back: Paid) -> list[Reason]:
    """Why so much cannot have gone back: less had arrived. What is amiss already is no reason."""
    paid = record.facts.money()
    amiss = set(map(str, overdrawn(paid)))
    return [reason for reason in overdrawn([*paid, back]) if str(reason) not in amiss]


def _withdrawn_since(record: Record, row: Receipt) -> list[Reason]:
    """The reason why a receipt has to stay: more money went back than would have arrived without it."""
    money = dict(zip(record.facts.receipts, record.facts.money(), strict=True))
    amiss, gone = list(overdrawn(money.values())), money.pop(number(row))
    if not gone.arrived or all(reason in amiss for reason in overdrawn(money.values())):
        return []  # a withdrawal that goes leaves less amiss than before
    back = {receipt for receipt, paid in money.items() if not paid.arrived and (paid.currency, paid.origin) == (
        gone.currency, gone.origin) and not paid.day.certainly_before(gone.day)}
    return [Reason(Code.WITHDRAWN_SINCE, params={"numbers": tuple(sorted(back))}, field="receipt")]


def proof_gone(reason: Reason) -> Reason:
    """The reason as it is told where money that proved "funded" would go: that money alone proves it."""
    return Reason(Code.LAST_RECEIPT, params=reason.params) if reason.code == Code.NO_RECEIPT else reason


def _above_contract(record: Record) -> tuple[Reason, ...]:
    """Money above the contract amount: worth a look, and quite normal after a capital increase."""
    profile = record.profile
    total = sum(row.amount_minor for row in record.receipts if row.currency is profile.contract_currency)
    if profile.contract_minor is None or total <= profile.contract_minor:
        return ()
    total_said, contract = Money(total, profile.contract_currency), Money(profile.contract_minor,
                                                                          profile.contract_currency)
    return (Reason(Code.ABOVE_CONTRACT, hard=False, params={"total": total_said, "contract": contract}),)
