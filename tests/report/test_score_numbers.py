"""Scores are shown rounded and without zeros at their end; what is needed to the next step is never shown too small."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tracker.report.lists.assessment import rounded_up, score_number


@pytest.mark.parametrize(("value", "score", "needed"), [
    (Fraction(66), "66", "66"), (Fraction(100), "100", "100"), (Fraction(0), "0", "0"),
    (Fraction(140, 3), "46.6667", "46.6666666667"), (Fraction("37.1661"), "37.1661", "37.1661"),
    (Fraction(1, 3), "0.3333", "0.3333333334"), (Fraction("-0.5"), "-0.5", "-0.5"),
])
def test_a_score_and_what_is_needed(value: Fraction, score: str, needed: str) -> None:
    assert (str(score_number(value)), str(rounded_up(value))) == (score, needed)
