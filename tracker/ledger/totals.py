"""Rows of a sheet that are no records: totals, and notes below the table."""

from __future__ import annotations

import re

_TOTALS = re.compile(r"\s*.{0,6}?(?:合\s*计|总\s*计|小\s*计|共\s*计"
                    r"|累\s*计)\s*[:：]?\s*(?:[(（]?\d+\s*[个项户家笔]?[)）]?)?\s*")
_FOOTERS = re.compile(
    r"\s*(?:注\s*\d*\s*[:：.、]|备\s*注\s*[:：]|说\s*明\s*[:：]|填\s*表|制\s*表|审\s*核|审\s*批人|复\s*核|单位负责人"
    r"|负责人\s*[:：]|统计负责|"
    r"联系电话|联系人\s*[:：]|填报|报送|截止|截至|数据来源|第\s*\d+\s*页|共\s*\d+\s*页)")


def is_skipped(cells: list[object], *columns: int) -> bool:
    """Whether a row is a total or a note below the table, by what its first cells say."""
    for column in columns:
        text = cells[column] if 0 <= column < len(cells) else ""
        if isinstance(text, str) and text and (_TOTALS.fullmatch(text) or _FOOTERS.match(text)):
            return True
    return False
