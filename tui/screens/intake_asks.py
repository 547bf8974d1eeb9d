"""What an officer is asked before a ledger is written: whether it is an older one, whether new projects are renamed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.ledger.choosing import with_renamed
from tracker.office.intake.older import known_then
from tracker.office.outcome import Refused
from tui.dialogs.choose import Choose

if TYPE_CHECKING:
    from datetime import date

    from tracker.office.intake.opened import OpenedBook
    from tracker.words.screens import ScreenWords
    from tui.screens.base import OfficeScreen
    from tui.screens.intake_look import Look, Wanted

    _Anew = Callable[[Wanted, OpenedBook | None], None]

_Choices = list[tuple[str, Callable[[], object]]]


def asks_first(screen: OfficeScreen, look: Look, anew: _Anew, write: Callable[[Look], None],
               to_part: Callable[[str], None]) -> bool:
    """Asks what is not answered yet; then reads anew, writes, or goes to the notes. False where nothing is asked."""
    words, wanted = screen.words, look.wanted
    if look.looked.older and not wanted.as_now:
        title, choices = _older(screen, look, look.looked.older, anew, write)
    elif look.renamed and not wanted.all_new:
        title, choices = _renamed(look, words, anew, write, to_part)
    else:
        return False

    def chosen(got: tuple[Any] | None) -> None:
        if got is not None:
            got[0]()

    screen.app.push_screen(Choose(title, choices, words.intake.pick_hint), chosen)
    return True


def _older(screen: OfficeScreen, look: Look, day: date, anew: _Anew,
           write: Callable[[Look], None]) -> tuple[str, _Choices]:
    says, wanted = screen.words.intake, look.wanted

    def as_then() -> None:
        screen.ask(lambda desk: known_then(desk, day), read, group="intake")

    def read(then: Any) -> None:
        if isinstance(then, Refused):
            screen.tell(screen.sentences(then), bad=True)
        else:
            anew(replace(wanted, chosen=look.chosen, then=then), look.looked.opened)

    return says.older_title.format(file=wanted.path.name, day=day), [
        (says.older_then.format(day=day), as_then),
        (says.older_now, partial(write, replace(look, wanted=replace(wanted, as_now=True))))]


def _renamed(look: Look, words: ScreenWords, anew: _Anew, write: Callable[[Look], None],
             to_part: Callable[[str], None]) -> tuple[str, _Choices]:
    says, wanted, pairs = words.intake, look.wanted, look.renamed

    def all_renamed() -> None:
        chosen = look.chosen
        for new, old in pairs:
            chosen = with_renamed(chosen, new, old)
        anew(replace(wanted, chosen=chosen), look.looked.opened)

    names = words.joint.join(f"{old} → {new}" for new, old in pairs)
    return says.renamed_title.format(count=len(pairs)), [
        (says.renamed_look, partial(to_part, "notes")),
        (says.renamed_all.format(names=names), all_renamed),
        (says.renamed_none, partial(write, replace(look, wanted=replace(wanted, all_new=True))))]
