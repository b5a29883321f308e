"""How many indexes a node of OpenSearch with 1 GB of heap bears: ``python -m bench.many_indexes --owners 1000``.

Each owner gets the two indexes that samsyn makes, with one document. Told on the way: heap, the time of its collector,
the size of the cluster's state, processor time, open files, and the time of a search of one owner with a facet.

``--groups N``: one owner instead, of which each document has a page that is kept for a group of its own: two
compartments a group. Told besides: a search by somebody in one group, over half of them, and a document put in anew.
``--most``: the parts that the node may have (3,000, as in ``deploy/``; the engine's own limit is 1,000).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from deploy.opensearch.node import start
from deploy.opensearch.release import ALONE, DEFAULT
from models.errors import IndexUnavailableError
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.index import Filter, Index, IndexQuery, IndexUnit
from tests.contracts.asking import document, word

_STEP = 50
_OWNER = "owner 0"
_ONE = IndexQuery(word("lås"), Filter(frozenset({_OWNER}), groups=frozenset({"group 0"})), facets=("PERSON",))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--owners", type=int, default=1_000)
    parser.add_argument("--groups", type=int, default=0)
    parser.add_argument("--most", type=int, default=3_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        node = start(DEFAULT, home / "node", place=f"{ALONE}cluster.max_shards_per_node: {given.most}\n")
        settings = Settings(home=home / "home", opensearch_url=node.url, opensearch_prefix="bench")
        store = Store.open(settings, create=True)
        index = open_index(settings)
        try:
            _fill(index, node.url, given.groups or given.owners, _marked if given.groups else _of_owner)
        except IndexUnavailableError as error:
            print(f"{error.message}. {error.next}", flush=True)
        finally:
            index.close()
            store.close()
            node.stop()


def _fill(index: Index, url: str, most: int, units: Callable[[int], list[IndexUnit]]) -> None:
    for number in range(most):
        begun = time.perf_counter()
        index.put(units(number))
        taken = time.perf_counter() - begun
        if (number + 1) % _STEP == 0:
            searched = f"search {_searched(index):.1f} ms, put {taken:.1f} s"
            print(f"{number + 1}: {_told(url)}, {searched}", flush=True)


def _of_owner(number: int) -> list[IndexUnit]:
    return [document(f"d{number}", "ett lås", owner=f"owner {number}", PERSON=("p1", "p2"))]


def _marked(number: int) -> list[IndexUnit]:
    """Of one document, for who is in its group and for who is not."""
    whole = document(f"d{number}", "ett lås", "en dörr", owner=_OWNER, PERSON=("p1", "p2"))
    group = frozenset({f"group {number}"})
    return [replace(whole, needs=group), replace(whole, pages=whole.pages[:1], lacks=group)]


def _told(url: str) -> str:
    (node,) = _asked(f"{url}/_nodes/stats/jvm,process")["nodes"].values()
    heap = node["jvm"]["mem"]["heap_used_in_bytes"] / 1e6
    collected = sum(each["collection_time_in_millis"] for each in node["jvm"]["gc"]["collectors"].values()) / 1e3
    state = len(json.dumps(_asked(f"{url}/_cluster/state"))) / 1e6
    spent, files = node["process"]["cpu"]["total_in_millis"] / 1e3, node["process"]["open_file_descriptors"]
    return f"heap {heap:.0f} MB, collector {collected:.1f} s, state {state:.1f} MB, CPU {spent:.0f} s, files {files}"


def _asked(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=120) as answer:
        return json.load(answer)


def _searched(index: Index) -> float:
    """Milliseconds, the median of ten."""
    taken = []
    for _time in range(10):
        begun = time.perf_counter()
        index.search(_ONE)
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


if __name__ == "__main__":
    main()
