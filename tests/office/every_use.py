"""An office in which every kind of use case has been carried out, and its undo: for tests of what must hold of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from tests.conftest import Clock
from tests.domain.assessment.published import MARKS
from tests.domain.assessment.published import line as score_line
from tests.ledger.made import PROJECTS, RECEIPTS, Rows, write_xlsx
from tests.office.build import on
from tests.office.entries import entries
from tests.office.intake.test_learned import SAID, decided
from tests.office.intake.test_older import FIRST, SECOND, line, sheets, take
from tests.office.journal.test_undo import ACTIONS, SHIP, shipyard, sure
from tests.office.rulesets import text_of
from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.changed import ChangeKind
from tracker.domain.county_bundle import CountyBundle
from tracker.domain.expected import Awaited
from tracker.domain.money import Money
from tracker.domain.results import People, ResultKind
from tracker.domain.stages import Stage
from tracker.office.assessment.credits import credit, list_credits, withdraw_credit
from tracker.office.assessment.marks import give_mark, take_back_mark
from tracker.office.assessment.unit_targets import hand_down, take_back_target
from tracker.office.assessment.units import add_unit, regroup_unit, rename_unit, resume_unit, retire_unit
from tracker.office.auditing.answering_audit import answer_audit
from tracker.office.auditing.audited import audit
from tracker.office.bundles.handing import SignerKey, hand_over, signer_in
from tracker.office.bundles.region import set_region, trust_signer
from tracker.office.bundles.taking_in import take_bundle
from tracker.office.desk import Desk
from tracker.office.figures.asserting import assert_figure
from tracker.office.figures.targets import drop_target, set_target
from tracker.office.intake.intake import intake
from tracker.office.intake.learned import drop_learned, every_learned
from tracker.office.journal.undo import undo
from tracker.office.project.bulk import advance_many, amend_many
from tracker.office.project.changes import change, increase, void_change
from tracker.office.project.detail import Detail, detail
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.expected import expect
from tracker.office.project.moves import pause, reopen, resume, terminate
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.project.results import add_result, void_result
from tracker.office.project.signings import record_intent, sign_again
from tracker.office.recognition.recognise import recognise, send_back
from tracker.office.reconciling.answering import answer
from tracker.office.reconciling.reconciled import lists_reconciled
from tracker.office.reconciling.taking import take_list
from tracker.office.review.meeting import close, note, skip, start
from tracker.office.yearend.closing import close_year
from tracker.store.engine import open_store

Does = Callable[[Desk], Any]
NARROWED = {**FIRST, "甲项目": line(amount=3, producing="2026-09", problem="等环评")}
"""A third book of another day; taken in between or before the others, it narrows what they said."""


def every_use(desk: Desk, books: Path | None = None) -> None:
    """Carries all of it out; each use case of one project is undone, and its undo undone too.

    `books` is a folder where another office may have been given its books, so that both are given the same bytes.
    """
    with TemporaryDirectory() as name:
        folder = books or Path(name)
        shipyard(desk)
        for action in ACTIONS.values():  # each as the shipyard was made
            _done_and_undone(desk, action)
            sure(undo(desk, "确实按错了", entries(desk, limit=1)[0].id))
        for action in _more(folder):
            _done_and_undone(desk, action)
        second = replace(desk, who="认定人")
        _done_and_undone(second, lambda desk: send_back(desk, SHIP, Stage.SIGNED, "缺签字页"))
        _done_and_undone(second, lambda desk: recognise(desk, SHIP, Stage.SIGNED, "市商务局"))
        _books(desk, folder)
        _meeting(desk)
        codes = [sure(add(desk, {"name": f"项目{number}", "contract_amount": "2亿元", "park": "高新区"},
                          lead=on("2023-02-01"))) for number in range(3)]
        sure(amend_many(desk, codes, {"officer": "联络员07"}))
        sure(advance_many(desk, codes, Stage.SIGNED, on("2023-03")))
        sure(undo(desk, "一批都按错了"))
        (learned,) = every_learned(desk)
        sure(drop_learned(desk, learned.key))
        _done_and_undone(desk, lambda desk: close_year(desk, 2022, "先报"))


def _books(desk: Desk, folder: Path) -> None:
    """A book, one that corrects it, one whose headers are decided about, older ones out of order, the first again."""
    first = _once(folder / "台账.xlsx", {"项目": [PROJECTS[0], PROJECTS[2]], "到资": RECEIPTS})
    assert intake(desk, first).written
    corrected = [PROJECTS[0], [*PROJECTS[2][:3], "1.9亿元", "2023.1.18", *PROJECTS[2][5:]], ["新来项目"]]
    assert intake(desk, _once(folder / "台账2.xlsx", {"项目": corrected, "到资": RECEIPTS})).written
    headers = ["掌门" if cell == "投资方" else cell for cell in PROJECTS[0]]
    assert decided(desk, _once(folder / "台账3.xlsx", {"项目": [headers, *corrected[1:]]}), SAID).written
    days = (date(2023, 11, 30), date(2023, 6, 30), date(2023, 8, 31))
    for number, (day, book) in enumerate(zip(days, (SECOND, FIRST, NARROWED), strict=True)):
        take(desk, _once(folder / f"旧{number}.xlsx", sheets(book)), day)
    take(desk, _once(folder / "新.xlsx", sheets({"甲项目": line(amount=4), "丁项目": line(paid=(("2023-03-01", 7),))})))
    take(desk, _once(folder / "旧9.xlsx", sheets({"甲项目": line(amount=5), "戊项目": line()})), date(2023, 3, 31))


def _once(path: Path, content: Mapping[str, Rows]) -> Path:
    return path if path.exists() else write_xlsx(path, content)


def _more(folder: Path) -> Iterator[Does]:
    slip = folder / "进账单.pdf"
    slip.write_bytes(b"%PDF-1.4 " + bytes(range(256)))
    yield lambda desk: pause(desk, SHIP, on("2023-06-01"), "市场")
    yield lambda desk: resume(desk, SHIP, on("2023-06-02"), "好转")
    yield lambda desk: attach(desk, SHIP, Paper("contract", "F1", path=slip), stage=Stage.SIGNED)
    yield lambda desk: add_receipt(desk, SHIP, on("2023-06-09"), Money(-3), note="退回")
    yield lambda desk: expect(desk, SHIP, Awaited.PRODUCING, on("2025-06"))
    yield lambda desk: expect(desk, SHIP, Awaited.PRODUCING, on("2025-09"), "设备晚到")
    yield lambda desk: increase(desk, SHIP, on("2023-06-03"), Money(5_000_000_00), note="第二轮")
    yield lambda desk: change(desk, SHIP, {"investor": "丙公司", "origin": "外资"}, on("2023-06-08"), reason="转让")
    yield lambda desk: change(desk, SHIP, {"investor": "乙公司"}, on("2023-06-07"))
    yield lambda desk: attach(desk, SHIP, Paper("contract", "补1", path=slip), change_id=_first_change(
        desk, ChangeKind.INCREASE))
    yield lambda desk: void_change(desk, _first_change(desk), "那时还没有")
    yield lambda desk: add_result(desk, SHIP, ResultKind.INVESTED, on("2023-06"), Money(3_000_000_00), note="6月")
    yield lambda desk: add_result(desk, SHIP, ResultKind.IN_STATISTICS, on("2023-06-09"))
    yield lambda desk: add_result(desk, SHIP, ResultKind.JOBS, on("2023-06"), People(120))
    yield lambda desk: void_result(desk, _first_result(desk), "不是本项目的")
    yield lambda desk: set_target(desk, 2023, "new_signed", "36")
    yield lambda desk: set_target(desk, 2023, "new_signed", "40", reason="调整")
    yield lambda desk: drop_target(desk, 2023, "new_signed", "取消")
    yield lambda desk: assert_figure(desk, 2023, "out_of_province", "129.8295亿元", body="市商务局",
                                     document=Paper("", "沅商〔2024〕3号", path=slip))
    listed = _once(folder / "认定表.xlsx", {"认定表": [["项目名称", "合同金额（万元）"], ["外地厂", 100]]})
    yield lambda desk: take_list(desk, listed, "new_signed", year=2023, body="市商务局", on=date(2023, 6, 9))
    yield lambda desk: answer(desk, [lists_reconciled(desk)[0].open[0].id], "对方另有文件")
    yield lambda desk: answer_audit(desk, 2023, [audit(desk, 2023).open[0].id], "凭证在卷")
    yield lambda desk: set_region(desk, "430900")
    key, bundle = _county(folder)
    yield lambda desk: trust_signer(desk, "430981", key)
    yield lambda desk: take_bundle(desk, bundle)
    yield lambda desk: add_unit(desk, "新湾镇", UnitKind.TOWNSHIP)
    yield lambda desk: rename_unit(desk, "新湾镇", "新湾街道")
    yield lambda desk: regroup_unit(desk, "新湾街道", "乡镇组")
    yield lambda desk: hand_down(desk, "新湾街道", 2023, "new_signed", "3")
    yield lambda desk: take_back_target(desk, "新湾街道", 2023, "new_signed", "不考核")
    yield from _marks(folder)
    yield lambda desk: credit(desk, SHIP, "新湾街道", on("2023-03-01"), CreditHow.SHARED, share=6000)
    yield lambda desk: withdraw_credit(desk, _first_credit(desk), "没有认领")
    yield lambda desk: retire_unit(desk, "新湾街道", date(2023, 12, 1))
    yield lambda desk: resume_unit(desk, "新湾街道")
    yield lambda desk: terminate(desk, SHIP, on("2023-06-10"), "撤资")
    yield lambda desk: reopen(desk, SHIP, on("2023-06-11"), "又来了")
    yield lambda desk: terminate(desk, SHIP, on("2023-06-12"), "又撤资")
    yield lambda desk: sign_again(desk, SHIP, {"investor": "丁公司", "contract_amount": "6亿元"}, on("2023-06-13"),
                                  reason="丁公司接手")
    yield lambda desk: record_intent(desk, SHIP, on("2023-06-14"), note="框架协议")


def _county(folder: Path) -> tuple[str, Path]:
    """The public key of a county, and its bundle, which is made once in a folder."""
    secret, path = folder / "county.key", folder / "county.sanxin"
    secret.write_bytes(bytes(range(32)))
    signer = signer_in(secret)
    assert isinstance(signer, SignerKey)
    if not path.exists():
        county = Desk(open_store(folder / "county.db"), "联络员09", Clock())
        sure(set_region(county, "430981"))
        found = hand_over(county, 2023, secret)
        assert isinstance(found, CountyBundle)
        path.write_bytes(found.content)
        county.store.close()
    return signer.public, path


def _marks(folder: Path) -> Iterator[Does]:
    """Marks, by rules that ask for some: they are in force only meanwhile."""
    named = folder / "口径"
    named.mkdir(exist_ok=True)
    scored = score_line('way = "per_unit"\nactual = "reports"\npoints = 1')
    (named / "考核.toml").write_text(text_of(MARKS + scored), "utf-8")
    with patch.dict(environ, {"SANXIN_RULES": str(named)}):
        yield lambda desk: give_mark(desk, "新湾街道", 2023, "reports", "5", body="考核办", on=date(2023, 6, 9))
        yield lambda desk: give_mark(desk, "新湾街道", 2023, "reports", "6", body="考核办", on=date(2023, 6, 9),
                                     reason="补报一次")
        yield lambda desk: take_back_mark(desk, "新湾街道", 2023, "reports", "评错单位")


def _first_credit(desk: Desk) -> int:
    """The number of the first credit that stands."""
    found = list_credits(desk)
    assert isinstance(found, tuple)
    return found[0].id


def _first_change(desk: Desk, what: ChangeKind = ChangeKind.INVESTOR) -> int:
    """The number of the first change of a kind."""
    shown = detail(desk, SHIP)
    assert isinstance(shown, Detail)
    return next(step.id for step in shown.changes if step.what is what)


def _first_result(desk: Desk) -> int:
    """The number of the first result that stands."""
    shown = detail(desk, SHIP)
    assert isinstance(shown, Detail)
    return shown.results[0].id


def _done_and_undone(desk: Desk, does: Does) -> None:
    sure(does(desk))
    sure(undo(desk, "按错了"))
    sure(undo(desk, "没有错", entries(desk, limit=1)[0].id))


def _meeting(desk: Desk) -> None:
    sure(start(desk))
    sure(skip(desk, 1))
    sure(note(desk, "请用地部门列席"))
    sure(close(desk, "散会"))
