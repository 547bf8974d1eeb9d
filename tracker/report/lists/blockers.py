"""Blockers as a list: of the office or a project, and of a week's review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.domain.blocking import BlockerState
from tracker.report.cells import Sayer
from tracker.report.lists.shape import Kind, ListColumn, ListTable, Section, Value, chosen
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.cli import CliWords
from tracker.words.lists import ListWords
from tracker.words.report import ReportWords
from tracker.words.review import word_line
from tracker.words.screens import ScreenWords

if TYPE_CHECKING:
    from tracker.office.project.detail import Hold
    from tracker.office.review.items import Item
    from tracker.office.review.review import Review

SEEN = ("age", "late", "category", "waits", "due", "bureau", "person", "project", "what", "last", "raised",
        "due", "code", "id")
"""The columns of the blockers screen in its order; behind them what a line of it has no room for."""
LISTED = ("id", "code", "name", "category", "description", "state", "level", "bureau", "age", "overdue", "due")
"""The columns of `blocker list` where it is printed."""
HANDED = ("id", "code", "name", "category", "description", "state", "level", "bureau", "person", "raised", "age",
          "overdue", "due", "progress")
"""The columns of `blocker list` as it is handed to a leader or a bureau, in a file."""
IN_REVIEW = ("late", "age", "carried", "waits", "category", "amount", "project", "what", "bureau", "person", "due",
             "code", "id")
"""The columns of the review screen in its order; behind them what a line of it has no room for."""
ON_THE_PAGE = ("no", "id", "name", "stage", "category", "description", "kind", "permit", "authority", "only_bureau",
               "person", "level", "waited", "raised", "age", "due", "late", "alert", "carried", "moved", "said", "last")
"""The columns of the list of `review show`; those without any value are left out."""


def hold_columns(names: Sequence[str], lang: Lang) -> tuple[ListColumn[Hold], ...]:
    """Columns of blockers as the screen (`SEEN`) or the command (`LISTED`) shows them."""
    terms, says = words(lang).terms, spoken(lang, CliWords)
    seen, screen = spoken(lang, ScreenWords).blockers_screen.head, spoken(lang, ScreenWords)

    def level(hold: Hold) -> str:
        return terms.level.get(hold.level, hold.level)

    def state(hold: Hold) -> str:
        return terms.blocker_state[hold.state] + ("" if hold.blocking else says.risk)

    def waits(hold: Hold) -> str:
        standing = terms.blocker_state[hold.state] if hold.state is not BlockerState.OPEN else level(hold)
        return standing + ("" if hold.blocking else screen.aside.format(text=screen.risk))

    def last(hold: Hold) -> str:
        return word_line(hold.said[-1], lang) if hold.said else ""

    heading, report = says.heading, spoken(lang, ReportWords).columns
    return chosen((
        ListColumn("id", report["id"], lambda hold: hold.id, Kind.COUNT),
        ListColumn("code", heading["code"], lambda hold: hold.code),
        ListColumn("name", heading["name"], lambda hold: hold.project),
        ListColumn("project", seen["project"], lambda hold: hold.project),
        ListColumn("category", heading["category"], lambda hold: hold.category),
        ListColumn("description", heading["description"], lambda hold: hold.description),
        ListColumn("what", seen["what"], lambda hold: hold.description),
        ListColumn("state", heading["state"], state),
        ListColumn("level", heading["level"], level),
        ListColumn("waits", seen["waits"], waits),
        ListColumn("bureau", heading["bureau"], lambda hold: hold.bureau),
        ListColumn("person", report["person"], lambda hold: hold.person),
        ListColumn("raised", heading["raised"], lambda hold: hold.raised, Kind.DAY),
        ListColumn("age", heading["age"], lambda hold: hold.age, Kind.COUNT),
        ListColumn("overdue", heading["overdue"], lambda hold: hold.overdue or None, Kind.COUNT),
        ListColumn("late", heading["overdue"], lambda hold: hold.overdue or None, Kind.COUNT),
        ListColumn("due", heading["due"], lambda hold: hold.due, Kind.DAY),
        ListColumn("last", seen["last"], last),
        ListColumn("progress", heading["progress"], last),
    ), names)


def item_columns(names: Sequence[str], lang: Lang) -> tuple[ListColumn[Item], ...]:
    """Columns of the review's blockers as the screen shows them (`IN_REVIEW`)."""
    terms, report, screen = words(lang).terms, spoken(lang, ReportWords).columns, spoken(lang, ScreenWords)
    head = screen.review_screen.head

    def waits(item: Item) -> str:
        if item.state is not BlockerState.OPEN:
            return terms.blocker_state[item.state]
        return terms.level.get(item.level, item.level)

    return chosen((
        ListColumn("late", report["late"], lambda item: item.late or None, Kind.COUNT),
        ListColumn("age", report["age"], lambda item: item.age, Kind.COUNT),
        ListColumn("carried", report["pages"], lambda item: item.carried or None, Kind.COUNT),
        ListColumn("waits", head["level"], waits),
        ListColumn("category", head["category"], lambda item: item.category),
        ListColumn("amount", head["amount"], lambda item: item.amount, Kind.AMOUNT),
        ListColumn("project", head["project"], lambda item: item.project),
        ListColumn("what", head["what"], lambda item: item.description),
        ListColumn("bureau", report["only_bureau"], lambda item: item.bureau),
        ListColumn("person", report["person"], lambda item: item.person),
        ListColumn("due", report["due"], lambda item: item.due, Kind.DAY),
        ListColumn("code", report["code"], lambda item: item.code),
        ListColumn("id", report["id"], lambda item: item.id, Kind.COUNT),
    ), names)


