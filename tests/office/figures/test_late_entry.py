"""Facts that were entered after their year was closed: in the next year, nowhere, or marked; worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, Slice, made, on, put
from tests.office.figures.test_inexact import actual
from tests.office.journal.test_undo import sure
from tests.office.rulesets import rules
from tracker.cli.shapes_figures import explanation
from tracker.domain.reasons import Nowhere
from tracker.domain.rules import Ruleset
from tracker.domain.rules_words import NO_INDICATOR
from tracker.domain.stages import Stage
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.figures.subtotals import sub_totals
from tracker.office.project.moves import correct
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.figures import late_told, why_not

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases

MONEY = """
[[indicators]]
key = "money"
label = { zh = "到资" }
unit = "万元"
kind = "receipts"

[[indicators]]
key = "both"
label = { zh = "签约注册" }
unit = "个"
kind = "milestone"
stage = "signed"
together_with = ["registered"]
within_years = 0
"""


def late(facts: str) -> Ruleset:
    return rules(more=MONEY + f'\n[late_entry]\nentered_by = "01-10"\nfacts = "{facts}"\n')


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    """Signings and money of December 2023: entered on the last minute of 10 January, a minute later, a year later."""
    for moment, name, minor in ((datetime(2024, 1, 10, 15, 59, tzinfo=UTC), "按时", 1), (
            datetime(2024, 1, 10, 16, 0, tzinfo=UTC), "迟录", 20), (datetime(2025, 1, 11, tzinfo=UTC), "更迟", 300)):
        clock.at = moment
        put(desk, made(name, "2022-06-01", "2023-12-20", "2023-12", receipts=(Slice(on("2023-12-28"), minor * WAN),)))
    put(desk, made("退款", "2022-06-01", receipts=(Slice(on("2023-12-30"), -4000 * WAN),)))
    return desk


def behind(desk: Desk, year: int, key: str, chosen: Ruleset) -> Explanation:
    found = explain(desk, year, key, until=date(year, 12, 31), ruleset=chosen)
    assert isinstance(found, Explanation)
    figure = rollup(desk, year, until=date(year, 12, 31), ruleset=chosen).figure(key)
    assert figure is not None
    assert (figure.actual, figure.counted) == (found.figure, len(found.counted))
    return found


def reasons(found: Explanation) -> dict[str, str]:
    return {one.name: why_not(one, words()) for one in found.not_counted}


@pytest.mark.story
def test_what_was_entered_late_counts_in_the_first_year_that_was_open(office: Desk) -> None:
    chosen = late("next_year")
    for key in ("new_signed", "both"):
        counted = {year: [one.name for one in behind(office, year, key, chosen).counted] for year in (2023, 2024, 2025)}
        assert counted == {2023: ["按时"], 2024: ["迟录"], 2025: ["更迟"]}
    assert {year: behind(office, year, "money", chosen).figure for year in (2023, 2024, 2025, 2026)} == {
        2023: "1", 2024: "20", 2025: "-3700", 2026: "0"}
    told = reasons(behind(office, 2023, "new_signed", chosen))
    assert told == {"迟录": "签约为 2023-12-20，2024-01-11 才录入，晚于 2024-01-10，计入 2024 年度",
                    "更迟": "签约为 2023-12-20，2025-01-11 才录入，晚于 2024-01-10，计入 2025 年度", "退款": "未签约"}
    assert reasons(behind(office, 2023, "money", chosen))["迟录"] == "到资晚于 2024-01-10 才录入，计入以后年度"
    [project] = behind(office, 2024, "money", chosen).counted
    assert late_told(project.facts[0], Lang.ZH) == "2024-01-11 才录入，计入 2024 年度"
    [shown] = explanation(behind(office, 2024, "new_signed", chosen), Lang.ZH)["counted"]
    assert shown["facts"][0]["entered_late"] == {"on": "2024-01-11", "counts_in": 2024}


@pytest.mark.story(keep=1)
def test_it_counts_from_the_day_it_was_entered_and_in_no_month(office: Desk) -> None:
    chosen = late("next_year")
    for until, signed, money in ((date(2024, 1, 10), "0", "0"), (date(2024, 1, 11), "1", "20")):
        figures = rollup(office, 2024, until=until, ruleset=chosen)
        assert (actual(figures, "new_signed"), actual(figures, "money")) == (signed, money)
    figures = rollup(office, 2024, ruleset=chosen, until=date(2024, 12, 31))
    assert figures.new_by_month["new_signed"] == (0,) * 12
    assert [one.name for one in figures.beside_months["new_signed"].first] == ["迟录"]
    [months] = sub_totals(office, 2024, ["month"], ruleset=chosen, until=date(2024, 12, 31))
    assert {value: row["money"].actual for value, row in months.rows.items() if row["money"].counted} == {"": "20"}
    assert {value: row["new_signed"].actual for value, row in months.rows.items() if row["new_signed"].counted} == {
        "": "1"}


def test_money_that_was_moved_has_a_line_in_its_own_year(office: Desk) -> None:
    chosen = late("next_year")
    chosen = chosen.model_copy(update={"indicators": tuple(one for one in chosen.indicators if one.key == "money")})
    lines = {year: [(line.reason, line.receipts) for line in rollup(
        office, year, ruleset=chosen, until=date(year, 12, 31)).money.nowhere] for year in (2023, 2024)}
    assert lines == {2023: [(Nowhere.ENTERED_LATE, 3)], 2024: []}
    found = behind_nowhere(office, 2023, chosen)
    assert found == ["迟录", "更迟", "退款"]


def behind_nowhere(desk: Desk, year: int, chosen: Ruleset) -> list[str]:
    found = explain(desk, year, NO_INDICATOR, until=date(year, 12, 31), ruleset=chosen)
    assert isinstance(found, Explanation)
    return [one.name for one in found.counted]


@pytest.mark.story(keep=1)
def test_what_was_entered_late_counts_nowhere(office: Desk) -> None:
    chosen = late("left_out")
    assert reasons(behind(office, 2023, "new_signed", chosen))["迟录"] == (
        "签约为 2023-12-20，2024-01-11 才录入，晚于 2024-01-10")
    # what went back is taken off whenever it was entered
    assert {year: (behind(office, year, "new_signed", chosen).figure, behind(office, year, "money", chosen).figure)
            for year in (2023, 2024, 2025)} == {2023: ("1", "-3999"), 2024: ("0", "0"), 2025: ("0", "0")}
    assert reasons(behind(office, 2023, "money", chosen))["迟录"] == "到资晚于 2024-01-10 才录入"


def test_what_was_entered_late_counts_and_is_marked(office: Desk) -> None:
    found = behind(office, 2023, "new_signed", late("marked"))
    assert {one.name: late_told(one.facts[0], Lang.ZH) for one in found.counted} == {
        "按时": "", "迟录": "2024-01-11 才录入", "更迟": "2025-01-11 才录入"}
    assert behind(office, 2023, "new_signed", rules(more=MONEY)).counted[1].facts[0].entered_late is None


@pytest.mark.story
def test_a_corrected_day_was_entered_when_the_milestone_first_was(office: Desk) -> None:
    """Within its year; one that becomes of another year was not on record as one of that."""
    chosen = late("next_year")
    sure(correct(office, "按时", Stage.SIGNED, day=on("2023-11-30"), reason="合同写的是 11 月"))
    assert [one.name for one in behind(office, 2023, "new_signed", chosen).counted] == ["按时"]
    sure(correct(office, "按时", Stage.SIGNED, day=on("2022-11-30"), reason="合同写的是前一年"))
    assert [behind(office, year, "new_signed", chosen).figure for year in (2022, 2023, 2024, 2025)] == [
        "0", "0", "1", "2"]


@pytest.mark.story
def test_the_past_is_counted_by_what_had_been_entered_then(office: Desk) -> None:
    chosen = late("next_year")
    then = [datetime(2024, 1, 10, 16, 0, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)]
    assert [actual(rollup(office, 2024, until=date(2024, 12, 31), as_of=at, ruleset=chosen), "new_signed")
            for at in then] == ["1", "1"]
    assert actual(rollup(office, 2023, as_of=datetime(2024, 1, 11, tzinfo=UTC), ruleset=chosen), "new_signed") == "1"
