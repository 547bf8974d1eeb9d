"""What officers do with the fields that `test_a_new_field.py` adds in its copy of the program, where this runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Clock
from tests.ledger.made import PROJECTS, write_xlsx
from tests.tui.conftest import sitting
from tests.tui.test_project_screen import WIDE, MakeApp, edits, opens
from tracker.domain.profile import FIELDS
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.journal.undo import undo
from tracker.office.open import hold_years
from tracker.office.outcome import Done, Refused
from tracker.office.project.bulk import amend_many
from tracker.office.project.detail import Detail, detail
from tracker.office.project.in_use import values_in_use
from tracker.office.project.projects import add, amend
from tracker.office.register.board_filter import choices
from tracker.office.register.register import REGISTER_COLUMNS, register
from tracker.office.register.sift import Filter, sift
from tracker.office.verify import verify
from tracker.store.engine import Store, open_store
from tracker.words import Lang
from tracker.words.catalogue import words as words_of

pytest_plugins = ["tests.cli.conftest", "tests.tui.conftest"]
WHERE = ("section", "flagship", "equipment")
HEADERS = ["经办科室", "是否重点", "设备投资（万元）"]


@pytest.fixture
def desk(sqlite_store: Store, clock: Clock) -> Desk:
    """An empty office in a file."""
    return Desk(sqlite_store, who="联络员01", clock=clock)


def shown(desk: Desk, said: str) -> Detail:
    project = detail(desk, said)
    assert isinstance(project, Detail), project
    return project


def typed(desk: Desk, name: str) -> tuple[str, ...]:
    """The new fields of a project, as they would be typed."""
    profile = shown(desk, name).profile
    return tuple(FIELDS[field].typed(getattr(profile, field)) for field in WHERE)


def test_they_are_typed_and_amended_and_undone(desk: Desk) -> None:
    assert isinstance(add(desk, {"name": "甲", "section": "招商一股", "equipment": "约300万美元"}), Done)
    assert typed(desk, "甲") == ("招商一股", "", "约300万美元")
    assert isinstance(amend(desk, "甲", {"section": "招商二股", "flagship": "是"}), Done)
    assert shown(desk, "甲").journal[0].detail["changes"] == {"section": ["招商一股", "招商二股"],
                                                             "flagship": [False, True]}
    assert isinstance(undo(desk, "录错"), Done)
    assert typed(desk, "甲") == ("招商一股", "", "约300万美元")
    assert isinstance(refused := amend(desk, "甲", {"equipment": "若干"}), Refused)
    assert [reason.code for reason in refused.reasons] == ["not_an_amount"]


def test_an_office_that_the_program_of_before_sealed_verifies(clock: Clock) -> None:
    """The new columns stand at their defaults in what was there already: each old seal holds, and new ones follow."""
    office = Desk(open_store("older.db"), "联络员01", clock, holds=hold_years)
    found = verify(office)
    assert (found.findings, found.head) == ((), Path("older.head").read_text("utf-8"))
    assert isinstance(amend(office, "新来项目", {"section": "招商一股", "flagship": "是"}), Done)
    assert verify(office).findings == ()
    office.store.close()


def test_an_amendment_of_something_else_keeps_them(desk: Desk) -> None:
    add(desk, {"name": "甲", "section": "招商一股", "flagship": "是", "equipment": "300万元"})
    amend(desk, "甲", {"park": "高新区"})
    assert typed(desk, "甲") == ("招商一股", "是", "300万元")


def test_a_ledger_brings_them_corrects_them_and_does_not_empty_them(desk: Desk, tmp_path: Path) -> None:
    head, first, second = PROJECTS
    whole = [[*head, *HEADERS], [*first, "招商一股", "是", 120], [*second, "招商二股", "否", None]]
    assert intake(desk, write_xlsx(tmp_path / "a.xlsx", {"项目": whole})).written
    assert typed(desk, "万骏船舶") == ("招商一股", "是", "120万元")
    assert typed(desk, "恒瑞管桩二期") == ("招商二股", "", "")
    whole[1][-3:] = ["招商三股", None, 150]
    answer = intake(desk, write_xlsx(tmp_path / "b.xlsx", {"项目": whole}))
    assert [change.what for change in answer.changes] == [{"section": ("招商一股", "招商三股"),
                                                           "equipment": ("120万元", "150万元")}]
    without = [list(row) for row in PROJECTS]
    without[1][1] = "盛景集团"
    assert intake(desk, write_xlsx(tmp_path / "c.xlsx", {"项目": without})).written
    assert typed(desk, "万骏船舶") == ("招商三股", "是", "150万元")


def test_many_are_changed_at_once(desk: Desk) -> None:
    for name in "甲乙":
        add(desk, {"name": name})
    assert amend_many(desk, ["P0001", "P0002"], {"section": "招商一股", "flagship": "是"}) == Done(2)
    assert {typed(desk, name) for name in "甲乙"} == {("招商一股", "是", "")}
    assert values_in_use(desk)["section"] == ("招商一股",)


def test_lists_filter_by_them_and_group_by_the_text(desk: Desk) -> None:
    from tui.views import GROUPED_BY

    add(desk, {"name": "甲", "section": "招商一股", "equipment": "2亿元"})
    add(desk, {"name": "乙", "section": "招商二股", "flagship": "是", "equipment": "3000万元"})
    assert set(WHERE) <= set(REGISTER_COLUMNS)
    assert "section" in GROUPED_BY
    held = register(desk)
    for wanted in ({"section": Filter(("招商一股",))}, {"section": Filter(typed="一股")},
                   {"flagship": Filter((False,))}, {"equipment": Filter(typed=">1亿")}):
        assert [held.code(row) for row in sift(held, wanted)] == ["P0001"], wanted
    offered = {(choice.group, choice.value) for choice in choices(held, desk.today(), range(held.n))}
    assert {("section", "招商一股"), ("section", "招商二股"), ("tags", "flagship")} <= offered


def test_commands_take_them_and_print_them(sanxin: Run) -> None:
    sanxin("project", "add", "甲", "--section", "招商一股", "--flagship", "--equipment", "120万元")
    sanxin("project", "amend", "甲", "经办科室=招商二股")
    profile = sanxin("project", "show", "甲", "--json").json["profile"]
    assert (profile["section"], profile["flagship"], profile["equipment"]["text"]) == ("招商二股", True, "120万元")
    assert "经办科室：招商二股" in sanxin("project", "show", "甲").out
    assert "经办科室" in sanxin("project", "add", "--help").out


async def test_a_project_shows_them_and_they_are_edited_there(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("right")
        await edits(officer, "section")
        await officer.types("招商一股")
        await officer.presses("enter")
        assert "经办科室已改为 招商一股" in officer.told()
        await edits(officer, "flagship")
        await officer.presses("right", "enter")
        await edits(officer, "equipment")
        await officer.types("120万元")
        await officer.presses("enter")
    assert typed(office_desk, "万骏船舶") == ("招商一股", "是", "120万元")


@pytest.mark.parametrize("lang", list(Lang))
async def test_the_ledger_has_columns_for_them(make_app: MakeApp, office_desk: Desk, lang: Lang) -> None:
    from tracker.report.lists.register import register_value
    from tui.screens.ledger_columns import grid_column

    amend(office_desk, "P0003", {"section": "招商一股", "flagship": "是", "equipment": "120万元"})
    held, app = register(office_desk), make_app(lang=lang)
    async with sitting(app, WIDE):
        columns = [grid_column(name, held, app.words) for name in WHERE]
        row = held.row_of("P0003")
        assert row is not None
        assert [column.title for column in columns] == [words_of(lang).terms.field[name] for name in WHERE]
        said = ["招商一股", app.words.ledger.yes, "1.2m" if lang is Lang.EN else "120万"]
        assert [column.cell(row)[0] for column in columns] == said
        assert register_value("flagship", True, lang) == app.words.ledger.yes
