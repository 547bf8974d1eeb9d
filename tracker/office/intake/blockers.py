"""Compares a ledger's blockers with the office's: new ones, new words on known ones, and corrected descriptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracker.domain.blocker_story import StateAfter, left_at
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.days import Day
from tracker.domain.guards import Obstacle
from tracker.domain.names import fold_name
from tracker.ledger.family import Kind
from tracker.ledger.rows import BlockerRow, SaidRow
from tracker.office.intake.known import KnownOffice
from tracker.office.intake.plan import BLOCKER_COLUMNS, WORD_COLUMNS, Changes, Plan, covers, held_by
from tracker.office.intake.receipts import Find
from tracker.office.records import HeldBlocker, day_of
from tracker.office.records import number as number_of
from tracker.store.tables import Blocker, BlockerWord

_TEXTS = ("category", "bureau", "person", "level", "permit", "authority")


class BlockerPlanner:
    """Plans the rows of the blockers sheets, or the texts of a problems column."""

    def __init__(self, plan: Plan, office: KnownOffice, find: Find, first_id: int, today: Day) -> None:
        self.plan = plan
        self.office = office
        self._find = find
        self._next = first_id
        self._today = today

    def plan_all(self, rows: tuple[BlockerRow, ...]) -> None:
        """Plans every blocker, project by project."""
        by_project: dict[int, list[BlockerRow]] = defaultdict(list)
        for row in rows:
            number = self._find(row.code, row.key)
            if number is not None:
                by_project[number].append(row)
        for number, reported in by_project.items():
            self._compare(number, reported, list(self.office.blockers.get(number, ())))

    def _compare(self, number: int, reported: list[BlockerRow], standing: list[Blocker]) -> None:
        """Matches blockers by what they say and since when, then by what they say, then by cause and day.

        What one said before an officer put it right is still a sign of it.
        """
        were, left = self.office.blockers_were, reported
        for sign in (lambda b, day: (b.category, b.description, day), lambda b, day: b.description,
                     lambda b, day: (b.category, day) if day else object()):
            rest = []
            for row in left:
                same = next((one for one in standing if any(
                    sign(was, was.raised_on) == sign(row, row.raised.on)
                    for was in (one, *were.get(number_of(one), ())))), None)
                if same is None:
                    rest.append(row)
                else:
                    standing.remove(same)
                    self._known(number, row, same)
            left = rest
        for row in left:
            self._new(number, row)

    def _new(self, number: int, row: BlockerRow) -> None:
        put_off = any(word.due for word in row.words)
        level, first_due = row.level or "bureau", row.first_due if put_off else row.first_due or row.due
        left, blocking = _left(first_due, level, row.words), row.blocking is not False
        due = row.due or left.due
        self.plan.add(Blocker, self._next, number, None, row.category, row.description, blocking, row.bureau,
                      row.person, level, row.raised.on, row.raised.precision, row.permit,
                      row.authority, first_due, due, left.state)
        for word in row.words:
            self._word(self._next, word, row)
        if due != left.due:
            self._put_off(self._next, due)
        self.plan.touched(self.office, number).facts.blockers[self._next] = HeldBlocker(
            blocking, left.state, Obstacle.of(row.category, row.description, row.raised))
        self._next += 1
        self.plan.count(Kind.BLOCKERS, "added", row)

    def _known(self, number: int, row: BlockerRow, was: Blocker) -> None:
        changed, blocker_id = self._otherwise(row, was), number_of(was)
        words = list(self.office.words.get(blocker_id, ()))
        unsaid = self._unsaid(row, words)
        left = _left(was.first_due_on, was.level, [*words, *unsaid])
        due = row.due if row.due is not None and row.due != left.due else None
        told = {word.word.value: (None, word.day if word.day.known else word.text or word.day) for word in unsaid}
        what: Changes = {**changed, **told}
        if due:
            what["due"] = (str(left.due or ""), str(due))
        self.plan.count(Kind.BLOCKERS, "corrected" if what else "unchanged", row, row.project or row.code, what)
        if not what:
            return
        target = self._put_right(number, row, was, words, changed) if changed else blocker_id
        for word in unsaid:
            self._word(target, word, row)
        if due:
            self._put_off(target, due)
        state, due = left.state, due or left.due
        known = self.plan.touched(self.office, number).facts.blockers
        raised = row.raised if "raised" in changed else known[blocker_id].obstacle.raised
        category, description = (str(changed[name][1] if name in changed else getattr(was, name))
                                 for name in ("category", "description"))
        known.pop(blocker_id)
        blocking = row.blocking is True if "blocking" in changed else was.blocking
        known[target] = HeldBlocker(blocking, state, Obstacle.of(category, description, raised))
        if target == blocker_id:
            self.plan.settled_blockers.append({"b_id": blocker_id, "b_state": state, "b_due": due})
        else:
            self._settle_new(target, state, due)

    def _otherwise(self, row: BlockerRow, was: Blocker) -> Changes:
        """What the ledger says otherwise; what it leaves empty stays, and so does what an officer put right."""
        versions = (was, *self.office.blockers_were.get(number_of(was), ()))
        changed: Changes = {}
        for name in ("description", *_TEXTS):
            text = getattr(row, name)
            same = fold_name if name == "person" else str
            if text and all(same(text) != same(getattr(version, name)) for version in versions):
                changed[name] = (getattr(was, name), text)
        if row.blocking is not None and all(row.blocking != version.blocking for version in versions):
            changed["blocking"] = (was.blocking, row.blocking)
        if not any(covers(row.raised, day_of(version.raised_on, version.precision)) for version in versions):
            changed["raised"] = (day_of(was.raised_on, was.precision), row.raised)
        return changed

    def _unsaid(self, row: BlockerRow, words: list[BlockerWord]) -> list[SaidRow]:
        """The words the ledger reports and the office has not heard; a blocker reopened since stays open."""
        unheard = []
        for said in row.words:
            same = [word for word in words if word.word is said.word
                    and (said.word is not Word.NOTE or word.text == said.text)]
            if not same:
                if not (said.word is Word.ANSWER and any(word.word is Word.VERIFY for word in words)):
                    unheard.append(said)
            elif said.year_meant:
                continue  # the year was meant, and is that of the words as they are known
            elif said.day.known and not any(covers(said.day, day_of(w.said_on, w.precision)) for w in same):
                unheard.append(said)
        return unheard

    def _put_right(self, number: int, row: BlockerRow, was: Blocker, words: list[BlockerWord],
                   changed: Changes) -> int:
        """The blocker as the ledger now describes it; the words on it go with it."""
        target, self._next = self._next, self._next + 1
        now = {**held_by(was, BLOCKER_COLUMNS), "id": target, "project_id": number,
               "supersedes_id": self.plan.supersede(Blocker, was)}
        now |= {name: after for name, (_, after) in changed.items() if name != "raised"}
        if "raised" in changed:
            now |= {"raised_on": row.raised.on, "precision": row.raised.precision}
        self.plan.add(Blocker, *(now[name] for name in BLOCKER_COLUMNS))
        for word in words:
            old = self.plan.supersede(BlockerWord, word)
            moved = {**held_by(word, WORD_COLUMNS), "blocker_id": target, "supersedes_id": old}
            self.plan.add(BlockerWord, *(moved[name] for name in WORD_COLUMNS))
        return target

    def _settle_new(self, target: int, state: BlockerState, due: date | None) -> None:
        """Writes the projections into the row that is still to be written."""
        rows = self.plan.batches[Blocker].rows
        for place in range(len(rows) - 1, -1, -1):
            if rows[place][0] == target:
                rows[place] = (*rows[place][:BLOCKER_COLUMNS.index("due_on")], due, state)
                return

    def _word(self, target: int, word: SaidRow, row: BlockerRow) -> None:
        by = word.said_by or (row.person or row.bureau if word.word is Word.ANSWER and not word.logged else "")
        self.plan.add(BlockerWord, target, None, word.word, word.day.on, word.day.precision, by, word.due, word.level,
                      word.text, word.permit, word.authority)

    def _put_off(self, target: int, due: date | None) -> None:
        """A new due day, said today."""
        self.plan.add(BlockerWord, target, None, Word.DUE, self._today.on, self._today.precision, "", due, "", "",
                      None, None)


def _left(first_due: date | None, level: str, words: Iterable[SaidRow | BlockerWord]) -> StateAfter:
    """How words leave a blocker, those on record before those that the ledger brings."""
    return left_at(first_due, level, ((word.word, word.due if isinstance(word, SaidRow) else word.due_on, word.level)
                                      for word in words))
