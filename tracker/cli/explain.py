"""`sanxin explain`: each project behind a figure with its facts, and every other one with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import told
from tracker.cli.answer import granted
from tracker.cli.call import Call, call_of
from tracker.cli.figures import moments
from tracker.cli.options import AsJson, AsOf, Until
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, table
from tracker.cli.readers import year
from tracker.cli.shapes_figures import explanation
from tracker.words import spoken
from tracker.words.figures import FiguresWords, label_of, why_not

if TYPE_CHECKING:
    from tracker.office.figures.explained import CountedFact, Explanation

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def print_explanation(ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
                      key: Annotated[str, typer.Argument()], until: Until = "", as_of: AsOf = "",
                      as_json: AsJson = False) -> None:
    """Prints what is behind one figure of the rollup with the same arguments."""
    from tracker.office.figures.explain import explain
    from tracker.office.rules import rules_of

    call = call_of(ctx)
    which = year(call, year_)
    desk = call.desk()
    last, known = moments(call, desk, until, as_of, as_json)
    meant = rules_of(desk, which).indicator_named(key)
    found = granted(call, explain(desk, which, meant.key if meant else key, until=last, as_of=known),
                    as_json)
    if as_json:
        print_json(explanation(found, call.lang))
    else:
        _print(call, found)


def _print(call: Call, shown: Explanation) -> None:
    says, words = call.says, spoken(call.lang, FiguresWords)
    label = label_of(shown, call.lang)
    figure = f"{shown.figure}/{shown.of}" if shown.of is not None else shown.figure
    say(says.explained.format(year=shown.year, label=label, figure=f"{figure} {shown.unit}".strip(), until=shown.until))
    say("\n" + says.counted.format(count=len(shown.counted)))
    if shown.counted:
        table([words.code, words.name, words.share, words.day, words.amount, words.evidence],
              [[one.code, one.name, fact.share, told.day(call, fact.day), told.amount(call, fact.amount),
                _proofs(call, fact)] for one in shown.counted for fact in one.facts], numbers=(2,))
    say("\n" + says.not_counted.format(count=len(shown.not_counted)))
    if shown.not_counted:
        table([words.code, words.name, words.why],
              [[one.code, one.name, why_not(one, call.words)] for one in shown.not_counted])


def _proofs(call: Call, fact: CountedFact) -> str:
    return call.says.joint.join(f"{told.name(call.words.terms.evidence, proof.kind)} {proof.number}".strip()
                                for proof in fact.evidence)


app = verb("explain", print_explanation)
