"""Pictures of the figures, the lists behind them, and the targets, at 80x24 and 140x45."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.ledger.made import write_xlsx
from tests.tui.conftest import Officer, sure
from tests.tui.test_pictures import SIZES, Compare, MakeApp, prepared
from tracker.office.auditing.answering_audit import answer_audit
from tracker.office.auditing.audited import audit
from tracker.office.reconciling.taking import take_list
from tracker.words import Lang
from tui.screens.figures_rows import SubTotalOf
from tui.widgets.page import Page

Does = Callable[[Officer], Awaitable[None]]


async def figures(officer: Officer) -> None:
    await officer.presses("4")


async def months(officer: Officer) -> None:
    await officer.presses("4", "right", "end")


async def parts(officer: Officer) -> None:
    await officer.presses("4", "tab", "tab", "tab", "right", "right", "right")


async def part(officer: Officer) -> None:
    await parts(officer)
    page = officer.app.screen.query_one(Page)
    while page.row is None or not isinstance(page.row.to, SubTotalOf):
        await officer.presses("down")
    while page.row is None or not isinstance(page.row.to, SubTotalOf) or page.row.to.key != "out_of_province":
        await officer.presses("left")
    await officer.presses("enter")


async def not_now(officer: Officer) -> None:
    await officer.presses("4", "f2")
    await officer.types("2023-10")
    await officer.presses("tab")
    await officer.types("2024")


async def counted(officer: Officer) -> None:
    await officer.presses("4", "down", "down", "down", "enter")


async def others(officer: Officer) -> None:
    await officer.presses("4", "enter", "tab")


async def closing(officer: Officer) -> None:
    await officer.presses("4", "f4")


async def closing_form(officer: Officer) -> None:
    await officer.presses("4", "left_square_bracket", "f4", "f2")


async def reconciling(officer: Officer) -> None:
    rows = [["序号", "项目名称", "合同金额（万元）"], [1, "恒瑞管桩二期", 1], [2, "外地厂", 5000]]
    with TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "认定表.xlsx", {"认定表": rows})
        desk = officer.app.desk
        assert desk is not None
        sure(take_list(desk, path, "new_signed", year=2023, body="市商务局"))
    await officer.presses("4", "f5")


async def auditing(officer: Officer) -> None:
    desk = officer.app.desk
    assert desk is not None
    sure(answer_audit(desk, 2023, [audit(desk, 2023).questions[0].id], "进账单在卷，台账记的是入账日"))
    await officer.presses("4", "f6", "x", "x")


async def auditing_form(officer: Officer) -> None:
    await officer.presses("4", "f6", "x", "x", "enter")


async def targets(officer: Officer) -> None:
    await officer.presses("7")


async def refused(officer: Officer) -> None:
    await officer.presses("7", "down", "enter")
    await officer.clears()
    await officer.types("若干")


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", list(Lang), ids=["zh", "en"])
@pytest.mark.parametrize("does", [figures, months, parts, part, not_now, counted, others, closing, closing_form,
                                  reconciling, auditing, auditing_form, targets, refused])
def test_the_screen(snap_compare: Compare, make_app: MakeApp, does: Does, lang: Lang, size: tuple[int, int]) -> None:
    """What an officer sees."""
    assert snap_compare(make_app(lang=lang), terminal_size=size, run_before=prepared(does))


def test_figures_in_ascii(snap_compare: Compare, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """For terminals that draw boxes two cells wide."""
    monkeypatch.setenv("SANXIN_ASCII", "1")
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=prepared(figures))
