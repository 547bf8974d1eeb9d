"""Another office's list beside ours: taken in, every difference in its class, each explained once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ledger.made import write_xlsx
from tests.office.build import YI, Came, Made, Slice, made, on, put
from tests.office.entries import entries
from tests.office.rulesets import rules_beside, text_of
from tracker.domain.differs import Differs
from tracker.domain.reasons import Code, Unmet
from tracker.domain.results import ResultKind
from tracker.domain.stages import Stage
from tracker.ledger.rows import Problem
from tracker.office.book.left_out import LeftOut, left_out_of
from tracker.office.figures.explain import explain_asked
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import FiguresAsked
from tracker.office.intake.opened import digest_of
from tracker.office.journal.journal import recorded
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.past import past_desk
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.projects import amend
from tracker.office.reconciling.answering import ANSWER, answer
from tracker.office.reconciling.reconciled import ListReconciled, lists_reconciled
from tracker.office.reconciling.taking import ListTaken, lists_of_file, take_list
from tracker.office.verify import verify
from tracker.office.yearend.closing import close_year, closing_checks
from tracker.store.tables import DifferenceAnswer
from tracker.words import Lang
from tracker.words.reconciling import our_side, their_side

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.conftest import Clock, Make
    from tracker.office.desk import Desk

A = "91430981878AY7A07H"
BUREAU = "市商务局"
HEADER = ["序号", "项目名称", "统一社会信用代码", "合同金额（万元）", "签约时间", "认定情况"]
LINES: list[list[Any]] = [
    ["1", "甲厂", None, 10000, "2023-02-01", "认定"],
    ["2", "乙厂", None, 15000, "2023-03-01", "认定"],
    ["3", "丙厂", None, 10000, "2022-12-01", "认定"],
    ["4", "丁厂", None, 10000, "2023-04-01", "不予认定"],
    ["5", "戊厂一期", None, 10000, "2023-05-01", "认定"],
    ["6", "戊厂 一期", None, 10000, "2023-05-01", "认定"],
    ["7", "己公司", A, 10000, "2023-06-01", "认定"],
    ["8", "庚厂", None, 10000, "2024-01-05", "认定"],
    ["9", "外地厂", None, 10000, "2023-06-01", "认定"],
]

INVESTED = """
[[indicators]]
key = "invested"
label = { zh = "完成投资" }
unit = "亿元"
kind = "results"
result = "invested"
"""


def nine_projects(desk: Desk) -> None:
    """Nine projects; eight signed in 2023, one of them with its contract."""
    def signed(name: str, day: str = "2023-02-01", credit_code: str = "") -> Made:
        return made(name, "2023-01-01", day, contract_minor=YI, contract_currency="CNY", credit_code=credit_code)

    put(desk, *map(signed, ("甲厂", "乙厂", "丙厂", "丁厂", "戊厂一期", "辛厂")), signed("己厂", credit_code=A),
        signed("壬厂"), signed("庚厂", "2024-01-05"))
    assert isinstance(attach(desk, "壬厂", Paper("contract", "沅合2023-7"), stage=Stage.SIGNED), Done)


@pytest.fixture
def january(prepared: Callable[[Make], tuple[Desk, None]], clock: Clock) -> Desk:
    """That office on 2 February 2024."""
    clock.at = datetime(2024, 2, 2, 4, tzinfo=UTC)
    return prepared(nine_projects)[0]


def listed(folder: Path, lines: Sequence[Sequence[Any]] = LINES, name: str = "认定表.xlsx",
           header: Sequence[Any] = HEADER) -> Path:
    return write_xlsx(folder / name, {"认定表": [["2023年新签约项目认定表"], header, *lines]})


def taken(desk: Desk, path: Path, key: str = "new_signed", body: str = BUREAU) -> ListTaken:
    outcome = take_list(desk, path, key, year=2023, body=body, on=date(2024, 1, 20))
    assert isinstance(outcome, Done), outcome
    return outcome.value


def held(desk: Desk) -> ListReconciled:
    (only,) = lists_reconciled(desk, 2023)
    return only


def told(found: ListReconciled) -> list[tuple[Differs, str, str]]:
    """Each open difference: its class, their names, our names."""
    return [(one.of.kind, "/".join(line.name for line in one.of.theirs), "/".join(ours.name for ours in one.of.ours))
            for one in found.open]


def refusal(outcome: object) -> list[Code]:
    assert isinstance(outcome, Refused), outcome
    return [reason.code for reason in outcome.reasons]


@pytest.mark.story(keep=1)
@pytest.mark.both_databases
def test_every_difference_is_in_its_class(january: Desk, tmp_path: Path) -> None:
    path = listed(tmp_path)
    assert taken(january, path) == ListTaken(2023, "new_signed", BUREAU, digest_of(path), 9, is_new=True)
    found = held(january)
    assert (found.figure, found.unit, found.lines, found.agreed) == ("8", "个", 9, 2)
    assert told(found) == [
        (Differs.NOT_RECOGNISED, "丁厂", "丁厂"), (Differs.AMOUNT, "乙厂", "乙厂"), (Differs.YEAR, "丙厂", "丙厂"),
        (Differs.YEAR, "庚厂", "庚厂"), (Differs.CLAIMED_TWICE, "戊厂一期/戊厂 一期", "戊厂一期"),
        (Differs.ONLY_THERE, "外地厂", ""), (Differs.ONLY_HERE, "", "辛厂"), (Differs.ONLY_HERE, "", "壬厂")]
    assert verify(january).is_sound


def test_a_project_that_is_a_lead_or_began_after_the_year_is_ours_and_said_why_it_is_not_counted(
        january: Desk, clock: Clock, tmp_path: Path) -> None:
    put(january, made("子厂", "2024-01-10"), made("丑厂", "2024-01-10", "2024-01-20"), made("寅厂", "2023-05-01"))
    lines = [[number, name, None, 10000, "2023-06-01", "认定"] for number, name in enumerate(("子厂", "丑厂",
                                                                                              "寅厂"), 1)]
    taken(january, listed(tmp_path, lines))
    seen = {one.of.theirs[0].name: one for one in held(january).open if one.of.theirs}
    assert {name: (one.of.kind, one.of.ours[0].reason) for name, one in seen.items()} == {
        "子厂": (Differs.ONLY_THERE, Unmet.NOT_REACHED), "丑厂": (Differs.YEAR, Unmet.AFTER),
        "寅厂": (Differs.ONLY_THERE, Unmet.NOT_REACHED)}
    assert "没有这个项目" not in "".join(our_side(one, Lang.ZH) for one in seen.values())
    assert our_side(seen["子厂"], Lang.ZH).startswith(f"{seen['子厂'].of.ours[0].code} 子厂 未计入")


@pytest.mark.story(keep=1)
@pytest.mark.both_databases
def test_a_difference_is_answered_once_and_asked_again_when_its_figures_change(january: Desk, clock: Clock,
                                                                               tmp_path: Path) -> None:
    taken(january, listed(tmp_path))
    by_kind = {one.of.kind: one for one in held(january).open}
    amount, there = by_kind[Differs.AMOUNT], by_kind[Differs.ONLY_THERE]
    assert answer(january, [amount.id, there.id], "按补充协议认定") == Done(2)
    was = held(january)
    (said,) = {one.answer for one in was.differences if one.id == amount.id}
    assert said is not None
    assert (said.reason, said.who, said.filename, said.sha256) == (
        "按补充协议认定", january.who, "认定表.xlsx", was.sha256)
    assert [one.answer is None for one in was.differences] == [True] * 6 + [False] * 2

    count = len(entries(january))
    again = listed(tmp_path, name="同一份.xlsx")
    again.write_bytes((tmp_path / "认定表.xlsx").read_bytes())
    assert not taken(january, again).is_new
    assert (len(entries(january)), len(held(january).open)) == (count, 6)

    moved = [[*line[:3], 15500 if line[1] == "乙厂" else line[3], *line[4:]] for line in reversed(LINES)]
    assert taken(january, listed(tmp_path, moved)).is_new
    (asked,) = (one for one in held(january).open if one.of.kind is Differs.AMOUNT)
    assert asked.id != amount.id
    assert asked.before == said
    assert len(held(january).open) == 7, "what did not change stays answered in the newer list"
    assert refusal(answer(january, [amount.id], "照旧")) == [Code.UNKNOWN_DIFFERENCE]
    assert answer(january, [asked.id], "第二份补充协议") == Done(1)
    clock.at += timedelta(minutes=1)

    assert isinstance(amend(january, "乙厂", {"contract_amount": "1.55亿元"}), Done)
    assert Differs.AMOUNT not in [kind for kind, *_ in told(held(january))]
    assert verify(january).is_sound


def test_an_answer_of_the_time_when_what_only_we_count_was_without_proof_still_holds(january: Desk,
                                                                                      tmp_path: Path) -> None:
    taken(january, listed(tmp_path))
    seen = next(one for one in held(january).open if one.of.kind is Differs.ONLY_HERE)
    with january.unit() as unit:
        unit.append(DifferenceAnswer, unit.entry(ANSWER), year=2023, indicator="new_signed", body=BUREAU,
                    kind=Differs.NO_PROOF, subject=seen.of.subject, figures=seen.of.figures, sha256="", filename="",
                    reason="材料在路上")
    answers = [one.answer for one in held(january).differences if one.of.subject == seen.of.subject]
    assert [said.reason for said in answers if said is not None] == ["材料在路上"]


def test_only_what_is_asked_of_is_compared_and_our_side_of_a_figure_once(january: Desk, tmp_path: Path,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    for key, body, lines in (("new_started", "市统计局", LINES[:1]), ("new_signed", "市发改委", LINES[:2]),
                             ("new_signed", BUREAU, LINES[:3])):
        taken(january, listed(tmp_path, lines, f"{body}.xlsx"), key, body)
    explained: list[str] = []

    def counted(session: Session, asked: FiguresAsked, key: str, *, begun_later: bool) -> Explanation | Refused:
        explained.append(key)
        return explain_asked(session, asked, key, begun_later=begun_later)

    monkeypatch.setattr("tracker.office.reconciling.reconciled.explain_asked", counted)
    found = lists_reconciled(january)
    assert (len(found), explained) == (3, ["new_started", "new_signed"])
    explained.clear()
    assert answer(january, [found[2].open[0].id], "按补充协议认定") == Done(1)
    assert explained == ["new_signed"]
    explained.clear()
    of_file = lists_of_file(january, tmp_path / "市统计局.xlsx", 2023)
    assert not isinstance(of_file, Refused)
    assert ([one.body for one in of_file], explained) == (["市统计局"], ["new_started"])


def test_our_side_is_of_one_moment(january: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project is renamed and its contract corrected while the figure is explained."""
    taken(january, listed(tmp_path))
    before = held(january)

    def while_others_work(session: Session, asked: FiguresAsked, key: str, *,
                         begun_later: bool) -> Explanation | Refused:
        explanation = explain_asked(session, asked, key, begun_later=begun_later)
        assert isinstance(amend(january, "甲厂", {"name": "甲重工", "contract_amount": "3亿元"}), Done)
        return explanation

    monkeypatch.setattr("tracker.office.reconciling.reconciled.explain_asked", while_others_work)
    assert held(january) == before


