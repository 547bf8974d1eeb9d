"""What figures of a year are told apart by: months, quarters, and the fields of a profile that hold a few values."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from tracker.domain.profile import FIELDS, usual_first


class PeriodOfYear(StrEnum):
    """The periods of a year."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many months one lasts."""
        return 1 if self is PeriodOfYear.MONTH else 3


_USUAL = ("park", "industry_chain", "chain_role", "chain_leader", "officer", "bureau", "origin", "project_type")
GROUPINGS: tuple[str, ...] = (*PeriodOfYear, *usual_first(
    (name for name, field in FIELDS.items() if field.repeats and name not in _USUAL), _USUAL))
"""Everything figures can be told apart by, the most usual first."""


class PartOf(NamedTuple):
    """A part of a year's figures: a value of what they are told apart by, empty where nobody filled it in.

    Of periods it is the number of the month or quarter; empty for what belongs to none, since its day is known only by
    a longer period.
    """

    by: str
    value: str
