"""What the sheets say of each other: whose receipts and blockers they are, what stands there twice, what looks odd."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.names import fold_name, lookalikes, nearest
from tracker.domain.stages import Stage
from tracker.domain.text import clean
from tracker.ledger.account import SheetAccount
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import Kind
from tracker.ledger.headers import column_number
from tracker.ledger.lines import WHO
from tracker.ledger.rows import (
    BlockerRow,
    Ledger,
    Note,
    NoteCode,
    Problem,
    ProblemCode,
    ProjectRow,
    ReceiptRow,
    ResultRow,
    TargetRow,
)

# Late imports: rapidfuzz is loaded when names are compared.

SUGGEST = 30
"""Unknown names for which the nearest known one is looked up; after that they are plainly from elsewhere."""
_LOST = 200
"""Nameless rows for which an owner of unknown names is looked for; with more of them the column is not the names."""
FULLY_COMPARED = 60
"""Projects of one investor that are all compared with each other; of more, each with its neighbours in order."""
NEIGHBOURS = 20
_LABELS = frozenset(name for family in FAMILIES[Kind.PROJECTS] for name in family.names.split() if len(name) > 2)
_DAY_LABEL = re.compile(".{2,4}(?:时间|日期)")


@dataclass(frozen=True, slots=True)
class Known:
    """Projects the office knows already: their codes and folded names, and the stages each has on record."""

    codes: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    stages_by_key: Mapping[str, frozenset[Stage]] = field(default_factory=dict)
    stages_by_code: Mapping[str, frozenset[Stage]] = field(default_factory=dict)

    def stages(self, row: ProjectRow) -> frozenset[Stage]:
        """The stages the office has on record for a project of the ledger."""
        found = self.stages_by_code.get(row.code) or self.stages_by_key.get(row.key)
        return found or frozenset()


@dataclass(slots=True)
class _Mention:
    """A name in the sheets of receipts, blockers or results that is no project's: where, and what is said of it."""

    places: list[tuple[str, int, str, str]] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    unread: bool = False
    texts: set[str] = field(default_factory=set)


def checked(ledger: Ledger, known: Known) -> Ledger:
    """The ledger with the problems and notes that show only when its sheets, and the office, are seen together."""
    mentions = _mentions(ledger, known)
    twice = list(_duplicate_projects(ledger, mentions))
    lost = [row for row in ledger.projects if not row.name] + [row for row, _ in twice]
    owned, unknown = _owners(mentions, lost)
    problems = [_with_orphans(problem, owned) for problem in _not_filled_in(ledger, known)]
    problems += [_with_orphans(problem, owned) for _, problem in twice]
    problems += _unknown(unknown, ledger, known)
    problems += _duplicate_targets(ledger)
    problems += _codes_as_names(ledger, known)
    problems += _labels_as_names(ledger, known)
    return replace(ledger, problems=_in_order(_with_names(problems, ledger)),
                   notes=(*ledger.notes, *_above_contract(ledger)))


def _with_names(problems: list[Problem], ledger: Ledger) -> list[Problem]:
    """The problems, each with the name of the project its row is about."""
    names = {(row.layout.sheet, row.row): row.name for row in ledger.projects}
    names |= {(row.layout.sheet, row.row): row.project or row.code for row in ledger.receipts}
    names |= {(row.layout.sheet, row.row): row.project or row.code for row in ledger.results}
    names |= {(row.layout.sheet, row.row): row.project or row.code for row in ledger.blockers}
    names |= {(sheet, number): name for sheet, _, number, name, *_ in ledger.strays}
    accounts = {account.sheet.name: account for account in ledger.accounts}
    beside = {account.sheet.name for account in ledger.accounts if len(account.parts) > 1}
    return [replace(problem, name=name) if (name := (
        "" if problem.sheet in beside else names.get((problem.sheet, problem.row))) or _who(
        problem, accounts)) and name != problem.value else problem for problem in problems]


def _who(problem: Problem, accounts: Mapping[str, SheetAccount]) -> str:
    """What the cell of the name says in the row of a problem, where no thing was made of the row."""
    account, place = accounts.get(problem.sheet), problem.row - 1
    layout = (account.table_at(place, column_number(problem.column)) if account is not None and place >= 0
              and problem.column else None)
    column = layout.columns.get(WHO[layout.kind]) if layout is not None else None
    if account is None or column is None:
        return ""
    row = account.laid_sheet.rows[place]
    return clean(str(row[column])) if column < len(row) else ""


def _not_filled_in(ledger: Ledger, known: Known) -> Iterator[Problem]:
    """The problems of the file, without gaps the office has a milestone for: an empty cell takes nothing away."""
    if not known.stages_by_key:
        yield from ledger.problems
        return
    rows = {(row.layout.sheet, row.row): row for row in ledger.projects}
    for problem in ledger.problems:
        row = rows.get((problem.sheet, problem.row)) if problem.code is ProblemCode.GAP else None
        if row is None or problem.params["stage"] not in known.stages(row):
            yield problem


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """By sheet as they stand in the file, then row, then column."""
    sheets = {sheet: place for place, sheet in enumerate(dict.fromkeys(problem.sheet for problem in problems))}
    return tuple(sorted(problems, key=lambda p: (sheets[p.sheet], p.row, len(p.column), p.column)))


