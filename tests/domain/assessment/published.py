"""Rules of assessments that tests score by: those shipped, and lines written on the spot."""

from __future__ import annotations

from fractions import Fraction

from tests.office.rulesets import text_of
from tracker.domain.rules import Ruleset, read_ruleset, ruleset_at, shipped_rulesets
from tracker.domain.rules_assessment import Assessment
from tracker.domain.scoring import ScoreLine, UnitScore, scores_of
from tracker.domain.scoring_working import Exact, Measures

MARKS = """
[assessment]

[[assessment.marks]]
key = "reports"
label = { zh = "月报", en = "Reports" }
at_most = 12

[[assessment.marks]]
key = "missing"
label = { zh = "缺报" }
usual = 0
"""


def shipped_assessment(name: str) -> Assessment:
    """The assessment of a ruleset that comes along."""
    rules = ruleset_at(next(file for file in shipped_rulesets() if file.name == f"{name}.toml"))
    assert rules.assessment
    return rules.assessment


def ruleset_with(lines: str, head: str = "", marks: str = MARKS) -> Ruleset:
    """The default ruleset with an assessment: `head` stands below [assessment]."""
    return read_ruleset(text_of(marks.replace("[assessment]\n", f"[assessment]\n{head}\n") + lines).encode(), "x.toml")


def assessment(lines: str, head: str = "") -> Assessment:
    """An assessment of these lines."""
    rules = ruleset_with(lines, head).assessment
    assert rules
    return rules


def line(text: str, key: str = "one") -> str:
    """A line of an assessment with a key and a label."""
    return f'\n[[assessment.lines]]\nkey = "{key}"\nlabel = {{ zh = "{key}" }}\n{text}\n'


def one_line(text: str, head: str = "") -> Assessment:
    """An assessment of a single line."""
    return assessment(line(text), head)


def unit(name: str = "甲", group: str = "", targets: dict[str, Exact] | None = None,
         marks: dict[str, Exact] | None = None, projects: dict[str, dict[str, Exact]] | None = None,
         **actuals: Exact) -> Measures:
    """What is known of a unit."""
    return Measures(name, group, actuals, targets or {}, marks or {}, projects or {})


def scored(rules: Assessment, *units: Measures) -> list[UnitScore]:
    return list(scores_of(rules, units))


def first_line(rules: Assessment, *units: Measures) -> ScoreLine:
    """The first line of the first unit."""
    return scored(rules, *units)[0].lines[0]


def points(rules: Assessment, *units: Measures) -> Fraction | None:
    """What the first line gives the first unit."""
    return first_line(rules, *units).points
