"""The words of the field, in Chinese."""

from __future__ import annotations

from tracker.words.terms import Terms

WORDS = Terms(
    stage={"lead": "线索", "signed": "签约", "registered": "注册", "funded": "到资", "started": "开工",
           "producing": "投产"},
    status={"active": "正常", "paused": "暂缓", "terminated": "终止"},
    origin={"out_of_province": "境内省外", "in_province": "域外省内", "foreign": "外资", "local": "本地"},
    top500={"world": "世界500强", "china": "中国企业500强", "china_private": "民营企业500强",
            "listed": "三类500强"},
    chain_role={"main": "主链", "strengthen": "强链", "extend": "延链", "complete": "补链"},
    evidence={"contract": "正式合同", "licence": "营业执照", "verification_report": "验资报告",
              "bank_slip": "银行进账单", "invoice": "发票", "land_fee": "土地款收据", "permit": "施工许可证",
              "acceptance": "竣工验收", "photo": "现场照片", "other": "其他材料"},
    blocker_state={"open": "推进中", "answered": "已答复", "verified": "已销号"},
    blocker_word={"raise": "提出", "note": "跟进", "due": "改期", "escalate": "升级", "answer": "答复",
                  "verify": "销号", "reject": "退回", "reopen": "重开", "correct": "更正"},
    minute={"start": "开始", "skip": "略过", "note": "记录", "close": "结束"},
    level={"officer": "联络员", "bureau": "责任单位", "chain_leader": "链长", "city": "市级", "prefecture": "地市级",
           "province": "省级"},
    light={"green": "绿", "yellow": "黄", "red": "红"},
    alert={"blue": "蓝", "yellow": "黄", "red": "红"},
    field={"code": "编号", "name": "项目名称", "investor": "投资方", "investor_from": "投资方所在地",
           "origin": "资金来源", "hunan_return": "湘商回归", "top500": "三类500强",
           "industry_chain": "产业链", "chain_role": "链条定位", "contract_amount": "合同金额",
           "fixed_investment": "固定资产投资", "land_mu": "用地（亩）", "expected_output": "预计产值",
           "expected_tax": "预计税收", "credit_code": "统一社会信用代码", "park": "园区/乡镇",
           "bureau": "责任单位", "chain_leader": "链长", "officer": "联络员", "channel": "线索渠道",
           "roles": "六个一", "phase_of": "前期项目", "notes": "备注", "day": "日期", "reason": "理由",
           "receipt": "到资", "evidence": "凭证", "number": "凭证号", "blocker": "卡点",
           "category": "类别", "description": "情况",
           "blocking": "卡住开工", "person": "责任人", "raised": "提出日期"},
    move={"advance": "推进", "revert": "退回", "correct": "更正", "pause": "暂缓", "resume": "恢复",
          "terminate": "终止", "reopen": "重启"},
    list_joint="、", semicolon="；",
    unknown_day="日期不详",
    many_projects="{count} 个项目",
    fields_of_many="{count} 个项目的{fields}",
    sample="示例数据：总数和项目名称取自 2023 年公开报告，其余细节为虚构", sample_tag="示例",
)
