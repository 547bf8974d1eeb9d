"""`sanxin target`, `rollup` and `explain`: the year's figures, and what is behind them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Run
from tests.ledger.made import write_xlsx


def test_targets_are_set_and_listed(sanxin: Run) -> None:
    assert sanxin("target", "set", "2023", "new_signed", "36").out == "2023 年“新签约”目标：36 个\n"
    sanxin("target", "set", "2023", "境内省外资金", "124亿元")
    sanxin("target", "set", "2023", "foreign", "320", "--in-unit", "万美元")
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
    assert "2023 没有“新签约”的目标" in sanxin("target", "drop", "2023", "new_signed", "--reason", "再来", code=1).err
    journal = sanxin("journal").out
    assert "取消目标" in journal
    assert "市里取消" in journal


def test_a_target_that_is_none_is_refused(sanxin: Run) -> None:
    assert "new_signed" in sanxin("target", "set", "2023", "天气", "1", code=1).err
    assert sanxin("target", "set", "2023", "new_signed", "许多", "--json", code=1).codes == ["not_a_count"]
    assert "整数" in sanxin("target", "set", "2023", "new_signed", "1.5", code=1).err
    assert "币种不对：这一指标以万美元计" in sanxin("target", "set", "2023", "foreign", "100万元", code=1).err
    assert "年份" in sanxin("target", "set", "二三年", "new_signed", "1", code=2).err


def test_the_years_figures_are_printed(sanxin: Run, signed: str) -> None:
    sanxin("target", "set", "2023", "new_signed", "2")
    sanxin("receipt", "add", signed, "5000万元", "--on", "2023-03-08")
    page = sanxin("rollup", "2023").out
    assert "截至 2023-12-31" in page
    assert "50%" in page
    assert "境内省外资金" in page
    figures = sanxin("rollup", "2023", "--json").json
    signed_figure = next(one for one in figures["indicators"] if one["key"] == "new_signed")
    assert (signed_figure["actual"], signed_figure["target"], signed_figure["rate"]) == ("1", "2", "50%")
    money = next(one for one in figures["indicators"] if one["key"] == "out_of_province")
    assert money["actual"] == "0.5"
    assert figures["by_stage"]["signed"] == 1
    assert figures["new_by_month"]["new_signed"][1] == 1
    english = sanxin("--lang", "en", "rollup", "2023").out
    assert "new signed" in english.lower()
    assert "units: 个 is projects, 亿元 is CNY 100 million, 万美元 is USD 10,000\n" in english


def test_what_is_known_by_quarter_counts_in_the_year_and_is_named_beside_the_months(sanxin: Run, signed: str) -> None:
    sanxin("project", "correct", signed, "signed", "--on", "2023年三季度", "--reason", "只知道季度")
    assert "2023三季度" in sanxin("project", "show", signed).out
    assert "2023Q3" in sanxin("--lang", "en", "project", "show", signed).out
    shown = sanxin("project", "show", signed, "--json").json["milestones"][1]
    assert (shown["day"], shown["precision"]) == ("2023Q3", "quarter")
    figures = sanxin("rollup", "2023", "--json").json
    assert (figures["indicators"][0]["actual"], figures["new_by_month"]["new_signed"]) == ("1", [0] * 12)
    assert figures["beside_months"] == {"new_signed": {"projects": 1, "first": [
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


LACKING = "1 个项目 200万元没有填资金来源，未计入任何资金指标"


def test_money_without_an_origin_is_named_wherever_figures_are_printed(sanxin: Run, tmp_path: Path) -> None:
    sanxin("project", "add", "甲项目", "--lead", "2023-01-01")
    sanxin("receipt", "add", "甲项目", "200万元", "--on", "2023-03-08")
    shown = sanxin("rollup", "2023").out
    assert "本年到资 200万元（1 笔），计入指标 0元（0 笔），其余如下" in shown
    assert re.search(r"没有填资金来源 +1 +1 +200万元 +no_indicator\.no_origin", shown)
    assert LACKING in sanxin("explain", "2023", "out_of_province").out
    assert LACKING not in sanxin("explain", "2023", "new_signed").out
    for command in (("rollup", "2023"), ("explain", "2023", "out_of_province")):
        assert sanxin(*command, "--json").json["without_origin"] == {
            "projects": 1, "money": [{"minor": 200 * 10_000 * 100, "currency": "CNY"}]}
        sanxin(*command, "-o", str(tmp_path / "a.csv"))
        assert "没有填资金来源" in (tmp_path / "a.csv").read_text("utf-8-sig")
    sanxin("target", "set", "2023", "new_signed", "1")
    told = sanxin("--lang", "en", "explain", "2023", "out_of_province").out
    assert "1 projects with CNY 2 million have no origin" in told


def test_money_in_no_indicator_is_explained_down_to_its_receipts(sanxin: Run, tmp_path: Path) -> None:
    sanxin("project", "add", "甲项目", "--lead", "2023-01-01", "--origin", "外资")
    sanxin("receipt", "add", "甲项目", "50万港元", "--on", "2023-03-08")
    sanxin("receipt", "add", "甲项目", "3万美元", "--on", "2023-03-09")
    told = sanxin("rollup", "2023", "--json").json["money"]
    assert told == {
        "receipts": 2, "money": [{"minor": 3_000_000, "currency": "USD"}, {"minor": 50_000_000, "currency": "HKD"}],
        "counted": {"receipts": 1, "money": [{"minor": 3_000_000, "currency": "USD"}, {"minor": 0, "currency": "HKD"}]},
        "in_no_indicator": [{"key": "no_indicator.other_currency.HKD", "reason": "other_currency", "of": "HKD",
                             "projects": 1, "receipts": 1, "money": [{"minor": 50_000_000, "currency": "HKD"}]}]}
    key = told["in_no_indicator"][0]["key"]
    shown = sanxin("explain", "2023", key, "--json").json
    assert (shown["figure"], shown["unit"]) == ("1", "笔")
    assert [(fact["amount"], fact["why"]) for one in shown["counted"] for fact in one["facts"]] == [
        ("50万港元", "没有指标计这种货币")]
    assert "未计入任何资金指标，没有指标计这种货币" in sanxin("explain", "2023", key).out
    sanxin("explain", "2023", key, "-o", str(tmp_path / "a.csv"))
    assert "没有指标计这种货币" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert sanxin("explain", "2023", "no_indicator.rain", "--json", code=1).codes == ["unknown_indicator"]


def test_figures_of_before_the_program_came_say_from_which_book_they_are(sanxin: Run, tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "2023-06.xlsx", {"项目": [
        ["项目名称", "投资方", "资金来源", "签约时间"], ["甲项目", "甲公司", "境内省外", "2023-02-01"]]})
    sanxin("import", str(book), "--known-on", "2023-07-01")
    told = "据台账 2023-06.xlsx（2023-07-01 所知）"
    then = ("--as-of", "2023-07-02")
    assert told in sanxin("rollup", "2023", *then).out
    assert told in sanxin("explain", "2023", "new_signed", *then).out
    for command in (("rollup", "2023"), ("explain", "2023", "new_signed")):
        assert sanxin(*command, *then, "--json").json["ledger"] == {"file": "2023-06.xlsx", "known_on": "2023-07-01"}
        sanxin(*command, *then, "-o", str(tmp_path / "a.csv"))
        assert told in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert told not in sanxin("rollup", "2023").out


def test_figures_up_to_a_day_before_the_year_are_refused(sanxin: Run, signed: str) -> None:
    for command in (("rollup", "2023"), ("explain", "2023", "new_signed")):
        assert sanxin(*command, "--until", "2022-12-31", "--json", code=1).codes == ["year_not_begun"]
        assert sanxin(*command, "--until", "2024-01-01", "--json", code=1).codes == ["year_ended"]
    assert "2023 年还没有开始" in sanxin("rollup", "2023", "--until", "2022", code=1).err
    assert "截至 2023-01-01" in sanxin("rollup", "2023", "--until", "2023-01-01").out


def test_a_project_says_in_which_figures_it_counts(sanxin: Run, signed: str) -> None:
    page = sanxin("project", "show", signed, "--year", "2023").out
    assert "2023 年指标" in page
    [line] = [line for line in page.splitlines() if line.startswith("新签约")]
    assert "计入 1 个" in line
    [line] = [line for line in page.splitlines() if line.startswith("境内省外资金")]
    assert "没有到资" in line
    figures = sanxin("project", "show", signed, "--year", "2023", "--json").json["figures"]
    assert figures["year"] == 2023
    by_key = {one["key"]: one for one in figures["indicators"]}
    assert (by_key["new_signed"]["counted"], by_key["new_signed"]["share"]) == (True, "1")
    assert (by_key["foreign"]["counted"], by_key["foreign"]["reason"]) == (False, "no_receipt")
    assert "签约在本年度之前" in sanxin("project", "show", signed, "--year", "2024").out


def test_sub_totals_are_printed_and_one_of_them_is_explained(sanxin: Run, signed: str) -> None:
    sanxin("project", "amend", signed, "园区/乡镇=高新区")
    sanxin("receipt", "add", signed, "5000万元", "--on", "2023-03-08")
    sanxin("receipt", "add", signed, "1000万元", "--on", "2023年一季度")
    page = sanxin("rollup", "2023", "--by", "园区", "--by", "month").out
    assert "按园区/乡镇分" in page
    assert "按月份分" in page
    told = sanxin("rollup", "2023", "--by", "park", "--by", "月份", "--json").json["sub_totals"]
    assert [one["by"] for one in told] == ["park", "month"]
    by_park, by_month = ({row["value"]: row["indicators"]["out_of_province"] for row in one["rows"]} for one in told)
    assert by_park == {"高新区": {"actual": "0.6", "counted": 1}}
    assert by_month["3"] == {"actual": "0.5", "counted": 1}
    assert by_month[None] == {"actual": "0.1", "counted": 1}
    assert set(by_month) == {*(str(month) for month in range(1, 13)), None}
    explained = sanxin("explain", "2023", "out_of_province", "--in", "月份=3月", "--json").json
    assert (explained["figure"], explained["part"]) == ("0.5", {"month": "3"})
    assert "境内省外资金（月份：3月）" in sanxin("explain", "2023", "out_of_province", "--in", "月份=3").out
    assert "（资金来源：境内省外）" in sanxin("explain", "2023", "new_signed", "--in", "origin=境内省外").out
    assert sanxin("explain", "2023", "new_signed", "--in", "park=", "--json").json["counted"] == []
    assert "园区" in sanxin("rollup", "2023", "--by", "天气", code=2).err
    unfilled, empty = (sanxin("explain", "2023", "new_signed", "--in", f"chain_leader={who}", "--json").json["counted"]
                       for who in ("未填", ""))
    assert unfilled == empty != []
    for none in ("月份=13", "季度=5"):
        assert sanxin("explain", "2023", "new_signed", "--in", none, "--json", code=1).codes == ["no_such_period"]
    assert "月份" in sanxin("explain", "2023", "new_signed", "--in", "天气=晴", code=2).err
