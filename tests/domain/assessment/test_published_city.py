"""The published result of a city in 2024 (place 8) comes out as it was printed, line by line."""

from __future__ import annotations

from fractions import Fraction

from tests.domain.assessment.published import scored, shipped_assessment, unit
from tracker.domain.scoring_working import MissingInput, Wanting, Worked

RULES = shipped_assessment("city-2024")
TARGETS = {"out_of_province": 100, "foreign": 500, "new_signed": 27, "signed_amount": 54}
MARKS = {"awards": 0, "key_companies": 1, "platform_signings": 1, "overdue": 1, "falsified": 0}


def test_the_row_as_printed() -> None:
    row = unit(targets=TARGETS, marks=MARKS, out_of_province=96, foreign=600, new_signed=28,
               signed_amount=Fraction("177.7"), signed_3_to_10=7, signed_10_to_20=4, signed_from_20=1)
    [score] = scored(RULES, row)
    printed = {one.key: one.points for one in score.lines if not one.is_part}
    assert printed == {
        "out_of_province_score": Fraction("0.48"), "foreign_score": Fraction("0.6"), "signed_score": Fraction("0.5"),
        "large_score": Fraction("0.5"), "extra_score": Fraction("0.3"), "clean_score": Fraction("0.4")}
    assert score.total == Fraction("2.78")
    assert score.is_whole


def test_beyond_the_limits_of_the_row() -> None:
    """130% counts as 120%; 13 of 27 and 27 of 54亿元 give 0.120370… + 0.125 = 0.25; two of three bands are short by
    3 and 1; two awards and two companies would be 0.8; two overdue and one falsified take 0.4.
    """
    row = unit(targets=TARGETS, marks={"awards": 2, "key_companies": 2, "platform_signings": 0, "overdue": 2,
                                       "falsified": 1},
               out_of_province=130, foreign=650, new_signed=13, signed_amount=27, signed_3_to_10=4, signed_10_to_20=9,
               signed_from_20=0)
    [score] = scored(RULES, row)
    assert [str(float(one.points or 0)) for one in score.lines if not one.is_part] == [
        "0.65", "0.6", "0.25", "0.1", "0.5", "0.1"]
    assert score.total == Fraction("2.2")
    foreign = score.line("foreign_score")
    assert foreign is not None
    assert [(step.code, step.result) for step in foreign.working.steps] == [
        (Worked.FIGURE, 650), (Worked.TARGET, 500), (Worked.COMPLETION, Fraction(13, 10)),
        (Worked.COUNTED_AT_MOST, Fraction(6, 5)), (Worked.PROPORTION, Fraction(3, 5))]


def test_what_is_taken_off_ends_at_nothing() -> None:
    row = unit(targets=TARGETS, marks={**MARKS, "overdue": 4, "falsified": 1}, out_of_province=0, foreign=0,
               new_signed=0, signed_amount=0, signed_3_to_10=3, signed_10_to_20=1, signed_from_20=0)
    [score] = scored(RULES, row)
    lines = {one.key: one.points for one in score.lines}
    assert (lines["large_score"], lines["clean_score"]) == (0, 0)


def test_what_nobody_gave_is_named_and_no_zero() -> None:
    row = unit(targets={**TARGETS, "foreign": 0}, marks={"awards": 1}, out_of_province=96, foreign=0, new_signed=28,
               signed_amount=54, signed_3_to_10=7, signed_10_to_20=4)
    [score] = scored(RULES, row)
    assert {one.key for one in score.lines if one.points is None} == {
        "foreign_score", "large_score", "extra_score", "clean_score"}
    assert score.missing == (
        MissingInput(Wanting.ZERO_TARGET, "foreign"), MissingInput(Wanting.FIGURE, "signed_from_20"),
        MissingInput(Wanting.MARK, "key_companies"), MissingInput(Wanting.MARK, "platform_signings"),
        MissingInput(Wanting.MARK, "overdue"), MissingInput(Wanting.MARK, "falsified"))
    assert (score.total, score.is_whole) == (Fraction("0.98"), False)
