"""What is wrong in a ruleset file, in Chinese."""

from __future__ import annotations

from tracker.words.faults import FaultWords, RulesWrong

WORDS = FaultWords(
    at="{where}：{what}",
    of=RulesWrong(
        not_toml="第 {value} 列起不合 TOML 格式",
        not_text="这一行不是 UTF-8 文本",
        beyond="套得太深，或有位数太多的整数",
        unreadable="读不了：不是文件（是管道或文件夹）、超过 256 KB，或者没有权限",
        unknown_key="没有“{value}”这一项",
        missing_key="缺少“{value}”",
        wrong_type="值的类型不对：{value}",
        unknown_word="不认识“{value}”，可用：{choices}",
        out_of_range="超出范围：{value}（{choices}）",
        not_an_amount="“{value}”不是金额",
        unknown_unit="“{value}”不是带币种的金额单位，如：{choices}",
        unknown_currency="不认识的币种“{value}”，可用：{choices}",
        no_rate="币种“{value}”没有写明折算汇率",
        duplicate="重复：{value}",
        not_for_kind="“{value}”类指标用不上这一项",
        order="先后或大小不对：{value}",
    ),
)
