"""What a form was filled from. Where somebody else saved first: who did what, and whose value each field keeps."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from tracker.domain.meanwhile import Meanwhile
from tracker.words.entry_told import meanwhile_told
from tracker.words.sentences import parts
from tui.actions import key_name
from tui.screens.base import Asking
from tui.text import drawn, marks
from tui.widgets.choices import Choices

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.outcome import Refused
    from tracker.office.versions import Version


MUTED = "$foreground 60%"
"""Text that is read second."""


class Versioned(Asking["str | None"]):
    """A form that saves against what it was filled from."""

    _against: Version = None
    """What is saved against instead of that: the version of a draft, or of what another one was told to have saved."""
    _did = Content("")
    """What others did."""

    # -- what the form itself says ------------------------------------------------------------------------------------

    @abstractmethod
    def typed(self) -> dict[str, str]:
        """What stands in every field, by its id."""

    @abstractmethod
    def fill(self, typed: Mapping[str, str]) -> None:
        """Puts texts and choices into fields, by their ids."""

    @abstractmethod
    def kept(self) -> None:
        """Keeps what is typed as a draft."""

    @abstractmethod
    def labelled(self) -> Iterable[tuple[str, Widget]]:
        """Every control with its label."""

    @abstractmethod
    def show_reasons(self, reasons: Content | None) -> None:
        """Puts reasons into the form."""

    def filled_from(self) -> Version:
        """The version of what the form was filled from; None where it was filled from nothing on record."""
        return None

    @property
    def version(self) -> Version:
        """What is saved against: what the form, or the draft in it, was filled from; after a conflict what was told."""
        return self.filled_from() if self._against is None else self._against

    def begin_anew(self) -> None:
        """The form starts, or starts once more about something else."""
        self._against = None
        self._blank: dict[str, str] = {}
        self._theirs: dict[str, str] = {}

    def save_against(self, version: Version) -> None:
        """Saves against the version a draft was typed for; None: against what the form was filled from."""
        self._against = version

    def changed_meanwhile(self, outcome: Refused) -> None:
        """Who did what; Enter saves against that, and what was typed stays. Fields nobody typed into follow."""
        self._against, self._did = outcome.version, self.told_changed(outcome.reasons)
        self.show_reasons(Content("\n").join([self._did, self._again_words()]))
        self.look_again(outcome)

    def told_changed(self, reasons: Sequence[Reason]) -> Content:
        """What others did: who and when in a line, below it what."""
        lines: list[str] = []
        for reason in reasons:
            what = reason.params.get("told", Meanwhile())
            who = replace(reason, params={**reason.params, "told": Meanwhile()})
            lines.append(f"{marks().blocked} {drawn(parts(who, self.terms)[0])}")
            lines += [f"  {drawn(text)}" for text in meanwhile_told(what, self.terms)]
        return Content.styled("\n".join(lines), "$text-warning")

    def _again_words(self) -> Content:
        return Content.styled(f"  {self.words.of_project.conflict_again}", "bold")

    def look_again(self, outcome: Refused) -> None:
        """Reads anew what the form is about, where it shows more of it than it was told."""

    def filled_by_now(self) -> Mapping[str, str]:
        """What the fields would start with by now, by their ids, of those that start with what is on record."""
        return {}

    def follow(self) -> None:
        """Fields nobody typed into say what they would start with by now; of the others both values are told."""
        typed, self._theirs = self.typed(), {}
        for name, text in self.filled_by_now().items():
            was, mine = self._blank.get(name, ""), typed.get(name, "")
            self._blank[name] = text
            if text != was and mine == was:
                self.fill({name: text})
            elif text not in (was, mine):
                self._theirs[name] = text
        self._tell_theirs()

    def _tell_theirs(self) -> None:
        says, typed = self.words.forms, self.typed()
        lines = [Content.styled(f"  {drawn(says.theirs.format(field=label, theirs=theirs, mine=mine))}", "")
                 for label, control in self.labelled() if (name := control.id or "") in self._theirs
                 for theirs, mine in [(self._called(control, self._theirs[name]), self._called(control, typed[name]))]]
        if lines:
            lines.append(Content.styled(f"  {says.take_theirs.format(key=key_name('f7', self.words))}", MUTED))
        self.show_reasons(Content("\n").join([self._did, *lines, self._again_words()]))

    def _called(self, control: Widget, text: str) -> str:
        """What a field says, of a choice by its name."""
        if isinstance(control, Choices):
            text = dict(control.options).get(text, text)
        return text or self.words.of_project.nothing

    def action_take_theirs(self) -> None:
        """The field the cursor is in says what the other one saved; once more, what was typed here."""
        name = self.focused.id if self.focused and self.focused.id in self._theirs else None
        if name is not None:
            theirs, self._theirs[name] = self._theirs[name], self.typed()[name]
            self.fill({name: theirs})
            self.kept()
