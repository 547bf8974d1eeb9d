"""One column's family of names: how a header is scored against it, and the names that several sheets share.

Names are folded as `headers.fold` folds a header: half width, no blanks, no brackets, no separators, no 是否.
In a family the first name is the best one; where two columns belong to one field the better name gets it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """The kinds of sheets a ledger has."""

    PROJECTS = "projects"
    RECEIPTS = "receipts"
    BLOCKERS = "blockers"
    TARGETS = "targets"
    RESULTS = "results"


class Sort(StrEnum):
    """What the cells of a column hold, as far as finding the column depends on it."""

    TEXT = "text"
    DAY = "day"
    AMOUNT = "amount"


NAMED, SHAPED, LIKELY = 3.0, 2.0, 1.0
"""How sure a column is: by a name in the family, by the family's shape, by a word in it."""


@dataclass(frozen=True)
class Family:
    """One field: its names, the shape other names have, words that hint at it, and words that rule it out."""

    field: str
    names: str = ""
    shape: str = ""
    hint: str = ""
    never: str = ""
    sort: Sort = Sort.TEXT

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {name: rank for rank, name in reversed(list(enumerate(self.names.split())))}

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        return re.compile(self.shape or r"(?!)")

    @cached_property
    def _hint(self) -> re.Pattern[str]:
        return re.compile(self.hint or r"(?!)")

    @cached_property
    def _never(self) -> re.Pattern[str]:
        return re.compile(self.never or r"(?!)")

    def score(self, folded: str, whole: str) -> float:
        """How well a folded header fits, 0.0 for not at all; `whole` has the words in its brackets too."""
        rank = self._ranks.get(folded)
        if self._never.search(whole):
            return 0.0
        if rank is not None:
            return NAMED - rank / 1000
        if self._shape.fullmatch(folded):
            return SHAPED + (_SAYS_DAY if self.sort is Sort.DAY and _WHEN_LAST.search(folded) else 0.0)
        return LIKELY if self._hint.search(folded) else 0.0


WHEN = "(?:的)?(?:时间|日期|年月日|年月|时点|节点|日|时间节点|日期节点|情况时间)"
"""How a header says that it holds days."""

_SAYS_DAY = 0.001
"""What speaks for a header that says that it holds days (签约时间) beside one that may hold ticks (是否签约)."""
_WHEN_LAST = re.compile(f"{WHEN}$")
CODES = "项目编号 项目代码 项目编码 项目号 项目库编号 入库编号 编号 编码 代码"

ROLE = "role"
"""In place of a field, for a column of a role, which is known by its label."""

NOTED = ("remarks", "terminated_reason", "progress", "measure")
"""Fields that are kept as notes of whatever a row is about, under the header of their column."""
