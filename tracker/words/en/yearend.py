"""What the year's end says, in English."""

from __future__ import annotations

from tracker.words.yearend import YearendWords

WORDS = YearendWords(
    moved="figures of {year} up to {until}: as known at {since} and at {to}",
    unmoved="no indicator changed",
    adds_up="{label}: {before} → {after} {unit} ({by})",
    revisions="vintages of the figures of {year} up to {until}",
    compared="{earlier} and {later}, both up to {day}",
    at="at",
    by="by",
    before="before",
    after="after",
    entry="entry",
    what="what was done",
    why="why",
    who="who",
    raised="times raised",
    up="raised by",
    lowered="times lowered",
    down="lowered by",
    earlier="{year}",
    later="{year}",
    growth="growth",
    first="first",
)