def test_an_answer_is_looked_for_in_the_year_that_is_asked_of(january: Desk, tmp_path: Path) -> None:
    taken(january, listed(tmp_path))
    (difference, *_) = held(january).open
    assert answer(january, [difference.id], "按补充协议认定") == Done(1)
    assert [len(one.open) for year in (2023, None) for one in lists_reconciled(january, year)] == [7, 7]


def test_a_file_alone_is_refused_where_it_is_no_list_of_the_year_or_cannot_be_read(january: Desk,
                                                                                   tmp_path: Path) -> None:
    path = listed(tmp_path)
    taken(january, path)
    for year in (2023, None):
        found = lists_of_file(january, path, year)
        assert not isinstance(found, Refused)
        assert [one.body for one in found] == [BUREAU]
    assert refusal(lists_of_file(january, path, 2022)) == [Code.LIST_UNTOLD]
    for gone in (tmp_path / "没有.xlsx", tmp_path):
        outcome = lists_of_file(january, gone)
        assert outcome == take_list(january, gone, "new_signed", year=2023, body=BUREAU)
        assert refusal(outcome) == [Code.LIST_CELL]


def test_what_cannot_be_answered_is_refused_whole(january: Desk, tmp_path: Path) -> None:
    taken(january, listed(tmp_path))
    first = held(january).open[0].id
    count = len(entries(january))
    assert refusal(answer(january, [first, "00000000"], "有因")) == [Code.UNKNOWN_DIFFERENCE]
    assert refusal(answer(january, [first], "  ")) == [Code.NO_REASON]
    assert refusal(answer(january, [], "有因")) == [Code.NOTHING_CHANGES]
    assert answer(january, [first], "有因") == Done(1)
    assert refusal(answer(january, [first], "有因")) == [Code.NOTHING_CHANGES]
    assert answer(january, [first], "另有原因") == Done(1), "a better reason takes its place"
    second = held(january).open[0].id
    assert answer(january, [first, second], " 另有原因 ") == Done(1), "what has this reason already keeps its author"
    count += 1
    assert len(entries(january)) == count + 2


