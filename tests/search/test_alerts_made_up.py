"""What a drain alerts of is what a search finds after it and did not find before: made-up questions, each back end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from models.settings import Settings
from models.store.alerts import Key
from models.store.store import Store
from search import indexing
from search.embedded.index import EmbeddedIndex
from search.index import Filter, Index, IndexQuery, IndexUnit
from search.indexing import drain
from search.opensearch.index import OpenSearchIndex
from search.query import Everything
from search.standing import StandingQuestions
from tests.contracts.made_up import OWNERS, made_up_query, made_up_units
from tests.opensearch_nodes import remove_indices
from tests.search.archive import Paper, everyone, put

ROUNDS, QUESTIONS = (40, 400) if os.environ.get("SAMSYN_TEST_FULL") else (5, 60)
DOCUMENTS = 24


@pytest.fixture
def embedded(settings: Settings) -> Iterator[Index]:
    index = EmbeddedIndex(settings.home / "index")
    yield index
    index.close()


@pytest.fixture
def opensearch(each_opensearch_url: str, opensearch_prefix: str) -> Iterator[Index]:
    index = OpenSearchIndex(each_opensearch_url, opensearch_prefix)
    yield index
    index.close()
    remove_indices(each_opensearch_url, opensearch_prefix)


def test_embedded(embedded: Index, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _compare(embedded, store, monkeypatch)


@pytest.mark.opensearch
def test_opensearch(opensearch: Index, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _compare(opensearch, store, monkeypatch)


def _compare(index: Index, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents come, are read anew and go; the register's rows are real, what stands on their pages is made up."""
    random = Random(31)
    ids = [put(store, None, Paper(f"{at}.txt", "tillsyn", ["x"])) for at in range(DOCUMENTS)]
    store.outbox.done([row.sequence for row in store.outbox.all()])
    owners = {id: random.choice(OWNERS) for id in ids}
    asked = {store.saved.add(everyone(), "s", {}, watched=True).id: made_up_query(random) for _ in range(QUESTIONS)}
    made: dict[str, IndexUnit | None] = {}
    monkeypatch.setattr(StandingQuestions, "now", lambda self: asked)
    monkeypatch.setattr(indexing, "searchable_units", lambda viewer, store, document: _units(made[document]))
    expected, before, telling = set[Key](), set[Key](), 0
    for _ in range(ROUNDS):
        for id in random.sample(ids, DOCUMENTS // 2):
            made[id] = _made(random, id, owners[id]) if random.random() < 0.8 else None
            store.outbox.add(id, owners[id], "put")
        drain(store, index)
        after = _found(index, asked)
        expected = (expected & after) | (after - before)
        assert store.alerts.of_documents(ids) == expected
        telling += bool(before - after) and bool(after - before)
        before = after
    assert telling >= ROUNDS - 1, "nothing came or nothing went"
    assert {id for id, unit in made.items() if unit is not None} == {
        id for owner in OWNERS for id in index.documents(owner)
    }


def _made(random: Random, id: str, owner: str) -> IndexUnit:
    (unit,) = made_up_units(random, 1)
    return replace(unit, document=id, owner=owner, facets={**unit.facets, "owner": (owner,)})


def _found(index: Index, asked: dict[str, IndexQuery]) -> set[Key]:
    whole = IndexQuery(Everything(), Filter(frozenset(OWNERS)), limit=DOCUMENTS)
    return {
        (saved, hit.document)
        for saved, query in asked.items()
        for hit in index.search(replace(whole, tree=query.tree, filter=query.filter)).hits
    }


def _units(made: IndexUnit | None) -> tuple[IndexUnit, ...]:
    return () if made is None else (made,)
