"""The way over several stages, and the values an office writes into its profiles."""

import pytest

from tests.narrowed import of
from tests.office.project.test_projects import codes, shown
from tracker.domain.days import Day, read_day
from tracker.domain.stages import Stage
from tracker.domain.typed import Stop
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project.in_use import code_and_name, values_in_use
from tracker.office.project.moves import Milepost
from tracker.office.project.projects import add, amend
from tracker.office.project.route import advance_typed, checks_typed

SIGNED, REGISTERED = Stop(Stage.SIGNED, "2023-03-01"), Stop(Stage.REGISTERED, "2023-04-01", suffix="-registered")
CODE = "91430981MA4L16JQ91"


def reasons(found: object, at: int) -> list[str]:
    assert isinstance(found, tuple), found
    return [check.reason.code for check in found[at].checks if check.reason]


@pytest.fixture
def lead(desk: Desk) -> str:
    return of(Done, add(desk, {"name": "甲", "contract_amount": "1亿元"}, lead=read_day("2023-01-05"))).value


def test_each_stage_is_checked_as_if_the_ones_before_had_been_reached(desk: Desk, lead: str) -> None:
    checks = checks_typed(desk, lead, [SIGNED, Stop(Stage.REGISTERED, "2023-02-01")])
    assert not isinstance(checks, Refused)
    assert [leg.stage for leg in checks] == [Stage.SIGNED, Stage.REGISTERED]
    assert (reasons(checks, 0), reasons(checks, 1)) == ([], ["order", "no_credit_code"])


@pytest.mark.parametrize(("code", "wrong"), [(CODE, []), ("91430981MA4L16JQ92", ["credit_code"]),
                                             ("", ["no_credit_code"]), ("  ", ["no_credit_code"])])
def test_a_code_typed_to_mend_it_has_one_reason_at_most(desk: Desk, lead: str, code: str, wrong: list[str]) -> None:
    """The checklist and the refusal say the same, for one stage and for several."""
    mend = {"credit_code": code}
    assert reasons(checks_typed(desk, lead, [SIGNED, REGISTERED], mend), 1) == wrong
    done = advance_typed(desk, lead, [SIGNED, REGISTERED], mend=mend)
    assert (codes(done) if wrong else done.value.stage) == (wrong or Stage.REGISTERED)
    if wrong:
        assert isinstance(advance_typed(desk, lead, [SIGNED]), Done)
        assert reasons(checks_typed(desk, lead, [REGISTERED], mend), 0) == wrong
        assert codes(advance_typed(desk, lead, [REGISTERED], mend=mend)) == wrong


def test_a_code_that_is_no_code_is_told_where_a_right_one_is_on_record(desk: Desk, lead: str) -> None:
    of(Done, amend(desk, lead, {"credit_code": CODE}))
    mend = {"credit_code": "91430981MA4L16JQ92"}
    assert codes(advance_typed(desk, lead, [SIGNED], mend=mend)) == ["credit_code"]
    assert reasons(checks_typed(desk, lead, [SIGNED, REGISTERED], mend), 1) == ["credit_code"]


def test_everything_that_was_typed_wrongly_is_told_at_once(desk: Desk, lead: str) -> None:
    stops = [Stop(Stage.SIGNED, "昨天吧", recognised_on="2023"),
             Stop(Stage.REGISTERED, "2023-02-30", suffix="-registered")]
    done = advance_typed(desk, lead, stops, mend={"contract_amount": "若干"})
    assert isinstance(done, Refused)
    assert [(reason.code, reason.field) for reason in done.reasons] == [
        ("not_a_date", "day"), ("not_an_amount", "contract_amount"), ("no_such_date", "day-registered"),
        ("no_credit_code", "credit_code"), ("not_a_date", "recognised_on")]
    assert shown(desk, lead).stage is Stage.LEAD


def test_two_fields_with_the_same_in_them_are_both_told(desk: Desk, lead: str) -> None:
    stops = [Stop(Stage.SIGNED, "昨天吧"), Stop(Stage.REGISTERED, "昨天吧", suffix="-registered")]
    done = advance_typed(desk, lead, stops, mend={"credit_code": CODE})
    assert isinstance(done, Refused)
    assert [(reason.code, reason.field) for reason in done.reasons] == [
        ("not_a_date", "day"), ("not_a_date", "day-registered")]


def test_no_day_is_today_and_an_empty_one_is_missing(desk: Desk, lead: str) -> None:
    assert codes(advance_typed(desk, lead, [Stop(Stage.SIGNED, " ")])) == ["day_missing"]
    assert of(Done, advance_typed(desk, lead, [Stop(None, None)])).value == Milepost(Stage.SIGNED, Day(desk.today()))


def test_somebody_elses_change_is_the_only_reason(desk: Desk, lead: str) -> None:
    """For one stage and for several, whatever the checklist would say after the change."""
    version = shown(desk, lead).version
    assert isinstance(advance_typed(desk, lead, [SIGNED], version=version), Done)
    for stops in ([SIGNED], [SIGNED, REGISTERED], [Stop(Stage.SIGNED, "昨天吧")]):
        late = advance_typed(desk, lead, stops, version=version)
        assert codes(late) == ["changed_elsewhere"]
        assert isinstance(late, Refused)
        assert late.conflict


def test_nothing_is_asked_of_a_project_that_is_not_there(desk: Desk) -> None:
    assert isinstance(checks_typed(desk, "查无此项目", [SIGNED]), Refused)
    assert codes(advance_typed(desk, "查无此项目", [SIGNED])) == ["unknown_project"]
    assert codes(advance_typed(desk, "查无此项目", [])) == ["unknown_project"]


def test_a_way_without_a_stop_leads_nowhere(desk: Desk, lead: str) -> None:
    assert codes(advance_typed(desk, lead, [])) == ["no_mileposts"]


def test_values_in_use_come_the_most_frequent_first(desk: Desk) -> None:
    for number, park in enumerate(["草尾镇", "高新区", "高新区", ""]):
        add(desk, {"name": f"项目{number}", "park": park, "officer": "联络员05"})
    values = values_in_use(desk, ["park", "officer", "channel"])
    assert values == {"park": ("高新区", "草尾镇"), "officer": ("联络员05",), "channel": ()}


def test_the_project_of_a_number_is_named(desk: Desk) -> None:
    add(desk, {"name": "恒瑞管桩"})
    add(desk, {"name": "恒瑞管桩二期", "phase_of": "恒瑞管桩"})
    first = shown(desk, "恒瑞管桩二期").profile.phase_of
    assert first is not None
    assert code_and_name(desk, first) == ("P0001", "恒瑞管桩")
    assert code_and_name(desk, 99) is None
