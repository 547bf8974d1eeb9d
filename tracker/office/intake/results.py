"""Compares what a ledger says came of projects with the office's results: nothing twice, a difference pointed out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tracker.domain.day import MONTHS_OF
from tracker.domain.days import Day, Precision
from tracker.domain.matching import by_code_or_name
from tracker.domain.results import Compared, HowMuch, ResultKind, compared, measure_of, print_how_much, size_of
from tracker.ledger.family import Kind
from tracker.ledger.rows import Ledger, Note, NoteCode, Problem, ProblemCode, ResultRow
from tracker.office.intake.known import KnownOffice, result_sign
from tracker.office.intake.plan import Changes, Plan, covers
from tracker.office.intake.totals import Totals
from tracker.office.project.results import amount_columns, amount_of
from tracker.office.records import day_of
from tracker.store.tables import ProjectResult

_NO_AMOUNT = {name: ProjectResult.model_fields[name].default for name in ("amount_minor", "currency", "mark", "people")}
"""The columns of amounts of a result that has none."""


@dataclass(slots=True)
class _Standing:
    """A result that will stand: of the office (`kept`), or one that this book has brought (`row`)."""

    day: Day
    amount: HowMuch | None
    note: str
    kept: ProjectResult | None = None
    row: ResultRow | None = None
    by_ledger: bool = False
    """Whether a ledger brought it to the office: only such a one is ever taken for wrong."""
    matched: bool = False


class ResultPlanner:
    """Plans the results of a ledger. `find` answers with the number of a project by code or folded name."""

    def __init__(self, plan: Plan, office: KnownOffice, find: Callable[[str, str], int | None]) -> None:
        self.plan, self.office, self._find = plan, office, find
        self.brought: dict[int, list[ResultRow]] = {}
        """What is new or otherwise, by the numbers of the projects."""

    def plan_all(self, rows: Iterable[ResultRow]) -> None:
        """Plans every result, project by project and kind by kind."""
        by_kind: dict[tuple[int, ResultKind], list[ResultRow]] = defaultdict(list)
        for row in rows:
            number = self._find(row.code, row.key)
            if number is not None:
                by_kind[number, row.what].append(row)
        for (number, what), said in by_kind.items():
            standing = [_Standing(day_of(kept.happened_on, kept.precision), amount_of(kept), kept.note, kept,
                                  by_ledger=kept.entry_id in self.office.imports)
                        for kept in self.office.results.get(number, ()) if kept.what is what]
            if what.is_summed:
                self._amounts(number, said, standing)
            else:
                self._happened(number, said, standing)

    def _happened(self, number: int, rows: list[ResultRow], standing: list[_Standing]) -> None:
        """What happens once: the most exact day first, so that one that says less is no news."""
        for row in sorted(rows, key=lambda row: (not row.day.known, list(Precision).index(row.day.precision))):
            there = standing[0] if standing else None
            if there is not None:
                if covers(row.day, there.day):
                    there.row = there.row or row
                    self.plan.count(Kind.RESULTS, "unchanged")
                else:
                    self._otherwise(number, row, there, standing)
            elif row.day.known:
                self._new(number, row, standing)
            else:
                self.plan.notes.append(self._note(NoteCode.RESULT_WITHOUT_DAY, row))

    def _amounts(self, number: int, rows: list[ResultRow], standing: list[_Standing]) -> None:
        """Amounts: those that are there to the last 分 first, then those of the same time, then the longest ones; one
        that others of the book come to comes after them, as it does where the office has those.
        """
        left = []
        for row in rows:
            same = [one for one in standing if compared(row, one) is Compared.ONE]
            there = next((one for one in same if one.note == row.note), None) or next(
                (one for one in same if not row.note or not one.note or _is_column(row)), None)
            if there is None:
                left.append(row)
            else:
                there.matched = True
                self._same(number, row, there)
        for row in sorted(left, key=lambda row: (_is_sum(row, left), -MONTHS_OF.get(row.day.precision, 0))):
            near = [one for one in standing if self._is_near(row, one)]
            of_its_time = [one for one in near if one.day == row.day]
            if any(compared(row, one) is Compared.ONE and (
                    one.note == row.note or (_is_column(row) and not row.note)) for one in near):
                self.plan.count(Kind.RESULTS, "unchanged")
            elif len(of_its_time) == 1:
                self._otherwise(number, row, of_its_time[0], standing)
            elif near:
                self._overlaps(number, row, near, standing)
            else:
                self._new(number, row, standing)

    def _is_near(self, row: ResultRow, one: _Standing) -> bool:
        """Whether a result would be counted twice beside another: their times overlap, and no note tells them apart.
        Two of single days are near only where one may stand for the other, which was not matched.
        """
        if one.note and row.note and one.note != row.note:
            return False
        if row.day == one.day and row.day.precision is Precision.DAY:
            return not one.matched and one.row is None and compared(row, one).of_one_time
        return compared(row, one) is not Compared.APART

    def _same(self, number: int, row: ResultRow, there: _Standing) -> None:
        """The amount that is there already; a note that the ledger adds is taken over."""
        there.row = there.row or row
        if there.kept is None or not row.note or row.note == there.note:
            self.plan.count(Kind.RESULTS, "unchanged")
            return
        self._write(number, row, [there.kept], {"note": (there.note, row.note)})
        there.note, there.kept = row.note, None

    def _otherwise(self, number: int, row: ResultRow, there: _Standing, standing: list[_Standing]) -> None:
        """Another amount of the same time, or another day: a problem within a book, a correction of what a ledger
        brought; what an officer entered stands, and a note names both.
        """
        if there.row is not None:
            self.plan.problems.append(Problem(
                ProblemCode.RESULT_TWICE, row.layout.sheet, row.row, row.column, _told(row.day, row.amount),
                {"result": row.what, "period": str(row.day), "sheet": there.row.layout.sheet,
                 "cell": f"{there.row.column}{there.row.row}", "other": _told(there.day, there.amount)},
                name=row.project or row.code))
        elif there.kept is not None and there.by_ledger and not self._is_put_right(number, row):
            field = "happened_on" if row.amount is None else "amount"
            self._write(number, row, [there.kept], {field: (_told(there.day, there.amount),
                                                            _told(row.day, row.amount))})
            standing.remove(there)
            standing.append(_Standing(row.day, row.amount, row.note or there.note, row=row))
        else:
            self.plan.notes.append(self._note(NoteCode.RESULT_DIFFERS, row, said=_told(row.day, row.amount),
                                              there=_told(there.day, there.amount)))
            self.plan.count(Kind.RESULTS, "unchanged")

    def _overlaps(self, number: int, row: ResultRow, near: list[_Standing], standing: list[_Standing]) -> None:
        """An amount of a time that lies in another's or has others in it. What is there in parts that come to it is the
        same; parts that ledgers brought give way to the whole. All else is pointed out, for it would count twice.
        """
        parts = [one for one in near if row.day.covers(one.day)]
        comes_to = sum(size_of(one.amount) for one in parts if one.amount is not None)
        if len(parts) == len(near) and row.amount is not None:
            if comes_to == size_of(row.amount):
                self.plan.count(Kind.RESULTS, "unchanged")
                return
            kept = [one.kept for one in parts if one.kept is not None and one.by_ledger]
            if len(kept) == len(parts) and not _is_made_up(row.day, parts) and not self._is_put_right(number, row):
                told = "、".join(f"{one.day} {_told(one.day, one.amount)}" for one in parts)
                self._write(number, row, kept, {"amount": (told, f"{row.day} {_told(row.day, row.amount)}")})
                standing[:] = [one for one in standing if one not in parts]
                standing.append(_Standing(row.day, row.amount, row.note, row=row))
                return
        there = "、".join(f"{one.day} {_told(one.day, one.amount)}" for one in near)
        self.plan.notes.append(self._note(NoteCode.RESULT_OVERLAPS, row, said=_told(row.day, row.amount), there=there))
        self.plan.count(Kind.RESULTS, "unchanged")

    def _new(self, number: int, row: ResultRow, standing: list[_Standing]) -> None:
        if self._is_put_right(number, row):
            self.plan.notes.append(self._note(NoteCode.RESULT_VOID, row))
            self.plan.count(Kind.RESULTS, "unchanged")
            return
        self._add(number, row, None, row.note)
        self.plan.count(Kind.RESULTS, "added", row)
        standing.append(_Standing(row.day, row.amount, row.note, row=row))

    def _is_put_right(self, number: int, row: ResultRow) -> bool:
        """Whether an officer has made it void since: a ledger that still has it does not bring it back."""
        return result_sign(number, row.what, row.day, row.amount) in self.office.put_right

    def _write(self, number: int, row: ResultRow, kept: list[ProjectResult], changed: Changes) -> None:
        """Writes a result in the place of some that stand; of one alone its note stays."""
        numbers = [self.plan.supersede(ProjectResult, one) for one in kept]
        note = row.note or (kept[0].note if len(kept) == 1 else "")
        self._add(number, row, numbers[0], note)
        profile = self.office.profiles.get(number)
        self.plan.count(Kind.RESULTS, "corrected", row, profile.name if profile else row.project, changed)

    def _add(self, number: int, row: ResultRow, old: int | None, note: str) -> None:
        columns = {**_NO_AMOUNT, **amount_columns(row.amount)}
        self.plan.add(ProjectResult, number, old, row.what, row.day.on, row.day.precision, *columns.values(), note)
        self.plan.touched(self.office, number)
        self.brought.setdefault(number, []).append(row)

    def _note(self, code: NoteCode, row: ResultRow, **params: object) -> Note:
        return Note(code, {"sheet": row.layout.sheet, "rows": (row.row,), "name": row.project or row.code,
                           "result": row.what, "period": str(row.day), **params})


class _OfBook(ResultPlanner):
    """Plans the results of a book as if the office had none, and writes none."""

    def _add(self, number: int, row: ResultRow, old: int | None, note: str) -> None:
        """Nothing is written: what is new is counted."""


def results_of_book(ledger: Ledger) -> int:
    """How many results an office has that takes in this book and nothing else."""
    by_code = {row.code: number for number, row in enumerate(ledger.projects) if row.code}
    by_key = {row.key: number for number, row in enumerate(ledger.projects) if row.key}
    others: dict[str, int] = {}

    def find(code: str, key: str) -> int:
        number = by_code_or_name(code, key, by_code, by_key)
        return others.setdefault(code or key, len(ledger.projects) + len(others)) if number is None else number

    plan = Plan(Totals())
    _OfBook(plan, KnownOffice(), find).plan_all(ledger.results)
    return plan.counts[Kind.RESULTS]["added"]


def _is_column(row: ResultRow) -> bool:
    """Whether a result stands in a column of a list of projects, which has no note that tells it from others."""
    return row.layout.kind is Kind.PROJECTS


def _is_sum(row: ResultRow, others: Iterable[ResultRow]) -> bool:
    """Whether shorter times of a book come to an amount: a year beside its months."""
    if row.day.precision not in MONTHS_OF or row.amount is None:
        return False
    parts = [other.amount for other in others if other.amount is not None and row.day.covers(other.day)
             and other.day != row.day and measure_of(other.amount) is measure_of(row.amount)]
    return bool(parts) and sum(map(size_of, parts)) == size_of(row.amount)


def _is_made_up(day: Day, parts: Iterable[_Standing]) -> bool:
    """Whether whole months make up all of a time: what they come to is then known better than their sum."""
    return len(set(_months(part.day for part in parts))) == MONTHS_OF.get(day.precision, 0)


def _months(days: Iterable[Day]) -> Iterator[tuple[int, int]]:
    for day in days:
        if day.on is not None:
            for further in range(MONTHS_OF.get(day.precision, 0)):
                yield day.on.year, day.on.month + further


def _told(day: Day, amount: HowMuch | None) -> str:
    """What differs of two results: the amount, or of what only happens the day."""
    return str(day) if amount is None else print_how_much(amount)
