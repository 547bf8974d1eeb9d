"""How the review tells a blocker: a line of the list, and its page with the whole story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.domain.blocking import Alert, BlockerState
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


_ALERT_STYLES = {Alert.BLUE: "key", Alert.YELLOW: "warn", Alert.RED: "bad"}
"""An alert stands in the colour it is called by."""


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

    def line(self, item: Item, width: int) -> Line:
        """A blocker in one line."""
        closed = item.state is BlockerState.VERIFIED
        signs = marks()
        mark = signs.met if closed or item.done else signs.dot if item.skipped or not item.blocking else signs.blocked
        style = "good" if closed or item.done else "dim" if item.skipped else "bad" if item.blocking else "warn"
        line: Line = [(f"{mark} ", style)]
        for name, size in self.columns(width + 1):
            text, style = self._cell(item, name)
            text = right(text, size) if name in _NUMBERS else pad(drawn(text), size)
            line += [(text, "dim" if closed else style), (" ", "")]
        return line[:-1]

    def _cell(self, item: Item, name: str) -> tuple[str, str]:
        if name == "level":
            open_ = item.state is BlockerState.OPEN
            return (self.level(item.level), "warn") if open_ else (self.terms.blocker_state[item.state], "good")
        if name == "amount":
            return self.amount(item), "dim"
        text, style = {
            "late": (f"+{item.late}" if item.late else "", "bad"),
            "age": (str("" if item.age is None else item.age), ""),
            "carried": (str(item.carried or ""), "dim"),
            "category": (item.category, ""),
            "project": (item.project, "name"),
            "what": (item.description, ""),
        }[name]
        return text, style

    def level(self, level: str) -> str:
        """Who it waits on, by name."""
        return self.terms.level.get(level, level)

    def amount(self, item: Item) -> str:
        """The contract of its project."""
        return amount_text(item.amount, self.words.lang)

    # -- the page of one ----------------------------------------------------------------------------------------------

    def sheet(self, item: Item, words: Sequence[Said] | None, page: Live, width: int) -> list[Row]:
        """What was promised, where it stands, the whole story in order; `said` is None while it is being read."""
        rows = [Row((cut(self._promise(words, page), width),), rest=False),
                Row(([(marks().across * width, "quiet")],), rest=False),
                Row(tuple(self._about(item, width)), rest=False),
                Row((self._rule(self.says.story, width),), rest=False)]
        if words is None:
            return [*rows, Row(([(self.words.loading, "dim")],), rest=False)]
        if not words:
            rows.append(Row(([(self.says.story_none, "quiet")],), rest=False))
        start = page.agenda.meeting.started_at
        rows += [Row(tuple(self._told(word, bool(start and word.recorded_at > start), width)), rest=False)
                 for word in words]
        if any(days is not None and days.provisional for days in (item.age, item.late, item.waited)):
            rows += [blank(), *(Row(([(line, "quiet")],), rest=False)
                                for line in wrap(self.shared.provisional_note, width))]
        return rows

    def _rule(self, name: str, width: int) -> Line:
        head = f"{marks().across * 2} {name} "
        return [(head + marks().across * max(width - width_of([(head, "")]), 0), "quiet")]

    def _promise(self, words: Sequence[Said] | None, page: Live) -> Line:
        word = promised(page, words or ())
        if word is None:
            return [(self.says.promised_none if words is not None else self.words.loading, "quiet")]
        text = words_of.word_line(word, self.words.lang)
        return [(f"{self.says.promised}  ", "head"), (drawn(text.replace("\n", " ")), "name")]

    def _about(self, item: Item, width: int) -> Iterator[Line]:
        what = [self.terms.stage[item.stage], self.amount(item)]
        end = [(f" {marks().dot} ".join(drawn(text) for text in what if text), ""), (f"  {drawn(item.code)}", "dim")]
        yield spread([(drawn(item.project), "name")], end, width)
        if item.moved:
            yield cut([(f"{marks().arrow} {words_of.moved_text(item, self.shared, self.terms)}", "good")], width)
        yield from self._packed(self._signs(item), width)
        for line in paragraphs(item.description, width):
            yield [(line, "")]
        yield []
        for name, text, style in self._facts(item):
            size = 10 if self.words.wide else 6
            first, *more = paragraphs(text, width - size)
            yield [(pad(self.says.labels[name], size), "dim"), (first, style)]
            yield from ([(" " * size, ""), (line, style)] for line in more)

    def _signs(self, item: Item) -> Iterator[Line]:
        yield [(drawn(clip(item.category, 24)), "warn"), (f" {self.terms.blocker_state[item.state]}", "")]
        if not item.blocking:
            yield [(self.shared.risk, "dim")]
        if item.late:
            yield [(self.shared.overdue.format(days=words_of.days_text(item.late, self.shared)), "bad")]
        if item.alert:
            yield [(words_of.alert_text(item, self.shared, self.terms), _ALERT_STYLES[item.alert])]
        yield [(words_of.carried_text(item, self.shared), "good" if item.new else "")]
        if item.done or item.skipped:
            yield [(f"{marks().met} {self.says.taken if item.done else self.says.passed}", "good")]

    def _packed(self, signs: Iterator[Line], width: int) -> Iterator[Line]:
        """Signs side by side, in as many lines as they need."""
        line: Line = []
        for sign in signs:
            if line and width_of(line) + 2 + width_of(sign) > width:
                yield line
                line = []
            line = [*line, *([("  ", "")] if line else []), *sign]
        yield cut(line, width)

    def _facts(self, item: Item) -> Iterator[tuple[str, str, str]]:
        says, shared, joint = self.says, self.shared, self.words.joint
        yield "who", joint.join(text for text in (item.bureau, item.person) if text) or says.nobody, ""
        waited = words_of.days_text(item.waited, shared) if item.waited.count else ""
        yield "level", f"{self.level(item.level)}  {waited}".rstrip(), "warn"
        if item.permit or item.authority:
            yield "permit", joint.join(text for text in (item.authority, item.permit) if text), ""
        due = str(item.due or says.no_due)
        if item.first_due and item.first_due != item.due:
            due = f"{due}  {says.first_due.format(day=item.first_due)}"
        yield "due", due, "bad" if item.late else ""
        age = (says.unknown_age if item.age is None else
               says.raised_ago.format(days=words_of.days_text(item.age, shared)))
        yield "raised", f"{item.raised or self.terms.unknown_day}  {age}", ""

    def _told(self, word: Said, here: bool, width: int) -> Iterator[Line]:
        """A word of the story; one of this meeting is marked."""
        mark = marks().arrow if here else " "
        room = width - 2
        text = words_of.word_line(word, self.words.lang)
        lines = paragraphs(text, room - (width_of([(self.says.said_here, "")]) + 2 if here else 0))
        for number, line in enumerate(lines):
            end: Line = [(self.says.said_here, "key")] if here and not number else []
            yield spread([(f"{mark} " if not number else "  ", "key"), (line, "name" if here else "")], end, width)


_NUMBERS = frozenset({"late", "age", "carried"})
