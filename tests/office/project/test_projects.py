"""Taking projects in and amending them."""

import pytest

from tests.narrowed import of
from tracker.domain.days import Day
from tracker.domain.money import Currency, Mark, Money, print_amount
from tracker.office.desk import Desk
from tracker.office.naming import ProjectMeant, project_meant
from tracker.office.outcome import Done, Refused
from tracker.office.project.detail import Detail, detail
from tracker.office.project.projects import add, amend

HOSTILE = ["[/]甲", "=1+1", "{{7*7}}", "A & B <合资>", "'; DROP TABLE project; --", "{0}{name}", "%s%n", "$(id)"]


def codes(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    return [reason.code for reason in outcome.reasons]


def shown(desk: Desk, said: str) -> Detail:
    project = detail(desk, said)
    assert isinstance(project, Detail), project
    return project


def test_a_lead_is_taken_in_with_its_profile(desk: Desk) -> None:
    done = add(desk, {"name": "万骏船舶", "contract_amount": "5.2亿元", "origin": "境内省外", "hunan_return": "是",
                      "land_mu": "120.50亩", "roles": "领导=链长乙；专班=船舶专班"})
    assert isinstance(done, Done)
    project = shown(desk, done.value)
    assert project.profile.name == "万骏船舶"
    assert project.profile.contract_amount is not None
    assert print_amount(project.profile.contract_amount) == "5.2亿元"
    assert (project.profile.origin, project.profile.hunan_return, project.profile.land_mu) == ("out_of_province", True,
                                                                                         "120.5")
    assert project.profile.roles == {"领导": "链长乙", "专班": "船舶专班"}
    assert [m.stage for m in project.milestones] == ["lead"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_ever_text(desk: Desk, name: str) -> None:
    done = add(desk, {"name": name, "notes": name})
    assert isinstance(done, Done)
    assert shown(desk, name).profile.name == name
    assert shown(desk, done.value).profile.notes == {"备注": name}


def test_what_cannot_be_seen_is_cleaned_on_the_way_in(desk: Desk) -> None:
    add(desk, {"name": "\x1b[31m红\u202e船\u200b舶\x07"})
    assert shown(desk, "[31m红船舶").profile.name == "[31m红船舶"


def test_the_same_name_in_another_width_is_the_same_project(desk: Desk) -> None:
    add(desk, {"name": "恒瑞管桩（二期）"})
    assert codes(add(desk, {"name": "恒瑞管桩 (二期)"})) == ["duplicate_project"]


def test_every_field_that_cannot_be_read_is_named_at_once(desk: Desk) -> None:
    refused = add(desk, {"name": "", "contract_amount": "若干", "origin": "火星", "credit_code": "123"},
                  lead=Day.month(2099, 1))
    assert codes(refused) == ["not_an_amount", "unknown_choice", "credit_code", "future_date", "no_name"]


def test_codes_are_made_up_or_given_and_never_twice(desk: Desk) -> None:
    assert of(Done, add(desk, {"name": "甲"})).value == "P0001"
    assert of(Done, add(desk, {"name": "乙"}, code="P0002")).value == "P0002"
    assert of(Done, add(desk, {"name": "丙"})).value == "P0003"
    assert codes(add(desk, {"name": "丁"}, code="P0002")) == ["duplicate_code"]


def test_an_amendment_keeps_the_version_before(desk: Desk) -> None:
    add(desk, {"name": "甲", "park": "高新区", "notes": "老备注"})
    assert isinstance(amend(desk, "甲", {"park": "船舶产业园"}, reason="迁址"), Done)
    project = shown(desk, "甲")
    assert (project.profile.park, project.profile.notes) == ("船舶产业园", {"备注": "老备注"})
    newest = project.journal[0]
    assert (newest.action, newest.reason) == ("project.amend", "迁址")
    assert newest.detail["changes"] == {"park": ["高新区", "船舶产业园"]}


def test_an_amendment_that_changes_nothing_says_so(desk: Desk) -> None:
    add(desk, {"name": "甲", "park": "高新区"})
    assert codes(amend(desk, "甲", {"park": " 高新区 "})) == ["nothing_changes"]


def test_a_form_filled_from_an_older_version_is_a_conflict(desk: Desk) -> None:
    add(desk, {"name": "甲"})
    seen = shown(desk, "甲").version
    amend(desk, "甲", {"park": "高新区"})
    late = amend(desk, "甲", {"park": "琼湖街道"}, version=seen)
    assert codes(late) == ["changed_elsewhere"]
    assert isinstance(late, Refused)
    assert late.conflict


def test_a_second_phase_is_linked_to_the_first(desk: Desk) -> None:
    add(desk, {"name": "恒瑞管桩"})
    assert isinstance(add(desk, {"name": "恒瑞管桩二期", "phase_of": "恒瑞管桩"}), Done)
    assert shown(desk, "恒瑞管桩二期").profile.phase_of is not None
    assert codes(amend(desk, "恒瑞管桩", {"phase_of": "恒瑞管桩"})) == ["phase_loop"]
    assert codes(add(desk, {"name": "三期", "phase_of": "查无此项目"})) == ["unknown_project"]


def test_phases_do_not_run_in_a_circle_however_long(desk: Desk) -> None:
    add(desk, {"name": "一期"})
    for name, before in (("二期", "一期"), ("三期", "二期"), ("四期", "三期")):
        assert isinstance(add(desk, {"name": name, "phase_of": before}), Done)
    for later in ("二期", "三期", "四期"):
        assert codes(amend(desk, "一期", {"phase_of": later})) == ["phase_loop"]
    assert isinstance(amend(desk, "四期", {"phase_of": "一期"}), Done)


PILES = {"name": "湘北管桩产业园项目", "investor": "南洲控股有限公司", "contract_amount": "1亿元"}


def test_a_project_much_like_another_of_its_investor_is_asked_about(desk: Desk) -> None:
    """It may be the same one; a written reason takes it in, and is kept."""
    add(desk, PILES)
    again = {**PILES, "name": "湘北管桩产业园项目部"}
    refused = add(desk, again)
    assert codes(refused) == ["alike_project"]
    assert isinstance(refused, Refused)
    assert refused.can_override
    assert refused.reasons[0].params["code"] == "P0001"
    done = of(Done, add(desk, again, override="部里另立的项目"))
    assert shown(desk, done.value).journal[-1].reason == "部里另立的项目"
    assert isinstance(add(desk, {**PILES, "name": "湘北管桩产业园项目厂", "investor": "盛景科技"}), Done)
    assert isinstance(add(desk, {"name": "湘北管桩产业园项目园"}), Done), "without an investor nothing is compared"
    phase = add(desk, {**PILES, "name": "湘北管桩产业园项目部二", "phase_of": "P0001"})
    assert [reason.params["code"] for reason in of(Refused, phase).reasons] == ["P0002"], "not its own first phase"


def test_a_reason_that_was_not_needed_is_not_kept(desk: Desk) -> None:
    done = of(Done, add(desk, PILES, override="以防万一"))
    assert shown(desk, done.value).journal[-1].reason == ""


@pytest.mark.parametrize("code", ["恒瑞管桩", "恒瑞 管桩"])
def test_a_code_is_no_other_projects_name(desk: Desk, code: str) -> None:
    """Either finds a project: asked for by that word, two would answer."""
    add(desk, {"name": "恒瑞管桩"})
    assert codes(add(desk, {"name": "乙"}, code=code)) == ["code_is_name"]
    assert isinstance(add(desk, {"name": "丙"}, code="丙"), Done), "its own is fine"


def test_a_name_is_no_other_projects_code(desk: Desk) -> None:
    add(desk, {"name": "甲"}, code="HR-1")
    add(desk, {"name": "乙"})
    assert codes(add(desk, {"name": "HR-1"})) == ["name_is_code"]
    assert codes(add(desk, {"name": "ＨＲ-1"})) == ["name_is_code"]
    assert codes(amend(desk, "乙", {"name": "HR-1"})) == ["name_is_code"]
    assert isinstance(amend(desk, "甲", {"name": "HR-1"}), Done)


def test_a_code_that_is_made_up_is_nobodys_name(desk: Desk) -> None:
    add(desk, {"name": "P0002"})
    assert of(Done, add(desk, {"name": "乙"})).value == "P0003"
    assert of(Done, add(desk, {"name": "P0004"})).value == "P0005"


@pytest.mark.parametrize("field", ["expected_output", "expected_tax"])
@pytest.mark.parametrize(("typed", "kept"), [
    ("100万美元", Money(100_000_000, Currency.USD)), ("约30万", Money(30_000_000, mark=Mark.ABOUT)),
    ("30万以上", Money(30_000_000, mark=Mark.OVER)), ("不到30万元", Money(30_000_000, mark=Mark.UNDER)),
    ("30", Money(30_000_000))])
def test_output_and_tax_keep_their_currency_and_mark(desk: Desk, field: str, typed: str, kept: Money) -> None:
    add(desk, {"name": "甲", field: typed})
    assert getattr(shown(desk, "甲").profile, field) == kept


def test_a_lead_became_known_on_a_day_that_has_come_or_nobody_knows(desk: Desk) -> None:
    assert codes(add(desk, {"name": "甲"}, lead=Day.month(2024, 1))) == ["future_date"]
    assert isinstance(add(desk, {"name": "甲"}, lead=Day.unknown()), Done)


@pytest.mark.both_databases
def test_a_part_of_a_name_is_enough_to_look_and_not_to_write(desk: Desk) -> None:
    for name, investor, park in (("湘北光伏支架（二期）", "甲能源", "高新区"), ("LED 显示屏_50%", "乙光电", "高新区"),
                                 ("宝乐灯饰", "丙公司", "琼湖")):
        add(desk, {"name": name, "investor": investor, "park": park})
    for typed, code in (("光伏", "P0001"), (" 支架(二期)", "P0001"), ("能源", "P0001"), ("led", "P0002"),
                        ("0003", "P0003"), ("_50%", "P0002"), ("xbgf", "P0001"), ("琼湖", "P0003")):
        assert of(ProjectMeant, project_meant(desk, typed))[::2] == (code, False), typed
        assert codes(amend(desk, typed, {"officer": "李"})) == ["project_in_part"], typed
    assert project_meant(desk, "宝乐灯饰") == ("P0003", "宝乐灯饰", True)
    refused = of(Refused, project_meant(desk, "高新区"))
    assert (codes(refused), refused.reasons[0].params["projects"]) == (
        ["project_in_part"], ("P0001 湘北光伏支架（二期）", "P0002 LED 显示屏_50%"))
    for nothing in ("", " ", "\u200b", "%%", "查无此项目"):
        assert codes(project_meant(desk, nothing)) == ["unknown_project"], nothing
    assert codes(project_meant(desk, "宝乐灯具")) == ["unknown_project_near"]


def test_of_many_projects_that_may_be_meant_ten_are_named(desk: Desk) -> None:
    for number in range(12):
        add(desk, {"name": f"光伏{number}号站"}, override="各是一站")
    (reason,) = of(Refused, project_meant(desk, "光伏")).reasons
    assert (reason.params["count"], len(reason.params["projects"]), reason.params["projects"][-1]) == (12, 11, "…")


def test_a_name_that_is_too_long_is_not_called_missing(desk: Desk) -> None:
    assert codes(add(desk, {"name": "长" * 300})) == ["too_long"]
    add(desk, {"name": "甲项目"})
    assert codes(amend(desk, "甲项目", {"name": "长" * 300})) == ["too_long"]
