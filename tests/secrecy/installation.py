"""Installations that hold some of the papers: one with everything, and those that a viewer's answers are held against.

In the second sort what the viewer may not read was never there. Both have one key, so that ids are the same.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from models import swedish
from models.access import EVERYDAY, Guard, Purpose, Role, Viewer, may_read
from models.account import Access, Account
from models.disclosure import RequestState
from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading, Word
from models.identity import opaque_id
from models.job import JobKind
from models.judgement import Act, Anchor, Judgement
from models.layout import Layout
from models.marking import MarkingScope
from models.mention import Label, Mention
from models.protected import sees_protected
from models.settings import read_settings
from models.sharing import askable
from models.source import Source
from models.split import Part
from models.store.runs import FileState, RunFile, Way
from models.store.service import service
from models.store.store import Store
from models.watched_folder import Sight
from models.withdrawal import Scope
from nlp import judging_entities
from nlp.resolution.within import references
from search import disclosing
from search.backends import open_index
from search.finished_files import held
from search.index import Index
from search.indexing import drain
from search.saved import SavedSearch
from tests.secrecy.covering import in_their_place, put_on_lists
from tests.secrecy.papers import OWNERS, SHARED, SOURCES, Paper, Sheet
from tests.secrecy.payment_rows import rows_of
from tests.secrecy.writing import write_beside
from tests.web.pace import UNHURRIED

PURPOSE: Final = Purpose("prov av sekretessen", "PROV-9")
PASSWORD: Final = "ett långt prov-lösenord"
_KEY: Final = bytes(range(32))
Guarded = Callable[[Paper, int], Guard]
"""What secrecy says of a paper (page 0) or of one of its pages."""


GROUPS: Final = ("socialsekretess", "förundersökning")
_ROWS: Final = (
    (OWNERS[1], OWNERS[2], PURPOSE.text, "OSL 8:2 motsatsvis", "direct"),
    (OWNERS[0], OWNERS[1], "ett annat ändamål", "OSL 8:2 motsatsvis", "direct"),
    (OWNERS[0], OWNERS[2], PURPOSE.text, "OSL 10:2", "request"),
    (OWNERS[2], OWNERS[1], PURPOSE.text, "OSL 10:2", "request"),
)
"""Whose, with whom, for what, by which law, how."""
MATRIX: Final = "".join(
    [f'[[owners]]\nname = "{each}"\nkind = "board"\nauthority = "Kommunen"\n' for each in OWNERS]
    + [
        f'[[sharing]]\nowner = "{owner}"\nreader = "{reader}"\npurpose = "{why}"\nbasis = "{basis}"\nmode = "{mode}"\n'
        for owner, reader, why, basis, mode in _ROWS
    ]
)
"""A matrix of sharing, as it stands in ``samsyn.toml``."""


def by_owner(paper: Paper, _page: int) -> Guard:
    """Where nothing is marked."""
    return Guard(paper.owner)


KEPT_SOURCE: Final = "källa-a2"
"""A source all of which is kept for the one group, with what never became a document of it."""


def marked(paper: Paper, page: int) -> Guard:
    """Where a whole source and each third paper are kept for the one group, and of each third the second page for the
    other. What lies in another paper is kept as that is."""
    lies_in = paper.parent.rpartition("_")[2].removesuffix(".pdf")
    ways = [sum(mark.encode()) % 3 for mark in (paper.mark, lies_in) if mark]
    needs = {GROUPS[0]} if 1 in ways or paper.source == KEPT_SOURCE else set()
    return Guard(paper.owner, frozenset(needs | ({GROUPS[1]} if ways[0] == 2 and page == 2 else set())))


@dataclass(frozen=True, slots=True)
class Installation:
    """``ids`` are document ids by the paper's name; ``saved`` names of watched searches, folders and runs by their
    ids."""

    store: Store
    index: Index
    ids: dict[str, str]
    saved: dict[str, str]

    def id_of(self, name: str) -> str:
        """The id of what is called so in ``saved``; one of nothing where it is not there."""
        return next((id for id, called in self.saved.items() if called == name), "0" * 32)

    def close(self) -> None:
        self.index.close()
        self.store.close()


def visible(papers: Iterable[Paper], viewer: Viewer, guard: Guarded, *, covers: bool = False) -> list[Paper]:
    """The papers as the oracle lets the viewer see them, without the pages that it does not; where there are
    protected people whom the viewer may not see (``covers``), with others in their place."""
    seen = [paper for paper in papers if may_read(viewer, PURPOSE, guard(paper, 0))]
    told = [in_their_place(each) if covers and not sees_protected(viewer, each.owner) else each for each in seen]
    return [_without(paper, [each for each in paper.sheets if not may_read(viewer, PURPOSE, guard(paper, each.number))])
            for paper in told]  # fmt: skip


def _without(paper: Paper, kept: Collection[Sheet]) -> Paper:
    left = tuple(each for each in paper.sheets if each not in kept)
    return replace(paper, sheets=left, kind="", dated=None, in_part=True) if kept and paper.fate != "unread" else paper


def hidden(papers: Iterable[Paper], viewer: Viewer, guard: Guarded, *, covers: bool = False) -> frozenset[str]:
    """The canaries of what the viewer may not read."""
    every = list(papers)
    told = visible(every, viewer, guard, covers=covers)
    open_ones = {part for paper in told for part in _marks(paper)} | {lost(paper.source) for paper in told}
    canaries = {part for paper in every for part in _marks(paper)} | {lost(source) for source in SOURCES}
    half = {half_way(source) for source, owner in SOURCES.items() if owner not in viewer.own}
    return frozenset(canaries - open_ones | half)


def run_of(source: str) -> str:
    """What the run that took a source in is called."""
    return f"inläsning av {source}"


def lost(source: str) -> str:
    """A canary: the name of a file of the source that never became a document."""
    return f"borta-{source}"


def half_way(source: str) -> str:
    """A canary: the name of a file of which the viewer had handed in a part, when they might."""
    return f"halvvägs-{source}"


def _marks(paper: Paper) -> list[str]:
    return [paper.mark, *(part for sheet in paper.sheets for part in sheet.canaries.parts())]


def build(
    home: Path,
    papers: Collection[Paper],
    whole: Collection[Paper],
    viewers: Iterable[Viewer],
    guard: Guarded = by_owner,
    *,
    matrix: str = "",
    covers: bool = False,
) -> Installation:
    """An installation that holds ``papers`` (of ``whole``, from which contents come) and accounts for the viewers, with
    what ``guard`` needs marked, what ``matrix`` says shared, and, with ``covers``, people on the protected lists."""
    home.mkdir(parents=True)
    (home / "secret.key").write_bytes(_KEY)
    (home / "samsyn.toml").write_text(matrix)
    settings = read_settings({"SAMSYN_CONFIG": str(home / "samsyn.toml")})
    settings = replace(settings, home=home, limits=UNHURRIED, second_factor="own")
    store = Store.open(settings, create=True)
    contents = {paper.name: repr(paper).encode() for paper in whole}
    for source in dict.fromkeys(paper.source for paper in papers):
        store.sources.add(Source(source, SOURCES[source]))
    wanted = list(viewers)
    owners = frozenset(SOURCES[paper.source] for paper in papers)
    saved = {id: name for viewer in wanted for id, name in _account(store, viewer, owners)}
    ids = dict[str, str]()
    listed = list(papers) if covers else []
    put_on_lists(store, listed, early=True)
    for paper in papers:
        ids[paper.name] = _put(store, paper, contents[paper.name], ids.get(paper.parent))
    for source in dict.fromkeys(paper.source for paper in papers):
        run = store.runs.begin(source)
        gone = lost(source)
        store.runs.note(run, RunFile(f"/in/{gone}", FileState.QUARANTINED, None, f"skäl {gone}"))
        for paper in papers:
            if paper.source == source and not paper.parent:
                store.runs.note(run, RunFile(f"/in/{source}/{paper.name}", FileState.NEW, ids[paper.name]))
        store.runs.finish(run)
        saved[run] = run_of(source)
        watched = store.watched.add(Path("/in", source), source)
        store.watched.told(watched, Sight(1, {f"{gone}.pdf": "growing"}))
    _mark(store, papers, ids, guard)
    _decide(store, papers, ids)
    saved |= write_beside(store, papers, ids)
    put_on_lists(store, listed, early=False)
    index = open_index(settings)
    drain(store, index)
    for viewer in wanted:
        store.users.set_access(viewer.name, _access(viewer, viewer.own))
        for square in askable(viewer, settings.sharing):
            disclosing.ask(viewer, PURPOSE, store, square.id, "PROV-9", f"allt om {asked_by(viewer)}")
    return Installation(store, index, ids, saved)


def asked_by(viewer: Viewer) -> str:
    """A canary: what the viewer's requests of other owners say, and nobody else's."""
    return f"begärd{viewer.name}"


def _account(store: Store, viewer: Viewer, owners: frozenset[str]) -> list[tuple[str, str]]:
    """The viewer's account with watched searches for what all papers have. It could read everything there is once, so
    that alerts of it lie there: what is told of them is asked at delivery."""
    store.users.create(Account(viewer.name, viewer.name.title(), _access(viewer, owners)), PASSWORD)
    _have_made(store, viewer, owners)
    asked = (("allt", ""), ("ordet", "anteckning"), ("delad", "delade"))
    return [(store.saved.add(viewer, name, SavedSearch(query).kept(), watched=True).id, name) for name, query in asked]


def _have_made(store: Store, viewer: Viewer, owners: Iterable[str]) -> None:
    """Files made for the viewer, of each owner's papers, when they might read them: without what they held then being
    said, with every group, which some have lost, and with what they hold still, before anything was marked."""
    known = ({}, held(replace(viewer, groups=frozenset(GROUPS))), held(viewer))
    for owner in sorted(owners):
        for more in known:
            store.jobs.add(JobKind.EXPORT, owner, viewer.name, {"owners": owner, "purpose": PURPOSE.text, **more})
            job = store.jobs.take("prov")
            assert job is not None
            store.jobs.finish(job.id, "prov", {"sha256": store.vault.put(owner.encode()), "name": f"{owner}.csv"})


def _access(viewer: Viewer, owners: frozenset[str]) -> Access:
    roles = EVERYDAY | ({Role.OFFICER} if viewer.officer_of else set())
    return Access(frozenset(roles), owners, officer_of=viewer.officer_of, groups=viewer.groups)


def _put(store: Store, paper: Paper, content: bytes, parent: str | None) -> str:
    """Registered as an ingest would."""
    sha256 = store.vault.put(content)
    source = Source(paper.source, paper.owner)
    path = f"{parent}/{paper.name}" if parent else f"/in/{paper.source}/{paper.name}"
    id = store.arrivals.arrive(source, sha256, len(content), path=path, name=paper.name, parent=parent).document
    if paper.fate == "unread":
        return id
    store.registration.claim(id, "prov")
    pages = tuple(_page(store, sheet) for sheet in paper.sheets)
    title = "" if paper.in_part else f"Titel {paper.mark}"
    mail = paper.kind == "other" and not paper.in_part
    facts = {"message_id": f"<{paper.mark}@prov.example>", "references": "<första@prov.example>"} if mail else {}
    sort = "message/rfc822" if paper.kind == "other" else "application/pdf"
    store.registration.keep_reading(id, Reading(sort, DocumentState.READ, title, pages, facts=facts))
    kind = DocumentKind("", 0.0, "") if paper.in_part else DocumentKind(paper.kind, 1.0, f"rubrik {paper.mark}")
    named = sorted(_mentions(paper), key=lambda each: (each.page, each.start))
    said = references([(sheet.number, sheet.text) for sheet in paper.sheets], named)
    told, by = _fields(paper), f"prov {paper.mark}"
    store.registration.keep_knowledge(id, named, kind, told, paper.dated, references=said, named_by=by)
    store.payments.keep(id, rows_of(paper))
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def _page(store: Store, sheet: Sheet) -> Page:
    picture = store.vault.put(_picture(sheet.canaries.word))
    words, at = [], 0
    for column, run in enumerate(sheet.text.split()):
        at = sheet.text.index(run, at)
        words.append(Word(run, at, at + len(run), 5.0 * column, 0.0, 5.0 * column + 4, 10.0))
        at += len(run)
    return Page(
        sheet.number,
        PageMethod.OCR,
        "",
        sheet.text,
        1.0,
        595.0,
        842.0,
        tuple(words),
        picture,
        Layout(joins=sheet.joins),
    )


def _picture(word: str) -> bytes:
    """A small picture with the word on it, and within it."""
    image, out = Image.new("L", (120, 40), 250), io.BytesIO()
    ImageDraw.Draw(image).text((2, 10), word, fill=10)
    image.save(out, "JPEG", comment=word.encode())
    return out.getvalue()


def _mentions(paper: Paper) -> Iterable[Mention]:
    for sheet in paper.sheets:
        for label, start, end, value in sheet.spans():
            sure = 0.6 if label is Label.VEHICLE else 1.0  # cars wait to be judged
            yield Mention(label, sheet.number, start, end, sheet.text[start:end], value, sure, "prov")


def _fields(paper: Paper) -> list[Field]:
    """Whom each page is about; the paper's day, which the second page says; and, of the whole, what each page says."""
    found = []
    for sheet in paper.sheets:
        person, at = sheet.canaries.person, sheet.text.index(sheet.canaries.person)
        found.append(Field("person", person, person, sheet.number, at, at + len(person), "mentioned"))
        if sheet.number == 2 and paper.dated:
            day = paper.dated.isoformat()
            found.append(Field("date", day, day, 2, 0, len(day)))
    if not paper.in_part:
        every = " ".join(f"{sheet.canaries.word} {sheet.canaries.person}" for sheet in paper.sheets)
        found.append(Field("object", every, every))
    return found


