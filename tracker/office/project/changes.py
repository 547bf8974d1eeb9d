"""Changes of a profile that hold from a day: a capital increase, another investor, another origin.

`projects.amend` corrects instead: what it puts right was never true, on whatever day. The profile says what is so now;
each change keeps what was so before it, and figures of an earlier day are counted by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from tracker.domain.changed import FIELDS_CHANGED, ChangeKind, DatedChange
from tracker.domain.currency import Currency
from tracker.domain.days import Day, Precision
from tracker.domain.guards import before_lead
from tracker.domain.money import Mark, Money
from tracker.domain.order import not_dated, too_early
from tracker.domain.profile import FIELDS, PAGE, FieldRefused, Particulars, read_field
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.offered import Document, let_go
from tracker.office.records import (
    Record,
    columns,
    content_of,
    current,
    day_of,
    find_at,
    load_of,
    number,
    open_entry,
    particulars,
    settle,
)
from tracker.store.tables import JournalEntry, Profile, ProfileChange


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A change as screens and commands show it: the money of an increase, else what a field said before and after; of a
    signing the contract amount before it, and both investors.
    """

    id: int
    what: ChangeKind
    day: Day
    amount: Money | None
    before: str
    after: str
    note: str
    documents: tuple[Document, ...] = ()
    """Of an increase, what proves it."""


def changes_shown(session: Session, project_id: int, documents: Iterable[Document] = ()) -> tuple[ChangeShown, ...]:
    """The changes of a project that stand, in the order of their days, with those of its documents that prove them."""
    papers = list(documents)
    return tuple(replace(shown, documents=tuple(one for one in papers if one.change_id == shown.id))
                 for shown in map(_shown, standing_changes(session, project_id)))


def change_of(row: ProfileChange) -> DatedChange:
    """A change by its row."""
    return DatedChange(row.what, day_of(row.changed_on, row.precision), row.before, _money(row))


def _money(row: ProfileChange) -> Money | None:
    return None if row.amount_minor is None else Money(row.amount_minor, Currency(row.currency), row.mark)


def by_day(rows: Iterable[ProfileChange]) -> list[ProfileChange]:
    """Changes in the order of their days; of one day a signing first, then as they were recorded."""
    return sorted(rows, key=lambda row: (row.changed_on, row.what is not ChangeKind.SIGNING, row.id or 0))


def increases_from(rows: Iterable[ProfileChange], day: Day) -> list[Money]:
    """The money of the increases on a day or after it: what is signed on that day is enlarged by them."""
    return [money for row in rows if row.what is ChangeKind.INCREASE and day.on and row.changed_on >= day.on
            and (money := _money(row))]


def increase(desk: Desk, project: str, day: Day, amount: Money, *, note: str = "",
             version: int | None = None) -> Done[int] | Refused:
    """Records a capital increase (增资): from its day on the contract amount is larger by it. The answer is its number.

    Refused without a contract amount, in another currency than that, for an amount that is not exact or not above
    nothing, before the signing, and where the same amount of the same day is on record and no note tells them apart.
    """
    with desk.unit() as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        standing = standing_changes(unit.session, record.id)
        contract, again = _contract_at(record, standing, day)
        note, reasons = text_typed(note, PAGE, "note", "notes")
        reasons += not_dated(day, desk.today()) + _before_signing(record, day) + _unfit(contract, amount)
        reasons += [Reason(Code.DUPLICATE_INCREASE, params={"id": number(row)}, field="note")
                    for row in standing if row.what is ChangeKind.INCREASE and (
                        row.changed_on, row.amount_minor, row.note) == (day.on, amount.minor, note)]
        if reasons or contract is None:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "project.increase", note, day=str(day), minor=amount.minor,
                           currency=amount.currency)
        row = unit.append(ProfileChange, entry, project_id=record.id, what=ChangeKind.INCREASE, changed_on=day.on,
                          precision=day.precision, amount_minor=amount.minor, currency=amount.currency, note=note)
        _contract_becomes(unit, entry, record, again, replace(contract, minor=contract.minor + amount.minor))
        settle(unit, record.id)
        return Done(number(row))


def _contract_at(record: Record, standing: Sequence[ProfileChange], day: Day) -> tuple[
        Money | None, ProfileChange | None]:
    """The contract amount that an increase of a day adds to, and the signing after that day, which keeps it."""
    again = next((row for row in standing if row.what is ChangeKind.SIGNING and day.on and row.changed_on > day.on),
                 None)
    return (_money(again), again) if again else (particulars(record.profile).contract_amount, None)


