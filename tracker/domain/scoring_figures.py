"""One figure, mark or target of a unit as it is read: the step that tells it, or why it is missing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tracker.domain.rules_assessment import Assessment
from tracker.domain.scoring_working import Exact, Measures, MissingInput, Wanting, Worked, WorkStep


def figure_known(rules: Assessment, key: str, of: Measures) -> WorkStep | MissingInput:
    """A figure, or a mark: the usual one where nobody gave it."""
    mark = rules.mark(key)
    if mark is None:
        if key in of.actuals:
            return WorkStep(Worked.FIGURE, Fraction(of.actuals[key]), {}, key)
        return MissingInput(Wanting.NO_RATIO if key in of.no_ratio else Wanting.FIGURE, key)
    if key in of.marks:
        return WorkStep(Worked.MARK, Fraction(of.marks[key]), {}, key)
    if mark.usual is None:
        return MissingInput(Wanting.MARK, key)
    return WorkStep(Worked.USUAL_MARK, Fraction(mark.usual), {}, key)


def target_known(printed: Mapping[str, Exact], key: str, of: Measures) -> WorkStep | MissingInput:
    """The target of a figure: that of the rules where they print one (`printed`), else the one handed down."""
    if key in printed:
        return WorkStep(Worked.PRINTED_TARGET, Fraction(printed[key]), {}, key)
    if key in of.targets:
        return WorkStep(Worked.TARGET, Fraction(of.targets[key]), {}, key)
    return MissingInput(Wanting.TARGET, key)


def known_or_zero(found: WorkStep | MissingInput) -> Fraction:
    """The number that was read; nothing for what is missing."""
    return found.result if isinstance(found, WorkStep) else Fraction(0)
