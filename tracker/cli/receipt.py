"""`sanxin receipt`: records money that arrived or went back, and makes void what was recorded wrongly."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, done_to, granted, refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson, InUnit, On, Papers, Project, Version, Why
from tracker.cli.pages import noun
from tracker.cli.readers import Typed, choice, paper, pick, version, whole
from tracker.domain.currency import CURRENCY_WORDS
from tracker.domain.money_form import MoneyForm
from tracker.domain.profile import Origin
from tracker.words import spoken
from tracker.words.amounts import AmountWords

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_Amount = Annotated[str, typer.Argument()]
_CurrencyOption = Annotated[str, typer.Option("--currency", metavar="CNY")]
_OriginOption = Annotated[str, typer.Option("--origin")]
_FormOption = Annotated[str, typer.Option("--form", metavar="FORM")]
_OutsideOption = Annotated[str, typer.Option("--outside", metavar="60%")]


def _add(
    ctx: typer.Context, project: Project, amount: _Amount, on: On = "", in_unit: InUnit = "",
    currency: _CurrencyOption = "", origin: _OriginOption = "", form: _FormOption = "", outside: _OutsideOption = "",
    evidence: Papers = None, note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "",
    version_: Version = None, as_json: AsJson = False,
) -> None:
    """Records one slice of money."""
    _record(call_of(ctx), project, amount, on, in_unit, currency, origin, evidence, version_, note, as_json, form,
            outside)


def _withdraw(
    ctx: typer.Context, project: Project, amount: _Amount, on: On = "", reason: Why = "", in_unit: InUnit = "",
    currency: _CurrencyOption = "", origin: _OriginOption = "", form: _FormOption = "", outside: _OutsideOption = "",
    evidence: Papers = None, version_: Version = None, as_json: AsJson = False,
) -> None:
    """Records money that went back."""
    _record(call_of(ctx), project, amount, on, in_unit, currency, origin, evidence, version_, reason, as_json, form,
            outside, back=True)


def _record(call: Call, project: str, amount: str, on: str, in_unit: str, currency: str, origin: str,
            evidence: list[str] | None, version_: str | None, note: str, as_json: bool, form: str, outside: str, *,
            back: bool = False) -> None:
    """Reads a slice of money as it was typed, records it, and says so."""
    code = pick(call, currency, CURRENCY_WORDS, "--currency", _currencies(call)) if currency else ""
    from_ = Origin(choice(call, origin, "origin", "--origin")) if origin else None
    made_of = MoneyForm(choice(call, form, "money_form", "--form")) if form else None
    papers = tuple(paper(call, text) for text in evidence or [])
    expected = version(call, version_)
    desk = call.desk()
    reader = Typed(desk.today())
    day, money = reader.day(on), reader.amount(amount, in_unit, code)
    share = reader.share(outside)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, _office().add_receipt(
        desk, project, day, money, origin=from_, note=note, papers=papers, version=expected, back=back, form=made_of,
        outside=share), as_json)
    done_to(call, desk, project, outcome, as_json, call.says.receipt_withdrawn if back else call.says.receipt_added,
            {"receipt": outcome.value, "amount": shapes.money(money, call.lang)},
            day=told.day(call, day), amount=told.amount(call, money), id=outcome.value)


def void(ctx: typer.Context, receipt: Annotated[str, typer.Argument(metavar="ID")], reason: Why = "",
         version_: Version = None, as_json: AsJson = False) -> None:
    """Makes a receipt void; it stays on record and counts no more."""
    call = call_of(ctx)
    number, expected = whole(call, receipt, "ID"), version(call, version_)
    outcome = granted(call, _office().void_receipt(call.desk(), number, reason, version=expected), as_json)
    done(call, outcome, as_json, call.says.receipt_voided.format(id=outcome.value), {"receipt": outcome.value})


def _office() -> ModuleType:
    from tracker.office.project import receipts
    return receipts


def _currencies(call: Call) -> dict[str, str]:
    """The currencies there are, by their codes, and what they are called."""
    return {code.value: name for code, name in spoken(call.lang, AmountWords).whole.currencies.items()}


app = noun("receipt", {"add": _add, "withdraw": _withdraw, "void": void})
