"""A list leaves every screen with one key: as a workbook, as text, into the clipboard, as it is seen."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from textual.widgets import Input

from tests.tui.conftest import HOSTILE, Officer, sitting, take_in
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tui.app import SanxinApp
from tui.dialogs import export
from tui.dialogs.export import BookDialog, ExportDialog

MakeApp = Callable[..., SanxinApp]


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> SanxinApp:
    """The app, exporting into a folder of the test."""
    made = make_app()
    made.folder = tmp_path
    return made


at = datetime.fromisoformat


async def exports(officer: Officer, kind: str = "xlsx") -> Path:
    """Exports what is seen under the name that is offered; where the file is."""
    await officer.presses("ctrl+s")
    dialog = officer.app.screen
    assert isinstance(dialog, ExportDialog), officer.told()
    if kind == "csv":
        await officer.presses("right")
    path = officer.app.folder / dialog.query_one("#path", Input).value
    await officer.presses("enter")
    assert "已写好" in officer.sees()
    assert path.is_file()
    await officer.presses("escape")
    return path


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Every sheet of a workbook, row by row; no cell of it is a formula or a link."""
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def head_and_rows(rows: list[list[Any]]) -> tuple[list[str], list[list[Any]]]:
    """The first lines of a list, and behind the empty one its table."""
    empty = next(at for at, row in enumerate(rows) if not any(row))
    return [row[0] for row in rows[:empty]], rows[empty + 1:]


def only(path: Path) -> tuple[list[str], list[list[Any]]]:
    """Head and table of a list of one table."""
    (rows,) = sheets(path).values()
    return head_and_rows(rows)


@pytest.mark.story
async def test_the_ledger_goes_out_as_it_is_seen(app: SanxinApp, office_desk: Desk) -> None:
    """Columns, order, filter and groups; amounts in one unit a column, days as days, text as text."""
    for name in HOSTILE:
        take_in(office_desk, name, "2023-10-01", contract_amount="约0.5亿元", park="船舶产业园", credit_code="")
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("2", "slash")
        await officer.types("2")
        await officer.presses("escape", "end", "right", "right", "f8")  # sorted by amount, the largest first
        whole = await exports(officer)
        await officer.presses("home", "left", "left", "ctrl+g", "slash")
        await officer.types("船舶")
        seen = officer.sees()
        narrowed = await exports(officer)
    assert whole.name == "台账-2023.xlsx"
    head, (titles, *rows) = only(whole)
    assert head == ["2023年台账", "排序 合同金额↓", "共 16 行；2023-12-31 12:00 导出"]
    assert titles[:5] == ["项目名称", "阶段", "合同金额（万元）", "合同金额（万美元）", "合同金额（原文）"]
    assert rows[0][:4] == ["启航船用配套产业园", "投产", 60000, None]
    assert {row[0] for row in rows} >= set(HOSTILE)
    by_name = {row[0]: dict(zip(titles, row, strict=True)) for row in rows}
    assert by_name["宝益服饰"]["合同金额（万美元）"] == 320
    assert by_name["=1+1"]["合同金额（万元）"] == 5000
    assert by_name["=1+1"]["合同金额（原文）"] == "约5000万元"
    assert by_name["万骏船舶"]["进入阶段"] == at("2021-11-09")
    assert by_name["万骏船舶"]["停留（天）"] == 782
    assert by_name["桃花江二期"]["到资（万元）"] == 5000
    assert narrowed.name == "台账-2023-筛选.xlsx"
    head, (_, *rows) = only(narrowed)
    assert "搜索 船舶" in head
    groups = [row[0] for row in rows if str(row[0]).endswith("个）")]
    assert groups
    assert "分组" in "".join(head)
    assert all(group.split("（")[0] in seen for group in groups)


async def test_folded_groups_go_out_folded(app: SanxinApp) -> None:
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("2", "right", "ctrl+g", "minus")
        head, (titles, *rows) = only(await exports(officer))
    assert [row[0] for row in rows] == ["线索（2 个）", "签约（4 个）", "注册（1 个）", "到资（2 个）",
                                         "开工（1 个）", "投产（1 个）"]
    assert "收起的组只有小计：6 组" in head
    assert dict(zip(titles, rows[-1], strict=True))["合同金额（万元）"] == 60000


