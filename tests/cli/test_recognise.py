"""`sanxin recognise`: what waits, and what a second person says of it."""

from __future__ import annotations

from tests.cli.conftest import Run

SECOND = ("--user", "联络员02")


def test_what_waits_is_listed_recognised_and_gone(sanxin: Run, signed: str) -> None:
    assert "缺凭证" in sanxin("recognise", "--year", "2023").out
    assert sanxin("recognise", signed, "签约", "--by", "市商务局", "--json", *SECOND, code=1).codes == ["proof_none"]
    sanxin("evidence", "attach", signed, "contract:HT-1", "--stage", "签约")
    assert "待认定" in sanxin("recognise", "--year", "2023").out
    (waits,) = sanxin("recognise", "--year", "2023", "--json").json["waiting"]
    assert (waits["code"], waits["stage"], waits["state"], waits["reported_by"], waits["own"]) == (
        signed, "signed", "ready", "联络员01", True)
    own = sanxin("recognise", signed, "签约", "--by", "市商务局", "--json", code=1)
    assert own.codes == ["own_report"]
    line = sanxin("recognise", signed, "签约", "--by", "市商务局", "--on", "2023-07-01", *SECOND).out
    assert line == "P0001 万骏船舶：已认定签约（市商务局，2023-07-01）\n"
    assert sanxin("recognise", "--year", "2023", "--json").json["waiting"] == []
    assert sanxin("recognise", "--year", "2023").out == (
        "2023年等待认定 0 项，其中退回待改 0 项\n\n没有等待认定的事项\n")
    assert sanxin("recognise", signed, "--lang", "en").out == f"{signed}\n\nnothing waits to be recognised\n"
    shown = sanxin("project", "show", signed, "--json").json["milestones"][1]
    assert shown["verdict"] == {"verdict": "recognised", "on": "2023-07-01", "who": "联络员02", "body": "市商务局",
                                "number": "", "reason": ""}
    assert "市商务局 联络员02 认定（2023-07-01）" in sanxin("project", "show", signed).out


def test_a_receipt_is_sent_back_with_the_reason(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "5000万元", "--on", "2023-03-08")
    assert "到资编号" in sanxin("recognise", signed, "receipt", "--by", "市商务局", code=2).err
    assert sanxin("recognise", signed, "receipt", "1", "--send-back", "", "--json", *SECOND, code=1).codes == [
        "no_reason"]
    line = sanxin("recognise", signed, "receipt", "1", "--send-back", "进账单看不清", *SECOND).out
    assert line == "P0001 万骏船舶：已退回到资 1，待上报人改正\n"
    waits = sanxin("recognise", signed, "--json").json["waiting"]
    assert [(one["stage"], one["receipt"], one["state"]) for one in waits] == [
        (None, 1, "sent_back"), ("signed", None, "lacks")]
    assert waits[0]["verdict"]["reason"] == "进账单看不清"
    assert "退回（" in sanxin("recognise", signed, "--lang", "zh").out
    sanxin("undo", "--reason", "看清了", *SECOND)
    assert "sent_back" not in sanxin("recognise", signed, "--json").out
