"""What is done in an installation when it is there: granted, judged, followed, and handed in by halves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from models.access import Viewer
from models.disclosure import RequestState
from models.mention import Label
from models.store.erasing.purging import purge
from models.store.runs import Way
from models.store.service import service
from models.store.settling import alone
from models.trial import Decision, Verdict
from nlp import judging_entities
from search import disclosing
from search.indexing import drain
from search.saved import SavedSearch
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE, half_way, handed_in, known_as, marked, marks
from tests.secrecy.papers import OTHER, OWNERS, SHORT, SOURCES, Making, Paper
from tests.secrecy.registering import put_in

_SENT: Final = Decision(Verdict.WHOLE)


def grant(place: Installation, papers: Collection[Paper]) -> None:
    """Let the owner whose papers are lent say yes to what it is asked, and send what nothing keeps."""
    store, worker = place.store, service(place.store, "prov")
    mine = [paper for paper in papers if paper.owner == OWNERS[1] and paper.fate == "read"]
    whole = [place.ids[paper.name] for paper in mine if not marked(paper, 0).needs and not marked(paper, 2).needs]
    for each in store.requests.all(worker):
        if each.owner == OWNERS[1]:
            disclosing.decide(worker, PURPOSE, store, each.id, RequestState.GRANTED)
            sent = [store.trials.decide(worker, id, _SENT) for id in store.trials.add(worker, each.id, whole)]
            store.trials.send(worker, each.id, [(trial, ()) for trial in sent])


def join(place: Installation, papers: Collection[Paper]) -> None:
    """Let somebody who reads everything say that the people of two papers are one, and what they are called in the one
    that is kept: to others it is one person, whom the other name does not find. Somebody with a short name goes up in
    somebody with a longer one."""
    worker, find = service(place.store, "prov"), place.store.entities.find
    for owner in OWNERS:
        whole = [paper for paper in papers if paper.owner == owner and paper.fate == "read"]
        kept = next(paper for paper in whole if marked(paper, 0).needs)
        told = next(paper for paper in whole if not marked(paper, 1).needs)
        alone = (replace(worker, owners=frozenset({owner}), officer_of=frozenset({owner})), PURPOSE, place.store)
        left, right = (find(alone[0], Label.PERSON, each.sheets[0].canaries.person)[0] for each in (kept, told))
        judging_entities.alias(*alone, left, known_as(kept), f"skäl {kept.mark}", owner)
        judging_entities.merge(*alone, left, right, f"skäl {kept.mark}", owner)
        short, long = (find(alone[0], Label.PERSON, each) for each in (SHORT, OTHER))
        if short and long:
            judging_entities.merge(*alone, short[0], long[0], f"skäl {owner}", owner)
    drain(place.store, place.index)


def hand_in_half(place: Installation, viewer: Viewer) -> None:
    """Let the viewer have begun to hand in a file to each source, when they might, and one that could not be read."""
    anybody = replace(viewer, owners=frozenset(OWNERS), shared=frozenset())
    store, sha256 = place.store, place.store.vault.put(b"trasig")
    for source in SOURCES:
        run = store.runs.begin(source, by=viewer.name, way=Way.UPLOAD, total=2)
        place.saved[run] = handed_in(source, viewer.name)
        store.uploads.begin(anybody, run, f"{half_way(source)}.pdf", 9, "1")
        job = store.uploads.hand_in(anybody, run, f"{half_way(source)}.tif", sha256, 6)
        while (taken := store.jobs.take("prov")) and taken.id != job:
            """What was asked for before it, copies to be released among them."""
        assert taken
        store.jobs.fail(job, "prov", "corrupt")


def leave(place: Installation) -> frozenset[str]:
    """Let each owner have begun to erase a paper that the others never heard of: it is out of the register, and the
    index has it still. What must be told to nobody."""
    making, told = Making(0), frozenset[str]()
    making.papers()  # its canaries are those of the world's
    for paper in {each.owner: each for each in making.papers() if not each.parent}.values():
        id = put_in(place.store, paper, paper.mark.encode(), None)
        drain(place.store, place.index)
        with place.store.database.write() as connection:
            alone(connection, paper.owner)
            purge(connection, place.store.key, paper.owner, [id])
        assert id in place.index.documents(paper.owner)
        told |= {*marks(paper)}
    return told


def follow(place: Installation, viewer: Viewer, entities: Iterable[str]) -> None:
    """Let the viewer have saved searches for these, whom they might all know once."""
    for number, id in enumerate(entities):
        place.store.saved.add(viewer, f"följd {number}", SavedSearch(include={Label.PERSON.value: (id,)}).kept())