def _duplicate_projects(ledger: Ledger, orphans: Mapping[str, _Mention]) -> Iterator[tuple[ProjectRow, Problem]]:
    """The wrong one of two rows with one name, or with one code: the later, unless the other sheets speak for it."""
    names: dict[str, ProjectRow] = {}
    codes: dict[str, ProjectRow] = {}
    said_of: dict[str, _Mention] = {}
    for row in ledger.projects:
        for said, seen, field_ in ((row.key, names, "name"), (row.code, codes, "code")):
            if not said:
                continue
            right = seen.setdefault(said, row)
            if right is row:
                continue
            wrong = row
            said_of = said_of or _by_name(ledger)
            if field_ == "name" and _is_right(row, right, said_of.get(row.key), orphans):
                seen[said], right, wrong = row, row, right
            value = wrong.name if field_ == "name" else wrong.code
            yield wrong, Problem(ProblemCode.DUPLICATE_PROJECT, wrong.layout.sheet, wrong.row,
                                 wrong.layout.letter(field_),
                                 value, {"sheet": right.layout.sheet, "first": right.row}, field_)
            break


def _codes_as_names(ledger: Ledger, known: Known) -> Iterator[Problem]:
    """Codes that are another project's name, or names that are its code: either finds a project."""
    names = known.keys | {row.key for row in ledger.projects if row.name}
    codes = {fold_name(code) for code in known.codes}
    for row in ledger.projects:
        code, layout = fold_name(row.code), row.layout
        if code and code != row.key and code in names:
            yield Problem(ProblemCode.DUPLICATE_PROJECT, layout.sheet, row.row, layout.letter("code"), row.code,
                          variant="code_is_name")
        if row.name and row.key != code and row.key in codes and row.key not in known.keys:
            yield Problem(ProblemCode.DUPLICATE_PROJECT, layout.sheet, row.row, layout.letter("name"), row.name,
                          variant="name_is_code")


def _labels_as_names(ledger: Ledger, known: Known) -> Iterator[Problem]:
    """Rows of a sheet whose names are labels of fields: below its table a card of a project began, which has no header.

    One such name alone may be a project's.
    """
    sheets: defaultdict[str, list[ProjectRow]] = defaultdict(list)
    for row in ledger.projects:
        if row.key not in known.keys and (row.key in _LABELS or _DAY_LABEL.fullmatch(row.key)):
            sheets[row.layout.sheet].append(row)
    for rows in sheets.values():
        for row in rows if len(rows) > 1 else ():
            yield Problem(ProblemCode.NAME_IS_LABEL, row.layout.sheet, row.row, row.layout.letter("name"), row.name)


def _is_right(later: ProjectRow, first: ProjectRow, said: _Mention | None, orphans: Mapping[str, _Mention]) -> bool:
    """Whether the later of two rows bears its name rightly: what is said of the name fits it and not the first, or
    names that are nobody's fit the first and not it.
    """
    if said is not None and _belongs(later, said) != _belongs(first, said):
        return _belongs(later, said)
    lost = list(orphans.values())[:_LOST]
    return any(_belongs(first, one) for one in lost) and not any(_belongs(later, one) for one in lost)


def _by_name(ledger: Ledger) -> dict[str, _Mention]:
    """What the receipts and blockers say of each name."""
    found: dict[str, _Mention] = defaultdict(_Mention)
    for receipt in ledger.receipts:
        found[receipt.key].days += [] if receipt.amount.went_back else [receipt.day]
    for blocker in ledger.blockers:
        found[blocker.key].texts.add(blocker.description)
    return found


def _mentions(ledger: Ledger, known: Known) -> dict[str, _Mention]:
    """Folded names (or codes) that are nobody's, with everything that mentions them."""
    keys = known.keys | {row.key for row in ledger.projects if row.key}
    codes = known.codes | {row.code for row in ledger.projects if row.code}
    found: dict[str, _Mention] = defaultdict(_Mention)
    for receipt in ledger.receipts:
        if (receipt.key or receipt.code) and receipt.key not in keys and receipt.code not in codes:
            _mentioned(found, receipt).days.append(receipt.day)
    for blocker in ledger.blockers:
        if blocker.key not in keys and blocker.code not in codes:
            _mentioned(found, blocker).texts.add(blocker.description)
    for result in ledger.results:
        if result.layout.kind is Kind.RESULTS and result.key not in keys and result.code not in codes:
            _mentioned(found, result)
    for sheet, column, number, name, key, day, text in ledger.strays:
        if key and key not in keys:
            mention = found[key]
            mention.places.append((sheet, number, column, name))
            mention.unread = True
            mention.days += [day] if day else []
            mention.texts |= {text} if text else set()
    return found


