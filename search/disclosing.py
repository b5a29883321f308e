"""Asking another owner, deciding of what is asked, and handing out: each in the ledger of both sides before it is done.

The reader learns the request's state and reason, and has the copies; of the owner's archive nothing else is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.disclosure import DisclosureRequest, Release, RequestState
from models.errors import AccessDeniedError, InvalidRequestError
from models.sharing import Agreement, Mode, askable
from models.store.requests import check_decision, check_granted, check_officer
from models.store.store import Store

_PROTECTED_SAID = (
    "skyddade personuppgifter"  # what is said of a document that names somebody whose identity is protected
)
_INSIDE = 1_000  # of what lies in one file, so many are looked at for markings


def ask(viewer: Viewer, purpose: Purpose, store: Store, agreement: str, case: str, words: str) -> DisclosureRequest:
    """Ask by the agreement with this id, for ``case``, in ``words``.

    Raises :class:`AccessDeniedError` for every agreement that is not the viewer's to ask by, whether there is one or
    not, and :class:`InvalidRequestError` for what is no request.
    """
    chosen = next((each for each in askable(viewer, store.settings.sharing) if each.id == agreement), None)
    if chosen is None:
        raise AccessDeniedError("Det finns ingen sådan överenskommelse")
    new = store.requests.make(viewer, chosen, case.strip(), words.strip())
    _write(store, viewer, purpose, Action.REQUEST, new, {}, act="ask")
    store.requests.add(viewer, new)
    return new


def decide(
    viewer: Viewer, purpose: Purpose, store: Store, request: str, state: RequestState, reason: str = ""
) -> DisclosureRequest:
    """What the owner's officer says of the request. Raises as :meth:`models.store.requests.Requests.decide`; what may
    not be said stands in the ledger as refused."""
    with _refusals_told(viewer, purpose, store, request):
        known = store.requests.get(viewer, request)
        check_decision(viewer, known, state, reason.strip())
        if state is RequestState.GRANTED:
            _check_agreed(store, known)
    _write(store, viewer, purpose, Action.REQUEST, known, {}, act=state.value)
    return store.requests.decide(viewer, request, state, reason.strip())


def release(viewer: Viewer, purpose: Purpose, store: Store, request: str, document: str) -> Release:
    """Hand the document out, whole, on the request; a worker makes the copy.

    Raises :class:`AccessDeniedError` for who may not hand it out, whoever of its pages may not be read by them
    included, and :class:`InvalidRequestError` where the request is not granted; what may not be handed out stands in
    the ledger as refused.
    """
    with _refusals_told(viewer, purpose, store, request):
        known = store.requests.get(viewer, request)
        check_officer(viewer, known)
        check_granted(known)
        _check_agreed(store, known)
        if store.documents.get(viewer, document).owner != known.owner:
            raise AccessDeniedError("Handlingen finns inte hos den som begäran gäller")
        if store.markings.hides(viewer, document):
            raise AccessDeniedError("Handlingen har sidor som du inte får läsa")
    marked = provisions(viewer, store, document)
    _write(store, viewer, purpose, Action.RELEASE, known, {known.owner: document}, act="release")
    return store.releases.add(viewer, request, document, marked)


def _check_agreed(store: Store, request: DisclosureRequest) -> None:
    """Raises :class:`AccessDeniedError` where the matrix does not (any more) carry what is asked."""
    square = (request.owner, request.reader, request.purpose, request.basis)
    if not any((each.owner, each.reader, each.purpose, each.basis) == square for each in _carrying(store)):
        raise AccessDeniedError(
            "Överenskommelsen som begäran bygger på finns inte längre",
            next="Avslå begäran, eller lägg tillbaka raden under [[sharing]] i samsyn.toml.",
        )


def provisions(viewer: Viewer, store: Store, document: str) -> list[str]:
    """The provisions by which the document, a page of it, or what lies in it, is marked now; and whether it names
    somebody whose identity is protected."""
    found, level = set[str](), [document]
    seen = set(level)
    while level:
        for id in level:
            found |= {each.marking.provision for each in store.markings.of(viewer, id)}
        inside = store.families.inside(viewer, level, _INSIDE)
        level = [id for ids in inside.values() for id in ids if id not in seen]
        seen |= set(level)
    covered = any(store.protected.spans(id) for id in seen)
    return [*sorted(found), *([_PROTECTED_SAID] if covered else [])]


def _carrying(store: Store) -> Iterable[Agreement]:
    return (each for each in store.settings.sharing if each.mode is not Mode.NONE)


@contextmanager
def _refusals_told(viewer: Viewer, purpose: Purpose, store: Store, request: str) -> Iterator[None]:
    """Write in the ledger, of neither side, what is refused within: it was not done, and neither ledger says it was."""
    try:
        yield
    except (AccessDeniedError, InvalidRequestError):
        store.ledger.write(Event(Action.REFUSED, viewer.actor, purpose.text, purpose.case, request, (), {}))
        raise


def _write(
    store: Store,
    viewer: Viewer,
    purpose: Purpose,
    action: Action,
    request: DisclosureRequest,
    targets: Mapping[str, str],
    **told: str,
) -> None:
    """One event for each side: neither reads the other's ledger. ``targets``: whose event is about what else."""
    for side in (request.owner, request.reader):
        details = {**told, "request": request.id}
        target = targets.get(side, request.id)
        store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, target, (side,), details))
