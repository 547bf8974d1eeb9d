"""How people write how many there are: 3个, 5家企业, 共12项项目."""

from __future__ import annotations

import re
from typing import Final

COUNTERS: Final = "个家项户宗"
"""Stands behind a number of projects or companies."""
PEOPLE_COUNTERS: Final = "人名位"
"""Stands behind a number of people and of nothing else."""
ROW_COUNTERS: Final = f"{COUNTERS}笔条"
"""Stands behind a number of rows: of receipts, blockers and targets too."""
_SUMMED = r"(?:共计?|合计|总计|计)"
_THINGS = r"(?:招商|引资|签约)*(?:项目|企业)?"
THINGS_COUNTED: Final = rf"(?:{_SUMMED}\s*有?)?\s*\d+\s*[{COUNTERS}]\s*{_THINGS}"
"""Pattern of 3个, 共5个项目."""
ROWS_COUNTED: Final = rf"(?:{_SUMMED}\s*有?)?\s*\d+\s*[{ROW_COUNTERS}]\s*{_THINGS}"
"""Pattern of those and of 4笔."""
BARE_COUNT: Final = re.compile(rf"\s*(?:{THINGS_COUNTED}|{_SUMMED}?\s*\d+)\s*")
"""A number of things, with what is counted or without, and nothing else."""
COUNT_SENTENCE: Final = re.compile(rf"\s*{_SUMMED}\s*有?\s*\d+\s*[{ROW_COUNTERS}].*", re.DOTALL)
"""A sentence that begins with a number of rows: 共2个项目，合同金额3000万元."""
_COUNT = re.compile(rf"(\d+)\s*[{ROW_COUNTERS}]")


def count_in(text: str) -> int | None:
    """How many rows a text says there are, by the first number with a counter; None where it has none."""
    match = _COUNT.search(text)
    return int(match[1]) if match else None
