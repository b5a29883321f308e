"""Totals, facet counts and documents of random searches under random filters, against an index in plain Python.

    python -m bench.counting [--questions 2000] [--documents 300] [--opensearch URL]

Made-up documents and questions (``tests/contracts/made_up.py``), the oracle ``tests/search/brute_force.py``. On
OpenSearch every put is a segment of its own and the cluster is told to search with four slices, which makes counts
wrong where an index lets it. A question is wrong where the total, any facet or the set of documents differs.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

from opensearchpy import OpenSearch

from search.embedded.index import EmbeddedIndex
from search.index import Index, IndexQuery, IndexUnit
from search.opensearch.index import OpenSearchIndex
from tests.contracts.made_up import made_up_query, made_up_units
from tests.opensearch_nodes import remove_indices
from tests.search.brute_force import BruteForceIndex

BATCHES: Final = 8
PREFIX: Final = "bench-counting"
FORCED: Final = {"search.concurrent_segment_search.mode": "all", "search.concurrent.max_slice_count": 4}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--opensearch", default="", help="URL of a node to ask too")
    arguments = parser.parse_args()
    units = made_up_units(Random(1), arguments.documents)
    questions = [made_up_query(random) for random in [Random(2)] for _ in range(arguments.questions)]
    oracle = BruteForceIndex()
    oracle.put(units)
    report: dict[str, Any] = {"questions": len(questions), "documents": len(units)}
    with tempfile.TemporaryDirectory() as folder:
        report["embedded"] = _asked(EmbeddedIndex(Path(folder)), oracle, units, questions)
    if arguments.opensearch:
        with _four_slices(arguments.opensearch):
            index = OpenSearchIndex(arguments.opensearch, PREFIX)
            report["opensearch, four slices"] = _asked(index, oracle, units, questions)
        remove_indices(arguments.opensearch, PREFIX)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return any(one["wrong"] for one in report.values() if isinstance(one, dict))


def _asked(
    index: Index, oracle: BruteForceIndex, units: list[IndexUnit], questions: list[IndexQuery]
) -> dict[str, float]:
    for batch in range(BATCHES):
        index.put(units[batch::BATCHES])
    started = time.perf_counter()
    wrong = sum(not _same(index, oracle, replace(question, limit=len(units))) for question in questions)
    index.close()
    return {"wrong": wrong, "seconds": round(time.perf_counter() - started, 1)}


def _same(index: Index, oracle: BruteForceIndex, question: IndexQuery) -> bool:
    mine, right = index.search(question), oracle.search(question)
    documents = [{hit.document for hit in answer.hits} for answer in (mine, right)]
    same_counts = (mine.total, mine.facets) == (right.total, right.facets)
    return mine.exact and same_counts and documents[0] == documents[1]


@contextmanager
def _four_slices(url: str) -> Iterator[None]:
    with OpenSearch(url) as client:
        client.cluster.put_settings(body={"transient": FORCED})
        try:
            yield
        finally:
            client.cluster.put_settings(body={"transient": dict.fromkeys(FORCED)})


if __name__ == "__main__":
    raise SystemExit(main())
