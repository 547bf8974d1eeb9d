"""Knows a list that this program wrote (project list -o, a list of a screen): a view of the office and no ledger."""

from __future__ import annotations

import re

from tracker.ledger.raw import BookSheet

_COUNTED = re.compile(r"共 \d+ 行；\S+ \d\d:\d\d 导出|\d+ lines; exported \S+ \d\d:\d\d")
"""The line above the table of each such list, as `ListWords.counted` has it in both languages."""
_LOOK_AT = 10


def is_own_list(sheet: BookSheet) -> bool:
    """Whether a sheet is such a list. Its rows are what a filter left, its columns what a screen showed."""
    return any(isinstance(cell, str) and _COUNTED.fullmatch(cell.strip())
               for row in sheet.rows[:_LOOK_AT] for cell in row[:1])
