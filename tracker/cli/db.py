"""`sanxin db`: where the office lies and who may do what there; setting it up on a server, upgrading, moving it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.answer import done, granted
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import noun
from tracker.cli.printing import print_json, say
from tracker.cli.readers import choice
from tracker.domain.rights import Role
from tracker.office.moving_office import move_office, stands
from tracker.office.outcome import Done
from tracker.office.server_office import (
    add_region,
    grant_role,
    members,
    place_for,
    regions_there,
    revoke_roles,
    set_up_office,
    upgrade_office,
)

_Dumped = Annotated[bool, typer.Option("--dumped")]
_Reach = Annotated[str, typer.Option("--region", metavar="CODE")]
_Parks = Annotated[list[str] | None, typer.Option("--park", metavar="NAME")]


def _status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Where it lies, by what it is kept, how much is recorded, and the head of its journal."""
    call = call_of(ctx)
    desk = call.desk()
    found, there, lie_there = stands(desk), members(desk), regions_there(desk)
    if as_json:
        print_json({**found, "regions": [{"code": each.code, "name": each.name} for each in lie_there],
                    "members": [{"name": each.name, "roles": list(each.roles), "parks": list(each.parks)}
                                for each in there]})
        return
    for name, value in found.items():
        shown: object = value
        if isinstance(value, list):
            shown = _called(call, value) if name == "roles" else call.says.joint.join(value)
        say(call.says.fact.format(name=call.says.heading.get(name, name), value=shown))
    for region in lie_there:
        say(call.says.region_there.format(code=region.code, name=region.name))
    for each in there:
        say(call.says.member.format(name=each.name, roles=_called(call, each.roles), parks=_narrowed(call, each.parks)))


def _called(call: Call, roles: Iterable[str]) -> str:
    terms = call.words.terms
    return call.says.joint.join(terms.role.get(role, terms.owner) for role in roles)


def _narrowed(call: Call, parks: Iterable[str]) -> str:
    told = call.says.joint.join(parks)
    return f" ({call.words.terms.narrowed_to.format(parks=told)})" if told else ""


def _init(ctx: typer.Context, to: Annotated[str, typer.Argument(metavar="URL")], as_json: AsJson = False) -> None:
    """Makes the tables, the guards and the roles of an office in a database of a server."""
    call = call_of(ctx)
    desk = granted(call, set_up_office(to), as_json)
    call.opened.append(desk)
    done(call, Done(None), as_json, call.says.office_set_up.format(where=desk.store.url, who=desk.who),
         {"where": desk.store.url, "owner": desk.who})


def _region(ctx: typer.Context, code: Annotated[str, typer.Argument(metavar="CODE")],
            called: Annotated[str, typer.Argument(metavar="NAME")] = "", as_json: AsJson = False) -> None:
    """Adds a region to a database of a server, or calls one by another name."""
    call = call_of(ctx)
    outcome = granted(call, add_region(call.where, code, called), as_json)
    region, where = outcome.value
    done(call, outcome, as_json, call.says.region_added.format(code=region.code, name=region.name, where=where),
         {"where": where, "code": region.code, "name": region.name})


def _upgrade(ctx: typer.Context, dumped: _Dumped = False, as_json: AsJson = False) -> None:
    """Brings an office up to date, after a dump."""
    call = call_of(ctx)
    outcome = granted(call, upgrade_office(call.where, Path.cwd(), dumped=dumped), as_json)
    now, says = outcome.value, call.says
    line = says.office_brought_up.format(where=now.where, version=now.version)
    if now.dump:
        line += f"\n{says.dump_made.format(file=now.dump)}"
    done(call, outcome, as_json, line, {"where": now.where, "version": now.version, "dump": now.dump})


def _grant(ctx: typer.Context, role: Annotated[str, typer.Argument(metavar="viewer|officer|verifier|admin")],
           name: Annotated[str, typer.Argument()], park: _Parks = None, region: _Reach = "",
           as_json: AsJson = False) -> None:
    """Grants an account of the server a role, everywhere or in some parks, in this region or in others."""
    call = call_of(ctx)
    kind = Role(choice(call, role, "role", "ROLE"))
    outcome = granted(call, grant_role(call.desk(), kind, name, park or (), region), as_json)
    given = outcome.value
    where = f" ({call.words.terms.in_region.format(region=given.region)})" if given.region else ""
    line = call.says.role_granted.format(name=given.name, role=call.words.terms.role[given.role], where=where,
                                         parks=_narrowed(call, given.parks))
    done(call, outcome, as_json, line, {"name": given.name, "role": given.role.value, "parks": list(given.parks),
                                        **({"region": given.region} if given.region else {})})


def _revoke(ctx: typer.Context, name: Annotated[str, typer.Argument()], as_json: AsJson = False) -> None:
    """Takes all roles back from an account."""
    call = call_of(ctx)
    outcome = granted(call, revoke_roles(call.desk(), name), as_json)
    done(call, outcome, as_json, call.says.roles_revoked.format(name=outcome.value), {"name": outcome.value})


def _move(ctx: typer.Context, to: Annotated[str, typer.Argument(metavar="PATH_OR_URL")], as_json: AsJson = False
          ) -> None:
    """Copies everything into an empty file or database, and verifies it there."""
    call = call_of(ctx)
    desk = call.desk()
    desk.need_sight_of_all()  # before the other place is made
    there = place_for(to)
    call.opened.append(there)
    outcome = granted(call, move_office(desk, there), as_json)
    moved, says = outcome.value, call.says
    rows = sum(moved.rows.values())
    line = says.office_moved.format(where=there.store.url, rows=rows, documents=moved.documents, head=moved.head,
                                    years=says.joint.join(map(str, moved.years)) or says.no_years)
    if moved.lost:
        line += f"\n{says.documents_lost.format(count=len(moved.lost), names=says.joint.join(moved.lost))}"
    done(call, outcome, as_json, line, {
        "where": there.store.url, "rows": dict(moved.rows), "documents": moved.documents, "lost": list(moved.lost),
        "head": moved.head, "years": list(moved.years)})


app = noun("db", {"init": _init, "region": _region, "upgrade": _upgrade, "status": _status, "grant": _grant,
                 "revoke": _revoke, "move": _move})
