"""玉林 2008: conversion rates since 2006 and money of the year, three units worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.domain.assessment.published import scored, shipped_assessment, unit
from tracker.domain.scoring_working import Measures, MissingInput, Wanting

RULES = shipped_assessment("yulin-2008")


def place(name: str, kept: int, built: int, signed: int, paid: str, contracts: str, money: str, target: int
          ) -> Measures:
    return replace(unit(name, targets={"money": target}, money=Fraction(money)), rates={
        "conversion.kept.registered": (kept, signed), "conversion.built.started": (built, signed),
        "conversion.paid.arrived": (Fraction(paid), Fraction(contracts))})


def test_three_units_line_by_line() -> None:
    """北流: 18 of 20 kept, 9; 15 of 20, 15; 12.6 of 30亿元 x 35, 14.7; 5.4 of 6 x 35, 31.5; together 70.2.
    容县: 7 of 9 x 10 = 7.777…; 4 of 9 x 20 = 8.888…; 3.5 of 12 x 35 = 10.208…; 3.3 of 3 x 35 = 38.5: no cap is said.
    博白: nothing signed since 2006, so that three lines wait; 0 of 2.
    """
    found = scored(RULES, place("北流", 18, 15, 20, "12.6", "30", "5.4", 6),
                   place("容县", 7, 4, 9, "3.5", "12", "3.3", 3), place("博白", 0, 0, 0, "0", "0", "0", 2))
    assert [[one.points for one in score.lines] for score in found] == [
        [9, 15, Fraction("14.7"), Fraction("31.5")],
        [Fraction("7.78"), Fraction("8.89"), Fraction("10.21"), Fraction("38.5")],
        [None, None, None, 0]]
    assert [score.total for score in found] == [Fraction("70.2"), Fraction("65.38"), 0]
    assert [score.rank for score in found] == [1, 2, 3]
    assert list(found[2].missing) == [MissingInput(Wanting.ZERO_WHOLE, key) for key in (
        "conversion.kept.registered", "conversion.built.started", "conversion.paid.arrived")]
