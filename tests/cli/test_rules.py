"""`sanxin rules`: an officer writes the rules of a county, checks them, tries them, compares them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.domain.rules import shipped_rulesets

DEFAULT = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")


def draft(folder: Path, *swaps: tuple[str, str], more: str = "") -> str:
    text = DEFAULT.replace('id = "default"', 'id = "draft"')
    for was, becomes in swaps:
        assert was in text, was
        text = text.replace(was, becomes, 1)
    path = folder / "草案.toml"
    path.write_text(text + more, "utf-8")
    return str(path)


def test_a_file_with_mistakes_is_told_line_by_line(sanxin: Run, tmp_path: Path) -> None:
    path = draft(tmp_path, ("monthly = true", "montly = true"), ("red = 30", 'red = "30"'))
    told = sanxin("rules", "check", path, code=3).out.splitlines()
    text = Path(path).read_text("utf-8").splitlines()
    lines = [int(line.split(":")[1].split(" ")[0]) for line in told]
    assert [text[line - 1] for line in lines] == ['red = "30"', "montly = true"] or [
        text[line - 1] for line in lines] == ["montly = true", 'red = "30"']
    assert any("可写：monthly" in line for line in told)
    assert any("数字（不加引号）" in line for line in told)
    problems = sanxin("rules", "check", path, "--json", code=3).json["problems"]
    assert {one["code"] for one in problems} == {"unknown_key", "wrong_type"}
    assert sorted(one["line"] for one in problems) == sorted(lines)
    out = tmp_path / "问题.json"
    sanxin("rules", "check", path, "-o", str(out), code=3)
    assert json.loads(out.read_text("utf-8"))["problems"] == problems


def test_a_contradiction_is_found_and_a_right_file_is_said_to_be_right(sanxin: Run, tmp_path: Path) -> None:
    path = draft(tmp_path, ("hunan_return = true }",
                            'hunan_return = true, origin = ["local"] }\nwithout = { origin = ["local"] }'))
    assert "既写在 only 里又写在 without 里" in sanxin("rules", "check", path, code=3).out
    assert sanxin("rules", "check", draft(tmp_path)).out == "草案.toml：口径 draft 没有问题\n"
    assert "nothing is wrong" in sanxin("--lang", "en", "rules", "check", draft(tmp_path)).out
    assert sanxin("rules", "check", str(tmp_path / "没有.toml"), "--json", code=3).codes == ["no_file"]


def test_the_rules_in_force_are_told_in_both_languages(sanxin: Run, tmp_path: Path) -> None:
    page = sanxin("rules", "show", "2023").out
    assert "口径 default（sha256:" in page
    assert "数本年度签约的项目，每个项目只计一次" in page
    assert "counts the projects" in sanxin("--lang", "en", "rules", "show").out
    told = sanxin("rules", "show", "2023", "--json").json
    assert (told["id"], told["own"], told["file"]) == ("default", False, "default.toml")
    assert {"key": "new_signed", "title": "新签约"}.items() <= told["chapters"][1]["subjects"][0].items()
    assert "用于三明市" in sanxin("rules", "show", "sanming-2020").out
    assert "口径 draft（" in sanxin("rules", "show", draft(tmp_path)).out
    out = tmp_path / "口径.csv"
    sanxin("rules", "show", "2023", "-o", str(out))
    assert "数本年度签约的项目" in out.read_text("utf-8-sig")


@pytest.mark.story
def test_a_draft_is_tried_project_by_project(sanxin: Run, signed: str, tmp_path: Path) -> None:
    sanxin("project", "add", "小项目", "--contract-amount", "3000万元", "--lead", "2023-01-05")
    sanxin("project", "advance", "P0002", "--on", "2023-03-01")
    path = draft(tmp_path, ('key = "new_signed"', 'key = "new_signed"\nat_least = { contract_amount = "5000万元" }'))
    page = sanxin("rules", "try", path, "2023").out
    [line] = [line for line in page.splitlines() if "P0002" in line]
    assert "计入 1" in line
    assert "合同金额低于5000万元" in line
    tried = sanxin("rules", "try", path, "2023", "--json").json
    figure = tried["figures"][0]
    assert (figure["key"], figure["in_force"], figure["draft"]) == ("new_signed", "2", "1")
    assert [(one["code"], one["in_force"], one["draft"]["reason"]) for one in figure["projects"]] == [
        ("P0002", {"share": "1"}, "below")]
    assert all(one["projects"] == [] for one in tried["figures"][1:])
    # Trying changes nothing.
    assert sanxin("rollup", "2023", "--json").json["indicators"][0]["actual"] == "2"
    out = tmp_path / "试算.csv"
    sanxin("rules", "try", path, "2023", "-o", str(out))
    assert "合同金额低于5000万元" in out.read_text("utf-8-sig")
    assert "没有项目不同" in sanxin("rules", "try", draft(tmp_path), "2023").out


def test_a_draft_that_is_wrong_is_refused_with_each_line(sanxin: Run, tmp_path: Path) -> None:
    path = draft(tmp_path, ("started = 540", 'started = "many"'))
    for command in (("try", path, "2023"), ("diff", "default", path), ("show", path)):
        failed = sanxin("rules", *command, code=1)
        assert re.search(r"草案\.toml:\d+ stage_limits\.started", failed.err)
        assert "移出" not in failed.err
        assert sanxin("rules", *command, "--json", code=1).codes == ["draft_wrong"]


def test_a_draft_with_an_indicator_of_its_own_shows_what_it_counts(sanxin: Run, signed: str, tmp_path: Path) -> None:
    path = draft(tmp_path, more="""
[[indicators]]
key = "big"
label = { zh = "大项目" }
unit = "个"
kind = "milestone"
stage = "signed"
at_least = { contract_amount = "5亿元" }
""")
    figure = sanxin("rules", "try", path, "2023", "--json").json["figures"][-1]
    assert (figure["key"], figure["in_force"], figure["draft"]) == ("big", None, "1")
    assert [(one["code"], one["in_force"], one["draft"]) for one in figure["projects"]] == [
        (signed, None, {"share": "1"})]
    page = sanxin("rules", "try", path, "2023").out
    assert signed not in page
    assert "只有一方有的指标" in page


def test_two_rulesets_are_compared_by_meaning(sanxin: Run, tmp_path: Path) -> None:
    path = draft(tmp_path, ("started = 540", "started = 300 # 缩短"))
    page = sanxin("rules", "diff", "default", path).out
    assert "停留在开工阶段不超过 540 天" in page
    assert "停留在开工阶段不超过 300 天" in page
    assert len(sanxin("rules", "diff", "default", path, "--json").json["differences"]) == 2  # the name, too
    assert sanxin("rules", "diff", "default", "default.toml").out == "两份口径意思相同\n"
    assert sanxin("rules", "diff", "2023", "default").out == "两份口径意思相同\n"
    assert sanxin("rules", "diff", "default", "没有", "--json", code=3).codes == ["no_file"]
    out = tmp_path / "差别.xlsx"
    sanxin("rules", "diff", "default", path, "-o", str(out))
    assert out.stat().st_size > 1000
