"""Everything that one owner's archive holds of the person who asks, found in the register itself: not by search, which
leaves out what was withdrawn or changed, and not by what was named alone.

Documents' pages, names, titles and what they declare; what people wrote; who is who; whom it was handed out to; and how
often somebody has looked. What is about others in a sentence is masked before the sentence is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.extract_document import Paper, PaperFinds, how_of, masked_name, settled, spans_of, surest
from ingest.extract_masking import Others, pieces
from models.access import Purpose, Viewer
from models.document import Document
from models.extract import Extract, Find, FindKind, Piece, Sureness
from models.identity import opaque_id
from models.job import Job
from models.person_finding import Person
from models.store.extract_ground import PageText, Said
from models.store.store import Store
from search import extracting
from search.extract_looks import looks

_SMALL: Final = frozenset({FindKind.TAG, FindKind.SEARCH, FindKind.WATCH_LIST, FindKind.FILE_NAME})
"""What people write without capitals."""
Progress = Callable[[float], object]


def gather(viewer: Viewer, purpose: Purpose, store: Store, id: str, progress: Progress = lambda _: None) -> int:
    """Go through all that the owner has and keep what was found; how many finds. Raises
    :class:`models.errors.AccessDeniedError` for who is not the owner's officer (any more)."""
    extract = store.extracts.get(viewer, id)
    officer = extracting.as_officer(viewer, extract.owner)
    extracting.told(viewer, purpose, store, extract, "gather")
    gathering, finds = _Gathering(store, officer, extract), list[Find]()
    batches = store.extract_ground.batches(officer, extract.owner)
    for done, ids in enumerate(batches, 1):
        finds += gathering.of_documents(ids)
        progress(done / (len(batches) + 1))
    finds += gathering.elsewhere()
    finds += gathering.handed_out(finds)
    finds += looks(officer, store, extract, gathering.id)
    ordered = _ordered({find.id: find for find in finds}.values())
    store.extracts.put(viewer, id, ordered)
    return len(ordered)


def work(store: Store, job: Job, progress: Progress) -> dict[str, str]:
    """A worker's: as the officer who asked, while they still are one."""
    id, why = job.arguments["extract"], Purpose(job.arguments["purpose"], job.arguments.get("case", ""))
    return {"extract": id, "finds": str(gather(store.users.viewer(job.created_by), why, store, id, progress))}


