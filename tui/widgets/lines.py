"""Lines of styled pieces, and the widgets that draw themselves one line at a time by the width of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.host import Host, host_of
from tui.text import clip, drawn

if TYPE_CHECKING:
    from tracker.words.screens import ScreenWords

Piece = tuple[str, str]
"""A text and the name of its style: "" plain, or one of STYLES."""

Line = list[Piece]

STYLES = ("name", "dim", "bad", "warn", "good", "head", "key", "cursor", "quiet")
"""What a piece can be. Colour never says it alone."""

_INK = {"bad": "text-error", "warn": "text-warning", "good": "text-success", "head": "text-accent",
        "key": "text-primary"}
_BOLD = frozenset({"name", "bad", "head", "key"})
_FAINT = {"dim": 0.62, "quiet": 0.35}


def inks(theme: Mapping[str, str], paper: Color) -> dict[str, Style]:
    """The styles of pieces in a theme's colours, on a background.

    Looked up in the theme rather than as component classes of each widget: a third of the time to the first frame
    went into working those out.
    """
    plain = Color.parse(theme["foreground"])
    styles = {name: Style(color=Color.parse(theme[ink]).rich_color, bold=name in _BOLD) for name, ink in _INK.items()}
    styles["name"] = Style(bold=True)
    for name, share in _FAINT.items():
        styles[name] = Style(color=paper.blend(plain, float(theme.get(f"{name}-share", share))).rich_color)
    marked = paper.blend(Color.parse(theme["primary"]), float(theme.get("cursor-share", 0.35)))
    styles["cursor"] = Style(bgcolor=marked.rich_color)
    return styles


def width_of(line: Sequence[Piece]) -> int:
    """The cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def cut(line: Sequence[Piece], width: int) -> Line:
    """The line in at most `width` cells, the last piece that is cut ending in …"""
    fitting: Line = []
    left = width
    for at, (text, style) in enumerate(line):
        text = drawn(text)
        size = cell_len(text)
        if size > left:
            if cell_len(words := text.rstrip()) <= left and not any(more.strip() for more, _ in line[at + 1:]):
                text = words + " " * (left - cell_len(words))  # only blanks are cut off: nothing is missed
            if not left and fitting and text.strip():  # the piece before fills the line: it ends in …
                before, style = fitting.pop()
                left, text = cell_len(before), before + text
            fitting.append((clip(text, left) if text.strip() else text[:left], style))
            return fitting
        if text:
            fitting.append((text, style))
        left -= size
    return fitting


def spread(left: Sequence[Piece], right: Sequence[Piece], width: int) -> Line:
    """Two parts of a line, one at each end; the left part gives way."""
    room = width - width_of(right) - 1
    if room < 4:
        return cut(left, width)
    start = cut(left, room)
    return [*start, (" " * (width - width_of(start) - width_of(right)), ""), *right]


class Lined(Widget):
    """A widget made of lines. Subclasses say what stands in each; styles follow the theme."""

    _inks: tuple[object, dict[str, Style]] = ((), {})
    _mixed: dict[tuple[str, bool], Style] | None = None

    @property
    def office_app(self) -> Host:
        """The app, as widgets use it."""
        return host_of(self)

    @property
    def words(self) -> ScreenWords:
        """The words in the language of the moment."""
        return self.office_app.words

    def line(self, y: int, width: int) -> Line:
        """What stands in line `y` of a widget `width` cells wide; nothing where a subclass says nothing."""
        return []

    def copied(self) -> str:
        """What is copied from here: the line under the cursor, where there is one."""
        return ""

    def chosen(self, y: int) -> bool:
        """Whether the whole line is under the cursor."""
        return False

    def render_line(self, y: int) -> Strip:
        """Draws one line (called by Textual)."""
        width = self.content_size.width
        return self.strip(self.line(y, width), width, chosen=self.chosen(y))

    def strip(self, line: Sequence[Piece], width: int, *, chosen: bool = False) -> Strip:
        """A line cut to the width and filled up, in the styles of the theme."""
        return Strip(self.segments(line, width, chosen=chosen), width)

    def segments(self, line: Sequence[Piece], width: int, *, chosen: bool = False) -> list[Segment]:
        """The segments of a line cut to the width and filled up, for a part of a longer line."""
        pieces = cut(line, width)
        segments = [Segment(text, self._style(style, chosen)) for text, style in pieces if text]
        if (rest := width - width_of(pieces)) > 0:
            segments.append(Segment(" " * rest, self._style("", chosen)))
        return segments

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the lines in sight (called by Textual); what the styles come to is found out once for all of them."""
        self._mixed = {}
        try:
            return super().render_lines(crop)
        finally:
            self._mixed = None

    def _style(self, name: str, chosen: bool) -> Style:
        """The style of a kind of piece, in a line under the cursor or not, on this widget's own."""
        style = self._mixed.get((name, chosen)) if self._mixed is not None else None
        if style is None:
            style = self.visual_style.rich_style
            if chosen:
                style += self.style_of("cursor")
            if name:
                style += self.style_of(name)
            if self._mixed is not None:
                self._mixed[name, chosen] = style
        return style

    def style_of(self, name: str) -> Style:
        """The style of a kind of piece in the theme of the moment, on this widget's background."""
        paper = self.background_colors[1]
        made_for = (self.app.theme, paper)
        if self._inks[0] != made_for:
            self._inks = (made_for, inks(self.app.theme_variables, paper))
        return self._inks[1][name]

    def on_unmount(self) -> None:
        """Lets go of the lines that were drawn: Textual keeps them for hundreds of widgets that are gone."""
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the subclass says it has."""
        return self.height_at(width)

    def height_at(self, width: int) -> int:
        """Lines it takes when its height is `auto`."""
        return 1
