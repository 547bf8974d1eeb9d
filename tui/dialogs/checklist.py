"""The requirements of a move as lines: what is met, what is not and what to do about it, how much is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.domain.reasons import Requirement
from tracker.words.sentences import check_line, parts
from tui.actions import find, shown_key
from tui.dialogs.form import MUTED
from tui.text import drawn, marks

if TYPE_CHECKING:
    from tracker.domain.reasons import Check
    from tracker.office.project.moves import Leg
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords

MENDED_HERE = ("credit_code", "contract_amount")
"""Fields of the profile that a move asks for and that are typed into its form."""

_Typed = Mapping[str, str]
"""What stands in the form, by field."""


class Checklist:
    """Tells checklists in one language."""

    def __init__(self, words: ScreenWords, terms: Words, following: str = "") -> None:
        """`following` is the word that comes next on the blocker in the way, which the key beside it says."""
        self.words, self.terms, self._following = words, terms, following

    def way(self, legs: Sequence[Leg], typed: _Typed) -> Content:
        """One stage's checklist line by line; of several stages what is met in one word, what is not in full."""
        if len(legs) == 1:
            return self._stage(legs[0].checks, typed)
        lines: list[Content] = []
        for leg in legs:
            name = self.terms.terms.stage[leg.stage]
            unmet = [check for check in leg.checks if check.reason]
            mark = (f"{marks().unmet} {name}", "$text-error") if unmet else (f"{marks().met} {name}", "$text-success")
            lines += [Content.assemble(mark), *(self._unmet(check, "  ") for check in unmet)]
        lines.append(self._summary([check for leg in legs for check in leg.checks], typed))
        return Content("\n").join(lines)

    def _stage(self, checks: Sequence[Check], typed: _Typed) -> Content:
        """Every line of one stage's checklist, met or not, and what is still to do."""
        lines: list[Content] = []
        for check in checks:
            if check.reason is None:
                lines.append(Content.assemble((f"{marks().met} ", "$text-success"), drawn(self._met(check, typed))))
                continue
            lines.append(self._unmet(check))
        lines.append(self._summary(checks, typed))
        return Content("\n").join(lines)

    def _unmet(self, check: Check, indent: str = "") -> Content:
        assert check.reason is not None
        what, todo = parts(check.reason, self.terms)
        mark, style = (marks().unmet, "$text-error") if check.reason.hard else (marks().blocked, "$text-warning")
        return Content.assemble((f"{indent}{mark} {drawn(what)}", style),
                                (f"\n{indent}  {self._todo(check, drawn(todo))}", MUTED))

    def _met(self, check: Check, typed: _Typed) -> str:
        """A field typed just now is read as valid, and saved along with the move."""
        if check.code == Requirement.CREDIT_CODE and not check.params.get("value"):
            return self.terms.terms.field["credit_code"]
        line = check_line(check, self.terms)
        here = check.code in MENDED_HERE and typed.get(check.code, "").strip()
        return f"{line}{self.words.joint}{self.words.forms.saved_along}" if here else line

    def _todo(self, check: Check, todo: str) -> str:
        field = check.reason.field if check.reason else None
        if field == "blocker" and self._following:
            return f"{todo}  [{shown_key('note', self.words)} {find(self._following).called(self.words).short}]"
        return f"{todo}  [{shown_key(field, self.words)}]" if field == "receipt" else todo

    def _summary(self, checks: Sequence[Check], typed: _Typed) -> Content:
        forms = self.words.forms
        hard = sum(1 for check in checks if check.reason and check.reason.hard)
        soft = any(check.reason and not check.reason.hard for check in checks)
        if hard:
            return Content.assemble((forms.move_unready.format(count=hard), "bold $text-error"))
        if soft and not typed.get("override", "").strip():
            return Content.assemble((forms.move_soft, "bold $text-warning"))
        return Content.assemble((forms.move_ready, "bold $text-success"))
