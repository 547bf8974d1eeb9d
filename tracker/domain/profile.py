"""Who and what a project is: the one table of the fields of its profile, and how typed texts are read into them."""

# ruff: noqa: RUF009 - `_of` makes the attribute of a dataclass, which is what a call may be the default for

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from tracker.domain.credit_code import BadCreditCode
from tracker.domain.fields import (
    LINE,
    PAGE,
    REMARK,
    AmountField,
    AnyField,
    ChoiceField,
    CreditCodeField,
    FieldRefused,
    HeaderWords,
    HopedForField,
    LineField,
    NameField,
    NotesField,
    NumberField,
    ProfileField,
    ReferenceField,
    RolesField,
    YesNoField,
)
from tracker.domain.money import Money, NotAnAmount
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import TooLong
from tracker.domain.typed import not_an_amount

__all__ = [
    "FIELDS",
    "FIELD_COLUMNS",
    "LINE",
    "OFFERED",
    "ORIGIN_SAID",
    "PAGE",
    "PROJECT_NAMES",
    "REMARK",
    "ChainRole",
    "FieldRefused",
    "Origin",
    "Ownership",
    "Particulars",
    "PhaseScope",
    "Top500",
    "in_register",
    "read_field",
    "read_fields",
    "usual_first",
]

_V = TypeVar("_V")


class Origin(StrEnum):
    """Where the money comes from; a partition. 外资 includes Hong Kong, Macao and Taiwan."""

    OUT_OF_PROVINCE = "out_of_province"
    IN_PROVINCE = "in_province"
    FOREIGN = "foreign"
    LOCAL = "local"


class Top500(StrEnum):
    """The three lists of 三类500强."""

    WORLD = "world"
    CHINA = "china"
    CHINA_PRIVATE = "china_private"
    LISTED = "listed"
    """On one of them, and the ledger does not say which."""


class ChainRole(StrEnum):
    """What a project does for its industry chain: 主链, 强链, 延链, 补链."""

    MAIN = "main"
    STRENGTHEN = "strengthen"
    EXTEND = "extend"
    COMPLETE = "complete"


class Ownership(StrEnum):
    """Whose the investor is: of private persons, of the state, of investors from abroad."""

    PRIVATE = "private"
    STATE = "state"
    FOREIGN = "foreign"


class PhaseScope(StrEnum):
    """Whether a later phase of a project lies inside what was signed with the first, or was signed anew."""

    INSIDE = "inside"
    ANEW = "anew"


ORIGIN_SAID = {"境内省外": "out_of_province", "省外": "out_of_province", "域外省内": "in_province",
               "省内": "in_province", "外资": "foreign", "港澳台": "foreign", "本地": "local"}
_TOP500_SAID = {"世界500强": "world", "中国企业500强": "china", "中国500强": "china", "民营企业500强": "china_private",
                "中国民营企业500强": "china_private", "民营500强": "china_private",
                "三类500强": "listed", "500强": "listed"}
_PHASE_SCOPE_SAID = {"原签约范围内": "inside", "原合同内": "inside", "原合同范围内": "inside",
                     "另行签约": "anew", "重新签约": "anew", "新签合同": "anew"}
_OWNERSHIP_SAID = {
    **dict.fromkeys(("民营", "民企", "民营企业", "民营资本", "民间投资", "民间资本", "民资", "私营", "私营企业", "私企",
                     "私有", "非公", "非公有制"), "private"),
    **dict.fromkeys(("国有", "国企", "国有企业", "国有独资", "国有控股", "国有控股企业", "国有资本", "国资", "央企",
                     "中央企业", "地方国企", "国有及国有控股"), "state"),
    **dict.fromkeys(("外资", "外企", "外资企业", "外商", "外商投资", "外商投资企业", "外商独资", "外商独资企业",
                     "中外合资", "中外合作", "港澳台资", "港澳台商投资", "港澳台"), "foreign")}
_CHAIN_ROLE_SAID = {"主链": "main", "强链": "strengthen", "延链": "extend", "补链": "complete"}
PROJECT_NAMES = (
    "项目名称 项目全称 项目名 项目 招商项目名称 招商引资项目名称 签约项目名称 引进项目名称 所属项目 对应项目 "
    "关联项目名称 ")
"""What every sheet of a ledger calls the name of a project."""


def _of(field: ProfileField[_V]) -> _V:
    """An attribute of Particulars that holds the values of a field."""
    return dataclasses.field(default_factory=field.blank, metadata={"field": field})


