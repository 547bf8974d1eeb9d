"""What offices call the columns of their receipts and targets sheets."""

from __future__ import annotations

from tracker.domain.profile import FIELDS, PROJECT_NAMES
from tracker.ledger.family import CODES, WHEN, Family, Sort

CURRENCIES = "币种 货币 币别 货币种类 货币名称 投资币种 合同币种 外币币种 原币币种 外币种类"
"""What a column is called that names the currency of its row."""
_WHOSE = "外资|内资|境外|境内|省外|省内|域外|市外|市内|县外|县内|港澳台"
MONEY_CAME = (rf"(?:首笔|首次|首期|第一笔|每笔|本笔|本次|实际|资金|款项|投资|{_WHOSE}|当次|已)*"
              rf"(?:到资|到账|到帐|到位|实到|进账|入账|到款|汇入|注资|实缴)(?:{_WHOSE}|资金|金额|数额|总额|额|数)")
"""The shape of a header of money that came, whosever it is: 本次到位资金, 实际到位外资; the last part may repeat."""
MONEY_USED = rf"实际(?:利用|使用)(?:{_WHOSE}|资金)+(?:金额|数额|总额|额|数)*"

RECEIPTS: tuple[Family, ...] = (
    Family("serial", "序号 序 顺序号 no no. 行号"),
    Family("code", CODES),
    Family("project", PROJECT_NAMES + "企业项目名称 项目企业名称 企业项目 项目企业 "
           "投资项目 项目单位 企业名称 企业 名称",
           hint="项目.{0,4}名称$"),
    Family("day",
           "到资日期 到资时间 到账日期 到账时间 到位日期 到位时间 资金到位时间 资金到位日期 资金到账时间 资金到账日期 "
           "进账日期 进账时间 入账日期 "
           "入账时间 到款日期 到款时间 到账月份 到资月份 收款日期 交易日期 日期 时间 到资年月 月份",
           rf"(?:每笔|本笔|本次|实际|首笔|资金|外资|款项|投资)*(?:到资|到账|到帐|到位|进账|入账|到款|汇入|注资"
           rf"|实缴)(?:资金)?{WHEN}", never="凭证|认定|登记|录入|入库|报送|填报|填表|更新|上报",
           sort=Sort.DAY),
    Family("amount",
           "到资金额 到资额 到账金额 到账额 到位金额 到位额 到位资金 到账资金 资金到位额 进账金额 入账金额 到款金额 "
           "本次到资 本笔金额 实际到资 原币金额 原币 外币金额 外币 "
           "到资 到账 到位 金额 资金 资金额 数额 引资额",
           rf"{MONEY_CAME}*|{MONEY_USED}",
           never="累计|合计|折合|折人民币|日期|时间|凭证", sort=Sort.AMOUNT),
    Family("unit", "单位 金额单位 计量单位 货币单位 单位币种 币种单位"),
    Family("currency", CURRENCIES),
    Family("voucher",
           "凭证 凭证类型 凭证类别 到资凭证 凭证名称 凭据 佐证材料 佐证 证明材料 佐证资料 认定依据 到账凭证 证明资料 "
           "依据",
           r"(?:到资|到账|资金)?(?:凭证|凭据|佐证|证明)(?:类型|类别|材料|资料|种类|名称)?"),
    Family("voucher_number", "凭证号 凭证编号 凭证号码 票据号 票据号码 发票号 发票号码 流水号 回单号 单号 文号",
           r"(?:银行|到资|到账|入账|进账|记账|会计|收款|付款|汇款|电子|交易|资金|外资|验资)*"
           r"(?:凭证|凭据|票据|发票|流水|回单|进账单|收据|报告|单据)(?:编号|号码|号)"),
    Family("origin", FIELDS["origin"].header.names, FIELDS["origin"].header.shape),
    Family("place", FIELDS["investor_from"].header.names, FIELDS["investor_from"].header.shape),
    Family("form", "资金形式 出资方式 出资形式 资金形态 到资形式 到位形式 到账形式 投入形式 到资方式 到位方式 出资类型 "
           "出资方式类别", r"(?:每笔|本次|实际|外资|外方|资金)*(?:到资|到位|到账|出资|投入)(?:形式|形态)"),
    Family("outside",
           "域外资金占比 外资占比 域外占比 外方占比 外资比例 外方比例 域外资金比例 域外比例 外方股比 外资股比",
           r"(?:域外|外方|外资|境外|投资方)(?:资金|投资|出资|股权|到资|到位资金)?(?:所?占)?(?:比例|比重|比|股比|"
           r"份额比例)"),
    Family("outside_amount", "域外资金 域外到位资金 域外到资 域外到资额 域外资金额 域外出资 外方出资 外方出资额 "
                             "外方资金 "
           "外方到资 外方到位资金", sort=Sort.AMOUNT),
    Family("remarks", "备注 说明 摘要 用途 备注说明 资金用途"),
)

TARGETS_FAMILY: tuple[Family, ...] = (
    Family("serial", "序号 序 no no. 行号"),
    Family("indicator",
           "指标 指标名称 考核指标 任务指标 目标指标 指标任务 任务名称 考核内容 任务 项目指标 指标项 类别 内容 项目 "
           "名称", hint="指标"),
    Family("unit", "单位 计量单位 指标单位 计算单位"),
    Family("value",
           "年度目标 目标 目标值 年度目标值 全年目标 目标数 目标任务 年度任务 全年任务 任务数 年度目标任务 "
           "全年目标任务 目标任务数 计划数 "
                    "年度计划 年目标 任务目标 目标任务值 年度任务数 下达任务 计划",
           r"(?:20[0-9]{2}年?|今年|本年|全年|年度|年)*(?:目标|任务|计划)(?:任务|目标|值|数|量|数值)*", never="完成",
           sort=Sort.AMOUNT),
    Family("year", "年度 年份 年 考核年度"),
    Family("remarks", "备注 说明"),
)
