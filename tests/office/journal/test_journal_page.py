"""The journal page by page, narrowed by who, project and action; and what an entry recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import Make
from tests.office.entries import entries
from tests.office.journal.test_undo import sure
from tests.office.project.test_moves import d
from tracker.domain.blocking import Word
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.targets import set_target
from tracker.office.journal.journal import Sought, journal_page, recorded
from tracker.office.journal.undo import Undoable, try_undo, undo
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.bulk import amend_many
from tracker.office.project.detail import Many
from tracker.office.project.evidence import Paper
from tracker.office.project.moves import Milepost, advance, correct, pause, terminate
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt

pytestmark = pytest.mark.both_databases

SHIP = "万骏船舶"


@pytest.mark.every_case
@pytest.mark.parametrize("of", ["？", None, [1], {}, 3.5, 2, 10**30])
def test_an_undo_of_another_shape_undoes_nothing(desk: Desk, of: Any) -> None:
    """Whatever wrote it: the journal is shown, and the officer's last action is found."""
    sure(add(desk, {"name": SHIP}, lead=d("2023-01-10")))
    with desk.unit() as unit:
        unit.entry("undo", detail={"of": of})
    page = journal_page(desk)
    assert (list(page.of.values()), page.undone) == ([""], frozenset())
    last = try_undo(desk)
    assert isinstance(last, Undoable)
    assert last.line.action == "project.add"


def days_work(desk: Desk) -> None:
    sure(add(desk, {"name": SHIP}, lead=d("2023-01-10")))
    sure(add_receipt(desk, SHIP, d("2023-04-01"), Money(10**9), papers=(Paper("bank_slip", "1"),)))
    sure(raise_blocker(desk, SHIP, Raised("用地", "林地调规未批", raised=d("2023-04-02"))))
    other = replace(desk, who="李四")
    sure(add(other, {"name": "甲"}, lead=d("2023-01-10")))
    sure(say(other, 1, Word.NOTE, "已上会", by="林业局"))


