"""Which labels of a sheet are of which card: cards below and beside each other, told apart by their names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from tracker.ledger.card_labels import NAMED, SURE, CardPair, meant_by
from tracker.ledger.headers import fold
from tracker.ledger.raw import Merge


def records_of(pairs: list[CardPair], merges: Iterable[Merge]) -> list[list[CardPair]]:
    """The pairs of each card of a sheet, each with one label that means the name of its project; none where it cannot
    be told which card a label belongs to.
    """
    starts = _columns_of_cards(pairs)
    if not starts or _stand_across(pairs, starts[1:], merges):
        return []
    columns = [_below_each_other([pair for pair in pairs if bisect_right(starts, pair.place[1]) == number])
               for number in range(1, len(starts) + 1)]
    first = columns[0]
    alike = all(column and len(column) <= len(first) and all(
        _known(record) == _known(beside) for record, beside in zip(column, first, strict=False)) for column in columns)
    records = [record for column in columns for record in column]
    return records if alike and not any(map(_says_twice, records)) else []


def _columns_of_cards(pairs: list[CardPair]) -> list[int]:
    """The first columns of the cards that stand beside each other, 0 for the first one: every label of a row with
    several names comes as often as the name. None where a row has other labels, or cards begin in other columns.
    """
    found: list[int] = []
    for row in dict.fromkeys(pair.place[0] for pair in pairs if is_name(pair)):
        here = [pair for pair in pairs if pair.place[0] == row]
        count = sum(map(is_name, here))
        length = len(here) // count
        labels = [fold(pair.label) for pair in here]
        starts = [0, *(pair.place[1] for pair in here[length::length])]
        if labels != labels[:length] * count or (found and found[:count] != starts):
            return []
        found = found or starts
    return found


def _stand_across(pairs: list[CardPair], starts: list[int], merges: Iterable[Merge]) -> bool:
    """Whether a merged cell among the cards reaches from one of them into the one beside it."""
    rows = [place[0] for pair in pairs for place in (pair.place, *pair.values)]
    return any(first[1] < start <= last[1] and min(rows) <= first[0] <= max(rows)
               for first, last in merges for start in starts)


def _below_each_other(pairs: list[CardPair]) -> list[list[CardPair]]:
    """The cards of one column. A further one begins with the label that the first one begins with, or where that is
    not said of it with its name. None where it may begin further up.
    """
    names = [place for place, pair in enumerate(pairs) if is_name(pair)]
    if not names or len({fold(pairs[place].label) for place in names}) > 1:
        return []
    first, starts = fold(pairs[0].label), [0]
    for before, name in pairwise(names):
        start = next((place for place in range(name, before, -1) if fold(pairs[place].label) == first), name)
        if pairs[start - 1].place[0] == pairs[start].place[0]:
            return []  # in the midst of a row
        starts.append(start)
    records = [pairs[start:end] for start, end in pairwise([*starts, len(pairs)])]
    last = {label for _, label in _known(records[-1])}
    for record, after in pairwise(records):
        end = record[-1]
        touch = max(place[0] for place in (end.place, *end.values)) + 1 >= after[0].place[0]
        if touch and meant_by(end.label, SURE) and fold(end.label) not in last:
            return []  # perhaps the first label of the card below
    return records


def _known(record: list[CardPair]) -> list[tuple[int, str]]:
    """The labels of a card that have a meaning, each with its row."""
    return [(pair.place[0], fold(pair.label)) for pair in record if meant_by(pair.label, SURE)]


def _says_twice(record: list[CardPair]) -> bool:
    """Whether a label that has a meaning comes twice in one row of a card."""
    known = _known(record)
    return len(set(known)) < len(known)


def is_name(pair: CardPair) -> bool:
    """Whether a label means the name of the project."""
    return meant_by(pair.label, NAMED) == "name"
