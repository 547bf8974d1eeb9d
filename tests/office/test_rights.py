"""Who is on record: on a server the login, beside a file the system's user or the name that was said."""

from __future__ import annotations

import os
import sys

import psycopg
import pytest

from tests.embedded import Server
from tests.office_roles import manned
from tracker.domain.reasons import Code
from tracker.domain.rights import Role
from tracker.office.assessment.assess import assess
from tracker.office.auditing.audited import audit
from tracker.office.doctor import examine
from tracker.office.drafts import compare_draft
from tracker.office.figures.rollup import rollup
from tracker.office.figures.targets import set_target
from tracker.office.open import officer, open_desk
from tracker.office.outcome import Done, NotTaken
from tracker.office.project.projects import add
from tracker.office.reconciling.reconciled import lists_reconciled
from tracker.office.reporting.facts import ReportAsked, report_facts
from tracker.office.server_office import grant_role
from tracker.office.verify import verify
from tracker.office.witness import witness
from tracker.office.yearend.closing import closing_checks
from tracker.store.engine import Store
from tracker.store.location import logged_in_as
from tracker.store.unusable import StoreTrouble, StoreUnusable


def test_an_officer_records_under_the_name_of_the_login(pg_server: Server, pg_store: Store) -> None:
    """What was sealed is what the server wrote."""
    office = manned(pg_server, pg_store)
    desk = office.desk("记的")
    assert isinstance(add(desk, {"name": "万骏船舶"}), Done)
    with psycopg.connect(office.owner) as connection:
        assert connection.execute("SELECT who FROM journal ORDER BY id DESC LIMIT 1").fetchone() == ("记的",)
        assert connection.execute("SELECT DISTINCT recorded_by FROM milestone").fetchall() == [("记的",)]
    verified = verify(desk)
    assert verified.is_sound, verified
    desk.store.close()


def test_whom_a_proxy_names_is_logged_in_and_nobody_else(pg_server: Server, pg_store: Store) -> None:
    office = manned(pg_server, pg_store)
    desk = open_desk(logged_in_as(office.owner, "看的"), who="看的", user="看的")
    assert (desk.who, desk.rights) == ("看的", frozenset())
    desk.store.close()
    with pytest.raises(StoreUnusable) as told:
        open_desk(office.address("记的"), who="看的", user="看的")
    assert told.value.code is StoreTrouble.OTHER_USER


@pytest.mark.skipif(sys.platform == "win32", reason="accounts are told by number")
def test_what_the_surroundings_call_the_user_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    from pwd import getpwuid

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "张三")
    monkeypatch.delenv("SANXIN_USER", raising=False)
    assert officer() == getpwuid(os.geteuid()).pw_name
    monkeypatch.setenv("SANXIN_USER", "联络员05")
    assert officer() == "联络员05"
    assert officer("李四") == "李四"


@pytest.mark.story
def test_who_sees_one_park_is_not_told_of_the_whole_office(pg_server: Server, pg_store: Store) -> None:
    """A closing, a report, an assessment, an audit would be wrong; a target of the whole place is not his to reach."""
    office = manned(pg_server, pg_store)
    owner = open_desk(office.owner)
    assert isinstance(grant_role(owner, Role.OFFICER, "园区的", ["高新区"]), Done)
    owner.store.close()
    admin = office.desk("管的")
    assert isinstance(set_target(admin, 2023, "new_signed", "36"), Done)
    admin.store.close()
    desk = office.desk("园区的")
    for looks in (lambda: closing_checks(desk, 2023), lambda: report_facts(desk, ReportAsked(2023)),
                  lambda: assess(desk, 2023), lambda: audit(desk, 2023), lambda: lists_reconciled(desk, 2023),
                  lambda: verify(desk), lambda: examine(desk), lambda: witness(desk), lambda: compare_draft(desk, ())):
        with pytest.raises(NotTaken) as told:
            looks()
        assert [reason.code for reason in told.value.refusal.reasons] == [Code.NARROWED_SIGHT]
    assert {figure.target for figure in rollup(desk, 2023).indicators} == {None}
    desk.store.close()