@dataclass(frozen=True, slots=True)
class Particulars:
    """The profile of a project as values, and the table of its fields in the order a page shows them.

    A field that is added here, to `store.tables.Profile` and its migration, and to the words is everywhere: in forms,
    commands, imports, exports, filters, changes to many projects, the journal and undo.
    """

    name: str = _of(NameField(
        columns=("name", "name_key"), register=("name",), lead=True,
        header=HeaderWords(
            PROJECT_NAMES + "企业项目名称 项目企业名称 项目单位名称 线索名称 项目线索 意向项目名称 意向项目 项目简称 "
                            "招商项目 签约项目 工程名称 名称",
            hint="项目.{0,4}名称$|项目名$|^项目名称", never="前期|一期项目|母项目|关联")))
    investor: str = _of(LineField(
        register=("investor",), repeats=False, lead=True,
        header=HeaderWords(
            "投资方 投资主体 投资单位 投资企业 投资商 投资者 投资人 投资公司 投资方名称 投资主体名称 投资企业名称 "
            "投资单位名称 客商 客商名称 投资客商 引进企业 引进企业名称 签约企业 签约企业名称 签约方 合作方 乙方 "
            "外方 外方投资方 外方投资者 境外投资方 外商 "
            "业主单位 项目业主 项目业主单位 业主 项目单位 建设单位 项目公司 项目法人 企业名称 公司名称 企业 落户企业 "
            "单位名称 中方 中方投资方 "
            "中方投资者",
            r"(?:项目|主要|第[一二三四五])?(?:投资|出资|合作|引进)(?:方|主体|单位|企业|商|者|人|公司|客商)"
            r"(?:[一二三四五1-5]|[甲乙丙](?=$|名|全))?(?:名称|全称|情况)?",
            never="所在|来源|地址|电话|联系|简介|概况|背景|类型|性质")))
    investor_from: str = _of(LineField(header=HeaderWords(
        "投资方所在地 投资方来源地 来源地 客商来源地 企业来源地 投资方地区 投资方注册地 籍贯 来源省份 所属省份 "
        "投资来源地 国别 投资国别 国别地区 国家地区 投资方国别 国籍 省份 省直辖市自治区 省市自治区 所在省份 所在省 "
        "来源省市 投资方省份 市自治州 所在城市 投资方城市 城市",
        r"(?:投资(?:方|主体|单位|企业|商|者|人)|客商|企业|公司|母公司|总部)(?:所在|来源|所属|注册|总部)(?:地|地区"
        r"|省份|城市|省市)+")))
    origin: Origin | None = _of(ChoiceField(
        kind=Origin, said=ORIGIN_SAID, register=("origin",), lead=True,
        header=HeaderWords(
            "资金来源 内外资 资金性质 资金类别 资金属性 资金类型 内外资类别 内外资性质 内资外资 投资来源 投资性质 "
            "引资类别 引资性质 资本来源 来源类别 资金渠道 资金来源类别 资金来源区域 资金来源性质 境内外 省内外 "
            "引资来源 资金来源地 资金归属 来源", r"(?:项目)?(?:资金|投资|引资)(?:来源|性质|类别|类型|属性)")))
    ownership: Ownership | None = _of(ChoiceField(
        kind=Ownership, said=_OWNERSHIP_SAID, register=("ownership",),
        header=HeaderWords(
            "企业性质 企业类型 投资主体性质 投资方性质 投资企业性质 投资者性质 客商性质 公司性质 所有制 所有制性质 "
            "所有制类型 企业所有制 经济类型 经济性质 企业经济类型 企业经济性质 投资主体类型 投资方类型",
            r"(?:投资(?:方|主体|单位|企业|商|者)|客商)(?:的)?(?:性质|所有制|经济类型|企业类型)")))
    hunan_return: bool = _of(YesNoField(
        register=("hunan_return",),
        says_yes="湘商 湘商回归 湘商回归项目 湘商项目 湘籍 湘籍企业 回归 回归项目 属湘商回归",
        header=HeaderWords("湘商回归 湘商回归项目 湘商项目 湘商 湘籍回归 乡友回归 返湘 回归项目 回归",
                           r".{0,3}[商友才]回[归乡](?:项目|类项目|资金)?")))
    top500: Top500 | None = _of(ChoiceField(
        kind=Top500, said=_TOP500_SAID, register=("top500",), listed="top500", tag=True,
        header=HeaderWords("三类500强 三类500强企业 三类500强项目 500强 500强企业 500强类别 500强类型 招大引强",
                           hint="500强|五百强")))
    contract_amount: Money | None = _of(AmountField(
        columns=("contract_minor", "contract_currency", "contract_mark"), register=("amount", "currency", "mark"),
        lead=True,
        header=HeaderWords(
            "合同金额 合同总额 合同额 合同投资额 合同总投资 合同投资总额 合同引资额 协议金额 协议总投资 协议投资额 "
            "协议投资总额 协议引资额 签约金额 签约额 签约投资额 签约总投资 签约总额 计划总投资 项目计划总投资 "
            "计划投资总额 项目总投资 总投资 总投资额 投资总额 合同外资 合同利用外资 合同资金 协议资金 签约资金 "
            "计划投资 计划投资额 拟总投资 拟投资额 预计总投资 投资额 投资规模 投资金额 引资额 引资金额 "
            "意向投资 协议外资 外资合同额 外资协议额 外方投资额 外方认缴",
            r"(?:合同|协议|签约)(?:利用|使用)?(?:外资|内资)(?:金额|额|总额)?"
            r"|(?:项目|计划|合同|协议|签约|意向|拟|预计|概算|估算|引进|约定)*(?:总投资|投资总?额|投资规模|引资总?额|"
            r"投资"
            r"|引资|金额)(?:额|金额|总额|规模|估算|概算)?",
            never="固定|固投|完成|累计|到位|到账|到资|已|实际|当年|本年|年度|设备|外汇")))
    fixed_investment: Money | None = _of(AmountField(
        columns=("fixed_minor", "fixed_currency", "fixed_mark"),
        header=HeaderWords("固定资产投资 固定资产投资额 固投 固定资产",
                           r"(?:其中|项目|计划|合同|协议|拟|预计)*(?:固定资产|固投|固资)(?:总?投资)?(?:总?额|金额)?",
                           never="完成|累计|已|实际|当年|本年|年度")))
    project_type: str = _of(LineField(listed="project_types", header=HeaderWords(
        "项目类型 项目种类 招商项目类型 投资项目类型 建设项目类型")))
    credit_code: str = _of(CreditCodeField(
        register=("credit_code",),
        header=HeaderWords("统一社会信用代码 社会信用代码 信用代码 统一信用代码 营业执照号 营业执照编号 营业执照代码",
                           hint="信用代码")))
    industry_chain: str = _of(LineField(
        register=("chain",), listed="industry_chains",
        header=HeaderWords(
            "产业链 所属产业链 产业链名称 产业链条 重点产业链 产业类别 所属产业 产业 主导产业 产业方向 产业类型 "
            "产业分类 产业门类 行业类别 所属行业 行业 行业分类 行业门类 行业类型", never="链长|链主|定位|环节|作用")))
    chain_role: ChainRole | None = _of(ChoiceField(
        kind=ChainRole, said=_CHAIN_ROLE_SAID, register=("chain_role",), listed="chain_roles", tag=True,
        header=HeaderWords(
            "链条定位 链条作用 链条环节 链条类型 链条属性 链条类别 产业链定位 产业链作用 产业链环节 链型 链上定位 "
            "强链补链 补链强链 链类型", r".*(?:[主强延补建]链){2,}.*|.*[主强延补建]+链(?:类型|项目|类别)?")))
    park: str = _of(LineField(
        register=("park",), listed="parks", lead=True,
        header=HeaderWords(
            "落户园区乡镇 落户园区 落户乡镇 落户地 落户地点 落户区域 落地园区 落地乡镇 落地地点 所在园区 所属园区 "
            "承接园区 承接地 园区乡镇 乡镇园区 园区 乡镇 乡镇街道 镇街 街道 所在乡镇 所属乡镇 所在镇街 建设地点 "
            "建设地址 项目地址 项目地点 项目所在地 项目选址 选址 属地 所在地 地点 地址 功能区 镇 镇办 苏木镇 旗县园区",
            r"(?:项目)?(?:落户|落地|所在|所属|承接|承载|建设|选址|属地|入驻)(?:的)?(?:园区|乡镇|镇街|街道|镇|区域|区"
            r"|地点|地址|地|位置|平台)+")))
    bureau: str = _of(LineField(header=HeaderWords(
        "责任单位 牵头单位 责任部门 牵头部门 牵头责任单位 主管部门 主管单位 行业主管部门 包联单位 包保单位 帮扶单位 "
        "服务单位 跟踪单位 联系单位 包抓单位 承办单位 责任局 主办单位 办理单位 引进单位 招引单位 招商单位 引资单位",
        hint=r"(?:责任|牵头|主管|包联|包保|挂钩|帮扶|服务)(?:单位|部门)$", never="电话|资金")))
    chain_leader: str = _of(LineField(
        register=("chain_leader",),
        header=HeaderWords(
            "链长 产业链链长 市级领导 县级领导 区级领导 旗级领导 县领导 市领导 区领导 联系领导 包联领导 牵头领导 "
            "责任领导 挂点领导 挂钩领导 包抓领导 包保领导 分管领导 服务领导 领导", r".{0,8}(?:链长|领导)",
            never="副链长|电话|一[名个位]")))
    officer: str = _of(LineField(
        register=("officer",), lead=True,
        header=HeaderWords(
            "招商联络员 联络员 项目联络员 招商专员 招商员 服务专员 项目专员 项目管家 责任人 项目责任人 项目负责人 "
            "经办人 跟踪人 包联干部 具体责任人 招商人员 联系人 项目联系人", never="电话")))
    channel: str = _of(LineField(listed="channels", header=HeaderWords(
        "线索渠道 线索来源 信息来源 项目来源 来源渠道 招商渠道 引进渠道 引进方式 招商方式 招引方式 渠道 获取渠道")))
    land_mu: str = _of(NumberField(unit="亩", header=HeaderWords(
        "用地面积 用地 占地面积 占地 土地面积 供地面积 用地规模 用地需求 土地 亩数",
        r"(?:项目|计划|拟|总|需|规划|新增)*(?:用地|占地|供地|土地)(?:面积|规模|需求|亩数|亩|情况)*")))
    expected_output: Money | None = _of(HopedForField(
        columns=("output_minor", "output_currency", "output_mark"),
        header=HeaderWords(
            "预计产值 预计年产值 年产值 产值",
            r"(?:项目|预计|预期|计划|达产|投产|后|年|新增|可实现|实现)*(?:产值|营业收入|营收|销售收入"
            r"|主营业务收入)(?:额|规模)?", never="完成|累计|已|实际|当年|本年")))
    expected_tax: Money | None = _of(HopedForField(
        columns=("tax_minor", "tax_currency", "tax_mark"),
        header=HeaderWords(
            "预计税收 预计年税收 年税收 税收",
            r"(?:项目|预计|预期|计划|达产|投产|后|年|新增|可实现|实现|创|上缴|缴纳|贡献)*(?:税收|税金|纳税|利税|创税"
            r"|缴税)(?:额|总额|贡献)?", never="完成|累计|已|实际|当年|本年")))
    roles: Mapping[str, str] = _of(RolesField())
    phase_of: int | None = _of(ReferenceField(header=HeaderWords(
        "前期项目 一期项目 母项目 首期项目 前期项目名称 一期项目名称")))
    phase_scope: PhaseScope | None = _of(ChoiceField(
        kind=PhaseScope, said=_PHASE_SCOPE_SAID, header=HeaderWords("后期范围 二期范围 二期签约情况 后期签约情况")))
    notes: Mapping[str, str] = _of(NotesField())


