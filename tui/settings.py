"""An officer's own settings: theme, language, ASCII borders; in settings.toml, read before the first frame."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from tracker.files import read_toml, write_whole

CONFIG = "SANXIN_CONFIG"
"""Environment variable: the folder for an officer's own settings, instead of the platform's."""
_FILE = "settings.toml"
KEYS = "keys.toml"


def folder() -> Path:
    """Where an officer's own settings are kept."""
    if named := os.environ.get(CONFIG):
        with suppress(RuntimeError):  # a home folder of nobody is a name like any other
            return Path(named).expanduser()
        return Path(named)
    from platformdirs import user_config_path  # not where a folder is named

    return user_config_path("sanxin")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set; `path` is None where nothing is to be kept. An empty text is what the program begins with.

    `damaged` says that there is a file that cannot be read, `unkept` why the last change could not be written down.
    """

    path: Path | None = None
    theme: str = ""
    lang: str = ""
    ascii: bool = False
    folder: str = ""
    """Where lists were exported to last."""
    years: Mapping[str, int] = field(default_factory=dict)
    """The year an officer chose to look at, by office (`office_key`)."""
    damaged: bool = False
    unkept: OSError | None = field(default=None, compare=False)

    def keeping(self, **changed: object) -> Settings:
        """The settings with a change, written down; where that cannot be done they hold until the end."""
        later = replace(self, **changed)  # type: ignore[arg-type]
        if self.path is not None:
            try:
                write_whole(self.path, later._text().encode())
            except OSError as error:
                return replace(later, path=None, unkept=error)
        return later

    def _text(self) -> str:
        lines = [f'theme = "{self.theme}"', f'lang = "{self.lang}"', f"ascii = {str(self.ascii).lower()}"]
        if self.folder.isprintable() and self.folder:
            lines.append(f"folder = {json.dumps(self.folder, ensure_ascii=False)}")  # written as TOML writes texts
        if self.years:
            lines += ["", "[years]", *(f"{office} = {year}" for office, year in self.years.items())]
        return "\n".join(lines) + "\n"


def read_settings(path: Path | None = None) -> Settings:
    """The settings of a file; one that cannot be read sets nothing, and is not written over."""
    path = path or folder() / _FILE
    try:
        kept = read_toml(path)
    except FileNotFoundError:
        return Settings(path)
    except (OSError, ValueError):
        return Settings(damaged=True)
    return Settings(path, _word(kept.get("theme")), _word(kept.get("lang")), kept.get("ascii") is True,
                    _folder(kept.get("folder")), _years(kept.get("years")))


def _word(value: object) -> str:
    return value if isinstance(value, str) and value.isalnum() else ""


def _folder(value: object) -> str:
    return value if isinstance(value, str) and value.isprintable() and Path(value).is_absolute() else ""


def _years(value: object) -> dict[str, int]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {office: year for office, year in pairs if office.isalnum() and type(year) is int and 1 <= year <= 9999}


def language_asked_for() -> bool:
    """Whether somebody said for this call which language it is to be; the setting gives way to that."""
    return bool(os.environ.get("SANXIN_LANG")) or any(word.split("=")[0] == "--lang" for word in sys.argv[1:])


def keys_file() -> Path:
    """Where keys of an officer's own are, or would be."""
    return folder() / KEYS


def own_keys() -> bool:
    """Whether there are keys of an officer's own; also where the file cannot be looked at: its reader says why."""
    try:
        return keys_file().exists()
    except OSError:
        return True


def office_key(url: str) -> str:
    """What an office is called in files that keep choices of several, by where it lies (`Store.url`)."""
    return _digits(url)


def drafts_file(url: str, who: str) -> Path:
    """Where the drafts of one officer in one office are kept, apart from those of others."""
    return folder() / f"drafts-{_digits(url)}-{_digits(who)}.json"


def _digits(text: str) -> str:
    from hashlib import sha256  # the first frame does without

    return sha256(text.encode()).hexdigest()[:12]
