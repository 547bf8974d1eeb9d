"""The same change to many projects: all of them or none, with the reasons of each."""

import pytest

from tests.office.cards import cards
from tests.office.entries import entries
from tracker.domain.days import Day, read_day
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, RefusedMany
from tracker.office.project.bulk import Stopped, Watched, advance_many, amend_many, values_in_many
from tracker.office.project.detail import Detail, detail
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add, amend

CREDIT_CODE = "91430981MA4L16JQ91"


def on(text: str) -> Day:
    day = read_day(text)
    assert day is not None
    return day


@pytest.fixture
def three(desk: Desk) -> tuple[str, ...]:
    """Two signed shipyards and a third that lacks its credit code."""
    found = []
    for name, code in (("万骏船舶", CREDIT_CODE), ("桃花江二期", CREDIT_CODE), ("云帆船舶", "")):
        done = add(desk, {"name": name, "credit_code": code, "contract_amount": "1亿元", "officer": "联络员01"},
                   lead=on("2023-01-05"))
        assert isinstance(done, Done)
        assert isinstance(advance(desk, done.value, [Milepost(Stage.SIGNED, on("2023-03-01"))], override="补录"), Done)
        found.append(done.value)
    return tuple(found)


def known(desk: Desk, said: str) -> Detail:
    project = detail(desk, said)
    assert isinstance(project, Detail)
    return project


def reasons(outcome: object) -> dict[str, list[str]]:
    assert isinstance(outcome, RefusedMany), outcome
    return {code: [reason.code for reason in found] for code, found in outcome.by_thing.items()}


def test_all_are_handed_to_one_officer_at_once(desk: Desk, three: tuple[str, ...]) -> None:
    assert amend_many(desk, three, {"officer": "联络员03"}) == Done(3)
    assert {card.officer for card in cards(desk)} == {"联络员03"}
    newest = entries(desk)[:3]
    assert {line.action for line in newest} == {"project.amend"}
    assert len({line.at for line in newest}) == 1


def test_those_that_already_say_so_are_left_alone(desk: Desk, three: tuple[str, ...]) -> None:
    amend(desk, three[0], {"officer": "联络员03"})
    before = known(desk, three[0]).version
    assert amend_many(desk, three, {"officer": "联络员03"}) == Done(2)
    assert known(desk, three[0]).version == before
    assert reasons(amend_many(desk, three, {"officer": "联络员03"})) == {code: ["nothing_changes"] for code in three}


def test_one_that_cannot_move_stops_all_and_is_named(desk: Desk, three: tuple[str, ...]) -> None:
    before = len(entries(desk))
    refused = advance_many(desk, three, Stage.REGISTERED, on("2023-05-01"), "补录")
    assert reasons(refused) == {three[2]: ["no_credit_code"]}
    assert {card.stage for card in cards(desk)} == {Stage.SIGNED}
    assert len(entries(desk)) == before
    assert advance_many(desk, three[:2], Stage.REGISTERED, on("2023-05-01"), "补录") == Done(2)
    assert [known(desk, code).stage for code in three] == ["registered", "registered", "signed"]


def test_a_field_that_cannot_be_read_is_a_reason_for_each(desk: Desk, three: tuple[str, ...]) -> None:
    assert reasons(amend_many(desk, three, {"origin": "火星"})) == {code: ["unknown_choice"] for code in three}
    assert reasons(amend_many(desk, ["P9999"], {"officer": "x"})) == {"P9999": ["unknown_project"]}


def test_two_cannot_be_given_the_same_name(desk: Desk, three: tuple[str, ...]) -> None:
    refused = amend_many(desk, three[:2], {"name": "同名项目"})
    assert reasons(refused) == {three[1]: ["duplicate_project"]}
    assert known(desk, three[0]).profile.name == "万骏船舶"


def test_one_changed_elsewhere_since_stops_all(desk: Desk, three: tuple[str, ...]) -> None:
    versions = {code: known(desk, code).version for code in three}
    amend(desk, three[1], {"park": "船舶产业园"})
    refused = amend_many(desk, three, {"officer": "联络员03"}, versions=versions)
    assert reasons(refused) == {three[1]: ["changed_elsewhere"]}
    assert isinstance(refused, RefusedMany)
    assert refused.conflict
    assert amend_many(desk, three, {"officer": "联络员03"}) == Done(3)


def test_nobody_is_no_change(desk: Desk) -> None:
    assert reasons(amend_many(desk, [], {"officer": "联络员03"})) == {}


def test_progress_is_told_and_a_stop_half_way_leaves_everything_as_it_was(desk: Desk, three: tuple[str, ...]) -> None:
    before, told = [card.officer for card in cards(desk)], []
    with pytest.raises(Stopped):
        amend_many(desk, three, {"officer": "联络员09"},
                   watched=Watched(lambda done, whole: told.append((done, whole)), lambda: len(told) == 3))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert [card.officer for card in cards(desk)] == before
    assert all(line.action != "project.amend" for line in entries(desk))
    with pytest.raises(Stopped):
        advance_many(desk, three, Stage.REGISTERED, on("2023-05-01"), watched=Watched(stop=lambda: True))
    assert {card.stage for card in cards(desk)} == {Stage.SIGNED}


def test_emptying_a_field_of_many_asks_for_a_reason(desk: Desk, three: tuple[str, ...]) -> None:
    for reason in ("", " \n\u200b"):
        refused = amend_many(desk, three, {"officer": " "}, reason=reason)
        assert isinstance(refused, Refused)
        assert [one.code for one in refused.reasons] == ["no_reason"]
    assert {card.officer for card in cards(desk)} == {"联络员01"}
    assert amend_many(desk, three, {"officer": ""}, reason="机构改革") == Done(3)
    assert {card.officer for card in cards(desk)} == {""}
    assert entries(desk)[0].reason == "机构改革"


def test_what_a_field_says_in_many_is_counted(desk: Desk, three: tuple[str, ...]) -> None:
    amend(desk, three[0], {"officer": "联络员03", "notes": "缺批文"})
    amend(desk, three[1], {"officer": ""})
    assert values_in_many(desk, three, "officer") == {"联络员03": 1, "": 1, "联络员01": 1}
    assert values_in_many(desk, three, "notes") == {"": 2, "缺批文": 1}
    assert values_in_many(desk, three, "origin") == {"": 3}
