"""How many indexes a node of OpenSearch with 1 GB of heap bears: ``python -m bench.many_indexes --owners 1000``.

Each owner gets the two indexes that samsyn makes, with one document. Told on the way: heap, the time of its collector,
the size of the cluster's state, processor time, open files, and the time of a search of one owner with a facet.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from deploy.opensearch.node import start
from deploy.opensearch.release import ALONE, DEFAULT
from search.index import Filter, IndexQuery
from search.opensearch.index import OpenSearchIndex
from tests.contracts.asking import document, word

_STEP = 50
_ONE = IndexQuery(word("lås"), Filter(frozenset({"owner 0"})), facets=("PERSON",))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--owners", type=int, default=1_000)
    owners = parser.parse_args().owners
    with tempfile.TemporaryDirectory() as folder:
        node = start(DEFAULT, Path(folder), place=f"{ALONE}cluster.max_shards_per_node: {3 * owners}\n")
        index = OpenSearchIndex(node.url, "bench")
        try:
            for number in range(owners):
                index.put([document(f"d{number}", "ett lås", owner=f"owner {number}", PERSON=("p1", "p2"))])
                if (number + 1) % _STEP == 0:
                    print(f"{number + 1} owners: {_told(node.url)}, search {_searched(index):.1f} ms", flush=True)
        finally:
            index.close()
            node.stop()


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


def _searched(index: OpenSearchIndex) -> float:
    """Milliseconds, the median of ten."""
    taken = []
    for _time in range(10):
        begun = time.perf_counter()
        index.search(_ONE)
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


if __name__ == "__main__":
    main()
