"""A node of two is killed: the other has a copy of all that it held, and searching and indexing go on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from opensearchpy import OpenSearch

from deploy.opensearch.cluster import cluster
from deploy.opensearch.errors import NodeError
from deploy.opensearch.node import Node
from search.index import IndexQuery
from search.opensearch.index import OpenSearchIndex
from search.query import Everything
from tests.contracts.asking import BOTH, A, B, document, found, word
from tests.opensearch_nodes import QUICK, SECONDS
from tests.processes import wait_until
from tests.servers import missing

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
pytestmark = [
    pytest.mark.opensearch,
    pytest.mark.skipif(not FULL, reason="two more nodes take half a minute: make test-full"),
]


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[list[Node]]:
    try:
        with cluster(tmp_path, 2, QUICK) as nodes:
            yield nodes
    except NodeError as error:
        missing(str(error))


def test_the_other_node_goes_on(nodes: list[Node]) -> None:
    leads, other = nodes
    index = OpenSearchIndex(f"{other.url},{leads.url}", "t")  # the one that will be gone is asked first
    index.put([document(f"{owner}{at}", "lås", owner=owner) for owner in (A, B) for at in range(20)])
    with OpenSearch(leads.url, timeout=SECONDS) as client:
        assert wait_until(lambda: client.cluster.health()["status"] == "green")  # each index has its copy
    faults, over = list[Exception](), threading.Event()
    asking = threading.Thread(target=_ask_on, args=(index, faults, over))
    asking.start()
    other.process.kill()
    index.put([document(f"{owner}{at}", "lås dörr", owner=owner) for owner in (A, B) for at in range(20, 30)])
    assert len(found(index, word("lås"))) == 60
    assert len(found(index, word("dörr"))) == 20
    index.delete(A, [f"{A}0"])
    assert index.search(IndexQuery(Everything(), BOTH)).total == 59
    over.set()
    asking.join(60)
    index.close()
    assert faults == []


def _ask_on(index: OpenSearchIndex, faults: list[Exception], over: threading.Event) -> None:
    while not over.wait(0.05):
        try:
            assert index.search(IndexQuery(word("lås"), BOTH)).total >= 40
        except Exception as error:
            faults.append(error)
