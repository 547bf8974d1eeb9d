"""Tells from the row of an amount below zero whether that money went back, or a hand slipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracker.domain.days import is_empty
from tracker.ledger.layout import SheetLayout

_RETURNED = re.compile(r"退回|退还|退款|撤资|冲减|冲销|返还|抽回|减资|红冲|退资|撤回")
"""Words that say of money that it went back."""


def says_returned(texts: Iterable[object]) -> bool:
    """Whether one of the cells of a row says that money went back."""
    return any(isinstance(text, str) and _RETURNED.search(text) for text in texts)


def explains_withdrawal(layout: SheetLayout, cells: Sequence[object]) -> bool:
    """Whether a row says why its amount is below zero: by a remark, or anywhere by a word of money that went back,
    which may be the header of a column that is filled (退款原因). The bank or the clerk explains nothing.
    """
    remark = layout.columns.get("remarks")
    return (remark is not None and not is_empty(cells[remark])) or says_returned(cells) or says_returned(
        header for header, column in layout.others if not is_empty(cells[column]))
