"""Eight officers at eight machines move the same projects on and record money: nothing acknowledged is lost."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from tests.office.cards import cards
from tests.office.project.test_moves import CODE, d
from tests.office.project.test_projects import shown
from tests.store.crowd import SECONDS, address, crowd
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.rights import Role
from tracker.domain.stages import STAGES, Stage
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.open import open_desk
from tracker.office.outcome import Done
from tracker.office.project.moves import Milepost, advance, pause, resume, revert
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.server_office import grant_role, set_up_office
from tracker.office.verify import verify
from tracker.store.engine import Store
from tracker.store.granted import GRANTED
from tracker.store.location import locate, logged_in_as
from tracker.store.query import JOURNAL

pytestmark = pytest.mark.both_databases

SLIPS = 10
PROJECTS = ("甲", "乙")


def name_of(number: int) -> str:
    return f"联络员{number:02}"


def sits_down(where: str, number: int) -> Desk:
    return open_desk(logged_in_as(where, name_of(number)), who=name_of(number))


def grants(where: str, officers: int) -> None:
    """On a server each officer has a login."""
    if not locate(where).path:
        owner = set_up_office(where)
        assert isinstance(owner, Desk)
        for number in range(officers):
            assert isinstance(grant_role(owner, Role.OFFICER, name_of(number)), Done)
        owner.store.close()


def works_a_morning(number: int, where: str) -> tuple[list[int], list[str]]:
    """Records slips on every project and moves on whatever will move; answers with what was acknowledged."""
    desk = sits_down(where, number)
    receipts, moves = [], []
    for slip in range(SLIPS):
        day = Day(date(2023, 1, 2) + timedelta(days=number))
        done = add_receipt(desk, "甲" if slip % 2 else "乙", day, Money(number * 1000 + slip + 1))
        assert isinstance(done, Done)
        receipts.append(done.value)
        for name in ("甲", "乙"):
            stage = STAGES[1 + slip % 5]
            if isinstance(advance(desk, name, [Milepost(stage, d("2023-06-01"))]), Done):
                moves.append(f"{name}{stage}")
    desk.store.close()
    return receipts, moves


@pytest.mark.story
@pytest.mark.long(database="postgresql")
@pytest.mark.long(officers=8)
@pytest.mark.parametrize("officers", [3, 8])
def test_processes_advancing_and_recording_lose_nothing(desk: Desk, store: Store, officers: int) -> None:
    for name in ("甲", "乙"):
        add(desk, {"name": name, "contract_amount": "1亿元", "credit_code": CODE}, lead=d("2023-01-01"))
    grants(address(store), officers)
    answers = crowd(works_a_morning, address(store), members=officers)
    acknowledged = [receipt for receipts, _ in answers for receipt in receipts]
    kept = [receipt for name in ("甲", "乙") for receipt in shown(desk, name).receipts]
    assert sorted(receipt.id for receipt in kept) == sorted(acknowledged)
    assert sum(receipt.amount.minor for receipt in kept) == sum(
        number * 1000 + slip + 1 for number in range(officers) for slip in range(SLIPS))
    moved = sorted(move for _, moves in answers for move in moves)
    assert moved == sorted(f"{name}{stage}" for name in ("甲", "乙") for stage in STAGES[1:]), "each move counts once"
    assert {card.stage for card in cards(desk)} == {Stage.PRODUCING}
    assert [f.code for f in examine(desk).findings if f.hard] == []
    assert {line.who for line in shown(desk, "甲").journal} == {"联络员01"} | {f"联络员{n:02}" for n in range(officers)}


def moves_on(number: int, where: str, projects: int, moves: int) -> list[tuple[str, str]]:
    """Moves on, back, pauses or resumes whatever project comes up; answers with what was acknowledged."""
    desk, drawn = sits_down(where, number), Random(number)
    acknowledged: list[tuple[str, str]] = []
    while len(acknowledged) < moves:
        name = f"项目{drawn.randrange(projects)}"
        action, outcome = _one_move(desk, name, drawn)
        if isinstance(outcome, Done):
            acknowledged.append((action, name))
    desk.store.close()
    return acknowledged


def _one_move(desk: Desk, name: str, drawn: Random) -> tuple[str, object]:
    """What a project that stands anywhere may be asked: another officer may have been there first, who then decides."""
    kind, day = drawn.randrange(4), d("2023-06-01")
    if kind == 0:
        return "project.pause", pause(desk, name, day, "等用地")
    if kind == 1:
        return "project.resume", resume(desk, name, day, "用地已批")
    if kind == 2:
        return "project.revert", revert(desk, name, "日期报错")
    return "project.advance", advance(desk, name, [Milepost(drawn.choice(STAGES[1:3]), day)])


@pytest.mark.story
@pytest.mark.long(officers=8)
@pytest.mark.long(database="postgresql")
@pytest.mark.parametrize(("officers", "projects", "moves"), [(3, 20, 20), (8, 500, 1_000)])
def test_thousands_of_moves_are_each_made_once(desk: Desk, store: Store, officers: int, projects: int, moves: int
                                               ) -> None:
    """Whoever is told that a move was made finds it in the journal once, and no other is there."""
    for project in range(projects):
        assert isinstance(add(desk, {"name": f"项目{project}", "contract_amount": "1亿元", "credit_code": CODE},
                              lead=d("2023-01-01")), Done)
    with desk.reading() as session:
        begun = session.scalar(select(func.max(JOURNAL.c.id)))
    grants(address(store), officers)
    answers = crowd(moves_on, address(store), projects, moves, members=officers, seconds=SECONDS * officers)
    acknowledged = Counter(one for answer in answers for one in answer)
    assert acknowledged.total() == officers * moves
    with desk.reading() as session:
        journal = session.execute(select(JOURNAL.c.action, JOURNAL.c.subject).where(
            JOURNAL.c.id > begun, JOURNAL.c.action != GRANTED)).all()
    made = Counter((action, subject.partition(" ")[2]) for action, subject in journal)
    assert made == acknowledged
    assert verify(desk).is_sound, "chain and rows agree"
    assert [finding.code for finding in examine(desk).findings if finding.hard] == [], "and projections with the facts"
