"""The way over several stages, and the values an office writes into its profiles."""

import pytest

from tests.office.project.test_projects import shown
from tracker.domain.days import read_day
from tracker.domain.guards import Step
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project.in_use import code_and_name, values_in_use
from tracker.office.project.projects import add
from tracker.office.project.route import route


def step(stage: Stage, day: str) -> Step:
    on = read_day(day)
    assert on is not None
    return Step(stage, on)


def test_each_stage_is_checked_as_if_the_ones_before_had_been_reached(desk: Desk) -> None:
    add(desk, {"name": "甲", "contract_amount": "1亿元"}, lead=read_day("2023-01-05"))
    found = route(desk, "甲", [step(Stage.SIGNED, "2023-03-01"), step(Stage.REGISTERED, "2023-02-01")])
    assert not isinstance(found, Refused)
    signed, registered = found
    assert (signed.stage, registered.stage) == (Stage.SIGNED, Stage.REGISTERED)
    assert all(check.met for check in signed.checks)
    assert [check.reason.code for check in registered.checks if check.reason] == ["order", "no_credit_code"]


@pytest.mark.parametrize(("code", "met"), [("91430981MA4L16JQ91", True), ("91430981MA4L16JQ92", False), ("", False)])
def test_what_is_typed_to_mend_it_counts_where_it_can_be_read(desk: Desk, code: str, met: bool) -> None:
    add(desk, {"name": "甲", "contract_amount": "1亿元"}, lead=read_day("2023-01-05"))
    found = route(desk, "甲", [step(Stage.SIGNED, "2023-03-01"), step(Stage.REGISTERED, "2023-04-01")],
                  {"credit_code": code})
    assert not isinstance(found, Refused)
    assert all(check.met for check in found[1].checks) is met


def test_nothing_is_asked_of_a_project_that_is_not_there(desk: Desk) -> None:
    assert isinstance(route(desk, "查无此项目", [step(Stage.SIGNED, "2023-03-01")]), Refused)


def test_values_in_use_come_the_most_frequent_first(desk: Desk) -> None:
    for number, park in enumerate(["草尾镇", "高新区", "高新区", ""]):
        add(desk, {"name": f"项目{number}", "park": park, "officer": "联络员05"})
    found = values_in_use(desk, ["park", "officer", "channel"])
    assert found == {"park": ("高新区", "草尾镇"), "officer": ("联络员05",), "channel": ()}


def test_the_project_of_a_number_is_named(desk: Desk) -> None:
    add(desk, {"name": "恒瑞管桩"})
    add(desk, {"name": "恒瑞管桩二期"}, phase_of="恒瑞管桩")
    first = shown(desk, "恒瑞管桩二期").profile.phase_of
    assert first is not None
    assert code_and_name(desk, first) == ("P0001", "恒瑞管桩")
    assert code_and_name(desk, 99) is None
