"""What was promised against what came: shares as thresholds, figures that compare both, stages reached on time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, YI, Came, Slice, made, on, put
from tests.office.rulesets import rules, text_of
from tracker.domain.expected import Awaited
from tracker.domain.money import Currency
from tracker.domain.reasons import Code
from tracker.domain.results import ResultKind
from tracker.domain.stages import Stage
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.figures.subtotals import sub_totals
from tracker.office.journal.journal import journal_page
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, NotTaken
from tracker.office.project.expected import expect
from tracker.office.project.moves import Milepost, advance
from tracker.office.yearend.closing import close_year
from tracker.office.yearend.moves import YearMoved, year_moved
from tracker.store.tables import Milestone, Project
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.figures import why_not

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clock
    from tracker.domain.rules import Ruleset
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases
END = date(2023, 12, 31)
EXCHANGE = "\n[exchange]\nUSD = 7\n"


ASKED = """
[[indicators]]
key = "asked"
label = {{ zh = "所问" }}
unit = "个"
kind = "milestone"
stage = "signed"
{said}
""" + EXCHANGE


def asked(said: str) -> Ruleset:
    return rules(more=ASKED.format(said=said))


def behind(desk: Desk, key: str, chosen: Ruleset, lang: Lang = Lang.ZH) -> tuple[list[str], dict[str, str]]:
    """The projects counted, and of the others why not."""
    explained = explain(desk, 2023, key, until=END, ruleset=chosen)
    assert isinstance(explained, Explanation)
    return [one.name for one in explained.counted], {one.name: why_not(one, words(lang))
                                                     for one in explained.not_counted}


def put_promises(desk: Desk) -> None:
    def signed(name: str, *paid: Slice, results: tuple[Came, ...] = (), **profile: object) -> None:
        put(desk, made(name, "2022-12-01", "2023-01-05", receipts=paid, results=results, **profile))

    # 3000万元 of 1亿元, to the 分; the last of it came in 2022
    signed("正好", Slice(on("2023-03-01"), 2000 * WAN), Slice(on("2022-12-31"), 1000 * WAN), contract_minor=YI)
    signed("差一分", Slice(on("2023-03-01"), 3000 * WAN - 1), contract_minor=YI)
    # 100万美元 = 700万元 at 7 of 2000万元, 35%
    signed("美元", Slice(on("2023-03-01"), 100 * WAN, Currency.USD), contract_minor=2000 * WAN)
    signed("没有金额", Slice(on("2023-03-01"), YI))
    # what was promised in a currency without a rate is no promise
    signed("港元", Slice(on("2023-03-01"), YI), contract_minor=YI, contract_currency=Currency.HKD)
    signed("产出", contract_minor=YI, fixed_minor=6000 * WAN, output_minor=2 * YI, tax_minor=100 * WAN, results=(
        Came(ResultKind.INVESTED, on("2023-06"), 3000 * WAN), Came(ResultKind.OUTPUT, on("2023"), YI),
        Came(ResultKind.OUTPUT, on("2022"), YI), Came(ResultKind.TAX, on("2023"), 120 * WAN)))


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=4, of_each="database")
@pytest.mark.parametrize(("said", "fits", "why"), [
    ('at_least = { arrived = "30%" }', "正好 美元",
     {"差一分": "累计到资不足合同金额的30%", "没有金额": "没有合同金额", "港元": "累计到资不足合同金额的30%"}),
    ('at_least = { arrived_in_year = "20%" }', "正好 差一分 美元", {"产出": "本年度到资不足合同金额的20%"}),
    ('at_least = { invested = "30%" }', "产出", {"正好": "累计完成投资不足合同金额的30%"}),
    ('at_least = { invested = "50% of fixed_investment" }', "产出", {"正好": "没有固定资产投资"}),
    ('at_least = { invested = "50.01% of fixed_investment" }', "", {"产出": "累计完成投资不足固定资产投资的50.01%"}),
    ('at_least = { output_in_year = "50%", tax_in_year = "120%" }', "产出", {}),
    ('at_least = { output_in_year = "51%" }', "", {"产出": "本年度产值不足预计产值的51%"}),
    ('at_least = { output = "100%" }', "产出", {"正好": "没有预计产值"}),
    ('at_least = { tax_in_year = "120.1%" }', "", {"产出": "本年度税收不足预计税收的120.1%"}),
    # who owns up to nothing need not promise anything
    ('at_least_for = [{ only = { origin = ["foreign"] }, arrived = "99%" }]',
     "正好 差一分 美元 没有金额 港元 产出", {}),
    ('promised = ["expected_output", "fixed_investment"]', "产出", {"正好": "没有预计产值"}),
])
def test_a_threshold_can_be_a_share_of_what_was_promised(desk: Desk, said: str, fits: str, why: dict[str, str]) -> None:
    put_promises(desk)
    counted, reasons = behind(desk, "asked", asked(said))
    assert counted == fits.split()
    assert {name: reasons[name] for name in why} == why
    figure = rollup(desk, 2023, until=END, ruleset=asked(said)).figure("asked")
    assert figure is not None
    assert (figure.counted, figure.not_counted) == (len(counted), 6 - len(counted))


KEPT = """
[[indicators]]
key = "promised"
label = { zh = "承诺产值" }
unit = "亿元"
kind = "promised"
amount = "expected_output"
stage = "producing"

