"""Control totals of a book and of an office: projects by stage, contracts, receipts by origin and year, blockers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.domain.blocking import BlockerState
from tracker.domain.currency import Currency
from tracker.domain.stages import Stage
from tracker.ledger.rows import Ledger, ProjectRow
from tracker.office.figures.figures import WithoutOrigin
from tracker.office.intake.known import KnownOffice

NO_ORIGIN = ""


@dataclass(slots=True)
class Totals:
    """What a book says, or an office holds, in numbers; amounts in minor units (分, cents)."""

    projects: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    """Projects by the stage they stand at; terminated and paused ones by their status."""
    contracts: Counter[Currency] = field(default_factory=Counter)
    receipts: int = 0
    withdrawals: int = 0
    """Receipts among those that are money which went back."""
    money: Counter[tuple[str, int | None, Currency]] = field(default_factory=Counter)
    """Money that arrived, less what went back, by origin ("" where none is given), year (None where the day is not
    known) and currency."""
    without_origin: int = 0
    """Projects with money whose origin nobody has given."""
    blockers: int = 0
    open_blockers: int = 0
    targets: int = 0
    results: int = 0

    @property
    def lacking(self) -> WithoutOrigin | None:
        """The money whose origin nobody has given; None where all of it has one."""
        if not self.without_origin:
            return None
        money: Counter[Currency] = Counter()
        for (origin, _, currency), minor in self.money.items():
            if not origin:
                money[currency] += minor
        return WithoutOrigin(self.without_origin, money)


def totals_of_book(ledger: Ledger, results: int) -> Totals:
    """What a book says; `results` is how many results it has, each once."""
    found = Totals(projects=len(ledger.projects), receipts=len(ledger.receipts), blockers=len(ledger.blockers),
                   targets=len(ledger.targets), results=results)
    found.stages.update(_stands(row) for row in ledger.projects)
    for row in ledger.projects:
        if amount := row.profile.get("contract_amount"):
            found.contracts[amount.currency] += amount.minor
    origins = {key: row.profile.get("origin") for row in ledger.projects for key in (row.key, row.code) if key}
    lacking = set()
    for receipt in ledger.receipts:
        whose = receipt.code if receipt.code in origins else receipt.key
        origin = receipt.origin or origins.get(whose)
        found.money[str(origin or NO_ORIGIN), receipt.day.on.year if receipt.day.on else None,
                    receipt.amount.currency] += receipt.amount.minor
        found.withdrawals += receipt.amount.went_back
        if origin is None:
            lacking.add(whose)
    found.without_origin = len(lacking)
    found.open_blockers = sum(1 for row in ledger.blockers if not any(word.word == "verify" for word in row.words))
    return found


def _stands(row: ProjectRow) -> str:
    """The status where it is not active, else the furthest stage."""
    if row.ending is not None:
        return row.ending.status.value
    return max(row.milestones, key=lambda stage: stage.rank, default=Stage.LEAD).value


def totals_of_office(office: KnownOffice) -> Totals:
    """What the office holds, or held at the moment of which it is."""
    found = Totals(projects=len(office.projects), targets=len(office.targets),
                   results=sum(map(len, office.results.values())))
    found.stages.update(map(office.stands, office.projects))
    for profile in office.profiles.values():
        if profile.contract_minor:
            found.contracts[profile.contract_currency] += profile.contract_minor
    for number, rows in office.receipts.items():
        found.receipts += len(rows)
        own = office.profiles[number].origin
        found.withdrawals += sum(receipt.amount_minor < 0 for receipt in rows)
        for receipt in rows:
            origin = receipt.origin or own or NO_ORIGIN
            found.money[origin, receipt.received_on.year if receipt.received_on else None,
                        receipt.currency] += receipt.amount_minor
        found.without_origin += any(not (receipt.origin or own) for receipt in rows)
    standing = [blocker for rows in office.blockers.values() for blocker in rows]
    found.blockers = len(standing)
    found.open_blockers = sum(1 for blocker in standing if office.state_of(blocker) is not BlockerState.VERIFIED)
    return found


def years(*all_totals: Totals) -> Iterable[int | None]:
    """The years in which money arrived, the unknown one last."""
    found = {year for totals in all_totals for _, year, _ in totals.money}
    return sorted(found, key=lambda year: (year is None, year or 0))
