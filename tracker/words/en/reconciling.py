"""What reconciling says, in English."""

from __future__ import annotations

from tracker.words.reconciling import ReconcilingWords

WORDS = ReconcilingWords(
    column={"id": "number", "differs": "differs in", "theirs": "theirs", "ours": "ours", "answer": "why"},
    head="{year} {label}: list of {body} ({day}, {file}), {lines} lines; ours is {figure} {unit}; {agreed} agree, "
         "{count} differ, {open} of them not explained",
    no_indicator="{year} {label}: list of {body} ({day}, {file}), {lines} lines; the ruleset has no such indicator any "
                 "more, so nothing is compared",
    alike="{count} matched by likeness of names alone; see whether they are the same: {names}",
    alike_pair="{theirs} → {code} {ours}",
    taken="list of {body} taken in, {lines} lines",
    taken_again="this list of {body} is on record already; nothing was recorded",
    answered="{count} explained",
    row="({sheet}, row {row})",
    counted="counted, {proof}",
    proven="with a document",
    unproven="without a document",
    no_such="no such project",
    not_listed="not on the list",
    turned_down="marked: {text}",
    before="the figures have changed, so it is asked again; said before: {reason} ({who}, {at}, {file})",
    said="{reason} ({who}, {at}, {file})",
    nothing="no list of another office was taken in yet",
    nothing_of_year="no list of another office of {year} was taken in; {key} takes one in and compares it with ours",
    closed="explained",
    take_title="take in another office's list beside the figures of {year}",
    take_commit="take in and compare",
    path="file",
    path_hint="where the list lies, such as list.xlsx",
    indicator="indicator",
    body="body",
    body_hint="whose list it is, such as 市商务局",
    day_hint="day of the list, today by default",
    answer_title="why they differ",
    answer_commit="explain",
    answer_hint="such as: they count it by the day the money came",
)
