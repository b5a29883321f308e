"""A document as ties are read in it, and its words as they may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from models.access import Viewer
from models.document import Document
from models.masking import mask, mask_with
from models.mention import SENSITIVE_LABELS
from models.store.store import Store
from models.tie import Finder, Named
from search.tied import Link


@dataclass(frozen=True, slots=True)
class Reading:
    """``document`` and ``texts`` (by page number) as they may be shown; ``named`` as it is."""

    document: Document
    named: Named
    texts: Mapping[int, str]

    def words(self, page: int, start: int, end: int) -> str:
        """What stands there, on one line."""
        return " ".join(self.texts.get(page, "")[start:end].split())

    def links(self, find: Finder) -> Iterator[Link]:
        """What the document says of two entities."""
        entities = {(mention.page, mention.start): entity for mention, entity in self.named.mentions}
        for said in find.relations(self.named):
            source = entities.get((said.source.page, said.source.start), "")
            target = entities.get((said.target.page, said.target.start), "")
            if source and target and source != target:
                yield Link(
                    said.relation, source, target, self.document.id, said.page, said.start, said.end,
                    self.words(said.page, said.start, said.end), self.words(said.page, *said.sentence), said.reported,
                )  # fmt: skip


def read(viewer: Viewer, store: Store, document: Document, *, unmask: bool) -> Reading:
    """The document, which the viewer may read. Its texts are masked unless ``unmask``."""
    mentions = store.documents.mentions(viewer, document.id)
    pages = [(page.number, page.text) for page in store.documents.pages(viewer, document.id)]
    named = Named(pages, document.kind, mentions, store.documents.fields(viewer, document.id))
    if unmask:
        return Reading(document, named, dict(pages))
    spans = dict[int, list[tuple[int, int]]]()
    for mention, _ in mentions:
        if mention.label in SENSITIVE_LABELS:
            spans.setdefault(mention.page, []).append((mention.start, mention.end))
    texts = {number: mask_with(text, spans.get(number, [])) for number, text in pages}
    return Reading(replace(document, name=mask(document.name), title=mask(document.title)), named, texts)
