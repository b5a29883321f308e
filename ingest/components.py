"""The steps of reading a document, as Haystack components.

Each takes and gives a :class:`Progress`; what it finds goes to the register as a draft, which the last step puts in
the place of what was known. ``home`` is all that a component keeps, so that a pipeline can be written as YAML and a
site can swap a step.
"""

from __future__ import annotations

from dataclasses import replace

from haystack import component

from ingest.existing.reading import with_existing
from ingest.progress import Progress
from ingest.readers.cutting import CUTTERS
from ingest.reading_again import note_reading, with_better_pages
from ingest.shared_out import open_document
from ingest.split_proposal import proposed_parts
from ingest.workplace import store_at
from models.document import Document, DocumentState, PageMethod, Reading
from models.store.service import service
from models.store.store import Store


@component
class DocumentReader:
    """The original in the vault → draft pages in the register, page images in the vault, attachments as documents."""

    def __init__(self, home: str) -> None:
        self.home = home

    @component.output_types(read=Progress)
    def run(
        self,
        document: str,
        worker: str,
        force_ocr: bool = False,
        passwords: tuple[str, ...] = (),
        read: bool = True,
        below: float = 0.0,
        anyway: bool = False,
        share: bool = False,
    ) -> dict[str, Progress]:
        store = store_at(self.home)
        found = store.documents.get(service(store, "inläsning"), document)
        if not read or below:
            as_it_was = _as_it_was_read(store, found, worker)
            return {"read": with_better_pages(store, found, as_it_was, below, anyway=anyway) if below else as_it_was}
        opened = open_document(store, found, worker, passwords, force_ocr=force_ocr, share=share)
        with opened as file_reading:
            reading, competed = with_existing(store, found, file_reading, force_ocr=force_ocr)
            reading = _within_depth(store, found, reading)
            pages = [file_reading.with_image(store.vault, page) for page in reading.pages]
            store.registration.keep_reading(document, replace(reading, pages=tuple(pages)), competed)
            note_reading(store, document, pages)
            attachments = _take_attachments(store, found, reading)
        store.splits.propose(document, proposed_parts(reading.pages) if reading.media_type in CUTTERS else ())
        return {"read": Progress(document, worker, reading.state, reading.reason, attachments)}


@component
class NameFinder:
    """Draft pages → mentions, kind and fields, in the draft."""

    def __init__(self, home: str) -> None:
        self.home = home

    @component.output_types(named=Progress)
    def run(self, read: Progress) -> dict[str, Progress]:
        from nlp.answers import describe
        from nlp.declared import KIND, with_declared
        from nlp.identity import pipeline_identity
        from nlp.judged_fields import as_judged
        from nlp.payments.rows import payment_rows
        from nlp.resolution.within import references

        if read.state is not DocumentState.QUARANTINED:
            store = store_at(self.home)
            viewer = service(store, "inläsning")
            name = store.documents.get(viewer, read.document).name
            draft = store.registration.draft(viewer, read.document)
            texts = [(page.number, page.text) for page in draft.pages]
            joins = {page.number: page.layout.joins for page in draft.pages}
            choice = store.settings.nlp_pipeline
            declared = {**draft.facts, **store.given.of(viewer, read.document)}
            found = describe(
                texts,
                name=name,
                media_type=draft.media_type,
                joins=joins,
                pipeline=choice,
                kind=declared.get(KIND, ""),
            )
            judgements = store.judgements.of_mentions(viewer, read.document)
            judged = as_judged(found, dict(texts), joins, judgements)
            known = with_declared(judged, declared)
            store.registration.keep_knowledge(
                read.document,
                known.mentions,
                known.kind,
                known.fields,
                known.date,
                references=references(texts, known.mentions),
                named_by=pipeline_identity(choice),
            )
            laid_out = [(page.number, page.text, page.layout) for page in draft.pages]
            store.payments.keep(read.document, payment_rows(laid_out, known.mentions, known.fields))
            if judgements:
                store.unjudged.keep(read.document, found.mentions)
        return {"named": read}


@component
class Finisher:
    """The last line: the draft becomes what is known, the document gets its state, the index its row in the outbox."""

    def __init__(self, home: str) -> None:
        self.home = home

    @component.output_types(finished=Progress)
    def run(self, named: Progress) -> dict[str, Progress]:
        store, document = store_at(self.home), named.document
        changed = named.read or store.naming.differs(document)
        settled = store.registration.finish(document, named.worker, named.state, named.reason, follow=changed)
        return {"finished": replace(named, settled=settled, changed=changed)}


def _as_it_was_read(store: Store, document: Document, worker: str) -> Progress:
    """The pages as they are, for the steps that follow. A part that was cut out has the pages it was given."""
    store.registration.keep_pages_again(document.id)
    if document.state is not DocumentState.FAILED:
        return Progress(document.id, worker, document.state, document.reason, read=False)
    lines = store.documents.lines(service(store, "inläsning"), document.id)
    unread = any(line.method is PageMethod.UNREAD for line in lines)
    state, reason = (DocumentState.PARTIAL, "unread_pages") if unread else (DocumentState.READ, "")
    return Progress(document.id, worker, state, reason, read=False)


def _within_depth(store: Store, document: Document, reading: Reading) -> Reading:
    """The reading without its attachments where they would lie too deep: files in files must come to an end."""
    if not reading.attachments or store.arrivals.depth(document.id) < store.settings.limits.attachment_depth:
        return reading
    state = DocumentState.PARTIAL if reading.state is DocumentState.READ else reading.state
    return replace(reading, state=state, reason="attachments_too_deep", attachments=())


def _take_attachments(store: Store, parent: Document, reading: Reading) -> tuple[str, ...]:
    source = store.sources.get(parent.source)
    waiting = []
    for number, attachment in enumerate(reading.attachments, start=1):
        sha256, size = store.vault.put_file(attachment.path)
        name = attachment.untrusted_name or f"bilaga {number}"
        path = f"{parent.id}/{number}/{name}"
        arrival = store.arrivals.arrive(source, sha256, size, path=path, name=name, parent=parent.id)
        if arrival.state is DocumentState.FAILED:
            waiting.append(arrival.document)
    return tuple(waiting)
