"""The published result of a city in 2024 (place 8) comes out as it was printed, line by line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.domain.assessment.published import scored, shipped_assessment, unit
from tracker.domain.rules import read_ruleset, shipped_rulesets
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


def row(money: str, foreign: str, signed: tuple[int, str], large: tuple[int, int, int], extra: tuple[int, int, int],
        clean: tuple[int, int]) -> list[str]:
    """Completions in percent of 100 and 500, signed of 27 and of 54亿元, and what is counted: lines and total."""
    town = unit(targets=TARGETS, marks=dict(zip(MARKS, (*extra, *clean), strict=True)),
                out_of_province=Fraction(money), foreign=Fraction(foreign) * 5, new_signed=signed[0],
                signed_amount=Fraction(signed[1]),
                **dict(zip(("signed_3_to_10", "signed_10_to_20", "signed_from_20"), large, strict=True)))
    [score] = scored(RULES, town)
    return [f"{float(points or 0):g}" for points in (*(part.points for part in score.lines if not part.is_part),
                                                     score.total)]


@pytest.mark.parametrize(("given", "printed"), [
    # the row in print
    (("96", "120", (28, "177.7"), (7, 4, 1), (0, 1, 1), (1, 0)), "0.48 0.6 0.5 0.5 0.3 0.4 2.78"),
    # 87% is 0.435, half up 0.44; 101% counts as it is, 0.505; 20/27 x 0.25 + 40/54 x 0.25 = 0.370…
    (("87", "101", (20, "40"), (7, 4, 0), (1, 0, 0), (0, 0)), "0.44 0.51 0.37 0.4 0.2 0.5 2.42"),
    # beyond all: out-of-province money has no cap, foreign has 120%; 27/27 with 27/54 is 0.375, half up 0.38
    (("210", "300", (27, "27"), (9, 9, 9), (9, 9, 9), (0, 0)), "1.05 0.6 0.38 0.5 0.5 0.5 3.53"),
    # one is far above what was asked and the other nothing: together they come to 0.5 at most
    (("100", "0", (54, "0"), (6, 3, 1), (0, 0, 3), (0, 1)), "0.5 0 0.5 0.3 0.3 0.3 1.9"),
    # larger ones do not stand in for smaller ones: 7, 4, 1 with 2, 6, 3 is short by 5
    (("33.3", "66.7", (9, "18"), (2, 6, 3), (1, 1, 0), (2, 1)), "0.17 0.33 0.17 0 0.4 0.1 1.17"),
    # nothing at all: short by 12, overdue 3 and falsified 2 would be 0.5 − 1.2 and 0.5 − 0.7
    (("0", "0", (0, "0"), (0, 0, 0), (0, 0, 0), (3, 2)), "0 0 0 0 0 0 0"),
    # money that went back: a completion below zero takes off
    (("-4", "12.3", (1, "0.5"), (7, 4, 1), (0, 2, 1), (5, 0)), "-0.02 0.06 0.01 0.5 0.5 0 1.05"),
    # of lines that end in a five each is rounded up before they are added: 0.485 + 0.505 is 0.99, and 1.00 is printed
    (("97", "101", (0, "0"), (2, 4, 1), (0, 0, 0), (5, 0)), "0.49 0.51 0 0 0 0 1"),
])
def test_other_rows_of_the_same_rules(given: tuple[Any, ...], printed: str) -> None:
    assert row(*given) == printed.split()


def test_each_choice_of_the_rules_is_one_key() -> None:
    """Deductions that go on below nothing, and a total of lines that are not rounded: one key taken out each."""
    shipped = next(file for file in shipped_rulesets() if file.name == "city-2024.toml").read_text("utf-8")
    of = unit(targets=TARGETS, marks={**MARKS, "overdue": 0, "falsified": 3}, out_of_province=97, foreign=505,
              new_signed=0, signed_amount=0, signed_3_to_10=0, signed_10_to_20=4, signed_from_20=1)

    def total(left_out: str) -> Fraction:
        assert left_out in shipped
        rules = read_ruleset(shipped.replace(left_out, "").encode(), "x.toml").assessment
        assert rules
        return scored(rules, of)[0].total

    # 0.49 + 0.51 + 0 + 0 + 0.3 + 0; with 0.5 − 0.7 and 0.5 − 0.6; 0.485 + 0.505 + 0.3
    assert total("ranked = \"group\"\n") == Fraction("1.3")
    assert total("deducted_down_to = 0\n") == Fraction("1")
    assert total("\nline_decimals = 2") == Fraction("1.29")
