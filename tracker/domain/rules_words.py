"""The vocabulary of rulesets: what an indicator counts, by which date, shares of what, and how lights are found."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tracker.domain.results import SUMMED, ResultKind

ANY = "any"
"""In a filter: the field says something, whatever it is."""


OF_RESULTS: dict[str, tuple[ResultKind, bool]] = {
    name: (kind, in_year) for kind in SUMMED
    for name, in_year in ((kind.value, False), (f"{kind}_in_year", True))}
"""Results of a project that can have a threshold: all by the last day that counts, and those of the year."""
NO_INDICATOR = "no_indicator"
"""The key of the year's money that no indicator counts; behind a dot follows the reason of one line of it."""


class RulesFolder(StrEnum):
    """Where a ruleset file lies, in the order in which they are looked into."""

    NAMED = "named"
    """The folder that SANXIN_RULES names."""
    OFFICE = "office"
    """The folder `rules` beside the office's file."""
    SHIPPED = "shipped"


class RulesSaid(StrEnum):
    """What has to be known of the rules by which figures were counted."""

    BY_NOW = "by_now"
    """The past by the rules of now, because that was asked for."""
    NOT_KEPT = "not_kept"
    """Nothing was kept of the rules of then: counted by the first that were kept later, or else those of now."""
    CLOSED = "closed"
    """The year was closed: counted by the rules of its closing, though the file says something else by now."""
    CHANGED = "changed"
    """The file was changed since something was last recorded: counted by it as it is now."""


class Kind(StrEnum):
    """What an indicator counts."""

    MILESTONE = "milestone"
    """Projects that reached a stage in the year."""
    COMPANIES = "companies"
    """Distinct investors among those projects."""
    RECEIPTS = "receipts"
    """Money that arrived in the year."""
    AMOUNT = "amount"
    """What projects that reached a stage in the year are to bring: their contract amounts or fixed investments."""
    INCREASES = "increases"
    """Capital increases of the year, of projects that reached a stage in whatever year."""
    PROMISED = "promised"
    """What all projects that have reached a stage by the last day promised, in whatever year: an amount of theirs."""
    RESULTS = "results"
    """What came of projects in the year: investment done, output or tax added up, or projects taken into statistics."""
    SUM = "sum"
    """Other indicators added up."""
    AVERAGE = "average"
    """Other indicators added up and divided by how many they are."""
    RATIO = "ratio"
    """One indicator divided by another."""


COMPOSED = frozenset({Kind.SUM, Kind.AVERAGE, Kind.RATIO})
"""Kinds made of other indicators."""
OF_ANY_YEAR = frozenset({Kind.INCREASES, Kind.PROMISED})
"""Kinds for which a stage counts that was reached in whatever year, so that its day lies in no month."""
ADDED_UP = frozenset({Kind.AMOUNT, Kind.INCREASES, Kind.PROMISED})
"""Kinds that add up an amount of each project."""


class AmountBasis(StrEnum):
    """Which amount of a project stands behind a figure."""

    NONE = "none"
    """None of its own: the figure is made of others, or of increases."""
    FACTS = "facts"
    """What its receipts, or its results of money, come to."""
    PROFILE = "profile"
    """One of its profile."""


class DateBasis(StrEnum):
    """Which date of a milestone decides its year: the day it happened, or the day it was recognised (认定)."""

    OCCURRED = "occurred_on"
    RECOGNISED = "recognised_on"


class Increases(StrEnum):
    """What becomes of capital increases where contract amounts are added up."""

    INCLUDED = "included"
    """An amount holds those up to the last day that counts."""
    LEFT_OUT = "left_out"
    """It is what was signed; increases are another indicator's, or nobody's."""


class Withdrawals(StrEnum):
    """What becomes of money that went back, in an indicator of money."""

    SUBTRACTED = "subtracted"
    """It is taken off what arrived, in the period in which it went back."""
    LEFT_OUT = "left_out"
    """What arrived counts whole."""


class WithoutReceipt(StrEnum):
    """What becomes of "funded" where no money is on record that had arrived by its day."""

    COUNTED = "counted"
    LEFT_OUT = "left_out"
    """It counts again once a receipt proves it."""


class BeginsIn(StrEnum):
    """In which year of the calendar a counting year begins, by the number it is called."""

    SAME_YEAR = "same_year"
    YEAR_BEFORE = "year_before"


class SignedAgain(StrEnum):
    """Which signing decides the year of a project that was terminated and signed again."""

    FIRST = "first"
    """The first, and no later one ever."""
    LATEST = "latest"
    """The latest by the last day that counts; years before it keep the first."""
    BOTH = "both"
    """Each in its own year; over several years the project counts once, by the first."""


class WithoutMoney(StrEnum):
    """What becomes of a start before money has arrived."""

    WITH_REASON = "with_reason"
    """It is taken where somebody writes down why."""
    REFUSED = "refused"


class Denominator(StrEnum):
    """What a conversion rate is a share of."""

    SIGNED_IN_YEAR = "signed_in_year"
    NOT_TERMINATED = "not_terminated"
    """Signed in the year and not terminated since."""
    SINCE_BASE_YEAR = "since_base_year"
    """All signed from the base year on."""
    COHORT = "cohort"
    """One rate for each signing year, from the base year on."""
    CONTRACT_AMOUNT = "contract_amount"
    """Contract amounts of those signed in the year, instead of their number."""


class StartFrom(StrEnum):
    """From which day on a start is late: the one it was expected on, or that of an earlier stage."""

    EXPECTED = "expected"
    SIGNED = "signed"
    REGISTERED = "registered"
    FUNDED = "funded"


class LightMethod(StrEnum):
    """How a light is found: points behind time progress, or completion ÷ time progress in percent."""

    POINTS = "points"
    PACE = "pace"


class Progress(StrEnum):
    """序时进度: by whole months (10/12 at the end of October) or by days."""

    WHOLE_MONTHS = "whole_months"
    DAYS = "days"


def label_in(labels: Mapping[str, str], lang: str) -> str:
    """A label of a ruleset in a language, Chinese where that language is missing."""
    return labels.get(lang, labels["zh"])
