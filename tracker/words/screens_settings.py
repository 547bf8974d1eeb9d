"""What the app says of an officer's own settings: the file of keys, what in it was not taken, the themes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SettingsWords:
    """The words of settings in one language."""

    keys_unreadable: str
    keys_unknown_action: str
    keys_unknown_key: str
    keys_twice: str
    keys_in: str
    settings_damaged: str
    settings_unkept: str
    drafts_unkept: str
    theme_now: str
    themes: dict[str, str]
    table_title: str
    table_about: str
    table_head: tuple[str, str, str]


ZH = SettingsWords(
    keys_unreadable="keys.toml 读不懂，按键照旧；核对引号和方括号",
    keys_unknown_action="keys.toml 里的“{action}”不是程序的动作，没有采用",
    keys_unknown_key="keys.toml 里“{action}”的按键“{key}”认不出来，按键照旧",
    keys_twice="keys.toml 里“{action}”的按键 {key} 已用于“{other}”，按键照旧",
    keys_in="按键可以自己改：在 {path} 的 [keys] 下写，如 move = [\"f2\", \"m\"]",
    settings_damaged="settings.toml 读不懂，没有采用，也不会改动它；改好或移走后再设置",
    settings_unkept="设置没有存下来，只在这次有效：{error}",
    drafts_unkept="没保存的内容记不到草稿里，退出前请保存：{error}",
    theme_now="已换成{theme}",
    themes={"dark": "深色", "light": "浅色", "contrast": "高对比度"},
    table_title="按键表",
    table_about="由程序的动作表生成（`python -m tui.key_table`）。在设置文件夹的 `keys.toml` 里可以改，左栏是动作名。",
    table_head=("动作", "按键", "作用"),
)

EN = SettingsWords(
    keys_unreadable="keys.toml cannot be read, the keys stay as they are; look at quotes and brackets",
    keys_unknown_action="“{action}” in keys.toml is no action of this program; it was left out",
    keys_unknown_key="there is no key “{key}”, which keys.toml gives to “{action}”; its keys stay as they are",
    keys_twice="{key} in keys.toml for “{action}” is the key of “{other}” already; its keys stay as they are",
    keys_in="keys can be changed: under [keys] in {path}, such as move = [\"f2\", \"m\"]",
    settings_damaged="settings.toml cannot be read; it was left out and is left alone: mend it, or move it away",
    settings_unkept="the settings hold until you leave and were not kept: {error}",
    drafts_unkept="what you type is not kept as a draft, so save it before you leave: {error}",
    theme_now="{theme} now",
    themes={"dark": "dark", "light": "light", "contrast": "high contrast"},
    table_title="Keys",
    table_about="Made from the program's own table of actions (`python -m tui.key_table`). `keys.toml` in the settings "
                "folder changes them, by the names on the left.",
    table_head=("action", "keys", "what it does"),
)
