"""Trying what is asked of one's owner, document by document, against the legal basis; and sending what was decided.

A draft stands in the owner's ledger alone. Sent, it stands in that of both: the reader's tells what went out and by
which provisions something was refused, never of which document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from models.access import Purpose, Viewer
from models.audit import Action
from models.disclosure import DisclosureRequest, Release
from models.errors import InvalidRequestError, RefusedError
from models.store.requests import check_officer, check_open
from models.store.store import Store
from models.store.trials import check_row
from models.trial import RELEASED, Trial, Verdict
from search.disclosing import check_agreed, refusals_told, write
from search.trial_decision import Wanted, check_document, check_release, decided_as


def put(
    viewer: Viewer, purpose: Purpose, store: Store, request: str, documents: Sequence[str], row: int = 0
) -> list[str]:
    """Put documents of the owner's into the request, to be tried; the ids of their trials. Raises as
    :meth:`models.store.trials.Trials.add`."""
    with refusals_told(viewer, purpose, store, request):
        asked = _asked(viewer, store, request)
        check_row(asked, row, alone=not documents)
        for id in documents:
            check_document(viewer, store, asked, id)
    for id in documents or [""]:
        write(store, viewer, purpose, Action.REQUEST, asked, asked.owner, id, act="put")
    return store.trials.add(viewer, request, documents, row)


def decide(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, wanted: Wanted, *, seen: str | None = None
) -> Trial:
    """Keep the officer's decision as a draft. ``seen``: the decision that they had before them.

    Raises :class:`AccessDeniedError` for who may not decide or does not read all of the document, and
    :class:`InvalidRequestError` for what its basis does not carry, a question without an answer, a refusal without a
    provision; what may not be decided stands in the ledger as refused.
    """
    known = store.trials.get(viewer, id)
    with refusals_told(viewer, purpose, store, known.request):
        asked = _asked(viewer, store, known.request)
        decision = decided_as(viewer, purpose, store, asked, known, wanted)
    said = {"act": "try", "decision": decision.verdict.value, "provision": decision.ground}
    write(store, viewer, purpose, Action.REQUEST, asked, asked.owner, known.document, **said)
    return store.trials.decide(viewer, id, decision, seen=seen)


def undo(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Trial:
    """Take a draft back: the document waits to be decided again."""
    return decide(viewer, purpose, store, id, Wanted(Verdict.OPEN))


def take_out(viewer: Viewer, purpose: Purpose, store: Store, id: str) -> Trial:
    """Take what is not sent out of the request again."""
    known = store.trials.get(viewer, id)
    asked = store.requests.get(viewer, known.request)
    write(store, viewer, purpose, Action.REQUEST, asked, asked.owner, known.document, act="take_out")
    store.trials.remove(viewer, id)
    return known


def send(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    request: str,
    only: Collection[str] | None = None,
    *,
    seen: Collection[str] | None = None,
) -> list[Release]:
    """Send what is decided and not sent, all of it or ``only`` these; a worker makes the copies of what goes out.
    ``seen``: the decisions that the officer had before them (:attr:`models.trial.Trial.seen_as`).

    What its document's markings shut meanwhile is not sent, nor anything beside it. Raises as :func:`decide`, as
    :func:`search.trial_decision.check_release`, and :class:`InvalidRequestError` where another officer decided
    something else meanwhile.
    """
    with refusals_told(viewer, purpose, store, request):
        asked = _asked(viewer, store, request)
        drafts = [each for each in store.trials.of(viewer, request) if not each.sent]
        decided = [each for each in drafts if each.verdict is not Verdict.OPEN and (only is None or each.id in only)]
        if not decided:
            raise InvalidRequestError("Inget är avgjort som inte redan är skickat")
        if seen is not None and {each.seen_as for each in decided} != {*seen}:
            raise InvalidRequestError("Prövningen har ändrats sedan den lästes", next="Läs den och skicka igen.")
        sent = [(each, check_release(viewer, store, asked, each)) for each in decided]
    for each, _ in sent:
        action = Action.RELEASE if each.verdict in RELEASED else Action.REQUEST
        told = {"act": "release" if each.verdict in RELEASED else each.verdict.value}
        write(store, viewer, purpose, action, asked, asked.owner, each.document, provision=each.decision.ground, **told)
        if each.verdict in RELEASED:
            write(store, viewer, purpose, action, asked, asked.reader, **told)
    grounds = sorted({each.decision.ground for each in decided if each.verdict is Verdict.REFUSED})
    write(store, viewer, purpose, Action.REQUEST, asked, asked.reader, act="answer", provision=", ".join(grounds))
    return store.trials.send(viewer, request, sent)


def again(viewer: Viewer, purpose: Purpose, store: Store, request: str) -> None:
    """Ask a worker once more for the copies that are not there and may still go out.

    Raises as :func:`search.trial_decision.check_release` for the first of those that may not, the others being asked
    for all the same.
    """
    with refusals_told(viewer, purpose, store, request):
        asked = store.requests.get(viewer, request)
        check_officer(viewer, asked)
        check_agreed(store, asked)
        undone = [each for each in store.releases.of(viewer, request) if each.done is None]
        shut = hindered(viewer, store, asked, undone)
        write(store, viewer, purpose, Action.REQUEST, asked, asked.owner, act="again")
        store.releases.again(viewer, request, [each.id for each in undone if each.id not in shut])
        if shut:
            raise next(iter(shut.values()))


def hindered(
    viewer: Viewer, store: Store, asked: DisclosureRequest, some: Iterable[Release]
) -> dict[str, RefusedError]:
    """Those of the request's releases (ids) that may not go out any more, with why; for the owner's officer."""
    found = dict[str, RefusedError]()
    for each in some:
        try:
            check_release(viewer, store, asked, store.trials.decision(each.trial))
        except RefusedError as error:
            found[each.id] = error
    return found


def release(
    viewer: Viewer, purpose: Purpose, store: Store, request: str, document: str, answers: Mapping[str, str]
) -> Release:
    """Hand one document out whole: put it into the request, decide with these answers, and send it. What was handed out
    before is asked of a worker again, where its copy is not there."""
    (id,) = put(viewer, purpose, store, request, [document])
    if store.trials.get(viewer, id).sent is None:
        decide(viewer, purpose, store, id, Wanted(Verdict.WHOLE, answers))
        send(viewer, purpose, store, request, {id})
    else:
        again(viewer, purpose, store, request)
    return next(each for each in store.releases.of(viewer, request) if each.document == document)


def _asked(viewer: Viewer, store: Store, request: str) -> DisclosureRequest:
    """The request, where the viewer is the officer who tries it and it may be tried."""
    known = store.requests.get(viewer, request)
    check_officer(viewer, known)
    check_open(known)
    check_agreed(store, known)
    return known
