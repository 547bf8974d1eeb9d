"""Workbooks of many kinds, as offices make them: what is in them comes out, and each cell has its fate."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.made import read, write_xlsx
from tests.ledger.office_books import BOOKS, MERGES
from tracker.domain.money import print_amount
from tracker.ledger.account import Fate
from tracker.ledger.rows import Ledger
from tracker.words.ledger import note_line

RIGHT: dict[str, list[str]] = {
    "a list in English, its unit in a line above":
        [
         "Xinhe Battery|Xinhe Energy|5.2亿元|High-tech Zone|signed 2023-03-05|registered|funded|started 2023-06-18",
         "Lanhai Ship Repair|Lanhai Group|8000万元|Shipyard Park|signed 2023-05-09"],
    "headers in both languages":
        ["嘉禾食品加工|嘉禾集团|1.2亿元|高新区|signed 2023-04-02|registered|funded|started 2023-07-01",
         "东方纺织二期|东方纺织|3550万元|草尾镇|signed 2023-05-20"],
    "a list on its side":
        [
         "甲电子项目|甲集团|3.2亿元|高新区|signed 2023-02-01|registered|funded|started 2023-05-01|<out_of_province>",
         "乙船舶项目|乙公司|1.5亿元|船舶产业园|signed 2023-03-08|<foreign>",
         "丙食品项目|丙公司|8000万元|草尾镇|signed 2023-09-10|<in_province>", "卡点 乙船舶项目|用电|用电容量不足"],
    "stages with ticks, days and months to come":
        ["甲项目|甲公司|1.2亿元||signed|registered|funded|started 2023-05|?producing 2027-03",
         "乙项目|乙公司|8000万元||signed 2023-02-10|registered", "丙项目|丙公司|5000万元||signed|?started 2024-02"],
    "the end of which year":
        ["甲项目|甲公司|1.2亿元||signed 2021-03", "乙项目|乙公司|8000万元||signed 2023-02-10|?started 2023-12",
         "问题 E2|not_a_date"],
    "sections by 壹 and 贰":
        ["甲厂|甲公司|1.2亿元|高新区|signed 2023-03-01|registered|funded|started 2023-05-01",
         "乙厂|乙公司|8000万元|高新区|signed 2023-04-01",
         "丙厂|丙公司|9000万元|船舶产业园|signed 2023-06-01|registered|funded|started 2023-09-01"],
    "three tables, each in its unit":
        ["甲厂|甲公司|2.5亿元||signed 2023-03-01|funded 2023-08-01|registered",
         "乙厂|乙公司|1.2亿元||signed 2023-05-01", "丙厂|丙株式会社|800万美元||signed 2023-06-01|<foreign>",
         "到资 甲厂|2023-08-01|3000万元"],
    "a header of three rows in groups":
        ["甲厂|甲公司|2.5亿元|高新区|signed 2023-03-01|registered|funded|started 2023-06-01",
         "乙厂|乙公司|1.2亿元|草尾镇|signed 2023-05-01"],
    "a sheet a month":
        ["甲厂|甲公司|2.8亿元||signed 2023-03-01|registered|funded|started",
         "乙厂|乙公司|1.2亿元||signed 2023-05-01", "丙厂|丙公司|6000万元||signed 2023-11-08"],
    "the plainest list":
        ["甲厂扩建||2.5亿元", "乙厂技改||8000万元", "丙冷链||1.1亿元", "卡点 甲厂扩建|用地|缺少用地指标"],
    "how far it is, in words":
        ["甲厂|甲公司|5000万元", "乙厂|乙公司|6000万元||signed", "丙厂|丙公司|7000万元||!paused",
         "丁厂|丁公司|8000万元||signed|registered|funded|started|producing",
         "戊厂|戊公司|900万元||signed|registered|funded|started", "己厂|己公司|1000万元||!terminated"],
    "days that are expected":
        ["甲厂|甲公司|2.5亿元||signed 2023-03-01|?started 2024H1|?completed 2024Q4|?producing 2025Q1",
         "乙厂|乙公司|1.2亿元||signed 2023-05-01|?started 2024-03D2|?completed 2025-12",
         "丙厂|丙公司|3亿元||signed 2023-06|registered|funded|started|?completed 2024-12"],
    "land in four units":
        ["甲厂|甲公司|5000万元||30亩", "乙厂|乙公司|6000万元||50亩", "丙厂|丙公司|7000万元",
         "丁厂|丁公司|100万元||49.9995亩"],
    "foreign money":
        ["甲厂|甲株式会社|500万美元||signed|registered|funded 2023-06-01|<foreign>",
         "乙厂|乙控股|3000万港元||<foreign>", "丙厂|丙GmbH|200万欧元||signed|registered|funded 2023-09|<foreign>",
         "到资 甲厂|2023-06-01|100万美元", "到资 丙厂|2023-09|50万美元"],
    "days of all sorts":
        ["甲厂|甲公司|5000万元||signed 2023-03-15", "乙厂|乙公司|6000万元||signed 2023-06-01",
         "丙厂|丙公司|7000万元", "丁厂|丁公司|8000万元||signed 2023-06-15", "戊厂|戊公司|9000万元||signed 2023-06",
         "己厂|己公司|9100万元||signed 2023-06D2", "庚厂|庚公司|9200万元||signed 2023-05-10",
         "辛厂|辛公司|9300万元", "壬厂|壬公司|9400万元", "问题 D4|not_a_date", "问题 D9|not_a_date",
         "问题 D10|not_a_date"],
    "同上, and one amount for two":
        ["甲厂|甲公司|5000万元|高新区|signed 2023-03-01", "乙厂|甲公司|6000万元|高新区|signed 2023-04-01",
         "丙厂|丙公司|9000万元|草尾镇|signed 2023-05-01", "丁厂|丁公司||草尾镇|signed 2023-06-01"],
    "rows without a name":
        ["甲厂|甲公司|5000万元||signed 2023-03-01|registered|funded 2023-05-01|<out_of_province>",
         "乙厂|乙公司|6000万元||signed 2023-04-01|registered|funded 2023-06-01|<out_of_province>",
         "到资 甲厂|2023-05-01|1000万元", "到资 甲厂|2023-08-01|500万元", "到资 乙厂|2023-06-01|800万元",
         "问题 G6|not_an_amount"],
    "money by months":
        ["甲厂||||<out_of_province>", "乙厂||||<out_of_province>", "到资 甲厂|2023-01|100万元",
         "到资 甲厂|2023-02|200万元", "到资 甲厂|2023-04|50万元", "到资 乙厂|2023-02|300万元",
         "到资 乙厂|2023-03|400万元"],
    "a list of problems beside the projects":
        ["甲厂|甲公司|5000万元", "乙厂|乙公司|6000万元", "卡点 甲厂|用地|用地红线未划定",
         "卡点 甲厂|用电|临时用电容量不足", "卡点 乙厂|融资|融资难"],
    "where investors are from":
        ["甲厂|甲公司|5亿元", "乙厂|乙公司|6亿元||<foreign>", "丙厂|丙公司|7亿元", "丁厂|丁公司|8亿元",
         "戊厂|戊公司|9亿元", "己厂|己公司|9亿元||<foreign>", "庚厂|庚公司|2亿元||<foreign>", "辛厂|辛公司|2亿元"],
    "targets as they are set":
        ["目标 out_of_province|124|亿元", "目标 foreign|320|万美元", "目标 new_started|22|个",
         "目标 hunan_return|32|亿元", "问题 B5|unknown_indicator", "问题 B8|unknown_indicator"],
    "days of bookkeeping, a code turned into a number":
        ["甲厂|甲公司|5000万元||signed 2023-03-01", "乙厂|乙公司|6000万元||signed 2023-04-01",
         "问题 C2|credit_code"],
    "labels with three projects beside them":
        ["甲厂|甲公司|2.5亿元||signed 2023-03-01|registered|funded|started 2023-06-01",
         "乙厂|乙公司|1.2亿元||signed 2023-05-01", "丙厂|丙公司|6000万元||signed 2023-09-01"],
    "an English list on its side":
        ["Project A|Alpha Ltd|1200万美元|High-tech Zone|signed 2023-02-01",
         "Project B|Beta Ltd|300万美元|Shipyard Park|signed 2023-04-01"],
    "units in English":
        ["A plant|A Ltd|1.2亿元||signed 2023-02-01", "B plant|B Ltd|120万元||signed 2023-02-01",
         "C plant|C Ltd|1.2亿元||signed 2023-02-01", "D plant|D Ltd|1200万元||signed 2023-02-01",
         "E plant|E Ltd|120万美元||signed 2023-02-01"],
    "receipts in English":
        ["A plant|A Ltd|1200万元||signed 2023-02-01|funded 2023-05-01|registered",
         "到资 A plant|2023-05-01|300万元"],
    "a list on its side with groups, units and a sum":
        ["甲厂|甲公司|3.2亿元||signed 2023-02-01|registered|funded|started|50亩",
         "乙厂|乙公司|1.5亿元||signed 2023-03|?started 2024-05|30亩"],
    "figures by months":
        ["问题 0|unreadable"],
    "figures by parks":
        ["问题 0|unreadable"],
    "later stages to come":
        ["甲|甲公司|1万元||signed 2023-01-05|registered|funded|started 2023-03|?producing 2024Q2",
         "乙|乙公司|2万元||signed 2023-01-05|?started 2024|?producing 2025-06",
         "丙|丙公司|3万元||signed 2023-02-05", "问题 E4|future_date"],
    "a row of headers in each language":
        ["甲厂|甲公司|1200万元|高新区|signed 2023-02-01", "乙厂|乙公司|800万元|草尾镇|signed 2023-03-01"],
    "stages in English":
        ["A|A Ltd|1200万美元||signed", "B|B Ltd|300万美元||signed|registered|funded|started",
         "C|C Ltd|400万美元||signed|registered|funded|started|producing", "D|D Ltd|400万美元",
         "E|E Ltd|400万美元||!terminated", "卡点 B|其他|Power supply not ready"],
    "a title and a unit in both languages":
        ["甲厂|甲公司|1200万元||signed 2023-02-01"],
    "thousands":
        ["甲厂|甲公司|1200万元||signed 2023-02-01"],
    "a unit nobody has":
        ["甲厂|甲公司|||signed 2023-02-01", "问题 C2|unknown_unit"],
    "two units in one header":
        ["甲厂|甲公司|||signed 2023-02-01", "问题 C2|unknown_unit"],
    "plans in English":
        ["A|A Ltd|1.2亿元||signed 2023-02-01|?started 2024-03|?producing 2024-12"],
    "both parties of a contract":
        ["甲厂|甲公司|2.5亿元||signed 2023-02-01", "乙厂|乙公司|1.1亿元||signed 2023-03-01"],
    "a park's list of what is being built":
        ["甲厂|甲公司|2.5亿元||signed|registered|funded|started 2023-03", "乙厂|乙公司|1亿元"],
    "an aside between two projects":
        ["甲厂|甲公司|1200万元||signed 2023-02-01", "乙厂|乙公司|800万元||signed 2023-03-01"],
}
"""Name, investor, amount, park, stages, ? expected, land, <origin>, ! ended; receipts, blockers, targets, problems."""


def told(ledger: Ledger) -> list[str]:
    """What was read, a line each."""
    lines = []
    for row in ledger.projects:
        amount = row.profile.get("contract_amount")
        parts = [row.name, row.profile.get("investor", ""), "" if amount is None else print_amount(amount),
                 row.profile.get("park", "")]
        parts += [f"{stage} {day}".strip() for stage, day in row.milestones.items() if stage != "lead"]
        parts += [f"?{what} {one.day}" for what, one in row.expected.items()]
        parts += [f"{row.profile['land_mu']}亩"] if row.profile.get("land_mu") else []
        parts += [f"<{row.profile['origin']}>"] if row.profile.get("origin") else []
        parts += [f"!{row.ending.status}"] if row.ending else []
        lines.append("|".join(parts).rstrip("|"))
    lines += [f"到资 {one.project}|{one.day}|{print_amount(one.amount)}" for one in ledger.receipts]
    lines += [f"卡点 {one.project}|{one.category}|{one.description}" for one in ledger.blockers]
    lines += [f"目标 {one.indicator}|{one.value.normalize():f}|{one.unit}" for one in ledger.targets]
    return lines + [f"问题 {one.column}{one.row}|{one.code}" for one in ledger.problems]


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("kind", BOOKS)
def test_what_an_office_wrote_comes_out(tmp_path: Path, kind: str) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", BOOKS[kind], MERGES.get(kind, ())))
    assert told(ledger) == RIGHT[kind]
    for account in ledger.accounts:
        filled = sum(cell not in ("", None) for row in account.sheet.rows for cell in row)
        assert sum(account.counts().values()) == filled
        said = " ".join(note_line(note) for note in ledger.notes) + " ".join(
            f"第 {problem.row} 行" for problem in ledger.problems)
        unread = {row + 1 for row in range(len(account.sheet.rows)) for column in range(len(account.sheet.rows[row]))
                  if account.sheet.rows[row][column] not in ("", None) and account.of(row, column) is Fate.UNREAD}
        assert not unread or f"“{account.sheet.name}”表" in said or any(
            problem.sheet == account.sheet.name for problem in ledger.problems)
