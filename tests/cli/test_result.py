"""`sanxin result`, and the form of a receipt: what is typed is kept, shown and taken back."""

from __future__ import annotations

from tests.cli.conftest import Run
from tracker.domain.results import ResultKind
from tracker.words import Lang
from tracker.words.catalogue import words


def test_forms_and_results_are_recorded_by_command(sanxin: Run) -> None:
    sanxin("project", "add", "甲项目", "--lead", "2023-01-01", "--contract-amount", "1亿元")
    sanxin("project", "advance", "甲项目", "signed", "--on", "2023-01-02", "--override", "补录")
    sanxin("receipt", "add", "甲项目", "100万美元", "--on", "2023-03-01", "--form", "货币", "--outside", "60%")
    sanxin("result", "add", "甲项目", "完成投资", "3000万元", "--on", "2023-06", "--json")
    sanxin("result", "add", "甲项目", "in_statistics", "--on", "2023-07-20")
    shown = sanxin("project", "show", "甲项目", "--json").json
    assert (shown["receipts"][0]["form"], shown["receipts"][0]["outside_share"]) == ("cash", "60%")
    assert [(one["what"], one["line"]) for one in shown["results"]] == [
        ("invested", "完成投资 3000万元"), ("in_statistics", "入统")]
    said = sanxin("project", "show", "甲项目").out
    assert "货币 外方占 60%" in said
    assert "建设与投产成效" in said
    sanxin("result", "void", str(shown["results"][0]["id"]), "--reason", "弄错了")
    assert len(sanxin("project", "show", "甲项目", "--json").json["results"]) == 1
    wrong = sanxin("receipt", "add", "甲项目", "1万元", "--outside", "六成", code=1)
    assert "“六成”不是比例" in wrong.err + wrong.out


def test_kinds_and_forms_are_said_in_either_language(sanxin: Run) -> None:
    """Also with blanks in them, as the list of choices writes them."""
    sanxin("project", "add", "甲项目", "--lead", "2023-01-01", "--contract-amount", "1亿元")
    sanxin("project", "advance", "甲项目", "signed", "--on", "2023-01-02", "--override", "补录")
    for kind, names in (("result", words(Lang.EN).terms.result), ("form", words(Lang.EN).terms.money_form)):
        for number, (value, name) in enumerate(names.items()):
            if kind == "form":
                sanxin("receipt", "add", "甲项目", f"{number + 1}万元", "--on", "2023-03-01", "--form", name)
            else:
                kind_ = ResultKind(value)
                amount = ("1万元",) if kind_.of_money else ("120人",) if kind_.of_people else ()
                sanxin("result", "add", "甲项目", name, *amount, "--on", "2023-06" if amount else "2023-06-01")
    shown = sanxin("project", "show", "甲项目", "--json").json
    assert {one["what"] for one in shown["results"]} == set(ResultKind)
    assert {one["form"] for one in shown["receipts"]} == set(words(Lang.EN).terms.money_form)
