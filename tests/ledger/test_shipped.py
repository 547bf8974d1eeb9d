"""The ledger of 2023 and its broken twin."""

from __future__ import annotations

import json
from datetime import date

from tests.ledger.made import BROKEN, DATA, GOOD, found, read
from tracker.domain.stages import STAGES, Stage, Status


def test_the_good_ledger_has_no_problem() -> None:
    ledger = read(GOOD)
    assert ledger.problems == ()
    assert (len(ledger.projects), len(ledger.receipts), len(ledger.blockers), len(ledger.targets)) == (89, 158, 15, 8)
    assert ledger.place == "沅江市"
    assert ledger.year == 2023


def test_the_good_ledger_counts_as_expected() -> None:
    expected = json.loads((DATA / "yuanjiang-2023.expected.json").read_text("utf-8"))
    ledger = read(GOOD)
    for stage in (Stage.SIGNED, Stage.STARTED, Stage.PRODUCING):
        names = {row.name for row in ledger.projects if (day := row.milestones.get(stage)) and day.first
                 and day.first.year == 2023}
        assert names == set(expected[f"{stage}_names"])
    ended = [row for row in ledger.projects if row.ending and row.ending.status is Status.TERMINATED]
    assert len(ended) == expected["by_stage"]["terminated"]
    assert ended[0].ending is not None
    assert (ended[0].ending.day.on, ended[0].ending.reason) == (date(2023, 11, 28), "投资方资金链调整，双方协商解约")
    active = [row for row in ledger.projects if not row.ending]
    by_stage = {stage.value: sum(max(row.milestones, key=STAGES.index, default=Stage.LEAD) is stage for row in active)
                for stage in STAGES}
    assert by_stage == {stage: expected["by_stage"][stage] for stage in by_stage}
    assert [[row.project, row.category] for row in sorted(ledger.blockers, key=lambda r: r.project)
            if not row.words] == sorted(expected["open_blockers"])


def test_the_broken_ledger_names_exactly_what_was_broken() -> None:
    expected = json.loads((DATA / "yuanjiang-2023-broken.expected.json").read_text("utf-8"))["problems"]
    ledger = read(BROKEN, today=date(2024, 1, 31))
    assert found(ledger) == {(one["sheet"], one["row"], one["column"], one["code"]) for one in expected}
    assert len(ledger.problems) == len(expected)
    values = {(one["sheet"], one["row"], one["column"]): one["value"] for one in expected}
    for one in ledger.problems:
        if one.code not in ("gap", "duplicate_receipt"):
            assert str(one.value) == values[one.sheet, one.row, one.column]


def test_receipts_of_a_nameless_project_are_not_blamed_but_told() -> None:
    nameless = next(one for one in read(BROKEN).problems if one.code == "no_name")
    assert nameless.params["orphan"] == "亿昌风电配套项目"
