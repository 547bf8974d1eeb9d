"""Makes the signed bundle of a report's figures, with the projects behind each, for machines that have no office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tracker.domain.bundle import Bundle, CountedBehind
from tracker.domain.clock import utc_text
from tracker.domain.parts import period_key
from tracker.domain.reasons import Code
from tracker.office.figures.explained import CountedProject
from tracker.office.outcome import Refused, refused
from tracker.office.reporting.facts import ReportFacts
from tracker.office.signatures import CAN_SIGN, is_signed, signed_with
from tracker.office.witness import signing_secret


def bundled(facts: ReportFacts, figures: Mapping[str, Mapping[str, str]], key: Path | None = None) -> Bundle | Refused:
    """The bundle, signed with the key of witnesses' notes. `figures` are printed numbers by language and key.

    Refused where the file of the key holds none, and on a machine without the library of signatures.
    """
    if not CAN_SIGN:
        return refused(Code.NO_SIGNING)
    secret = signing_secret(key)
    if isinstance(secret, Refused):
        return secret
    asked, rollup = facts.asked, facts.rollup
    bundle = Bundle(
        rollup.place, str(asked.year), period_key(asked.part), rollup.until.isoformat(), utc_text(rollup.as_of),
        rollup.ruleset_digest, rollup.head, figures,
        {name: CountedBehind(told.figure, tuple(_row(one) for one in told.counted))
         for name, told in facts.behind.items()})
    public, _ = signed_with(secret, b"")
    bundle = replace(bundle, key=public)
    return replace(bundle, signature=signed_with(secret, bundle.signed)[1])


def _row(project: CountedProject) -> dict[str, Any]:
    return {"code": project.code, "name": project.name, "share": project.share,
            "days": [str(fact.day) for fact in project.facts],
            "evidence": [list(proof.named) for fact in project.facts for proof in fact.evidence]}


def bundle_holds(bundle: Bundle) -> bool:
    """Whether its lists make its figures, and its signature is of it (where signatures can be looked at)."""
    return bundle.adds_up and (not CAN_SIGN or is_signed(bundle.key, bundle.signature, bundle.signed))
