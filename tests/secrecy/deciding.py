"""What is marked of the papers, and what people decided of them: taken out, cut, called something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from models import swedish
from models.access import Viewer
from models.erasure import Ground, GroundKind
from models.hold import HoldScope
from models.identity import opaque_id
from models.judgement import Act, Anchor, Judgement
from models.marking import MarkingScope
from models.mention import Label
from models.retention import CountedFrom, Period
from models.split import Part
from models.store.erased_counts import tally
from models.store.service import service
from models.store.store import Store
from models.trial import Decision, Verdict
from models.withdrawal import Scope
from nlp import judging_entities
from tests.secrecy.oracle import PURPOSE, Guarded, kept_sources
from tests.secrecy.papers import SHARED, Paper
from tests.secrecy.registering import mentions_of

_TRIED: Final = 3  # papers in each request


def mark(store: Store, papers: Iterable[Paper], ids: Mapping[str, str], guard: Guarded) -> None:
    worker, told = service(store, "prov"), list(papers)
    for source, groups in kept_sources(told, guard).items():
        for group in sorted(groups):
            store.markings.set(worker, MarkingScope.SOURCE, source, group=group, ground="OSL 18:1")
    for paper in told:
        known = guard(paper, 0).needs
        for group in known:
            store.markings.set(worker, MarkingScope.DOCUMENT, ids[paper.name], group=group, ground="OSL 26:1")
        for page in [each.number for each in paper.sheets if paper.fate != "unread"]:
            for group in guard(paper, page).needs - known:
                on = (worker, MarkingScope.PAGE, ids[paper.name])
                store.markings.set(*on, page=page, group=group, ground="OSL 18:1")


def decide(store: Store, papers: Iterable[Paper], ids: Mapping[str, str]) -> None:
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
        _keep(store, worker, owner, first, ids[first.name])


def _keep(store: Store, worker: Viewer, owner: str, paper: Paper, document: str) -> None:
    """A rule by which much of the owner's is due, holds on a paper, a source and a name, and something erased once."""
    said = (f"DHP {owner}", f"skäl {paper.mark}")
    store.retention.add(worker, owner, Period("", "", 1, CountedFrom.DATE, said[0], whole_years=False))
    for scope, target in ((HoldScope.DOCUMENT, document), (HoldScope.SOURCE, paper.source)):
        store.holds.place(worker, owner, scope, target, *said)
    for entity in store.entities.find(worker, Label.PERSON, SHARED[0][2])[:1]:
        store.holds.place(worker, owner, HoldScope.ENTITY, entity, *said)
    ground, of = Ground(GroundKind.RULE, said[0], "r"), {"source": paper.source, "kind": paper.kind}
    with store.database.write() as connection:
        tally(connection, owner, ground, **of, day=paper.dated, size=1, at=swedish.now())


def _judge(store: Store, worker: Viewer, owner: str, paper: Paper, document: str) -> None:
    mark, named = paper.mark, next(iter(mentions_of(paper)), None)
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
        store.judgements.add(Judgement(opaque_id(store.key, owner), *by, anchor=where, said=said))


def try_requests(store: Store, papers: Iterable[Paper], ids: Mapping[str, str]) -> None:
    """What officers have put into the requests to their owners, and refused, but not sent: nobody else knows of it."""
    told = list(papers)
    for owner in dict.fromkeys(paper.owner for paper in told):
        officer = replace(service(store, "prov"), owners=frozenset({owner}), officer_of=frozenset({owner}))
        of_owner = [paper for paper in told if paper.owner == owner][:_TRIED]
        for asked in [each for each in store.requests.all(officer) if each.owner == owner]:
            made = store.trials.add(officer, asked.id, [ids[paper.name] for paper in of_owner])
            for id, paper in zip(made, of_owner, strict=True):
                refused = Decision(Verdict.REFUSED, ground="OSL 26:1", reason=f"prövat {paper.mark}")
                store.trials.decide(officer, id, refused)
