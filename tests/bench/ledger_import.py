"""How long the import of a large ledger takes, beside reading the file and writing the same rows by themselves."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.store.engine import Store, open_store

PROJECTS = 100_000
TABLES = ("journal", "project", "profile", "milestone", "status_change", "setting")
HEADERS = ("序号", "项目名称", "投资方", "资金来源", "是否湘商回归", "三类500强", "产业链", "链条定位",
           "计划总投资（亿元）", "落户园区/乡镇",
           "链长（市级领导）", "招商联络员", "线索登记时间", "签约时间", "注册时间", "统一社会信用代码", "首笔到资时间",
           "开工时间", "投产时间",
           "存在问题", "备注")
TRADES = ("船舶", "线路板", "管桩", "针织", "储能")
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""GB 32100-2015: weights of the first 17 characters, modulo 31."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for each part, and the rows that came of it."""

    projects: int
    rows: int
    reading: float
    raw: float
    importing: float

    @property
    def ratio(self) -> float:
        """The import against reading plus raw writing."""
        return self.importing / (self.reading + self.raw)

    def __str__(self) -> str:
        return (f"import of {self.projects:,} projects ({self.rows:,} rows): {self.importing:.1f} s; "
                f"calamine {self.reading:.1f} s + raw executemany {self.raw:.1f} s; ratio {self.ratio:.2f} (aim 3)")


def measure(folder: Path, projects: int = PROJECTS) -> Measured:
    """Makes a ledger in `folder`, imports it, and writes the rows it gave once more by themselves."""
    ledger = folder / "large.xlsx"
    make_ledger(ledger, projects)
    store = open_store(folder / "imported.db")
    began = time.perf_counter()
    answer = intake(Desk(store, "bench"), ledger)
    importing = time.perf_counter() - began
    assert answer.written, answer.problems[:3]
    rows = _rows_of(store)
    store.close()
    reading, raw = _read(ledger), _write(folder / "raw.db", rows)
    return Measured(projects, sum(len(found) for _, found in rows.values()), reading, raw, importing)


def make_ledger(path: Path, projects: int) -> None:
    """A ledger of one sheet with the columns of the shipped one; the same size gives the same file."""
    chance = random.Random(2023)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, dates = book.add_worksheet("项目台账"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_string(0, 0, "沅江市2023年度招商引资项目台账")
    sheet.write_row(2, 0, HEADERS)
    for number in range(projects):
        for column, value in enumerate(_project(chance, number)):
            if isinstance(value, date):
                sheet.write_datetime(number + 3, column, value, dates)
            elif value is not None:
                sheet.write(number + 3, column, value)
    book.close()


def _project(chance: random.Random, number: int) -> list[Any]:
    stages = chance.randint(1, 6)
    days: list[Any] = []
    day = date(2019, 1, 1) + timedelta(days=chance.randint(0, 1000))
    for _ in range(stages):
        days.append(_as_written(chance, day))
        day += timedelta(days=chance.randint(1, 120))
    days += [None] * (6 - stages)
    amount = chance.choice((round(chance.random() * 20 + 0.1, 2), f"{chance.randint(1, 90)}亿元",
                            f"{chance.randint(1000, 90000)}万元"))
    place = chance.choice(("琼湖街道", "草尾镇", "南大膳镇", "共华镇", "高新区", "船舶产业园"))
    return [
        number + 1,
        f"{chance.choice('启华晟洲瑞源')}{chance.choice(TRADES)}第{number}号项目",
        f"投资集团{chance.randint(1, 20_000)}有限公司", chance.choice(("境内省外", "域外省内", "外资")),
        chance.choice(("是", "否", None)), chance.choice((None, None, None, "民营企业500强")),
        chance.choice(("船舶制造", "装备制造", "新能源", "食品加工")),
        chance.choice(("主链", "强链", "延链", "补链", None)),
        amount, place,
        f"链长{chance.choice('甲乙丙丁')}", f"联络员{chance.randint(1, 60):02d}", days[0], days[1], days[2],
        _credit_code(chance) if stages > 2 else None, *days[3:], None,
        "2023年11月28日终止：协商解约" if number % 50 == 0 else None,
    ]


def _as_written(chance: random.Random, day: date) -> Any:
    shape = chance.randint(0, 3)
    return (day, day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}")[shape]


def _credit_code(chance: random.Random) -> str:
    body = "91430981" + "".join(chance.choices(_LETTERS, k=9))
    total = sum(_LETTERS.index(char) * weight for char, weight in zip(body, _WEIGHTS, strict=True))
    return body + _LETTERS[-total % 31]


def _rows_of(store: Store) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    with store.reading() as session:
        found = {}
        for table in TABLES:
            result = session.connection().exec_driver_sql(f"SELECT * FROM {table}")
            found[table] = (list(result.keys()), [tuple(row) for row in result])
        return found


def _read(ledger: Path) -> float:
    began = time.perf_counter()
    book = python_calamine.load_workbook(ledger)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    return time.perf_counter() - began


def _write(path: Path, rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> float:
    store = open_store(path)
    began = time.perf_counter()
    with store.writing() as session:
        connection = session.connection()
        for table, (columns, found) in rows.items():
            if found:
                connection.exec_driver_sql(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", found)
    taken = time.perf_counter() - began
    store.close()
    return taken


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        print(measure(Path(made)))
