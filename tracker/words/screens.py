"""What the screens of the app say; the words of a screen or a form are in a group of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from tracker.words import Lang, group
from tracker.words.screens_actions import ActionWords

if TYPE_CHECKING:
    from tracker.words.lists import ListWords
    from tracker.words.screens_blockers import BlockersWords
    from tracker.words.screens_board import BoardWords
    from tracker.words.screens_figures import FiguresScreenWords
    from tracker.words.screens_forms import FormWords
    from tracker.words.screens_intake import IntakeWords
    from tracker.words.screens_journal import JournalWords
    from tracker.words.screens_ledger import LedgerScreenWords
    from tracker.words.screens_project import ProjectWords
    from tracker.words.screens_recognition import RecognitionScreenWords
    from tracker.words.screens_review import ReviewScreenWords
    from tracker.words.screens_settings import SettingsWords
    from tracker.words.screens_targets import TargetsScreenWords

_Shape = TypeVar("_Shape")


class Everywhere(NamedTuple):
    """What more than one screen says, and what the first frame needs; `{name}` is filled in where it is shown."""

    lang: Lang
    wide: bool
    """Whether words are long, as those of an alphabet are: columns and labels are then wider."""
    actions: ActionWords
    title: str
    opening: str
    unusable: str
    nothing_touched: str
    lost: str
    quit_hint: str
    tried_again: str
    away: str
    """In the strip, while the server cannot be reached."""
    failed: str
    # strip
    three: tuple[str, str, str]
    three_short: tuple[str, str, str]
    blocked: str
    overdue: str
    time_progress: str
    new_year: str
    """In place of the time progress: the year that has begun, and the key that goes on to it."""
    new_year_hint: str
    year_follows: str
    """After an import, that another year is on top."""
    other_year: str
    """What the keys of the year before and the next one are called together."""
    clock_ahead: str
    # cards
    days: str
    """Calendar days: how long a stage has lasted."""
    working_days: str
    days_in: str
    late: str
    late_short: str
    """How late something is, where there is little room."""
    over_limit: str
    over_by: str
    waits_on: str
    no_amount: str
    since_unknown: str
    counted: str
    investor: str
    joint: str
    aside: str
    """What is said in brackets behind something."""
    colon: str
    # board
    empty_column: str
    empty_office: tuple[str, ...]
    """Keys stand in it by the ids of their actions: {lead}."""
    demo_how: str
    no_match: str
    search_label: str
    search_hint: str
    found: str
    showing_hidden: str
    hiding: str
    no_choice: str
    # project
    next_stage: str
    no_next: str
    facts: str
    timeline_today: str
    timeline_none: str
    limit: str
    receipts: str
    receipts_none: str
    receipts_total: str
    receipts_of: str
    receipts_left: str
    blockers: str
    blockers_none: str
    due: str
    milestones: str
    documents: str
    documents_none: str
    journal: str
    journal_actions: dict[str, str]
    recognised: str
    with_reason: str
    risk: str
    kept_file: str
    loading: str
    gone: str
    no_blocker: str
    no_answered: str
    no_open: str
    yes: str
    no: str
    # help, palette
    help_title: str
    help_hint: str
    palette_hint: str
    palette_none: str
    language_now: str
    # keys
    keys: dict[str, str]


class Part(Generic[_Shape]):
    """The words of one part of the screens, by their group; the first frame does without them."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, words: ScreenWords, owner: type[ScreenWords]) -> _Shape:
        found: _Shape = group(words.lang, self._name)
        return found


class ScreenWords(Everywhere):
    """All words of the screens in one language."""

    __slots__ = ()

    settings: Part[SettingsWords] = Part("screens_settings")
    of_project: Part[ProjectWords] = Part("screens_project")
    intake: Part[IntakeWords] = Part("screens_intake")
    board: Part[BoardWords] = Part("screens_board")
    forms: Part[FormWords] = Part("screens_forms")
    blockers_screen: Part[BlockersWords] = Part("screens_blockers")
    journal_screen: Part[JournalWords] = Part("screens_journal")
    review_screen: Part[ReviewScreenWords] = Part("screens_review")
    recognition: Part[RecognitionScreenWords] = Part("screens_recognition")
    figures: Part[FiguresScreenWords] = Part("screens_figures")
    targets: Part[TargetsScreenWords] = Part("screens_targets")
    ledger: Part[LedgerScreenWords] = Part("screens_ledger")
    lists: Part[ListWords] = Part("lists")
