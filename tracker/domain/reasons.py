"""Why something is refused or worth a look: a code and its particulars, put into words elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `code` names the sentence in the catalogue (`tracker/words/reasons.py`), `params` fill it.

    A soft reason can be overridden by writing down why; a hard one cannot. `field` is what mends it, where one
    field does: a profile field such as "credit_code", or "day", "receipt", "evidence", "blocker".
    """

    code: str
    hard: bool = True
    params: Mapping[str, Any] = field(default_factory=dict)
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist before a move: what is asked, and the reason if it is not met."""

    code: str
    reason: Reason | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool:
        """Whether nothing stands in the way here."""
        return self.reason is None
