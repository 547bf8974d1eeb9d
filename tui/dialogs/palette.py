"""All commands in one list, found by name, pinyin or initials; made from the same table as the keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tracker.domain.pinyin import search_key, search_query
from tui.actions import Action, key_name, offered
from tui.dialogs.listing import TypedListing
from tui.widgets.line_input import LineInput
from tui.widgets.lines import spread
from tui.widgets.page import Page, Row


class Palette(TypedListing["str | None"]):
    """Typing narrows the list; Enter does the command. Its answer is the action's id."""

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        """Input, list, keys."""
        return self.framed(None, None, LineInput(placeholder=self.words.palette_hint))

    def narrow(self, typed: str) -> None:
        """Shows what fits."""
        fitting = [action for action in offered(self._actions) if self._fits(action, typed)]
        self.query_one(Page).show(lambda width: [self._row(action, width) for action in fitting] or [
            Row(([(self.words.palette_none, "quiet")],), rest=False)])

    def _fits(self, action: Action, typed: str) -> bool:
        wanted = search_query(typed)
        called = action.called(self.words)
        return not wanted or wanted in search_key(called.entry, called.about, action.id)

    def _row(self, action: Action, width: int) -> Row:
        keys = " ".join(key_name(key, self.words) for key in action.keys)
        return Row((spread([(action.called(self.words).entry, "")], [(keys, "key")], width),), does="take",
                   to=action.id)
