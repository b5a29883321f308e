"""``samsyn erase``: what an order would come to, an order by a person's request, how orders stand, going on with those
that were broken off."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import Any

import click

from ingest.asking import asked
from models import swedish
from models.console import emit
from models.erasure import ErasureOrder, Ground, GroundKind, ItemState, Reach, Tombstone
from models.errors import AccessDeniedError, UnavailableError
from search.operator import asked_by
from search.words.retention import HINDRANCES, ORDERS

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("erase")
def erase() -> None:
    """Gallra: handlingar tas bort överallt och för alltid, och ett gallringsbevis är vad som är kvar."""


@erase.command("preview")
@click.argument("documents", nargs=-1, required=True)
@asked_by
@_AS_JSON
def preview(documents: tuple[str, ...], as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa vad som skulle gallras med DOCUMENTS (id:n), och vad som hindrar."""
    store, viewer, _ = asked(as_user, purpose, case)
    with closing(store):
        emit(_reach(store.erasures.reach(viewer, documents)), as_json, _reach_worded)


@erase.command("order")
@click.argument("documents", nargs=-1, required=True)
@click.option("--provision", required=True, help="Bestämmelsen, till exempel 'art. 17.1 d'.")
@click.option("--reason", default="", help="Varför, helst med ärendets nummer.")
@asked_by
@_AS_JSON
def order(
    documents: tuple[str, ...],
    provision: str,
    reason: str,
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Besluta att DOCUMENTS gallras, med det som ligger i dem, för att någon har begärt det. Arbetaren gör det; det går
    inte att ångra. Gallring enligt en regel beslutas i webbgränssnittet."""
    from search.erasing import order_erasure

    store, viewer, why = asked(as_user, purpose, case)
    ground = Ground(GroundKind.PERSON, provision, reason=reason)
    with closing(store):
        id = order_erasure(viewer, why, store, documents, ground)
        emit(_row(store.erasures.get(viewer, id)), as_json, _line)


@erase.command("list")
@asked_by
@_AS_JSON
def list_orders(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa gallringsbesluten, det senaste först."""
    store, viewer, _ = asked(as_user, purpose, case)
    with closing(store):
        rows = [_row(each) for each in store.erasures.orders(viewer)]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Inget är beslutat.")


@erase.command("resume")
@click.argument("orders", nargs=-1)
@asked_by
@_AS_JSON
def resume(orders: tuple[str, ...], as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Gå nu vidare med ORDERS (annars alla som inte är klara), och pröva det som hindrades en gång till."""
    from ingest.erasing import carry_out
    from search.backends import open_index
    from search.erasing import resume_erasure

    store, viewer, why = asked(as_user, purpose, case)
    with closing(store), closing(open_index(store.settings)) as index:
        late = None
        for id in orders or store.erasures.unfinished(viewer):
            resume_erasure(viewer, why, store, id)
            try:
                carry_out(store, index, id)
            except UnavailableError as error:  # no reason for the others to wait
                late = error
        rows = [_row(each) for each in store.erasures.orders(viewer) if not orders or each.id in orders]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Inget är beslutat.")
    if late is not None:
        raise late


@erase.command("again")
@asked_by
@_AS_JSON
def again(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Gallra igen det som kommit tillbaka med ett äldre register som någon lagt tillbaka för hand."""
    from ingest.erasing import carry_out_again
    from search.backends import open_index
    from search.operator import looked

    store, viewer, why = asked(as_user, purpose, case)
    with closing(store), closing(open_index(store.settings)) as index:
        looked(viewer, why, store, "erase again")
        if not set(store.sources.owners()) <= viewer.deciding:
            raise AccessDeniedError("Bara den som är sekretessansvarig för alla ägare gallrar igen")
        found = carry_out_again(store, index)
    emit({"erased": found}, as_json, lambda row: f"{row['erased']} handlingar är gallrade igen.")


@erase.command("stones")
@click.option("--year", type=int, help="Bara ett år.")
@asked_by
@_AS_JSON
def stones(year: int | None, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa gallringsbevisen: att något gallrats, när och enligt vad. De säger inte vad det var."""
    store, viewer, _ = asked(as_user, purpose, case)
    with closing(store):
        rows = [_stone(each) for each in store.erasures.tombstones(viewer, year=year)]
    emit(rows, as_json, _stones_worded)


def _reach(reach: Reach) -> dict[str, Any]:
    hindered = {"held": reach.held, "contained": reach.contained, "watched": reach.watched, "tried": reach.tried}
    return {"documents": list(reach.documents), **{name: sorted(ids) for name, ids in hindered.items()}}


def _reach_worded(row: dict[str, Any]) -> str:
    lines = [f"{len(row['documents'])} handlingar, med det som ligger i dem."]
    for name in ("held", "contained", "watched", "tried"):
        lines += [f"Hindras, {HINDRANCES[name]}: {id}" for id in row[name]]
    return "\n".join(lines)


def _row(order: ErasureOrder) -> dict[str, Any]:
    return {
        "order": order.id,
        "owner": order.owner,
        "state": order.state.value,
        "kind": order.ground.kind.value,
        "provision": order.ground.provision,
        "rule": order.ground.rule,
        "by": order.by,
        "at": swedish.local(order.at).isoformat(timespec="seconds"),
        "documents": sum(order.counts.values()),
        "erased": order.counts.get(ItemState.ERASED, 0),
        "hindered": {why.value: count for why, count in order.hindered.items()},
    }


def _line(row: dict[str, Any]) -> str:
    done = f"{row['erased']} av {row['documents']} gallrade"
    hindered = [f"{HINDRANCES[why]} ({count})" for why, count in row["hindered"].items()]
    return "  ".join([row["order"], row["at"], ORDERS[row["state"]], row["provision"], done, *hindered])


def _stone(stone: Tombstone) -> dict[str, Any]:
    return {
        "mark": stone.mark,
        "owner": stone.owner,
        "order": stone.order,
        "kind": stone.kind.value,
        "provision": stone.provision,
        "rule": stone.rule,
        "at": swedish.local(stone.at).isoformat(timespec="seconds"),
        "returned": stone.returned is not None,
    }


def _stones_worded(rows: list[dict[str, Any]]) -> str:
    counted = Counter((row["at"][:4], row["owner"], row["provision"]) for row in rows)
    back = sum(row["returned"] for row in rows)
    lines = [f"{year}  {owner}  {provision}: {count}" for (year, owner, provision), count in sorted(counted.items())]
    lines += [f"{back} har lämnats in på nytt efter att de gallrats."] if back else []
    return "\n".join(lines) or "Inget är gallrat."
