"""A year's closing: what is open before it; after it each vintage, and what has moved the figures since, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import on

from tracker.domain.clock import to_the_minute
from tracker.domain.rules_problems import RulesetError
from tracker.domain.rules_words import label_in
from tracker.office.outcome import Refused
from tracker.office.yearend.closing import Closing, LookedAt, closings, look_before_closing
from tracker.office.yearend.moves import FigureMoved, FigureStep, YearMoved, year_moved
from tracker.office.yearend.vintages import Revisions, revisions_of
from tracker.report.lists.yearend import moved_tables, revision_tables, vintage_name
from tracker.words import spoken
from tracker.words.days import kept_day_text
from tracker.words.figures import papers_told
from tracker.words.sentences import parts
from tracker.words.yearend import YearendWords, closing_lines, restated_text
from tui.actions import BACK, COPY, REFRESH, YEAR_KEYS, Action, shown_key
from tui.dialogs.close_year import CloseYearDialog
from tui.exported import Exported
from tui.screens.figures_asked import Wrong, wrong_rules
from tui.screens.year_page import YearPage
from tui.text import drawn, wrap
from tui.widgets.page import Page, Row, blank, heading

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk
    from tracker.words import Lang


@dataclass(frozen=True, slots=True)
class ClosingSeen:
    """What is known of a year's closing."""

    year: int
    closings: tuple[Closing, ...]
    open: tuple[Reason, ...]
    """What is open where the year is not closed."""
    version: int
    """Of the office in which that was looked at."""
    since: YearMoved | None
    """What moved the figures since the closing in force."""
    vintages: Revisions | None
    changes: int


def closing_seen(desk: Desk, year: int, lang: Lang) -> ClosingSeen | Wrong:
    """Reads it: the checks where the year is open, what moved and every vintage where it is closed."""
    changes = desk.store.changes()
    try:
        found = closings(desk, year)
        if not found:
            return ClosingSeen(year, (), *look_before_closing(desk, year), None, None, changes)
        since, all_ = year_moved(desk, year), year_moved(desk, year, first_report=True)
    except RulesetError as error:
        return wrong_rules(error, lang)
    return ClosingSeen(year, found, (), 0, None if isinstance(since, Refused) else since,
                       None if isinstance(all_, Refused) else revisions_of(all_, found), changes)


