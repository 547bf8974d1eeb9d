"""Naming what the program did not know: a column's field, a sheet's kind, chosen from a list and kept in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tracker.words import spoken
from tui.asking import intake
from tui.asking.intake import Look
from tui.screens.intake_work import LongWork

if TYPE_CHECKING:
    from tracker.ledger.seen import ColumnSeen, SheetSeen

Chosen = Mapping[str, Any]


class Naming(LongWork):
    """The part of the import screen that changes how headers are read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Look | None = None

    def read_with(self, chosen: Chosen) -> None:
        """Reads the file once more, with other choices."""
        raise NotImplementedError

    def name_column(self, sheet: SheetSeen, column: ColumnSeen) -> None:
        """Asks what a column is."""
        from tracker.ledger.choosing import fields_of, kind_said, with_column
        from tui.screens.intake_rows import named

        found, words = self.found, self.words.intake
        kind = kind_said(found.chosen, sheet) if found else None
        if found is None or kind is None:
            self.tell(words.kind_first, bad=True)
            return
        options = [(named(one, words, self.words.lang), one) for one in fields_of(kind)]
        self._ask_for(words.choose_field.format(header=column.header, letter=column.letter),
                      [(words.as_found, ""), *options], column.field,
                      lambda field: with_column(found.chosen, kind, column, field))

    def name_sheet(self, sheet: SheetSeen) -> None:
        """Asks what a sheet is."""
        from tracker.ledger.choosing import kind_said, with_sheet
        from tracker.ledger.family import Kind
        from tracker.words.ledger import LedgerWords

        if (found := self.found) is None:
            return
        words, kinds = self.words.intake, spoken(self.words.lang, LedgerWords).kind
        self._ask_for(words.choose_kind.format(sheet=sheet.name),
                      [(words.as_found, None), *((kinds[kind], kind) for kind in Kind)],
                      kind_said(found.chosen, sheet), lambda kind: with_sheet(found.chosen, sheet, kind))

    def _ask_for(self, title: str, options: list[tuple[str, Any]], now: object,
                 then: Callable[[Any], Chosen]) -> None:
        from tui.dialogs.choose import Choose

        def chosen(got: tuple[Any] | None) -> None:
            if got is not None:
                self.read_with(then(got[0]))

        self.app.push_screen(Choose(title, options, self.words.intake.pick_hint, now), chosen)

    def action_keep_mapping(self) -> None:
        """Saves the choices beside the ledger."""
        found = self.found
        if found is None or not found.chosen:
            self.tell(self.words.intake.nothing_chosen)
            return
        self.ask(lambda office: intake.save_choices(found), self._kept, group="save")

    def _kept(self, name: str) -> None:
        words = self.words.intake
        self.tell(words.saved.format(file=name) if name else words.not_saved, bad=not name)
