"""On PostgreSQL the database itself says who records and when: what it keeps for that, and the triggers that hold it.

A unit of work begins with `sanxin.begin_unit()`. It takes the lock of the session's region, reads the server's clock
and keeps both, with the login of the session, in a row that nobody but the owner can write. What is recorded after it
has to bear this name and this moment, and be of this region. The owner of the office, who could take all of this down,
is not held: he sets offices up and moves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from tracker.domain.rights import ROLE_FOR, Right
from tracker.store.granted import ADDS, ENDS
from tracker.store.tables import BlockerWord, Fact, JournalEntry, Milestone, Project, Seal
from tracker.store.turn import SCHEMA, TABLE

_WRITERS = ", ".join(f"'{role.value}'" for role in sorted(ROLE_FOR.values()))
BEGIN = f"SELECT {SCHEMA}.begin_unit()"
"""Begins a unit: waits for its turn, and answers with the moment by the server's clock: NULL where there is no row."""
LONGEST_UNIT = "1 hour"
"""After which a unit that is still open records nothing more: what it records would be of a moment long past."""

UNDER_WAY = (f"SELECT * INTO begun FROM {SCHEMA}.unit"
             f" WHERE region = {SCHEMA}.here() AND xid = pg_current_xact_id() AND started = transaction_timestamp();")
"""Inside a function: `begun` is the unit of this transaction, and nothing where none was begun."""
_BEGUN = f"""
    IF pg_has_role(session_user, current_user, 'USAGE') THEN
        RETURN NEW;
    END IF;
    {UNDER_WAY}
    IF NOT FOUND OR NEW.region <> begun.region OR clock_timestamp() > begun.now + interval '{LONGEST_UNIT}' THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
            MESSAGE = TG_TABLE_NAME || ': only what a unit of work recorded is taken';
    END IF;
    IF NOT begun.kinds && TG_ARGV THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
            MESSAGE = TG_TABLE_NAME || ': the account has no role for it in this region';
    END IF;
"""
"""Inside a function of the owner's `current_user` is the owner, and `session_user` who logged in."""


def _guard(checks: str) -> str:
    """The body of a trigger that lets a row of the unit under way in where no check refuses it; the owner's all."""
    return f"""
DECLARE begun {SCHEMA}.unit;
BEGIN
    {_BEGUN}{checks}
    RETURN NEW;
END
"""


def _refused(says: str, what: str = "") -> str:
    """What refuses something: of the table that a trigger is on, where nothing else is named."""
    named = f"'{what}" if what else "TG_TABLE_NAME || '"
    return f"RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = {named}: {says}';"


_BEGIN_UNIT = f"""
DECLARE begun {SCHEMA}.unit; moment timestamptz; latest timestamptz; had text[];
BEGIN
    had := ARRAY(SELECT kind FROM unnest(ARRAY[{_WRITERS}]) AS kind WHERE {SCHEMA}.has_role(kind));
    IF cardinality(had) = 0 AND NOT pg_has_role(session_user, current_user, 'USAGE') THEN
        {_refused("who has no role in a region records nothing there", "begin_unit")}
    END IF;
    PERFORM FROM {TABLE} WHERE region = {SCHEMA}.here() FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    {UNDER_WAY}
    IF FOUND THEN
        RETURN begun.now;
    END IF;
    moment := clock_timestamp();
    SELECT at INTO latest FROM journal ORDER BY id DESC LIMIT 1;
    INSERT INTO {SCHEMA}.unit AS u (region, xid, started, who, now, latest, kinds)
        VALUES ({SCHEMA}.here(), pg_current_xact_id(), transaction_timestamp(), session_user, moment,
                greatest(moment, latest + interval '1 microsecond'), had)
        ON CONFLICT (region) DO UPDATE SET xid = EXCLUDED.xid, started = EXCLUDED.started, who = EXCLUDED.who,
            now = EXCLUDED.now, latest = EXCLUDED.latest, kinds = EXCLUDED.kinds, at = NULL, first_entry = NULL,
            older = false, kept_since = NULL;
    RETURN moment;
END
"""
_KEPT_SINCE = " UNION ALL ".join(
    f"SELECT min(recorded_at) FROM {name} WHERE known_at = recorded_at" for name in ("profile", "milestone", "receipt"))
_ENTRY = _guard(f"""
    NEW.who := coalesce(NEW.who, begun.who);
    NEW.at := coalesce(NEW.at, begun.latest);
    IF NEW.who <> begun.who THEN
        {_refused("the account of the session is who records")}
    END IF;
    IF NEW.at NOT BETWEEN begun.now AND begun.latest OR NEW.at <> begun.at THEN
        {_refused("the moment is that of the unit of work")}
    END IF;
    UPDATE {SCHEMA}.unit SET at = NEW.at, first_entry = coalesce(first_entry, NEW.id) WHERE region = NEW.region;
    IF NEW.action = 'import' AND NEW.detail->>'known_on' IS NOT NULL THEN
        UPDATE {SCHEMA}.unit SET older = true, kept_since = (SELECT min(min) FROM ({_KEPT_SINCE}) AS m)
            WHERE region = NEW.region;
    END IF;""")