def _mentioned(found: dict[str, _Mention], row: ReceiptRow | BlockerRow | ResultRow) -> _Mention:
    """What is said of the name (or code) in a row, with that row's place added."""
    mention = found[row.key or row.code]
    field_ = "project" if row.project else "code"
    mention.places.append((row.layout.sheet, row.row, row.layout.letter(field_), row.project or row.code))
    return mention


Owned = dict[tuple[str, int], str]
"""Sheet and row of a project that lost its name -> the name its receipts and blockers still have."""


def _owners(mentions: dict[str, _Mention], lost: list[ProjectRow]) -> tuple[Owned, dict[str, _Mention]]:
    """Which nameless (or doubled) row each unknown name belongs to, and the names that belong to none.

    One wrong cell in the projects sheet orphans all its receipts; the officer mends the cell, not the receipts. A
    name belongs to a row when the row's first money came on the day of the name's first receipt, or its problem is
    word for word the name's blocker.
    """
    owned: Owned = {}
    left = dict(mentions)
    for row in lost[:_LOST]:
        place = (row.layout.sheet, row.row)
        for key, mention in left.items():
            if place not in owned and _belongs(row, mention):
                owned[place] = mention.places[0][3]
                del left[key]
                break
    return owned, left


def _belongs(row: ProjectRow, mention: _Mention) -> bool:
    funded = row.milestones.get(Stage.FUNDED)
    days = [day for day in mention.days if day.on is not None]
    if funded is not None and funded.on is not None and days:
        first = min(day.on for day in days if day.on is not None)
        return funded.on == first or (mention.unread and funded.on <= first)
    return bool(row.troubles) and row.troubles in mention.texts


def _with_orphans(problem: Problem, owned: Owned) -> Problem:
    name = owned.get((problem.sheet, problem.row))
    if name is None or problem.code not in (ProblemCode.NO_NAME, ProblemCode.DUPLICATE_PROJECT):
        return problem
    return replace(problem, params={**problem.params, "orphan": name}, variant=f"{problem.variant}_orphan".strip("_"))


def _unknown(mentions: Mapping[str, _Mention], ledger: Ledger, known: Known) -> Iterator[Problem]:
    names = {row.key: row.name for row in ledger.projects if row.key} | {key: key for key in known.keys}
    for count, (key, mention) in enumerate(mentions.items()):
        near = _nearest(key, names) if count < SUGGEST else None
        for sheet, number, column, value in mention.places:
            yield Problem(ProblemCode.UNKNOWN_PROJECT, sheet, number, column, value, {"near": near} if near else {},
                          "near" if near else "")


def _nearest(key: str, names: Mapping[str, str]) -> str | None:
    keys = list(names)
    return next((names[keys[at]] for at in nearest(key, keys)), None)


def _duplicate_targets(ledger: Ledger) -> Iterator[Problem]:
    """The later of two targets of one indicator and year, whatever each is called: only one of them can be kept."""
    seen: dict[tuple[int | None, str], TargetRow] = {}
    for row in ledger.targets:
        first = seen.setdefault((row.year or ledger.year, row.indicator), row)
        if first is not row:
            yield Problem(ProblemCode.DUPLICATE_TARGET, row.layout.sheet, row.row, row.column, row.label, {
                "sheet": first.layout.sheet, "first": first.row, "label": first.label})


def _above_contract(ledger: Ledger) -> Iterator[Note]:
    """Projects whose receipts add up to more than the contract: normal after a capital increase, worth a look."""
    totals: dict[str, int] = defaultdict(int)
    contracts = {row.key: row for row in reversed(ledger.projects) if row.key and "contract_amount" in row.profile}
    for receipt in ledger.receipts:
        row = contracts.get(receipt.key)
        if row and receipt.amount.currency is row.profile["contract_amount"].currency:
            totals[receipt.key] += receipt.amount.minor
    for key, total in totals.items():
        contract: Money = contracts[key].profile["contract_amount"]
        if total > contract.minor:
            yield Note(NoteCode.ABOVE_CONTRACT, {"name": contracts[key].name, "total": Money(total, contract.currency),
                                          "contract": contract})


def alike_names(added: Iterable[tuple[str, str, str]], there: Iterable[tuple[str, str, str]]) -> Iterator[Note]:
    """Pairs of (investor, folded name, name) over 90% alike with one investor, of which at least one is `added`.

    Compared investor by investor, so that the work grows with the ledger and not with its square.
    """
    groups: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for new, pairs in ((True, added), (False, there)):
        for investor, key, name in pairs:
            if investor:
                groups[investor].append((key, name, new))
    for investor, group in groups.items():
        if len(group) < 2 or not any(new for _, _, new in group):
            continue
        group.sort()
        reach = len(group) if len(group) <= FULLY_COMPARED else NEIGHBOURS
        keys = [key for key, _, _ in group]
        for place, (key, name, new) in enumerate(group, 1):
            for at in lookalikes(key, keys[place:place + reach]):
                _, other, other_new = group[place + at]
                if new or other_new:
                    yield Note(NoteCode.ALIKE, {"name": name, "other": other, "investor": investor})
