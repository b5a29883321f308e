"""In OpenSearch too every number of a situation picture is the total of the search that it opens, and the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.store.service import service
from models.store.store import Store
from search.index import Index
from search.indexing import units
from search.opensearch.index import OpenSearchIndex
from search.situation.service import situation
from tests.opensearch_nodes import remove_indices
from tests.search.brute_force import BruteForceIndex
from tests.search.situation.checking import EVERYONE, SCOPES, WHY, check
from tests.search.situation.papers import fill

pytestmark = pytest.mark.opensearch


@pytest.fixture
def index(each_opensearch_url: str, opensearch_prefix: str) -> Iterator[Index]:
    index = OpenSearchIndex(each_opensearch_url, opensearch_prefix)
    yield index
    index.close()
    remove_indices(each_opensearch_url, opensearch_prefix)


def test_numbers_are_totals_and_those_of_the_oracle(store: Store, index: Index) -> None:
    oracle = BruteForceIndex()
    for id in fill(store, index).values():
        oracle.put(units(service(store, "indexering"), store, id))
    for scope in SCOPES.values():
        told = check(EVERYONE, store, index, scope)
        assert told == situation(EVERYONE, WHY, scope, store=store, index=oracle)
