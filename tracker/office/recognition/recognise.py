"""Recognising what another one reported, or sending it back with a reason."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from tracker.domain.days import Day
from tracker.domain.order import not_happened, recognised_early
from tracker.domain.profile import LINE
from tracker.domain.reasons import Code, Reason
from tracker.domain.recognising import Verdict
from tracker.domain.rights import Right
from tracker.domain.stages import Stage
from tracker.domain.text import clean, clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused
from tracker.office.recognition.reported import (
    Proofs,
    Reportable,
    VerdictSaid,
    day_reported,
    kinds_at_hand,
    lacking,
    put_of,
    reporter,
    verdict_of,
    verdicts_on,
)
from tracker.office.records import Record, content_of, find_at, number, open_entry, settle
from tracker.office.rules import rules_within, year_within
from tracker.office.versions import Version, told_since, version_of
from tracker.store.tables import Milestone, Receipt, Recognition

OF = Stage | int
"""What is recognised: the milestone of a stage, or the receipt of a number."""


def recognise(desk: Desk, project: str, of: OF, body: str, *, on: date | None = None, paper: str = "",
              override: str = "", version: Version = None) -> Done[VerdictSaid] | Refused:
    """Recognises a milestone or a receipt for a `body`, on a day (today where none is given).

    Refused for the one who reported it. Proofs the ruleset asks for and that are missing can be set aside by a written
    reason (`override`). A milestone takes the day and the body over, by which figures go that count by recognition.
    """
    with desk.unit() as unit:
        return recognise_in(desk, unit, project, of, body, on=on, paper=paper, override=override, version=version)


def recognise_in(desk: Desk, unit: Unit, project: str, of: OF, body: str, *, on: date | None = None, paper: str = "",
                 override: str = "", version: Version = None, seen: Version = None,
                 ) -> Done[VerdictSaid] | Refused:
    """Like `recognise`, in a unit of work under way. `seen` is the version of the
    fact itself (`Awaiting.version`): refused where it, or what was said of it, is another by now.

    Raises NotTaken where recognising is not granted.
    """
    desk.need(Right.VERIFY)
    found = _found(unit.session, project, of, version, seen)
    if isinstance(found, Refused):
        return found
    record, row = found
    day = on or (row.recognised_on if isinstance(row, Milestone) else None) or desk.today()
    reasons = _not_by(unit.session, desk, record, row) + _unfit(desk, row, day, body, paper)
    reasons += [Reason(Code.NO_BODY, field="by")] if not clean(body) else []
    last = _last(unit.session, record, row)
    if last is not None and last.verdict is Verdict.RECOGNISED:
        said = verdict_of(last)
        reasons.append(Reason(Code.RECOGNISED_ALREADY, params={"who": said.who, "body": said.body, "on": said.on}))
    missing = _missing(desk, unit.session, record, row)
    if reasons or (missing and not clean_lines(override)):
        return Refused((*reasons, *missing))
    reason = clean_lines(override) if missing else ""
    return Done(_say(unit, record, row, last, Verdict.RECOGNISED, day, clean(body), clean(paper), reason))


def send_back(desk: Desk, project: str, of: OF, reason: str, *, body: str = "", on: date | None = None,
              version: Version = None) -> Done[VerdictSaid] | Refused:
    """Sends a milestone or a receipt back to the one who reported it, with the reason; that one cannot do it.

    What was recognised is so no more. It counts as sent back until it, or a document of it, is recorded anew.
    """
    with desk.unit() as unit:
        return send_back_in(desk, unit, project, of, reason, body=body, on=on, version=version)


def send_back_in(desk: Desk, unit: Unit, project: str, of: OF, reason: str, *, body: str = "", on: date | None = None,
                 version: Version = None, seen: Version = None) -> Done[VerdictSaid] | Refused:
    """Like `send_back`, in a unit of work under way. `seen` is the version of the
    fact itself (`Awaiting.version`): refused where it, or what was said of it, is another by now.

    Raises NotTaken where sending back is not granted.
    """
    desk.need(Right.VERIFY)
    found = _found(unit.session, project, of, version, seen)
    if isinstance(found, Refused):
        return found
    record, row = found
    day = on or desk.today()
    reasons = unreasoned(reason) + _not_by(unit.session, desk, record, row)
    reasons += _unfit(desk, row, day, body, "")
    if reasons:
        return Refused(tuple(reasons))
    last = _last(unit.session, record, row)
    return Done(_say(unit, record, row, last, Verdict.SENT_BACK, day, clean(body), "", clean_lines(reason)))


def _found(session: Session, project: str, of: OF, version: Version,
           seen: Version) -> tuple[Record, Reportable] | Refused:
    record = find_at(session, project, version)
    if isinstance(record, Refused):
        return record
    if isinstance(of, Stage):
        row: Reportable | None = record.milestones.get(of)
        unknown = Reason(Code.NOT_REACHED, params={"stage": of}, field="stage")
    else:
        row = next((one for one in record.receipts if one.id == of), None)
        unknown = Reason(Code.UNKNOWN_RECEIPT, params={"value": of}, field="receipt")
    if row is None:
        return Refused((unknown,))
    return _said_since(session, record, row, seen) or (record, row)


def _said_since(session: Session, record: Record, row: Reportable, seen: Version) -> Refused | None:
    """The refusal where a fact, or the verdict on it, is another than the second person had before them."""
    last = _last(session, record, row)
    if seen in (None, version_of(row, last)):
        return None
    stage = row.stage if isinstance(row, Milestone) else None
    verdicts = session.exec(select(Recognition).where(Recognition.project_id == record.id,
                                                      Recognition.stage == stage)).all()
    touched = [one for said in verdicts for one in (said.entry_id, said.superseded_entry_id) if one is not None]
    return told_since(session, [row.entry_id, *touched], seen or 0, version_of(row, last))


def _not_by(session: Session, desk: Desk, record: Record, row: Reportable) -> list[Reason]:
    """That whoever reported a fact does not recognise it."""
    who = _reporter(session, row)
    return [Reason(Code.OWN_REPORT, params={"who": who})] if who == desk.who else []


def _reporter(session: Session, row: Reportable) -> str:
    if isinstance(row, Milestone):
        return reporter(row, lambda earlier: session.get(Milestone, earlier))
    return reporter(row, lambda earlier: session.get(Receipt, earlier))


def _unfit(desk: Desk, row: Reportable, day: date, body: str, paper: str) -> list[Reason]:
    """What is wrong with the day, the body or the number of the paper."""
    reasons = not_happened(Day(day), desk.today()) + recognised_early(day_reported(row), day)
    return reasons + text_typed(body, LINE, "by", cleaned=clean)[1] + text_typed(paper, LINE, "number",
                                                                                 cleaned=clean)[1]


def _missing(desk: Desk, session: Session, record: Record, row: Reportable) -> list[Reason]:
    """Each group of documents the ruleset asks for and of which none is on record."""
    stage, receipt_id = (row.stage, None) if isinstance(row, Milestone) else (None, number(row))
    year = year_within(desk, session, day_reported(row).on or desk.today())
    arrived = {number(receipt): receipt.amount_minor > 0 for receipt in record.receipts}
    kinds = kinds_at_hand([(paper.kind, paper.stage, paper.receipt_id) for paper in record.evidence], stage,
                          receipt_id, arrived)
    asked = Proofs(rules_within(desk, session, year)).of(stage)
    return [Reason(Code.PROOF_LACKING, hard=False, params={"kinds": group}, field="evidence") if group else
            Reason(Code.PROOF_NONE, hard=False, field="evidence") for group in lacking(asked, kinds)]


def _last(session: Session, record: Record, row: Reportable) -> Recognition | None:
    """What was last said of a fact as it stands."""
    about = put_of(row)
    return next((said for said in reversed(verdicts_on(session, record.id)) if put_of(said) == about), None)


def _say(unit: Unit, record: Record, row: Reportable, last: Recognition | None, verdict: Verdict, day: date, body: str,
         paper: str, reason: str) -> VerdictSaid:
    """Records the verdict, and on a milestone the day and the body by which figures count."""
    about = put_of(row)
    said = {"stage": about.stage} if about.stage else {"receipt": number(row), "minor": about.amount_minor,
                                                       "currency": about.currency}
    action = "recognise" if verdict is Verdict.RECOGNISED else "recognise.send_back"
    entry = open_entry(unit, record, action, reason, **said, day=day.isoformat(), body=body, paper=paper)
    row_said = unit.append(
        Recognition, entry, instead_of=last, project_id=record.id, verdict=verdict, said_on=day, body=body,
        number=paper, reason=reason, reported_by=_reporter(unit.session, row), **about._asdict())
    now = {"recognised_on": day, "recognised_by": body} if verdict is Verdict.RECOGNISED else {
        "recognised_on": None, "recognised_by": ""}
    if isinstance(row, Milestone) and any(getattr(row, name) != value for name, value in now.items()):
        unit.append(Milestone, entry, instead_of=row, **{**content_of(row), **now})
    settle(unit, record.id)
    return verdict_of(row_said)
