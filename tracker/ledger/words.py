"""What offices write into cells: origins, yes and no, lists, roles, vouchers, causes."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from tracker.domain.blocking import OTHER_CATEGORY, BlockerState
from tracker.domain.day_text import DATE, DATE_OF_ANY_YEAR
from tracker.domain.days import Precision, day_said, is_empty, is_vague
from tracker.domain.fields import ChoiceField, FieldRefused, YesNoField
from tracker.domain.order import is_ahead
from tracker.domain.profile import ChainRole, Origin, Top500
from tracker.domain.stages import Stage, Status
from tracker.domain.text import TooLong, fold_width
from tracker.ledger.english import stage_in_chinese
from tracker.ledger.headers import fold, fold_whole
from tracker.ledger.plan_words import PLAN_WORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


YES = _words("是 有 √ ✓ ✔ ☑ v y yes true 1 1.0 对 属于 已 ● on")
NO = _words("否 无 × ✗ ✘ x n no false 0 0.0 / 不是 非 不属于 没有 未 - — off")

_HEADED = {
    Origin.FOREIGN: re.compile("(?<![省域境市县区内])外资|境外|国外|外商|港澳台"),
    Origin.OUT_OF_PROVINCE: re.compile("省外"),
    Origin.IN_PROVINCE: re.compile("(?:域外|市外|县外)省内|省内(?:域外|市外|县外)")}
"""What a header of money says of where it is from."""
_ORIGINS: dict[str, Origin] = {
    name: origin
    for origin, names in {
        Origin.OUT_OF_PROVINCE: "境内省外 省外境内 省外 国内省外 省外国内 外省 内资省外 省外内资 境内市外省外 "
                                "境内区外 区外境内 国内区外 自治区外 "
                                "区外国内 省外域外 省际 跨省",
        Origin.IN_PROVINCE: "域外省内 省内域外 市外省内 省内市外 省内 县外省内 省内县外 区外省内 内资省内 省内内资 "
                            "市外境内省内 州外省内 "
                            "省内州外 盟外区内 区内盟外 区内市外 市外区内 本省 本省市外",
        Origin.FOREIGN: "外资 境外 港澳台 港资 台资 澳资 侨资 外商 国外 海外 外国 港澳台资 台港澳 外商独资 中外合资 "
                        "中外合作 外商直接 利用外资 "
                        "实际利用外资 实际使用外资 港澳台外商 外商港澳台 外商港澳台资 港商 台商 侨商 fdi 外资企业 "
                        "境外外资 日资 韩资 美资 德资 英资 法资 欧资 新资 日商 韩商 美商 外企 日企 韩企 德企 美企 "
                        "外商投资企业 外国企业 跨国公司 三资 fdi外资 qflp 外方 合资 境外企业 港澳 港澳台侨 港澳台侨资",
        Origin.LOCAL: "本地 本市 本县 本区 本旗 本土 本级 市内 县内 区内 旗内 域内 县域内 市域内 本地内资 市内本地 "
                      "本市内 本县内",
    }.items()
    for name in names.split()
}
SAYS_TOO_LITTLE = _words("内资 国内 境内 内联 国内资金 国内内资 内资企业 中国 中国大陆 大陆 内地 中方 中资 "
                         "市外 县外 区外 旗外 州外 域外 外地 异地 沿海 沿海地区 发达地区 市外境内 县外境内 县外市内 "
                         "央企 国企 国资 国有 民企 民资 民营 民间 民间资本 社会资本 上市公司 私营 个体 混合所有制 "
                         "股份制 "
                         "自筹 企业自筹 自有 自有资金 自有资金自筹 自筹资金 贷款 银行贷款 自筹贷款 财政 财政资金 "
                         "专项债 "
                         "基金 产业基金 其他 混合 多元 待定")
"""Neither in nor out of the province: no origin is guessed, and no figure counts it until one is given."""
_FUNDS = re.compile(r"(?:企业|公司|项目|股东|业主|资本金|自有|自筹|银行|金融机构|融资|贷款|财政|专项债券?|政府|债券|"
                    r"基金|资金|投资|"
                    r"[0-9.,%万亿元:占]|和|及|加|等|其他|拨款|配套|筹措|解决)+")
"""What money is made of, and not where it is from: 企业自筹3000万元，银行贷款2000万元."""

_ON_A_LIST = re.compile(r"500|五百|世界|全球|财富")
_ON_ANOTHER = re.compile(r"上市|央企|国企|民企|龙头|专精特新|独角兽|高新技术|瞪羚|小巨人|隐形冠军|规上|规模以上|百强")
"""What is said of companies beside the lists; a company's own name in the column says yes."""
_LISTS = ((r"民营|民企", Top500.CHINA_PRIVATE), (r"世界|全球|财富", Top500.WORLD), (r"中国|国内|企业500", Top500.CHINA))

