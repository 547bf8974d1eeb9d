"""What a ruleset says of the year (`[counting_year]`) and of single stages: `[signed]`, `[funded]`, `[started]`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt, ValidationInfo, field_validator

from tracker.domain.counting_year import LAST_FIRST_DAY, MONTHS, CountingYear
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_values import Cited, word
from tracker.domain.rules_words import BeginsIn, SignedAgain, WithoutMoney, WithoutReceipt


class YearCounted(Cited):
    """`[counting_year]`: with which month, and which day of it, the year begins; it lasts twelve months."""

    first_month: Annotated[StrictInt, Field(ge=1, le=MONTHS)] = 1
    first_day: Annotated[StrictInt, Field(ge=1, le=LAST_FIRST_DAY)] = 1
    begins_in: Annotated[BeginsIn, word(BeginsIn)] = BeginsIn.SAME_YEAR
    """With `first_month`: whether the year 2023 begins in that month of 2023 or of 2022."""

    @field_validator("begins_in")
    @classmethod
    def _with_a_month(cls, begins_in: BeginsIn, info: ValidationInfo) -> BeginsIn:
        # A calendar year that is called by the number of the next one is nobody's year.
        if begins_in is BeginsIn.YEAR_BEFORE and info.data.get("first_month", 0) == 1:
            raise wrong(Fault.CALENDAR_YEAR, begins_in)
        return begins_in

    @property
    def counting(self) -> CountingYear:
        """When its years begin."""
        before = MONTHS if self.begins_in is BeginsIn.YEAR_BEFORE else 0
        return CountingYear(self.first_month - 1 - before, self.first_day)


class Signed(Cited):
    """`[signed]`: which signing counts where a project was signed again."""

    again: Annotated[SignedAgain, word(SignedAgain)] = SignedAgain.FIRST


class Funded(Cited):
    """`[funded]`: when a milestone of "funded" counts."""

    without_receipt: Annotated[WithoutReceipt, word(WithoutReceipt)] = WithoutReceipt.COUNTED


class Started(Cited):
    """`[started]`: whether a project may start before its money has arrived."""

    without_money: Annotated[WithoutMoney, word(WithoutMoney)] = WithoutMoney.WITH_REASON
