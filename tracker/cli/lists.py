"""A list as a command hands it on: printed, as JSON, or written into a file with `-o`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.answer import done, granted
from tracker.cli.printing import json_text, print_json, say, table
from tracker.cli.then import NOW, Then
from tracker.report.lists.files import write_list
from tracker.report.lists.head import list_of
from tracker.report.lists.shape import printed

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.office.desk import Desk
    from tracker.report.lists.shape import ListColumn, ListTable
    from tracker.words import Lang

# Late imports: what writes lists is loaded when one is written, so that help is printed at once.

Output = Annotated[str, typer.Option("-o", "--output", metavar="FILE")]


@dataclass(frozen=True, slots=True)
class Handed:
    """How a list is asked for: into a file, as JSON, or printed. `narrowed` says what the command's options left out.
    """

    call: Call
    desk: Desk | None
    """The office a file is stamped with; where it is None, the one of the call is opened when a file is written."""
    output: str
    as_json: bool
    year: int | None = None
    about: tuple[str, ...] = ()
    narrowed: bool = False
    then: Then = NOW
    """The past that is shown."""

    def on(self, name: str, tables: Sequence[ListTable[Any]], data: Callable[[], Any],
           show: Callable[[], None] | None = None) -> None:
        """Hands a list on: `data` is its JSON; `show` prints it where that is more than its tables."""
        if self.output:
            self._write(name, tables, lambda: self.then.in_json(data()))
            return
        if self.as_json:
            print_json(self.then.in_json(data()))
            return
        for line in self.then.told(self.call):
            say(line)
        if show is not None:
            show()
        elif not any(one.rows for one in tables):
            say(self.call.says.none_found)
        else:
            for one in tables:
                print_table(self.call, one)

    def told(self, name: str, tables: Sequence[ListTable[Any]], data: Callable[[], Any], nothing: str = "") -> None:
        """Hands lists on that are printed below what they are about, each under its title.

        `nothing` is what is said in the place of one without a row.
        """

        def show() -> None:
            for line in self.about:
                say(line)
            for shown in tables:
                say("" if shown.title in self.about else f"\n{shown.title}")
                print_table(self.call, shown, nothing)

        self.on(name, tables, data, show)

    def _write(self, name: str, tables: Sequence[ListTable[Any]], data: Callable[[], Any]) -> None:
        from tracker.office.register.stamp import stamp

        call = self.call
        about = (*self.about, *self.then.told(call))
        listing = list_of(name, tables, stamp(self.desk or call.desk(), self.year), call.lang, about=about,
                          narrowed=self.narrowed or self.then.asked)
        outcome = granted(call, write_list(listing, Path(self.output), replaces=call.replaces, also={
            ".json": lambda: f"{json_text(data())}\n".encode()}), self.as_json)
        done(call, outcome, self.as_json, call.says.list_written.format(file=outcome.value, count=listing.count),
             {"file": str(outcome.value), "lines": listing.count})


@dataclass(frozen=True, slots=True)
class PrintedRows:
    """The rows of a list as they are printed, made anew each time one goes through them."""

    columns: Sequence[ListColumn[Any]]
    rows: Sequence[Any]
    lang: Lang

    def __iter__(self) -> Iterator[list[str]]:
        for row in self.rows:
            yield [printed(column.value(row), column.kind, self.lang) for column in self.columns]


def print_table(call: Call, shown: ListTable[Any], nothing: str = "") -> None:
    """The rows of a list under the titles of its columns; where there are none, that: `nothing` or a sentence for all.
    """
    if not shown.rows:
        say(nothing or call.says.none_found)
        return
    columns = shown.shown()
    table([column.title for column in columns], PrintedRows(columns, shown.rows, call.lang),
          numbers=[at for at, column in enumerate(columns) if column.right])


def options_told(call: Call, given: Mapping[str, str]) -> tuple[str, ...]:
    """The options that narrow a list, in one line of its head; nothing where none was given."""
    told = call.says.joint.join(call.says.fact.format(name=name, value=value) for name, value in given.items())
    return (call.says.narrowed_to.format(options=told),) if given else ()
