"""Lines at the foot of a table that are nobody's: notes on how it is filled in, who made it and who signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.domain.text import clean
from tracker.ledger.stack import is_blank

FOOTER = re.compile(
    r"\s*(?:注\s*\d*\s*[:：.、]|备\s*注\s*[:：]|说\s*明\s*[:：]|填\s*表|制\s*表|审\s*核|审\s*批人|复\s*核|单位负责人"
    r"|负责人\s*[:：]|统计负责|联系电话|联系人\s*[:：]|填报|报送|截止|截至|数据来源|第\s*\d+\s*页|共\s*\d+\s*页)")
"""How such a line begins."""
_SIGNS = re.compile(
    r"[^:：]{0,8}(?:签字|签名|签章|盖章|公章|负责人|领\s*导|制\s*表人?|制\s*单|审\s*核人?|填\s*表人?|填\s*报人|复\s*核人?"
    r"|审\s*批人?|经\s*办人|联\s*系\s*电\s*话|填表日期|填报日期|报送日期|制表日期)[)）]?\s*[:：].*|[(（](?:公章|盖章|签章|签字)[)）]")
"""A cell that waits for a signature or a stamp, or has it: 审核人：, 分管领导（签字）：, （公章）."""
_WHEN = re.compile(r"(?:20\d\d\s*)?年?\s*\d{0,2}\s*月?\s*\d{0,2}\s*日?|20\d\d[-./]\d{1,2}[-./]\d{1,2}")
_LIST_GOES_ON = re.compile(r"[(（]?\d{1,2}[)）.、．]\s*\D.*")
"""A further point of a note: 2. 乙厂已取消。"""


def is_signature(row: Sequence[Any]) -> bool:
    """Whether a line has places for signatures and stamps, or names of those who made it, and nothing else."""
    cells = [cell for cell in row if not is_blank(cell)]
    signed = [isinstance(cell, str) and _SIGNS.fullmatch(clean(cell)) is not None for cell in cells]
    return any(signed) and all(is_sign or isinstance(cell, date) or (
        isinstance(cell, str) and _WHEN.fullmatch(clean(cell)) is not None)
        for cell, is_sign in zip(cells, signed, strict=True))


def goes_on_below_a_note(row: Sequence[Any], text: str) -> bool:
    """Whether a line of one text is a further point of the note above it, which begins with `text`."""
    cells = [cell for cell in row if not is_blank(cell)]
    return len(cells) == 1 and isinstance(cells[0], str) and FOOTER.match(text) is not None and (
        _LIST_GOES_ON.fullmatch(clean(cells[0])) is not None)
