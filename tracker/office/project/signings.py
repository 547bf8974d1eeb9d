"""Signings beside the first: a project that ended is signed again, and intents, which are no signing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tracker.domain.changed import ChangeKind, grown
from tracker.domain.days import Day
from tracker.domain.guards import again_refusals, before_lead
from tracker.domain.machines import lands_on
from tracker.domain.money import Money
from tracker.domain.order import not_dated
from tracker.domain.profile import PAGE, Particulars, read_fields
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Move, Stage
from tracker.domain.text import clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import About, Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project.changes import (
    FieldStep,
    contract_columns,
    field_steps,
    increases_from,
    standing_changes,
    take_effect,
    undated,
    write_profile,
)
from tracker.office.project.projects import profile_changes
from tracker.office.records import Record, day_of, find_at, number, open_entry, particulars, settle
from tracker.store.tables import ProfileChange, StatusChange

_CONTRACT = "contract_amount"


def sign_again(desk: Desk, project: str, typed: Mapping[str, str], day: Day, *, reason: str = "",
               version: int | None = None) -> Done[int] | Refused:
    """Records that a project that was terminated is signed again on a day; the answer is the number of the signing.

    It is active again from that day, at the stage it had. `typed` says what the investor, where it is from, the origin
    and the contract amount become; of the days before, what was said until now stays true, the first signing too.
    Refused where the project had not ended since it was signed last, or ended after that day.
    """
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        was, standing = particulars(record.profile), record.standing(desk.today())
        changes = standing_changes(unit.session, record.id)
        later = increases_from(changes, day)
        before = grown(was.contract_amount, later, -1)
        reasons = unreasoned(reason) + again_refusals(standing, _signings(record, changes), day)
        reasons += [one for one in undated(record, day, desk.today()) if one not in reasons]
        steps, unread = field_steps(changes, record, {name: text for name, text in typed.items()
                                                      if name != _CONTRACT}, day)
        signed, unfit = _contract(typed, replace(was, contract_amount=before), later)
        if reasons or unread or unfit:
            return Refused((*reasons, *unread, *unfit))
        investor = FieldStep.of(ChangeKind.INVESTOR, "", day, changes, record.profile).before
        steps, reason = [step for step in steps if step.before != step.after], clean_lines(reason)
        entry = open_entry(unit, record, "project.sign_again", reason, day=str(day), changes={
            **{step.what.value: [step.before, step.after] for step in steps},
            **profile_changes(replace(was, contract_amount=before), replace(was, contract_amount=signed))})
        landed = lands_on(standing.position, Move.REOPEN)
        if landed is not None:
            unit.append(StatusChange, entry, project_id=record.id, status=landed.status, changed_on=day.on,
                        precision=day.precision, reason=reason)
        now = replace(take_effect(unit, entry, record, steps, day, reason), contract_amount=grown(signed, later))
        after = next((step.after for step in steps if step.what is ChangeKind.INVESTOR), investor)
        row = unit.append(ProfileChange, entry, project_id=record.id, what=ChangeKind.SIGNING, changed_on=day.on,
                          precision=day.precision, before=investor, after=after, note=reason,
                          **contract_columns(before))
        write_profile(unit, entry, record, now)
        settle(unit, record.id)
        return Done(number(row))


def _signings(record: Record, changes: Iterable[ProfileChange]) -> list[Day]:
    """The days on which a project was signed, the first of them that of its milestone."""
    first = record.days.get(Stage.SIGNED)
    again = [day_of(row.changed_on, row.precision) for row in changes
             if row.what is ChangeKind.SIGNING]
    return [*([first] if first is not None else []), *again]


def _contract(typed: Mapping[str, str], was: Particulars, later: Sequence[Money]) -> tuple[
        Money | None, list[Reason]]:
    """The contract amount of a new signing, as typed, in the currency of the increases after it; that of before where
    nothing is.
    """
    if not typed.get(_CONTRACT, "").strip():
        return was.contract_amount, []
    values, unread = read_fields({_CONTRACT: typed[_CONTRACT]}, was)
    signed = values.contract_amount
    if signed is not None and any(money.currency is not signed.currency for money in later):
        unread = [*unread, Reason(Code.INCREASE_CURRENCY, params={"contract": signed}, field=_CONTRACT)]
    return signed, unread


def record_intent(desk: Desk, project: str, day: Day, *, note: str = "",
                  version: int | None = None) -> Done[int] | Refused:
    """Records an intent or a framework agreement (意向, 框架) of a day; the answer is its number.

    It is no signing: the project stays at its stage, and no figure counts it. Refused where one of the same day and
    note is on record.
    """
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        note, reasons = text_typed(note, PAGE, "note", "notes")
        reasons += not_dated(day, desk.today()) + before_lead(record.days, day)
        reasons += [Reason(Code.INTENT_KNOWN, params={"id": number(row)}, field="note")
                    for row in standing_changes(unit.session, record.id) if row.what is ChangeKind.INTENT and (
                        row.changed_on, row.note) == (day.on, note)]
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "project.intent", note, day=str(day))
        row = unit.append(ProfileChange, entry, project_id=record.id, what=ChangeKind.INTENT, changed_on=day.on,
                          precision=day.precision, note=note)
        settle(unit, record.id)
        return Done(number(row))
