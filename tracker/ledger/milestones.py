"""What the days of one project row say together: gaps, days out of order, and how a remark ends a project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from tracker.domain.days import Day, NotADay, read_day
from tracker.domain.stages import STAGES, Stage, Status
from tracker.domain.text import clean, fold_width
from tracker.ledger.rows import Ending

_DATE = r"(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?|\d{4}\s*年\s*\d{1,2}\s*月|\d{8})"
_END = r"(?:终止|解约|解除(?:协议|合同)|退出)"
_DATED = re.compile(rf"(?P<day>{_DATE})\s*(?:该?项目)?(?:已经?|正式|经.{{1,20}}?)?{_END}(?P<rest>.*)", re.DOTALL)
_UNDATED = re.compile(rf"\s*(?:该?项目)?(?:已经?|正式)?{_END}(?P<rest>(?:合作|协议|合同|履约"
                      rf"|项目)*(?:\s*[:：,，。;；].*)?)", re.DOTALL)
_LEAD_IN = re.compile(r"^(?:合作|协议|合同|履约|项目)*\s*[:：,，。;；]?\s*")


def out_of_order(days: Mapping[Stage, Day]) -> list[Stage]:
    """The fewest stages without which the other days are in order.

    A stage may not lie certainly before an earlier one. Most often one cell is wrong, and it need not be the one
    that comes second: 2023-12-30 before 2021-06, 2021-09 and 2022-12 is wrong itself. Where one of several could be,
    it is the one without which the others lie closest together, and then the later stage.
    """
    stages = [stage for stage in STAGES if stage in days]
    if not any(days[b].certainly_before(days[a]) for a, b in combinations(stages, 2)):
        return []
    for size in range(1, len(stages)):
        found = []
        for left_out in combinations(reversed(stages), size):
            rest = [stage for stage in stages if stage not in left_out]
            if not any(days[b].certainly_before(days[a]) for a, b in combinations(rest, 2)):
                found.append((_span([days[stage] for stage in rest]), left_out))
        if found:
            return sorted(min(found, key=lambda one: one[0])[1], key=STAGES.index)
    return []


def _span(days: list[Day]) -> int:
    """How many days lie between the first and the last that are known."""
    known = [day.on for day in days if day.on is not None]
    return (max(known) - min(known)).days if known else 0


def ending_said(remark: str) -> Ending | NotADay | None:
    """The termination a remark reports: 2023年11月28日终止：…, 终止：…, 已终止. NotADay when its day is none."""
    text = fold_width(clean(remark))
    match = _DATED.search(text) or _UNDATED.fullmatch(text)
    if match is None:
        return None
    written = match.groupdict().get("day")
    try:
        day = (read_day(written) if written else None) or Day.unknown()
    except NotADay as error:
        return error
    return Ending(Status.TERMINATED, day, clean(_LEAD_IN.sub("", _as_written(remark, match["rest"]))))


def _as_written(remark: str, rest: str) -> str:
    """The end of a remark with its own punctuation, of which folding changed the width and not the length."""
    typed = clean(remark)
    return typed[len(typed) - len(rest):] if rest and len(fold_width(typed)) == len(typed) else rest
