"""What went wrong outside the commands' own reach, told in one sentence instead of a traceback."""

from __future__ import annotations

from tracker.cli.answer import BAD_FILE, told_reasons
from tracker.cli.call import Call
from tracker.cli.printing import print_json, warn
from tracker.failures import INTERNAL, UNFORESEEN, UNUSABLE, failure
from tracker.office.outcome import NotTaken


def failed(call: Call, error: Exception) -> int:
    """Prints the sentence and answers with the exit code."""
    if isinstance(error, NotTaken):
        return told_reasons(call, error.refusal, call.as_json)
    told = failure(error, call.lang, call.store)
    if call.as_json:
        print_json({"refused": [{"code": told.code, "hard": True, "message": told.sentence, "todo": "",
                                 "field": None}]})
    else:
        warn(call.says.error.format(message=told.sentence))
    return {"ruleset": BAD_FILE, UNFORESEEN: INTERNAL}.get(told.code, UNUSABLE)
