"""The page of claims: what several units claim, what none does, and what there is where there are no units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.domain.money_form import share_text
from tracker.words import spoken
from tracker.words.days import day_text
from tracker.words.screens_assessment import AssessmentScreenWords
from tracker.words.units import UnitWords
from tui.actions import shown_key
from tui.text import drawn, wrap
from tui.widgets.lines import Line
from tui.widgets.page import Row, blank, wrapped

if TYPE_CHECKING:
    from tracker.office.assessment.credits import CreditShown
    from tracker.office.assessment.unit_figures import ProjectBeside
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords
    from tui.screens.assessment_asked import AssessmentSeen


def claim_told(one: CreditShown, words: ScreenWords, terms: Words) -> str:
    """One claim: who, for how much, since when and why."""
    return spoken(words.lang, AssessmentScreenWords).claimed.format(
        unit=one.unit, share=share_text(one.share), day=day_text(one.day, words.lang),
        how=terms.terms.credit_how[one.how])


def claims_rows(seen: AssessmentSeen, words: ScreenWords, terms: Words, width: int) -> Iterator[Row]:
    """What can be taken from profiles; what several units claim; what none does."""
    says = spoken(words.lang, AssessmentScreenWords)
    if count := seen.suggested.takeable:
        text = says.can_be_taken.format(count=count, key=shown_key("take_suggested", words))
        lines = wrap(drawn(text), width)
        yield Row(tuple([(line, "key")] for line in lines), does="take", about="take")
        yield blank()
    for found, some, none in ((seen.twice, says.twice, says.nothing_twice),
                              (seen.unclaimed, says.unclaimed, says.nothing_unclaimed)):
        told = some.format(count=len(found), key=shown_key("withdraw_claim", words)) if found else none
        yield wrapped(told, "name" if found else "good", width)
        for one in found:
            yield _project(one, seen, words, terms, width)
        yield blank()


def _project(one: ProjectBeside, seen: AssessmentSeen, words: ScreenWords, terms: Words, width: int) -> Row:
    """A project; below it what it counts in, who claims it, and what its profile suggests."""
    lines: list[Line] = [[(("  " if at else "") + line, "warn")]
                         for at, line in enumerate(wrap(drawn(f"{one.code}  {one.name}"), max(width - 2, 8)))]
    title = spoken(words.lang, UnitWords).column["in_figures"]
    figures = terms.terms.list_joint.join(each.called(words.lang) for each in one.indicators)
    told = [(f"{title}{words.colon}{figures}", "dim")]
    told += [(claim_told(claim, words, terms), "") for claim in seen.claims.get(one.code, ())]
    if not one.claimants and (suggestion := _suggestion(one, seen, words, terms)):
        told.append((suggestion, ""))
    for text, style in told:
        lines += [[("    ", ""), (line, style)] for line in wrap(drawn(text), max(width - 4, 8))]
    return Row(tuple(lines), does="claim", to=one, about=(one.code, bool(one.claimants)))


def _suggestion(one: ProjectBeside, seen: AssessmentSeen, words: ScreenWords, terms: Words) -> str:
    found, says = seen.suggested.of(one.code), spoken(words.lang, AssessmentScreenWords)
    if found is None:
        return ""
    by, suggested = found
    told = says.by_profile if suggested.day.first else says.by_profile_no_day
    return told.format(field=terms.terms.field[by.value], unit=suggested.unit, day=day_text(suggested.day, words.lang))


def empty_rows(seen: AssessmentSeen, words: ScreenWords, width: int) -> Sequence[Row]:
    """That there are no units, and how the first come."""
    says, count = spoken(words.lang, AssessmentScreenWords), len(seen.suggested.units)
    if seen.known.as_of is not None:
        more = wrapped(says.only_now.format(key=shown_key("back_to_now", words)), "dim", width, rest=True)
    elif count:
        text = says.units_named.format(count=count, key=shown_key("take_suggested", words))
        more = Row(tuple([(line, "key")] for line in wrap(drawn(text), width)), does="take", about="take")
    else:
        more = wrapped(says.no_names, "dim", width, rest=True)
    return [wrapped(says.no_units, "name", width), blank(), more]
