"""`-o FILE` on every command that lists: the same list as it prints, in the form the end of the name says."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import HOSTILE, Run
from tracker.cli import main

LISTS = [("project", "list"), ("blocker", "list"), ("journal",), ("project", "history", "P0001"),
         ("evidence", "list", "P0001"), ("rollup", "2023"), ("explain", "2023", "new_signed"), ("target", "list"),
         ("review", "show"), ("project", "show", "P0001"), ("mapping", "list"),
         ("year", "diff", "2023"), ("year", "revisions", "2023"), ("year", "compare", "2022", "2023"),
         ("recognise", "--year", "2023"), ("assert", "2023"),
         ("reconcile", "--year", "2023"), ("audit", "2023"), ("unit", "list"), ("unit", "target", "2023"),
         ("unit", "figures", "2023"), ("unit", "suggest"), ("credit", "list"), ("credit", "suggest"),
         ("mark", "list", "2023")]
"""Every command that lists."""


@pytest.fixture(scope="module")
def filled_template(signed_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a blocker, a receipt with its document, a target; and names nobody should calculate."""
    path = tmp_path_factory.mktemp("filled") / "office.db"
    shutil.copyfile(signed_template, path)
    for command in (*(("project", "add", name) for name in HOSTILE),
                    ("blocker", "raise", "P0001", "=1+1 岸线未批", "--category", "河湖岸线", "--bureau", "水利局",
                     "--on", "2023-03-01", "--due", "2023-06-30"),
                    ("receipt", "add", "P0001", "5000万元", "--on", "2023-06-18", "--evidence", "银行进账单:@2023"),
                    ("target", "set", "2023", "new_signed", "4")):
        assert main([*command, "--db", str(path), "--user", "联络员01"]) == 0
    return path


@pytest.fixture
def filled(office: Path, filled_template: Path) -> None:
    """A copy of that office."""
    shutil.copyfile(filled_template, office)