_SEALS = _guard(f"""
    IF begun.first_entry IS NULL OR NEW.entry_id < begun.first_entry THEN
        {_refused("an entry is sealed in its own unit of work")}
    END IF;""")
_TAKES_IN = _guard(f"""
    IF NEW.recorded_at NOT BETWEEN begun.now AND begun.latest THEN
        {_refused("the moment is that of the unit of work")}
    END IF;""")
_RECORDS = _guard(f"""
    IF begun.first_entry IS NULL OR NEW.entry_id < begun.first_entry THEN
        {_refused("a fact belongs to an entry of its own unit of work")}
    END IF;
    NEW.recorded_by := coalesce(NEW.recorded_by, begun.who);
    NEW.recorded_at := coalesce(NEW.recorded_at, begun.at);
    IF NEW.recorded_by <> begun.who THEN
        {_refused("the account of the session is who records")}
    END IF;
    IF NEW.recorded_at <> begun.at OR NEW.superseded_at <> begun.at
            OR NEW.superseded_entry_id < begun.first_entry THEN
        {_refused("the moment is that of the unit of work")}
    END IF;
    IF (NEW.known_at <> NEW.recorded_at OR NEW.gone_at <> NEW.superseded_at)
            AND (NOT begun.older OR NEW.known_at >= begun.kept_since) THEN
        {_refused("only an older ledger says what was known before it was recorded")}
    END IF;""")
_ENDS = _guard(f"""
    IF OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL AND (begun.at IS NULL
            OR NEW.superseded_at <> begun.at OR NEW.superseded_entry_id < begun.first_entry) THEN
        {_refused("a fact is superseded by an entry of its own unit of work")}
    END IF;
    IF (NEW.known_at <> OLD.known_at OR (NEW.gone_at IS DISTINCT FROM OLD.gone_at
            AND (OLD.superseded_at IS NOT NULL OR NEW.gone_at <> NEW.superseded_at))) AND NOT begun.older THEN
        {_refused("only an older ledger says for how long something was known")}
    END IF;""")
_VERIFIES = _guard(f"""
    IF NEW.word = 'verify' AND NOT begun.kinds @> ARRAY['verifier']
            AND NOT EXISTS (SELECT FROM journal WHERE id = NEW.entry_id AND action = 'import')
            AND NOT EXISTS (SELECT FROM blocker_word AS was WHERE was.id = NEW.supersedes_id AND was.word = NEW.word
                            AND was.superseded_entry_id >= begun.first_entry) THEN
        {_refused("a blocker is verified by a verifier")}
    END IF;""")
_REACHES = _guard(f"""
    IF NOT begun.kinds @> ARRAY['officer']
            AND NOT EXISTS (SELECT FROM milestone AS was WHERE was.id = NEW.supersedes_id
                            AND was.superseded_entry_id >= begun.first_entry AND was.project_id = NEW.project_id
                            AND was.stage = NEW.stage AND was.precision = NEW.precision
                            AND was.occurred_on IS NOT DISTINCT FROM NEW.occurred_on) THEN
        {_refused("a milestone is recorded by an officer; a verifier recognises it as it is")}
    END IF;""")
_SETTLED = f"""
    SELECT min(coalesce((SELECT max(at) FROM sanxin_tables.journal AS j WHERE j.region = t.region),
                        clock_timestamp() - interval '{LONGEST_UNIT}'))
    FROM {TABLE} AS t WHERE t.region IN (SELECT code FROM {SCHEMA}.seen()) AND t.xmax::text IN (
        SELECT transactionid::text FROM pg_locks WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock')
"""
"""Whoever records has locked the row of his region, and records at a moment after the last entry there."""
_ROLE = """
    SELECT 'sanxin_' || CASE WHEN octet_length(current_database()) <= 40 THEN current_database()::text
                             ELSE substr(md5(current_database()), 1, 32) END || '_' || kind
"""
"""No name is longer than 63 bytes, of which PostgreSQL would cut the rest."""
_HAS_ROLE = f"""
    SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = {SCHEMA}.role_name(kind)
                   AND pg_has_role(session_user, oid, 'USAGE'))
        AND (pg_has_role(session_user, current_user, 'USAGE') OR EXISTS (
            SELECT FROM {SCHEMA}.seat AS s WHERE s.account = session_user AND starts_with({SCHEMA}.here(), s.region)
            AND (s.kind = has_role.kind OR has_role.kind NOT IN ({_WRITERS}))))
"""


_SEATED_AS = f"SELECT {SCHEMA}.here() WHERE EXISTS (SELECT FROM unnest(kinds) AS kind WHERE {SCHEMA}.has_role(kind))"


