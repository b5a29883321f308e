"""The hits of a search made ready to be shown: documents, best pages, marked fragments, personnummer masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from models.access import Viewer
from models.document import Document
from models.layout import BlockKind, Layout
from models.masking import mask, mask_with
from models.mention import SENSITIVE_LABELS, Mention
from models.store.store import Store
from search.found_as import Form, Reason, asks_values, reasons
from search.fragments import closest_fragments, fragments
from search.index import Filter, Index, IndexHit
from search.key_counts import KeyCounts, Place, key_counts
from search.marking import formed_marks, keys_sought, labels_sought
from search.meaning.vectors import Closest
from search.query import Node
from search.request import PAGES_SHOWN
from search.result import Hit, HitPage, Tier
from search.units import name_text

_FRAGMENTS = (3, 2, 2)  # of the best page, and of those after
_FIRST_PAGE = 1
_NAME_FORMS = (Form.EXACT, Form.WRITTEN, Form.BEGINNING, Form.SIMILAR)  # a name is found by its words as they stand

Texts: TypeAlias = Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Showing:
    """What the hits of one search are shown by."""

    viewer: Viewer
    store: Store
    index: Index
    tree: Node
    filter: Filter
    unmask: bool = False
    most_pages: int = PAGES_SHOWN  # of each hit
    near: Mapping[str, Closest] = field(default_factory=dict)  # of hits that meaning alone found, the passage

    def hits(self, found: Sequence[tuple[IndexHit, Tier]]) -> tuple[Hit, ...]:
        """The hits in their order. One that the register no longer lets the viewer read is left out."""
        ids = [hit.document for hit, _ in found]
        documents = self.store.documents.many(self.viewer, ids)
        paths = self.store.documents.paths(self.viewer, ids)
        pages = self._pages(ids)
        return tuple(
            self._hit(documents[hit.document], paths.get(hit.document, ""), hit.score, tier, pages[hit.document])
            for hit, tier in found
            if hit.document in documents
        )

    def lacking(self, hits: Sequence[Hit], lacks: Mapping[str, Sequence[str]]) -> tuple[Hit, ...]:
        """The hits with the words that each lacks, by its document's id."""
        return tuple(replace(hit, lacks=tuple(map(self.masked, lacks.get(hit.document, ())))) for hit in hits)

    def _pages(self, ids: Sequence[str]) -> dict[str, tuple[HitPage, ...]]:
        """The best pages of each document with their fragments; of one found by its name only, the first page."""
        if not self.most_pages:
            return dict.fromkeys(ids, ())
        best = self.index.pages(self.tree, self.filter, ids) if ids else {}
        numbers = {id: tuple(best.get(id, ()))[: self.most_pages] or (_FIRST_PAGE,) for id in ids}
        numbers |= {id: (found.place.page,) for id, found in self.near.items() if id in numbers}
        wanted = [(id, number) for id, some in numbers.items() for number in some]
        laid_out = self.store.documents.laid_out(self.viewer, wanted)
        texts = {place: text for place, (text, _) in laid_out.items()}
        layouts = {place: layout for place, (_, layout) in laid_out.items()}
        labels = labels_sought(self.tree)
        named = self.store.documents.named(self.viewer, wanted, labels) if labels else {}
        shown = texts if self.unmask else self._covered(texts)
        counts = key_counts(self.index, keys_sought(self.tree), self.filter, wanted)
        return {
            id: tuple(self._page_list(id, some, texts, shown, layouts, named, counts)) for id, some in numbers.items()
        }

    def _covered(self, texts: Texts) -> dict[Place, str]:
        """Masked by shape, and where the register says that a personnummer stands, whatever it looks like."""
        known = self.store.documents.spans(self.viewer, texts, SENSITIVE_LABELS)
        return {place: mask_with(text, known.get(place, [])) for place, text in texts.items()}

    def _page_list(
        self,
        id: str,
        numbers: Sequence[int],
        texts: Texts,
        shown: Texts,
        layouts: Mapping[Place, Layout],
        named: Mapping[Place, Sequence[Mention]],
        counts: Mapping[Place, KeyCounts],
    ) -> list[HitPage]:
        """The marks are found in the text as it is, and drawn in what is shown, which is as long."""
        found = []
        for number, most in zip((each for each in numbers if (id, each) in texts), _FRAGMENTS, strict=False):
            place, layout = (id, number), layouts[id, number]
            marked = formed_marks(texts[place], self.tree, layout.joins, named.get(place, ()), counts.get(place))
            if id in self.near:
                found.append(HitPage(number, closest_fragments(shown[id, number], marked, self.near[id].place)))
                continue
            spans, forms = [mark.span for mark in marked], {mark.span: mark.form for mark in marked}
            pieces = fragments(shown[id, number], spans, most, aside=_aside(layout), forms=forms)
            found.append(HitPage(number, tuple(pieces)))
        return found

    def _hit(self, document: Document, path: str, score: float, tier: Tier, pages: tuple[HitPage, ...]) -> Hit:
        return Hit(
            document=document.id,
            name=self.masked(document.name),
            path=self.masked(path),
            source=document.source,
            owner=document.owner,
            kind=document.kind,
            date=document.date,
            score=score,
            tier=tier,
            pages=pages,
            reasons=self._reasons(document, pages),
        )

    def _reasons(self, document: Document, pages: Sequence[HitPage]) -> tuple[Reason, ...]:
        """By what is marked in the fragments, by what only the name has, or else by what the document is."""
        if document.id in self.near:
            return (Reason(Form.MEANING),)
        marked = list(_marked(pages))
        told = {word.lower() for word, _ in marked}
        found = reasons(
            [*marked, *((word, form) for word, form in self._in_name(document) if word.lower() not in told)]
        )
        return found or ((Reason(Form.VALUE),) if asks_values(self.tree) else ())

    def _in_name(self, document: Document) -> Iterator[tuple[str, Form]]:
        text = name_text(document)
        shown = self.masked(text)
        for start, end, form in formed_marks(text, self.tree):
            if form in _NAME_FORMS:
                yield shown[start:end], Form.NAME

    def masked(self, text: str) -> str:
        return text if self.unmask else mask(text)


def _marked(pages: Sequence[HitPage]) -> Iterator[tuple[str, Form]]:
    """Each marked word as it is shown, with its form."""
    for page in pages:
        for fragment in page.fragments:
            for (start, end), form in zip(fragment.marks, fragment.forms, strict=True):
                yield fragment.text[start:end], form


def _aside(layout: Layout) -> list[tuple[int, int]]:
    """What stands on every page: not what a hit is shown by, unless it is all there is."""
    kinds = (BlockKind.HEADER, BlockKind.FOOTER)
    return [(block.start, block.end) for block in layout.blocks if block.kind in kinds]
