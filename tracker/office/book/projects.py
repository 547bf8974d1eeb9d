"""The sheet of projects: what each column of the office's own holds, and what needs a further one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.area import UNCLEAR_FROM, unit_of_area
from tracker.domain.days import Day, is_empty
from tracker.domain.expected import Awaited
from tracker.domain.fields import AmountField, ChoiceField, NumberField, YesNoField
from tracker.domain.profile import FIELDS, REMARK
from tracker.domain.stages import STAGES, Stage, Status
from tracker.ledger.cells import number_of
from tracker.ledger.completing import completed, further, further_note, further_role, times_of_results
from tracker.ledger.endings import RESUMED, ending_said, ending_sentence, sentence_said
from tracker.ledger.excel import Cell
from tracker.ledger.expected import expectation_said
from tracker.ledger.families_results import HAPPENED
from tracker.ledger.family import NOTED, ROLE, Kind
from tracker.ledger.headers import stated_year
from tracker.ledger.own_book import NOTE, ColumnShape, SheetShape
from tracker.ledger.people import contact_field
from tracker.ledger.profile_cells import LISTS, ORIGINS
from tracker.ledger.result_columns import RESULT_FIELDS
from tracker.ledger.rows import Ending
from tracker.ledger.stage_cells import come_said
from tracker.ledger.words import choice_said, flag_said, origin_said, progress_told, status_said
from tracker.office.book.cells import (
    amount_cell,
    choice_cell,
    day_cell,
    expected_cell,
    kept_day,
    number_cell,
    text_cell,
)
from tracker.office.book.facts import PLACES, ProjectFacts

_Fill = Callable[[int, ProjectFacts], Cell]
"""What a column holds of a project; the number of its row counts from 1."""

TICKED = "√"
_EXPECTED = {f"expected_{what}": what for what in Awaited}
STAGE_WORDS = {Stage.LEAD: "在谈", Stage.SIGNED: "已签约", Stage.REGISTERED: "已注册", Stage.FUNDED: "已到资",
                Stage.STARTED: "已开工", Stage.PRODUCING: "已投产"}
"""What a column of stages says."""


@dataclass(slots=True)
class Needed:
    """What the projects of an office have that a book needs a column for."""

    fields: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Code and name of the projects that others are a later phase of, by their numbers."""


