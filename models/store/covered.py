"""What is covered for a viewer who may not see people with protected identity: texts, names, titles and paths.

The register's documents are given out by way of this (:mod:`models.store.documents`), so that nobody who reads them has
to think of it. What is covered keeps its length, and there is no way to have it uncovered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Row, select

from models.access import Viewer
from models.document import Document, Field, Occurrence, Page
from models.layout import Block, Layout
from models.masking import cover, mask
from models.mention import SENSITIVE_LABELS
from models.protected import sees_protected
from models.protected_finding import Finder
from models.store.database import Database
from models.store.lookups import parts
from models.store.lying import laid_in
from models.store.places import among
from models.store.protected_covering import Way, whole
from models.store.protected_finders import Finders
from models.store.schema import documents, mentions, pages, protected_spans

Span = tuple[int, int]
Place = tuple[str, int]
Mask = Callable[[str], str]
"""Covers what it must of a text, of the same length."""


class Covered:
    def __init__(self, database: Database, finders: Finders) -> None:
        self._database, self._finders = database, finders

    def spans(self, viewer: Viewer, wanted: Iterable[Place]) -> dict[Place, list[Span]]:
        """What is covered for the viewer of these pages (document, number); pages without are left out."""
        pairs, found = sorted({*wanted}), dict[Place, list[Span]]()
        if _sees_all(viewer) or not pairs:
            return {}
        query = select(protected_spans, documents.c.owner).join(documents, documents.c.id == protected_spans.c.document)
        with self._database.read() as connection:
            for some in parts(pairs):
                rows = connection.execute(
                    query.where(among(protected_spans.c.document, protected_spans.c.page, some))
                ).all()
                found |= merged(row for row in rows if not sees_protected(viewer, row.owner))
        return found

    def texts(self, viewer: Viewer, texts: Mapping[Place, str]) -> dict[Place, str]:
        """The pages' texts as the viewer may read them."""
        spans = self.spans(viewer, texts)
        return {place: cover(text, spans[place]) if place in spans else text for place, text in texts.items()}

    def pages(self, viewer: Viewer, document: str, some: Sequence[Page]) -> list[Page]:
        """Pages of the document with their words and layouts as the viewer may read them."""
        spans = self.spans(viewer, [(document, page.number) for page in some])
        mask = self._of_sheets(viewer, [(document, page.layout) for page in some]).get(document)
        return [_page(page, spans.get((document, page.number), []), mask) for page in some]

    def laid_out(self, viewer: Viewer, found: Mapping[Place, tuple[str, Layout]]) -> dict[Place, tuple[str, Layout]]:
        """Texts as :meth:`texts`; where one is covered, its layout does not say what was read before: it would tell."""
        spans, told = self.spans(viewer, found), dict(found)
        masks = self._of_sheets(viewer, [(document, layout) for (document, _), (_, layout) in found.items()])
        for place, (text, layout) in found.items():
            if place in spans or place[0] in masks:
                some = spans.get(place, [])
                told[place] = cover(text, some), _layout(layout, some, masks.get(place[0]))
        return told

    def _of_sheets(self, viewer: Viewer, some: Iterable[tuple[str, Layout]]) -> dict[str, Mask]:
        """As :meth:`masks`, of the documents whose layouts name sheets: one may be called by somebody."""
        return self.masks(viewer, {id for id, layout in some if any("!" in each.place for each in layout.blocks)})

    def documents(self, viewer: Viewer, some: Sequence[Document]) -> list[Document]:
        """Documents with their names and titles as the viewer may read them."""
        masks = self.masks(viewer, [document.id for document in some])
        return [_document(document, masks[document.id]) if document.id in masks else document for document in some]

    def occurrences(self, viewer: Viewer, some: Sequence[Occurrence]) -> list[Occurrence]:
        """Places with their paths and names as the viewer may read them."""
        masks = self.masks(viewer, [each.document for each in some])
        found = [(each, masks.get(each.document, _as_it_is)) for each in some]
        return [replace(each, path=mask(each.path), name=mask(each.name)) for each, mask in found]

    def paths(self, viewer: Viewer, paths: Mapping[str, str]) -> dict[str, str]:
        """Paths by document as the viewer may read them."""
        masks = self.masks(viewer, paths)
        return {id: masks.get(id, _as_it_is)(path) for id, path in paths.items()}

    def fields(self, viewer: Viewer, some: Mapping[str, list[Field]]) -> dict[str, list[Field]]:
        """Fields by document as the viewer may read them: those without a place in the text may tell a name too."""
        texts = {id: [text for each in found for text in (each.value, each.text)] for id, found in some.items()}
        masks = self._masks(viewer, texts)
        return {id: _fields(found, masks[id]) if id in masks else found for id, found in some.items()}

    def called(self, viewer: Viewer, some: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        """Names and titles by document as the viewer may read them."""
        masks = self._masks(viewer, some)
        return {
            id: (masks[id](name), masks[id](title)) if id in masks else (name, title)
            for id, (name, title) in some.items()
        }

    def words(self, viewer: Viewer, owner: str, some: Sequence[str], document: str = "") -> list[str]:
        """What people wrote together of what the owner holds (of one document), as the viewer may read it."""
        known = self._listed(viewer, owner)
        if not known:
            return list(some)
        mask = self.masks(viewer, [document] if document else []).get(document, _as_it_is)
        return [_mask(known, whole(known, some))(mask(text)) for text in some]

    def apart(self, viewer: Viewer, some: Sequence[tuple[str, str, str]]) -> list[str]:
        """Texts that people wrote, each by itself, with whose it is and the document (or none) that it is about, as the
        viewer may read them."""
        masks = self.masks(viewer, {document for _, document, text in some if document and text})
        listed = {owner: self._listed(viewer, owner) for owner in {owner for owner, _, text in some if text}}
        alone = {owner: _mask(known, set()) for owner, known in listed.items() if known}
        return [masks.get(document, alone.get(owner, _as_it_is))(text) for owner, document, text in some]

    def _listed(self, viewer: Viewer, owner: str) -> Finder | None:
        """What finds those of the owner's list; None where the viewer may see them."""
        return None if sees_protected(viewer, owner) else self._finders.of(owner)

    def doubtful(self, viewer: Viewer, some: Iterable[tuple[str, str]]) -> set[str]:
        """Those of the texts, each with whose it is, that have a name of the list in them, or a part of one: whether it
        is covered for the viewer depends on the document that it is told of (:meth:`masks`)."""
        by_owner: dict[str, set[str]] = {}
        for owner, text in some:
            by_owner.setdefault(owner, set()).add(text)
        hidden = {owner: texts for owner, texts in by_owner.items() if not sees_protected(viewer, owner)}
        return {text for owner, texts in hidden.items() if (known := self._finders.of(owner)) for text in texts
                if known.find(text)}  # fmt: skip

    def covers(self, viewer: Viewer, ids: Iterable[str]) -> bool:
        """Whether anything of these documents is covered for the viewer: their texts, or what their file says of
        itself. One that was never read is taken to be, where the owner has a list: nobody knows what it says."""
        masks = self.masks(viewer, ids)
        return any(self._unread(some) or self._of(masks, some) for some in parts(sorted(masks)))

    def which(self, viewer: Viewer, ids: Iterable[str]) -> frozenset[str]:
        """Those of the documents of which something is covered for the viewer, by :meth:`covers`; not those that were
        never read and whose file says nothing of it."""
        masks = self.masks(viewer, ids)
        return frozenset[str]().union(*(self._of(masks, some) for some in parts(sorted(masks))))

    def _of(self, masks: Mapping[str, Mask], some: Sequence[str]) -> set[str]:
        spans = select(protected_spans.c.document).where(protected_spans.c.document.in_(some)).distinct()
        told = select(documents.c.id, documents.c.name, documents.c.title, documents.c.facts)
        with self._database.read() as connection:
            found = set(connection.execute(spans).scalars())
            rows = connection.execute(told.where(documents.c.id.in_(some))).all()
        for row in rows:
            texts, covered = [row.name, row.title, *dict(row.facts).values()], masks[row.id]
            if any(covered(text) != text for text in texts):
                found.add(row.id)
        return found

    def _unread(self, some: Sequence[str]) -> bool:
        query = select(documents.c.id).where(documents.c.id.in_(some), documents.c.pages == 0).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def within(self, document: str) -> list[str]:
        """The document and those that lie in its file, at any depth, whoever may read them."""
        found = {document}
        level = [document]
        while level:
            with self._database.read() as connection:
                level = [id for id in laid_in(connection, level) if id not in found]
            found |= set(level)
        return sorted(found)

    def has_numbers(self, ids: Iterable[str]) -> bool:
        """Whether a personnummer stands in these documents, as the register or the shape of their texts says."""
        for some in parts(sorted({*ids})):
            named = select(mentions.c.document).where(
                mentions.c.document.in_(some), mentions.c.label.in_(SENSITIVE_LABELS)
            )
            texts = select(pages.c.text).where(pages.c.document.in_(some))
            with self._database.read() as connection:
                if connection.execute(named.limit(1)).first() is not None:
                    return True
                if any(mask(text) != text for text in connection.execute(texts).scalars()):
                    return True
        return False

    def _masks(self, viewer: Viewer, texts: Mapping[str, Sequence[str]]) -> dict[str, Mask]:
        """As :meth:`masks`, of the documents in whose texts somebody of a list is found: others stay as they are."""
        if _sees_all(viewer) or not texts:
            return {}
        hidden = sorted(owner for owner in viewer.owners if not sees_protected(viewer, owner))
        with self._database.read() as connection:
            known = [each for each in self._finders.each(connection, hidden).values() if each]
        found = {id for id, some in texts.items() if any(each.find(text) for each in known for text in some)}
        return self.masks(viewer, found)

    def masks(self, viewer: Viewer, ids: Iterable[str]) -> dict[str, Mask]:
        """By document, what covers a name, title or path of it for the viewer; those without need of one left out."""
        wanted = sorted({*ids})
        if _sees_all(viewer) or not wanted:
            return {}
        found: dict[str, Mask] = {}
        columns = (documents.c.id, documents.c.owner, documents.c.name, documents.c.title)
        with self._database.read() as connection:
            hidden = sorted(owner for owner in viewer.owners if not sees_protected(viewer, owner))
            known = {owner: each for owner, each in self._finders.each(connection, hidden).items() if each}
            for some in parts(wanted) if known else ():
                mine = select(*columns).where(documents.c.id.in_(some), documents.c.owner.in_(known))
                of_whole = select(protected_spans.c.document, protected_spans.c.person).distinct()
                of_whole = of_whole.where(
                    protected_spans.c.document.in_(some), protected_spans.c.way == Way.WHOLE.value
                )
                people: dict[str, set[str]] = {}
                for span in connection.execute(of_whole):
                    people.setdefault(span.document, set()).add(span.person)
                for row in connection.execute(mine):
                    named = people.get(row.id, set()) | whole(known[row.owner], (row.name, row.title))
                    found[row.id] = _mask(known[row.owner], named)
        return found


def _sees_all(viewer: Viewer) -> bool:
    return all(sees_protected(viewer, owner) for owner in viewer.owners)


def _fields(some: Sequence[Field], mask: Mask) -> list[Field]:
    return [replace(each, value=mask(each.value), text=mask(each.text)) for each in some]


def _mask(known: Finder, named: set[str]) -> Mask:
    def masked(text: str) -> str:
        found = known.find(text)
        here = named | {each.person for each in found if each.whole}
        return cover(text, [(each.start, each.end) for each in found if each.person in here])

    return masked


def _as_it_is(text: str) -> str:
    return text


def _document(document: Document, mask: Mask) -> Document:
    name, title, reason = map(mask, (document.name, document.title, document.kind_reason))
    facts = {key: mask(value) for key, value in document.facts.items()}
    return replace(document, name=name, title=title, kind_reason=reason, facts=facts)


def _page(page: Page, spans: Sequence[Span], mask: Mask | None) -> Page:
    if not spans:
        return page if mask is None else replace(page, layout=_layout(page.layout, spans, mask))
    text = cover(page.text, spans)
    words = tuple(replace(word, text=text[word.start : word.end]) for word in page.words)
    return replace(page, text=text, words=words, layout=_layout(page.layout, spans, mask))


def _layout(layout: Layout, spans: Sequence[Span], mask: Mask | None) -> Layout:
    told = [each for each in layout.corrections if not any(s < each.end and e > each.start for s, e in spans)]
    blocks = layout.blocks if mask is None else _placed(layout.blocks, cache(mask))
    return replace(layout, blocks=blocks, corrections=tuple(told))


def _placed(blocks: Sequence[Block], mask: Mask) -> tuple[Block, ...]:
    """The blocks with what is said of their places covered: that of a cell by the name of its sheet alone, since there
    may be a million of them."""
    parted = [(each, *each.place.rpartition("!")) for each in blocks]
    return tuple(
        replace(each, place=f"{mask(sheet)}{sign}{rest}" if sign else mask(rest)) for each, sheet, sign, rest in parted
    )


def merged(rows: Iterable[Row[Any]]) -> dict[Place, list[Span]]:
    """Rows of spans by document and page, in order; those that meet are one."""
    found: dict[Place, list[Span]] = {}
    for row in sorted(rows, key=lambda each: (each.document, each.page, each.start)):
        spans = found.setdefault((row.document, row.page), [])
        if spans and row.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], row.end))
        else:
            spans.append((row.start, row.end))
    return found
