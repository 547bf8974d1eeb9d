"""What went wrong outside the commands' own reach, told in one sentence instead of a traceback."""

from __future__ import annotations

from tracker.cli.answer import BAD_FILE, told_reasons
from tracker.cli.call import Call
from tracker.cli.printing import print_json, say, warn
from tracker.failures import INTERNAL, UNFORESEEN, UNUSABLE, failure
from tracker.office.outcome import NotTaken
from tracker.office.saving import RecordedBefore


def failed(call: Call, error: Exception) -> int:
    """Prints the sentence and answers with the exit code."""
    if isinstance(error, NotTaken):
        return told_reasons(call, error.refusal, call.as_json)
    desk = call.opened[-1] if call.opened else None
    if desk is not None and desk.saving is not None:
        error = desk.told_apart(desk.saving, error)
    kept = desk.saving.kept if desk is not None and desk.saving is not None else None
    told = failure(error, call.lang, call.store, kept=kept)
    if isinstance(error, RecordedBefore):
        if call.as_json:
            print_json({"recorded": error.entry})
        else:
            say(told.sentence)
        return 0
    if call.as_json:
        print_json({"refused": [{"code": told.code, "hard": True, "message": told.sentence, "todo": "",
                                 "field": None}]})
    else:
        warn(call.says.error.format(message=told.sentence))
    return {"ruleset": BAD_FILE, UNFORESEEN: INTERNAL}.get(told.code, UNUSABLE)