class _Gathering:
    def __init__(self, store: Store, viewer: Viewer, extract: Extract) -> None:
        self._store, self._viewer, self._extract = store, viewer, extract
        self._person = Person(extract.asked)
        self._names = store.settings.nlp_pipeline
        self._alone = Others(self._person, (), extract.asked.addresses, self._names)

    def id(self, *parts: object) -> str:
        return opaque_id(self._store.key, "extract find", self._extract.id, *map(str, parts))

    def of_documents(self, ids: Sequence[str]) -> Iterator[Find]:
        """What these documents say, and the words that people put on them."""
        known = self._store.documents.many(self._viewer, ids)
        for paper in self._papers(ids, known):
            if self._may_name(paper):
                named = [each for each, _ in self._store.documents.mentions(self._viewer, paper.document.id)]
                own = self._extract.asked.addresses
                yield from PaperFinds(self._person, paper, named, own, self.id, self._names).all()
        for said in self._store.extract_ground.tags(self._viewer, ids):
            yield from self._said(said, known.get(said.document))

    def elsewhere(self) -> Iterator[Find]:
        """What is no document's, or somebody wrote on one."""
        ground, viewer, owner = self._store.extract_ground, self._viewer, self._extract.owner
        asked = (each for each in self._store.requests.all(viewer) if owner in (each.owner, each.reader))
        written = [*self._store.extract_written.all(viewer, owner), *ground.lost_files(viewer, owner)]
        written += [Said(FindKind.REQUEST, each.words, "", at=each.at) for each in asked]
        known = self._store.documents.many(viewer, {said.document for said in written if said.document})
        for said in (*written, *ground.entities(viewer, owner)):
            yield from self._said(said, known.get(said.document))
        yield from self._protected(owner)

    def handed_out(self, finds: Iterable[Find]) -> Iterator[Find]:
        """Who has got documents in which the person was found: as sure as the surest find in it."""
        best = dict[str, Find]()
        for find in finds:
            known = best.get(find.document)
            if find.document and (known is None or find.sureness.rank > known.sureness.rank):
                best[find.document] = find
        for said in self._store.extract_ground.handed_out(self._viewer, self._extract.owner, sorted(best)):
            of, day = best[said.document], said.at.date() if said.at else None
            there = replace(of, kind=FindKind.RELEASE, page=0, start=0, place="", doubt="", date=day)
            yield replace(there, id=self.id("release", said.document, said.at), pieces=(Piece(said.text),))

    def _papers(self, ids: Sequence[str], known: dict[str, Document]) -> Iterator[Paper]:
        ground, viewer = self._store.extract_ground, self._viewer
        paths, paid = ground.paths(viewer, ids), ground.payment_spans(viewer, ids)
        pages = dict[str, list[PageText]]()
        for page in ground.pages(viewer, ids):
            pages.setdefault(page.document, []).append(page)
        for id, document in known.items():
            rows = {page.number: paid.get((id, page.number), []) for page in pages.get(id, ())}
            yield Paper(document, pages.get(id, ()), _beside(document, paths.get(id, ())), rows)

    def _may_name(self, paper: Paper) -> bool:
        texts = (*(page.text for page in paper.pages), *paper.beside.values())
        return any(self._person.places(text) for text in texts)

    def _said(self, said: Said, document: Document | None) -> Iterator[Find]:
        """What somebody wrote, or the register says of who is who."""
        judged = self._person.judged({0: said.text}, {0: self._person.places(said.text)}, {})
        if not judged:
            return
        first, id = surest(judged), self.id(said.kind.value, said.document, said.page, said.at, said.text)
        own = settled(spans_of(judged, id), id)
        masked = self._alone.spans(said.text, 0, small=said.kind in _SMALL)
        told = tuple(pieces(said.text, (0, len(said.text)), masked, own))
        name = masked_name(document.name, self._alone) if document else ""
        where = (id, said.document, said.page, 0, said.kind, first.sureness, told, how_of(judged), first.doubt)
        day = said.at.date() if said.at else None
        yield Find(*where, said.place, name, document.source if document else "", day)

    def _protected(self, owner: str) -> Iterator[Find]:
        """Whether the person is on the owner's list, which keeps hashes and tells nobody's name."""
        asked, ground = self._extract.asked, self._store.extract_ground
        by_number = any(ground.is_protected(self._viewer, owner, number) for number in asked.numbers)
        if by_number or ground.is_protected(self._viewer, owner, asked.name):
            sure = Sureness.CERTAIN if by_number else Sureness.POSSIBLE
            how = ("number" if by_number else "name",)
            yield Find(self.id("protected"), "", 0, 0, FindKind.PROTECTED, sure, (), how)


def _ordered(finds: Iterable[Find]) -> list[Find]:
    """Documents whose finds are the surest first, each with its finds together in order; what is no document's last."""
    some, best = list(finds), dict[str, int]()
    for find in some:
        best[find.document] = max(best.get(find.document, 0), find.sureness.rank)
    return sorted(some, key=lambda each: (not each.document, -best[each.document], each.name, each.document,
                                          each.page, each.start, each.kind))  # fmt: skip


def _beside(document: Document, paths: Iterable[str]) -> dict[str, str]:
    """What is said of a document outside its pages, by what it is, each on one line."""
    every = list(dict.fromkeys([document.name, *paths]))
    names = [name for name in every if not any(other.endswith(f"/{name}") for other in every)]
    told = {f"name {number}": name for number, name in enumerate(names)} | {"title": document.title}
    told |= {name: str(value) for name, value in document.facts.items()}
    return {name: " ".join(text.split()) for name, text in told.items() if text.strip()}
