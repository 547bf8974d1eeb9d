"""One call of the command line: the language it speaks, the database it means, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tracker.cli.printing import say, warn
from tracker.cli.rights import RIGHTS_NEEDED
from tracker.office.saving import Saving
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.cli import CliWords

if TYPE_CHECKING:
    import typer

    from tracker.domain.restating import Restating
    from tracker.office.desk import Desk
    from tracker.store.engine import Store
    from tracker.words.catalogue import Words

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


@dataclass(slots=True)
class Call:
    """What every command is handed; `where` and `who` are None where nobody said."""

    lang: Lang = Lang.ZH
    where: str | None = None
    who: str | None = None
    as_json: bool = False
    """Whether the answer is for a program."""
    clock_reason: str = ""
    """Why recording goes on though the clock is not where it should be."""
    replaces: bool = False
    """Whether files that the program did not write, or somebody changed since, are replaced."""
    command: str = ""
    """The words of the command that runs."""
    user: str = ""
    """The name that was said with --user; beside a file SANXIN_USER says it too (`who`)."""
    restating: Restating | None = None
    """Why facts of a closed year are recorded."""
    opened: list[Desk] = field(default_factory=list)

    @property
    def says(self) -> CliWords:
        """What the command line itself says."""
        return spoken(self.lang, CliWords)

    @property
    def words(self) -> Words:
        """The whole catalogue: terms and reasons."""
        return words(self.lang)

    def desk(self, *, demo: bool = False, create: bool = False) -> Desk:
        """The office this call is about; one that holds sample data says so above all else.

        Only a command an office can begin with makes a new one (`create`); all others say that there is none.
        Raises StoreUnusable, and NotTaken where the command takes a right that is not there.
        """
        from tracker.office.open import open_desk
        from tracker.office.sample import is_sample

        desk = replace(open_desk(self.where, demo=demo, who=self.who, user=self.user, create=create,
                                 clock_reason=self.clock_reason, restating=self.restating), saving=Saving(several=True))
        self.opened.append(desk)
        if needed := RIGHTS_NEEDED.get(self.command):
            desk.need(*needed)
        if desk.parks:
            terms = self.words.terms
            (warn if self.as_json else say)(terms.narrowed_to.format(parks=terms.list_joint.join(desk.parks)))
        if is_sample(desk):
            (warn if self.as_json else say)(self.words.terms.sample)
        return desk

    @property
    def store(self) -> Store | None:
        """The database that was opened last; None where none is open."""
        return self.opened[-1].store if self.opened else None

    def close(self) -> None:
        """Closes what was opened; on SQLite the log is folded back into the file.

        An office that the command made and recorded nothing in goes again: what was refused, stopped or only tried
        leaves none.
        """
        while self.opened:
            store = self.opened.pop().store
            try:
                store.discard_unused()
            finally:
                store.close()


def call_of(ctx: typer.Context) -> Call:
    """The call a command belongs to."""
    call = ctx.obj
    if not isinstance(call, Call):
        raise TypeError("a command runs inside a call")
    return call
