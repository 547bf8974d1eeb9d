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
    restates={"": "before closing", "late": "late information", "error": "error", "rules": "rule change"},
    restated="{kind}: {because}",
    kind="class",
    vintage="vintage",
    closing="closing {number}",
    closed="{year} is closed (closing {number}, {at}, {by}, head {head})",
    show_closed="closing {number} of {year}: {at}, {by}, head {head}, rules {rules}",
    despite="{count} things were open, closed all the same because: {reason}",
    may_close="{count} things are open; to close all the same add --despite REASON, kept with the list",
    by_class="by class",
    first="first",
)
