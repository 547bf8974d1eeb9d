"""Which past a command is asked for: what had happened until a day, what was known at a moment; read in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import typer

from tracker.cli.answer import refuse_all
from tracker.cli.call import Call
from tracker.cli.readers import Typed
from tracker.domain.clock import utc_text
from tracker.words.figures import past_line

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


@dataclass(frozen=True, slots=True)
class Then:
    """The past that was asked for; both are None where it is the present."""

    until: date | None = None
    as_of: datetime | None = None

    @property
    def asked(self) -> bool:
        """Whether a past was asked for."""
        return self.until is not None or self.as_of is not None

    def told(self, call: Call) -> tuple[str, ...]:
        """The one sentence that says which past is shown; nothing for the present."""
        return (past_line(self.until, self.as_of, call.lang),) if self.asked else ()

    def in_json(self, data: Any) -> Any:
        """The answer with the past it is of, where it does not say so itself."""
        if not self.asked or not isinstance(data, dict):
            return data
        of = {**({"until": self.until.isoformat()} if self.until else {}),
              **({"as_of": utc_text(self.as_of)} if self.as_of else {})}
        return {**{name: value for name, value in of.items() if name not in data}, **data}


NOW: Final = Then()
"""No past was asked for."""


def then_asked(call: Call, desk: Desk, until: str, as_of: str, *, as_json: bool,
               year: int | None = None, more: Callable[[date | None], Reason | None] = lambda _: None,
               others: Sequence[Reason] = ()) -> Then:
    """The past by what was typed; a month or a year stands for its last day.

    Refused, with all reasons at once, for what is no day, for a moment that has not passed or at which nothing was
    known yet, for a last day outside the `year` of figures, for what `more` says of it, and for
    `others` that were found before.
    """
    from tracker.office.known_then import nothing_known, outside_year

    reader = Typed(desk.today())
    last, known = reader.known_day(until, "until"), reader.moment(as_of, desk.now())
    day = last.last if last else None
    refuse_all(call, [*others, *reader.reasons, *filter(None, [
        outside_year(desk, year, day), more(day), nothing_known(desk, known)])], as_json)
    return Then(day, known)


def office_then(call: Call, then: Then) -> Desk:
    """The office a command was opened for, or as it was in the past that was asked for."""
    from tracker.office.past import past_desk

    desk = call.opened[-1]
    if then.asked:
        desk = past_desk(desk, then.until, then.as_of)
        call.opened.append(desk)
    return desk


def by_rules_of_now(call: Call, rules: str) -> bool:
    """Whether the past is to be counted by the rules of now. Raises a usage error for another word."""
    word = rules.strip().lower() or "then"
    if word not in ("then", "now"):
        told = call.says.not_a_choice.format(value=word, choices=call.says.joint.join(("then", "now")))
        raise typer.BadParameter(told, param_hint="--rules")
    return word == "now"
