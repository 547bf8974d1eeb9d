"""The review's further pages: what has changed since last week, the health check, the weeks behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.domain.blocking import Word
from tracker.domain.clock import to_the_minute
from tracker.domain.rates import Light
from tracker.words import review as words_of
from tracker.words.figures import nowhere_lines
from tui.actions import shown_key
from tui.screens.review_rows import ReviewLines
from tui.text import clip, drawn, marks, pad, paragraphs, right, wrap
from tui.widgets.bars import rate_bar
from tui.widgets.lines import Line, cut, spread, width_of
from tui.widgets.page import Row, blank, heading

if TYPE_CHECKING:

    from tracker.office.review.health import Finding
    from tracker.office.review.items import Item
    from tracker.office.review.live import Live, ReviewChanges
    from tracker.office.review.trends import InTime, Point, Trends

MOST_CATEGORIES = 14
"""Categories that have a line of their own."""
_WEEK = 4
"""Cells of a week's column."""


class ReviewParts(ReviewLines):
    """Makes the rows of the pages in one language."""
    # -- changes ------------------------------------------------------------------------------------------------------

    def changes(self, page: Live, changes: ReviewChanges | None, width: int) -> list[Row]:
        """What is new, or older and added; what was said since; coming due; the figures that moved; the minutes."""
        if changes is None:  # what is read meanwhile looks at every blocker, and so need not be done here
            return [heading((self.words.loading, "dim"))]
        made = page.agenda
        added = {"listed": made.listed} if made.listed else {}
        turned = {"new": made.new, **added, "answer": made.turned(Word.ANSWER), "verify": made.turned(Word.VERIFY),
                  "reject": made.turned(Word.REJECT), "reopen": made.turned(Word.REOPEN)}
        rows = [heading((self.says.since.format(at=to_the_minute(made.last)), "dim"))]
        for name, held in turned.items():
            rows.append(heading((self.says.turned[name], "head"), (f" {len(held)}", "dim")))
            rows += [self._one(item, self._state(item), width) for item in held]
        rows += [blank(), *self._reminders(changes, width), blank(), *self._figures(changes, width), blank(),
                 *self._minutes(page, width)]
        return rows

    def _one(self, item: Item, end: str, width: int) -> Row:
        line: Line = [("  ", ""), (drawn(item.project), "name"), (f"  {drawn(item.category)}", "warn"),
                      (f"  {drawn(item.description)}", "")]
        return Row((spread(line, [(drawn(end), "dim")], width),), "open", item)

    def _state(self, item: Item) -> str:
        late = self.shared.overdue.format(days=words_of.days_text(item.late, self.shared)) if item.late else ""
        state = self.terms.blocker_state[item.state]
        return late or self.words.joint.join(text for text in (item.bureau, state) if text)

    def _reminders(self, changes: ReviewChanges, width: int) -> Iterator[Row]:
        yield heading((self.says.reminders, "head"))
        if not changes.reminders:
            yield heading((self.says.reminders_none, "quiet"))
        for reminder in changes.reminders:
            due = self.shared.due_in.format(days=reminder.days) if reminder.days else self.shared.due_today
            yield self._one(reminder.item, f"{reminder.item.due}  {due}", width)

    def _figures(self, changes: ReviewChanges, width: int) -> Iterator[Row]:
        yield heading((self.says.figures, "head"))
        if not changes.figures:
            yield heading((self.says.figures_none, "quiet"))
        for figure in changes.figures:
            line: Line = [("  ", ""), (pad(figure.called(self.words.lang.value), 24), ""), ("  ", ""),
                          (self.says.figure.format(was=figure.was, now=figure.now, unit=figure.unit), "name")]
            yield Row((cut(line, width),))
        for told in nowhere_lines(changes.nowhere, self.words.lang):
            yield Row(tuple([("  ", ""), (text, "warn")] for text in wrap(told, width - 2)))

    def _minutes(self, page: Live, width: int) -> Iterator[Row]:
        yield heading((self.says.minutes, "head"))
        notes = page.agenda.meeting.notes
        if not notes:
            none = self.says.minutes_none.format(key=shown_key("minute", self.words)) if page.meets else (
                self.says.minutes_empty)
            yield heading((none, "quiet"))
        for note in notes:
            lines = paragraphs(note.text, width - 2)
            head: Line = [(f"  {to_the_minute(note.at)} {drawn(note.who)}", "dim")]
            yield Row((head, *([("  ", ""), (line, "")] for line in lines)))

    # -- health -------------------------------------------------------------------------------------------------------

    def health(self, findings: Sequence[Finding] | None, width: int) -> list[Row]:
        """Every project a rule has caught, with the rule; Enter opens it."""
        if findings is None:
            return [heading((self.words.loading, "dim"))]
        if not findings:
            return [heading((self.says.health_none, "quiet"))]
        title = self.says.health.format(count=len({finding.code for finding in findings}), findings=len(findings))
        return [heading((title, "head")), *(self._caught(finding, width) for finding in findings)]

    def _caught(self, finding: Finding, width: int) -> Row:
        name = 22 if width < 100 else 40
        end: Line = [(drawn(finding.officer), "dim")] if width >= 100 else []
        first, *more = wrap(words_of.finding_line(finding, self.shared, self.terms), width - name - 2 - width_of(end))
        style = "bad" if finding.light is Light.RED else "warn"
        head = spread([(pad(drawn(finding.project), name), "name"), ("  ", ""), (first, style)], end, width)
        lines = [[(" " * (name + 2), ""), (line, style)] for line in more]
        return Row((head, *lines), "open", (finding.code, finding.project))

    # -- trends -------------------------------------------------------------------------------------------------------

    def trends(self, trends: Trends | None, width: int) -> list[Row]:
        """Open and median age by week; the categories by week; the bureaus in time."""
        if trends is None:
            return [heading((self.words.loading, "dim"))]
        if not trends.points:
            return [heading((self.says.trend_none, "quiet"))]
        rows = [heading((self.says.trend_weeks, "head")), *self._weeks(trends.points, width), blank(),
                heading((self.says.trend_categories, "head")), *self._categories(trends.points, width), blank(),
                heading((self.says.trend_bureaus.format(weeks=len(trends.points)), "head"))]
        if not trends.bureaus:
            rows.append(heading((self.says.bureaus_none, "quiet")))
        return [*rows, *(self._bureau(bureau, width) for bureau in trends.bureaus)]

    def _weeks(self, points: Sequence[Point], width: int) -> Iterator[Row]:
        most = max((point.count for point in points), default=0) or 1
        for point in points:
            age = "" if point.age is None else self.says.trend_median.format(days=point.age)
            begin: Line = [(f"  {point.week} ", "dim"), (right(str(point.count), 6), "name"), (" ", "")]
            end: Line = [(f" {pad(age, 14)}", "dim")]
            room = max(width - width_of(begin) - width_of(end), 4)
            yield Row(([*begin, *rate_bar(point.count / most, room, "warn"), *end],))

    def _categories(self, points: Sequence[Point], width: int) -> Iterator[Row]:
        """A line a category: the last weeks' counts as far as they fit, then a bar of the last one."""
        totals: dict[str, int] = {}
        for point in points:
            for name, count in point.categories.items():
                totals[name] = max(totals.get(name, 0), count)
        names = sorted(totals, key=lambda name: (-points[-1].categories.get(name, 0), -totals[name], name))
        size, cells = 16 if width >= 100 else 10, max(_WEEK, len(str(max(totals.values(), default=0))) + 1)
        shown = points[-max(min((width - size - 14) // cells, len(points)), 1):]
        most = max((point.count for point in shown), default=0) and max(totals.values(), default=1)
        weeks = "".join(right(str(point.week)[-3:], cells) for point in shown)
        yield heading((f"  {' ' * size}{weeks}", "dim"))
        for name in names[:MOST_CATEGORIES]:
            counts = [point.categories.get(name, 0) for point in shown]
            line: Line = [("  ", ""), (pad(drawn(name or self.says.unnamed), size), "")]
            line += [(right(str(count) if count else marks().dot, cells), "" if count else "quiet")
                     for count in counts]
            room = max(min(width - width_of(line) - 1, 40), 2)
            yield Row(([*line, (" ", ""), *rate_bar(counts[-1] / (most or 1), room, "warn")],))

    def _bureau(self, bureau: InTime, width: int) -> Row:
        name = 24 if width >= 100 else 16
        share = bureau.in_time / bureau.verified
        text = f"{bureau.in_time}/{bureau.verified} {share:.0%}"
        line: Line = [("  ", ""), (pad(clip(drawn(bureau.bureau or self.says.unnamed), name), name), ""), (" ", "")]
        room = max(min(width - width_of(line) - 12, 40), 4)
        style = "good" if share >= 0.5 else "bad"
        return Row(([*line, *rate_bar(share, room, style), (f" {text}", "")],))
