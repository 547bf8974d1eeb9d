"""What `sanxin audit` does: tells what an inspection would ask of a year, and records the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.cli import shapes
from tracker.cli.answer import done, granted
from tracker.cli.lists import Handed
from tracker.cli.printing import say
from tracker.cli.readers import choice, version, year
from tracker.cli.then import office_then, then_asked
from tracker.domain.audit_kinds import AuditCheck
from tracker.office.auditing.answering_audit import answer_audit
from tracker.office.auditing.audited import QuestionSeen, YearAudited, audit
from tracker.report.lists.audit import audit_tables
from tracker.words import Lang, spoken
from tracker.words.audit import (
    AuditWords,
    audit_answer_line,
    audit_head,
    facts_text,
    kind_line,
    question_text,
)

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.domain.audit_rows import FactAsked


def hand_answers(call: Call, year_: str, ids: Sequence[str], reason: str, version_: str | None, as_json: bool) -> None:
    """Records an answer to questions of a year."""
    which, expected = year(call, year_), version(call, version_)
    outcome = granted(call, answer_audit(call.desk(), which, ids, reason, version=expected), as_json)
    line = spoken(call.lang, AuditWords).answered.format(count=outcome.value)
    done(call, outcome, as_json, line, {"answered": outcome.value})


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What a year is asked about: some kinds alone, what nobody answered, in which past; and the file it goes into."""

    kinds: Sequence[str] = ()
    only_open: bool = False
    until: str = ""
    as_of: str = ""
    output: str = ""


def hand_audit(call: Call, year_: str, options: AuditOptions, as_json: bool) -> None:
    """Tells what is asked of a year, of some kinds alone where any is named."""
    wanted = frozenset(AuditCheck(choice(call, kind, "asked", "--check")) for kind in options.kinds)
    which = year(call, year_)
    then = then_asked(call, call.desk(), options.until, options.as_of, as_json=as_json)
    desk = office_then(call, then)
    found = audit(desk, which).of_kinds(wanted, only_open=options.only_open)
    about = tuple(audit_head(found, call.lang))
    Handed(call, desk, options.output, as_json, which, about, bool(wanted) or options.only_open, then).on(
        "audit", audit_tables(found, call.lang), lambda: audit_shape(found, call.lang),
        lambda: _print(call, found, about))


def _print(call: Call, found: YearAudited, about: Sequence[str]) -> None:
    """Kind by kind: which audits ask it, then each question with its projects and its answer."""
    says, lang = spoken(call.lang, AuditWords), call.lang
    for line in about:
        say(line)
    for check, of_kind in found.by_kind.items():
        say("\n" + kind_line(check, of_kind, lang))
        say(f"  {says.published[check]}")
        for one in of_kind:
            say(f"  {one.id}  {question_text(one.of, lang)}")
            say(f"    {facts_text(one.of, lang)}")
            if answered := audit_answer_line(one, lang):
                say(f"    {answered}")


def audit_shape(found: YearAudited, lang: Lang) -> dict[str, Any]:
    """What is asked of a year, for programs."""
    return {"year": found.year, "projects": found.projects, "left_out": list(found.left_out), "open": len(found.open),
            "taken_over": found.taken_over,
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
