"""Counts a year by a ruleset's TOML and the rows of the tables, knowing nothing of how the program counts."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

Row = Mapping[str, Any]
_UNITS = {"元": 1, "万元": 10**4, "亿元": 10**8, "万美元": 10**4}
_DOLLARS = frozenset(["万美元"])
_COLUMNS = {"contract_amount": "contract", "fixed_investment": "fixed", "expected_output": "output",
            "expected_tax": "tax"}
_PROMISES = {"arrived": "contract", "invested": "contract", "output": "output", "tax": "tax"}
_ALIKE = ("currency", "amount_minor")
"""What two receipts have in common that say the same of one day."""
_ORDER = ("lead", "signed", "registered", "funded", "started", "producing")


@dataclass(frozen=True)
class Counted:
    """What an indicator comes to, exactly, and the projects behind it."""

    actual: Fraction
    projects: frozenset[int]


def _as_day(value: Any) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def last_day(first: date, precision: str) -> date:
    """The last day of a period by its first."""
    if precision == "day":
        return first
    if precision == "dekad" and first.day < 21:
        return first + timedelta(days=9)
    months = {"dekad": 1, "month": 1, "quarter": 3, "half_year": 6, "year": 12}[precision]
    year, month = divmod(first.year * 12 + first.month - 1 + months - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


class Counter:
    """One office, one ruleset, one year up to a day."""

    def __init__(self, session: Session, toml: str, year: int, until: date) -> None:
        self.rules = tomllib.loads(toml, parse_float=Decimal)
        self.first, after = self._begins(year), self._begins(year + 1)
        self.last = min(until, after - timedelta(days=1))
        self.until, self.year = until, year
        self.rates = {"CNY": Fraction(1), **{code: Fraction(rate["rate"] if isinstance(rate, dict) else rate)
                                             for code, rate in self.rules.get("exchange", {}).items()}}
        self.profiles = {row["project_id"]: row for row in _rows(session, "profile")}
        self.milestones = {(row["project_id"], row["stage"]): row for row in _rows(session, "milestone")}
        self.receipts = _by_project(_rows(session, "receipt"))
        self.results = _by_project(_rows(session, "project_result"))
        self.ever = {table: _by_project(_rows(session, table, "1 = 1"))
                     for table in ("milestone", "receipt", "project_result")}
        self.verdicts = _by_project(_rows(session, "recognition"))
        self.expected = _by_project(_rows(session, "expected_day", "1 = 1"))
        self.statuses = _by_project(_rows(session, "status_change"))

    def _begins(self, year: int) -> date:
        """The first day of a year."""
        counting_year = self.rules.get("counting_year", {})
        return date(year - (counting_year.get("begins_in") == "year_before"), counting_year.get("first_month", 1),
                    counting_year.get("first_day", 1))

    def _year(self, day: date) -> int:
        return max(year for year in range(day.year - 1, day.year + 2) if self._begins(year) <= day)

    def count(self, key: str) -> Counted:
        """One indicator, by its key."""
        rule = next(one for one in self.rules["indicators"] if one["key"] == key)
        found = {"milestone": self._milestone, "amount": self._amount, "promised": self._amount,
                 "receipts": self._receipts, "results": self._results}[rule["kind"]]
        shares = {number: share for number in self.profiles if self._fits(rule, number)
                  and (share := found(rule, number)) is not None}
        return Counted(sum(shares.values(), Fraction(0)), frozenset(shares))

    # -- kinds --------------------------------------------------------------------------------------------------------

    def _milestone(self, rule: Row, number: int) -> Fraction | None:
        row = self.milestones.get((number, rule["stage"]))
        if rule["kind"] == "promised":
            return Fraction(1) if row is not None and self._over(row, "occurred_on", self.last) else None
        proper = row is not None and _as_day(row["occurred_on"]) is not None and self._in_time(
            rule, row, "milestone", "occurred_on", ("stage",)) and self._recognised(
            rule, row, "occurred_on", stage=row["stage"])
        decides = self._once(rule, row, number) if row is not None and proper and "once_at_least" in rule else row
        return Fraction(1) if row is not None and proper and decides is not None and self._counts_in_year(
            row, "milestone", "occurred_on", ("stage",), decides) else None

    def _once(self, rule: Row, row: Row, number: int) -> Row | None:
        """What is over last: the stage, or the day or period in which what came so far first reaches the limit."""
        ((kind, limit),) = rule["once_at_least"].items()
        rows, day = (self.receipts.get(number, []), "received_on") if kind == "arrived" else (
            [one for one in self.results.get(number, []) if one["what"] == kind], "happened_on")
        over = [one for one in rows if self._over(one, day, self.last)]
        ends = sorted({last_day(_as_day(one[day]), one["precision"]) for one in over})
        for end in ends:
            last = [one for one in over if last_day(_as_day(one[day]), one["precision"]) == end]
            by_then = [one for one in over if last_day(_as_day(one[day]), one["precision"]) <= end]
            if self._comes_to(number, kind, limit, by_then):
                first = max(_as_day(one[day]) for one in last)
                precision = next(one["precision"] for one in last if _as_day(one[day]) == first)
                reached = {"occurred_on": first, "precision": precision}
                return max((row, reached), key=lambda one: (
                    last_day(_as_day(one["occurred_on"]), one["precision"]), -_as_day(one["occurred_on"]).toordinal()))
        return None

    def _comes_to(self, number: int, kind: str, limit: Any, rows: list[Row]) -> bool:
        """Whether rows of one kind come to a limit together; currencies without a rate add nothing."""
        if kind == "jobs":
            return sum(row["people"] for row in rows) >= limit
        value, code = self._promise(number, kind, limit) if "%" in limit else _amount(limit)
        worth = [Fraction(row["amount_minor"], 100) * self.rates[row["currency"]] for row in rows
                 if row["currency"] in self.rates]
        return value is not None and sum(worth, Fraction(0)) >= value * self.rates[code]

    def _amount(self, rule: Row, number: int) -> Fraction | None:
        column = _COLUMNS[rule.get("amount", "contract_amount")]
        minor, code = (self.profiles[number][f"{column}_{name}"] for name in ("minor", "currency"))
        told = self._told(rule["unit"], minor or 0, code)
        return None if self._milestone(rule, number) is None or minor is None else told

    def _receipts(self, rule: Row, number: int) -> Fraction | None:
        return self._sum(rule, (row for row in self.receipts.get(number, []) if self._takes(rule, number, row)))

    def _takes(self, rule: Row, number: int, row: Row) -> bool:
        back = row["amount_minor"] < 0
        origins = rule.get("receipt_origin", [])
        origin = row["origin"] or self.profiles[number]["origin"]
        return (self._counts_in_year(row, "receipt", "received_on", _ALIKE)
                and row["currency"] in self._currencies(rule)
                and (not origins or origin in origins)
                and (not rule.get("receipt_form") or row["form"] in rule["receipt_form"])
                and row["form"] not in rule.get("without_form", [])
                and not (back and rule.get("withdrawals") == "left_out")
                and (back or self._recognised(rule, row, "received_on", stage=None, amount_minor=row["amount_minor"],
                                              currency=row["currency"], slip=row["note"]))
                and (back or self._in_time(rule, row, "receipt", "received_on", _ALIKE))
                and (back or "each_at_least" not in rule
                     or any(self._reaches(row, "amount_minor", limit) for limit in rule["each_at_least"])))

    def _results(self, rule: Row, number: int) -> Fraction | None:
        rows = [row for row in self.results.get(number, []) if row["what"] == rule["result"]
                and self._of_year(row, "happened_on")
                and self._in_time(rule, row, "project_result", "happened_on",
                                  ("what", "currency", "amount_minor", "people"))]
        if rule["result"] in ("in_statistics", "above_scale", "at_capacity"):
            return Fraction(1) if rows else None
        if rule["result"] == "jobs":
            return Fraction(sum(row["people"] for row in rows)) if rows else None
        return self._sum(rule, (row for row in rows if row["currency"] in self._currencies(rule)))

    def _sum(self, rule: Row, rows: Iterable[Row]) -> Fraction | None:
        told = [self._told(rule["unit"], self._minor(rule, row), row["currency"]) for row in rows]
        return sum(told, Fraction(0)) if told and None not in told else None

    def _minor(self, rule: Row, row: Row) -> int:
        share = row["outside_share"] if rule.get("outside_share") else None
        exact = Fraction(row["amount_minor"]) * (Fraction(share, 10_000) if share is not None else 1)
        return (1 if exact > 0 else -1) * int(abs(exact) + Fraction(1, 2))

    def _in_time(self, rule: Row, row: Row, table: str, column: str, alike: Iterable[str]) -> bool:
        """On record within so many days of the last day of its period, in whatever version of the year."""
        if "entered_within" not in rule:
            return True
        day = _as_day(row[column])
        assert day is not None
        end = last_day(day, row["precision"]) + timedelta(days=rule["entered_within"] + 1)
        deadline = _midnight(end)
        return any(moment < deadline for moment in self._entered(row, table, column, alike))

    def _counts_in_year(self, row: Row, table: str, column: str, alike: Iterable[str],
                        decides: Row | None = None) -> bool:
        """Of the year by its day or the one that decides, or moved into it: entered when its own year was closed."""
        by = row if decides is None else decides
        own, rule, day = self._of_year(by, column), self.rules.get("late_entry"), _as_day(by[column])
        if rule is None or rule["facts"] == "marked" or day is None:
            return own
        entered = min(self._entered(row, table, column, alike))
        if own:
            back = rule["facts"] == "left_out" and table == "receipt" and row["amount_minor"] < 0
            return back or entered < self._closes(self.year)
        ends = self._closes(self.year)
        if self.until < self._begins(self.year + 1) - timedelta(days=1):
            ends = min(ends, _midnight(self.until + timedelta(days=1)))
        return (rule["facts"] == "next_year" and last_day(day, by["precision"]) < self.first
                and self._closes(self.year - 1) <= entered < ends)

    def _closes(self, year: int) -> datetime:
        """The midnight after the last day on which facts of a year are entered in time."""
        month, day = map(int, self.rules["late_entry"]["entered_by"].split("-"))
        after = self._begins(year + 1)
        last = date(after.year, month, day)
        last = last if last >= after else date(after.year + 1, month, day)
        return _midnight(last + timedelta(days=1))

    def _entered(self, row: Row, table: str, column: str, alike: Iterable[str]) -> list[datetime]:
        """When each version that speaks for a row was recorded."""
        day = _as_day(row[column])
        assert day is not None
        ever = self.ever[table][row["project_id"]]
        same_year = [one for one in ever
                     if (other := _as_day(one[column])) is not None and self._year(other) == self._year(day)]
        if table == "milestone":
            speaks = [one for one in same_year if all(one[name] == row[name] for name in alike)]
        else:
            corrected = _before(row, {one["id"]: one for one in ever})
            put_right = {one["supersedes_id"] for one in ever}
            void = [one for one in ever if one["superseded_at"] is not None and one["id"] not in put_right
                    and _share_a_day(one, row, column)]
            speaks = [row, *(one for one in same_year if one["id"] in corrected),
                      *(one for one in void if all(one[name] == row[name] for name in alike))]
        return [_as_moment(one["known_at"]) for one in speaks]

    def _recognised(self, rule: Row, row: Row, column: str, **alike: Any) -> bool:
        """By a second person, for one of some bodies where the rule names any."""
        if not rule.get("recognised") and "recognised_by" not in rule:
            return True
        bodies = {_squeezed(body) for body in rule.get("recognised_by", [])}
        wanted = {**alike, "happened_on": row[column], "precision": row["precision"], "verdict": "recognised"}
        return any(all(said[name] == value for name, value in wanted.items())
                   and (not bodies or _squeezed(said["body"]) in bodies)
                   for said in self.verdicts.get(row["project_id"], []))

    # -- what is asked of projects ------------------------------------------------------------------------------------

    def _fits(self, rule: Row, number: int) -> bool:
        profile = self.profiles[number]
        only, without = rule.get("only", {}), rule.get("without", {})
        if only.get("hunan_return") and not profile["hunan_return"]:
            return False
        if not all(_says(profile[name], values) for name, values in only.items() if name != "hunan_return"):
            return False
        if any(_says(profile[name], values) for name, values in without.items()):
            return False
        if rule.get("exclude_phases") and profile["phase_of"] is not None:
            return False
        asked: list[Callable[[], bool]] = [
            *(lambda name=name, limit=limit: self._large(number, name, limit)
              for name, limit in rule.get("at_least", {}).items()),
            *(lambda name=name, limit=limit: self._dense(number, name, limit)
              for name, limit in rule.get("at_least_per_mu", {}).items()),
            *(lambda name=name, limit=limit, bound=bound: self._bounded(number, name, limit, bound)
              for bound in ("less_than", "at_most", "more_than") for name, limit in rule.get(bound, {}).items()),
            *(lambda stage=stage: (number, stage) in self.milestones and self._of_year(
                self.milestones[number, stage], "occurred_on") for stage in rule.get("reached_in_year", [])),
            *(lambda stage=stage: self._reached(number, stage, self.first - timedelta(days=1))
              for stage in rule.get("reached_before_year", [])),
            *(lambda stage=stage: self._reached(number, stage) for stage in rule.get("reached", [])),
            *(lambda name=name: self.profiles[number][f"{_COLUMNS[name]}_minor"] is not None
              for name in rule.get("promised", [])),
            *(lambda stage=stage: self._promptly(number, stage) for stage in rule.get("on_time", [])),
            *(lambda what=what: any(row["what"] == what and self._over(row, "happened_on", self.last)
                                    for row in self.results.get(number, [])) for what in rule.get("has", [])),
            *([lambda: any(self._fits(one, number) for one in rule["any_of"])] if "any_of" in rule else []),
            *(lambda status=status: self._status(number) != status for status in rule.get("exclude_status", []))]
        return all(one() for one in asked)

    def _large(self, number: int, name: str, limit: Any) -> bool:
        if name in ("contract_amount", "fixed_investment"):
            return self._reaches(self.profiles[number], name.split("_")[0] + "_minor", limit)
        if name == "one_receipt":
            return any(self._reaches(row, "amount_minor", limit) for row in self.receipts.get(number, [])
                       if self._over(row, "received_on", self.last))
        kind = name.removesuffix("_in_year")
        rows, day = self.receipts.get(number, []), "received_on"
        if kind != "arrived":
            rows, day = [row for row in self.results.get(number, []) if row["what"] == kind], "happened_on"
        first = self.first if name.endswith("_in_year") else date.min
        in_time = [row for row in rows if self._over(row, day, self.last) and _as_day(row[day]) >= first]
        return bool(in_time) and self._comes_to(number, kind, limit, in_time)

    def _promise(self, number: int, kind: str, limit: str) -> tuple[Fraction | None, str]:
        """A share of what was promised, in the currency it was promised in; None without such a promise."""
        percent, _, named = limit.partition("%")
        column = _COLUMNS[named.removeprefix(" of ")] if named else _PROMISES[kind]
        minor, code = (self.profiles[number][f"{column}_{name}"] for name in ("minor", "currency"))
        whole = None if minor is None or code not in self.rates else Fraction(minor, 100)
        return None if whole is None else whole * Fraction(percent) / 100, "CNY" if whole is None else code

    def _promptly(self, number: int, stage: str) -> bool:
        """A stage reached by the last day, and no later than the first expectation of it."""
        row = self.milestones.get((number, stage))
        first = next((one for one in self.expected.get(number, [])
                      if one["what"] == stage and one["expected_on"]), None)
        if row is None or first is None or not self._over(row, "occurred_on", self.last):
            return False
        reached, by = (last_day(_as_day(one[day]), one["precision"]) for one, day in (
            (row, "occurred_on"), (first, "expected_on")))
        return reached <= by

    def _dense(self, number: int, name: str, limit: str) -> bool:
        profile, column = self.profiles[number], {"expected_output": "output", "expected_tax": "tax"}.get(
            name, name.split("_")[0])
        minor, code, mark = (profile[f"{column}_{part}"] for part in ("minor", "currency", "mark"))
        land, (value, own) = Fraction(profile["land_mu"] or 0), _amount(limit)
        if minor is None or not land or code not in self.rates:
            return False
        worth, least = Fraction(minor, 100) * self.rates[code], value * self.rates[own] * land
        return worth > least or (worth == least and mark != "under")

    def _bounded(self, number: int, name: str, limit: str, bound: str) -> bool:
        """Under a limit, not above it, or above it; 不到3000万元 is the least bit less than 3000万元."""
        column = name.split("_")[0]
        profile = self.profiles[number]
        minor, code, mark = (profile[f"{column}_{part}"] for part in ("minor", "currency", "mark"))
        value, own = _amount(limit)
        if minor is None or code not in self.rates:
            return False
        worth, most = Fraction(minor, 100) * self.rates[code], value * self.rates[own]
        if bound == "less_than":
            return worth < most or (worth == most and mark == "under")
        above = worth > most
        if above and mark == "under":  # by one minor unit it is not above for certain
            above = Fraction(minor - 1, 100) * self.rates[code] > most
        return above is (bound == "more_than")

    def _reaches(self, row: Row, column: str, limit: str) -> bool:
        """At or above a limit, in its own currency or at the printed rate; 不到3000万元 does not reach it."""
        prefix = column.removesuffix("minor")
        code, mark = (row["currency"], row["mark"]) if prefix == "amount_" else (
            row[f"{prefix}currency"], row[f"{prefix}mark"])
        value, own = _amount(limit)
        if row[column] is None or code not in self.rates:
            return False
        worth, least = Fraction(row[column], 100) * self.rates[code], value * self.rates[own]
        return worth > least or (worth == least and mark != "under")

    def _reached(self, number: int, stage: str, last: date | None = None) -> bool:
        row = self.milestones.get((number, stage))
        if row is None:
            return False
        if row["occurred_on"] is not None:
            return self._over(row, "occurred_on", last or self.last)
        later = [self.milestones[number, one] for one in _ORDER[_ORDER.index(stage) + 1:]
                 if (number, one) in self.milestones]
        return any(self._over(one, "occurred_on", last or self.until) for one in later)

    def _status(self, number: int) -> str:
        said = [row for row in self.statuses.get(number, [])
                if row["changed_on"] is None or self._over(row, "changed_on", self.until)]
        return said[-1]["status"] if said else "active"

    # -- days and money -----------------------------------------------------------------------------------------------

    def _of_year(self, row: Row, column: str) -> bool:
        day = _as_day(row[column])
        return day is not None and day >= self.first and self._over(row, column, self.last)

    def _over(self, row: Row, column: str, last: date) -> bool:
        day = _as_day(row[column])
        return day is not None and last_day(day, row["precision"]) <= last

    def _currencies(self, rule: Row) -> list[str]:
        return rule.get("currency") or ["USD" if rule["unit"] in _DOLLARS else "CNY"]

    def _told(self, unit: str, minor: int, code: str) -> Fraction | None:
        own = "USD" if unit in _DOLLARS else "CNY"
        if code != own and (code not in self.rates or own not in self.rates):
            return None
        rate = Fraction(1) if code == own else self.rates[code] / self.rates[own]
        return Fraction(minor, 100) * rate / _UNITS[unit]


def _midnight(day: date) -> datetime:
    """When a day begins in the office."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=8)))


