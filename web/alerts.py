"""*Nytt*: new documents that the person's watched searches found, each opened at its hit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import swedish
from models.errors import UnavailableError
from search.alerts import alerts
from search.alerts import unseen as not_seen
from web import session, states
from web.addresses import is_opaque
from web.parts import parts
from web.states import SearchState

blueprint = Blueprint("alerts", __name__, url_prefix="/nytt")

_SHOWN: Final = 50  # on one page
_MOST_SKIPPED: Final = 1_000_000  # a number beyond what the register can count is no address


@blueprint.get("/")
def overview() -> ResponseReturnValue:
    """The alerts not seen, or all; of one search (``s``), or of every one; the newest first.

    Those seen since the reader began to leaf (``sedan``, in seconds since 1970) stay, so that ``hoppa`` counts in a
    list that does not shrink as they are opened.
    """
    who, store = session.viewer(), parts().store
    chosen, with_seen = request.args.get("s", ""), request.args.get("alla") == "1"
    search = store.saved.get(who, chosen) if is_opaque(chosen) else None
    skip = min(max(request.args.get("hoppa", 0, int), 0), _MOST_SKIPPED)
    now = int(swedish.now().timestamp())
    begun = request.args.get("sedan", 0, int)
    begun = begun if 0 < begun <= now and not with_seen else 0
    found = alerts(
        who,
        session.purpose(),
        store=store,
        index=parts().index,
        saved=search.id if search else None,
        with_seen=with_seen,
        since=datetime.fromtimestamp(begun, UTC) if begun else None,
        limit=_SHOWN,
        skip=skip,
    )
    if skip and not found.told:  # there are fewer now: the last page that there is
        last = max(found.before - 1, 0) // _SHOWN * _SHOWN
        of, every = search.id if search else None, "1" if with_seen else None
        return redirect(url_for("alerts.overview", s=of, alla=every, hoppa=last or None, sedan=begun or None), 303)
    return render_template(
        "alerts.html",
        alerts=found.told,
        more=found.more,
        unseen=found.unseen.get(search.id, 0) if search else sum(found.unseen.values()),
        search=search,
        with_seen=with_seen,
        skip=skip,
        shown=_SHOWN,
        begun=None if with_seen else begun or now,
        watched=any(each.watched for each in store.saved.all(who)),
    )


@blueprint.get("/<opaque:saved>/<opaque:document>")
def show(saved: str, document: str) -> ResponseReturnValue:
    """Open the document at its hit; the alert is seen then."""
    who, store = session.viewer(), parts().store
    search = store.saved.get(who, saved)
    store.documents.get(who, document)
    store.alerts.see(who, saved=saved, document=document)
    return redirect(url_for("document.show", id=document, s=states.save(SearchState.of(search.search))), 303)


@blueprint.post("/sedda")
def see() -> ResponseReturnValue:
    """Mark all as seen, or those of one search."""
    saved = request.form.get("saved", "")
    parts().store.alerts.see(session.viewer(), saved=saved or None)
    return redirect(url_for("alerts.overview"), 303)


def unseen() -> int:
    """How many alerts the person has not seen, for the menu of every page; none is told where the register is out of
    order, so that the page which says so can be shown."""
    try:
        if not g.viewer:
            return 0
        return sum(not_seen(session.viewer(), store=parts().store, index=parts().index).values())
    except UnavailableError:
        return 0
