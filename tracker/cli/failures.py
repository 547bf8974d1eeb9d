"""What went wrong outside the commands' own reach, told in one sentence instead of a traceback."""

from __future__ import annotations

from tracker.cli.answer import BAD_FILE, UNUSABLE
from tracker.cli.call import Call
from tracker.cli.printing import print_json, warn


def failed(call: Call, error: Exception, *, as_json: bool) -> int:
    """Prints the sentence and answers with the exit code; 0 where the error is none that could be foreseen."""
    from tracker.domain.rules_problems import RulesetError
    from tracker.store.unusable import StoreUnusable
    from tracker.words.figures import fault_line
    from tracker.words.store import unusable_sentence

    if isinstance(error, StoreUnusable):
        told = unusable_sentence(error, call.lang)
        return _told(call, error.code, told, UNUSABLE, as_json)
    if isinstance(error, RulesetError):
        lines = "\n".join(fault_line(problem, call.lang) for problem in error.problems)
        return _told(call, "ruleset", call.says.bad_ruleset.format(problems=lines), BAD_FILE, as_json)
    if isinstance(error, OSError):
        told = call.says.os_error.format(error=error.strerror or type(error).__name__, file=error.filename or "")
        return _told(call, "os_error", told, UNUSABLE, as_json)
    return 0


def _told(call: Call, code: str, message: str, ends: int, as_json: bool) -> int:
    if as_json:
        print_json({"refused": [{"code": code, "hard": True, "message": message, "todo": "", "field": None}]})
    else:
        warn(call.says.error.format(message=message))
    return ends
