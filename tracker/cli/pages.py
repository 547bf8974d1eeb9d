"""Help pages and usage errors in the officer's language, laid out by the width Chinese takes on a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from tracker.cli.call import Call, call_of
from tracker.words.cli import CliWords

# Late imports: rich measures the texts of help when help is asked for.


class SpokenCommand(TyperCommand):
    """A command whose help comes from the catalogue, in the language of the call."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Runs it; the call knows by its name which rights it takes."""
        call_of(ctx).command = " ".join(_path(ctx))
        return super().invoke(ctx)

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The page `--help` prints."""
        return _page(self, ctx, ())

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """`--help`, which does not need Typer's type adapters (a tenth of a second) to know that it was not given."""
        return _false(super().get_help_option(ctx))


class SpokenGroup(TyperGroup):
    """A noun: its commands, each with one line from the catalogue."""

    more_options: Mapping[str, str] = {}
    """Options read elsewhere that the help lists all the same, and what follows each."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The page `--help` prints; it names the commands without loading them."""
        path = _path(ctx)
        says = call_of(ctx).says
        return _page(self, ctx, [(name, says.command[" ".join([*path, name])]) for name in self.list_commands(ctx)])

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """`--help`, which does not need Typer's type adapters (a tenth of a second) to know that it was not given."""
        return _false(super().get_help_option(ctx))

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """The command that was named. Raises a usage error that lists what there is."""
        found = self.get_command(ctx, args[0])
        if found is not None:
            return args[0], found, args[1:]
        if args[0].startswith("-"):
            self.parse_args(ctx, args)
        says, names = call_of(ctx).says, self.list_commands(ctx)
        close = get_close_matches(args[0], names)
        told = says.no_such_command.format(name=args[0], choices=says.joint.join(close or names))
        raise typer.BadParameter(told, ctx=ctx)


def noun(name: str, commands: Mapping[str, Callable[..., None]]) -> typer.Typer:
    """A noun with its commands, by the names they are typed with."""
    app = typer.Typer(name=name, cls=SpokenGroup, no_args_is_help=True, add_completion=False, rich_markup_mode=None,
                      pretty_exceptions_enable=False)
    app.callback()(_nothing)
    for said, command in commands.items():
        app.command(said, cls=SpokenCommand)(command)
    return app


def verb(name: str, command: Callable[..., None]) -> typer.Typer:
    """A command that belongs to no noun."""
    app = typer.Typer(name=name, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=SpokenCommand)(command)
    return app


def _nothing() -> None:
    """A noun alone does nothing; with this Typer keeps it a group even when it has one command."""


_AMOUNTS = frozenset({"amount", "value"})
"""What the arguments of commands are called in which an amount is written."""


def _false(option: Any) -> Any:
    if option is not None:
        option.default = False
    return option


def usage_error(error: Any, says: CliWords) -> str:
    """What was wrong with a command line, and where to read on."""
    lines = [says.error.format(message=_wrong(error, says))]
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        lines.append(says.see_help.format(command=f"{ctx.command_path} --help"))
    return "\n".join(lines)


def _wrong(error: Any, says: CliWords) -> str:
    kind, message = type(error).__name__, str(error.format_message())
    hint = _hint(error)
    if kind == "NoSuchOption":
        close = sorted(getattr(error, "possibilities", None) or ())
        told = says.no_such_option.format(name=error.option_name)
        if error.option_name[1:2].isdigit():  # no option begins with a digit: an amount or a text was meant
            taken = {param.name for param in error.ctx.command.params} if error.ctx is not None else set()
            return told + (says.not_below_zero if taken & _AMOUNTS else says.begins_with_minus)
        return told + (says.did_you_mean.format(choices=says.joint.join(close)) if close else "")
    if kind == "MissingParameter":
        return says.missing.format(name=hint)
    if kind == "BadOptionUsage":
        return says.no_value.format(name=error.option_name)
    if isinstance(error, typer.BadParameter):
        return says.bad_value.format(name=hint, message=error.message) if hint else str(error.message)
    extra = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message, re.DOTALL)
    return says.extra.format(name=extra[1]) if extra else message


def _hint(error: Any) -> str:
    hint = getattr(error, "param_hint", None)
    param = getattr(error, "param", None)
    if hint is None and param is not None:
        hint = _called(param) if param.param_type_name == "argument" else param.opts[0]
    return str(hint or "")


def _path(ctx: typer.Context) -> list[str]:
    """The words that lead to a command, without the program's own name."""
    return ctx.command_path.split()[1:]


def _page(command: Any, ctx: typer.Context, commands: Iterable[tuple[str, str]]) -> str:
    call, path = call_of(ctx), " ".join(_path(ctx))
    says = call.says
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(ctx) if p.param_type_name == "option" and not p.hidden]
    more = [(f"{name} {value}".rstrip(), says.option[name.strip("-")])
            for name, value in getattr(command, "more_options", {}).items()]
    usage = [f"{says.usage}{ctx.command_path}", *map(_placed, arguments), says.options_mark if options else "",
             says.command_mark if isinstance(command, TyperGroup) else ""]
    blocks = [" ".join(filter(None, usage)), "  " + says.command[path].replace("\n", "\n  ")]
    if example := says.example.get(path):
        blocks.append(_section(says.examples, [(line, "") for line in example.splitlines()]))
    blocks += [
        _section(says.arguments, [(_called(p), _told(p, path, call)) for p in arguments]),
        _section(says.options, more + [(_written(p), _told(p, path, call)) for p in options]),
        _section(says.commands, list(commands)),
    ]
    return "\n\n".join(filter(None, blocks))


def _called(param: Any) -> str:
    """An argument's name in the help; a line under the name only keeps it apart from Python's own."""
    return str(param.name).rstrip("_").upper()


def _placed(param: Any) -> str:
    """An argument in the usage line: bare when it is needed, in brackets when not."""
    name = _called(param) + ("…" if param.nargs != 1 else "")
    return name if param.required else f"[{name}]"


def _written(param: Any) -> str:
    """An option as it is typed, with what follows it."""
    names = ", ".join(sorted(param.opts, key=len)) + "".join(f"/{name}" for name in param.secondary_opts)
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper().replace('_', '-')}"


def _told(param: Any, path: str, call: Call) -> str:
    """What the help says of an option; of a field of the profile at least its name."""
    says = call.says
    if param.name == "help":
        return says.option["help"]
    name = param.name.rstrip("_")
    told = says.option.get(f"{path}.{name}") or says.option.get(name) or call.words.terms.field[name]
    return f"{told}{says.required}" if param.required and param.param_type_name == "option" else told


def _section(heading: str, rows: list[tuple[str, str]]) -> str:
    """A heading and two columns, the first as wide as its widest entry takes on a screen."""
    from rich.cells import cell_len

    if not rows:
        return ""
    width = max(cell_len(first) for first, _ in rows)
    lines = [f"  {first}{' ' * (width - cell_len(first))}  {second}".rstrip() for first, second in rows]
    return "\n".join([heading, *lines])
