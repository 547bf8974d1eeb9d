"""What an inspection would ask of a year as a list: each question with its projects, figures and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.report.lists.shape import ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.audit import MANY, AuditWords, audit_answer_line, audit_line, facts_text, question_text
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.office.auditing.audited import QuestionSeen, YearAudited


def audit_table(found: YearAudited, lang: Lang, few: int = MANY) -> ListTable[QuestionSeen]:
    """The questions of a year, kind by kind; so many projects of each are named."""
    says, terms = spoken(lang, AuditWords), words(lang).terms
    title = says.column
    return ListTable((
        ListColumn("id", title["id"], lambda one: one.id),
        ListColumn("asked", title["asked"], lambda one: terms.asked[one.of.check]),
        ListColumn("question", title["question"], lambda one: question_text(one.of, lang)),
        ListColumn("facts", title["facts"], lambda one: facts_text(one.of, lang, few)),
        ListColumn("published", title["published"], lambda one: says.published[one.of.check]),
        ListColumn("answer", title["answer"], lambda one: audit_answer_line(one, lang)),
    ), found.questions, audit_line(found, lang))
