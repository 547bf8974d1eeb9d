"""What an inspection would ask: what is planted is found, clean offices are left alone, limits are of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest

from tests.bench.audit import questions, was_found
from tests.clean_offices import DISTORTIONS, SPAN, TODAY, WAN, Invented, clean_office
from tracker.domain.audit_days import late_taken_over, tail
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import (
    AuditedPaper,
    AuditedProject,
    AuditedReceipt,
    AuditedStage,
    AuditedYear,
    AuditFinding,
)
from tracker.domain.auditing import QUESTIONS, audit_year
from tracker.domain.counting_year import CALENDAR
from tracker.domain.currency import Currency, Mark, Money
from tracker.domain.days import Day
from tracker.domain.money_form import MoneyForm
from tracker.domain.rules_audit import AuditRules
from tracker.domain.stages import Stage

RULES = AuditRules()
NO_CODE = ""


# -- whole offices ----------------------------------------------------------------------------------------------------


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("check", list(AuditCheck))
def test_what_is_planted_is_found(check: AuditCheck) -> None:
    assert sum(was_found(check, seed) for seed in range(5)) >= 4


def test_every_kind_can_be_planted_and_is_asked() -> None:
    assert set(DISTORTIONS) == set(QUESTIONS) == set(AuditCheck)


@pytest.mark.parametrize(("size", "offices"), [(20, 20), (60, 6), (300, 1)])
def test_clean_offices_are_left_alone(size: int, offices: int) -> None:
    made = [clean_office(500 + seed, size) for seed in range(offices)]
    asked = [finding for one in made for finding in questions(one)]
    assert len(asked) * 20 <= sum(len(one.year().active) for one in made), asked


def test_offices_whose_banks_transfer_on_any_day_and_whose_slips_have_no_numbers_are_left_alone_too() -> None:
    made = clean_office(7, 300)
    for receipt in list(made.receipts):
        if made.chance.random() < 0.07 and receipt.day.on is not None:
            made.receipt_on(receipt, receipt.day.on + timedelta(5 - min(receipt.day.on.weekday(), 5)))
    made.papers = [paper._replace(number="") for paper in made.papers]
    asked = list(questions(made))
    assert len(asked) * 20 <= len(made.year().active), asked


def test_a_clean_office_that_keeps_no_documents_is_asked_for_them_once() -> None:
    made = clean_office(3, 60)
    made.papers.clear()
    asked = list(questions(made))
    (lacking,) = [finding for finding in asked if finding.check is AuditCheck.NO_PROOF]
    assert lacking.subject == "*"
    assert len(asked) * 20 <= len(made.year().active), asked


@pytest.mark.parametrize("check", list(AuditCheck))
def test_the_ruleset_leaves_a_question_out(check: AuditCheck) -> None:
    made = clean_office(1, 120)
    DISTORTIONS[check](made)
    asked = {finding.check for finding in audit_year(made.year(), AuditRules(left_out=[check]))}
    assert check not in asked


# -- single questions -------------------------------------------------------------------------------------------------


def office(*, projects: int = 2, contract: Money | None = None, investor: str = "") -> Invented:
    """Projects that were signed in January with a paper, and nothing else."""
    made = clean_office(0, 0)
    for number in range(1, projects + 1):
        made.projects[number] = AuditedProject(f"P{number}", f"项目{number}", investor or f"投资方第{number}家",
                                               NO_CODE, contract or Money(50_000 * WAN), {})
        signed(made, number, date(2023, 1, 9))
    return made


def signed(made: Invented, number: int, day: date, stage: Stage = Stage.SIGNED) -> None:
    """A stage reached, entered at once, with its paper."""
    made.stages.append(AuditedStage(number, stage, Day(day), day))
    made.papers.append(AuditedPaper(number, stage, None, "contract", f"HT-{number}", Day(day)))


def paid(made: Invented, number: int, day: date, wan: int, *, slip: str = "", currency: Currency = Currency.CNY,
         form: MoneyForm | None = None) -> AuditedReceipt:
    """Money that arrived, with a slip of that number."""
    one = AuditedReceipt(len(made.receipts) + 1, number, Day(day), wan * WAN, currency, Mark.EXACT, form, day)
    made.receipts.append(one)
    if slip:
        made.papers.append(AuditedPaper(number, None, one.id, "bank_slip", slip, Day(day)))
    return one


def asked(made: Invented | AuditedYear, check: AuditCheck, rules: AuditRules = RULES) -> list[AuditFinding]:
    """What is asked of one kind."""
    return list(QUESTIONS[check](made.year() if isinstance(made, Invented) else made, rules))


@pytest.mark.parametrize(("found", "of", "share"), [(3, 10, 0.1), (0, 5, 0.3), (5, 5, 0.5), (9, 40, 0.12)])
def test_chance_is_the_tail_of_the_binomial(found: int, of: int, share: float) -> None:
    part = Fraction(str(share))
    exact = sum(comb(of, k) * part**k * (1 - part) ** (of - k) for k in range(found, of + 1))
    assert tail(found, of, share) == pytest.approx(float(exact))


def starting(late: int, others: int) -> Invented:
    """So many starts in the last days of the year, and so many in March."""
    made = office(projects=late + others)
    for number in range(1, late + others + 1):
        signed(made, number, SPAN.last - timedelta(number % 8) if number <= late else date(2023, 3, 2), Stage.STARTED)
    return made


def test_starts_at_the_end_are_held_against_habit_and_both_shares_are_told() -> None:
    (finding,) = asked(starting(8, 12), AuditCheck.YEAR_END_STARTS)
    assert finding.numbers == {"count": "8", "of": "20", "days": "10", "share": "40", "usual": "12"}
    assert len(finding.projects) == 8
    assert not asked(starting(4, 16), AuditCheck.YEAR_END_STARTS)
    assert not asked(starting(3, 0), AuditCheck.YEAR_END_STARTS)
    assert not asked(starting(8, 12), AuditCheck.YEAR_END_STARTS, AuditRules(year_end_percent=Decimal(30)))


def test_earlier_years_explain_no_more_than_twice_the_usual() -> None:
    made = starting(10, 10)
    for at in range(20):
        signed(made, 1, date(2022, 12, 25) if at < 8 else date(2022, 5, 1), Stage.STARTED)
    (finding,) = asked(made, AuditCheck.YEAR_END_STARTS)
    assert finding.numbers["usual"] == "24"
    for at in range(20):
        signed(made, 1, date(2021, 12, 25) if at < 1 else date(2021, 5, 1), Stage.STARTED)
    (finding,) = asked(made, AuditCheck.YEAR_END_STARTS)
    assert finding.numbers["usual"] == "22.5"


def test_starts_right_after_the_signing() -> None:
    made = office(projects=12)
    for number in range(1, 13):
        signed(made, number, date(2023, 1, 16) if number <= 6 else date(2023, 1, 17), Stage.STARTED)
    (finding,) = asked(made, AuditCheck.SOON_STARTS)
    assert (finding.numbers["count"], finding.numbers["share"], finding.numbers["usual"]) == ("6", "50", "15")
    assert not asked(made, AuditCheck.SOON_STARTS, AuditRules(soon_days=6))


def test_money_before_the_signing() -> None:
    made = office()
    paid(made, 1, date(2023, 1, 6), 100)
    paid(made, 2, date(2023, 1, 9), 100)
    made.receipts.append(AuditedReceipt(9, 2, Day.month(2023, 1), WAN, Currency.CNY, Mark.EXACT, None, SPAN.first))
    (finding,) = asked(made, AuditCheck.MONEY_BEFORE_SIGNING)
    assert finding.projects == ("P1",)
    assert [fact.what for fact in finding.facts] == ["receipt", "signed"]
    made.projects[3] = made.projects[1]._replace(code="P3")
    paid(made, 3, date(2023, 5, 5), 100)
    assert [one.subject for one in asked(made, AuditCheck.MONEY_BEFORE_SIGNING)] == ["P1", "P3"]


@pytest.mark.parametrize(("mark", "wan", "is_asked"), [
    (Mark.EXACT, 1000, False), (Mark.EXACT, 1001, True), (Mark.ABOUT, 1100, False), (Mark.ABOUT, 1101, True),
    (Mark.OVER, 9000, False)])
def test_money_above_the_contract(mark: Mark, wan: int, is_asked: bool) -> None:
    made = office(contract=Money(1000 * WAN, mark=mark))
    paid(made, 1, date(2022, 12, 1), wan - 500)
    paid(made, 1, date(2023, 2, 1), 500)
    paid(made, 1, date(2024, 1, 8), 5000)
    assert bool(asked(made, AuditCheck.ABOVE_CONTRACT)) is is_asked
    assert not asked(made, AuditCheck.ABOVE_CONTRACT, AuditRules(above_percent=Decimal(111)))


def test_foreign_money_is_added_at_the_printed_rate_and_what_went_back_is_taken_off() -> None:
    made = office(contract=Money(1000 * WAN))
    paid(made, 1, date(2023, 2, 1), 500)
    paid(made, 1, date(2023, 2, 2), 100, currency=Currency.USD)
    assert not asked(made, AuditCheck.ABOVE_CONTRACT)
    at_rate = replace(made.year(), exchange={Currency.USD: Decimal(7)})
    (finding,) = asked(at_rate, AuditCheck.ABOVE_CONTRACT)
    assert finding.facts[1].amount == Money(1200 * WAN)
    paid(made, 1, date(2023, 6, 1), -200)
    assert not asked(replace(made.year(), exchange={Currency.USD: Decimal(7)}), AuditCheck.ABOVE_CONTRACT)


@pytest.mark.parametrize(("wan", "slips", "is_asked"), [
    (1000, ("A12345", "B12345"), False),  # each has a slip of its own
    (1000, ("A12345", ""), True),  # one has none: it may be one transfer
    (1000, ("A12345", "a-12345"), True),  # one slip
    (1234, ("", ""), True),  # no round sum
    (12345, ("A12345", "B12345"), True),  # so odd a sum comes twice by no chance
])
def test_one_sum_on_one_day(wan: int, slips: tuple[str, str], is_asked: bool) -> None:
    made = office(projects=40)
    for number in range(3, 41):
        paid(made, number, date(2023, 6, 1) + timedelta(number), 1000 + number, slip=f"C{number:06}")
    for number, slip in enumerate(slips, start=1):
        paid(made, number, date(2023, 5, 8), wan, slip=slip)
    assert bool(asked(made, AuditCheck.ONE_SUM_TWICE)) is is_asked


def test_one_sum_with_one_slip_is_chance_where_slips_are_often_missing() -> None:
    made = office(projects=40)
    for number in range(1, 41):
        paid(made, number, date(2023, 5, 8) + timedelta(number % 5), 1000, slip="" if number % 2 else f"C{number:06}")
    assert not asked(made, AuditCheck.ONE_SUM_TWICE)


def test_round_sums_without_slips_meet_by_chance() -> None:
    made = office(projects=40)
    for number in range(1, 41):
        paid(made, number, date(2023, 5, 8) + timedelta(number % 5), 1000)
    assert not asked(made, AuditCheck.ONE_SUM_TWICE)
    rare = office(projects=200)
    for number in range(1, 201):
        paid(rare, number, SPAN.first + timedelta(number), number + 100)
    paid(rare, 1, SPAN.first + timedelta(2), 700)
    paid(rare, 2, SPAN.first + timedelta(2), 700)
    assert [one.projects for one in asked(rare, AuditCheck.ONE_SUM_TWICE)] == [("P1", "P2")]


def test_one_slip_twice_also_where_the_other_is_of_another_year() -> None:
    made = office()
    paid(made, 1, date(2022, 5, 8), 100, slip="ＡＢ 123456")
    paid(made, 2, date(2023, 5, 8), 200, slip="ab123456")
    paid(made, 1, date(2023, 5, 9), 300, slip="回单1")
    paid(made, 2, date(2023, 5, 9), 300, slip="回单1")
    (finding,) = asked(made, AuditCheck.SLIP_TWICE)
    assert finding.projects == ("P1", "P2")
    made.receipts[1] = made.receipts[1]._replace(day=Day(date(2022, 5, 8)))
    assert not asked(made, AuditCheck.SLIP_TWICE)


@pytest.mark.parametrize(("day", "wan", "form", "currency", "is_asked"), [
    (date(2023, 10, 1), 101, None, Currency.CNY, True),
    (date(2023, 10, 1), 100, None, Currency.CNY, False),  # online on any day
    (date(2023, 10, 7), 101, None, Currency.CNY, False),  # a Saturday that was worked
    (date(2023, 10, 14), 101, MoneyForm.CASH, Currency.CNY, True),
    (date(2023, 10, 14), 101, MoneyForm.EQUIPMENT, Currency.CNY, False),
    (date(2023, 10, 14), 1, None, Currency.USD, True),  # no rate is printed
])
def test_money_on_a_free_day(day: date, wan: int, form: MoneyForm | None, currency: Currency, is_asked: bool) -> None:
    made = office()
    paid(made, 1, day, wan, form=form, currency=currency)
    assert bool(asked(made, AuditCheck.FREE_DAY)) is is_asked


def on_weekends(many: int, of: int) -> Invented:
    """So many large sums that came on plain weekends; one more that came on a holiday."""
    made = office(projects=of)
    for number in range(1, of):
        paid(made, number, date(2023, 10, 14) if number <= many else date(2023, 10, 16), 500)
    paid(made, of, date(2023, 10, 1), 500)
    return made


def test_what_often_comes_at_weekends_is_a_habit_up_to_what_habit_explains() -> None:
    assert len(asked(on_weekends(1, 40), AuditCheck.FREE_DAY)) == 2
    assert [one.projects for one in asked(on_weekends(4, 40), AuditCheck.FREE_DAY)] == [("P40",)]
    for_all, single = asked(on_weekends(16, 40), AuditCheck.FREE_DAY)
    assert (for_all.subject, single.subject) == ("*", "P40")
    assert for_all.numbers == {"count": "16", "of": "40", "share": "40", "usual": "15"}
    assert len(asked(on_weekends(16, 40), AuditCheck.FREE_DAY, AuditRules(weekend_percent=Decimal(40)))) == 1


def test_the_sunday_of_a_long_holiday_is_a_holiday() -> None:
    """30 September and 1 October 2023 were a weekend among eight free days; 10 and 11 June were a plain one."""
    for day, is_asked in ((date(2023, 9, 30), True), (date(2023, 10, 1), True), (date(2023, 6, 11), False)):
        made = on_weekends(4, 40)
        made.receipt_on(made.receipts[-1], day)
        assert bool(asked(made, AuditCheck.FREE_DAY)) is is_asked


def test_where_most_projects_are_asked_alike_it_is_one_question() -> None:
    made = office(projects=9)
    for number in range(1, 10):
        paid(made, number, date(2023, 6, 6), 500, slip="" if number < 4 else f"A{number}00000")
    assert len(asked(made, AuditCheck.NO_PROOF)) == 3
    made.papers.pop()
    (finding,) = asked(made, AuditCheck.NO_PROOF)
    assert (finding.subject, finding.numbers["asked_of"], finding.numbers["of"]) == ("*", "4", "9")


def test_no_proof_once_it_could_be_there() -> None:
    made = office()
    paid(made, 1, date(2023, 5, 8), 100)
    paid(made, 2, TODAY - timedelta(59), 100)
    (finding,) = asked(made, AuditCheck.NO_PROOF)
    assert (finding.projects, finding.facts[0].what) == (("P1",), "receipt")
    assert not asked(made, AuditCheck.NO_PROOF, AuditRules(proof_of_receipts=False))
    made.papers.append(AuditedPaper(1, Stage.FUNDED, None, "verification_report", "", Day.unknown()))
    assert not asked(made, AuditCheck.NO_PROOF)
    paid(made, 1, date(2023, 6, 8), 100)  # a document of "funded" does not say of which of two
    assert len(asked(made, AuditCheck.NO_PROOF)) == 1
    made.papers = [paper for paper in made.papers if paper.stage is not Stage.SIGNED]
    stages = {fact.what for one in asked(made, AuditCheck.NO_PROOF) for fact in one.facts}
    assert stages == {"receipt", "signed"}


@pytest.mark.parametrize(("stage", "days", "is_asked"), [
    (Stage.STARTED, 270, False), (Stage.STARTED, 271, True), (Stage.SIGNED, 61, True), (None, 15, False),
    (None, 16, True)])
def test_a_document_older_than_its_fact(stage: Stage | None, days: int, is_asked: bool) -> None:
    made = office()
    signed(made, 1, date(2023, 9, 4), Stage.STARTED)
    receipt = paid(made, 1, date(2023, 9, 4), 100)
    day = date(2023, 1, 9) if stage is Stage.SIGNED else date(2023, 9, 4)
    made.papers.append(AuditedPaper(1, stage, None if stage else receipt.id, "permit", "X1",
                                    Day(day - timedelta(days))))
    found = asked(made, AuditCheck.PROOF_OLDER)
    assert bool(found) is is_asked
    if found:
        assert found[0].facts[1].said == "permit X1"


def test_what_was_entered_late_is_asked_day_by_day() -> None:
    made = office(projects=3)
    for number in (1, 2):
        paid(made, number, date(2023, 3, 1), 100 * number)
        made.receipts[-1] = made.receipts[-1]._replace(entered=date(2023, 12, 20))
    paid(made, 3, date(2023, 3, 1), 300)
    made.receipts[-1] = made.receipts[-1]._replace(entered=date(2023, 5, 30))
    (finding,) = asked(made, AuditCheck.ENTERED_LATE)
    assert (finding.subject, finding.projects, finding.numbers["count"]) == ("2023-12-20", ("P1", "P2"), "2")
    assert len(asked(made, AuditCheck.ENTERED_LATE, AuditRules(entered_within=89))) == 2
    for stage in (Stage.LEAD, Stage.REGISTERED):
        made.stages.append(AuditedStage(3, stage, Day(date(2023, 3, 1)), date(2023, 12, 20)))
    late = [fact.what for one in asked(made, AuditCheck.ENTERED_LATE) for fact in one.facts]
    assert late == ["registered", "receipt", "receipt"]
    assert late_taken_over(made.year(), RULES) == 0


def test_money_entered_late_is_asked_about_once_and_not_again_as_the_stage_it_brought() -> None:
    made = office()
    paid(made, 1, date(2023, 3, 1), 100)
    made.receipts[-1] = made.receipts[-1]._replace(entered=date(2023, 12, 20))
    for number in (1, 2):
        made.stages.append(AuditedStage(number, Stage.FUNDED, Day(date(2023, 3, 1)), date(2023, 12, 20)))
    (finding,) = asked(made, AuditCheck.ENTERED_LATE)
    assert [(fact.code, fact.what) for fact in finding.facts] == [("P2", "funded"), ("P1", "receipt")]


def test_what_was_taken_over_is_counted_and_not_asked_about() -> None:
    made = office()
    for number in (1, 2):
        paid(made, number, date(2023, 3, 1), 100)
        made.receipts[-1] = made.receipts[-1]._replace(entered=date(2023, 12, 20), taken_over=number == 1)
    made.stages.append(AuditedStage(1, Stage.STARTED, Day(date(2023, 3, 1)), date(2023, 12, 20), taken_over=True))
    made.stages.append(AuditedStage(1, Stage.PRODUCING, Day(date(2023, 12, 1)), date(2023, 12, 20), taken_over=True))
    (finding,) = asked(made, AuditCheck.ENTERED_LATE)
    assert finding.projects == ("P2",)
    assert late_taken_over(made.year(), RULES) == 2


@pytest.mark.parametrize(("amounts", "apart", "side"), [
    ((4900, 4600), 10, "below"), ((10_000, 11_400), 30, "above"), ((4900, 5100), 3, None), ((4900, 4600), 31, None),
    ((4900, 4200), 3, None)])
def test_signings_split_at_a_threshold(amounts: tuple[int, int], apart: int, side: str | None) -> None:
    made = office(investor="甲乙公司")
    for number, wan in enumerate(amounts, start=1):
        made.projects[number] = made.projects[number]._replace(contract=Money(wan * WAN))
    made.stage_on(2, Stage.SIGNED, date(2023, 1, 9) + timedelta(apart))
    found = asked(made, AuditCheck.SPLIT_SIGNINGS)
    assert [one.numbers["side"] for one in found] == ([side] if side else [])
    made.projects[2] = made.projects[2]._replace(investor="丙公司")
    assert not asked(made, AuditCheck.SPLIT_SIGNINGS)


@pytest.mark.parametrize(("counted", "ended", "is_asked"), [
    (date(2023, 3, 1), date(2023, 4, 30), True), (date(2023, 3, 1), date(2023, 5, 1), False),
    (date(2023, 3, 1), date(2024, 2, 29), True), (date(2023, 3, 1), date(2024, 3, 1), False),
    (date(2023, 12, 29), date(2023, 12, 31), True)])
def test_ended_right_after_it_was_counted(counted: date, ended: date, is_asked: bool) -> None:
    made = office()
    signed(made, 1, counted, Stage.STARTED)
    made.ended[1] = Day(ended)
    assert bool(asked(made, AuditCheck.ENDED_AFTER_COUNTED)) is is_asked


@pytest.mark.parametrize(("investors", "is_asked"), [
    (("甲乙丙丁公司", "戊己庚辛公司"), True), (("甲乙丙丁公司", "甲乙丙丁公司（益阳）"), False),
    (("甲乙丙丁公司、戊己公司", "戊己公司"), False), (("甲乙丙丁公司", ""), False)])
def test_a_credit_code_of_another(investors: tuple[str, str], is_asked: bool) -> None:
    made = office()
    for number, investor in enumerate(investors, start=1):
        made.projects[number] = made.projects[number]._replace(investor=investor, credit_code="91430981MA4L1234X5")
    assert bool(asked(made, AuditCheck.CODE_OF_ANOTHER)) is is_asked
    made.stages = [one._replace(day=Day(date(2022, 1, 9))) for one in made.stages]
    assert not asked(made, AuditCheck.CODE_OF_ANOTHER)


@pytest.mark.parametrize(("header", "value", "is_asked"), [
    ("企业电话", "0737 - 1234567", True), ("联系电话", "0737-1234567", False), ("注册地址", "高新区", False),
    ("注册地址", "高新区某路 8 号", True), ("法定代表人", "待定", False)])
def test_one_person_behind_several_investors(header: str, value: str, is_asked: bool) -> None:
    made = office()
    for number in (1, 2):
        made.projects[number] = made.projects[number]._replace(notes={header: value})
    found = asked(made, AuditCheck.SAME_BEHIND)
    assert [one.numbers["value"] for one in found] == [value] * is_asked  # as it was written, and not as it is compared
    assert not asked(made, AuditCheck.SAME_BEHIND, AuditRules(same_notes=["传真"]))


def test_another_number_once_the_figures_change_and_the_same_where_a_name_does() -> None:
    made = office()
    paid(made, 1, date(2023, 1, 6), 100)
    (finding,) = asked(made, AuditCheck.MONEY_BEFORE_SIGNING)
    number = finding.id_in(2023)
    assert finding.id_in(2024) != number
    made.projects[1] = made.projects[1]._replace(name="另一个名称")
    (again,) = asked(made, AuditCheck.MONEY_BEFORE_SIGNING)
    assert again.id_in(2023) == number
    made.receipts[0] = made.receipts[0]._replace(minor=99)
    (other,) = asked(made, AuditCheck.MONEY_BEFORE_SIGNING)
    assert (other.subject, other.id_in(2023) == number) == (finding.subject, False)


def test_figures_of_a_large_question_are_a_digest() -> None:
    made = office(projects=100)
    made.papers.clear()
    (finding,) = asked(made, AuditCheck.NO_PROOF)
    assert finding.figures.startswith("sha256:")
    assert len(finding.figures) == 71


def test_a_year_of_another_place() -> None:
    shifted = replace(office().year(), span=CALENDAR.of(2022))
    assert not shifted.reached
    assert audit_year(shifted, RULES) == ()
