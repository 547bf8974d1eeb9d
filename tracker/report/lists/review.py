"""The health check of the weekly review as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.lists import ListWords
from tracker.words.report import ReportWords
from tracker.words.review import ReviewWords, finding_line

if TYPE_CHECKING:
    from tracker.office.review.health import Finding


def health_table(findings: Sequence[Finding], lang: Lang) -> ListTable[Finding]:
    """Every project a rule has caught, with the rule and its days."""
    title, terms, says = spoken(lang, ReportWords).columns, words(lang).terms, spoken(lang, ReviewWords)
    return ListTable((
        ListColumn("code", title["code"], lambda finding: finding.code),
        ListColumn("project", title["project"], lambda finding: finding.project),
        ListColumn("rule", title["rule"], lambda finding: finding_line(finding, says, terms)),
        ListColumn("stage", title["stage"], lambda finding: terms.stage[finding.stage]),
        ListColumn("held", spoken(lang, ListWords).column["held"], lambda finding: finding.days, Kind.COUNT),
        ListColumn("officer", title["officer"], lambda finding: finding.officer),
    ), findings)
