"""What the settings of an officer say, in English."""

from __future__ import annotations

from tracker.words.screens_settings import KeysWords, SettingsWords

WORDS = SettingsWords(
    keys_wrong=KeysWords(
        unreadable="keys.toml cannot be read, the keys stay as they are; look at quotes and brackets",
        unknown_action="“{action}” in keys.toml is no action of this program; it was left out",
        unknown_key="there is no key “{key}”, which keys.toml gives to “{action}”; its keys stay as they are",
        writes="“{action}” writes into the office, so its key cannot be one that types (“{key}” in keys.toml): a slip "
               "would write; its keys stay as they are",
        twice="{key} in keys.toml for “{action}” is the key of “{other}” already; its keys stay as they are",
    ),
    keys_in="keys can be changed: under [keys] in {path}, such as move = [\"f2\", \"f13\"]",
    settings_damaged="settings.toml cannot be read; it was left out and is left alone: mend it, or move it away",
    settings_unkept="the settings hold until you leave and were not kept: {error}",
    drafts_unkept="what you type is not kept as a draft, so save it before you leave: {error}",
    theme_now="{theme} now",
    themes={"dark": "dark", "light": "light", "contrast": "high contrast"},
    table_page="keys.md",
    table_title="Keys",
    table_about="Made from the program's own table of actions (`python -m tui.key_table`). `keys.toml` in the settings "
                "folder changes them, by the names on the left.",
    table_head=("action", "keys", "what it does"),
)
