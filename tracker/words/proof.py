"""What the proof of a draft says: each finding with its place, its numbers, the likely cause, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.proof.draft import PlaceKind
from tracker.proof.findings import Cause, Checked
from tracker.proof.opening import UnreadDraft
from tracker.proof.proofread import NumberFate
from tracker.words import Coded, Lang, spoken
from tracker.words.reasons import Says

if TYPE_CHECKING:
    from tracker.proof.draft import DraftPlace
    from tracker.proof.findings import DraftFinding


@dataclass(frozen=True, slots=True)
class CheckedWords(Coded[Checked, Says]):
    """What does not agree, and what to do, for each check: {stated}, {computed}, {numbers} and a check's own."""

    completion: Says
    share: Says
    conversion: Says
    growth: Says
    multiple: Says
    average: Says
    surplus: Says
    parts: Says
    part_of_whole: Says
    structure: Says
    twice: Says
    rank: Says
    claim: Says
    pace: Says
    sign: Says
    office: Says


@dataclass(frozen=True, slots=True)
class CauseWords(Coded[Cause, str]):
    """The likely cause."""

    rounding: str
    cut_off: str
    myriads: str
    point: str
    swapped: str
    one_digit: str
    wrong_sign: str
    other: str


@dataclass(frozen=True, slots=True)
class PlaceWords(Coded[PlaceKind, str]):
    """A place; {0}, {1} and {2} are its numbers, {name} that of a sheet, {column} the letters of the second number."""

    line: str
    paragraph: str
    table: str
    header: str
    footnote: str
    page: str
    cell: str


@dataclass(frozen=True, slots=True)
class UnreadDraftWords(Coded[UnreadDraft, Says]):
    """Why a draft cannot be read: {file}, {found}, {limit}."""

    missing: Says
    folder: Says
    not_a_file: Says
    denied: Says
    limits: Says
    memory: Says
    file_bytes: Says
    characters: Says
    pages: Says
    too_much: Says
    nothing: Says
    broken: Says
    damaged: Says
    password: Says
    old_word: Says
    rtf: Says
    scanned: Says
    no_characters: Says
    no_pdf: Says
    not_text: Says
    text_called_document: Says
    big5: Says
    workbook: Says
    open_document: Says
    slides: Says
    suffix: Says


@dataclass(frozen=True, slots=True)
class NumberFateWords(Coded[NumberFate, str]):
    """What became of a number."""

    checked: str
    alone: str
    no_unit: str
    day: str
    numbering: str
    code: str
    ratio: str


@dataclass(frozen=True, slots=True)
class ProofWords:
    """The words of the proof in one language; `{name}` is filled in."""

    checked: CheckedWords
    cause: CauseWords
    place: PlaceWords
    unread: UnreadDraftWords
    fate: NumberFateWords
    part: Mapping[str, str]
    """What a number is in its sentence."""
    number: str
    """A number with what it is: {part}, {text}."""
    joined: str
    """Between two of those."""
    title: str
    grown_by_minus: Says
    """How a minus behind a word of growth is told: {stated}, {computed}."""
    finding: str
    note: str
    """How a finding and a note begin: {place}, {what}."""
    likely: str
    todo: str
    sentence: str
    first: str
    """The other mention of two: {place}, {sentence}."""
    none_found: str
    counted: str
    """How many findings, notes and numbers: {findings}, {notes}, {numbers}."""
    fates: str
    """How many numbers met with each fate: {fates}."""
    fate_counted: str
    failed_cells: str
    not_compared: str
    """That no office was at hand: {reason}."""
    not_asked: str
    compared: str
    """How many numbers were set against the office: {count}."""
    nothing_to_compare: str
    column: Mapping[str, str]
    kind: Mapping[str, str]
    """What findings and notes are called in a list."""


def place_text(place: DraftPlace, lang: Lang) -> str:
    """A place in words: 第22行, 完成情况 C6."""
    column = _letters(place.numbers[1]) if place.kind is PlaceKind.CELL else ""
    return spoken(lang, ProofWords).place[place.kind].format(*place.numbers, name=place.name, column=column)


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def numbers_text(finding: DraftFinding, lang: Lang) -> str:
    """The numbers that were set against each other, with what each is."""
    says = spoken(lang, ProofWords)
    told = [says.number.format(part=says.part[one.part], text=one.text) for one in finding.numbers]
    return says.joined.join(told)


def _says_of(finding: DraftFinding, lang: Lang) -> Says:
    says = spoken(lang, ProofWords)
    is_growth = finding.checked is Checked.SIGN and not finding.hard
    return says.grown_by_minus if is_growth else says.checked[finding.checked]


def what_text(finding: DraftFinding, lang: Lang) -> str:
    """What does not agree, in one sentence."""
    return _says_of(finding, lang).what.format(
        stated=finding.stated, computed=finding.computed, numbers=numbers_text(finding, lang), **finding.params)


def todo_text(finding: DraftFinding, lang: Lang) -> str:
    """What to do about it."""
    return _says_of(finding, lang).todo.format(
        stated=finding.stated, computed=finding.computed, **finding.params)


def cause_text(finding: DraftFinding, lang: Lang) -> str:
    """The likely cause."""
    return spoken(lang, ProofWords).cause[finding.cause]


def finding_lines(finding: DraftFinding, lang: Lang) -> list[str]:
    """A finding as it is printed: what and where, its sentence, the likely cause, what to do."""
    says = spoken(lang, ProofWords)
    head = says.finding if finding.hard else says.note
    lines = [head.format(place=place_text(finding.place, lang), what=what_text(finding, lang)),
             says.sentence.format(sentence=finding.sentence)]
    if finding.also is not None:
        place, sentence = finding.also
        lines.append(says.first.format(place=place_text(place, lang), sentence=sentence))
    lines.append(says.likely.format(cause=cause_text(finding, lang)))
    return [*lines, says.todo.format(todo=todo_text(finding, lang))]


def unread_text(why: UnreadDraft, file: str, found: int, limit: int, lang: Lang) -> tuple[str, str]:
    """Why a draft cannot be read, and what to do."""
    said = spoken(lang, ProofWords).unread[why]
    return said.what.format(file=file, found=found, limit=limit), said.todo.format(file=file, found=found, limit=limit)
