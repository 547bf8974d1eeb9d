"""How a change with a day of effect is told, in Chinese."""

from __future__ import annotations

from tracker.words.changed import ChangedWords

WORDS = ChangedWords(
    title="变更与增资", increased="增资 {amount}", became="{field}由“{before}”变更为“{after}”", nobody="空",
    increase_done="{project}：{day} 起增资 {amount}", change_done="{project}：{day} 起变更{fields}",
    void_done="第 {id} 号变更已撤销", increase_title="增资：{name}", increase_commit="登记增资",
    change_title="变更：{name}", change_commit="登记变更", change_what="变更", change_to="变更为",
    void_title="撤销{day}的{change}：{name}", void_commit="撤销",
    signed_again="再次签约：{after}（此前 {before}，合同金额 {amount}）",
    kind={"signing": "再次签约", "intent": "意向（框架）协议"},
    signed_done="{project}：{day} 再次签约（第 {id} 号）",
    intent_done="{project}：已登记 {day} 的意向（框架）协议，不算签约（第 {id} 号）",
)
