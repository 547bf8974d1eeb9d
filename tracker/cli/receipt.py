"""`sanxin receipt`: records money that arrived or went back, and makes void what was recorded wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, granted, refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson, On, Papers, Project, Version, Why
from tracker.cli.pages import noun
from tracker.cli.readers import Typed, choice, paper, pick, version, whole
from tracker.domain.currency import CURRENCY_WORDS
from tracker.domain.profile import Origin
from tracker.words import spoken
from tracker.words.amounts import AmountWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.days import Day
    from tracker.domain.money import Money
    from tracker.office.desk import Desk
    from tracker.office.outcome import Done, Refused

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


_Amount = Annotated[str, typer.Argument()]
_UnitOption = Annotated[str, typer.Option("--unit", metavar="万元")]
_CurrencyOption = Annotated[str, typer.Option("--currency", metavar="CNY")]
_OriginOption = Annotated[str, typer.Option("--origin")]


def _add(
    ctx: typer.Context, project: Project, amount: _Amount, on: On = "", unit: _UnitOption = "",
    currency: _CurrencyOption = "", origin: _OriginOption = "", evidence: Papers = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "", version_: Version = None,
    as_json: AsJson = False,
) -> None:
    """Records one slice of money."""
    from tracker.office.project.receipts import add_receipt

    call, slip = call_of(ctx), _Slip(project, amount, on, unit, currency, origin, evidence, version_)

    def add(desk: Desk, day: Day, money: Money, **more: Any) -> Done[int] | Refused:
        return add_receipt(desk, project, day, money, note=note, **more)

    _record(call, slip, add, call.says.receipt_added, as_json)


def _withdraw(
    ctx: typer.Context, project: Project, amount: _Amount, on: On = "", reason: Why = "", unit: _UnitOption = "",
    currency: _CurrencyOption = "", origin: _OriginOption = "", evidence: Papers = None, version_: Version = None,
    as_json: AsJson = False,
) -> None:
    """Records money that went back."""
    from tracker.office.project.receipts import withdraw

    call, slip = call_of(ctx), _Slip(project, amount, on, unit, currency, origin, evidence, version_)

    def take_back(desk: Desk, day: Day, money: Money, **more: Any) -> Done[int] | Refused:
        return withdraw(desk, project, day, money, reason, **more)

    _record(call, slip, take_back, call.says.receipt_withdrawn, as_json)


class _Slip(NamedTuple):
    """One slice of money as it was typed."""

    project: str
    amount: str
    on: str
    unit: str
    currency: str
    origin: str
    evidence: list[str] | None
    version: str | None


def _record(call: Call, slip: _Slip, use_case: Callable[..., Done[int] | Refused], sentence: str,
            as_json: bool) -> None:
    """Reads a slice of money as it was typed, records it, and says so."""
    code = pick(call, slip.currency, CURRENCY_WORDS, "--currency", _currencies(call)) if slip.currency else ""
    from_ = Origin(choice(call, slip.origin, "origin", "--origin")) if slip.origin else None
    papers = tuple(paper(call, text) for text in slip.evidence or [])
    expected = version(call, slip.version)
    desk = call.desk()
    reader = Typed(desk.today())
    day, money = reader.day(slip.on), reader.amount(slip.amount, slip.unit, code)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, use_case(desk, day, money, origin=from_, papers=papers, version=expected), as_json)
    shown = told.standing(desk, slip.project)
    line = sentence.format(project=told.title(shown) if shown else slip.project, day=told.day(call, day),
                           amount=told.amount(call, money), id=outcome.value)
    done(call, outcome, as_json, line, {"receipt": outcome.value, "amount": shapes.money(money, call.lang),
                                        "project": shapes.brief(shown) if shown else {}})


def void(ctx: typer.Context, receipt: Annotated[str, typer.Argument(metavar="ID")], reason: Why = "",
         as_json: AsJson = False) -> None:
    """Makes a receipt void; it stays on record and counts no more."""
    from tracker.office.project.receipts import void_receipt

    call = call_of(ctx)
    number = whole(call, receipt, "ID")
    outcome = granted(call, void_receipt(call.desk(), number, reason), as_json)
    done(call, outcome, as_json, call.says.receipt_voided.format(id=outcome.value), {"receipt": outcome.value})


def _currencies(call: Call) -> dict[str, str]:
    """The currencies there are, by their codes, and what they are called."""
    return {code.value: name for code, name in spoken(call.lang, AmountWords).whole.currencies.items()}


app = noun("receipt", {"add": _add, "withdraw": _withdraw, "void": void})
