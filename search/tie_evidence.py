"""What a tie rests on: every sentence, page and document that names both, with what is said there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.access import Purpose, Viewer
from models.audit import Action
from models.document import Document, Head
from models.errors import AccessDeniedError
from models.mention import Entity
from models.store.store import Store
from models.tie import Finder, Near
from search.network import Filter
from search.tie_counts import Counts
from search.tie_gathering import Gathering
from search.tie_reading import Told, gone_through, within_reach
from search.tied import Link, Place, Tie
from search.ties import know, record

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it may be shown: ``marks`` are where its ``text`` names the two, ``links`` what it says of them."""

    document: Document
    page: int
    text: str
    marks: tuple[Span, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """``tie`` is None where nothing that counts ties the two. ``pages`` and ``papers``: what they share apart from a
    sentence, each with its document. ``unread``: how many documents, the oldest, were not gone through."""

    one: Entity
    other: Entity
    tie: Tie | None
    sentences: tuple[Sentence, ...] = ()
    pages: tuple[tuple[Document, Place], ...] = ()
    papers: tuple[tuple[Document, Place], ...] = ()
    unread: int = 0


def evidence(
    viewer: Viewer, purpose: Purpose, store: Store, one: str, other: str, filter: Filter, find: Finder
) -> Evidence:
    """All that ties the two, in the documents that name both; its places the first ``network_places`` of each nearness.

    Raises :class:`models.errors.AccessDeniedError` where the viewer may not know one of them.
    """
    for id in (one, other):
        know(viewer, purpose, store, id)
    limits = store.settings.limits
    wanted = filter.documents(_naming(viewer, store, one, other))
    gathered = Gathering(
        Counts(replace(limits, tie_places=limits.network_places), within=filter.within, among=frozenset({one, other}))
    )
    some = within_reach(wanted, limits)
    read = {each.reading.document.id: each for each in gone_through(viewer, store, some, find, unmask=False)}
    for each in read.values():
        gathered.add(each)
    ties = filter.passed(gathered.ties())
    for id in (one, other):
        record(viewer, purpose, store, Action.READ_ENTITY, id, ties=len(ties))
    names = gathered.answer(viewer, store, ties, len(ties), (one, other)).entities
    if not {one, other} <= names.keys():  # named no more, since the first look
        raise AccessDeniedError("Det finns inget att visa")
    found = Evidence(names[one], names[other], None, unread=len(wanted) - len(read))
    return _shown(found, ties[0], read) if ties else found


def _naming(viewer: Viewer, store: Store, one: str, other: str) -> Iterable[Head]:
    first, second = ({document for document, _ in store.entities.documents(viewer, id)} for id in (one, other))
    return store.documents.heads(viewer, first & second).values()


def _shown(found: Evidence, tie: Tie, read: dict[str, Told]) -> Evidence:
    both = {found.one.id, found.other.id}
    near = [each for each in tie.places if each.near is Near.SENTENCE]
    sentences = [_sentence(read[each.document], each, tie.links, both) for each in near]
    said = {link for sentence in sentences for link in sentence.links}
    sentences += [
        Sentence(read[link.document].reading.document, link.page, link.sentence, (), (link,))
        for link in tie.links
        if link not in said
    ]
    pages, papers = (
        tuple((read[each.document].reading.document, each) for each in tie.places if each.near is apart)
        for apart in (Near.PAGE, Near.DOCUMENT)
    )
    return replace(found, tie=tie, sentences=tuple(sentences), pages=pages, papers=papers)


def _sentence(told: Told, place: Place, links: Sequence[Link], both: set[str]) -> Sentence:
    reading, page, start, end = told.reading, place.page, place.start, place.end
    marks = tuple(
        (mention.start - start, mention.end - start)
        for mention, entity in reading.named.mentions
        if entity in both and mention.page == page and start <= mention.start and mention.end <= end
    )
    here = [
        link for link in links if (link.document, link.page) == (place.document, page) and start <= link.start < end
    ]
    return Sentence(reading.document, page, reading.texts.get(page, "")[start:end], marks, tuple(here))
