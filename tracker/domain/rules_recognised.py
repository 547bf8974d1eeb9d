"""What a ruleset asks of recognition (认定): that a second person recognised a fact, and for which body."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from tracker.domain.names import fold_name
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_values import Flag, Table, Texts


def _each_body_once(bodies: tuple[str, ...]) -> tuple[str, ...]:
    """Bodies as they are compared: names of one body written two ways are one."""
    folded = [fold_name(body) for body in bodies]
    for at, body in enumerate(bodies):
        if folded[at] in folded[:at]:
            raise wrong(Fault.DUPLICATE, body)
    return bodies


class RecognisedBy(Table):
    """Of milestones and money, what of recognition is asked."""

    recognised: Flag = False
    """Whether only what a second person recognised counts; money that went back is taken off without that."""
    recognised_by: Annotated[Texts, AfterValidator(_each_body_once)] = ()
    """Of which bodies one has to have recognised it, as they are called where it was recognised; empty for any."""

    @property
    def asks_recognition(self) -> bool:
        """Whether it counts nothing that nobody recognised."""
        return self.recognised or bool(self.recognised_by)