def _mark(store: Store, papers: Iterable[Paper], ids: dict[str, str], guard: Guarded) -> None:
    worker, told = service(store, "prov"), list(papers)
    for source in dict.fromkeys(paper.source for paper in told):
        for group in frozenset.intersection(*(guard(paper, 0).needs for paper in told if paper.source == source)):
            store.markings.set(worker, MarkingScope.SOURCE, source, group=group, ground="OSL 18:1")
    for paper in told:
        known = guard(paper, 0).needs
        for group in known:
            store.markings.set(worker, MarkingScope.DOCUMENT, ids[paper.name], group=group, ground="OSL 26:1")
        for page in [each.number for each in paper.sheets if paper.fate != "unread"]:
            for group in guard(paper, page).needs - known:
                on = (worker, MarkingScope.PAGE, ids[paper.name])
                store.markings.set(*on, page=page, group=group, ground="OSL 18:1")


def _decide(store: Store, papers: Iterable[Paper], ids: dict[str, str]) -> None:
    """What people decided: of each owner a paper taken out, a cut proposed, and another name of who all papers name."""
    worker = service(store, "prov")
    told = list(papers)
    for paper in told:
        if paper.fate == "withdrawn":
            store.withdrawals.take(worker, Scope.DOCUMENT, ids[paper.name], f"fel {paper.mark}")
        elif paper.fate == "read" and not paper.parent and not paper.in_part:
            parts = [Part(each.number, each.number, f"del {each.canaries.word}", "prov") for each in paper.sheets]
            store.splits.propose(ids[paper.name], parts)
    for owner in dict.fromkeys(paper.owner for paper in told):
        first = next(paper for paper in told if paper.owner == owner)
        _judge(store, worker, owner, first, ids[first.name])


