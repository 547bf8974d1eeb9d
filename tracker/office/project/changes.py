"""Changes of a profile that hold from a day: a capital increase, another investor, another origin.

`projects.amend` corrects instead: what it puts right was never true, on whatever day. The profile says what is so now;
each change keeps what was so before it, and figures of an earlier day are counted by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from tracker.domain.changed import FIELDS_CHANGED, ChangeKind, DatedChange, grown
from tracker.domain.currency import Currency
from tracker.domain.days import Day, Precision
from tracker.domain.guards import before_lead
from tracker.domain.money import Mark, Money
from tracker.domain.order import early_statuses, not_dated, too_early
from tracker.domain.profile import FIELDS, PAGE, FieldRefused, Particulars, read_field
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import About, Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.offered import Document, let_go
from tracker.office.records import (
    Record,
    columns,
    content_of,
    current,
    day_of,
    find_at,
    load_at,
    number,
    open_entry,
    particulars,
    settle,
)
from tracker.office.versions import Version
from tracker.store.query import ColumnValues
from tracker.store.tables import JournalEntry, Profile, ProfileChange, ProjectFact


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
    with desk.unit(About.project(project)) as unit:
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
        write_profile(unit, entry, record, _contract_becomes(unit, entry, particulars(record.profile), again,
                                                             grown(contract, [amount])))
        settle(unit, record.id)
        return Done(number(row))


def _contract_at(record: Record, standing: Sequence[ProfileChange], day: Day) -> tuple[
        Money | None, ProfileChange | None]:
    """The contract amount that an increase of a day adds to, and the signing after that day, which keeps it."""
    again = next((row for row in standing if row.what is ChangeKind.SIGNING and day.on and row.changed_on > day.on),
                 None)
    return (_money(again), again) if again else (particulars(record.profile).contract_amount, None)


def _contract_becomes(unit: Unit, entry: JournalEntry, now: Particulars, again: ProfileChange | None,
                      contract: Money | None) -> Particulars:
    """Says another contract amount: of before a signing, or of now. The answer is what the profile is to say now."""
    if again is None:
        return replace(now, contract_amount=contract)
    if contract != _money(again):
        unit.append(ProfileChange, entry, instead_of=again, **{**content_of(again), **contract_columns(contract)})
    return now


def contract_columns(money: Money | None) -> ColumnValues:
    """A contract amount, which may be unknown, as a change keeps it."""
    return {"amount_minor": money.minor if money else None, "currency": money.currency if money else Currency.CNY,
            "mark": money.mark if money else Mark.EXACT}


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
    """What a profile says now, as a later version of it where that is something else."""
    if values != particulars(record.profile):
        unit.append(Profile, entry, instead_of=record.profile, project_id=record.id, **columns(values))


def change(desk: Desk, project: str, typed: Mapping[str, str], day: Day, *, reason: str = "",
           version: int | None = None) -> Done[str] | Refused:
    """Records what the investor, where it is from, or the origin became on a day; the answer is the project's code.

    Before that day what was said before stays true. A day that lies before a later change of the same field puts this
    one in between. Refused for other fields, which are corrected; for a day known only by its month or longer; and
    where nothing changes.
    """
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        reason, reasons = text_typed(reason, PAGE, "reason")
        reasons += undated(record, day, desk.today())
        steps, unread = field_steps(standing_changes(unit.session, record.id), record, typed, day)
        if not reasons and not unread and all(step.before == step.after for step in steps):
            reasons.append(Reason(Code.NOTHING_CHANGES))
        if reasons or unread:
            return Refused((*reasons, *unread))
        steps = [step for step in steps if step.before != step.after]
        entry = open_entry(unit, record, "project.change", reason, day=str(day), changes={
            step.what.value: [step.before, step.after] for step in steps})
        write_profile(unit, entry, record, take_effect(unit, entry, record, steps, day, reason))
        settle(unit, record.id)
        return Done(record.project.code)


def undated(record: Record, day: Day, today: date) -> list[Reason]:
    """The reasons why a day does not tell since when something is so: a whole day is asked for."""
    reasons = not_dated(day, today) + before_lead(record.days, day)
    if day.known and day.precision is not Precision.DAY:
        reasons.append(Reason(Code.CHANGE_DAY, params={"day": day}, field="day"))
    return reasons


def field_steps(standing: Sequence[ProfileChange], record: Record, typed: Mapping[str, str], day: Day) -> tuple[
        list[FieldStep], list[Reason]]:
    """What fields become on a day, as typed, among the changes on record; and what cannot be read of it."""
    values, unread = _read(typed, particulars(record.profile))
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


def void_change(desk: Desk, change_id: int, reason: str, *, version: Version = None) -> Done[int] | Refused:
    """Takes a change back, as if it had never been recorded: its money, or what it made of a field; the row is kept.

    What a field says now becomes what it said before; where a later change stands, that one says so from now on. With a
    signing goes what it brought: the contract amount, the fields, and that the project is active again; a note says so
    where that has to stay. The documents of an increase go with it, and are offered again. What a signing made of a
    field is not taken back without the signing.
    """
    with desk.unit() as unit:
        row = unit.session.get(ProfileChange, change_id)
        if row is None:
            return refused(Code.UNKNOWN_CHANGE, field="change", value=change_id)
        record, reasons = load_at(unit.session, row.project_id, version), unreasoned(reason)
        if isinstance(record, Refused):
            return record
        if row.superseded_at is not None:
            reasons.append(Reason(Code.CHANGE_VOID, params={"value": change_id}))
        standing = standing_changes(unit.session, record.id)
        signing = _signing_of(unit.session, row, standing)
        if signing is not None:
            reasons.append(Reason(Code.CHANGE_OF_SIGNING, params={"value": change_id, "signing": number(signing)}))
        if reasons:
            return Refused(tuple(reasons))
        day = day_of(row.changed_on, row.precision)
        fields = _fields_with(unit.session, row, standing)
        entry = open_entry(unit, record, "project.unchange", clean_lines(reason), change=change_id, day=str(day))
        for one in {row.id: row, **{one.id: one for one in fields}}.values():
            unit.supersede(one, entry)
        went = let_go(unit, entry, (paper for paper in record.evidence if paper.change_id == change_id))
        now = _fields_go(unit, entry, record, fields, standing)
        if row.what in (ChangeKind.INCREASE, ChangeKind.SIGNING):
            now = _money_goes(unit, entry, now, row, standing[standing.index(row) + 1:])
        if row.what is ChangeKind.SIGNING:
            went += _reopening_goes(unit, entry, record, row, desk.today())
        write_profile(unit, entry, record, now)
        settle(unit, record.id)
        return Done(change_id, went)


def _fields_with(session: Session, row: ProfileChange, standing: Iterable[ProfileChange]) -> list[ProfileChange]:
    """The changes of fields that go with a change: itself, or what a signing made of fields."""
    if row.what is not ChangeKind.SIGNING:
        return [row] if row.what in FIELDS_CHANGED else []
    signed = _first_entry(session, row)
    return [one for one in standing if one.what in FIELDS_CHANGED and _first_entry(session, one) == signed]


def _signing_of(session: Session, row: ProfileChange, standing: Iterable[ProfileChange]) -> ProfileChange | None:
    """The signing that made a field what a change says; None for any other change."""
    if row.what not in FIELDS_CHANGED:
        return None
    recorded = _first_entry(session, row)
    return next((one for one in standing if one.what is ChangeKind.SIGNING and _first_entry(session, one) == recorded),
                None)


def _first_entry(session: Session, row: ProjectFact) -> int:
    """The entry that first recorded what a row says; a later version of it has one of its own."""
    while row.supersedes_id is not None:
        row = session.get_one(type(row), row.supersedes_id)
    return row.entry_id


def _fields_go(unit: Unit, entry: JournalEntry, record: Record, rows: Iterable[ProfileChange],
               standing: Sequence[ProfileChange]) -> Particulars:
    """What fields said before some changes is so again; the answer is what the profile is to say now."""
    said = {}
    for row in rows:
        following = next((one for one in standing[standing.index(row) + 1:] if one.what is row.what), None)
        if following is None:
            said[row.what] = row.before
        else:
            _precede(unit, entry, following, row.before)
    return _said(record, said)


def _money_goes(unit: Unit, entry: JournalEntry, now: Particulars, row: ProfileChange,
                later: Sequence[ProfileChange]) -> Particulars:
    """The contract amount without an increase; or what it was before a signing, with what was added since."""
    again = next((other for other in later if other.what is ChangeKind.SIGNING), None)
    amount = _money(row)
    if row.what is ChangeKind.INCREASE:
        contract = grown(_money(again) if again else now.contract_amount, [amount] if amount else [], -1)
    else:
        since = later[:later.index(again)] if again else later
        contract = grown(amount, increases_from(since, day_of(row.changed_on, row.precision)))
    return _contract_becomes(unit, entry, now, again, contract)


def _reopening_goes(unit: Unit, entry: JournalEntry, record: Record, row: ProfileChange, today: date
                    ) -> tuple[Reason, ...]:
    """The project is terminated again, as it was before a signing; a note where later facts need it active."""
    signed = _first_entry(unit.session, row)
    reopened = next((one for one in record.statuses if _first_entry(unit.session, one) == signed), None)
    if reopened is None:
        return ()
    standing = record.standing(today)
    amiss = list(early_statuses(standing.milestones, standing.statuses))
    without = early_statuses(standing.milestones, standing.statuses[:-1])
    if record.statuses[-1] is reopened and all(reason in amiss for reason in without):
        unit.supersede(reopened, entry)
        return ()
    return (Reason(Code.REOPENING_STAYS, hard=False, params={
        "day": day_of(reopened.changed_on, reopened.precision)}, field="project"),)


def standing_changes(session: Session, project_id: int) -> list[ProfileChange]:
    """The changes of a project that stand, in the order of their days."""
    return by_day(current(session, ProfileChange, project_id))


def _shown(row: ProfileChange) -> ChangeShown:
    return ChangeShown(number(row), row.what, day_of(row.changed_on, row.precision), _money(row), row.before, row.after,
                       row.note)
