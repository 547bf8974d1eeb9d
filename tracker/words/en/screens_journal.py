"""What the journal and undo say, in English."""

from __future__ import annotations

from tracker.words.screens_journal import JournalWords

WORDS = JournalWords(
    today="today",
    yesterday="yesterday",
    days_ago="{days} days ago",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    none=("Nothing has been recorded yet", "all that is added, moved on or followed up is noted here"),
    no_match="Nothing is found for “{typed}”",
    filter_hint="who, project, pinyin initials, action (moved on, undone); ↑↓ choose, Enter to the list, Esc clears",
    undone="undone",
    undo_of="undone: {action}",
    redo="restored",
    no_project="this entry is not about one project",
    who="who",
    when="when",
    entry="entry",
    reason="reason",
    added="facts recorded",
    ended="facts superseded (kept on record)",
    nothing="none",
    each="project by project",
    and_more="and {count} more",
    kind={"Profile": "profile", "Milestone": "milestone", "ExpectedDay": "expected",
          "StatusChange": "status", "Receipt": "receipt",
          "Blocker": "blocker", "BlockerWord": "word on a blocker", "ReviewWord": "review",
          "Evidence": "evidence", "Target": "target",
          "Setting": "setting"},
    field={"note": "note", "due": "due", "level": "level", "by": "said by", "number": "number", "filename": "file",
           "permit": "permit", "authority": "authority", "override": "set aside because", "reason": "reason"},
    undo_title="Undo: {action}",
    redo_title="Restore: {action}",
    undo_commit="undo",
    undo_reason_hint="required: why; it is kept",
    undo_done="undone: {action}",
    redo_done="restored: {action}",
    undo_by="by {who}, {at}",
    undo_takes="is superseded",
    undo_restores="holds again",
)
