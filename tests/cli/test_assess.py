"""`sanxin assess` and `sanxin mark`: the board, one unit line by line, what more would bring, marks."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import SCORES, Run
from tests.domain.assessment.published import MARKS
from tests.office.rulesets import text_of


def test_the_board_has_ranks_and_says_what_is_missing(scored: Run) -> None:
    told = scored("assess", "2023").out
    assert "1 个单位还缺目标、数据或评定，总分和名次未定" in told
    assert "“月报”还没有人评定  高新区" in told
    units = scored("assess", "2023", "--json").json["units"]
    assert [(one["name"], one["total"], one["rank"], one["whole"]) for one in units] == [
        ("新湾镇", "41", 1, True), ("高新区", "0", 2, False)]
    assert units[1]["missing"] == [{"why": "mark", "key": "reports", "message": "“月报”还没有人评定"}]


def test_one_unit_follows_its_score_line_by_line(scored: Run) -> None:
    told = scored("assess", "2023", "--unit", "新湾镇").out
    assert "2023 年“新湾镇”：41 分，一组 2 个单位中第 1 名" in told
    for step in ("境内省外资金：0.5 亿元", "境内省外资金的目标：1 亿元", "完成率：0.5 ÷ 1 ＝ 50%",
                 "60 分 × 50% ＝ 30 分", "月报（评定）：11"):
        assert step in told, step
    score = scored("assess", "2023", "--unit", "新湾镇", "--json").json["units"][0]
    assert score["goals"] == [{"line": "money", "key": "out_of_province", "goal": "full", "more": "0.5", "now": "30",
                             "then": "60"}]
    assert [step["code"] for step in score["lines"][0]["steps"]] == ["figure", "target", "completion", "proportion"]
    assert "line by line" in scored("--lang", "en", "assess", "2023", "--unit", "新湾镇").out


def test_with_more_of_an_indicator(scored: Run) -> None:
    told = scored("assess", "2023", "--unit", "高新区", "--more", "境内省外资金=0.9亿元").out
    assert "“高新区”54 分，第 1 名" in told
    data = scored("assess", "2023", "--unit", "高新区", "--more", "out_of_province=0.9", "--json").json
    assert (data["units"][0]["total"], data["with_more"]["total"], data["with_more"]["rank"]) == ("0", "54", 1)
    assert "没有指标“税收”" in scored("assess", "2023", "--unit", "高新区", "--more", "税收=1", code=2).err
    assert scored("assess", "2023", "--unit", "高新区", "--more", "out_of_province=许多", code=2).err
    assert scored("assess", "2023", "--more", "out_of_province=1", code=2).err


def test_by_a_day_nothing_later_counts(scored: Run) -> None:
    told = scored("assess", "2023", "--until", "2023-02-28", "--json").json
    assert [one["total"] for one in told["units"]] == ["0", "0"]
    assert told["until"] == "2023-02-28"


def test_a_board_goes_into_files(scored: Run, tmp_path: Path) -> None:
    book, text, data = (tmp_path / f"考核.{end}" for end in ("xlsx", "csv", "json"))
    for path in (book, text, data):
        scored("assess", "2023", "-o", str(path))
    cells = [[cell for cell in row if cell is not None] for row in load_workbook(book).active.iter_rows(
        values_only=True)]
    assert ["一组", 1, "新湾镇", 41, 30, 11] in cells
    assert any("新湾镇" in row and "41" in row for row in csv.reader(text.read_text("utf-8-sig").splitlines()))
    assert json.loads(data.read_text("utf-8"))["units"][0]["total"] == "41"
    of_one_unit = tmp_path / "新湾镇.xlsx"
    scored("assess", "2023", "--unit", "新湾镇", "-o", str(of_one_unit))
    assert any("60 分 × 50% ＝ 30 分" in row for row in load_workbook(of_one_unit).active.iter_rows(values_only=True))


def test_marks_are_listed_replaced_and_taken_back(scored: Run) -> None:
    assert "新湾镇  月报" in scored("mark", "list", "2023").out
    again = ("mark", "give", "2023", "新湾镇", "reports", "12", "--by", "考核办", "--on", "2023-06-02")
    assert scored(*again, "--json", code=1).codes == ["no_reason"]
    scored(*again, "--reason", "补报一次")
    assert scored("mark", "list", "2023", "--json").json["marks"][0]["value"] == "12"
    assert scored("mark", "give", "2023", "新湾镇", "reports", "13", "--by", "考核办", "--json", code=1).codes == [
        "mark_beyond"]
    told = scored("mark", "give", "2023", "新湾镇", "reports", "13", "--by", "考核办", code=1).err
    assert "应在 0—12 之内：13" in told
    assert "已收回" in scored("mark", "withdraw", "2023", "新湾镇", "reports", "--reason", "评错单位").out
    assert scored("mark", "list", "2023", "--json").json["marks"] == []
    assert "收回评定" in scored("journal").out


def test_what_only_a_grade_waits_for_is_counted_as_it_is_listed(scored: Run, tmp_path: Path) -> None:
    """A promotion asks for a target that nobody has: both units wait, in the head, the list, the column and as JSON."""
    asked = ('\n[[assessment.grades]]\nlabel = { zh = "优" }\nat_least = 9\n'
             "\n[[assessment.promotions]]\nover = { new_signed = 1 }\n")
    (tmp_path / "rules" / "考核.toml").write_text(text_of(MARKS + SCORES + asked), "utf-8")
    told = scored("assess", "2023").out
    assert "2 个单位还缺目标、数据或评定" in told
    assert "没有下达“新签约”的目标  新湾镇、高新区" in told
    units = scored("assess", "2023", "--json").json["units"]
    assert [(one["whole"], [each["key"] for each in one["missing"]]) for one in units] == [
        (False, ["new_signed"]), (False, ["reports", "new_signed"])]
    board = tmp_path / "board.csv"
    scored("assess", "2023", "-o", str(board))
    rows = [row for row in csv.reader(board.read_text("utf-8-sig").splitlines()) if len(row) > 2]
    [head] = [row for row in rows if "尚缺" in row]
    assert [row[head.index("尚缺")] for row in rows[rows.index(head) + 1:][:2]] == ["1", "2"]


def test_what_there_is_not(sanxin: Run, signed: str) -> None:
    assert sanxin("assess", "2023", "--json", code=1).codes == ["no_assessment"]
    assert "2023 年的口径里没有考核办法" in sanxin("assess", "2023", code=1).err
    assert signed


def test_a_unit_there_is_none_of(scored: Run) -> None:
    assert scored("assess", "2023", "--unit", "某镇", "--json", code=1).codes == ["unit_unknown"]
