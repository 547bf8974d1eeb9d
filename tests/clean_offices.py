"""Offices in which nothing is amiss, made with the calendar and the habits of real ones; and distortions to plant.

Habits: signing ceremonies, pushes at the ends of quarters, collective starts, round sums, money in tranches, several
plants of one investor, online transfers at weekends, papers that come late and contracts older than their ceremony.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditedPaper, AuditedProject, AuditedReceipt, AuditedStage, AuditedYear
from tracker.domain.counting_year import CALENDAR
from tracker.domain.currency import Currency, Mark, Money
from tracker.domain.days import Day
from tracker.domain.money_form import MoneyForm
from tracker.domain.stages import Stage
from tracker.domain.workdays import is_working_day

YEAR = 2023
SPAN = CALENDAR.of(YEAR)
TODAY = date(2024, 3, 15)
WAN = 10_000 * 100
ROUND = (1000, 2000, 3000, 5000, 5500, 6000, 8000, 10_000, 12_000, 15_000, 20_000, 30_000, 50_000)
CEREMONIES = (date(2023, 3, 18), date(2023, 5, 26), date(2023, 9, 8), date(2023, 11, 21))
"""The first of them is a Saturday: fairs are."""
COLLECTIVE = (date(2023, 2, 8), date(2023, 6, 28), date(2023, 9, 27))
"""Days on which many projects start together (集中开工)."""
BEFORE = 0.45
"""The share of projects that were signed in earlier years and still receive money."""


@dataclass
class Invented:
    """An office: its rows, to be changed by distortions before it is asked about."""

    chance: Random
    projects: dict[int, AuditedProject] = field(default_factory=dict)
    stages: list[AuditedStage] = field(default_factory=list)
    receipts: list[AuditedReceipt] = field(default_factory=list)
    papers: list[AuditedPaper] = field(default_factory=list)
    ended: dict[int, Day] = field(default_factory=dict)

    def year(self) -> AuditedYear:
        """What is asked of."""
        return AuditedYear(SPAN, TODAY, dict(self.projects), list(self.stages), list(self.receipts), list(self.papers),
                           dict(self.ended), tuple(CALENDAR.of(YEAR - back) for back in (1, 2, 3)))

    def day_of(self, project: int, stage: Stage) -> date | None:
        """When a project reached a stage."""
        return next((one.day.on for one in self.stages if (one.project, one.stage) == (project, stage)), None)

    def stage_on(self, project: int, stage: Stage, day: date) -> None:
        """Puts a stage on another day, with its papers and when it was entered."""
        at = next(at for at, one in enumerate(self.stages) if (one.project, one.stage) == (project, stage))
        self.stages[at] = self.stages[at]._replace(day=Day(day), entered=day + timedelta(5))
        self.papers = [paper if (paper.project, paper.stage) != (project, stage) else paper._replace(
            day=Day(day - timedelta(3))) for paper in self.papers]

    def receipt_on(self, receipt: AuditedReceipt, day: date) -> AuditedReceipt:
        """Puts a receipt on another day, with its paper."""
        at = self.receipts.index(receipt)
        self.receipts[at] = receipt._replace(day=Day(day), entered=day + timedelta(4))
        self.papers = [paper if paper.receipt != receipt.id else paper._replace(day=Day(day)) for paper in self.papers]
        return self.receipts[at]

    def of_year(self) -> list[AuditedReceipt]:
        """The receipts of the year."""
        return [one for one in self.receipts if one.day.on and SPAN.holds(one.day.on)]


def clean_office(seed: int, projects: int) -> Invented:
    """An office in which nothing is amiss; the same seed gives the same rows."""
    made = Invented(Random(seed))
    chance, investor = made.chance, ("", "", {})
    for number in range(1, projects + 1):
        if number == 1 or chance.random() > 0.15:  # else one more plant of the same investor
            code = f"9143{chance.randrange(10**12):012}X{chance.randrange(10)}"
            investor = (_investor(chance), code, {
                "法定代表人": f"法人{chance.randrange(10**7):07}", "联系电话": chance.choice(("0737-1", "0737-2")),
                "企业电话": f"139{chance.randrange(10**8):08}",
                "注册地址": chance.choice(("高新区", "船舶产业园", f"某路{chance.randrange(10**7)}号"))})
        amount = chance.choice(ROUND) if chance.random() < 0.7 else chance.randrange(1000, 60_000)
        made.projects[number] = AuditedProject(
            f"P{number:06}", f"项目{number}", investor[0], investor[1], Money(amount * WAN), investor[2])
        _life(made, number, amount * WAN)
    return made


def _investor(chance: Random) -> str:
    return "".join(chance.choice("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥") for _ in range(6)) + "有限公司"


def _life(made: Invented, number: int, contract: int) -> None:
    chance = made.chance
    signed = _signed(chance)
    _stage(made, number, Stage.SIGNED, signed, "contract", signed - timedelta(chance.randrange(0, 30)))
    if chance.random() < 0.9:
        registered = signed + timedelta(chance.randrange(5, 60))
        _stage(made, number, Stage.REGISTERED, registered, "licence", registered - timedelta(chance.randrange(0, 5)))
    if chance.random() < 0.75:
        wait = chance.randrange(0, 7) if chance.random() < 0.06 else chance.randrange(20, 400)
        started = _started(chance, signed + timedelta(wait)) if wait >= 20 else signed + timedelta(wait)
        _stage(made, number, Stage.STARTED, started, "permit", started - timedelta(chance.randrange(0, 150)))
        if chance.random() < 0.5:
            producing = started + timedelta(chance.randrange(150, 500))
            _stage(made, number, Stage.PRODUCING, producing, "acceptance",
                   producing - timedelta(chance.randrange(-5, 90)))
    _money(made, number, signed, contract)
    if chance.random() < 0.04:
        made.ended[number] = Day(signed + timedelta(chance.randrange(100, 700)))


def _signed(chance: Random) -> date:
    if chance.random() < BEFORE:
        return _working(date(2021, 1, 4) + timedelta(chance.randrange(0, 725)))
    if chance.random() < 0.45:
        return chance.choice(CEREMONIES)
    return _working(SPAN.first + timedelta(chance.randrange(0, 365)))


def _started(chance: Random, about: date) -> date:
    """Starts are pushed to the ends of quarters, and held together on a day."""
    drawn = chance.random()
    if drawn < 0.3:
        quarter = date(about.year, (about.month - 1) // 3 * 3 + 1, 1)
        after = date(quarter.year + (quarter.month == 10), quarter.month % 12 + 3 if quarter.month != 10 else 1, 1)
        return max(about, _working(after - timedelta(chance.randrange(1, 12))))
    if drawn < 0.45:
        return next((day for day in COLLECTIVE if about <= day <= about + timedelta(90)), about)
    return _working(about)


def _money(made: Invented, number: int, signed: date, contract: int) -> None:
    """Tranches: shares of the contract or round sums, never more than it; small ones come online on any day."""
    chance, left, day = made.chance, contract, signed
    for _ in range(chance.randrange(1, 6)):
        day = day + timedelta(chance.randrange(10, 120))
        if day > TODAY - timedelta(5):
            return
        share = chance.choice((10, 20, 30, 40))
        sum_ = contract * share // 100 if chance.random() < 0.5 else chance.choice((50, 80, 100, 300, 500, 1000)) * WAN
        sum_ = min(sum_ if chance.random() < 0.7 else sum_ - chance.randrange(1, max(2, sum_ // 1000)) * 100, left)
        if sum_ <= 0:
            return
        online = sum_ <= 100 * WAN and chance.random() < 0.5
        if chance.random() < 0.2 and day.month % 3 == 0:
            day = day.replace(day=chance.randrange(24, 31))
        when = day if online else _working(day)
        _receipt(made, number, when, sum_)
        left -= sum_


def _stage(made: Invented, number: int, stage: Stage, day: date, kind: str, issued: date) -> None:
    if day > TODAY - timedelta(3):
        return
    entered = _entered(made.chance, day)
    made.stages.append(AuditedStage(number, stage, Day(day), entered))
    if (TODAY - day).days > 55 or made.chance.random() < 0.6:
        made.papers.append(AuditedPaper(number, stage, None, kind, f"{stage}-{len(made.papers)}", Day(issued)))


def _receipt(made: Invented, number: int, day: date, minor: int) -> AuditedReceipt:
    receipt = AuditedReceipt(len(made.receipts) + 1, number, Day(day), minor, Currency.CNY, Mark.EXACT,
                             MoneyForm.CASH if made.chance.random() < 0.5 else None, _entered(made.chance, day))
    made.receipts.append(receipt)
    if (TODAY - day).days > 55 or made.chance.random() < 0.6:
        made.papers.append(AuditedPaper(number, None, receipt.id, "bank_slip", f"{made.chance.randrange(10**12):012}",
                                        Day(day - timedelta(made.chance.randrange(0, 4)))))
    return receipt


def _entered(chance: Random, day: date) -> date:
    """Mostly within the month, some once the year is over."""
    return min(TODAY, day + timedelta(chance.randrange(0, 30) if chance.random() < 0.9 else chance.randrange(30, 80)))


def _working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(1)
    return day


# -- distortions ------------------------------------------------------------------------------------------------------


def _any(made: Invented) -> AuditedReceipt:
    return made.chance.choice(made.of_year())


def _starts(made: Invented) -> list[int]:
    return [one.project for one in made.stages if one.stage is Stage.STARTED and one.day.on and SPAN.holds(one.day.on)]


def _moved_to_the_end(made: Invented) -> set[int]:
    """A third of the year's starts are said to be of its last days."""
    starts = _starts(made)
    chosen = made.chance.sample(starts, (len(starts) + 2) // 3)
    for project in chosen:
        made.stage_on(project, Stage.STARTED, SPAN.last - timedelta(made.chance.randrange(0, 8)))
    return set(chosen)


def _started_at_once(made: Invented) -> set[int]:
    """A third of the year's starts are said to be of the days after the signing."""
    starts = _starts(made)
    signed = [one for one in starts if SPAN.holds(made.day_of(one, Stage.SIGNED) or date.min)]
    chosen = made.chance.sample(signed, min(len(signed), (len(starts) + 2) // 3))
    for project in chosen:
        signed = made.day_of(project, Stage.SIGNED) or SPAN.first
        made.stage_on(project, Stage.STARTED, min(SPAN.last, signed + timedelta(made.chance.randrange(0, 4))))
    return set(chosen)


def _before_signing(made: Invented) -> set[int]:
    """Old money of the investor is put to a project that was signed later."""
    signed = {one.project: one.day.on for one in made.stages if one.stage is Stage.SIGNED and one.day.on
              and one.day.on > date(2023, 3, 1)}
    receipt = made.chance.choice([one for one in made.of_year() if one.project in signed])
    day = _back(signed[receipt.project], made.chance.randrange(5, 40))
    made.receipt_on(receipt, day)
    return {receipt.project}


def _back(day: date | None, days: int) -> date:
    day = (day or SPAN.first) - timedelta(days)
    while not is_working_day(day):
        day -= timedelta(1)
    return max(day, date(2023, 1, 3))


def _too_much(made: Invented) -> set[int]:
    """One receipt is claimed with more than the contract leaves."""
    receipt = _any(made)
    contract = made.projects[receipt.project].contract
    assert contract is not None
    at = made.receipts.index(receipt)
    made.receipts[at] = receipt._replace(minor=contract.minor + made.chance.randrange(1, 5000) * WAN)
    return {receipt.project}


def _claimed_twice(made: Invented) -> set[int]:
    """A transfer is claimed once more in another project, without a slip."""
    proven = {paper.receipt for paper in made.papers}
    receipt = made.chance.choice([one for one in made.of_year() if one.id in proven])
    other = made.chance.choice([number for number in made.projects if number != receipt.project])
    made.receipts.append(receipt._replace(id=len(made.receipts) + 1, project=other))
    return {receipt.project, other}


def _slip_again(made: Invented) -> set[int]:
    """A slip is handed in once more, for another receipt."""
    papers = [paper for paper in made.papers if paper.receipt]
    of_year = {one.id: one for one in made.of_year()}
    paper = made.chance.choice([one for one in papers if one.receipt in of_year])
    other = made.chance.choice([one for one in papers if one is not paper])
    made.papers[made.papers.index(other)] = other._replace(number=paper.number)
    return {paper.project, other.project}


def _on_a_holiday(made: Invented) -> set[int]:
    """Money of a size that no bank settles on such a day is dated on a weekend or holiday."""
    receipt = made.chance.choice([one for one in made.of_year() if one.minor > 100 * WAN])
    day = receipt.day.on or SPAN.first
    while is_working_day(day):
        day += timedelta(1) if day < SPAN.last else timedelta(-1)
    made.receipt_on(receipt, min(day, SPAN.last))
    return {receipt.project}


def _paper_taken_away(made: Invented) -> set[int]:
    """A start, or money, of months ago has no document."""
    old = {one.id for one in made.of_year() if one.day.on and (TODAY - one.day.on).days > 90}
    paper = made.chance.choice([one for one in made.papers if one.receipt in old])
    made.papers.remove(paper)
    return {paper.project}


def _old_paper(made: Invented) -> set[int]:
    """A paper of another matter, years older, is handed in."""
    of_year = {(one.project, one.stage): one.day.on for one in made.stages if one.day.on and SPAN.holds(one.day.on)}
    paper = made.chance.choice([one for one in made.papers if one.stage and (one.project, one.stage) in of_year])
    assert paper.stage is not None
    day = of_year[paper.project, paper.stage]
    assert day is not None
    older = day - timedelta(made.chance.randrange(380, 1200))
    made.papers[made.papers.index(paper)] = paper._replace(day=Day(older))
    return {paper.project}


def _entered_after(made: Invented) -> set[int]:
    """A fact of spring is entered after the year."""
    early = [one for one in made.of_year() if one.day.on and one.day.on < date(2023, 9, 1)]
    receipt = made.chance.choice(early)
    made.receipts[made.receipts.index(receipt)] = receipt._replace(
        entered=date(2024, 1, 5) + timedelta(made.chance.randrange(0, 40)))
    return {receipt.project}


def _split(made: Invented) -> set[int]:
    """One investment is signed as several, each just above the threshold, or just below it."""
    number = made.chance.choice([one.project for one in made.stages if one.stage is Stage.SIGNED and one.day.on
                                 and SPAN.holds(one.day.on)])
    first = made.projects[number]
    limit = made.chance.choice((5000, 10_000)) * WAN
    low, high = made.chance.choice(((87, 99), (100, 112)))
    signed = made.day_of(number, Stage.SIGNED) or SPAN.first
    numbers = {number, *(len(made.projects) + more for more in range(1, made.chance.randrange(2, 4)))}
    for more in sorted(numbers):
        amount = Money(limit * made.chance.randrange(low, high + 1) // 100)
        made.projects[more] = first._replace(code=f"P{more:06}", name=f"项目{more}", contract=amount)
        if more != number:
            day = min(SPAN.last, signed + timedelta(made.chance.randrange(0, 15)))
            _stage(made, more, Stage.SIGNED, day, "contract", day)
    return numbers


def _ended(made: Invented) -> set[int]:
    """A project is given up once it was counted: within weeks of the signing, or of the end of the year."""
    signed = made.chance.choice([one for one in made.stages if one.stage is Stage.SIGNED and one.day.on
                                 and SPAN.holds(one.day.on) and one.project not in made.ended])
    days = made.chance.randrange(5, 55)
    after = made.chance.choice((SPAN.last, signed.day.on or SPAN.last))
    later = max((one.day.on for one in made.stages if one.project == signed.project and one.day.on), default=after)
    made.ended[signed.project] = Day((SPAN.last if later > after else after) + timedelta(days))
    return {signed.project}


def _code_of_another(made: Invented) -> set[int]:
    """A project has the credit code of another investor's company."""
    active = sorted(made.year().active)
    number = made.chance.choice(active)
    other = made.chance.choice([one for one in active if made.projects[one].investor != made.projects[number].investor])
    made.projects[number] = made.projects[number]._replace(credit_code=made.projects[other].credit_code)
    return {number, other}


def _same_person(made: Invented) -> set[int]:
    """Two investors have one telephone."""
    active = sorted(made.year().active)
    number = made.chance.choice(active)
    other = made.chance.choice([one for one in active if made.projects[one].investor != made.projects[number].investor])
    made.projects[number] = made.projects[number]._replace(notes={
        **made.projects[number].notes, "企业电话": made.projects[other].notes["企业电话"]})
    return {number, other}


DISTORTIONS: Mapping[AuditCheck, Callable[[Invented], set[int]]] = {
    AuditCheck.YEAR_END_STARTS: _moved_to_the_end,
    AuditCheck.SOON_STARTS: _started_at_once,
    AuditCheck.MONEY_BEFORE_SIGNING: _before_signing,
    AuditCheck.ABOVE_CONTRACT: _too_much,
    AuditCheck.ONE_SUM_TWICE: _claimed_twice,
    AuditCheck.SLIP_TWICE: _slip_again,
    AuditCheck.FREE_DAY: _on_a_holiday,
    AuditCheck.NO_PROOF: _paper_taken_away,
    AuditCheck.PROOF_OLDER: _old_paper,
    AuditCheck.ENTERED_LATE: _entered_after,
    AuditCheck.SPLIT_SIGNINGS: _split,
    AuditCheck.ENDED_AFTER_COUNTED: _ended,
    AuditCheck.CODE_OF_ANOTHER: _code_of_another,
    AuditCheck.SAME_BEHIND: _same_person,
}
"""For each kind of question, how somebody dresses a year up; each answers with the projects it touched."""