def rows_of(path: Path, at: int = 0) -> list[list[Any]]:
    """The titles and rows of a sheet of an exported workbook."""
    sheet = load_workbook(path).worksheets[at]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert not any(cell.data_type == "f" or cell.hyperlink for row in sheet.iter_rows() for cell in row)
    return rows[next(number for number, row in enumerate(rows) if not any(row)) + 1:]


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=4)
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_list_goes_into_a_file_of_any_form(sanxin: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    for end in ("json", "csv", *(() if command[0] == "review" else ("xlsx",))):
        path = tmp_path / f"清单.{end}"
        told = sanxin(*command, "-o", str(path))
        assert str(path) in told.out
        assert "行" in told.out
    printed, written = sanxin(*command, "--json").json, json.loads((tmp_path / "清单.json").read_text("utf-8"))
    for moment in ("as_of", "known_at"):
        printed.pop(moment, None)
        written.pop(moment, None)
    assert written == printed
    text = (tmp_path / "清单.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(text.decode("utf-8-sig").splitlines()))
    assert "年" in lines[0][0]
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


@pytest.mark.usefixtures("filled")
def test_a_list_in_a_workbook_is_what_json_says(sanxin: Run, tmp_path: Path) -> None:
    path = tmp_path / "项目.xlsx"
    sanxin("project", "list", "-o", str(path))
    titles, *rows = rows_of(path)
    projects = sanxin("project", "list", "--json").json["projects"]
    assert [row[titles.index("项目名称")] for row in rows] == [project["name"] for project in projects]
    amounts = [project["amount"]["minor"] / 1_000_000 if project["amount"] else None for project in projects]
    assert [row[titles.index("合同金额（万元）")] for row in rows] == amounts
    assert {*HOSTILE} < {row[1] for row in rows}
    sanxin("blocker", "list", "-o", str(path))
    titles, row = rows_of(path)
    (blocker,) = sanxin("blocker", "list", "--json").json["blockers"]
    assert row[titles.index("内容")] == blocker["description"] == "=1+1 岸线未批"
    assert row[titles.index("历时（工作日）")] == blocker["age"]["days"]
    assert f"{row[titles.index('办结时限')]:%Y-%m-%d}" == blocker["due"]
    assert {"责任人", "提出时间", "办理情况"} < {*titles}
    assert f"{row[titles.index('提出时间')]:%Y-%m-%d}" == blocker["raised"]


@pytest.mark.usefixtures("filled")
def test_a_row_of_a_list_is_as_high_as_its_lines(sanxin: Run, tmp_path: Path) -> None:
    text = "岸线未批，材料已经三次退回补正，" * 12
    sanxin("blocker", "raise", "P0001", f"{text}\n第二行", "--category", "用地", "--on", "2023-03-01")
    path = tmp_path / "卡点.xlsx"
    sanxin("blocker", "list", "-o", str(path))
    titles, *_ = rows_of(path)
    sheet = load_workbook(path).active
    cell = next(cell for row in sheet.iter_rows() for cell in row if text in str(cell.value))
    width = sheet.column_dimensions[cell.column_letter].width
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 13.5 * (len(text) * 2 / width + 1)
    assert titles[0] == "卡点号"


def test_a_project_goes_out_with_what_is_and_was_expected(sanxin: Run, signed: str, tmp_path: Path) -> None:
    for day, why in (("2126-06", ""), ("2126-10", "等林地批复")):
        sanxin("project", "expect", signed, "started", day, "--reason", why)
    path = tmp_path / "项目.xlsx"
    sanxin("project", "show", signed, "-o", str(path))
    book = load_workbook(path)
    titles, *rows = rows_of(path, book.sheetnames.index("预计时间"))
    assert [dict(zip(titles, row, strict=True)) | {"何时所知": None} for row in rows] == [
        {"阶段": "开工", "日期": "2126-06", "何时所知": None, "理由": None},
        {"阶段": "开工", "日期": "2126-10", "何时所知": None, "理由": "等林地批复"}]


@pytest.mark.usefixtures("filled")
def test_the_head_says_what_the_list_was_narrowed_to(sanxin: Run, tmp_path: Path) -> None:
    path = tmp_path / "签约.csv"
    sanxin("project", "list", "--stage", "签约", "--search", "万骏", "-o", str(path))
    head = path.read_text("utf-8-sig").splitlines()[:3]
    assert head[1] == "筛选：阶段：签约、--search：万骏"
    assert head[2].startswith("共 1 行；")


@pytest.mark.usefixtures("filled")
def test_figures_go_out_as_numbers_with_a_sheet_for_each_table(sanxin: Run, tmp_path: Path) -> None:
    path = tmp_path / "指标.xlsx"
    sanxin("rollup", "2023", "-o", str(path))
    titles, first, *_ = rows_of(path)
    indicator = sanxin("rollup", "2023", "--json").json["indicators"][0]
    assert first[titles.index("完成")] == float(indicator["actual"])
    assert first[titles.index("完成率（%）")] == float(indicator["rate"].rstrip("%"))


def test_an_unknown_ending_a_missing_folder_and_an_empty_list(sanxin: Run, office: Path, tmp_path: Path) -> None:
    wrong = sanxin("project", "list", "-o", "清单.pdf", code=1)
    assert ".xlsx、.csv、.json" in wrong.err.replace(" ", "")
    assert sanxin("journal", "-o", str(tmp_path / "没有" / "清单.csv"), "--json", code=1).codes == ["no_folder"]
    done = sanxin("project", "list", "-o", str(tmp_path / "空.xlsx"), "--json").json
    assert (done["file"], done["lines"]) == (str(tmp_path / "空.xlsx"), 0)
    assert rows_of(tmp_path / "空.xlsx")[0][0] == "编号"


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("command", [("project", "list"), ("blocker", "list")])
@pytest.mark.usefixtures("filled")
def test_a_list_that_was_written_is_no_ledger(sanxin: Run, tmp_path: Path, command: tuple[str, str], suffix: str,
                                              lang: str) -> None:
    path = tmp_path / f"list.{suffix}"
    sanxin("--lang", lang, *command, "-o", str(path))
    assert "从系统里导出的清单" in sanxin("import", str(path), "--dry-run", code=3).out
