"""What each owner keeps, and for how long: a rule by which much is due, holds, an order that was hindered, what is left
of something erased, what a person asked to have corrected; and who looked at the papers, for the review desk."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert

from models import swedish
from models.access import Role, Viewer
from models.audit import Action, Event
from models.erasure import Ground, GroundKind, Hindrance, ItemState, OrderState
from models.extract import Asked, ExtractLaw, RightsKind
from models.hold import HoldScope
from models.mention import Label
from models.retention import CountedFrom, Period
from models.store.erased_counts import tally
from models.store.erasing.returning import mark_of
from models.store.erasing.standing import sealed_reason
from models.store.erasing.taking import waiting_items
from models.store.schema import erasure_items, erasure_orders, tombstones
from models.store.service import service
from models.store.store import Store
from search import extracting, reviewing
from tests.secrecy.oracle import LOOKED, PURPOSE, extract_of, order_of, rule_of
from tests.secrecy.papers import OWNERS, SHARED, Paper

_REVIEWER: Final = frozenset({Role.REVIEWER})


def keep(store: Store, worker: Viewer, owner: str, paper: Paper, document: str) -> dict[str, str]:
    """Of an owner: what the rule, the order and the extract are called, by their ids."""
    said = (f"DHP {owner}", f"skäl {paper.mark}")
    rule = store.retention.add(worker, owner, Period("", "", 1, CountedFrom.DATE, said[0], whole_years=False))
    for scope, target in ((HoldScope.DOCUMENT, document), (HoldScope.SOURCE, paper.source)):
        store.holds.place(worker, owner, scope, target, *said)
    for entity in store.entities.find(worker, Label.PERSON, SHARED[0][2])[:1]:
        store.holds.place(worker, owner, HoldScope.ENTITY, entity, *said)
    order, now = secrets.token_hex(16), swedish.now()
    ground = Ground(GroundKind.RULE, said[0], rule.id)
    of = {"source": paper.source, "kind": paper.kind, "day": paper.dated}
    with store.database.write() as connection:
        for at in (now, now.replace(year=2011 + OWNERS.index(owner), day=1)):  # to each owner a year of its own
            tally(connection, owner, ground, **of, size=1, at=at)
        row = {"id": order, "owner": owner, "kind": ground.kind.value, "provision": said[0], "rule": ground.rule}
        _order(connection, store.key, row | {"by": worker.actor, "at": now}, said[1], document)
        _stone(connection, store.key, row, document, now)
    return {rule.id: rule_of(owner), order: order_of(owner), _ask(store, worker, owner, said[1]): extract_of(owner)}


def _ask(store: Store, worker: Viewer, owner: str, why: str) -> str:
    """A register extract that was begun, with what was asked to be corrected; its id."""
    asked = Asked.read({"given": "Anna", "surnames": "Delad"})
    new = extracting.begin(worker, PURPOSE, store, owner, "PROV-4", ExtractLaw.REGULATION, asked, "prov")
    extracting.ask_right(worker, PURPOSE, store, new.id, RightsKind.RECTIFY, why)
    return new.id


def _order(connection: Connection, key: bytes, row: Mapping[str, object], reason: str, document: str) -> None:
    """One that was hindered, and that no worker is asked to go on with: the document is there still."""
    id, state = str(row["id"]), OrderState.GOING.value
    sealed = {"reason": sealed_reason(key, id, reason), "case": PURPOSE.case}
    connection.execute(insert(erasure_orders).values(**row, **sealed, state=state))
    hindered = {"state": ItemState.HINDERED.value, "hindrance": Hindrance.HELD.value}
    items = [{**each, **hindered} for each in waiting_items(key, id, [document])]
    connection.execute(insert(erasure_items), items)


def _stone(connection: Connection, key: bytes, row: Mapping[str, object], document: str, now: datetime) -> None:
    """That the document was erased once, and was handed in again."""
    same = {name: row[name] for name in ("owner", "kind", "provision", "rule")}
    told = {"id": secrets.token_hex(16), "mark": mark_of(key, document), "order": row["id"], "at": now}
    connection.execute(insert(tombstones).values(**same, **told, returned=now))


def look_through(store: Store, papers: Iterable[Paper], ids: Mapping[str, str]) -> None:
    """Let somebody have opened every paper, and searched for whom they all name, without a case; and let the month be
    drawn, owner by owner, by reviewers who have that owner alone."""
    read = [paper for paper in papers if paper.fate == "read"]
    for paper in read:
        _note(store, Action.READ_DOCUMENT, paper.owner, target=ids[paper.name])
    for owner in dict.fromkeys(paper.owner for paper in read):
        _note(store, Action.SEARCH, owner, words=SHARED[0][1])
        alone = replace(service(store, "gransk"), owners=frozenset({owner}), roles=_REVIEWER, officer_of=frozenset())
        reviewing.draw(alone, PURPOSE, store, f"{swedish.local(swedish.now()):%Y-%m}")


def _note(store: Store, action: Action, owner: str, *, target: str = "", words: str = "") -> None:
    store.ledger.write(Event(action, LOOKED, PURPOSE.text, "", target, (owner,), words=words))


def as_reviewer(viewer: Viewer) -> Viewer:
    """Whoever looks the ledger over: of the viewer's owners, and in no group."""
    return replace(viewer, roles=_REVIEWER, officer_of=frozenset(), groups=frozenset())