_ROLES = (("主", ChainRole.MAIN), ("强", ChainRole.STRENGTHEN), ("延", ChainRole.EXTEND), ("补", ChainRole.COMPLETE),
          ("建", ChainRole.MAIN))
_VOUCHERS = (
    ("进账单|回单|银行|转账|汇款|水单|流水|电汇|入账通知", "bank_slip"), ("验资|审计报告", "verification_report"),
    ("发票|税票", "invoice"),
    ("土地|出让金", "land_fee"), ("合同|协议", "contract"), ("营业执照|执照", "licence"), ("施工许可|许可证", "permit"),
    ("验收", "acceptance"),
    ("照片|图片", "photo"),
)
_CAUSES = (
    ("岸线|水域|河道|河湖|涉河|港口|码头|航道|防洪|堤防|水利", "河湖岸线"), ("林地|林业|公益林|伐木|采伐|使用林|占林",
                                                   "林地"),
    ("征地|拆迁|征拆|征收|腾退|迁坟|搬迁|青苗|地上附着|拆除|安置", "征拆"),
    ("用地|土地|供地|地块|农转用|耕地|摘牌|挂牌|宗地|招拍挂|地类|占补|建设指标|没有?地|缺地|不动产|净地|土方|场地平整",
     "用地"),
    ("基金|尽调|股权|出资", "产业基金"),
    ("融资|贷款|资金链|银行|担保|资金|缺钱|授信|回款|欠款|资本金", "融资"),
    ("环评|环境|环保|排污|总量指标|污水|废水|排水许可|危废|废气|环境容量", "环评"),
    ("能评|能耗|节能|用能|煤耗", "能评"),
    ("用电|供电|电力|线路|增容|变电|并网|缺电|(?:没有?|[无停断通接限])电|电压|专线|高压线|配电|电费|电价|电网|杆线",
     "用电"),
    ("用水|供水|取水|用气|供气|天然气|蒸汽|缺水|(?:没有?|[无停通接])水|自来水|水压|管网|(?:没有?|[缺停无通接限])气|"
     "燃气|供热|用热|气源", "用水"),
    ("用工|招工|工人|熟练工|人才|劳动力|缺人|招不到人|员工|人手|人员不足|技工", "用工"),
    ("规划|选址|报批|审批|批复|手续|许可|红线|立项|备案|图审|验收|报建|办证|施工证|消防|资质|未批", "规划报批"),
    ("政策|奖补|优惠|兑现|补贴|奖励|扶持|税收返还|退税", "政策"),
    ("市场|订单|行情|销路|销售|滞销|客户|产能过剩", "市场"),
)
_STATES = (
    (r"[未不待拟]|正在|推进|办理中|处理中|进行|在办|部分|基本|初步|逐步|阶段性|计划|预计",
     BlockerState.OPEN), (r"销号|核销|闭环", BlockerState.VERIFIED),
    (r"答复|回复|办结|解决|完成|化解|办理完|已办", BlockerState.ANSWERED), (r"跟进|协调|交办", BlockerState.OPEN),
)
_ENDED = re.compile(r"终止|解约|解除|取消|退出|撤资|流产|中止|失效|流失|放弃|撤销|作废|谈崩|告吹|淘汰|废止|清退")
_SET_ASIDE = re.compile(r"暂停|暂缓|缓建|停建|停工|搁置|停滞|中止推进")
_SPLIT = re.compile(r"[、,，;；/+\n]|和|及")


_UNDECIDED = re.compile(r"待定|未定|待核|待议|面议|保密|洽谈|商定|不详|待确定|暂定?$")
_RANGE = re.compile(r"[0-9亿万元][-—–~～至到]+[0-9]")
_NUMBERS = re.compile(r"[0-9][0-9.,，]*")


def amount_trouble(value: object) -> str:
    """Why a cell is no amount, as far as it can be told: "undecided", "range", "several", or "" for none of these."""
    if not isinstance(value, str):
        return ""
    text = "".join(fold_width(value).split())
    if _UNDECIDED.search(text):
        return "undecided"
    if _RANGE.search(text):
        return "range"
    return "several" if len(_NUMBERS.findall(text)) > 1 else ""


def yes_or_no(value: object) -> bool | None:
    """Whether a cell says yes or no; None when it says something else."""
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in YES:
        return True
    if text in NO or is_empty(value):
        return False
    folded = fold(text)
    if folded[:1] in ("是", "有") and folded[:2] not in ("是否", "有无"):
        return True
    return False if folded[:1] in ("否", "非", "无", "不") else None


