"""What has to be known of the figures of several regions, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.domain.clock import to_the_minute
from tracker.domain.rules_words import label_in
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.figures import FiguresWords

if TYPE_CHECKING:
    from tracker.office.figures.figures import Rollup
    from tracker.office.figures.over_regions import OverRegions, WholeFigure


def over_head(over: OverRegions, lang: Lang) -> str:
    """Which year of how many regions, until which day, as known when."""
    return spoken(lang, FiguresWords).over.format(year=over.year, count=len(over.each), until=over.until,
                                                  as_of=to_the_minute(over.as_of))


def over_notes(over: OverRegions, lang: Lang) -> Iterator[str]:
    """What is not added up, where there is no target for all, which regions have nothing; and if it is of a while ago.
    """
    says, joint = spoken(lang, FiguresWords), words(lang).terms.list_joint
    if over.while_recording:
        yield says.while_recording
    if narrowed := [one.region.shown for one in over.each if one.figures.narrowed]:
        yield says.narrowed_regions.format(regions=joint.join(narrowed))
    yield from together_notes(over.together, [(one.region.shown, one.figures) for one in over.each], lang)
    if over.empty:
        yield says.empty_regions.format(regions=joint.join(one.shown for one in over.empty))


def together_notes(together: Sequence[WholeFigure], offices: Sequence[tuple[str, Rollup]], lang: Lang) -> Iterator[str]:
    """Which figures are not added up, and which have no target for all because some offices, named, have none."""
    says, joint = spoken(lang, FiguresWords), words(lang).terms.list_joint
    if apart := [label_in(one.labels, lang) for one in together if one.actual is None]:
        yield says.no_whole.format(labels=joint.join(apart))
    lacking: dict[str, list[str]] = {}
    for one in together:
        if one.actual is not None and 0 < one.targets < len(offices):
            without = joint.join(name for name, counted in offices
                                 if (figure := counted.figure(one.key)) is None or figure.target is None)
            lacking.setdefault(without, []).append(label_in(one.labels, lang))
    for without, labels in lacking.items():
        yield says.some_targets.format(labels=joint.join(labels), regions=without)
