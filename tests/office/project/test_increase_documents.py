"""A capital increase has its documents, which go with it; a contract amount tells the increases it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.office.build import WAN, YI, made, on, put
from tests.office.project.test_changes import codes, done, explained, shown
from tracker.domain.money import Money
from tracker.domain.reasons import Code
from tracker.domain.restating import Restates, Restating
from tracker.office.desk import Desk
from tracker.office.figures.explained import Proof
from tracker.office.journal.undo import undo
from tracker.office.outcome import NotTaken
from tracker.office.project.changes import change, increase, void_change
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.proofs import move
from tracker.office.verify import verify
from tracker.office.yearend.closing import close_year
from tracker.report.lists.figures import counted_table
from tracker.words import Lang

pytestmark = pytest.mark.both_databases


@pytest.fixture
def office(desk: Desk) -> Desk:
    put(desk, made("甲项目", "2021-01-05", "2021-03-01", investor="甲公司", contract_minor=YI),
        made("乙项目", "2021-01-05"))
    return desk


@pytest.fixture
def grown(office: Desk) -> int:
    """The number of an increase."""
    return int(done(increase(office, "甲项目", on("2021-06-18"), Money(5000 * WAN), note="第二轮")))


def proofs(desk: Desk) -> list[list[str]]:
    """The numbers of the documents of each increase."""
    return [[paper.number for paper in step.documents] for step in shown(desk).changes]


def test_a_document_proves_an_increase_and_goes_with_it(office: Desk, grown: int, tmp_path: Path) -> None:
    path = tmp_path / "补充协议.pdf"
    path.write_bytes(b"%PDF-1.4")
    number = done(attach(office, "甲项目", Paper("contract", "补1", path=path), change_id=grown))
    assert proofs(office) == [["补1"]]
    assert [paper.change_id for paper in shown(office).documents] == [grown]
    assert [len(shown(office, until=date(2021, 6, day)).documents) for day in (17, 18)] == [0, 1]
    moved = done(move(office, number))
    assert proofs(office) == [[]]
    assert codes(move(office, moved, change_id=grown + 99)) == [Code.UNKNOWN_CHANGE]
    again = done(move(office, moved, change_id=grown))
    assert codes(move(office, again, change_id=grown)) == [Code.NOTHING_CHANGES]
    outcome = void_change(office, grown, "那时还没有")
    done(outcome)
    assert [note.code for note in getattr(outcome, "notes", ())] == [Code.EVIDENCE_GONE]
    assert (shown(office).changes, [paper.number for paper in shown(office).offered]) == ((), ["补1"])
    done(undo(office, "没有错"))
    assert (proofs(office), shown(office).offered) == ([["补1"]], ())
    assert verify(office).is_sound


def test_only_an_increase_of_the_project_is_proven(office: Desk, grown: int) -> None:
    done(change(office, "甲项目", {"investor": "丙公司"}, on("2022-01-01")))
    (other,) = (step.id for step in shown(office).changes if step.id != grown)
    for project, wrong in (("甲项目", other), ("甲项目", 999), ("乙项目", grown)):
        assert codes(attach(office, project, Paper("contract"), change_id=wrong)) == [Code.UNKNOWN_CHANGE]
    assert not shown(office).documents


def test_an_increase_that_has_a_document_is_not_undone_under_it(office: Desk, grown: int) -> None:
    entry = shown(office).journal[0].id
    done(attach(office, "甲项目", Paper("contract", "补1"), change_id=grown))
    assert codes(undo(office, "错了", entry)) == [Code.BUILT_ON]
    done(undo(office, "错了"))
    done(undo(office, "错了", entry))
    assert shown(office).changes == ()


def test_a_contract_amount_tells_the_increases_behind_it_with_their_documents(office: Desk, grown: int) -> None:
    done(increase(office, "甲项目", on("2022-10"), Money(1000 * WAN)))
    done(attach(office, "甲项目", Paper("contract", "补1"), change_id=grown))

    def told(key: str, until: date) -> list[tuple[str, int, tuple[Proof, ...]]]:
        (project,) = explained(office, key, until).counted
        return [(str(one.day), one.amount.minor, one.evidence) for one in project.facts[0].increases]

    first = ("2021-06-18", 5000 * WAN, (Proof("contract", "补1", None),))
    assert told("amount", date(2021, 12, 31)) == [first]
    assert told("amount", date(2021, 6, 17)) == []
    assert told("signed_amount", date(2021, 12, 31)) == []
    assert told("increased", date(2021, 12, 31)) == [first]
    assert told("increased", date(2022, 12, 31)) == [("2022-10", 1000 * WAN, ())]
    (counted,) = explained(office, "amount", date(2021, 12, 31)).counted
    listed = counted_table([(counted, counted.facts[0])], "亿元", Lang.ZH)
    (column,) = (column for column in listed.columns if column.name == "increases")
    assert column.value(listed.rows[0]) == "增资 2021-06-18 5000万元 正式合同 补1"
    assert (counted.share, counted.facts[0].amount) == ("1.5", Money(15000 * WAN))


def test_a_document_of_an_increase_of_a_closed_year_is_a_restatement(office: Desk, grown: int, clock: Clock) -> None:
    clock.at = datetime(2024, 1, 20, tzinfo=UTC)
    done(close_year(office, 2021, "先报"))
    with pytest.raises(NotTaken) as error:
        attach(office, "甲项目", Paper("contract", "补1"), change_id=grown)
    assert [reason.code for reason in error.value.refusal.reasons] == [Code.YEAR_CLOSED]
    assert proofs(office) == [[]]
    restating = replace(office, restating=Restating(Restates.LATE, "补交"))
    done(attach(restating, "甲项目", Paper("contract", "补1"), change_id=grown))
    assert proofs(office) == [["补1"]]