class ProjectSheet:
    """The projects of an office in the columns of its book."""

    def __init__(self, shape: SheetShape, projects: Iterable[ProjectFacts], *, complete: bool = True,
                 beside_money: bool = False, until: date | None = None) -> None:
        """`complete`: with further columns for what the shape has none for; a form gets none. `beside_money`: receipts
        stand in the book too, which tell the day of 到资 where the projects have no column for it. `until`: the day of
        the book, by which the time of a column of results has to be over; without it these stay empty.
        """
        self._own = shape.fields()
        self._headers = {name: shape.columns[place].header for name, place in self._own.items()}
        self._labels = {column.label for column in shape.columns if column.field == NOTE}
        self._roles = {column.label for column in shape.columns if column.field == ROLE}
        self._needed = self._needs(projects)
        if beside_money:
            self._needed.fields[Stage.FUNDED] = None
        self.shape = completed(shape, self._further()) if complete else shape
        self._times = times_of_results(self.shape, until) if until is not None else {}

    def rows(self, projects: Iterable[ProjectFacts]) -> Iterator[list[Cell]]:
        """A row for each project."""
        fills = [_of_result(column, self.shape, self._times.get(place)) if column.field in RESULT_FIELDS
                 else self._fill(column, self.shape) for place, column in enumerate(self.shape.columns)]
        for number, project in enumerate(projects, 1):
            yield [fill(number, project) for fill in fills]

    # -- which columns are needed -------------------------------------------------------------------------------------

    def _needs(self, projects: Iterable[ProjectFacts]) -> Needed:
        needed = Needed()
        needed.fields["code"] = None
        phases: set[int] = set()
        blanks = {name: field.to_columns(field.blank())[0] for name, field in FIELDS.items()}
        places = [(name, PLACES[field.columns[0]], blanks[name]) for name, field in FIELDS.items()
                  if name not in ("roles", "notes")]
        named: dict[int, tuple[str, str]] = {}
        for project in projects:
            values = project.values
            named[project.number] = (project.code, project.name)
            for name, place, blank in places:
                if values[place] and values[place] != blank:
                    needed.fields[name] = None
            if phase := values[PLACES["phase_of"]]:
                phases.add(phase)
            self._need_stages(project, needed)
            if self._ending_text(project) is not None or self._is_told_otherwise(project):
                needed.fields["status"] = None
            needed.roles.update(dict.fromkeys(project.roles))
            for label, text in project.notes.items():
                if label not in needed.notes and label not in self._labels and not self._has_room(project, label, text):
                    needed.notes[label] = None
        for label in (*self._labels, *needed.notes):
            if field := contact_field(Kind.PROJECTS, label):  # none is then read out of the note
                needed.fields[field] = None
        needed.names = {number: named[number] for number in phases if number in named}
        return needed

    def _need_stages(self, project: ProjectFacts, needed: Needed) -> None:
        for stage, reached in project.milestones.items():
            if reached.on is not None or stage != Stage.LEAD:
                needed.fields[stage] = None
            if reached.recognised:
                needed.fields[f"{stage}_recognised"] = None
        needed.fields.update(dict.fromkeys(f"expected_{what}" for what in project.expected))

    def _has_room(self, project: ProjectFacts, label: str, text: str) -> bool:
        """Whether a note stands in a column of the office's own: of notes, or of a field that could not hold it."""
        if label == REMARK:
            return "remarks" in self._own
        return any(header == label and (name in NOTED or self._left(project, name) == text)
                   for name, header in self._headers.items())

    def _left(self, project: ProjectFacts, name: str) -> str | None:
        """The note that an import left in the column of a field, where the field is empty; None where there is none."""
        header = self._headers[name]
        text = project.notes.get(header)
        if not text or "\n" in text or is_empty(text) or not _would_be_left(name, text, header):
            return None
        if name == "status":
            return text if self._ending_text(project) is None else None
        if name == "problems":
            return text
        if name in _EXPECTED:
            what = _EXPECTED[name]
            stage = next((stage for stage in STAGES if stage.value == what.value), None)
            would_come = stage is not None and stage not in project.milestones and come_said(text, stage) is not None
            return None if what in project.expected or would_come else text
        if name not in FIELDS:
            return None
        held = project.values[PLACES[FIELDS[name].columns[0]]]
        return None if held else text

    def _is_told_otherwise(self, project: ProjectFacts) -> bool:
        """Whether progress tells of what the project is not: it is read where no column has its status."""
        if not {"stage", "status"}.isdisjoint(self._own) or "progress" not in self._own:
            return False
        told = progress_told(project.notes.get(self._headers["progress"], ""))
        if isinstance(told, Stage):
            return all(Stage(stage).rank < told.rank for stage in project.milestones)
        return told is not None and project.ending is None

    def _further(self) -> list[ColumnShape]:
        """The columns that are needed and the office's own book has not."""
        wanted = [name for name in ("code", *FIELDS, *STAGES, *(f"{stage}_recognised" for stage in STAGES),
                               *_EXPECTED, "status")
                  if name in self._needed.fields and name not in self._own]
        more = [further(Kind.PROJECTS, name) for name in wanted if name != "name"]
        if REMARK in self._needed.notes:
            more.append(further(Kind.PROJECTS, "remarks"))
        more += [further_role(label) for label in self._needed.roles if label not in self._roles]
        return more + [further_note(label) for label in self._needed.notes if label != REMARK]

    # -- what stands in them ------------------------------------------------------------------------------------------

    def _fill(self, column: ColumnShape, shape: SheetShape) -> _Fill:
        name, label = column.field, column.label
        if name == NOTE:
            return lambda _, project: text_cell(project.notes.get(label))
        if name == ROLE:
            return lambda _, project: text_cell(project.roles.get(label))
        if name == "serial":
            return lambda number, _: number
        if name == "code":
            return lambda _, project: text_cell(project.code)
        if name in NOTED:
            noted = REMARK if name == "remarks" else column.header
            return lambda _, project: text_cell(project.notes.get(noted))
        if name == "phase_of":
            return self._phase
        if name in HAPPENED:
            return lambda _, project: _happened(project, name)
        own = self._of_field(column, shape)
        if name in self._headers and name in (*FIELDS, *_EXPECTED, "status", "problems"):
            return lambda number, project: own(number, project) or text_cell(self._left(project, name))
        return own

    def _of_field(self, column: ColumnShape, shape: SheetShape) -> _Fill:
        name, stage = column.field, column.field.removesuffix("_recognised")
        if name in FIELDS:
            return self._of_profile(column, shape)
        if name in STAGES:
            return lambda _, project: _reached(project, name)
        if stage in STAGES:
            return lambda _, project: (day_cell(project.milestones[stage].recognised, "day")
                                       if stage in project.milestones else None)
        if name in _EXPECTED:
            what = _EXPECTED[name]
            return lambda _, project: expected_cell(*project.expected[what]) if what in project.expected else None
        if name in LISTS:
            place, which = PLACES["top500"], LISTS[name].value
            return lambda _, project: "是" if project.values[place] == which else None
        if name in ORIGINS:
            origin, meant = PLACES["origin"], ORIGINS[name].value
            return lambda _, project: TICKED if project.values[origin] == meant else None
        if name == "status":
            return lambda _, project: self._ending_text(project)
        if name == "terminated":
            return lambda _, project: _ending_cell(project.ending)
        if name == "stage":
            return lambda _, project: STAGE_WORDS[Stage(max(project.milestones, key=lambda one: Stage(one).rank))
                                                  ] if project.milestones else None
        return lambda *_: None

    def _of_profile(self, column: ColumnShape, shape: SheetShape) -> _Fill:
        field = FIELDS[column.field]
        places = [PLACES[name] for name in field.columns]
        first = places[0]
        if isinstance(field, AmountField):
            unit = column.unit(shape.unit)
            _, currency, mark = places
            return lambda _, project: amount_cell(project.values[first], project.values[currency],
                                                  project.values[mark], unit)
        if isinstance(field, NumberField):
            stated = unit_of_area(column.header)
            if stated not in ("", field.unit):  # 亩 in a column of square metres says so
                return lambda _, project: f"{text}{field.unit}" if (text := project.values[first]) else None
            if not stated:
                return lambda _, project: _bare_area(project.values[first], field.unit)
            return lambda _, project: number_cell(project.values[first])
        if isinstance(field, YesNoField):
            return lambda _, project: "是" if project.values[first] else None
        if isinstance(field, ChoiceField):
            said = field.said
            return lambda _, project: choice_cell(said, project.values[first])
        return lambda _, project: text_cell(project.values[first])

    def _phase(self, _: int, project: ProjectFacts) -> Cell:
        """The name of the project this one is a later phase of; its code where the name says nothing."""
        first = project.values[PLACES["phase_of"]]
        if not first or first not in self._needed.names:
            return None
        code, name = self._needed.names[first]
        return text_cell(code if is_empty(name) else name)

    def _ending_text(self, project: ProjectFacts) -> str | None:
        """What the column of the state has to say: an ending, unless a remark says the same, or that there is none."""
        remark = project.notes.get(REMARK, "")
        said = ending_said(remark) if remark else None
        if project.ending is None:
            return RESUMED if said is not None else None
        if said == project.ending or ("terminated" in self._own and project.ending.status is Status.TERMINATED):
            return None
        return ending_sentence(project.ending)


