"""What the settings of an officer say, in Chinese."""

from __future__ import annotations

from tracker.words.screens_settings import KeysWords, SettingsWords

WORDS = SettingsWords(
    keys_wrong=KeysWords(
        unreadable="keys.toml 读不懂，按键照旧；核对引号和方括号",
        unknown_action="keys.toml 里的“{action}”不是程序的动作，没有采用",
        unknown_key="keys.toml 里“{action}”的按键“{key}”认不出来，按键照旧",
        writes="keys.toml 里“{action}”会写入，按键不能是字母、数字或符号“{key}”，以免误按；按键照旧",
        twice="keys.toml 里“{action}”的按键 {key} 已用于“{other}”，按键照旧",
    ),
    keys_in="按键可以自己改：在 {path} 的 [keys] 下写，如 move = [\"f2\", \"f13\"]",
    settings_damaged="settings.toml 读不懂，没有采用，也不会改动它；改好或移走后再设置",
    settings_unkept="设置没有存下来，只在这次有效：{error}",
    drafts_unkept="没保存的内容记不到草稿里，退出前请保存：{error}",
    theme_now="已换成{theme}",
    themes={"dark": "深色", "light": "浅色", "contrast": "高对比度"},
    table_page="keys.zh-CN.md",
    table_title="按键表",
    table_about="由程序的动作表生成（`python -m tui.key_table`）。在设置文件夹的 `keys.toml` 里可以改，左栏是动作名。",
    table_head=("动作", "按键", "作用"),
)
