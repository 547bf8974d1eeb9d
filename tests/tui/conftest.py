"""A small office of shipyards and wind farms, the app on it, and an officer who types."""

from __future__ import annotations

import gc
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import textual.screen
from textual._compositor import Compositor, LayoutUpdate
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.events import Paste
from textual.geometry import Region
from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.settled import drawn_until, press, settled
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures import targets
from tracker.office.open import hold_years
from tracker.office.outcome import Done
from tracker.office.project import blockers, moves, projects, receipts
from tracker.store.engine import open_store
from tracker.words import Lang
from tui.app import SanxinApp
from tui.widgets.board_view import BoardView
from tui.widgets.text_box import TextBox

textual.screen.UPDATE_PERIOD = 5.0
"""Seconds: `settled` draws a frame when all is done, and nothing else need draw one before."""

CREDIT_CODE = "91430981MA4L16JQ91"
NOW = datetime(2023, 12, 31, 4, tzinfo=UTC)
YI = 10**8 * 100

HOSTILE = ("[/]甲", "=1+1", "{{7*7}}", "A & B <合资>", "[bold]乙[/bold]")


@dataclass
class Standing:
    """The time at the desk; it stands still."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


def day(text: str) -> Day:
    return Day(date.fromisoformat(text))


def sure(outcome: Any) -> Any:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def sit_down(path: Path) -> Desk:
    return Desk(open_store(path), "联络员05", Standing(), holds=hold_years)


def take_in(desk: Desk, name: str, lead: str, *steps: tuple[str, str], **typed: str) -> str:
    """A project with its milestones; a receipt comes in on the day it is funded."""
    filled = {"name": name, "investor": "湖南洞庭投资有限公司", "contract_amount": "1.2亿元", "origin": "境内省外",
              "credit_code": CREDIT_CODE, "park": "高新区", "officer": "联络员05", **typed}
    code: str = sure(projects.add(desk, filled, lead=day(lead), override="同一投资方的另一个项目"))
    for stage, when in steps:
        if stage == "funded":
            sure(receipts.add_receipt(desk, code, day(when), Money(YI // 2)))
        sure(moves.advance(desk, code, [moves.Milepost(Stage(stage), day(when))], override="补录"))
    return code


def furnish(desk: Desk) -> None:
    """Eleven projects in all six stages, two blocked, one paused, one terminated; targets for 2023."""
    take_in(desk, "南洲储能项目", "2023-11-20", contract_amount="", credit_code="")
    take_in(desk, "草尾50MW风电项目", "2023-08-01", ("signed", "2023-12-10"), investor="华电湖南能源有限公司",
            credit_code="", contract_amount="3.25亿元", top500="中国500强")
    wan = take_in(desk, "万骏船舶", "2020-12-16", ("signed", "2021-10-14"), ("registered", "2021-11-09"),
                  investor="湖南万骏船舶有限公司", contract_amount="5000万元", park="船舶产业园", chain_leader="链长乙",
                  hunan_return="是", industry_chain="船舶制造", roles="牵头领导=链长乙；责任单位=水利局")
    take_in(desk, "芦苇综合利用项目", "2023-03-01", ("signed", "2023-11-28"), contract_amount="1亿元")
    take_in(desk, "金莫特电子年产三百万台变压器生产线项目", "2023-02-01", ("signed", "2023-03-10"),
            ("registered", "2023-04-01"), ("funded", "2023-09-05"), investor="深圳金莫特电子有限公司")
    peach = take_in(desk, "桃花江二期", "2022-05-01", ("signed", "2022-06-30"), ("registered", "2022-08-01"),
                    ("funded", "2022-10-08"), contract_amount="2.4亿元", park="船舶产业园")
    take_in(desk, "恒瑞管桩二期", "2023-01-05", ("signed", "2023-02-10"), ("registered", "2023-03-01"),
            ("funded", "2023-05-06"), ("started", "2023-09-05"), contract_amount="3.5亿元")
    take_in(desk, "启航船用配套产业园", "2022-01-05", ("signed", "2022-03-10"), ("registered", "2022-04-01"),
            ("funded", "2022-06-06"), ("started", "2022-09-05"), ("producing", "2023-10-09"), contract_amount="6亿元")
    take_in(desk, "麻地膜生产线", "2023-04-05", ("signed", "2023-05-10"))
    take_in(desk, "宝益服饰", "2022-04-05", ("signed", "2022-05-10"), contract_amount="320万美元", origin="外资")
    take_in(desk, "南大膳储能电站", "2023-12-01")
    shore = sure(blockers.raise_blocker(desk, wan, blockers.Raised(
        "河湖岸线", "河湖岸线审批未通过，涉及南洞庭湖自然保护区实验区，材料两次退回补正", bureau="水利局",
        level="province", raised=day("2023-02-12"), due=day("2023-06-30"))))
    sure(blockers.say(desk, shore, blockers.Word.NOTE, "省厅已受理，等待专家评审", on=day("2023-12-20"), by="水利局"))
    sure(blockers.raise_blocker(desk, peach, blockers.Raised(
        "用地", "林地调规未批", bureau="林业局", raised=day("2023-12-13"))))
    sure(moves.pause(desk, "麻地膜生产线", day("2023-12-01"), "市场原因"))
    sure(moves.terminate(desk, "宝益服饰", day("2023-12-01"), "外方撤资"))
    for key, value in (("new_signed", "4"), ("new_started", "2"), ("new_producing", "1")):
        sure(targets.set_target(desk, 2023, key, value))


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office, made once; each test works on a copy."""
    path = tmp_path_factory.mktemp("furnished") / "office.db"
    desk = sit_down(path)
    furnish(desk)
    desk.store.close()
    return path


