"""How the review tells a blocker: a line of the list, and its page with the whole story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.domain.blocking import BlockerState
from tracker.office.review.live import promised
from tracker.words import review as words_of
from tracker.words import spoken
from tracker.words.amounts import amount_text
from tui.text import clip, drawn, marks, pad, paragraphs, right, wrap
from tui.widgets.lines import Line, cut, spread, width_of
from tui.widgets.page import Row, blank

if TYPE_CHECKING:
    from tracker.office.project.detail import Said
    from tracker.office.review.items import Item
    from tracker.office.review.live import Live
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords


class ReviewLines:
    """Makes lines of the review's blockers in one language."""

    def __init__(self, words: ScreenWords, terms: Words) -> None:
        self.words, self.terms = words, terms.terms
        self.says, self.shared = words.review_screen, spoken(words.lang, words_of.ReviewWords)

    # -- the list -----------------------------------------------------------------------------------------------------

    def columns(self, width: int) -> list[tuple[str, int]]:
        """The columns that fit, each with its cells; the last ones share what is left."""
        wide = self.words.wide
        late = 7 if wide else 5
        if width < 60:
            rest = width - late - 4
            return [("late", late), ("project", max(rest * 3 // 5, 8)), ("category", max(rest * 2 // 5 - 1, 6))]
        fixed = [("late", late), ("age", 8 if wide else 6), ("carried", 4), ("level", 12 if wide else 8),
                 ("category", 10)]
        if width >= 90:
            fixed.append(("amount", 12))
        rest = width - 3 - sum(size + 1 for _, size in fixed)
        project = max(min(rest * 2 // 5, 32), 12)
        return [*fixed, ("project", project), ("what", max(rest - project - 1, 8))]

    def head(self, width: int) -> Line:
        """The names of the columns, over them."""
        line: Line = [("   ", "")]
        for name, size in self.columns(width):
            text = self.says.head[name]
            line += [(right(text, size) if name in _NUMBERS else pad(text, size), "dim"), (" ", "")]
        return line[:-1]

    def line(self, one: Item, width: int) -> Line:
        """A blocker in one line."""
        closed = one.state is BlockerState.VERIFIED
        signs = marks()
        mark = signs.met if closed or one.done else signs.dot if one.skipped or not one.blocking else signs.blocked
        style = "good" if closed or one.done else "dim" if one.skipped else "bad" if one.blocking else "warn"
        line: Line = [(f"{mark} ", style)]
        for name, size in self.columns(width + 1):
            text, style = self._cell(one, name)
            text = right(text, size) if name in _NUMBERS else pad(drawn(text), size)
            line += [(text, "dim" if closed else style), (" ", "")]
        return line[:-1]

    def _cell(self, one: Item, name: str) -> tuple[str, str]:
        if name == "level":
            open_ = one.state is BlockerState.OPEN
            return (self.level(one.level), "warn") if open_ else (self.terms.blocker_state[one.state], "good")
        if name == "amount":
            return self.amount(one), "dim"
        text, style = {
            "late": (f"+{one.late}" if one.late else "", "bad"),
            "age": (str("" if one.age is None else one.age), ""),
            "carried": (str(one.carried or ""), "dim"),
            "category": (one.category, ""),
            "project": (one.project, "name"),
            "what": (one.description, ""),
        }[name]
        return text, style

    def level(self, level: str) -> str:
        """Who it waits on, by name."""
        return self.terms.level.get(level, level)

    def amount(self, one: Item) -> str:
        """The contract of its project."""
        return amount_text(one.amount, self.words.lang)

    # -- the page of one ----------------------------------------------------------------------------------------------

    def sheet(self, one: Item, said: Sequence[Said] | None, page: Live, width: int) -> list[Row]:
        """What was promised, where it stands, the whole story in order; `said` is None while it is being read."""
        rows = [Row((cut(self._promise(said, page), width),), rest=False),
                Row(([(marks().across * width, "quiet")],), rest=False),
                Row(tuple(self._about(one, width)), rest=False),
                Row((self._rule(self.says.story, width),), rest=False)]
        if said is None:
            return [*rows, Row(([(self.words.loading, "dim")],), rest=False)]
        if not said:
            rows.append(Row(([(self.says.story_none, "quiet")],), rest=False))
        start = page.agenda.meeting.started_at
        rows += [Row(tuple(self._told(word, bool(start and word.recorded_at > start), width)), rest=False)
                 for word in said]
        if any(days is not None and days.provisional for days in (one.age, one.late, one.waited)):
            rows += [blank(), *(Row(([(line, "quiet")],), rest=False)
                                for line in wrap(self.shared.provisional_note, width))]
        return rows

    def _rule(self, name: str, width: int) -> Line:
        head = f"{marks().across * 2} {name} "
        return [(head + marks().across * max(width - width_of([(head, "")]), 0), "quiet")]

    def _promise(self, said: Sequence[Said] | None, page: Live) -> Line:
        word = promised(page, said or ())
        if word is None:
            return [(self.says.promised_none if said is not None else self.words.loading, "quiet")]
        told = words_of.word_line(word, self.shared, self.terms)
        return [(f"{self.says.promised}  ", "head"), (drawn(told.replace("\n", " ")), "name")]

    def _about(self, one: Item, width: int) -> Iterator[Line]:
        what = [self.terms.stage[one.stage], self.amount(one)]
        end = [(f" {marks().dot} ".join(drawn(text) for text in what if text), ""), (f"  {drawn(one.code)}", "dim")]
        yield spread([(drawn(one.project), "name")], end, width)
        if one.moved:
            yield cut([(f"{marks().arrow} {words_of.moved_text(one, self.shared, self.terms)}", "good")], width)
        yield from self._packed(self._signs(one), width)
        for line in paragraphs(one.description, width):
            yield [(line, "")]
        yield []
        for name, text, style in self._facts(one):
            size = 10 if self.words.wide else 6
            first, *more = paragraphs(text, width - size)
            yield [(pad(self.says.labels[name], size), "dim"), (first, style)]
            yield from ([(" " * size, ""), (line, style)] for line in more)

    def _signs(self, one: Item) -> Iterator[Line]:
        yield [(drawn(clip(one.category, 24)), "warn"), (f" {self.terms.blocker_state[one.state]}", "")]
        if not one.blocking:
            yield [(self.shared.risk, "dim")]
        if one.late:
            yield [(self.shared.overdue.format(days=words_of.days_text(one.late, self.shared)), "bad")]
        if one.alert:
            yield [(words_of.alert_text(one, self.shared, self.terms), "bad")]
        yield [(words_of.carried_text(one, self.shared), "" if one.carried else "good")]
        if one.done or one.skipped:
            yield [(f"{marks().met} {self.says.taken if one.done else self.says.passed}", "good")]

    def _packed(self, signs: Iterator[Line], width: int) -> Iterator[Line]:
        """Signs side by side, in as many lines as they need."""
        line: Line = []
        for sign in signs:
            if line and width_of(line) + 2 + width_of(sign) > width:
                yield line
                line = []
            line = [*line, *([("  ", "")] if line else []), *sign]
        yield cut(line, width)

    def _facts(self, one: Item) -> Iterator[tuple[str, str, str]]:
        says, shared, joint = self.says, self.shared, self.words.joint
        yield "who", joint.join(text for text in (one.bureau, one.person) if text) or says.nobody, ""
        waited = words_of.days_text(one.waited, shared) if one.waited.count else ""
        yield "level", f"{self.level(one.level)}  {waited}".rstrip(), "warn"
        if one.permit or one.authority:
            yield "permit", joint.join(text for text in (one.authority, one.permit) if text), ""
        due = str(one.due or says.no_due)
        if one.first_due and one.first_due != one.due:
            due = f"{due}  {says.first_due.format(day=one.first_due)}"
        yield "due", due, "bad" if one.late else ""
        age = says.unknown_age if one.age is None else says.raised_ago.format(days=words_of.days_text(one.age, shared))
        yield "raised", f"{one.raised or self.terms.unknown_day}  {age}", ""

    def _told(self, word: Said, here: bool, width: int) -> Iterator[Line]:
        """A word of the story; one of this meeting is marked."""
        mark = marks().arrow if here else " "
        room = width - 2
        text = words_of.word_line(word, self.shared, self.terms)
        lines = paragraphs(text, room - (width_of([(self.says.said_here, "")]) + 2 if here else 0))
        for at, line in enumerate(lines):
            end: Line = [(self.says.said_here, "key")] if here and not at else []
            yield spread([(f"{mark} " if not at else "  ", "key"), (line, "name" if here else "")], end, width)


_NUMBERS = frozenset({"late", "age", "carried"})
