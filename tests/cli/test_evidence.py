"""`sanxin evidence`: documents handed in, listed and opened."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_document_is_handed_in_and_comes_back(sanxin: Run, signed: str, tmp_path: Path) -> None:
    file = tmp_path / "合同 [终稿].PDF"
    file.write_bytes(b"%PDF-1.4 contract")
    line = sanxin("evidence", "attach", signed, "合同", str(file), "--number", "HT-8", "--on", "2023-01-31", "--stage",
                  "签约").out
    assert line == "P0001 万骏船舶：已附正式合同，第 1 号凭证\n"
    (document,) = sanxin("evidence", "list", signed, "--json").json["evidence"]
    assert document["kind"] == "contract"
    assert document["stage"] == "signed"
    assert document["day"] == "2023-01-31"
    assert document["filename"] == file.name
    listed = sanxin("evidence", "list", signed).out
    assert "合同 [终稿].PDF" in listed
    copy = Path(sanxin("evidence", "open", "1", "--json").json["path"])
    assert copy.read_bytes() == b"%PDF-1.4 contract"
    assert copy.suffix == ".pdf"
    assert sanxin("evidence", "open", "1").out.strip().endswith(".pdf")


def test_what_may_be_a_program_is_copied_out_so_that_nothing_runs_it(sanxin: Run, signed: str, tmp_path: Path) -> None:
    file = tmp_path / "回单.exe"
    file.write_bytes(b"MZ")
    sanxin("evidence", "attach", signed, "合同", str(file))
    answer = sanxin("evidence", "open", "1")
    copy = Path(answer.out.strip())
    assert (copy.name, copy.read_bytes()) == ("evidence-1.exe.bin", b"MZ")
    assert "这类文件可能是程序，不打开" in answer.err
    assert Path(sanxin("evidence", "open", "1", "--json").json["path"]).suffix == ".bin"


def test_a_document_can_prove_a_receipt(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-08")
    sanxin("evidence", "attach", signed, "bank_slip:88", "--receipt", "1")
    (document,) = sanxin("evidence", "list", signed, "--json").json["evidence"]
    assert (document["receipt"], document["number"], document["day"]) == (1, "88", None)
    assert "88" in sanxin("--lang", "en", "evidence", "list", signed).out


def test_a_document_is_withdrawn_moved_and_taken_over(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-08", "--evidence", "bank_slip:88")
    sanxin("evidence", "attach", signed, "contract:HT-8", "--stage", "签约")
    assert sanxin("evidence", "move", "1", "--stage", "签约").out == "第 1 号凭证已转到签约，现为第 3 号\n"
    assert sanxin("evidence", "move", "3", "--receipt", "1", "--json").json["evidence"] == 4
    assert sanxin("evidence", "withdraw", "4", "--json", code=1).codes == ["no_reason"]
    assert sanxin("evidence", "withdraw", "4", "--reason", "别县的").out == "第 4 号凭证已撤回，原记录留档\n"
    assert sanxin("evidence", "move", "4", "--json", code=1).codes == ["evidence_settled"]
    corrected = sanxin("project", "correct", signed, "签约", "--on", "2023-02-02", "--reason", "看错")
    assert "凭证 正式合同（第 2 号）随之失效" in corrected.err
    shown = sanxin("project", "show", signed, "--json").json
    assert [(one["id"], one["number"]) for one in shown["offered"]] == [(2, "HT-8")]
    assert "HT-8" in sanxin("project", "show", signed).out
    sanxin("evidence", "move", "2", "--stage", "签约")
    kept = sanxin("project", "correct", signed, "签约", "--on", "2023-02-03", "--keep-evidence", "--reason", "又看错")
    assert kept.err == ""
    (contract,) = sanxin("evidence", "list", signed, "--json").json["evidence"]
    assert (contract["number"], contract["stage"]) == ("HT-8", "signed")


def test_what_is_not_there_is_refused(sanxin: Run, signed: str) -> None:
    assert sanxin("evidence", "attach", signed, "contract", "没有.pdf", "--json", code=3).codes == ["no_file"]
    assert sanxin("evidence", "attach", signed, "contract", "--stage", "开工", "--json", code=1).codes == [
        "not_reached"]
    assert sanxin("evidence", "open", "5", "--json", code=1).codes == ["unknown_evidence"]
    assert "photo 现场照片" in sanxin("evidence", "attach", signed, "画", code=2).err
    assert "FILE" in sanxin("evidence", "attach", signed, "contract", "", code=2).err, "nothing would be kept as proof"
    assert sanxin("evidence", "list", signed).out == "没有符合的记录\n"
    sanxin("evidence", "attach", signed, "contract:HT-8")
    assert sanxin("evidence", "open", "1", "--json", code=1).codes == ["file_lost"]


def test_a_document_can_prove_an_increase(sanxin: Run, signed: str) -> None:
    sanxin("project", "increase", signed, "5000万元", "--on", "2023-06-18")
    wrong = sanxin("evidence", "attach", signed, "合同:补1", "--change", "7", "--json", code=1)
    assert wrong.codes == ["unknown_change"]
    sanxin("evidence", "attach", signed, "合同:补1", "--change", "1")
    (document,) = sanxin("evidence", "list", signed, "--json").json["evidence"]
    assert (document["change"], document["receipt"], document["stage"]) == (1, None, None)
    assert "增资" in sanxin("evidence", "list", signed).out
    sanxin("evidence", "move", "1", "--stage", "签约")
    assert "增资 1" in sanxin("evidence", "move", "2", "--change", "1").out
