"""The sheets of receipts, results, blockers and targets: what each column holds, and which further ones there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Generic, TypeVar

from tracker.domain.blocking import BlockerState, Level, Word
from tracker.domain.days import is_empty
from tracker.domain.money import Currency, Unit, unit_name
from tracker.domain.money_form import MoneyForm
from tracker.domain.profile import ORIGIN_SAID, PAGE
from tracker.domain.results import PEOPLE_UNIT, People, ResultKind, print_how_much
from tracker.domain.text import clean_lines
from tracker.ledger.blocker_log import log_line, parted
from tracker.ledger.cells import number_of
from tracker.ledger.completing import completed, further
from tracker.ledger.excel import Cell
from tracker.ledger.families_results import RESULT_WORDS
from tracker.ledger.family import Kind
from tracker.ledger.money_form_words import FORM_NAMES, share_cell
from tracker.ledger.own_book import NOTE, ColumnShape, SheetShape
from tracker.ledger.people import contact_field
from tracker.ledger.rows import SaidRow
from tracker.office.book.cells import amount_cell, as_number, choice_cell, day_cell, kept_day, text_cell
from tracker.office.book.facts import BlockerFacts, ReceiptFacts, ResultFacts, TargetFacts, WordFacts

_T = TypeVar("_T")
_Fill = Callable[[int, _T], Cell]
"""What a column holds of a row; the number of the row counts from 1."""

_VOUCHERS = {"bank_slip": "银行进账单", "verification_report": "验资报告", "invoice": "发票", "land_fee": "土地款收据",
             "contract": "合同", "licence": "营业执照", "permit": "施工许可证", "acceptance": "竣工验收",
             "photo": "照片"}
"""What documents are called, each so that the import knows the kind by it."""
_OTHER = "其他"
_LEVELS = {Level.OFFICER: "联络员", Level.BUREAU: "责任单位", Level.CHAIN_LEADER: "链长", Level.CITY: "县（市、区）",
           Level.PREFECTURE: "地市", Level.PROVINCE: "省"}
_STATES = {BlockerState.OPEN: "推进中", BlockerState.ANSWERED: "已答复", BlockerState.VERIFIED: "已销号"}


class _Sheet(Generic[_T]):
    """A sheet: its completed shape, and the rows that its columns make of facts."""

    def __init__(self, shape: SheetShape, wanted: Iterable[str], fills: Mapping[str, _Fill[_T]],
                 note: Callable[[str], _Fill[_T]], more: Iterable[ColumnShape] = ()) -> None:
        own = shape.fields()
        self.shape = completed(shape, [*(further(shape.kind, name) for name in wanted if name not in own), *more])
        self._fills = [note(column.label) if column.field == NOTE else fills.get(column.field, _nothing)
                       for column in self.shape.columns]

    def rows(self, facts: Iterable[_T]) -> Iterator[list[Cell]]:
        """A row for each fact."""
        for number, fact in enumerate(facts, 1):
            yield [fill(number, fact) for fill in self._fills]


def _nothing(_: int, __: object) -> Cell:
    return None


def _no_note(_: str) -> _Fill[object]:
    return _nothing


# -- receipts ---------------------------------------------------------------------------------------------------------


def receipt_sheet(shape: SheetShape, receipts: Iterable[ReceiptFacts],
                  vouchers: Mapping[int, list[tuple[str, str]]]) -> _Sheet[ReceiptFacts]:
    """The receipts of an office in the columns of its book."""
    wanted = {"code": None, "project": None, "day": None, "amount": None}
    for receipt in receipts:
        if receipt.origin:
            wanted["origin"] = None
        if receipt.form:
            wanted["form"] = None
        if receipt.outside is not None:
            wanted["outside"] = None
        if receipt.note:
            wanted["remarks"] = None
    if vouchers:
        wanted |= {"voucher": None, "voucher_number": None}
    unit = _unit_of_amounts(shape)

    def amount(_: int, one: ReceiptFacts) -> Cell:
        return amount_cell(one.minor, one.currency, one.mark, unit)

    labels = [column.label for column in shape.columns if column.field == NOTE]
    fills: dict[str, _Fill[ReceiptFacts]] = {
        "serial": lambda number, _: number,
        "code": lambda _, one: text_cell(one.code),
        "project": lambda _, one: text_cell(one.project),
        "day": lambda _, one: day_cell(one.on, one.precision),
        "amount": amount,
        "unit": lambda *_: unit_name(unit) if unit else None,
        "currency": lambda _, one: _currency(one.currency),
        "origin": lambda _, one: choice_cell(ORIGIN_SAID, one.origin),
        "form": lambda _, one: FORM_NAMES[MoneyForm(one.form)] if one.form else None,
        "outside": lambda _, one: share_cell(one.outside),
        "remarks": lambda _, one: text_cell(_noted_receipt(one.note, labels)[0]),
        "voucher": lambda _, one: _vouchers(vouchers.get(one.number, ()))[0],
        "voucher_number": lambda _, one: _vouchers(vouchers.get(one.number, ()))[1],
    }

    def note(label: str) -> _Fill[ReceiptFacts]:
        return lambda _, one: text_cell(_noted_receipt(one.note, labels)[1].get(label))

    return _Sheet(shape, wanted, fills, note)


def _unit_of_amounts(shape: SheetShape) -> Unit | None:
    """The unit of the amounts of a sheet: that of their column; 万元 where each row or no column names its own."""
    if "unit" in shape.fields():
        return Unit(Currency.CNY, 10_000)
    return next((column.unit(shape.unit) for column in shape.columns if column.field == "amount"), Unit(None, 10_000))


def _currency(currency: str) -> Cell:
    """What stands in a column of currencies; nothing for yuan."""
    return None if currency == Currency.CNY else unit_name(Unit(Currency(currency), 1))


def _noted_receipt(text: str, labels: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The note of a receipt as the columns of the book hold it: the remark, and by its label what each column of notes
    says, which the import put behind it. All of it is the remark where the columns would read as another note.
    """
    rest, found = text, dict[str, str]()
    for label in reversed(labels):
        before, sign, said = f"；{rest}".rpartition(f"；{label}：")
        if sign and said == clean_lines(said) and not is_empty(said):
            found[label], rest = said, before.removeprefix("；")
    parts = (rest, *(f"{label}：{found[label]}" for label in labels if label in found))
    return (rest, found) if "；".join(filter(None, parts)) == text and not (rest and is_empty(rest)) else (text, {})


