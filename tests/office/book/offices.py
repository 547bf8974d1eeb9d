"""Random offices with everything a book can hold, names that look like sums, sections, days and formulas included."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import Any

from hypothesis import strategies as st

from tracker.domain.blocking import Level, Word
from tracker.domain.days import Day, Precision, is_empty
from tracker.domain.expected import Awaited, Expectation
from tracker.domain.machines import BLOCKER_LIFE
from tracker.domain.money import Currency, Mark, Money
from tracker.domain.money_form import MoneyForm
from tracker.domain.names import fold_name
from tracker.domain.results import DatedResult, People, ResultKind, again
from tracker.domain.stages import STAGES, Status
from tracker.domain.text import clean, clean_lines
from tracker.ledger.expected import expectation_said
from tracker.office.desk import Desk
from tracker.office.project.results import amount_columns
from tracker.office.records import number, settle
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Evidence,
    ExpectedDay,
    Milestone,
    Profile,
    Project,
    ProjectResult,
    Receipt,
    StatusChange,
    Target,
)

CODE = "91430981878AY7A07H"
HOSTILE = (
    "[/]甲", "=1+1", "@x", "http://example.org/甲", "A & B <合资>", "合计", "小计", "其中：外资", "一、工业项目",
    "（二）农业", "总计（3个）", "工业（5个）", "2023-06-18", "2023年6月", "45000", "1", "12.5",
    "项目名称", "投资方", "同上",
    "〃", "″", "无名项目", "填表人：张三", "注：以上", "说明：本表", "备注：x", "-项目", "'引号", "+86", "_x0041_",
    "￥100", "甲\u3000乙", "长" * 199, "单位：亿元", "合同金额（亿元）", "第一批", "3个", "联系人：李四", "true",
    "#REF!", "💰项目", "é\u0301", "\"", "''", "同前",
)
WORDS = st.text("甲乙丙项目（）()、，；：:|｜【】\\=+@<>&\"' 0123456789aZ一二三√无-/\u3000", min_size=1, max_size=12)


def line(most: int = 200) -> st.SearchStrategy[str]:
    """A text of one line as the office keeps it, that does not say that there is nothing."""
    return (st.sampled_from(HOSTILE) | WORDS).map(lambda text: clean(text)[:most].strip()).filter(
        lambda text: bool(text) and not is_empty(text))


def page() -> st.SearchStrategy[str]:
    """A text of several lines."""
    return st.lists(line(), min_size=1, max_size=3).map(lambda lines: clean_lines("\n".join(lines))) | st.sampled_from(
        ["长" * 4000, "甲\n\n  乙", "【2023年6月18日 答复】甲\n【x】",
         "2023年11月28日终止：甲", "2023年13月45日终止", "已终止"])


@st.composite
def days(draw: st.DrawFn, last: date = date(2024, 6, 1)) -> Day:
    on = draw(st.dates(date(2019, 6, 1), last))
    precision = draw(st.sampled_from([Precision.DAY, *Precision]))
    return Day.unknown() if precision is Precision.UNKNOWN else Day(on).widened(precision)


MINOR = st.integers(1, 10**15) | st.integers(1, 10**6).map(lambda many: many * 10**8)
MONEY = st.tuples(MINOR, st.sampled_from(Currency), st.sampled_from(Mark)).map(
    lambda one: (one[0] if one[1].minor_units > 1 else min(one[0], 10**13), *one[1:]))
CNY = st.integers(1, 10**14)
PEOPLE = st.integers(1, 10**7)
LABELS = st.sampled_from(["联系电话", "投资方", "开工时间", "状态", "1月", "累计", "备注", "其他",
                          "入统时间", "2023年产值（万元）", "本年完成投资", "2023年用工人数",
                          "一名领导", "甲=乙", "合同金额（万元）",
                          "说明", "长" * 90, "到位资金", "所在分组", "K", "链条定位"])
ROLES = st.sampled_from(["一名链长", "一名市级领导", "专班", "领导", "项目名称", "一套专班"])


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, Any]:
    def maybe(strategy: st.SearchStrategy[Any], blank: Any) -> Any:
        return draw(strategy) if draw(st.booleans()) else blank

    contract, fixed, output, tax = (maybe(MONEY, (None, Currency.CNY, Mark.EXACT)) for _ in range(4))
    texts = {name: maybe(line(), "") for name in ("investor", "investor_from", "industry_chain", "park", "bureau",
                                                  "chain_leader", "officer", "channel")}
    return {**texts, "origin": maybe(st.sampled_from(["out_of_province", "in_province", "foreign", "local"]), None),
            "hunan_return": draw(st.booleans()),
            "top500": maybe(st.sampled_from(["world", "china", "china_private", "listed"]), None),
            "chain_role": maybe(st.sampled_from(["main", "strengthen", "extend", "complete"]), None),
            "contract_minor": contract[0], "contract_currency": contract[1], "contract_mark": contract[2],
            "fixed_minor": fixed[0], "fixed_currency": fixed[1], "fixed_mark": fixed[2],
            "output_minor": output[0], "output_currency": output[1], "output_mark": output[2],
            "tax_minor": tax[0], "tax_currency": tax[1], "tax_mark": tax[2],
            "land_mu": maybe(st.sampled_from(["36", "0.5", "1234567.891234567", "666.67"]), ""),
            "credit_code": maybe(st.just(CODE), ""),
            "roles": maybe(st.dictionaries(ROLES, line(), max_size=3), {}),
            "notes": maybe(st.dictionaries(LABELS, page(), max_size=4), {})}


@st.composite
def projects(draw: st.DrawFn) -> dict[str, Any]:
    reached = draw(st.integers(1, 6))
    known = sorted(draw(st.lists(days(), min_size=reached, max_size=reached)), key=lambda day: day.on or date.min)
    stages = dict(zip(STAGES, _in_order(known), strict=False))
    recognised = {stage: draw(st.none() | st.dates(date(2022, 1, 1), date(2024, 6, 1))) for stage in stages}
    expected = draw(st.dictionaries(st.sampled_from(Awaited), st.lists(
        st.tuples(expectations(), st.just("") | line()), min_size=1, max_size=3), max_size=3))
    return {"name": draw(line()), "expected": expected, "profile": draw(profiles()),
            "stages": stages, "recognised": recognised,
            "statuses": draw(st.lists(st.tuples(st.sampled_from(Status), days(), st.just("") | page()), max_size=2)),
            "receipts": draw(receipts()), "results": draw(results()),
            "blockers": draw(st.lists(blockers(), max_size=2))}


PAPERS = st.lists(st.tuples(st.sampled_from(
    ["bank_slip", "invoice", "contract", "land_fee", "photo", "acceptance", "permit", "licence",
     "verification_report"]), st.just("") | line(30)), max_size=3, unique=True)


@st.composite
def receipts(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Money that arrived, and of some of it a part, or all, that went back later: an office takes no more."""
    arrived = draw(st.lists(st.tuples(
        days().filter(lambda day: day.known), MONEY, st.sampled_from([None, "foreign", "local"]), st.just("") | page(),
        PAPERS, st.none() | st.sampled_from(MoneyForm), st.none() | st.integers(0, 10_000)), max_size=3,
        unique_by=lambda receipt: (receipt[0], receipt[1][:2])))
    gone = []
    for day, (minor, currency, mark), origin, _, _, form, outside in draw(st.lists(st.sampled_from(arrived),
                                                                                   unique_by=id)
                                                          if arrived else st.just([])):
        back = min(draw(MINOR), minor)
        gone.append((draw(st.sampled_from([day, Day(date(2024, 6, 1))])), (-back, currency, mark), origin,
                     draw(st.just("减资") | page()), draw(PAPERS), form, outside))
    return draw(st.permutations([*arrived, *gone]))


