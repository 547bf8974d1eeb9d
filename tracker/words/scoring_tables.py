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
    from tracker.domain.rules_types import Ruleset
    from tracker.domain.scoring import UnitScore
    from tracker.office.assessment.what_if import MoreAmiss


@dataclass(frozen=True, slots=True)
class AssessTableWords:
    """The words of one language; `{year}` and others are filled in."""

    column: Mapping[str, str]
    head: str
    """Heads the board: {year} up to {until}, by {rules}."""
    of_unit: str
    """Heads one {unit}: {total} points, rank {rank} of {of} in {group}."""
    all_units: str
    """What stands for the group where a unit has none, or all are ranked together."""
    board: str
    paper: str
    """Heads the page of all units of a {place}."""
    paper_of_unit: str
    pages_written: str
    """{pages} pages with {count} numbers are in {file}."""
    lines: str
    missing: str
    """Heads what scores wait for."""
    goals: str
    marks: str
    not_whole: str
    """{count} units wait for something, so that nothing is the last word."""
    total: str
    """The line of the total."""
    part: str
    """A {line} that is part of another."""
    no_score: str
    grade: str
    """{grade}, and what lifted it: {promotion}."""
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
    """The grade of a unit, with the one it had before it was lifted; nothing where it has none."""
    graded, assessment = score.graded, rules.assessment
    if assessment is None or not graded.grade:
        return ""
    name = assessment.grades[graded.grade - 1].called(lang)
    if graded.by is None:
        return name
    before = assessment.grades[graded.earned - 1].called(lang) if graded.earned else "—"
    return spoken(lang, AssessTableWords).grade.format(grade=name, before=before)


def line_named(rules: Ruleset, key: str, lang: Lang, *, is_part: bool = False) -> str:
    """What a line is called; one that is part of another says so."""
    name = figure_named(rules, key, lang)
    return spoken(lang, AssessTableWords).part.format(line=name) if is_part else name


def score_head(score: UnitScore, of: int, year: int, lang: Lang) -> str:
    """The one line that says how a unit stands among the `of` it is ranked with."""
    says = spoken(lang, AssessTableWords)
    return says.of_unit.format(unit=score.unit, year=year, total=exact_told(score.total, lang), rank=score.rank, of=of,
                               group=score.group or says.all_units)


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
