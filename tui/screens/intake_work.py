"""Long work on a screen: one thing at a time, with its progress in sight and a stop that leaves nothing behind."""

from __future__ import annotations

from textual.timer import Timer

from tui.screens.base import OfficeScreen
from tui.widgets.intake_lines import Progress, Work


class LongWork(OfficeScreen):
    """A screen with a `Progress` on it."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way: Work | None = None
        self._ticking: Timer | None = None

    def begin(self, of: str, step: str = "read") -> Work | None:
        """Shows the progress; None where something is under way already, which is said."""
        if self.under_way is not None:
            self.tell(self.words.intake.busy, bad=True)
            return None
        self.under_way = Work(of, step)
        self.query_one(Progress).show(self.under_way)
        self._ticking = self.set_interval(0.1, self.query_one(Progress).refresh)
        return self.under_way

    def over(self, sentence: str = "") -> None:
        """Nothing is under way any more."""
        self.under_way = None
        if self._ticking is not None:
            self._ticking.stop()
        self.query_one(Progress).show(None)

    def stop_work(self) -> bool:
        """Asks what is under way to stop; whether there was anything."""
        if self.under_way is None:
            return False
        self.under_way.stopping.set()
        self.query_one(Progress).refresh()
        return True

    def on_unmount(self) -> None:
        """What is still under way when the screen is left stops, and leaves nothing behind."""
        if self.under_way is not None:
            self.under_way.stopping.set()
            self.app.notify(self.words.intake.stopped, markup=False)