@st.composite
def results(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """What came of a project: of what happens once, one; of amounts none that would be counted twice.

    Where times overlap both have a note: in a ledger a note on one of them alone does not say that they are two, and
    the import names the one that it leaves out.
    """
    found: list[tuple[ResultKind, DatedResult]] = []
    for what in draw(st.lists(st.sampled_from(ResultKind), max_size=4)):
        day = draw(days().filter(lambda day: day.known))
        if what.of_period_only and day.precision is Precision.DAY:
            day = day.widened(Precision.MONTH)
        amount = Money(*draw(MONEY)) if what.of_money else People(draw(PEOPLE)) if what.of_people else None
        new = DatedResult(0, day, amount, draw(st.just("") | page()))
        others = (one if one.note and new.note else one._replace(note=new.note) for kind, one in found if kind is what)
        if not any(True for _ in again(new, others)):
            found.append((what, new))
    return found


def expectations() -> st.SearchStrategy[Expectation]:
    """Days that are expected, some as an officer types them and some in the finer words of a ledger."""
    ledgers = st.sampled_from(["2024年底", "2025年6月中旬", "2025年上半年", "预计2025年第三季度", "2025-06-18前",
                               "约2025年6月", "2025Q3", "2026年6月18日左右"]).map(expectation_said)
    of_a_header = st.tuples(YEARLESS, st.integers(2024, 2027)).map(lambda said: expectation_said(*said))
    return days(date(2030, 1, 1)).filter(lambda day: day.known).map(Expectation) | (ledgers | of_a_header).map(_there)


_PARTS = ["三季度", "第四季度", "Q2", "上半年", "下半年", "年底", "年末", "年内", "年中", "6月", "6 月底",
          "12月中旬", "9月18日", "06月初"]
YEARLESS = st.builds("".join, st.tuples(
    st.sampled_from(["", "预计", "力争", "约", "争取 于"]), st.sampled_from(_PARTS),
    st.sampled_from(["", "左右", "前", "之前", "以前"]), st.sampled_from(["", "开工", "竣工"])))
"""Days to come as ledgers put them below a header that names the year."""


def _there(expectation: Expectation | None) -> Expectation:
    assert expectation is not None
    return expectation


def _in_order(known: list[Day]) -> list[Day]:
    """The days such that none certainly lies before an earlier one."""
    return list(accumulate(known, lambda before, day: before if day.certainly_before(before) else day))


@st.composite
def blockers(draw: st.DrawFn) -> dict[str, Any]:
    state, words = BLOCKER_LIFE.start, []
    for _ in range(draw(st.integers(0, 4))):
        word = draw(st.sampled_from([word for word in Word if BLOCKER_LIFE.after(state, word) is not None]))
        state = BLOCKER_LIFE.told(state, word)
        words.append({"word": word, "day": draw(days()), "said_by": draw(st.just("") | line()),
                      "due_on": draw(st.dates(date(2024, 7, 1), date(2025, 1, 1))) if word is Word.DUE else None,
                      "level": draw(st.sampled_from(Level)).value if word is Word.ESCALATE else "",
                      "text": draw(st.just("") | page()), "permit": draw(st.none() | line()),
                      "authority": draw(st.none() | line())})
    return {"category": draw(line()), "description": draw(page()), "blocking": draw(st.booleans()),
            "bureau": draw(st.just("") | line()), "person": draw(st.just("") | line()),
            "level": draw(st.sampled_from(Level)).value, "permit": draw(st.just("") | line()),
            "authority": draw(st.just("") | line()), "raised": draw(st.sampled_from([Day.unknown(), Day.year(2018)])),
            "first_due_on": draw(st.none() | st.dates(date(2024, 7, 1), date(2025, 1, 1))), "words": words}


TARGETS = st.dictionaries(st.tuples(st.sampled_from([2022, 2023, 2024]), st.sampled_from(["new_signed", "foreign"])),
                          st.integers(1, 9999), max_size=4)


def put_office(desk: Desk, made: list[dict[str, Any]], targets: dict[tuple[int, str], int]) -> None:
    """Takes it all in, past the use cases."""
    with desk.unit() as unit:
        entry = unit.entry("test.put")
        seen: set[str] = set()
        for count, one in enumerate(made, 1):
            key = fold_name(one["name"])
            if not key or key in seen:
                continue
            seen.add(key)
            row = Project(code=f"P{count:04}", recorded_at=unit.at, touched_at=unit.at)
            unit.session.add(row)
            unit.session.flush()
            at = number(row)
            phase = 1 if count > 1 and count % 3 == 0 else None
            unit.append(Profile, entry, project_id=at, name=one["name"], name_key=key, phase_of=phase, **one["profile"])
            for stage, day in one["stages"].items():
                unit.append(Milestone, entry, project_id=at, stage=stage, occurred_on=day.on, precision=day.precision,
                            recognised_on=one["recognised"][stage])
            for status, day, reason in one["statuses"]:
                unit.append(StatusChange, entry, project_id=at, status=status, changed_on=day.on,
                            precision=day.precision, reason=reason)
            _put_expected(unit, entry, at, one["expected"])
            _put_receipts(unit, entry, at, one["receipts"])
            _put_blockers(unit, entry, at, one["blockers"])
            for what, came in one["results"]:
                unit.append(ProjectResult, entry, project_id=at, what=what, happened_on=came.day.on,
                            precision=came.day.precision, note=came.note, **amount_columns(came.amount))
            settle(unit, at)
        for (year, indicator), value in targets.items():
            unit.append(Target, entry, year=year, indicator=indicator, value=str(value),
                        unit="个" if indicator == "new_signed" else "万美元")


def _put_expected(unit: Any, entry: Any, at: int, expected: dict[Awaited, list[Any]]) -> None:
    """Each expectation stands instead of the one before."""
    for what, moved in expected.items():
        was = None
        for expectation, reason in moved:
            was = unit.append(ExpectedDay, entry, instead_of=was, project_id=at, what=what, text=expectation.text,
                              expected_on=expectation.day.on, precision=expectation.day.precision, reason=reason)


def _put_receipts(unit: Any, entry: Any, at: int, receipts: list[Any]) -> None:
    seen = set()
    for day, (minor, currency, mark), origin, note, papers, form, outside in receipts:
        if (day, minor, currency) in seen:
            continue
        seen.add((day, minor, currency))
        paid = unit.append(Receipt, entry, project_id=at, received_on=day.on, precision=day.precision,
                           amount_minor=minor, currency=currency, mark=mark, origin=origin,
                           form=form, outside_share=outside, note=note)
        for kind, paper in papers:
            unit.append(Evidence, entry, project_id=at, receipt_id=paid.id, kind=kind, number=paper)


def _put_blockers(unit: Any, entry: Any, at: int, blockers: list[Any]) -> None:
    from tracker.domain.blocker_story import left_at

    for one in {blocker["description"]: blocker for blocker in blockers}.values():
        held = {name: value for name, value in one.items() if name not in ("raised", "words")}
        left = left_at(one["first_due_on"], one["level"], ((said["word"], said["due_on"], said["level"])
                                                           for said in one["words"]))
        row = unit.append(Blocker, entry, project_id=at, raised_on=one["raised"].on,
                          precision=one["raised"].precision, due_on=left.due, state=left.state, **held)
        for said in one["words"]:
            more = {name: value for name, value in said.items() if name != "day"}
            unit.append(BlockerWord, entry, blocker_id=row.id, said_on=said["day"].on,
                        precision=said["day"].precision, **more)
