"""Finds the tables on a sheet: rows that read like a header, what kind of table each heads, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Any

from tracker.domain.fields import AmountField, LineField
from tracker.domain.money import Currency, Unit, find_unit, units_in
from tracker.domain.numerals import years_in_digits
from tracker.domain.profile import FIELDS, REMARK
from tracker.domain.text import clean, fold_width
from tracker.domain.units import units_in_chinese
from tracker.ledger.families import (
    A_RUNNING_BUSINESS,
    ATTRACTED,
    COMPANIES,
    NEEDS,
    OF_AN_INVESTMENT,
    OF_ANY_COMPANY,
    Needs,
)
from tracker.ledger.families_projects import EXPECTED, MONEY_BESIDE, TICKED_STAGES
from tracker.ledger.families_results import HAPPENED, result_said
from tracker.ledger.family import NAMED, ROLE, SHAPED, Kind
from tracker.ledger.headers import (
    NOTE_SIGN,
    PART,
    fits,
    fold,
    fold_whole,
    is_unit_alone,
    label_of,
    letters,
    under_parties,
    unit_of,
    with_unit_above,
)
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.money_columns import ARRIVED_WORDS, MoneyColumns, money_columns, money_slices, year_named
from tracker.ledger.result_columns import actual_columns, result_columns
from tracker.ledger.sections import CHINESE_NUMBER, LONGEST_SECTION
from tracker.ledger.stack import Headings, Stacked, header_text, is_blank, says_it_again
from tracker.ledger.table_edges import (
    all_header,
    header_words,
    is_title,
    records_follow,
    stands_apart,
    table_apart,
    titles_from,
)
from tracker.ledger.titles import BARE_NUMBER, title_texts
from tracker.ledger.workbook import BookSheet

LOOK_AT = 30
"""Rows from the top in which the first header is looked for."""
HEIGHTS = (1, 2, 3)
"""Rows a header can take up; the lower ones stand under the group they belong to."""
MAPPED = 10.0
_COLUMN_NUMBERS = 3
"""Numbers 1 2 3 that stand below a header at least where they are those of its columns."""
_LEAST_COLUMNS = 2
"""Columns of a table of which nobody said what it is."""
_LIKE_A_LIST = 3
"""Known columns beside which a list of projects has more, where it has no column for their names."""
_SECTION_TEXTS = 2
"""Texts that a section can have: its number and its name, or its name and a unit."""

_UNIT_BRACKETED = re.compile(r"[(（]\s*(?:in\s+)?([^()（）]{0,6}元)\s*[)）]\s*$")
"""The unit at the end of a title: 到位资金明细表（万元）."""
_UNIT_STATED = re.compile(r"(?:(?:金额)?单位|\b(?:units?|currency|amounts?|figures?)\b)\s*[:：]?\s*(?:in\s+)?"
                          r"([^\s,，;；)）]+)")
_UNITS_BELOW = 0.01
"""What speaks for a header whose last row holds its units, beside one that leaves them to the rows of data."""
_GROUPS_ABOVE = 0.02
"""What speaks for a header whose last row has texts below groups, and none below the header of the names."""
_GROUPS_LEFT = 1.0
"""What speaks against a header that leaves the groups right above it, or itself in Chinese, for titles."""
_IS_SECTION = re.compile(rf"[(（]?{CHINESE_NUMBER}(?:$|[)）、.．])")
"""How a section begins, or its serial."""
_OF_MONEY = re.compile(rf"{ARRIVED_WORDS.pattern}"
                       rf"|^(?:[(（]?{CHINESE_NUMBER}[)）、.．]+)?\s*20\d\d\s*年?度?$")
"""What a section says whose year is that of the money below it: 2024年到位资金, 二、2024年."""
_NO_SECOND_AMOUNT = re.compile(r"含|折合|折人民币|其中")
_OF_THE_FIRST = re.compile(r"首|第一笔")
_A_MONTH = re.compile(r"(?:1[0-2]|[1-9])月份?$|[1-4一二三四]季度$")
_COLUMN_NUMBER = re.compile(r"[(（]?(\d{1,2})(?:\.0)?[)）]?(?:栏|列)?(?:=.*)?")
_COLUMN_SIGN = re.compile(r"[甲乙丙丁戊己庚辛]|[A-Z]|[a-z]|[一二三四五六七八九十]|栏次")

_Taken = Mapping[int, tuple[str, float]]
"""By column, the field it was taken for and how sure that is."""


def tables_on(sheet: BookSheet, wanted: WantedColumn) -> list[SheetLayout]:
    """Every table of a sheet from the top down, none when no row reads like a header of any kind.

    A list headed by companies alone (企业名称) that says what they invest, or which stage of a project they have
    reached, is one of projects; so is one that the mapping says is.
    """
    tables = _tables_on(sheet, wanted)
    if tables or wanted.kind not in (None, Kind.PROJECTS):
        return tables
    by_company = _tables_by_company(sheet, wanted)
    return by_company if wanted.kind or all(_is_of_investments(sheet, table) for table in by_company) else []


def _tables_by_company(sheet: BookSheet, wanted: WantedColumn) -> list[SheetLayout]:
    """The tables of a sheet where companies stand for projects."""
    fields = {**dict.fromkeys(map(fold, COMPANIES.split()), "name"), **wanted.fields.get(Kind.PROJECTS, {})}
    return _tables_on(sheet, replace(wanted, fields={**wanted.fields, Kind.PROJECTS: fields}))


def _is_of_investments(sheet: BookSheet, table: SheetLayout) -> bool:
    """Whether a list of companies is one of projects, and not of those there are (规上企业名单)."""
    runs = any(A_RUNNING_BUSINESS.search(head.header) for head in table.heads().values())
    telling = set(OF_AN_INVESTMENT) - (OF_ANY_COMPANY if runs else set())
    if not telling.isdisjoint(table.columns) or table.periods or table.arrived:
        return True
    about = f"{sheet.name} {table.title} {table.headers.get('name', '')}"
    return not runs and not {"stage", "progress"}.isdisjoint(table.columns) and ATTRACTED.search(about) is not None


def _tables_on(sheet: BookSheet, wanted: WantedColumn) -> list[SheetLayout]:
    """The tables whose headers read as they stand, or as the mapping says."""
    headings = Headings(sheet)
    first = _first_table(sheet, headings, wanted)
    if first is None:
        return []
    tables = [replace(first, title_top=titles_from(sheet, first.top, None))]
    while (again := _next_table(sheet, headings, wanted, tables[0], tables[-1])) is not None:
        tables.append(again)
    ends = (*(table.title_top for table in tables[1:]), len(sheet.rows))
    return [_ended(sheet, table, end) for table, end in zip(tables, ends, strict=True)]


def nearly(sheet: BookSheet) -> tuple[Kind, tuple[tuple[str, ...], ...]] | None:
    """The kind a sheet without a table comes nearest to, and what its header lacks: groups of fields, of which one
    each is needed. None for a sheet that has no header of any kind.
    """
    if _tables_by_company(sheet, WantedColumn()):
        telling = (name for name in OF_AN_INVESTMENT if name not in OF_ANY_COMPANY | set(EXPECTED))
        return Kind.PROJECTS, (("name", *telling),)
    headings, nearest = Headings(sheet), None
    for top in range(min(LOOK_AT, len(sheet.rows))):
        stacked = headings.stack(top, 1)
        for kind in Kind if len(stacked) > 1 else ():
            fields = {name for name, _ in _assign(kind, stacked, {}, ()).values()} - {"serial"}
            lacking = missing(NEEDS[kind], fields)
            named = bool(NEEDS[kind].sheet and re.search(NEEDS[kind].sheet, sheet.name))
            score = (len(fields) - len(lacking) + named, -top)
            one_at_least = _has_one(NEEDS[kind], fields)
            enough = len(fields) > (1 if named else 2) if one_at_least else len(fields) > _LIKE_A_LIST
            if enough and (one_at_least or kind is Kind.PROJECTS) and (nearest is None or score > nearest[0]):
                nearest = (score, kind, lacking)
    return (nearest[1], nearest[2]) if nearest and nearest[2] else None


def has_names_alone(sheet: BookSheet) -> bool:
    """Whether a sheet has a header for the names of projects, and none besides that the reader knows."""
    headings = Headings(sheet)
    return any(_fields_at(headings, top) == {"name"} for top in range(min(LOOK_AT, len(sheet.rows))))


def _fields_at(headings: Headings, top: int) -> set[str]:
    """The fields of which a row of headers is certain, without the numbers of its lines."""
    taken = _assign(Kind.PROJECTS, headings.stack(top, 1), {}, ()).values()
    return {name for name, score in taken if score > SHAPED and name != "serial"}


def _has_one(needs: Needs, fields: set[str]) -> bool:
    """Whether a header has one of what its kind cannot do without."""
    return any(not set(group).isdisjoint(fields) for group in needs.all_of)


def _first_table(sheet: BookSheet, headings: Headings, wanted: WantedColumn) -> SheetLayout | None:
    """The best header near the top; among equals the one of fewer rows, because a title above adds nothing.

    A better one that begins below the first row of data is the header of another table.
    """
    best: tuple[float, int, SheetLayout] | None = None
    for top in _tops(sheet, wanted):
        if best is not None and (top > best[2].first_row or (
                top == best[2].first_row and not all_header(sheet.rows[top]))):
            break
        for height in (wanted.header_rows,) if wanted.header_rows else HEIGHTS:
            found = _best_kind(sheet, headings, top, height, wanted)
            if found and (best is None or (found.score, -height) > best[:2]):
                best = (found.score, -height, found)
    return best[2] if best else None


def _tops(sheet: BookSheet, wanted: WantedColumn) -> Iterable[int]:
    if wanted.header_row is not None:
        return (wanted.header_row - 1,)
    return range(min(LOOK_AT, len(sheet.rows)))


def _next_table(sheet: BookSheet, headings: Headings, wanted: WantedColumn, first: SheetLayout,
                above: SheetLayout) -> SheetLayout | None:
    """The next table below one, of a sheet with a `first` one: its header has words that only headers have. The header
    of the table above is a new table only below titles that name another unit or year; and a section that does so is
    one without a header.
    """
    words = header_words(sheet, above)
    for top in range(above.first_row + (above.top == above.first_row), len(sheet.rows)):
        row = sheet.rows[top]
        if words.isdisjoint(row) or not all_header(row):
            section = _section_apart(sheet, top, above)
            if section is not None and not _is_title_of_a_table(sheet, top, words):
                return section
            continue
        start = titles_from(sheet, top, above)
        titles = _texts(sheet, start, top)
        about = titles if year_named(" ".join(titles)) else [*titles, first.title]
        found = max((table for height in HEIGHTS if (
            table := _best_kind(sheet, headings, top, height, wanted, about))),
            key=lambda table: (table.score, -table.first_row), default=None)
        if found is None or not (stands_apart(sheet, top) or _is_known(found)):
            continue
        own = above.unit if above.unit == first.unit or not titles else None
        found = replace(found, title_top=start, title=" ".join([*titles, first.title]).strip(),
                        unit=stated_unit(titles) or own, continues=(found.kind, found.columns) == (
                            above.kind, above.columns))
        if not found.continues or _says(found) != _says(above):
            return found
    return None


def _says(table: SheetLayout) -> tuple[object, ...]:
    """What the header and the titles of a table say of the cells below: their words, a unit, a year."""
    words = {column: "".join(fold_width(head.header).split()) for column, head in table.heads().items()}
    return words, table.unit, year_named(table.title)


def _is_title_of_a_table(sheet: BookSheet, row: int, words: frozenset[object]) -> bool:
    """Whether a row is among the titles of a header below it."""
    titles = (is_title(cells, below_a_table=True) for cells in sheet.rows[row:])
    header = next((place for place, is_title in enumerate(titles, row) if not is_title), row)
    return header > row and not words.isdisjoint(sheet.rows[header]) and all_header(sheet.rows[header])


def _section_apart(sheet: BookSheet, row: int, above: SheetLayout) -> SheetLayout | None:
    """The rows from a section on that names another unit than the table's, or of its money another year: read as a
    table of the same columns. None for any other row. Where the columns name a unit of their own, it is asked about.
    """
    filled = [cell for cell in sheet.rows[row] if type(cell) is str and cell]
    code = above.columns.get("code", len(sheet.rows[row]))
    if code < len(sheet.rows[row]) and not is_blank(sheet.rows[row][code]):
        return None  # a project has a code, whatever it is called
    if not 0 < len(filled) <= _SECTION_TEXTS or len("".join(filled)) > LONGEST_SECTION:
        return None
    texts = [clean(cell) for cell in filled]
    unit, year = stated_unit(texts), year_named(" ".join(texts))
    if (unit is None and not year) or (len(texts) > 1 and not any(map(_IS_SECTION.match, texts))):
        return None
    of_titles = [period for period in above.periods if not year_named(period.header)]
    other_year = int(year) if year and any(map(_OF_MONEY.search, texts)) and any(
        period.year != int(year) for period in of_titles) else None
    if (unit in (None, above.unit) and other_year is None) or not records_follow(sheet, row, above):
        return None
    money = [column for name, column in above.columns.items()
             if name == "amount" or isinstance(FIELDS.get(name), AmountField)]
    several = {column: (above.units[column], unit) for column in money
               if unit is not None and above.units.get(column, unit) != unit}
    return replace(
        above, title_top=row, top=row, first_row=row, unit=unit or above.unit, continues=True,
        title=" ".join([*texts, above.title]), several_units={**above.several_units, **several},
        units={column: own for column, own in above.units.items() if column not in several},
        periods=above.periods if other_year is None else tuple(
            replace(period, year=other_year) if period in of_titles else period for period in above.periods),
        arrived=above.arrived if other_year is None else ())


def _is_known(table: SheetLayout) -> bool:
    """Whether at least half the columns of a header are known; a record may have a header's word for a name."""
    return len(table.columns) >= len(table.others)


