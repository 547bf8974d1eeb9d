"""What a ruleset asks of promises: thresholds as shares of what was promised, and stages reached when expected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final

from pydantic import AfterValidator, PlainValidator, ValidationInfo

from tracker.domain.expected import Awaited
from tracker.domain.fields import AmountField
from tracker.domain.money import Money
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_values import StageWord, Table, Texts, amount_written, each_once, one_of
from tracker.domain.stages import Stage
from tracker.domain.text import fold_width
from tracker.domain.threshold import Share

PROMISES: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if isinstance(field, AmountField))
"""Amounts of a profile: those of the contract, and those that are hoped for (a year's output and tax)."""
_USUAL: Final = {"arrived": "contract_amount", "invested": "contract_amount", "output": "expected_output",
                 "tax": "expected_tax"}
PROMISE_OF: Mapping[str, str] = {f"{name}{when}": promise for name, promise in _USUAL.items()
                                 for when in ("", "_in_year")}
"""What money that arrived and results can be a share of, where a ruleset does not name another promise."""


_SHARE = re.compile(r"(\d+(?:\.\d{1,2})?)%(?: of (\S+))?")
_MOST_PERCENT = 1000
"""Shares are multiplied out in 64 bits: above this, or with more than two decimals, 1,000亿元 would not fit."""


def _amount_or_share(value: object, info: ValidationInfo) -> Money | Share:
    """A threshold such as 5000万元, or one such as 30% or 50% of fixed_investment."""
    text = fold_width(value).strip() if isinstance(value, str) else ""
    if "%" not in text:
        return amount_written(value)
    match = _SHARE.fullmatch(text)
    if match is None:
        raise wrong(Fault.WRONG_TYPE, value, ("share",))
    if not 0 < Decimal(match[1]) <= _MOST_PERCENT:
        raise wrong(Fault.OUT_OF_RANGE, value, ("> 0%", f"≤ {_MOST_PERCENT}%"))
    return Share(Fraction(match[1]), one_of(PROMISES, match[2]) if match[2] else PROMISE_OF[str(info.field_name)])


AmountOrShare = Annotated[Money | Share, PlainValidator(_amount_or_share)]


def _expected(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    for stage in stages:
        one_of([one.value for one in Awaited if one.stage], stage)
    return each_once(stages)


class PromisesKept(Table):
    """What a project has to have promised, and which stages to have reached when that was expected."""

    promised: Annotated[Texts, AfterValidator(lambda names: tuple(one_of(PROMISES, name) for name in names))] = ()
    """Amounts of the profile that have to be filled in."""
    on_time: Annotated[tuple[StageWord, ...], AfterValidator(_expected)] = ()
    """Stages reached by the last day that counts, and no later than was expected at first."""