@pytest.fixture
def busy(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """An office after a day's work of two."""
    return prepared(days_work)[0]


def test_pages_go_on_where_the_one_before_ended(busy: Desk) -> None:
    first = journal_page(busy, limit=2)
    assert first.more
    second = journal_page(busy, limit=3, before=first.lines[-1].id)
    assert not second.more
    assert [*first.lines, *second.lines] == list(entries(busy))
    assert journal_page(busy, limit=2, before=first.lines[-1].id).lines == second.lines[:2]


@pytest.mark.every_case
@pytest.mark.parametrize(("typed", "found"), [
    (["李四"], ["blocker.note", "project.add"]), (["李四", "万骏"], ["blocker.note"]),
    (["wjcb"], ["blocker.note", "blocker.raise", "receipt.add", "project.add"]), (["上会"], ["blocker.note"]),
    (["%"], []), (["李四", "登记到资"], []),
])
def test_what_is_typed_narrows_it(busy: Desk, typed: list[str], found: list[str]) -> None:
    sought = [Sought(text, ("receipt.add",) if text == "登记到资" else ()) for text in typed]
    assert [line.action for line in journal_page(busy, sought=sought).lines] == found
    sought = [Sought("登记到资", ("receipt.add",))]
    assert [line.action for line in journal_page(busy, sought=sought).lines] == ["receipt.add"]


def test_an_undo_names_what_it_took_back_and_that_is_marked(busy: Desk) -> None:
    noted = entries(busy)[0].id
    other = replace(busy, who="李四")
    done = sure(undo(other, "没有上会", noted))
    page = journal_page(busy)
    assert page.of == {page.lines[0].id: "blocker.note"}
    assert page.undone == {noted} == {done.id}
    assert page.codes[done.id] == "P0001"
    sure(undo(other, "上过会", page.lines[0].id))
    assert journal_page(busy).undone == {page.lines[0].id}


def _said(facts: Any) -> list[tuple[str, dict[str, str]]]:
    return [(fact.kind, {name: str(value) for name, value in fact.says}) for fact in facts]


@pytest.mark.story(keep=1)
def test_an_entry_tells_what_it_recorded_and_superseded(busy: Desk) -> None:
    sure(amend(busy, SHIP, {"park": "高新区"}))
    rows = recorded(busy, entries(busy)[0].id)
    assert (rows.count_added, rows.count_ended, rows.changes) == (1, 1, {"park": ["", "高新区"]})
    sure(void_receipt(busy, 1, "录错"))
    rows = recorded(busy, entries(busy)[0].id)
    assert [kind for kind, _ in _said(rows.ended)] == ["Receipt", "Evidence"]
    assert rows.added == ()
    for does, kind in ((lambda: correct(busy, SHIP, Stage.LEAD, day=d("2023-01-02"), reason="更正"), "Milestone"),
                       (lambda: pause(busy, SHIP, d("2023-05-01"), "市场"), "StatusChange"),
                       (lambda: terminate(busy, SHIP, d("2023-05-01"), "撤资"), "StatusChange"),
                       (lambda: set_target(busy, 2023, "new_signed", "36"), "Target"),
                       (lambda: say(busy, 1, Word.DUE, "延期", due=d("2024-02-01")), "BlockerWord"),
                       (lambda: raise_blocker(busy, SHIP, Raised("环评", "未批")), "Blocker")):
        sure(does())
        assert _said(recorded(busy, entries(busy)[0].id).added)[0][0] == kind
    assert recorded(busy, 9999).count_added == 0


@pytest.fixture
def handed_over(busy: Desk) -> tuple[str, ...]:
    """Forty more projects, and one change of the officer of all of them."""
    codes = tuple(sure(add(busy, {"name": f"项目{number:02}"}, lead=d("2023-01-10"))) for number in range(40))
    sure(amend_many(busy, codes, {"officer": "联络员03", "park": "高新区"}, reason="分工调整"))
    return codes


@pytest.mark.story
@pytest.mark.long(database="postgresql")
def test_what_was_done_to_many_at_once_is_one_line_on_any_page(busy: Desk, handed_over: tuple[str, ...]) -> None:
    assert len([one for one in entries(busy) if one.action == "project.amend"]) == len(handed_over)
    for limit in (1, 7, 40, 200):
        found, before = list(journal_page(busy, limit=limit).lines), journal_page(busy, limit=limit)
        while before.more:
            before = journal_page(busy, limit=limit, before=found[-1].id)
            found += before.lines
        assert [one.many for one in found if one.action == "project.amend"] == [Many(40, ("park", "officer"))]
        assert len({one.id for one in found}) == len(found) == 46
    assert journal_page(busy, limit=1).codes == {}
    (narrowed,) = journal_page(busy, sought=[Sought("项目07"), Sought("修改", ("project.amend",))]).lines
    assert narrowed.many == Many(40, ("park", "officer"))


@pytest.mark.story
@pytest.mark.long(database="postgresql")
def test_it_opens_project_by_project_and_is_undone_as_a_whole(busy: Desk, handed_over: tuple[str, ...]) -> None:
    head = journal_page(busy, limit=1).lines[0]
    rows = recorded(busy, head.id)
    assert [code for code, _ in rows.members] == list(handed_over)
    assert rows.members[3][1].detail["changes"] == {"park": ["", "高新区"], "officer": ["", "联络员03"]}
    assert (rows.count_added, rows.count_ended) == (40, 40)
    looked = try_undo(busy)
    assert isinstance(looked, Undoable)
    assert looked.line.many == Many(40, ("park", "officer"))
    assert sure(undo(busy, "弄错了", head.id)).many == Many(40, ("park", "officer"))
    back = journal_page(busy, limit=2)
    assert [one.action for one in back.lines] == ["undo", "project.amend"]
    assert back.lines[0].many == Many(40)
    assert back.undone == {back.lines[1].id}
    assert back.of == {back.lines[0].id: "project.amend"}


def test_several_stages_of_one_project_are_not_many(desk: Desk) -> None:
    code = sure(add(desk, {"name": SHIP, "contract_amount": "1亿元"}, lead=d("2023-01-10")))
    sure(advance(desk, code, [Milepost(Stage.SIGNED, d("2023-02-01"))], override="补录", mend={"park": "高新区"}))
    assert all(one.many is None for one in journal_page(desk).lines)
