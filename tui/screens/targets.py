"""Targets and ruleset: what is to be reached in a year, changed where it stands, and how it is counted, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.geometry import Offset

from tracker.domain.reasons import Reason
from tracker.office.figures.target_sheet import Copied, TargetLine, copy_targets
from tracker.office.outcome import Done, Refused
from tracker.report.lists.figures import sheet_table
from tracker.words.sentences import parts
from tui.actions import BACK, COPY, REFRESH, YEAR_KEYS, Action
from tui.exported import Exported
from tui.screens.figures_asked import Wrong
from tui.screens.of_year import YearScreen, wrong_rows
from tui.screens.targets_asked import TargetsTold, target_read, target_typed, targets_told
from tui.screens.targets_rows import label_width, rules_rows, target_rows, value_told
from tui.widgets.in_line import InLine
from tui.widgets.key_line import KeyLine
from tui.widgets.page import WIDE, Page, Row, blank, heading
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.figures.targets import StandingTarget


class TargetPage(Page):
    """A page that knows in which line of the screen its cursor stands."""

    @property
    def cursor_line(self) -> int:
        """Counted from the top of the page; may lie outside of it once it was scrolled away."""
        first = next((y for y, (row, _) in enumerate(self._flat) if row == self._at), 0)
        return first - self.scroll_offset.y


class TargetsScreen(YearScreen):
    """The targets of a year and its ruleset; read again whenever something has changed."""

    NAME = "targets"
    ACTIONS = (
        Action("edit_target", ("enter", "f2"), "figures", writes=True),
        Action("copy_targets", ("f4",), "figures", writes=True),
        BACK, *YEAR_KEYS, REFRESH, COPY)
    FOOTER = ("edit_target", "copy_targets", "year_back", "year_on", "palette", "help", "back")
    DEFAULT_CSS = """
    TargetsScreen { background: $background; layers: base over; }
    TargetsScreen #pages { height: 1fr; }
    TargetsScreen Page { scrollbar-gutter: stable; }
    TargetsScreen #rules { display: none; }
    TargetsScreen.-wide #rules { display: block; width: 1fr; border-left: solid $foreground 25%; }
    TargetsScreen.-wide.-plain #rules { border-left: ascii $foreground 25%; }
    TargetsScreen.-wide #targets { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._asked: TargetsTold | None = None
        self._editing: TargetLine | None = None
        self._instead: str | None = None
        """What is to stand for a target that stands already, while the reason is being typed; empty for none."""
        self._saving = False
        self._version = 0
        """Of the target the line showed when its typing began, or that it was told of since; 0 where there was none."""

    def compose(self) -> ComposeResult:
        """The strip, the two pages, the keys."""
        yield YearStrip()
        with Horizontal(id="pages"):
            yield TargetPage("targets")
            yield Page("rules")
        yield KeyLine(self.FOOTER)

    @property
    def page(self) -> TargetPage:
        """The page of targets."""
        return self.query_one("#targets", TargetPage)

    def on_mount(self) -> None:
        """Reads both."""
        self.page.focus()
        self.page.show(lambda width: [heading((self.words.loading, "dim"))])
        self.arrived()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def shown(self) -> tuple[int, int] | None:
        """The year read."""
        return None if self._asked is None else (self._asked.sheet.year, self._asked.changes)

    def _read(self) -> None:
        year, lang = self._year, self.words.lang
        if year is not None:
            self.ask(lambda desk: targets_told(desk, year, lang), self._shown, group="targets", otherwise=self._unread)

    def _tell_wrong(self, wrong: Wrong) -> None:
        self._shown(wrong)

    def _shown(self, told_of: TargetsTold | Wrong) -> None:
        self._asked, self._wrong = (told_of, None) if isinstance(told_of, TargetsTold) else (None, told_of)
        self._fill()

    def _fill(self) -> None:
        words, asked_of, wide = self.words, self._asked, self.has_class("-wide")
        if self._wrong is not None:
            wrong = self._wrong
            self.page.show(lambda width: [*wrong_rows(wrong, words, width)])
            return
        if asked_of is None:
            return

        def targets(width: int) -> list[Row]:
            below = [] if wide else [blank(), *rules_rows(asked_of.rules, asked_of.sheet.year, words, width)]
            return [*target_rows(asked_of.sheet, asked_of.span, words, width), *below]

        self.page.show(targets)
        self.query_one("#rules", Page).show(
            lambda width: list(rules_rows(asked_of.rules, asked_of.sheet.year, words, width)) if wide else [])
        self.call_after_refresh(self._place)

    def on_resize(self, event: Resize) -> None:
        """One page, or two side by side."""
        wide = event.size.width >= WIDE
        if wide != self.has_class("-wide"):
            self.set_class(wide, "-wide")
            if self._editing is None:
                self.page.focus()
            self.call_after_refresh(self._fill)
        self.call_after_refresh(self._place)

    def exported(self) -> Exported | str:
        """The targets of the year."""
        if self._asked is None:
            return self.words.lists.not_yet
        sheet, rules, lang = self._asked.sheet, self._asked.rules, self.words.lang
        about = (f"{self.words.figures.ruleset} {rules.id} {rules.digest}",)
        return Exported(self.NAME, lambda desk: [sheet_table(sheet, lang)], about, year=sheet.year)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now; the ruleset is told anew."""
        super().reword()
        self._read()

    # -- changing a target --------------------------------------------------------------------------------------------

    def action_edit_target(self) -> None:
        """Opens the line under the cursor for typing."""
        if self._editing is None and self.focused is self.page:
            self.page.pick()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """The target of one indicator."""
        if not isinstance(event.row.to, TargetLine) or self._editing is not None or self._asked is None:
            return
        line = self._editing = event.row.to
        self._version = line.standing.version if line.standing else 0
        self.mount(InLine(value_told(line.standing) if line.standing else "", self.words.targets.typing))
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        """Lays the typing over the line it changes, wherever that is by now."""
        if self._editing is None or self._asked is None:
            return
        for box in self.query(InLine):
            region = self.page.region
            left = region.x + label_width(self._asked.sheet, self.words) + 2
            top = region.y + min(max(self.page.cursor_line, 0), max(region.height - 1, 0))
            box.styles.width = max(region.right - left - 1, 24)
            box.styles.offset = Offset(left, top)

    @on(InLine.Typed)
    def typed(self, event: InLine.Typed) -> None:
        """Says how it is read."""
        event.stop()
        line, year = self._editing, self._year
        if line is None or year is None or type(event) is not InLine.Typed:
            return
        if self._instead is not None:
            self._ask_why(event.line)
        elif not event.value.strip():
            event.line.say(self.words.targets.typing, "$foreground 60%")
        else:
            key, value = line.key, event.value
            self.ask(lambda desk: target_read(desk, year, key, value), self._reads, group="reads")

    def _reads(self, reading: tuple[str, str] | Reason | None) -> None:
        for box in self.query(InLine):
            if isinstance(reading, Reason):
                box.say(self._told(reading), "$text-error")
            elif reading:
                box.say(self.words.targets.reads.format(value="".join(reading)), "$foreground 60%")

    def _told(self, reason: Reason) -> str:
        what, todo = parts(reason, self.terms)
        return f"{what}{self.words.joint}{todo}"

    @on(InLine.Saved)
    def saved(self, event: InLine.Saved) -> None:
        """Saves it, once, with the reason where another stood; what has not changed is left as it is."""
        event.stop()
        line, year = self._editing, self._year
        if line is None or year is None or self._saving:
            return
        key, value, reason = line.key, event.value, ""
        if self._instead is not None:
            value, reason = self._instead, event.value
        elif value.strip() == (value_told(line.standing) if line.standing else ""):
            self._close()
            return
        elif line.standing or self._version:
            self.ask(lambda desk: target_read(desk, year, key, value) if value.strip() else None,
                     lambda reading: self._another(value, reading), group="reads")
            return
        self._saving, version = True, self._version
        self.ask(lambda desk: target_typed(desk, year, key, value, reason, version), self._put, group="commit",
                 otherwise=self._unsaved)

    def _another(self, value: str, reading: tuple[str, str] | Reason | None) -> None:
        """What is to stand instead can be read: the reason is asked for; else says why it cannot."""
        if isinstance(reading, Reason):
            self._reads(reading)
            return
        standing = self._editing.standing if self._editing else None
        if reading and standing and reading == (standing.value, standing.unit):
            self._close()
            return
        self._instead = value.strip()
        for box in self.query(InLine):
            box.empty()
            self._ask_why(box)

    def _ask_why(self, box: InLine) -> None:
        says = self.words.targets
        box.say(says.why.format(value=self._instead) if self._instead else says.why_drop, "$foreground 60%")

    def _unsaved(self, sentence: str) -> None:
        self._saving = False
        for box in self.query(InLine):
            box.say(sentence, "$text-error")

    def _put(self, outcome: Done[StandingTarget] | Refused) -> None:
        self._saving = False
        if isinstance(outcome, Refused):
            if outcome.conflict:  # whose value stands is told; Enter sets what is typed in its place
                self._version = outcome.version or 0
            for box in self.query(InLine):
                told = parts(outcome.reasons[0], self.terms)[0]
                box.say(f"{told}{self.words.joint}{self.words.targets.again}" if outcome.conflict else
                        self._told(outcome.reasons[0]), "$text-error")
            return
        label = self._editing.called(self.words.lang) if self._editing else ""
        sentence = self.words.targets.dropped if self._instead == "" else self.words.targets.saved
        self.tell(sentence.format(label=label, value=value_told(outcome.value)))
        self._close()
        self._read()
        self.office_app.read_again()

    @on(InLine.Dropped)
    def dropped(self, event: InLine.Dropped) -> None:
        """Forgets what was typed."""
        event.stop()
        self._close()

    def _close(self) -> None:
        self._editing = self._instead = None
        self.query(InLine).remove()
        self.page.focus()

    # -- other keys ---------------------------------------------------------------------------------------------------

    def action_copy_targets(self) -> None:
        """Takes over the targets of the year before."""
        year = self._year
        if year is not None and self._editing is None:
            self.ask(lambda desk: copy_targets(desk, year), self._copied, group="commit")

    def _copied(self, done: Done[Copied]) -> None:
        says, copied, year = self.words.targets, done.value, (self._year or 0) - 1
        if not copied.copied:
            self.tell(says.all_there if copied.had else says.nothing_to_copy.format(year=year), bad=True)
            return
        sentences = [says.copied.format(year=year, count=copied.copied)]
        sentences += [says.copied_kept.format(count=copied.had)] if copied.had else []
        sentences += [says.copied_unfit.format(count=copied.unfit)] if copied.unfit else []
        self.tell(self.words.joint.join(sentences))
        self._read()
        self.office_app.read_again()

    def action_year(self, by: int) -> None:
        """The year before, or the next one, unless a target is being typed."""
        if self._editing is None:
            super().action_year(by)

    def action_back(self) -> None:
        """To the board."""
        self.office_app.action_go("board")
