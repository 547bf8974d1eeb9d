"""`sanxin export`: the whole office as its own ledger, whole or not at all."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.made import write_xlsx
from tracker.shipped import shipped

LEDGER = str(shipped("ledgers", "yuanjiang-2023.xlsx"))


def test_the_office_is_written_says_where_and_is_known_again(sanxin: Run, tmp_path: Path) -> None:
    sanxin("import", LEDGER)
    path = tmp_path / "导出.xlsx"
    said = sanxin("export", str(path)).out
    assert str(path) in said
    assert "项目 89" in said
    assert "表里放不下、仍在库中：操作记录（谁、何时、改前的值） 1" in said
    told = sanxin("export", str(path), "--json").json  # a file of that name is replaced
    assert (told["file"], told["projects"], told["receipts"], told["blockers"]) == (str(path), 89, 158, 15)
    assert told["left_out"] == {"journal": 1}
    again = sanxin("import", str(path), "--dry-run", "--json").json
    assert [again[kind]["unchanged"] for kind in ("projects", "receipts", "blockers", "targets")] == [89, 158, 15, 8]
    assert [again[kind][what] for kind in ("projects", "receipts") for what in ("added", "corrected")] == [0] * 4


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("command", "name"), [
    (("export",), "台账.xlsx"), (("project", "list", "-o"), "清单.xlsx"), (("rollup", "2023", "-o"), "指标.csv"),
    (("journal", "-o"), "记录.json"), (("review", "show", "-o"), "会商.md"), (("report", "2023", "-o"), "报告.docx"),
    (("report", "2023", "--template-out"), "模板.docx"), (("bundle", "2023", "-o"), "数据包"),
    (("witness", "-o"), "见证.txt"), (("unit", "export", "{}", "2023"), "任务.xlsx"),
    (("proof", "文稿.txt", "--alone", "-o"), "校对.csv"),
    (("fill", "空表.xlsx", "-o"), "已填.xlsx"), (("import", "错.csv", "--problems"), "问题.xlsx"),
], ids=lambda one: " ".join(one) if isinstance(one, tuple) else one)
def test_every_command_that_writes_replaces_its_own_file_and_asks_about_others(
        sanxin: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], name: str) -> None:
    """Whoever runs it each week under one name is not bothered; a file of one's own under that name is not lost."""
    monkeypatch.chdir(tmp_path)
    sanxin("project", "add", "甲项目", "--lead", "2023-01-05")
    (tmp_path / "文稿.txt").write_text("全年新签约项目12个。", "utf-8")
    (tmp_path / "错.csv").write_text("项目名称,投资方,签约时间\n乙项目,甲公司,2023-02-30\n", "utf-8")
    write_xlsx(tmp_path / "空表.xlsx", {"表": [["项目名称", "投资方", "签约时间"], [None, None, None]]})
    file = tmp_path / name
    ends = 3 if command[0] == "import" else 0
    line = [word.format(name) for word in command] if "{}" in command else [*command, name]
    file.write_bytes("自己的".encode())
    assert sanxin(*line, "--json", code=1).codes == ["file_of_others"]
    assert file.read_bytes() == "自己的".encode()
    sanxin(*line, "--replace", code=ends)
    assert file.read_bytes() != "自己的".encode()
    sanxin(*line, code=ends)
    with file.open("ab") as written:
        written.write(b" ")
    assert sanxin(*line, "--json", code=1).codes == ["file_changed"]
    assert "--replace" in sanxin(*line, code=1).err
    sanxin("--replace", *line, code=ends)


def test_a_file_that_cannot_be_written_leaves_nothing(sanxin: Run, tmp_path: Path) -> None:
    assert sanxin("export", str(tmp_path / "台账.pdf"), "--json", code=1).codes == ["unknown_suffix"]
    assert sanxin("export", str(tmp_path / "没有" / "台账.xlsx"), "--json", code=1).codes == ["no_folder"]
    (tmp_path / "夹.xlsx").mkdir()
    assert sanxin("export", str(tmp_path / "夹.xlsx"), "--json", code=1).codes == ["file_in_the_way"]
    assert not list(tmp_path.glob("*.tmp"))


def test_an_export_that_breaks_off_leaves_nothing_behind(sanxin: Run, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of the office lay as plain files in the folder for temporary ones."""
    sanxin("import", str(write_xlsx(tmp_path / "台账.xlsx", {"项目": [
        ["项目编号", "项目名称", "投资方", "合同金额（万元）"], ["A1", "甲项目", "甲公司", 5000]]})))
    parts = tmp_path / "parts"
    parts.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(parts))

    def breaks(error: BaseException) -> None:
        def raised(*_: object, **__: object) -> None:
            assert list(parts.rglob("*")), "the rows lie there while they are written"
            raise error

        monkeypatch.setattr("tracker.ledger.writing.keep_in_sight", raised)

    breaks(OSError(errno.ENOSPC, "full"))
    assert f"磁盘空间不足，“{parts}”没有写进去" in sanxin("export", str(tmp_path / "全.xlsx"), code=1).err
    assert list(parts.iterdir()) == []
    breaks(KeyboardInterrupt())
    sanxin("export", str(tmp_path / "全.xlsx"), code=None)
    assert list(parts.iterdir()) == []
    assert not (tmp_path / "全.xlsx").exists()
