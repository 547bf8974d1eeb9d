"""What the auditor's dry run finds: planted distortions, what it asks of clean offices, and how long it takes."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.clean_offices import DISTORTIONS, Invented, clean_office
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditFinding
from tracker.domain.auditing import audit_year
from tracker.domain.rules_audit import AuditRules

PLANTED = 50
OFFICE = 120
"""Projects of the office in which one thing is distorted."""
SIZES = (20, 60, 200, 2000)
"""Projects of clean offices."""


@dataclass
class Audited:
    """How many planted distortions were found, how many questions clean offices are asked, and how long it takes."""

    found: Counter[AuditCheck] = field(default_factory=Counter)
    planted: int = PLANTED
    asked: Counter[int] = field(default_factory=Counter)
    """By the size of the clean office."""
    of: Counter[int] = field(default_factory=Counter)
    """Projects."""
    kinds: Counter[AuditCheck] = field(default_factory=Counter)
    """What clean offices were asked about."""
    projects: int = 0
    seconds: float = 0.0
    """Of processor time."""

    def __str__(self) -> str:
        said = [f"audit: found of {self.planted} planted of each kind: " + ", ".join(
            f"{check} {self.found[check]}" for check in DISTORTIONS),
            "audit: questions in clean offices: " + ", ".join(
                f"{self.asked[size]} in {self.of[size]:,} projects (offices of {size:,})" for size in sorted(self.of))]
        if self.kinds:
            said.append("  of which " + ", ".join(f"{check} {count}" for check, count in self.kinds.most_common()))
        if self.projects:
            said.append(f"audit: all questions of {self.projects:,} projects in {self.seconds:.1f} s of processor time")
        return "\n".join(said)


def measure(projects: int = 100_000, planted: int = PLANTED) -> Audited:
    """Plants, looks, and takes the time of an office of so many projects."""
    told = Audited(planted=planted)
    for check in DISTORTIONS:
        for seed in range(planted):
            told.found[check] += was_found(check, seed)
    for size in SIZES:
        for seed in range(max(1, 1200 // size)):
            made = clean_office(10_000 + seed, size)
            for finding in questions(made):
                told.asked[size] += 1
                told.kinds[finding.check] += 1
            told.of[size] += len(made.year().active)
    if projects:
        year = clean_office(1, projects).year()
        began = time.process_time()
        audit_year(year, AuditRules())
        told.projects, told.seconds = projects, time.process_time() - began
    return told


def was_found(check: AuditCheck, seed: int, size: int = OFFICE) -> bool:
    """Whether what was planted in an office is asked about, by its kind and with most of its projects."""
    made = clean_office(seed, size)
    codes = {made.projects[number].code for number in DISTORTIONS[check](made)}
    return any(finding.check is check and len(codes & set(finding.projects)) * 2 > len(codes)
               for finding in questions(made))


def questions(made: Invented) -> Iterator[AuditFinding]:
    """What is asked of an office by the rules that no ruleset changes."""
    yield from audit_year(made.year(), AuditRules())


if __name__ == "__main__":
    print(measure(*map(int, sys.argv[1:])))