def _contract_becomes(unit: Unit, entry: JournalEntry, record: Record, again: ProfileChange | None,
                      contract: Money | None) -> None:
    """Says another contract amount: of before a signing, or of now as a later version of the profile."""
    now = particulars(record.profile)
    if again is None and contract != now.contract_amount:
        write_profile(unit, entry, record, replace(now, contract_amount=contract))
    elif again is not None and contract is not None:
        unit.append(ProfileChange, entry, instead_of=again, **{
            **content_of(again), "amount_minor": contract.minor, "currency": contract.currency, "mark": contract.mark})


def _unfit(contract: Money | None, amount: Money) -> list[Reason]:
    if contract is None:
        return [Reason(Code.NO_CONTRACT_AMOUNT, field="contract_amount")]
    reasons = []
    if amount.currency is not contract.currency:
        reasons.append(Reason(Code.INCREASE_CURRENCY, params={"contract": contract}, field="amount"))
    if amount.mark is not Mark.EXACT or amount.minor <= 0:
        reasons.append(Reason(Code.INCREASE_INEXACT, field="amount"))
    return reasons


def _before_signing(record: Record, day: Day) -> list[Reason]:
    """An increase adds to what was signed."""
    signed = record.days.get(Stage.SIGNED)
    if signed is not None and day.certainly_before(signed):
        return [too_early(day, Stage.SIGNED, signed)]
    return before_lead(record.days, day)


def write_profile(unit: Unit, entry: JournalEntry, record: Record, values: Particulars) -> None:
    """What a profile says now, as a later version of it."""
    unit.append(Profile, entry, instead_of=record.profile, project_id=record.id, **columns(values))


def change(desk: Desk, project: str, typed: Mapping[str, str], day: Day, *, reason: str = "",
           version: int | None = None) -> Done[str] | Refused:
    """Records what the investor, where it is from, or the origin became on a day; the answer is the project's code.

    Before that day what was said before stays true. A day that lies before a later change of the same field puts this
    one in between. Refused for other fields, which are corrected; for a day known only by its month or longer; and
    where nothing changes.
    """
    with desk.unit() as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        reason, reasons = text_typed(reason, PAGE, "reason")
        reasons += undated(record, day, desk.today())
        steps, unread = field_steps(unit.session, record, typed, day)
        if not reasons and not unread and all(step.before == step.after for step in steps):
            reasons.append(Reason(Code.NOTHING_CHANGES))
        if reasons or unread:
            return Refused((*reasons, *unread))
        steps = [step for step in steps if step.before != step.after]
        entry = open_entry(unit, record, "project.change", reason, day=str(day), changes={
            step.what.value: [step.before, step.after] for step in steps})
        now = take_effect(unit, entry, record, steps, day, reason)
        if now != particulars(record.profile):
            write_profile(unit, entry, record, now)
        settle(unit, record.id)
        return Done(record.project.code)


def undated(record: Record, day: Day, today: date) -> list[Reason]:
    """The reasons why a day does not tell since when something is so: a whole day is asked for."""
    reasons = not_dated(day, today) + before_lead(record.days, day)
    if day.known and day.precision is not Precision.DAY:
        reasons.append(Reason(Code.CHANGE_DAY, params={"day": day}, field="day"))
    return reasons


def field_steps(session: Session, record: Record, typed: Mapping[str, str], day: Day) -> tuple[
        list[FieldStep], list[Reason]]:
    """What fields become on a day, as typed; and what cannot be read of it."""
    values, unread = _read(typed, particulars(record.profile))
    standing = standing_changes(session, record.id)
    return [FieldStep.of(what, value, day, standing, record.profile) for what, value in values.items()], unread


def take_effect(unit: Unit, entry: JournalEntry, record: Record, steps: Iterable[FieldStep], day: Day,
                note: str) -> Particulars:
    """Records what fields become on a day; the answer is what the profile is to say now."""
    for step in steps:
        unit.append(ProfileChange, entry, project_id=record.id, what=step.what, changed_on=day.on,
                    precision=day.precision, before=step.before, after=step.after, note=note)
        if step.following is not None:
            _precede(unit, entry, step.following, step.after)
    return _said(record, {step.what: step.after for step in steps if step.following is None})


def _said(record: Record, said: Mapping[ChangeKind, str]) -> Particulars:
    values = {what.value: FIELDS[what].from_columns([text]) for what, text in said.items()}
    return replace(particulars(record.profile), **values)


