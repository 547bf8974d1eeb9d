"""Two counties and their prefecture in one database of a server: each has an office of its own, and sees no other."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest

from tests.province import OFFICERS, XIANGYIN, YIYANG, YUANJIANG, Province
from tests.store.test_actor import BEGIN, entry, milestone
from tracker.domain.reasons import Code
from tracker.domain.rights import Role
from tracker.office.desk import Desk
from tracker.office.moving_office import move_office
from tracker.office.outcome import Done, Refused
from tracker.office.project.projects import add, amend
from tracker.office.server_office import add_region, grant_role, members, regions_there, revoke_roles, set_up_office
from tracker.office.verify import verify
from tracker.store.engine import open_store
from tracker.store.guardrails import check_guardrails
from tracker.store.query import PROJECT
from tracker.store.unusable import StoreTrouble, StoreUnusable


def done(outcome: object) -> object:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def test_each_county_numbers_names_and_proves_its_own(province: Province) -> None:
    for region, officer in OFFICERS.items():
        with closing((desk := province.desk(login=officer)).store):
            assert desk.store.region == region, "who is in one region need not name it"
            assert f"region={region}" in desk.store.url, "drafts and settings of two regions are kept apart by it"
            assert done(add(desk, {"name": "万骏船舶", "park": officer})) == "P0001"
            with desk.reading() as session:
                assert session.execute(PROJECT.select()).mappings().one()["code"] == "P0001"
            assert verify(desk).is_sound
    heads = set()
    for region in OFFICERS:
        with closing((desk := province.desk(region)).store):
            checked = verify(desk)
            assert (checked.is_sound, checked.entries > 0) == (True, True)
            heads.add(checked.head)
    assert len(heads) == len(OFFICERS)
    with closing((empty := province.desk(YIYANG)).store):
        assert verify(empty).entries == 0


def test_a_region_that_is_not_there_or_not_said_is_a_sentence(province: Province) -> None:
    which, none = StoreTrouble.WHICH_REGION, StoreTrouble.NO_REGION
    for region, login, code in (("", "postgres", which), ("439999", "postgres", none), ("", "市里的", which),
                                (XIANGYIN, "沅江的", none)):
        with pytest.raises(StoreUnusable) as caught:
            open_store(province.address(region, login))
        assert caught.value.code is code
        told = str(caught.value.params["regions"])
        assert ("湘阴县" in told) == (login == "postgres"), "nobody is told of a region he is not in"


def test_no_statement_reaches_into_another_county(province: Province) -> None:
    for officer in OFFICERS.values():
        with closing((desk := province.desk(login=officer)).store):
            done(add(desk, {"name": "甲项目"}))
    before, go = province.all_rows(), f"SET sanxin.region = '{XIANGYIN}'"
    for table in ("project", "sanxin_tables.project", "journal", "sanxin_tables.journal"):
        seen = province.run("沅江的", f"SELECT DISTINCT region FROM {table}")
        assert seen == [(YUANJIANG,)], table
        assert province.run("沅江的", go, f"SELECT DISTINCT region FROM {table}") == [], table
    for asked in ("SELECT * FROM sanxin.codes()", "SELECT * FROM sanxin.members()", "SELECT * FROM sanxin.elsewhere()"):
        assert province.run("沅江的", go, asked) == [], asked
    own = entry("沅江的")
    ours = f"SET sanxin.region = '{YUANJIANG}'"
    for name, statements in {
            "a unit elsewhere": (go, BEGIN),
            "an entry elsewhere": (BEGIN, go, own),
            "an entry elsewhere, named": (BEGIN, own.replace("(at,", "(region, at,").replace(
                "VALUES (", f"VALUES ('{XIANGYIN}', ")),
            "the same past the view": (BEGIN, own.replace(
                "journal (at,", "sanxin_tables.journal (region, id, at,").replace(
                "VALUES (", f"VALUES ('{XIANGYIN}', 99, ")),
            "a fact elsewhere": (BEGIN, own, go, milestone(who="沅江的")),
            "a fact elsewhere under one's own entry": (BEGIN, own, milestone(who="沅江的").replace(
                "milestone (entry_id", "milestone (region, entry_id").replace("VALUES (", f"VALUES ('{XIANGYIN}', ")),
            "a row moved away": (BEGIN, f"UPDATE sanxin_tables.project SET region = '{XIANGYIN}'"),
            "a unit's region": (BEGIN, f"UPDATE sanxin.unit SET region = '{XIANGYIN}'"),
            "a seat of one's own": (f"INSERT INTO sanxin.seat VALUES ('沅江的', 'officer', '{XIANGYIN}')",),
            "a region of one's own": ("INSERT INTO sanxin.region VALUES ('430999', '')",),
            "a part of a table": (BEGIN, "SELECT * FROM sanxin_of_4306.project"),
            "a number that is taken elsewhere": (f"SELECT nextval('sanxin_numbers.project_{XIANGYIN}')",),
            "how many there are elsewhere": (f"SELECT last_value FROM sanxin_numbers.project_{XIANGYIN}",),
            "a number elsewhere": (f"SELECT setval('sanxin_numbers.project_{XIANGYIN}', 1, false)",),
            }.items():
        with pytest.raises(psycopg.Error) as caught:
            province.run("沅江的", *statements)
        assert caught.value.sqlstate in ("42501", "44000", "42P01"), (name, str(caught.value))
        assert province.all_rows() == before, name
    for statement in ("UPDATE {} SET stage = 'funded'", "UPDATE {} SET version = 9"):
        for table in ("project", "sanxin_tables.project"):
            province.run("沅江的", BEGIN, go, statement.format(table))
            province.run("沅江的", ours, BEGIN, f"{statement.format(table)} WHERE region = '{XIANGYIN}'")
            assert province.all_rows() == before


def test_a_role_holds_where_it_was_granted(province: Province) -> None:
    """Who is an officer of the province and a verifier of one county verifies nothing in another."""
    recognised = ("INSERT INTO recognition (entry_id, recorded_at, recorded_by, known_at, project_id, verdict,"
                  " precision, slip, reported_by, said_on, body, number, reason, stage)"
                  " SELECT max(id), max(at), '两处的', max(at), 1, 'confirmed', 'day', '', '',"
                  " '2023-01-01', '', '', '', 'lead' FROM journal")
    for region, officer in OFFICERS.items():
        with closing((desk := province.desk(login=officer)).store):
            done(add(desk, {"name": "甲项目"}))
        statements = (f"SET sanxin.region = '{region}'", BEGIN, entry("两处的"), recognised)
        if region == YUANJIANG:
            province.run("两处的", *statements)
            continue
        with pytest.raises(psycopg.Error, match="no role for it in this region"):
            province.run("两处的", *statements)


def test_nobody_waits_for_another_county(province: Province) -> None:
    first, other = (province.desk(login=officer) for officer in OFFICERS.values())
    with closing(first.store), closing(other.store), first.unit() as unit:
        unit.entry("note")
        done(add(other, {"name": "乙项目"}))


def test_a_prefecture_sees_its_counties_and_an_admin_grants_in_his_own(province: Province) -> None:
    for region in (YUANJIANG, YIYANG):
        with closing((desk := province.desk(region, "市里的")).store):
            assert not desk.rights
            assert [one.code for one in regions_there(desk)] == [YIYANG, YUANJIANG], "and is told of no other"
    with closing((admin := province.desk(login="管沅江的")).store):
        assert [one.name for one in members(admin)] == ["两处的", "市里的", "沅江的", "管沅江的"]
        assert isinstance(grant_role(admin, Role.OFFICER, "沅江的", region=XIANGYIN), Refused), "he knows of none"
        for reach in ("43", "4309"):
            with pytest.raises(StoreUnusable):
                grant_role(admin, Role.OFFICER, "沅江的", region=reach)
        done(grant_role(admin, Role.VERIFIER, "沅江的"))
        for region, code in (("43x", Code.NOT_A_REGION), ("44", Code.REGION_UNKNOWN)):
            outcome = grant_role(admin, Role.VIEWER, "沅江的", region=region)
            assert isinstance(outcome, Refused)
            assert [reason.code for reason in outcome.reasons] == [code]
        done(revoke_roles(admin, "两处的"))
        assert {one.name: one.roles for one in members(admin)}["两处的"] == ("officer",), "what is the province's stays"
    with closing((elsewhere := province.desk(XIANGYIN, "两处的")).store):
        done(add(elsewhere, {"name": "丙项目"}))


def test_a_file_moves_into_a_region_with_its_numbers_and_its_head(province: Province, desk: Desk) -> None:
    for name in ("甲", "A & B <合资>", "=1+1"):
        done(add(desk, {"name": name}))
    done(amend(desk, "P0001", {"officer": "李四"}))
    with closing((there := province.desk(YIYANG)).store):
        moved = move_office(desk, there)
        assert isinstance(moved, Done), moved
        assert verify(there).head == verify(desk).head
        with there.reading() as session:
            assert [row.id for row in session.execute(PROJECT.select().order_by(PROJECT.c.id))] == [1, 2, 3]
    with closing((other := province.desk(XIANGYIN)).store):
        assert verify(other).entries == 0


def test_parks_hold_where_they_were_granted(province: Province) -> None:
    """What an admin grants in his county neither widens nor narrows what an account sees in another."""
    for officer in OFFICERS.values():
        with closing((desk := province.desk(login=officer)).store):
            done(add(desk, {"name": "甲项目", "park": "高新区"}))
            done(add(desk, {"name": "乙项目", "park": "临港"}))
    with closing((owner := province.desk(XIANGYIN)).store):
        done(grant_role(owner, Role.OFFICER, "湘阴的", ["临港"]))
    with closing((admin := province.desk(login="管沅江的")).store):
        done(grant_role(admin, Role.VIEWER, "湘阴的"))
        done(grant_role(admin, Role.VIEWER, "两处的", ["无"]))
    for login, region, seen in (("湘阴的", XIANGYIN, 1), ("湘阴的", YUANJIANG, 2), ("两处的", YUANJIANG, 0),
                                ("两处的", XIANGYIN, 2)):
        with closing((desk := province.desk(region, login)).store), desk.reading() as session:
            assert len(session.execute(PROJECT.select()).all()) == seen, (login, region)


def test_what_was_done_to_a_part_of_a_table_is_found_and_lets_nobody_in(province: Province) -> None:
    with closing((desk := province.desk(login=OFFICERS[XIANGYIN])).store):
        done(add(desk, {"name": "甲项目"}))
    part = "sanxin_of_4306"
    with pytest.raises(psycopg.Error, match="never changed or removed"):
        province.run("postgres", f"TRUNCATE {part}.milestone")
    province.run("postgres", f'GRANT USAGE ON SCHEMA {part} TO "沅江的"', f'GRANT SELECT ON {part}.profile TO "沅江的"',
                 f"ALTER TABLE {part}.profile DISABLE TRIGGER profile_kept",
                 f"DROP TRIGGER milestone_kept_all ON {part}.milestone",
                 "ALTER VIEW receipt ALTER id SET DEFAULT 7")
    assert province.run("沅江的", f"SELECT * FROM {part}.profile") == []
    with closing((owner := province.desk(XIANGYIN)).store), owner.reading() as session:
        assert check_guardrails(session.connection()) == [
            "receipt", f"{part}.milestone_kept_all", f"{part}.profile_kept"]
    again = set_up_office(province.address(XIANGYIN))
    assert isinstance(again, Desk)
    again.store.close()
    with pytest.raises(psycopg.Error, match="permission denied"):
        province.run("沅江的", f"SELECT * FROM {part}.profile")


def test_a_region_is_added_by_an_address_that_names_it_already(province: Province) -> None:
    assert isinstance(add_region(province.address("430921"), "430921", "南县"), Done)
    with closing((desk := province.desk("430921")).store):
        assert desk.store.region == "430921"
