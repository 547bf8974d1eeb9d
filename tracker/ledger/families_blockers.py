"""What offices call the columns of their blockers sheet."""

from __future__ import annotations

from tracker.domain.profile import FIELDS, PROJECT_NAMES
from tracker.ledger.family import CODES, WHEN, Family, Sort

BLOCKERS_FAMILY: tuple[Family, ...] = (
    Family("serial", "序号 序 顺序号 no no. 行号"),
    Family("code", CODES),
    Family("project", PROJECT_NAMES + "企业项目名称 项目企业名称 涉及项目 涉及企业 反映企业 反映单位 "
           "诉求企业 诉求单位 问题企业 企业名称 企业 名称", hint="项目.{0,4}名称$"),
    Family("category",
           "卡点类别 卡点类型 问题类别 问题类型 堵点类别 堵点类型 困难类别 类别 类型 问题分类 分类 要素类别",
           r"(?:卡点|堵点|问题|困难|卡点堵点|难点)+(?:类别|类型|分类|种类)"),
    Family("description",
           "卡点描述 卡点内容 问题描述 问题内容 具体问题 存在问题 存在的问题 主要问题 卡点堵点 卡点问题 卡点 堵点 "
           "问题 困难 困难问题 问题事项 反映问题 反映的问题 企业诉求 诉求内容 诉求事项 "
           "堵点描述 事项 具体内容 内容 具体描述 描述 情况描述 诉求", hint="问题|困难|卡点|堵点|诉求",
           never="类别|类型|分类|编号|时间|日期|措施|状态|销号|解决|时限"),
    Family("bureau", FIELDS["bureau"].header.names,
           hint="(?:责任|牵头|承办|办理|主管)(?:单位|部门)(?:责任人|联系人|经办人)?$", never="电话"),
    Family("person", "责任人 具体责任人 联系人 经办人 负责人 办理人", never="电话"),
    Family("raised",
           "提出日期 提出时间 上报日期 上报时间 登记日期 登记时间 交办日期 交办时间 反映日期 反映时间 发现时间 "
           "发现日期 收集时间 "
                     "受理日期 受理时间 梳理时间 提交日期 日期 时间",
           rf"(?:问题|卡点|堵点)*(?:提出|上报|登记|交办|反映|发现|收集|受理|提交|产生|排查){WHEN}", sort=Sort.DAY),
    Family("due",
           "办结时限 办理时限 完成时限 整改时限 解决时限 计划解决时间 计划销号时间 计划完成时间 限办日期 截止日期 "
           "截止时间 时限 时限要求 "
                  "办结期限 完成期限 预计解决时间 要求完成时间 到期日",
           rf"(?!原|首次).*(?:时限|期限)(?:要求)?"
           rf"|(?:计划|预计|拟|要求|限期)+(?:解决|销号|完成|办结|办理){WHEN}?", sort=Sort.DAY),
    Family("first_due", "原定办结时限 首次办结时限 原定时限 首次时限 原办结时限"),
    Family("blocking", "影响开工 卡住开工 影响推进 制约开工"),
    Family("log", "办理记录 全部记录 办理全过程"),
    Family("verified", "销号日期 销号时间 销号 销号日 验收销号时间 核销日期 核销时间 销号情况",
           rf"(?:问题|卡点|实际|验收)*(?:销号|核销){WHEN}", never="计划|预计|拟|状态|序号", sort=Sort.DAY),
    Family("answered",
           "答复日期 答复时间 回复日期 回复时间 办结日期 办结时间 解决日期 解决时间 完成日期 完成时间 实际完成时间 "
           "化解时间",
           rf"(?:问题|卡点|实际)*(?:答复|回复|办结|解决|完成|化解){WHEN}", never="计划|预计|拟|要求", sort=Sort.DAY),
    Family("state",
           "状态 办理状态 卡点状态 问题状态 当前状态 目前状态 销号状态 解决状态 办结状态 销号情况 是否销号 是否解决 "
           "是否办结 解决情况 完成情况 解决 办结 化解"),
    Family("answer",
           "答复意见 答复 答复内容 办理情况 办理结果 处理结果 进展情况 推进情况 进展 办理进展 最新进展"),
    Family("measure", "解决措施 解决办法 整改措施 工作措施 措施 解决建议 建议措施"),
    Family("level", "协调层级 层级 等待层级 解决层级 级别 办理层级"),
    Family("permit", "许可事项 审批事项 许可名称 审批手续"),
    Family("authority", "审批部门 审批机关 许可机关 审批单位"),
    Family("remarks", "备注 说明 备注说明"),
)
