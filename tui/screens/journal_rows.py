"""How the journal tells an entry: one line under its day, and a page of what it recorded and superseded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.clock import days_between, office_time
from tracker.report.lists.journal import JournalTold, Noted
from tracker.words import spoken
from tracker.words.entry_told import entry_told, fields_changed
from tracker.words.sentences import shown
from tracker.words.yearend import YearendWords, restated_text
from tui.text import drawn, pad, paragraphs, wrap
from tui.widgets.lines import Line, cut
from tui.widgets.page import Row, blank, heading
from tui.widgets.roll import Title

if TYPE_CHECKING:
    from tracker.office.journal.journal import FactShown, Recorded
    from tracker.office.project.detail import JournalLine as Entry
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords


class JournalLines:
    """Makes lines of journal entries in one language."""

    def __init__(self, words: ScreenWords, terms: Words) -> None:
        self.words, self.terms, self.says = words, terms, words.journal_screen

    # -- the list -----------------------------------------------------------------------------------------------------

    def rows(self, noted: Sequence[Noted], today: date) -> list[Noted | Title]:
        """The entries under their days."""
        rows: list[Noted | Title] = []
        day = None
        for entry in noted:
            on = office_time(entry.entry.at).date()
            if on != day:
                day = on
                rows.append(Title(str(on), self._relative(on, today)))
            rows.append(entry)
        return rows

    def _relative(self, on: date, today: date) -> str:
        says, ago = self.says, days_between(on, today)
        word = says.today if ago <= 0 else says.yesterday if ago == 1 else says.days_ago.format(days=ago)
        return f"{says.weekdays[on.weekday()]}  {word}"

    def line(self, noted: Noted, width: int) -> Line:
        """An entry in one line: when, who, what, about what, why or what changed."""
        entry = noted.entry
        style = "dim" if noted.undone else ""
        who, what = (12, 20) if width >= 84 else (9, 14)
        if self.words.wide:
            what += 6
        line: Line = [(f" {office_time(entry.at):%H:%M} ", "dim"), (f"{pad(drawn(entry.who), who)} ", style),
                      (f"{pad(self.action(noted), what)} ", "dim" if noted.undone else "name")]
        if noted.undone:
            line.append((f"{self.says.undone} ", "warn"))
        line.append((drawn(self.subject(entry)), style))
        details = self.words.joint.join(self.told(noted))
        return [*line, (f"  {drawn(details)}", "dim")] if details else line

    def subject(self, entry: Entry) -> str:
        """What it is about; of many projects, how many and what of them."""
        many = entry.many
        return entry.subject if many is None else self.terms.terms.of_many(many.projects, many.fields, many.stages)

    def action(self, noted: Noted) -> str:
        """What the action is called; an undo names what it took back."""
        names = self.words.journal_actions
        name = names.get(noted.entry.action, noted.entry.action)
        if noted.entry.action != "undo" or not noted.of:
            return name
        return self.says.redo if noted.of == "undo" else self.says.undo_of.format(action=names.get(noted.of, noted.of))

    def told(self, noted: Noted) -> Iterator[str]:
        """The reason, the fields changed, the stages reached, the money."""
        entry, detail = noted.entry, noted.entry.detail
        if entry.many is None:
            yield from entry_told(detail, self.terms, subject=entry.subject, reason=entry.reason)
            return
        if entry.reason:
            yield entry.reason
        if restated := restated_text(detail, spoken(self.words.lang, YearendWords)):
            yield restated

    def as_list(self) -> JournalTold:
        """How an exported list tells an entry."""
        return JournalTold(self.action, self.subject,
                           lambda entry: self.words.joint.join(self.told(Noted(replace(entry, reason="")))))

    # -- the page -----------------------------------------------------------------------------------------------------

    def page(self, noted: Noted, recorded: Recorded | None, width: int) -> list[Row]:
        """All about an entry."""
        says, entry = self.says, noted.entry
        rows = [heading((self.action(noted), "name"), (f"  {says.undone}" if noted.undone else "", "warn"))]
        pairs = [(says.when, f"{office_time(entry.at):%Y-%m-%d %H:%M:%S}"), (says.who, entry.who),
                 (says.entry, self._numbered(entry, recorded)), ("", self.subject(entry)), (says.reason, entry.reason)]
        rows += [Row(tuple(self._pair(label, text, width)), rest=False) for label, text in pairs if text]
        if entry.many is not None:
            return [*rows, blank(), *(self.members(recorded, width) if recorded else [])]
        rows += self.changes(entry, width)
        return [*rows, blank(), *(self.facts(recorded, width) if recorded else [])]

    def _numbered(self, entry: Entry, recorded: Recorded | None) -> str:
        """The number of an entry, and the head up to it: what a printed page names."""
        head = f"{self.says.head} {recorded.head}" if recorded and recorded.head else ""
        return f"{entry.id}  {head}".rstrip()

    def members(self, recorded: Recorded, width: int) -> Iterator[Row]:
        """Project by project what was done, where it was done to many at once."""
        yield heading((self.says.each, "head"), (f" {len(recorded.members)}", "name"))
        for _, entry in recorded.members:
            lines: list[Line] = [[(drawn(entry.subject), "name")]]
            lines += [[("  ", ""), (line, "dim")] for line in wrap(self.member(entry), max(width - 2, 8))]
            yield Row(tuple(lines))

    def member_line(self, entry: Entry) -> str:
        """One of many projects and what was done to it, in one line."""
        return f"{drawn(entry.subject)}  {self.member(entry)}".rstrip()

    def member(self, entry: Entry) -> str:
        """What was done to one of many projects, without the reason they share."""
        return drawn(self.words.joint.join(self.told(Noted(replace(entry, reason="")))))

    def changes(self, entry: Entry, width: int) -> list[Row]:
        """Each field that changed, in words."""
        changes = list(fields_changed(entry.detail, self.terms))
        return [Row(tuple([(line, "")] for line in paragraphs(text, width)), rest=False) for text in changes]

    def facts(self, recorded: Recorded, width: int, labels: tuple[str, str] | None = None) -> list[Row]:
        """What was recorded and what was superseded, fact by fact."""
        says = self.says
        rows: list[Row] = []
        for label, facts, count in zip(labels or (says.added, says.ended), (recorded.added, recorded.ended),
                                       (recorded.count_added, recorded.count_ended), strict=True):
            if recorded.changes:
                facts = tuple(fact for fact in facts if fact.kind != "Profile")
                count -= 1
            if not facts:
                continue
            rows.append(heading((label, "head"), (f" {count}", "name")))
            rows += [Row(tuple(self._fact(fact, width))) for fact in facts]
            if count > len(facts):
                rows.append(Row(([(says.and_more.format(count=count - len(facts)), "dim")],)))
        return rows or [Row(([(says.nothing, "quiet")],))]

    def _fact(self, fact: FactShown, width: int) -> list[Line]:
        name = self.says.kind.get(fact.kind, fact.kind)
        text = "  ".join(self._said(field, value) for field, value in fact.says)
        first, *more = paragraphs(text, max(width - 12, 8))
        return [cut([(pad(name, 11), "dim"), (" ", ""), (first, "")], width),
                *([(" " * 12, ""), (line, "")] for line in more)]

    def _said(self, field: str, value: object) -> str:
        text = shown(value, self.terms, field)
        if field == "level":
            text = self.terms.terms.level.get(text, text)
        label = self.says.field.get(field)
        return f"{label}{self.words.colon}{text}" if label else text

    def _pair(self, label: str, text: str, width: int) -> list[Line]:
        lines = paragraphs(text, max(width - 9, 8))
        return [[(pad("" if number else label, 8), "dim"), (" ", ""), (line, "")] for number, line in enumerate(lines)]