def _vouchers(papers: Iterable[tuple[str, str]]) -> tuple[Cell, Cell]:
    """What proves a receipt, and its number; of several documents a line each."""
    papers = list(papers)
    if not papers:
        return None, None
    if len(papers) == 1:
        (kind, number), = papers
        return _VOUCHERS.get(kind, _OTHER), text_cell(number)
    return ("\n".join(_VOUCHERS.get(kind, _OTHER) for kind, _ in papers),
            "\n".join(number or "-" for _, number in papers))


# -- results ----------------------------------------------------------------------------------------------------------


def result_sheet(shape: SheetShape, results: Iterable[ResultFacts]) -> _Sheet[ResultFacts]:
    """What came of the projects of an office, in the columns of its book: a row for each result."""
    wanted: dict[str, None] = dict.fromkeys(("code", "project", "result", "day", "amount"))
    for result in results:
        if result.note:
            wanted["remarks"] = None
    unit = _unit_of_amounts(shape)
    labels = [column.label for column in shape.columns if column.field == NOTE]
    fills: dict[str, _Fill[ResultFacts]] = {
        "serial": lambda number, _: number,
        "code": lambda _, one: text_cell(one.code),
        "project": lambda _, one: text_cell(one.project),
        "result": lambda _, one: RESULT_WORDS[ResultKind(one.what)].name,
        "day": lambda _, one: day_cell(one.on, one.precision),
        "amount": lambda _, one: _how_much(one, unit, shape),
        "unit": lambda _, one: _unit_of_result(one, unit),
        "currency": lambda _, one: _currency(one.currency),
        "remarks": lambda _, one: text_cell(_noted_receipt(one.note, labels)[0]),
    }

    def note(label: str) -> _Fill[ResultFacts]:
        return lambda _, one: text_cell(_noted_receipt(one.note, labels)[1].get(label))

    return _Sheet(shape, wanted, fills, note)


def _how_much(result: ResultFacts, unit: Unit | None, shape: SheetShape) -> Cell:
    """What a result comes to; people as a text (120人) where no column says that the number is theirs."""
    if result.people is None:
        return amount_cell(result.minor, result.currency, result.mark, unit)
    return result.people if "unit" in shape.fields() else print_how_much(People(result.people))


def _unit_of_result(result: ResultFacts, unit: Unit | None) -> Cell:
    """What stands in the column of units; nothing for what only happens."""
    if result.people is not None:
        return PEOPLE_UNIT
    return unit_name(unit) if unit and result.minor is not None else None


# -- blockers ---------------------------------------------------------------------------------------------------------


def blocker_sheet(shape: SheetShape, blockers: Iterable[BlockerFacts],
                  words: Mapping[int, list[WordFacts]]) -> _Sheet[BlockerFacts]:
    """The blockers of an office in the columns of its book, all that was said of each in a column of its own."""
    wanted: dict[str, None] = dict.fromkeys(("code", "project", "category", "description"))
    wanted.update(dict.fromkeys(field for column in shape.columns
                                if (field := contact_field(Kind.BLOCKERS, column.label))))
    logs: dict[int, list[str]] = {}
    for one in blockers:
        for name, needed in (("bureau", one.bureau), ("person", one.person), ("level", one.level != Level.BUREAU),
                             ("permit", one.permit), ("authority", one.authority), ("raised", one.on),
                             ("due", one.due), ("first_due", _first_due(one, words)), ("blocking", not one.blocking)):
            if needed:
                wanted[name] = None
        said = words.get(one.number, [])
        if said:
            logs[one.number] = parted(log_line(_said(word)) for word in said)
    columns = max(map(len, logs.values()), default=0)
    if columns:
        wanted["log"] = None
    wanted["state"] = None
    more = [ColumnShape((f"办理记录（{number}）",), NOTE, f"办理记录（{number}）") for number in range(2, columns + 1)]
    fills = _blocker_fills(words, logs)

    def note(label: str) -> _Fill[BlockerFacts]:
        place = next((at for at, column in enumerate(more) if column.label == label), None)
        if place is not None:
            return lambda _, one: _part(logs, one, place + 1)
        return lambda _, one: _noted(words.get(one.number, ()), label)

    for column in shape.columns:
        if column.field in ("measure", "remarks", "answer", "progress"):
            fills[column.field] = _told(words, column)
    return _Sheet(shape, wanted, fills, note, more)


