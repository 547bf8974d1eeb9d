"""What offices call the columns of their projects sheet: profile fields, milestones, endings."""

from __future__ import annotations

from tracker.domain.fields import AmountField, AnyField
from tracker.domain.profile import FIELDS
from tracker.ledger.families_money import CURRENCIES, MONEY_CAME, MONEY_USED
from tracker.ledger.family import CODES, ROLE, WHEN, Family, Sort
from tracker.ledger.plan_words import PLAN_WORDS

_NOT_REACHED = f"{PLAN_WORDS}|应于|限期|倒计时|天数|率|是否按|框架|意向|奠基|试生产"
"""Words in the header of a stage that make it the day of something else."""


TOLD = ("signed", "registered", "started", "producing")
"""Stages that a column can tell of in sentences (开工情况), where there is none of days."""


MONEY_BESIDE = "money_beside"
"""The field of money whose day stands beside it, in the column of 到资: 到账金额 and 到账时间."""


def _milestone(stage: str, stem: str, names: str = "", never: str = "") -> Family:
    shape = rf"(?:项目|实际|正式|合同|企业|公司|时间节点|推进节点|重要节点|关键节点|节点|阶段|完成|新)*(?:{stem})"
    shape += f"{WHEN}?"
    shape += rf"|为?已(?:{stem})(?:项目)?|(?:项目)?(?:{stem}){WHEN}?实际(?:完成)?{WHEN}?"
    ruled_out = "|".join(filter(None, (_NOT_REACHED, never, "金额|资本|资金额|亿元|万元|万美元|认定")))
    hint = rf"^(?:项目|实际|是否)?(?:{stem})(?:情况|状态|与否)$" if stage in TOLD else ""
    return Family(stage, names, shape, hint, ruled_out, Sort.DAY)


_SIGNED = (
    "签约|签订|签署|签定|签合同|(?:正式|投资|入园|合作|项目|招商|履约)?(?:协议|合同)(?:书)?(?:正式)?(?:签订|签约|签署"
    "|签定)"
    "|(?:签订|签署|签定)(?:正式|投资|入园|合作)?(?:协议|合同)"
)
_REGISTERED = (
    "(?:工商|企业|公司|市场主体|项目公司|法人|新公司)?(?:注册|登记注册|注册登记)|(?:工商|企业|公司|市场主体)登记"
    "|办照|领照|(?:营业)?执照(?:办理|取得|领取|注册|核发|发放)|(?:取得|领取|办理)(?:营业)?执照|(?:公司|企业"
    "|项目公司)成立|成立|落户注册"
)
_FUNDED = (
    "(?:首笔|首次|首期|第一笔|首批)?(?:资金|外资|投资|款项|项目资金)?(?:到资|到账|到帐|到位|进账|入账|到款|注资"
    "|实缴)"
    "|资金首次(?:到位|到账)|首资(?:到位|到账)?"
)
_STARTED = "开工|动工|开建|开工建设|动工建设|建设开工|破土动工|主体开工|全面开工|开工动工|动工开工|进场施工"
_PRODUCING = (
    "投产|竣工投产|建成投产|投产达效|投产运营|投产运行|投产使用|投运|竣工投运|投入生产|投入运营|投产竣工|建成投用|投用"
    "|全面投产|投产达产|运营|开业|投产开业|投产试运行"
)
_LEAD = (
    "线索|线索(?:登记|获取|收集)|(?:首次|初次|初步)?(?:洽谈|接洽|对接)|在谈|项目线索|信息收集|首谈"
)
STEMS: dict[str, str] = {"lead": _LEAD, "signed": _SIGNED, "registered": _REGISTERED, "funded": _FUNDED,
                         "started": _STARTED, "producing": _PRODUCING}
_RECOGNISED = tuple(
    Family(f"{stage}_recognised", shape=rf"(?:项目)?(?:(?:{stem})(?:项目)?认定|认定(?:{stem})){WHEN}?", sort=Sort.DAY)
    for stage, stem in STEMS.items()
)

TICKED_STAGES = tuple(STEMS)
"""Stages that a further column can tick (是否签约) beside the one with their days."""
ORIGIN_WORDS = {
    "out_of_province": "境内省外|省外境内|省外|省外内资|内资省外", "in_province": "域外省内|省内域外|省内市外|"
                                                                                  "市外省内|省内|县外省内|省内县外",
    "foreign": "外资|境外|港澳台|外商|港澳台及外商|国外", "local": "本地|本市|本县|市内|县内"}