FIELDS: Mapping[str, AnyField] = {
    at.name: replace(kind, name=at.name, columns=kind.columns or (at.name,))
    for at in dataclasses.fields(Particulars) for kind in (at.metadata["field"],)
}
"""The one table of fields, by name. Whatever handles fields goes through it."""
OFFERED: tuple[str, ...] = tuple(name for name, field in FIELDS.items()
                                 if isinstance(field, LineField) and field.repeats)
"""Those that are typed and hold the same few values over and over, so that the values in use are offered."""
FIELD_COLUMNS: tuple[str, ...] = tuple(column for field in FIELDS.values() for column in field.columns)
"""The columns of the table that keep them."""


def in_register(*kinds: type[AnyField]) -> dict[str, AnyField]:
    """The fields that are columns of the register, of these kinds where some are given, by the name of the column."""
    return {field.register[0]: field for field in FIELDS.values()
            if field.register and (not kinds or isinstance(field, kinds))}


def usual_first(names: Iterable[str], usual: tuple[str, ...]) -> tuple[str, ...]:
    """The names in their order, but the usual ones before all others."""
    return (*usual, *(name for name in names if name not in usual))


def read_fields(typed: Mapping[str, str], was: Particulars | None = None) -> tuple[Particulars, list[Reason]]:
    """The profile `was` with the typed fields put in, and a reason for each that cannot be read.

    An empty text empties its field. Fields with a reason keep what they were. A reference to another project is left
    to the office, which can look it up.
    """
    was = was or Particulars()
    values: dict[str, Any] = {}
    reasons: list[Reason] = []
    for name, text in typed.items():
        try:
            values[name] = read_field(name, text, was)
        except FieldRefused as refusal:
            reasons.append(refusal.reason)
    return replace(was, **values), reasons


def read_field(name: str, text: str, was: Particulars | None = None) -> Any:
    """The value of one field from what was typed; raises `FieldRefused`."""
    field = FIELDS.get(name)
    if field is None:
        raise FieldRefused(Reason(Code.UNKNOWN_FIELD, params={"field": name, "choices": tuple(FIELDS)}))
    try:
        return field.read(text, getattr(was, name) if was else field.blank())
    except NotAnAmount as error:
        raise FieldRefused(not_an_amount(error, name)) from None
    except TooLong as error:
        raise FieldRefused(Reason(Code.TOO_LONG, params={"field": name, "limit": error.limit}, field=name)) from None
    except BadCreditCode as error:
        raise FieldRefused(Reason(Code.CREDIT_CODE, params={"value": error.value}, field=name)) from None
