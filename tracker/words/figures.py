"""What figures are headed with, why a project is not counted, and what is wrong with a ruleset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.domain.rules import Problem
    from tracker.words import Words


@dataclass(frozen=True, slots=True)
class NotCounted:
    """One field for each reason a project is not counted; `{name}` is filled from its particulars."""

    not_reached: str
    unknown_day: str
    not_recognised: str
    before: str
    before_base: str
    after: str
    no_evidence: str
    not_hunan_return: str
    not_top500: str
    not_in: str
    excluded: str
    phase: str
    no_amount: str
    below: str
    no_rate: str
    stands: str
    no_receipt: str
    other_currency: str
    other_origin: str
    receipt_unknown_day: str
    receipt_before: str
    receipt_after: str
    receipt_no_evidence: str


@dataclass(frozen=True, slots=True)
class RulesWrong:
    """One field for each thing that can be wrong in a ruleset file."""

    not_toml: str
    not_text: str
    unreadable: str
    unknown_key: str
    missing_key: str
    wrong_type: str
    unknown_word: str
    out_of_range: str
    not_an_amount: str
    unknown_unit: str
    unknown_currency: str
    no_rate: str
    duplicate: str
    not_for_kind: str
    order: str


@dataclass(frozen=True, slots=True)
class FiguresWords:
    """The words of the figures in one language."""

    indicator: str
    unit: str
    target: str
    actual: str
    rate: str
    ahead: str
    light: str
    counted: str
    not_counted: str
    time_progress: str
    until: str
    as_of: str
    ruleset: str
    conversion: str
    conversion_rate: Mapping[str, str]
    numerator: str
    denominator: str
    cohort: str
    by_stage: str
    projects: str
    by_month: str
    month: str
    code: str
    name: str
    fact: str
    day: str
    amount: str
    share: str
    evidence: str
    why: str
    no_target: str
    total: str
    any_value: str
    reasons: NotCounted
    rules: RulesWrong


ZH = FiguresWords(
    indicator="指标",
    unit="单位",
    target="目标",
    actual="完成",
    rate="完成率",
    ahead="超序时（百分点）",
    light="灯",
    counted="计入项目",
    not_counted="未计入项目",
    time_progress="序时进度",
    until="截至",
    as_of="以当时所知为准",
    ruleset="口径",
    conversion="转化率",
    conversion_rate={"registered": "注册率", "funded": "到资率", "started": "开工率", "producing": "投产率"},
    numerator="分子",
    denominator="分母",
    cohort="签约年度",
    by_stage="所处阶段",
    projects="项目数",
    by_month="分月",
    month="{month}月",
    code="编号",
    name="项目名称",
    fact="依据",
    day="日期",
    amount="金额",
    share="计入",
    evidence="凭证",
    why="未计入原因",
    no_target="未下达目标",
    total="合计",
    any_value="有值",
    reasons=NotCounted(
        not_reached="未{stage}",
        unknown_day="{stage}日期不详",
        not_recognised="{stage}未经认定",
        before="{stage}在本年度之前（{day}）",
        before_base="{stage}在基期之前（{day}）",
        after="{stage}在截止日 {last} 之后（{day}）",
        no_evidence="缺少凭证：{kinds}",
        not_hunan_return="不是湘商回归项目",
        not_top500="不是三类500强项目",
        not_in="{field}不属于：{values}",
        excluded="{field}不计：{values}",
        phase="后期项目不单独计",
        no_amount="没有{field}",
        below="{field}低于{limit}",
        no_rate="{field}的币种没有折算汇率",
        stands="已{status}",
        no_receipt="没有到资",
        other_currency="没有该类到资（{currencies}）",
        other_origin="没有该类到资（{origins}）",
        receipt_unknown_day="到资日期不详",
        receipt_before="到资在本年度之前",
        receipt_after="到资在截止日 {last} 之后",
        receipt_no_evidence="到资缺少凭证：{kinds}",
    ),
    rules=RulesWrong(
        not_toml="不是有效的 TOML：{value}",
        not_text="不是 UTF-8 文本：{value}",
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

EN = FiguresWords(
    indicator="indicator",
    unit="unit",
    target="target",
    actual="reached",
    rate="rate",
    ahead="points ahead",
    light="light",
    counted="counted",
    not_counted="not counted",
    time_progress="time progress",
    until="until",
    as_of="as known at",
    ruleset="ruleset",
    conversion="conversion",
    conversion_rate={"registered": "registered", "funded": "funded", "started": "started",
                     "producing": "producing"},
    numerator="reached",
    denominator="of",
    cohort="signed in",
    by_stage="by stage",
    projects="projects",
    by_month="by month",
    month="{month}",
    code="code",
    name="name",
    fact="fact",
    day="day",
    amount="amount",
    share="share",
    evidence="evidence",
    why="why not",
    no_target="no target",
    total="total",
    any_value="any",
    reasons=NotCounted(
        not_reached="not {stage}",
        unknown_day="the day of {stage} is not known",
        not_recognised="{stage} has not been recognised",
        before="{stage} before the year ({day})",
        before_base="{stage} before the base year ({day})",
        after="{stage} after {last} ({day})",
        no_evidence="evidence is missing: {kinds}",
        not_hunan_return="not a Hunan-return project",
        not_top500="not a top-500 project",
        not_in="{field} is not {values}",
        excluded="{field} is left out: {values}",
        phase="a later phase is not counted by itself",
        no_amount="no {field}",
        below="{field} below {limit}",
        no_rate="no rate is printed for the currency of {field}",
        stands="{status}",
        no_receipt="no money has arrived",
        other_currency="no receipt of the kind ({currencies})",
        other_origin="no receipt of the kind ({origins})",
        receipt_unknown_day="the day of the receipt is not known",
        receipt_before="money arrived before the year",
        receipt_after="money arrived after {last}",
        receipt_no_evidence="the receipt lacks evidence: {kinds}",
    ),
    rules=RulesWrong(
        not_toml="not valid TOML: {value}",
        not_text="not UTF-8 text: {value}",
        unreadable="it cannot be read: it is no file (a pipe, a folder), over 256 KB, or there is no permission",
        unknown_key="there is no key “{value}”",
        missing_key="“{value}” is missing",
        wrong_type="a value of the wrong type: {value}",
        unknown_word="unknown word “{value}”, use one of: {choices}",
        out_of_range="out of range: {value} ({choices})",
        not_an_amount="“{value}” is not an amount",
        unknown_unit="“{value}” is no unit of money with a currency, such as {choices}",
        unknown_currency="unknown currency “{value}”, use one of: {choices}",
        no_rate="no rate is printed for {value}",
        duplicate="named twice: {value}",
        not_for_kind="an indicator of kind {value} has no use for it",
        order="the wrong way round: {value}",
    ),
)


def figures_words(lang: str) -> FiguresWords:
    """The words of a language."""
    return EN if lang == "en" else ZH


def why_not(code: str, params: Mapping[str, Any], words: Words) -> str:
    """Why a project is not counted, as one sentence."""
    template: str = getattr(figures_words(words.lang).reasons, code)
    return template.format(**{name: _shown(name, value, words) for name, value in params.items()})


def problem_line(problem: Problem, lang: str) -> str:
    """What is wrong with a ruleset, with file, line and place."""
    template: str = getattr(figures_words(lang).rules, problem.code)
    joint = ", " if lang == "en" else "、"
    what = template.format(value=problem.value, choices=joint.join(problem.choices))
    at = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{at} {problem.place}: {what}" if lang == "en" else f"{at} {problem.place}：{what}"


def _shown(name: str, value: Any, words: Words) -> str:
    """A particular as a person reads it; values of a field by the names that field gives them."""
    from tracker.domain.money import Money, print_amount
    from tracker.words.reasons import shown

    terms = words.terms
    if isinstance(value, Money):
        return print_amount(value, lang=words.lang)
    if name in ("values", "origins"):
        names = {**terms.origin, **terms.top500, **terms.chain_role, "any": figures_words(words.lang).any_value}
        joint = ", " if words.lang == "en" else "、"
        return joint.join(names.get(str(one), str(one)) for one in value)
    return shown(value, words, name)
