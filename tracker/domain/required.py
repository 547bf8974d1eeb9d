"""What rulesets ask for before a project reaches a stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tracker.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class Asked:
    """What rulesets ask for.

    `evidence` are, per stage, groups of kinds of which one each is enough. `money_first` says that no reason is enough
    for a start before the money has arrived.
    """

    evidence: Mapping[Stage, tuple[frozenset[str], ...]] = field(default_factory=dict)
    money_first: bool = False


NOTHING_ASKED: Final = Asked()