@pytest.mark.parametrize(("given", "code"), [
    ({"indicator": "weather"}, Code.UNKNOWN_INDICATOR), ({"body": " "}, Code.NO_BODY),
    ({"on": date(2024, 2, 3)}, Code.FUTURE_DATE), ({"on": date(2022, 12, 31)}, Code.SAID_BEFORE_YEAR),
    ({"year": 1900}, Code.YEAR_BEYOND),
])
def test_what_is_no_list_of_a_figure_is_refused(january: Desk, tmp_path: Path, given: dict[str, Any],
                                                code: Code) -> None:
    count = len(entries(january))
    said = {"indicator": "new_signed", "year": 2023, "body": BUREAU, **given}
    assert code in refusal(take_list(january, listed(tmp_path), said.pop("indicator"), **said))
    assert (len(entries(january)), lists_reconciled(january)) == (count, ())


def test_an_older_list_does_not_take_the_place_of_a_newer_one(january: Desk, tmp_path: Path) -> None:
    taken(january, listed(tmp_path))
    other = listed(tmp_path, LINES[1:], "更早的.xlsx")
    for body, codes in ((BUREAU, [Code.LIST_OLDER]), ("另一机关", None)):
        outcome = take_list(january, other, "new_signed", year=2023, body=body, on=date(2024, 1, 19))
        assert refusal(outcome) == codes if codes else isinstance(outcome, Done)


