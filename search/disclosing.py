"""Asking another owner, and deciding of what is asked: each in the ledger of both sides before it is done. What goes
out is tried document by document (:mod:`search.trying`).

The reader learns the request's state and reason, and has the copies; of the owner's archive nothing else is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from models.access import Purpose, Viewer, as_anybody
from models.audit import Action, Event
from models.disclosure import DisclosureRequest, RequestState
from models.errors import AccessDeniedError, InvalidRequestError
from models.redaction import Redaction
from models.sharing import Agreement, Mode, askable
from models.store.requests import check_decision
from models.store.store import Store
from models.trial import NamedDocument
from search.redacting.deciding import shows_protected

_PROTECTED_SAID = (
    "skyddade personuppgifter"  # what is said of a document that names somebody whose identity is protected
)


def ask(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    agreement: str,
    case: str,
    words: str,
    named: Sequence[NamedDocument] = (),
) -> DisclosureRequest:
    """Ask by the agreement with this id, for ``case``, in ``words``, and for the documents that are named.

    Raises :class:`AccessDeniedError` for every agreement that is not the viewer's to ask by, whether there is one or
    not, and :class:`InvalidRequestError` for what is no request.
    """
    chosen = next((each for each in askable(viewer, store.settings.sharing) if each.id == agreement), None)
    if chosen is None:
        raise AccessDeniedError("Det finns ingen sådan överenskommelse")
    new = store.requests.make(viewer, chosen, case.strip(), words.strip(), named)
    write_both(store, viewer, purpose, Action.REQUEST, new, act="ask")
    store.requests.add(viewer, new)
    return new


def decide(
    viewer: Viewer, purpose: Purpose, store: Store, request: str, state: RequestState, reason: str = ""
) -> DisclosureRequest:
    """What the owner's officer says of the request. Raises as :meth:`models.store.requests.Requests.decide`; what may
    not be said stands in the ledger as refused."""
    with refusals_told(viewer, purpose, store, request):
        known = store.requests.get(viewer, request)
        check_decision(viewer, known, state, reason.strip())
        if state is RequestState.GRANTED:
            check_agreed(store, known)
    write_both(store, viewer, purpose, Action.REQUEST, known, act=state.value)
    return store.requests.decide(viewer, request, state, reason.strip())


def is_agreed(store: Store, request: DisclosureRequest) -> bool:
    """Whether the matrix carries what is asked, now."""
    square = (request.owner, request.reader, request.purpose, request.basis)
    return any((each.owner, each.reader, each.purpose, each.basis) == square for each in _carrying(store))


def check_agreed(store: Store, request: DisclosureRequest) -> None:
    """Raises :class:`AccessDeniedError` where the matrix does not (any more) carry what is asked."""
    if not is_agreed(store, request):
        raise AccessDeniedError(
            "Överenskommelsen som begäran bygger på finns inte längre",
            next="Avslå begäran, eller lägg tillbaka raden under [[sharing]] i samsyn.toml.",
        )


def on_their_way(viewer: Viewer, store: Store, request: DisclosureRequest) -> frozenset[str]:
    """Of what was released on the request, the ids of those whose copies a worker is still to make. Who asked is told
    of the others that are not there only that they did not come: why is of the owner's papers.

    Raises :class:`AccessDeniedError` where the request is not the viewer's to see.
    """
    asked_for = store.releases.asked_for(viewer, request.id)
    return asked_for if is_agreed(store, request) else frozenset()


def provisions(viewer: Viewer, store: Store, document: str) -> list[str]:
    """The provisions by which the document, a page of it, or what lies in it, is marked now; and whether it names, or
    may name, somebody whose identity is protected. What search does not find lies in the file all the same. The latter
    is told whoever may read what lies in it: for an officer of the owner."""
    bearing, within = store.markings.of(viewer, document), store.covered.within(document)
    found = {each.marking.provision for each in bearing} | store.markings.grounds(viewer, within)
    return [*sorted(found), *[_PROTECTED_SAID] * store.covered.covers(as_anybody(viewer), within)]


def provisions_shown(viewer: Viewer, store: Store, redaction: Redaction) -> list[str]:
    """The same of what a masked copy shows: not of pages that are masked as a whole, nor of what lies inside; nor, of
    somebody who is masked, that their identity is protected."""
    bearing, hidden = store.markings.of(viewer, redaction.document), redaction.hidden
    found = sorted({each.marking.provision for each in bearing if each.page not in hidden})
    return [*found, *[_PROTECTED_SAID] * shows_protected(store, redaction)]


def _carrying(store: Store) -> Iterable[Agreement]:
    return (each for each in store.settings.sharing if each.mode is not Mode.NONE)


@contextmanager
def refusals_told(viewer: Viewer, purpose: Purpose, store: Store, request: str) -> Iterator[None]:
    """Write in the ledger, of neither side, what is refused within: it was not done, and neither ledger says it was."""
    try:
        yield
    except (AccessDeniedError, InvalidRequestError):
        store.ledger.write(Event(Action.REFUSED, viewer.actor, purpose.text, purpose.case, request, (), {}))
        raise


def write_both(
    store: Store, viewer: Viewer, purpose: Purpose, action: Action, request: DisclosureRequest, **told: str
) -> None:
    """One event for each side, about the request: neither reads the other's ledger."""
    for side in (request.owner, request.reader):
        write(store, viewer, purpose, action, request, side, **told)


def write(
    store: Store,
    viewer: Viewer,
    purpose: Purpose,
    action: Action,
    request: DisclosureRequest,
    side: str,
    target: str = "",
    **told: str,
) -> None:
    """An event of one side's: about ``target``, or the request. The reader's never says which document it was."""
    details = {**told, "request": request.id}
    event = Event(action, viewer.actor, purpose.text, purpose.case, target or request.id, (side,), details)
    store.ledger.write(event)