def _ended(sheet: BookSheet, table: SheetLayout, last: int) -> SheetLayout:
    """A table with its end, and the columns that have cells and no header, under their letters."""
    titles, apart = table_apart(sheet, table, last)
    last = last if apart is None else titles
    headed = table.heads().keys()
    rows = sheet.rows[table.first_row:last]
    bare = [column for column in range(max(map(len, rows), default=0)) if column not in headed
            and any(len(row) > column and not is_blank(row[column]) for row in rows)]
    others = (*table.others, *((letters(column), column) for column in bare))
    return replace(table, last_row=last, apart=apart, others=others)


def _best_kind(sheet: BookSheet, headings: Headings, top: int, height: int, wanted: WantedColumn,
               titles: list[str] | None = None) -> SheetLayout | None:
    """The table that a header of some rows makes, of the kind it fits best; `titles` are its own where it is a further
    one of its sheet.
    """
    least = min(headings.least(top), HEIGHTS[-1])
    stacked = headings.stack(top, height) if least <= height <= len(sheet.rows) - top else {}
    if len(stacked) < (1 if wanted.kind else _LEAST_COLUMNS) or headings.is_inside(top):
        return None
    stacked = {column: with_unit_above(parts) for column, parts in stacked.items()}
    tables = [table for kind in ((wanted.kind,) if wanted.kind else Kind)
              if (table := _table_at(sheet, top, height, kind, stacked, wanted, titles))]
    best = max(tables, key=lambda table: table.score, default=None)
    if best is not None and (headings.is_below_groups(top) or (top and says_it_again(sheet.rows, top))):
        best = replace(best, score=best.score - _GROUPS_LEFT)
    if best is None or height == 1:
        return best
    last = sheet.rows[top + height - 1]
    lower = (_UNITS_BELOW if _all_units(last) or says_it_again(sheet.rows, top + height - 1) else 0.0) + (
        _GROUPS_ABOVE if _stands_below_groups(best, last) else 0.0)
    return replace(best, score=best.score + lower)


