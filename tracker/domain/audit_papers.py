"""What an inspection asks about documents: which facts have none, and which are older than what they prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditedPaper, AuditedYear, AuditFinding, FactAsked, each_or_all
from tracker.domain.days import Day
from tracker.domain.rules_audit import AuditRules
from tracker.domain.stages import Stage


def no_proof(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Facts of the year without a document, once it could be there."""
    lacking, asked = defaultdict[int, list[FactAsked]](list), set[int]()
    for project, fact in _to_prove(year, rules):
        asked.add(project)
        if fact is not None:
            lacking[project].append(fact)
    yield from each_or_all(AuditCheck.NO_PROOF, year, lacking, len(asked), {"days": str(rules.proof_within)})


def _to_prove(year: AuditedYear, rules: AuditRules) -> Iterator[tuple[int, FactAsked | None]]:
    """Each project with each fact of which a document could be there by now: the fact where there is none."""
    due = year.today - timedelta(rules.proof_within)
    for one in year.reached:
        if rules.proves(one.stage) and one.day.last is not None and one.day.last <= due:
            yield one.project, None if any(paper.stage is one.stage for paper in year.papers_of.get(one.project, ())
                                           ) else year.of_stage(one)
    if not rules.proves(None):
        return
    many = defaultdict[int, int](int)
    for receipt in year.receipts:
        many[receipt.project] += receipt.minor > 0
    for receipt in year.received:
        if receipt.day.last is None or receipt.day.last > due:
            continue
        # A document of "funded" proves the money where it is one sum; of several sums it does not say which.
        proven = any(paper.receipt == receipt.id or (paper.stage is Stage.FUNDED and many[receipt.project] == 1)
                     for paper in year.papers_of.get(receipt.project, ()))
        yield receipt.project, None if proven else year.of_receipt(receipt)


def proof_older(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Documents dated longer before the fact of the year that they prove than such documents are."""
    days = {(one.project, one.stage): one.day for one in year.reached}
    found = defaultdict[int, list[FactAsked]](list)
    for paper in year.papers:
        if paper.day.on is None:
            continue
        fact, allowed, what = _proved(paper, days, year, rules)
        if fact is None or fact.on is None or (fact.on - paper.day.on).days <= allowed:
            continue
        if year.holds(fact) and paper.day.last is not None and (fact.on - paper.day.last).days > allowed:
            found[paper.project] += [year.told(paper.project, what, fact), year.told(
                paper.project, "paper", paper.day, said=" ".join(filter(None, (paper.kind, paper.number))))]
    for project, facts in found.items():
        yield AuditFinding(AuditCheck.PROOF_OLDER, year.projects[project].code, tuple(facts))


def _proved(paper: AuditedPaper, days: Mapping[tuple[int, Stage], Day], year: AuditedYear, rules: AuditRules
            ) -> tuple[Day | None, int, str]:
    """The day of the fact that a document proves, how much older it may be, and what the fact is."""
    if paper.receipt is not None:
        receipt = year.receipts_by_id.get(paper.receipt)
        return receipt.day if receipt else None, rules.older_than.receipt, "receipt"
    if paper.stage is None or paper.stage is Stage.LEAD:
        return None, 0, ""
    return days.get((paper.project, paper.stage)), getattr(rules.older_than, paper.stage), paper.stage