[[indicators]]
key = "came"
label = { zh = "实际产值" }
unit = "亿元"
kind = "results"
result = "output"
reached = ["producing"]
promised = ["expected_output"]

[[indicators]]
key = "kept"
label = { zh = "产值兑现率" }
unit = "%"
kind = "ratio"
of = ["came", "promised"]
"""


@pytest.mark.story(keep=1)
def test_a_figure_compares_what_was_promised_with_what_came(desk: Desk) -> None:
    days = ("2019-01-01", "2019-02-01", "2019-03-01", "2019-04-01", "2019-05-01")
    put(desk,
        # producing since 2020: its promise holds in every year after it
        made("老厂", *days, "2020-06-01", output_minor=3 * YI, park="高新区", results=(
            Came(ResultKind.OUTPUT, on("2023H1"), YI), Came(ResultKind.OUTPUT, on("2023H2"), YI),
            Came(ResultKind.OUTPUT, on("2022"), 9 * YI))),
        made("新厂", *days, "2023-12-01", output_minor=YI),
        made("没承诺", *days, "2021-01-01", results=(Came(ResultKind.OUTPUT, on("2023"), 5 * YI),)),
        made("未投产", *days, output_minor=7 * YI, results=(Came(ResultKind.OUTPUT, on("2023"), 2 * YI),)),
        made("明年投产", *days, "2024-01-01", output_minor=7 * YI))
    chosen = rules(more=KEPT)
    figures = {one.key: one for one in rollup(desk, 2023, until=END, ruleset=chosen).indicators}
    # 2亿元 of 3 + 1亿元
    assert [figures[key].actual for key in ("promised", "came", "kept")] == ["4", "2", "50"]
    assert (figures["promised"].counted, figures["promised"].not_counted) == (2, 3)
    counted, reasons = behind(desk, "promised", chosen)
    assert counted == ["老厂", "新厂"]
    assert reasons == {"没承诺": "没有预计产值", "未投产": "未投产",
                       "明年投产": "投产在截止日 2023-12-31 之后（2024-01-01）"}
    whole = explain(desk, 2023, "kept", until=END, ruleset=chosen)
    assert isinstance(whole, Explanation)
    assert (whole.figure, whole.of, [one.name for one in whole.counted]) == ("2", "4", ["老厂"])
    earlier = rollup(desk, 2022, until=date(2022, 12, 31), ruleset=chosen)
    assert [one.actual for one in earlier.indicators if one.key in ("promised", "kept")] == ["3", "300"]
    by_park, by_month = sub_totals(desk, 2023, ["park", "month"], until=END, ruleset=chosen)
    assert {value: row["promised"].actual for value, row in by_park.rows.items()} == {"高新区": "3", "": "1"}
    assert {value: row["promised"].actual for value, row in by_month.rows.items() if row["promised"].counted} == {
        "": "4"}, "a promise is of no month"


@pytest.mark.story(keep=1)
def test_a_stage_is_on_time_by_the_day_that_was_first_expected(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 1, 10, 4, tzinfo=UTC)
    for name, started, *expected in (
            ("按期", "2023-06-18", "2023-06"), ("整月", "2023-06", "2023年6月中旬"), ("晚", "2023-07-01", "2023-06"),
            ("推迟过", "2023-09-01", "2023-06", "2023-12"), ("提前过", "2023-09-01", "2023-10", "2023-08"),
            ("误录", "2023-09-01", "2023-06"), ("没有预计", "2023-03-01"), ("未开工", "", "2023-06"),
            ("下年", "2024-01-05", "2024-02")):
        (number,) = put(desk, made(name, "2022-01-01", "2023-01-02", "2023-01-03", "2023-01-04"))
        with desk.reading() as session:
            code = session.get_one(Project, number).code
        for day in expected:
            assert isinstance(expect(desk, code, Awaited.STARTED, on(day)), Done)
        if name == "误录":
            assert isinstance(undo(desk, "误录"), Done)
            assert isinstance(expect(desk, code, Awaited.STARTED, on("2023-09")), Done)
        if started:
            with desk.unit() as unit:
                entry, day = unit.entry("test.started"), on(started)
                unit.append(Milestone, entry, project_id=number, stage=Stage.STARTED, occurred_on=day.on,
                            precision=day.precision)
    chosen = asked('on_time = ["started"]')
    counted, reasons = behind(desk, "asked", chosen)
    assert counted == ["按期", "提前过", "误录"]
    late = "截至 2023-12-31 没有在最初预计的日期以前开工"
    assert reasons == {**dict.fromkeys(("整月", "晚", "推迟过", "未开工", "下年"), late),
                       "没有预计": "没有预计开工的日期"}
    assert behind(desk, "asked", chosen, Lang.EN)[1]["晚"] == (
        "by 2023-12-31 not started by the day that was first expected")
    figure = rollup(desk, 2023, until=date(2023, 6, 17), ruleset=chosen).figure("asked")
    assert figure is not None
    assert figure.actual == "0", "by then none had started"


@pytest.fixture
def expected(desk: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A project that started on time, by rules that count those alone; the entry that says what was expected."""
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    (tmp_path / "ours.toml").write_text(text_of(ASKED.format(said='on_time = ["started"]')), "utf-8")
    clock.at = datetime(2023, 1, 10, 4, tzinfo=UTC)
    (number,) = put(desk, made("甲", "2022-01-01", "2023-01-02", "2023-01-03", "2023-01-04"))
    with desk.reading() as session:
        code = session.get_one(Project, number).code
    assert isinstance(expect(desk, code, Awaited.STARTED, on("2023-06")), Done)
    entry = journal_page(desk).lines[0].id
    clock.at = datetime(2023, 6, 20, 4, tzinfo=UTC)
    assert isinstance(advance(desk, code, [Milepost(Stage.STARTED, on("2023-06-18"))], override="按期"), Done)
    clock.at = datetime(2024, 1, 20, 4, tzinfo=UTC)
    assert counts(desk) == "1"
    return entry


def test_an_expectation_that_is_taken_away_moves_a_figure_and_is_told(desk: Desk, clock: Clock, expected: int) -> None:
    reported, clock.at = clock.at, datetime(2024, 2, 1, 4, tzinfo=UTC)
    assert isinstance(undo(desk, "误录", entry_id=expected), Done)
    assert counts(desk) == "0"
    moved = year_moved(desk, 2023, reported)
    assert isinstance(moved, YearMoved)
    (figure,) = [one for one in moved.figures if one.key == "asked"]
    assert [(move.name, move.by, move.entry and move.entry.action) for move in figure.moves] == [("甲", "-1", "undo")]


def test_of_a_closed_year_it_is_not_taken_away(desk: Desk, expected: int) -> None:
    assert isinstance(close_year(desk, 2023, despite="按期结账"), Done)
    with pytest.raises(NotTaken) as error:
        undo(desk, "误录", entry_id=expected)
    assert error.value.refusal.reasons[0].code is Code.FIGURE_CLOSED
    assert counts(desk) == "1"


def counts(desk: Desk) -> str:
    figure = rollup(desk, 2023, until=END).figure("asked")
    assert figure is not None
    return figure.actual
