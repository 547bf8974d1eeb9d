"""Any sequence of moves leaves the projections equal to a replay of the facts."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.office.cards import cards
from tests.office.project.test_moves import CODE
from tests.selection import a_third, in_thirds
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.domain.machines import stage_after
from tracker.domain.money import Money
from tracker.domain.stages import STAGES, Stage
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.project.blockers import BlockerCorrection, Raised, blockers, correct_blocker, raise_blocker, say
from tracker.office.project.moves import Milepost, advance, correct, pause, reopen, resume, revert, terminate
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.records import every_life
from tracker.office.verify import verify
from tracker.store.engine import open_store

DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(Day) | st.just(Day.month(2023, 6)) | st.just(Day.year(2023))
NAMES = st.sampled_from(["甲", "乙", "丙"])


@cache
def three_projects() -> TemporaryDirectory[str]:
    """An office to begin a life with, made once; copying it is quicker than making it for every example."""
    folder: TemporaryDirectory[str] = TemporaryDirectory()
    desk = Desk(open_store(str(Path(folder.name) / "office.db")), "联络员01", lambda: datetime(2024, 1, 1, tzinfo=UTC))
    for name in ("甲", "乙", "丙"):
        add(desk, {"name": name, "contract_amount": "1亿元", "credit_code": CODE}, lead=Day(date(2023, 1, 1)))
    desk.store.close()
    return folder


class Life(RuleBasedStateMachine):
    """Three projects, and an officer who does anything at all to them, allowed or not."""

    @initialize()
    def sits_down(self) -> None:
        self.folder = TemporaryDirectory()
        self.now = datetime(2024, 1, 1, tzinfo=UTC)
        place = Path(self.folder.name) / "office.db"
        shutil.copyfile(Path(three_projects().name) / "office.db", place)
        self.desk = Desk(open_store(str(place)), "联络员01", self.clock)

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @rule(name=NAMES, stages=st.lists(st.sampled_from(STAGES), min_size=1, max_size=3), day=DAYS)
    def moves_on(self, name: str, stages: list[Stage], day: Day) -> None:
        advance(self.desk, name, [Milepost(stage, day) for stage in stages])

    @rule(name=NAMES, day=DAYS)
    def moves_to_the_next(self, name: str, day: Day) -> None:
        (card,) = (card for card in cards(self.desk) if card.name == name)
        following = stage_after(card.stage)
        if following is not None:
            advance(self.desk, name, [Milepost(following, day)])

    @rule(name=NAMES)
    def moves_back(self, name: str) -> None:
        revert(self.desk, name, "退回")

    @rule(name=NAMES, stage=st.sampled_from(STAGES), day=DAYS)
    def corrects(self, name: str, stage: Stage, day: Day) -> None:
        correct(self.desk, name, stage, day=day, reason="更正")

    @rule(name=NAMES, declare=st.sampled_from([pause, resume, terminate, reopen]), day=DAYS)
    def declares(self, name: str, declare: Callable[..., object], day: Day) -> None:
        declare(self.desk, name, day, "理由")

    @rule(name=NAMES, day=DAYS, minor=st.integers(1, 10**12))
    def money_arrives(self, name: str, day: Day, minor: int) -> None:
        add_receipt(self.desk, name, day, Money(minor))

    @rule(number=st.integers(1, 5))
    def a_receipt_is_void(self, number: int) -> None:
        void_receipt(self.desk, number, "录错")

    @rule(name=NAMES, blocking=st.booleans(), day=DAYS)
    def is_blocked(self, name: str, blocking: bool, day: Day) -> None:
        raise_blocker(self.desk, name, Raised("用地", "未落实", blocking=blocking, raised=day))

    @rule(word=st.sampled_from(Word), pick=st.integers(0, 9))
    def something_is_said(self, word: Word, pick: int) -> None:
        listed = blockers(self.desk, verified=True)
        assert isinstance(listed, tuple)
        if listed:
            say(self.desk, listed[pick % len(listed)].id, word, "说明", level="city", due=Day(date(2024, 6, 1)))

    @rule(pick=st.integers(0, 9), category=st.sampled_from(["用地", "环评"]), blocking=st.booleans())
    def a_blocker_is_put_right(self, pick: int, category: str, blocking: bool) -> None:
        listed = blockers(self.desk, verified=True)
        assert isinstance(listed, tuple)
        if listed:
            correction = BlockerCorrection(category, blocking=blocking)
            correct_blocker(self.desk, listed[pick % len(listed)].id, correction, "录错")

    @rule(name=NAMES, park=st.sampled_from(["高新区", "船舶产业园"]))
    def amends(self, name: str, park: str) -> None:
        amend(self.desk, name, {"park": park})

    @invariant()
    def stands_where_the_facts_say(self) -> None:
        assert [f.code for f in examine(self.desk).findings if f.hard] == []

    @invariant()
    def a_project_stands_at_its_furthest_milestone_with_none_missing(self) -> None:
        with self.desk.reading() as session:
            by_facts = {facts.projection().stage for facts in every_life(session).values()}
            assert by_facts == {card.stage for card in cards(self.desk)}

    def teardown(self) -> None:
        assert verify(self.desk).findings == ()
        self.desk.store.close()
        self.folder.cleanup()


def live(life: type[Life]) -> None:
    """Lives some lives, step by step."""
    run_state_machine_as_test(life, settings=settings(
        max_examples=a_third(settings.default.max_examples // 10), deadline=None,
        suppress_health_check=list(HealthCheck)))


@pytest.mark.story
@in_thirds
def test_whatever_an_officer_does_a_project_stands_where_its_facts_say() -> None:
    live(Life)
