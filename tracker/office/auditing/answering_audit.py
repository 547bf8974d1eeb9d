"""Answers what an inspection would ask: once for each question, while its figures stay."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean, clean_lines
from tracker.domain.typed import unreasoned
from tracker.office.auditing.audited import QuestionSeen, audit
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.records import SAME_QUESTION
from tracker.office.versions import Version, touched_since, version_of
from tracker.store.query import ColumnValues, known
from tracker.store.tables import AuditAnswer

AUDIT_ANSWERED = "audit.answer"
"""The action of the journal entry of an answer."""


def answer_audit(desk: Desk, year: int, ids: Sequence[str], reason: str, *, version: Version = None
                 ) -> Done[int] | Refused:
    """Answers questions of a year, all of them or none, with one reason; the answer is how many were answered.

    Another reason takes the place of one before; what has this reason already stays as it is. Refused without a reason,
    and for each number that no question of the year has now: its figures may have changed, and then it has another.
    `version` is the last entry by which an answer to any of them stood when they were looked at; refused where it is
    another by now.
    Raises RulesetError where the ruleset in force is wrong.
    """
    there = {one.id: one for one in audit(desk, year).questions}
    wanted = tuple(dict.fromkeys(clean(one).lower() for one in ids))
    amiss = [Reason(Code.UNKNOWN_QUESTION, params={"value": one, "year": year}, field="answer")
             for one in wanted if one not in there]
    amiss += unreasoned(reason := clean_lines(reason))
    others = [seen for one in wanted if (seen := there.get(one)) and not (
        seen.answer is not None and seen.answer.reason == reason)]
    if amiss or not others:
        return Refused(tuple(amiss or [Reason(Code.NOTHING_CHANGES)]))
    with desk.unit() as unit:
        standing = {one: _standing(unit.session, _said(year, there[one])) for one in wanted}
        if changed := touched_since(
                unit.session, version, {AuditAnswer: (AuditAnswer.year == year,)}, version_of(*standing.values())):
            return changed
        for one in others:
            of, said, was = one.of, _said(year, one), standing[one.id]
            named = f" {of.facts[0].code} {of.facts[0].name}" if len(of.projects) == 1 else ""
            entry = unit.entry(AUDIT_ANSWERED, subject=f"{year}{named}", reason=reason, detail={
                "year": year, "asked": of.check, "question": one.id, "projects": list(of.projects[:_FEW])})
            unit.append(AuditAnswer, entry, instead_of=was, reason=reason, **said)
    return Done(len(others))


def _said(year: int, seen: QuestionSeen) -> ColumnValues:
    of = seen.of
    return {"year": year, "kind": of.check, "subject": of.subject, "figures": of.figures}


def _standing(session: Session, said: ColumnValues) -> AuditAnswer | None:
    return session.exec(select_row(AuditAnswer).where(known(AuditAnswer), *(
        getattr(AuditAnswer, name) == said[name] for name in SAME_QUESTION))).first()


_FEW = 50
"""Projects that the entry of an answer names."""
