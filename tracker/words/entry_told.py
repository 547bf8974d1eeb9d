"""How an entry of the journal is told beside its action: why, which fields changed, which stages, how much money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.domain.meanwhile import Meanwhile
from tracker.domain.money import Currency, Money
from tracker.domain.money_form import share_text
from tracker.domain.results import People
from tracker.words import spoken
from tracker.words.amounts import amount_text, measure_text
from tracker.words.days import kept_day_text
from tracker.words.plain import plain
from tracker.words.screens import ScreenWords
from tracker.words.yearend import YearendWords, restated_text

if TYPE_CHECKING:
    from tracker.words.catalogue import Words


def entry_told(detail: Mapping[str, object], words: Words, *, subject: str = "", reason: str = "") -> Iterator[str]:
    """The reason, the fields changed, the stages reached, the money, by what an entry keeps as its `detail`."""
    if reason:
        yield reason
    if restated := restated_text(dict(detail), spoken(words.lang, YearendWords)):
        yield restated
    yield from fields_changed(detail, words)
    steps = detail.get("steps")
    for step in steps if isinstance(steps, list) else []:
        yield f"{words.terms.stage.get(step[0], step[0])} {kept_day_text(step[1], words.lang)}"
    yield from _what(detail, words)
    yield from _money(detail, words)
    if "role" in detail:
        yield grant_told(detail, words)
    if "share" in detail:  # of a credit: whose it is
        yield f"{detail.get('name', '')} {share_text(int(str(detail['share'])))}"
    if detail.get("known_on"):
        yield spoken(words.lang, ScreenWords).journal_screen.known_on.format(day=detail["known_on"])
    is_word = reason and "blocker" in detail
    for name in ("category", "file", "value") if is_word else ("category", "description", "file", "value"):
        if detail.get(name) and detail[name] != subject:
            yield str(detail[name])


def grant_told(detail: Mapping[str, object], words: Words) -> str:
    """Which role was granted to an account, in which regions, and in which parks where it is not everywhere."""
    terms, parks = words.terms, detail.get("parks")
    told = [terms.role.get(str(detail["role"]), str(detail["role"]))]
    if detail.get("region"):
        told.append(terms.in_region.format(region=detail["region"]))
    if isinstance(parks, list) and parks:
        told.append(terms.narrowed_to.format(parks=terms.list_joint.join(map(str, parks))))
    return terms.semicolon.join(told)


def meanwhile_told(did: Meanwhile, words: Words) -> Iterator[str]:
    """What somebody did meanwhile: a value before and after, or what the entry says, with due day and level."""
    if did.one_value:
        was, now = (words.terms.list_joint.join(value) if isinstance(value, tuple) else str(value or "")
                    for value in (did.was, did.now))
        yield changed_text("", was, now, words)
        return
    yield from entry_told(did.detail, words, subject=did.subject, reason=did.reason)
    if due := did.detail.get("due"):
        yield kept_day_text(due, words.lang)
    if level := words.terms.level.get(str(did.detail.get("level", ""))):
        yield level


def _what(detail: Mapping[str, object], words: Words) -> Iterator[str]:
    """Which result, and which document of which stage."""
    names = ("result",) if "result" in detail else ("kind", "stage") if "kind" in detail else ()
    for name in names:
        if detail.get(name):
            yield plain(str(detail[name]), words, "kinds" if name == "kind" else name)


def _money(detail: Mapping[str, object], words: Words) -> Iterator[str]:
    if "minor" in detail and "currency" in detail:
        money = Money(int(str(detail["minor"])), Currency(str(detail["currency"])))
        day = kept_day_text(detail.get("day") or "", words.lang)
        yield f"{amount_text(money, words.lang)} {day}".strip()
    elif "people" in detail:
        yield measure_text(People(int(str(detail["people"]))), words.lang)


def fields_changed(detail: Mapping[str, object], words: Words) -> Iterator[str]:
    """The fields an entry changed, each before and after: 园区 高新区 → 船舶产业园."""
    fields = detail.get("changes")
    for name, pair in (fields if isinstance(fields, dict) else {}).items():
        was, now = pair if isinstance(pair, list) and len(pair) == 2 else ("", pair)
        yield changed_text(words.terms.field.get(name, name), value_told(name, was, words),
                           value_told(name, now, words), words)


def changed_text(field: str, was: str, now: str, words: Words) -> str:
    """A field before and after; without its name where it is plain which is meant."""
    of = spoken(words.lang, ScreenWords).of_project
    return of.changed_to.format(field=field, was=was or of.nothing, now=now or of.nothing).lstrip()


def value_told(name: str, value: object, words: Words) -> str:
    """What a field says, as an entry keeps it; empty where it says nothing."""
    if value is None or value == "" or value == {} or value is False:
        return ""
    says = spoken(words.lang, ScreenWords)
    if value is True:
        return says.yes
    if isinstance(value, dict):
        return words.terms.semicolon.join(f"{label}{says.colon}{text}" for label, text in value.items())
    return words.terms.names_of(name).get(str(value)) or kept_day_text(value, words.lang)
