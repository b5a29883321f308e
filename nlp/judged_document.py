"""A judgement of a span takes effect at once: the document is named again from what was found, with no model run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.access import Viewer
from models.document import Document, DocumentKind
from models.errors import DocumentBusyError, InvalidJudgementError
from models.store.claims import worker_name
from models.store.judgements import Change
from models.store.registration import Claim
from models.store.store import Store
from nlp.answers import Description
from nlp.declared import with_declared
from nlp.judged_fields import as_judged, with_fields
from nlp.payments.rows import payment_rows
from nlp.resolution.within import references


@contextmanager
def claimed(store: Store, document: Document) -> Iterator[str]:
    """The document for ourselves, under the worker's name given; let go of where what is done with it fails.

    Raises :class:`InvalidJudgementError` where it has no pages, and :class:`DocumentBusyError` where another has it.
    """
    if not document.pages:
        raise InvalidJudgementError("Handlingen är inte läst: den har inga sidor att bedöma")
    worker = worker_name()
    if store.registration.claim(document.id, worker) is Claim.HELD:
        raise DocumentBusyError("Handlingen läses just nu")
    try:
        yield worker
    except BaseException:
        store.registration.fail(document.id, worker, document.reason, blame=False)
        raise


def name_again(
    viewer: Viewer, store: Store, document: Document, worker: str, named_by: str, change: Change = lambda _: None
) -> None:
    """Put the document's judged mentions, and the fields that follow from them, in the place of what is known of it.

    ``change`` of what is judged is made in the same transaction: both are done, or neither. ``named_by`` is the
    pipeline that found the mentions. What it found is kept beside them the first time, so that nothing is left of a
    judgement that is undone. The index is asked to follow, in the same transaction too.
    """
    found = store.unjudged.of(viewer, document.id)
    if found is None:
        found = [mention for mention, _entity in store.documents.mentions(viewer, document.id)]
    pages = store.documents.pages(viewer, document.id)
    texts = {page.number: page.text for page in pages}
    joins = {page.number: page.layout.joins for page in pages}
    kind = DocumentKind(document.kind, document.kind_confidence, document.kind_reason)
    before = with_fields(Description(kind, tuple(found), (), None), texts, joins)
    known = as_judged(before, texts, joins, store.judgements.of_mentions_after(viewer, document.id, change))
    known = with_declared(known, {**document.facts, **store.given.of(viewer, document.id)})
    registration = store.registration
    registration.keep_pages_again(document.id)
    said = references(sorted(texts.items()), known.mentions)
    registration.keep_knowledge(
        document.id, known.mentions, known.kind, known.fields, known.date, references=said, named_by=named_by
    )
    laid_out = [(page.number, page.text, page.layout) for page in pages]
    store.payments.keep(document.id, payment_rows(laid_out, known.mentions, known.fields))
    store.unjudged.keep(document.id, found)
    changed = store.naming.differs(document.id)
    ended = registration.finish(document.id, worker, document.state, document.reason, follow=changed, first=change)
    if ended is None:
        raise DocumentBusyError("Handlingen togs över av en annan läsning")
