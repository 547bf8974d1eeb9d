"""What `sanxin explain` prints as JSON: each project behind a figure with its facts, the others with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.printing import JsonLines
from tracker.cli.shapes import Json
from tracker.domain.clock import utc_text
from tracker.office.figures.figures import asserted_json, notes_json
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.figures import label_of, why_not, why_nowhere
from tracker.words.rulesets import conditions_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.office.figures.explained import CountedFact, CountedProject, Explanation, NotCountedProject, Proof
    from tracker.words import Lang


def explanation(shown: Explanation, lang: Lang) -> Json:
    """One figure with everything behind it; every key in a fixed order."""

    of = {} if shown.of is None else {"of": shown.of}
    return {
        "year": shown.year, "key": shown.key, "label": label_of(shown, lang), "unit": shown.unit,
        "figure": shown.figure, **of, "until": shown.until.isoformat(), "as_of": utc_text(shown.as_of),
        **notes_json(shown.ledger, shown.without_origin, shown.rules_said),
        "ruleset": {"id": shown.ruleset_id, "digest": shown.ruleset_digest},
        **({"part": {shown.part.by: shown.part.value or None}} if shown.part else {}),
        **({"source": shown.source} if shown.source else {}), **asserted_json(shown.asserted),
        "counted": JsonLines(lambda project: _counted(project, lang), shown.counted),
        "not_counted": JsonLines(lambda project: _not_counted(project, lang), shown.not_counted),
    }


def _counted(project: CountedProject, lang: Lang) -> Json:
    met = {"met": [conditions_told(one, lang) for one in project.met]} if project.met else {}
    return {"code": project.code, "name": project.name, "share": project.share, **met,
            "facts": [_fact(fact, lang) for fact in project.facts]}


def _fact(fact: CountedFact, lang: Lang) -> Json:
    """A receipt has an amount and a number, a milestone has not."""
    receipt = {} if fact.amount is None else {
        "receipt": fact.receipt, "amount": amount_text(fact.amount, lang), "mark": fact.amount.mark.value}
    why = {"why": why_nowhere(*fact.nowhere, lang)} if fact.nowhere else {}
    increases = {"increases": [
        {"id": one.id, "day": str(one.day), "amount": amount_text(one.amount, lang), "evidence": _proofs(one.evidence)}
        for one in fact.increases]} if fact.increases else {}
    late = {"entered_late": {"on": fact.entered_late.on.isoformat(), "counts_in": fact.entered_late.counts_in}} if (
        fact.entered_late) else {}
    return {"day": str(fact.day), "share": fact.share, **receipt, **why, **increases, **late,
            "evidence": _proofs(fact.evidence)}


def _proofs(proofs: Sequence[Proof]) -> list[Json]:
    return [{"kind": proof.kind, "number": proof.number, "sha256": proof.sha256} for proof in proofs]


def _not_counted(project: NotCountedProject, lang: Lang) -> Json:
    return {"code": project.code, "name": project.name, "reason": project.reason,
            "sentence": why_not(project, words(lang))}
