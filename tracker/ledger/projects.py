"""Reads the projects sheet: a profile, milestones and an ending from each row, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tracker.domain.credit_code import BadCreditCode, read_credit_code
from tracker.domain.days import Day, NotADay, is_empty
from tracker.domain.money import Money, print_amount
from tracker.domain.names import fold_name
from tracker.domain.order import is_ahead, misplaced
from tracker.domain.profile import LINE, REMARK
from tracker.domain.stages import STAGES, Stage, Status
from tracker.domain.text import clean
from tracker.ledger.cells import Cells, number_of
from tracker.ledger.endings import ending_said
from tracker.ledger.headers import SheetLayout
from tracker.ledger.rows import Ending, NoteCode, ProblemCode, ProjectRow
from tracker.ledger.table import body, continued, is_blank
from tracker.ledger.words import LIST_MARK, chain_role_said, status_said, top500_said, yes_or_no
from tracker.ledger.workbook import BookSheet, Stop

_LINES = ("investor", "investor_from", "industry_chain", "park", "bureau", "chain_leader", "officer", "channel")
_AMOUNTS = ("contract_amount", "fixed_investment", "expected_output", "expected_tax")
LISTS = {"top500_world": "world", "top500_china": "china", "top500_china_private": "china_private"}
_FILLED = (*_LINES, "origin", *(stage.value for stage in STAGES))
"""Fields in which one merged cell speaks of several projects; a merged amount would be counted for each."""
Put = Callable[[int, Any, dict[str, Any]], None]


class Projects:
    """The reader of one projects sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, accept: Collection[str] = ()) -> None:
        self.sheet = sheet
        self.layout = layout
        self.cells = cells
        self.accept_gaps = ProblemCode.GAP in accept
        self._stages = [(stage, layout.columns.get(stage)) for stage in STAGES]
        self._recognised = [(stage, column) for stage in STAGES
                            if (column := layout.columns.get(f"{stage}_recognised")) is not None]
        self._readers = self._plan()

    def rows(self, stop: Stop | None = None) -> list[ProjectRow]:
        """Every project of the sheet, in order."""
        joined = continued(self.sheet, self.layout, "name")
        found = []
        for number, cells in body(self.sheet, self.layout, self.cells, "name", fill=_FILLED, stop=stop):
            if number in joined and is_blank(cells[self.layout.columns["name"]]):
                self.cells.note(NoteCode.ROW_CONTINUES, self.layout, number)
            else:
                found.append(self._row(number, cells))
        return found

    def _plan(self) -> list[tuple[int, Put]]:
        """Which column is read how, worked out once for all rows."""
        special: dict[str, Put] = {
            "origin": self._origin, "hunan_return": self._hunan_return, "top500": self._top500,
            "chain_role": self._chain_role, "land_mu": self._land, "credit_code": self._credit_code,
        }
        plan: list[tuple[int, Put]] = []
        for field, column in self.layout.columns.items():
            if field in _LINES:
                plan.append((column, self._line(field)))
            elif field in _AMOUNTS:
                plan.append((column, self._amount(field)))
            elif field in LISTS:
                plan.append((column, self._listed(LISTS[field])))
            elif field in special:
                plan.append((column, special[field]))
        plan += [(self.layout.columns[field], self._note(REMARK if field == "remarks" else self.layout.headers[field]))
                 for field in ("remarks", "terminated_reason") if field in self.layout.columns]
        plan += [(column, self._note(header)) for header, column in self.layout.others]
        return plan + [(column, self._role(label)) for label, column in self.layout.roles]

    def _row(self, number: int, cells: list[Any]) -> ProjectRow:
        layout = self.layout
        name = self._name(number, cells)
        profile: dict[str, Any] = {}
        for column, put in self._readers:
            cell = cells[column]
            if cell != "" and cell is not None:
                put(number, cell, profile)
        milestones = self._milestones(number, cells)
        ending = self._ending(number, cells, profile)
        code = self.cells.line(cells[layout.columns["code"]]) if "code" in layout.columns else ""
        troubles = layout.columns.get("problems")
        phase = layout.columns.get("phase_of")
        return ProjectRow(
            layout, number, code, name, fold_name(name), profile, milestones, self._recognitions(number, cells),
            ending, self.cells.page(cells[troubles]) if troubles is not None else "",
            self.cells.line(cells[phase]) if phase is not None and not is_empty(cells[phase]) else "",
        )

    def _name(self, number: int, cells: list[Any]) -> str:
        found = cells[self.layout.columns["name"]]
        name = clean(found) if isinstance(found, str) else self.cells.line(found)
        if len(name) > LINE:
            name = self.cells.line(name)
        if not name:
            self.cells.problem(self.layout, number, "name", ProblemCode.NO_NAME, found)
        return name

    def _milestones(self, number: int, cells: list[Any]) -> dict[Stage, Day]:
        """The day of each stage reached. Days with a problem are left out and cause no other."""
        known: dict[Stage, Day] = {}
        wrong: set[Stage] = set()
        for stage, column in self._stages:
            if column is not None and (cell := cells[column]) != "":
                day = self.cells.day(self.layout, number, stage, cell)
                if isinstance(day, Day):
                    known[stage] = day
                elif day is not None:
                    wrong.add(stage)
        for stage in misplaced(known):
            self.cells.problem(self.layout, number, stage, ProblemCode.ORDER, cells[self.layout.columns[stage]],
                               days={one: day for one, day in known.items() if one is not stage})
        return self._without_gaps(number, cells, known, wrong)

    def _without_gaps(self, number: int, cells: list[Any], known: dict[Stage, Day],
                      wrong: set[Stage]) -> dict[Stage, Day]:
        """The milestones with an unknown day for each one passed without; a gap where the ledger has its column.

        Nobody notes every lead, and a column the ledger does not have cannot be filled in: neither is a gap.
        """
        furthest = max((stage.rank for stage in known), default=0)
        found: dict[Stage, Day] = {}
        for stage, column in self._stages:
            if stage in known:
                found[stage] = known[stage]
            elif stage.rank <= furthest and stage not in wrong:
                found[stage] = Day.unknown()
                if stage is not Stage.LEAD and column is not None:
                    if self.accept_gaps:
                        self.cells.note(NoteCode.GAP_ACCEPTED, self.layout, number, stage=stage)
                    else:
                        self.cells.problem(self.layout, number, stage, ProblemCode.GAP, cells[column], stage=stage)
        return found

    def _recognitions(self, number: int, cells: list[Any]) -> Mapping[Stage, Day]:
        found = {}
        for stage, column in self._recognised:
            day = self.cells.day(self.layout, number, f"{stage}_recognised", cells[column] or None)
            if isinstance(day, Day) and day.known:
                found[stage] = day
        return found

    def _ending(self, number: int, cells: list[Any], profile: dict[str, Any]) -> Ending | None:
        """How the project ended or was set aside: a column for it comes before the state, and that before a remark."""
        columns = self.layout.columns
        if "terminated" in columns and not is_empty(cell := cells[columns["terminated"]]):
            return self._terminated(number, cell, cells)
        if "status" in columns and not is_blank(cells[columns["status"]]):
            text = self.cells.line(cells[columns["status"]])
            status = status_said(text)
            if status is not None:
                remark = self._remark(number, cells) if status is Status.TERMINATED else None
                return remark or Ending(status, Day.unknown(), text)
            profile.setdefault("notes", {})[self.layout.headers["status"]] = text
        return self._remark(number, cells)

    def _terminated(self, number: int, cell: Any, cells: list[Any]) -> Ending | None:
        """A termination column: a day, a yes, or a sentence."""
        remark = self._remark(number, cells)
        reason = remark.reason if remark else ""
        if "terminated_reason" in self.layout.columns:
            reason = self.cells.line(cells[self.layout.columns["terminated_reason"]]) or reason
        answer = yes_or_no(cell)
        if answer is not None:
            return (remark or Ending(Status.TERMINATED, Day.unknown(), reason)) if answer else None
        sentence = ending_said(cell) if isinstance(cell, str) else None
        if isinstance(sentence, Ending):
            return sentence
        day = self.cells.day(self.layout, number, "terminated", cell)
        return Ending(Status.TERMINATED, day, reason) if isinstance(day, Day) else None

    def _remark(self, number: int, cells: list[Any]) -> Ending | None:
        column = self.layout.columns.get("remarks")
        if column is None or not isinstance(cells[column], str) or not cells[column]:
            return None
        ending = ending_said(cells[column])
        if isinstance(ending, NotADay):
            self.cells.problem(self.layout, number, "remarks", ProblemCode(ending.code), cells[column])
            return None
        if ending and is_ahead(ending.day, self.cells.today):
            self.cells.problem(self.layout, number, "remarks", ProblemCode.FUTURE_DATE, cells[column],
                               today=self.cells.today)
            return None
        return ending

    def _line(self, field: str) -> Put:
        read = self.cells.line

        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = read(cell)
            if text and not is_empty(text):
                profile[field] = text

        return put

    def _note(self, label: str) -> Put:
        read = self.cells.page

        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = read(cell)
            if text:
                profile.setdefault("notes", {})[label] = text

        return put

    def _role(self, label: str) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = self.cells.line(cell)
            if text and not is_empty(text):
                profile.setdefault("roles", {})[label] = text

        return put

    def _amount(self, field: str) -> Put:
        unit = self.layout.units.get(field) or self.layout.unit
        only_yuan = field.startswith("expected_")

        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            money = self.cells.amount(self.layout, number, field, cell, unit)
            if isinstance(money, Money):
                if only_yuan and not money.is_plain_yuan:
                    profile.setdefault("notes", {})[self.layout.headers[field]] = print_amount(money)
                else:
                    profile[field] = money

        return put

    def _listed(self, which: str) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            if yes_or_no(cell) is not False:
                profile["top500"] = which

        return put

    def _top500(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        listed = top500_said(self.cells.line(cell))
        if listed is not None:
            profile.setdefault("top500", listed)
            if listed == LIST_MARK:
                self.cells.note(NoteCode.LIST_UNCLEAR, self.layout, number)

    def _origin(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        origin = self.cells.origin(self.layout, number, "origin", cell)
        if origin is not None and not isinstance(origin, ProblemCode):
            profile["origin"] = origin

    def _hunan_return(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        answer = yes_or_no(cell)
        if answer is None:
            self.cells.note(NoteCode.YES_UNCLEAR, self.layout, number, value=self.cells.line(cell),
                            header=self.layout.headers["hunan_return"])
        else:
            profile["hunan_return"] = answer

    def _chain_role(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        text = self.cells.line(cell)
        role = chain_role_said(text)
        if role is not None:
            profile["chain_role"] = role
        elif not is_empty(text):
            profile.setdefault("notes", {})[self.layout.headers["chain_role"]] = text

    def _land(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        area = number_of(cell)
        if area is not None:
            profile["land_mu"] = format(area.normalize(), "f")
        elif not is_empty(cell):
            profile.setdefault("notes", {})[self.layout.headers["land_mu"]] = self.cells.line(cell)

    def _credit_code(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        text = self.cells.line(cell)
        if is_empty(text):
            return
        try:
            profile["credit_code"] = read_credit_code(text)
        except BadCreditCode:
            self.cells.problem(self.layout, number, "credit_code", ProblemCode.CREDIT_CODE, cell)
