"""What a form asks for beyond the fields of a book: money that arrived, where a project stands, what stops it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from tracker.domain.blocking import BlockerState
from tracker.domain.day import CHINESE_DAY
from tracker.domain.fields import AmountField
from tracker.domain.money import Currency, Mark, Unit
from tracker.domain.profile import FIELDS, Origin
from tracker.domain.stages import STAGES, Stage, Status
from tracker.ledger.asked_money import MoneyAsked, asked_money, origins_headed
from tracker.ledger.endings import ending_sentence
from tracker.ledger.excel import Cell
from tracker.ledger.family import WHEN, Kind
from tracker.ledger.headers import fits, fold, unit_of
from tracker.ledger.layout import ResultColumn, Span
from tracker.ledger.money_columns import EVER
from tracker.ledger.own_book import NOTE, ColumnShape, SheetShape
from tracker.office.book.cells import amount_cell, kept_day, text_cell
from tracker.office.book.facts import PLACES, ProjectFacts, ReceiptFacts, blockers_of, projects_of, receipts_of
from tracker.office.book.form_results import WHETHER, cell_of, happening_asked, result_asked, result_cell
from tracker.office.book.projects import STAGE_WORDS, TICKED, ProjectSheet

_JOINT = "；"
_AND = "＋"
"""Between amounts of two currencies, which are never added up."""
_TO_TICK = re.compile(r"[√✓✔]|打勾|打钩|划勾")
_MONTH_NAME = re.compile(r"(?:1[0-2]|0?[1-9])月份?")
_BRACKET = re.compile(r"[（(][^（()）]+[)）]\s*$")
_DAY_WORDS = re.compile(WHEN)

_Fill = Callable[[ProjectFacts, Cell], Cell]
"""What stands in a column for a project, by what a book of the office would say there."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """The projects for a form in their order, all there are, and what more a form asks of them, by their codes."""

    projects: Sequence[ProjectFacts]
    every: Sequence[ProjectFacts]
    today: date
    problems: Mapping[str, str] = field(default_factory=dict)
    """What stops each that is not verified, in one text."""
    receipts: Mapping[str, Sequence[ReceiptFacts]] = field(default_factory=dict)


def form_facts(session: Session, codes: Sequence[str], today: date) -> FormFacts | str:
    """The facts for a form with the projects of these codes; the first code that no project has."""
    every = list(projects_of(session))
    by_code = {project.code: project for project in every}
    unknown = next((code for code in codes if code not in by_code), None)
    if unknown is not None:
        return unknown
    stops: dict[str, list[str]] = {}
    for blocker in blockers_of(session):
        if blocker.state != BlockerState.VERIFIED:
            stops.setdefault(blocker.code, []).append(blocker.description)
    receipts: dict[str, list[ReceiptFacts]] = {}
    for receipt in receipts_of(session):
        receipts.setdefault(receipt.code, []).append(receipt)
    return FormFacts([by_code[code] for code in codes], every, today,
                     {code: _JOINT.join(texts) for code, texts in stops.items()}, receipts)


class FormColumns:
    """The columns of a form, or a label of one: what stands in each for a project. None where it is not known."""

    def __init__(self, shape: SheetShape, facts: FormFacts, context: str) -> None:
        """`context` are the title lines and the name of the sheet, which say of which year or month it is."""
        self._facts = facts
        self._sheet = ProjectSheet(shape, facts.every, complete=False)
        self._unclear = set[tuple[str, int]]()
        self._meant = [True] * len(shape.columns)
        self._fills = [self._fill(place, shape, context) for place in range(len(shape.columns))]

    def rows(self) -> Iterator[list[Cell]]:
        """A row for each project of the form, in their order."""
        projects = self._facts.projects
        for project, cells in zip(projects, self._sheet.rows(projects), strict=True):
            yield [fill(project, cell) for fill, cell in zip(self._fills, cells, strict=True)]

    def is_unclear(self, project: str, column: int) -> bool:
        """Whether a cell that stays empty does so because the header can mean several things, or nothing known."""
        return not self._meant[column] or (project, column) in self._unclear

    def _fill(self, place: int, shape: SheetShape, context: str) -> _Fill:
        column = shape.columns[place]
        name = column.field
        if (own := _of_currency(column, shape)) is not None:
            amount, unit_of_column = own
            return lambda project, _: _in_currency(project, amount, unit_of_column)
        if (of_results := self._of_results(place, shape, context)) is not None:
            return of_results
        if name in STAGES and (tick := _ticked(column, shape)) is not None:
            return tick
        if name == "status":
            return lambda project, _: _status_words(project)
        if name == "problems":
            return lambda project, cell: cell or text_cell(self._facts.problems.get(project.code))
        if name == "progress":
            return lambda project, cell: cell or text_cell(_progress(project))
        if name == "contract_amount" and (origins := origins_headed(column.header)):
            return lambda project, cell: _of_origin(project, origins, cell)
        return self._of_unknown(place, shape, context) if name in (NOTE, "") else lambda _, cell: cell

    def _of_unknown(self, place: int, shape: SheetShape, context: str) -> _Fill:
        """What a column without a field says: money that arrived, or what a note says below its header."""
        column = shape.columns[place]
        parts = column.parts
        if _sums_months(column, shape):
            parts = (*parts[:-1], f"全年{parts[-1]}")
        asked = asked_money(parts, context, self._facts.today)
        if asked is not None:
            unit = column.unit(shape.unit)
            return lambda project, cell: self._money(asked, unit, project, place) if cell is None else cell
        self._meant[place] = False
        noted = self._noted(column)
        return lambda project, cell: noted(project) if cell is None else cell

    def _of_results(self, place: int, shape: SheetShape, context: str) -> _Fill | None:
        """What a column of a result says, and of whether one has happened; None for a column of anything else."""
        column = shape.columns[place]
        noted = self._noted(column)
        if happening := happening_asked(column):
            return lambda project, _: "是" if any(one.what == happening for one in project.results) else (
                noted(project) or "否")
        asked = result_asked(column, context, self._facts.today)
        if asked is None:
            return None
        unit = column.unit(shape.unit)
        return lambda project, cell: self._result(asked, project, unit, place) or cell_of(
            asked, cell or noted(project))

    @staticmethod
    def _noted(column: ColumnShape) -> Callable[[ProjectFacts], Cell]:
        """What a note of a project says below the header of a column."""
        label = fold(column.header)
        return lambda project: text_cell(next((text for noted, text in project.notes.items()
                                               if label and fold(noted) == label), None))

    def _result(self, asked: ResultColumn, project: ProjectFacts, unit: Unit | None, column: int) -> Cell:
        cell, unclear = result_cell(asked, project.results, unit)
        if unclear:
            self._unclear.add((project.code, column))
        return cell

    def _money(self, asked: MoneyAsked, unit: Unit | None, project: ProjectFacts, column: int) -> Cell:
        """What arrived of what is asked for, in the unit of the column; None where that is not certain.

        Nothing recorded is nothing arrived, unless the project has reached 到资: then the receipts are not known. Of
        days to come nothing is known.
        """
        if any(begin is not None and begin > self._facts.today for begin, _ in asked.spans):
            return None
        receipts = self._facts.receipts.get(project.code, ())
        if not receipts and _stage(project).rank >= Stage.FUNDED.rank:
            return None
        own = project.values[PLACES["origin"]]
        chosen = [receipt for receipt in receipts if receipt.minor] if asked.origins is None else _of_origins(
            receipts, own, asked.origins)
        sums = {_sum_over(span, chosen) for span in asked.spans} if chosen is not None else set()
        if len(sums) > 1:
            self._unclear.add((project.code, column))
        return _amounts(sums.pop(), unit) if len(sums) == 1 else None


def _of_currency(column: ColumnShape, shape: SheetShape) -> tuple[AmountField, Unit] | None:
    """The amount and the unit of a column, where columns of the same amount in other currencies stand beside it."""
    beside = [_currency_column(other, shape.unit) for other in shape.columns]
    own = _currency_column(column, shape.unit)
    return own if own is not None and any(
        other is not None and other[0] is own[0] and other[1].currency != own[1].currency for other in beside) else None


def _currency_column(column: ColumnShape, of_sheet: Unit | None) -> tuple[AmountField, Unit] | None:
    """The amount that a column is of, and in which unit, which brackets say alone: 美元（万美元）; None if none."""
    names = [column.field] if column.field != NOTE else [name for name, _ in fits(Kind.PROJECTS, column.parts)[:1]]
    field = FIELDS.get(names[0]) if names else None
    bracket = _BRACKET.search(column.parts[-1])
    unit = column.unit(None) or (unit_of((bracket[0],)) if bracket else None) or of_sheet
    if not isinstance(field, AmountField) or unit is None:
        return None
    return field, replace(unit, currency=unit.currency or Currency.CNY)


def _in_currency(project: ProjectFacts, amount: AmountField, unit: Unit) -> Cell:
    """An amount that is in the currency of this unit; nothing for one that belongs in the column of another."""
    minor, of, mark = (project.values[PLACES[name]] for name in amount.columns)
    if minor is None:
        return None
    return amount_cell(minor, of, mark, unit) if of == unit.currency else ""


_Sums = tuple[tuple[str, int, str], ...]
"""Currency, minor units and mark of what arrived, a currency at a time."""


def _of_origin(project: ProjectFacts, origins: frozenset[Origin], cell: Cell) -> Cell:
    """An amount below a header that asks for one origin (合同外资): empty for projects of another."""
    origin = project.values[PLACES["origin"]]
    return None if origin is None else cell if origin in origins else ""


def _of_origins(receipts: Sequence[ReceiptFacts], own: str | None,
                origins: frozenset[Origin]) -> list[ReceiptFacts] | None:
    """The receipts of these origins, each with its own or that of its project; None where one has neither."""
    placed = [(receipt, receipt.origin or own) for receipt in receipts if receipt.minor]
    if any(origin is None for _, origin in placed):
        return None
    return [receipt for receipt, origin in placed if origin in origins]


def _sum_over(span: Span, receipts: Sequence[ReceiptFacts]) -> _Sums | None:
    """What arrived over a span, by currency; None where a receipt may lie within it or not, or marks differ."""
    sums: dict[str, int] = {}
    marks: dict[str, set[str]] = {}
    for receipt in receipts:
        within = _is_within(span, receipt)
        if within is None:
            return None
        if within:
            sums[receipt.currency] = sums.get(receipt.currency, 0) + receipt.minor
            marks.setdefault(receipt.currency, set()).update({receipt.mark} - {Mark.EXACT})
    if any(len(hedges) > 1 for hedges in marks.values()):
        return None
    own_first = sorted(sums.items(), key=lambda item: (item[0] != Currency.CNY, item[0]))
    return tuple((currency, minor, next(iter(marks[currency]), Mark.EXACT)) for currency, minor in own_first)


def _is_within(span: Span, receipt: ReceiptFacts) -> bool | None:
    """Whether a receipt lies in a span; None where its day is not known precisely enough to tell."""
    if span == EVER:
        return True
    begin, end = span
    day = kept_day(receipt.on, receipt.precision)
    if day.first is None or day.last is None:
        return None
    if (begin is None or day.first >= begin) and (end is None or day.last <= end):
        return True
    return False if (begin is not None and day.last < begin) or (end is not None and day.first > end) else None


def _amounts(sums: _Sums | None, unit: Unit | None) -> Cell:
    """Sums as a cell: a number in the unit where it is one, else texts with their own units."""
    if sums is None:
        return None
    cells = [amount_cell(minor, currency, mark, unit if len(sums) == 1 else None) for currency, minor, mark in sums]
    if not cells:
        return 0 if unit is not None else amount_cell(0, Currency.CNY, Mark.EXACT, None)
    return cells[0] if len(cells) == 1 else _AND.join(map(str, cells))


def _stage(project: ProjectFacts) -> Stage:
    return max(map(Stage, project.milestones), key=lambda stage: stage.rank, default=Stage.LEAD)


def _status_words(project: ProjectFacts) -> Cell:
    """Where a project stands: that it ended or was set aside, else how far it has come."""
    return text_cell(ending_sentence(project.ending)) if project.ending is not None else STAGE_WORDS[_stage(project)]


def _ticked(column: ColumnShape, shape: SheetShape) -> _Fill | None:
    """What a column of a stage says that asks no day: 是否开工 yes or no, 项目阶段 / 开工 a tick; None for a day."""
    stage, last = Stage(column.field), column.parts[-1]
    if WHETHER.search(last):
        return lambda project, _: "是" if _stage(project).rank >= stage.rank else "否"
    if _DAY_WORDS.search(last):
        return None
    group = column.parts[:-1]
    stands = group and any(name in ("stage", "status") for name, _ in fits(Kind.PROJECTS, group))
    if not stands and not _TO_TICK.search(column.header):
        return None
    beside = {Stage(other.field) for other in shape.columns if other.field in STAGES and other.parts[:-1] == group}
    next_rank = min((other.rank for other in beside if other.rank > stage.rank), default=len(STAGES))
    return lambda project, _: TICKED if stage.rank <= _stage(project).rank < next_rank and (
        project.ending is None or project.ending.status is Status.PAUSED) else ""


def _sums_months(column: ColumnShape, shape: SheetShape) -> bool:
    """Whether a column stands beside columns of months, in their group: then it asks for their year."""
    own = column.parts[-1].strip()
    return _MONTH_NAME.fullmatch(own) is None and "累计" not in own and any(
        other.parts[:-1] == column.parts[:-1] and _MONTH_NAME.fullmatch(other.parts[-1].strip())
        for other in shape.columns)


def _progress(project: ProjectFacts) -> str | None:
    """The latest that is known of a project's progress: what was noted of it, else the last stage with its day."""
    noted = [(label, text) for label, text in project.notes.items()
             if any(name == "progress" for name, _ in fits(Kind.PROJECTS, (label,)))]
    if noted:
        return noted[0][1] if len(noted) == 1 else _JOINT.join(f"{label}：{text}" for label, text in noted)
    if project.ending is not None:
        return ending_sentence(project.ending)
    stage = _stage(project)
    reached = project.milestones.get(stage)
    day = "" if reached is None else kept_day(reached.on, reached.precision).written(CHINESE_DAY)
    return f"{day}{STAGE_WORDS[stage].removeprefix('已')}" if day and stage is not Stage.LEAD else STAGE_WORDS[stage]
