"""`sanxin doctor`: examines an office and the officer's own keys, and says what is wrong with them."""

from __future__ import annotations

import typer

from tracker.cli.answer import REFUSED, reason_json
from tracker.cli.call import call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, warn
from tracker.words.sentences import sentence
from tui import keys_of_ones_own

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def doctor(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Replays every project and reads every kept file; ends with 1 where something is wrong."""
    from tracker.office.doctor import examine

    call = call_of(ctx)
    health, keys = examine(call.desk()), keys_of_ones_own(call.lang)
    if as_json:
        print_json({"facts": health.facts, "findings": [reason_json(call, one) for one in health.findings],
                    "keys": {"file": str(keys.file), "there": keys.there, "actions": keys.actions,
                             "wrong": [{"line": line, "message": message} for line, message in keys.wrong]}})
    else:
        for name, value in health.facts.items():
            shown = call.says.access[str(value)] if name == "access" else value
            say(call.says.fact.format(name=call.says.heading.get(name, name), value=shown))
        told = call.says.keys_read if keys.there else call.says.keys_none
        say(told.format(file=keys.file, count=len(keys.actions)))
        for line, message in keys.wrong:
            warn(call.says.keys_wrong.format(line=line, message=message))
        for finding in health.findings:
            warn((call.says.refused if finding.hard else call.says.note).format(reason=sentence(finding, call.words)))
        if not health.findings and not keys.wrong:
            say(call.says.healthy)
    if any(finding.hard for finding in health.findings):
        raise typer.Exit(REFUSED)


app = verb("doctor", doctor)
