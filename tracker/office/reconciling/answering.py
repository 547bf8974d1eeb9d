"""Answers why a list of another office and our figure differ: once for each difference, while its figures stay."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean, clean_lines
from tracker.domain.typed import unreasoned
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.reconciling.reconciled import DifferenceSeen, ListReconciled, each_reconciled
from tracker.office.records import SAME_DIFFERENCE
from tracker.office.versions import Version, touched_since, version_of
from tracker.store.query import ColumnValues, known
from tracker.store.tables import DifferenceAnswer

ANSWER = "difference.answer"
"""The action of the journal entry of an answer."""


def answer(desk: Desk, ids: Sequence[str], reason: str, *, version: Version = None) -> Done[int] | Refused:
    """Answers differences, all of them or none, with one reason; the answer is how many were answered.

    Another reason takes the place of one before; what has this reason already stays as it is. Refused without a reason,
    and for each number that no difference has now: its figures may have changed, and then it has another. `version` is
    the last entry by which an answer to any of them stood when they were looked at; refused where it is another by
    now. Raises RulesetError where the ruleset in force is wrong.
    """
    wanted = tuple(dict.fromkeys(clean(one).lower() for one in ids))
    there = _differences(desk, wanted)
    amiss = [Reason(Code.UNKNOWN_DIFFERENCE, params={"value": one}, field="answer")
             for one in wanted if one not in there]
    amiss += unreasoned(reason := clean_lines(reason))
    if amiss or not wanted:
        return Refused(tuple(amiss or [Reason(Code.NOTHING_CHANGES)]))
    answers = {one: there[one][1].answer for one in wanted}
    others = [one for one, given in answers.items() if given is None or given.reason != reason]
    if not others:
        return Refused((Reason(Code.NOTHING_CHANGES),))
    with desk.unit() as unit:
        standing = {one: _standing(unit.session, _said(*there[one])) for one in wanted}
        if changed := touched_since(
                unit.session, version, {DifferenceAnswer: ()}, version_of(*standing.values())):
            return changed
        for one in others:
            held, seen = there[one]
            said, was = _said(held, seen), standing[one]
            told = seen.of.ours or seen.of.theirs
            entry = unit.entry(ANSWER, subject=f"{held.year} {held.called('zh')} {told[0].name}", reason=reason,
                               detail={"year": held.year, "indicator": held.key, "body": held.body,
                                       "differs": seen.of.kind, "subject": seen.of.subject, "difference": one,
                                       "file": held.filename})
            unit.append(DifferenceAnswer, entry, instead_of=was, reason=reason, **said)
    return Done(len(others))


def _standing(session: Session, said: ColumnValues) -> DifferenceAnswer | None:
    return session.exec(select_row(DifferenceAnswer).where(known(DifferenceAnswer), *(
        getattr(DifferenceAnswer, name) == said[name] for name in SAME_DIFFERENCE))).first()


def _differences(desk: Desk, wanted: Sequence[str]) -> dict[str, tuple[ListReconciled, DifferenceSeen]]:
    """The differences that have these numbers now, each with its list. No list is compared once all are found."""
    there: dict[str, tuple[ListReconciled, DifferenceSeen]] = {}
    lists = each_reconciled(desk, newest_first=True)
    while len(there) < len(wanted) and (held := next(lists, None)) is not None:
        there |= {one.id: (held, one) for one in held.differences if one.id in wanted}
    return there


def _said(held: ListReconciled, seen: DifferenceSeen) -> ColumnValues:
    return {"year": held.year, "indicator": held.key, "body": held.body, "kind": seen.of.kind,
            "subject": seen.of.subject, "figures": seen.of.figures, "sha256": held.sha256, "filename": held.filename}
