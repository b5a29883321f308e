"""A document as ties are read in it, and its words as they may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from models.access import Viewer
from models.document import Document, Head
from models.limits import Limits
from models.masking import mask, mask_with
from models.mention import SENSITIVE_LABELS
from models.store.store import Store
from models.tie import Finder, Named, Said
from search.tied import Link

_AT_ONCE: Final = 100  # documents that are asked for together


@dataclass(frozen=True, slots=True)
class Reading:
    """``document`` and ``texts`` (by page number) as they may be shown; ``named`` as it is."""

    document: Document
    named: Named
    texts: Mapping[int, str]

    def words(self, page: int, start: int, end: int) -> str:
        """What stands there, on one line."""
        return " ".join(self.texts.get(page, "")[start:end].split())

    def links(self, told: Sequence[Said]) -> Iterator[Link]:
        """What the document says of two entities, by what was read in it."""
        entities = {(mention.page, mention.start): entity for mention, entity in self.named.mentions} if told else {}
        for said in told:
            source = entities.get((said.source.page, said.source.start), "")
            target = entities.get((said.target.page, said.target.start), "")
            if source and target and source != target:
                yield Link(
                    said.relation, source, target, self.document.id, said.page, said.start, said.end,
                    self.words(said.page, said.start, said.end), self.words(said.page, *said.sentence), said.reported,
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells of ties: where its sentences are, by page, and what they say."""

    reading: Reading
    sentences: Mapping[int, Sequence[tuple[int, int]]]
    links: tuple[Link, ...]


def within_reach(documents: Sequence[Head], limits: Limits) -> Sequence[Head]:
    """The first of them, as many as one page goes through: ``network_documents``, of ``network_pages`` together; one at
    least."""
    pages = accumulate(document.pages for document in documents[: limits.network_documents])
    return documents[: max(sum(count <= limits.network_pages for count in pages), 1)]


def gone_through(
    viewer: Viewer, store: Store, documents: Sequence[Head], find: Finder, *, unmask: bool
) -> Iterator[Told]:
    """These documents, which the viewer may read, in their order. Their texts are masked unless ``unmask``."""
    for begin in range(0, len(documents), _AT_ONCE):
        ids = [document.id for document in documents[begin : begin + _AT_ONCE]]
        known = store.documents.many(viewer, ids)
        texts, mentions = store.together.texts(viewer, ids), store.together.mentions(viewer, ids)
        fields = store.documents.fields_of(viewer, ids)
        for id in (each for each in ids if each in known):
            named = Named(texts.get(id, []), known[id].kind, mentions.get(id, []), fields.get(id, []))
            reading = _reading(known[id], named, unmask=unmask)
            found = find.found(named)
            yield Told(reading, found.sentences, tuple(reading.links(found.relations)))


def _reading(document: Document, named: Named, *, unmask: bool) -> Reading:
    if unmask:
        return Reading(document, named, dict(named.pages))
    spans = dict[int, list[tuple[int, int]]]()
    for mention, _ in named.mentions:
        if mention.label in SENSITIVE_LABELS:
            spans.setdefault(mention.page, []).append((mention.start, mention.end))
    texts = {number: mask_with(text, spans.get(number, [])) for number, text in named.pages}
    return Reading(replace(document, name=mask(document.name), title=mask(document.title)), named, texts)
