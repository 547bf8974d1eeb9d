"""Rulesets as lists: what is wrong with one, what it says, what a draft would change, what differs between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.faults import fault_line
from tracker.words.figures import FiguresWords, why_not
from tracker.words.lists import ListWords
from tracker.words.rulesets import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.domain.rules import Problem, Ruleset
    from tracker.office.figures.tried import OneSide, TriedFigure, TriedProject
    from tracker.words.rulesets import Difference

_Told = tuple[str, str, str]
"""A heading, a subject and a sentence of a ruleset."""
_Project = tuple["TriedFigure", "TriedProject"]
"""A project that a draft counts otherwise, with the figure it is behind."""


def problems_table(problems: Sequence[Problem], lang: Lang) -> ListTable[Problem]:
    """What is wrong with a ruleset, each with its line and what to write instead."""
    named = spoken(lang, ListWords).column
    return ListTable((
        ListColumn("line", named["row"], lambda row: row.line or None, Kind.COUNT),
        ListColumn("place", named["place"], lambda row: row.place),
        ListColumn("message", named["message"], lambda row: fault_line(row, lang)),
    ), problems)


def sentences_table(rules: Ruleset, lang: Lang) -> ListTable[_Told]:
    """A ruleset sentence by sentence."""
    named = spoken(lang, ListWords).column
    rows = [(chapter.heading, subject.title, sentence) for chapter in tell(rules, lang)
            for subject in chapter.subjects for sentence in subject.sentences]
    return ListTable((
        ListColumn("heading", named["heading"], lambda row: row[0]),
        ListColumn("subject", named["subject"], lambda row: row[1]),
        ListColumn("sentence", named["rule"], lambda row: row[2]),
    ), rows)


def differences_table(differences: Sequence[Difference], lang: Lang) -> ListTable[Difference]:
    """What differs between two rulesets, a sentence beside the one it takes the place of."""
    named = spoken(lang, ListWords).column
    return ListTable((
        ListColumn("heading", named["heading"], lambda row: row.heading),
        ListColumn("subject", named["subject"], lambda row: row.subject),
        ListColumn("before", named["before"], lambda row: row.before),
        ListColumn("after", named["after"], lambda row: row.after),
    ), differences)


def tried_tables(figures: Sequence[TriedFigure], lang: Lang) -> tuple[ListTable[TriedFigure], ListTable[_Project]]:
    """Every figure as it is and as a draft has it, then the projects in which the two differ."""
    says, names = spoken(lang, FiguresWords), spoken(lang, ListWords)
    named, known = names.column, words(lang)

    def side(which: Callable[[TriedProject], OneSide]) -> Callable[[_Project], str]:
        def told(row: _Project) -> str:
            one = which(row[1])
            if one.reason is not None:
                return why_not(one.reason, known)
            return says.counted_with.format(share=one.share) if one.share else named["absent"]
        return told

    return ListTable((
        ListColumn("indicator", says.indicator, lambda row: row.called(lang)),
        ListColumn("unit", says.unit, lambda row: row.unit),
        ListColumn("in_force", named["in_force"], lambda row: row.before or named["absent"]),
        ListColumn("draft", named["draft"], lambda row: row.after or named["absent"]),
        ListColumn("differ", named["differ"], lambda row: len(row.projects), Kind.COUNT),
    ), figures, names.name["figures"]), ListTable((
        ListColumn("indicator", says.indicator, lambda row: row[0].called(lang)),
        ListColumn("code", says.code, lambda row: row[1].code),
        ListColumn("name", says.name, lambda row: row[1].name),
        ListColumn("in_force", named["in_force"], side(lambda project: project.before)),
        ListColumn("draft", named["draft"], side(lambda project: project.after)),
    ), [(figure, project) for figure in figures for project in figure.projects], names.name["differ"])
