"""What an inspection asks about investors: split signings, one credit code of several, one person behind several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Final

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditedStage, AuditedYear, AuditFinding
from tracker.domain.currency import Money
from tracker.domain.days import Precision
from tracker.domain.matching import holds_other
from tracker.domain.names import fold_name, lookalikes
from tracker.domain.rules_audit import AuditRules
from tracker.domain.stages import Stage

_JOINT: Final = re.compile(r"[、,;/]")
"""What stands between the names of several investors, once they are folded."""
_ADDRESS: Final = re.compile("地址|住所|address", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_SAYS_NOTHING: Final = frozenset({"", "-", "/", "无", "待定", "暂无", "不详", "同上", "none", "n/a"})


def split_signings(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Signings of one investor within days of each other, each just below or each just above a threshold."""
    of_investor = defaultdict[str, list[AuditedStage]](list)
    for one in year.reached:
        project = year.projects[one.project]
        if one.stage is Stage.SIGNED and one.day.precision is Precision.DAY and project.contract and project.investor:
            of_investor[fold_name(project.investor)].append(one)
    for investor, signings in of_investor.items():
        if len(signings) == 1:
            continue
        for limit in rules.split_at:
            for side, near in _near(signings, limit, year, rules).items():
                for together in _runs(near, rules.split_within):
                    yield AuditFinding(AuditCheck.SPLIT_SIGNINGS, f"{investor} {side} {limit.minor} {limit.currency}",
                                       tuple(year.told(one.project, "signed", one.day, year.projects[
                                           one.project].contract) for one in together),
                                       {"side": side, "limit": f"{limit.minor} {limit.currency}",
                                        "days": str(rules.split_within), "count": str(len(together))})


def _near(signings: Sequence[AuditedStage], limit: Money, year: AuditedYear, rules: AuditRules
          ) -> Mapping[str, list[AuditedStage]]:
    """The signings whose amounts lie just below a threshold, and those that just reach it."""
    found: dict[str, list[AuditedStage]] = {"below": [], "above": []}
    far = limit.minor * Fraction(rules.split_percent) / 100
    for one in signings:
        contract = year.projects[one.project].contract
        minor = year.in_currency(contract.minor, contract.currency, limit.currency) if contract else None
        if minor is not None and limit.minor - far <= minor <= limit.minor + far:
            found["below" if minor < limit.minor else "above"].append(one)
    return found


def _runs(signings: Sequence[AuditedStage], days: int) -> Iterator[list[AuditedStage]]:
    """Signings of which each lies within so many days of the one before, two or more of them."""
    run: list[AuditedStage] = []
    for one in sorted(signings, key=lambda one: str(one.day)):
        if run and one.day.on and run[-1].day.on and (one.day.on - run[-1].day.on).days > days:
            if len(run) > 1:
                yield run
            run = []
        run.append(one)
    if len(run) > 1:
        yield run


def code_of_another(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """Credit codes that stand in projects of several investors, one of them of the year."""
    of_code = defaultdict[str, list[int]](list)
    for number, project in year.projects.items():
        if project.credit_code and fold_name(project.investor):
            of_code[project.credit_code].append(number)
    for code, projects in of_code.items():
        if len(projects) > 1 and not year.active.isdisjoint(projects) and _several(projects, year):
            yield AuditFinding(AuditCheck.CODE_OF_ANOTHER, code, tuple(
                year.told(one, "investor", said=year.projects[one].investor) for one in projects), {"code": code})


def same_behind(year: AuditedYear, rules: AuditRules) -> Iterator[AuditFinding]:
    """What a column says of projects of several investors, one of them of the year: a telephone, an address, a person.

    An address without a number is that of a whole park, and says nothing.
    """
    asked = {fold_name(name): name for name in rules.same_notes}
    named = cache(lambda header: asked.get(fold_name(header)))
    of_value, spelled = defaultdict[tuple[str, str], list[int]](list), dict[str, str]()
    for number, project in year.projects.items():
        for header, text in project.notes.items():
            name = named(header) if project.investor else None
            if name is None or (value := fold_name(text)) in _SAYS_NOTHING:
                continue
            if _DIGIT.search(value) or not _ADDRESS.search(name):
                of_value[name, value].append(number)
                spelled.setdefault(value, text.strip())
    for (name, value), projects in of_value.items():
        if len(projects) > 1 and not year.active.isdisjoint(projects) and _several(projects, year):
            yield AuditFinding(AuditCheck.SAME_BEHIND, f"{name}={value}", tuple(
                year.told(one, "investor", said=year.projects[one].investor) for one in projects),
                {"note": name, "value": spelled[value]})


def _several(projects: Sequence[int], year: AuditedYear) -> bool:
    """Whether projects have more than one investor: two names are of one where they share a name, or one holds the
    other, or they hardly differ.
    """
    names = list(dict.fromkeys(fold_name(year.projects[one].investor) for one in projects))
    first, firsts = names[0], set(_JOINT.split(names[0]))
    return any(firsts.isdisjoint(_JOINT.split(name)) and not holds_other(first, name) and not lookalikes(first, [name])
               for name in names[1:])
