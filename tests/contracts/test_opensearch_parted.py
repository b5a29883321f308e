"""An owner who has grown gets an index in several parts when it is built again: it answers as one in one part does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from opensearchpy import OpenSearch

from search.index import IndexQuery, Sort
from search.opensearch.index import OpenSearchIndex
from search.opensearch.names import Names
from search.opensearch.terms import Terms
from search.query import Everything
from tests.contracts.asking import ONLY_A, A, document, ids, word
from tests.opensearch_nodes import SECONDS, remove_indices

pytestmark = pytest.mark.opensearch

COUNT = 120
PARTED = Terms(shard_bytes=10_000)


@pytest.fixture
def index(opensearch_url: str, opensearch_prefix: str) -> Iterator[OpenSearchIndex]:
    index = OpenSearchIndex(opensearch_url, opensearch_prefix, PARTED)
    yield index
    index.close()
    remove_indices(opensearch_url, opensearch_prefix)


def test_a_grown_owner_is_parted_and_answers_as_before(
    index: OpenSearchIndex, opensearch_url: str, opensearch_prefix: str
) -> None:
    random, people = Random(7), Counter[str]()
    units = []
    for at in range(COUNT):
        some = tuple(sorted({f"p{random.randrange(2_000):04}" for _ in range(40)}))
        people.update(some)
        units.append(document(f"d{at:03}", "lås dörr " * random.randrange(1, 9), "lås", PERSON=some, kind=("brev",)))
    other = OpenSearchIndex(opensearch_url, opensearch_prefix, PARTED)  # a process that knows it in one part
    index.put(units)
    before = _asked(other)
    version = index.new_version(A)
    version.put(units)
    assert version.count() == COUNT
    version.swap()
    with OpenSearch(opensearch_url, timeout=SECONDS) as client:
        told = client.indices.get_settings(index=Names(opensearch_prefix, A).docs)
    assert int(next(iter(told.values()))["settings"]["index"]["number_of_shards"]) > 1
    assert _asked(other) == before
    other.close()
    assert _asked(index) == before
    counted = before[1]
    assert counted["PERSON"].exact
    ranked = sorted(people.items(), key=lambda each: (-each[1], each[0]))
    assert (counted["PERSON"].values, counted["PERSON"].more) == (tuple(ranked[:5]), len(people) - 5)
    assert _leafed(index) == sorted(unit.document for unit in units)


def _asked(index: OpenSearchIndex) -> tuple[object, ...]:
    query = IndexQuery(word("dörr"), ONLY_A, limit=500, facets=("PERSON", "kind"), facet_limit=5, sort=Sort.SOURCE)
    answer = index.search(query)
    return (answer.total, answer.facets, ids(answer), sorted(index.pages(word("lås"), ONLY_A, ["d001"])["d001"]))


def _leafed(index: OpenSearchIndex) -> list[str]:
    """Every document, seven at a time, by score."""
    found, after = list[str](), None
    while hits := index.search(IndexQuery(word("lås"), ONLY_A, limit=7, after=after)).hits:
        found += [hit.document for hit in hits]
        after = hits[-1].key
    assert index.search(IndexQuery(Everything(), ONLY_A)).total == len(found)
    return sorted(found)
