"""`sanxin reconcile`: another office's list beside ours, told, written, explained and asked about at the closing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.made import write_csv, write_xlsx

LIST = [["2023年新签约项目认定表"], ["序号", "项目名称", "合同金额（万元）", "签约时间", "认定情况"],
        [1, "[/]外地厂 & 一", 5000, "2023-05-01", "认定"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "认定表.xlsx", {"认定表": LIST})


@pytest.mark.usefixtures("signed")
def test_a_list_is_taken_told_explained_and_told_again_by_its_file_alone(sanxin: Run, path: Path,
                                                                         tmp_path: Path) -> None:
    take = ("reconcile", str(path), "新签约", "--year", "2023", "--by", "市商务局", "--on", "2024-01-20")
    told = sanxin(*take).out
    assert "已收下市商务局的名单，1 行" in told
    assert "2023年新签约：市商务局的名单（2024-01-20，认定表.xlsx）1 行；本办 1 个；一致 0 个，不一致 2 项" in told
    assert "[/]外地厂 & 一 5000万元 2023-05-01 （认定表第 3 行）" in told
    assert "没有这个项目" in told
    assert "名单上没有" in told
    (held,) = sanxin("reconcile", str(path), "--json").json["lists"]
    assert [one["differs"] for one in held["differences"]] == ["no_proof", "only_there"]
    assert held["differences"][0]["ours"][0]["code"] == "P0001"
    ids = [one["id"] for one in held["differences"]]
    of_year = sanxin("reconcile", str(path), "--year", "2023", "--json").json
    assert (of_year["year"], of_year["lists"]) == (2023, [held])
    assert sanxin("reconcile", str(path), "--year", "2022", "--json", code=1).codes == ["list_untold"]

    assert "没有重复记" in sanxin(*take).out
    closing = sanxin("year", "close", "2023", code=1).err
    assert "市商务局的名单（认定表.xlsx）与本办新签约还有 2 项不一致没有说明" in closing
    assert sanxin("reconcile", "--answer", ids[0], "--json", code=1).codes == ["no_reason"]
    assert sanxin("reconcile", "--answer", "xyz", "--reason", "有因", "--json", code=1).codes == ["unknown_difference"]
    assert sanxin("reconcile", "--answer", ids[0], "--answer", ids[1], "--reason", "对方另报").out == "已说明 2 项\n"
    for name, more in (("FILE", (str(path),)), ("--by", ("--by", "市商务局")), ("--output", ("-o", "核对.csv"))):
        wrong = sanxin("reconcile", *more, "--answer", ids[0], "--reason", "另有因", code=2)
        assert f"{name} 不能与 --answer" in wrong.err
    assert "对方另报（" in sanxin("reconcile", "--year", "2023").out
    assert "explained" in sanxin("--lang", "en", "reconcile", "--year", "2023").out
    assert "项不一致没有说明" not in sanxin("year", "close", "2023", code=1).err
    out = tmp_path / "核对.csv"
    sanxin("reconcile", "--year", "2023", "-o", str(out))
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert any(ids[0] in row and "没有凭证" in row for row in rows)
    assert {"收下名单", "说明不一致"} <= set(sanxin("journal").out.split())
    exported = sanxin("export", str(tmp_path / "本办.xlsx"))
    assert "其他单位的名单" in exported.out + exported.err


@pytest.mark.usefixtures("signed")
def test_names_alone_are_a_list_and_no_ledger(sanxin: Run, tmp_path: Path) -> None:
    workbook = write_xlsx(tmp_path / "名单.xlsx", {"名单": [["2023年新签约认定名单"], ["项目名称"], ["外地厂"]]})
    text = write_csv(tmp_path / "名单.csv", [["项目名称"], ["外地厂"], ["另一外地厂"]])
    for path, lines in ((workbook, 1), (text, 2)):
        told = sanxin("reconcile", str(path), "新签约", "--year", "2023", "--by", "市商务局").out
        assert f"已收下市商务局的名单，{lines} 行" in told
        refused = sanxin("import", str(path), code=3)
        assert "没有读“名单”表：只有项目名称，没有别的认得出的列；要导入，至少再有两列" in refused.out
    beyond = sanxin("reconcile", str(text), "新签约", "--year", "1900", "--by", "市商务局", code=2)
    assert "“1900”不能作年份，请填写四位数，1978 至 2200" in beyond.err
    typed = sanxin("reconcile", str(text), "新签约", "--year", "23", "--by", "市商务局", code=2)
    assert "“23”不能作年份，请填写四位数，1978 至 2200" in typed.err


@pytest.mark.usefixtures("signed")
def test_what_is_no_list_is_refused_in_sentences(sanxin: Run, path: Path, tmp_path: Path) -> None:
    assert sanxin("reconcile").out == "还没有收下其他单位的名单\n"
    assert sanxin("reconcile", "--json").json == {"year": None, "lists": []}
    assert "没有写“认定表.xlsx”是哪个指标" in sanxin("reconcile", str(path), code=1).err
    assert "KEY" in sanxin("reconcile", str(path), "--by", "市局", code=2).err
    assert "--year" in sanxin("reconcile", str(path), "new_signed", "--by", "市局", code=2).err
    assert sanxin("reconcile", str(path), "new_signed", "--year", "2023", "--json", code=1).codes == ["no_body"]
    gone = sanxin("reconcile", str(tmp_path / "没有.xlsx"), code=1).err
    assert "找不到文件“没有.xlsx”" in gone
    assert "哪个指标" not in gone
    wrong = write_xlsx(tmp_path / "错.xlsx", {"认定表": [*LIST, [2, "乙厂", "许多", "2023-05-01", "认定"]]})
    told = sanxin("reconcile", str(wrong), "new_signed", "--year", "2023", "--by", "市局", code=1).err
    assert "认定表 C4" in told
    assert "许多" in told
    assert sanxin("reconcile", "--json").json["lists"] == []