def review_table(review: Review, lang: Lang) -> ListTable[Item]:
    """What is open on a week's page, a column for each thing that is known of it (`ON_THE_PAGE`)."""
    sayer = Sayer.of(review, lang)
    terms, common, joint = sayer.terms, sayer.common, spoken(lang, CliWords).joint

    def since(item: Item) -> str:
        """What has become of it since last week, and how far its project has moved."""
        turned = [terms.blocker_word.get(word, word) for word in item.turned]
        return joint.join([*turned, *([sayer.moved(item)] if item.moved else [])])

    def decided(item: Item) -> str:
        """What the meeting has done with it."""
        done = joint.join(terms.blocker_word.get(word, word) for word in item.done)
        return done or (sayer.says.decided_nothing if item.skipped else "")

    def kind(item: Item) -> Value:
        return "" if item.blocking else common.risk

    title, every = sayer.says.columns, review.agenda.open
    places = {item.id: place for place, item in enumerate(every, 1)}
    return ListTable(chosen((
        ListColumn("no", title["no"], lambda item: places[item.id], Kind.COUNT),
        ListColumn("id", title["id"], lambda item: item.id, Kind.COUNT),
        ListColumn("name", title["name"], lambda item: item.project),
        ListColumn("stage", title["stage"], lambda item: terms.stage[item.stage]),
        ListColumn("category", title["category"], lambda item: item.category),
        ListColumn("description", title["description"], lambda item: item.description),
        ListColumn("kind", title["kind"], kind),
        ListColumn("permit", title["permit"], lambda item: item.permit),
        ListColumn("authority", title["authority"], lambda item: item.authority),
        ListColumn("only_bureau", title["only_bureau"], lambda item: item.bureau),
        ListColumn("person", title["person"], lambda item: item.person),
        ListColumn("level", title["level"], lambda item: sayer.level_name(item.level)),
        ListColumn("waited", title["waited"], lambda item: item.waited if item.waited.count else None, Kind.COUNT),
        ListColumn("raised", title["raised"], lambda item: item.raised, Kind.DAY),
        ListColumn("age", title["age"], lambda item: item.age or None, Kind.COUNT),
        ListColumn("due", title["due"], lambda item: item.due, Kind.DAY),
        ListColumn("late", title["late"], lambda item: item.late or None, Kind.COUNT),
        ListColumn("alert", title["alert"], sayer.alert),
        ListColumn("carried", title["carried"], sayer.carried),
        ListColumn("moved", title["moved"], since),
        ListColumn("said", title["said"], decided),
        ListColumn("last", title["last"], sayer.last),
    ), ON_THE_PAGE), every, sayer.says.tables["list"], sparse=True)


def named_section(label: str, count: int, lang: Lang) -> Section:
    """A line between rows: what those below it have in common, and how many they are."""
    return Section(spoken(lang, ListWords).group.format(label=label, count=count))