def _judge(store: Store, worker: Viewer, owner: str, paper: Paper, document: str) -> None:
    mark, named = paper.mark, next(iter(_mentions(paper)), None)
    alone = replace(worker, owners=frozenset({owner}), officer_of=frozenset({owner}))
    for entity in store.entities.find(alone, Label.PERSON, SHARED[0][2]):
        judging_entities.alias(alone, PURPOSE, store, entity, f"Annas {owner}", f"skäl {owner}", owner)
    namesakes = sorted(store.entities.find(alone, Label.PERSON, "Per Namne"))
    if len(namesakes) > 1:
        judging_entities.dismiss(alone, PURPOSE, store, namesakes[0], namesakes[1], f"skäl {owner}", owner)
    if named is not None:
        where = Anchor(document, named.page, named.start, named.end, named.text)
        said = {"label": named.label.value}
        by = (owner, Act.REJECT, worker.name, swedish.now(), f"skäl {mark}")
        store.judgements.add(Judgement(opaque_id(_KEY, owner), *by, anchor=where, said=said))


def grant(place: Installation) -> None:
    """Let the owner whose papers are lent say yes to what it is asked."""
    worker = service(place.store, "prov")
    for each in place.store.requests.all(worker):
        if each.owner == OWNERS[1]:
            disclosing.decide(worker, PURPOSE, place.store, each.id, RequestState.GRANTED)


