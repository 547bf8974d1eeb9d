"""How a figure of a closed year may move: as a restatement, of a class and with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CLASS, BECAUSE = "restates", "because"
"""Under which names the detail of a journal entry keeps the class of a restatement and its reason."""


class Restates(StrEnum):
    """Why a closed year is restated."""

    LATE = "late"
    """迟报: what was true then and came to be known only after the closing."""
    ERROR = "error"
    """差错: what had been recorded was wrong."""
    RULES = "rules"
    """口径变更: it is counted by other rules."""


@dataclass(frozen=True, slots=True)
class Restating:
    """What somebody says who records facts of a closed year."""

    kind: Restates
    because: str