async def test_the_board_goes_out_stage_by_stage(app: SanxinApp) -> None:
    async with sitting(app) as officer:
        head, (titles, *rows) = only(await exports(officer))
        await officer.presses("f8")
        _, (_, *everything) = only(await exports_over(officer))
    assert head[1] == "已终止的项目不显示" or "终止" in head[1]
    assert titles[:2] == ["项目名称", "编号"]
    assert [row[0] for row in rows if row[1] is None] == [
        "线索（2 个）", "签约（3 个）", "注册（1 个）", "到资（2 个）", "开工（1 个）", "投产（1 个）"]
    assert len(everything) == len(rows) + 1
    assert "宝益服饰" in [row[0] for row in everything]


async def exports_over(officer: Officer) -> Path:
    """Exports over the file that is there: it is asked about first."""
    await officer.presses("ctrl+s")
    path = officer.app.folder / officer.app.screen.query_one("#path", Input).value
    before = path.read_bytes()
    await officer.presses("enter")
    assert "已有" in officer.sees()
    assert path.read_bytes() == before
    await officer.presses("enter")
    assert "已写好" in officer.sees()
    await officer.presses("enter")
    assert not isinstance(officer.app.screen, ExportDialog)
    return path


async def test_blockers_go_out_in_their_order_and_groups(app: SanxinApp) -> None:
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("3", "f9", "f9")
        head, (titles, *rows) = only(await exports(officer))
    assert head[1:3] == ["未销号", "按类别"]
    assert [row[0] for row in rows if isinstance(row[0], str)] == ["河湖岸线（1 个）", "用地（1 个）"]
    shore = next(dict(zip(titles, row, strict=True)) for row in rows if "万骏船舶" in row)
    assert (shore["责任单位"], shore["办结时限"], shore["待"]) == ("水利局", at("2023-06-30"), "省级")
    assert isinstance(shore["历时（工作日）"], int)
    assert shore["最近"] == "2023-12-20 跟进（水利局）：省厅已受理，等待专家评审"


async def test_what_is_counted_and_what_is_not_goes_out(app: SanxinApp) -> None:
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("4", "enter")
        head, (titles, *rows) = only(await exports(officer))
        counted_on_screen = [line for line in officer.lines() if "P00" in line]
        await officer.presses("tab")
        others = await exports(officer)
        _, (other_titles, *other_rows) = only(others)
    assert len(rows) == len(counted_on_screen)
    assert titles[:4] == ["编号", "项目名称", "计入（个）", "日期"]
    assert sum(row[2] for row in rows) == 5
    assert all(isinstance(row[3], datetime) for row in rows)
    assert "新签约" in "".join(head)
    assert "未计入项目" in others.name
    assert other_titles == ["编号", "项目名称", "未计入原因"]
    assert len(rows) + len(other_rows) == 11


@pytest.mark.story
async def test_figures_and_targets_go_out_as_numbers(app: SanxinApp) -> None:
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("4")
        book = sheets(await exports(officer))
        await officer.presses("7")
        _, (titles, *rows) = only(await exports(officer))
    assert list(book) == ["指标", "转化率", "各阶段项目数", "逐月新增"]
    _, (figure_titles, *figures) = head_and_rows(book["指标"])
    assert figure_titles[:6] == ["指标", "目标", "完成", "单位", "完成率（%）", "超序时（百分点）"]
    assert figures[0][1:5] == [4, 5, "个", 125]
    _, (stage_titles, counts) = head_and_rows(book["各阶段项目数"])
    assert dict(zip(stage_titles, counts, strict=True))["投产"] == 1
    assert titles[:3] == ["指标", "目标", "单位"]
    assert rows[0][1] == 4
    assert rows[0][3] == at("2023-12-31 12:00")


@pytest.mark.story
async def test_the_journal_goes_out_to_its_beginning(app: SanxinApp, office_desk: Desk) -> None:
    from tests.office.entries import entries

    async with sitting(app, (140, 45)) as officer:
        await officer.presses("6")
        _, (titles, *rows) = only(await exports(officer))
        await officer.presses("slash")
        await officer.types("万骏")
        await officer.presses("enter")
        narrowed = await exports(officer)
    every = entries(office_desk, limit=10_000)
    assert [row[0] for row in rows] == [entry.id for entry in every]
    assert titles[:4] == ["序号", "时间", "经办人", "事项"]
    assert all(isinstance(row[1], datetime) for row in rows)
    head, (_, *some) = only(narrowed)
    assert head[1] == "搜索：万骏"
    assert 0 < len(some) < len(rows)