def join(place: Installation, papers: Collection[Paper]) -> None:
    """Let somebody who reads everything say that the people of two papers are one, and what they are called in the one
    that is kept: to others it is one person, whom the other name does not find."""
    worker, find = service(place.store, "prov"), place.store.entities.find
    for owner in OWNERS:
        whole = [paper for paper in papers if paper.owner == owner and paper.fate == "read"]
        kept = next(paper for paper in whole if marked(paper, 0).needs)
        told = next(paper for paper in whole if not marked(paper, 1).needs)
        alone = (replace(worker, owners=frozenset({owner}), officer_of=frozenset({owner})), PURPOSE, place.store)
        left, right = (find(alone[0], Label.PERSON, each.sheets[0].canaries.person)[0] for each in (kept, told))
        judging_entities.alias(*alone, left, known_as(kept), f"skäl {kept.mark}", owner)
        judging_entities.merge(*alone, left, right, f"skäl {kept.mark}", owner)
    drain(place.store, place.index)


def known_as(paper: Paper) -> str:
    """What somebody said that a person of the paper is called."""
    return f"Kallad {paper.mark}"


def hand_in_half(place: Installation, viewer: Viewer) -> None:
    """Let the viewer have begun to hand in a file to each source, when they might."""
    anybody = replace(viewer, owners=frozenset(OWNERS), shared=frozenset())
    for source in SOURCES:
        run = place.store.runs.begin(source, by=viewer.name, way=Way.UPLOAD, total=1)
        place.store.uploads.begin(anybody, run, f"{half_way(source)}.pdf", 9, "1")


def follow(place: Installation, viewer: Viewer, entities: Iterable[str]) -> None:
    """Let the viewer have saved searches for these, whom they might all know once."""
    for number, id in enumerate(entities):
        place.store.saved.add(viewer, f"följd {number}", SavedSearch(include={Label.PERSON.value: (id,)}).kept())
