"""What reconciling says: another office's list beside our figure, each difference, and why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.clock import to_the_minute
from tracker.office.figures.explained import NotCountedProject
from tracker.words import Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.days import day_text
from tracker.words.figures import FiguresWords, why_not

if TYPE_CHECKING:
    from tracker.domain.reconciling import ListedProject, OurProject
    from tracker.office.reconciling.reconciled import AnswerSaid, DifferenceSeen, ListReconciled


@dataclass(frozen=True, slots=True)
class ReconcilingWords:
    """The words of reconciling in one language; `{name}` is filled in."""

    column: Mapping[str, str]
    """Titles of the columns of the differences."""
    head: str
    """A list in one line: what it is of, and how far it agrees."""
    no_indicator: str
    alike: str
    """That {count} lines were matched by likeness alone: {names}."""
    alike_pair: str
    taken: str
    taken_again: str
    answered: str
    row: str
    counted: str
    proven: str
    unproven: str
    no_such: str
    not_listed: str
    turned_down: str
    before: str
    """What was answered before the figures changed."""
    said: str
    nothing: str
    nothing_of_year: str
    """How a list is taken in where there is none."""
    closed: str
    """Heads what was answered."""
    take_title: str
    take_commit: str
    path: str
    path_hint: str
    indicator: str
    body: str
    body_hint: str
    day_hint: str
    answer_title: str
    answer_commit: str
    answer_hint: str


def list_line(held: ListReconciled, lang: Lang) -> str:
    """A list in one line, and how far it agrees with our figure."""
    says = spoken(lang, ReconcilingWords)
    told = says.head if held.labels else says.no_indicator
    return told.format(year=held.year, label=held.called(lang), body=held.body, day=held.on, file=held.filename,
                       lines=held.lines, figure=held.figure, unit=held.unit, agreed=held.agreed,
                       count=len(held.differences), open=len(held.open))


def alike_line(held: ListReconciled, lang: Lang) -> str:
    """The lines that were matched by the likeness of names alone; empty where there are none."""
    says = spoken(lang, ReconcilingWords)
    names = words(lang).terms.semicolon.join(
        says.alike_pair.format(theirs=line.name, code=ours.code, ours=ours.name) for line, ours in held.alike)
    return says.alike.format(count=len(held.alike), names=names) if held.alike else ""


def their_side(seen: DifferenceSeen, lang: Lang) -> str:
    """What their list says: each line with its name, amount, day and verdict."""
    says, terms = spoken(lang, ReconcilingWords), words(lang).terms
    return terms.semicolon.join(_listed(line, says, lang) for line in seen.of.theirs) or says.not_listed


def _listed(line: ListedProject, says: ReconcilingWords, lang: Lang) -> str:
    told = [line.name or line.credit_code or line.code, *(amount_text(one, lang) for one in line.amounts)]
    told += [day_text(line.day, lang)] if line.day.known else []
    told += [says.turned_down.format(text=line.turned_down)] if line.turned_down else []
    return " ".join([*told, says.row.format(sheet=line.sheet, row=line.row)])


def our_side(seen: DifferenceSeen, lang: Lang) -> str:
    """What we have: each project with what it counts with, or why it does not."""
    says, terms = spoken(lang, ReconcilingWords), words(lang).terms
    return terms.semicolon.join(_ours(project, says, lang) for project in seen.of.ours) or says.no_such


def _ours(project: OurProject, says: ReconcilingWords, lang: Lang) -> str:
    told = [project.code, project.name, *(amount_text(one, lang) for one in project.amounts)]
    if project.reason is None:
        told += [day_text(day, lang) for day in dict.fromkeys(project.days) if day.known]
        return " ".join([*told, says.counted.format(proof=says.proven if project.is_proven else says.unproven)])
    why = why_not(NotCountedProject(project.code, project.name, project.reason, project.params or {}), words(lang))
    return " ".join([*told, spoken(lang, FiguresWords).not_counted_for.format(why=why)])


def answer_line(seen: DifferenceSeen, lang: Lang) -> str:
    """Why a difference is there, by whom and when; what was said while the figures were others; else nothing."""
    says = spoken(lang, ReconcilingWords)
    if seen.answer is not None:
        return _said(says.said, seen.answer)
    return _said(says.before, seen.before) if seen.before is not None else ""


def _said(sentence: str, said: AnswerSaid) -> str:
    return sentence.format(reason=said.reason, who=said.who, at=to_the_minute(said.at), file=said.filename)
