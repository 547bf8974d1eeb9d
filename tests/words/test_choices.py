"""What an officer decided about a book, said in words, however its mapping file puts it."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.ledger.choosing import choices_in, fields_of
from tracker.ledger.family import Kind
from tracker.words import Lang
from tracker.words.control import choice_line
from tracker.words.ledger import column_field, ledger_field


@pytest.mark.parametrize(("said", "line"), [
    ({"甲方": "investor"}, "“甲方”列是投资方"), ({"projects": {"investor": "甲方"}}, "“甲方”列是投资方"),
    ({"projects": {"columns": {"C": "signed"}}}, "“C”列是签约日期"), ({"币种": "currency"}, "“币种”列是币种"),
    ({"projects": {"sheet": "库"}}, "“库”是项目表"),
    ({"projects": {"header_row": 4}}, "项目表的表头在第 4 行"), ({"rows": {"一区": "section"}}, "“一区”这一行是分组"),
    ({"targets": {"indicators": {"大数": "new_signed"}}}, "目标“大数”是新签约项目"),
    ({"targets": {"indicators": {"大数": "skip"}}}, "目标“大数”是不要的"),
    ({"renamed": {"新": "旧"}}, "“新”就是原来的“旧”"), ({"skip": [{"sheet": "汇总"}]}, "“汇总”表不读"),
    ({"values": {"origin": {"内资": "out_of_province"}}}, "资金来源里的“内资”读作“境内省外”"),
    ({"units": {"投资": "亿元"}}, "“投资”的单位是亿元"), ({"unit": "亿元"}, "没有写单位的金额是亿元"),
    ({"place": "沅江市"}, "地方是沅江市"),
])
def test_each_decision_is_a_sentence(said: dict[str, Any], line: str) -> None:
    (choice,) = choices_in(said)
    assert choice_line(choice, Lang.ZH, {"new_signed": "新签约项目"}) == line
    assert choice_line(choice, Lang.EN, {})


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("lang", Lang)
def test_no_field_goes_by_its_name_in_the_code(kind: Kind, lang: Lang) -> None:
    names = {field: (column_field(field, lang), ledger_field(field, lang)) for field in fields_of(kind)}
    assert not [field for field, said in names.items() if any("_" in name or (lang is Lang.ZH and name.isascii())
                                                              for name in said)]
