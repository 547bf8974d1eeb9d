"""The published report is right but for a note; of the published rates those that do not agree are flagged alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proof.reckoned import proofed, told
from tracker.proof.findings import Cause, Checked

DATA = Path(__file__).parent / "data"
FORMS = {
    "completion": (
        "{year}，{what}目标任务{target}，实际完成{actual}，完成率{rate}。",
        "{what}全年目标任务{target}，完成{actual}，完成全年目标任务的{rate}。",
        "{what}完成{actual}，占全年目标任务{target}的{rate}。",
        "{year}，全市{what}完成{actual}，完成年度计划{target}的{rate}，形势良好。",
        "一是{what}任务数{target}，已完成{actual}，占任务数的{rate}。",
        "{what}：目标{target}，完成{actual}，完成{rate}；下一步继续努力。",
        "年度{what}任务为{target}。截至目前，共完成{actual}，完成率为{rate}。",
        "全年计划完成{what}{target}，实际完成{actual}，为年度计划的{rate}。",
        "{what}达到{actual}，完成目标任务（{target}）的{rate}。",
        "完成{what}{actual}，为目标{target}的{rate}，同比增长12.5%。",
    ),
    "share": (
        "签约项目{target}，其中{what}{actual}，占签约项目的{rate}。",
        "全市共{target}，其中{what}{actual}，占{rate}。",
        "{what}{actual}，占总数{target}的{rate}。",
        "总量为{target}，其中{what}为{actual}，占总量的{rate}。",
        "{what}{actual}，占比{rate}，总量{target}。",
    ),
    "conversion": (
        "签约项目{target}，其中{what}{actual}，占签约项目的{rate}。",
        "共签约{target}，已履约{actual}，履约率{rate}。",
        "签约{target}，开工{actual}，开工率{rate}。",
        "{what}{rate}（{actual}/{target}）。",
        "签约合同项目{target}，目前到位{actual}，到位率达{rate}。",
    ),
}


def rows() -> Iterator[tuple[str, bool]]:
    """Every published rate in every form of its kind."""
    for row in json.loads((DATA / "published-rates.json").read_text("utf-8")):
        numbers = {name: _with_unit(row[name], row["unit"]) for name in ("target", "actual")}
        for form in FORMS[row["rate_kind"]]:
            yield form.format(year=row["year"], what=row["indicator"], rate=row["stated_rate"],
                              **numbers), row["agrees"]


def _with_unit(number: str, unit: str) -> str:
    if number.endswith(("亿", "万")):
        return f"{number}元"
    return number + unit


def test_the_published_report_is_right_but_for_a_note() -> None:
    found = proofed((DATA / "report-2023.txt").read_text("utf-8"))
    assert found.findings == ()
    (note,) = found.notes
    assert (note.checked, note.cause, note.stated, note.computed) == (
        Checked.PARTS, Cause.ROUNDING, "172.41万元", "172.42万元")
    assert [one.text for one in note.numbers] == ["163.33万元", "9.09万元", "172.41万元"]
    assert note.place.numbers == (17,)


def test_of_the_report_each_rate_was_set_against_its_numbers() -> None:
    text = (DATA / "report-2023.txt").read_text("utf-8")
    for right, wrong in (("104.7%", "107.4%"), ("101.77%", "110.77%"), ("47.4635", "27.4635"),
                         ("124 亿元", "124 万元")):
        assert proofed(text.replace(right, wrong)).findings, wrong


@pytest.mark.parametrize("agrees", [True, False])
def test_published_rates_are_flagged_where_they_do_not_agree_and_nowhere_else(agrees: bool) -> None:
    wrong = [text for text, is_right in rows() if is_right is agrees and bool(told(text)) is agrees]
    assert wrong == []


def test_what_rounding_explains_is_a_note_and_the_rest_a_finding() -> None:
    note = proofed("到位资金目标任务42.5亿元，完成25.47亿元，完成率59.94%。")
    assert (note.findings, len(note.notes)) == ((), 1)
    cut = proofed("共签约292个，已履约291个，履约率99.65%。").findings
    assert [(one.cause, one.computed) for one in cut] == [(Cause.CUT_OFF, "99.66%")]


def test_published_prose_has_nothing_to_find() -> None:
    lines = (DATA / "prose.txt").read_text("utf-8").splitlines()
    assert len(lines) > 80
    assert {line: told(line) for line in lines if proofed(line).findings} == {}


@pytest.mark.parametrize(("text", "found"), [
    ("一般公共预算支出完成255,325万元,比上年同期增支14,484元,增长6.01%", ("growth", "6.01%", "0.00%")),
    ("本年度计划新开工项目270项,实际已开工129项,开工率达47%。", ("conversion", "47%", "48%")),
    ("全省375亿元到位资金中,甲市到位217.2亿元,占总数的58.2%。", ("share", "58.2%", "57.9%")),
    ("规上工业企业预计完成产值 1368.40 亿元,同比增长 18%,其中县级企业预计完成产值1400亿元。",
     ("part_of_whole", "1400亿元", "1368.40 亿元")),
    ("今年1—11月,全省172个在建重点项目完成投资1434.9亿元,为年计划的95.6%。按阶段划分(含子项),其中64个投产项目完成投资651.3亿元,为年计划的105.9%;"
     "91个续建项目完成投资754.9亿元,为年计划的90.7%;17个新开工项目完成投资28.7亿元,为年计划的53.5%。"
     "按行业划分,6个新农村建设项目完成投资93.3元,54个产业发展项目完成投资268.1亿元,86个基础设施项目完成投资903.5亿元,26个社会发展项"
     "目完成投资170亿元,分别占计划的102.4%、80.8%、99%、102.8%。", ("parts", "1434.9亿元", "1341.6亿元")),
])
def test_what_was_wrong_in_published_texts_is_found(text: str, found: tuple[str, str, str]) -> None:
    assert told(text) == [found]


def test_a_slip_of_myriads_is_named() -> None:
    (found,) = proofed("一般公共预算支出完成255,325万元,比上年同期增支14,484元,增长6.01%").findings
    assert found.cause is Cause.MYRIADS
