"""Units that are assessed (考核单位), and how a project comes to count for one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is."""

    TOWNSHIP = "township"
    PARK = "park"
    BUREAU = "bureau"
    TASK_FORCE = "task_force"


KIND_WORDS: dict[UnitKind, tuple[str, ...]] = {
    UnitKind.TOWNSHIP: ("乡镇街道", "乡镇", "街道", "乡", "镇"), UnitKind.PARK: ("园区", "开发区", "产业园"),
    UnitKind.BUREAU: ("部门", "局办", "县直单位", "市直单位"), UnitKind.TASK_FORCE: ("专班", "工作专班", "指挥部"),
}
"""What sheets call each kind, as the office writes it first."""


def kind_of_unit(text: str) -> UnitKind | None:
    """The kind a sheet means by a word; None where it is none that is known."""
    return next((kind for kind, words in KIND_WORDS.items() if text in (kind.value, *words)), None)


def has_retired(retired_on: date | None, on: date) -> bool:
    """Whether a unit that was retired on a day, or never, claims nothing new any more on another one."""
    return retired_on is not None and retired_on <= on


class CreditHow(StrEnum):
    """Why a project counts for a unit: 泗水 2011 asks for the first claim or the investor's word (place 15)."""

    FIRST_CLAIM = "first_claim"
    INVESTOR_NAMED = "investor_named"
    SHARED = "shared"
    """By agreement for a share of it."""
    MOVED = "moved"
    """From its day on for this unit, and no more for those it counted for before."""


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """A unit as it stands: its number never changes, whatever it is called by now."""

    number: int
    name: str
    kind: UnitKind
    group: str = ""
    """Which units it is ranked among; empty where nobody said."""
    retired_on: date | None = None
    """From this day it claims no new project; what it has goes on counting for it."""
    version: int = field(default=0, compare=False)
    """The journal entry by which it stands so."""
