"""`[audit]` of a ruleset: wrong values have their line, what is not said is as usual, what is said is in the digest."""

from __future__ import annotations

import pytest

from tests.office.rulesets import text_of
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.reasons import Fault
from tracker.domain.rules_audit import AuditRules
from tracker.domain.rules_problems import RulesetError
from tracker.domain.rules_read import read_ruleset
from tracker.domain.rules_types import Ruleset


def read(more: str) -> Ruleset:
    return read_ruleset(text_of(more).encode(), "审计.toml")


@pytest.mark.parametrize(("line", "place", "fault"), [
    ('left_out = ["weekends"]', "audit.left_out", Fault.UNKNOWN_WORD),
    ('left_out = ["free_day", "free_day"]', "audit.left_out", Fault.DUPLICATE),
    ("chance = 60", "audit.chance", Fault.OUT_OF_RANGE),
    ("year_end_days = 0", "audit.year_end_days", Fault.OUT_OF_RANGE),
    ('year_end_days = "10"', "audit.year_end_days", Fault.WRONG_TYPE),
    ('free_day_from = "许多"', "audit.free_day_from", Fault.NOT_AN_AMOUNT),
    ('split_at = ["5000"]', "audit.split_at", Fault.UNKNOWN_UNIT),
    ("split_percent = 101", "audit.split_percent", Fault.OUT_OF_RANGE),
    ('proof_of = ["开工"]', "audit.proof_of", Fault.UNKNOWN_WORD),
    ("older_than = { paused = 3 }", "audit.older_than.paused", Fault.UNKNOWN_KEY),
    ("year_end = 3", "audit.year_end", Fault.UNKNOWN_KEY),
])
def test_each_wrong_value_has_its_line(line: str, place: str, fault: Fault) -> None:
    text = text_of(f"\n[audit]\n{line}\n")
    with pytest.raises(RulesetError) as error:
        read_ruleset(text.encode(), "审计.toml")
    (problem,) = error.value.problems
    assert (problem.place, problem.code) == (place, fault)
    assert text.splitlines()[problem.line - 1] == line


def test_what_is_not_said_is_as_usual_and_changes_no_digest() -> None:
    plain = read("")
    assert plain.audit == AuditRules()
    assert all(plain.audit.asks(check) for check in AuditCheck)
    usual = read('\n[audit]\nyear_end_days = 10\nsplit_at = ["5000万元", "10000万元"]\nleft_out = []\n')
    assert usual.digest == plain.digest
    told = [read(f"\n[audit]\n{line}\n").digest for line in (
        "year_end_days = 11", 'left_out = ["free_day"]', "older_than = { receipt = 16 }", "proof_of_receipts = false")]
    assert len({plain.digest, *told}) == 5