def test_the_day_of_a_list_is_put_right_by_the_same_list(january: Desk, tmp_path: Path) -> None:
    path, said = listed(tmp_path), {"year": 2023, "body": BUREAU}
    taken(january, path)
    for day, is_new in ((None, False), (date(2024, 1, 20), False), (date(2024, 1, 10), True)):
        outcome = take_list(january, path, "new_signed", on=day, **said)
        assert isinstance(outcome, Done)
        assert outcome.value.is_new is is_new
    assert held(january).on == date(2024, 1, 10)


def test_cells_that_cannot_be_read_are_all_named_and_nothing_is_taken(january: Desk, tmp_path: Path) -> None:
    wrong: list[list[Any]] = [
        ["1", "甲厂", "123", "许多", "2023-02-01", ""], ["2", "乙厂", None, 1, "2023-02-31", ""]]
    outcome = take_list(january, listed(tmp_path, wrong), "new_signed", year=2023, body=BUREAU)
    assert set(refusal(outcome)) == {Code.LIST_CELL}
    assert isinstance(outcome, Refused)
    assert [reason.params["cell"].row for reason in outcome.reasons] == [3, 3, 4]
    none = write_xlsx(tmp_path / "空.xlsx", {"认定表": [["无"]]})
    assert refusal(take_list(january, none, "new_signed", year=2023, body=BUREAU)) == [Code.LIST_CELL]
    gone = take_list(january, tmp_path / "没有.xlsx", "new_signed", year=2023, body=BUREAU)
    assert refusal(gone) == [Code.LIST_CELL]


def test_a_list_of_names_alone_is_read(january: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "名单.xlsx", {"名单": [["序号", "项目名称"], [1, "甲厂"], [2, "乙 厂"]]})
    assert taken(january, path).lines == 2
    assert held(january).agreed == 2