def _of_result(column: ColumnShape, shape: SheetShape, day: Day | None) -> _Fill:
    """The one result of a kind and a time; nothing where notes tell several apart."""
    unit = column.unit(shape.unit)

    def fill(_: int, project: ProjectFacts) -> Cell:
        found = [one for one in project.results if one.what == column.field and kept_day(one.on, one.precision) == day]
        if len(found) != 1:
            return None
        return found[0].people or amount_cell(found[0].minor, found[0].currency, found[0].mark, unit)

    return fill


def _happened(project: ProjectFacts, what: str) -> Cell:
    """The day of what happens once."""
    return next((day_cell(one.on, one.precision) for one in project.results if one.what == what), None)


def _reached(project: ProjectFacts, stage: str) -> Cell:
    reached = project.milestones.get(stage)
    if reached is None:
        return None
    if reached.on is None:
        return None if stage == Stage.LEAD else TICKED
    return day_cell(reached.on, reached.precision)


def _bare_area(text: str, unit: str) -> Cell:
    """An area below a header that states no unit: a large number says its own, or it could be square metres."""
    cell = number_cell(text)
    return f"{text}{unit}" if isinstance(cell, int | float) and cell >= UNCLEAR_FROM else cell


def _ending_cell(ending: Ending | None) -> Cell:
    """A termination in a column of its own; being set aside is said in the column of the state."""
    return ending_sentence(ending) if ending is not None and ending.status is Status.TERMINATED else None


def _would_be_left(name: str, text: str, header: str) -> bool:
    """Whether the import keeps a text in the column of a field, below its header, as a note."""
    field = FIELDS.get(name)
    if name == "problems":
        return True
    if name == "status":
        return status_said(text) is None and text != RESUMED and sentence_said(text) is None
    if name in _EXPECTED:
        return expectation_said(text, stated_year(header)) is None
    if name == "origin":
        return origin_said(text) == ""
    if isinstance(field, YesNoField):
        return flag_said(field, text) is None
    if isinstance(field, NumberField):
        return number_of(text) is None
    return isinstance(field, ChoiceField) and name != "top500" and choice_said(field, text) is None