def _stands_below_groups(table: SheetLayout, row: list[Any]) -> bool:
    """Whether a row names columns of groups and nothing else: headers, and none in the column of names."""
    who = next((table.columns[name] for name in ("name", "project", "indicator") if name in table.columns), None)
    texts = [cell for cell in row if not is_blank(cell)]
    return (who is not None and len(texts) > 1 and all(header_text(cell) for cell in texts)
            and (who >= len(row) or is_blank(row[who])))


def _all_units(row: list[Any]) -> bool:
    """Whether a row says units and nothing else: the last one of a header."""
    texts = [cell for cell in row if not is_blank(cell)]
    return bool(texts) and all(isinstance(cell, str) and is_unit_alone(cell) for cell in texts)


def _table_at(sheet: BookSheet, top: int, height: int, kind: Kind, stacked: Stacked,
              wanted: WantedColumn, titles: list[str] | None) -> SheetLayout | None:
    if titles is None:
        titles = _texts(sheet, 0, top) if top < LOOK_AT else []
    context = " ".join((*titles, sheet.name))
    dated = {column: tuple(map(years_in_digits, parts)) for column, parts in stacked.items()}
    slices = money_slices(dated, context) if kind in (Kind.PROJECTS, Kind.RECEIPTS) else ()
    if slices and kind is Kind.RECEIPTS:
        return None
    if kind is Kind.PROJECTS:
        stacked = under_parties(stacked)
    actual = actual_columns(dated, context) if kind is Kind.PROJECTS else frozenset()
    taken = _assign(kind, stacked, wanted.fields.get(kind, {}), actual)
    if kind is Kind.PROJECTS:
        taken = _with_money_beside(stacked, taken)
        taken = {column: field for column, field in taken.items() if all(
            column not in (each.column, each.day_column) for each in slices)}
    money = money_columns(dated, taken, context) if kind is Kind.PROJECTS else MoneyColumns()
    results = result_columns(dated, taken, actual, context) if kind is Kind.PROJECTS else ()
    speaking = {column: field for column, field in taken.items() if field[0] != MONEY_BESIDE}
    score = _worth(kind, speaking, stacked, " ".join((sheet.name, *titles)), wanted,
                   len(money.periods) + len(money.arrived) + len(slices) + len(results),
                   _cells_say_so(sheet, top + height, kind, taken))
    if score is None:
        return None
    columns = {name: column for column, (name, _) in taken.items() if name != ROLE}
    of_slices = {column for each in slices for column in (each.column, each.day_column)}
    alternates = _alternates(kind, stacked, taken, {*of_slices, *(result.column for result in results)})
    used = {*taken, *(period.column for period in money.periods), *(total.column for total in money.totals),
            *(column for more in alternates.values() for column in more),
            *of_slices}
    several = {column: named for column in stacked if len(named := units_in("".join(stacked[column]))) > 1}
    units = {column: unit for column in stacked if (unit := _unit_at(stacked, column))}
    return SheetLayout(
        kind=kind, sheet=sheet.name, first_row=_first_row(sheet, top + height), columns=columns,
        headers={name: "".join(stacked[column]) for name, column in columns.items()},
        units=units, several_units=several,
        by_origin=frozenset(column for column in several if _says_by_origin(stacked[column])),
        roles=tuple((label_of(stacked[column][-1]), column) for column, (name, _) in taken.items() if name == ROLE),
        others=_others(stacked, used, {REMARK} if "remarks" in columns else set()),
        title=" ".join(titles), unit=stated_unit(titles) or _unit_left(titles, units), score=score, top=top,
        alternates=alternates, periods=money.periods, totals=money.totals, arrived=money.arrived,
        slices=slices, results=tuple(result for result in results if result.period is not None),
        came_to=tuple(result for result in results if result.period is None),
        alternate_headers=_labels_of(stacked, [column for more in alternates.values() for column in more],
                                     columns.values()),
    )


