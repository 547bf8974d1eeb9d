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
        unknown_key="没有“{value}”这一项，可写：{choices}",
        missing_key="缺少“{value}”，请写上",
        wrong_type="值的类型不对：{value}，应写{choices}",
        unknown_word="不认识“{value}”，可用：{choices}",
        out_of_range="超出范围：{value}，应 {choices}",
        not_an_amount="“{value}”不是金额，请连单位写，如 5000万元、1000万美元",
        unknown_unit="“{value}”不是带币种的金额单位，如：{choices}",
        unknown_currency="不认识的币种“{value}”，可用：{choices}",
        no_rate="币种“{value}”没有写明折算汇率，请在 [exchange] 里写上",
        duplicate="重复：{value}，请去掉或改名",
        not_for_kind="“{value}”类指标用不上这一项，请去掉，或换一类指标",
        order="先后或大小不对：{value}",
        other_measure="“{value}”与这一指标不是同一种量（个数与金额，或比率），不能相加；请换指标或单位",
        both_ways="“{value}”既写在 only 里又写在 without 里，请去掉一处",
        no_band="上下限之间没有余地，没有项目能计入：{value}；请改其中一个",
        nothing_fits="这样写没有项目能计入：{value}；请去掉这一条，或去掉与它相反的一条",
        rate_lacking="“{value}”没有折算汇率，上下限币种不同就没有项目能计入；请在 [exchange] 里写上，或用同一币种",
        not_a_counter="“{value}”不是这一指标的计数单位，可用：{choices}",
        calendar_year="年度从 1 月起就是日历年，不能写“{value}”；请把 first_month 改成 2 至 12，或去掉 begins_in",
        no_values="“{value}”后面的方括号是空的，一个值也没有；请写上值，不作要求就去掉这一项",
        by_recognition="以认定日期（{value}）定年度的指标用不上这一项：达到多少没有人认定；请去掉这一项，或去掉 date",
        decided_before="前面的一条已经定了这些项目的起点，这里的用不上：{value}；请改 only，或去掉一处",
        not_for_way="“{value}”用不上这一项；请去掉，或换一种计分办法",
        one_measure="一行只能量一样，请写上并只写其中一项：{choices}",
        no_condition="没有写什么情形下算，请写上至少一项：{choices}",
        full_points="各项满分加起来是 {value}，与写明的满分不符；请改各项的分值或 full_points，"
                    "不在满分之内的加分项写上 bonus = true",
        never_reached="永远达不到：{value}；请改其中一个",
        always_reached="不论多少都已达到：{value}；请改其中一个",
        above_total="这一项的上限高于总分的上限：{value}；请改其中一个",
        mark_not_used="“{value}”没有哪一项用到，评了也不计分；请在一项里写上，或去掉",
        one_mark="只能评 {value}，等于没有评定；请改 at_least 或 at_most",
        no_target_of_mark="“{value}”由人评定，没有目标可下达，这里永远等着；请在 targets 里写上目标，或不与目标比",
        other_group="没有一个单位同时有这两项：{value}；请改 groups",
    ),
    kinds={"text": "文字（加引号）", "whole_number": "整数", "number": "数字（不加引号）", "yes_no": "true 或 false",
           "list": "方括号里的一列，如 [\"甲\", \"乙\"]", "table": "一张表",
           "day": "日期，如 2023-12-29", "month_day": "月日，如 \"12-10\"",
           "percent": "百分数（加引号），如 \"120%\"",
           "amount": "带单位的金额，如 \"5000万元\"", "share": "比例，如 \"30%\" 或 \"50% of fixed_investment\""},
)