def _squeezed(name: str) -> str:
    """A name without blanks."""
    return "".join(name.split())


def _before(row: Row, by_number: Mapping[int, Row]) -> set[int]:
    """The numbers of the rows that one was recorded in the place of, one after the other."""
    before = set()
    while (earlier := row["supersedes_id"]) is not None:
        before.add(earlier)
        row = by_number[earlier]
    return before


def _share_a_day(one: Row, other: Row, column: str) -> bool:
    first, second = _as_day(one[column]), _as_day(other[column])
    return (first is not None and second is not None and first <= last_day(second, other["precision"])
            and second <= last_day(first, one["precision"]))


def _as_moment(value: Any) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _rows(session: Session, table: str, which: str = "superseded_at IS NULL") -> list[Row]:
    query = text(f"SELECT * FROM {table} WHERE {which} ORDER BY id")
    return list(session.execute(query).mappings())


def _by_project(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["project_id"], []).append(row)
    return found


def _says(value: Any, values: Iterable[str]) -> bool:
    return bool(value) if "any" in values else value in values


def _amount(written: str) -> tuple[Fraction, str]:
    """A limit in whole units of its currency, and the currency."""
    match = re.fullmatch(r"([\d.]+)(亿|万)?(元|美元)", written)
    assert match, written
    factor = {"亿": 10**8, "万": 10**4, None: 1}[match[2]]
    return Fraction(Decimal(match[1])) * factor, "USD" if match[3] == "美元" else "CNY"