"""What columns below 资金来源 are called that are ticked for one origin each."""
_COMPLETED = "竣工|完工|建成|竣工验收|建设完成|主体竣工|主体完工"
_AWAITED = {**STEMS, "completed": _COMPLETED}
EXPECTED = tuple(f"expected_{what}" for what in _AWAITED if what != "lead")
"""The fields of days that are expected."""
_EXPECTED = tuple(
    Family(f"expected_{what}",
           shape=rf"(?:项目|企业|公司|节点)*(?:(?:{PLAN_WORDS})(?:项目|正式|全面|企业|公司)*(?:{stem}){WHEN}?"
                 rf"|(?:{stem}){WHEN}?(?:{PLAN_WORDS})(?:时间|日期)?)",
           never="金额|资本|资金额|亿元|万元|万美元|认定|天数|率|是否按", sort=Sort.DAY)
    for what, stem in _AWAITED.items() if what != "lead"
)


def _of(field: AnyField) -> Family:
    """The family of a profile field, whose words stand in the table of fields."""
    words, sort = field.header, Sort.AMOUNT if isinstance(field, AmountField) else Sort.TEXT
    return Family(field.name, words.names, words.shape, words.hint, words.never, sort)


PROJECTS: tuple[Family, ...] = (
    Family("serial", "序号 序 顺序号 no no. 行号"),
    Family("code", CODES, never="信用"),
    Family("unit", "金额单位 货币单位 单位币种 币种单位 计量单位 单位"),
    Family("currency", CURRENCIES),
    *(_of(field) for field in FIELDS.values() if field.header.names),
    Family("top500_world", shape=r"(?:属于|引进|投资方)?世界(?:500|五百)强(?:企业|项目)*"),
    Family("top500_china", shape=r"(?:属于|引进|投资方)?(?:中国|国内)(?:企业)?(?:500|五百)强(?:企业|项目)*"),
    Family("top500_china_private",
           shape=r"(?:属于|引进|投资方)?(?:中国|全国)?民(?:营|企)(?:企业)?(?:500|五百)强(?:企业|项目)*"),
    *(Family(f"origin_{origin}", shape=rf"(?:项目)?(?:资金|投资|引资|投资方)(?:来源|性质|类别|类型|属性)(?:地|"
                                       rf"区域)?(?:{names})")
      for origin, names in ORIGIN_WORDS.items()),
    _milestone("lead", _LEAD, never="来源|渠道|注册|工商|执照"),
    _milestone("signed", _SIGNED, never="企业名|方名"),
    _milestone("registered", _REGISTERED, never="地址|地点"),
    _milestone("funded", _FUNDED, never="累计|本年|当年|实际到|凭证"),
    _milestone("started", _STARTED, never="竣工"),
    _milestone("producing", _PRODUCING),
    Family(MONEY_BESIDE, "到位资金 到账资金 到位金额 到账金额 实际到位资金 实际到账资金 实际到位金额 实际到账金额",
           rf"{MONEY_CAME}+|{MONEY_USED}|(?:实际|首笔|首次)(?:到资|到账|到帐|到位)",
           never="累计|合计|折合|折人民币|日期|时间|凭证|率|截[至止]|底|[本当]年|20[0-9]{2}", sort=Sort.AMOUNT),
    *_RECOGNISED,
    *_EXPECTED,
    Family("terminated",
           "终止 终止时间 终止日期 终止情况 终止日 解约 解约时间 解约日期 退出 退出时间 项目终止 项目终止时间 取消时间",
           r"(?:项目)?(?:终止|解约|退出|取消)(?:情况|时间|日期|日)?"),
    Family("terminated_reason", "终止原因 解约原因 退出原因 终止理由 取消原因"),
    Family("stage",
           "项目阶段 当前阶段 目前阶段 所处阶段 阶段 当前进度 项目进度 建设阶段 进展阶段 推进阶段 进度 项目进展阶段"),
    Family("progress", "进展情况 目前进展情况 目前进展 最新进展 项目进展 项目进展情况 推进情况 进展 工作进展 形象进度 "
                       "招商进度 洽谈进度 洽谈进展", r".*(?:进展|形象进度)(?:情况)?", never="时间|日期|问题|投资"),
    Family("status", "状态 项目状态 目前状态 当前状态 推进状态 建设状态 进展状态 现状 项目现状"),
    Family("problems", "存在问题 存在的问题 存在问题困难 存在困难问题 存在的困难问题 存在的问题困难 存在主要问题 "
                       "存在的主要问题 问题 困难 存在困难 困难问题 卡点堵点 卡点 堵点 主要问题 制约因素 "
                       "提请市级协调事项 提请县级协调事项 提请协调事项 需协调事项 需协调解决事项 需要协调事项 "
                       "协调事项 需解决事项",
           r"(?:需|提请|拟|要)*(?:上级|市级|县级|省级|区级|市|县)?协调(?:解决)?的?(?:事项|问题|困难)",
           hint="问题|困难|卡点|堵点|制约",
           never="措施|对策|类别|类型|时限|整改"),
    Family("remarks", "备注 备注说明 说明 其他说明 备考"),
    Family(ROLE, shape=r"(?:六个一)?一(?:个|名|位|套|支|张|本|份|条)[^一]{1,12}"),
)
