"""Making a register extract, with a line in the ledger before each step: by the owner's officer, for that owner alone.

The ledger says who, when, of whose archive, and in which question; whom it is about is kept there as words of a search
are: sealed, and found again by keyed hashes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from models import sought, swedish
from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.extract import (
    Asked,
    Extract,
    ExtractLaw,
    Find,
    RightsDecision,
    RightsKind,
    RightsRequest,
    Verdict,
)
from models.extract_provisions import is_silent, read_provision
from models.store.extracts import check_officer
from models.store.store import Store
from search.extract_looks import forms_of


def as_officer(viewer: Viewer, owner: str) -> Viewer:
    """The viewer as the officer of this owner and nothing else. Raises :class:`AccessDeniedError`."""
    check_officer(viewer, owner)
    only = frozenset({owner})
    return replace(viewer, owners=only, officer_of=only, shared=frozenset())


def begin(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    owner: str,
    reference: str,
    law: ExtractLaw,
    asked: Asked,
    processing: str,
    *,
    by_worker: bool = False,
) -> Extract:
    """Record the question; a worker gathers the finds, or else who called does. Raises :class:`AccessDeniedError` for
    who is not the owner's officer, and :class:`models.errors.InvalidExtractError`."""
    with refusals_told(viewer, purpose, store):
        new = store.extracts.make(viewer, owner, reference, law, asked, processing)
    told(viewer, purpose, store, new, "ask")
    store.extracts.add(viewer, new, purpose if by_worker else None)
    return new


def again(viewer: Viewer, purpose: Purpose, store: Store, id: str, *, by_worker: bool = True) -> None:
    """Have the finds gathered once more; what was decided of those that are found again stands."""
    extract = known(viewer, purpose, store, id)
    told(viewer, purpose, store, extract, "again")
    store.extracts.again(viewer, id, purpose if by_worker else None)


def shown(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> tuple[Extract, list[Find]]:
    """An extract with its finds: written as a reading of what was sought, and of each document that it shows."""
    extract = known(viewer, purpose, store, id)
    finds = store.extracts.finds(viewer, id)
    papers = sorted({find.document for find in finds if find.document})
    told(viewer, purpose, store, extract, "show", documents=tuple(map(sought.document, papers)), hits=len(finds))
    return extract, finds


def decide(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    id: str,
    finds: Collection[str],
    verdict: Verdict,
    provision: str = "",
    *,
    at: datetime | None = None,
    seen: Collection[str] | None = None,
) -> int:
    """What is said of these finds; of how many it was new. Raises as :meth:`models.store.extracts.Extracts.decide`."""
    extract = known(viewer, purpose, store, id)
    by = (
        read_provision(provision) if verdict is Verdict.WITHHELD else ""
    )  # stands in the ledger in plain: no other words
    told(viewer, purpose, store, extract, "decide", decision=verdict.value, provision=by)
    return store.extracts.decide(viewer, id, finds, verdict, by, at, seen=seen)


def undo(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> int:
    """Take back what was decided last; of how many finds."""
    told(viewer, purpose, store, known(viewer, purpose, store, id), "undo")
    return store.extracts.undo(viewer, id)


def suggested(finds: Sequence[Find], verdict: Verdict) -> list[str]:
    """The finds that wait of which this is suggested. Nothing is taken in without a look from a document of which
    something is withheld that may not even be told: its name, or who has got it, would tell."""
    silent = {find.document for find in finds if find.verdict is Verdict.WITHHELD and is_silent(find.provision)} - {""}
    some = [find for find in finds if find.verdict is Verdict.OPEN and find.suggested is verdict]
    return [find.id for find in some if verdict is not Verdict.ACCEPTED or find.document not in silent]


def accept_suggested(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> int:
    """Say of each find that waits what is suggested of it; of how many. What is possible only waits on. Raises as
    :func:`decide`: what another officer decides meanwhile is theirs."""
    finds = store.extracts.finds(viewer, known(viewer, purpose, store, id).id)
    changed, now = 0, swedish.now()
    for verdict in (Verdict.ACCEPTED, Verdict.REJECTED):
        some, seen = suggested(finds, verdict), {find.seen_as for find in finds}
        changed += decide(viewer, purpose, store, id, some, verdict, at=now, seen=seen) if some else 0
    return changed


def close(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> None:
    extract = known(viewer, purpose, store, id)
    told(viewer, purpose, store, extract, "close")
    store.extracts.close(viewer, id)


def forget(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> None:
    """Erase what the extract holds; that there was a question, and what the ledger says of it, stands."""
    extract = known(viewer, purpose, store, id)
    told(viewer, purpose, store, extract, "forget")
    store.extracts.forget(viewer, id)


def ask_right(viewer: Viewer, purpose: Purpose, store: Store, id: str, kind: RightsKind, words: str) -> RightsRequest:
    """Record that the person asks for something to be corrected, erased or limited."""
    extract = known(viewer, purpose, store, id)
    told(viewer, purpose, store, extract, "right", request=kind.value)
    return store.rights_requests.add(viewer, id, kind, words)


def decide_right(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, decision: RightsDecision, reason: str
) -> RightsRequest:
    """Record what was decided of such a request."""
    with refusals_told(viewer, purpose, store):
        known = store.rights_requests.get(viewer, id)
    told(viewer, purpose, store, store.extracts.get(viewer, known.extract), "right", decision=decision.value)
    store.rights_requests.decide(viewer, id, decision, reason)
    return store.rights_requests.get(viewer, id)


def told(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    extract: Extract,
    act: str,
    *,
    action: Action = Action.EXTRACT,
    documents: Collection[str] = (),
    **details: str | int,
) -> None:
    """Write the event. ``documents``: those of which it tells."""
    about = (*forms_of(extract.asked), *documents)
    event = Event(
        *(action, viewer.actor, purpose.text, purpose.case, extract.id, (extract.owner,)),
        {"act": act, **details},
        words=extract.asked.name,
        about=about,
    )
    store.ledger.write(event)


@contextmanager
def refusals_told(viewer: Viewer, purpose: Purpose, store: Store) -> Iterator[None]:
    """Write in the ledger what is refused within."""
    try:
        yield
    except AccessDeniedError:
        told = {"command": "extract"}
        store.ledger.write(Event(Action.REFUSED, viewer.actor, purpose.text, purpose.case, "", (), told))
        raise


def known(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Extract:
    with refusals_told(viewer, purpose, store):
        return store.extracts.get(viewer, id)