def flag_said(field: YesNoField, value: object) -> bool | None:
    """What `yes_or_no` says of a cell, in the column of a field whose own name (湘商) is a yes too."""
    return True if fold(str(value)) in field.says_yes.split() else yes_or_no(value)


@lru_cache(maxsize=4096)
def origin_said(text: str) -> Origin | str | None:
    """The origin a text names; "" when it says too little to tell, None when it says nothing known."""
    for folded in (fold_whole(text), fold(text)):
        for said in (folded, folded.removesuffix("资金"), folded.removesuffix("投资"), folded.removesuffix("企业"),
                     folded.removesuffix("项目"), folded.removesuffix("资")):
            if said in _ORIGINS:
                return _ORIGINS[said]
            if said in SAYS_TOO_LITTLE:
                return ""
    return "" if _FUNDS.fullmatch(fold_whole(text)) else None


@lru_cache(maxsize=1024)
def origin_headed(header: str) -> Origin | None:
    """Where all the money of a column is from, as its header says: 实际到位外资, 省外到位资金; None where it says none.

    What it says of places within the province tells too little: 县内 may be where the money went.
    """
    folded = fold_whole(header)
    found = [origin for origin, words in _HEADED.items() if words.search(folded)
             and not (origin is Origin.FOREIGN and "内资" in folded)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1024)
def top500_said(text: str) -> Top500 | None:
    """Which of the three lists a text names; LISTED when it says yes and not which, None when it says no or speaks of
    something else (上市公司, 央企).
    """
    answer, folded = yes_or_no(text), fold_whole(text)
    if answer is False or (answer is None and _ON_ANOTHER.search(folded) and not _ON_A_LIST.search(folded)):
        return None
    return next((value for pattern, value in _LISTS if re.search(pattern, folded)), Top500.LISTED)


def choice_said(field: ChoiceField[Any], text: str) -> StrEnum | None:
    """The value of a field that a text names, None when it names none."""
    if field.kind is ChainRole:
        return _chain_role_said(text)
    try:
        found: StrEnum | None = field.read(text, None)
    except (FieldRefused, TooLong):
        return None
    return found


@lru_cache(maxsize=1024)
def _chain_role_said(text: str) -> ChainRole | None:
    """What a project does for its chain: the first of 主 强 延 补 named; None when none is."""
    places = [(text.find(sign), role) for sign, role in _ROLES if sign in text and ("链" in text or len(text) == 1)]
    return min(places)[1] if places else None


_BY_LINE = "其他"
"""The kind of a document that none of the kinds is, where its number stands in a line of its own."""


def voucher_lines(kinds: str, numbers: str) -> tuple[tuple[str, str], ...]:
    """Kind and number of each of several documents, one a line in two cells beside each other; none for other cells."""
    said, told = kinds.split("\n"), numbers.split("\n")
    if len(said) < 2 or len(said) != len(told):
        return ()
    found = []
    for kind, number in zip(said, told, strict=True):
        known = vouchers_said(kind)
        if len(known) != 1:
            return ()
        found.append((known[0][0], "" if is_empty(number) else number))
    return tuple(found)


@lru_cache(maxsize=4096)
def vouchers_said(text: str) -> tuple[tuple[str, str], ...]:
    """Kinds of document a text names, each with what no kind could hold: 银行进账单、发票 are two."""
    found: dict[tuple[str, str], None] = {}
    for piece in _SPLIT.split(text):
        said = piece.strip()
        if not is_empty(said):
            kind = next((kind for pattern, kind in _VOUCHERS if re.search(pattern, said)), "other")
            found[(kind, said if kind == "other" and said != _BY_LINE else "")] = None
    return tuple(found)


_NOW = r"(?:暂时?|目前|当前|现阶段|现|尚|基本|本月|本周|均|都)*"
_NO_TROUBLE = re.compile(
    rf"{_NOW}(?:无|没有?|(?:不|未)(?:存在|发现|反映))(?:存在|发现|反映)?(?:任何|明显|重大|突出|具体|其他|新增)*的?"
    r"(?:问题|困难|卡点|堵点|障碍|诉求|制约因素|影响|需求|(?:需要?|上级|市级|县级)*协调(?:解决)?的?(?:事项|问题|困难)|"
    r"和|及|、)*[。.！!]?"
    rf"|{_NOW}(?:无|没有?|不)需要?(?:上级|市级|县级|市里|县里)*(?:协调|解决|帮助|支持)+(?:的?(?:事项|问题|"
    rf"困难))?[。.！!]?")