def _with_money_beside(stacked: Stacked, taken: dict[int, tuple[str, float]]) -> dict[int, tuple[str, float]]:
    """The columns without that of money beside a day where no day is its own: there is none, or it is the day of the
    first money alone; or columns of months tell when it came.
    """
    headers = {name: "".join(stacked[column]) for column, (name, _) in taken.items()}
    money, day = headers.get(MONEY_BESIDE), headers.get("funded")
    if money is None or (day is not None and (not _OF_THE_FIRST.search(day) or _OF_THE_FIRST.search(money))
                         and not any(_A_MONTH.match(fold(parts[-1])) for parts in stacked.values())):
        return taken
    return {column: field for column, field in taken.items() if field[0] != MONEY_BESIDE}


def _says_by_origin(parts: tuple[str, ...]) -> bool:
    """Whether a header of two units says itself which is meant when: 总投资（内资：亿元，外资：亿美元）."""
    header = "".join(parts)
    return "内资" in header and "外资" in header


def _unit_at(stacked: Stacked, column: int) -> Unit | None:
    """The unit of a column; a part of an amount (其中：固定资产投资) has that of the column beside it."""
    unit = unit_of(stacked[column])
    if unit is None and PART.match(stacked[column][-1]) and column - 1 in stacked:
        return _unit_at(stacked, column - 1)
    return unit


