"""What is marked of the papers, and what people decided of them: taken out, cut, called something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from models import swedish
from models.access import Viewer
from models.disclosure import RequestState
from models.identity import opaque_id
from models.judgement import Act, Anchor, Judgement
from models.marking import MarkingScope
from models.mention import Label
from models.split import Part
from models.store.service import service
from models.store.store import Store
from models.trial import Decision, Verdict
from models.withdrawal import Scope
from nlp import judging_entities
from tests.secrecy.keeping import keep
from tests.secrecy.oracle import PURPOSE, Guarded, kept_sources, trial_of
from tests.secrecy.papers import OWNERS, SHARED, Paper
from tests.secrecy.registering import mentions_of
from tests.secrecy.writing import every_page

_TRIED: Final = 3  # papers in each request


def mark(store: Store, papers: Iterable[Paper], ids: Mapping[str, str], guard: Guarded) -> None:
    worker, told = service(store, "prov"), list(papers)
    for source, groups in kept_sources(told, guard).items():
        of = next(paper.mark for paper in told if paper.source == source)
        for group in sorted(groups):
            on = (worker, MarkingScope.SOURCE, source)
            store.markings.set(*on, group=group, ground="OSL 18:1", reason=f"om {of}")
    for paper in told:
        known = guard(paper, 0).needs
        for group in known:
            on = (worker, MarkingScope.DOCUMENT, ids[paper.name])
            store.markings.set(*on, group=group, ground="OSL 26:1", reason=f"om {every_page(paper)}")
        for page in [each.number for each in paper.sheets if paper.fate != "unread"]:
            for group in guard(paper, page).needs - known:
                on = (worker, MarkingScope.PAGE, ids[paper.name])
                store.markings.set(*on, page=page, group=group, ground="OSL 18:1")


def decide(store: Store, papers: Iterable[Paper], ids: Mapping[str, str]) -> dict[str, str]:
    """What people decided: of each owner a paper taken out, a cut proposed, another name of who all papers name, and
    what is kept. What rules and orders are called, by their ids."""
    worker = service(store, "prov")
    told, called = list(papers), dict[str, str]()
    for paper in told:
        if paper.fate == "withdrawn":
            store.withdrawals.take(worker, Scope.DOCUMENT, ids[paper.name], f"fel {every_page(paper)}")
        elif paper.fate == "read" and not paper.parent and not paper.in_part:
            parts = [Part(each.number, each.number, f"del {each.canaries.word}", "prov") for each in paper.sheets]
            store.splits.propose(ids[paper.name], parts)
    for owner in dict.fromkeys(paper.owner for paper in told):
        first = next(paper for paper in told if paper.owner == owner)
        _judge(store, worker, owner, first, ids[first.name])
        called |= keep(store, worker, owner, first, ids[first.name])
    return called


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


def refuse(store: Store) -> None:
    """Let one owner have refused all that it was asked for, whole."""
    officer = service(store, "prov")
    officer = replace(officer, owners=frozenset({OWNERS[2]}), officer_of=frozenset({OWNERS[2]}))
    for asked in store.requests.all(officer):
        if asked.owner == OWNERS[2]:
            store.requests.decide(officer, asked.id, RequestState.REFUSED, "avslag")


def try_requests(
    store: Store, papers: Iterable[Paper], ids: Mapping[str, str], called: Mapping[str, str]
) -> dict[str, str]:
    """What officers have put into the requests to their owners, and refused, but not sent: nobody else knows of it.
    What they are called, by their ids; ``called``: what the requests are."""
    told, found = list(papers), dict[str, str]()
    for owner in dict.fromkeys(paper.owner for paper in told):
        officer = replace(service(store, "prov"), owners=frozenset({owner}), officer_of=frozenset({owner}))
        of_owner = [paper for paper in told if paper.owner == owner][:_TRIED]
        for asked in [each for each in store.requests.all(officer) if each.owner == owner]:
            made = store.trials.add(officer, asked.id, [ids[paper.name] for paper in of_owner])
            for at, (id, paper) in enumerate(zip(made, of_owner, strict=True)):
                refused = Decision(Verdict.REFUSED, ground="OSL 26:1", reason=f"prövat {paper.mark}")
                store.trials.decide(officer, id, refused)
                found[id] = trial_of(called[asked.id], at)
    return found
