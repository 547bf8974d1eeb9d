"""What somebody else did to a project while a form was open: who, what, and each field before and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.domain.days import Day
from tracker.words.days import day_text, kept_day_text
from tui.text import drawn, marks

if TYPE_CHECKING:
    from tracker.office.project.detail import Detail, Hold
    from tracker.office.project.detail import JournalLine as Entry
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords


def news(was: Detail, now: Detail, words: ScreenWords, terms: Words) -> Content:
    """What is new in the journal of a project since it was read, and that Enter now saves all the same."""
    of = words.of_project
    known = {entry.id for entry in was.journal}
    lines = [Content.assemble((f"{marks().blocked} {of.conflict}", "$text-warning"))]
    for entry in now.journal:
        if entry.id not in known:
            action = words.journal_actions.get(entry.action, entry.action)
            line = "  ".join([of.conflict_by.format(who=entry.who, action=action),
                              *changed(entry, words, terms)])
            lines.append(Content(f"  {drawn(line)}"))
    lines.append(Content.assemble((f"  {of.conflict_again}", "bold")))
    return Content("\n").join(lines)


def said_since(was: Hold, now: Hold, words: ScreenWords, terms: Words) -> Content:
    """What others said of a blocker since a form showed it, with the due day and level it led to."""
    lines = [Content.assemble((f"{marks().blocked} {words.of_project.conflict}", "$text-warning"))]
    for said in now.said:
        if said not in was.said:
            word = terms.terms.blocker_word.get(said.word, said.word)
            more = [day_text(Day(said.due), words.lang) if said.due else "", terms.terms.level.get(said.level, "")]
            told = words.of_project.conflict_by.format(who=said.recorded_by, action=word)
            lines.append(Content(f"  {drawn('  '.join(filter(None, (told, said.text, *more))))}"))
    lines.append(Content.assemble((f"  {words.of_project.conflict_again}", "bold")))
    return Content("\n").join(lines)


def changed(entry: Entry, words: ScreenWords, terms: Words) -> Iterator[str]:
    """The fields an entry of the journal changed: 园区 高新区 → 船舶产业园."""
    fields = entry.detail.get("changes")
    for name, pair in (fields if isinstance(fields, dict) else {}).items():
        was, now = pair if isinstance(pair, list) and len(pair) == 2 else ("", pair)
        yield words.of_project.changed_to.format(field=terms.terms.field.get(name, name),
                                                 was=_said(name, was, words, terms),
                                                 now=_said(name, now, words, terms))


def _said(name: str, value: object, words: ScreenWords, terms: Words) -> str:
    if value is None or value == "" or value == {} or value is False:
        return words.of_project.nothing
    if value is True:
        return words.yes
    if isinstance(value, dict):
        return terms.terms.semicolon.join(f"{label}{words.colon}{text}" for label, text in value.items())
    return terms.terms.names_of(name).get(str(value)) or kept_day_text(value, words.lang)
