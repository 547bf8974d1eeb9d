"""What the assessment of a year says around its scores: heads, columns, what was marked, what it waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.words import Lang, spoken
from tracker.words.assessment import figure_named
from tracker.words.catalogue import words
from tracker.words.scoring import exact_told

if TYPE_CHECKING:
    from tracker.domain.rules_assessment import Assessment
    from tracker.domain.rules_types import Ruleset
    from tracker.domain.scoring import UnitScore
    from tracker.domain.scoring_grades import Graded
    from tracker.office.assessment.what_if import MoreAmiss


@dataclass(frozen=True, slots=True)
class AssessTableWords:
    """The words of one language; `{year}` and others are filled in."""

    column: Mapping[str, str]
    head: str
    """Heads the board: {year} up to {until}, by {rules}."""
    of_unit: str
    """Heads one {unit}: {total} points, rank {rank} of {of} in {group}."""
    not_final: str
    """Behind that head, where something is still missing."""
    all_units: str
    """What stands for the group where a unit has none, or all are ranked together."""
    board: str
    paper: str
    """Heads the page of all units of a {place}."""
    paper_of_unit: str
    pages_written: str
    """{pages} pages with {count} numbers are in {file}, a Word document."""
    web_written: str
    """The same of a web page, whose numbers cannot be checked."""
    lines: str
    missing: str
    """Heads what scores wait for."""
    goals: str
    marks: str
    claims_open: str
    """Above the board: {twice} projects that several units have, {nobody} that none has."""
    not_whole: str
    """{count} units wait for something, so that nothing is the last word."""
    nobodys_groups: str
    """Lines are for {groups}, and no unit is in them."""
    total: str
    """The line of the total."""
    part: str
    """A {line} that is part of another."""
    no_score: str
    grade: str
    """{grade}, lifted from the one {before}."""
    lowered: str
    """{grade}, lowered from the one {before}, or kept below the best, for {why}."""
    unmoved: str
    """{grade}, where what lifts and what lowers come to nothing."""
    vetoed: str
    """A veto, {names}, stands beside the grade or alone."""
    with_more: str
    """With {more} more the {unit} would have {total} points and rank {rank}."""
    given: str
    """{unit} was given {value} of {mark} by {body} on {day}."""
    taken_back: str
    unknown_figure: str
    """There is no indicator {value} to have more of; {choices}."""
    no_more: str
    """How much more is not to be read from {value}."""


def grade_told(score: UnitScore, rules: Ruleset, lang: Lang) -> str:
    """The grade of a unit, with the one it had before it was lifted or lowered, and vetoes; nothing where it has none.
    """
    graded, assessment = score.graded, rules.assessment
    if assessment is None:
        return ""
    says, joint = spoken(lang, AssessTableWords), words(lang).terms.list_joint
    vetoes = says.vetoed.format(names=joint.join(assessment.vetoes[at - 1].called(lang) for at in score.vetoes)
                                ) if score.vetoes else ""
    return joint.join(filter(None, (_grade_moved(graded, assessment, lang), vetoes)))


def _grade_moved(graded: Graded, assessment: Assessment, lang: Lang) -> str:
    """The grade with what moved it; empty where there is none, before and after."""
    if not graded.grade and not graded.earned:
        return ""
    says = spoken(lang, AssessTableWords)
    name, before = (assessment.grades[at - 1].called(lang) if at else "—" for at in (graded.grade, graded.earned))
    downs = [at for at in (graded.lowered.number if graded.lowered else 0, graded.at_best) if at]
    why = words(lang).terms.list_joint.join(assessment.demotions[at - 1].called(lang) for at in dict.fromkeys(downs))
    if graded.vetoed or (not graded.by and not why):
        return name
    if graded.by and why and graded.grade == graded.earned:
        return says.unmoved.format(grade=name, why=why)
    if why:
        return says.lowered.format(grade=name, before=before, why=why)
    return says.grade.format(grade=name, before=before)


def line_named(rules: Ruleset, key: str, lang: Lang, *, is_part: bool = False) -> str:
    """What a line is called; one that is part of another says so."""
    name = figure_named(rules, key, lang)
    return spoken(lang, AssessTableWords).part.format(line=name) if is_part else name


def score_head(score: UnitScore, of: int, year: int, lang: Lang) -> str:
    """The one line that says how a unit stands among the `of` it is ranked with."""
    says = spoken(lang, AssessTableWords)
    told = says.of_unit.format(unit=score.unit, year=year, total=exact_told(score.total, lang), rank=score.rank, of=of,
                               group=score.group or says.all_units)
    return told if score.is_whole else f"{told}{says.not_final}"


def with_more_told(score: UnitScore, typed: Sequence[str], lang: Lang) -> str:
    """What a unit would have with what was typed more."""
    return spoken(lang, AssessTableWords).with_more.format(
        unit=score.unit, more=words(lang).terms.list_joint.join(typed), total=exact_told(score.total, lang),
        rank=score.rank)


def more_amiss_told(amiss: MoreAmiss, lang: Lang) -> str:
    """Why what was typed says nothing, and what can be typed."""
    says = spoken(lang, AssessTableWords)
    if not amiss.known:
        return says.no_more.format(value=amiss.value)
    return says.unknown_figure.format(value=amiss.value, choices=words(lang).terms.list_joint.join(amiss.known))
