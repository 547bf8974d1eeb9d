"""What `sanxin audit` does: tells what an inspection would ask of a year, and records the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli import shapes
from tracker.cli.answer import done, granted
from tracker.cli.lists import Handed
from tracker.cli.printing import say
from tracker.cli.readers import choice, year
from tracker.domain.audit_kinds import AuditCheck
from tracker.office.auditing.answering_audit import answer_audit
from tracker.office.auditing.audited import QuestionSeen, YearAudited, audit
from tracker.report.lists.audit import audit_table
from tracker.words import Lang, spoken
from tracker.words.audit import (
    AuditWords,
    audit_answer_line,
    audit_line,
    facts_text,
    left_out_line,
    question_text,
)

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.domain.audit_rows import FactAsked


def hand_answers(call: Call, year_: str, ids: Sequence[str], reason: str, as_json: bool) -> None:
    """Records an answer to questions of a year."""
    outcome = granted(call, answer_audit(call.desk(), year(call, year_), ids, reason), as_json)
    line = spoken(call.lang, AuditWords).answered.format(count=outcome.value)
    done(call, outcome, as_json, line, {"answered": outcome.value})


def hand_audit(call: Call, year_: str, kinds: Sequence[str], output: str, *, only_open: bool, as_json: bool) -> None:
    """Tells what is asked of a year, of some kinds alone where any is named."""
    wanted = frozenset(AuditCheck(choice(call, kind, "asked", "--check")) for kind in kinds)
    which, desk = year(call, year_), call.desk()
    found = audit(desk, which).of_kinds(wanted, only_open=only_open)
    about = tuple(filter(None, (audit_line(found, call.lang), left_out_line(found, call.lang))))
    Handed(call, desk, output, as_json, which, about, narrowed=bool(wanted) or only_open).on(
        "audit", [audit_table(found, call.lang)], lambda: audit_shape(found, call.lang),
        lambda: _print(call, found, about))


def _print(call: Call, found: YearAudited, about: Sequence[str]) -> None:
    """Kind by kind: which audits ask it, then each question with its projects and its answer."""
    says, lang = spoken(call.lang, AuditWords), call.lang
    for line in about:
        say(line)
    for check in dict.fromkeys(one.of.check for one in found.questions):
        of_kind = [one for one in found.questions if one.of.check is check]
        name = call.words.terms.asked[check]
        say("\n" + says.kind.format(name=name, count=len(of_kind), open=sum(one.answer is None for one in of_kind)))
        say(f"  {says.published[check]}")
        for one in of_kind:
            say(f"  {one.id}  {question_text(one.of, lang)}")
            say(f"    {facts_text(one.of, lang)}")
            if answered := audit_answer_line(one, lang):
                say(f"    {answered}")


def audit_shape(found: YearAudited, lang: Lang) -> dict[str, Any]:
    """What is asked of a year, for programs."""
    return {"year": found.year, "projects": found.projects, "left_out": list(found.left_out), "open": len(found.open),
            "questions": [_question(one, lang) for one in found.questions]}


def _question(seen: QuestionSeen, lang: Lang) -> dict[str, Any]:
    return {"id": seen.id, "check": seen.of.check, "question": question_text(seen.of, lang),
            "published": spoken(lang, AuditWords).published[seen.of.check], "subject": seen.of.subject,
            "numbers": dict(seen.of.numbers), "projects": list(seen.of.projects),
            "facts": [_fact(one, lang) for one in seen.of.facts],
            "answer": seen.answer and seen.answer.as_json(), "before": seen.before and seen.before.as_json()}


def _fact(fact: FactAsked, lang: Lang) -> dict[str, Any]:
    return {"code": fact.code, "name": fact.name, "what": fact.what, **shapes.day(fact.day),
            "amount": shapes.money(fact.amount, lang) if fact.amount else None, "said": fact.said}