_GOES_WELL = re.compile(r"(?:目前|项目|该项目|总体|整体)*(?:正常|进展|推进|建设|运行|生产|施工)*(?:顺利|正常|良好|"
                        r"平稳)(?:推进|进行)?[。.]?"
                        r"|(?:问题)?(?:均|都|全部)?已(?:全部|经)?(?:解决|协调解决|销号|化解|办结)[。.]?")


@lru_cache(maxsize=1024)
def no_trouble_said(text: str) -> bool:
    """Whether a text in a column of problems says that there is none: 暂无, 无需协调, 进展顺利, 已解决."""
    said = "".join(text.split())
    return is_empty(text) or _NO_TROUBLE.fullmatch(said) is not None or _GOES_WELL.fullmatch(said) is not None


@lru_cache(maxsize=4096)
def cause_of(text: str) -> str:
    """The category of blockers a description belongs to, by its words; 其他 when none is among them."""
    return next((category for pattern, category in _CAUSES if re.search(pattern, text)), OTHER_CATEGORY)


@lru_cache(maxsize=1024)
def blocker_state_said(text: str) -> BlockerState | None:
    """Where a blocker stands by what the state column says; 未销号 and 推进中 are open. None for other words."""
    if yes_or_no(text) is True:
        return BlockerState.VERIFIED
    if text.strip() in NO:
        return BlockerState.OPEN
    return next((state for pattern, state in _STATES if re.search(pattern, text)), None)


_CLAUSES = re.compile(r"[，,；;。、（）()\s/]+|但|并|且|尚|(?<=[约册位工产建签资])(?=[未待拟])")
_PLANNED = re.compile(rf"{PLAN_WORDS}|待|将(?!军)|未|无|不|正在(?=洽|对接|商|签|办|申|注|筹)|筹备|暂缓|推迟")
"""A stage with one of these before it is not reached."""
_STAGES = (
    (Stage.PRODUCING, r"投产|达产|投入运营|已?运营|投用|投入使用|开业|营业(?!执照)|建成(?!后)"),
    (Stage.STARTED, r"在建|续建|建设中|正在建设|施工|开工|动工|开建|土建|主体|封顶|安装设备|设备安装|装修|试生产|"
                    r"试产|调试|"
                    r"试运行|试运营|竣工|完工"),
    (Stage.FUNDED, r"到资|到位|到账|到帐|注资|实缴"),
    (Stage.REGISTERED, r"注册|登记|办照|领照|执照|备案|公司成立|成立公司"),
    (Stage.SIGNED, r"签约|签订|签署|已签|签定|履约|报批|正式合同|正式协议"),
    (Stage.LEAD, r"前期|储备|意向|在谈|洽谈|接洽|对接|考察|线索|框架协议|跟踪|谋划|招引|策划"),
)
"""What each stage is called, the furthest first: a text that names several has reached the furthest of them."""
_BEFORE_IT = re.compile(r".{0,4}?(?:图|许可|招投?标|设计|手续|条件|准备|筹备|[资材]料|资本|仪式|方案|审[批查核]"
                        r"|申[请报]|报告|时间[未待])|(?:的|之|以)?前(?!期)")
"""Behind the word of a stage what comes before it: 施工图设计, 开工手续, 土建招标, 投产前."""
_AFTER_IT = re.compile("后(?!期)")
"""Behind all stages but the signing: nothing is said of whether it has come (投产后年产值5亿元)."""
_NOT_YET_PRODUCING = re.compile(r"试生产|试产|试运行|试运营|竣工(?!投产)|调试")
_IN_BRACKETS = re.compile(r"签约?[(（][^)）]*(?:框架|意向|备忘录)")
"""已签约（框架协议）: what was signed is no contract."""
_NOT_YET_SIGNED = re.compile(r"意向|框架|拟签|备忘录|待签|未签|未正式签")


@lru_cache(maxsize=1024)
def stage_said(text: str) -> Stage | None:
    """The stage a project has reached by the words of a column: 签约未开工 is signed, 已开工，预计明年投产 started.

    A stage that is only planned is not reached, and nothing is concluded from the plan: 拟开工 may be a lead. None for
    words that name no stage, and for those about its status (暂缓, 已终止).
    """
    text = stage_in_chinese(text)
    if status_said(text) is not None:
        return None
    if _IN_BRACKETS.search(text):
        return Stage.LEAD
    reached = [stage for clause in _CLAUSES.split(text) if clause and (stage := _stage_in(clause)) is not None]
    return max(reached, key=lambda stage: stage.rank, default=None)


