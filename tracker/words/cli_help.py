"""What `--help` says of each command and option, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpWords:
    """Texts by command ("project add"), and by option: its name, or "project add.code" where commands differ."""

    command: Mapping[str, str]
    option: Mapping[str, str]
    example: Mapping[str, str]


ZH = HelpWords(
    command={
        "": "招商项目从线索到投产的全程管理：台账导入、阶段推进、卡点销号、年度“三新”统计。\n"
            "不带命令时打开终端界面；没有终端时输出概览。",
        "demo": "打开示例办公室（公开总数和名称，细节虚构）", "import": "导入台账（xlsx、xls、ods、csv），全对才写入",
        "rollup": "年度指标与目标对照", "explain": "一个指标计入了哪些项目、哪些没有计入及原因",
        "project": "项目：新增、查询、修改、推进、终止", "receipt": "到位资金：登记、作废",
        "evidence": "凭证：附加、清单、打开", "blocker": "卡点：提出、跟进、答复、销号",
        "target": "年度目标：设定、清单", "journal": "操作记录：谁、何时、做了什么、为何",
        "undo": "撤销自己最后一次办理（记录保留，可再恢复）",
        "doctor": "体检：重算全部项目，核对凭证文件", "project add": "新增项目（线索）", "project list": "项目清单",
        "project show": "一个项目的全部情况", "project amend": "修改项目资料，原资料留档",
        "project advance": "推进到下一阶段，或一次推进几个阶段", "project revert": "退回上一阶段",
        "project correct": "更正某阶段的日期、认定或凭证", "project pause": "暂缓", "project resume": "恢复暂缓的项目",
        "project terminate": "终止", "project reopen": "重启已终止的项目", "project history": "一个项目的操作记录",
        "receipt add": "登记一笔到资", "receipt void": "作废一笔到资，记录保留",
        "evidence attach": "附上凭证，可带文件", "evidence list": "一个项目的凭证清单",
        "evidence open": "打开凭证文件", "blocker raise": "提出卡点", "blocker note": "跟进",
        "blocker answer": "登记责任单位答复（未销号）", "blocker verify": "核实后销号", "blocker reject": "退回答复",
        "blocker escalate": "升级到更高层级", "blocker due": "改办结时限，原时限留档", "blocker reopen": "重开",
        "blocker list": "卡点清单", "target set": "设定一个指标的年度目标", "target list": "年度目标清单",
    },
    option={
        "db": "数据库文件或 postgresql:// 地址（也可用 SANXIN_DB）", "lang": "语言：zh 或 en（也可用 SANXIN_LANG）",
        "user": "经办人（也可用 SANXIN_USER）", ".version": "显示版本后退出", "help": "显示帮助后退出",
        "as_json": "以 JSON 输出，供程序使用", "project": "项目编号或全称", "name": "项目名称",
        "on": "发生日期，默认今天，如 2023-06-18",
        "project correct.on": "更正后的日期，不写则不变", "reason": "理由，会留在记录里",
        "version": "只在项目版本未变时办理", "evidence": "凭证：种类[:文号[:文件]]，可多次",
        "recognised_on": "认定日期", "recognised_by": "认定单位", "stages": "阶段，或 阶段=日期，可多个；默认下一阶段",
        "to": "推进到哪个阶段", "step": "途中阶段的日期，可多次", "override": "例外理由（只对可例外的要求有效）",
        "stage": "阶段：线索、签约、注册、到资、开工、投产", "investor": "投资方", "investor_from": "投资方所在地",
        "origin": "资金来源：境内省外、域外省内、外资、本地", "hunan_return": "湘商回归",
        "top500": "三类500强：世界500强、中国企业500强、民营企业500强", "industry_chain": "产业链",
        "chain_role": "链条定位：主链、强链、延链、补链", "contract_amount": "合同金额，如 5.2亿元",
        "fixed_investment": "固定资产投资", "land_mu": "用地（亩）", "expected_output": "预计产值（不写单位按万元）",
        "expected_tax": "预计税收（不写单位按万元）", "credit_code": "统一社会信用代码（18位）", "park": "园区或乡镇",
        "bureau": "责任单位", "chain_leader": "链长", "officer": "招商联络员",
        "channel": "线索渠道，如 商会、以商招商", "roles": "六个一：角色=人，可多次", "notes": "备注",
        "phase_of": "前期项目的编号或名称", "code": "编号，默认自动编", "lead": "线索日期，默认今天",
        "fields": "栏目=内容，可多个；栏目可用中英文", "status": "状态：正常、暂缓、终止",
        "blocked": "只看被卡住的（或没有被卡住的）", "project list.officer": "联络员（含有）",
        "project list.park": "园区（含有）", "chain": "产业链（含有）", "search": "名称、投资方，或拼音首字母",
        "amount": "金额，如 5000万元", "unit": "单位，如 万元", "currency": "币种，如 USD、美元", "note": "备注",
        "receipt": "到资记录编号", "kind": "种类[:文号[:文件]]，如 营业执照、bank_slip", "file": "文件",
        "number": "文号", "evidence attach.on": "凭证日期", "evidence attach.stage": "证明哪个阶段",
        "evidence attach.receipt": "证明哪笔到资（编号）", "document": "凭证编号", "description": "卡点内容",
        "category": "类别，如 用地、河湖岸线、环评、用电、资金、政策", "blocker raise.bureau": "责任单位",
        "person": "责任人", "level": "层级：联络员、责任单位、链长、市级、地市级、省级", "due": "办结时限",
        "risk": "只是风险，不卡进度", "permit": "所需许可", "authority": "审批机关", "blocker": "卡点编号",
        "text": "说明", "by": "谁说的", "day": "新的办结时限", "verified": "连同已销号的",
        "blocker list.project": "只看一个项目", "path": "台账文件", "dry_run": "只试一遍，不写入",
        "mapping": "列名对照（TOML）", "accept": "接受这些问题，如 gap（缺中间阶段，日期记为不详）",
        "year": "年度，如 2023", "until": "截至日期", "as_of": "按当时所知（时间）", "key": "指标，如 new_signed",
        "value": "目标值", "target list.year": "只看一年", "limit": "最多几条",
        "entry": "撤销这一条（操作记录编号），默认自己最后一条",
    },
    example={
        "": "sanxin import 台账.xlsx --dry-run\nsanxin rollup 2023\nsanxin project list --blocked\n"
            "sanxin project advance 万骏船舶 --on 2024-05-20",
        "project add": "sanxin project add 恒瑞管桩二期 --contract-amount 5.2亿元 --origin 境内省外 --role 领导=链长乙",
        "project advance": "sanxin project advance P0001\n"
                           "sanxin project advance P0001 签约 --on 2023-01-05 --evidence 正式合同:HT-2023-8:合同.pdf\n"
                           "sanxin project advance P0001 签约=2023-01-05 注册=2023-02-01",
        "project amend": "sanxin project amend P0001 合同金额=6亿元 联络员=李四 --reason 增资",
        "receipt add": "sanxin receipt add P0001 5000万元 --on 2023-06-18 --evidence 银行进账单:2023061801",
        "blocker raise": "sanxin blocker raise P0001 岸线许可未批 --category 河湖岸线 --bureau 水利局 --due 2023-12-31",
        "target set": "sanxin target set 2023 new_signed 36\nsanxin target set 2023 out_of_province 124 --unit 亿元",
        "import": "sanxin import 台账.xlsx --dry-run\nsanxin import 台账.xlsx --accept gap",
    },
)

EN = HelpWords(
    command={
        "": "Follows attracted investment projects from lead to producing; counts them against the year's targets.\n"
            "Without a command it opens the terminal app, or prints an overview where there is no terminal.",
        "demo": "open the demonstration office (published totals, invented details)",
        "import": "take in a ledger (xlsx, xls, ods, csv): all of it or nothing",
        "rollup": "the year's figures against their targets",
        "explain": "what an indicator counted, what not, and why",
        "project": "projects: add, look up, amend, move on, terminate", "receipt": "money that arrived: record, void",
        "evidence": "documents: attach, list, open", "blocker": "blockers: raise, follow up, answer, verify",
        "target": "targets of a year: set, list", "journal": "who did what, when and why",
        "undo": "undo the last action of your own; nothing is erased",
        "doctor": "replay every project and check every file", "project add": "add a project (a lead)",
        "project list": "list projects", "project show": "all about one project",
        "project amend": "change the profile; the old one is kept",
        "project advance": "move on to the next stage, or over several at once",
        "project revert": "move back one stage",
        "project correct": "correct a milestone's day, recognition or evidence",
        "project pause": "set a project aside", "project resume": "take up a paused project",
        "project terminate": "end a project", "project reopen": "take up a terminated project",
        "project history": "the journal of one project", "receipt add": "record money that arrived",
        "receipt void": "make a receipt void; it is kept",
        "evidence attach": "attach a document, with its file if at hand",
        "evidence list": "list a project's documents", "evidence open": "open a document's file",
        "blocker raise": "raise a blocker", "blocker note": "add a follow-up",
        "blocker answer": "record the bureau's answer (does not close it)", "blocker verify": "close it once verified",
        "blocker reject": "send the answer back", "blocker escalate": "take it to a higher level",
        "blocker due": "set a new deadline; the old one is kept", "blocker reopen": "open it again",
        "blocker list": "list blockers", "target set": "set the target of an indicator", "target list": "list targets",
    },
    option={
        "db": "database file or postgresql:// address (or SANXIN_DB)", "lang": "language: zh or en (or SANXIN_LANG)",
        "user": "who is working (or SANXIN_USER)", ".version": "show the version and exit",
        "help": "show this help and exit", "as_json": "print JSON, for programs",
        "project": "code or full name of a project", "name": "name of the project",
        "on": "the day it happened, today by default, such as 2023-06-18",
        "project correct.on": "the day as it should be; left out, it stays", "reason": "why; it is kept",
        "version": "only if the project is still at this version",
        "evidence": "a document: kind[:number[:file]], repeatable", "recognised_on": "day of recognition",
        "recognised_by": "body that recognised it", "stages": "stages, or STAGE=DATE; the next one by default",
        "to": "the stage to reach", "step": "the day of a stage on the way, repeatable",
        "override": "why to go on without what can be set aside",
        "stage": "lead, signed, registered, funded, started, producing", "investor": "investor",
        "investor_from": "where the investor is from", "origin": "out_of_province, in_province, foreign, local",
        "hunan_return": "a Hunan native's return", "top500": "world, china, china_private",
        "industry_chain": "industry chain", "chain_role": "main, strengthen, extend, complete",
        "contract_amount": "contract amount, such as 5.2亿元", "fixed_investment": "fixed investment",
        "land_mu": "land in mu", "expected_output": "expected output (万元 if bare)",
        "expected_tax": "expected tax (万元 if bare)", "credit_code": "unified social credit code (18 characters)",
        "park": "park or township", "bureau": "bureau in charge", "chain_leader": "chain leader",
        "officer": "officer who keeps the record", "channel": "how the lead came", "roles": "a role, repeatable",
        "notes": "notes", "phase_of": "the project it is a later phase of", "code": "code, made up by default",
        "lead": "day of the lead, today by default", "fields": "field and value, repeatable",
        "status": "active, paused, terminated", "blocked": "only those blocked (or not blocked)",
        "project list.officer": "officer (contains)", "project list.park": "park (contains)",
        "chain": "industry chain (contains)", "search": "name, investor or pinyin initials",
        "amount": "amount, such as 5000万元", "unit": "unit, such as 万元", "currency": "currency, such as USD",
        "note": "note", "receipt": "number of the receipt",
        "kind": "kind[:number[:file]], such as licence or bank_slip", "file": "the file",
        "number": "number of the document", "evidence attach.on": "day of the document",
        "evidence attach.stage": "the stage it proves", "evidence attach.receipt": "the receipt it proves (number)",
        "document": "number of the document", "description": "what stops the project",
        "category": "such as 用地, 河湖岸线, 环评, 用电", "blocker raise.bureau": "bureau in charge",
        "person": "person in charge", "level": "officer, bureau, chain_leader, city, prefecture, province",
        "due": "deadline", "risk": "a risk only; it does not block", "permit": "the permit needed",
        "authority": "the authority that grants it", "blocker": "number of the blocker", "text": "what is said",
        "by": "who says it", "day": "the new deadline", "verified": "with those verified",
        "blocker list.project": "of one project only", "path": "the ledger", "dry_run": "try it; write nothing",
        "mapping": "names of columns (TOML)",
        "accept": "accept these problems, such as gap (a missing stage gets an unknown day)",
        "year": "year, such as 2023", "until": "last day counted", "as_of": "as known at that time",
        "key": "indicator, such as new_signed", "value": "the target", "target list.year": "of one year only",
        "limit": "how many at most", "entry": "this journal entry, your own last one by default",
    },
    example={
        "": "sanxin import ledger.xlsx --dry-run\nsanxin rollup 2023\nsanxin project list --blocked\n"
            "sanxin project advance P0001 --on 2024-05-20",
        "project add": "sanxin project add 'Pile works II' --contract-amount 5.2亿元 --origin out_of_province",
        "project advance": "sanxin project advance P0001\n"
                           "sanxin project advance P0001 signed --on 2023-01-05 --evidence contract:HT-8:contract.pdf\n"
                           "sanxin project advance P0001 signed=2023-01-05 registered=2023-02-01",
        "project amend": "sanxin project amend P0001 contract_amount=6亿元 officer=李四 --reason 'capital increase'",
        "receipt add": "sanxin receipt add P0001 5000万元 --on 2023-06-18 --evidence bank_slip:2023061801",
        "blocker raise": "sanxin blocker raise P0001 'no shoreline permit' --category 河湖岸线 --due 2023-12-31",
        "target set": "sanxin target set 2023 new_signed 36\nsanxin target set 2023 out_of_province 124 --unit 亿元",
        "import": "sanxin import ledger.xlsx --dry-run\nsanxin import ledger.xlsx --accept gap",
    },
)
