"""How the blockers screen tells a blocker: one line in the list, its whole story on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.blocking import BlockerState
from tracker.words.days import day_text
from tui.text import clip, drawn, marks, pad, paragraphs, right, with_text, wrap
from tui.widgets.lines import Line, cut, spread, width_of
from tui.widgets.page import Row, blank

if TYPE_CHECKING:
    from tracker.office.project.detail import Hold, Said
    from tracker.office.register.stuck import Sums
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords


class BlockerLines:
    """Makes lines of blockers in one language."""

    def __init__(self, words: ScreenWords, terms: Words) -> None:
        self.words, self.terms, self.says = words, terms, words.blockers_screen

    # -- the list -----------------------------------------------------------------------------------------------------

    def columns(self, width: int) -> list[tuple[str, int]]:
        """The columns that fit, each with its cells; the last ones share what is left."""
        wide = self.words.wide
        fixed = [("age", 8 if wide else 6), ("late", 7 if wide else 5), ("category", 10), ("waits", 12 if wide else 8)]
        if width >= 88:
            fixed.append(("due", 10))
        if width >= 104:
            fixed.append(("bureau", 12))
        rest = width - 3 - sum(size + 1 for _, size in fixed)
        last = 0 if width < 128 else rest // 3
        project = max(min((rest - last) * 2 // 5, 30), 12)
        columns = [*fixed, ("project", project), ("what", max(rest - last - project - 1, 8))]
        return [*columns, ("last", last - 1)] if last else columns

    def head(self, width: int) -> Line:
        """The names of the columns, over them."""
        line: Line = [("  ", "")]
        for name, size in self.columns(width):
            text = self.says.head[name]
            line += [(right(text, size) if name in ("age", "late") else pad(text, size), "dim"), (" ", "")]
        return line[:-1]

    def line(self, hold: Hold, width: int) -> Line:
        """A blocker in one line."""
        closed = hold.state is BlockerState.VERIFIED
        signs = marks()
        mark = signs.met if closed else signs.blocked if hold.blocking else signs.dot
        line: Line = [(f"{mark} ", "good" if closed else "bad" if hold.blocking else "warn")]
        for name, size in self.columns(width + 1):
            text, style = self._cell(hold, name)
            text = right(text, size) if name in ("age", "late") else pad(drawn(text), size)
            line += [(text, "dim" if closed else style), (" ", "")]
        return line[:-1]

    def _cell(self, hold: Hold, name: str) -> tuple[str, str]:
        if name == "age":
            return ("" if hold.age is None else str(hold.age)), ""
        if name == "late":
            return (f"+{hold.overdue}" if hold.overdue else ""), "bad"
        if name == "waits":
            state = self.terms.terms.blocker_state[hold.state]
            return (state, "good") if hold.state is not BlockerState.OPEN else (self.level(hold.level), "warn")
        if name == "due":
            return str(hold.due or ""), "dim"
        if name == "last":
            return (self._word(hold.said[-1]) if hold.said else ""), "dim"
        text = {"category": hold.category, "bureau": hold.bureau or hold.person, "project": hold.project,
                "what": hold.description}[name]
        return text, "name" if name == "project" else "dim" if name == "bureau" else ""

    def level(self, level: str) -> str:
        """Who it waits on, by name."""
        return self.terms.terms.level.get(level, level)

    def _word(self, heard: Said) -> str:
        word = self.terms.terms.blocker_word.get(heard.word, heard.word)
        return with_text(f"{day_text(heard.day, self.terms.lang)} {word}", self.words.colon, heard.text)

    # -- the head of the screen ---------------------------------------------------------------------------------------

    def sums(self, sums: Sums, order: str, everything: bool, width: int) -> Line:
        """How many, how many overdue, how many of each category as far as they fit; the order on the right."""
        says, words = self.says, self.words
        left: Line = [(f"{words.blocked} ", "dim"), (str(sums.count), "bad" if sums.count else "dim")]
        if sums.overdue:
            left += [(f"  {words.overdue} ", "dim"), (str(sums.overdue), "bad")]
        end: Line = [(order, "key")]
        if everything:
            end = [(f"{says.everything}  ", "warn"), *end]
        room = width - width_of(end) - 2
        left.append(("  ", ""))
        for name, count in sums.categories:
            piece: Line = [(f" {drawn(clip(name, 14))} ", "dim"), (str(count), "")]
            if width_of(left) + width_of(piece) + 2 > room:
                left.append((f" {marks().cut}", "dim"))
                break
            left += piece
        return spread(left, end, width)

    # -- the story ----------------------------------------------------------------------------------------------------

    def story(self, hold: Hold, width: int) -> list[Row]:
        """The whole story of a blocker, the last word first."""
        rows = [Row(tuple(self._about(hold, width)), rest=False)]
        words = [Row(tuple(self._told(word, width))) for word in reversed(hold.said)]
        if not words:
            words = [Row(([(self.says.words_none, "quiet")],))]
        return [*rows, Row(([(marks().across * width, "quiet")],), rest=False), *words, blank()]

    def _about(self, hold: Hold, width: int) -> list[Line]:
        says, words, terms = self.says, self.words, self.terms.terms
        state: Line = [(drawn(hold.category), "warn"), (f" {terms.blocker_state[hold.state]}", "")]
        if not hold.blocking:
            state.append((f" {words.risk}", "dim"))
        if hold.overdue:
            state.append((f" {says.late.format(days=hold.overdue)}", "bad"))
        elif hold.due:
            state.append((f" {says.due.format(day=hold.due)}", "dim"))
        lines: list[Line] = [spread([(drawn(hold.project), "name")], [(drawn(hold.code), "dim")], width),
                             cut(state, width)]
        lines += [[(line, "")] for line in paragraphs(hold.description, width)]
        who = words.joint.join(name for name in (hold.bureau, hold.person) if name) or says.nobody
        when = f"{day_text(hold.raised, self.terms.lang, terms.unknown_day)} {says.raised}"
        age = "" if hold.age is None else f" {says.age.format(days=hold.age)}"
        waits = says.waits.format(level=self.level(hold.level))
        due = f"  {says.due.format(day=hold.due)}" if hold.due and hold.overdue else ""
        lines += [[(line, "dim")] for line in wrap(drawn(f"{who}  {waits}  {when}{age}{due}"), width)]
        if hold.permit or hold.authority:
            permit = says.permit.format(permit=hold.permit, authority=hold.authority)
            lines += [[(line, "dim")] for line in wrap(drawn(permit), width)]
        return lines

    def _told(self, heard: Said, width: int) -> list[Line]:
        says = self.says
        word = self.terms.terms.blocker_word.get(heard.word, heard.word)
        extra = [says.new_due.format(day=heard.due)] if heard.due else []
        extra += [says.to_level.format(level=self.level(heard.level))] if heard.level else []
        extra += [says.permit.format(permit=heard.permit, authority=heard.authority)] if heard.permit else []
        day = day_text(heard.day, self.terms.lang)
        head: Line = [(f"{day} ", "dim"), (word, "head"), (f" {drawn(heard.by)}", "dim")]
        lines = [cut([*head, (drawn("  ".join(["", *extra])), "warn")], width)]
        return lines + [[("  ", ""), (line, "")] for line in (paragraphs(heard.text, width - 2) if heard.text else [])]
