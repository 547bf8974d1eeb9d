"""The pages and files the server hands out, all of them its own, and what a browser is told to keep to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

import textual_serve
from aiohttp import web

from tracker.words import Lang, spoken
from tracker.words.serve import ServeWords

_HERE = Path(__file__).parent / "statics"
_THEIRS = Path(textual_serve.__file__).parent / "static"
FILES: Final[Mapping[str, tuple[Path, str]]] = {
    "page.css": (_HERE / "page.css", "text/css"), "page.js": (_HERE / "page.js", "text/javascript"),
    "xterm.css": (_THEIRS / "css" / "xterm.css", "text/css"),
    "textual.js": (_THEIRS / "js" / "textual.js", "text/javascript"),
    "mono.ttf": (_THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": (_THEIRS / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
"""All files there are, by their names. The page of textual-serve asks another machine for its font; ours does not."""


def safe_headers(host: str) -> dict[str, str]:
    """What every answer tells the browser: to load, send and open nothing elsewhere, and to stand in no other page.

    The terminal of the page sets styles as it runs, and lines of a socket are named where a browser does not count them
    to the same website.
    """
    lines = f"ws://{host} wss://{host}" if host.isascii() and not set(host) & set(" ;,'\"") else ""
    return {
        "Content-Security-Policy": f"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                                   f"font-src 'self'; img-src 'self' data:; connect-src 'self' {lines}; "
                                   f"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def app_page(lang: Lang, title: str, opening: str, left: Mapping[str, str], again: str) -> web.Response:
    """The page with the app in it; `left` are the sentences for when it is over, by the number a socket closes with."""
    sentences = "".join(f'<p data-code="{escape(code)}">{escape(sentence)}</p>' for code, sentence in left.items())
    return _page("app.html", lang, title=title, opening=opening, again=again, left=sentences)


def told_page(lang: Lang, status: int, title: str, sentence: str, again: str) -> web.Response:
    """A page that only says something."""
    return _page("told.html", lang, status, title=title, sentence=sentence, again=again)


def _page(name: str, lang: Lang, status: int = 200, left: str = "", **texts: str) -> web.Response:
    written = {key: escape(text) for key, text in texts.items()}
    text = _template(name).substitute(written, left=left, lang=spoken(lang, ServeWords).tag)
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


@cache
def _template(name: str) -> Template:
    return Template((_HERE / name).read_text("utf-8"))