@pytest.fixture
def office_desk(furnished: Path, tmp_path: Path) -> Desk:
    """A desk at a copy of the small office."""
    path = tmp_path / "small.db"
    shutil.copyfile(furnished, path)
    return sit_down(path)


@pytest.fixture
def empty(sqlite_template: Path, tmp_path: Path) -> Desk:
    """A desk at an office in which nothing is recorded yet."""
    return sit_down(Path(shutil.copyfile(sqlite_template, tmp_path / "empty.db")))


@pytest.fixture
def desk(office_desk: Desk) -> Desk:
    """A desk whose clock the test can put on."""
    return replace(office_desk, clock=Standing())


@pytest.fixture
def colleague(desk: Desk) -> Desk:
    """Somebody else in the same office."""
    return replace(desk, who="联络员06")


@pytest.fixture(autouse=True)
def _nothing_is_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app keeps what it has read out of the sight of the garbage collector; here one app comes after the other.

    Three megabytes of each would stay, with every widget of it: two gigabytes in the end.
    """
    monkeypatch.setattr(gc, "freeze", lambda: None)


@pytest.fixture(scope="session", autouse=True)
def _css_is_read_once() -> Iterator[None]:
    """Each app reads the style sheets of all widgets; apps with the same theme share what was read."""
    read: dict[frozenset[tuple[str, str]], dict[object, list[RuleSet]]] = {}
    made, set_variables = Stylesheet.__init__, Stylesheet.set_variables

    def share(sheet: Stylesheet) -> None:
        vars(sheet)["_parse_cache"] = read.setdefault(frozenset(sheet._variables.items()), {})

    def made_sharing(sheet: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
        made(sheet, variables=variables)
        share(sheet)

    def set_sharing(sheet: Stylesheet, variables: dict[str, str]) -> None:
        vars(sheet)["_parse_cache"] = {}  # it is cleared when the variables change
        set_variables(sheet, variables)
        share(sheet)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "__init__", made_sharing)
        patch.setattr(Stylesheet, "set_variables", set_sharing)
        yield


@pytest.fixture(scope="session", autouse=True)
def _frames_go_nowhere() -> Iterator[None]:
    """Every widget that a frame shows is rendered; the lines are put together only for somebody who looks at them.

    Without a terminal the app throws a frame away; what a test reads on the screen is put together when it reads it.
    """

    def rendered(compositor: Compositor, crop: Region) -> None:
        for _ in compositor._get_renders(crop):
            pass

    painted = Compositor.render_full_update

    def full(compositor: Compositor, simplify: bool = False) -> LayoutUpdate | None:
        if simplify:  # for a picture
            return painted(compositor, simplify)
        compositor._dirty_regions.clear()
        rendered(compositor, compositor.size.region)
        return None

    def partial(compositor: Compositor) -> None:
        regions = compositor._dirty_regions.copy()
        compositor._dirty_regions.clear()
        if regions:
            rendered(compositor, Region.from_union(regions).intersection(compositor.size.region))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_full_update", full)
        patch.setattr(Compositor, "render_partial_update", partial)
        yield


class TestedApp(SanxinApp):
    """The app as it is, but it looks for changes only where a test wants it to, and what it said stays in the corner.

    On a busy machine a picture would be taken after the words in the corner had gone.
    """

    __test__ = False
    LOOK_AGAIN = 3600.0

    def notify(self, message: str, *, title: str = "", severity: SeverityLevel = "information",
               timeout: float | None = None, markup: bool = True) -> None:
        """Says it for an hour, whatever the time it was to stay."""
        super().notify(message, title=title, severity=severity, timeout=3600.0, markup=markup)


@pytest.fixture
def make_app(office_desk: Desk) -> Callable[..., SanxinApp]:
    """Makes the app on the small office, or on another desk."""

    def make(desk: Desk | None = None, lang: Lang = Lang.ZH) -> SanxinApp:
        return TestedApp(lang=lang, desk=desk or office_desk)

    return make


class Officer:
    """Sits in front of the app: types, waits until it has answered, reads the screen."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        assert isinstance(pilot.app, SanxinApp)
        self.app = pilot.app

    @property
    def board(self) -> BoardView:
        return self.app.screen_stack[0].query_one(BoardView)

    async def waits(self) -> None:
        """Until nothing is being asked of the office any more, and the answer is drawn."""
        await settled(self.pilot)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Until that is so, while something else still goes on; what is on the screen is drawn again each time."""
        await drawn_until(self.pilot, holds)

    async def presses(self, *keys: str) -> None:
        for key in keys:
            await press(self.pilot, key)

    async def types(self, text: str) -> None:
        """Into the field that has the cursor, as an input method hands over whole words."""
        field = self.field()
        if isinstance(field, TextBox):
            field.replace(text, *field.selection, maintain_selection_offset=False)
        else:
            field.replace(text, *field.selection)
        await settled(self.pilot)

    async def pastes(self, text: str) -> None:
        """What lies in the clipboard, as a terminal marks it."""
        self.app.post_message(Paste(text))
        await settled(self.pilot)

    async def clears(self) -> None:
        field = self.field()
        if isinstance(field, TextBox):
            field.text = ""
        else:
            field.value = ""

    def field(self) -> Input | TextBox:
        """The field that has the cursor."""
        field = self.app.focused
        assert isinstance(field, Input | TextBox), field
        return field

    def sees(self) -> str:
        """The screen as text, line by line."""
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def told(self) -> str:
        """What was said in the corner."""
        return "\n".join(notification.message for notification in self.app._notifications)


@asynccontextmanager
async def sitting(app: SanxinApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Officer]:
    """The app running, its office read."""
    async with app.run_test(size=size) as pilot:
        officer = Officer(pilot)
        await officer.waits()
        yield officer