async def test_the_review_and_its_health_check_go_out(app: SanxinApp) -> None:
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("8")
        head, (titles, *rows) = only(await exports(officer))
        await officer.presses("tab", "ctrl+s")
        assert "Ctrl+O" in officer.told()
        await officer.presses("tab")
        _, (_, *caught) = only(await exports(officer))
        lines = [line for line in officer.lines() if "天" in line]
    assert head[1] == "2023-W52"
    assert [row[titles.index("项目")] for row in rows] == ["万骏船舶", "桃花江二期"]
    assert rows[0][titles.index("金额（万元）")] == 5000
    assert caught
    assert any(str(caught[0][1]) in line for line in lines)


async def test_the_project_goes_out_fact_by_fact(app: SanxinApp) -> None:
    async with sitting(app, (140, 45)) as officer:
        officer.board.choose("P0003")
        await officer.presses("enter")
        path = await exports(officer)
    assert "万骏船舶" in path.name
    book = sheets(path)
    assert list(book)[:2] == ["历程", "卡点"]
    _, (titles, *rows) = head_and_rows(book["历程"])
    assert rows[1][:2] == ["签约", at("2021-10-14")]
    assert titles[0] == "阶段"


async def test_problems_and_notes_of_an_import_go_out(app: SanxinApp, tmp_path: Path) -> None:
    ledger = tmp_path / "坏.csv"
    ledger.write_text("项目名称,签约时间,合同金额\n=1+1,2023-02-30,1亿元\n甲,2023-01-05,许多\n", "utf-8")
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("5", "ctrl+s")
        assert "没有可以导出的清单" in officer.told()
        await officer.presses("slash")
        await officer.types(str(ledger))
        await officer.presses("enter", "tab", "tab", "tab")
        head, (titles, *rows) = only(await exports(officer))
    assert head[1] == "坏.csv"
    assert titles == ["表", "行", "列", "种类", "原值", "问题与办法"]
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        (2, "B", "没有这一天", "2023-02-30"), (3, "C", "不是金额", "许多")]


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=3)
@pytest.mark.parametrize("screen", [*"12345678", "enter"])
async def test_the_whole_book_goes_out_from_every_screen_and_is_known_again(app: SanxinApp, office_desk: Desk,
                                                                            screen: str) -> None:
    async with sitting(app, (140, 45)) as officer:
        await officer.presses(screen, "9")
        assert "导出：整本台账" in officer.sees()
        path = app.folder / officer.app.screen.query_one("#path", Input).value
        await officer.presses("enter")
        assert "已写好" in officer.sees()
        assert "表里放不下、仍在库中：" in officer.sees().replace("\n", "")
        await officer.presses("enter")
        assert not isinstance(officer.app.screen, BookDialog)
    assert path.name == "整本台账-2023-12-31.xlsx"
    assert set(sheets(path)) == {"项目台账", "到资明细", "卡点清单", "目标任务"}
    again = intake(office_desk, path)
    assert again.problems == again.changes == ()
    assert not any(one["added"] or one["corrected"] for one in again.every_count().values())


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("key", "again"), [("9", "9"), ("ctrl+s", "9")])
async def test_a_key_pressed_twice_leaves_the_name_as_it_is(app: SanxinApp, key: str, again: str) -> None:
    """The form takes no typing before the officer goes to the name; what was written cannot be named anew."""
    async with sitting(app) as officer:
        await officer.presses("2", key)
        name = officer.app.screen.query_one("#path", Input).value
        assert "99" not in name
        await officer.presses(again, again)
        assert officer.app.screen.query_one("#path", Input).value == name
        await officer.presses("enter")
        assert "已写好" in officer.sees()
        assert (app.folder / name).is_file()
        await officer.presses(again, "tab", again)
        assert officer.app.screen.query_one("#path", Input).value == name
        await officer.presses("enter", key, "tab", "end", again)
        assert officer.app.screen.query_one("#path", Input).value == f"{name}9"


