"""Compares a ledger's projects with the office's: new ones, new milestones and endings, and corrected ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from tracker.domain.changed import ChangeKind
from tracker.domain.days import Day
from tracker.domain.expected import Awaited, Expectation
from tracker.domain.fields import ProfileField
from tracker.domain.names import fold_name
from tracker.domain.order import Declared, before_money, misplaced
from tracker.domain.profile import FIELDS, Particulars
from tracker.domain.stages import STAGES, Stage, Status
from tracker.ledger.checks import alike_names
from tracker.ledger.expected import words_that_read_back
from tracker.ledger.family import Kind
from tracker.ledger.people import PEOPLE, People
from tracker.ledger.rows import Ending, Note, NoteCode, Problem, ProblemCode, ProjectRow
from tracker.office.intake.known import KnownOffice, milestone_sign, profile_sign, status_sign
from tracker.office.intake.plan import PROFILE_COLUMNS, Changes, Plan, State, covers, held_by
from tracker.office.intake.second_book import emptied, perhaps_renamed
from tracker.office.project.projects import free_codes, loops
from tracker.office.records import LifeFacts, columns, day_of
from tracker.store.query import ColumnValues
from tracker.store.tables import ExpectedDay, Milestone, Profile, StatusChange

_SHOWN = 5


class ProjectPlanner:
    """Plans the rows of the projects sheets."""

    def __init__(self, plan: Plan, office: KnownOffice, first_id: int, renamed: Mapping[str, str]) -> None:
        self.plan = plan
        self._renamed_from = renamed
        self.office = office
        self._next = first_id
        self._codes: Iterator[str] = iter(())
        self.by_key: dict[str, int] = {}
        self.by_code: dict[str, int] = {}
        self._phases: dict[int, int] = {}
        self._people = People(getattr(profile, name) for profile in office.profiles.values() for name in PEOPLE)

    def find(self, code: str, key: str) -> int | None:
        """The number of a project of the ledger or of the office."""
        for found in (self.by_code.get(code), self.by_key.get(key), self.office.find(code, key)):
            if found is not None:
                return found
        return None

    def plan_all(self, rows: tuple[ProjectRow, ...]) -> None:
        """Plans every project; those that others are phases of are known before their profiles are put together."""
        names = (*self.office.by_key, *(row.key for row in rows))
        self._codes = free_codes(self._next, (*self.office.codes(), *(row.code for row in rows if row.code),
                                              *(name for name in names if name.startswith("p"))))
        placed = [(row, self._place(row)) for row in rows]
        self._phases = {number: first for row, (number, _) in placed if row.phase_of
                        and (first := self.find(row.phase_of, fold_name(row.phase_of))) is not None}
        for row, (number, is_new) in placed:
            if is_new:
                self._added(row, number)
            else:
                self._known(row, number)
        self._look_around(rows)

    def _place(self, row: ProjectRow) -> tuple[int, bool]:
        number = self.office.find(row.code, row.key)
        if number is None and row.key in self._renamed_from:
            number = self.office.by_key.get(self._renamed_from[row.key])
        is_new = number is None
        if number is None:
            number = self.office.find_elsewhere(row.code, row.key)
        if number is None:
            number, self._next = self._next, self._next + 1
        self.by_key[row.key] = number
        if row.code:
            self.by_code[row.code] = number
        return number, is_new

    def _added(self, row: ProjectRow, number: int) -> None:
        milestones = {Stage.LEAD: Day.unknown(), **row.milestones}
        values = {**_BLANK, **self._columns(row, {}), "name": row.name, "name_key": row.key,
                  "phase_of": self._phase(row)}
        there = self.office.elsewhere.get(number)
        code = there.code if there is not None else row.code or next(self._codes)
        recognised = {stage: day.first for stage, day in (row.recognised or {}).items() if day.first}
        state = State(number, code, row.name, LifeFacts(milestones, recognised=recognised), new=there is None,
                      search=(values["investor"], values["officer"], values["park"]))
        state.facts.says(values)
        self.plan.states[number] = state
        self.plan.add(Profile, number, None, *_FIELD_COLUMNS(values))
        for stage, day in milestones.items():
            self.plan.add(Milestone, number, None, stage, day.on, day.precision, recognised.get(stage), "", "")
        for what, expectation in row.expected.items():
            self._expect(number, what, expectation, None)
        if row.ending is not None:
            self._end(state, row.ending, None)
        self.plan.count(Kind.PROJECTS, "added", row)

    def _known(self, row: ProjectRow, number: int) -> None:
        changed = {**self._profile(row, number), **self._milestones(row, number), **self._expected(row, number),
                   **self._ending(row, number)}
        self.plan.count(Kind.PROJECTS, "corrected" if changed else "unchanged", row, row.name, changed)

    def _profile(self, row: ProjectRow, number: int) -> Changes:
        """The profile fields the ledger says otherwise; a cell that is empty says nothing."""
        row_was = self.office.profiles[number]
        was = held_by(row_was, PROFILE_COLUMNS)
        reported = {**self._columns(row, was), "roles": {**was["roles"], **row.profile.get("roles", {})},
                "notes": {**was["notes"], **row.profile.get("notes", {})}}
        if row.key != was["name_key"]:
            reported |= self._renamed(row, number)
        if row.phase_of and (phase := self._phase(row)):
            reported["phase_of"] = phase
        changed = {name: value for name, value in reported.items() if value != was[name]}
        kept = {name for name in changed if profile_sign(number, name, changed[name]) in self.office.put_right}
        if kept:
            self._note_kept(row)
        changed = {name: value for name, value in changed.items() if name not in kept}
        if not changed:
            return {}
        now = {**was, **changed}
        state = self.plan.touched(self.office, number)
        state.name, state.search = now["name"], (now["investor"], now["officer"], now["park"])
        state.facts.says(now)
        old = self.plan.supersede(Profile, row_was)
        self.plan.add(Profile, number, old, *_FIELD_COLUMNS(now))
        return _before_and_after(was, now, changed)

    def _columns(self, row: ProjectRow, was: ColumnValues) -> ColumnValues:
        """What a row says in the columns of a profile; people as the office writes them: this project, else another."""
        reported = _columns(row.profile)
        for name in PEOPLE:
            if (said := reported.get(name)) and said != (held := was.get(name, "")):
                known = People((held,)).as_written(said) if held else said
                reported[name] = self._people.as_written(said) if known == said else known
        return reported

    def _renamed(self, row: ProjectRow, number: int) -> dict[str, str]:
        """A project known by its code under another name; that name must not be another project's."""
        other = self.office.by_key.get(row.key)
        if other is not None and other != number:
            self.plan.problems.append(Problem(ProblemCode.DUPLICATE_PROJECT, row.layout.sheet, row.row,
                                              row.layout.letter("name"), row.name,
                                              {"code": self.office.projects[other].code}, "office"))
        return {"name": row.name, "name_key": row.key}

    def _milestones(self, row: ProjectRow, number: int) -> Changes:
        """Stages reached since, and days the ledger puts right."""
        known = self.office.milestones.get(number, {})
        changed: Changes = {}
        merged = {stage: day_of(was.occurred_on, was.precision) for stage, was in known.items()}
        for stage, day in row.milestones.items():
            was, recognised = known.get(stage), row.recognised.get(stage)
            if _is_later_money(row, stage, day, merged):
                continue
            if stage is Stage.SIGNED and was is not None and self._signed_again(number, day):
                continue
            if was is not None and covers(day, merged[stage]) and (
                    recognised is None or recognised.first == was.recognised_on):
                continue
            if milestone_sign(number, stage, day.on) in self.office.put_right:
                self._note_kept(row)
                continue
            now = merged[stage] if was is not None and covers(day, merged[stage]) else day
            changed[stage.value] = (merged.get(stage), now)
            merged[stage] = now
            self._milestone(number, stage, now, recognised, was)
        self._still_in_order(row, merged, changed)
        return changed

    def _signed_again(self, number: int, day: Day) -> bool:
        """Whether a day is that of a later signing: a ledger has one column for it, and the first stays what it was."""
        return any(row.what is ChangeKind.SIGNING and covers(day, day_of(row.changed_on, row.precision))
                   for row in self.office.changes.get(number, ()))

    def _milestone(self, number: int, stage: Stage, day: Day, recognised: Day | None, was: Milestone | None) -> None:
        facts = self.plan.touched(self.office, number).facts
        facts.milestones[stage] = day
        old = self.plan.supersede(Milestone, was) if was is not None else None
        on = recognised.first if recognised else was.recognised_on if was is not None else None
        if on is not None:
            facts.recognised[stage] = on
        self.plan.add(Milestone, number, old, stage, day.on, day.precision, on,
                      was.recognised_by if was is not None else "", was.override if was is not None else "")

    def _still_in_order(self, row: ProjectRow, merged: dict[Stage, Day], changed: Changes) -> None:
        """A day the ledger brings may not contradict milestones that only the office has."""
        wrong = misplaced(merged) if changed else []
        if not wrong:
            return
        stage = next((stage for stage in (*wrong, *STAGES) if stage.value in changed), Stage.LEAD)
        self.plan.problems.append(Problem(ProblemCode.ORDER, row.layout.sheet, row.row, row.layout.letter(stage),
                                          str(row.milestones[stage]), {"days": merged}, "office"))

    def _expected(self, row: ProjectRow, number: int) -> Changes:
        """Days of stages ahead that are expected otherwise by now."""
        changed: Changes = {}
        for what, expectation in row.expected.items():
            was = self.office.expected.get((number, what))
            before = Expectation(day_of(was.expected_on, was.precision), was.text) if was is not None else None
            if before is not None and expectation.day == before.day and expectation.text in (
                    before.text, words_that_read_back(before)):
                continue
            self._expect(number, what, expectation, was)
            self.plan.touched(self.office, number)
            changed[f"expected_{what}"] = (before.day if before else None, expectation.day)
        return changed

    def _expect(self, number: int, what: Awaited, expectation: Expectation, was: ExpectedDay | None) -> None:
        old = self.plan.supersede(ExpectedDay, was) if was is not None else None
        self.plan.add(ExpectedDay, number, old, what, expectation.day.on, expectation.day.precision, expectation.text)

    def _ending(self, row: ProjectRow, number: int) -> Changes:
        """Terminated or set aside since; or the day or reason of it put right."""
        ending = row.ending
        if ending is None:
            return {}
        standing = self.office.statuses.get(number, [])
        was = standing[-1] if standing else None
        if was is None or was.status is not ending.status:
            if status_sign(number, ending.status, ending.day.on) in self.office.put_right:
                self._note_kept(row)
                return {}
            self._end(self.plan.touched(self.office, number), ending, None)
            return {"status": (was.status.value if was else Status.ACTIVE.value, ending.status.value)}
        kept = day_of(was.changed_on, was.precision)
        if covers(ending.day, kept) and ending.reason in ("", was.reason):
            return {}
        day = kept if covers(ending.day, kept) else ending.day
        reason = ending.reason or was.reason
        self._end(self.plan.touched(self.office, number), Ending(ending.status, day, reason), was)
        return {"status": (f"{kept} {was.reason}".strip(), f"{day} {reason}".strip())}

    def _end(self, state: State, ending: Ending, was: StatusChange | None) -> None:
        old = self.plan.supersede(StatusChange, was) if was is not None else None
        if was is not None:
            state.facts.statuses.pop()
        state.facts.statuses.append(Declared(ending.status, ending.day))
        self.plan.add(StatusChange, state.number, old, ending.status, ending.day.on, ending.day.precision,
                      ending.reason)

    def _phase(self, row: ProjectRow) -> int | None:
        """The project this one is a later phase of."""
        if not row.phase_of:
            return None
        own = self.by_key[row.key]
        first = self._phases.get(own)
        looped = loops(own, first, self._first_phase)
        if first is None or looped:
            code = NoteCode.PHASE_LOOP if looped else NoteCode.PHASE_UNKNOWN
            self.plan.notes.append(Note(code, {"sheet": row.layout.sheet, "rows": (row.row,), "value": row.phase_of}))
            return None
        return first

    def _first_phase(self, number: int) -> int | None:
        """The project that another is a later phase of, by the ledger or else by the office."""
        was = self.office.profiles.get(number)
        return self._phases.get(number, was.phase_of if was else None)

    def _note_kept(self, row: ProjectRow) -> None:
        params = {"sheet": row.layout.sheet, "rows": (row.row,), "name": row.name}
        self.plan.notes.append(Note(NoteCode.OFFICE_KEPT, params))

    def _look_around(self, rows: tuple[ProjectRow, ...]) -> None:
        """Names much alike, and projects of the office that the ledger no longer has."""
        there = {number for number in self.by_key.values() if number in self.office.projects}
        added = [(row.profile.get("investor", ""), row.key, row.name) for row in rows
                 if self.by_key[row.key] not in self.office.projects]
        self.plan.notes += alike_names(added, ((profile.investor, profile.name_key, profile.name)
                                               for profile in self.office.profiles.values()))
        missing = [self.office.profiles[number].name for number in self.office.projects if number not in there]
        self.plan.notes += perhaps_renamed(rows, self.by_key, self.office)
        self.plan.notes += emptied(rows, self.by_key, self.office)
        if rows and missing:
            params = {"count": len(missing), "names": tuple(missing[:_SHOWN])}
            self.plan.notes.append(Note(NoteCode.PROJECTS_MISSING, params))


