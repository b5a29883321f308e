"""What the owner's officer sees of a request besides: the documents in it, and what a search beside it finds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from flask import request

from models.access import at_home
from models.disclosure import OPEN, DisclosureRequest, Release
from models.errors import RefusedError
from models.trial import RELEASED, Trial, Verdict
from search.request import SearchRequest
from search.result import SearchResult
from search.service import search
from search.trying import hindered
from web import session, states, typed
from web.addresses import is_opaque
from web.parts import parts

_HITS = 20
_STOPPED = 20


def of(asked: DisclosureRequest, releases: Sequence[Release], on_their_way: Collection[str]) -> dict[str, object]:
    """For the request's page. ``stopped``: of the releases, those whose copies did not come, with what hinders them."""
    who, store = session.viewer(), parts().store
    trials = store.trials.of(who, asked.id)
    drafts = [each for each in trials if not each.sent]
    pointed = [each.reference for each in asked.named if is_opaque(each.reference)]
    names = store.documents.many(who, [*(each.document for each in trials if each.document), *pointed])
    held = request.args.get("s", "")
    return {
        "trials": trials,
        "tried": {each.document for each in trials},
        "stopped": _stopped(asked, releases, on_their_way),
        "names": {id: document for id, document in names.items() if document.owner == asked.owner},
        "first": next_open(drafts),
        "unsent": [each for each in drafts if each.verdict is not Verdict.OPEN],
        "going": sum(each.verdict in RELEASED and not each.sent for each in trials),
        "grounds": sorted({each.decision.ground for each in drafts if each.verdict is Verdict.REFUSED}),
        "is_open": asked.state in OPEN,
        "held": held,
        "row": typed.count(request.args.get("rad")),
        "query": states.load(held).query if held else "",
        "result": _found(asked, held) if held else None,
    }


def next_open(trials: Sequence[Trial], after: str = "") -> Trial | None:
    """The next that is not decided, after this one and then from the first; None where all are."""
    at = next((at for at, each in enumerate(trials) if each.id == after), -1)
    waits = [each for each in (*trials[at + 1 :], *trials[: at + 1]) if each.verdict is Verdict.OPEN and not each.sent]
    return next((each for each in waits if each.id != after), None)


def _stopped(
    asked: DisclosureRequest, releases: Sequence[Release], on_their_way: Collection[str]
) -> dict[str, RefusedError]:
    """Of the first of them: each is asked anew of all that may have changed."""
    some = [each for each in releases if each.done is None and each.id not in on_their_way]
    return hindered(session.viewer(), parts().store, asked, some[:_STOPPED])


def _found(asked: DisclosureRequest, held: str) -> SearchResult:
    """What the search finds in the archive that the request is about, and no other."""
    alone = replace(at_home(session.viewer()), owners=frozenset({asked.owner}))
    wanted = SearchRequest(states.load(held).query, limit=_HITS, facets=(), pages=1)
    return search(alone, session.purpose(), wanted, store=parts().store, index=parts().index)