async def test_the_whole_book_is_found_in_the_palette_replaced_when_asked_and_stopped(
        app: SanxinApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(app) as officer:
        await officer.presses("9")
        path = app.folder / officer.app.screen.query_one("#path", Input).value
        path.write_bytes(b"here before")
        await officer.presses("enter")
        assert "已有" in officer.sees()
        assert path.read_bytes() == b"here before"
        dialog = officer.app.screen
        assert isinstance(dialog, BookDialog)

        def stopped(desk: Desk, told: Any) -> None:
            dialog._stopping.set()
            told(1, 2)

        with monkeypatch.context() as patched:
            patched.setattr(export, "book_of", stopped)
            await officer.presses("enter")
        assert "已停止" in officer.sees()
        assert path.read_bytes() == b"here before"
        await officer.presses("escape", "ctrl+p")
        await officer.types("zhengben")
        await officer.presses("enter", "tab")
        await officer.clears()
        await officer.types("年底备份")
        await officer.presses("enter")
        assert "已写好" in officer.sees()
    assert load_workbook(app.folder / "年底备份.xlsx").sheetnames[0] == "项目台账"


async def test_csv_is_read_by_a_spreadsheet_and_calculates_nothing(app: SanxinApp, office_desk: Desk) -> None:
    for name in (*HOSTILE, "+7", "-8", "@九"):
        take_in(office_desk, name, "2023-10-01", credit_code="", contract_amount="1234.5万元")
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("2")
        path = await exports(officer, "csv")
    assert path.suffix == ".csv"
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["2023年台账"]
    empty = rows.index([])
    by_name = {row[0]: row for row in rows[empty + 2:]}
    assert {"'=1+1", "'+7", "'-8", "'@九", "[/]甲", "A & B <合资>"} < set(by_name)
    assert "1234.5" in by_name["'=1+1"]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


async def test_a_list_goes_into_the_clipboard(app: SanxinApp, office_desk: Desk) -> None:
    take_in(office_desk, "=1+1", "2023-10-01", credit_code="")
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("2", "ctrl+s", "right", "right", "enter")
        assert not isinstance(officer.app.screen, ExportDialog)
        assert "已复制 12 行" in officer.told()
        lines = officer.app.clipboard.splitlines()
    assert lines[0] == "2023年台账"
    titles = lines[lines.index("") + 1].split("\t")
    rows = [line.split("\t") for line in lines[lines.index("") + 2:]]
    assert all(len(row) == len(titles) for row in rows)
    assert [row[0] for row in rows if "1+1" in row[0]] == ["'=1+1"]


async def test_a_list_too_long_for_the_clipboard_is_refused(app: SanxinApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST", 100)
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("2", "ctrl+s", "right", "right", "enter")
        assert "剪贴板放不下" in officer.sees()
        assert officer.app.clipboard == ""


async def test_writing_can_be_stopped_and_leaves_nothing(app: SanxinApp, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    write = export.write_list

    def slow(*args: Any, **named: Any) -> object:
        begun.set()
        go_on.wait(10)
        return write(*args, **named)

    monkeypatch.setattr(export, "write_list", slow)
    before = set(tmp_path.iterdir())
    async with sitting(app) as officer:
        await officer.presses("2", "ctrl+s")
        await officer.pilot.press("enter")
        await officer.until(begun.is_set)
        await officer.pilot.press("escape")
        await officer.pilot.pause()
        go_on.set()
        await officer.waits()
        assert "已停止" in officer.sees()
    assert {path for path in tmp_path.iterdir() if path.suffix == ".xlsx"} <= before


async def test_what_cannot_be_written_is_said_in_the_form(app: SanxinApp) -> None:
    async with sitting(app) as officer:
        await officer.presses("ctrl+s", "down")
        await officer.clears()
        await officer.types("没有这个文件夹/台账")
        await officer.presses("enter")
        assert "没有“" in officer.sees()
        assert isinstance(officer.app.screen, ExportDialog)


async def test_the_folder_is_remembered_and_the_file_opened(app: SanxinApp, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def here(path: Path) -> bool:
        opened.append(path)
        return len(opened) > 1

    monkeypatch.setattr("tui.opener.opened_here", here)
    folder = tmp_path / "会上"
    folder.mkdir()
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("ctrl+s", "down")
        await officer.clears()
        await officer.types("会上/看板.2023")
        await officer.presses("enter")
        assert (folder / "看板.2023.xlsx").is_file()
        assert officer.app.folder == folder
        await officer.presses("ctrl+o")
        assert "打不开" in officer.told()
        await officer.presses("ctrl+o")
        assert opened == [folder / "看板.2023.xlsx"] * 2
        assert not isinstance(officer.app.screen, ExportDialog)


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")