def _blocker_fills(words: Mapping[int, list[WordFacts]],
                   logs: Mapping[int, list[str]]) -> dict[str, _Fill[BlockerFacts]]:
    return {
        "serial": lambda number, _: number,
        "code": lambda _, one: text_cell(one.code),
        "project": lambda _, one: text_cell(one.project),
        "category": lambda _, one: text_cell(one.category),
        "description": lambda _, one: text_cell(one.description),
        "bureau": lambda _, one: text_cell(one.bureau),
        "person": lambda _, one: text_cell(one.person),
        "level": lambda _, one: _LEVELS.get(Level(one.level)) if one.level in set(Level) else None,
        "permit": lambda _, one: text_cell(one.permit),
        "authority": lambda _, one: text_cell(one.authority),
        "raised": lambda _, one: day_cell(one.on, one.precision),
        "due": lambda _, one: day_cell(one.due, "day"),
        "first_due": lambda _, one: _first_due(one, words),
        "blocking": lambda _, one: "是" if one.blocking else "否",
        "state": lambda _, one: _STATES[BlockerState(one.state)],
        "verified": lambda _, one: _last_day(words.get(one.number, ()), Word.VERIFY)
        if one.state == BlockerState.VERIFIED else None,
        "answered": lambda _, one: _last_day(words.get(one.number, ()), Word.ANSWER)
        if one.state != BlockerState.OPEN else None,
        "log": lambda _, one: _part(logs, one, 0),
    }


def _first_due(one: BlockerFacts, words: Mapping[int, list[WordFacts]]) -> Cell:
    """The day by which it was first to be solved, where it was put off since."""
    put_off = one.first_due != one.due or any(word.due for word in words.get(one.number, ()))
    return day_cell(one.first_due, "day") if put_off else None


def _part(logs: Mapping[int, list[str]], one: BlockerFacts, place: int) -> Cell:
    parts = logs.get(one.number, [])
    return parts[place] if place < len(parts) else None


def _last_day(words: Iterable[WordFacts], kind: Word) -> Cell:
    last = next((word for word in reversed(list(words)) if word.word == kind), None)
    return day_cell(last.on, last.precision) if last else None


def _noted(words: Iterable[WordFacts], label: str, answer: str = "") -> Cell:
    """What a column of an earlier book said, which the import kept as follow-ups behind its header: a line for each,
    and the answer where there is one. No more than a cell is read again; the column of all words has every one.
    """
    sign = f"{label}："
    texts = [word.text.removeprefix(sign) for word in words if word.word == Word.NOTE and word.text.startswith(sign)]
    texts = list(dict.fromkeys(filter(None, (*texts, answer))))
    lengths = accumulate(len(text) + 1 for text in texts)
    return text_cell("\n".join(text for text, length in zip(texts, lengths, strict=True) if length <= PAGE + 1))


def _told(words: Mapping[int, list[WordFacts]], column: ColumnShape) -> _Fill[BlockerFacts]:
    """What stands in a column of remarks or answers: the follow-ups behind its header, and the answer."""
    def fill(_: int, one: BlockerFacts) -> Cell:
        said, answer = words.get(one.number, ()), ""
        if column.field == "answer" and one.state != BlockerState.OPEN:
            answer = next((word.text for word in reversed(list(said)) if word.word == Word.ANSWER), "")
        return _noted(said, column.header, answer)

    return fill


def _said(word: WordFacts) -> SaidRow:
    return SaidRow(Word(word.word), kept_day(word.on, word.precision), word.text, word.by,
                   kept_day(word.due, "day").on if word.due else None, word.level, word.permit, word.authority)


# -- targets ----------------------------------------------------------------------------------------------------------


def target_sheet(shape: SheetShape, labels: Mapping[str, str]) -> _Sheet[TargetFacts]:
    """The targets of an office in the columns of its book; `labels` say what the indicators are called."""
    fills: dict[str, _Fill[TargetFacts]] = {
        "serial": lambda number, _: number,
        "indicator": lambda _, one: text_cell(labels.get(one.indicator, one.indicator)),
        "unit": lambda _, one: text_cell(one.unit),
        "value": lambda _, one: _value(one.value),
        "year": lambda _, one: one.year,
    }
    return _Sheet(shape, ("indicator", "unit", "value", "year"), fills, _no_note)


def _value(text: str) -> Cell:
    number = as_number(Decimal(text))
    return number if number_of(number) == Decimal(text) else text
