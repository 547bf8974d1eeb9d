"""The root of the command line: global options, nouns loaded only when they are used, and how every call ends."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from tracker import __version__
from tracker.cli.call import Call, call_of
from tracker.cli.failures import failed
from tracker.cli.options import AsJson
from tracker.cli.overview import start
from tracker.cli.pages import SpokenGroup, usage_error
from tracker.cli.printing import say, use_utf8, warn
from tracker.domain.restating import Restates, Restating
from tracker.domain.text import clean
from tracker.failures import INTERNAL
from tracker.words import Lang

NAME = "sanxin"
USAGE = 2
_INTERRUPTED = 130

COMMANDS = {
    "demo": "overview", "import": "imports", "export": "export", "fill": "fill",
    "rollup": "figures", "explain": "explain", "year": "year", "project": "project",
    "receipt": "receipt", "result": "result", "evidence": "evidence", "recognise": "recognise",
    "blocker": "blocker", "review": "review", "target": "target", "unit": "unit", "credit": "credit",
    "assess": "assess", "mark": "mark",
    "assert": "asserting", "reconcile": "reconcile", "audit": "audit", "report": "report", "check": "check",
    "bundle": "bundle", "proof": "proof",
    "mapping": "mapping", "rules": "rules",
    "journal": "journal",
    "undo": "undo", "doctor": "doctor", "verify": "verify", "witness": "witness", "db": "db",
    "serve": "serve",
}
"""Each command and the module of this package that holds it, in the order the help lists them."""


GLOBAL = {"--db": "PATH_OR_URL", "--lang": "zh|en", "--user": "NAME", "--clock": "REASON",
          "--restate": "late|error|rules", "--because": "TEXT", "--replace": ""}
"""Options of the whole call, and what follows each; taken out of the line before any command is built."""


@cache
def command(name: str) -> Any:
    """A command with all that is under it, loaded and built once."""
    return typer.main.get_command(import_module(f"tracker.cli.{COMMANDS[name]}").app)


class Root(SpokenGroup):
    """`sanxin` itself: a command's module is imported when the command is used, never for the help."""

    more_options = GLOBAL

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The commands by name."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command of a name, None where there is none."""
        return command(cmd_name) if cmd_name in COMMANDS else None


def root(ctx: typer.Context, version: Annotated[bool, typer.Option("--version")] = False,
         as_json: AsJson = False) -> None:
    """Opens the app where there is a terminal, else prints the office at a glance."""
    call = call_of(ctx)
    if version:
        say(f"{NAME} {__version__}")
    elif ctx.invoked_subcommand is None:
        raise typer.Exit(start(call, demo=False, as_json=as_json))


def run(argv: list[str] | None = None) -> int:
    """Runs one command line and answers with its exit code."""
    use_utf8()
    args, said = _globals([_as_utf8(word) for word in (sys.argv[1:] if argv is None else argv)])
    asked = said.get("--lang") or os.environ.get("SANXIN_LANG", "")
    who = said.get("--user") or _as_utf8(os.environ.get("SANXIN_USER", ""))
    call = Call(Lang.meant(asked), said.get("--db"), who or None, "--json" in args, said.get("--clock") or "",
                "--replace" in said, user=said.get("--user") or "", restating=_restating(said))
    try:
        ended = _ended(call, args, said)
    except (typer.Abort, KeyboardInterrupt):
        ended = _INTERRUPTED
    except Exception as error:  # raised while the office was closed
        ended = _told(call, error)
    if ended == _INTERRUPTED:
        warn(call.says.interrupted)
    return ended if isinstance(ended, int) else 0


def _ended(call: Call, args: list[str], said: dict[str, str | None]) -> Any:
    """Runs the command and tells what went wrong in it; whatever it opened is closed."""
    try:
        _check(call, said)
        _check_bytes(call, [*args, *filter(None, said.values()), call.who or ""])
        return _root().main(args=args, prog_name=NAME, standalone_mode=False, obj=call)
    except Exception as error:
        if isinstance(error, typer.Abort):
            raise
        return _told(call, error)
    finally:
        call.close()


def _told(call: Call, error: Exception) -> int:
    """Says what went wrong, whatever it was: no traceback is ever shown."""
    try:
        return _misused(call, error) or failed(call, error)
    except typer.Exit:  # nobody reads what would be said
        return INTERNAL


@cache
def _root() -> Any:
    app = typer.Typer(name=NAME, cls=Root, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
                      invoke_without_command=True)
    app.callback()(root)
    return typer.main.get_command(app)


def _misused(call: Call, error: Exception) -> int:
    """Tells what was wrong with the command line; 0 where that is not what happened."""
    if not hasattr(error, "format_message"):
        return 0
    if type(error).__name__ == "NoArgsIsHelpError":
        warn(str(error.format_message()))
    else:
        warn(usage_error(error, call.says))
    return USAGE


def _globals(argv: list[str]) -> tuple[list[str], dict[str, str | None]]:
    """The line without the global options, and what they say, wherever they were typed (not after a bare `--`).

    They are read before any command is built: the language decides what the help says.
    """
    rest: list[str] = []
    said: dict[str, str | None] = {}
    words = iter(argv)
    for word in words:
        name, sign, value = word.partition("=")
        if word == "--":
            return [*rest, word, *words], said
        if word in GLOBAL and not GLOBAL[word]:
            said[word] = word
        elif GLOBAL.get(name):
            said[name] = value if sign else next(words, None)
        else:
            rest.append(word)
    return rest, said


def _check(call: Call, said: dict[str, str | None]) -> None:
    """Raises a usage error where a global option has no value, or the language is none there is."""
    for name, value in said.items():
        if not value:
            raise typer.BadParameter(call.says.no_value.format(name=name))
    kind = said.get("--restate")
    if kind and kind not in list(Restates):
        told = call.says.not_a_choice.format(value=kind, choices=call.says.joint.join(Restates))
        raise typer.BadParameter(told, param_hint="--restate")
    for name, other in (("--restate", "--because"), ("--because", "--restate")):
        if said.get(name) and not clean(said.get(other) or ""):
            raise typer.BadParameter(call.says.is_needed.format(name=other))
    lang = said.get("--lang")
    if lang and lang not in list(Lang):
        told = call.says.not_a_choice.format(value=lang, choices=call.says.joint.join(Lang))
        raise typer.BadParameter(told, param_hint="--lang")


def _as_utf8(word: str) -> str:
    """A word typed in UTF-8, whatever the locale took it for; other bytes, and names of files, as they are."""
    if word.isascii() or _is_path(word):
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def _restating(said: dict[str, str | None]) -> Restating | None:
    """Why a closed year is restated; None where nothing, or not all of it, was said (`_check` tells that)."""
    kind, because = said.get("--restate"), clean(said.get("--because") or "")
    return Restating(Restates(kind), because) if kind in list(Restates) and because else None


def _check_bytes(call: Call, words: list[str]) -> None:
    """Raises a usage error where something typed is no text; the name of a file that is there is taken as it is."""
    for word in words:
        try:
            word.encode("utf-8")
        except UnicodeEncodeError:
            if not _is_path(word):
                shown = word.encode("utf-8", "backslashreplace").decode().replace("\\udc", "\\x")
                raise typer.BadParameter(call.says.not_utf8.format(value=shown)) from None


def _is_path(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False