def _read(typed: Mapping[str, str], was: Particulars) -> tuple[dict[ChangeKind, str], list[Reason]]:
    """What was typed as it is kept in the columns of the fields."""
    values: dict[ChangeKind, str] = {}
    reasons: list[Reason] = []
    for name, text in typed.items():
        if name not in FIELDS_CHANGED:
            reasons.append(Reason(Code.CHANGE_FIELD, params={"field": name, "fields": FIELDS_CHANGED}, field=name))
            continue
        try:
            values[ChangeKind(name)] = FIELDS[name].to_columns(read_field(name, text, was))[0] or ""
        except FieldRefused as refusal:
            reasons.append(refusal.reason)
    return values, reasons


@dataclass(frozen=True, slots=True)
class FieldStep:
    """A field before and after a day, and the first change of it after that day."""

    what: ChangeKind
    before: str
    after: str
    following: ProfileChange | None

    @classmethod
    def of(cls, what: ChangeKind, after: str, day: Day, standing: Sequence[ProfileChange], profile: Profile
           ) -> FieldStep:
        """Where a change of a day comes among those on record."""
        following = next((row for row in standing if row.what is what and day.on and row.changed_on > day.on), None)
        return cls(what, following.before if following else getattr(profile, what) or "", after, following)


def _precede(unit: Unit, entry: JournalEntry, following: ProfileChange, before: str) -> None:
    """Says of a later change what was so before it by now."""
    unit.append(ProfileChange, entry, instead_of=following, **{**content_of(following), "before": before})


def void_change(desk: Desk, change_id: int, reason: str) -> Done[int] | Refused:
    """Takes a change back, as if it had never been recorded: its money, or what it made of a field; the row is kept.

    What a field says now becomes what it said before; where a later change stands, that one says so from now on. Of a
    signing the contract amount goes back; the investor is a change of its own. The documents of an increase go with it,
    and are offered again.
    """
    with desk.unit() as unit:
        row = unit.session.get(ProfileChange, change_id)
        if row is None:
            return refused(Code.UNKNOWN_CHANGE, field="change", value=change_id)
        record, reasons = load_of(unit.session, row.project_id), unreasoned(reason)
        if row.superseded_at is not None:
            reasons.append(Reason(Code.CHANGE_VOID, params={"value": change_id}))
        if reasons:
            return Refused(tuple(reasons))
        day = day_of(row.changed_on, row.precision)
        standing = standing_changes(unit.session, record.id)
        later = standing[standing.index(row) + 1:]
        entry = open_entry(unit, record, "project.unchange", clean_lines(reason), change=change_id, day=str(day))
        unit.supersede(row, entry)
        went = let_go(unit, entry, (paper for paper in record.evidence if paper.change_id == change_id))
        if row.what in (ChangeKind.INCREASE, ChangeKind.SIGNING):
            _money_goes(unit, entry, record, row, later)
        elif row.what in FIELDS_CHANGED:
            following = next((other for other in later if other.what is row.what), None)
            if following is not None:
                _precede(unit, entry, following, row.before)
            else:
                write_profile(unit, entry, record, _said(record, {row.what: row.before}))
        settle(unit, record.id)
        return Done(change_id, went)


def _money_goes(unit: Unit, entry: JournalEntry, record: Record, row: ProfileChange, later: Sequence[ProfileChange]
                ) -> None:
    """The contract amount without an increase; or what it was before a signing, with what was added since."""
    again = next((other for other in later if other.what is ChangeKind.SIGNING), None)
    contract = _money(again) if again else particulars(record.profile).contract_amount
    if row.what is ChangeKind.INCREASE:
        if contract is not None and contract.currency is row.currency:
            contract = replace(contract, minor=contract.minor - (row.amount_minor or 0))
    else:
        since = later[:later.index(again)] if again else later
        added = sum(other.amount_minor or 0 for other in since if other.what is ChangeKind.INCREASE
                    and other.currency is row.currency)
        before = _money(row)
        contract = replace(before, minor=before.minor + added) if before else None
    _contract_becomes(unit, entry, record, again, contract)


def standing_changes(session: Session, project_id: int) -> list[ProfileChange]:
    """The changes of a project that stand, in the order of their days."""
    return by_day(current(session, ProfileChange, project_id))


def _shown(row: ProfileChange) -> ChangeShown:
    return ChangeShown(number(row), row.what, day_of(row.changed_on, row.precision), _money(row), row.before, row.after,
                       row.note)
