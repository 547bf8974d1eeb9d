"""How a ruleset has its figures rounded (`[rates]`), and how it finds the share of the year gone by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import ValidationInfo, model_validator

from tracker.domain.rules_values import Decimals, Flag, OptionalText, Table, context, word
from tracker.domain.rules_words import Progress


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a rate is printed: half up to so many decimals, trailing zeros dropped or kept."""

    decimals: int = 2
    drop_zeros: bool = True


class Rounded(Table):
    """How figures are rounded; where a table is silent, as `[rates]` says."""

    decimals: Decimals = 2
    drop_zeros: Flag = True

    @model_validator(mode="before")
    @classmethod
    def _as_rates_say(cls, values: Any, info: ValidationInfo) -> Any:
        return {**context(info).get("rounding", {}), **values} if isinstance(values, dict) else values

    @property
    def rounding(self) -> Rounding:
        """Decimals and zeros as one value."""
        return Rounding(self.decimals, self.drop_zeros)


class Rates(Rounded):
    """`[rates]`: how every figure is rounded that does not say otherwise."""

    source: OptionalText = ""

    @model_validator(mode="after")
    def _keep(self, info: ValidationInfo) -> Self:
        context(info)["rounding"] = {"decimals": self.decimals, "drop_zeros": self.drop_zeros}
        return self


class TimeProgress(Rounded):
    """`[time_progress]`: how the share of the year gone by (序时进度) is found."""

    method: Annotated[Progress, word(Progress)] = Progress.WHOLE_MONTHS
    source: OptionalText = ""