class ClosingScreen(YearPage[ClosingSeen]):
    """Whether the year is closed, and what has come of it; F2 closes it."""

    NAME = "closing"
    ACTIONS = (
        Action("open_list", ("enter",), "figures"),
        Action("close_year", ("f2",), "figures", writes=True),
        BACK, *YEAR_KEYS, REFRESH, COPY)
    FOOTER = ("open_list", "close_year", "year_back", "year_on", "palette", "help", "back")
    DEFAULT_CSS = """
    ClosingScreen { background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._opened: set[str] = set()
        """The figures whose projects are listed."""

    def seen_by(self, desk: Desk, year: int, lang: Lang) -> ClosingSeen | Wrong:
        """The checks where the year is open, what moved and every vintage where it is closed."""
        return closing_seen(desk, year, lang)

    # -- rows ---------------------------------------------------------------------------------------------------------

    @property
    def _says(self) -> YearendWords:
        return spoken(self.words.lang, YearendWords)

    def rows(self, seen: ClosingSeen, width: int) -> Iterator[Row]:
        """What is open, or each closing with what moved since, its lists and its vintages."""
        says = self._says
        if not seen.closings:
            yield heading((says.not_closed.format(year=seen.year, key=shown_key("close_year", self.words)), "key"))
            yield from self._open(seen.open, width)
            return
        for closing in reversed(seen.closings):
            for line in closing_lines(closing, says):
                yield from self._wrapped(line, width, "name" if closing is seen.closings[-1] else "dim")
        yield blank()
        if seen.since is not None:
            yield from self._since(seen.since, width)
        yield from self._lists(seen.closings[-1], width)
        if seen.vintages is not None:
            yield from self._vintages(seen.vintages, width)

    def _wrapped(self, text: str, width: int, style: str, indent: str = "") -> Iterator[Row]:
        lines = wrap(drawn(text), max(width - len(indent), 8))
        yield Row(tuple([(f"{indent}{line}", style)] for line in lines))

    def _open(self, open_: tuple[Reason, ...], width: int) -> Iterator[Row]:
        says = self._says
        if not open_:
            yield from self._wrapped(says.nothing_open, width, "good")
            return
        yield from self._wrapped(says.still_open.format(count=len(open_)), width, "warn")
        for reason in open_:
            what, todo = parts(reason, self.terms)
            style = "bad" if reason.hard else ""
            lines = [[(line, style)] for line in wrap(drawn(what), width)]
            yield Row((*lines, *([(f"  {line}", "dim")] for line in wrap(drawn(todo), width - 2))))

    def _since(self, moved: YearMoved, width: int) -> Iterator[Row]:
        says = self._says
        yield heading((says.since_closing, "key"))
        changed = [figure for figure in moved.figures if figure.moves]
        if not changed:
            yield from self._wrapped(says.unmoved, width, "dim")
        for figure in changed:
            yield from self._figure(figure, width)

    def _figure(self, figure: FigureMoved, width: int) -> Iterator[Row]:
        told = self._says.adds_up.format(label=label_in(figure.labels, self.words.lang), before=figure.before,
                                         after=figure.after, unit=figure.unit, by=_signed(figure.by))
        yield from self._wrapped(told, width, "name")
        for step in figure.moves:
            yield from self._wrapped(self._step(step), width, "", "  ")

    def _step(self, step: FigureStep) -> str:
        entry, joint = step.entry, self.words.joint
        told = [f"{to_the_minute(step.at)} {_signed(step.by)}", f"{step.code} {step.name}".strip()]
        if entry is not None:
            action = self.words.journal_actions.get(entry.action, entry.action)
            told += [f"{action} {entry.who}", entry.reason, restated_text(entry.detail, self._says)]
        return joint.join(filter(None, told))

    def _lists(self, closing: Closing, width: int) -> Iterator[Row]:
        """Which projects were counted in each figure, and on what proof; Enter opens one."""
        says, terms = self._says, self.terms.terms
        yield blank()
        yield heading((says.lists_closed, "key"))
        for figure in closing.indicators:
            rows, is_open = closing.projects(figure.key), figure.key in self._opened
            told = says.closed_list.format(label=label_in(figure.labels, self.words.lang), actual=figure.actual,
                                           unit=figure.unit, count=len(rows))
            yield Row(([(f"{'-' if is_open else '+'} {drawn(told)}", "name")],), does="list", to=figure.key)
            for one in rows if is_open else ():
                days = terms.list_joint.join(kept_day_text(day, self.words.lang) for day in one.days)
                line = self.words.joint.join([f"{one.code} {one.name}", days, one.share,
                                              papers_told(one.proofs, self.words.lang) or says.no_proof])
                yield from self._wrapped(line, width, "" if one.proofs else "warn", "  ")

    def _vintages(self, found: Revisions, width: int) -> Iterator[Row]:
        """Each vintage with the figures that ever moved; then how often and how far, by class."""
        says, lang = self._says, self.words.lang
        keys = [key for key in found.keys if any(key in vintage.by for vintage in found.vintages)]
        yield blank()
        yield heading((says.revisions.format(year=found.year, until=found.until), "key"))
        for vintage in found.vintages:
            figures = [f"{label_in(found.labels[key], lang)} {vintage.figures[key]}" for key in keys]
            line = self.words.joint.join([to_the_minute(vintage.at), vintage_name(vintage, lang), *figures])
            yield from self._wrapped(line, width, "name" if vintage.closing else "")
        for key in keys:
            for kind in found.classes:
                size = found.size(key, kind)
                if size.raised or size.lowered:
                    told = says.sized.format(label=label_in(found.labels[key], lang), kind=says.restates[kind],
                                             unit=found.units[key],
                                             **size._asdict() | {"down": size.down.removeprefix("-")})
                    yield from self._wrapped(told, width, "dim")

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_open_list(self) -> None:
        """Enter: the projects of the figure under the cursor, or none of them again."""
        self.query_one(Page).pick()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Opens the list of a figure, or closes it."""
        if event.row.does == "list":
            self._opened ^= {str(event.row.to)}
            self.fill()

    def action_close_year(self) -> None:
        """Closes the year, or closes it again."""
        if self._seen is not None:
            year = self._seen.year
            if self._seen.closings:  # what is open is looked at anew
                self.ask(lambda desk: look_before_closing(desk, year), lambda found: self._close(year, found),
                         group="open")
            else:
                self._close(year, LookedAt(self._seen.open, self._seen.version))

    def _close(self, year: int, found: LookedAt) -> None:
        self.app.push_screen(CloseYearDialog(year, len(found.open), found.version),
                             lambda done: self._read() if done else None)

    def exported(self) -> Exported | str:
        """What moved since the closing, and the vintages."""
        seen, lang = self._seen, self.words.lang
        if seen is None or seen.since is None or seen.vintages is None:
            return self.words.lists.not_yet
        since, vintages = seen.since, seen.vintages
        about = closing_lines(seen.closings[-1], self._says)
        return Exported("year_diff", lambda desk: [*moved_tables(since, lang), *revision_tables(vintages, lang)],
                        about, year=seen.year)

    def action_back(self) -> None:
        """Back to the figures."""
        self.dismiss()


def _signed(by: str) -> str:
    return f"+{by}" if Decimal(by) > 0 else by
