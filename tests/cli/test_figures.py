"""`sanxin target`, `rollup` and `explain`: the year's figures, and what is behind them."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_targets_are_set_and_listed(sanxin: Run) -> None:
    assert sanxin("target", "set", "2023", "new_signed", "36").out == "2023 年“新签约”目标：36 个\n"
    sanxin("target", "set", "2023", "境内省外资金", "124亿元")
    sanxin("target", "set", "2023", "foreign", "320", "--unit", "万美元")
    rows = sanxin("target", "list", "2023", "--json").json["targets"]
    assert [(row["key"], row["value"], row["unit"]) for row in rows] == [
        ("new_signed", "36", "个"), ("out_of_province", "124", "亿元"), ("foreign", "320", "万美元")]
    assert "新签约" in sanxin("target", "list").out
    assert sanxin("target", "list", "2022").out == "没有符合的记录\n"


def test_a_target_is_dropped_with_a_reason(sanxin: Run) -> None:
    sanxin("target", "set", "2023", "new_signed", "36")
    assert sanxin("target", "drop", "2023", "new_signed", "--json", code=1).codes == ["no_reason"]
    assert sanxin("target", "drop", "2023", "new_signed", "--reason", "市里取消").out == (
        "2023 年“新签约”目标 36 个 已取消\n")
    assert sanxin("target", "list", "2023").out == "没有符合的记录\n"
    assert "2023年没有“新签约”的目标" in sanxin("target", "drop", "2023", "new_signed", "--reason", "再来", code=1).err
    journal = sanxin("journal").out
    assert "取消目标" in journal
    assert "市里取消" in journal


def test_a_target_that_is_none_is_refused(sanxin: Run) -> None:
    assert "new_signed" in sanxin("target", "set", "2023", "天气", "1", code=1).err
    assert sanxin("target", "set", "2023", "new_signed", "许多", "--json", code=1).codes == ["not_a_number"]
    assert "年份" in sanxin("target", "set", "二三年", "new_signed", "1", code=2).err


def test_the_years_figures_are_printed(sanxin: Run, signed: str) -> None:
    sanxin("target", "set", "2023", "new_signed", "2")
    sanxin("receipt", "add", signed, "5000万元", "--on", "2023-03-08")
    page = sanxin("rollup", "2023").out
    assert "截至 2023-12-31" in page
    assert "50%" in page
    assert "境内省外资金" in page
    found = sanxin("rollup", "2023", "--json").json
    signed_figure = next(one for one in found["indicators"] if one["key"] == "new_signed")
    assert (signed_figure["actual"], signed_figure["target"], signed_figure["rate"]) == ("1", "2", "50%")
    money = next(one for one in found["indicators"] if one["key"] == "out_of_province")
    assert money["actual"] == "0.5"
    assert found["by_stage"]["signed"] == 1
    assert found["new_by_month"]["new_signed"][1] == 1
    assert "new signed" in sanxin("--lang", "en", "rollup", "2023").out.lower()


def test_what_is_known_by_quarter_counts_in_the_year_and_is_named_beside_the_months(sanxin: Run, signed: str) -> None:
    sanxin("project", "correct", signed, "signed", "--on", "2023年三季度", "--reason", "只知道季度")
    assert "2023三季度" in sanxin("project", "show", signed).out
    assert "2023Q3" in sanxin("--lang", "en", "project", "show", signed).out
    shown = sanxin("project", "show", signed, "--json").json["milestones"][1]
    assert (shown["day"], shown["precision"]) == ("2023Q3", "quarter")
    found = sanxin("rollup", "2023", "--json").json
    assert (found["indicators"][0]["actual"], found["new_by_month"]["new_signed"]) == ("1", [0] * 12)
    assert found["beside_months"] == {"new_signed": {"projects": 1, "first": [
        {"code": signed, "name": "万骏船舶", "day": "2023Q3", "precision": "quarter"}]}}
    page = sanxin("rollup", "2023").out
    assert "未列入各月" in page
    assert "新签约有 1 个只知道季度、半年或年份，未列入各月：万骏船舶 2023三季度" in page
    assert "2023三季度" in sanxin("explain", "2023", "new_signed").out
    assert "2023三季度" in sanxin("journal").out
    assert sanxin("project", "correct", signed, "signed", "--on", "三季度", "--reason", "季度", "--json",
                  code=1).codes == ["no_year"]
    assert "没有写年份" in sanxin("receipt", "add", signed, "1亿元", "--on", "上半年", code=1).err


def test_figures_can_be_asked_for_as_of_a_day(sanxin: Run, signed: str) -> None:
    def actual(*args: str) -> str:
        found = sanxin("rollup", "2023", "--json", *args).json
        return str(next(one for one in found["indicators"] if one["key"] == "new_signed")["actual"])

    assert actual("--until", "2023-01-31") == "0"
    assert actual("--until", "2023年2月") == "1"
    assert sanxin("rollup", "2023", "--as-of", "2020-01-01", "--json", code=1).codes == ["nothing_known"]
    assert sanxin("rollup", "2023", "--until", "2023-02-30", "--as-of", "昨天", "--json", code=1).codes == [
        "no_such_date", "not_a_date"]
    assert "年份" in sanxin("rollup", "23", code=2).err