def _assign(kind: Kind, stacked: Stacked, mapped: Mapping[str, str],
            actual: Collection[int]) -> dict[int, tuple[str, float]]:
    """Each column its field, best fit first; a field has one column, only roles have several. The `actual` columns of
    results are no field, unless the mapping says so.
    """
    scored = [
        (score, -column, name)
        for column, parts in stacked.items()
        for name, score in _mapped(parts, column, mapped) or (() if column in actual else fits(kind, parts))
    ]
    taken: dict[int, tuple[str, float]] = {}
    used: set[str] = set()
    for score, minus_column, name in sorted(scored, reverse=True):
        if -minus_column not in taken and name not in used:
            taken[-minus_column] = (name, score)
            if name != ROLE:
                used.add(name)
    return dict(sorted(taken.items()))


def _mapped(parts: tuple[str, ...], column: int, mapped: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """What the mapping file says of a column, by its header or, as `=C`, by its letter."""
    if not mapped:
        return ()
    keys = (f"={letters(column)}", fold_whole(parts[-1]), fold(parts[-1]), fold_whole("".join(parts)))
    name = next((mapped[key] for key in keys if key in mapped), None)
    return ((name, MAPPED),) if name else ()


def _cells_say_so(sheet: BookSheet, first_row: int, kind: Kind, taken: _Taken) -> bool:
    """Whether most cells where results would stand name one, whatever the sheet is called: 完成投资, 产值."""
    column = next((column for column, (name, _) in taken.items() if name == "result"), None)
    if kind is not Kind.RESULTS or column is None:
        return False
    cells = (row[column] for row in sheet.rows[first_row:first_row + LOOK_AT] if column < len(row))
    texts = {clean(cell) for cell in cells if isinstance(cell, str) and not is_blank(cell)}
    return 2 * sum(result_said(text) is not None for text in texts) > len(texts)


def _worth(kind: Kind, taken: _Taken, stacked: Stacked, context: str, wanted: WantedColumn,
           money: int, said_below: bool) -> float | None:
    """How much speaks for a header of this kind; None when something it needs is missing. Each of `money` columns of
    what arrived over some time (1月, 一季度), or of results, is one more of what a list of projects has. The words of
    the kind may be `said_below`, in its cells.
    """
    needs, fields = NEEDS[kind], {name for name, _ in taken.values()}
    lacking = missing(needs, fields, money)
    if wanted.kind is not None or (needs.instead and re.search(needs.instead, context)):
        lacking = tuple(group for group in lacking if group in needs.all_of)
    if lacking or not (wanted.kind is not None or said_below or _has_own_words(needs, taken, stacked, context)):
        return None
    bonus = 0.5 if needs.sheet and re.search(needs.sheet, context) else 0.0
    return round(sum(min(score, NAMED) / NAMED for name, score in taken.values() if name != "serial") + bonus, 6)


def _has_own_words(needs: Needs, taken: _Taken, stacked: Stacked, context: str) -> bool:
    """Whether a kind that has words of its own has them: in the sheet's name or title, or in a header."""
    own = re.compile(needs.own)
    about = own.search(context) is not None and not (needs.other and re.search(needs.other, context))
    return about or any(
        own.search("".join(stacked[column])) or own.search(fold("".join(stacked[column])))
        for column, (name, _) in taken.items() if name in needs.own_of)


def missing(needs: Needs, fields: set[str], more: int = 0) -> tuple[tuple[str, ...], ...]:
    """What a header of a kind lacks: groups of fields of which one each has to be there. It has `more` of `some_of`."""
    lacking = [group for group in needs.all_of if not any(name in fields for name in group)]
    if len(fields & needs.some_of) + more < needs.at_least:
        lacking.append(tuple(name for name in needs.named or sorted(needs.some_of) if name not in fields))
    return tuple(lacking)


def _alternates(kind: Kind, stacked: Stacked, taken: _Taken, slices: Collection[int]) -> dict[str, tuple[int, ...]]:
    """Columns that name a field of text or money which has a better column; they count where that one is empty."""
    if kind not in (Kind.PROJECTS, Kind.RECEIPTS):
        return {}
    used = {name for name, _ in taken.values()}
    found: dict[str, list[int]] = {}
    for column, parts in stacked.items():
        if column in taken or column in slices:
            continue
        name, score = max(fits(kind, parts), key=lambda fit: fit[1], default=("", 0.0))
        if name in used and score >= SHAPED and _can_stand_in(name, kind, "".join(parts)):
            found.setdefault(name, []).append(column)
    return {name: tuple(columns) for name, columns in found.items()}


def _can_stand_in(name: str, kind: Kind, header: str) -> bool:
    """Whether a second column of a field is another text, the amount in another currency and no part of it, or a stage
    that is ticked beside its day.
    """
    if name == "amount" or isinstance(FIELDS.get(name), AmountField):
        return not _NO_SECOND_AMOUNT.search(header)
    return kind is Kind.PROJECTS and (type(FIELDS.get(name)) is LineField or name in (*TICKED_STAGES, *HAPPENED))


def _first_row(sheet: BookSheet, row: int) -> int:
    """The first row under the header that is not a row of column numbers (1 2 3 …, 甲 乙 丙)."""
    if row < len(sheet.rows):
        cells = [str(cell).strip() for cell in sheet.rows[row] if not is_blank(cell)]
        signs = next((place for place, cell in enumerate(cells) if not _COLUMN_SIGN.fullmatch(cell)), len(cells))
        cells = cells[signs:]
        numbers = [match[1] for cell in cells if (match := _COLUMN_NUMBER.fullmatch(cell))]
        in_order = numbers == [str(number + 1) for number in range(len(cells))]
        if cells and in_order and len(cells) + signs > _COLUMN_NUMBERS:
            return row + 1
    return row


def _others(stacked: Stacked, used: set[int], labels: set[str]) -> tuple[tuple[str, int], ...]:
    """Columns no field claims, each with a header that no other column has: what they say is kept under it.

    A label that a book of ours wrote (备注：…) is meant as it stands, also where another column has it.
    """
    found: dict[str, int] = {}
    there = labels | {label_of("".join(stacked[column])) for column in used}
    headers = {column: "".join(parts) for column, parts in stacked.items() if column not in used}
    for column, whole in sorted(headers.items(), key=lambda head: (not head[1].startswith(NOTE_SIGN), head[0])):
        header = label_of(whole) or letters(column)
        found[_own_label(header, column, found if whole.startswith(NOTE_SIGN) else {*there, *found})] = column
    return tuple(sorted(found.items(), key=itemgetter(1)))


def _labels_of(stacked: Stacked, columns: Iterable[int], first: Iterable[int]) -> dict[int, str]:
    """The headers of further columns of a field, each of which no other one and none of the `first` ones has."""
    found: dict[int, str] = {}
    there = {clean("".join(stacked[column])) for column in first}
    for column in columns:
        found[column] = _own_label(clean("".join(stacked[column])), column, {*there, *found.values()})
    return found


def _own_label(header: str, column: int, taken: Collection[str]) -> str:
    """A header, with the letters of its column where another column has it too."""
    return f"{header}（{letters(column)}）" if header in taken else header


def _texts(sheet: BookSheet, first: int, last: int) -> list[str]:
    return [years_in_digits(text) for row in sheet.rows[first:last] for text in title_texts(row)
            if not BARE_NUMBER.fullmatch(text)]


def stated_unit(titles: Iterable[str]) -> Unit | None:
    """The unit of the whole sheet, from a line such as 单位：亿元 above the header."""
    return next(_units(titles), None)


def _units(titles: Iterable[str]) -> Iterator[Unit]:
    for title in map(units_in_chinese, titles):
        for said in (*_UNIT_STATED.findall(title), *_UNIT_BRACKETED.findall(title)):
            if unit := find_unit(said):
                yield unit


def _unit_left(titles: Iterable[str], headed: Mapping[int, Unit]) -> Unit | None:
    """Of two units above a header (单位：亿元、万美元) the one in yuan, where headers name the other one themselves."""
    found = [unit for title in map(units_in_chinese, titles) for said in _UNIT_STATED.findall(title)
             for part in re.split("[、/]", said) if (unit := find_unit(part))]
    yuan = [unit for unit in found if unit.currency in (None, Currency.CNY)]
    others = {unit for unit in found if unit not in yuan}
    return yuan[0] if len(yuan) == 1 and others and others <= set(headed.values()) else None
