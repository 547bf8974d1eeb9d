"""The journal page by page, narrowed by who, project and action; and what an entry recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.office.journal.test_undo import sure
from tests.office.project.test_moves import d
from tracker.domain.blocking import Word
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.targets import set_target
from tracker.office.journal.journal import Sought, entries, page, recorded
from tracker.office.journal.undo import undo
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.evidence import Paper
from tracker.office.project.moves import correct, pause, terminate
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt

pytestmark = pytest.mark.both_databases

SHIP = "万骏船舶"


@pytest.fixture
def busy(desk: Desk) -> Desk:
    sure(add(desk, {"name": SHIP}, lead=d("2023-01-10")))
    sure(add_receipt(desk, SHIP, d("2023-04-01"), Money(10**9), papers=(Paper("bank_slip", "1"),)))
    sure(raise_blocker(desk, SHIP, Raised("用地", "林地调规未批", raised=d("2023-04-02"))))
    other = replace(desk, who="李四")
    sure(add(other, {"name": "甲"}, lead=d("2023-01-10")))
    sure(say(other, 1, Word.NOTE, "已上会", by="林业局"))
    return desk


def test_pages_go_on_where_the_one_before_ended(busy: Desk) -> None:
    first = page(busy, limit=2)
    assert first.more
    second = page(busy, limit=3, before=first.lines[-1].id)
    assert not second.more
    assert [*first.lines, *second.lines] == list(entries(busy))
    assert entries(busy, limit=2, before=first.lines[-1].id) == second.lines[:2]


@pytest.mark.parametrize(("typed", "found"), [
    (["李四"], ["blocker.note", "project.add"]), (["李四", "万骏"], ["blocker.note"]),
    (["wjcb"], ["blocker.note", "blocker.raise", "receipt.add", "project.add"]), (["上会"], ["blocker.note"]),
    (["%"], []), (["李四", "登记到资"], []),
])
def test_what_is_typed_narrows_it(busy: Desk, typed: list[str], found: list[str]) -> None:
    sought = [Sought(text, ("receipt.add",) if text == "登记到资" else ()) for text in typed]
    assert [line.action for line in page(busy, sought=sought).lines] == found
    assert [line.action for line in page(busy, sought=[Sought("登记到资", ("receipt.add",))]).lines] == ["receipt.add"]


def test_an_undo_names_what_it_took_back_and_that_is_marked(busy: Desk) -> None:
    noted = entries(busy)[0].id
    other = replace(busy, who="李四")
    done = sure(undo(other, "没有上会", noted))
    found = page(busy)
    assert found.of == {found.lines[0].id: "blocker.note"}
    assert found.undone == {noted} == {done.id}
    assert found.codes[done.id] == "P0001"
    sure(undo(other, "上过会", found.lines[0].id))
    assert page(busy).undone == {found.lines[0].id}


def _said(facts: Any) -> list[tuple[str, dict[str, str]]]:
    return [(fact.kind, {name: str(value) for name, value in fact.says}) for fact in facts]


def test_an_entry_tells_what_it_recorded_and_superseded(busy: Desk) -> None:
    sure(amend(busy, SHIP, {"park": "高新区"}))
    found = recorded(busy, entries(busy)[0].id)
    assert (found.count_added, found.count_ended, found.changes) == (1, 1, {"park": ["", "高新区"]})
    sure(void_receipt(busy, 1, "录错"))
    found = recorded(busy, entries(busy)[0].id)
    assert [kind for kind, _ in _said(found.ended)] == ["Receipt", "Evidence"]
    assert found.added == ()
    for does, kind in ((lambda: correct(busy, SHIP, Stage.LEAD, day=d("2023-01-02"), reason="更正"), "Milestone"),
                       (lambda: pause(busy, SHIP, d("2023-05-01"), "市场"), "StatusChange"),
                       (lambda: terminate(busy, SHIP, d("2023-05-01"), "撤资"), "StatusChange"),
                       (lambda: set_target(busy, 2023, "new_signed", "36"), "Target"),
                       (lambda: say(busy, 1, Word.DUE, "延期", due=d("2024-02-01")), "BlockerWord"),
                       (lambda: raise_blocker(busy, SHIP, Raised("环评", "未批")), "Blocker")):
        sure(does())
        assert _said(recorded(busy, entries(busy)[0].id).added)[0][0] == kind
    assert recorded(busy, 9999).count_added == 0