class Function(NamedTuple):
    """A function of ours: what it is called with its parameters, what it answers, and what it does."""

    called: str
    answers: str
    body: str
    how: str = "plpgsql SECURITY DEFINER"
    public: bool = False
    """Whether anybody may call it."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.called.partition("(")[0]

    @property
    def state(self) -> tuple[str, bool, str]:
        """What PostgreSQL keeps of it beside its name: its body, whether it runs as the owner, how stable it is."""
        return self.body, "SECURITY DEFINER" in self.how, "s" if "STABLE" in self.how else "v"


_TRIGGER = "trigger"
FUNCTIONS = (
    Function("role_name(kind text)", "text", _ROLE, "sql STABLE", public=True),
    Function("has_role(kind text)", "boolean", _HAS_ROLE, "sql STABLE SECURITY DEFINER", public=True),
    Function("seated_as(kinds text[])", "text", _SEATED_AS, "sql STABLE", public=True),
    Function("settled()", "timestamptz", _SETTLED, "sql STABLE SECURITY DEFINER", public=True),
    Function("begin_unit()", "timestamptz", _BEGIN_UNIT),
    Function("entry()", _TRIGGER, _ENTRY), Function("seals()", _TRIGGER, _SEALS),
    Function("takes_in()", _TRIGGER, _TAKES_IN), Function("records()", _TRIGGER, _RECORDS),
    Function("ends()", _TRIGGER, _ENDS), Function("verifies()", _TRIGGER, _VERIFIES),
    Function("reaches()", _TRIGGER, _REACHES),
)
_KEPT = f"""
CREATE TABLE IF NOT EXISTS {SCHEMA}.unit (
    region text COLLATE "C" PRIMARY KEY, xid xid8 NOT NULL, started timestamptz NOT NULL,
    who text NOT NULL, now timestamptz NOT NULL, latest timestamptz NOT NULL, at timestamptz, first_entry bigint,
    kinds text[] NOT NULL, older boolean NOT NULL DEFAULT false, kept_since timestamptz)
"""
"""The unit under way in each region, or the last one: `latest` is the moment it records at where the last entry is not
before `now`. `at` and `first_entry` are those of its entries, `kinds` the roles by which it may record. `older` says
that it takes in a ledger as it was known on its day, `kept_since` from when on the office recorded things as they
became known."""


class ActorTrigger(NamedTuple):
    """A trigger on a table: how its name ends, when it fires, and the function it calls."""

    name: str
    fires: str
    function: str
    kinds: tuple[str, ...]
    """Any of these roles is enough, in the region of the row."""


def triggers_for(model: type[SQLModel]) -> Iterator[ActorTrigger]:
    """The triggers that hold who and when in the rows of a model."""
    own: Mapping[type[SQLModel], tuple[str, ...]] = {
        JournalEntry: ("entry",), Seal: ("seals",), Project: ("takes_in",), BlockerWord: ("records", "verifies"),
        Milestone: ("records", "reaches")}
    for name in own.get(model, ("records",) if issubclass(model, Fact) else ()):
        yield ActorTrigger(name, "INSERT", f"{SCHEMA}.{name}", kinds_for(ADDS[model]))
    if issubclass(model, Fact):
        yield ActorTrigger("ends", "UPDATE OF superseded_at, superseded_entry_id, known_at, gone_at", f"{SCHEMA}.ends",
                           kinds_for(ENDS[model]))


def kinds_for(rights: Iterable[Right]) -> tuple[str, ...]:
    """The roles that have one of some rights."""
    return tuple(sorted(ROLE_FOR[right].value for right in rights))


def put_up(connection: Connection) -> None:
    """Makes the functions and what they keep, or makes them anew; only those who may record are to call them."""
    run = connection.exec_driver_sql
    run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    run(f"GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC")
    run(_KEPT)
    make(connection, FUNCTIONS)


def make(connection: Connection, functions: Iterable[Function]) -> None:
    """Makes functions, or makes them anew; whoever had been granted one keeps it."""
    path = _search_path(connection)
    for each in functions:
        named = f"{SCHEMA}.{each.called}"
        made = (f"CREATE OR REPLACE FUNCTION {named} RETURNS {each.answers} LANGUAGE {each.how} "
                f"SET search_path TO {path} AS $body${each.body}$body$")
        connection.exec_driver_sql(made.replace("%", "%%"))  # no place for a value
        connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {named} TO PUBLIC" if each.public else
                                   f"REVOKE EXECUTE ON FUNCTION {named} FROM PUBLIC")


def altered(connection: Connection, functions: Iterable[Function]) -> list[str]:
    """The names of functions that are missing, or not as they were made: another body, owner's right or path."""
    query = text("SELECT proname, prosrc, prosecdef, provolatile::text, array_to_string(proconfig, ';') FROM pg_proc"
                 " WHERE pronamespace = to_regnamespace(:schema)")
    there = {name: tuple(state) for name, *state in connection.execute(query, {"schema": SCHEMA})}
    path = f"search_path={_search_path(connection)}"
    return [f"{SCHEMA}.{each.name}" for each in functions if there.get(each.name) != (*each.state, path)]


def _search_path(connection: Connection) -> str:
    """Where a function of ours looks for tables: never first among those that whoever calls it made for himself."""
    return f"{connection.scalar(text('SELECT quote_ident(current_schema())'))}, pg_temp"