_BLANK: ColumnValues = columns(Particulars())
_KEPT_AS_IS = {name: field.columns[0] for name, field in FIELDS.items()
               if type(field).to_columns is ProfileField.to_columns}
"""The column of each field whose value is kept as it is."""
_FIELD_COLUMNS = itemgetter(*PROFILE_COLUMNS[2:])


def _is_later_money(row: ProjectRow, stage: Stage, day: Day, known: dict[Stage, Day]) -> bool:
    """Whether a day is only that of the first money in the book, and the office knows of earlier money, or of stages
    that came before it; or is none, and the office knows that the project started before its money.
    """
    if stage is not Stage.FUNDED or stage in row.layout.columns:
        return False
    if not day.known:
        return before_money(known)
    was = known.get(stage, Day.unknown())
    earlier = bool(row.money) and was.known and not day.certainly_before(was)
    after = {**known, stage: day}
    return earlier or stage in misplaced(after) or (before_money(after) and not before_money(known))


def _columns(reported: Mapping[str, Any]) -> ColumnValues:
    """The fields a row says something about, as the columns they are kept in."""
    found: ColumnValues = {}
    for name, value in reported.items():
        if name in _KEPT_AS_IS:
            found[_KEPT_AS_IS[name]] = value
        else:
            found.update(zip(FIELDS[name].columns, FIELDS[name].to_columns(value), strict=True))
    return found


def _before_and_after(was: ColumnValues, now: ColumnValues, changed: ColumnValues) -> Changes:
    """Each field in whose columns something changed, as the journal keeps it."""
    before, after = ({name: field.plain(field.from_columns([row[column] for column in field.columns]))
                      for name, field in FIELDS.items() if not changed.keys().isdisjoint(field.columns)}
                     for row in (was, now))
    return {name: (before[name], after[name]) for name in before}
