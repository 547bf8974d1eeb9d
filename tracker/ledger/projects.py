"""Reads a table of projects: a profile, milestones and an ending from each row, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.domain.amount_signed import without_sign
from tracker.domain.days import Day, NotADay, Precision, is_empty
from tracker.domain.expected import Awaited, Expectation
from tracker.domain.fields import LineField
from tracker.domain.money import Money
from tracker.domain.names import fold_name
from tracker.domain.order import is_ahead, misplaced
from tracker.domain.profile import FIELDS, LINE
from tracker.domain.stages import STAGES, Stage, Status
from tracker.domain.text import clean, clean_lines
from tracker.ledger.account import Fate, PartAccount
from tracker.ledger.cells import Cells, year_meant
from tracker.ledger.endings import RESUMED, ending_said, sentence_said, status_ending
from tracker.ledger.expected import expectation_said
from tracker.ledger.families_projects import MONEY_BESIDE, TOLD
from tracker.ledger.family import WHEN
from tracker.ledger.gone_back import explains_withdrawal
from tracker.ledger.layout import SheetLayout
from tracker.ledger.lines import LineKind, TableLine, TableLines
from tracker.ledger.monthly import Monthly
from tracker.ledger.profile_cells import ProfileCells
from tracker.ledger.results import ResultCells
from tracker.ledger.rows import Ending, NoteCode, ProblemCode, ProjectRow, ReceiptRow
from tracker.ledger.sections import awaited_in_sections, said_by_sections, stage_of_sections
from tracker.ledger.stack import is_blank
from tracker.ledger.stage_cells import StageCell, come_said, reached_said, stage_cell_said
from tracker.ledger.sums import sums_of
from tracker.ledger.words import (
    no_trouble_said,
    origin_headed,
    origin_said,
    progress_told,
    says_more_than_a_stage,
    stage_said,
    status_said,
    without_what_is_ahead,
    yes_or_no,
)
from tracker.ledger.workbook import BookSheet, Stop

_FILLED = (*(name for name, field in FIELDS.items() if type(field) is LineField), "origin",
          *(stage.value for stage in STAGES))
"""Fields in which one merged cell speaks of several projects; a merged amount would be counted for each."""
_ASKS = re.compile(WHEN)
"""In the header of a stage: its cells are days, so that 1 is no yes."""
_TELLS = re.compile(r"(?:情况|状态)(?:[(（][^)）]*[)）])?$")
"""In the header of a stage: its cells may be sentences, which are kept where they name no day."""
_A_SENTENCE = StageCell(more=True)
"""A sentence in the column of a stage that tells nothing known."""
_NONE: Mapping[Any, Any] = MappingProxyType({})
"""No recognitions, no expectations: one for all rows."""


class Projects:
    """The reader of one projects sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: PartAccount,
                 accept: Collection[str] = (), *, with_problems: bool = True) -> None:
        self.layout = layout
        self.cells = cells
        self.accept_gaps = ProblemCode.GAP in accept
        self._with_problems = with_problems
        self._lines = TableLines(sheet, layout, cells, account, "name", _FILLED)
        self._monthly = Monthly(layout, cells)
        self._results = ResultCells(layout, cells)
        self._stages = [(stage, layout.columns.get(stage)) for stage in STAGES]
        self._ticks = [(stage, column) for stage in STAGES for column in layout.alternates.get(stage, ())]
        self._recognised = [(stage, column) for stage in STAGES
                            if (column := layout.columns.get(f"{stage}_recognised")) is not None]
        self._expected = [(what, column) for what in Awaited
                          if (column := layout.columns.get(f"expected_{what}")) is not None]
        self._profile = ProfileCells(layout, cells)
        self._in_sentences = frozenset(stage for stage in TOLD if _TELLS.search(layout.headers.get(stage, "")))
        self._only_progress = "progress" in layout.columns and layout.columns.keys().isdisjoint(("stage", "status"))
        """Nothing but sentences about progress, and days of some stages, says how far a project of this table is."""
        self._furthest = next((stage for stage, column in reversed(self._stages) if column is not None), None)
        """The furthest stage that has a column: of a project that reached it sentences can tell what came later."""
        self._planned: dict[Awaited, Expectation] = {}
        """What the row that is read says in the columns of stages about days to come."""
        self._awaited: Stage | None = None
        """The stage that the section of the row that is read says is still to come: days of it are expected."""
        self._not_reached: dict[Stage, bool] = {}
        """The stages that the row that is read says it has not reached, and whether that is among its notes."""

    def rows(self, stop: Stop | None = None) -> list[ProjectRow]:
        """Every project of the table, in order. What a row without a name says is kept with the project above."""
        found: list[ProjectRow] = []
        for line in sums_of(self.layout, self.cells, self._lines.lines(stop)):
            goes_on = line.kind in (LineKind.CONTINUED, LineKind.PART)
            named = goes_on and not is_blank(line.cells[self.layout.columns["name"]])
            if goes_on and found and self._is_further_money(line, found[-1]):
                found[-1] = self._with_further_money(line, found[-1])
            elif goes_on and found and (named or not self._has_day(line)):
                self._goes_on(line, found[-1])
            elif goes_on or line.kind is LineKind.DATA:
                found.append(self._row(line))
        return found

    def _is_further_money(self, line: TableLine, above: ProjectRow) -> bool:
        """Whether a row without a name holds money with its day, and nothing else but the origin of the project above:
        that project got it too.
        """
        wanted = {self.layout.columns.get(MONEY_BESIDE), self.layout.columns.get(Stage.FUNDED)}
        shared, origin = self._lines.shared_in(line.number - 1), self.layout.columns.get("origin")
        filled = {column for column, cell in enumerate(line.cells) if not is_blank(cell) and column not in shared}
        if origin in filled and origin_said(str(line.cells[origin])) == above.profile.get("origin"):
            filled -= {origin}
        return len(wanted) == 2 and wanted == filled

    def _with_further_money(self, line: TableLine, above: ProjectRow) -> ProjectRow:
        """The project with a further receipt."""
        self.cells.note(NoteCode.ROW_CONTINUES, self.layout, line.number)
        day = self._day(line.number, Stage.FUNDED, line.cells[self.layout.columns[Stage.FUNDED]], above.profile)
        money = self._money_beside(line.number, line.cells, day if isinstance(day, Day) else None, above.code,
                                   above.name, above.profile)
        return replace(above, money=(*above.money, *money))

    def _has_day(self, line: TableLine) -> bool:
        """Whether a row without a name has a day of its own, which would be another project's."""
        shared = self._lines.shared_in(line.number - 1)
        return any(column is not None and column not in shared and not is_blank(line.cells[column])
                   for _, column in self._stages)

    def _goes_on(self, line: TableLine, above: ProjectRow) -> None:
        """A further investor, a source of money: kept as notes of the project above, each under its header."""
        self.cells.note(NoteCode.ROW_CONTINUES, self.layout, line.number)
        shared = self._lines.shared_in(line.number - 1)
        for column, head in self.layout.heads().items():
            text = self.cells.page(line.cells[column])
            if text and column not in shared and head.field != "serial":
                notes = above.notes()
                notes[head.header] = f"{notes[head.header]}\n{text}" if head.header in notes else text
                self.cells.fate(self.layout, line.number, column, Fate.NOTE)

    def _row(self, line: TableLine) -> ProjectRow:
        number, row, columns = line.number, line.cells, self.layout.columns
        name = self._name(number, row)
        profile = self._profile.read(number, row)
        for field, said in said_by_sections(line.sections).items():
            if field == "notes":
                profile.setdefault("notes", {}).update(said)
            else:
                profile.setdefault(field, said)
        self._awaited = awaited_in_sections(line.sections)
        milestones = self._milestones(number, row, profile)
        code = self.cells.line(row[columns["code"]]) if "code" in columns else ""
        phase = columns.get("phase_of")
        return ProjectRow(
            self.layout, number, code, name, fold_name(name), profile,
            self._staged(number, row, self._in_section(line, milestones, profile), profile),
            self._recognitions(number, row), self._expectations(number, row, profile), self._ending(line),
            self._troubles(number, row, profile),
            self.cells.line(row[phase]) if phase is not None and not is_empty(row[phase]) else "",
            (*self._monthly.receipts(number, row, code, name),
             *self._money_beside(number, row, milestones.get(Stage.FUNDED), code, name, profile)),
            self._results.read(number, row, code, name, profile),
            (*self._monthly.arrived(row), *self._results.came_to(row)),
        )

    def _money_beside(self, number: int, row: list[Any], day: Day | None, code: str, name: str,
                      profile: dict[str, Any]) -> Iterator[ReceiptRow]:
        """The receipt that a row lists with its day beside it (到账金额, 到账时间); a note where there is none."""
        column = self.layout.columns.get(MONEY_BESIDE)
        if column is None or (cell := row[column]) == 0 or is_empty(cell):
            return
        if day is None or not day.known:
            self._profile.leave(number, MONEY_BESIDE, self.cells.whole(cell), profile)
            self.cells.note(NoteCode.MONEY_WITHOUT_DAY, self.layout, number, header=self._profile.label(MONEY_BESIDE))
        elif without_sign(cell) is not None and not explains_withdrawal(self.layout, row):
            self.cells.problem(self.layout, number, MONEY_BESIDE, ProblemCode.NOT_AN_AMOUNT, cell, "unexplained")
        else:
            money = self.cells.receipt_at(self.layout, number, column, cell, self._profile.unit_of_row(column))
            if isinstance(money, Money):
                more = self.cells.line(cell) if self.cells.says_more(cell) else ""
                note = f"{self._profile.label(MONEY_BESIDE)}：{more}" if more else ""
                yield ReceiptRow(self.layout, number, code, name, fold_name(name), day, money,
                                 origin_headed(self.layout.headers[MONEY_BESIDE]), note)

    def _troubles(self, number: int, row: list[Any], profile: dict[str, Any]) -> str:
        """What the problems column says; a note where all goes well, or the ledger has a sheet of blockers."""
        column = self.layout.columns.get("problems")
        text = self.cells.page(row[column]) if column is not None else ""
        if text and (not self._with_problems or (not is_empty(text) and no_trouble_said(text))):
            self._profile.leave(number, "problems", text, profile)
            return ""
        return text

    def _in_section(self, line: TableLine, milestones: dict[Stage, Day],
                    profile: dict[str, Any]) -> dict[Stage, Day]:
        """The milestones with the stage that the section says where the row itself says none. What the row says it has
        not reached (未开工 below 在建项目) stands over the section, and is kept as a note.
        """
        said = stage_of_sections(line.sections)
        if not isinstance(said, Stage) or any(not is_blank(line.cells[self.layout.columns[field]])
                                              for field in ("stage", "status") if field in self.layout.columns):
            return milestones
        if any(step.rank > said.rank for step in milestones):
            return milestones
        against = [stage for stage in self._not_reached if stage.rank <= said.rank]
        for stage in against:
            if not self._not_reached[stage]:
                self._leave_unreached(line.number, stage, line.cells[self.layout.columns[stage]], profile)
        passed = [step for step in STAGES if step.rank <= said.rank and all(step.rank < no.rank for no in against)]
        return {**dict.fromkeys(passed, Day.unknown()), **milestones}

    def _leave_unreached(self, number: int, stage: Stage, cell: Any, profile: dict[str, Any]) -> None:
        """Keeps what a cell says of a stage that was not reached, and says so."""
        text = self.cells.whole(cell)
        self._profile.leave(number, stage, text, profile)
        self.cells.note(NoteCode.STAGE_NOT_REACHED, self.layout, number, value=text,
                        header=self._profile.label(stage))

    def _staged(self, number: int, row: list[Any], milestones: dict[Stage, Day],
                profile: dict[str, Any]) -> dict[Stage, Day]:
        """The milestones with the stage that columns name in words, on an unknown day; a stage behind a known day is
        said in a note, and words that name none are kept as one.
        """
        for field in ("stage", "status"):
            column = self.layout.columns.get(field)
            text = self.cells.whole(row[column]) if column is not None else ""
            if not text or is_empty(text) or status_said(text) is not None or text == RESUMED or (
                    column is not None and sentence_said(clean_lines(str(row[column]))) is not None):
                continue
            stage = stage_said(without_what_is_ahead(text, self.cells.until))
            if stage is None or says_more_than_a_stage(text):
                self._profile.leave(number, field, text, profile)
            if stage is not None:
                milestones = self._with_stage(number, stage, text, milestones)
        told, last = self._told(row), self._furthest
        if isinstance(told, Stage) and (last is None or (last in milestones and told.rank > last.rank)):
            self.cells.note(NoteCode.STAGE_TOLD, self.layout, number, stage=told,
                            header=clean(self.layout.headers["progress"]))
            milestones = self._with_stage(number, told, "", milestones)
        return milestones

    def _told(self, row: list[Any]) -> Stage | Status | None:
        """What progress tells of a project where no column names its stage or status."""
        if not self._only_progress:
            return None
        progress = self.cells.whole(row[self.layout.columns["progress"]])
        return progress_told(without_what_is_ahead(progress, self.cells.until))

    def _with_stage(self, number: int, stage: Stage, text: str, milestones: dict[Stage, Day]) -> dict[Stage, Day]:
        known = [step for step in milestones if milestones[step].known]
        furthest = max(known, key=lambda step: step.rank, default=stage)
        if furthest.rank > stage.rank:
            self.cells.note(NoteCode.STAGE_BEHIND, self.layout, number, value=text, stage=furthest)
        passed = {step: Day.unknown() for step in STAGES if step.rank <= stage.rank}
        return {step: milestones.get(step, day) for step, day in {**passed, **milestones}.items()}

    def _name(self, number: int, cells: list[Any]) -> str:
        found = cells[self.layout.columns["name"]]
        name = clean(found) if isinstance(found, str) else self.cells.line(found)
        if len(name) > LINE:
            name = self.cells.line(name)
        if isinstance(found, date):
            self.cells.note(NoteCode.NAME_IS_DATE, self.layout, number, value=name)
        if not name:
            self.cells.problem(self.layout, number, "name", ProblemCode.NO_NAME, found)
        return name

    def _milestones(self, number: int, cells: list[Any], profile: dict[str, Any]) -> dict[Stage, Day]:
        """The day of each stage reached. Days with a problem are left out and cause no other."""
        known: dict[Stage, Day] = {}
        wrong: set[Stage] = set()
        self._planned, self._not_reached = {}, {}
        for stage, column in self._stages:
            if column is not None and (cell := cells[column]) != "":
                day = self._day(number, stage, cell, profile)
                if isinstance(day, Day):
                    known[stage] = day
                elif day is not None:
                    wrong.add(stage)
        known |= dict(self._ticked(number, cells, known.keys() | wrong, profile))
        known |= dict(self._reached_plans(number, cells, known.keys() | wrong))
        for stage in misplaced(known):
            self.cells.problem(self.layout, number, stage, ProblemCode.ORDER, cells[self.layout.columns[stage]],
                               days={one: day for one, day in known.items() if one is not stage})
        return self._without_gaps(number, cells, known, wrong)

    def _ticked(self, number: int, cells: list[Any], said: Collection[Stage],
                profile: dict[str, Any]) -> Iterator[tuple[Stage, Day]]:
        """The stages without a day that a further column ticks (是否签约); whatever else it says is kept as a note."""
        for stage, column in self._ticks:
            cell = cells[column]
            if is_blank(cell):
                continue
            reached = reached_said(cell) if isinstance(cell, str) else yes_or_no(cell)
            if reached and stage not in said:
                yield stage, Day.unknown()
            elif reached is None or (stage in said and not reached):
                self._profile.beside(number, column, self.layout.alternate_headers[column], cell, profile)

    def _reached_plans(self, number: int, cells: list[Any], said: Collection[Stage]) -> Iterator[tuple[Stage, Day]]:
        """The stages of which the column of the expected day says by now that they are reached: 已开工."""
        for what, column in self._expected:
            stage, cell = next((stage for stage in STAGES if stage.value == what.value), None), cells[column]
            day = come_said(cell, stage) if stage and stage not in said and isinstance(cell, str) else None
            if stage and day is not None and not is_ahead(day, self.cells.today):
                self.cells.note(NoteCode.STAGE_TOLD, self.layout, number, stage=stage,
                                header=clean(self.layout.headers[f"expected_{what}"]))
                yield stage, day

    def _day(self, number: int, stage: Stage, cell: Any, profile: dict[str, Any]) -> Day | ProblemCode | None:
        """The day a cell gives a stage; unknown for √ and 已签约. A plan (拟2024年6月) is none, and kept as a note."""
        if (said := self._said(stage, cell)) is None and self._awaited and stage.rank >= self._awaited.rank:
            said = StageCell(more=True, planned=True, expected=self._awaited_day(stage, cell))
        if type(cell) is not date and (ahead := self._ahead(stage, cell, said)) is not None:
            self._plan(number, stage, cell, ahead, profile, NoteCode.STAGE_AHEAD)
            return None
        if said is None:
            day = self.cells.day(self.layout, number, stage, cell)
            if isinstance(day, Day) and self.cells.says_more(cell):
                profile.setdefault("notes", {})[self._profile.label(stage)] = self.cells.whole(cell)
            return day
        if said.day is not None and is_ahead(said.day, self.cells.today):
            self.cells.problem(self.layout, number, stage, ProblemCode.FUTURE_DATE, cell, today=self.cells.today)
            return ProblemCode.FUTURE_DATE
        if said.planned:
            self._plan(number, stage, cell, said, profile)
        elif said.more and said.day is None:
            self._leave_unreached(number, stage, cell, profile)
        elif said.more:
            profile.setdefault("notes", {})[self._profile.label(stage)] = self.cells.whole(cell)
        denies = not is_empty(cell) or "未" in str(cell)  # which / and 无 do not
        if said.day is None and denies and said is not _A_SENTENCE:
            self._not_reached[stage] = said.more
        return said.day

    def _ahead(self, stage: Stage, cell: Any, said: StageCell | None) -> StageCell | None:
        """The plan that a month, quarter or year still to come is below a stage; None for what is over, and for a day,
        which is more likely mistyped.
        """
        day = self.cells.day_found(cell) if said is None else said.day
        if stage is Stage.LEAD or not isinstance(day, Day) or day.precision is Precision.DAY or not is_ahead(
                day, self.cells.today):
            return None
        return StageCell(more=True, planned=True, expected=Expectation(day, ""))

    def _said(self, stage: Stage, cell: Any) -> StageCell | None:
        """What words in the column of a stage say; None where the cell is a day, empty, or nothing that is known."""
        if isinstance(cell, str):
            begins = cell[:1]
            if "0" <= begins <= "9" and "前" not in cell and not isinstance(self.cells.day_found(cell), ProblemCode):
                return None
            said = stage_cell_said(cell, stage)
            if said is None and stage in self._in_sentences and self.cells.day_found(cell) is ProblemCode.NOT_A_DATE:
                return _A_SENTENCE
            return said
        if cell in (0, 1) and _ASKS.search(self.layout.headers[stage]) is None:
            return StageCell(Day.unknown() if cell else None)
        return None

    def _awaited_day(self, stage: Stage, cell: Any) -> Expectation | None:
        """The day of a stage that is still to come."""
        day = self.cells.day_found(cell)
        if isinstance(day, Day) and not self.cells.says_more(cell):
            return Expectation(day)
        return expectation_said(cell, year_meant(self.layout, stage))

    def _plan(self, number: int, stage: Stage, cell: Any, said: StageCell, profile: dict[str, Any],
              code: NoteCode = NoteCode.PLAN_KEPT) -> None:
        """A plan in the column of a stage is an expected day where it names one; its words are kept in any case."""
        text = self.cells.whole(cell)
        self._profile.leave(number, stage, text, profile)
        if said.expected is not None and stage is not Stage.LEAD:
            self._planned[Awaited(stage.value)] = said.expected
        self.cells.note(code, self.layout, number, value=text, header=self._profile.label(stage))

    def _without_gaps(self, number: int, cells: list[Any], known: dict[Stage, Day],
                      wrong: set[Stage]) -> dict[Stage, Day]:
        """The milestones with an unknown day for each one passed without; a gap where the ledger has its column.

        Nobody notes every lead, a √ says no more than that a stage was passed, and a column the ledger does not have
        cannot be filled in: none of these is a gap. Where 到资 says that no money has come, the project started before.
        """
        furthest = max([stage.rank for stage in known], default=0)
        dated = max([stage.rank for stage, day in known.items() if day.known], default=0)
        found: dict[Stage, Day] = {}
        for stage, column in self._stages:
            if stage in known:
                found[stage] = known[stage]
            elif stage.rank <= furthest and stage not in wrong and not (
                    stage is Stage.FUNDED and stage in self._not_reached and Stage.STARTED in known):
                found[stage] = Day.unknown()
                if stage is not Stage.LEAD and column is not None and stage.rank < dated:
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
        return found or _NONE

    def _expectations(self, number: int, cells: list[Any], profile: dict[str, Any]) -> Mapping[Awaited, Expectation]:
        """The days that are expected, before them those that stand in the column of a stage; what says none (待定) is
        kept as a note under its header.
        """
        found = dict(self._planned)
        for what, column in self._expected:
            if not is_empty(cells[column]):
                expectation = expectation_said(cells[column])
                if expectation is None and (year := year_meant(self.layout, f"expected_{what}")):
                    expectation = expectation_said(cells[column], year)
                    if expectation is not None:
                        self.cells.note_year(self.layout, number, f"expected_{what}", year)
                if expectation is None:
                    self._profile.leave(number, f"expected_{what}", self.cells.whole(cells[column]), profile)
                else:
                    found[what] = expectation
        return found or _NONE

    def _ending(self, line: TableLine) -> Ending | None:
        """How the project ended or was set aside: as its row says, else as the section does it stands in."""
        said = stage_of_sections(line.sections)
        of_section = Ending(said, Day.unknown(), line.sections[-1]) if isinstance(said, Status) else None
        return self._ending_of_row(line.number, line.cells) or of_section

    def _ending_of_row(self, number: int, cells: list[Any]) -> Ending | None:
        """A column for the ending comes before the state, and that before a remark."""
        columns = self.layout.columns
        for field in ("terminated", "status"):
            if field in columns and isinstance(cell := cells[columns[field]], str):
                if cell.strip() == RESUMED:
                    return None
                if (sentence := sentence_said(clean_lines(cell))) is not None:
                    return sentence
        if "terminated" in columns and not is_empty(cell := cells[columns["terminated"]]):
            return self._terminated(number, cell, cells)
        for field in ("status", "stage", "progress"):
            if field in columns and not is_blank(cell := cells[columns[field]]):
                status = self._told(cells) if field == "progress" else status_said(self.cells.whole(cell))
                if isinstance(status, Status):
                    if field == "progress":
                        self.cells.note(NoteCode.STAGE_TOLD, self.layout, number, stage=status,
                                        header=clean(self.layout.headers[field]))
                    remark = self._remark(number, cells) if status is Status.TERMINATED else None
                    ending = status_ending(self.cells.line(cell), status)
                    ahead = is_ahead(ending.day, self.cells.today)
                    return remark or (replace(ending, day=Day.unknown()) if ahead else ending)
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
