"""What is said of units, in Chinese."""

from __future__ import annotations

from tracker.words.units import UnitWords

WORDS = UnitWords(
    column={"number": "单位号", "unit": "单位", "kind": "类别", "group": "组别", "retired": "停止考核",
            "projects": "项目数", "how": "方式", "share": "比例", "paper": "文号", "from": "自",
            "id": "认领号", "measure": "计量单位", "claimants": "认领单位",
            "adds": "计入", "in_figures": "计入的指标", "year": "年度"},
    title="考核单位",
    suggested="项目资料里有、还不是考核单位的：加 --take 一次全部增加",
    none_suggested="项目资料里的园区、乡镇和责任单位都已是考核单位",
    added="已增加考核单位“{name}”（第 {number} 号）",
    taken="已增加 {count} 个考核单位：{names}",
    renamed="“{before}”已改名为“{name}”，原来计入的仍归它",
    grouped="“{name}”已归入“{group}”",
    ungrouped="“{name}”不再属于任何一组",
    retired="“{name}”自 {day} 起不再认领新项目；已归它的，以后仍计入它",
    resumed="“{name}”恢复考核",
    targets="下达给各单位的目标",
    handed="已给“{name}”下达 {year} 年“{label}”：{value} {unit}",
    taken_back="已收回“{name}”{year} 年“{label}”的目标 {value} {unit}",
    credits="项目归属",
    to_credit="还没有单位认领、资料里写着单位的项目：加 --take 全部计入",
    none_to_credit="没有可以按资料计入的项目：要么已有单位认领，要么资料里没有写考核单位（责任单位用 --bureau）",
    credits_taken="已按资料把 {count} 个项目计入各自的单位；不对的用 credit withdraw 撤回，或用 undo 全部撤销",
    credited="{project}：自 {day} 起计入“{unit}” {share}（第 {id} 号认领）",
    withdrawn="已撤回第 {id} 号认领，记录保留",
    figures="{year} 年各单位完成情况，截至 {until}",
    of_unit="{year} 年“{unit}”完成情况，截至 {until}",
    twice="减：重复认领",
    unclaimed="加：无人认领",
    place={"县": "全县", "市": "全市", "区": "全区", "旗": "全旗", "": "全县（市、区）"},
    completion="下达的目标与完成率",
    projects_twice="重复认领的项目",
    projects_unclaimed="无人认领的项目",
    behind="计入的项目",
    how_told="各单位之和，减去重复认领，加上无人认领，就是{place}的数；比率和平均数按各自的分子、分母计算，不相加",
    exported="已写好 {file}：{units} 个单位、{targets} 个目标",
    imported="已导入：新单位 {units} 个，下达目标 {set} 个，收回 {dropped} 个，改组别或类别 {changed} 个",
    unchanged="与现有的完全一致，没有任何改动",
)
