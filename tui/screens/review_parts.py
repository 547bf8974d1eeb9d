"""The review's further pages: what has changed since last week, the health check, the weeks behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.domain.blocking import Word
from tracker.domain.clock import to_the_minute
from tracker.words import review as words_of
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

    def changes(self, page: Live, found: ReviewChanges | None, width: int) -> list[Row]:
        """New, answered, verified, rejected, reopened; coming due; the figures that moved; the minutes."""
        if found is None:  # what is read meanwhile looks at every blocker, and so need not be done here
            return [heading((self.words.loading, "dim"))]
        made = page.agenda
        turned = {"new": made.new, "answer": made.turned(Word.ANSWER), "verify": made.turned(Word.VERIFY),
                  "reject": made.turned(Word.REJECT), "reopen": made.turned(Word.REOPEN)}
        rows = [heading((self.says.since.format(at=to_the_minute(made.last)), "dim"))]
        for name, held in turned.items():
            rows.append(heading((self.says.turned[name], "head"), (f" {len(held)}", "dim")))
            rows += [self._one(one, self._state(one), width) for one in held]
        rows += [blank(), *self._reminders(found, width), blank(), *self._figures(found, width), blank(),
                 *self._minutes(page, width)]
        return rows

    def _one(self, one: Item, end: str, width: int) -> Row:
        line: Line = [("  ", ""), (drawn(one.project), "name"), (f"  {drawn(one.category)}", "warn"),
                      (f"  {drawn(one.description)}", "")]
        return Row((spread(line, [(drawn(end), "dim")], width),), "open", one)

    def _state(self, one: Item) -> str:
        late = self.shared.overdue.format(days=words_of.days_text(one.late, self.shared)) if one.late else ""
        return late or self.words.joint.join(text for text in (one.bureau, self.terms.blocker_state[one.state]) if text)

    def _reminders(self, found: ReviewChanges, width: int) -> Iterator[Row]:
        yield heading((self.says.reminders, "head"))
        if not found.reminders:
            yield heading((self.says.reminders_none, "quiet"))
        for one in found.reminders:
            due = self.shared.due_in.format(days=one.days) if one.days else self.shared.due_today
            yield self._one(one.item, f"{one.item.due}  {due}", width)

    def _figures(self, found: ReviewChanges, width: int) -> Iterator[Row]:
        yield heading((self.says.figures, "head"))
        if not found.figures:
            yield heading((self.says.figures_none, "quiet"))
        for one in found.figures:
            line: Line = [("  ", ""), (pad(one.called(self.words.lang.value), 24), ""), ("  ", ""),
                          (self.says.figure.format(was=one.was, now=one.now, unit=one.unit), "name")]
            yield Row((cut(line, width),))

    def _minutes(self, page: Live, width: int) -> Iterator[Row]:
        yield heading((self.says.minutes, "head"))
        notes = page.agenda.meeting.notes
        if not notes:
            none = self.says.minutes_none.format(key=shown_key("minute", self.words)) if page.meets else (
                self.says.minutes_empty)
            yield heading((none, "quiet"))
        for one in notes:
            lines = paragraphs(one.text, width - 2)
            head: Line = [(f"  {to_the_minute(one.at)} {drawn(one.who)}", "dim")]
            yield Row((head, *([("  ", ""), (line, "")] for line in lines)))

    # -- health -------------------------------------------------------------------------------------------------------

    def health(self, found: Sequence[Finding] | None, width: int) -> list[Row]:
        """Every project a rule has caught, with the rule; Enter opens it."""
        if found is None:
            return [heading((self.words.loading, "dim"))]
        if not found:
            return [heading((self.says.health_none, "quiet"))]
        told = self.says.health.format(count=len({one.code for one in found}), findings=len(found))
        return [heading((told, "head")), *(self._caught(one, width) for one in found)]

    def _caught(self, one: Finding, width: int) -> Row:
        name = 22 if width < 100 else 40
        end: Line = [(drawn(one.officer), "dim")] if width >= 100 else []
        told, *more = wrap(words_of.finding_line(one, self.shared, self.terms), width - name - 2 - width_of(end))
        head = spread([(pad(drawn(one.project), name), "name"), ("  ", ""), (told, "warn")], end, width)
        lines = [[(" " * (name + 2), ""), (line, "warn")] for line in more]
        return Row((head, *lines), "open", (one.code, one.project))

    # -- trends -------------------------------------------------------------------------------------------------------

    def trends(self, found: Trends | None, width: int) -> list[Row]:
        """Open and median age by week; the categories by week; the bureaus in time."""
        if found is None:
            return [heading((self.words.loading, "dim"))]
        if not found.points:
            return [heading((self.says.trend_none, "quiet"))]
        rows = [heading((self.says.trend_weeks, "head")), *self._weeks(found.points, width), blank(),
                heading((self.says.trend_categories, "head")), *self._categories(found.points, width), blank(),
                heading((self.says.trend_bureaus.format(weeks=len(found.points)), "head"))]
        if not found.bureaus:
            rows.append(heading((self.says.bureaus_none, "quiet")))
        return [*rows, *(self._bureau(one, width) for one in found.bureaus)]

    def _weeks(self, points: Sequence[Point], width: int) -> Iterator[Row]:
        most = max((one.count for one in points), default=0) or 1
        for one in points:
            age = "" if one.age is None else self.says.trend_median.format(days=one.age)
            begin: Line = [(f"  {one.week} ", "dim"), (right(str(one.count), 6), "name"), (" ", "")]
            end: Line = [(f" {pad(age, 14)}", "dim")]
            room = max(width - width_of(begin) - width_of(end), 4)
            yield Row(([*begin, *rate_bar(one.count / most, room, "warn"), *end],))

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

    def _bureau(self, one: InTime, width: int) -> Row:
        name = 24 if width >= 100 else 16
        share = one.in_time / one.verified
        told = f"{one.in_time}/{one.verified} {share:.0%}"
        line: Line = [("  ", ""), (pad(clip(drawn(one.bureau or self.says.unnamed), name), name), ""), (" ", "")]
        room = max(min(width - width_of(line) - 12, 40), 4)
        style = "good" if share >= 0.5 else "bad"
        return Row(([*line, *rate_bar(share, room, style), (f" {told}", "")],))
