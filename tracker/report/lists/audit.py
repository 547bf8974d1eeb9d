"""What an inspection would ask of a year as a list: the questions with their answers, and every fact on a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.audit import AuditWords, audit_answer_line, fact_beside, fact_name, facts_text, question_text
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.domain.audit_rows import FactAsked
    from tracker.office.auditing.audited import QuestionSeen, YearAudited


class _Asked(NamedTuple):
    """A fact of a question."""

    seen: QuestionSeen
    fact: FactAsked


def audit_tables(found: YearAudited, lang: Lang) -> list[ListTable[Any]]:
    """The questions of a year, kind by kind, with the first of their projects; then every fact of each."""
    return [_questions(found, lang), _facts(found, lang)] if found.questions else [_questions(found, lang)]


def _questions(found: YearAudited, lang: Lang) -> ListTable[QuestionSeen]:
    says, terms = spoken(lang, AuditWords), words(lang).terms
    title = says.column
    return ListTable((
        ListColumn("id", title["id"], lambda one: one.id),
        ListColumn("asked", title["asked"], lambda one: terms.asked[one.of.check]),
        ListColumn("question", title["question"], lambda one: question_text(one.of, lang)),
        ListColumn("facts", title["facts"], lambda one: facts_text(one.of, lang)),
        ListColumn("published", title["published"], lambda one: says.published[one.of.check]),
        ListColumn("answer", title["answer"], lambda one: audit_answer_line(one, lang)),
    ), found.questions, says.tables["questions"])


def _facts(found: YearAudited, lang: Lang) -> ListTable[_Asked]:
    """To sort and to filter: who and when are empty where nobody answered."""
    says, terms = spoken(lang, AuditWords), words(lang).terms
    title = says.column
    return ListTable((
        ListColumn("id", title["id"], lambda one: one.seen.id),
        ListColumn("asked", title["asked"], lambda one: terms.asked[one.seen.of.check]),
        ListColumn("code", title["code"], lambda one: one.fact.code),
        ListColumn("name", title["project"], lambda one: one.fact.name),
        ListColumn("fact", title["fact"], lambda one: fact_name(one.fact, lang)),
        ListColumn("day", title["day"], lambda one: one.fact.day if one.fact.day.known else None, Kind.DAY),
        ListColumn("amount", title["amount"], lambda one: one.fact.amount, Kind.AMOUNT),
        ListColumn("beside", title["beside"], lambda one: fact_beside(one.fact, one.seen.of.check, lang)),
        ListColumn("question", title["question"], lambda one: question_text(one.seen.of, lang)),
        ListColumn("answer", title["answer"], lambda one: _answer(one.seen, says)),
        ListColumn("who", title["who"], lambda one: one.seen.answer.who if one.seen.answer else None),
        ListColumn("at", title["at"], lambda one: one.seen.answer.at if one.seen.answer else None, Kind.MOMENT),
    ), [_Asked(seen, fact) for seen in found.questions for fact in seen.of.facts], says.tables["facts"])


def _answer(seen: QuestionSeen, says: AuditWords) -> str:
    if seen.answer is None and seen.before is not None:
        return says.before_alone.format(reason=seen.before.reason)
    return seen.answer.reason if seen.answer else ""
