"""The themes: dark, light, and one of high contrast in which everything that is read has 7:1 or more."""

from __future__ import annotations

from textual.theme import Theme

THEMES = {"dark": "textual-dark", "light": "textual-light", "contrast": "sanxin-contrast"}
"""Our names of themes, as settings keep them, and Textual's."""

CONTRAST = Theme(
    name="sanxin-contrast", primary="#66d9ff", secondary="#ffd75f", warning="#ffd75f", error="#ffacac",
    success="#7dff9b", accent="#ffd75f", foreground="#ffffff", background="#000000", surface="#000000",
    panel="#1a1a1a", dark=True, text_alpha=1.0,
    variables={
        "text": "#ffffff", "text-muted": "#d9d9d9", "text-disabled": "#c0c0c0", "text-primary": "#66d9ff",
        "text-accent": "#ffd75f", "text-error": "#ffacac", "text-warning": "#ffd75f", "text-success": "#7dff9b",
        "dim-share": "0.88", "quiet-share": "0.8", "cursor-share": "0.2",
    },
)
"""White on black; `…-share` are how much of the foreground faint text keeps (see tui/widgets/lines.py)."""


def after(name: str) -> str:
    """The theme after this one, by our names."""
    names = list(THEMES)
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def called(textual_name: str) -> str:
    """Our name of one of Textual's themes."""
    return next((ours for ours, theirs in THEMES.items() if theirs == textual_name), "dark")
