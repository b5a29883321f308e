"""What a person says of a mention, and takes back: written in the ledger, kept, and in force when the call returns.

Each takes who asks and their purpose, ``why`` in words, and answers with the judgement as it is kept. What may not be
read looks like what is not there. The index follows with the next drain. Judgements of entities are in
:mod:`nlp.judging_entities`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from models import swedish
from models.access import Purpose, Viewer, may_change
from models.audit import Action, Event
from models.document import Page
from models.errors import AccessDeniedError, DocumentBusyError, InvalidJudgementError
from models.judgement import METHOD, Act, Anchor, Judgement
from models.layout import joined
from models.masking import mask
from models.mention import Label, Mention, one_of
from models.store.cuts import parts_of
from models.store.judgements import Change, add
from models.store.service import service
from models.store.store import Store
from nlp.anchoring import anchor, mentioned, spelled, written
from nlp.anchoring import near as near_words
from nlp.judged_document import claimed, name_again
from nlp.normal_form import normal_form

LONGEST_WHY: Final = 1_000
"""Characters of a reason: a sentence or two."""
LONGEST_NAME: Final = 300
"""Characters of a name that somebody gives: an address with its postcode. PostgreSQL indexes 2,700 bytes at most."""


def reject(viewer: Viewer, purpose: Purpose, store: Store, document: str, span: str, why: str) -> Judgement:
    """The mention at ``span`` (:func:`nlp.anchoring.mentioned`) names nothing."""
    mention, entity = mentioned(viewer, store, document, span)
    new = _new(viewer, store, Act.REJECT, why, _anchor(document, mention), {"label": mention.label.value}, entity)
    return _judge_page(viewer, purpose, store, new)


def accept(viewer: Viewer, purpose: Purpose, store: Store, document: str, span: str, why: str) -> Judgement:
    """The mention at ``span`` is right as it was found: no later reading or pipeline says otherwise."""
    mention, entity = mentioned(viewer, store, document, span)
    if mention.method.startswith(METHOD):
        raise InvalidJudgementError("Omnämnandet är redan bedömt av någon")
    said = {"label": mention.label.value, "value": mention.value}
    new = _new(viewer, store, Act.ACCEPT, why, _anchor(document, mention), said, entity)
    return _judge_page(viewer, purpose, store, new)


def relabel(
    viewer: Viewer, purpose: Purpose, store: Store, document: str, span: str, label: Label, why: str, value: str = ""
) -> Judgement:
    """The mention at ``span`` is of another label; ``value`` is its normal form where the rules cannot tell it."""
    mention, entity = mentioned(viewer, store, document, span)
    if mention.label is label and not value:
        raise InvalidJudgementError(f"Omnämnandet är redan märkt som {one_of(label)}")
    page = store.documents.page(viewer, document, mention.page)
    form = _form(label, whole_words(page, mention.start, mention.end), value)
    said = {"label": label.value, "value": form, "was": mention.label.value}
    return _judge_page(
        viewer, purpose, store, _new(viewer, store, Act.RELABEL, why, _anchor(document, mention), said, entity)
    )


def boundary(
    viewer: Viewer, purpose: Purpose, store: Store, document: str, span: str, right: str, why: str, value: str = ""
) -> Judgement:
    """The mention at ``span`` begins or ends elsewhere: ``right`` is ``START-END``, or the words that stand there."""
    mention, entity = mentioned(viewer, store, document, span)
    page = store.documents.page(viewer, document, mention.page)
    begin, end = near_words(page.text, mention, right)
    new = anchor(document, mention.page, page.text, begin, end)
    if (new.start, new.end) == (mention.start, mention.end):
        raise InvalidJudgementError("Omnämnandet börjar och slutar redan där")
    if not (new.start < mention.end and mention.start < new.end):
        raise InvalidJudgementError("Orden ligger inte vid omnämnandet", next="Ett nytt namn märks med entity mark.")
    form = _form(mention.label, whole_words(page, new.start, new.end), value)
    said = {"label": mention.label.value, "value": form, "start": new.start, "end": new.end, "text": new.text}
    return _judge_page(
        viewer, purpose, store, _new(viewer, store, Act.BOUNDARY, why, _anchor(document, mention), said, entity)
    )


def mark(
    viewer: Viewer, purpose: Purpose, store: Store, document: str, span: str, label: Label, why: str, value: str = ""
) -> Judgement:
    """The words at ``span`` (:func:`nlp.anchoring.written`) name something of ``label`` that was not found."""
    where = written(viewer, store, document, span)
    for mention, _entity in store.documents.mentions(viewer, document, where.page):
        if (mention.start, mention.end) == (where.start, where.end):
            raise InvalidJudgementError(
                f"Där står redan ett omnämnande ({one_of(mention.label)})",
                next=f"Ändra dess typ: samsyn entity relabel {document} {spelled(where.page, where.start, where.end)}",
            )
    page = store.documents.page(viewer, document, where.page)
    said = {"label": label.value, "value": _form(label, whole_words(page, where.start, where.end), value)}
    return _judge_page(viewer, purpose, store, _new(viewer, store, Act.MARK, why, where, said))


def whole_words(page: Page, start: int, end: int) -> str:
    """What stands there, without the hyphens that line ends put into its words: what the pipeline reads there too."""
    joins = tuple((first - start, last - start) for first, last in page.layout.joins if start <= first and last <= end)
    return joined(page.text[start:end], joins).text


def record(viewer: Viewer, purpose: Purpose, store: Store, judgement: Judgement) -> None:
    """Write in the ledger that the viewer makes this judgement; call it before it takes effect.

    Raises :class:`AccessDeniedError` for what is lent to the viewer, to read only.
    """
    _check_change(viewer, judgement.owner)
    details = {"judgement": judgement.id, "act": judgement.act.value, "why": mask(judgement.why)}
    target = judgement.anchor.document if judgement.anchor else judgement.entity or judgement.about
    event = Event(Action.JUDGE, viewer.actor, purpose.text, purpose.case, target, (judgement.owner,), details)
    store.ledger.write(event)


def _check_change(viewer: Viewer, owner: str) -> None:
    if not may_change(viewer, owner):
        raise AccessDeniedError("Det som bara är till för läsning bedöms hos den som äger det")


def reason(why: str) -> str:
    """``why`` as it is kept. Raises :class:`InvalidJudgementError` where nothing is said, or more than has room."""
    words = " ".join(why.split())
    if len(words) > LONGEST_WHY:
        raise InvalidJudgementError(f"Skälet är längre än {LONGEST_WHY} tecken", next="Korta det; det ska gå att läsa.")
    if not words:
        raise InvalidJudgementError("Ange varför: en bedömning utan skäl sparas inte", next='Lägg till --why "skäl".')
    return words


def check_length(name: str) -> None:
    """Raises :class:`InvalidJudgementError` for what is longer than a name."""
    if len(name) > LONGEST_NAME:
        raise InvalidJudgementError(f"Namnet är längre än {LONGEST_NAME} tecken", next="Korta det.")


def take_effect(store: Store, document: str, change: Change, before: Callable[[], object] = lambda: None) -> None:
    """Make a change of what is judged of the document and name it again, in one transaction, while nobody else works on
    it; then what was cut from it. ``before`` is done when the document is ours: the event in the ledger.

    A part that another works on, or that is not come to, is left for ``samsyn redo names``.
    """
    whole = service(store, "bedömning")  # named again is all of it, also what is kept from whoever judges
    with store.database.read() as connection:
        parts = store.documents.many(whole, [each.part for each in parts_of(connection, document)])
    named_by = {id: store.naming.pipeline(whole, id) for id in (document, *parts)}
    known = store.documents.get(whole, document)
    with claimed(store, known) as worker:
        before()
        name_again(whole, store, known, worker, named_by[document], change)
    for id, part in parts.items():
        if part.pages:
            with suppress(DocumentBusyError), claimed(store, part) as worker:
                name_again(whole, store, part, worker, named_by[id])


def _form(label: Label, written: str, given: str) -> str:
    """The normal form as it is kept. Raises :class:`InvalidJudgementError` for one that no index has room for."""
    check_length(given or written)
    return normal_form(label, written, given)


def take_all(store: Store, by_document: Mapping[str, Change]) -> list[str]:
    """Make a change of what is judged of each document, one after the other; returns those that were busy."""
    busy = []
    for document, change in by_document.items():
        try:
            take_effect(store, document, change)
        except DocumentBusyError:
            busy.append(document)
    return busy


def _new(
    viewer: Viewer,
    store: Store,
    act: Act,
    why: str,
    where: Anchor,
    said: Mapping[str, str | int],
    entity: str = "",
) -> Judgement:
    owner = store.documents.get(viewer, where.document).owner
    words = reason(why)
    return Judgement(
        secrets.token_hex(16), owner, act, viewer.name, swedish.now(), words, anchor=where, entity=entity, said=said
    )


def _anchor(document: str, mention: Mention) -> Anchor:
    return Anchor(document, mention.page, mention.start, mention.end, mention.text)


def _judge_page(viewer: Viewer, purpose: Purpose, store: Store, judgement: Judgement) -> Judgement:
    _check_change(viewer, judgement.owner)  # before the document is taken from whoever reads it

    assert judgement.anchor is not None
    store.documents.get(viewer, judgement.anchor.document)
    take_effect(
        store,
        judgement.anchor.document,
        lambda connection: add(connection, judgement),
        before=lambda: record(viewer, purpose, store, judgement),
    )
    return judgement
