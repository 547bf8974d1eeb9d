"""What a report tells of what holds projects up: blockers by category with their cases, what is red, who is waited for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.domain.blocking import Level
from tracker.domain.rates import Light
from tracker.domain.text import clean, clean_lines
from tracker.report.figured import Sentence, in_one

if TYPE_CHECKING:
    from tracker.office.project.detail import Hold
    from tracker.report.teller import Teller

ON_A_PAGE = 6
"""Rows of each table of the leader's page, which is one sheet of paper."""
_NAMED = 4
"""Cases that are named of those that wait on one level there."""
_BRIEF, _SHORT = 40, 20
"""Characters of what is stuck, and of a name, on the leader's page; a report has them whole."""


def told_stuck(teller: Teller, indicators: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The groups of open blockers, and the two tables of the leader's page."""
    stuck, says = teller.facts.stuck, teller.says
    groups: dict[str, list[Hold]] = {}
    for hold in stuck:
        groups.setdefault(hold.category, []).append(hold)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    late = [hold for hold in stuck if hold.overdue is not None]
    rows = [_case(teller, hold) for hold in late]
    lit = [one for one in indicators if one["colour"] in (Light.RED, Light.YELLOW)]
    return {
        "blockers": [_group(teller, at, category, holds) for at, (category, holds) in enumerate(ordered)],
        "open": teller.sure("blockers.open", "blockers", len(stuck), ""),
        "late": teller.sure("blockers.overdue", "late", len(late), ""),
        "lit": sorted(lit, key=lambda one: one["colour"] != Light.RED),
        "overdue": rows[:ON_A_PAGE], "more_overdue": _more(teller, says.more_below, "overdue", len(rows) - ON_A_PAGE),
        "waiting": _waiting(teller, stuck)}


def _more(teller: Teller, wording: str, of: str, left: int) -> Sentence:
    """How many more there are than a table names; nothing where it names all."""
    if left <= 0:
        return Sentence(())
    return Sentence.of(wording, count=teller.sure(f"blockers.{of}.more", "more", left, ""))


def _group(teller: Teller, at: int, category: str, holds: Sequence[Hold]) -> Mapping[str, object]:
    says, name = teller.says, clean(category)
    count = teller.sure(f"blockers.{category}.count", "blockers", len(holds), name)
    return {"no": says.numbered[at % len(says.numbered)], "category": name, "count": count,
            "sentence": Sentence.of(says.category, category=name, count=count),
            "cases": [_case(teller, hold) for hold in holds]}


def _case(teller: Teller, hold: Hold) -> Mapping[str, object]:
    """A blocker with its project, whom it waits on, and for how many working days."""
    says, project = teller.says, clean(hold.project)
    level = teller.terms.level.get(hold.level, clean(hold.level))
    bureau = clean(hold.authority if hold.level in teller.facts.outside and hold.authority else hold.bureau)
    described = " ".join(clean_lines(hold.description).split("\n"))
    age = teller.put(f"blocker.{hold.id}.age", "age", hold.age, project)
    late = teller.put(f"blocker.{hold.id}.overdue", "overdue",
                      hold.overdue, project)
    told = {"project": project, "category": clean(hold.category), "description": described, "level": level,
            "bureau": bureau or says.no_bureau, "age": age, "overdue": late,
            "brief": _brief(described, _BRIEF), "short": _brief(project, _SHORT),
            "who": f"{level}{says.bureau.format(bureau=_brief(bureau or says.no_bureau, _SHORT))}"}
    return {**told, "sentence": Sentence.of(
        says.case, project=project, description=described.rstrip("。.；;，,、：: "), level=level, age=age,
        bureau=says.bureau.format(bureau=bureau) if bureau else "",
        overdue=Sentence.of(says.overdue, days=late) if late else Sentence(()))}


def _brief(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most - 1]}…"


def _waiting(teller: Teller, stuck: Sequence[Hold]) -> list[Mapping[str, object]]:
    """Whom open blockers wait on, the highest level first, each with the cases and the longest age."""
    says = teller.says
    levels: dict[str, list[Hold]] = {}
    for hold in stuck:
        levels.setdefault(hold.level, []).append(hold)
    rank = {str(level): level.rank for level in Level}
    told: list[Mapping[str, object]] = []
    for level, holds in sorted(levels.items(), key=lambda one: (-rank.get(one[0], -1), one[0])):
        named = [Sentence.of(says.waits, project=_brief(clean(hold.project), _SHORT),
                             category=_brief(clean(hold.category), _SHORT))
                 for hold in holds[:_NAMED]]
        label = teller.terms.level.get(level, clean(level))
        longest = max((hold.age for hold in holds if hold.age is not None), key=lambda age: age.count, default=None)
        told.append({
            "who": label, "count": teller.sure(f"waiting.{level}.count", "waiting", len(holds), label),
            "cases": in_one([in_one(named, teller.terms.list_joint), _more(
                teller, says.more, f"waiting.{level}", len(holds) - _NAMED)], ""),
            "longest": teller.put(f"waiting.{level}.longest", "age", longest, label)})
    return told