@pytest.mark.parametrize(("header", "line"), [
    (["序号", "项目名称", "认定金额（万元）", "认定结果"], [1, "甲厂", 5000, "通过"]),
    (["序号", "项目名称", "到位资金（万元）", "到资时间", "是否认定"], [1, "甲厂", 5000, "2023-05", "是"]),
    (["序号", "项目名称", "投资方", "合同金额（万元）", "1月到位资金（万元）", "5月到位资金（万元）"],
     [1, "甲厂", "甲", 10000, 2000, 3000]),
])
def test_money_is_compared_with_what_was_received(desk: Desk, clock: Clock, tmp_path: Path, header: list[str],
                                                  line: list[Any]) -> None:
    received = (Slice(on("2023-05-01"), YI // 2, origin="out_of_province"),)
    put(desk, made("甲厂", "2023-01-01", "2023-02-01", "2023-03-01", "2023-05-01", receipts=received))
    clock.at = datetime(2024, 2, 2, 4, tzinfo=UTC)
    taken(desk, write_xlsx(tmp_path / "钱.xlsx", {"2023年到位资金": [["2023年到位资金认定表"], header, line]}),
          "out_of_province")
    found = held(desk)
    assert (found.figure, found.agreed, found.differences) == ("0.5", 1, ())
    more = [6000 if value in (5000, 2000) else value for value in line]
    taken(desk, write_xlsx(tmp_path / "钱.xlsx", {"2023年到位资金": [["2023年到位资金认定表"], header, more]}),
          "out_of_province")
    assert [kind for kind, *_ in told(held(desk))] == [Differs.AMOUNT]


@pytest.mark.parametrize(("header", "amounts", "differs"), [
    (["合同金额（万元）", "2023年完成投资（万元）"], [10000, 5000], False),
    (["合同金额（万元）", "2023年完成投资（万元）"], [5000, 10000], True),
    (["合同金额（万元）", "完成投资（万元）"], [10000, 5000], False), (["完成投资额（亿元）"], [0.51], True),
    (["完成投资（万元）", "认定金额（万元）"], [9000, 5000], False),
    (["固定资产投资（万元）", "完成投资（万元）"], [9000, 5000], False), (["合同金额（万元）"], [9000], False),
])
def test_results_of_money_are_compared_with_the_results(desk: Desk, clock: Clock, tmp_path: Path, header: list[str],
                                                        amounts: list[int], differs: bool) -> None:
    folder = rules_beside(desk)
    (folder / "口径.toml").write_text(text_of(INVESTED), "utf-8")
    put(desk, made("甲厂", "2023-01-01", "2023-02-01", contract_minor=YI, contract_currency="CNY", results=(
        Came(ResultKind.INVESTED, on("2023-03"), YI // 5), Came(ResultKind.INVESTED, on("2023-06"), YI * 3 // 10),
        Came(ResultKind.TAX, on("2023"), YI))))
    clock.at = datetime(2024, 2, 2, 4, tzinfo=UTC)
    lines: list[list[Any]] = [[1, "甲厂", *amounts]]
    taken(desk, listed(tmp_path, lines, header=["序号", "项目名称", *header]), "invested")
    found = held(desk)
    assert (found.figure, [kind for kind, *_ in told(found)]) == ("0.5", [Differs.AMOUNT] if differs else [])
    assert found.agreed == (not differs)


def test_lists_and_answers_are_undone_journalled_left_out_and_not_there_before(january: Desk, clock: Clock,
                                                                               tmp_path: Path) -> None:
    before = january.now()
    clock.at += timedelta(minutes=1)
    taken(january, listed(tmp_path))
    (row,) = recorded(january, entries(january)[0].id).added
    assert (row.kind, dict(row.says)["by"], dict(row.says)["filename"]) == ("OthersList", BUREAU, "认定表.xlsx")
    one = held(january).open[0]
    answer(january, [one.id], "对方另有文件")
    entry = entries(january)[0]
    assert (entry.action, entry.reason, entry.subject) == ("difference.answer", "对方另有文件", "2023 新签约 丁厂")
    (row,) = recorded(january, entry.id).added
    assert dict(row.says)["differs"] is Differs.NOT_RECOGNISED
    with january.reading() as session:
        assert left_out_of(session)[LeftOut.RECONCILED] == 2
    then = past_desk(january, None, before)
    assert lists_reconciled(then) == ()
    then.store.close()
    assert isinstance(undo(january, "看错了", entry.id), Done)
    assert len(held(january).open) == 8
    redone = undo(january, "没看错", entries(january)[0].id)
    assert isinstance(redone, Done)
    assert len(held(january).open) == 7
    taken(january, listed(tmp_path, LINES[:1]))
    assert isinstance(undo(january, "拿错了文件", entries(january)[0].id), Done)
    assert (held(january).lines, len(held(january).open)) == (9, 7)
    assert verify(january).is_sound


@pytest.mark.story
def test_a_year_is_closed_with_unexplained_differences_only_for_a_reason(january: Desk, tmp_path: Path) -> None:
    taken(january, listed(tmp_path, LINES[1:2]))
    taken(january, listed(tmp_path, LINES[1:3], "市统计局.xlsx"), body="市统计局")
    found = [reason for reason in closing_checks(january, 2023) if reason.code is Code.CLOSE_DIFFERENCES]
    opened = {one.body: len(one.open) for one in lists_reconciled(january, 2023)}
    assert opened[BUREAU] == 8
    assert {reason.params["body"]: reason.params["count"] for reason in found} == opened
    assert not any(reason.hard for reason in found)
    answer(january, [one.id for seen in lists_reconciled(january, 2023) for one in seen.open], "对方只报了一批")
    assert Code.CLOSE_DIFFERENCES not in {reason.code for reason in closing_checks(january, 2023)}
    assert isinstance(close_year(january, 2023, "凭证随后补"), Done)
    again = taken(january, listed(tmp_path, LINES[2:3]))
    assert again.is_new, "what others say of a closed year moves none of its figures"


def test_a_receipt_that_was_turned_down_is_left_out_of_what_they_recognise(desk: Desk, clock: Clock,
                                                                           tmp_path: Path) -> None:
    received = (Slice(on("2023-05-01"), YI // 2, origin="out_of_province"),)
    put(desk, *(made(name, "2023-01-01", "2023-02-01", "2023-03-01", "2023-05-01", receipts=received)
                for name in ("甲厂", "乙厂")))
    clock.at = datetime(2024, 2, 2, 4, tzinfo=UTC)
    rows: list[list[Any]] = [
        ["2023年到位资金认定表"], ["序号", "项目名称", "到位资金（万元）", "到资时间", "是否认定"],
        [1, "甲厂", 5000, "2023-05", "是"], [2, "甲厂", 700, "2023-06", "否"], [3, "乙厂", 5000, "2023-05", "未认定"]]
    taken(desk, write_xlsx(tmp_path / "钱.xlsx", {"2023年到位资金": rows}), "out_of_province")
    found = held(desk)
    assert (found.agreed, told(found)) == (1, [(Differs.NOT_RECOGNISED, "乙厂", "乙厂")])


def test_a_card_is_a_line_and_what_is_wrong_with_it_stands_where_it_does_on_the_sheet(january: Desk,
                                                                                     tmp_path: Path) -> None:
    card: list[list[Any]] = [
        ["重点项目认定卡"], ["项目名称", "外地厂", "投资方", "乙公司"], ["合同金额", "1.2亿元", "建设地点", "高新区"],
        ["签约时间", "2023-06-01", "认定情况", "认定"]]
    taken(january, write_xlsx(tmp_path / "卡.xlsx", {"外地厂": card}))
    (line,) = (one for one in held(january).open if one.of.kind is Differs.ONLY_THERE)
    assert line.of.theirs[0].row == 2
    assert their_side(line, Lang.ZH).endswith("（外地厂第 2 行）")
    card[3][1] = "2023-06-31"
    outcome = take_list(january, write_xlsx(tmp_path / "错.xlsx", {"外地厂": card}), "new_signed", year=2023,
                        body="省厅")
    assert isinstance(outcome, Refused)
    (problem,) = (reason.params["cell"] for reason in outcome.reasons)
    assert isinstance(problem, Problem)
    assert (problem.row, problem.column) == (4, "B")