_TOLD_FIRST = re.compile(rf"(?:该|本)?(?:项目)?(?:已经?于?)?(?P<day>{DATE_OF_ANY_YEAR})?"
                         r"(?:该|本|项目|目前|当前|现|企业|公司|一期|首期|厂房|工程|营业|投资|正式|协议|合同|基本|"
                         r"竣工|建成|"
                         r"已经?|全部|全面|正在|"
                         r"处于|于|完成|成功|顺利)*")

_OF_THE_PROJECT = re.compile("(?:该|本)?项目(?:现|目前)?已")
"""How a last clause begins that says how the project itself ended: 因资金链断裂，项目已终止."""
_A_WORD = 8
"""Characters of the longest word for a stage or a status alone: 资金已到位, 签约未开工."""
_A_YEAR = 2000
"""Any year, of which a day without one is read to see how precise it is."""


@lru_cache(maxsize=1024)
def stage_told(text: str) -> Stage | None:
    """The stage that sentences about progress tell of a project: 已签约，正在办理用地手续; None where they tell none.

    Only what a clause begins with counts: what comes later may be about somebody else (对方已投产3家工厂).
    """
    if status_said(text) is not None or _IN_BRACKETS.search(text):
        return None
    patterns, found = dict(_STAGES), None
    for clause in _CLAUSES.split(text):
        stage, begins = _stage_in(clause), _TOLD_FIRST.match(clause)
        if stage is None or begins is None or _may_be_ahead(begins["day"]):
            continue
        word = re.compile(patterns[stage]).match(clause, begins.end())
        if word and _is_it(stage, clause, word) and (found is None or stage.rank > found.rank):
            found = stage
    return found


def progress_told(text: str) -> Stage | Status | None:
    """The status that a word about progress says (暂缓), or the stage that its sentences tell; a lead is none."""
    last = _CLAUSES.split(text.strip("。；;，, "))[-1]
    word = last if _OF_THE_PROJECT.match(last) else text
    status = status_said(word) if len(word) <= _A_WORD else None
    stage = stage_told(text) if status is None else None
    return status if stage in (None, Stage.LEAD) else stage


def says_more_than_a_stage(text: str) -> bool:
    """Whether words in a column of stages are a sentence, of which a stage is only a part."""
    return len(stage_in_chinese(text)) > _A_WORD


def _may_be_ahead(said: str | None) -> bool:
    """Whether a time in a sentence is one by which plans are made (三季度投产, 6月底投产): it may not have come."""
    day = day_said(said, _A_YEAR)
    return day is not None and (is_vague(str(said)) or day.precision in (
        Precision.DEKAD, Precision.QUARTER, Precision.HALF_YEAR))


_A_DAY = re.compile(DATE)


def without_what_is_ahead(text: str, until: date) -> str:
    """A text without the clauses that name a time after a day: in a book of 2024 nothing is reached by 2027年投产."""
    def is_plan(clause: str) -> bool:
        days = [day_said(named) for named in _A_DAY.findall(clause)]
        return any(day is not None and is_ahead(day, until) for day in days)

    kept = _CLAUSES.sub(lambda joint: "\n" + joint[0], text).split("\n")
    return "".join(clause for clause in kept if not is_plan(clause))


def _stage_in(clause: str) -> Stage | None:
    for stage, pattern in _STAGES:
        match = next((word for word in re.finditer(pattern, clause) if _is_it(stage, clause, word)), None)
        if match is None or (stage is Stage.PRODUCING and _NOT_YET_PRODUCING.search(clause)):
            continue
        if stage is Stage.SIGNED and _NOT_YET_SIGNED.search(clause):
            return Stage.LEAD
        if stage is not Stage.LEAD and _PLANNED.search(clause[:match.end()]):
            return Stage.LEAD if stage is Stage.SIGNED else None
        return stage
    return None


def _is_it(stage: Stage, clause: str, word: re.Match[str]) -> bool:
    """Whether a word for a stage says that it is reached, and not what is done before it or comes after it."""
    if stage is Stage.LEAD:
        return True
    after = _AFTER_IT.match(clause, word.end()) if stage is not Stage.SIGNED else None
    return not (after or _BEFORE_IT.match(clause, word.end()))


@lru_cache(maxsize=1024)
def status_said(text: str) -> Status | None:
    """A status beside the stage: 已终止, 暂缓; None for words about stages or progress."""
    text = stage_in_chinese(text)
    if re.search(r"[未无不]", text):
        return None
    if _SET_ASIDE.search(text):
        return Status.PAUSED
    return Status.TERMINATED if _ENDED.search(text) else None
